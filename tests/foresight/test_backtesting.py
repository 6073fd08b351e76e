"""Backtests: what is forecast, from what, and beside what."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from banggiao.cli import main
from banggiao.foresight import RollCalls, VoteForecaster, backtest
from banggiao.foresight.backtesting import CannotBacktest
from banggiao.foresight.baselines import CopyLastVote
from banggiao.foresight.rollcalls import NO, NOT_MEMBER
from tests.foresight.generated import STATES, files, record


@pytest.fixture(scope="module")
def assembly():
    return record()


def changed_from(rollcalls: RollCalls, day: np.datetime64) -> RollCalls:
    """The same roll calls with every vote from `day` on turned into a vote against."""
    votes = rollcalls.votes.copy()
    votes[rollcalls.dates >= day] = NO
    return RollCalls(rollcalls.resolutions, rollcalls.sessions, rollcalls.dates, rollcalls.members, votes)


class Telltale(CopyLastVote):
    """A forecaster that notes the latest day that it was shown."""

    shown: list[tuple[dt.date, np.datetime64, dt.date]] = []

    def fit(self, rollcalls, resolutions):
        self.shown.append((self.origin, rollcalls.dates.max(), max(resolutions.dates)))
        return super().fit(rollcalls, resolutions)


class Diligent(CopyLastVote):
    """A forecaster that notes when it learns, but for what it is only told."""

    learnt: list[dt.date] = []

    def fit(self, rollcalls, resolutions):
        self.learnt.append(self.origin)
        return super().fit(rollcalls, resolutions)

    def as_of(self, day, rollcalls, resolutions):
        return CopyLastVote(day, self.info).fit(rollcalls, resolutions)


@pytest.mark.parametrize("origin", ["session", "asof"])
def test_a_forecaster_is_shown_nothing_of_its_origin_or_later(assembly, origin):
    Telltale.shown.clear()
    backtest(Telltale, *assembly, sessions=[74, 75], origin=origin)
    assert Telltale.shown
    assert all(last < np.datetime64(day) and adopted < day for day, last, adopted in Telltale.shown)


@pytest.mark.parametrize("kind", [VoteForecaster, CopyLastVote])
def test_votes_of_the_session_change_no_forecast_made_before_it(assembly, kind):
    rollcalls, resolutions = assembly
    start = rollcalls.dates[rollcalls.sessions == 75].min()
    told = backtest(kind, rollcalls, resolutions, sessions=[75], level=None)
    lied_to = backtest(kind, changed_from(rollcalls, start), resolutions, sessions=[75], level=None)
    assert (told.probabilities["forecast"] == lied_to.probabilities["forecast"]).all()


def test_as_of_a_day_only_later_days_change(assembly):
    rollcalls, resolutions = assembly
    days = np.unique(rollcalls.dates[rollcalls.sessions == 75])
    told, lied_to = (
        backtest(CopyLastVote, each, resolutions, sessions=[75], origin="asof", level=None)
        for each in (rollcalls, changed_from(rollcalls, days[1]))
    )
    until = told.rollcalls.dates <= days[1]
    before, after = (each.probabilities["forecast"] for each in (told, lied_to))
    assert (before[until] == after[until]).all()
    assert (before[~until] != after[~until]).any()


def test_it_learns_anew_within_a_session_once_enough_roll_calls_are_over(assembly, monkeypatch):
    Diligent.learnt.clear()
    monkeypatch.setattr("banggiao.foresight.hindcasts.ANEW", 3)
    backtest(Diligent, *assembly, sessions=[75], origin="asof", level=None)
    days = assembly[0].dates[assembly[0].sessions == 75]
    over = [int((days < np.datetime64(day)).sum()) for day in Diligent.learnt]
    assert over[0] == 0
    assert len(over) > 2
    assert min(np.diff(over)) >= 3


def test_a_vote_dated_otherwise_than_its_resolution_is_refused(assembly):
    rollcalls, resolutions = assembly
    symbol = str(rollcalls.resolutions[-1])
    days = [
        day + dt.timedelta(days=400) if name == symbol else day
        for name, day in zip(resolutions.symbols, resolutions.dates, strict=True)
    ]
    with pytest.raises(CannotBacktest, match=rf"ngày của nghị quyết.*{symbol}"):
        backtest(CopyLastVote, rollcalls, replace(resolutions, dates=days), sessions=[75])


def test_tallies_of_a_session_do_not_know_its_votes(assembly):
    rollcalls, resolutions = assembly
    start = rollcalls.dates[rollcalls.sessions == 75].min()
    told, lied_to = (
        backtest(CopyLastVote, each, resolutions, sessions=[75]).tallies
        for each in (rollcalls, changed_from(rollcalls, start))
    )
    assert told == lied_to


def test_what_information_hides_no_forecaster_sees(assembly):
    seen = []

    class Curious(CopyLastVote):
        def predict_many(self, drafts):
            seen.extend(drafts)
            return super().predict_many(drafts)

    backtest(Curious, *assembly, sessions=[75], info=("title",), level=None)
    assert all(draft.text is None and not draft.sponsors for draft in seen)
    seen.clear()
    backtest(Curious, *assembly, sessions=[75], info=("title", "text"), level=None)
    assert all(draft.text and not draft.sponsors for draft in seen)


def test_every_slice_is_scored_beside_all_three_baselines(assembly):
    done = backtest(CopyLastVote, *assembly, sessions=[74, 75])
    table = done.table()
    names = {row["forecaster"] for row in table}
    assert names == {"forecast", "always yes", "base rate", "copy last vote"}
    whole = {row["forecaster"]: row for row in table if row["slice"] == "all"}
    assert whole["forecast"]["log-loss"] == whole["copy last vote"]["log-loss"]
    assert (
        whole["copy last vote"]["log-loss"] < whole["base rate"]["log-loss"] < whole["always yes"]["log-loss"]
    )
    assert done.differences()["all"] == (0.0, 0.0, 0.0)


def test_two_runs_are_the_same_to_the_bit(assembly):
    one, other = (backtest(VoteForecaster, *assembly, sessions=[75]) for _ in range(2))
    assert (one.probabilities["forecast"] == other.probabilities["forecast"]).all()
    assert one.tallies == other.tallies


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"sessions": [99]}, "99"),
        ({"sessions": [70]}, "trước đó"),
        ({"sessions": [75], "origin": "never"}, "never"),
        ({"sessions": [75], "info": ("title", "gossip")}, "gossip"),
    ],
)
def test_what_cannot_be_backtested_is_refused_in_words(assembly, settings, told):
    with pytest.raises(ValueError, match=told):
        backtest(CopyLastVote, *assembly, **settings)


def test_the_command_writes_every_member_and_vote(tmp_path):
    votes, resolutions = files(tmp_path, sessions=range(76, 81))
    out = tmp_path / "preds.parquet"
    arguments = [
        "votes",
        "backtest",
        "--votes",
        str(votes),
        "--resolutions",
        str(resolutions),
        "--sessions",
        "79-80",
    ]
    done = CliRunner().invoke(
        main, [*arguments, "--origin", "asof", "--info", "title,text", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert "chép phiếu / copy last vote" in done.output
    table = pq.read_table(out)
    assert table.column_names == ["resolution", "iso3", "Y", "N", "A", "X"]
    rows = table.to_pylist()
    of = RollCalls.from_parquet(votes).of_sessions([79, 80])
    assert len(rows) == (of.votes != NOT_MEMBER).sum() == len(of.resolutions) * len(STATES)
    assert {row["resolution"] for row in rows} == set(of.resolutions.tolist())
    assert all(abs(row["Y"] + row["N"] + row["A"] + row["X"] - 1) < 1e-9 for row in rows)


def test_the_command_refuses_sessions_that_are_not_there(tmp_path):
    votes, resolutions = files(tmp_path, sessions=range(76, 78))
    arguments = ["votes", "backtest", "--votes", str(votes), "--resolutions", str(resolutions)]
    absent = CliRunner().invoke(main, [*arguments, "--sessions", "90"])
    garbled = CliRunner().invoke(main, [*arguments, "--sessions", "80-79"])
    assert absent.exit_code == 1 and "90" in absent.output
    assert garbled.exit_code == 2
