"""The register's rules, norms, authorities and holidays reach the clock; a row changed by hand changes a date."""

from datetime import date

import pytest

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, system
from banggiao.core.nouns import noun_of
from banggiao.rules import planning, selectors
from banggiao.rules.models import DeadlineRule, Holiday
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create, records_create

BY = system("kiểm thử")
NOBODY = Viewer("người ngoài", labels=frozenset())


def make(noun, **values):
    return record_create(noun_of(noun), values, by=BY)


def rule(code, **values):
    return make(
        "deadline", **{"code": code, "name": f"Việc {code}", "legal_ref": f"Điều của {code}", **values}
    )


@pytest.fixture(autouse=True)
def only_these_rules(vietnam):
    """The pack's own rules are out of the way, so that only what a test writes counts."""
    DeadlineRule.objects.update(archived_at="2026-01-01T00:00Z")
    Holiday.objects.update(archived_at="2026-01-01T00:00Z")


def test_a_day_of_tet_added_by_hand_changes_a_computed_date():
    rule("test-answer", occasion="request", offset=7, unit="working")
    (before,) = selectors.deadlines_for(BY, "request", date(2027, 2, 1))
    assert before.due == date(2027, 2, 10)
    assert "chưa có bảng ngày nghỉ năm 2027" in before.explanation()
    added = make("holiday", on="2027-02-05", name="Tết Nguyên đán")
    (after,) = selectors.deadlines_for(BY, "request", date(2027, 2, 1))
    assert after.due == date(2027, 2, 11)
    assert "Tết Nguyên đán" in after.explanation() and after.missing_years == ()
    record_change(added, {"on": "2027-02-06", "works": True, "name": "làm bù"}, by=BY)
    (worked,) = selectors.deadlines_for(BY, "request", date(2027, 2, 1))
    assert worked.due == date(2027, 2, 9)


def test_the_rule_in_force_on_the_day_and_own_rules_beside():
    rule("test-report", occasion="return", offset=30, unit="day", valid_to="2026-05-31")
    rule("test-report", occasion="return", offset=7, unit="day", valid_from="2026-06-01")
    hue = Actor.objects.get(code="province-46")
    unit = make("actor", code="test-unit", name_vi="Phòng thử", kind="unit", parent=str(hue.key))
    rule("test-report", occasion="return", offset=5, unit="day", owner=str(hue.key))
    due = {d.due for d in selectors.deadlines_for(BY, "return", date(2026, 5, 4))}
    assert due == {date(2026, 6, 3)}
    found = selectors.deadlines_for(BY, "return", date(2026, 6, 2), owner=unit)
    assert [(d.due, d.rule.owner_name) for d in found] == [(date(2026, 6, 8), "Huế"), (date(2026, 6, 9), "")]
    own = selectors.deadline_for(BY, "test-report", date(2026, 6, 2), owner=unit)
    assert own is not None and own.rule.owner_name == "Huế"
    assert selectors.deadlines_for(NOBODY, "return", date(2026, 6, 2)) == []


def test_the_mark_of_the_row_is_shown_with_the_date():
    source = Source.objects.create(sha256="a" * 64, name="deadlines.csv", format="csv", caption="gói")
    records_create(
        noun_of("deadline"),
        [
            {
                "code": "test-grace",
                "name": "Hết thời gian",
                "month": 2,
                "day": 28,
                "year": 2027,
                "legal_ref": "NĐ 177/2025/NĐ-CP",
            }
        ],
        by=BY,
        evidence=Evidence(source=source, verification="T"),
    )
    found = selectors.deadline_for(BY, "test-grace", date(2026, 11, 21))
    assert found is not None and found.due == date(2027, 2, 28)
    assert "theo NĐ 177/2025/NĐ-CP [T]" in found.explanation()


def test_the_yearly_calendar_has_each_duty_once_in_the_years_of_its_rule():
    rule("test-plan", month=11, day=15, strict="by", valid_to="2026-12-31")
    rule("test-plan", month=11, day=30, strict="by", valid_from="2027-01-01")
    rule("test-budget", month=7, day=10, strict="before")
    rule("test-once", month=2, day=28, year=2027)
    rule("test-event", occasion="event_start", offset=-30, unit="day")
    rule("test-unclear")
    told = {
        year: [(d.due, d.rule.code) for d in selectors.yearly_calendar(BY, year)] for year in (2026, 2027)
    }
    assert told[2026] == [(date(2026, 7, 9), "test-budget"), (date(2026, 11, 15), "test-plan")]
    assert told[2027] == [
        (date(2027, 2, 28), "test-once"),
        (date(2027, 7, 9), "test-budget"),
        (date(2027, 11, 30), "test-plan"),
    ]


