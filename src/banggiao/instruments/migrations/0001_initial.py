import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("code", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("type", models.CharField(blank=True, max_length=100)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("title", models.TextField()),
                ("issuer", models.CharField(blank=True, max_length=64)),
                ("date", models.DateField(blank=True, null=True)),
                (
                    "date_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("horizon", models.CharField(blank=True, max_length=64)),
                ("status", models.CharField(blank=True, max_length=16)),
                ("names", models.JSONField(blank=True, default=list)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="sources.source",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("vocabulary", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=64)),
                ("label_vi", models.CharField(max_length=300)),
                ("label_en", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveIntegerField()),
                ("names", models.JSONField(blank=True, default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("vocabulary", "code"), name="instruments_term_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.CharField(max_length=32)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("viewpoint", "quan điểm"),
                            ("objective", "mục tiêu"),
                            ("task", "nhiệm vụ"),
                            ("measure", "biện pháp"),
                        ],
                        max_length=16,
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("paragraph", models.PositiveIntegerField(blank=True, null=True)),
                ("page", models.PositiveIntegerField(blank=True, null=True)),
                ("heading_path", models.JSONField(blank=True, default=list)),
                ("leads", models.JSONField(blank=True, default=list)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="instruments.clause",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clauses",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instrument", "number"), name="instruments_clause_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end__isnull", True), ("start__isnull", True)),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="instruments_clause_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="instruments_clause_has_number",
                    ),
                ],
            },
        ),
    ]
