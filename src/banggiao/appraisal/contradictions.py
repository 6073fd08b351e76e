"""Figures that cannot all be true: the same indicator, subject and year with different values.

Three kinds: "within" the prose of one report, "annex" prose against a table of the same report (the error
for which papers are most often returned, rule B9.17), and "between" the reports of two bodies.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banggiao.appraisal.records import Contradiction, ContradictionSide, Place
from banggiao.reading.records import Figure

HEDGED_TOLERANCE = 0.1
"""How far a hedged number ("gần 20") may lie from the exact one and still say the same."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as one report states it: by whom, in which words, where."""

    actor: str
    figure: Figure
    words: str
    place: Place
    clause: str | None = None


def contradictions_in(
    stated: Iterable[StatedFigure], names: dict[str, str] | None = None
) -> tuple[Contradiction, ...]:
    """Return the contradictions among figures, ordered by file and place.

    Figures are compared only when both name an indicator and a year, share the unit, and speak of the
    same subject; two sentences that report different clauses speak of different things, however alike
    the words ("lượt cán bộ" of an exercise and of a course). Values that agree once rounded to the
    coarser one's digits, or within the tolerance of a hedge, do not contradict.
    """
    same: dict[tuple[str, str, int, str], list[StatedFigure]] = defaultdict(list)
    for item in stated:
        figure = item.figure
        if figure.indicator and figure.period is not None:
            subject = figure.subject or item.actor
            same[(subject, figure.indicator, figure.period, figure.unit.casefold())].append(item)
    found = {
        contradiction.id: contradiction
        for (_, indicator, period, _), items in sorted(same.items())
        for matter in _matters(items)
        if (contradiction := _compare(indicator, period, matter)) is not None
    }
    return tuple(
        sorted(found.values(), key=lambda c: (c.sides[0].place.file, c.sides[0].place.start, c.indicator))
    )


def agree(one: Figure, other: Figure) -> bool:
    """Say whether two figures can both be true."""
    if one.value == other.value:
        return True
    if (one.hedge or other.hedge) and math.isclose(one.value, other.value, rel_tol=HEDGED_TOLERANCE):
        return True
    coarse, fine = sorted((one.value, other.value), key=_significant_digits)
    return _round_to(fine, _significant_digits(coarse)) == coarse and _is_rounded(coarse)


def _compare(indicator: str, period: int, items: list[StatedFigure]) -> Contradiction | None:
    items = sorted(items, key=lambda item: (item.place.file, item.place.start))
    first = items[0]
    said: dict[Place, list[Figure]] = defaultdict(list)
    for item in items:
        said[item.place].append(item.figure)
    sides = [first]
    for item in items[1:]:
        if all(_clash(said[item.place], said[side.place]) for side in sides):
            sides.append(item)
    if len(sides) == 1:
        return None
    if len({side.place.file for side in sides}) > 1:
        kind = "between"
    elif len({side.figure.from_table for side in sides}) > 1:
        kind = "annex"
    else:
        kind = "within"
    return Contradiction(
        id=f"{first.place.file}#{first.place.start}",
        kind=kind,
        indicator=first.figure.indicator_words or indicator,
        period=period,
        sides=tuple(ContradictionSide(s.actor, s.figure, s.words, s.place) for s in sides),
    )


def _clash(one: Iterable[Figure], other: Sequence[Figure]) -> bool:
    """Whether nothing that one sentence says of an indicator agrees with what another says of it. A
    sentence may name a whole and its part in the same words."""
    return all(not agree(figure, against) for figure in one for against in other)


def _matters(items: list[StatedFigure]) -> list[list[StatedFigure]]:
    """Part the items by the clause that they report; a table's row counts whatever its name says."""
    clauses = {item.clause for item in items if item.clause and not item.figure.from_table}
    if not clauses:
        return [items]
    return [
        [item for item in items if item.figure.from_table or item.clause in (None, clause)]
        for clause in sorted(clauses)
    ]


def _significant_digits(value: float) -> int:
    digits = f"{abs(value):.10g}".replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) or 1


def _round_to(value: float, digits: int) -> float:
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _is_rounded(value: float) -> bool:
    """Only numbers from a thousand up are written rounded; 45 against 47 is no rounding."""
    return abs(value) >= 1000
