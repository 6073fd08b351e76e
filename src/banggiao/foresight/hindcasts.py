"""Forecasts of roll calls that are over, each made from what was before it.

A rolling origin (Tashman 2000, "Out-of-sample tests of forecasting accuracy"): a session is forecast from
the days before its first vote (`session`), or each of its days from all days before that one (`asof`). The
past is cut off here, before a forecaster sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import INFO, Draft, Forecast
from banggiao.foresight.forecasting import Forecaster, Record
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls
from banggiao.foresight.spread import Spread
from banggiao.foresight.titles import RECURRING, Titles

Floats = npt.NDArray[np.float64]
ORIGINS = ("session", "asof")
SESSIONS = 4
"""So many past sessions tell how far forecasts stray together."""
SAME_TEXT = 0.995
ANEW = 40
"""Within a session a forecaster learns anew whenever so many more roll calls are over; until then it is only
told of them. A desk's own forecasts learn from all that is at hand."""


@dataclass(frozen=True, eq=False)
class Session:
    """A session's roll calls, and what they go back to, as it was known before the first of them."""

    rollcalls: RollCalls
    start: dt.date
    similarity: Floats
    """(R,) cosine to the nearest earlier title."""
    last: npt.NDArray[np.int8]
    """(R, C) codes on the same text's last passage; negative where there was none."""

    @classmethod
    def of(cls, record: Record, session: int) -> Session:
        """Take a session out of the record."""
        rollcalls, start = record.rollcalls.of_sessions([session]), record.first_day(session)
        past = record.before(start)
        nearest = Titles(past.rollcalls, past.resolutions).nearest(
            [draft.title for draft in record.drafts(rollcalls, ())], np.datetime64(start, "D")
        )
        same = nearest.similarity >= SAME_TEXT
        last = np.full(rollcalls.votes.shape, NOT_MEMBER, dtype=np.int8)
        last[same] = past.rollcalls.votes[nearest.rows[same]]
        return cls(rollcalls, start, nearest.similarity, last)

    @property
    def recurring(self) -> npt.NDArray[np.bool_]:
        """(R,) whether the text had come before."""
        return self.similarity >= RECURRING

    def forecast(
        self, kind: type[Forecaster], record: Record, *, origin: str = "session", info: Sequence[str] = INFO
    ) -> Floats:
        """Return the (R, C, 4) probabilities that a forecaster learnt before the session gives its votes."""
        past = record.before(self.start)
        learnt = kind(self.start, tuple(info)).fit(past.rollcalls, past.resolutions)
        drafts = record.drafts(self.rollcalls, info)
        if origin == "session":
            return self.spread_out(learnt.predict_many(drafts))
        return self.spread_out(list(self._as_of(learnt, record, drafts, info)))

    def spread_out(self, forecasts: Sequence[Forecast]) -> Floats:
        """Lay forecasts out for all states; one that a forecaster does not know votes as members on
        average."""
        probabilities = np.empty((*self.rollcalls.votes.shape, len(VOTES)))
        for row, forecast in enumerate(forecasts):
            probabilities[row] = forecast.probabilities.mean(axis=0)
            columns = np.searchsorted(self.rollcalls.members, forecast.members)
            probabilities[row, columns] = forecast.probabilities
        return probabilities

    def _as_of(
        self, learnt: Forecaster, record: Record, drafts: list[Draft], info: Sequence[str]
    ) -> Iterator[Forecast]:
        over = 0
        for day in np.unique(self.rollcalls.dates):
            own, past = day.astype(dt.date), record.before(day.astype(dt.date))
            before = int((self.rollcalls.dates < day).sum())
            if before - over >= ANEW:
                over, learnt = before, type(learnt)(own, info).fit(past.rollcalls, past.resolutions)
                told = learnt
            else:
                told = learnt.as_of(own, past.rollcalls, past.resolutions)
            yield from told.predict_many([drafts[row] for row in np.flatnonzero(self.rollcalls.dates == day)])


@dataclass(frozen=True, eq=False)
class Hindcasts:
    """Sessions with their forecasts: what tells how far forecasts stray."""

    sessions: list[Session]
    probabilities: list[Floats]

    def last(self, count: int = SESSIONS) -> Hindcasts:
        """Return the last sessions only."""
        return Hindcasts(self.sessions[-count:], self.probabilities[-count:])

    def spread(self, past: RollCalls) -> Spread:
        """Learn how far these forecasts strayed together; `past` is what was before the origin."""
        none = len(past.members)
        return Spread.learn(
            past,
            np.concatenate([np.empty((0, none, len(VOTES))), *self.probabilities]),
            np.concatenate([np.empty((0, none), np.int8), *(each.rollcalls.votes for each in self.sessions)]),
            np.concatenate([np.empty(0, bool), *(each.recurring for each in self.sessions)]),
        )


def hindcasts(kind: type[Forecaster], past: Record, info: Sequence[str] = INFO) -> Hindcasts:
    """Forecast the last sessions of a past as they would have been: learnt before the first of them, told
    of each before the next. Empty where there is but one session."""
    numbers = np.unique(past.rollcalls.sessions)[1:][-SESSIONS:].tolist()
    sessions = [Session.of(past, number) for number in numbers]
    if not sessions:
        return Hindcasts([], [])
    before = past.before(sessions[0].start)
    learnt = kind(sessions[0].start, tuple(info)).fit(before.rollcalls, before.resolutions)
    forecasts = []
    for session in sessions:
        known = past.before(session.start)
        told = learnt.as_of(session.start, known.rollcalls, known.resolutions)
        forecasts.append(session.spread_out(told.predict_many(past.drafts(session.rollcalls, info))))
    return Hindcasts(sessions, forecasts)
