"""Forecasts of sessions 73 to 78 beside copying the last vote, and what a forecast costs.

python -m benchmarks.foresight.forecast [--short] [FOLDER]

FOLDER holds votes.parquet and resolutions.parquet with texts; without it the shipped facts are taken. The bar
is the ratio to copying in the same run: sessions differ in how hard they are.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from banggiao.foresight import scores
from banggiao.foresight.backtesting import COPY, OURS, Backtest, backtest
from banggiao.foresight.drafts import INFO, Forecast
from banggiao.foresight.facts import Facts
from banggiao.foresight.forecaster import VoteForecaster
from banggiao.foresight.forecasting import Record
from banggiao.foresight.hindcasts import Session
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, VOTES, YES, RollCalls
from banggiao.foresight.soundings import update
from benchmarks.processes import run_watched
from benchmarks.register.measure import Measured

SESSIONS, SHORT = range(73, 79), range(78, 79)
KNOWN = (0.05, 0.15, 0.5)
"""Shares of members whose votes are given as soundings."""


def record(folder: Path | None) -> Record:
    """Read the facts, from a folder with texts where one is given."""
    if folder is None:
        facts = Facts.shipped()
        return Record(facts.calls, facts.known)
    return Record(
        RollCalls.from_parquet(folder / "votes.parquet"),
        Resolutions.from_parquet(folder / "resolutions.parquet"),
    )


def measured(*, short: bool = False, folder: Path | None = None) -> Iterator[Measured]:
    """Backtest, compare, and time one session in a process of its own; with `short` one session only."""
    sessions = SHORT if short else SESSIONS
    told = f"sessions {sessions[0]} to {sessions[-1]}"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        whole = pool.submit(_run, folder, sessions, "asof", INFO, 0.9)
        parts = {
            info: pool.submit(_run, folder, sessions, "session", info, None)
            for info in ((("title",), ("title", "text")) if not short else ())
        }
        for (info, part), (must, aim) in zip(parts.items(), ((0.90, 0.84), (0.82, 0.75)), strict=False):
            what = f"log-loss, {' and '.join(info)}, session origin, {told}"
            yield _ratio(part.result(), "all", what, must, aim)
        done = whole.result()
    yield _ratio(done, "all", f"log-loss, text and sponsors, as of the day, {told}", 0.75, 0.67)
    yield _ratio(done, "new", "the same on new drafts", 0.70, 0.55)
    yield from _shapes(done)
    yield from _soundings(done)
    yield from _cost(folder)


def _run(
    folder: Path | None, sessions: range, origin: str, info: tuple[str, ...], level: float | None
) -> Backtest:
    facts = record(folder)
    return backtest(
        VoteForecaster, facts.rollcalls, facts.resolutions,
        sessions=sessions, origin=origin, info=info, level=level,
    )  # fmt: skip


def _of(done: Backtest, slice_: str, rows: scores.Mask) -> tuple[float, float]:
    """Return our log-loss and that of copying, on the rows of a slice."""
    cells = done.slices()[slice_] & rows[:, None]
    ours, copied = (done.scores(who, cells)["log-loss"] for who in (OURS, COPY))
    return ours, copied


def _ratio(done: Backtest, slice_: str, what: str, must: float, aim: float) -> Measured:
    """The ratio to copying; the note has both log-losses and the ratio of each session, since only from the
    75th on were texts and sponsors to be learnt from."""
    numbers = done.rollcalls.sessions
    ours, copied = _of(done, slice_, numbers > 0)
    each = {number: _of(done, slice_, numbers == number) for number in np.unique(numbers).tolist()}
    told = ", ".join(f"{number}: {a / b:.3f}" for number, (a, b) in each.items())
    note = f"{ours:.4f} / {copied:.4f}; {told}"
    return Measured(what, round(ours / copied, 3), "× copying", must, aim, note=note, timed=False)


def _shapes(done: Backtest) -> Iterator[Measured]:
    """The bars that are no ratios, each beside copying."""
    slices = done.slices()
    for what, slice_, score, must, aim, more in (
        ("macro-F1, all", "all", "macro-F1", 0.862, 0.875, True),
        ("macro-F1, new drafts", "new", "macro-F1", 0.59, 0.64, True),
        ("ECE, 15 bins", "all", "ECE", 0.012, 0.008, False),
        ("who changes vote on the same text, AUC", "all", "change AUC", 0.87, 0.90, True),
        ("not voting for, new drafts, average precision", "new", "not-yes AP", 0.50, 0.58, True),
        ("Yes tally, mean error", "all", "tally error", 11.5, 10.0, False),
    ):
        ours, copied = (done.scores(who, slices[slice_])[score] for who in (OURS, COPY))
        note = f"copying {copied:.3f}"
        yield Measured(
            what, round(ours, 4), "votes" if "tally" in what else "", must, aim, more, note, timed=False
        )
    of = {slice_: done.scores(OURS, slices[slice_]) for slice_ in ("all", "recurring", "new")}
    note = ", ".join(f"{name} {each['coverage']:.1%}, width {each['width']:.0f}" for name, each in of.items())
    off = 100 * abs(of["all"]["coverage"] - 0.9)
    yield Measured("Yes tally, coverage off 90 %", round(off, 1), "points", 3.0, 2.0, note=note, timed=False)


def _soundings(done: Backtest) -> Iterator[Measured]:
    """Give a share of the votes cast as soundings and score the rest: the same half of members each time."""
    losses = _updated(done)
    for slice_ in ("all", "new"):
        rows = np.flatnonzero(done.slices()[slice_].all(axis=1))
        before, *after = (float(np.nanmean(losses[share][rows])) for share in (0.0, *KNOWN))
        pairs = zip((0.0, *KNOWN), (before, *after), strict=True)
        note = ", ".join(f"{share:.0%}: {loss:.4f}" for share, loss in pairs)
        for share, loss in zip(KNOWN[1:], after[1:], strict=True):
            what = f"log-loss of the rest with {share:.0%} of votes known, {slice_}"
            yield Measured(what, round(loss / before, 3), "× none known", 1.0, note=note, timed=False)


def _updated(done: Backtest) -> dict[float, scores.Floats]:
    """Return, by share known, the mean three-class log-loss of each roll call's other half: (R,)."""
    rng = np.random.default_rng(0)
    calls = done.rollcalls
    losses = {share: np.full(len(calls.dates), np.nan) for share in (0.0, *KNOWN)}
    for session, spread in done.spreads.items():
        for row in np.flatnonzero(calls.sessions == session):
            there = calls.votes[row] != NOT_MEMBER
            votes = calls.votes[row, there]
            forecast = Forecast(calls.members[there], done.probabilities[OURS][row, there])
            voted = rng.permutation(np.flatnonzero((votes >= YES) & (votes < ABSENT)))
            rest = voted[len(voted) // 2 :]
            for share, loss in losses.items():
                known = {
                    str(forecast.members[place]): VOTES[votes[place]]
                    for place in voted[: int(share * len(voted))]
                }
                told = update(forecast, spread, known, recurring=bool(done.recurring[row]))
                loss[row] = scores.log_loss(told.of_voting()[rest], votes[rest])
    return losses


def _cost(folder: Path | None) -> Iterator[Measured]:
    """Fit and predict the last session, cold, in a process of its own."""
    arguments = ["--one", *([str(folder)] if folder else [])]
    run = run_watched([sys.executable, "-m", "benchmarks.foresight.forecast", *arguments])
    what, note = "fit and predict one session", run.output.strip()
    yield Measured(f"{what}: clock", float(note.split()[0]), "s", 90, 30, note=note)
    yield Measured(f"{what}: memory", round(run.peak_mb), "MB", 1200, 600, timed=False)


def _one(facts: Record) -> None:
    """Forecast session 78 from what was before it, and tell how long that took."""
    began, worked = time.perf_counter(), time.process_time()
    Session.of(facts, 78).forecast(VoteForecaster, facts)
    print(f"{time.perf_counter() - began:.1f} s ({time.process_time() - worked:.1f} s CPU)")


def main() -> int:
    """Print the bars; end with 1 where one is missed that does not depend on the machine."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(named[0]) if named else None
    if "--one" in sys.argv:
        _one(record(folder))
        return 0
    missed = False
    for one in measured(short="--short" in sys.argv, folder=folder):
        mark = "met" if one.met else "MISSED"
        print(f"{one.what:<70} {one.told:>20}  {one.bar_told:<34} {mark:<7} {one.note}", flush=True)
        missed |= not one.met and not one.timed
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
