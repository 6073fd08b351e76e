"""What a person is told, as she may see it now: captions of records, in the page and in mails alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from banggiao.access.models import User
from banggiao.core.access import Question, Viewer
from banggiao.core.duties import open_rows, other_rows
from banggiao.core.nouns import noun_of, nouns
from banggiao.core.prepared import ID, prepared
from banggiao.reminders.models import Notice
from banggiao.reminders.steps import step_named

OTHER = {"review": gettext_lazy("review")}
PAGES = {"review": "web:review"}
"""The page of a record whose noun has one of its own; those of all others are at "web:record"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words. ``days`` is how many are left (negative: overdue), None for a change; ``open`` says
    that the thing is still to be done."""

    notice: Notice
    kind: str
    caption: str
    address: str
    step: str
    days: int | None
    open: bool

    @property
    def late(self) -> int:
        """How many days it is overdue."""
        return max(-(self.days or 0), 0)


def inbox(user: User, *, unread: bool = False) -> QuerySet[Notice]:
    """Return what a person was told, the latest first."""
    rows = Notice.objects.filter(user=user).select_related("instead_of").order_by("-id")
    return rows.filter(read_at__isnull=True) if unread else rows


def unread_count(user: int) -> int:
    """Return how much a person (a user's id) has not read yet. One prepared query."""
    return next(iter(_unread().of(id=user)), 0)


def in_words(notices: Sequence[Notice], viewer: Viewer, language: str, *, today: date) -> list[Told]:
    """Return the notices in words; those of records that the viewer may not see now are left out."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for notice in notices:
        keys[notice.noun].add(notice.record_key)
    known = {code: _captions(code, held, viewer, language) for code, held in keys.items()}
    still = {code: _open(code, held) for code, held in keys.items()}
    told = []
    for notice in notices:
        caption = known[notice.noun].get(notice.record_key)
        if caption is None:
            continue
        step = step_named(notice.step) if notice.step else None
        told.append(
            Told(
                notice,
                _label(notice.noun, language),
                " ".join(caption.split()),
                reverse(PAGES.get(notice.noun, "web:record"), args=_args(notice)),
                step.label(language) if step else notice.step,
                (notice.due - today).days if notice.due else None,
                notice.record_key in still[notice.noun],
            )
        )
    return told


@prepared
def _unread() -> QuerySet[Any, int]:
    rows = Notice.objects.filter(user_id=ID, read_at__isnull=True).order_by().values("user_id")
    return rows.annotate(count=Count("pk")).values_list("count", flat=True)


def _captions(code: str, keys: Iterable[UUID], viewer: Viewer, language: str) -> dict[UUID, str]:
    rows = _rows(code).visible_to(viewer).filter(key__in=keys)
    return {
        record.key: record.called(language) if code in _described() else record.caption
        for record in rows
        if viewer.may(Question(code, "view", label=record.label_id))
    }


def _open(code: str, keys: Iterable[UUID]) -> set[UUID]:
    noun = noun_of(code) if code in _described() else None
    rows = open_rows(noun) if noun is not None and noun.duty else _rows(code).current()
    return set(rows.filter(key__in=keys).values_list("key", flat=True))


def _rows(code: str) -> Any:
    return noun_of(code).model.objects.all() if code in _described() else other_rows(code)


def _label(code: str, language: str) -> str:
    return noun_of(code).label(language) if code in _described() else str(OTHER.get(code, ""))


def _described() -> set[str]:
    return {noun.code for noun in nouns()}


def _args(notice: Notice) -> list[Any]:
    return [notice.record_key] if notice.noun in PAGES else [notice.noun, notice.record_key]
