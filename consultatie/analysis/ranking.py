"""Numbers about lists of words: TF-IDF, cosine, centrality. Belongs here: numpy; not here: texts and quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MOST_TERMS: Final = 3_000
_DAMPING: Final = 0.85
_ROUNDS: Final = 40
_WEAK: Final = 0.1  # cosine below which two sentences have nothing to do with each other


def similarities(documents: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Return the cosine between the TF-IDF vectors of documents (n by n, 0 to 1); lists of terms go in.

    Only the 3,000 terms that occur in most documents take part.
    """
    spread = Counter(term for terms in documents for term in set(terms))
    kept = sorted(spread, key=lambda term: (-spread[term], term))[:_MOST_TERMS]
    column = {term: number for number, term in enumerate(kept)}
    rarity = np.array([1.0 + np.log(len(documents) / spread[term]) for term in kept], dtype=np.float32)
    matrix = np.zeros((len(documents), max(len(kept), 1)), dtype=np.float32)
    for row, terms in enumerate(documents):
        for term, count in Counter(terms).items():
            number = column.get(term)
            if number is not None:
                matrix[row, number] = (1.0 + np.log(count)) * rarity[number]
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(lengths == 0, 1, lengths)
    cosines: NDArray[np.float32] = matrix @ matrix.T
    return np.clip(cosines, 0.0, 1.0)


def central(matrix: NDArray[np.float32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how central each document is (sums to 1): the stationary walk over similar ones, started by weight."""
    links = np.where(matrix >= _WEAK, matrix, 0.0).astype(np.float64) * weights
    links /= links.sum(axis=1, keepdims=True).clip(min=1e-12)
    start = weights / weights.sum()
    scores = start
    for _ in range(_ROUNDS):
        scores = (1 - _DAMPING) * start + _DAMPING * (scores @ links)
    result: NDArray[np.float64] = scores / scores.sum()
    return result
