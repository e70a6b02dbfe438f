"""The words on the pages in a language: the Dutch sentence, or what the catalogue makes of it."""

from __future__ import annotations

import re
from typing import Any

from babel.support import NullTranslations, Translations

from consultatie.settings import ROOT


class Words:
    """`words("Nog %(n)s dagen.", n=3)` in the language of the page. Without a catalogue that is Dutch."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.prefix = "" if language == "nl" else f"/{language}"
        self._catalogue: NullTranslations = Translations.load(ROOT / "translations", [language])

    def __call__(self, sentence: str, **values: Any) -> str:
        """Return a sentence in this language, with its placeholders filled."""
        said = sentence if self.language == "nl" else self._catalogue.gettext(sentence)
        return str(said % values) if values else str(said)

    def starts(self, sentence: str, **values: Any) -> re.Pattern[str]:
        """Return a pattern for a name that begins with these words; what follows is unseen or differs."""
        return re.compile("^" + re.escape(self(sentence, **values)))

    def either(self, sentence: str, **values: Any) -> re.Pattern[str]:
        """Return a pattern for the sentence in Dutch or in this language: words of the law may stay Dutch."""
        dutch = sentence % values if values else sentence
        return re.compile(f"^(?:{re.escape(dutch)}|{re.escape(self(sentence, **values))})")
