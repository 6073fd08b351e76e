"""Lists of any noun: a page, forward or back, at a cost that does not grow with its place; and all rows.

The rows of a list are walked by (sort value, id), never by offset. Where few match, all their places are
fetched at once and sorted here: the database would walk far for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from django.db.models import BooleanField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Left

from banggiao.core.access import Viewer
from banggiao.core.bulk import unmapped
from banggiao.core.errors import DeedRefused
from banggiao.core.models import NounQuerySet
from banggiao.core.nouns import DATES, Derived, Field, Kind, Noun, noun_of
from banggiao.core.prepared import ids_asked, prepared
from banggiao.core.unindexed import Unindexed
from banggiao.search.selectors import narrowed
from banggiao.sources.asking import cursor_text, query_from
from banggiao.sources.asknown import Then, records_then
from banggiao.sources.listed import Cursor, ListQuery, columns_listed, derived_shown, sorts_offered
from banggiao.sources.masking import called_by, masked, with_titles
from banggiao.sources.values import columns_of, value_in
from banggiao.sources.wording import Named, Names

__all__ = [
    "CAP", "Column", "ListQuery", "Page", "Row", "columns_of_list", "page_of", "query_from", "rows_of",
    "too_many",
]  # fmt: skip

CAP = 1000
"""Rows are counted up to here; what is more is "more than"."""
SIZE = 50
_CHUNK = 500
_SHORT = 300  # characters of a long text that a page shows


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. ``sort`` is what to sort by, "" where it cannot be; ``kind`` that of its values."""

    name: str
    label: str
    sort: str
    kind: Kind = Kind.CHOICE

    @property
    def number(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in (Kind.INTEGER, Kind.DECIMAL)

    @property
    def short(self) -> bool:
        """Whether its values stand on one line."""
        return self.number or self.kind in DATES


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list. ``cells`` stand in the order of the columns, each with its values in words."""

    key: UUID
    caption: str
    cells: tuple[tuple[Named, ...], ...]
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list. ``more`` says that ``count`` is only the least; ``next`` and ``previous`` are
    places as addresses carry them, "" at the ends."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    count: int
    more: bool
    next: str = ""
    previous: str = ""


def page_of(query: ListQuery, viewer: Viewer, *, size: int = SIZE, language: str = "vi") -> Page:
    """Return the rows at the query's place that the viewer may see, and how many there are in all.

    Takes a number of queries that does not depend on how many rows there are.

    Raises:
        DeedRefused: too much changed since the day of ``known_on``.
    """
    walk = Walk(query, viewer)
    places, following, previous = walk.page(size)
    return Page(
        columns=columns_of_list(query.noun, viewer, language),
        rows=tuple(walk.shown(places, language)),
        count=min(walk.count, CAP),
        more=walk.count > CAP,
        next=following,
        previous=previous,
    )


def rows_of(
    query: ListQuery,
    viewer: Viewer,
    *,
    language: str = "vi",
    only: Iterable[str] | None = None,
    most: int | None = None,
) -> Iterator[Row]:
    """Return every row of the list from its beginning, in its order, long texts whole; a chunk at a time.

    ``only`` names the columns to keep; with ``most``, a list that is longer is refused when it is read.

    Raises:
        DeedRefused: too much changed since the day of ``known_on``.
    """
    walk = Walk(query, viewer)
    return walk.all(language, most, only=None if only is None else frozenset(only))


def too_many(most: int) -> DeedRefused:
    """Return the refusal of a file of more than ``most`` rows."""
    return DeedRefused(
        "too-many-rows",
        f"Hơn {most:,} dòng: hãy thu hẹp danh sách hoặc tải tệp CSV.".replace(",", "."),
        f"More than {most:,} rows: narrow the list, or take the CSV file.",
    )


def columns_of_list(noun: Noun, viewer: Viewer, language: str = "vi") -> tuple[Column, ...]:
    """Return the columns that the list shows to the viewer."""
    sorts = set(sorts_offered(noun, viewer))
    fields = [
        Column(f.name, f.label(language).partition(" (")[0], f.name if f.name in sorts else "", f.kind)
        for f in columns_listed(noun, viewer)
    ]
    return (*fields, *(Column(d.name, d.label(language), "") for d in derived_shown(noun, viewer)))


class Walk:
    """One walk through the rows of a list."""

    def __init__(self, query: ListQuery, viewer: Viewer) -> None:
        self.query, self.viewer, self.noun = query, viewer, query.noun
        self.column = query.column
        self.then: dict[int, Then] = records_then(query, viewer) if query.known_on else {}
        self.rows = self._narrowed()
        field: Any = self.noun.model._meta.get_field(self.column)
        self.nullable = bool(field.null)
        self._field = field
        kept = [then.place for then in self.then.values() if then.kept]
        found = self._some()
        self.count = len(found) + len(kept)
        self.few = self._ordered([*self._placed(found), *kept]) if len(found) <= CAP else None
        self.beside = self._ordered(kept)
        self.rows = self._narrowed(walking=True) if self.few is None else self.rows

    def take(self, cursor: Cursor | None, backward: bool, most: int) -> list[Cursor]:
        """Return the next ``most`` places from a cursor on, in the direction of the walk."""
        if self.few is not None:
            return self._from(self.few, cursor, backward, most)
        found = self._walked(cursor, backward, most)
        if self.beside:
            found = self._ordered([*found, *self._from(self.beside, cursor, backward, most)])
            if backward:
                found.reverse()
        return found[:most]

    def page(self, size: int) -> tuple[list[Cursor], str, str]:
        """Return the places of the page that is asked for, and where the next and the one before begin, as
        addresses carry it."""
        query = self.query
        cursor, backward = query.before or query.after, query.before is not None
        found = self.take(cursor, backward, size + 1)
        more, places = len(found) > size, found[:size]
        if backward:
            places.reverse()
        ahead, behind = (cursor is not None, more) if backward else (more, cursor is not None)
        following = cursor_text(query, places[-1]) if ahead and places else ""
        return places, following, cursor_text(query, places[0]) if behind and places else ""

    def read(
        self, places: Sequence[Cursor], fields: Sequence[Field], derived: Sequence[Derived], *, whole: bool
    ) -> list[Then]:
        """Return the records at these places with the values of these fields; texts ``whole`` or short."""
        now = self._fetched([p.pk for p in places if p.pk not in self.then], fields, derived, whole)
        found = []
        for place in places:
            then = self.then.get(place.pk)
            if then is not None:
                found.append(then)
            elif place.pk in now:  # else it went while the list was read
                row = now[place.pk]
                told = {f.name: value_in(f, row) for f in fields}
                columns = SimpleNamespace(**row)
                found.append(Then(row["key"], row["caption"], told, columns, place, row["archived_at"], True))
        return found

    def shown(
        self,
        places: Sequence[Cursor],
        language: str,
        *,
        whole: bool = False,
        only: frozenset[str] | None = None,
    ) -> Iterator[Row]:
        """Yield the rows at these places as they are shown; ``only`` names the columns to keep."""
        listed = [f for f in columns_listed(self.noun, self.viewer) if only is None or f.name in only]
        derived = [d for d in derived_shown(self.noun, self.viewer) if only is None or d.name in only]
        fields = with_titles(self.noun, listed)
        read = self.read(places, fields, derived, whole=whole)
        said = {f.name: [one.values.get(f.name) for one in read] for f in fields}
        names = Names.gather(((f, value) for f in fields for value in _different(said[f.name])), self.viewer)
        columns = [_in_words(names, f, said[f.name], language) for f in listed]
        for more in derived:
            codes = [more.of(one.columns, self.query.today) for one in read]
            columns.append([(Named(_label(more.choices, code, language)),) for code in codes])
        rows = zip(*columns, strict=True) if columns else repeat(())
        for one, cells in zip(read, rows, strict=False):
            called = called_by(self.noun, one.caption, one.values, names)
            yield Row(one.key, called, cells, one.archived is not None)

    def all(self, language: str, most: int | None, *, only: frozenset[str] | None = None) -> Iterator[Row]:
        """Yield all rows, of the columns that ``only`` names. Raises DeedRefused where there are more than
        ``most``."""
        cursor, passed = None, 0
        with unmapped():
            while places := self.take(cursor, False, _CHUNK):
                passed += len(places)
                if most is not None and passed > most:
                    raise too_many(most)
                yield from self.shown(places, language, whole=True, only=only)
                cursor = places[-1]

    # The database's part

    def _narrowed(self, *, walking: bool = False) -> NounQuerySet:
        """Return the rows that pass; ``walking`` in the list's order, which no other index may disturb."""
        query, today = self.query, self.query.today
        rows = self.noun.model.objects.visible_to(self.viewer)
        gone, there = Q(archived_at__isnull=False), Q(archived_at__isnull=True)
        if query.known_on:
            gone = Q(archived_at__lte=query.known_on)
            there |= Q(archived_at__gt=query.known_on)
            rows = rows.filter(created_at__lte=query.known_on)
            if self.then:
                rows = rows.exclude(pk__in=list(self.then))
        rows = rows.filter(gone if query.archived else there)
        for n, wanted in enumerate(query.wanted):
            if walking and isinstance(wanted.of, Field) and not self._serves(wanted.of.column):
                rows = rows.alias(**{f"only{n}": _plain(self.noun, wanted.of.column)})
                rows = rows.filter(wanted.condition(today, f"only{n}"))
            else:
                rows = rows.filter(wanted.condition(today))
        if query.true_on:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=query.true_on))
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=query.true_on))
        if query.words:
            rows = cast(NounQuerySet, narrowed(rows, self.noun, query.words, self.viewer))
        return rows

    def _serves(self, column: str) -> bool:
        """Whether an index begins with this column and goes on in the list's order."""
        if column == self.column:
            return True
        for index in self.noun.model._meta.indexes:
            names = [self.noun.model._meta.get_field(name).attname for name in index.fields[:2]]  # type: ignore[union-attr]
            if names == [column, self.column]:
                return True
        return False

    def _some(self) -> list[tuple[Any, int]]:
        """Return sort value and id of all rows, or of CAP + 1 of them.

        The names by which rows are sorted stand in few indexes: without them these rows need not be fetched.
        """
        rows: Any = self.rows.order_by()
        if self.column == "sort_key":
            rows = rows.values_list(Value(None, output_field=IntegerField()), "pk")
            return list(rows[: CAP + 1])
        return list(self._pairs(rows)[: CAP + 1])

    def _placed(self, found: Sequence[tuple[Any, int]]) -> list[Cursor]:
        if self.column == "sort_key" and found:
            found = list(_places(self.noun.code, self.column).of(ids=[pk for _, pk in found]))
        return [Cursor(*pair) for pair in found]

    def _pairs(self, rows: NounQuerySet) -> Any:
        if self.column == "id":
            return rows.values_list(Value(None, output_field=IntegerField()), "pk")
        return rows.values_list(self.column, "pk")

    def _walked(self, cursor: Cursor | None, backward: bool, most: int) -> list[Cursor]:
        """Return places from the database; those without a sort value stand last: two parts."""
        if self.column == "id":
            return self._part(cursor, backward, most, alone=True)
        parts = [False, True] if self.nullable else [False]
        found: list[Cursor] = []
        for empty in reversed(parts) if backward else parts:
            at = cursor if cursor is not None and (cursor.value is None) is empty else None
            passed = cursor is not None and at is None and (cursor.value is None) is not backward
            if not passed and len(found) < most:
                found += self._part(at, backward, most - len(found), empty=empty)
        return found

    def _part(
        self, cursor: Cursor | None, backward: bool, most: int, *, empty: bool = False, alone: bool = False
    ) -> list[Cursor]:
        falling = self.query.descending is not backward
        rows = self.rows
        if self.nullable and not alone:
            rows = rows.filter(**{f"{self.column}__isnull": empty})
        sign = "<" if falling else ">"
        if cursor is not None and (empty or alone):
            rows = rows.filter(**{"pk__lt" if falling else "pk__gt": cursor.pk})
        elif cursor is not None:
            here = _pair(F(self.column), F("pk"))
            there = _pair(Value(cursor.value, output_field=self._field), Value(cursor.pk))
            rows = rows.filter(_compared(here, sign, there))
        order = ["pk"] if empty or alone else [self.column, "pk"]
        rows = rows.order_by(*(f"-{name}" if falling else name for name in order))
        return [Cursor(*pair) for pair in self._pairs(rows)[:most]]

    def _fetched(
        self, pks: Sequence[int], fields: Iterable[Field], derived: Iterable[Any], whole: bool
    ) -> dict[int, dict[str, Any]]:
        if not pks:
            return {}
        columns = ["pk", "key", "caption", "archived_at"]
        columns += [self.noun.by_name[name].column for one in derived for name in one.columns]
        long = () if whole else tuple(f.column for f in fields if f.kind is Kind.LONG_TEXT)
        columns += [column for column in columns_of(fields) if column not in long]
        asked = tuple(dict.fromkeys(columns))
        found = {}
        for row in _rows(self.noun.code, asked, long).of(ids=pks):
            row |= {name: row[f"short_{name}"] for name in long}
            found[row["pk"]] = row
        return found

    # This side's part

    def _ordered(self, places: Iterable[Cursor]) -> list[Cursor]:
        given = list(places)
        falling = self.query.descending
        valued = sorted((p for p in given if p.value is not None), key=_by_value, reverse=falling)
        return [*valued, *sorted((p for p in given if p.value is None), key=_by_pk, reverse=falling)]

    def _from(
        self, places: Sequence[Cursor], cursor: Cursor | None, backward: bool, most: int
    ) -> list[Cursor]:
        way = reversed(places) if backward else iter(places)
        if cursor is not None:
            way = (p for p in way if p != cursor and self._follows(p, cursor) is not backward)
        return [place for _, place in zip(range(most), way, strict=False)]

    def _follows(self, place: Cursor, other: Cursor) -> bool:
        if (place.value is None) is not (other.value is None):
            return place.value is None
        mine, theirs = ((p.pk,) if p.value is None else (p.value, p.pk) for p in (place, other))
        return mine < theirs if self.query.descending else mine > theirs


