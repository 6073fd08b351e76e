"""The figures of the sample's world: one value for each body, indicator and year, whoever asks."""

from __future__ import annotations

import random

from tools.samples.banks import Measure

YEARS = tuple(range(2020, 2026))


def number(value: float, *, padded: bool = False) -> str:
    """Write a number as Vietnamese papers do: dot for thousands, comma for decimals, 05 where padded."""
    if value != int(value):
        whole, _, decimals = f"{value:.10g}".partition(".")
        return f"{int(whole):,}".replace(",", ".") + "," + decimals
    whole_value = int(value)
    return f"{whole_value:02d}" if padded else f"{whole_value:,}".replace(",", ".")


class World:
    """Values drawn once from the seed. An indicator keeps the unit it was first asked with."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._measures: dict[tuple[str, str], Measure] = {}

    def admits(self, body: str, measure: Measure) -> bool:
        """Tell whether the body counts this indicator in this unit (or has not counted it yet)."""
        known = self._measures.get((body, measure.indicator))
        return known is None or (known.unit, known.step) == (measure.unit, measure.step)

    def value(self, body: str, measure: Measure, year: int) -> float:
        """Return the value of one year."""
        measure = self._measures.setdefault((body, measure.indicator), measure)
        draw = random.Random(f"{self._seed}|{body}|{measure.indicator}")
        low, span = measure.low, measure.high - measure.low
        level, growth = draw.uniform(0.05, 0.6), draw.uniform(-0.02, 0.08)
        noise = [draw.uniform(-0.04, 0.04) for _ in YEARS]
        index = YEARS.index(year)
        share = min(1.0, max(0.0, level + growth * index + noise[index]))
        return _stepped(low + share * span, measure.step)

    def total(self, body: str, measure: Measure, years: tuple[int, ...]) -> float:
        """Return the value of a span of years: the sum of what is counted, the mean of what is a rate."""
        values = [self.value(body, measure, year) for year in years]
        if measure.unit.startswith("%") or measure.step < 1:
            return _stepped(sum(values) / len(values), measure.step)
        return sum(values)


def _stepped(value: float, step: float) -> float:
    return round(round(value / step) * step, 6)
