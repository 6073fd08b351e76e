"""Adding a column of text without building the table anew."""

from __future__ import annotations

from typing import Any

from django.db import migrations


class AddText(migrations.AddField):
    """Add a text column, empty in every row there is.

    For a column without null Django builds a SQLite table anew: that drops the triggers which hold its rules
    and raise its stamps, and copies every row. SQLite itself can add one that has a default.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the column."""
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        name, table = map(schema_editor.quote_name, (field.column, model._meta.db_table))
        kind = field.db_type(schema_editor.connection)
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind} NOT NULL DEFAULT ''")
