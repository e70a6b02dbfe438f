"""Start and stop the provider, and walk through it as a browser without JavaScript does."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from consultatie.settings import ROOT

HERE = Path(__file__).parent
MADE = ROOT / "build" / "oidc-provider"
CLIENT, SECRET = "consultatie", "geheim-van-de-proef"
SITE = "http://localhost"  # base_url of config/testing.toml


def bring() -> None:
    """Install what package-lock.json names; skip only where there is no node."""
    subprocess.run([ROOT / ".ci" / "oidc-provider"], cwd=ROOT, check=True)
    if shutil.which("node") is None:
        pytest.skip("no node on this machine, and apt-get could not bring it")
    assert (MADE / ".made").exists(), "npm could not bring oidc-provider"
    shutil.copy(HERE / "provider.mjs", MADE / "provider.mjs")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class RunningProvider:
    """A provider on a loopback port. `life` is how long its ID tokens are good for, in seconds."""

    def __init__(self, *, life: int = 600, userinfo: bool = True, secret: str = SECRET) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self._given = {
            "port": self.port,
            "client": CLIENT,
            "secret": secret,
            "life": life,
            "userinfo": userinfo,
        }
        self._process: subprocess.Popen[str] | None = None

    def start(self, base: str = SITE, *, key: str = "first") -> RunningProvider:
        """Listen, know the site at `base`, and sign with a new key of this name."""
        addresses = {"back": f"{base}/account/inlogdienst/terug", "left": f"{base}/account/uitgelogd"}
        command = ["node", "provider.mjs", json.dumps(self._given | addresses | {"kid": key})]
        self._process = subprocess.Popen(
            command, cwd=MADE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        if "ready" not in self._process.stdout.readline():
            assert self._process.stderr is not None
            raise AssertionError(self._process.stderr.read()[-2000:])
        return self

    def stop(self) -> None:
        """Stop listening."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


class Visitor:
    """Somebody at the provider: fills in its form, and comes back with an answer for the site."""

    def __init__(self, provider: RunningProvider) -> None:
        self._host = urlsplit(provider.issuer).netloc
        self._browser = requests.Session()

    def sign_in(self, address: str, email: str, **said: str) -> str:
        """Return the path and query on the site to which the provider sends somebody."""
        page = self._follow(self._browser.get(address, allow_redirects=False))
        form = {"email": email, "verified": "true", "name": "Ans", "amr": "pwd", "go": "in"} | said
        answer = self._follow(self._browser.post(page.url, data=form, allow_redirects=False))
        return answer.headers["Location"].removeprefix(SITE)

    def sign_out(self, address: str) -> str:
        """Confirm signing out, and return the path and query on the site."""
        page = self._follow(self._browser.get(address, allow_redirects=False))
        token = page.text.partition('name="xsrf" value="')[2].partition('"')[0]
        form = {"xsrf": token, "logout": "yes"}
        where = page.text.partition('action="')[2].partition('"')[0]
        answer = self._follow(self._browser.post(where, data=form, allow_redirects=False))
        return answer.headers["Location"].removeprefix(SITE)

    def _follow(self, answer: Any) -> Any:
        """Follow redirects as long as they stay at the provider."""
        while answer.is_redirect and urlsplit(answer.headers["Location"]).netloc in ("", self._host):
            answer = self._browser.get(
                requests.compat.urljoin(answer.url, answer.headers["Location"]), allow_redirects=False
            )
        return answer
