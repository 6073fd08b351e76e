"""Both databases refuse to change a row of the audit."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER core_event_append_only BEFORE UPDATE ON core_event
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
"""
POSTGRESQL = """
CREATE FUNCTION core_event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER core_event_append_only BEFORE UPDATE ON core_event
FOR EACH ROW EXECUTE FUNCTION core_event_refuse_change();
"""


def add_trigger(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER core_event_append_only ON core_event")
        schema_editor.execute("DROP FUNCTION core_event_refuse_change()")
    else:
        schema_editor.execute("DROP TRIGGER core_event_append_only")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(add_trigger, drop_trigger)]
