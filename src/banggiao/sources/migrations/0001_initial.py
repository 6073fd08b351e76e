import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("thread", models.UUIDField()),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("paragraph", models.PositiveIntegerField(null=True)),
                ("page", models.PositiveIntegerField(null=True)),
                ("heading_path", models.JSONField(default=list)),
                ("role", models.CharField(blank=True, max_length=16)),
                ("rule", models.CharField(blank=True, max_length=64)),
                ("candidates", models.JSONField(blank=True, default=list)),
                ("confidence", models.FloatField(default=1.0)),
                ("verification", models.CharField(blank=True, max_length=4)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "chờ xác nhận"),
                            ("confirmed", "đã xác nhận"),
                            ("corrected", "đã sửa"),
                            ("refused", "không nhận"),
                            ("superseded", "đã thay"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("corrected_words", models.TextField(blank=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("recorded_from", models.DateTimeField()),
                ("recorded_to", models.DateTimeField(null=True)),
                (
                    "supersedes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="sources.claim",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimValue",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=32)),
                ("value", models.JSONField()),
                ("unit", models.CharField(blank=True, max_length=100)),
                ("period", models.CharField(blank=True, max_length=24)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="sources.claim"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("format", models.CharField(max_length=16)),
                (
                    "kind",
                    models.CharField(
                        choices=[("paper", "văn bản"), ("pack", "bộ dữ liệu nền")],
                        default="paper",
                        max_length=8,
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=64)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("date", models.DateField(blank=True, null=True)),
                (
                    "date_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("title", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("blocks", models.JSONField(blank=True, default=list)),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("paragraphs", models.PositiveIntegerField(default=0)),
                ("notes", models.JSONField(blank=True, default=list)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date__isnull", True), ("date_precision", "")),
                            models.Q(
                                ("date__isnull", False), models.Q(("date_precision", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="sources_source_date_has_precision",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="sources.source"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["noun", "record_key"], name="sources_claim_of_record"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recorded_to__isnull", True)),
                fields=("thread",),
                name="sources_claim_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))), name="sources_claim_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__gte", 0.0), ("confidence__lte", 1.0)),
                name="sources_claim_confidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_to__isnull", True),
                    ("recorded_to__gte", models.F("recorded_from")),
                    _connector="OR",
                ),
                name="sources_claim_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_to__isnull", False), ("state", "superseded")),
                    models.Q(models.Q(("state", "superseded"), _negated=True), ("recorded_to__isnull", True)),
                    _connector="OR",
                ),
                name="sources_claim_superseded_is_past",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "proposed"),
                    ("state", "superseded"),
                    models.Q(("decided_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="sources_claim_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="sources_claim_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "corrected"), _negated=True),
                    models.Q(("corrected_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="sources_claim_corrected_has_words",
            ),
        ),
    ]
