"""Small charts drawn on the server: a value with its interval by year or by name, as coordinates of an SVG.

Shape and place tell everything; colour tells nothing. The same numbers stand in a table beside each chart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 590, 10, 164
_NAMES, _ROW = 250, 26


@dataclass(frozen=True, slots=True)
class Datum:
    """What a chart shows at one place; a value that is undefined leaves a gap."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    url: str
    told: str
    """In words, for those who point at it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a chart, leading to what it stands on."""

    x: float
    y: float
    url: str
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Coordinates of a chart: ``line`` and ``whiskers`` are paths."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    marks: tuple[Mark, ...]
    line: str
    whiskers: str
    across: tuple[Tick, ...]
    """Along the horizontal axis."""
    up: tuple[Tick, ...]
    """Along the vertical axis."""


def by_year(data: Sequence[Datum], span: tuple[float, float], labels: Sequence[tuple[float, str]]) -> Chart:
    """Draw values over years, whose names are numbers. ``labels`` are (value, label) of the scale."""
    years = [int(one.name) for one in data]
    first, last = min(years), max(years)
    step = next(step for step in (1, 2, 5, 10) if (last - first) / step <= 10 or step == 10)

    def x(year: int) -> float:
        return _between(year, (first - 0.5, last + 0.5), (_LEFT, _RIGHT))

    def y(value: float) -> float:
        return _between(value, span, (_BOTTOM, _TOP))

    marks, whiskers, line = [], [], []
    before: int | None = None
    for year, one in zip(years, data, strict=True):
        if one.value is None:
            continue
        at, height = x(year), y(one.value)
        marks.append(Mark(at, height, one.url, one.told))
        line.append(f"{'L' if before == year - 1 else 'M'}{at} {height}")
        before = year
        if one.low is not None and one.high is not None:
            whiskers.append(f"M{at} {y(one.low)}V{y(one.high)}")
    across = tuple(Tick(x(year), str(year)) for year in range(first, last + 1) if year % step == 0)
    return Chart(
        WIDTH, HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM, tuple(marks), "".join(line), "".join(whiskers),
        across, tuple(Tick(y(value), label) for value, label in labels),
    )  # fmt: skip


def by_name(data: Sequence[Datum], span: tuple[float, float], labels: Sequence[tuple[float, str]]) -> Chart:
    """Draw one line for each name, from top to bottom."""
    bottom = _TOP + _ROW * len(data)

    def x(value: float) -> float:
        return _between(value, span, (_NAMES, _RIGHT))

    marks, whiskers, up = [], [], []
    for row, one in enumerate(data):
        at = _TOP + _ROW * (row + 0.5)
        up.append(Tick(at, one.name))
        if one.value is None:
            continue
        marks.append(Mark(x(one.value), at, one.url, one.told))
        if one.low is not None and one.high is not None:
            whiskers.append(f"M{x(one.low)} {at}H{x(one.high)}")
    return Chart(
        WIDTH, bottom + 26, _NAMES, _RIGHT, _TOP, bottom, tuple(marks), "", "".join(whiskers),
        tuple(Tick(x(value), label) for value, label in labels), tuple(up),
    )  # fmt: skip


def scale_to(highest: float) -> tuple[float, ...]:
    """Return round values from 0 to one that is not below ``highest``, five at most."""
    step = next(step for step in (0.25, 0.5, 1, 2, 5, 10, 25, 50, 100) if highest / step <= 4 or step == 100)
    return tuple(step * n for n in range(max(1, math.ceil(highest / step)) + 1))


def _between(value: float, span: tuple[float, float], room: tuple[float, float]) -> float:
    """Place a value of ``span`` in ``room``; one outside stands at the edge."""
    share = (min(max(value, span[0]), span[1]) - span[0]) / (span[1] - span[0])
    return round(room[0] + share * (room[1] - room[0]), 1)
