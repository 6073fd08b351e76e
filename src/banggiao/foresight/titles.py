"""Titles of resolutions, and the earlier one that a title is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

RECURRING = 0.7
"""From this cosine to an earlier title on, a text is taken for one that comes back."""
MEMORY = np.timedelta64(6 * 365 + 2, "D")
"""Texts return every year, every second or, seldom, every third or fifth: six years hold them."""
SAME = 0.02
"""Titles this near to the best are taken for as near, and the latest of them counts."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each of n titles, the nearest earlier roll call of the last six years."""

    rows: npt.NDArray[np.intp]
    """(n,) rows of the roll calls; -1 where there is none."""
    similarity: npt.NDArray[np.float64]
    """(n,) cosine, 0 to 1."""


class Titles:
    """The titles of roll calls as TF-IDF vectors of words and pairs of words (Salton and Buckley 1988)."""

    def __init__(self, rollcalls: RollCalls, resolutions: Resolutions) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

        title_of = dict(zip(resolutions.symbols, resolutions.titles, strict=True))
        self._dates = rollcalls.dates
        self._words: Any = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        self._vectors: Any = self._words.fit_transform([title_of[str(s)] for s in rollcalls.resolutions])

    def similarity(self, title: str) -> npt.NDArray[np.float64]:
        """Return the cosine of a title to that of each roll call: (R,)."""
        return np.asarray((self._words.transform([title]) @ self._vectors.T).toarray()[0])

    def nearest(self, titles: Sequence[str], day: np.datetime64) -> Nearest:
        """Find the roll call before `day` nearest to each title."""
        return self._nearest(self._words.transform(titles), np.full(len(titles), day))

    def nearest_of_own(self, rows: npt.NDArray[np.intp]) -> Nearest:
        """Find the nearest among those of earlier days for titles that are themselves here."""
        return self._nearest(self._vectors[rows], self._dates[rows])

    def _nearest(self, vectors: Any, days: npt.NDArray[np.datetime64]) -> Nearest:
        cosine = (vectors @ self._vectors.T).toarray()
        old = (self._dates >= days[:, None]) | (self._dates < days[:, None] - MEMORY)
        cosine[old] = -1.0
        if not cosine.shape[1]:
            return Nearest(np.full(len(days), -1, dtype=np.intp), np.zeros(len(days)))
        best = cosine.max(axis=1)
        latest = cosine.shape[1] - 1 - (cosine >= best[:, None] - SAME)[:, ::-1].argmax(axis=1)
        return Nearest(np.where(best < 0, -1, latest), np.clip(best, 0.0, 1.0))
