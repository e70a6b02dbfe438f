"""A question's clauses as a Whoosh query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from whoosh import query

from consultatie.analysis.queries import Clause

_FIELDS: Final = (("title", 2.5), ("body", 1.0))


def to_whoosh(clauses: Sequence[Clause]) -> query.Query:
    """Return the query that all clauses hold; a match in the title weighs two and a half times one in the body."""
    wanted = [_clause(clause) for clause in clauses if not clause.exclude]
    unwanted = [_clause(clause) for clause in clauses if clause.exclude]
    found = query.Every() if not wanted else wanted[0] if len(wanted) == 1 else query.And(wanted)
    if not unwanted:
        return found
    return query.AndNot(found, unwanted[0] if len(unwanted) == 1 else query.Or(unwanted))


def _clause(clause: Clause) -> query.Query:
    return query.Or([part for field, boost in _FIELDS for part in _in_field(clause, field, boost)])


def _in_field(clause: Clause, field: str, boost: float) -> list[query.Query]:
    if clause.phrase:
        return [query.Phrase(field, list(clause.phrase), boost=boost)]
    if clause.prefix:
        return [query.Prefix(field, clause.prefix, boost=boost)]
    return [query.Term(field, term, boost=boost) for term in clause.terms]
