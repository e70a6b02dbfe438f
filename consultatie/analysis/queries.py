"""What somebody typed into the search box, as clauses. Belongs here: words, "phrases", -exclusion, prefi*.

Nothing typed is an error: what is no operator is a plain word. Every index understands these clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.lemmas import fold
from consultatie.analysis.tokens import Token, query_tokens, word_spans

LANGUAGES: Final = ("nl", "en")
MOST_CLAUSES: Final = 32
LONGEST_QUERY: Final = 500  # characters
SHORTEST_PREFIX: Final = 3

_PIECE: Final = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:["“„”](?P<phrase>[^"“„”]*)["“„”]|(?P<word>[^\s"“„”]+))"""
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on a document; all of a query's clauses have to hold.

    Just one of these is filled: `terms` (any of them occurs), `phrase` (these forms follow each other in the title
    or in the body) or `prefix` (a form begins with it). `exclude` turns the condition round. `typed` is the word as
    typed, empty for a phrase.
    """

    terms: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    exclude: bool = False
    typed: str = ""


def parse_query(text: str, language: str = "") -> tuple[Clause, ...]:
    """Return the clauses of a question; none when there is no word in it.

    Function words are left out unless there is nothing else. Without a language, a word is looked up in all
    languages that have a dictionary. Past 500 characters or 32 clauses the rest is left out.
    """
    languages = (language,) if language else LANGUAGES
    clauses: list[Clause] = []
    dropped: list[Clause] = []
    for match in _PIECE.finditer(text[:LONGEST_QUERY]):
        for clause, is_stop in _clauses(match, languages):
            (dropped if is_stop and not clause.exclude else clauses).append(clause)
    if not any(not clause.exclude for clause in clauses):
        clauses = dropped + clauses
    return tuple(dict.fromkeys(clauses))[:MOST_CLAUSES]


def _clauses(match: re.Match[str], languages: tuple[str, ...]) -> list[tuple[Clause, bool]]:
    exclude = match["minus"] is not None
    if match["phrase"] is not None:
        forms = tuple(token.form for token in query_tokens(match["phrase"], languages[0]))
        if len(forms) > 1:
            return [(Clause(phrase=forms, exclude=exclude), False)]
        return _words(match["phrase"], languages, exclude)
    word = match["word"]
    prefix = _prefix(word)
    if prefix:
        return [(Clause(prefix=prefix, exclude=exclude, typed=word), False)]
    return _words(word, languages, exclude)


def _prefix(word: str) -> str:
    bare = word.rstrip("*")
    spans = list(word_spans(bare))
    if bare == word or len(spans) != 1 or spans[0] != (0, len(bare)):
        return ""
    folded = fold(bare).replace("-", "").replace("'", "").replace("’", "")
    return folded if len(folded) >= SHORTEST_PREFIX else ""


def _words(text: str, languages: tuple[str, ...], exclude: bool) -> list[tuple[Clause, bool]]:
    readings = zip(*(query_tokens(text, language) for language in languages), strict=True)
    return [_word(text, tokens, exclude) for tokens in readings]


def _word(text: str, tokens: tuple[Token, ...], exclude: bool) -> tuple[Clause, bool]:
    stop = tokens[0].stop
    readings = tokens[:1] if stop else tuple(token for token in tokens if not token.stop)
    terms = tuple(dict.fromkeys(term for token in readings for term in token.terms))
    return Clause(terms=terms, exclude=exclude, typed=text[tokens[0].start : tokens[0].end]), stop
