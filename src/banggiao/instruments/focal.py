"""Focal points (đầu mối) and leaders in charge, field by field, and which fields and bodies have none (A1.05,
A1.10, A1.12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from banggiao.actors.models import Actor, Charge, Tie
from banggiao.core.access import Question, Viewer
from banggiao.instruments.models import Term

FIELDS = ("field_central", "field_local")
"""The vocabularies of fields of work."""
CENTRAL = ("ministry", "ministerial")
"""The kinds of body that each have a unit for international cooperation (A1.12)."""


@dataclass(frozen=True, slots=True)
class FieldOfWork:
    """A field with its focal points and who is in charge of it."""

    term: Term
    focal: Sequence[Tie]
    charges: Sequence[Charge]


@dataclass(frozen=True, slots=True)
class FocalPoints:
    """What the register holds of focal points on a day, as one viewer sees it. ``general`` are those in all
    fields of their body; ``bodies_without`` the ministries that have none."""

    fields: Sequence[FieldOfWork]
    general: Sequence[Tie]
    bodies_without: Sequence[Actor]

    @property
    def without(self) -> int:
        """How many fields have no focal point."""
        return sum(1 for one in self.fields if not one.focal)


def focal_points(viewer: Viewer, today: date) -> FocalPoints:
    """Return the fields of work with their focal points and leaders, in a fixed number of queries."""
    terms = Term.objects.visible_to(viewer).current().filter(vocabulary__in=FIELDS)
    by_code = {term.code: term for term in terms.order_by("-vocabulary", "-order", "-id")}  # central ones win
    ties = Tie.objects.visible_to(viewer).current().filter(_holds(today), kind="focal")
    focal: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties.select_related("subject", "counterpart").order_by("subject__sort_key", "id"):
        focal[tie.field].append(tie)
    charges: dict[str, list[Charge]] = defaultdict(list)
    if viewer.may(Question("charge", "view")):
        held = Charge.objects.visible_to(viewer).current().filter(_holds(today))
        for charge in held.select_related("tenure").order_by("tenure__sort_key", "id"):
            charges[charge.field].append(charge)
    served = {tie.counterpart_id for several in focal.values() for tie in several}
    bodies = Actor.objects.visible_to(viewer).current().filter(_holds(today), kind__in=CENTRAL)
    return FocalPoints(
        [FieldOfWork(term, focal[code], charges[code]) for code, term in reversed(by_code.items())],
        focal[""],
        [body for body in bodies.order_by("sort_key", "id") if body.pk not in served],
    )


def _holds(today: date) -> Any:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
