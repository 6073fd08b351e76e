"""What a forecast has to beat, behind the forecaster's own interface.

None of them is to be shown without its log-loss: nine votes in ten are for, so that all have a fine accuracy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import INFO, Draft, Forecast
from banggiao.foresight.forecasting import Record
from banggiao.foresight.outlook import Outlook
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls

Floats = npt.NDArray[np.float64]
YEARS = 4
"""Rates are those of the last four years: members' habits outlast a session, not a decade."""


class Baseline(Outlook):
    """A forecaster that counts."""

    def __init__(self, origin: dt.date, info: Sequence[str] = INFO) -> None:
        self.origin = origin
        self.info = tuple(info)

    def fit(self, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Count what was before the origin; anything later is cut off here, once."""
        self.record = Record(rollcalls, resolutions).before(self.origin)
        self._past = self.record.rollcalls
        since = np.datetime64(self.origin, "D") - np.timedelta64(YEARS * 365, "D")
        self._recent = self._past.take(self._past.dates >= since)
        self._count()
        return self

    def as_of(self, day: dt.date, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Return the same baseline told of everything before a later day."""
        return type(self)(day, self.info).fit(rollcalls, resolutions)

    def predict_proba(self, draft: Draft) -> Forecast:
        """Forecast one draft."""
        return self.predict_many([draft])[0]

    def predict_many(self, drafts: Sequence[Draft]) -> list[Forecast]:
        """Forecast each draft by itself, for the members of the last roll call before the origin."""
        members = self._past.members_on(self.origin)
        columns = np.searchsorted(self._past.members, members)
        return [Forecast(members, each[columns]) for each in self._probabilities(drafts)]

    def _count(self) -> None:
        """Count what the forecast rests on."""

    def _probabilities(self, drafts: Sequence[Draft]) -> list[Floats]:
        """Return (C, 4) probabilities per draft, for all states of the roll calls."""
        raise NotImplementedError


class AlwaysYes(Baseline):
    """Every member votes as members vote: the share of each vote among all (climatology)."""

    def _probabilities(self, drafts: Sequence[Draft]) -> list[Floats]:
        rates = _rates(_counts(self._recent.votes).sum(axis=0)[None, :])
        return [np.repeat(rates, len(self._past.members), axis=0)] * len(drafts)


class BaseRate(Baseline):
    """Every member votes as it does: its own share of each vote."""

    def _probabilities(self, drafts: Sequence[Draft]) -> list[Floats]:
        counts = _counts(self._recent.votes)
        return [_rates(counts + 2 * _rates(counts.sum(axis=0)))] * len(drafts)


class CopyLastVote(Baseline):
    """Every member votes as on the nearest earlier title: what a desk does with last year's sheet.

    A copy alone would be sure of itself; how often it holds, by the likeness of the titles, is counted on
    past texts and the earlier ones nearest to them.
    """

    EDGES = (0.3, 0.5, 0.7, 0.9, 0.99)

    def _count(self) -> None:
        own = np.arange(len(self._past.dates) - len(self._recent.dates), len(self._past.dates))
        nearest = self._titles.nearest_of_own(own)
        found = nearest.rows >= 0
        rows, earlier, likeness = own[found], nearest.rows[found], nearest.similarity[found]
        bins = np.repeat(np.digitize(likeness, self.EDGES), self._past.votes.shape[1])
        copied, cast = self._past.votes[earlier].ravel(), self._past.votes[rows].ravel()
        there = cast != NOT_MEMBER
        counts = np.zeros((len(self.EDGES) + 1, len(VOTES) + 1, len(VOTES)))
        np.add.at(counts, (bins[there], copied[there], cast[there]), 1)
        self._holds = _rates(counts + 2 * _rates(counts.sum(axis=(0, 1))))

    def _probabilities(self, drafts: Sequence[Draft]) -> list[Floats]:
        nearest = self._titles.nearest([d.title for d in drafts], np.datetime64(self.origin, "D"))
        bins = np.digitize(nearest.similarity, self.EDGES)
        last = np.where(nearest.rows[:, None] < 0, NOT_MEMBER, self._past.votes[nearest.rows])
        return [self._holds[each, votes] for each, votes in zip(bins, last, strict=True)]


BASELINES: dict[str, type[Baseline]] = {
    "always yes": AlwaysYes,
    "base rate": BaseRate,
    "copy last vote": CopyLastVote,
}


def _counts(votes: npt.NDArray[np.int8]) -> Floats:
    """Count each vote by state: (C, 4)."""
    return np.stack([(votes == code).sum(axis=0) for code in range(len(VOTES))], axis=1).astype(float)


def _rates(counts: Floats) -> Floats:
    """Turn counts into rates over the last axis, where one of each is counted in addition to all."""
    return np.asarray((counts + 0.01) / (counts + 0.01).sum(axis=-1, keepdims=True))
