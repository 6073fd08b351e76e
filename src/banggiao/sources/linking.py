"""What points at a record: the visible records of every noun that name it, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateField, F, Q, Value
from django.db.models.functions import Cast

from banggiao.core.access import Question, Viewer
from banggiao.core.intervals import given_text
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Field, Kind, Noun, pointing_at

COUNTED = 50
"""How many records of one kind are counted; beyond it the page says "more than"."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Link:
    """A record that points at another one. ``since`` is its date as given, None where it has none."""

    key: UUID
    caption: str
    since: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Links:
    """The records of one noun that point here by one field, the first :data:`SHOWN` of them in order."""

    noun: Noun
    field: Field
    found: tuple[Link, ...]

    @property
    def count(self) -> int:
        """How many there are, at most :data:`COUNTED`."""
        return min(len(self.found), COUNTED)

    @property
    def more(self) -> bool:
        """Whether there are more than :data:`COUNTED`."""
        return len(self.found) > COUNTED

    @property
    def shown(self) -> tuple[Link, ...]:
        """The first few."""
        return self.found[:SHOWN]


def links_to(
    record: NounRecord, viewer: Viewer, *, true_on: date | None = None, known_at: datetime | None = None
) -> list[Links]:
    """Return the records that name this one and that the viewer may see, in one query.

    ``true_on`` keeps those whose interval holds that day; ``known_at`` those that were in the register then.
    """
    asked = tuple(
        place
        for place, (noun, field) in enumerate(pointing_at(record.noun_code))
        if viewer.may(Question(noun.code, "view", field.name))
    )
    sql, params = _compiled(record.noun_code, asked, viewer.labels, true_on, known_at)
    if not sql:
        return []
    gathered: dict[int, list[Link]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [record.pk if given == _RECORD else given for given in params])
        for place, key, caption, day, precision in cursor.fetchall():
            at = date.fromisoformat(day) if isinstance(day, str) else day
            link = Link(UUID(str(key)), caption, given_text(at, precision), at)
            gathered.setdefault(place, []).append(link)
    fields = pointing_at(record.noun_code)
    return [Links(*fields[place], _ordered(fields[place][0], found)) for place, found in gathered.items()]


_RECORD = -(2**62)
"""Stands in a compiled statement where the record's id comes."""


@lru_cache(maxsize=256)
def _compiled(
    code: str,
    asked: tuple[int, ...],
    labels: frozenset[int] | None,
    true_on: date | None,
    known_at: datetime | None,
) -> tuple[str, tuple[Any, ...]]:
    """Return one statement that finds what points at a record, and its parameters. Putting it together costs
    more than running it, so it is kept for the next record and for all who may see the same labels."""
    viewer = Viewer(name="", labels=labels)
    fields = pointing_at(code)
    parts: list[str] = []
    params: list[Any] = []
    for place in asked:
        rows = _pointing(fields[place], viewer, true_on, known_at)
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:  # the viewer may see no record at all
            continue
        parts.append(f"SELECT {place} AS place, found{place}.* FROM ({sql}) found{place}")  # noqa: S608
        params += given
    return " UNION ALL ".join(parts), tuple(params)


def dated_field(noun: Noun) -> Field | None:
    """Return the field that says when records of the noun begin or happen, if they have one."""
    starts = [f for f in noun.open_fields if f.kind is Kind.START]
    days = [f for f in noun.open_fields if f.kind is Kind.DATE]
    return next(iter(starts + days), None)


def _pointing(
    pointing: tuple[Noun, Field], viewer: Viewer, true_on: date | None, known_at: datetime | None
) -> Any:
    noun, field = pointing
    name = field.column if field.kind is Kind.RECORD else field.name
    rows = noun.model.objects.visible_to(viewer).filter(**{name: _RECORD})
    if known_at is None:
        rows = rows.current()
    else:
        rows = rows.filter(
            Q(archived_at__isnull=True) | Q(archived_at__gt=known_at), created_at__lte=known_at
        )
    if true_on is not None and noun.dated:
        rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=true_on))
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=true_on))
    dated = dated_field(noun)
    day = F(dated.columns[0]) if dated else Cast(Value(None), DateField())
    precision = F(dated.columns[1]) if dated else Value("", CharField())
    return (
        rows.order_by("-pk")  # the newest first: every foreign key's index has them in this order
        .annotate(link_day=day, link_precision=Cast(precision, CharField(max_length=8)))
        .values_list("key", "caption", "link_day", "link_precision")[: COUNTED + 1]
    )


def _ordered(noun: Noun, found: list[Link]) -> tuple[Link, ...]:
    """Sort by date, the latest first, where records are dated; else by caption as they stand in lists."""
    if dated_field(noun) is None:
        return tuple(sorted(found, key=lambda link: link.caption))
    return tuple(sorted(found, key=lambda link: link.day or date.min, reverse=True))


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a record's timeline: a date of its own, or a dated record that names it."""

    day: date
    given: str
    label: Field | Noun
    link: Link | None = None

    @property
    def noun(self) -> Noun | None:
        """The noun of the record that the entry leads to."""
        return self.label if isinstance(self.label, Noun) else None


def timeline(
    own: Iterable[tuple[Field, date | None, str | None]], links: Iterable[Links], *, most: int = 40
) -> list[Happening]:
    """Return what is dated about a record in time order, the latest first, each linked record once."""
    entries = list(_happenings(own, links))
    return sorted(entries, key=lambda entry: entry.day, reverse=True)[:most]


def _happenings(
    own: Iterable[tuple[Field, date | None, str | None]], links: Iterable[Links]
) -> Iterator[Happening]:
    for field, day, given in own:
        if day is not None and given:
            yield Happening(day, given, field)
    met: set[UUID] = set()
    for group in links:
        if any(f.kind is Kind.DECIMAL and f.required for f in group.noun.fields):
            continue  # observations make a series, not a story
        for link in group.found:
            if link.day is not None and link.since and link.key not in met:
                met.add(link.key)
                yield Happening(link.day, link.since, group.noun, link)
