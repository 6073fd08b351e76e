"""Queries whose shape never changes: Django puts their SQL together once, then only the asked record changes.

Putting a query together costs Django several times what running it costs the database, and the page of a
record takes over a dozen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, ParamSpec
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

KEY = UUID("0badbabe-0000-4000-8000-fedcba987654")
"""Stands in a prepared query where the asked record's key comes."""
ID = -(2**62) + 47
"""Stands in a prepared query where the asked record's id comes."""
_IDS = "{0badbabe}"
_KEYS = "{0badcafe}"
_SHAPES_KEPT = 2048

Shape = ParamSpec("Shape")


def ids_asked() -> RawSQL:
    """Return what stands in a prepared query where the ids of any number of records come.

    They are one value: a thousand would cost the driver and PostgreSQL's planner more than finding the rows.
    """
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [_IDS])
    return RawSQL("SELECT value FROM json_each(%s)", [_IDS])


def keys_asked() -> RawSQL:
    """Return what stands in a prepared query where the keys of any number of records come: one value too."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::uuid[])", [_KEYS])
    return RawSQL("SELECT value FROM json_each(%s)", [_KEYS])


def _array(values: Iterable[int | str]) -> str:
    if connection.vendor == "postgresql":
        return f"{{{','.join(map(str, values))}}}"
    return json.dumps(list(values))


class Prepared:
    """A query with its SQL. ``rows`` has :data:`KEY`, :data:`ID`, :func:`keys_asked` or :func:`ids_asked`
    where values come; it is never changed."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self._rows = rows
        self._compiler: Any = rows.query.get_compiler(rows.db)
        try:
            self._sql, self._params = self._compiler.as_sql()
        except EmptyResultSet:  # the viewer may see no record at all
            self._sql, self._params = "", ()

    def of(
        self,
        *,
        key: UUID | None = None,
        id: int | None = None,
        keys: Sequence[UUID] = (),
        ids: Sequence[int] = (),
    ) -> QuerySet[Any, Any]:
        """Return the rows for these records; they are read when they are walked, and can't be narrowed."""
        if not self._sql:
            return self._rows.none()
        values: dict[Any, Any] = {}
        if key is not None:
            values |= {KEY: key, KEY.hex: key.hex}  # a text where the database has no type for it
        if id is not None:
            values[ID] = id
        values |= {_IDS: _array(ids), _KEYS: _array(key.hex for key in keys)}
        bound = tuple(values.get(given, given) for given in self._params)
        compiler = copy(self._compiler)
        compiler.connection = connections[self._rows.db]  # each thread has its own
        compiler.as_sql = lambda *_, **__: (self._sql, bound)
        query: Any = copy(self._rows.query)
        query.get_compiler = lambda *_, **__: compiler
        rows: Any = type(self._rows)(self._rows.model, query)
        rows._iterable_class, rows._fields = self._rows._iterable_class, self._rows._fields  # type: ignore[attr-defined]
        return rows  # type: ignore[no-any-return]


def prepared(build: Callable[Shape, QuerySet[Any, Any]]) -> Callable[Shape, Prepared]:
    """Decorate what builds a query: the query is put together once for each set of (hashable) arguments."""

    @lru_cache(maxsize=_SHAPES_KEPT)
    def kept(*args: Shape.args, **kwargs: Shape.kwargs) -> Prepared:
        return Prepared(build(*args, **kwargs))

    return kept  # type: ignore[return-value]
