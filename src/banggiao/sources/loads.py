"""Tables that were loaded: by whom, when, what stands of each, and taking one back as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from banggiao.core.access import Question, Viewer, system
from banggiao.core.models import Event
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.sources.auditing import AUDIT
from banggiao.sources.models import Source
from banggiao.sources.tables import LOADED
from banggiao.sources.undoing import request_standing, undo_request, undone_of

MOST = 200
"""Loads that are listed."""


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a table. ``name`` is that of its file, "" where the viewer may not see the source."""

    event: Event
    noun: Noun | None
    rows: int
    name: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many deeds on records of a noun an undo takes back."""

    noun: Noun
    number: int


def loads(viewer: Viewer, request_id: str = "") -> list[Load]:
    """Return the loads, the latest first; those of one request where it is given.

    Raises:
        DeedRefused: the role does not allow the viewer to read the whole audit.
    """
    viewer.require(AUDIT, "view_history")
    rows = Event.objects.filter(code=LOADED).order_by("-pk")
    events = list(rows.filter(request_id=request_id) if request_id else rows[:MOST])
    keys = [event.record_key for event in events]
    named = Source.objects.visible_to(viewer).filter(key__in=keys).values_list("key", "name")
    return list(_loads(events, dict(named), undone_of("source", keys)))


def _loads(events: Iterable[Event], names: dict[object, str], undone: set[str]) -> Iterable[Load]:
    known = {noun.code for noun in nouns()}
    for event in events:
        after = event.after or {}
        code = str(after.get("noun", ""))
        yield Load(
            event, noun_of(code) if code in known else None, int(after.get("rows", 0)),
            names.get(event.record_key, ""), str(event.key) in undone,
        )  # fmt: skip


def taken_back(request_id: str) -> list[Count]:
    """Return what undoing a request would take back, by noun; the load itself is not counted."""
    counted = Counter(event.noun for event in request_standing(request_id) if event.code != LOADED)
    return [Count(noun_of(code), number) for code, number in counted.most_common()]


def may_take_back(viewer: Viewer) -> bool:
    """Whether the viewer may take back loads that were done on the machine itself."""
    return viewer.may(Question("source", "administer"))


def load_undo(request_id: str, *, by: Viewer) -> int:
    """Take back a load as a whole, as who administers the register: without being shown its records.

    Return how many deeds on records were undone.

    Raises:
        DeedRefused: the person may not, there is no such load, or as :func:`undo_request` says.
        RowsRefused: as :func:`undo_request` says.
    """
    by.require("source", "administer")
    number = sum(count.number for count in taken_back(request_id))
    undo_request(request_id, by=system(by.name))
    return number
