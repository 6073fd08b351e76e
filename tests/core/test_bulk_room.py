"""Many rows are written with room for the indexes, which is given back afterwards."""

import pytest
from django.db import connection

from banggiao.core.bulk import room_for_many

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own shared memory"),
]


def cache() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return int(cursor.fetchone()[0])


def test_the_room_is_given_back_after_a_fault_too() -> None:
    before = cache()
    with room_for_many():
        assert cache() == -48 * 1024
    assert cache() == before
    with pytest.raises(ValueError, match="row 3"), room_for_many():
        raise ValueError("row 3")
    assert cache() == before