def test_norms_and_authorities_of_a_day():
    for start, end, amount in (("2020", "2026-05-17", 100), ("2026-05-18", None, 150)):
        make(
            "norm",
            code="test-tea",
            item="Nước uống",
            guest_class="A",
            amount=amount,
            unit="đồng",
            legal_ref="TT",
            valid_from=start,
            valid_to=end,
        )
    make("norm", code="test-tea", item="Nước uống", guest_class="B", amount=90, unit="đồng", legal_ref="TT")
    assert [n.amount for n in selectors.norm_for(BY, "test-tea", "A", on=date(2026, 5, 17))] == [100]
    assert [n.amount for n in selectors.norm_for(BY, "test-tea", "A", on=date(2026, 5, 18))] == [150]
    assert len(selectors.norm_for(BY, "test-tea", on=date(2026, 6, 1))) == 2
    make(
        "authority",
        code="test-approve",
        subject="Cho phép hội nghị",
        condition="cấp bộ trưởng",
        authority="Thủ tướng",
        legal_ref="QĐ 06/2020",
        valid_from="2020",
    )
    assert [a.authority for a in selectors.authority_for(BY, "test-approve", on=date(2026, 1, 1))] == [
        "Thủ tướng"
    ]
    assert selectors.authority_for(BY, "test-approve", on=date(2019, 1, 1)) == []


def test_reports_required_show_their_next_cut_off_and_data_window():
    rule("test-cutoff", month=11, day=15)
    common = {"content": "x", "period": "year", "legal_ref": "QĐ 06/2020"}
    make("report", name="Kiểm thử hội nghị", window="15/12 năm trước – 14/12", cut_off="18/12", **common)
    make("report", name="Kiểm thử thỏa thuận", cut_off="test-cutoff", **common)
    make("report", name="Kiểm thử theo sự kiện", cut_off="15 ngày sau sự kiện", **common)
    found = {
        c.report.name: c
        for c in selectors.reports_due(BY, date(2026, 11, 21))
        if c.report.name.startswith("Kiểm thử")
    }
    assert found["Kiểm thử hội nghị"].dates == (date(2026, 12, 18),)
    assert found["Kiểm thử hội nghị"].window == (date(2025, 12, 15), date(2026, 12, 14))
    assert found["Kiểm thử thỏa thuận"].dates == (date(2027, 11, 15),)
    assert found["Kiểm thử thỏa thuận"].deadline is not None
    assert found["Kiểm thử theo sự kiện"].dates == ()


def test_planning_back_takes_the_rules_of_that_kind_of_event():
    rule("testconf-dossier", occasion="event_start", offset=-30, unit="day", applies_to="hội nghị quốc tế")
    rule("testconf-answer", occasion="request", offset=15, unit="day")
    rule("testdeal-answer", occasion="request", offset=7, unit="working")
    rule("testdeal-report", occasion="signing", offset=15, unit="day", applies_to="thỏa thuận quốc tế")
    kinds = planning.plannable(BY, date(2026, 11, 21))
    assert [(k.code, k.label(), k.occasions) for k in kinds] == [
        ("testconf", "Việc testconf-dossier", ("event_start",)),
        ("testdeal", "Việc testdeal-answer", ("signing",)),
    ]
    steps = planning.plan(BY, "testconf", {"event_start": date(2026, 12, 15)}, today=date(2026, 11, 21))
    assert [(s.deadline.rule.code, s.late_by) for s in steps] == [
        ("testconf-answer", 22),
        ("testconf-dossier", 8),
    ]
    deal = planning.plan(BY, "testdeal", {"signing": date(2026, 12, 15)}, today=date(2026, 11, 21))
    assert [(s.deadline.rule.code, s.deadline.due, s.enough) for s in deal] == [
        ("testdeal-answer", date(2026, 12, 4), True),
        ("testdeal-report", date(2026, 12, 30), True),
    ]


def test_a_step_that_does_not_apply_is_left_out_and_the_rest_has_more_time():
    rule("testdeal-unit-consult", occasion="request", offset=7, unit="working")
    rule("testdeal-unit-decide", occasion="request", offset=5, unit="working")
    rule("testdeal-report", occasion="signing", offset=15, unit="day")
    rule("testdeal-report-long", occasion="signing", offset=30, unit="day")
    kinds = [kind.code for kind in planning.plannable(BY, date(2026, 11, 21))]
    assert kinds == ["testdeal-unit", "testdeal"], "a code alone in its group belongs to the first part"
    event = {"signing": date(2026, 12, 18)}
    whole = planning.plan(BY, "testdeal-unit", event, today=date(2026, 12, 4))
    assert [s.enough for s in whole] == [False, True]
    shorter = planning.plan(
        BY, "testdeal-unit", event, today=date(2026, 12, 4), skip={"testdeal-unit-decide"}
    )
    assert [(s.deadline.due, s.enough) for s in shorter] == [(date(2026, 12, 9), True)]
    assert len(planning.rules_of(BY, "testdeal-unit", event)) == 2