@prepared
def _places(noun: str, column: str) -> QuerySet[Any, tuple[Any, int]]:
    rows: QuerySet[Any] = noun_of(noun).model.objects.filter(pk__in=ids_asked())
    return rows.values_list(column, "pk")


@prepared
def _rows(noun: str, columns: tuple[str, ...], long: tuple[str, ...]) -> QuerySet[Any, dict[str, Any]]:
    """Return these columns, and the beginnings of ``long`` ones."""
    short = {f"short_{name}": Left(name, _SHORT) for name in long}
    rows: QuerySet[Any] = noun_of(noun).model.objects.filter(pk__in=ids_asked()).annotate(**short)
    return rows.values(*columns, *short)


def _plain(noun: Noun, column: str) -> Unindexed:
    field: Any = noun.model._meta.get_field(column)
    return Unindexed(column, output_field=field.target_field if field.is_relation else field)


def _pair(value: Any, pk: Any) -> Func:
    """Return (value, id) as one, so that an index on both serves a comparison."""
    return Func(value, pk, template="(%(expressions)s)", output_field=BooleanField())


def _compared(here: Func, sign: str, there: Func) -> Func:
    return Func(here, there, template="%(expressions)s", arg_joiner=f" {sign} ", output_field=BooleanField())


def _by_value(place: Cursor) -> tuple[Any, int]:
    return place.value, place.pk


def _by_pk(place: Cursor) -> int:
    return place.pk


def _different(values: Iterable[Any]) -> Iterator[Any]:
    """Yield values, texts that come again only once."""
    texts = set()
    for value in values:
        if type(value) is str:
            texts.add(value)
        else:
            yield value
    yield from texts


def _in_words(names: Names, field: Field, values: Iterable[Any], language: str) -> list[tuple[Named, ...]]:
    """Return what is shown of the values of a field; texts that come again are put into words once."""
    known: dict[str | None, tuple[Named, ...]] = {}
    cells = []
    for value in values:
        plain = value is None or type(value) is str
        cell = known.get(value) if plain else None
        if cell is None:
            cell = masked(names.said(field, value, language))
            if plain:
                known[value] = cell
        cells.append(cell)
    return cells


def _label(choices: Iterable[tuple[str, str, str]], code: str, language: str) -> str:
    at = 1 if language == "vi" else 2
    return next((choice[at] for choice in choices if choice[0] == code), code)
