"""Official totals against what the register counts on the same day, by a rule that is said. A mismatch is
shown and never put right by itself: a row is wrong or missing, or the total was counted otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer
from banggiao.core.nouns import Noun, noun_of
from banggiao.figures.models import Figure
from banggiao.instruments.models import Instrument

HOME = "country-VNM"
CSP, SP, CP = "đối tác chiến lược toàn diện", "đối tác chiến lược", "đối tác toàn diện"
ENHANCED = "đối tác chiến lược tăng cường"


@dataclass(frozen=True, slots=True)
class Count:
    """How the register counts what an indicator measures: which records, on a day."""

    noun: str
    rows: Callable[[Viewer, date], Any]


@dataclass(frozen=True, slots=True)
class Check:
    """An official total and the register's own. ``rule`` says how it is counted."""

    figure: Figure
    noun: Noun
    on: date
    official: int
    counted: int
    rule: str

    @property
    def difference(self) -> int:
        """How many more the register counts; negative where it counts fewer."""
        return self.counted - self.official


def _on(day: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def _ties(kind: str, *ranks: str) -> Count:
    def rows(viewer: Viewer, day: date) -> Any:
        found = Tie.objects.visible_to(viewer).current().filter(_on(day), kind=kind, subject__code=HOME)
        return found.filter(rank__in=ranks) if ranks else found

    return Count("tie", rows)


def _missions(viewer: Viewer, day: date) -> Any:
    return Actor.objects.visible_to(viewer).current().filter(_on(day), kind="mission").exclude(code="cqdd")


def _trade_agreements(viewer: Viewer, day: date) -> Any:
    rows = Instrument.objects.visible_to(viewer).current().filter(kind="fta", date__lte=day)
    return rows.exclude(lifecycle__in=("study", "negotiation", "replaced", "ended"))


COUNTS = {
    "partners-total": _ties("partnership", CSP, SP, ENHANCED, CP),
    "partners-csp": _ties("partnership", CSP),
    "partners-sp": _ties("partnership", SP, ENHANCED),
    "partners-cp": _ties("partnership", CP),
    "diplomatic-relations": _ties("diplomatic"),
    "missions": Count("actor", _missions),
    "fta-total": Count("instrument", _trade_agreements),
}
"""By the indicator's code. The rule in words is the indicator's own (``counting``)."""


def checks(viewer: Viewer) -> list[Check]:
    """Return every official total that the register can count, the newest first."""
    figures = (
        Figure.objects.visible_to(viewer)
        .current()
        .filter(indicator__code__in=COUNTS, subject__code=HOME, counterpart=None)
        .select_related("indicator")
        .order_by("-valid_to", "indicator__sort_key", "id")
    )
    return [check_of(figure, viewer) for figure in figures]


def check_of(figure: Figure, viewer: Viewer) -> Check:
    """Return the check of one official total."""
    count = COUNTS[figure.indicator.code]
    on = figure.valid_to or date.today()
    return Check(
        figure,
        noun_of(count.noun),
        on,
        int(figure.value),
        count.rows(viewer, on).count(),
        figure.indicator.counting,
    )


def rows_of(check: Check, viewer: Viewer) -> Any:
    """Return the records that the register counts."""
    return COUNTS[check.figure.indicator.code].rows(viewer, check.on).order_by("sort_key", "id")
