"""Days and windows of the year as reporting rules word them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.clock.yearly import YearlyDay, YearlyWindow, cut_offs_after, days_in, window_in


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("18/12", [YearlyDay(12, 18)]),
        ("trước ngày 10/7", [YearlyDay(7, 10, before=True)]),
        ("ngày 15 tháng 11 hằng năm", [YearlyDay(11, 15)]),
        ("15/12 năm trước đến 14/12", [YearlyDay(12, 15), YearlyDay(12, 14)]),
        ("Nghị định 09/2019/NĐ-CP", []),
        ("tháng 12", [YearlyDay(12, 31)]),
        ("trong 6 tháng", []),
        ("tháng 13", []),
        ("31/2", []),
        ("15 ngày sau sự kiện", []),
    ],
)
def test_days_of_the_year_are_read_and_nothing_else_is(text, days):
    assert days_in(text) == days


def test_the_odd_window_of_conferences():
    window = window_in("15/12 năm trước – 14/12")
    assert window is not None
    assert window.closing_by(date(2026, 12, 18)) == (date(2025, 12, 15), date(2026, 12, 14))
    assert window.closing_by(date(2026, 12, 13)) == (date(2024, 12, 15), date(2025, 12, 14))


def test_next_cut_offs():
    assert cut_offs_after("14/6 và 14/12", date(2026, 11, 21), 3) == [
        date(2026, 12, 14),
        date(2027, 6, 14),
        date(2027, 12, 14),
    ]
    assert cut_offs_after("tháng 2", date(2027, 1, 1), 2) == [date(2027, 2, 28), date(2028, 2, 29)]
    assert cut_offs_after("theo từng sự kiện", date(2026, 11, 21)) == []


@given(st.dates(date(2000, 3, 1), date(2040, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_windows_follow_each_other_without_gap(day, month, number):
    last = YearlyDay(month, number)
    next_day = date(2001, month, number) + timedelta(days=1)
    window = YearlyWindow(YearlyDay(next_day.month, next_day.day), last)
    start, end = window.closing_by(day)
    before = window.closing_by(start - timedelta(days=1))
    assert start <= end <= day and (end - start).days in (364, 365)
    assert before[1] + timedelta(days=1) == start or (month, number) == (2, 28)
