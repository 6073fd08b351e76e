"""How each member will vote on a draft, learnt from every roll call before one day.

Three questions are learnt apart, each by gradient boosting of trees (Friedman 2001; scikit-learn's
histograms): whether a member votes, whether it then votes otherwise than for, and whether that is against.
A past draft stands in the training with what was known before it, so that the trees learn how far
precedents, blocs, sponsors and recent moves can be trusted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import INFO, Draft, Forecast
from banggiao.foresight.features import ATTENDANCE, Evidence
from banggiao.foresight.forecasting import Record
from banggiao.foresight.outlook import Outlook
from banggiao.foresight.past import Floats, Past
from banggiao.foresight.precedents import Precedent, precedents
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import ABSENT, NO, YES, RollCalls

SESSIONS = 6
"""Drafts of so many sessions before the origin are learnt from."""
HALF_LIFE = 3.0
"""A draft of this many sessions ago counts half."""
TREES = {"learning_rate": 0.14, "max_leaf_nodes": 12, "min_samples_leaf": 50, "l2_regularization": 5.0}
UNTOLD = {"text": 2, "sponsors": 5}
"""Of ten past drafts, that of this place is learnt from as if its text, or its sponsors, were not known."""
BROADER = 0.3
"""How far a forecast moves to the members' own rates where a draft cannot be read."""
UNREAD = {
    "title": "The title is not in the language of the record: the forecast rests on the rest of the draft.",
    "text": "The text is not in the language of the record: the forecast rests on the rest of the draft.",
}


class VoteForecaster(Outlook):
    """Forecasts the votes on drafts from what was before `origin` (that day is not in it)."""

    def __init__(self, origin: dt.date, info: Sequence[str] = INFO) -> None:
        self.origin = origin
        self.info = tuple(info)

    def fit(self, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Learn from the votes and texts before the origin; anything later is cut off here, once."""
        self._remember(rollcalls, resolutions)
        self._learnt = Votes.learn(self._past)
        return self

    def as_of(self, day: dt.date, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Return the same forecaster told of everything before a later day; what it learnt stays."""
        told = type(self)(day, self.info)
        told._learnt = self._learnt
        told._remember(rollcalls, resolutions)
        return told

    def predict_proba(self, draft: Draft) -> Forecast:
        """Forecast one draft."""
        return self.predict_many([draft])[0]

    def predict_many(self, drafts: Sequence[Draft]) -> list[Forecast]:
        """Forecast each draft by itself, for the members of the last roll call before the origin."""
        if not drafts:
            return []
        told = [draft.told(self.info) for draft in drafts]
        readable = [self._past.readable(draft) for draft in told]
        texts = [
            draft if text else replace(draft, text=None)
            for draft, (_, text) in zip(told, readable, strict=True)
        ]
        described = self._past.describe(texts)
        members = self._past.votes[self._past.recorded][-1] >= 0
        cutoffs = np.full(len(drafts), self._past.day)
        values, names = Evidence(self._past, described, cutoffs).table()
        forecasts = []
        for draft, each, (title, text) in zip(told, values, readable, strict=True):
            probabilities = self._learnt.probabilities(each[members], names)
            notes = [UNREAD["title"]] if not title else []
            notes += [UNREAD["text"]] if draft.text and not text else []
            if notes:
                own = _own_rates(self._past)[members]
                probabilities = (1 - BROADER) * probabilities + BROADER * own
            forecasts.append(Forecast(self._past.members[members], probabilities, tuple(notes)))
        return forecasts

    def precedents(self, draft: Draft, limit: int = 5) -> list[Precedent]:
        """Find the nearest earlier texts, how they were voted on and what changed since, nearest first."""
        return precedents(self._past, self.record, draft.told(self.info), limit)

    def _remember(self, rollcalls: RollCalls, resolutions: Resolutions) -> None:
        self.record = Record(rollcalls, resolutions).before(self.origin)
        self._past = Past(self.record, np.datetime64(self.origin, "D"), self.info)


class Votes:
    """The trees that turn features into probabilities."""

    def __init__(self, features: list[str]) -> None:
        self._features = features

    @classmethod
    def learn(cls, past: Past) -> Votes:
        """Learn from the drafts of the last sessions, each with what was known before it."""
        last = int(past.sessions[past.recorded].max())
        rows = np.flatnonzero(past.recorded & (past.sessions > last - SESSIONS))
        drafts = past.texts.take(rows)
        each = np.arange(len(rows))
        for part, turn in UNTOLD.items():
            drafts = drafts.without(part, each % 10 == turn)
        values, names = Evidence(past, drafts, _cutoffs(past, rows)).table()
        cast = past.votes[rows]
        weights = np.exp2((past.sessions[rows] - last) / HALF_LIFE)[:, None].repeat(cast.shape[1], axis=1)
        known = np.flatnonzero(~np.isnan(values).all(axis=(0, 1)))
        self = cls([names[place] for place in known])
        values = values[:, :, known]
        self._learn_attendance(values[cast >= 0], cast[cast >= 0], weights[cast >= 0])
        voted = (cast >= 0) & (cast < ABSENT)
        self._learn_votes(values[voted], cast[voted], weights[voted])
        return self

    def probabilities(self, values: Floats, names: list[str]) -> npt.NDArray[np.float64]:
        """Return (C, 4) probabilities in the order of `rollcalls.VOTES` from (C, F) features."""
        table = values[:, [names.index(name) for name in self._features]]
        away = _chance(self._attendance, table[:, self._of_attendance])
        other, against = _chance(self._other, table), _chance(self._against, table)
        there = 1 - away
        shares = [there * (1 - other), there * other * against, there * other * (1 - against), away]
        return np.stack(shares, axis=1)

    def _learn_attendance(self, values: Floats, cast: npt.NDArray[np.int8], weights: Any) -> None:
        self._of_attendance = [self._features.index(name) for name in ATTENDANCE]
        own = values[:, self._of_attendance]
        self._attendance = _learnt(own, cast == ABSENT, weights, count=50, features=1.0)

    def _learn_votes(self, values: Floats, cast: npt.NDArray[np.int8], weights: Any) -> None:
        other = cast != YES
        self._other = _learnt(values, other, weights, count=70)
        self._against = _learnt(values[other], cast[other] == NO, weights[other], count=52)


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


def _learnt(
    values: Floats, answer: npt.NDArray[np.bool_], weights: Any, *, count: int, features: float = 0.3
) -> Any:
    """Return trees that answer yes or no, or a probability where only one answer was ever given."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 (costs a second)

    if len(np.unique(answer)) < 2:
        return 0.999 if answer.any() else 0.001
    trees = HistGradientBoostingClassifier(
        max_iter=count, max_features=features, early_stopping=False, random_state=0, **TREES
    )
    return trees.fit(values, answer, sample_weight=weights)


def _chance(learnt: Any, values: Floats) -> npt.NDArray[np.float64]:
    """Return the probability of yes for each row."""
    if isinstance(learnt, float):
        return np.full(len(values), learnt)
    return np.asarray(learnt.predict_proba(values)[:, 1])


def _own_rates(past: Past) -> npt.NDArray[np.float64]:
    """Return each member's shares of the four votes in the last 300 roll calls: (C, 4)."""
    recent = past.votes[past.recorded][-300:]
    counts = np.stack([(recent == code).sum(axis=0) for code in range(4)], axis=1) + 0.5
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))
