"""Reading figures: the series of an actor, with the series of those whose work it carries on."""

from __future__ import annotations

from collections import defaultdict
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
    following = Following.load()
    subjects = {actor.pk}
    if with_predecessors:
        subjects |= set(following.predecessors(actor.pk, date.max))
    rows = (
        Figure.objects.visible_to(viewer)
        .current()
        .filter(indicator=indicator, subject__in=subjects)
        .select_related("subject", "counterpart")
        .order_by("valid_from", "as_of", "id")
    )
    periods: dict[Period, dict[int, Figure]] = defaultdict(dict)
    for row in rows:
        periods[(row.valid_from, row.valid_to, row.unit, row.counterpart_id)][row.subject_id] = row
    points = []
    for (start, end, unit, counterpart), figures in periods.items():
        kept = _added(actor.pk, end or start, figures, following, frozenset())
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
