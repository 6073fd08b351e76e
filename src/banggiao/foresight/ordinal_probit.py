"""Votes as ordered answers: the ordinal probit model of one year's roll calls, and its two updates.

A member at position t (K numbers) answers a resolution by a perceived worth z = b·t + e, e standard normal:
no below the first cutpoint, abstaining between the two, yes above the second. The discrimination b may have
either sign. Both updates are steps of an EM on posterior means (Imai, Lo and Olmsted, "Fast Estimation of
Ideal Points with Massive Data", APSR 2016): a position is updated with the variance that is left in the
discriminations, and a discrimination with the variance that is left in the positions. Without these the joint
maximum drifts to ever wider positions. Each step is Newton's, on a log-likelihood that is concave (Pratt,
"Concavity of the Log Likelihood", JASA 1981).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from banggiao.foresight.rollcalls import ABSTAIN, NO, YES, RollCalls

Floats = npt.NDArray[np.float64]

FAR = 60.0
"""A cutpoint that nobody passes."""
CUTPOINT_PRECISION = 0.01
"""Of the normal prior of a cutpoint: wide, and enough for a vote that divides the members perfectly."""
LONGEST_STEP = 1.0


@dataclass(frozen=True, eq=False)
class Year:
    """The roll calls of one calendar year that divided the members: resolutions (R) by voters (C)."""

    year: int
    rows: npt.NDArray[np.intp]
    """(R,) their rows among all roll calls."""
    members: npt.NDArray[np.intp]
    """(C,) columns of the members that voted at least once."""
    answer: npt.NDArray[np.int8]
    """(R, C) 0 no, 1 abstaining, 2 yes; where only two occurred 1 stands for the lower, 2 for the upper."""
    cast: Floats
    """(R, C) 1 where the member voted."""
    occurred: npt.NDArray[np.bool_]
    """(R, 3) whether anyone voted no, abstained, voted yes."""

    @property
    def two(self) -> npt.NDArray[np.bool_]:
        """(R,) whether only two of the three answers occurred, so that there is but one cutpoint."""
        two: npt.NDArray[np.bool_] = self.occurred.sum(axis=1) == 2
        return two


@dataclass(frozen=True, eq=False)
class Items:
    """What a year's resolutions ask: discriminations (R, K) with covariance (R, K, K), cutpoints (R, 2)."""

    discrimination: Floats
    covariance: Floats
    cutpoints: Floats


def years_of(rollcalls: RollCalls) -> Iterator[Year]:
    """Yield the calendar years in order, without unanimous votes and those on parts of a text."""
    calls = rollcalls.final_passage()
    row_of = {symbol: row for row, symbol in enumerate(rollcalls.resolutions)}
    answers = np.full(calls.votes.shape, -1, dtype=np.int8)
    for code, vote in enumerate((NO, ABSTAIN, YES)):
        answers[calls.votes == vote] = code
    occurred = np.stack([(answers == code).any(axis=1) for code in range(3)], axis=1)
    calendar = calls.dates.astype("datetime64[Y]").astype(int) + 1970
    for year in np.unique(calendar):
        rows = np.flatnonzero((calendar == year) & (occurred.sum(axis=1) > 1))
        if not len(rows):
            continue
        members = np.flatnonzero((answers[rows] >= 0).any(axis=0))
        given = answers[np.ix_(rows, members)]
        cast = (given >= 0).astype(np.float64)
        two = occurred[rows].sum(axis=1, keepdims=True) == 2
        upper = np.where(occurred[rows, 2:], 2, 1)
        told = np.where(two, np.where(given == upper, 2, 1), given) * (given >= 0)
        own = np.array([row_of[symbol] for symbol in calls.resolutions[rows]])
        yield Year(int(year), own, members, told.astype(np.int8), cast, occurred[rows])


def first_items(year: Year, dims: int) -> Items:
    """Return items that discriminate nothing and explain how many gave each answer."""
    shares = np.stack([((year.answer == answer) * year.cast).sum(axis=1) for answer in range(2)], axis=1)
    cutpoints = ndtri(shares.cumsum(axis=1) / year.cast.sum(axis=1, keepdims=True))
    cutpoints[year.two, 0] = -FAR
    return Items(np.zeros((len(shares), dims)), np.zeros((len(shares), dims, dims)), cutpoints)


@dataclass(frozen=True, eq=False)
class _Slopes:
    """Log-likelihood of each answer: its slope at the lower and upper end, and its curvatures there."""

    lower: Floats
    upper: Floats
    lower_curve: Floats
    upper_curve: Floats
    cross_curve: Floats

    @classmethod
    def of(cls, year: Year, items: Items, positions: Floats) -> _Slopes:
        worth = items.discrimination @ positions.T
        far = np.full((len(worth), 1), FAR)
        ends = np.hstack([-far, items.cutpoints, far])
        low = np.take_along_axis(ends, year.answer, axis=1) - worth
        high = np.take_along_axis(ends[:, 1:], year.answer, axis=1) - worth
        right = low > 0  # the tail is taken where it keeps its digits
        chance = ndtr(np.where(right, -low, high)) - ndtr(np.where(right, -high, low))
        weight = year.cast / (np.maximum(chance, 1e-300) * np.sqrt(2 * np.pi))
        lower, upper = weight * np.exp(-0.5 * low * low), weight * np.exp(-0.5 * high * high)
        return cls(lower, upper, lower * (lower - low), upper * (upper + high), -lower * upper)

    @property
    def worth(self) -> Floats:
        return self.lower - self.upper

    @property
    def worth_curve(self) -> Floats:
        return self.lower_curve + self.upper_curve + 2 * self.cross_curve


