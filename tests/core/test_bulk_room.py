"""Many rows are written with room for the indexes, which is given back afterwards."""

import pytest
from django.db import connection

from banggiao.core.bulk import room_for_many, unmapped

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own shared memory"),
]


def cache() -> int:
    return told("cache_size")


def told(pragma: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return int((cursor.fetchone() or [0])[0])


def test_a_long_list_is_read_unmapped_and_then_the_database_is_mapped_as_before() -> None:
    before = told("mmap_size")

    def walk():
        with unmapped():
            yield told("mmap_size")
            yield 1

    walking = walk()
    assert next(walking) == 0
    walking.close()
    assert told("mmap_size") == before


def test_the_room_is_given_back_after_a_fault_too() -> None:
    before = cache()
    with room_for_many():
        assert cache() == -40 * 1024
    assert cache() == before
    with pytest.raises(ValueError, match="row 3"), room_for_many():
        raise ValueError("row 3")
    assert cache() == before
