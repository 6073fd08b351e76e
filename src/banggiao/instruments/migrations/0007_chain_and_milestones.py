"""What an instrument was issued under, milestones, review dates, interim and final reports (A1.04, A5.13, A2.13,
A5.03)."""

import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys
from banggiao.core.columns import AddText


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_personal_values_have_an_end"),
        ("instruments", "0006_results_by_type"),
    ]

    operations = [
        AddText(
            model_name="instrument",
            name="generation",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="instrument",
            name="issued_under",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issued",
                to="instruments.instrument",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="review_on",
            field=models.DateField(blank=True, null=True),
        ),
        AddText(
            model_name="instrument",
            name="review_on_precision",
            field=models.CharField(
                blank=True,
                choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="reportrequired",
            name="instrument",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports_required",
                to="instruments.instrument",
            ),
        ),
        AddText(
            model_name="reportrequired",
            name="stage",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("text", models.TextField()),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "due_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="instruments.commitment",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="instruments_milestone_done_evidence",
                    )
                ],
            },
        ),
    ]
