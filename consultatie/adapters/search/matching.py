"""A question's clauses as Whoosh queries, and the documents they match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from whoosh import query

from consultatie.analysis.queries import Clause

_FIELDS: Final = (("title", 2.5), ("body", 1.0))


def matches(leaf: Any, searcher: Any, clauses: Sequence[Clause]) -> Iterator[tuple[int, float]]:
    """Yield number and score of the documents of a segment that all clauses hold for, in order of number.

    A match in the title weighs two and a half times one in the body. Exclusions are taken out here: Whoosh's
    AndNot lets documents through once the excluded ones have run out.
    """
    wanted = [_clause(clause) for clause in clauses if not clause.exclude]
    unwanted = [_clause(clause) for clause in clauses if clause.exclude]
    excluded = frozenset(number for part in unwanted for number in part.docs(leaf))
    found = _scored(query.And(wanted), leaf, searcher) if wanted else _all(leaf)
    for number, score in found:
        if number not in excluded:
            yield number, score


def _scored(question: query.Query, leaf: Any, searcher: Any) -> Iterator[tuple[int, float]]:
    matcher = question.matcher(leaf, searcher.context(needs_current=False))
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


def _all(leaf: Any) -> Iterator[tuple[int, float]]:
    return ((number, 0.0) for number in leaf.reader().all_doc_ids())


def _clause(clause: Clause) -> query.Query:
    return query.Or([part for field, boost in _FIELDS for part in _in_field(clause, field, boost)])


def _in_field(clause: Clause, field: str, boost: float) -> list[query.Query]:
    if clause.phrase:
        return [query.Phrase(field, list(clause.phrase), boost=boost)]
    if clause.prefix:
        return [query.Prefix(field, clause.prefix, boost=boost)]
    return [query.Term(field, term, boost=boost) for term in clause.terms]
