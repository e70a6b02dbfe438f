"""Exact counts of BWB and Akoma Ntoso against an independent count by XPath, and the speed and memory of the child process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from lxml import etree

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import Provision
from consultatie.domain.provisions import ProvisionKind as K

LIMITS = {"BWBR0005537_2024-05-01_0.xml": 2.0, "bill-test.xml": 3.0}  # seconds: the Awb, 486 articles of LEOS
MEMORY_MB = 300
_NOT = "not(ancestor::*[local-name()='quotedStructure' or local-name()='embeddedStructure' or local-name()='authorialNote'])"
_IN = "(//*[local-name()='bill' or local-name()='act'])[1]//*"
_ITEM = (
    "(local-name()='item' and *[local-name()='num'] and not(ancestor::*[local-name()='preamble'])"
    " and not(ancestor::*[local-name()='item'][not(*[local-name()='num'])]))"
)  # what stands in the preamble, or in a list without numbers, stays text

Counts = tuple[int, int, int]


def ours(nodes: tuple[Provision, ...]) -> Counts:
    """Return our articles, paragraphs and points, those in quotes left out."""
    found = Counter(node.kind for node in _outside_quotes(nodes))
    return found[K.ARTICLE], found[K.PARAGRAPH], found[K.POINT]


def _outside_quotes(nodes: tuple[Provision, ...]) -> Iterator[Provision]:
    for node in nodes:
        if node.kind is not K.QUOTE:
            yield node
            yield from _outside_quotes(node.children)


def _count(root: etree._Element, path: str) -> int:
    found = root.xpath(path)
    return len(found) if isinstance(found, list) else 0


def in_akn(root: etree._Element) -> Counts:
    """Count elements by name; where a section is the article, a paragraph in it with a letter is a point."""

    def some(test: str) -> int:
        return _count(root, f"{_IN}[{test}][{_NOT}]")

    points = some(f"local-name()='point' or local-name()='indent' or {_ITEM}")
    numbered = some("local-name()='subparagraph' and *[local-name()='num']")
    if some("local-name()='article'"):
        return some("local-name()='article'"), some("local-name()='paragraph'"), points + numbered
    in_doc = some("local-name()='paragraph' and parent::*[local-name()='mainBody' or local-name()='part']")
    return (
        some("local-name()='section'"),
        some("local-name()='subsection'") + in_doc,
        points + numbered + some("local-name()='paragraph'") - in_doc,
    )


def in_bwb(root: etree._Element) -> Counts:
    """Count `artikel`, `lid` and the numbered `li`, outside `wijziging` and the notes of the publisher."""
    keep = "not(ancestor::*[local-name()='wijziging' or local-name()='nota-toelichting' or local-name()='toelichting'])"
    sign = "translate(li.nr, '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZĳĲ', '')"
    names = ("artikel", "lid", f"li[string-length({sign}) < string-length(li.nr)]")  # a bullet is no number
    found = [_count(root, f"//{name}[{keep}]") for name in names]
    return found[0], found[1], found[2]


def limited(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak memory (MB) of the child process that reads a file."""
    begun = perf_counter()
    command = [sys.executable, "-m", "consultatie.adapters.bill_formats.child", "bill", path.name, "auto"]
    with path.open("rb") as file:
        child = subprocess.Popen(command, stdin=file, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return perf_counter() - begun, used.ru_maxrss / 1024


def table(bills: Path) -> tuple[str, int]:
    """Return the table, and how many files differ or break a limit."""
    lines, wrong = ["file | articles paragraphs points | in the XML | equal | s | MB"], 0
    paths = sorted([*bills.glob("bwb/*.xml"), *bills.glob("akn/*.xml")])
    measured = {
        path: limited(path) for path in paths
    }  # first: a child's peak counts the parent that it came from
    for path in paths:
        root = etree.parse(str(path)).getroot()
        expected = in_akn(root) if path.parent.name == "akn" else in_bwb(root)
        found = ours(read_bill(path.read_bytes(), name=path.name).provisions)
        seconds, memory = measured[path]
        fast = seconds <= LIMITS.get(path.name, 3.0) and memory <= MEMORY_MB
        wrong += not fast or found != expected
        lines.append(
            f"{path.name} | {found} | {expected} | {'yes' if found == expected else 'NO'} | {seconds:.2f} | {memory:.0f}"
        )
    return "\n".join(lines), wrong


if __name__ == "__main__":
    written, bad = table(Path(sys.argv[1]))
    sys.stdout.write(f"{written}\n")
    raise SystemExit(1 if bad else 0)
