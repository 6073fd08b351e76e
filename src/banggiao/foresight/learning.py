"""How features turn into probabilities, learnt from past drafts.

Three questions are learnt apart: whether a member votes, whether it then votes otherwise than for, and
whether that is against. The first is answered by gradient boosting of trees, the others by trees and a logit
together. A past draft stands in the training with what was known before it, so that one learns how far
precedents, blocs, sponsors and recent moves can be trusted; and once more as if its like had never come
before, so that drafts without precedent are learnt from all.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import numpy.typing as npt

from banggiao.foresight.features import ATTENDANCE, CHAMBER, Evidence
from banggiao.foresight.logit import Logit
from banggiao.foresight.past import RECURRING, Floats, Past
from banggiao.foresight.rollcalls import ABSENT, NO, YES
from banggiao.foresight.trees import Steps, Trees

SESSIONS = 6
"""Drafts of so many sessions before the origin are learnt from."""
HALF_LIFE = 3.0
"""A draft of this many sessions ago counts half."""
STRANGE = 0.5
"""What a draft counts when it is learnt from once more, as if its like had never come before."""
TRUST = (0.85, 0.3)
"""How far the logit is followed rather than the trees, on new drafts and on those that come back."""
UNTOLD = {"text": 2, "sponsors": 5}
"""Of ten past drafts, that of this place is learnt from as if its text, or its sponsors, were not known."""
Answers = npt.NDArray[np.bool_]
Chances = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float64]


def one_thread() -> AbstractContextManager[Any]:
    """Let sums be added up in one order whatever the machine: the same bits for any count of threads."""
    import sklearn.ensemble  # noqa: F401, PLC0415 (only pools of libraries already there are bound)
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    bound: AbstractContextManager[Any] = threadpool_limits(1)
    return bound


class Votes:
    """What was learnt of past drafts, applied to the features of new ones."""

    _other_logit: Logit
    _against_logit: Logit

    def __init__(self, names: list[str], used: npt.NDArray[np.intp]) -> None:
        self._names, self._used = names, used
        self._of_attendance = np.searchsorted(used, [names.index(name) for name in ATTENDANCE])

    @classmethod
    def learn(cls, past: Past) -> Votes:
        """Learn from the drafts of the last sessions, each with what was known before it."""
        last = int(past.sessions[past.recorded].max())
        rows = np.flatnonzero(past.recorded & (past.sessions > last - SESSIONS))
        twice = np.concatenate([rows, rows])
        strange = np.arange(len(twice)) >= len(rows)
        drafts = past.texts.take(twice)
        for part, turn in UNTOLD.items():
            drafts = drafts.without(part, ~strange & (np.arange(len(twice)) % 10 == turn))
        cutoffs = np.concatenate([_cutoffs(past, rows), past.dates[rows]])
        weights = np.exp2((past.sessions[twice] - last) / HALF_LIFE) * np.where(strange, STRANGE, 1.0)
        return cls._of(
            Evidence(past, drafts, cutoffs, strange).table(), past.votes[twice], weights, len(rows)
        )

    def probabilities(self, values: Floats, names: list[str]) -> npt.NDArray[np.float64]:
        """Return (C, 4) probabilities in the order of `rollcalls.VOTES` from (C, F) features."""
        if names != self._names:
            raise ValueError("features other than those learnt from")
        steps = self._steps.of(values[:, self._used])
        away = self._attendance.chance(steps[:, self._of_attendance])
        trust = np.where(values[:, names.index("nearest title")] < RECURRING, *TRUST)
        other = _between(self._other.chance(steps), self._other_logit.chance(values), trust)
        against = _between(self._against.chance(steps), self._against_logit.chance(values), trust)
        there = 1 - away
        shares = [there * (1 - other), there * other * against, there * other * (1 - against), away]
        return np.stack(shares, axis=1)

    @classmethod
    def _of(
        cls, table: tuple[Floats, list[str]], cast: npt.NDArray[np.int8], weights: Weights, plain: int
    ) -> Votes:
        """Learn the trees from the `plain` drafts that come first, the logits from all; the table, which is
        great, is let go on the way."""
        values, names = table
        del table
        known = ~np.isnan(values).all(axis=(0, 1))
        single = np.array([not name.startswith(CHAMBER) for name in names])
        self = cls(names, np.flatnonzero((known & single) | np.isin(names, ATTENDANCE)))
        weights = weights[:, None].repeat(cast.shape[1], axis=1)
        self._plant(values[:plain], cast[:plain], weights[:plain])
        voted = (cast >= 0) & (cast < ABSENT)
        values, cast, weights = values[voted], cast[voted], weights[voted]
        other = cast != YES
        self._against_logit = Logit.learn(values[other], names, cast[other] == NO, weights[other])
        self._other_logit = Logit.learn(values, names, other, weights)
        return self

    def _plant(self, values: Floats, cast: npt.NDArray[np.int8], weights: Weights) -> None:
        """Learn the trees from (D, C, F) features."""
        member = cast >= 0
        known, own, counting = cast[member], values[:, :, self._used][member], weights[member]
        self._steps = Steps.learn(own)
        steps = self._steps.of(own)
        del own
        away = known == ABSENT
        self._attendance = Trees.learn(steps[:, self._of_attendance], away, counting, count=90, features=1.0)
        steps, known, counting = steps[~away], known[~away], counting[~away]
        other = known != YES
        self._other = Trees.learn(steps, other, counting, count=140)
        self._against = Trees.learn(steps[other], known[other] == NO, counting[other], count=104)


def _cutoffs(past: Past, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.datetime64]:
    """Return from where each past draft is seen: by turns its session's first day and its own, since a
    forecast may be made long before the vote or on its eve."""
    own = past.dates[rows]
    calls = past.dates[past.recorded]
    first = {
        session: calls[past.sessions[past.recorded] == session].min() for session in set(past.sessions[rows])
    }
    early = np.array([first[session] for session in past.sessions[rows]])
    return np.where(np.arange(len(rows)) % 2 == 0, own, early)


def _between(trees: Chances, logit: Chances, trust: Chances) -> Chances:
    """Return the chance whose log-odds lie between two, nearer to the logit's the more it is trusted."""
    odds = (logit / (1 - logit)) ** trust * (trees / (1 - trees)) ** (1 - trust)
    return np.asarray(odds / (1 + odds))
