"""The workspace as drafters and moderators use it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

Name = str | re.Pattern[str]


@dataclass
class Staff:
    """Somebody on the staff, at work in Dutch."""

    page: Page

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password."""
        self.page.goto("/account/inloggen")
        self.write("E-mailadres", email)
        self.page.get_by_label("Wachtwoord").fill(password)
        self.press("Inloggen")

    def link(self, name: Name) -> Locator:
        """Return the first link of the page's own part with this name."""
        return self.page.get_by_role("main").get_by_role("link", name=name).first

    def follow(self, name: Name) -> None:
        """Follow a link of the page's own part, and wait for where it leads."""
        with self.page.expect_navigation():
            self.link(name).click()

    def press(self, name: str) -> None:
        """Press a button, and wait for the answer."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        """Fill in a field."""
        self.page.get_by_role("textbox", name=re.compile("^" + re.escape(label))).first.fill(text)

    def day(self, label: str, text: str) -> None:
        """Fill in a day (ISO)."""
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, name: str) -> None:
        """Choose a radio button."""
        self.page.get_by_role("radio", name=name, exact=True).check()

    def hand_over(self, label: str, name: str, data: bytes, media_type: str) -> None:
        """Choose a file."""
        self.page.get_by_label(label).set_input_files({"name": name, "mimeType": media_type, "buffer": data})

    def sees(self, text: Name) -> None:
        """Expect words in the page's own part."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def reads(self, title: str) -> None:
        """Expect this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
