from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagements", "0003_lists_walked_in_the_index")]

    operations = [
        # The foreign key has an index of its own on the same column.
        migrations.RemoveIndex(model_name="engagement", name="engagements_of_plan"),
    ]
