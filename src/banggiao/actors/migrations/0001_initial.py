import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                ("code", models.CharField(max_length=64, unique=True)),
                ("kind", models.CharField(db_index=True, max_length=32)),
                ("name_vi", models.CharField(max_length=300)),
                ("name_en", models.CharField(blank=True, max_length=300)),
                ("codes", models.JSONField(blank=True, default=dict)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="actors.actor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActorName",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                ("name", models.CharField(max_length=300)),
                ("language", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=16)),
                ("label", models.CharField(max_length=8)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="actors.actor"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("kind", models.CharField(max_length=16)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="became", to="actors.actor"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="actors.actor",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="actors_actor_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="actors_actorname_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="actorname",
            constraint=models.UniqueConstraint(
                fields=("actor", "name", "language", "kind", "valid_from"), name="actors_actorname_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor", "kind"), name="actors_succession_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                name="actors_succession_not_itself",
            ),
        ),
    ]
