"""The database knows how its tables are filled, or is told so every day."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from banggiao.core.models import AccessLabel
from banggiao.core.statistics import statistics_renew


@pytest.mark.django_db
def test_sqlite_is_told_how_its_tables_are_filled() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks by itself")
    for n in range(40):
        AccessLabel.objects.create(circulation="agency", owner=uuid4(), digest=f"nhãn {n}")
    rows = AccessLabel.objects.count()
    statistics_renew()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'core_accesslabel'")
        told = {int(stat.split()[0]) for (stat,) in cursor.fetchall()}
    assert rows in told
