"""Who was briefed on an instrument, and the principles a proposed agreement answers before it is concluded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import RowsRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.briefings import not_briefed
from banggiao.instruments.models import Clause, Instrument
from banggiao.instruments.principles import PRINCIPLES
from banggiao.sources.deeds import claim_add, field_choose
from banggiao.sources.records import record_change, record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
TODAY = date(2026, 11, 22)


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture
def directive():
    return write("instrument", title="Chỉ thị thử", kind="directive")


@pytest.fixture
def proposal():
    return write("instrument", title="Thỏa thuận thử", kind="agreement", lifecycle="negotiation")


def answer(proposal, principle, answer="yes", **more):
    return write(
        "principle", instrument=str(proposal.key), principle=principle, answer=answer, actor="mfa", **more
    )


def answer_all(proposal):
    for code, _, _ in PRINCIPLES:
        answer(proposal, code)


def codes(actors):
    return {one.code for one in actors}


def test_bodies_that_clauses_and_commitments_name_to_lead_are_not_yet_briefed(directive):
    clause = write("clause", instrument=str(directive.key), number="1", kind="task", title="Việc")
    Clause.objects.filter(pk=clause.pk).update(leads=["mfa", "bct"])
    write("commitment", text="Việc", lead="btp", instrument=str(directive.key))
    assert codes(not_briefed(directive, BY, TODAY)) == {"mfa", "bct", "btp"}


def test_a_body_with_a_briefing_is_briefed_and_one_of_another_instrument_is_not(directive):
    other = write("instrument", title="Chỉ thị khác", kind="directive")
    for lead in ("mfa", "bct"):
        write("commitment", text="Việc", lead=lead, instrument=str(directive.key))
    write("briefing", instrument=str(directive.key), bodies=["mfa", "btp"], on="2026-10-01",
          method="conference", host="mfa", people=120)  # fmt: skip
    write("briefing", instrument=str(other.key), bodies=["bct"], on="2026-10-01", method="letter")
    assert codes(not_briefed(directive, BY, TODAY)) == {"bct"}


def test_for_an_ended_body_those_who_answer_for_it_are_to_be_briefed(directive):
    old = write("actor", name_vi="Ban cũ", code="ban-cu", kind="agency")
    write("succession", predecessor="ban-cu", successor="mfa", kind="merged_into", on="2025-03-01")
    write("commitment", text="Việc", lead=old.code, instrument=str(directive.key))
    assert codes(not_briefed(directive, BY, TODAY)) == {"mfa"}
    assert codes(not_briefed(directive, BY, date(2025, 2, 28))) == {"ban-cu"}
    write("briefing", instrument=str(directive.key), bodies=[old.code], on="2024", method="letter")
    assert not_briefed(directive, BY, TODAY) == []


def test_what_one_may_not_see_names_no_body(directive):
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    record_create(
        noun_of("commitment"),
        {"text": "Việc", "lead": "bct", "instrument": str(directive.key)},
        by=BY,
        label=label,
    )
    outside = Viewer(name="người ngoài", labels=frozenset({1}), may=lambda _: True)
    assert codes(not_briefed(directive, BY, TODAY)) == {"bct"}
    assert not_briefed(directive, outside, TODAY) == []


@pytest.mark.parametrize("stage", ["signed", "approval", "in_force", "review"])
def test_a_proposed_agreement_is_not_concluded_while_an_answer_is_missing(proposal, stage):
    for code, _, _ in PRINCIPLES[:-1]:
        answer(proposal, code)
    with pytest.raises(RowsRefused) as refused:
        record_change(proposal, {"lifecycle": stage}, by=BY, reason="ký")
    ((_, fault),) = refused.value.faults
    assert fault.field == "lifecycle"
    assert "phù hợp pháp luật trong nước" in fault.vietnamese
    assert "bình đẳng" not in fault.vietnamese
    answer(proposal, PRINCIPLES[-1][0])
    assert record_change(proposal, {"lifecycle": stage}, by=BY, reason="ký").lifecycle == stage


def test_another_source_cannot_conclude_it_past_the_check(proposal):
    with pytest.raises(RowsRefused):
        claim = claim_add(proposal, {"lifecycle": "signed"}, by=BY)
        field_choose(proposal, "lifecycle", claim=claim, by=BY, reason="ký")
    assert Instrument.objects.get(pk=proposal.pk).lifecycle == "negotiation"


def test_a_proposal_may_be_given_up_and_goes_on_from_study_to_negotiation(proposal):
    assert record_change(proposal, {"lifecycle": "study"}, by=BY, reason="lùi").lifecycle == "study"
    assert (
        record_change(proposal, {"lifecycle": "negotiation"}, by=BY, reason="tiếp").lifecycle == "negotiation"
    )
    assert record_change(proposal, {"lifecycle": "ended"}, by=BY, reason="dừng").lifecycle == "ended"


def test_an_archived_answer_is_missing_again(proposal):
    from banggiao.sources.deeds import record_archive

    answer_all(proposal)
    record_archive(proposal.principle_checks.first(), by=BY, reason="nhầm")
    with pytest.raises(RowsRefused):
        record_change(proposal, {"lifecycle": "signed"}, by=BY, reason="ký")


def test_not_kept_needs_an_explanation_and_a_principle_is_answered_once(proposal):
    for given in ("no", "na"):
        with pytest.raises(RowsRefused):
            answer(proposal, "equality", given)
    answer(proposal, "equality", "no", note="Nghĩa vụ lệch về một bên")
    with pytest.raises(RowsRefused):
        answer(proposal, "equality")


def test_a_directive_asks_for_no_principles():
    plan = write("instrument", title="Đề án", kind="programme", lifecycle="study")
    assert record_change(plan, {"lifecycle": "in_force"}, by=BY, reason="ban hành").lifecycle == "in_force"


def test_the_page_of_an_instrument_tells_both(sign_in, directive, proposal):
    write("commitment", text="Việc", lead="bct", instrument=str(directive.key))
    browser = sign_in()
    told = browser.get(f"/r/instrument/{directive.key}/follow/").content.decode()
    assert "Bộ Công Thương" in told
    assert f"/r/briefing/new/?instrument={directive.key}&amp;bodies=" in told
    assert "Bình đẳng" not in told
    told = browser.get(f"/r/instrument/{proposal.key}/follow/").content.decode()
    assert "Bình đẳng" in told
    assert f"principle/new/?instrument={proposal.key}&amp;principle=equality" in told
    assert (
        f"/r/instrument/{proposal.key}/follow/"
        in browser.get(f"/r/instrument/{proposal.key}/").content.decode()
    )


def test_a_country_pack_reports_what_was_concluded_without_being_asked(proposal):
    Instrument.objects.filter(pk=proposal.pk).update(code="fta-thu", kind="fta")
    proposal.refresh_from_db()
    assert (
        record_change(proposal, {"lifecycle": "in_force"}, by=BY, reason="hiệu lực").lifecycle == "in_force"
    )


def test_the_part_of_the_page_asks_the_database_as_often_for_many_bodies_as_for_one(sign_in, directive):
    browser = sign_in()
    counts = []
    for leads in (["mfa"], ["bct", "btp", "ttcp"]):
        for lead in leads:
            write("commitment", text=f"Việc của {lead}", lead=lead, instrument=str(directive.key))
        browser.get(f"/r/instrument/{directive.key}/follow/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/r/instrument/{directive.key}/follow/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
