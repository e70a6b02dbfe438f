"""Make and check the weights of the grade: `python -m tests.bench.plain_language [--write]`.

Takes pairs of a hard and a plain text; prints how often, in ten-fold cross-validation by document, each measure
picks the plain one. Pairs whose sides are the same are left out; a tie counts as half.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consultatie.analysis import plain_language
from consultatie.analysis.readability import measure

PAIRS: Final = Path("/work/shared/data/language/amsterdam_complex_simple_first_half.csv")
WEIGHTS: Final = Path(plain_language.__file__).with_suffix(".toml")
FOLDS: Final = 10
RIDGE: Final = 3.0

Figures = NDArray[np.float64]


def read() -> list[tuple[str, str, str]]:
    """Return document, hard text and plain text of each pair whose sides differ."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = [(r["Document ID"], r["Complex"], r["Simple"]) for r in csv.DictReader(stream)]
    return [row for row in rows if row[1].strip() != row[2].strip()]


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


def share(scores: Figures) -> float:
    """Return the share of differences above nothing; a tie is half."""
    return float(((scores > 1e-9) + 0.5 * (np.abs(scores) <= 1e-9)).mean())


def main() -> None:
    """Print the figures; write the weights where asked."""
    pairs = read()
    sides = [[list(plain_language.features(t).values()) for t in pair[1:]] for pair in pairs]
    differences = np.array([np.array(hard) - np.array(plain) for hard, plain in sides])
    douma = np.array([(measure(p).flesch_douma or 0) - (measure(h).flesch_douma or 0) for _, h, p in pairs])
    documents = sorted({pair[0] for pair in pairs}, key=int)
    fold = np.array([documents.index(pair[0]) % FOLDS for pair in pairs])
    scores = np.zeros(len(pairs))
    for one in range(FOLDS):
        scores[fold == one] = differences[fold == one] @ fit(differences[fold != one])
    strict = float((scores > 1e-9).mean()), float((douma > 1e-9).mean())
    sys.stdout.write(f"ties as misses: Flesch-Douma {strict[1]:.3f}  grade {strict[0]:.3f}\n")
    sys.stdout.write(
        f"pairs {len(pairs)}  Flesch-Douma {share(douma):.3f}  grade, cross-validated {share(scores):.3f}\n"
    )
    weights = fit(differences)
    for name, weight in zip(plain_language.FEATURES, weights, strict=True):
        sys.stdout.write(f"{name:18} {weight:8.3f}\n")
    if "--write" in sys.argv:
        lines = "".join(f"{n} = {w:.4f}\n" for n, w in zip(plain_language.FEATURES, weights, strict=True))
        WEIGHTS.write_text(
            "# Made by python -m tests.bench.plain_language --write\n[weights]\n" + lines, "utf-8"
        )


if __name__ == "__main__":
    main()
