"""What is done to records besides creating and changing them."""

import pytest
from django.utils import timezone

from banggiao.actors.models import Tie
from banggiao.core.access import Viewer, label_get
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import AccessLabel, Attachment
from banggiao.sources.deeds import (
    claim_accept,
    claim_add,
    claim_reject,
    field_choose,
    record_archive,
    record_relabel,
    record_restore,
)
from banggiao.sources.evidence import Evidence
from banggiao.sources.holding import choices_about, claims_about, disputes, held
from banggiao.sources.models import Claim, ClaimState
from banggiao.sources.projecting import record_reproject
from banggiao.sources.records import record_change
from tests.register.deeds_tools import (
    BY,
    actor,
    agency,
    claim_saying,
    events_of,
    last_event,
    meeting,
    source,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]


@pytest.fixture
def uk_tier():
    """The partnership of Viet Nam and the United Kingdom, of which two newspapers give two days (C1)."""
    tie = Tie.objects.filter(kind="partnership", counterpart__code="country-GBR").first()
    if tie is not None:
        record_archive(tie, by=BY, reason="để thử")
    return write(
        "tie", evidence=Evidence(source=source("a"), words="nâng cấp quan hệ ngày 29/10"), kind="partnership",
        subject="country-VNM", counterpart="country-GBR", rank="CSP", valid_from="2025-10-29",
    )  # fmt: skip


# Two sources that disagree


def test_two_sources_disagree_and_one_is_chosen_with_a_reason(uk_tier):
    (other,) = claim_add(uk_tier, {"valid_from": "2025-10-30"}, by=BY, evidence=Evidence(source=source("b")))
    uk_tier.refresh_from_db()
    assert str(uk_tier.valid_from) == "2025-10-29", "what another says does not change what holds"
    before = timezone.now()
    field_choose(uk_tier, "valid_from", claim=other, by=BY, reason="Theo ngày của tuyên bố chung")
    uk_tier.refresh_from_db()
    assert str(uk_tier.valid_from) == "2025-10-30"
    claims, choices = claims_about("tie", uk_tier.key), choices_about("tie", uk_tier.key)
    now, then = held(claims, choices)["valid_from"], held(claims, choices, at=before)["valid_from"]
    assert (now.value, now.choice.reason) == ("2025-10-30", "Theo ngày của tuyên bố chung")
    assert then.value == "2025-10-29", "as known on before the choice the old value is the answer"
    assert [c.says["valid_from"] for c in disputes("valid_from", now)] == ["2025-10-29"]
    event = last_event(uk_tier)
    assert (event.code, event.before["valid_from"], event.after["valid_from"], event.reason) == (
        "tie.chosen", "2025-10-29", "2025-10-30", "Theo ngày của tuyên bố chung",
    )  # fmt: skip


def test_a_choice_wants_a_reason_and_a_claim_that_speaks_of_the_field(uk_tier):
    (other,) = claim_add(uk_tier, {"valid_from": "2025-10-30"}, by=BY)
    for field, reason in (("valid_from", " "), ("rank", "mới hơn")):
        with pytest.raises(DeedRefused):
            field_choose(uk_tier, field, claim=other, by=BY, reason=reason)
    assert not choices_about("tie", uk_tier.key)


def test_a_choice_that_breaks_a_rule_of_the_noun_is_refused_whole(uk_tier):
    (other,) = claim_add(uk_tier, {"valid_from": "2025-10-30"}, by=BY)
    record_change(uk_tier, {"valid_to": "2025-10-29"}, by=BY, reason="kết thúc ngay")
    with pytest.raises(RowsRefused) as refusal:
        field_choose(uk_tier, "valid_from", claim=other, by=BY, reason="mới hơn")
    assert refusal.value.code == "interval"
    uk_tier.refresh_from_db()
    assert str(uk_tier.valid_from) == "2025-10-29"
    assert last_event(uk_tier).code == "tie.changed"


# What papers say, and what people decide about it


