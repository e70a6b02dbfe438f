"""The inside of a paragraph of BWB and official-publication XML: emphasis, references, notes, as text and HTML."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from consultatie.adapters.bill_formats.building import Block, Warnings, cleaned, escaped, paragraph
from consultatie.adapters.bill_formats.safe_xml import local_name, place_of, words_of

SKIPPED = frozenset(
    {"meta-data", "metadata", "bwb-wijzigingen", "bwb-inputbestand", "redactionele-correcties"}
)

_PLAIN = frozenset(
    {
        "al",
        "intref",
        "titel",
        "subtitel",
        "label",
        "nr",
        "datum",
        "plaats",
        "naam",
        "functie",
        "organisatie",
        "ondernummer",
        "dossiernr",
        "title",
        "entry",
        "tussenkop",
        "noot.al",
        "noot.nr",
        "considerans.al",
        "wat",
        "wij",
        "wie",
        "koning",
        "dagtekening",
        "dossiernummer",
        "begrotingshoofdstuk",
        "lidnr",
        "li.nr",
        "ondertekening",
        "deze",
        "unl",
        "datumtekst",
        "afkorting",
        "intitule",
        "citeertitel",
    }
)
_SPACED = frozenset(
    {"voornaam", "achternaam", "plaats", "datum", "noot.al", "al", "label", "nr", "titel", "li.nr"}
)
_WRAPPED = {"sup": "sup", "inf": "sub", "sub": "sub", "cur": "em", "vet": "strong"}
_EMPHASIS = {
    "vet": ("strong",),
    "halfvet": ("strong",),
    "vet-cur": ("strong", "em"),
    "vetcur": ("strong", "em"),
}
_NO_EMPHASIS = frozenset({"rom", "romein", "klkap", "kapitaal"})
_DOCUMENT = re.compile(r"(kst|stb|stcrt|trb|ah|h|blg)-[0-9A-Za-z-]{1,60}")
_JCI = re.compile(r"jci1\.[0-9]:[a-z]:BWB[A-Z][0-9]{1,12}[A-Za-z0-9&=.:;,_ -]{0,300}")
_BWB = re.compile(r"BWB[A-Z][0-9]{1,12}")


class InlineReader:
    """Reads mixed content; collects the notes in it, which follow their paragraph."""

    def __init__(self, warnings: Warnings) -> None:
        self.warnings = warnings
        self.text: list[str] = []
        self.html: list[str] = []
        self.notes: list[Block] = []
        self.editorial = False

    def read(self, element: etree._Element) -> None:
        """Take in the content of an element, its own tag and its tail left out."""
        self._say(element.text)
        for node in element:
            self._node(node)
            self._say(node.tail)

    def _say(self, words: str | None) -> None:
        if words:
            if not self.editorial:
                self.text.append(words)
            self.html.append(escape(words, quote=False))

    def _node(self, node: etree._Element) -> None:
        name = local_name(node)
        if not name or name in SKIPPED:
            return  # comments and processing instructions stand in the middle of words: nothing takes their place
        if name == "extref":
            self._wrap(node, _link(node))
        elif name == "nadruk":
            self._wrap(node, _emphasis(node))
        elif name in _WRAPPED:
            self._wrap(node, (_WRAPPED[name],))
        elif name == "redactie":
            self._redactie(node)
        elif name == "noot":
            self._note(node)
        elif name == "br":
            self.text.append(" ")
            self.html.append("<br>")
        else:
            self._other(node, name)

    def _wrap(self, node: etree._Element, tags: tuple[str, ...]) -> None:
        self.html.extend(f"<{tag}>" for tag in tags)
        self.read(node)
        self.html.extend(f"</{tag.split()[0]}>" for tag in reversed(tags))

    def _redactie(self, node: etree._Element) -> None:
        """Show the publisher's own words, but keep them out of the text of the law."""
        self.warnings.add("editorial-note", place_of(node), words_of(node))
        outer, self.editorial = self.editorial, True
        self._wrap(node, ("em",))
        self.editorial = outer

    def _note(self, node: etree._Element) -> None:
        inner = InlineReader(self.warnings)
        number = ""
        for part in node:
            if local_name(part) == "noot.nr":
                number = cleaned(words_of(part)).strip()
            elif local_name(part):
                inner.text.append(" ")
                inner.html.append(" ")
                inner.read(part)
        text, html = inner.result()
        mark = escaped(number or str(len(self.notes) + 1))
        self.html.append(f"<sup>{mark}</sup>")
        self.notes.append(paragraph(f"[{number or len(self.notes) + 1}] {text}", f"<sup>{mark}</sup> {html}"))

    def _other(self, node: etree._Element, name: str) -> None:
        if name not in _PLAIN and name not in _SPACED:
            self.warnings.add("unknown-element", place_of(node), name)
        if name in _SPACED:
            self._say(" ")
        self.read(node)
        if name in _SPACED:
            self._say(" ")

    def result(self) -> tuple[str, str]:
        """Return the text and the inline HTML, white space made single."""
        return cleaned("".join(self.text)).strip(), cleaned("".join(self.html)).strip()


def inline(element: etree._Element, warnings: Warnings) -> tuple[str, str, list[Block]]:
    """Return the text, the inline HTML and the notes of an element with mixed content."""
    reader = InlineReader(warnings)
    reader.read(element)
    text, html = reader.result()
    return text, html, reader.notes


def plain(element: etree._Element | None, warnings: Warnings) -> str:
    """Return the text of an element on one line, its notes behind it; empty where there is no element."""
    if element is None:
        return ""
    text, _, notes = inline(element, warnings)
    return " ".join([text, *(note.text for note in notes)]).strip()


def _emphasis(node: etree._Element) -> tuple[str, ...]:
    kind = node.get("type", "cur")
    return () if kind in _NO_EMPHASIS else _EMPHASIS.get(kind, ("em",))


def _link(node: etree._Element) -> tuple[str, ...]:
    address = _address(node)
    return (f'a href="{escape(address)}"',) if address else ()


def _address(node: etree._Element) -> str:
    """Return where a reference leads: the law on wetten.overheid.nl, the publication, or the web address it gives."""
    target = "".join(node.get("doc", "").split())
    if _JCI.fullmatch(target):
        return f"https://wetten.overheid.nl/{target}"
    law = _BWB.search(node.get("bwb-id", "") or target)
    if law:
        return f"https://wetten.overheid.nl/{law.group()}"
    if _DOCUMENT.fullmatch(target):
        return f"https://zoek.officielebekendmakingen.nl/{target}.html"
    return target if target.startswith(("https://", "http://", "mailto:")) else ""
