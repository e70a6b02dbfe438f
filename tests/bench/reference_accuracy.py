"""How many of the references in real texts become the right link: `python -m tests.bench.reference_accuracy`.

The marks were made by hand, in blocks of text drawn at random from the files in ../shared/data/bills: for each reference
where it begins and ends in its block (characters) and where it leads. A block is known by the digest of its text, so that no
text of others is kept here. A target is `#` and an eid, or an official address; "?" is a reference to something that has no
address in known_laws.toml: any link there is wrong.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Final

from consultatie.adapters.bill_formats import read_bill, read_memorandum
from consultatie.analysis.bill_references import BillReferences
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import MemorandumPart, Provision, walk

BILLS: Final = Path(__file__).parents[2].parent / "shared" / "data" / "bills"
MARKS: Final = Path(__file__).with_name("reference_marks.json")
NOWHERE: Final = "?"
_ANCHOR: Final = re.compile(r"</?a\b[^>]*>")
_BLOCK: Final = re.compile(r"</?(?:p|li|ul|ol|table|thead|tbody|tr|td|th|caption|h\d|br)\b[^>]*>|\n\n")
_LINK: Final = re.compile(r'<a class="reference" href="([^"]*)">|</a>|<[^>]*>')


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file: the place it stands in, its text, and the links that we put in it."""

    eid: str
    text: str
    links: tuple[tuple[int, int, str], ...]

    @property
    def digest(self) -> str:
        """Return what a block is known by."""
        return hashlib.sha256(f"{self.eid}\n{self.text}".encode()).hexdigest()[:16]


def blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a file, law first, as our reader and our references make them."""
    provisions, memorandum = _read(path)
    references = BillReferences(_bare(node) for node in provisions)
    linked = {one.eid: one.html for one in references.in_law()}
    for node in walk(provisions):
        yield from _blocks(node.eid, linked.get(node.eid, _ANCHOR.sub("", node.html)))
    for part in memorandum:
        yield from _blocks(part.eid or "memorandum", references.beside(_ANCHOR.sub("", part.html), part.eid))


def _read(path: Path) -> tuple[tuple[Provision, ...], tuple[MemorandumPart, ...]]:
    data = path.read_bytes()
    try:
        bill = read_bill(data, name=path.name)
    except UnreadableBill:
        return (), read_memorandum(data, name=path.name)
    return bill.provisions, bill.memorandum


def _bare(node: Provision) -> Provision:
    """Return a provision without the links of its source, so that ours are measured."""
    return replace(node, html=_ANCHOR.sub("", node.html), children=tuple(map(_bare, node.children)))


def _blocks(eid: str, html: str) -> Iterator[Block]:
    for block in _BLOCK.split(html):
        if block.strip():
            yield Block(eid, *_links(block))


def _links(block: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, links, at, open_link = "", [], 0, ("", 0)
    for found in _LINK.finditer(block):
        text += unescape(block[at : found.start()])
        at = found.end()
        if found[1]:
            open_link = (unescape(found[1]), len(text))
        elif found[0] == "</a>" and open_link[0]:
            links.append((open_link[1], len(text), open_link[0]))
            open_link = ("", 0)
    return text + unescape(block[at:]), tuple(links)


def measure() -> tuple[dict[str, Counter[str]], int]:
    """Return per file how many links were right and wrong and how many references have none; and how many marks are stale."""
    counts: dict[str, Counter[str]] = {}
    stale = 0
    for name, marked in json.loads(MARKS.read_text("utf-8")).items():
        path = BILLS / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != marked["sha256"]:
            stale += len(marked["blocks"])
            continue
        known = {block.digest: block for block in blocks(path)}
        counts[name] = sum(
            (
                compared(known[digest].links, marks)
                for digest, marks in marked["blocks"].items()
                if digest in known
            ),
            Counter(),
        )
        stale += sum(1 for digest in marked["blocks"] if digest not in known)
    return counts, stale


def compared(links: tuple[tuple[int, int, str], ...], marks: list[list[int | str]]) -> Counter[str]:
    """Return how the links of a block compare with its marks: a link is right where it overlaps a mark with its target."""
    count: Counter[str] = Counter()
    found: set[int] = set()
    for start, end, address in links:
        hit = [
            at
            for at, (begin, stop, target) in enumerate(marks)
            if target == address and int(begin) < end and start < int(stop)
        ]
        count["right" if hit else "wrong"] += 1
        found.update(hit)
    wanted = [at for at, mark in enumerate(marks) if mark[2] != NOWHERE]
    count["references"] += len(marks)
    count["linkable"] += len(wanted)
    count["found"] += sum(1 for at in wanted if at in found)
    return count


def main() -> None:
    """Print precision and recall, per file and in total."""
    counts, stale = measure()
    total = sum(counts.values(), Counter())
    print("| file | references | of these with an address | links | right | precision | recall |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for name, count in [*counts.items(), ("**total**", total)]:
        links = count["right"] + count["wrong"]
        precision = f"{count['right'] / links:.3f}" if links else "–"
        recall = f"{count['found'] / count['linkable']:.3f}" if count["linkable"] else "–"
        row = (name, count["references"], count["linkable"], links, count["right"], precision, recall)
        print("| " + " | ".join(map(str, row)) + " |")  # noqa: T201
    if stale:
        print(f"\n{stale} marked blocks are not comparable: the file is absent or is read differently now.")  # noqa: T201


if __name__ == "__main__":
    main()
