"""The relation file of a partner, and the fields that no activity covers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.nouns import noun_of
from banggiao.engagements.selectors import coverage_of, relation_with
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
TODAY = date(2026, 11, 22)


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


def agreement(title, signed, partner="province-31"):
    instrument = write("instrument", title=title, kind="agreement", lifecycle="in_force", date=signed)
    write("party", instrument=str(instrument.key), actor=partner, role="party")
    return instrument


@pytest.fixture
def partner():
    return Actor.objects.get(code="province-31")


def test_an_agreement_without_activity_for_two_years_stands_on_paper_only(partner):
    agreement("Thỏa thuận cũ", "2020-01-01")
    alive = agreement("Thỏa thuận sống", "2020-01-01")
    write("commitment", text="Việc", lead="mfa", instrument=str(alive.key), given_on="2026-05-01")
    agreement("Thỏa thuận mới", "2026-10-01")
    found = {a.instrument.title: a.quiet for a in relation_with(partner, BY, TODAY).agreements}
    assert found == {"Thỏa thuận cũ": True, "Thỏa thuận sống": False, "Thỏa thuận mới": False}


def test_contacts_of_the_last_two_years_are_counted_by_channel(partner):
    for day, status in (
        ("2026-05-01", "held"),
        ("2025-05-01", "held"),
        ("2026-06-01", "cancelled"),
        ("2020", "held"),
    ):
        write(
            "engagement",
            title="Thăm",
            kind="visit",
            counterpart="province-31",
            valid_from=day,
            status=status,
            channel="party",
        )
    found = relation_with(partner, BY, TODAY)
    assert (found.contact_count, found.contacts_by_channel) == (2, [("Đảng", 2)])


def test_commitments_are_told_by_their_four_states(partner):
    write("commitment", text="Trễ", kind="partner", lead="mfa", counterpart="province-31", due="2026-01-31")
    write("commitment", text="Còn hạn", kind="partner", lead="mfa", counterpart="province-31", due="2027")
    found = relation_with(partner, BY, TODAY).commitments
    assert {(state, n) for _, _, state, n in found} == {("doing_late", 1), ("doing_on_time", 1)}


def test_what_one_may_not_see_is_in_no_count(partner):
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    values = {
        "title": "Thăm",
        "kind": "visit",
        "counterpart": "province-31",
        "valid_from": "2026-05-01",
        "status": "held",
    }
    record_create(noun_of("engagement"), values, by=BY, label=label)
    stranger = Viewer("Người khác", labels=frozenset({1}))
    assert relation_with(partner, stranger, TODAY).contact_count == 0
    assert relation_with(partner, BY, TODAY).contact_count == 1
    assert coverage_of(2026, stranger).elsewhere < coverage_of(2026, BY).elsewhere


def test_a_relation_file_costs_the_same_whatever_it_holds(partner):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            relation_with(partner, BY, TODAY)
        return len(seen)

    agreement("Thỏa thuận đầu", "2020-01-01")
    once = queries()
    for n in range(3):
        agreement(f"Thỏa thuận {n}", "2020-01-01")
        write(
            "tie", kind="twinning", subject="mfa", counterpart="province-31", rank=f"k{n}", valid_from="2020"
        )
    assert queries() == once


def test_a_year_shows_the_fields_that_no_channel_covers():
    before = coverage_of(2026, BY)
    write(
        "engagement",
        title="Hội nghị",
        kind="conference",
        field="borders",
        channel="state",
        valid_from="2026-03",
    )
    after = coverage_of(2026, BY)
    changed = [
        (field.code, after.channels[at].code)
        for (field, was), (_, now) in zip(before.rows, after.rows, strict=True)
        for at, (a, b) in enumerate(zip(was, now, strict=True))
        if a != b
    ]
    assert changed == [("borders", "state")]
