"""Words of a text as search, themes and summaries see them. Belongs here: cutting a text into words and naming each.

A word is known by several terms: its form (folded), its lemma and, for a Dutch compound, the parts and their
lemmas. Lemma and parts carry a mark of their language, so that a phrase of exact forms can be asked for and an
English lemma never meets a Dutch one. Every index gets these terms, whatever machine keeps it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from consultatie.analysis import compounds
from consultatie.analysis.lemmas import SUPPORTED, fold, is_separable_verb, known_lemma, lemma
from consultatie.analysis.stop_words import is_stop_word

_MARKS: Final = {"nl": "~", "en": "^"}
_LONGEST: Final = 100  # characters of one word that are looked at; beyond it is no word

_LETTERS = r"[^\W_][\u0300-\u036f]*"
_WORD: Final = re.compile(
    rf"\d+(?:[:.,]\d+)*(?:{_LETTERS})*(?:-(?:{_LETTERS})+)*"  # 3:4  17a  2.500  2026-2030
    rf"|(?:{_LETTERS})+(?:['’\-](?:{_LETTERS})+)*"  # foto's  e-mail  sociaal-economisch
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its place in the text (characters, end exclusive), folded form, folded lemma, and parts.

    `parts` are the folded lemmas of the parts of a compound, empty in a query. `terms` is what an index keeps.
    """

    start: int
    end: int
    form: str
    lemma: str
    parts: tuple[str, ...]
    terms: tuple[str, ...]
    stop: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    lemma: str
    parts: tuple[str, ...]
    index_terms: tuple[str, ...]
    query_terms: tuple[str, ...]
    stop: bool


def index_tokens(text: str, language: str) -> list[Token]:
    """Return the words of a text in order, each with form, lemma and parts of compounds as terms."""
    return [
        Token(start, end, word.form, word.lemma, word.parts, word.index_terms, word.stop)
        for start, end, word in _words(text, language)
    ]


def query_tokens(text: str, language: str) -> list[Token]:
    """Return the words of a question, each with the terms that an index may know it by: form and lemma, no parts."""
    return [
        Token(start, end, word.form, word.lemma, (), word.query_terms, word.stop)
        for start, end, word in _words(text, language)
    ]


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word, without looking anything up."""
    for match in _WORD.finditer(text):
        yield match.span()


def index_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms that an index keeps of one word as it stands in a text."""
    return _known(word, language).index_terms


def lemma_term(form: str, language: str) -> str:
    """Return a folded lemma as the term that stands for it in an index."""
    return _MARKS[language] + form if language in _MARKS else form


def _words(text: str, language: str) -> Iterator[tuple[int, int, _Word]]:
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), _known(match.group(), language)


@lru_cache(maxsize=16_000)  # about 500 bytes each
def _known(printed: str, language: str) -> _Word:
    word = unicodedata.normalize("NFC", printed[:_LONGEST]).casefold().replace("’", "'")
    form = fold(word.replace("-", "").replace("'", "")) if not word[0].isdigit() else fold(word)
    stop = is_stop_word(form, language)
    if stop or language not in SUPPORTED or word[0].isdigit():
        return _Word(form, form, (), (form,), (form,), stop)
    pieces = [piece for piece in word.split("-") if piece]
    parts = _hyphenated(pieces, language) if len(pieces) > 1 else _parts(word, language)
    base = _lemma(word, language)
    return _Word(
        form, base, parts, _index_terms(form, base, parts, language), _query_terms(form, base, language), stop
    )


def _lemma(word: str, language: str) -> str:
    found = known_lemma(word, language)
    compound = found is None or ("_" in found and not is_separable_verb(word, language))
    head = compounds.head(word) if compound and language == "nl" else ""
    if head:
        return fold(word.removesuffix(head)) + lemma(head, language)
    return lemma(word, language)


def _parts(word: str, language: str) -> tuple[str, ...]:
    if language != "nl" or is_separable_verb(word, language):
        return ()
    return _unique(lemma(part, language) for part in compounds.split(word))


def _hyphenated(pieces: list[str], language: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in pieces:
        if len(piece) > 1 and not is_stop_word(piece, language):
            found.extend((fold(piece), lemma(piece, language), *_parts(piece, language)))
    return _unique(found)


def _index_terms(form: str, base: str, parts: tuple[str, ...], language: str) -> tuple[str, ...]:
    marked = _unique((base, *parts))
    return (form, *(lemma_term(term, language) for term in marked if term != form))


def _query_terms(form: str, base: str, language: str) -> tuple[str, ...]:
    if base == form:
        return (form, lemma_term(form, language))
    return (form, base, lemma_term(form, language), lemma_term(base, language))


def _unique(terms: Iterator[str] | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
