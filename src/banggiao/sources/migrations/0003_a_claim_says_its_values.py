import django.db.models.deletion
from django.db import migrations, models

_MANY = {"figure": "figures"}


def move_values_into_claims(apps, schema_editor):
    values = apps.get_model("sources", "ClaimValue").objects.order_by("claim_id", "id")
    claims = apps.get_model("sources", "Claim").objects
    said, at = {}, None

    def close():
        if at is not None:
            claims.filter(pk=at).update(says=said)

    for claim, field, value in values.values_list("claim_id", "field", "value").iterator():
        if claim != at:
            close()
            said, at = {}, claim
        if field in _MANY:
            said.setdefault(_MANY[field], []).append(value)
        else:
            said[field] = value
    close()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_labels_files_personal_data"),
        ("sources", "0002_claim_within_a_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="says",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="source",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="source",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AlterField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[
                    ("paper", "văn bản"),
                    ("pack", "bộ dữ liệu nền"),
                    ("table", "bảng dữ liệu"),
                    ("person", "người nhập"),
                ],
                default="paper",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                ("field", models.CharField(max_length=32)),
                ("reason", models.TextField(blank=True)),
                ("chosen_by", models.CharField(max_length=200)),
                ("recorded_from", models.DateTimeField()),
                ("recorded_to", models.DateTimeField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="sources.claim",
                    ),
                ),
            ],
        ),
        migrations.RunPython(move_values_into_claims, migrations.RunPython.noop),
        migrations.DeleteModel(
            name="ClaimValue",
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(fields=["noun", "record_key"], name="sources_choice_of_record"),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recorded_to__isnull", True)),
                fields=("noun", "record_key", "field"),
                name="sources_choice_one_current",
            ),
        ),
    ]
