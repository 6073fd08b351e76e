"""One lead of a commitment at any time (B9.1)."""

from django.db import migrations

from banggiao.core.overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("instruments", "0002_commitments_parties_reports")]
    operations = [NoOverlap("instruments_lead_one", "instruments_lead", ("commitment_id",))]
