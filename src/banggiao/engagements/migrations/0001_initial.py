import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actors", "0002_people_posts_ties"),
        ("core", "0003_labels_files_personal_data"),
        ("instruments", "0002_commitments_parties_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(max_length=16)),
                ("direction", models.CharField(blank=True, max_length=8)),
                ("level", models.CharField(blank=True, max_length=64)),
                ("channel", models.CharField(blank=True, max_length=64)),
                ("field", models.CharField(blank=True, max_length=64)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("format", models.CharField(blank=True, max_length=8)),
                ("status", models.CharField(default="planned", max_length=16)),
                ("purpose", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "counterpart",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="actors.actor",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosts",
                        to="actors.actor",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        default=1,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.accesslabel",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("role", models.CharField(max_length=16)),
                ("headcount", models.PositiveIntegerField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
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
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="engagements.engagement",
                    ),
                ),
                (
                    "label",
                    models.ForeignKey(
                        default=1,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.accesslabel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["valid_from", "id"], name="engagements_by_date"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["counterpart", "valid_from", "id"], name="engagements_with"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["host", "valid_from", "id"], name="engagements_of_host"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["kind", "valid_from", "id"], name="engagements_of_kind"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["status", "valid_from", "id"], name="engagements_of_status"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["channel", "valid_from", "id"], name="engagements_of_channel"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["field", "valid_from", "id"], name="engagements_of_field"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["sort_key", "id"], name="engagements_sorted"),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["plan"], name="engagements_of_plan"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="engagements_engagement_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("actor__isnull", False), ("person__isnull", False), _connector="OR"),
                name="engagements_participation_of_someone",
            ),
        ),
    ]
