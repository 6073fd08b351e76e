"""Numbers by which a process learns that its copy of a table is stale.

The database itself raises them (triggers), so that no way of writing is forgotten. They grow by random
steps: a number that a transaction took back is not given again for something else.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.models import QuerySet

from banggiao.core.models import Stamp
from banggiao.core.prepared import prepared

_SQLITE = (
    "INSERT INTO core_stamp (name, value) VALUES ('{name}', 1) "
    "ON CONFLICT (name) DO UPDATE SET value = core_stamp.value + 1 + abs(random() % 1000000000);"
)
_POSTGRESQL = (
    "INSERT INTO core_stamp (name, value) VALUES ('{name}', 1) "
    "ON CONFLICT (name) DO UPDATE SET value = core_stamp.value + 1 + (random() * 1000000000)::bigint;"
)


def stamps_now(*names: str) -> tuple[int, ...]:
    """Return the stamps of these names as they are now, 0 where nothing was ever written. One query."""
    found = dict(_values(names).of())
    return tuple(found.get(name, 0) for name in names)


@prepared
def _values(names: tuple[str, ...]) -> QuerySet[Stamp, tuple[str, int]]:
    return Stamp.objects.filter(name__in=names).values_list("name", "value")


class StampOn(Operation):
    """Raise the stamp ``name`` whenever rows of ``table`` are added, deleted or changed in ``columns``.

    Without columns any change counts. ``also`` tells a second one on the same table from the first.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, name: str, table: str, columns: tuple[str, ...] = (), also: str = "") -> None:
        self.name, self.table, self.columns, self.also = name, table, columns, also

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of the models is not touched."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the triggers."""
        change = f"UPDATE OF {', '.join(self.columns)}" if self.columns else "UPDATE"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {self._trigger}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {_POSTGRESQL.format(name=self.name)} RETURN NULL; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self._trigger} AFTER INSERT OR DELETE OR {change} ON {self.table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {self._trigger}()"
            )
            return
        for deed in ("INSERT", "DELETE", change):
            schema_editor.execute(
                f"CREATE TRIGGER {self._trigger}_{deed.split()[0].lower()} AFTER {deed} ON {self.table} "
                f"BEGIN {_SQLITE.format(name=self.name)} END"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the triggers away."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self._trigger} ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {self._trigger}()")
            return
        for deed in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER {self._trigger}_{deed}")

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Raise the stamp {self.name} with {self.table}"

    @property
    def _trigger(self) -> str:
        return f"{self.table}{self.also}_stamp"
