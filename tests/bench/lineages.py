"""How often the matcher of versions is right: on three versions of one law, on made changes, and how long the Awb takes.

`stam-id` of BWB, the identity that the publisher keeps, is the answer key; the matcher never sees it.
"""

from __future__ import annotations

import random
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import perf_counter, process_time

from lxml import etree

from consultatie.adapters.bill_formats import read_bill
from consultatie.analysis.lineage import relate
from consultatie.domain.lineage import Link, Relation
from consultatie.domain.provisions import Provision, articles, with_eids
from tests.bench.lineage_cases import Case, Forest, cases
from tests.bench.lineage_draft import Draft, frozen, grown

SEED = 77
VERSIONS = ("2000-11-01", "2014-02-15", "2015-01-01")
AWB = "bwb/BWBR0005537_2024-05-01_0.xml"
# The weights in analysis/pairing.py were fitted on other laws: BWBR0001851, 0008808, 0032089, 0004759, 0005986,
# 0014448, the Italian bill, the European directive, and every second chapter of the Awb from the first on.
LAWS = (
    "markdown/BWBR0001840_Grondwet.md",
    "markdown/BWBR0005252_Wob.md",
    "markdown/BWBR0008995.md",
    "markdown/BWBR0026937.md",
    "bwb/BWBR0002458_2014-02-15_0.xml",
    "bwb/BWBR0018451_zorgtoeslag_content.xml",
    "bwb/BWBR0044657_2023-01-01_0.xml",
    "bwb/BWBR0015008_2007-01-01_0.xml",
    "akn/uk_pga-2014-27-enacted-data.xml",
    "akn/uy_bill_2010-09-27.xml",
)
AWB_CHAPTERS = slice(1, None, 2)


def read(path: Path) -> Forest:
    """Return the provisions in a file."""
    return read_bill(path.read_bytes(), name=path.name).provisions


def judge(found: Iterable[Link], answer: Mapping[str, frozenset[str]], gone: Iterable[str]) -> Counter[str]:
    """Count what is right, unsure and wrong: the origins of each new eid, and the old ones that are gone."""
    sure: defaultdict[str, set[str]] = defaultdict(set)
    unsure: set[str] = set()
    last: dict[str, Relation] = {}
    for link in found:
        last[link.old] = link.relation
        if link.relation is Relation.UNSURE:
            unsure.add(link.new)
        elif link.old:
            sure[link.new].add(link.old)
    counts: Counter[str] = Counter()
    for eid, origins in answer.items():
        if eid in unsure:
            counts["unsure" if sure[eid] <= origins else "wrong"] += 1
        else:
            counts["right" if sure[eid] == origins else "wrong"] += 1
    for eid in gone:
        outcomes = {Relation.GONE: "right", Relation.UNSURE: "unsure"}
        counts[outcomes.get(last.get(eid, Relation.SAME), "wrong")] += 1
    return counts


def judge_case(case: Case) -> Counter[str]:
    """Count for what a case is about; the rest of the law is left out, as it is easy."""
    return judge(relate(case.old, case.new), {eid: case.answer[eid] for eid in case.focus}, case.gone)


def with_key(path: Path) -> tuple[Forest, dict[str, str]]:
    """Return the provisions of a BWB file, and the publisher's identity of each article by eid."""
    forest = read(path)
    keys = [str(one.get("stam-id")) for one in etree.parse(str(path)).getroot().iter("artikel")]
    return forest, {article.eid: key for article, key in zip(articles(forest), keys, strict=True)}


def judge_versions(
    older: tuple[Forest, dict[str, str]], newer: tuple[Forest, dict[str, str]]
) -> Counter[str]:
    """Count the articles that both versions have, by the publisher's identity."""
    of_key = {key: eid for eid, key in older[1].items()}
    answer = {eid: frozenset({of_key[key]}) for eid, key in newer[1].items() if key in of_key}
    return judge(relate(older[0], newer[0]), answer, ())


def made_cases(bills: Path, each: int = 2) -> Iterable[Case]:
    """Yield the cases that are measured."""
    laws: dict[str, Forest] = {Path(name).name: read(bills / name) for name in LAWS}
    chapters = [top for top in read(bills / AWB) if len(list(articles([top]))) > 8]
    laws |= {f"Awb {top.eid}": (top,) for top in chapters[AWB_CHAPTERS]}
    names = list(laws)
    donors: dict[str, list[Provision]] = {
        name: [one for one in articles(laws[other]) if len(one.full_text().split()) > 10]
        for name, other in zip(names, [*names[1:], names[0]], strict=True)
    }
    return cases(laws, donors, each, SEED)


def edited_awb(bills: Path) -> tuple[Forest, Forest]:
    """Return the Awb, and the Awb with a tenth of the words of every article changed."""
    awb = read(bills / AWB)
    draft = Draft([grown(top) for top in awb], list(articles(awb))[:50], random.Random(SEED))
    for article in draft.articles():
        for node in article.walk():
            node.text = draft.reworded(node.text, 0.1)
    return awb, with_eids(frozen(top) for top in draft.forest)[0]


def _row(name: str, counts: Counter[str]) -> str:
    total = sum(counts[one] for one in ("right", "unsure", "wrong")) or 1
    figures = " | ".join(f"{counts[one]} ({counts[one] / total:.1%})" for one in ("right", "unsure", "wrong"))
    return f"{name} | {counts['cases'] or ''} | {counts['cases wrong'] or 0} | {figures}"


def table(bills: Path) -> tuple[str, bool]:
    """Return the table, and whether all figures are as good as asked."""
    lines = ["what | cases | cases with a mistake | right | unsure | wrong"]
    known = {day: with_key(bills / f"bwb/BWBR0002458_{day}_0.xml") for day in VERSIONS}
    good = True
    for older, newer in ((0, 1), (1, 2), (0, 2)):
        counts = judge_versions(known[VERSIONS[older]], known[VERSIONS[newer]])
        good &= counts["right"] >= 0.99 * counts.total()
        lines.append(_row(f"BWBR0002458, {VERSIONS[older]} to {VERSIONS[newer]}", counts))
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in made_cases(bills):
        counts = judge_case(case)
        rows[case.kind] += counts + Counter({"cases": 1, "cases wrong": int(counts["wrong"] > 0)})
    rows["all made changes"] = sum(rows.values(), Counter())
    lines += [_row(name, counts) for name, counts in rows.items()]
    every = rows["all made changes"]
    good &= every["cases"] >= 200 and every["cases wrong"] <= 0.01 * every["cases"]
    awb, edited = edited_awb(bills)
    wall, cpu = perf_counter(), process_time()
    relate(awb, edited)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(
        f"Awb, every article edited: {cpu:.2f} s of processor, {wall:.2f} s of clock, {memory:.0f} MB"
    )
    return "\n".join(lines), good and cpu <= 3.0


if __name__ == "__main__":
    written, is_good = table(Path(sys.argv[1]))
    sys.stdout.write(f"{written}\n")
    raise SystemExit(0 if is_good else 1)
