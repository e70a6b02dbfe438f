"""Make and check the grade of plain language: `python -m tests.bench.plain_language [--write]`.

Takes pairs of a hard and a plain text; prints how often, in ten-fold cross-validation by document, each measure
picks the plain one, over all pairs whose sides differ and over the hundred of plain_pairs.toml. `--write` makes
the weights and limits anew.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consultatie.analysis import plain_language
from consultatie.analysis.readability import lengths, syllables
from consultatie.analysis.tokens import word_spans

PAIRS: Final = (
    Path(__file__).parents[3] / "shared" / "data" / "language" / "amsterdam_complex_simple_first_half.csv"
)
BY_HAND: Final = Path(__file__).with_name("plain_pairs.toml")
TABLE: Final = Path(plain_language.__file__).with_suffix(".toml")
FOLDS: Final = 10
RIDGE: Final = 3.0
TIE: Final = 1e-9
FLESCH, GRADE = "Flesch-Douma", "grade, cross-validated"

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A hard and a plain text: `row` counts the rows of the file from 1, its heading aside."""

    row: int
    document: int
    hard: str
    plain: str


def read() -> list[Pair]:
    """Return the pairs whose sides differ."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = [
            Pair(number, int(row["Document ID"]), row["Complex"], row["Simple"])
            for number, row in enumerate(csv.DictReader(stream), start=1)
        ]
    return [pair for pair in rows if pair.hard.strip() != pair.plain.strip()]


def flesch_douma(text: str) -> float:
    """Return Flesch's reading ease by the formula of Douma (1960): 206.84 - 0.77 syllables/100 words - 0.93 words/sentence."""
    measured = lengths(text)
    if not measured.words:
        return 0.0
    counted = sum(syllables(text[start:end]) for start, end in word_spans(text))
    return 206.84 - 77 * counted / measured.words - 0.93 * measured.per_sentence


def fit(differences: Figures) -> Figures:
    """Return the weights of a logistic model without intercept on standardised differences, by Newton's method."""
    scale = differences.std(axis=0)
    scale[scale == 0] = 1
    x = differences / scale
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (1 - p) - RIDGE * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    result: Figures = weights / scale
    return result


def cross_validated(pairs: list[Pair], differences: Figures) -> Figures:
    """Return the score of each difference by weights that never saw a pair of its document."""
    documents = sorted({pair.document for pair in pairs})
    fold = np.array([documents.index(pair.document) % FOLDS for pair in pairs])
    scores = np.zeros(len(pairs))
    for one in range(FOLDS):
        scores[fold == one] = differences[fold == one] @ fit(differences[fold != one])
    return scores


def share(scores: Figures) -> float:
    """Return how often a measure picks the plain side (0 to 1); a tie counts as half."""
    return float(((scores > TIE).sum() + (np.abs(scores) <= TIE).sum() / 2) / len(scores))


def line(name: str, scores: Figures) -> str:
    """Return how often a measure picks the plain side; a tie counts as half, and ties are told."""
    right, ties = int((scores > TIE).sum()), int((np.abs(scores) <= TIE).sum())
    half, strict = share(scores), right / len(scores)
    return f"  {name:24} {half:.3f}  (ties {ties}; counted as misses {strict:.3f})\n"


def report(title: str, scores: Mapping[str, Figures]) -> str:
    """Return the lines of all measures, and how many points the grade is ahead of Flesch-Douma."""
    return title + "".join(line(name, found) for name, found in scores.items())


def features_of(pairs: list[Pair]) -> tuple[Figures, Figures]:
    """Return the counts of the hard and of the plain sides, a row a pair."""
    hard, plain = (
        np.array([list(plain_language.features(text).values()) for text in side])
        for side in ([pair.hard for pair in pairs], [pair.plain for pair in pairs])
    )
    return hard, plain


def scores_of(pairs: list[Pair], hard: Figures, plain: Figures) -> dict[str, Figures]:
    """Return for both measures how much plainer the plain side of each pair is."""
    return {
        FLESCH: np.array([flesch_douma(pair.plain) - flesch_douma(pair.hard) for pair in pairs]),
        GRADE: cross_validated(pairs, hard - plain),
    }


def by_hand(pairs: list[Pair]) -> NDArray[np.bool_]:
    """Return which pairs somebody read and held to be real simplifications."""
    real = set(tomllib.loads(BY_HAND.read_text("utf-8"))["real"])
    return np.array([pair.row in real for pair in pairs])


def main() -> None:
    """Print the figures; write weights and limits where asked."""
    pairs = read()
    hard, plain = features_of(pairs)
    scores, chosen = scores_of(pairs, hard, plain), by_hand(pairs)
    sys.stdout.write(report(f"all {len(pairs)} pairs whose sides differ\n", scores))
    real = {name: found[chosen] for name, found in scores.items()}
    sys.stdout.write(report(f"{chosen.sum()} pairs that are real simplifications by hand\n", real))
    weights = fit(hard - plain)
    table = _table(weights, hard, plain)
    sys.stdout.write(table)
    if "--write" in sys.argv:
        TABLE.write_text("# Made by python -m tests.bench.plain_language --write\n" + table, "utf-8")


def _table(weights: Figures, hard: Figures, plain: Figures) -> str:
    limits = {"plain": float(np.median(plain @ weights)), "hard": float(np.median(hard @ weights))}
    names = plain_language.FEATURES
    parts = {
        "weights": dict(zip(names, weights, strict=True)),
        "plain": dict(zip(names, plain.mean(axis=0), strict=True)),
        "grades": limits,
    }
    return "\n".join(
        f"[{part}]\n" + "".join(f"{name} = {value:.4f}\n" for name, value in values.items())
        for part, values in parts.items()
    )


if __name__ == "__main__":
    main()
