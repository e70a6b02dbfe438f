"""The full-text index with Whoosh 2.7.4 (only what whoosh3 has too). See docs/adr/0002-whoosh.md.

Whoosh keeps the postings and scores them; filters, facets, order and pages are ours, over one pass of its matcher.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from whoosh import index as whoosh_index
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage

from consultatie.adapters.search.directory import IndexDirectory
from consultatie.adapters.search.matching import matches
from consultatie.adapters.search.profiles import accepts, count_facets, date_range
from consultatie.adapters.search.schema import fields_of, read_facts, schema
from consultatie.adapters.search.segments import FactsCache
from consultatie.adapters.search.snippets import passage
from consultatie.adapters.search.suggestions import suggest
from consultatie.analysis.queries import Clause, parse_query
from consultatie.domain.errors import ConsultatieError, Unavailable
from consultatie.domain.ports import SearchAnswer, SearchDocument, SearchHit, SearchQuery

# Compound segments are copied into memory by every searcher; files of their own are mapped.
_WRITER: Final[dict[str, Any]] = {"limitmb": 32, "compound": False}
_TRIES: Final = 5
_RACES: Final = (OSError, TypeError, ValueError, KeyError, NameError, whoosh_index.EmptyIndexError)
_WEIGHTING: Final = scoring.BM25F(B=0.75, K1=1.2)

T = TypeVar("T")
Found = tuple[float, float, int, int]  # minus score, minus date, tie-breaker, document number


@dataclass(frozen=True, slots=True)
class _View:
    """A searcher and the state of the index it was opened on; used by one thread at a time."""

    path: Path
    generation: int
    index: Any
    searcher: Any

    def is_fresh(self, path: Path) -> bool:
        """Tell whether nobody has committed or rebuilt since."""
        return self.path == path and bool(self.index.latest_generation() == self.generation)


class WhooshIndex:
    """A search index in a directory. `timeout` is how long a writer waits for another one, in seconds.

    An index that was never built, was damaged, or was made by an older release answers nothing and takes no
    updates: both raise Unavailable until `rebuild`, with no documents if need be.
    """

    def __init__(self, root: Path, *, timeout: float = 30.0) -> None:
        self._directory = IndexDirectory(root, timeout=timeout)
        self._facts = FactsCache()
        self._lock = threading.Lock()
        self._idle: list[_View] = []

    def update(self, documents: Iterable[SearchDocument], *, remove: Iterable[str] = ()) -> None:
        """Remove ids, then add or replace documents by id, in one commit; about 200 at a time is best.

        Raises Unavailable: no index, a broken one, or another writer that keeps on.
        """
        added = {document.id: document for document in documents}
        replaced = [*added, *remove]
        if not replaced:
            return
        with self._directory.writing(), _as_unavailable():
            index = FileStorage(str(self._directory.current())).open_index()
            writer = index.writer(**_WRITER)
            try:
                for number in _numbers(writer, replaced):
                    writer.delete_document(number)
                for document in added.values():
                    writer.add_document(**fields_of(document))
                writer.commit()
            except BaseException:
                _give_up(writer)
                raise

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build a new index beside the old and switch to it; return the count.

        Searches use the old one meanwhile, updates wait. The first document of an id counts. When `documents`
        raises, the old index stays.
        """
        with self._directory.writing():
            path = self._directory.create()
            try:
                count = _build(path, documents)
            except BaseException:
                self._directory.discard(path)
                raise
            self._directory.switch(path)
        return count

    def ids(self, consultation: str | None = None) -> set[str]:
        """Return the ids of all documents, or of one consultation's. Raises Unavailable."""
        return self._with_view(lambda view: self._ids(view, consultation))

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query. Raises Unavailable, or Invalid("unknown-filter")."""
        started = time.perf_counter()
        answer = self._with_view(lambda view: self._answer(view, query))
        return replace(answer, took_ms=(time.perf_counter() - started) * 1000)

    def _ids(self, view: _View, consultation: str | None) -> set[str]:
        found = set()
        for leaf, _ in _leaves(view.searcher):
            reader = leaf.reader()
            facts = self._facts.of(view.path.name, reader)
            wanted = self._facts.accepted(lambda profile: consultation in (None, profile.consultation))
            column = reader.column_reader("facts", translate=False)
            for number in reader.all_doc_ids():
                if wanted[facts.profiles[number]]:
                    found.add(read_facts(column[number])[0])
        return found

    def _answer(self, view: _View, query: SearchQuery) -> SearchAnswer:
        clauses = parse_query(query.text, query.filters.get("language", ""))
        found, counts = self._find(view, query, clauses)
        hits = tuple(_hit(view, item, clauses) for item in _page(found, query))
        facets = count_facets(self._facts.named(counts), query.now)
        return SearchAnswer(
            len(found), hits, facets, 0.0, "" if found else self._proposal(view, query, clauses)
        )

    def _proposal(self, view: _View, query: SearchQuery, clauses: Sequence[Clause]) -> str:
        text = suggest(view.searcher.reader(), query.text, clauses)
        if not text:
            return ""
        found, _ = self._find(view, query, parse_query(text, query.filters.get("language", "")))
        return text if found else ""

    def _find(
        self, view: _View, query: SearchQuery, clauses: Sequence[Clause]
    ) -> tuple[list[Found], Counter[int]]:
        found: list[Found] = []
        counts: Counter[int] = Counter()
        accepted = accepts(query)
        if query.text.strip() and not clauses:
            return found, counts
        leaves = [
            (leaf, offset, self._facts.of(view.path.name, leaf.reader()))
            for leaf, offset in _leaves(view.searcher)
        ]
        allowed = self._facts.accepted(accepted)
        dates = date_range(query)
        by_date = query.sort == "date" or not clauses
        for leaf, offset, facts in leaves:
            for number, score in matches(leaf, view.searcher, clauses):
                profile, date = facts.profiles[number], facts.dates[number]
                if allowed[profile] and (dates is None or dates[0] <= date < dates[1]):
                    counts[profile] += 1
                    rank = date if by_date else score
                    found.append((-rank, -date, facts.ties[number], offset + number))
        return found, counts

    def _with_view(self, work: Callable[[_View], T]) -> T:
        with _as_unavailable():
            for _ in range(_TRIES - 1):
                # A commit elsewhere may merge away a file before it is opened, which shows in many ways.
                with suppress(*_RACES), self._view() as view:
                    return work(view)
            with self._view() as view:
                return work(view)

    @contextmanager
    def _view(self) -> Iterator[_View]:
        path = self._directory.current()
        with self._lock:
            view = self._idle.pop() if self._idle else None
        if view is not None and not view.is_fresh(path):
            self._close_idle(view)
            view = None
        if view is None:
            view = self._open(path)
        try:
            yield view
        except BaseException:
            with suppress(Exception):
                view.searcher.close()
            raise
        with self._lock:
            self._idle.append(view)

    def _close_idle(self, *views: _View) -> None:
        with self._lock:
            stale, self._idle = [*views, *self._idle], []
        for view in stale:
            view.searcher.close()

    def _open(self, path: Path) -> _View:
        index = FileStorage(str(path)).open_index()
        generation = index.latest_generation()
        view = _View(path, generation, index, index.searcher(weighting=_WEIGHTING))
        for leaf, _ in _leaves(view.searcher):
            leaf.reader().stored_fields(0)  # opens the files now: a later merge may take their names away
            self._facts.of(path.name, leaf.reader())
        self._facts.keep_only(path.name, (leaf.reader() for leaf, _ in _leaves(view.searcher)))
        return view


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """Turn whatever a missing or damaged index makes Whoosh raise into Unavailable."""
    try:
        yield
    except ConsultatieError:
        raise
    except Exception as error:
        raise Unavailable("search-index-unreadable") from error


def _build(path: Path, documents: Iterable[SearchDocument]) -> int:
    index = whoosh_index.create_in(str(path), schema())
    writer = index.writer(**_WRITER)
    seen: set[str] = set()
    try:
        for document in documents:
            if document.id not in seen:
                seen.add(document.id)
                writer.add_document(**fields_of(document))
        writer.commit()
    except BaseException:
        _give_up(writer)
        raise
    return len(seen)


def _give_up(writer: Any) -> None:
    with suppress(Exception):  # it may have failed halfway through a commit
        writer.cancel()


def _numbers(writer: Any, ids: Iterable[str]) -> list[int]:
    """Return the document numbers of ids, in the writer's own numbering."""
    found: list[int] = []
    with writer.reader() as reader:
        for document_id in ids:
            if ("id", document_id.encode("utf-8")) in reader:
                found.extend(reader.postings("id", document_id.encode("utf-8")).all_ids())
    return found


def _leaves(searcher: Any) -> list[tuple[Any, int]]:
    return [
        (leaf, offset) for leaf, offset in searcher.leaf_searchers() if leaf.reader().segment() is not None
    ]


def _page(found: list[Found], query: SearchQuery) -> list[Found]:
    first = max(query.page - 1, 0) * query.per_page
    return heapq.nsmallest(first + query.per_page, found)[first:]


def _hit(view: _View, item: Found, clauses: Sequence[Clause]) -> SearchHit:
    stored = view.searcher.stored_fields(item[3])
    document_id, type_, consultation, url, language, *more = stored["shown"]
    attachments = more[0] if more else ()  # an index of an older release has none
    pieces, attachment = passage(stored.get("body", ""), attachments, language, clauses)
    title = stored.get("title", "")
    return SearchHit(document_id, type_, consultation, url, title, pieces, -item[0], language, attachment)
