"""What the parts of a law are called in the law's own language, as its headings print them. Not the words of pages: web/labels."""

from __future__ import annotations

from typing import Final

from consultatie.domain.provisions import ProvisionKind as K

PROVISION_WORDS: Final[dict[str, dict[K, str]]] = {
    "nl": {
        K.BOOK: "Boek",
        K.PART: "Deel",
        K.TITLE: "Titel",
        K.CHAPTER: "Hoofdstuk",
        K.DIVISION: "Afdeling",
        K.SECTION: "Paragraaf",
        K.SUBSECTION: "Subparagraaf",
        K.ARTICLE: "Artikel",
        K.ANNEX: "Bijlage",
    },
    "de": {
        K.BOOK: "Buch",
        K.PART: "Teil",
        K.TITLE: "Titel",
        K.CHAPTER: "Kapitel",
        K.DIVISION: "Abschnitt",
        K.SECTION: "Unterabschnitt",
        K.SUBSECTION: "Titel",
        K.ARTICLE: "§",
        K.ANNEX: "Anlage",
    },
}
"""By language, then kind. German calls two depths "Titel"."""
