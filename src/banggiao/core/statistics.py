"""What SQLite's planner knows of how tables are filled. PostgreSQL looks by itself (autovacuum)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from banggiao.core.jobs import repeats

_LOOKED_AT = 1000
"""Rows of each index."""


def statistics_renew() -> None:
    """Let the planner know how the tables are filled now, one after the other, so that nobody waits long."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


@repeats("core.statistics", every=timedelta(days=1))
def _in_background(_payload: dict[str, Any]) -> None:
    statistics_renew()
