"""Reading figures: the series of an actor, with the series of those whose work it carries on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banggiao.actors.following import Following
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.figures.models import Figure, Indicator

Period = tuple[date | None, date | None, str, int | None]
"""First day, last day, unit, and the counterpart's id."""


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one period. ``figures`` are the rows that it sums, so that it can be traced to them."""

    start: date | None
    end: date | None
    unit: str
    counterpart: int | None
    value: Decimal
    figures: tuple[Figure, ...]


def series(
    viewer: Viewer, indicator: Indicator, actor: Actor, *, with_predecessors: bool = True
) -> list[Point]:
    """Return the values of ``indicator`` for ``actor``, one for each period, unit and counterpart.

    With its predecessors the figures of bodies that were still apart at the end of a period are added to the
    actor's own; where the actor has none, those of all that became part of it are. A body that was split is
    left out: nobody can say which share of its figures is whose. Of two figures of one body for the same
    period and counterpart the one counted last (``as_of``) holds.
    """
    found = series_of(viewer, actor, with_predecessors=with_predecessors, indicator=indicator)
    return found.get(indicator, [])


def series_of(
    viewer: Viewer, actor: Actor, *, with_predecessors: bool = True, indicator: Indicator | None = None
) -> dict[Indicator, list[Point]]:
    """Return the series of every indicator of which the register has figures for ``actor``, or of one."""
    following = Following.load()
    subjects = {actor.pk}
    if with_predecessors:
        subjects |= set(following.predecessors(actor.pk, date.max))
    rows = Figure.objects.visible_to(viewer).current().filter(subject__in=subjects)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    else:
        rows = rows.filter(indicator__in=Indicator.objects.visible_to(viewer).current())
    periods: dict[Indicator, dict[Period, dict[int, Figure]]] = {}
    for row in rows.select_related("indicator", "subject", "counterpart").order_by(
        "indicator__sort_key", "indicator", "valid_from", "as_of", "id"
    ):
        period = (row.valid_from, row.valid_to, row.unit, row.counterpart_id)
        periods.setdefault(row.indicator, {}).setdefault(period, {})[row.subject_id] = row
    found: dict[Indicator, list[Point]] = {}
    for one, figures in periods.items():
        points = _points(actor.pk, figures, following)
        if points:
            found[one] = points
    return found


def _points(actor: int, periods: Mapping[Period, Mapping[int, Figure]], following: Following) -> list[Point]:
    points = []
    for (start, end, unit, counterpart), figures in periods.items():
        kept = _added(actor, end or start, figures, following, frozenset())
        if kept:
            value = sum((figure.value for figure in kept), Decimal(0))
            points.append(Point(start, end, unit, counterpart, value, tuple(kept)))
    return points


def _added(
    body: int, end: date | None, figures: Mapping[int, Figure], following: Following, seen: frozenset[int]
) -> Sequence[Figure]:
    own = figures.get(body)
    kept = [own] if own else []
    for step in following.before.get(body, ()):
        apart = end is None or step.since > end
        if step.kind != "split_into" and step.actor not in seen and (own is None or apart):
            for figure in _added(step.actor, end, figures, following, seen | {body}):
                if figure not in kept:
                    kept.append(figure)
    return kept
