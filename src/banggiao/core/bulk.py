"""Many rows into one table: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState

Convert = Callable[[Any], Any]
_Record = TypeVar("_Record", bound=models.Model)


def ids_reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Return ``count`` new ids, in order, for rows about to be inserted in the caller's transaction.

    On SQLite the transaction must have begun to write: it then holds the only write lock.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    first = (found[0] if found else 0) + 1
    return range(first, first + count)


def rows_insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of Python values, given in the order of ``columns`` (attribute names), in the caller's
    transaction. Every other column must have a default in the database or be null."""
    names, converters = _plan(model, tuple(columns), connection.vendor)
    held = list(zip(*rows, strict=True))
    if not held:
        return
    for place, convert in enumerate(converters):
        if convert is _text:  # nearly every value is a plain text already
            if not _TEXTS.issuperset(map(type, held[place])):
                held[place] = tuple(map(_text, held[place]))
        elif convert is _hex:  # several keys stand in each row
            held[place] = tuple([None if key is None else "%032x" % key.int for key in held[place]])  # noqa: UP031
        elif convert is not None:
            held[place] = tuple(map(convert, held[place]))
    prepared = list(zip(*held, strict=True))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in prepared:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(converters))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", prepared)  # noqa: S608


_TEXTS = frozenset((str, type(None)))
_ROOM = 40 * 1024
"""KiB of SQLite's cache while many rows are written: the ends of all indexes of a large table."""


@contextmanager
def room_for_many() -> Iterator[None]:
    """Let SQLite keep the pages of the indexes in memory while many rows are written, and give them back."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = -{_ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


@contextmanager
def unmapped() -> Iterator[None]:
    """Let SQLite read a long list without mapping the database into this process's memory, whose size would
    grow with the rows; afterwards it maps it as before."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        before = int((cursor.fetchone() or [0])[0])
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        if connection.connection is not None:  # else the reader went away, and the mapping with it
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA mmap_size = {before}")


def records_insert(records: Sequence[models.Model], now: datetime) -> None:
    """Insert new records of one model, which get their ids; ``now`` is when they are made."""
    if not records:
        return
    model = type(records[0])
    names = [field.attname for field in model._meta.concrete_fields]
    stamped = [f.attname for f in model._meta.concrete_fields if getattr(f, "auto_now_add", False)]
    own = model._meta.pk.attname
    stamps = dict.fromkeys(stamped, now)
    for record, number in zip(records, ids_reserve(model, len(records)), strict=True):
        record.__dict__[own] = number
        record.__dict__.update(stamps)
    values = itemgetter(*names)
    rows_insert(model, names, (values(record.__dict__) for record in records))
    alias = connection.alias
    for record in records:
        state = record._state
        state.adding, state.db = False, alias


def records_new(model: type[_Record], columns: Mapping[str, Sequence[Any]]) -> list[_Record]:
    """Return new records, not saved, from what each column (attribute name) holds in each of them:
    ``model(**values)``, sooner."""
    constants, drawn = _defaults(model)
    left = [(name, default) for name, default in drawn if name not in columns]
    records = []
    for values in zip(*columns.values(), strict=True):
        record = model.__new__(model)
        held = record.__dict__
        held["_state"] = ModelState()
        held.update(constants)
        for name, default in left:
            held[name] = default()
        held.update(zip(columns, values, strict=True))
        records.append(record)
    return records


@lru_cache(maxsize=256)
def _defaults(model: type[models.Model]) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """Return the columns that begin alike in every record, and those whose beginning is made for each."""
    constants: dict[str, Any] = {}
    drawn: list[tuple[str, Callable[[], Any]]] = []
    for field in model._meta.concrete_fields:
        if field.has_default() and callable(field.default):
            drawn.append((field.attname, field.default))
        else:
            constants[field.attname] = field.get_default()
    return constants, drawn


@lru_cache(maxsize=256)
def _plan(
    model: type[models.Model], columns: tuple[str, ...], vendor: str
) -> tuple[str, list[Convert | None]]:
    """Return the columns' quoted names, and what turns each column's values into what the driver takes."""
    known = {field.attname: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in columns]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return names, [_converter(field, vendor) for field in fields]


def _converter(field: models.Field[Any, Any], vendor: str) -> Convert | None:
    """Return a column's conversion, None where values go as they are.

    A field asked value by value (``get_db_prep_save``) works out anew each time what is settled by its type.
    """
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, models.CharField | models.TextField):
        return _text
    if vendor == "postgresql" and isinstance(field, models.UUIDField | models.DateField):
        return None
    if isinstance(field, models.UUIDField):
        return _hex
    if isinstance(field, models.ForeignKey | models.IntegerField | models.FloatField | models.BooleanField):
        return None

    def convert(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return lru_cache(maxsize=4096)(convert) if isinstance(field, models.DateField) else convert


def _text(value: Any) -> Any:
    return value if value is None or type(value) is str else str(value)


def _hex(value: Any) -> Any:
    return None if value is None else value.hex


_encode = json.JSONEncoder(ensure_ascii=False).encode


class Encoded:
    """A value of a JSON column that was written as text already, for several columns to hold."""

    __slots__ = ("text",)

    def __init__(self, value: Any) -> None:
        self.text = _encode(value)


def _json(value: Any) -> str | None:
    if type(value) is Encoded:
        return value.text
    if value is None or value == []:
        return None if value is None else "[]"
    return _encode(value)
