"""Measures of how alike two states vote, each a function of their tables of joint votes.

A table counts, for two states, how often one voted i while the other voted j (for, abstaining, against), over
roll calls on which both voted; absences count for nothing. Tables have the shape (D, 3, 3).
Where a measure is 0/0 it is NaN: never 0, never 1.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Measure = Callable[[Values], Values]
Interval = tuple[Values, Values]

_APART = np.abs(np.subtract.outer(np.arange(3), np.arange(3))).astype(np.float64)
"""Steps between two votes: abstaining stands halfway between for and against."""

_TOGETHER, _OPPOSED = ((0, 2), (0, 2)), ((0, 2), (2, 0))
"""The cells of two equal and of two opposite votes, abstentions aside."""


def _part(part: Values, whole: Values) -> Values:
    share: Values = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return share


def lijphart(tables: Values) -> Values:
    """Index of agreement: share of equal votes, half of a vote where one abstains (Lijphart 1963); 0 to 1."""
    return _part((tables * (1 - _APART / 2)).sum((1, 2)), tables.sum((1, 2)))


def signorino_ritter(tables: Values) -> Values:
    """S with absolute distances over the full scale of votes (Signorino & Ritter 1999); -1 to 1."""
    return 2 * lijphart(tables) - 1


def kappa(tables: Values) -> Values:
    """Cohen's kappa weighted by squared distance, each state by its own habit (Cohen 1968); up to 1.

    NaN where chance alone would leave no disagreement: both always cast one and the same vote.
    """
    weights = (_APART / 2) ** 2
    expected = np.einsum("di,dj,ij->d", tables.sum(2), tables.sum(1), weights)
    return 1 - _part((tables * weights).sum((1, 2)) * tables.sum((1, 2)), expected)


def pi(tables: Values) -> Values:
    """Scott's pi: agreement above what one habit common to both would give (Scott 1955; Häge 2011); up to 1.

    NaN where both always cast one and the same vote.
    """
    n = tables.sum((1, 2))
    habit = tables.sum(1) + tables.sum(2)
    equal, chance = np.trace(tables, axis1=1, axis2=2), (habit**2).sum(1)
    return _part(4 * n * equal - chance, 4 * n**2 - chance)


def coincidence(tables: Values) -> Values:
    """Voting coincidence: equal among the votes for or against, abstentions left out; 0 to 1.

    The definition of "votes only" in the United States Department of State's Voting Practices in the United
    Nations. NaN where the two never both voted for or against.
    """
    same = tables[:, *_TOGETHER].sum(1)
    return _part(same, same + tables[:, *_OPPOSED].sum(1))


MEASURES: dict[str, Measure] = {
    "lijphart": lijphart,
    "S": signorino_ritter,
    "kappa": kappa,
    "pi": pi,
    "coincidence": coincidence,
}


def interval(measure: str, tables: Values, level: float) -> Interval:
    """Return the lower and upper bound of `measure` at `level`, as if roll calls were drawn independently.

    Shares (lijphart, S, coincidence) have Wilson's score interval (1927), which keeps a width where all votes
    agree; lijphart's half votes make it a little too wide. kappa and pi have the jackknife over roll calls of
    Fleiss & Davies (1982), within -1 and 1, NaN where leaving out one roll call leaves the measure undefined.
    """
    if measure in ("kappa", "pi"):
        return _jackknife(MEASURES[measure], tables, level)
    if measure == "coincidence":
        return _wilson(coincidence(tables), tables[:, *_TOGETHER].sum(1) + tables[:, *_OPPOSED].sum(1), level)
    low, high = _wilson(lijphart(tables), tables.sum((1, 2)), level)
    return (2 * low - 1, 2 * high - 1) if measure == "S" else (low, high)


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _wilson(share: Values, n: Values, level: float) -> Interval:
    z2 = _z(level) ** 2
    centre = (share * n + z2 / 2) / (n + z2)
    half = np.sqrt(z2 * (share * (1 - share) * n + z2 / 4)) / (n + z2)
    return centre - half, centre + half


def _jackknife(measure: Measure, tables: Values, level: float) -> Interval:
    """Leaving out any roll call of one cell of the table gives the same value: nine values stand for all."""
    n = tables.sum((1, 2))
    counts = tables.reshape(-1, 9)
    without = np.stack([measure(np.clip(tables - one, 0, None)) for one in np.eye(9).reshape(9, 3, 3)], 1)
    without = np.where(counts > 0, without, 0)
    mean = _part((counts * without).sum(1), n)
    spread = (counts * (without - mean[:, None]) ** 2).sum(1) * _part(n - 1, n)
    value, half = measure(tables), _z(level) * np.sqrt(spread)
    return np.clip(value - half, -1, 1), np.clip(value + half, -1, 1)
