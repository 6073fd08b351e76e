"""Intervals that may not overlap, held by the database itself: an exclusion constraint on PostgreSQL,
triggers on SQLite. A later migration that makes Django rebuild the SQLite table must add the constraint
again; a test looks for it."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


class NoOverlap(Operation):
    """Refuse two rows of ``table`` that agree in ``same`` and whose days overlap, where ``condition`` holds.

    ``condition`` is SQL over a row named ``r``; an open end overlaps all that comes after it. The refusal
    carries ``name``.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, name: str, table: str, same: tuple[str, ...], condition: str = "") -> None:
        self.name, self.table, self.same, self.condition = name, table, same, condition

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of the models is not touched."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the constraint."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            columns = ", ".join(f"{column} WITH =" for column in self.same)
            where = f" WHERE ({self.condition.replace('r.', '')})" if self.condition else ""
            schema_editor.execute(
                f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
                f"({columns}, daterange(valid_from, valid_to, '[]') WITH &&){where}"
            )
            return
        for deed in ("INSERT", "UPDATE"):
            schema_editor.execute(self._trigger(deed))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the constraint away."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
            return
        for deed in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER {self.name}_{deed.lower()}")

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Refuse overlapping intervals in {self.table} ({self.name})"

    def _trigger(self, deed: str) -> str:
        alike = " AND ".join(f"r.{column} = NEW.{column}" for column in self.same)
        this = self.condition.replace("r.", "NEW.") or "1"
        other = self.condition or "1"
        return (
            f"CREATE TRIGGER {self.name}_{deed.lower()} BEFORE {deed} ON {self.table} "  # noqa: S608
            f"WHEN {this} AND EXISTS (SELECT 1 FROM {self.table} r WHERE {alike} "
            f"AND r.id <> NEW.id AND {other} "
            "AND (r.valid_to IS NULL OR NEW.valid_from IS NULL OR r.valid_to >= NEW.valid_from) "
            "AND (NEW.valid_to IS NULL OR r.valid_from IS NULL OR NEW.valid_to >= r.valid_from)) "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        )
