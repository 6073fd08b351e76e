import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from banggiao.core.stamps import StampOn


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("actors", "0003_one_at_a_time"),
        ("core", "0003_labels_files_personal_data"),
    ]

    operations = [
        StampOn("labels", "core_accesslabel"),
        StampOn("memberships", "access_membership"),
        StampOn("actors", "actors_actor", ("parent_id",)),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name_digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at"], name="access_attempt_at"),
                    models.Index(fields=["name_digest", "at"], name="access_attempt_of_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
