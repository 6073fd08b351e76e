from django.db import migrations

from banggiao.core.stamps import StampOn


class Migration(migrations.Migration):
    dependencies = [("access", "0002_signing_in_and_stamps"), ("actors", "0003_one_at_a_time")]

    operations = [
        StampOn("actors", "actors_succession"),
        StampOn("actors", "actors_actor", ("valid_to",), also="_end"),
    ]
