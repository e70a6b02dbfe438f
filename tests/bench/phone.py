"""`make phone`: ten key pages on a slow phone: largest contentful paint, layout shift, weight and requests.

A throttled Chromium (CPU four times slower, 1.6 Mbit/s down, 0.75 up, 150 ms a round trip: what Lighthouse calls
slow 4G), a screen of 360 by 640, nothing in its cache. Writes its part of docs/performance.md; `--dry` only prints.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.report import END, machine, replace_measured, table
from tests.e2e.chromium import launch_options
from tests.e2e.conftest import COOKIE
from tests.e2e.key_pages import KEY_PAGES, KeyPage
from tests.e2e.scene import Scene, set_scene
from tests.e2e.site import LiveSite

DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN = "<!-- measured: make phone -->"
ROUNDS = 3
CPU = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
LCP_MS, SHIFT, KILOBYTES, REQUESTS = 1500, 0.0, 100, 8
WATCH = """
window.seen = {lcp: 0, shift: 0, moved: []};
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.seen.lcp = Math.max(window.seen.lcp, one.startTime);
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) {
    window.seen.shift += one.value;
    for (const source of one.sources) window.seen.moved.push(source.node?.nodeName + "." + source.node?.className);
  }
}).observe({type: "layout-shift", buffered: true});
"""
WEIGH = """() => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return {...window.seen, bytes: all.reduce((sum, one) => sum + one.transferSize, 0), requests: all.length};
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page opened once: milliseconds, layout shift, bytes over the line, requests, what moved."""

    lcp: float
    shift: float
    bytes: int
    requests: int
    moved: list[str]


def visit(browser: Browser, site: LiveSite, scene: Scene, page: KeyPage) -> Visit:
    """Open a page in a browser that never saw the site, scroll to its end, and return what was measured."""
    context = browser.new_context(
        base_url=site.base,
        viewport={"width": 360, "height": 640},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="nl-NL",
    )
    try:
        if page.who in scene.cookies:
            context.add_cookies([{"name": COOKIE, "value": scene.cookies[page.who], "url": site.base}])
        tab = context.new_page()
        tab.add_init_script(WATCH)
        line = context.new_cdp_session(tab)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", NETWORK)
        line.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        tab.goto(page.path, wait_until="load", timeout=60_000)
        tab.wait_for_function("window.seen.lcp > 0", timeout=30_000)
        tab.wait_for_timeout(1000)
        first: dict[str, Any] = tab.evaluate(WEIGH)  # the first view: before pictures below it are fetched
        tab.evaluate("window.scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        tab.wait_for_timeout(1000)
        whole: dict[str, Any] = tab.evaluate(WEIGH)
        return Visit(first["lcp"], whole["shift"], first["bytes"], first["requests"], whole["moved"])
    finally:
        context.close()


def measure(browser: Browser, site: LiveSite, scene: Scene) -> dict[KeyPage, list[Visit]]:
    """Return the visits of each page; one more comes first, so that the site has its page ready as for most readers."""
    found: dict[KeyPage, list[Visit]] = {}
    for page in KEY_PAGES:
        found[page] = [visit(browser, site, scene, page) for _round in range(ROUNDS + 1)][1:]
        sys.stdout.write(f"{_row(page, found[page])} {found[page][-1].moved}\n")
        sys.stdout.flush()
    return found


def _row(page: KeyPage, visits: list[Visit]) -> tuple[str, ...]:
    lcp = [one.lcp for one in visits]
    shift = max(one.shift for one in visits)
    weight = max(one.bytes for one in visits) / 1000
    requests = max(one.requests for one in visits)
    met = median(lcp) <= LCP_MS and shift <= SHIFT and weight <= KILOBYTES and requests <= REQUESTS
    return (
        page.words,
        f"{median(lcp):,.0f} ({min(lcp):,.0f} – {max(lcp):,.0f})",
        f"{shift:.3f}",
        f"{weight:.1f}",
        str(requests),
        "met" if met else "**missed**",
    )


def render(found: dict[KeyPage, list[Visit]], *, at: datetime, on: str) -> str:
    """Return the measured part in Markdown."""
    head = ("page", "LCP ms", "layout shift", "kB, first view", "requests", "goal")
    return "\n".join(
        [
            BEGIN,
            "## On a slow phone",
            "",
            f"Measured {at:%Y-%m-%d %H:%M} UTC by `make phone` on {on} Chromium with the CPU {CPU} times slower, 1.6 Mbit/s, "
            f"150 ms, 360 by 640 pixels, an empty cache; the median of {ROUNDS} visits (lowest – highest), the highest shift, "
            f"weight and requests. Goal: LCP ≤ {LCP_MS:,} ms, shift {SHIFT:g}, ≤ {KILOBYTES} kB, ≤ {REQUESTS} requests.",
            "",
            *table(head, (_row(page, visits) for page, visits in found.items())),
            END,
        ]
    )


def main() -> None:
    """Start a site with the demonstration, visit, and write down what was measured."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = LiveSite(Path(folder) / "instance")
        site.start()
        browser = playwright.chromium.launch(**launch_options())
        try:
            found = measure(browser, site, set_scene(site))
        finally:
            browser.close()
            site.stop()
    measured = render(found, at=datetime.now(UTC), on=machine())
    if "--dry" not in sys.argv:
        DOCUMENT.write_text(replace_measured(DOCUMENT.read_text("utf-8"), measured, begin=BEGIN), "utf-8")


if __name__ == "__main__":
    main()
