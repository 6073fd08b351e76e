"""How far the votes on one draft stray together from their forecast.

Forecasts of single members are right on average, but those who misjudge a draft misjudge it for many
members at once. So each draft has a shift that all members share, and a pull along the axes on which
members have differed: member c's log-odds of for against abstaining, and of abstaining against voting
against, all move by

    f(c) = b · (1, x(c)),   b ~ N(0, S)

with x(c) the member's place in the votes of the last years (principal axes; six of them came nearest to
what is known of a draft once three quarters of its votes are) and S learnt by how far earlier forecasts,
each made before its vote, strayed: separately for texts that come back and for new ones. Whether members
come to vote has a shift of its own. The forecast stays the average over b."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, RollCalls

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

AXES = 6
SUPPORT = np.array([1.0, -1.0, 0.0])
"""What a shift adds to the log-odds of for, against and abstaining."""
COMING = np.array([1.0, 0.0])
"""What a shift of attendance adds to the log-odds of voting and of not voting."""
LEAST = 0.002
ROUNDS = 10
STEPS = 4
PRIOR = 20.0
"""The prior on S weighs as much as this many drafts."""
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class Belief:
    """A normal distribution of one draft's b: what is known of it before or after some votes are."""

    mean: Floats
    covariance: Floats

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        """Return mean and variance of f at (C, k) places: (C,), (C,)."""
        return places @ self.mean, np.einsum("ck,kl,cl->c", places, self.covariance, places)


def axes(rollcalls: RollCalls, count: int = AXES, years: int = 6) -> Floats:
    """Return the members' places, (C, 1 + count): one, then the principal axes of the votes of the last
    years, each with a mean square of one. Those who were no members then stand in the middle."""
    if not len(rollcalls.dates):
        return np.eye(1, 1 + count).repeat(len(rollcalls.members), axis=0)
    votes = rollcalls.votes[rollcalls.dates >= rollcalls.dates[-1] - np.timedelta64(365 * years, "D")]
    voted = (votes != NOT_MEMBER) & (votes != ABSENT)
    support = np.where(voted, np.append(SUPPORT, 0.0)[votes], 0.0)
    level = support.sum(axis=1, keepdims=True) / np.maximum(voted.sum(axis=1, keepdims=True), 1)
    apart = np.where(voted, support - level, 0.0)
    values, vectors = np.linalg.eigh(apart.T @ apart)
    leading = vectors[:, np.argsort(-values)[:count]] * np.sqrt(len(rollcalls.members))
    leading *= np.where(np.abs(leading).max(axis=0) == leading.max(axis=0), 1, -1)
    padding = np.zeros((len(leading), count - leading.shape[1]))
    return np.hstack([np.ones((len(leading), 1)), leading, padding])


def tilted(base: Floats, shift: Floats, scores: Floats) -> Floats:
    """Return (..., classes) probabilities `base` after their log-odds moved by `shift` (...,) times
    `scores`."""
    moved = base * np.exp(np.clip(shift, -30, 30)[..., None] * scores)
    return np.asarray(moved / moved.sum(axis=-1, keepdims=True))


def averaged(base: Floats, mean: Floats, variance: Floats, scores: Floats) -> Floats:
    """Return the probabilities averaged over normal shifts of this mean and variance, by quadrature."""
    shifts = mean[..., None] + np.sqrt(variance)[..., None] * NODES
    return np.asarray(np.einsum("...nk,n->...k", tilted(base[..., None, :], shifts, scores), WEIGHTS))


def centred(
    forecast: Floats, variance: Floats, scores: Floats, start: Floats | None = None, rounds: int = 8
) -> Floats:
    """Return the probabilities whose average over shifts of mean nought and this variance is the forecast.

    It is found by scaling, from `start` where a near one is known.
    """
    forecast = np.maximum(forecast, LEAST)
    forecast = forecast / forecast.sum(axis=-1, keepdims=True)
    base = forecast if start is None else start
    for _ in range(rounds):
        base = base * (forecast / averaged(base, np.zeros_like(variance), variance, scores)) ** 1.5
        base = base / base.sum(axis=-1, keepdims=True)
    return base


