"""Deadlines: the count, its words, and what holds of every count."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banggiao.clock import (
    DayOff,
    Rule,
    RuleUnclear,
    WorkCalendar,
    deadline,
    deadline_in_year,
    plan_back,
    rule_in_force,
    rules_in_force,
)

TET = [DayOff(date(2026, 2, day), "nghỉ Tết") for day in range(14, 23)]
CALENDAR = WorkCalendar([*TET, DayOff(date(2026, 8, 22), "làm bù", works=True)])
CONSULT = Rule(
    "agreement-consult", "trả lời ý kiến", "Điều 18 Luật TTQT", occasion="request", offset=7, unit="working"
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
rows = st.lists(
    st.builds(DayOff, days, st.just("nghỉ"), st.booleans()), max_size=60, unique_by=lambda d: d.on
)
calendars = rows.map(WorkCalendar)


def test_seven_working_days_over_tet_name_every_step():
    found = deadline(CONSULT, date(2026, 2, 12), CALENDAR)
    # 13/2 is the first; 14–22/2 is Tết; 23–27/2 the second to the sixth; 2/3 the seventh.
    assert found.due == date(2026, 3, 2)
    told = found.explanation()
    assert told.startswith("07 ngày làm việc kể từ 12/2/2026, không tính ngày này")
    assert "bỏ qua 14–22/2/2026 (nghỉ Tết), thứ Bảy, Chủ nhật" in told
    assert "hạn là thứ Hai, 2/3/2026" in told
    assert "theo Điều 18 Luật TTQT" in told
    assert "7 working days from 12 February 2026" in found.explanation("en")


def test_a_weekend_day_that_is_worked_instead_counts():
    with_it = deadline(CONSULT, date(2026, 8, 20), CALENDAR)
    without = deadline(CONSULT, date(2026, 8, 20), WorkCalendar(TET))
    assert (with_it.due, without.due) == (date(2026, 8, 28), date(2026, 8, 31))
    assert "có tính ngày làm bù thứ Bảy 22/8/2026" in with_it.explanation()


def test_a_year_without_holiday_rows_is_said_and_not_passed_over():
    over_new_year = deadline(CONSULT, date(2026, 12, 28), CALENDAR)
    assert over_new_year.missing_years == (2027,)
    assert "chưa có bảng ngày nghỉ năm 2027" in over_new_year.explanation()
    assert deadline(CONSULT, date(2026, 12, 1), CALENDAR).missing_years == ()


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # 28/2 is a Saturday: the next working day
        (date(2027, 1, 29), 1, date(2027, 3, 1)),  # 28/2/2027 is a Sunday
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),  # nothing is moved when counting back
        (date(2026, 11, 30), 15, date(2028, 2, 29)),
    ],
)
def test_months_end_on_the_day_of_the_same_number_or_on_the_last(start, months, due):
    assert deadline(Rule("m", "m", offset=months, unit="month"), start, WorkCalendar()).due == due


def test_a_calendar_period_that_ends_on_a_day_off_ends_with_the_next_working_day():
    found = deadline(Rule("r", "báo cáo", "NĐ 64", offset=15), date(2026, 2, 1), CALENDAR)
    assert found.due == date(2026, 2, 23)
    assert "ngày 16/2/2026 là ngày nghỉ (nghỉ Tết)" in found.explanation()


def test_counting_back_moves_nothing_and_says_when_to_act():
    rule = Rule("conference-dossier", "trình hồ sơ", "QĐ 06/2020", occasion="event_start", offset=-30)
    found = deadline(rule, date(2026, 3, 20), CALENDAR)
    assert (found.due, found.act_by) == (date(2026, 2, 18), date(2026, 2, 13))
    assert "quy ước của chương trình" in found.explanation()
    assert "nên xong trong ngày làm việc 13/2/2026" in found.explanation()


def test_yearly_days_by_before_and_in_a_month():
    by = Rule("annual", "báo cáo năm", month=11, day=15)
    before = Rule("budget", "dự toán", month=7, day=10, strict="before")
    december = Rule("december", "báo cáo công tác", month=12)
    assert deadline_in_year(by, 2026, CALENDAR).due == date(2026, 11, 15)
    assert deadline_in_year(by, 2026, CALENDAR).act_by == date(2026, 11, 13)
    assert deadline_in_year(before, 2026, CALENDAR).due == date(2026, 7, 9)
    assert deadline_in_year(december, 2026, CALENDAR).due == date(2026, 12, 31)
    assert deadline(by, date(2026, 11, 16), CALENDAR).due == date(2027, 11, 15)


def test_what_falls_on_a_day_is_not_moved():
    numbering = Rule("numbering", "số văn bản bắt đầu lại", month=11, day=15, strict="on")
    found = deadline_in_year(numbering, 2026, CALENDAR)
    assert found.due == found.act_by == date(2026, 11, 15)


def test_a_day_of_one_year_stays_in_that_year():
    grace = Rule(
        "grace", "hết thời gian đổi tên", "NĐ 177/2025/NĐ-CP", month=2, day=28, year=2027, verification="T"
    )
    found = deadline(grace, date(2026, 11, 21), CALENDAR)
    assert found.due == date(2027, 2, 28)
    assert "hằng năm" not in found.explanation() and "[T]" in found.explanation()
    assert deadline(grace, date(2027, 3, 1), CALENDAR).due == date(2027, 2, 28)


def test_a_rule_that_says_nothing_is_refused_in_words():
    with pytest.raises(RuleUnclear) as refused:
        deadline(Rule("x", "việc lạ"), date(2026, 1, 1), CALENDAR)
    assert "việc lạ" in refused.value.message("vi")
    with pytest.raises(RuleUnclear):
        deadline(Rule("x", "x", offset=10**6), date(2026, 1, 1), CALENDAR)
    with pytest.raises(RuleUnclear):
        deadline(Rule("x", "x", offset=4000, unit="month"), date(9990, 1, 1), CALENDAR)


def test_the_version_in_force_on_the_day_is_chosen_and_own_rules_stand_beside():
    old = Rule("report", "cũ", offset=30, valid_to=date(2025, 6, 30))
    new = Rule("report", "mới", offset=15, valid_from=date(2025, 7, 1))
    own = Rule("report", "riêng", offset=7, owner="province-31", owner_name="Hải Phòng")
    assert rule_in_force([old, new], date(2025, 6, 30)) is old
    assert rule_in_force([new, old], date(2025, 7, 1)) is new
    assert rules_in_force([old, new, own], date(2026, 1, 1)) == [new]
    never_ended = Rule(
        "report", "quên kết thúc", offset=60, valid_from=date(2020, 1, 1), valid_to=date(2030, 1, 1)
    )
    assert rule_in_force([never_ended, new], date(2026, 1, 1)) is new, "the one that began last"
    assert rules_in_force([old, new, own], date(2026, 1, 1), ["province-31"]) == [new, own]


@given(days, st.integers(1, 120), calendars)
def test_working_days_forth_and_back_are_the_same_day(day, count, calendar):
    assume(calendar.is_working(day))
    assert calendar.shift(calendar.shift(day, count), -count) == day


@given(days, st.integers(-80, 80), calendars)
def test_a_count_of_working_days_never_lands_on_a_day_off(day, count, calendar):
    assume(count != 0)
    end = calendar.shift(day, count)
    assert calendar.is_working(end)
    first, last = (day + timedelta(days=1), end) if count > 0 else (end, day - timedelta(days=1))
    assert calendar.working_days(first, last) == abs(count)


units = st.sampled_from(["day", "working", "month"])


@given(days, days, st.integers(-60, 60), units, calendars)
def test_a_later_occasion_never_has_an_earlier_deadline(one, other, count, unit, calendar):
    rule = Rule("r", "r", offset=count, unit=unit)
    early, late = sorted((one, other))
    assert deadline(rule, early, calendar).due <= deadline(rule, late, calendar).due


@given(days, st.integers(-60, 60), st.integers(0, 30), units, calendars)
def test_more_days_never_make_an_earlier_deadline(day, count, more, unit, calendar):
    less, longer = (
        deadline(Rule("r", "r", offset=n, unit=unit), day, calendar).due for n in (count, count + more)
    )
    assert less <= longer


@given(days, st.integers(-60, 60), units, st.sampled_from(["by", "before"]), calendars)
def test_one_can_always_act_on_a_working_day_that_is_not_after_the_deadline(
    day, count, unit, strict, calendar
):
    found = deadline(Rule("r", "r", offset=count, unit=unit, strict=strict), day, calendar)
    assert calendar.is_working(found.act_by) and found.act_by <= found.due
    if count > 0 and strict == "by":
        assert calendar.is_working(found.due)


@given(st.lists(days, min_size=1, max_size=5, unique=True), days)
def test_one_version_is_in_force_and_it_is_the_right_one(starts, on):
    starts = sorted(starts)
    ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
    versions = [
        Rule("r", str(n), valid_from=a, valid_to=b) for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]
    found = rule_in_force(reversed(versions), on)
    if on < starts[0]:
        assert found is None
    else:
        assert found is versions[max(n for n, start in enumerate(starts) if start <= on)]


def test_planning_back_says_what_is_too_late_and_by_how_much():
    dossier = Rule("conference-dossier", "trình hồ sơ", occasion="event_start", offset=-30)
    report = Rule("conference-report", "báo cáo kết quả", occasion="event_end", offset=15)
    consult = Rule("conference-consult", "lấy ý kiến", occasion="request", offset=15)
    event = {"event_start": date(2026, 4, 20), "event_end": date(2026, 4, 21)}
    plan = plan_back(event, [report, dossier, consult], CALENDAR, today=date(2026, 3, 20))
    told = [(step.deadline.rule.code, step.deadline.due, step.enough, step.late_by) for step in plan]
    assert told == [
        # opinions are needed when the dossier goes in on 21/3 (a Saturday: act by the 20th)
        ("conference-consult", date(2026, 3, 6), False, 14),
        ("conference-dossier", date(2026, 3, 21), True, 0),
        ("conference-report", date(2026, 5, 6), True, 0),
    ]


def test_answers_and_decisions_follow_one_another():
    asked = Rule("agr-unit-consult", "trả lời", occasion="request", offset=7, unit="working")
    decided = Rule("agr-unit-decide", "quyết định", occasion="request", offset=5, unit="working")
    calendar = WorkCalendar()
    plan = plan_back({"signing": date(2026, 12, 18)}, [asked, decided], calendar, today=date(2026, 11, 21))
    assert [(step.deadline.rule.code, step.deadline.due) for step in plan] == [
        ("agr-unit-consult", date(2026, 12, 2)),
        ("agr-unit-decide", date(2026, 12, 11)),
    ]
    assert calendar.shift(date(2026, 12, 18), -12) == date(2026, 12, 2)
