import django.db.models.deletion
from django.db import migrations, models

# ASCII marks and whatever is not ASCII belong to a token; tokens come parted by spaces.
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "tokens, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_+^=@'\")",
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN tokens tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_entry ALTER COLUMN tokens DROP DEFAULT",
    "CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens)",
)


def add_words(apps, schema_editor):
    for sql in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def drop_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_entry DROP COLUMN tokens")
    else:
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0003_labels_files_personal_data")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noun", models.CharField(max_length=32)),
                ("record_id", models.BigIntegerField()),
                ("part_noun", models.CharField(blank=True, max_length=32)),
                ("part_id", models.BigIntegerField(null=True)),
                ("date", models.DateField(null=True)),
                ("caption", models.CharField(max_length=300)),
                (
                    "label",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.accesslabel",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["noun", "record_id"], name="search_entry_of_record"),
                    models.Index(
                        condition=models.Q(("part_id__isnull", False)),
                        fields=["part_noun", "part_id"],
                        name="search_entry_of_part",
                    ),
                ],
            },
        ),
        migrations.RunPython(add_words, drop_words),
    ]
