"""What a screen reader is given of a page, in writing: the ARIA snapshot, and the log of a virtual reader.

Belongs here: taking both from an open page, and taking out what differs per day. The pages and the comparison are in
test_golden; the files in tests/a11y/golden/, written anew by `make golden`.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "a11y" / "golden"
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
DIFFERS = (
    (
        re.compile(
            rf"(?:(?:{DAYS}) )?\d{{1,2}} (?:{MONTHS}) \d{{4}}(?: (?:om )?\d{{1,2}}[:.]\d\d(?: uur)?)?"
        ),
        "DAG",
    ),
    (re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}"), "KENMERK"),
    (re.compile(r"\b[Nn]og \d+ dag(?:en)?\b"), "nog N dagen"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), ""),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
)
# A real reader leaves out what is in a closed part; the virtual one would read it.
READY = """() => {
  for (const e of document.querySelectorAll('details:not([open]) > :not(summary)')) e.setAttribute('aria-hidden', 'true');
  document.activeElement?.blur?.();
}"""
START = """async () => { await VSR.virtual.start({container: document.body}); window.__first = VSR.virtual.activeNode; }"""
READ_ON = """async () => {
  const reader = VSR.virtual;
  for (let n = 0; n < 250; n++) {
    await reader.next();
    if (await reader.lastSpokenPhrase() === 'end of document' || reader.activeNode === window.__first) return true;
  }
  return false;
}"""
LONGEST = 6000  # phrases


def voice() -> Path | None:
    """Return the virtual reader that `.ci/voice` makes, or None where there is no npm to make it with."""
    made = ROOT / "build" / "voice" / "vsr.bundle.js"
    return made if made.exists() else None


def masked(text: str) -> str:
    """Return the text without dates, references and addresses of this run."""
    for pattern, word in DIFFERS:
        text = pattern.sub(word, text)
    return text


def aria(page: Page) -> str:
    """Return the browser's accessibility tree."""
    return masked(page.locator("body").aria_snapshot()) + "\n"


def spoken(page: Page, bundle: Path) -> list[str]:
    """Return the phrases that a screen reader would say, from top to bottom."""
    page.evaluate("script => { (0, eval)(script + ';window.VSR = VSR') }", bundle.read_text("utf-8"))
    page.evaluate(READY)
    page.evaluate(START)
    log: list[str] = []
    ended = False
    while not ended and len(log) < LONGEST:
        ended = page.evaluate(READ_ON)
        log = page.evaluate("async () => VSR.virtual.spokenPhraseLog()")
    if log and log[-1] != "end of document":
        log = log[:-1]  # the first phrase again
    return [masked(phrase) for phrase in log]


def from_main_to_heading(phrases: list[str]) -> int:
    """Return how many phrases after "main" the h1 is."""
    main = next(n for n, phrase in enumerate(phrases) if phrase == "main" or phrase.startswith("main,"))
    heading = next(n for n, phrase in enumerate(phrases) if re.match(r"heading, .*level 1\b", phrase))
    return heading - main
