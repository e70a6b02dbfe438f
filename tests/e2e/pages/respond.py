"""The road of a respondent, page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages.hands import Hands, Pointer
from tests.e2e.words import Words

POSITIONS = {
    "support": "Ik ben voor.",
    "changes": "Ik ben voor, als er iets verandert.",
    "oppose": "Ik ben tegen.",
    "neutral": "Ik heb geen mening, maar wel een opmerking.",
}
REFERENCE = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")


@dataclass
class Respond:
    """Somebody who responds, in a language, by pointer or keyboard."""

    page: Page
    words: Words
    hands: Hands = field(default_factory=Pointer)

    def link(self, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        """Return a link of the main part."""
        return self.page.get_by_role("main").get_by_role("link", name=name, exact=exact).first

    def button(self, name: str) -> Locator:
        """Return a button by its exact words."""
        return self.page.get_by_role("button", name=self.words(name), exact=True)

    def box(self, name: str) -> Locator:
        """Return a text field by its label."""
        return self.page.get_by_role("textbox", name=self.words.starts(name))

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def go(self, path: str) -> None:
        """Type an address, in the language of this person."""
        self.page.goto(self.words.prefix + path)

    def say(self, position: str, text: str, proposal: str = "") -> None:
        """Say what one thinks of a provision, why, and how it should read, a page each, and go on."""
        self.think(position)
        self.hands.write(self.box("Wat wilt u erover zeggen?"), text)
        self.hands.press(self.button("Bewaar en ga verder"))
        if position == "changes":
            if proposal:
                self.hands.write(self.box("Uw voorstel voor de tekst"), proposal)
            self.hands.press(self.button("Bewaar en ga verder"))

    def think(self, position: str) -> None:
        """Choose a position and go on."""
        self.hands.choose(self.page.get_by_role("radio", name=self.words(POSITIONS[position]), exact=True))
        self.hands.press(self.button("Bewaar en ga verder"))

    def speak(self, name: str, data: bytes, media_type: str) -> None:
        """Send a recording and go on."""
        file = {"name": name, "mimeType": media_type, "buffer": data}
        self.page.get_by_label(self.words("Kies het bestand met uw opname")).set_input_files(file)  # type: ignore[arg-type]
        self.hands.press(self.button("Bewaar en ga verder"))

    def choose_articles(self, *numbers: str) -> None:
        """Choose articles by their number and go on."""
        for number in numbers:
            name = self.words.either("Artikel %(number)s", number=number + ".")
            self.hands.choose(self.page.get_by_role("checkbox", name=name))
        self.hands.press(self.button("Verder"))

    def answer(self, *choices: int, text: str = "") -> None:
        """Answer the question on the page: with text, or with choices by place, and go on."""
        if text:
            self.hands.write(self.page.get_by_role("main").get_by_role("textbox"), text)
        options = self.page.get_by_role("radio").or_(self.page.get_by_role("checkbox"))
        for choice in choices:
            self.hands.choose(options.nth(choice))
        self.hands.press(self.button("Bewaar en ga verder"))

    def ready(self) -> None:
        """Say that the writing is done."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words("Uw reactie tot nu toe"))
        self.hands.press(self.link(self.words("Klaar met schrijven? Ga verder")))

    def am_a_person(self, name: str, email: str, place: str = "Deventer") -> None:
        """Say who one is."""
        self.hands.choose(self.page.get_by_role("radio", name=self.words("Voor mijzelf"), exact=True))
        self.hands.press(self.button("Verder"))
        self._details({"Uw naam": name, "Uw woonplaats": place, "Uw e-mailadres": email})

    def am_an_organisation(self, organisation: str, name: str, email: str) -> None:
        """Say for whom one speaks."""
        self.hands.choose(self.page.get_by_role("radio", name=self.words("Voor een organisatie"), exact=True))
        self.hands.press(self.button("Verder"))
        self._details({"Naam van de organisatie": organisation, "Uw naam": name, "Uw e-mailadres": email})

    def am_filling_in_for(self, name: str, email: str) -> None:
        """Say for which other person one fills in."""
        self.hands.choose(self.page.get_by_role("radio", name=self.words("Voor iemand anders"), exact=True))
        self.hands.press(self.button("Verder"))
        self._details({"Naam van de ander": name, "Uw e-mailadres": email})

    def _details(self, values: dict[str, str]) -> None:
        for label, value in values.items():
            self.hands.write(self.box(label), value)
        self.hands.press(self.button("Verder"))

    def make_public(self, choice: str = "Mijn reactie met mijn naam") -> None:
        """Choose what everyone may read."""
        self.hands.choose(self.page.get_by_role("radio", name=self.words(choice), exact=True))
        self.hands.press(self.button("Verder"))

    def send(self) -> str:
        """Send, and return the reference on the next page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words("Controleer uw reactie"))
        self.hands.press(self.button("Verstuur uw reactie"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(
            self.words("Bijna klaar: bevestig uw reactie in uw mail")
        )
        return self.reference()

    def confirm(self, link: str) -> str:
        """Open the link of the mail, confirm, and return the reference on the receipt."""
        self.page.goto(link)
        self.hands.press(self.button("Bevestig uw reactie"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words("Uw reactie is binnen"))
        return self.reference()

    def reference(self) -> str:
        """Return the reference that the page shows."""
        found = REFERENCE.search(self.page.get_by_role("main").inner_text())
        assert found is not None
        return found[0]

    def short_way(self, slug: str, email: str, text: str, name: str = "Noor de Wit") -> None:
        """Write about the whole, as a person, up to and including the page before sending."""
        self.go(f"/reageren/{slug}/algemeen")
        self.say("support", text)
        self.ready()
        self.am_a_person(name, email)
        self.make_public()
