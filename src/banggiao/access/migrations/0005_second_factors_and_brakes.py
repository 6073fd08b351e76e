from django.db import migrations, models

from banggiao.core.columns import AddText


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_tokens"),
    ]

    operations = [
        AddText("membership", "provided_by", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            model_name="signinattempt",
            name="address_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="user",
            name="break_glass",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="signinattempt",
            name="name_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddIndex(
            model_name="signinattempt",
            index=models.Index(fields=["address_digest", "at"], name="access_attempt_of_address"),
        ),
    ]
