"""Agreement of all pairs of members in all sessions: what it costs, and whether it equals R's fpsim.

    python -m benchmarks.foresight.agreement

The values of fpsim and how they were made: tests/foresight/fpsim.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from banggiao.foresight.dyads import Dyads, agreement
from banggiao.foresight.rollcalls import RollCalls
from benchmarks.register.measure import Measured

FPSIM = Path(__file__).parents[2] / "tests" / "foresight" / "fpsim" / "values.csv"


def measured() -> Iterator[Measured]:
    """Compare every pair of the shipped roll calls in one go, then look up the pairs that fpsim measured."""
    calls = RollCalls.shipped()
    began, worked = time.perf_counter(), time.process_time()
    everyone = agreement(calls)
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    yield Measured(
        f"all {len(everyone):,} dyad-sessions of sessions 1 to 78, five measures",
        round(took, 1), "s", 10, 4, note=f"{cpu:.1f} s of processor time",
    )  # fmt: skip
    pairs, furthest = _furthest(everyone)
    yield Measured(
        f"S, kappa, pi against R's fpsim, {pairs:,} random dyads: largest difference",
        float(f"{furthest:.1g}"), "", 1e-9, timed=False,
    )  # fmt: skip


def _furthest(everyone: Dyads) -> tuple[int, float]:
    """Return how many pairs fpsim measured, and how far ours are at most; infinite where one is undefined."""
    keys = zip(everyone.groups, everyone.first, everyone.second, strict=True)
    place = {key: row for row, key in enumerate(keys)}
    lines = list(csv.DictReader(FPSIM.read_text("utf-8").splitlines()))
    rows = [place[line["session"], line["first"], line["second"]] for line in lines]
    furthest = 0.0
    for measure in ("S", "kappa", "pi"):
        ours, theirs = everyone.values[measure][rows], np.array([float(line[measure]) for line in lines])
        apart = np.where(np.isnan(ours) & np.isnan(theirs), 0, np.abs(ours - theirs))
        furthest = max(furthest, float(np.nan_to_num(apart, nan=np.inf).max()))
    return len(lines), furthest


if __name__ == "__main__":
    for bar in measured():
        print(f"{bar.what:<70} {bar.told:>8}  {bar.bar_told}  {bar.note}")
