"""The tally of a vote that has not been taken, with intervals that hold.

Adding up members as if each were forecast by itself gives intervals half of which miss: their errors go
together. Here they are drawn together (`banggiao.foresight.spread`)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import Forecast
from banggiao.foresight.rollcalls import ABSENT, ABSTAIN, NO, VOTES, YES
from banggiao.foresight.spread import COMING, Spread, centred

DRAWS = 2000


@dataclass(frozen=True)
class Tally:
    """How many members may vote how on a draft."""

    level: float
    """The intervals hold the count with this probability."""
    expected: dict[str, float]
    """Mean count by vote: Y, N, A, X."""
    intervals: dict[str, tuple[int, int]]
    """Least and greatest count by vote, both included."""
    majority: float
    """Probability of more votes for than against: a majority of members present and voting (Charter of the
    United Nations, article 18 (3)); who abstains counts as not voting (rule 86 of the rules of
    procedure)."""
    two_thirds: float
    """Probability of at least two votes for to each one against, which important questions need (article 18
    (2))."""


def tally(
    forecast: Forecast,
    spread: Spread,
    *,
    recurring: bool,
    level: float = 0.9,
    known: dict[str, int] | None = None,
    seed: int = 0,
) -> Tally:
    """Draw the votes of all members together and count them.

    `known` holds codes of members whose vote is known: it is counted, and moves the others. ValueError
    where `level` is not between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"Mức phải nằm giữa 0 và 1 / the level lies between 0 and 1: {level}")
    counts = _drawn(forecast, spread, recurring, known or {}, np.random.default_rng(seed))
    ends = np.quantile(counts, [(1 - level) / 2, (1 + level) / 2], axis=0, method="inverted_cdf")
    return Tally(
        level,
        {vote: float(counts[:, code].mean()) for code, vote in enumerate(VOTES)},
        {vote: (int(ends[0, code]), int(ends[1, code])) for code, vote in enumerate(VOTES)},
        float((counts[:, YES] > counts[:, NO]).mean()),
        float(((counts[:, YES] >= 2 * counts[:, NO]) & (counts[:, YES] > 0)).mean()),
    )


def _drawn(
    forecast: Forecast, spread: Spread, recurring: bool, known: dict[str, int], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Return (DRAWS, 4) counts."""
    free = np.array([code not in known for code in forecast.members.tolist()], dtype=bool)
    certain = np.bincount(list(known.values()), minlength=len(VOTES))
    positions = {code: vote for code, vote in known.items() if vote != ABSENT}
    base, belief = spread.belief(forecast.of_voting(), forecast.members, recurring, positions)
    root = np.linalg.cholesky(belief.covariance)
    b = belief.mean + rng.standard_normal((DRAWS, len(root))) @ root.T
    pull = np.exp(np.clip(b @ spread.of(forecast.members)[free].T, -30, 30))
    yes, no, abstain = base[free].T
    yes, no = yes * pull, no / pull
    total = yes + no + abstain
    away = _absent(forecast.probabilities[free, ABSENT], spread.coming[recurring], rng)
    chance = rng.random(away.shape)
    there = chance >= away
    chance = (chance - away) / (1 - away)
    counts = np.empty((DRAWS, len(VOTES)), dtype=np.int64)
    counts[:, YES] = (there & (chance * total < yes)).sum(axis=1)
    counts[:, NO] = (there & (chance * total > total - no)).sum(axis=1)
    counts[:, ABSENT] = (~there).sum(axis=1)
    counts[:, ABSTAIN] = free.sum() - counts[:, YES] - counts[:, NO] - counts[:, ABSENT]
    return np.asarray(counts + certain)


def _absent(
    absent: npt.NDArray[np.float64], variance: float, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return (DRAWS, M) probabilities of not voting, moved together in each draw."""
    both = centred(np.stack([1 - absent, absent], axis=-1), np.full(len(absent), variance), COMING)
    odds = both[:, 1] / both[:, 0] * np.exp(np.sqrt(variance) * rng.standard_normal((DRAWS, 1)))
    return np.asarray(np.minimum(odds / (1 + odds), 1 - 1e-9))
