"""What the browser itself has to say about a page: errors, refusals of the policy, requests to others, cookies."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const sticking = [...document.querySelectorAll('body *')].filter(
    e => e.getBoundingClientRect().right > wide + 1 && getComputedStyle(e).position !== 'absolute');
  return sticking.slice(0, 4).map(e => e.outerHTML.slice(0, 140)).concat(['page wider than the window']);
}"""
FIRST_STOP = """() => {
  const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"]')];
  return stops.length ? stops[0].getAttribute('href') : null;
}"""


class Watch:
    """Listens to every page of a context and remembers what should not be."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.complaints: list[str] = []
        context.on("console", self._console)
        context.on("request", self._request)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form answers 422: Chromium calls every such status an error, the site means it.
        expected = "Failed to load resource" in message.text and message.location["url"].startswith(self.base)
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "about:")):
            self.complaints.append(f"request to another host: {request.url}")

    def take(self) -> list[str]:
        """Return what was noticed since last time."""
        found, self.complaints = self.complaints, []
        return found


def axe_violations(page: Page) -> list[str]:
    """Return what axe calls wrong on the page as it is now, one line per element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n      {node['html'][:200]}\n      {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def structure_faults(page: Page, language: str) -> list[str]:
    """Return what every page must have and this one has not: language, title, one h1, skip link first, a main part."""
    facts = page.evaluate(
        """() => ({lang: document.documentElement.lang, title: document.title.trim(),
                   h1: [...document.querySelectorAll('h1')].map(e => e.textContent.trim()),
                   main: document.querySelectorAll('main').length})"""
    )
    faults = []
    if facts["lang"] != language:
        faults.append(f"lang is {facts['lang']!r}")
    if not facts["title"].partition("–")[0].strip():
        faults.append("empty title")
    if len(facts["h1"]) != 1 or not facts["h1"][0]:
        faults.append(f"h1: {facts['h1']}")
    if facts["main"] != 1:
        faults.append(f"{facts['main']} main")
    if page.evaluate(FIRST_STOP) != "#inhoud":
        faults.append(f"first stop is {page.evaluate(FIRST_STOP)!r}, not the skip link")
    return faults


def overflow(page: Page) -> list[str]:
    """Return what makes the page wider than the window, or nothing."""
    return list(page.evaluate(OVERFLOW))
