import django.db.models.deletion
from django.conf import settings
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
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("username", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("must_change_password", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("reader", "người xem"),
                            ("drafter", "chuyên viên soạn thảo"),
                            ("approver", "lãnh đạo duyệt"),
                            ("personal", "người giữ dữ liệu cá nhân"),
                            ("auditor", "kiểm tra"),
                            ("administrator", "quản trị"),
                        ],
                        max_length=16,
                    ),
                ),
                ("lent_by", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.actor"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
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
                        name="access_membership_interval",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("user", "actor", "group"),
                        name="access_membership_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lent_by", ""), ("valid_to__isnull", False), _connector="OR"),
                        name="access_membership_lent_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("noun", models.CharField(max_length=32)),
                ("record_key", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "chờ duyệt"),
                            ("released", "đã duyệt"),
                            ("returned", "trả lại"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.accesslabel"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "submitted")),
                        fields=("noun", "record_key"),
                        name="access_release_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approver", models.F("drafter")), _negated=True),
                        name="access_release_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approver__isnull", True), ("state", "submitted")),
                            models.Q(
                                models.Q(("state", "submitted"), _negated=True), ("approver__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="access_release_decided_by_someone",
                    ),
                ],
            },
        ),
    ]
