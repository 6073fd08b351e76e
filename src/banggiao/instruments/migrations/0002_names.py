from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial")]
    operations = [
        migrations.RenameField("instrument", "aliases", "names"),
        migrations.RenameField("term", "aliases", "names"),
    ]
