"""Every personal value is kept until a day."""

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def give_a_day(apps, schema_editor):
    today = timezone.localdate()
    day = today.replace(year=today.year + settings.PERSONAL_RETENTION_YEARS, day=min(today.day, 28))
    apps.get_model("core", "PersonalPayload").objects.filter(retain_until=None).update(retain_until=day)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_files_in_parts")]

    operations = [
        migrations.RunPython(give_a_day, migrations.RunPython.noop),
        migrations.AlterField(model_name="personalpayload", name="retain_until", field=models.DateField()),
    ]
