"""Who is told of what, when: 7, 3 and 1 days before, overdue, the superior; once each; only what one may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.actors.models import Person, Post, Tenure
from banggiao.clock import WorkCalendar
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment
from banggiao.reminders.models import Absence, Notice, Stands
from banggiao.reminders.passing import reminders_write
from banggiao.reviews.duties import report_by_set
from banggiao.reviews.models import RequestedBody, Review, Submission
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create
from tests.access.worlds import TODAY, actor
from tests.reminders.conftest import BY, inside, task

pytestmark = pytest.mark.django_db


def in_days(count):
    return TODAY + timedelta(days=count)


def told(person, **more):
    return sorted(Notice.objects.filter(user=person, **more).values_list("step", flat=True))


def test_the_people_in_charge_are_told_seven_three_and_one_days_before_and_when_it_is_overdue(ministry):
    friday = date(2026, 12, 11)
    task(ministry.department, friday)
    heard = {}
    day = friday - timedelta(days=12)
    while day <= friday + timedelta(days=40):
        before = Notice.objects.filter(user=ministry.officer).count()
        reminders_write(today=day)
        if Notice.objects.filter(user=ministry.officer).count() > before:
            heard[(day - friday).days] = Notice.objects.filter(user=ministry.officer).latest("id").step
        day += timedelta(days=1)
    assert heard == {-7: "before-7", -3: "before-3", -1: "before-1", 1: "overdue"}
    assert told(ministry.leader) == told(ministry.officer)
    assert told(ministry.reader) == told(ministry.outsider) == []


def test_the_last_reminder_comes_on_the_working_day_before(ministry):
    task(ministry.department, date(2026, 11, 30))  # a Monday
    reminders_write(today=date(2026, 11, 26))
    assert told(ministry.officer) == ["before-7"]
    reminders_write(today=date(2026, 11, 27))  # the Friday before it: also three days before
    assert told(ministry.officer, step="before-1") == ["before-1"]


def test_the_superior_is_told_of_what_is_five_working_days_overdue(ministry):
    task(ministry.department, date(2026, 11, 13))  # a Friday
    reminders_write(today=date(2026, 11, 19))
    assert told(ministry.minister) == []
    reminders_write(today=date(2026, 11, 20))
    assert told(ministry.minister) == ["superior"]
    assert told(ministry.outsider) == []


def test_a_pass_that_is_late_tells_the_latest_step_alone(ministry):
    task(ministry.department, in_days(2))
    assert reminders_write(today=TODAY) == 2
    assert told(ministry.officer) == ["before-3"]
    task(ministry.department, in_days(-200), "Đã lâu")
    assert reminders_write(today=TODAY) == 0, "what is long overdue is on its page, not in everybody's inbox"


def test_what_is_done_or_archived_or_has_no_day_reminds_nobody(ministry):
    task(ministry.department, in_days(2), done_on="2026-11-20", evidence="BC 1")
    task(ministry.department, None)
    gone = task(ministry.department, in_days(2))
    type(gone).objects.filter(pk=gone.pk).update(archived_at="2026-11-01T00:00:00Z")
    assert reminders_write(today=TODAY) == 0


def test_a_last_day_that_is_moved_is_told_anew(ministry):
    record = task(ministry.department, in_days(2))
    reminders_write(today=TODAY)
    record_change(record, {"due": in_days(7).isoformat()}, by=BY)
    reminders_write(today=TODAY)
    assert told(ministry.officer) == ["before-3", "before-7"]


def test_a_milestone_reminds_who_leads_its_commitment_until_that_is_done(ministry):
    whole = task(ministry.department, in_days(300))
    given_ = {"commitment": str(whole.key), "text": "Mốc một", "due": in_days(3).isoformat()}
    record_create(noun_of("milestone"), given_, by=BY)
    reminders_write(today=TODAY)
    assert told(ministry.officer, noun="milestone") == ["before-3"]
    Notice.objects.all().delete()
    record_change(whole, {"done_on": "2026-11-20", "evidence": "BC 2"}, by=BY)
    assert reminders_write(today=TODAY) == 0


def test_a_report_required_reminds_those_who_report_before_its_cut_off(ministry):
    given_ = {
        "name": "Báo cáo năm", "content": "x", "period": "year", "cut_off": "25/11", "legal_ref": "x",
        "reporters": [str(ministry.department.key)],
    }  # fmt: skip
    record_create(noun_of("report"), given_, by=BY)
    reminders_write(today=TODAY)
    assert told(ministry.officer, noun="report") == ["before-3"]
    reminders_write(today=date(2026, 11, 26))
    assert told(ministry.officer, noun="report", step="overdue") == []


def test_a_body_without_people_is_answered_for_by_the_nearest_above_that_has_some(ministry):
    room = actor("phong-nhac", ministry.department)
    task(room, in_days(3))
    reminders_write(today=TODAY)
    assert told(ministry.officer) == ["before-3"]


def test_nobody_is_told_of_what_she_may_not_see(ministry):
    elsewhere = inside(ministry.outsider.memberships.get().actor)
    task(ministry.department, in_days(3), "Kín", label=elsewhere)
    assert reminders_write(today=TODAY) == 0


class TestOutOfOffice:
    def away(self, person, deputy, first=TODAY, last=TODAY):
        Absence.objects.create(user=person, first=first, last=last, deputy=deputy)

    def test_the_deputy_is_told_instead(self, ministry):
        self.away(ministry.officer, ministry.reader)
        task(ministry.department, in_days(3))
        reminders_write(today=TODAY)
        assert told(ministry.officer) == []
        assert Notice.objects.get(user=ministry.reader).instead_of == ministry.officer

    def test_what_the_deputy_may_not_see_stays_with_who_is_away(self, ministry):
        self.away(ministry.officer, ministry.outsider)
        task(ministry.department, in_days(3), label=inside(ministry.department))
        reminders_write(today=TODAY)
        assert told(ministry.officer) == ["before-3"]
        assert told(ministry.outsider) == []

    def test_before_and_after_she_is_told_herself(self, ministry):
        self.away(ministry.officer, ministry.reader, in_days(1), in_days(2))
        task(ministry.department, in_days(3))
        reminders_write(today=TODAY)
        assert told(ministry.officer) == ["before-3"]

    def test_a_deputy_who_is_away_has_a_deputy_too_and_two_who_stand_for_each_other_are_told(self, ministry):
        self.away(ministry.officer, ministry.reader)
        self.away(ministry.reader, ministry.minister)
        task(ministry.department, in_days(3))
        reminders_write(today=TODAY)
        assert told(ministry.minister) == ["before-3"]
        Notice.objects.all().delete()
        self.away(ministry.minister, ministry.officer)
        reminders_write(today=TODAY)
        assert told(ministry.officer) == ["before-3"]


def test_the_leader_in_charge_of_the_field_is_told_of_what_is_overdue(ministry):
    person = Person.objects.create(name="Lãnh đạo")
    post = Post.objects.create(name_vi="Thứ trưởng", actor=ministry.top)
    tenure = Tenure.objects.create(person=person, post=post)
    tenure.charges.create(field="hoi-nhap")
    Stands.objects.create(user=ministry.outsider, person=person)
    record = task(ministry.department, date(2026, 11, 10))
    Commitment.objects.filter(pk=record.pk).update(field="hoi-nhap")
    reminders_write(today=TODAY)
    assert told(ministry.outsider) == ["leader"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=st.lists(st.integers(-40, 15), min_size=1, max_size=6),
    passes=st.lists(st.integers(0, 12), min_size=1, max_size=6),
)
def test_whenever_passes_run_each_person_has_each_step_that_was_told_once(ministry, dues, passes):
    Notice.objects.all().delete()
    Commitment.objects.filter(lead=ministry.department).delete()
    records = [task(ministry.department, in_days(due), f"Việc {n}") for n, due in enumerate(dues)]
    for day in passes:  # in any order, some twice
        reminders_write(today=in_days(day))
    calendar = WorkCalendar()  # there is no holiday in these weeks
    owed = set()
    for record in records:
        for day in map(in_days, passes):
            steps = ["before-7", "before-3", "before-1", "overdue"]
            begins = [
                record.due - timedelta(days=7), record.due - timedelta(days=3), calendar.shift(record.due, -1),
                record.due + timedelta(days=1),
            ]  # fmt: skip
            begun = [step for step, begin in zip(steps, begins, strict=True) if begin <= day]
            begun.sort(key=lambda step: begins[steps.index(step)])
            last = record.due + timedelta(days=30 if begun[-1:] == ["overdue"] else 0)
            if begun and day <= last:
                owed.add((record.key, f"{begun[-1]}:{record.due.isoformat()}"))
    for person in (ministry.officer, ministry.leader):
        held = list(Notice.objects.filter(user=person).values_list("record_key", "occasion"))
        assert len(held) == len(set(held))
        assert set(held) == owed


def test_a_review_reminds_the_bodies_that_have_not_reported_by_the_last_day_set(ministry):
    paper = record_create(noun_of("instrument"), {"title": "Chỉ thị thử", "kind": "directive"}, by=BY)
    review = Review.objects.create(title="Sơ kết thử", caption="Sơ kết thử", instrument=paper)
    for order, body in enumerate((ministry.department, ministry.outsider.memberships.get().actor)):
        RequestedBody.objects.create(review=review, actor=body, order=order, name=body.name_vi)
    report_by_set(review=review, day=in_days(3), who="thu")
    Submission.objects.create(
        review=review, file_name="x", state="read", sha256="a" * 64,
        source=Source.objects.create(sha256="a" * 64, name="x", title="x"),
        counts_for=ministry.outsider.memberships.get().actor,
    )  # fmt: skip
    reminders_write(today=TODAY)
    assert told(ministry.leader, noun="review") == ["before-3"]
    assert told(ministry.outsider) == [], "it has reported"
    report_by_set(review=review, day=None, who="thu")
    reminders_write(today=in_days(2))
    assert told(ministry.leader, noun="review") == ["before-3"]