def _posterior(
    base: Floats,
    cast: Codes,
    places: Floats,
    covariance: Floats,
    scores: Floats,
    *,
    mode: Floats,
    rounds: int = ROUNDS,
) -> tuple[Floats, Floats]:
    """Return mode and covariance of b given votes, by Newton's method (Laplace's approximation) from `mode`.

    `base` is (D, C, classes), `cast` (D, C) codes with negative where not known. The log posterior is
    concave."""
    known = cast >= 0
    pull = np.where(known, scores[cast], 0.0)
    precision = np.linalg.inv(covariance)
    outer = np.einsum("ck,cl->ckl", places, places).reshape(len(places), -1)
    for _ in range(rounds):
        now = tilted(base, mode @ places.T, scores)
        expected = now @ scores
        spread = np.where(known, now @ scores**2 - expected**2, 0.0)
        gradient = np.where(known, pull - expected, 0.0) @ places - mode @ precision
        hessian = (spread @ outer).reshape(-1, *precision.shape) + precision
        step = np.linalg.solve(hessian, gradient[..., None])[..., 0]
        mode = mode + step / np.maximum(1.0, np.abs(step).max(axis=1, keepdims=True))
    return mode, np.linalg.inv(hessian)


def _learnt(forecast: Floats, cast: Codes, places: Floats, scores: Floats) -> Floats:
    """Return the covariance of b under which past forecasts and votes are likeliest: the EM algorithm
    (Dempster, Laird and Rubin 1977) with a weak prior (as of Chung et al. 2013) that keeps it from
    nought."""
    size = places.shape[1]
    covariance = np.diag(np.append(0.25, np.full(size - 1, 0.05)))
    prior = covariance.copy()
    base, mode = None, np.zeros((len(forecast), size))
    for _ in range(ROUNDS):
        variance = np.einsum("ck,kl,cl->c", places, covariance, places)
        base = centred(forecast, np.broadcast_to(variance, forecast.shape[:2]), scores, base, STEPS // 2)
        mode, around = _posterior(base, cast, places, covariance, scores, mode=mode, rounds=STEPS)
        total = np.einsum("dk,dl->kl", mode, mode) + around.sum(axis=0)
        covariance = (PRIOR * prior + total) / (PRIOR + len(forecast))
    return np.asarray(covariance)


@dataclass(frozen=True, eq=False)
class Spread:
    """What was learnt from past forecasts of the drafts before an origin."""

    members: npt.NDArray[np.str_]
    places: Floats
    """(C, k) places of the members, the first column one."""
    support: dict[bool, Floats]
    """(k, k) covariance of b for new drafts (False) and for texts that come back (True)."""
    coming: dict[bool, float] = field(default_factory=dict)
    """Variance of the shift of attendance, likewise."""

    @classmethod
    def learn(
        cls, rollcalls: RollCalls, forecasts: Floats, votes: Codes, recurring: npt.NDArray[np.bool_]
    ) -> Spread:
        """Learn from (D, C, 4) forecasts made before their votes, the (D, C) votes, and which texts had
        come back.

        The columns are those of `rollcalls`, from which the members' places are taken: the past, nothing
        later."""
        places = axes(rollcalls)
        support, coming = {}, {}
        one = np.ones((votes.shape[1], 1))
        for kind in (False, True):
            of = recurring == kind
            cast = np.where(votes[of] < ABSENT, votes[of], np.int8(NOT_MEMBER))
            support[kind] = _learnt(forecasts[of][..., :ABSENT], cast, places, SUPPORT)
            there = np.where(votes[of] == NOT_MEMBER, votes[of], votes[of] == ABSENT).astype(np.int8)
            absent = forecasts[of][..., ABSENT]
            both = np.stack([1 - absent, absent], axis=-1)
            coming[kind] = float(_learnt(both, there, one, COMING)[0, 0])
        return cls(rollcalls.members, places, support, coming)

    def of(self, members: npt.NDArray[np.str_]) -> Floats:
        """Return the (M, k) places of these members; the middle for one that is not known."""
        column = {str(code): row for row, code in enumerate(self.members)}
        middle = np.eye(1, self.places.shape[1])[0]
        return np.array([self.places[column[m]] if m in column else middle for m in members.tolist()])

    def sd(self, recurring: bool) -> float:
        """Return the standard deviation of the shift that all members share, in log-odds."""
        return float(np.sqrt(self.support[recurring][0, 0]))

    def belief(
        self, positions: Floats, members: npt.NDArray[np.str_], recurring: bool, known: dict[str, int]
    ) -> tuple[Floats, Belief]:
        """Return the (M, 3) centred probabilities and what is believed of b once votes of some members are
        known.

        `positions` are (M, 3) forecasts given that a member votes; `known` holds codes of for, against,
        abstaining."""
        places, covariance = self.of(members), self.support[recurring]
        base = centred(positions, np.einsum("ck,kl,cl->c", places, covariance, places), SUPPORT)
        if not known:
            return base, Belief(np.zeros(len(covariance)), covariance)
        cast = np.array([known.get(str(code), NOT_MEMBER) for code in members], dtype=np.int8)
        start = np.zeros((1, len(covariance)))
        mode, around = _posterior(base[None], cast[None], places, covariance, SUPPORT, mode=start)
        return base, Belief(mode[0], around[0])
