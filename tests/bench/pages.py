"""Pages under load: public ones from the cache and past it, not-modified answers, and the drafter's desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.bench import trivial
from tests.bench.bursts import Target, burst, get, look
from tests.bench.figures import ROUNDS, Goal, Page
from tests.bench.instance import LARGE, Instance, Known
from tests.bench.processes import ROOT, Running, consultatie, free_port, wait_until_up

THREADS = "8"
HALF = Goal(0.5, at_least=True)
_fresh = count(1)


@dataclass(frozen=True, slots=True)
class Effort:
    """How many requests a burst has, by how heavy the page is."""

    light: int = 4_000
    heavy: int = 100
    staff: int = 60


def start_site(instance: Instance) -> Target:
    """Start the site as in production, with one worker process."""
    port = free_port()
    command = consultatie("serve", "--port", str(port), "--workers", "1", "--threads", THREADS)
    running = Running(command, instance.environ, instance.folder / "site.log")
    wait_until_up(running, port, "/readyz")
    return Target(running, port)


def start_trivial(folder: Path, sizes: set[int]) -> Target:
    """Start the page to compare with under the same server."""
    port = free_port()
    environ = dict(os.environ) | {trivial.SIZES: ",".join(map(str, sizes)), "PYTHONPATH": str(ROOT)}
    running = Running(trivial.command(port, THREADS), environ, folder / "trivial.log")
    wait_until_up(running, port, "/")
    return Target(running, port)


def public_addresses(known: Known) -> dict[str, str]:
    """Return the public pages that are measured."""
    return {
        "consultation page": f"/consultaties/{LARGE}",
        "article page": f"/consultaties/{LARGE}/artikelen/{known.article}",
        "list with 500 consultations": "/consultaties",
    }


def desk_address(known: Known) -> str:
    """Return the desk of the article with most responses."""
    return f"/werkplek/{LARGE}/artikelen/{known.article}"


def measure(site: Target, known: Known, folder: Path, effort: Effort, rounds: int = ROUNDS) -> list[Page]:
    """Return every page with its bursts; site and trivial page take turns within each round."""
    addresses = public_addresses(known)
    sizes, etags = {}, {}
    for path in addresses.values():
        look(site, path)
        status, headers, body = look(site, path)
        if status != 200 or "etag" not in headers:
            raise RuntimeError(f"{path}: {status}, etag {headers.get('etag')}")
        sizes[path], etags[path] = len(body), headers["etag"]
    other = start_trivial(folder, set(sizes.values()))
    pages = {name: Page(name) for name in _names(addresses)}
    try:
        for _ in range(rounds):
            for name, path in addresses.items():
                cached, again, built = (pages[one] for one in _names([name]))
                cached.goal = HALF
                cached.loads.append(burst(site, [get(site, path)], effort.light))
                cached.trivial.append(burst(other, [get(other, f"/{sizes[path]}")], effort.light))
                asking = get(site, path, If_None_Match=etags[path])
                again.loads.append(burst(site, [asking], effort.light, expected=304))
                fresh = [get(site, f"{path}?vers={next(_fresh)}") for _ in range(effort.heavy)]
                built.loads.append(burst(site, fresh, effort.heavy))
    finally:
        other.running.stop()
    return [*pages.values(), desk(site, known, effort, rounds)]


def _names(addresses: dict[str, str] | list[str]) -> Iterator[str]:
    for name in addresses:
        yield from (f"{name}, from the cache", f"{name}, 304", f"{name}, built")


def desk(site: Target, known: Known, effort: Effort, rounds: int = ROUNDS) -> Page:
    """Return the desk of one article with 5,000 responses to its consultation, signed in, never cached."""
    page = Page("article desk with 5,000 responses, signed in")
    asking = get(site, desk_address(known), Cookie=known.cookie)
    for _ in range(rounds):
        page.loads.append(burst(site, [asking], effort.staff))
    return page
