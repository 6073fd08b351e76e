from django.db import migrations, models

# A row of two kilobytes lies in its page: what is read whole for every search is neither packed nor put apart.
INLINE = "ALTER TABLE search_common ALTER COLUMN bits SET STORAGE PLAIN"
# The tokens of old entries cannot be read back from SQLite's index; the upgrade makes the entries anew.
ANEW = (
    "DELETE FROM search_entry",
    "INSERT INTO search_words (search_words) VALUES ('delete-all')",
)


def make_ready(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for sql in (INLINE,) if postgresql else ANEW:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries_and_their_words")]

    operations = [
        migrations.CreateModel(
            name="Common",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=100)),
                ("block", models.IntegerField()),
                ("bits", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("token", "block"), name="search_common_of_token")
                ],
            },
        ),
        migrations.CreateModel(
            name="Fresh",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.RunPython(make_ready, migrations.RunPython.noop),
    ]
