import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("instruments", "0001_initial"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("title", models.TextField()),
                ("period_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("period_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("agency", models.CharField(blank=True, max_length=300)),
                ("since", models.JSONField(blank=True, null=True)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="instruments.instrument",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestedBody",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("order", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("paragraph", models.PositiveIntegerField(blank=True, null=True)),
                ("page", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.actor"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="PassageEdit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("passage_id", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("edited_by", models.CharField(max_length=200)),
                ("edited_at", models.DateTimeField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passage_edits",
                        to="reviews.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("file_name", models.CharField(max_length=500)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "đang chờ"),
                            ("reading", "đang đọc"),
                            ("read", "đã đọc"),
                            ("refused", "từ chối"),
                            ("replaced", "đã có bản mới"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("reason_code", models.CharField(blank=True, max_length=24)),
                ("message_vi", models.TextField(blank=True)),
                ("message_en", models.TextField(blank=True)),
                ("actor_set_by", models.CharField(blank=True, max_length=200)),
                ("agency", models.CharField(blank=True, max_length=300)),
                ("report_date", models.DateField(blank=True, null=True)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("title", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
                (
                    "counts_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="reviews.submission",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reviews.review",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("period_from__isnull", True), ("period_to__isnull", True)),
                    models.Q(("period_from__isnull", False), ("period_to__gte", models.F("period_from"))),
                    _connector="OR",
                ),
                name="reviews_review_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestedbody",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived_at__isnull", True)),
                fields=("review", "actor"),
                name="reviews_requestedbody_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="passageedit",
            constraint=models.UniqueConstraint(
                fields=("review", "passage_id"), name="reviews_passageedit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sha256", ""), _negated=True),
                fields=("review", "sha256"),
                name="reviews_submission_bytes_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(
                        ("sha256", ""),
                        ("source__isnull", True),
                        models.Q(("reason_code", ""), _negated=True),
                        models.Q(("message_vi", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reviews_submission_refused_keeps_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_by__isnull", False), ("state", "replaced")),
                    models.Q(models.Q(("state", "replaced"), _negated=True), ("replaced_by__isnull", True)),
                    _connector="OR",
                ),
                name="reviews_submission_replaced_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["queued", "reading", "refused"]),
                    ("source__isnull", False),
                    _connector="OR",
                ),
                name="reviews_submission_read_has_source",
            ),
        ),
    ]
