"""Both databases refuse to change a forecast or its outcome."""

from django.db import migrations

TABLES = ("multilateral_voteforecast", "multilateral_voteoutcome")
SQLITE = """
CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'a forecast never changes'); END;
"""
POSTGRESQL = """
CREATE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a forecast never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_change();
"""


def add_triggers(apps, schema_editor):
    told = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table in TABLES:
        schema_editor.execute(told.format(table=table))


def drop_triggers(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuse_change()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_kept")


class Migration(migrations.Migration):
    dependencies = [("multilateral", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
