"""A migration that adds a column leaves the rules that the database holds by triggers."""

import pytest
from django.db import connection
from django.db.migrations import AddConstraint, AddField, AlterField, RemoveField
from django.db.migrations.loader import MigrationLoader

from banggiao.core.columns import AddText
from banggiao.core.overlap import NoOverlap
from banggiao.core.stamps import StampOn

_REBUILDS = (AddConstraint, AddField, AlterField, RemoveField)


def held():
    """Yield (migration, operation) of every rule held by triggers."""
    for key, migration in MigrationLoader(None).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, NoOverlap | StampOn):
                yield key, operation


@pytest.mark.django_db
def test_every_rule_held_by_a_trigger_is_there():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL never builds a table anew")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    for _, operation in held():
        name = operation.name if isinstance(operation, NoOverlap) else operation._trigger
        assert {f"{name}_insert", f"{name}_update"} <= there


def test_no_migration_builds_a_table_anew_once_it_has_triggers():
    """SQLite drops them with the old table. Migrations of other apps may run before or after."""
    loader = MigrationLoader(None)
    for key, operation in held():
        app, _, model = operation.table.partition("_")
        earlier = set(loader.graph.forwards_plan(key))
        for (other_app, name), migration in loader.disk_migrations.items():
            if other_app != app or (other_app, name) in earlier:
                continue
            for one in migration.operations:
                if not isinstance(one, _REBUILDS) or one.model_name_lower != model:
                    continue
                plain = isinstance(one, AddText) or (isinstance(one, AddField) and one.field.null)
                assert plain, f"{app}.{name} builds {operation.table} anew: use AddText"
