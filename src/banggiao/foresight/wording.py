"""Words of titles, agenda items and texts as vectors.

Words are hashed (Weinberger et al. 2009), so that the count of a text's words is the same whatever else is
known; how much a word weighs (inverse document frequency, Spärck Jones 1972) is counted in the past alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16
"""So many places a word may be hashed to: an index fits two bytes."""
READABLE = 0.6
"""A draft in the language of the record shares more of its words with it than this."""

Counts = tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]
"""Places of a text's words, rising, and how often each occurs (up to 255)."""


@lru_cache(maxsize=1 << 14)
def words_of(text: str, pairs: bool = False) -> Counts:
    """Count the words of a text, and the pairs of neighbouring words where `pairs` says so."""
    row = _hashing(pairs).transform([text])
    row.sort_indices()
    return row.indices.astype(np.uint16), np.minimum(row.data, 255).astype(np.uint8)


@lru_cache(maxsize=2)
def _hashing(pairs: bool) -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 (costs a second)

    return HashingVectorizer(
        n_features=BUCKETS,
        ngram_range=(1, 2 if pairs else 1),
        token_pattern=r"(?u)\b[^\W\d_]{2,}\b",  # noqa: S106 (a pattern of words)
        alternate_sign=False,
        norm=None,
        dtype=np.float32,
    )


@dataclass(frozen=True, eq=False)
class Weighing:
    """Turns counts of words into vectors of length one, a seldom word weighing more."""

    idf: npt.NDArray[np.float32]
    """(BUCKETS,)"""
    seen: npt.NDArray[np.bool_]
    """(BUCKETS,) whether the word stands in the past."""

    @classmethod
    def learn(cls, past: Sequence[Counts]) -> Weighing:
        """Count in how many texts of the past each word stands."""
        present = [places for places, _ in past if len(places)]
        every = np.concatenate(present) if present else np.empty(0, np.uint16)
        df = np.bincount(every, minlength=BUCKETS)
        return cls((np.log((1 + len(present)) / (1 + df)) + 1).astype(np.float32), df > 0)

    def vectors(self, texts: Sequence[Counts]) -> Any:
        """Return one sparse row per text, (n, BUCKETS)."""
        from scipy.sparse import csr_array  # noqa: PLC0415

        values = []
        for places, often in texts:
            weight = (1 + np.log(np.maximum(often, 1))) * self.idf[places]
            values.append((weight / max(float(np.sqrt((weight**2).sum())), 1e-9)).astype(np.float32))
        ends = np.cumsum([0, *(len(places) for places, _ in texts)])
        places = np.concatenate([p for p, _ in texts]).astype(np.int32) if texts else np.empty(0, np.int32)
        data = np.concatenate(values) if values else np.empty(0, np.float32)
        return csr_array((data, places, ends), shape=(len(texts), BUCKETS))

    def familiarity(self, counts: Counts) -> float:
        """Return the share of a text's words that stand in the past; 0 for a text without words."""
        return float(self.seen[counts[0]].mean()) if len(counts[0]) else 0.0
