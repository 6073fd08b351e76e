"""Keys sort by time; dates stay as exact as they were given."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.core.intervals import UNKNOWN, parse_given
from banggiao.core.keys import uuid7


def test_keys_are_version_7_and_strictly_increasing():
    keys = [uuid7() for _ in range(5000)]
    assert all(key.version == 7 and key.variant == "specified in RFC 4122" for key in keys)
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_a_key_holds_the_time_at_which_it_was_made():
    before = time.time_ns() // 1_000_000
    made = uuid7().int >> 80
    assert before - 1 <= made <= time.time_ns() // 1_000_000 + 5000


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30), "quarter"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-07-01", date(2025, 7, 1), date(2025, 7, 1), "day"),
    ],
)
def test_a_given_date_covers_all_the_days_that_it_may_mean(text, first, last, precision):
    given_date = parse_given(text)
    assert (given_date.first, given_date.last, given_date.precision) == (first, last, precision)


def test_no_date_is_the_unknown_date():
    assert parse_given(" ") == UNKNOWN


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-02-30", "tháng 7", "25", "2025-7", "2025-Q5", "2025-07-01 "[:-3]]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_given(text)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_is_read_back_as_itself(day):
    assert parse_given(day.isoformat()).first == day
