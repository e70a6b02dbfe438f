"""A citizen, a process of its own: goes the whole way of responding again and again, with the forms that the pages hold.

`python -m tests.bench.citizen PORT MAIL-FOLDER NUMBER SECONDS` prints how many flows it finished, how many requests these
took and its own processor seconds. It knows the questions by the names of their fields, not by their order.
"""

from __future__ import annotations

import email
import email.policy
import http.client
import json
import re
import resource
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode, urlsplit

from lxml import html

from tests.bench.instance import SENDING

START = f"/reageren/{SENDING}/artikel/art_1"
TEXT = "Mijn moeder kreeg de brief pas na drie weken. Dat is te laat om nog te bellen."
ONWARD = "//main//a[contains(@class, 'nl-button--primary')]/@href"  # "Klaar met schrijven? Ga verder"
MOST_STEPS = 30
LETTER_WITHIN = 60  # seconds
LINK = re.compile(r"https?://\S+(/reageren/bevestigen/\S+)")


@dataclass(slots=True)
class Citizen:
    """One person after another, each with a new address and an empty browser."""

    port: int
    mail: Path
    number: int
    requests: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    def flow(self, turn: int) -> None:
        """Read, write, send and confirm; raise when a page is not what a person would need."""
        self.cookies = {}
        address = f"burger{self.number}-{turn}@example.nl"
        for path in ("/", f"/consultaties/{SENDING}", f"/consultaties/{SENDING}/artikelen/art_1"):
            self.open("GET", path)
        path, page = self.open("GET", START)
        for _ in range(MOST_STEPS):
            if path.endswith("/bijna-klaar"):
                break
            path, page = self.onward(path, page, answers(address))
        else:
            raise RuntimeError(f"no end after {MOST_STEPS} steps: {path}")
        path, page = self.open("GET", self.letter(address))
        self.submit(path, page, {})

    def onward(self, path: str, page: Any, given: dict[str, str]) -> tuple[str, Any]:
        """Follow the button that leads on, or answer what the page asks where there is none."""
        links = page.xpath(ONWARD)
        return self.open("GET", links[-1]) if links else self.submit(path, page, given)

    def submit(self, path: str, page: Any, given: dict[str, str]) -> tuple[str, Any]:
        """Send the last form of a page, with these answers where it asks for them."""
        form = page.xpath("//main//form[@method='post']")[-1]
        names = {one.get("name") for one in form.xpath(".//*[@name]")}
        kept = [(name, value) for name, value in form.form_values() if name not in given]
        fields = kept + [(name, value) for name, value in given.items() if name in names]
        return self.open("POST", form.get("action") or path, urlencode(fields))

    def open(self, method: str, path: str, body: str = "") -> tuple[str, Any]:
        """Ask for a page, follow where it sends, and return where that is and its HTML."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        self.requests += 1
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (302, 303):
            return self.open("GET", _path(answer.headers["Location"]))
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return path, html.document_fromstring(text)

    def letter(self, address: str) -> str:
        """Wait for the letter that asks to confirm, and return the address in it."""
        until = monotonic() + LETTER_WITHIN
        seen: set[Path] = set()
        while monotonic() < until:
            for path in set(self.mail.glob("*.eml")) - seen:
                raw = path.read_bytes()
                if address.encode() in raw:
                    text = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain",))
                    found = LINK.search(text.get_content() if text else "")
                    if found:
                        path.unlink()  # what is read is thrown away: the folder stays small
                        return found[1]
                elif raw:
                    seen.add(path)
            sleep(0.05)
        raise TimeoutError(f"no letter for {address}")


def answers(address: str) -> dict[str, str]:
    """Return what this person says wherever a page asks for it."""
    return {
        "position": "oppose",
        "text": TEXT,
        "kind": "person",
        "name": "Noor de Wit",
        "place": "Deventer",
        "email": address,
        "publication": "named",
    }


def _path(location: str) -> str:
    parts = urlsplit(location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def main() -> None:
    """Go on until the time is over, and tell what was done."""
    port, mail, number, seconds = sys.argv[1:]
    citizen = Citizen(int(port), Path(mail), int(number))
    until, flows = monotonic() + float(seconds), 0
    while monotonic() < until:
        citizen.flow(flows)
        flows += 1
    used = resource.getrusage(resource.RUSAGE_SELF)
    json.dump(
        {"flows": flows, "requests": citizen.requests, "cpu": used.ru_utime + used.ru_stime}, sys.stdout
    )


if __name__ == "__main__":
    main()
