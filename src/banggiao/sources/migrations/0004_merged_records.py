"""Where merged records went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_a_claim_says_its_values")]

    operations = [
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noun", models.CharField(max_length=32)),
                ("dropped", models.UUIDField()),
                ("kept", models.UUIDField()),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["noun", "kept"], name="sources_merger_into")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("noun", "dropped"),
                        name="sources_merger_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dropped", models.F("kept")), _negated=True),
                        name="sources_merger_not_itself",
                    ),
                ],
            },
        ),
    ]
