"""Telling SQLite which index not to choose."""

from __future__ import annotations

from typing import Any

from django.db.models import Func


class Unindexed(Func):
    """A column by which SQLite may compare rows but not find them.

    It knows how common the values of an index are on average only, and so takes a value that most rows have
    for a rare one. PostgreSQL knows the common values, and gets the bare column.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)
