"""A forecaster's scores on sessions that are over, always beside the baselines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from banggiao.foresight import scores
from banggiao.foresight.baselines import BASELINES
from banggiao.foresight.drafts import INFO, Forecast
from banggiao.foresight.forecasting import Forecaster, Record
from banggiao.foresight.hindcasts import ORIGINS, Hindcasts, Session, hindcasts
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, VOTES, YES, RollCalls
from banggiao.foresight.spread import Spread
from banggiao.foresight.tally import Tally, tally

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

ASEAN = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM")
OURS = "forecast"
COPY = "copy last vote"


class CannotBacktest(ValueError):
    """A backtest of what the record does not hold, or of no known origin or information."""


@dataclass(frozen=True, eq=False)
class Backtest:
    """Forecasts of several forecasters for the same roll calls."""

    rollcalls: RollCalls
    """The roll calls that were forecast."""
    recurring: Mask
    """(R,) whether the text had come before."""
    last: npt.NDArray[np.int8]
    """(R, C) codes on the same text's last passage; negative where there was none."""
    probabilities: dict[str, Floats]
    """(R, C, 4) by name: `forecast` is under test, the others are the baselines."""
    tallies: list[Tally]
    """(R,) of the forecaster under test; empty where none were asked for."""
    spreads: dict[int, Spread]
    """By session, how far the forecasts of the sessions before it strayed; empty likewise."""

    def predictions(self, who: str = OURS) -> dict[str, npt.NDArray[np.str_] | Floats]:
        """Return one forecaster's forecasts in long form, every member and vote once: `resolution`, `iso3`
        and the probabilities `Y`, `N`, `A`, `X`, each (n,)."""
        row, column = np.nonzero(self.rollcalls.votes != NOT_MEMBER)
        told = {
            "resolution": self.rollcalls.resolutions[row],
            "iso3": self.rollcalls.members[column],
        }
        return told | {vote: self.probabilities[who][row, column, code] for code, vote in enumerate(VOTES)}

    def slices(self) -> dict[str, Mask]:
        """Return the (R, C) mask of each slice of the cells."""
        whole = np.ones(self.rollcalls.votes.shape, dtype=bool)
        new = ~self.recurring[:, None]
        fought = scores.contested(self.rollcalls.votes)[:, None]
        ours = self.rollcalls.members == "VNM"
        return {
            "all": whole,
            "recurring": whole & ~new,
            "new": whole & new,
            "contested": whole & fought,
            "new and contested": whole & new & fought,
            "Viet Nam": whole & ours,
            "Viet Nam, new": new & ours,
            "ASEAN-11": whole & np.isin(self.rollcalls.members, ASEAN),
        }

    def table(self) -> list[dict[str, str | float]]:
        """Return one row per slice and forecaster with all scores; NaN where one is undefined."""
        return [
            {"slice": name, "forecaster": who, **self.scores(who, mask)}
            for name, mask in self.slices().items()
            for who in self.probabilities
        ]

    def differences(self, seed: int = 0) -> dict[str, tuple[float, float, float]]:
        """Return, by slice, the three-class log-loss of the forecaster under test less that of copying the
        last vote, with its 95 % interval by cluster bootstrap."""
        found = {}
        for name, mask in self.slices().items():
            votes = self.rollcalls.votes
            row, column = np.nonzero((votes >= YES) & (votes < ABSENT) & mask)
            ours, theirs = (
                scores.surprises(scores.positions(forecast[row, column]), votes[row, column])
                for forecast in (self.probabilities[OURS], self.probabilities[COPY])
            )
            if len(row):
                of = self.rollcalls.resolutions[row]
                found[name] = scores.cluster_bootstrap(ours - theirs, of, seed=seed)
        return found

    def scores(self, who: str, mask: Mask) -> dict[str, float]:
        """Return all scores of one forecaster on a mask of cells; the tallies where it holds whole rows."""
        votes, forecast = self.rollcalls.votes, self.probabilities[who]
        row, column = np.nonzero((votes != NOT_MEMBER) & mask)
        four, cast = forecast[row, column], votes[row, column]
        three, positions, _ = scores.among_voters(four, cast)
        found = {
            "cells": float(len(cast)),
            "log-loss": scores.log_loss(three, positions),
            "brier": scores.brier(three, positions),
            "accuracy": scores.accuracy(three, positions),
            "macro-F1": scores.macro_f1(three, positions),
            "ECE": scores.expected_calibration_error(three, positions),
            "log-loss, 4": scores.log_loss(four, cast),
            "brier, 4": scores.brier(four, cast),
            "change AUC": scores.vote_change_auc(four, cast, self.last[row, column]),
            "not-yes AP": scores.not_yes_precision(four, cast),
        }
        rows = np.flatnonzero(mask.all(axis=1))
        return found | self._tally_scores(who, rows)

    def _tally_scores(self, who: str, rows: npt.NDArray[np.intp]) -> dict[str, float]:
        if not len(rows):
            return {}
        votes = self.rollcalls.votes[rows]
        likely = np.where(votes != NOT_MEMBER, self.probabilities[who][rows][..., YES], 0.0)
        cast = (votes == YES).sum(axis=1).astype(float)
        found = {"tally error": scores.tally_error(likely.sum(axis=1), cast)}
        if who == OURS and self.tallies:
            intervals = np.array([self.tallies[row].intervals["Y"] for row in rows])
            found["coverage"], found["width"] = scores.coverage(intervals, cast)
        return found


