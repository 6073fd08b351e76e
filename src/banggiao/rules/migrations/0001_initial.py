import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("actors", "0002_people_posts_ties"),
        ("core", "0003_labels_files_personal_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorityRule",
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
                ("code", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=300)),
                ("condition", models.CharField(blank=True, max_length=500)),
                ("authority", models.CharField(max_length=300)),
                ("legal_ref", models.CharField(max_length=300)),
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
            },
        ),
        migrations.CreateModel(
            name="DeadlineRule",
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
                ("code", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=300)),
                ("applies_to", models.CharField(blank=True, max_length=300)),
                ("occasion", models.CharField(blank=True, max_length=32)),
                ("offset", models.IntegerField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=8)),
                ("month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("day", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("strict", models.CharField(blank=True, max_length=8)),
                ("legal_ref", models.CharField(max_length=300)),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Norm",
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
                ("code", models.CharField(max_length=64)),
                ("item", models.CharField(max_length=300)),
                ("guest_class", models.CharField(blank=True, max_length=64)),
                ("person", models.CharField(blank=True, max_length=64)),
                ("amount", models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ("unit", models.CharField(blank=True, max_length=100)),
                ("text", models.CharField(blank=True, max_length=500)),
                ("legal_ref", models.CharField(max_length=300)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("on", models.DateField()),
                (
                    "on_precision",
                    models.CharField(
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        default="day",
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("works", models.BooleanField(default=False)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("on",),
                        name="rules_holiday_once",
                    )
                ],
            },
        ),
    ]
