"""Our ideal points against those that Bailey, Strezhnev and Voeten publish, and what they cost.

python -m benchmarks.foresight.ideal_points [PUBLISHED.parquet]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from banggiao.foresight.facts import Facts
from banggiao.foresight.ideal_points import FittedIdealPoints, IdealPoints
from benchmarks.register.measure import Measured

PUBLISHED = Path(__file__).parent / "published" / "ideal_points.parquet"
FEWEST = 10
"""Members of a year for a correlation."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Member-years that both estimates have: (T, C) whether, and (T, C) the published position and its sd."""

    fitted: FittedIdealPoints
    both: npt.NDArray[np.bool_]
    position: npt.NDArray[np.float64]
    sd: npt.NDArray[np.float64]

    @classmethod
    def of(cls, fitted: FittedIdealPoints, published: Path) -> Comparison:
        """Join with the published file: iso3, year, idealpointfp, sd."""
        position = np.full(fitted.theta.shape[:2], np.nan)
        sd = position.copy()
        year_of = {int(year): place for place, year in enumerate(fitted.years)}
        column_of = {str(code): place for place, code in enumerate(fitted.members)}
        for row in pq.read_table(published).to_pylist():
            place = year_of.get(row["year"]), column_of.get(row["iso3"])
            if None not in place:
                position[place], sd[place] = row["idealpointfp"], row["sd"]
        both = ~np.isnan(position) & ~np.isnan(fitted.theta[:, :, 0])
        return cls(fitted, both, position, sd)

    def by_year(self) -> dict[int, float]:
        """Return the correlation over members of each year."""
        told = self.fitted.theta[:, :, 0]
        return {
            int(year): float(np.corrcoef(told[place, here], self.position[place, here])[0, 1])
            for place, (year, here) in enumerate(zip(self.fitted.years, self.both, strict=True))
            if here.sum() >= FEWEST
        }

    @property
    def pooled(self) -> float:
        """Return the correlation over all member-years."""
        told = self.fitted.theta[:, :, 0]
        return float(np.corrcoef(told[self.both], self.position[self.both])[0, 1])

    @property
    def error_ratio(self) -> float:
        """Return the median of our standard errors over the published posterior's deviations."""
        return float(np.median((self.fitted.se[:, :, 0] / self.sd)[self.both]))


def measured(published: Path = PUBLISHED) -> Iterator[Measured]:
    """Estimate once from the shipped roll calls and compare."""
    calls = Facts.shipped().calls
    began, worked = time.perf_counter(), time.process_time()
    fitted = IdealPoints().fit(calls)
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    compared = Comparison.of(fitted, published)
    by_year = compared.by_year()
    later = {year: r for year, r in by_year.items() if year > 1991}
    worst, worst_later = min(by_year, key=by_year.__getitem__), min(later, key=later.__getitem__)
    years = f"{min(by_year)} to {max(by_year)}"
    yield Measured(
        f"ideal points against the published: median r per year, {years}",
        round(float(np.median(list(by_year.values()))), 4), "", 0.992, 0.995, more=True, timed=False,
        note=f"least {by_year[worst]:.4f} in {worst}; pooled {compared.pooled:.4f}",
    )  # fmt: skip
    yield Measured(
        "ideal points against the published: least r of a year after 1991",
        round(later[worst_later], 4), "", 0.97, 0.98, more=True, timed=False, note=f"in {worst_later}",
    )  # fmt: skip
    yield Measured(
        "ideal points: standard errors beside the published, off from 1 by",
        round(abs(compared.error_ratio - 1), 3), "", 0.15, 0.05, timed=False,
        note=f"median ratio {compared.error_ratio:.3f}",
    )  # fmt: skip
    yield Measured(
        "ideal points of all years: time", round(took, 1), "s", 10, 5,
        note=f"nothing is compiled; {cpu:.1f} s of processor time",
    )  # fmt: skip


if __name__ == "__main__":
    for bar in measured(*map(Path, sys.argv[1:])):
        print(f"{bar.what:<70} {bar.told:>8}  {bar.bar_told}  {bar.note}")
