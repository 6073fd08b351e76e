import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0001_initial"),
        ("core", "0003_labels_files_personal_data"),
    ]

    operations = [
        migrations.RenameField(model_name="actorname", old_name="label", new_name="mention"),
        migrations.AlterField(
            model_name="actorname", name="mention", field=models.CharField(blank=True, max_length=8)
        ),
        migrations.AddField(
            model_name="actorname",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="actor",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="actor",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="actor",
            name="translation_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="actorname",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="actorname",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="succession",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="succession",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("name_order", models.CharField(default="given", max_length=8)),
                ("rank", models.CharField(blank=True, max_length=64)),
                ("languages", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "country",
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="actors.actor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("name_vi", models.CharField(max_length=300)),
                ("name_en", models.CharField(blank=True, max_length=300)),
                ("level", models.CharField(blank=True, max_length=64)),
                ("precedence", models.PositiveIntegerField(blank=True, null=True)),
                ("single", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="actors.actor"
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
            name="Tenure",
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
                ("acting", models.BooleanField(default=False)),
                ("single", models.BooleanField(default=False, editable=False)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tenures",
                        to="actors.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="actors.post"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["post", "valid_from"], name="actors_tenure_of_post")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="actors_tenure_interval",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
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
                ("kind", models.CharField(max_length=32)),
                ("rank", models.CharField(blank=True, max_length=64)),
                ("label_official", models.CharField(blank=True, max_length=500)),
                ("duty", models.TextField(blank=True)),
                ("exclusive", models.BooleanField(default=False, editable=False)),
                ("note", models.TextField(blank=True)),
                (
                    "counterpart",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties_with",
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
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="actors.actor"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kind", "valid_from", "id"], name="actors_tie_of_kind"),
                    models.Index(fields=["counterpart", "kind"], name="actors_tie_with"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="actors_tie_interval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", models.F("counterpart")), _negated=True),
                        name="actors_tie_not_itself",
                    ),
                ],
            },
        ),
    ]
