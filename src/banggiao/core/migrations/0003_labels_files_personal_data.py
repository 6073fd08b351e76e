import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


def make_the_public_label(apps, schema_editor):
    """The first label, id 1: everybody with an account."""
    told = json.dumps(["public", "", [], ""])
    label = apps.get_model("core", "AccessLabel").objects.create(
        circulation="public", named=[], digest=hashlib.sha256(told.encode()).hexdigest()
    )
    assert label.pk == 1  # records of every noun point at it by default


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_audit_is_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessLabel",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "circulation",
                    models.CharField(
                        choices=[
                            ("public", "toàn hệ thống"),
                            ("agency", "trong cơ quan"),
                            ("named", "theo danh sách"),
                        ],
                        max_length=8,
                    ),
                ),
                ("owner", models.UUIDField(null=True)),
                ("named", models.JSONField(default=list)),
                ("embargo_until", models.DateField(null=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.RunPython(make_the_public_label, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                ("name", models.CharField(max_length=300)),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_by", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="PersonalPayload",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                ("claim_key", models.UUIDField(unique=True)),
                ("values", models.JSONField(default=dict)),
                ("salt", models.CharField(max_length=32)),
                ("retain_until", models.DateField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("noun", models.CharField(max_length=32)),
                ("user", models.UUIDField()),
                ("name", models.CharField(max_length=100)),
                ("query", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["who", "id"], name="core_event_of_person"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["request_id"], name="core_event_of_request"),
        ),
        migrations.AddConstraint(
            model_name="accesslabel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("circulation", "public"), ("embargo_until__isnull", True)),
                    ("owner__isnull", False),
                    _connector="OR",
                ),
                name="core_accesslabel_has_owner",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddIndex(
            model_name="personalpayload",
            index=models.Index(fields=["noun", "record_key"], name="core_personal_of_record"),
        ),
        migrations.AddIndex(
            model_name="personalpayload",
            index=models.Index(fields=["retain_until"], name="core_personal_retention"),
        ),
        migrations.AddConstraint(
            model_name="personalpayload",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at__isnull", True), ("values", {}), _connector="OR"),
                name="core_personal_erased_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived_at__isnull", True)),
                fields=("user", "noun", "name"),
                name="core_savedview_once",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["noun", "record_key"], name="core_attachment_of_record"),
        ),
    ]