def update_items(year: Year, items: Items, positions: Floats, spread: Floats) -> Items:
    """Take one step to better items, given positions (C, K) and their covariances (C, K, K)."""
    count, dims = items.discrimination.shape
    slopes = _Slopes.of(year, items, positions)
    is_answer = [year.answer == answer for answer in range(3)]
    first = slopes.upper_curve * is_answer[0] + slopes.lower_curve * is_answer[1]
    second = slopes.upper_curve * is_answer[1] + slopes.lower_curve * is_answer[2]
    both = slopes.cross_curve * is_answer[1]
    at_first, at_second = first + both, second + both
    squares = (positions[:, :, None] * positions[:, None, :] + spread).reshape(-1, dims * dims)
    penalty = (slopes.worth_curve @ spread.reshape(-1, dims * dims)).reshape(count, dims, dims) + np.eye(dims)

    gradient = np.empty((count, 2 + dims))
    gradient[:, 0] = (slopes.upper * is_answer[0] - slopes.lower * is_answer[1]).sum(axis=1)
    gradient[:, 1] = (slopes.upper * is_answer[1] - slopes.lower * is_answer[2]).sum(axis=1)
    gradient[:, :2] -= CUTPOINT_PRECISION * items.cutpoints
    gradient[:, 2:] = slopes.worth @ positions - np.einsum("rkl,rl->rk", penalty, items.discrimination)

    curve = np.empty((count, 2 + dims, 2 + dims))
    curve[:, 0, 0], curve[:, 1, 1] = first.sum(axis=1), second.sum(axis=1)
    curve[:, 0, 1] = curve[:, 1, 0] = both.sum(axis=1)
    curve[:, 0, 2:] = curve[:, 2:, 0] = -at_first @ positions
    curve[:, 1, 2:] = curve[:, 2:, 1] = -at_second @ positions
    curve[:, 2:, 2:] = ((at_first + at_second) @ squares).reshape(count, dims, dims) + np.eye(dims)
    curve[:, [0, 1], [0, 1]] += CUTPOINT_PRECISION

    curve[year.two, 0, :] = curve[year.two, :, 0] = 0
    curve[year.two, 0, 0], gradient[year.two, 0] = 1, 0
    covariance = np.linalg.inv(curve)
    step = np.clip(np.einsum("rij,rj->ri", covariance, gradient), -LONGEST_STEP, LONGEST_STEP)
    cutpoints = items.cutpoints + step[:, :2]
    half = (items.cutpoints[:, 1] - items.cutpoints[:, 0]) / 2
    cutpoints[:, 1] = np.maximum(cutpoints[:, 1], cutpoints[:, 0] + np.where(year.two, 0, half))
    return Items(items.discrimination + step[:, 2:], covariance[:, 2:, 2:], cutpoints)


def position_information(year: Year, items: Items, positions: Floats) -> tuple[Floats, Floats]:
    """Return what the year tells of each position: information (C, K, K), and times the position (C, K)."""
    slopes = _Slopes.of(year, items, positions)
    dims = positions.shape[1]
    curve, unsure = slopes.worth_curve.T, items.covariance.reshape(-1, dims * dims)
    squares = (items.discrimination[:, :, None] * items.discrimination[:, None, :]).reshape(-1, dims * dims)
    certain = (curve @ squares).reshape(-1, dims, dims)
    information = certain + (curve @ unsure).reshape(-1, dims, dims)
    return information, slopes.worth.T @ items.discrimination + np.einsum("ckl,cl->ck", certain, positions)


def moved(year: Year, items: Items, origin: Floats, scale: float) -> Items:
    """Return the items that give the same chances once positions t are told as (t - origin) / scale."""
    cutpoints = items.cutpoints - (items.discrimination @ origin)[:, None]
    cutpoints[year.two, 0] = -FAR
    return Items(items.discrimination * scale, items.covariance * scale**2, cutpoints)


def turned(items: Items, rotation: Floats) -> Items:
    """Return the items that give the same chances once positions t are told as t @ rotation."""
    return Items(items.discrimination @ rotation, rotation.T @ items.covariance @ rotation, items.cutpoints)


def told_cutpoints(year: Year, items: Items) -> Floats:
    """Return the cutpoints (R, 2); infinite where nobody voted no or yes, equal where nobody abstained."""
    cutpoints = items.cutpoints.copy()
    no, abstained, yes = year.occurred.T
    only = cutpoints[:, 1].copy()
    cutpoints[~no, 0] = -np.inf
    cutpoints[~abstained, 0] = only[~abstained]
    cutpoints[~yes] = np.stack([only[~yes], np.full((~yes).sum(), np.inf)], axis=1)
    return cutpoints
