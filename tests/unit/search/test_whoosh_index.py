"""What only an index on disk can get wrong: other processes, damage, waiting, permissions."""

from __future__ import annotations

import pickle
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consultatie.adapters.search.directory import IndexDirectory
from consultatie.adapters.search.schema import schema
from consultatie.adapters.search.whoosh import WhooshIndex
from consultatie.domain.errors import Unavailable
from consultatie.domain.ports import SearchDocument, SearchQuery

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def doc(number: int, body: str = "vergunning") -> SearchDocument:
    return SearchDocument(f"r:{number}", "response", "windpark", f"/r/{number}", "Titel", body)


def total(index: WhooshIndex, text: str = "vergunning") -> int:
    return index.search(SearchQuery(text, NOW)).total


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_an_index_that_was_never_built_is_unavailable_until_rebuilt(root: Path) -> None:
    index = WhooshIndex(root)
    for attempt in (lambda: total(index), index.ids, lambda: index.update([doc(1)])):
        with pytest.raises(Unavailable) as refusal:
            attempt()
        assert refusal.value.code == "search-index-missing"
    assert index.rebuild([]) == 0
    assert total(index) == 0


@pytest.mark.parametrize("damage", ["truncate", "garbage", "remove", "pointer"])
def test_a_damaged_index_is_unavailable_and_rebuild_mends_it(root: Path, damage: str) -> None:
    WhooshIndex(root).rebuild([doc(n) for n in range(5)])
    for path in [p for p in root.rglob("*") if (p.is_file() and ".seg" in p.name) or ".toc" in p.name]:
        if damage == "truncate":
            path.write_bytes(path.read_bytes()[:7])
        elif damage == "garbage":
            path.write_bytes(b"\x93NOPE" * 100)
        elif damage == "remove":
            path.unlink()
    if damage == "pointer":
        (root / "current").write_text("../elsewhere")
    index = WhooshIndex(root)
    with pytest.raises(Unavailable):
        total(index)
    with pytest.raises(Unavailable):
        index.update([doc(1)])
    assert index.rebuild([doc(1)]) == 1
    assert total(index) == 1


def test_only_the_owner_may_enter_and_an_open_directory_is_refused(root: Path) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(1)])
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    root.chmod(0o777)
    with pytest.raises(Unavailable) as refusal:
        total(index)
    assert refusal.value.code == "search-index-unsafe"


def test_a_writer_waits_for_another_and_then_gives_up(root: Path) -> None:
    WhooshIndex(root).rebuild([])
    index = WhooshIndex(root, timeout=0.05)
    with IndexDirectory(root, timeout=1).writing():
        with pytest.raises(Unavailable) as refusal:
            index.update([doc(1)])
        assert refusal.value.code == "search-index-busy"
        assert total(index) == 0
    index.update([doc(1)])
    assert total(index) == 1


def test_searches_are_answered_by_the_old_index_during_a_rebuild(root: Path) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(1), doc(2)])
    seen = []

    def documents() -> Iterator[SearchDocument]:
        yield doc(3)
        seen.append((total(index), total(WhooshIndex(root))))

    index.rebuild(documents())
    assert seen == [(2, 2)]
    assert total(index) == 1


def test_a_rebuild_that_fails_leaves_the_old_index(root: Path) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(1)])

    def documents() -> Iterator[SearchDocument]:
        yield doc(2)
        raise RuntimeError("database away")

    with pytest.raises(RuntimeError):
        index.rebuild(documents())
    assert index.ids() == {"r:1"}
    assert len(list(root.glob("index-*"))) == 1


def test_at_most_two_versions_stay_on_disk(root: Path) -> None:
    index = WhooshIndex(root)
    for n in range(5):
        index.rebuild([doc(n)])
        assert index.ids() == {f"r:{n}"}
    assert len(list(root.glob("index-*"))) == 2


def test_a_failed_update_changes_nothing_and_frees_the_lock(root: Path) -> None:
    index = WhooshIndex(root, timeout=0.1)
    index.rebuild([doc(1)])
    with pytest.raises(Unavailable):
        index.update([doc(2), SearchDocument("r:3", "response", "c", "/", "t", "x", date="gisteren")])  # type: ignore[arg-type]
    assert index.ids() == {"r:1"}
    index.update([doc(2)])
    assert index.ids() == {"r:1", "r:2"}


def test_commits_of_other_processes_are_seen_and_none_is_lost(root: Path) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(0)])
    script = (
        "import sys; from pathlib import Path\n"
        "from consultatie.adapters.search.whoosh import WhooshIndex\n"
        "from consultatie.domain.ports import SearchDocument\n"
        "index = WhooshIndex(Path(sys.argv[1])); first = int(sys.argv[2])\n"
        "for n in range(first, first + 8):\n"
        "    index.update([SearchDocument(f'r:{n}', 'response', 'c', '/', 't', 'vergunning')])\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, str(root)]
    others = [subprocess.Popen([*command, str(first)]) for first in (100, 200)]
    totals = []
    while any(other.poll() is None for other in others):
        totals.append(total(index))
    assert [other.returncode for other in others] == [0, 0]
    assert totals == sorted(totals)
    assert total(index) == 17


def test_threads_search_while_others_write(root: Path) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(n) for n in range(50)])
    problems: list[BaseException] = []

    def reader() -> None:
        try:
            for _ in range(30):
                assert total(index) == 50
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=reader) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(8):
        index.update([doc(n)])
        if n == 4:
            index.rebuild([doc(m) for m in range(50)])
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [("verguning", "vergunning"), ("omgevingsvergunnign", "omgevingsvergunning"), ("gemente -zorg", "gemeente -zorg"),
     ("xyz", ""), ("qqqqqqqq", ""), ("verguning qqqqqqqq", "")],
)  # fmt: skip
def test_another_spelling_is_suggested_when_it_finds_something(
    root: Path, typed: str, suggestion: str
) -> None:
    index = WhooshIndex(root)
    index.rebuild([doc(1, "De gemeente en een vergunning"), doc(2, "omgevingsvergunning")])
    answer = index.search(SearchQuery(typed, NOW))
    assert (answer.total, answer.suggestion) == (0, suggestion)


def test_the_schema_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()  # noqa: S301
