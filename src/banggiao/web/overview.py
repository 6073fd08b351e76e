"""What the first page tells at a glance: the state of commitments, what is overdue, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import noun_of
from banggiao.sources.listing import CAP, Page, page_of, query_from

SHOWN = 6


@dataclass(frozen=True, slots=True)
class State:
    """One of the states of commitments: how many are in it, and where their list is."""

    code: str
    label: str
    count: int
    more: bool
    url: str


def states_now(viewer: Viewer, language: str) -> list[State]:
    """Return the four states of commitments with what the viewer may see in each; none where she may not."""
    noun = noun_of("commitment")
    if not viewer.may(Question(noun.code, "view")):
        return []
    today = timezone.localdate()
    states = []
    derived = next(one for one in noun.derived if one.name == "state")
    for code, vi, en in derived.choices:
        rows = noun.model.objects.visible_to(viewer).current().filter(derived.picks(code, today))
        count = rows.order_by()[: CAP + 1].count()
        url = _list(noun.code, {derived.name: code})
        states.append(State(code, vi if language == "vi" else en, min(count, CAP), count > CAP, url))
    return states


def overview_of(viewer: Viewer, language: str) -> dict[str, Any]:
    """Return what the first page shows of the register."""
    today = timezone.localdate()
    late = _rows("commitment", {"state": "doing_late", "sort": "due"}, viewer, language)
    soon = _rows("engagement", _coming(today), viewer, language)
    return {
        "states": states_now(viewer, language),
        "late": late,
        "late_url": _list("commitment", {"state": "doing_late", "sort": "due"}),
        "soon": soon,
        "soon_url": _list("engagement", _coming(today)),
        "votes": viewer.may(Question("votedraft", "view")),
    }


def _coming(today: date) -> dict[str, str]:
    return {"valid_from.from": today.isoformat(), "sort": "valid_from"}


def _rows(code: str, asked: dict[str, str], viewer: Viewer, language: str) -> Page | None:
    noun = noun_of(code)
    if not viewer.may(Question(code, "view")):
        return None
    query = query_from(noun, {name: [value] for name, value in asked.items()}, viewer)
    return page_of(query, viewer, size=SHOWN, language=language)


def _list(code: str, asked: dict[str, str]) -> str:
    return f"{reverse('web:list', args=[code])}?{urlencode(asked)}"
