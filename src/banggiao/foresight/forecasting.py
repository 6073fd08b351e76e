"""What every forecaster is, and the record that it learns from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from banggiao.foresight.drafts import INFO, Draft, Forecast
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import RollCalls


@dataclass(frozen=True, eq=False)
class Record:
    """Roll calls and the resolutions that they were taken on."""

    rollcalls: RollCalls
    resolutions: Resolutions

    def before(self, day: dt.date) -> Record:
        """Return what was known at the start of `day`."""
        return Record(self.rollcalls.before(day), self.resolutions.before(day))

    def drafts(self, of: RollCalls, info: Sequence[str]) -> list[Draft]:
        """Return the drafts of these roll calls, with no more of them than `info` names."""
        rows = [self.resolutions.index_of(str(symbol)) for symbol in of.resolutions]
        return [Draft.of(self.resolutions, row).told(tuple(info)) for row in rows]

    def first_day(self, session: int) -> dt.date:
        """Return the day of the session's first roll call."""
        day: dt.date = self.rollcalls.dates[self.rollcalls.sessions == session].min().astype(dt.date)
        return day


class Forecaster(Protocol):
    """What a backtest asks of a forecaster."""

    def __init__(self, origin: dt.date, info: Sequence[str] = INFO) -> None:
        """Learn only from days before `origin`, of drafts only what `info` names."""

    def fit(self, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Learn from what was before the origin."""

    def as_of(self, day: dt.date, rollcalls: RollCalls, resolutions: Resolutions) -> Self:
        """Return the same forecaster told of everything before a later day."""

    def predict_many(self, drafts: Sequence[Draft]) -> list[Forecast]:
        """Forecast each draft by itself."""