def backtest(
    forecaster: type[Forecaster],
    rollcalls: RollCalls,
    resolutions: Resolutions,
    *,
    sessions: Sequence[int],
    origin: str = "session",
    info: Sequence[str] = INFO,
    level: float | None = 0.9,
) -> Backtest:
    """Forecast every roll call of these sessions, each from the days before its origin, beside the baselines.

    With `level` None no tallies are drawn, which spares the hindcasts of the sessions before the first.
    CannotBacktest for an unknown origin or information, for sessions without roll calls, and for roll calls
    without a resolution."""
    record = Record(rollcalls, resolutions)
    numbers = sorted(set(sessions))
    _check(record, numbers, origin, info)
    each = [Session.of(record, number) for number in numbers]
    forecasts = {
        who: [session.forecast(kind, record, origin=origin, info=info) for session in each]
        for who, kind in {OURS: forecaster, **BASELINES}.items()
    }
    tallies: list[Tally] = []
    spreads: dict[int, Spread] = {}
    if level is not None:
        earlier = hindcasts(forecaster, record.before(each[0].start), info)
        for place, session in enumerate(each):
            known = Hindcasts(
                earlier.sessions + each[:place], earlier.probabilities + forecasts[OURS][:place]
            )
            spreads[numbers[place]] = known.last().spread(rollcalls.before(session.start))
            tallies += _tallies(session, forecasts[OURS][place], spreads[numbers[place]], level)
    return Backtest(
        rollcalls.of_sessions(numbers),
        np.concatenate([session.recurring for session in each]),
        np.concatenate([session.last for session in each]),
        {who: np.concatenate(parts) for who, parts in forecasts.items()},
        tallies,
        spreads,
    )


def _tallies(session: Session, probabilities: Floats, spread: Spread, level: float) -> list[Tally]:
    """Draw the tallies of a session, with the spread learnt from the sessions before it."""
    drawn = []
    for row, votes in enumerate(session.rollcalls.votes):
        there = votes != NOT_MEMBER
        forecast = Forecast(session.rollcalls.members[there], probabilities[row, there])
        back = bool(session.recurring[row])
        drawn.append(tally(forecast, spread, recurring=back, level=level, seed=row))
    return drawn


def _check(record: Record, sessions: Sequence[int], origin: str, info: Sequence[str]) -> None:
    if origin not in ORIGINS:
        raise CannotBacktest(f"Mốc phải là session hoặc asof / the origin is session or asof: {origin!r}")
    if unknown := [each for each in info if each not in INFO]:
        raise CannotBacktest(f"Thông tin chỉ gồm {', '.join(INFO)} / information is among these: {unknown}")
    there = set(record.rollcalls.sessions.tolist())
    if missing := sorted(set(sessions) - there):
        raise CannotBacktest(f"Tệp phiếu không có khóa {missing} / no roll calls of sessions {missing}")
    if not sessions or min(sessions) == min(there):
        raise CannotBacktest(
            "Cần một khóa trước đó để học / a session before the first is needed to learn from"
        )
    calls = record.rollcalls
    on = dict(zip(record.resolutions.symbols, record.resolutions.dates, strict=True))
    voted = dict(zip(calls.resolutions.tolist(), calls.dates.tolist(), strict=True))
    if lost := sorted(voted.keys() - on.keys()):
        raise CannotBacktest(f"Tệp nghị quyết thiếu / the resolutions lack {lost[:5]} ({len(lost)})")
    if other := sorted(symbol for symbol, day in voted.items() if on[symbol] != day):
        raise CannotBacktest(
            "Ngày biểu quyết khác ngày của nghị quyết / the vote is on another day than its resolution: "
            f"{other[:5]} ({len(other)})"
        )
