"""How somebody works: with a pointer, or with the keyboard only."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_TABS = 150
LEADS_ON = "e => e.matches('a, button')"


class Pointer:
    """Points and presses."""

    def press(self, what: Locator) -> None:
        """Follow a link or press a button, and wait for the page that comes; or open what is folded."""
        what.wait_for()
        if what.evaluate(LEADS_ON):
            with what.page.expect_navigation():
                what.click()
        else:
            what.click()

    def choose(self, what: Locator) -> None:
        """Choose a radio button or checkbox."""
        what.check()

    def write(self, what: Locator, text: str) -> None:
        """Replace what is in a field."""
        what.fill(text)


class Keyboard:
    """Uses Tab, arrows, space and Enter, from where the page begins."""

    def press(self, what: Locator) -> None:
        """Walk to a link or button and press Enter."""
        self._walk_to(what)
        if what.evaluate(LEADS_ON):
            with what.page.expect_navigation():
                what.page.keyboard.press("Enter")
        else:
            what.page.keyboard.press("Enter")

    def choose(self, what: Locator) -> None:
        """Walk to the group, then to the choice."""
        kind = what.get_attribute("type")
        if kind == "checkbox":
            self._walk_to(what)
            what.page.keyboard.press("Space")
        else:
            self._walk_to(what, group=True)
            while not _has_focus(what):
                what.page.keyboard.press("ArrowDown")
            what.page.keyboard.press("Space")
        assert what.is_checked()

    def write(self, what: Locator, text: str) -> None:
        """Walk to a field and type."""
        self._walk_to(what)
        what.page.keyboard.press("Control+a")
        what.page.keyboard.insert_text(text)

    def _walk_to(self, what: Locator, *, group: bool = False) -> None:
        what.wait_for()
        for _step in range(MOST_TABS):
            if _has_focus(what) or (group and _group_has_focus(what)):
                assert _focus_is_seen(what.page)
                return
            what.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {what}")


def _has_focus(what: Locator) -> bool:
    return bool(what.evaluate("e => e === document.activeElement"))


def _group_has_focus(what: Locator) -> bool:
    return bool(what.evaluate("e => e.name === document.activeElement.name"))


def _focus_is_seen(page: Page) -> bool:
    """Say whether what has the focus is marked, and on screen."""
    return bool(
        page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
                 return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none')
                   && b.bottom > 0 && b.top < innerHeight; }"""
        )
    )


Hands = Pointer | Keyboard
