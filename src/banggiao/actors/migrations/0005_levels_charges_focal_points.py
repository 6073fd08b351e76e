"""Levels of actors, focal points of a field, who is in charge of one (A1.05, A1.06, A1.10, A1.12, A1.16)."""

import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys
from banggiao.core.columns import AddText


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0004_posts_have_their_time"),
        ("core", "0006_personal_values_have_an_end"),
    ]

    operations = [
        AddText(
            model_name="actor",
            name="own_level",
            field=models.CharField(blank=True, max_length=16),
        ),
        AddText(
            model_name="tie",
            name="field",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name="Charge",
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
                ("field", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
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
                    "tenure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="actors.tenure",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="actors_charge_interval",
                    )
                ],
            },
        ),
    ]
