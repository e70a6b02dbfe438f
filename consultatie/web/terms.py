"""Hard words explained where they stand: the first one in a section becomes a link to its explanation right below it.

Belongs here: finding words in cleaned HTML and remembering which were found. The words are in terms.toml, and in the bill
itself where it says what they mean (web/defined_terms); the list is drawn by templates/fragments/term_list.html. Links,
headings and code are left alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask
from markupsafe import Markup

from consultatie.http.languages import SOURCE, current_language
from consultatie.web.defined_terms import DefinedTerms
from consultatie.web.marked_words import Pieces

_FILE: Final = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """One word with its forms and meanings by language code."""

    key: str
    forms: dict[str, tuple[str, ...]]
    meanings: dict[str, str]
    law_only: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A word as it stands in a section: the ids of its place and of its explanation, and what it means.

    `source` is the address of the provision that defines it, "" for a word of ours; its meaning is in `meaning_language`.
    """

    word: str
    language: str
    place: str
    explained: str
    meaning: str
    meaning_language: str = ""
    source: str = ""


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
    """The explained words of one section of a page; sections of one page may share what was explained already.

    `defined` are the words that the bill itself defines: each is a link at its first use in every section, or with
    `once` at its first use on the page, to the one place of the page that explains it.
    """

    section: str
    defined: DefinedTerms | None = None
    found: list[Found] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    once: bool = False

    def of(self, section: str) -> Words:
        """Return the words of another section that does not explain again what this page explained before."""
        used = self.used if self.once else set()
        return Words(section, self.defined, seen=self.seen, places=self.places, used=used, once=self.once)

    def mark(self, html: str, language: str, in_law: bool = False, at: str = "") -> Markup:
        """Return clean HTML with the first occurrence of each hard word as a link to its explanation.

        `at` is the provision that the HTML is of: what it defines is not explained in it.
        """
        steps = (self._mark_defined, self._mark_hard) if in_law else (self._mark_hard, self._mark_defined)
        for step in steps:
            html = step(html, language, in_law, at)
        return Markup(html)  # noqa: S704 -- cleaned when stored, or drawn by our own templates

    def _mark_hard(self, html: str, language: str, in_law: bool, _at: str) -> str:
        finder = _finder(language, in_law)
        if finder is None:
            return html
        pattern, by_form = finder

        def link(hit: re.Match[str], _within: frozenset[str]) -> str:
            return self._hard(hit[0], by_form[hit[0].lower()], language)

        return Pieces(html).replaced(pattern, link)

    def _hard(self, word: str, term: Term, language: str) -> str:
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

    def _mark_defined(self, html: str, language: str, _in_law: bool, at: str) -> str:
        if self.defined is None or not self.defined.pattern or language != self.defined.language:
            return html
        if len(self.used) == len(self.defined.by_key):
            return html

        def link(hit: re.Match[str], within: frozenset[str]) -> str:
            return self._defined(hit, within | {at}, language)

        return Pieces(html).replaced(self.defined.pattern, link, leave_quotes=True)

    def _defined(self, hit: re.Match[str], within: frozenset[str], language: str) -> str:
        assert self.defined is not None  # noqa: S101 -- _mark_defined saw to it
        key, word = str(hit.lastgroup), hit[0]
        term = self.defined.by_key[key]
        if key in self.used or term["eid"] in within:
            return word
        self.used.add(key)
        self.seen.update(one.key for one in terms() if word.lower() in one.forms[SOURCE])
        place = ""
        if key not in self.places:
            self.places[key] = f"woord-{self.section}-{key}"
            place = f"bij-{self.section}-{key}"
            source = self.defined.address(term["eid"])
            self.found.append(
                Found(word, language, place, self.places[key], term["meaning"], self.defined.language, source)
            )
        mark = f' id="{place}"' if place else ""
        return f'<a class="term" href="#{self.places[key]}"{mark}>{word}</a>'


def word_meaning(word: str) -> str:
    """Return what a word means in the reader's language, empty when we do not explain it; for a fact of one word."""
    language = current_language()
    found = _finder(language, True)
    term = found[1].get(word.lower()) if found else None
    return term.meanings[language] if term else ""


def register(app: Flask) -> None:
    """Give every template `words_in("section")` and `word_meaning("word")`."""
    app.jinja_env.globals |= {"words_in": Words, "word_meaning": word_meaning}
