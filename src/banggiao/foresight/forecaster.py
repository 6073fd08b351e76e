"""How each member will vote on a draft, learnt from every roll call before one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Self

import numpy as np

from banggiao.foresight.drafts import INFO, Draft, Forecast
from banggiao.foresight.forecasting import Record
from banggiao.foresight.outlook import Outlook
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls


class VoteForecaster(Outlook):
    """Forecasts the votes on drafts from what was before `origin` (that day is not in it)."""

    def __init__(self, origin: dt.date, info: Sequence[str] = INFO) -> None:
        self.origin = origin
        self.info = tuple(info)

    def fit(self, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Learn from the votes and texts before the origin; anything later is cut off here, once."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 (costs a second)

        self.record = Record(rollcalls, resolutions).before(self.origin)
        self._past, texts = self.record.rollcalls, self.record.resolutions
        title_of = dict(zip(texts.symbols, texts.titles, strict=True))
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        self._title_vectors = self._words.fit_transform([title_of.get(s, "") for s in self._past.resolutions])
        return self

    def as_of(self, day: dt.date, rollcalls: RollCalls, resolutions: Resolutions) -> VoteForecaster:
        """The same forecaster told of everything before a later day."""
        return VoteForecaster(day, self.info).fit(rollcalls, resolutions)

    def predict_proba(self, draft: Draft) -> Forecast:
        """The forecast of one draft."""
        return self.predict_many([draft])[0]

    def predict_many(self, drafts: Sequence[Draft]) -> list[Forecast]:
        """The forecasts of several drafts, each by itself: none is told of another."""
        votes = self._past.votes
        present = votes[-1] != NOT_MEMBER
        recent = votes[-200:, present]
        base = np.stack([(recent == code).sum(axis=0) for code in range(len(VOTES))], axis=1) + 0.5
        base = base / base.sum(axis=1, keepdims=True)
        near = self._words.transform([draft.title for draft in drafts]) @ self._title_vectors.T
        forecasts = []
        for row in near.toarray():
            nearest = len(row) - 1 - int(np.argmax(row[::-1]))
            last = votes[nearest, present]
            copied = (last[:, None] == np.arange(len(VOTES))) * 0.9 * row[nearest]
            weight = copied.sum(axis=1, keepdims=True)
            forecasts.append(Forecast(self._past.members[present], copied + (1 - weight) * base))
        return forecasts
