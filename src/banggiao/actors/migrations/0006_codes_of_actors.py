"""Organisation codes of actors, each with its time; at one time a code of a scheme names one actor."""

import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys
from banggiao.core.overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_levels_charges_focal_points"),
        ("core", "0006_personal_values_have_an_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActorCode",
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
                ("scheme", models.CharField(max_length=16)),
                ("code", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dated_codes",
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
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["scheme", "code"], name="actors_actorcode_by_code")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="actors_actorcode_interval",
                    )
                ],
            },
        ),
        NoOverlap(
            "actors_actorcode_one_actor", "actors_actorcode", ("scheme", "code"), "r.archived_at IS NULL"
        ),
    ]
