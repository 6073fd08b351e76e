"""A list as it was asked for: filters that combine, words, sorting, a place in it, as true on a day or as
known on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import DATES, Derived, Field, Kind, Noun

NONE = "none"
"""The value of a filter that asks for records without one."""
SINCE, UNTIL, BELOW, PAST = ".from", ".to", ".below", ".past"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One filter: what it looks at, and which values pass.

    ``codes`` are those of a CHOICE, TERM, YES_NO or derived value, or the keys of records; ``ids`` and
    ``keys`` are of those records, with all ``below`` them and those of the ``past`` whose work they carry on
    where that was asked; ``first`` and ``last`` bound a date; ``text`` must be contained.
    """

    of: Field | Derived
    codes: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    ids: frozenset[int] = frozenset()
    below: bool = False
    past: bool = False
    first: date | None = None
    last: date | None = None
    text: str = ""

    def condition(self, today: date, column: str = "") -> Q:
        """Return the condition on the columns of now, on ``column`` in place of the field's own."""
        if isinstance(self.of, Derived):
            return _any(self.of.picks(code, today) for code in self.codes)
        column = column or self.of.column
        if self.of.kind in DATES:
            since = Q(**{f"{column}__gte": self.first}) if self.first else Q()
            return since & Q(**{f"{column}__lte": self.last}) if self.last else since
        if self.of.kind is Kind.TEXT:
            return _any(Q(**{f"{column}__icontains": form}) for form in _cases(self.text))
        chosen = [code for code in self.codes if code != NONE]
        if self.of.kind is Kind.RECORD:
            found = Q(**{f"{column}__in": sorted(self.ids)}) if len(self.ids) != 1 else _one(column, self.ids)
        elif self.of.kind is Kind.YES_NO:
            found = Q(**{f"{column}__in": [code == "yes" for code in chosen]})
        else:
            found = Q(**{f"{column}__in": chosen}) if len(chosen) != 1 else _one(column, chosen)
        if NONE not in self.codes:
            return found
        empty = Q(**{f"{column}__isnull": True}) if self.of.kind is Kind.RECORD else Q(**{column: ""})
        return found | empty if chosen else empty

    def holds(self, values: Mapping[str, Any], columns: Any, today: date) -> bool:
        """Return whether a record with these values (as claims keep them) and these columns passes."""
        if isinstance(self.of, Derived):
            return self.of.of(columns, today) in self.codes
        value = values.get(self.of.name)
        if self.of.kind in DATES:
            day = getattr(columns, self.of.column)
            return day is not None and (self.first or day) <= day <= (self.last or day)
        if self.of.kind is Kind.TEXT:
            return self.text.lower() in str(value or "").lower()
        if self.of.kind is Kind.YES_NO:
            return ("yes" if value else "no") in self.codes
        if value is None:
            return NONE in self.codes
        return str(value) in (self.keys if self.of.kind is Kind.RECORD else self.codes)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the sort value and the id of the row beside it."""

    value: Any
    pk: int


@dataclass(frozen=True)
class ListQuery:
    """What a list is asked for. ``given`` are the parameters that say so, without the place in it."""

    noun: Noun
    wanted: tuple[Wanted, ...] = ()
    words: str = ""
    sort: str = ""
    descending: bool = False
    after: Cursor | None = None
    before: Cursor | None = None
    true_on: date | None = None
    known_on: datetime | None = None
    archived: bool = False
    given: tuple[tuple[str, str], ...] = field(default=())

    @property
    def column(self) -> str:
        """The column that sorts the list."""
        return sort_column(self.noun, self.sort)

    @property
    def today(self) -> date:
        """The day on which derived values are worked out."""
        return timezone.localdate(self.known_on) if self.known_on else timezone.localdate()

    def at(self, *, after: Cursor | None = None, before: Cursor | None = None) -> ListQuery:
        """Return the same list at another place."""
        return replace(self, after=after, before=before)


def columns_listed(noun: Noun, viewer: Viewer) -> list[Field]:
    """Return the fields that the list shows to the viewer."""
    return [f for f in noun.open_fields if f.listed and viewer.may(Question(noun.code, "view", f.name))]


def filters_offered(noun: Noun, viewer: Viewer) -> list[Field | Derived]:
    """Return what the viewer may narrow the list by."""
    fields = [f for f in noun.open_fields if f.filtered and viewer.may(Question(noun.code, "view", f.name))]
    return [*derived_listed(noun, viewer), *fields]


def sorts_offered(noun: Noun, viewer: Viewer) -> list[str]:
    """Return the names of the fields that the viewer may sort by; "created" is by time of entry."""
    fields = [f for f in noun.open_fields if f.sorted and viewer.may(Question(noun.code, "view", f.name))]
    return [*(f.name for f in fields), "created"]


def sort_column(noun: Noun, name: str) -> str:
    """Return the column that a sort looks at: Vietnamese order for names."""
    if name == "created":
        return "id"
    described = noun.by_name[name]
    if name in noun.title and described.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return "sort_key"
    return described.column


def derived_listed(noun: Noun, viewer: Viewer) -> list[Derived]:
    """Return what is derived from fields that the viewer may all see."""
    return [d for d in noun.derived if all(viewer.may(Question(noun.code, "view", c)) for c in d.columns)]


def derived_shown(noun: Noun, viewer: Viewer) -> list[Derived]:
    """Return what of it the list shows as a column."""
    return [d for d in derived_listed(noun, viewer) if d.column]


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def _one(column: str, values: Iterable[Any]) -> Q:
    return Q(**{column: next(iter(values))})


def _cases(text: str) -> set[str]:
    """SQLite knows upper and lower case of ASCII letters only."""
    return {text} if text.isascii() else {text, text.lower(), text.upper()}
