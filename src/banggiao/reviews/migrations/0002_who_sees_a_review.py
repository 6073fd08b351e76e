import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_labels_files_personal_data"),
        ("reviews", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="review",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
    ]