def test_a_proposal_holds_only_where_nothing_accepted_does_and_its_refusal_takes_it_back():
    record = meeting()
    (told,) = claim_add(
        record, {"place": "Huế"}, by=BY, evidence=Evidence(source=source("a"), confirmed=False)
    )
    record.refresh_from_db()
    assert record.place == "Huế"
    claim_add(record, {"place": "Vinh"}, by=BY)
    record_reproject(record, by=BY)
    record.refresh_from_db()
    assert record.place == "Vinh", "what a person said stands before what a paper proposes"
    claim_reject(told, by=BY, reason="Nhầm đoàn")
    told.refresh_from_db()
    assert (told.state, told.reason, told.decided_by) == (ClaimState.REFUSED, "Nhầm đoàn", BY.name)
    event = last_event(record)
    assert (event.code, event.reason) == ("engagement.rejected", "Nhầm đoàn")


def test_an_accepted_claim_is_confirmed_by_whoever_accepts_it():
    record = meeting()
    (told,) = claim_add(
        record, {"place": "Huế"}, by=BY, evidence=Evidence(source=source("a"), confirmed=False)
    )
    claim_accept(told, by=BY)
    told.refresh_from_db()
    assert (told.state, told.decided_by) == (ClaimState.CONFIRMED, BY.name)
    with pytest.raises(DeedRefused):
        claim_accept(told, by=BY)
    assert [e.code for e in events_of(record)] == [
        "engagement.created",
        "engagement.claimed",
        "engagement.accepted",
    ]


def test_the_only_claim_for_a_required_field_is_not_refused():
    record = meeting()
    with pytest.raises(DeedRefused) as refusal:
        claim_reject(claim_saying(record, "title", record.title), by=BY, reason="nhầm")
    assert refusal.value.code == "claim-needed"
    assert not Claim.objects.filter(state=ClaimState.REFUSED).exists()


def test_a_claim_whose_source_one_may_not_see_is_not_there(uk_tier):
    (told,) = claim_add(
        uk_tier,
        {"valid_from": "2025-10-30"},
        by=BY,
        evidence=Evidence(source=source("c", agency()), confirmed=False),
    )
    outsider = Viewer(name="khách", labels=frozenset({1}), may=lambda _: True)
    for deed in (
        lambda: claim_accept(told, by=outsider),
        lambda: claim_reject(told, by=outsider, reason="nhầm"),
        lambda: field_choose(uk_tier, "valid_from", claim=told, by=outsider, reason="mới hơn"),
    ):
        with pytest.raises(DeedRefused) as refusal:
            deed()
        assert refusal.value.code == "not-found"


# Masking


def test_a_value_that_rests_on_a_narrower_source_stands_in_no_column():
    record = meeting(place="Hà Nội")
    (told,) = claim_add(
        record, {"place": "Nhà khách kín"}, by=BY, evidence=Evidence(source=source("c", agency()))
    )
    record.refresh_from_db()
    assert record.place == "Hà Nội"
    field_choose(record, "place", claim=told, by=BY, reason="Địa điểm thật")
    record.refresh_from_db()
    assert record.place == ""
    assert "Nhà khách kín" not in str([(e.before, e.after) for e in events_of(record)])
    assert (
        held(claims_about("engagement", record.key), choices_about("engagement", record.key))["place"].value
        == "Nhà khách kín"
    )
    record_relabel(record, label=agency(), by=BY, reason="nội bộ")
    record.refresh_from_db()
    assert record.place == "Nhà khách kín", "those who see the record now may all see its source"
    record_relabel(record, label=AccessLabel.objects.get(pk=1), by=BY, reason="công bố")
    record.refresh_from_db()
    assert record.place == ""


def test_a_required_value_from_a_narrower_source_is_not_chosen_and_the_refusal_names_it():
    record = meeting()
    (told,) = claim_add(
        record, {"title": "Đàm phán kín"}, by=BY, evidence=Evidence(source=source("c", agency()))
    )
    with pytest.raises(DeedRefused) as refusal:
        field_choose(record, "title", claim=told, by=BY, reason="tên thật")
    assert refusal.value.code == "masked"
    assert "tên hoạt động" in refusal.value.message("vi")
    assert "Văn bản c" in refusal.value.message("vi")


