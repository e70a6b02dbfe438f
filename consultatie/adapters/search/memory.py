"""A search index in memory: the same answers as the real ones, by looking at every document. For tests and small sites."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultatie.adapters.search.profiles import (
    Profile,
    accepts,
    count_facets,
    date_of,
    date_range,
    profile_of,
    tie_breaker,
)
from consultatie.adapters.search.snippets import passage
from consultatie.analysis.queries import Clause, parse_query
from consultatie.analysis.tokens import index_tokens
from consultatie.domain.ports import SearchAnswer, SearchDocument, SearchHit, SearchQuery


@dataclass(frozen=True, slots=True)
class _Entry:
    document: SearchDocument
    profile: Profile
    date: float
    counts: Counter[str]
    forms: tuple[tuple[str, ...], ...]  # of the title and of the body


class MemoryIndex:
    """Keeps documents in a dict and compares each with the query."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._lock = threading.Lock()

    def update(self, documents: Iterable[SearchDocument], *, remove: Iterable[str] = ()) -> None:
        """Remove ids, then add or replace documents by id."""
        added = {document.id: _entry(document) for document in documents}
        with self._lock:
            kept = dict(self._entries)
            for document_id in remove:
                kept.pop(document_id, None)
            self._entries = kept | added

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Replace everything; return the count. The first document of an id counts."""
        entries: dict[str, _Entry] = {}
        for document in documents:
            if document.id not in entries:
                entries[document.id] = _entry(document)
        self._entries = entries
        return len(entries)

    def ids(self, consultation: str | None = None) -> set[str]:
        """Return the ids of all documents, or of one consultation's."""
        return {
            key
            for key, entry in self._entries.items()
            if consultation is None or entry.profile.consultation == consultation
        }

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query. Raises Invalid("unknown-filter")."""
        started = time.perf_counter()
        clauses = parse_query(query.text, query.filters.get("language", ""))
        asked = bool(query.text.strip())
        found = [] if asked and not clauses else self._found(query, clauses)
        by_date = query.sort == "date" or not clauses
        found.sort(
            key=lambda pair: (0.0 if by_date else -pair[0], -pair[1].date, tie_breaker(pair[1].document.id))
        )
        first = max(query.page - 1, 0) * query.per_page
        counts = Counter(entry.profile for _, entry in found)
        return SearchAnswer(
            total=len(found),
            hits=tuple(_hit(entry, score, clauses) for score, entry in found[first : first + query.per_page]),
            facets=count_facets(counts.items(), query.now),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def _found(self, query: SearchQuery, clauses: Sequence[Clause]) -> list[tuple[float, _Entry]]:
        accepted, dates = accepts(query), date_range(query)
        return [
            (_score(entry, clauses), entry)
            for entry in self._entries.values()
            if accepted(entry.profile)
            and (dates is None or dates[0] <= entry.date < dates[1])
            and all(_holds(clause, entry) != clause.exclude for clause in clauses)
        ]


def _entry(document: SearchDocument) -> _Entry:
    title = index_tokens(document.title, document.language)
    body = index_tokens(document.full_text, document.language)
    counts = Counter(term for token in body for term in token.terms)
    counts.update(term for token in title for term in token.terms * 2)
    forms = tuple(tuple(token.form for token in tokens) for tokens in (title, body))
    return _Entry(document, profile_of(document), date_of(document), counts, forms)


def _holds(clause: Clause, entry: _Entry) -> bool:
    if clause.phrase:
        return any(_follow(clause.phrase, forms) for forms in entry.forms)
    if clause.prefix:
        return any(form.startswith(clause.prefix) for forms in entry.forms for form in forms)
    return any(term in entry.counts for term in clause.terms)


def _follow(phrase: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    width = len(phrase)
    return any(forms[place : place + width] == phrase for place in range(len(forms) - width + 1))


def _score(entry: _Entry, clauses: Sequence[Clause]) -> float:
    terms = [term for clause in clauses if not clause.exclude for term in clause.terms + clause.phrase]
    return sum(entry.counts[term] for term in terms) / math.sqrt(1 + sum(map(len, entry.forms)))


def _hit(entry: _Entry, score: float, clauses: Sequence[Clause]) -> SearchHit:
    document = entry.document
    pieces, attachment = passage(document.body, document.attachments, document.language, clauses)
    return SearchHit(
        id=document.id,
        type=document.type,
        consultation=document.consultation,
        url=document.url,
        title=document.title,
        snippet=pieces,
        score=score,
        language=document.language,
        attachment=attachment,
    )
