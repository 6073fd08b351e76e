"""How each member will vote on a draft, learnt from every roll call before one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import INFO, Draft, Forecast, Note
from banggiao.foresight.features import Evidence
from banggiao.foresight.forecasting import Record
from banggiao.foresight.learning import Votes, one_thread
from banggiao.foresight.outlook import Outlook
from banggiao.foresight.past import YEARS, Past
from banggiao.foresight.precedents import Precedent, precedents
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls

BROADER = 0.3
"""How far a forecast moves to the members' own rates where a draft cannot be read."""
UNREAD = {
    "title": Note(
        "Tên dự thảo không cùng ngôn ngữ với dữ liệu: dự báo dựa vào phần còn lại của dự thảo.",
        "The title is not in the language of the record: the forecast rests on the rest of the draft.",
    ),
    "text": Note(
        "Toàn văn không cùng ngôn ngữ với dữ liệu: dự báo dựa vào phần còn lại của dự thảo.",
        "The text is not in the language of the record: the forecast rests on the rest of the draft.",
    ),
}


class NothingToLearnFrom(ValueError):
    """No roll call of the last years before the origin."""

    def __init__(self, origin: dt.date) -> None:
        super().__init__(
            f"Không có cuộc biểu quyết nào trong {YEARS} năm trước {origin:%d/%m/%Y} để học dự báo. / "
            f"There is no roll call in the {YEARS} years before {origin} to learn from."
        )


class VoteForecaster(Outlook):
    """Forecasts the votes on drafts from what was before `origin` (that day is not in it)."""

    def __init__(self, origin: dt.date, info: Sequence[str] = INFO) -> None:
        self.origin = origin
        self.info = tuple(info)

    def fit(self, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Learn from the votes and texts before the origin; anything later is cut off here, once.
        NothingToLearnFrom where there is none."""
        self._remember(rollcalls, resolutions)
        with one_thread():
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
        with one_thread():
            values, names = Evidence(self._past, described, cutoffs).table()
            cells = values[:, members].reshape(-1, len(names))
            learnt = self._learnt.probabilities(cells, names).reshape(len(drafts), members.sum(), -1)
        forecasts = []
        for draft, probabilities, (title, text) in zip(told, learnt, readable, strict=True):
            notes = [UNREAD["title"]] if not title else []
            notes += [UNREAD["text"]] if draft.text and not text else []
            if notes:
                own = _own_rates(self._past)[members]
                probabilities = (1 - BROADER) * probabilities + BROADER * own  # noqa: PLW2901
            forecasts.append(Forecast(self._past.members[members], probabilities, tuple(notes)))
        return forecasts

    def precedents(self, draft: Draft, limit: int = 5) -> list[Precedent]:
        """Find the nearest earlier texts, how they were voted on and what changed since, nearest first."""
        return precedents(self._past, self.record, draft.told(self.info), limit)

    def _remember(self, rollcalls: RollCalls, resolutions: Resolutions) -> None:
        self.record = Record(rollcalls, resolutions).before(self.origin)
        self._past = Past(self.record, np.datetime64(self.origin, "D"), self.info)
        if not self._past.recorded.any():
            raise NothingToLearnFrom(self.origin)


def _own_rates(past: Past) -> npt.NDArray[np.float64]:
    """Return each member's shares of the four votes in the last 300 roll calls: (C, 4)."""
    recent = past.votes[past.recorded][-300:]
    counts = np.stack([(recent == code).sum(axis=0) for code in range(4)], axis=1) + 0.5
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))
