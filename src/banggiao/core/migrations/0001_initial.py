from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("code", models.CharField(db_index=True, max_length=64)),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("who", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["noun", "record_key", "id"], name="core_event_of_record")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("kind", models.CharField(max_length=64)),
                ("idempotency_key", models.CharField(max_length=200, unique=True)),
                ("payload", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "đang chờ"),
                            ("running", "đang chạy"),
                            ("done", "xong"),
                            ("failed", "lỗi"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run_after", models.DateTimeField()),
                ("lease", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "run_after"], name="core_job_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease__isnull", False), ("lease_until__isnull", False), ("state", "running")
                            ),
                            models.Q(
                                models.Q(("state", "running"), _negated=True),
                                ("lease__isnull", True),
                                ("lease_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="core_job_lease_only_while_running",
                    )
                ],
            },
        ),
    ]