def test_a_record_is_not_shown_to_more_people_than_the_paper_that_names_it():
    record = write("engagement", evidence=Evidence(source=source("d", agency())), title="Kín", kind="meeting")
    assert record.label == agency()
    with pytest.raises(DeedRefused) as refusal:
        record_relabel(record, label=AccessLabel.objects.get(pk=1), by=BY, reason="công bố")
    assert refusal.value.code == "masked"
    record.refresh_from_db()
    assert record.label == agency()


# Who may see it


def test_parts_and_files_follow_save_those_that_fewer_may_see():
    record = meeting()
    part = write("participation", engagement=str(record.key), actor="mfa", role="host")
    apart = write("participation", engagement=str(record.key), actor="bct", role="member")
    named = label_get(circulation="named", owner=agency().owner, named=[agency().owner])
    record_relabel(apart, label=named, by=BY, reason="kín")
    file = Attachment.objects.create(
        noun="engagement", record_key=record.key, name="a.pdf", media_type="application/pdf", size=1, sha256="a" * 64,
        added_by=BY.name,
    )  # fmt: skip
    record_relabel(record, label=agency(), by=BY, reason="nội bộ")
    for row in (record, part, file):
        row.refresh_from_db()
        assert row.label == agency()
    apart.refresh_from_db()
    assert apart.label == named


# Archiving


def test_a_record_on_which_others_depend_is_not_archived_and_they_are_named():
    record = meeting()
    part = write("participation", engagement=str(record.key), actor="mfa", role="host")
    with pytest.raises(DeedRefused) as refusal:
        record_archive(record, by=BY, reason="thừa")
    assert refusal.value.code == "depended-on"
    assert part.caption in refusal.value.message("vi")
    record_archive(part, by=BY, reason="thừa")
    record_archive(record, by=BY, reason="thừa")
    with pytest.raises(DeedRefused) as refusal:
        record_restore(part, by=BY)
    assert refusal.value.code == "archived-target"
    record_restore(record, by=BY)
    record_restore(part, by=BY)
    assert [e.code.partition(".")[2] for e in events_of(part)] == ["created", "archived", "restored"]


def test_a_dependent_that_one_may_not_see_is_not_named():
    body = actor("co-quan-thu", "Cơ quan thử")
    record = meeting(title="Họp kín", host="co-quan-thu")
    record_relabel(record, label=agency(), by=BY, reason="kín")
    outsider = Viewer(name="khách", labels=frozenset({1}), may=lambda _: True)
    with pytest.raises(DeedRefused) as refusal:
        record_archive(body, by=outsider, reason="thừa")
    assert "Họp kín" not in refusal.value.message("vi")


def test_what_took_its_place_meanwhile_keeps_a_record_archived():
    old = write("tie", kind="partnership", subject="mfa", counterpart="bct", rank="CP", valid_from="2020")
    record_archive(old, by=BY, reason="nhập lại")
    write("tie", kind="partnership", subject="mfa", counterpart="bct", rank="SP", valid_from="2021")
    with pytest.raises(RowsRefused) as refusal:
        record_restore(old, by=BY)
    assert refusal.value.code == "overlap"
    old.refresh_from_db()
    assert old.archived_at is not None


@pytest.mark.parametrize(
    "deed",
    [
        lambda r, by: record_archive(r, by=by, reason="x"),
        lambda r, by: field_choose(r, "title", claim=claim_saying(r, "title", r.title), by=by, reason="x"),
        lambda r, by: claim_add(r, {"place": "Huế"}, by=by),
        lambda r, by: claim_reject(claim_saying(r, "title", r.title), by=by, reason="x"),
        lambda r, by: record_relabel(r, label=agency(), by=by, reason="x"),
    ],
)
def test_a_person_without_the_right_does_nothing_and_one_who_does_not_see_it_finds_nothing(deed):
    record = meeting()
    for by, code in (
        (Viewer(name="Người xem", labels=None, may=lambda q: q.action == "view"), "not-allowed"),
        (Viewer(name="khách", labels=frozenset(), may=lambda _: True), "not-found"),
    ):
        with pytest.raises(DeedRefused) as refusal:
            deed(record, by)
        assert refusal.value.code == code
    assert len(events_of(record)) == 1
