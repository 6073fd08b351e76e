"""Where a source was published (A13.06)."""

from django.db import migrations, models

from banggiao.core.columns import AddText


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_since_a_moment"),
    ]

    operations = [
        AddText(
            model_name="source",
            name="publisher",
            field=models.CharField(blank=True, max_length=200),
        ),
        AddText(
            model_name="source",
            name="url",
            field=models.CharField(blank=True, max_length=1000),
        ),
    ]
