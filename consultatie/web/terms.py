"""Hard words explained where they stand: the first one in a section becomes a link to its explanation right below it.

Belongs here: finding words in cleaned HTML and remembering which were found. The words are in terms.toml; the list
is drawn by templates/fragments/term_list.html. Links, headings and code are left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask
from markupsafe import Markup

from consultatie.http.languages import SOURCE, current_language

_FILE: Final = Path(__file__).with_name("terms.toml")
_PIECES: Final = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_NAME: Final = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_LEFT_ALONE: Final = frozenset(
    ("a", "button", "summary", "dfn", "abbr", "code", "th", "svg", "h1", "h2", "h3", "h4", "h5", "h6")
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word with its forms and meanings by language code."""

    key: str
    forms: dict[str, tuple[str, ...]]
    meanings: dict[str, str]
    law_only: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A word as it stands in a section: the ids of its place and of its explanation, and what it means."""

    word: str
    language: str
    place: str
    explained: str
    meaning: str


@cache
def terms() -> tuple[Term, ...]:
    """Return all words that we explain, by key."""
    tables = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(
        Term(
            key,
            {SOURCE: tuple(table["words"]), "en": tuple(table.get("english", ()))},
            {SOURCE: table["nl"], "en": table["en"]},
            table.get("law_only", False),
        )
        for key, table in tables.items()
    )


@cache
def _finder(language: str, in_law: bool) -> tuple[re.Pattern[str], dict[str, Term]] | None:
    """Return a pattern for every form in a language, longest first, and the term of each form in small letters."""
    by_form = {
        form: term for term in terms() if in_law or not term.law_only for form in term.forms.get(language, ())
    }
    if not by_form:
        return None
    ordered = sorted(by_form, key=len, reverse=True)
    parts = (re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in ordered)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])"), {
        form.lower(): term for form, term in by_form.items()
    }


@dataclass(slots=True)
class Words:
    """The explained words of one section of a page; sections of one page may share what was explained already."""

    section: str
    found: list[Found] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def of(self, section: str) -> Words:
        """Return the words of another section that does not explain again what this page explained before."""
        return Words(section, seen=self.seen)

    def mark(self, html: str, language: str, in_law: bool = False) -> Markup:
        """Return clean HTML with the first occurrence of each hard word as a link to its explanation."""
        finder = _finder(language, in_law)
        if finder is None:
            return Markup(html)  # noqa: S704 -- cleaned when stored, or drawn by our own templates
        return Markup("".join(self._marked(html, language, *finder)))  # noqa: S704 -- the same HTML with links

    def _marked(
        self, html: str, language: str, pattern: re.Pattern[str], by_form: dict[str, Term]
    ) -> Iterator[str]:
        skipping = 0
        for place, piece in enumerate(_PIECES.split(html)):
            if place % 2:
                skipping = max(0, skipping + _step(piece))
                yield piece
            elif skipping or not piece.strip():
                yield piece
            else:
                yield pattern.sub(lambda hit: self._link(hit[0], by_form[hit[0].lower()], language), piece)

    def _link(self, word: str, term: Term, language: str) -> str:
        if term.key in self.seen:
            return word
        self.seen.add(term.key)
        reader = current_language()
        meaning = term.meanings.get(reader, term.meanings[SOURCE])
        found = Found(
            word, language, f"bij-{self.section}-{term.key}", f"woord-{self.section}-{term.key}", meaning
        )
        self.found.append(found)
        return f'<a class="term" href="#{found.explained}" id="{found.place}">{word}</a>'


def word_meaning(word: str) -> str:
    """Return what a word means in the reader's language, empty when we do not explain it; for a fact of one word."""
    language = current_language()
    found = _finder(language, True)
    term = found[1].get(word.lower()) if found else None
    return term.meanings[language] if term else ""


def _step(tag: str) -> int:
    """Return 1 for the start of an element that is left alone, -1 for its end, else 0."""
    name = _NAME.match(tag)
    if name is None or name[2].lower() not in _LEFT_ALONE:
        return 0
    return -1 if name[1] else 1


def register(app: Flask) -> None:
    """Give every template `words_in("section")` and `word_meaning("word")`."""
    app.jinja_env.globals |= {"words_in": Words, "word_meaning": word_meaning}
