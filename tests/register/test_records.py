"""Writing records: every value comes with who says so, and nothing wrong comes in."""

import pytest
from django.db import IntegrityError, transaction

from banggiao.actors.models import Actor, Person, Tie
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import Event, PersonalPayload
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment, Lead
from banggiao.sources.evidence import Evidence
from banggiao.sources.holding import choices_about, claims_about, disputes, held
from banggiao.sources.models import Choice, Claim, ClaimState, Source, SourceKind
from banggiao.sources.records import record_change, record_create, records_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("Nguyễn Văn Thử")


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


def faults(noun, /, **values):
    with pytest.raises(RowsRefused) as refusal:
        write(noun, **values)
    return {(fault.field, fault.code) for _, fault in refusal.value.faults}


def engagement(**more):
    return {"title": "Hội đàm cấp Thứ trưởng", "kind": "meeting", "counterpart": "country-JPN", **more}


def test_a_fact_entered_by_hand_is_a_claim_by_the_person_who_entered_it():
    record = write("engagement", **engagement(valid_from="30/10/2025", channel="Nhà nước"))
    (claim,) = Claim.objects.filter(noun="engagement", record_key=record.key)
    assert claim.source.kind == SourceKind.PERSON
    assert claim.decided_by == BY.name
    assert claim.says["valid_from"] == "2025-10-30"
    assert claim.says["channel"] == "state"
    (event,) = Event.objects.filter(noun="engagement", record_key=record.key)
    assert (event.code, event.who, event.after) == ("engagement.created", BY.name, claim.says)


def test_every_value_of_a_record_is_said_by_a_claim():
    record = write("engagement", **engagement(valid_from="quý IV/2025", place="Hà Nội", host="mfa"))
    said = held(claims_about("engagement", record.key), [])
    from banggiao.sources.values import values_of

    values = values_of(noun_of("engagement"), [record])[0]
    assert {name: entry.value for name, entry in said.items()} == {
        name: value for name, value in values.items() if value not in (None, False)
    }


def test_a_place_in_a_paper_says_several_fields_at_once():
    source = Source.objects.create(sha256="e" * 64, name="bao-cao.docx", format="docx")
    record = record_create(
        noun_of("engagement"),
        engagement(place="Tokyo"),
        by=BY,
        evidence=Evidence(source=source, words="Hội đàm tại Tokyo", start=10, end=27, paragraph=4),
    )
    (claim,) = Claim.objects.filter(record_key=record.key)
    assert (claim.source, claim.words, claim.paragraph) == (source, "Hội đàm tại Tokyo", 4)
    assert set(claim.says) >= {"title", "kind", "counterpart", "place"}


def test_a_date_keeps_the_precision_it_was_given():
    record = write("engagement", **engagement(valid_from="quý II/2025", valid_to="2026"))
    assert (str(record.valid_from), record.valid_from_precision) == ("2025-04-01", "quarter")
    assert (str(record.valid_to), record.valid_to_precision) == ("2026-12-31", "year")


def test_what_is_wrong_is_said_with_row_and_field_and_nothing_is_written():
    before = Claim.objects.count(), Event.objects.count()
    rows = [engagement(), engagement(title="", kind="dạ hội"), engagement(valid_from="31/2/2025", la="x")]
    with pytest.raises(RowsRefused) as refusal:
        records_create(noun_of("engagement"), rows, by=BY)
    assert {(row, fault.field, fault.code) for row, fault in refusal.value.faults} == {
        (1, "title", "required"), (1, "kind", "choice"), (2, "valid_from", "date"), (2, "la", "unknown-field"),
    }  # fmt: skip
    assert (Claim.objects.count(), Event.objects.count()) == before


def test_a_reference_is_found_by_code_key_or_exact_name():
    japan = Actor.objects.get(code="country-JPN")
    Actor.objects.filter(pk=japan.pk).update(caption="Nhật Bản")
    for given in ("country-JPN", str(japan.key), "Nhật Bản"):
        assert write("engagement", **engagement(counterpart=given)).counterpart_id == japan.pk
    assert faults("engagement", **engagement(counterpart="Nước không có")) == {("counterpart", "unknown")}


def test_an_interval_that_ends_before_it_starts_is_refused():
    assert faults("engagement", **engagement(valid_from="2025", valid_to="12/2024")) == {
        ("valid_to", "interval")
    }


def test_one_task_has_one_lead_and_the_database_holds_it():
    task = write("commitment", text="Xây dựng kế hoạch", lead="mfa", supporters="bct; btp", due="2027")
    assert {a.code for a in task.supporters.all()} == {"bct", "btp"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.create(commitment=task, actor=Actor.objects.get(code="bct"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=task.pk).update(lead=None)
    assert faults("commitment", text="x", lead="mfa", supporters="mfa") == {("supporters", "lead-supports")}
    assert faults("commitment", text="x") == {("lead", "required")}


def test_a_new_lead_follows_the_old_one_whose_time_is_kept():
    task = write("commitment", text="Xây dựng kế hoạch", lead="mfa", given_on="2020-01-01")
    record_change(task, {"lead": "bct"}, by=BY, reason="điều chuyển nhiệm vụ")
    terms = [(t.actor.code, t.valid_to is None) for t in task.lead_terms.order_by("id")]
    assert terms == [("mfa", False), ("bct", True)]


def test_a_task_is_not_closed_without_evidence():
    task = write("commitment", text="Báo cáo năm", lead="mfa", due="2025-12-15")
    with pytest.raises(RowsRefused) as refusal:
        record_change(task, {"done_on": "2025-12-10"}, by=BY, reason="xong")
    assert [fault.code for _, fault in refusal.value.faults] == ["evidence"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=task.pk).update(done_on="2025-12-10")


def test_one_person_may_hold_two_posts_but_a_single_post_has_one_holder():
    person = write("person", name="Nguyễn Văn Một")
    other = write("person", name="Nguyễn Văn Hai")
    head = write("post", name_vi="Vụ trưởng Vụ Thử", actor="mfa", single="có")
    second = write("post", name_vi="Thư ký Ban Thử", actor="mfa", single="có")
    for post in (head, second):
        write("tenure", person=str(person.key), post=str(post.key), valid_from="2024", valid_to="2026-06")
    clash = {"person": str(other.key), "post": str(head.key), "valid_from": "2026-06-30"}
    assert faults("tenure", **clash) == {("valid_from", "overlap")}
    assert write("tenure", **{**clash, "valid_from": "2026-07-01"})


def test_a_pair_has_one_partnership_at_a_time():
    tie = {"kind": "partnership", "subject": "mfa", "counterpart": "bct", "rank": "SP"}
    write("tie", **tie, valid_from="2013", valid_to="2024-10-06")
    assert faults("tie", **{**tie, "rank": "CSP"}, valid_from="2024-10-06") == {("valid_from", "overlap")}
    write("tie", **{**tie, "rank": "CSP"}, valid_from="2024-10-07")
    write("tie", **{**tie, "kind": "sectoral", "rank": "green"}, valid_from="2015")
    assert Tie.objects.filter(subject__code="mfa", counterpart__code="bct").count() == 3


def test_an_actor_cannot_stand_below_itself():
    ministry, unit = (
        Actor.objects.get(code="mfa"),
        write("actor", name_vi="Vụ Thử", code="vu-thu", kind="unit", parent="mfa"),
    )
    with pytest.raises(RowsRefused) as refusal:
        record_change(ministry, {"parent": str(unit.key)}, by=BY, reason="thử")
    assert [fault.code for _, fault in refusal.value.faults] == ["cycle"]


def test_a_succession_does_not_go_round():
    a, b, c = (write("actor", name_vi=f"Cơ quan {x}", code=f"cq-{x}", kind="agency") for x in "abc")
    for before, after in ((a, b), (b, c)):
        write(
            "succession", predecessor=str(before.key), successor=str(after.key), kind="merged_into", on="2025"
        )
    assert faults("succession", predecessor=str(c.key), successor=str(a.key), kind="renamed") == {
        ("successor", "cycle")
    }


def test_a_change_leaves_what_was_said_before_and_chooses_the_new_with_a_reason():
    tie = write(
        "tie", kind="partnership", subject="mfa", counterpart="btp", rank="CSP", valid_from="2025-10-29"
    )
    record_change(tie, {"valid_from": "2025-10-30"}, by=BY, reason="theo tuyên bố chung")
    claims, choices = claims_about("tie", tie.key), choices_about("tie", tie.key)
    now = held(claims, choices)["valid_from"]
    assert (now.value, now.choice.reason) == ("2025-10-30", "theo tuyên bố chung")
    assert [claim.says["valid_from"] for claim in disputes("valid_from", now)] == ["2025-10-29"]
    before = held(claims, choices, at=now.choice.recorded_from.replace(microsecond=0))
    assert not before or before["valid_from"].value == "2025-10-29"
    tie.refresh_from_db()
    assert str(tie.valid_from) == "2025-10-30"


def test_what_nobody_changed_is_no_change():
    record = write("engagement", **engagement(place="Hà Nội"))
    events = Event.objects.count()
    record_change(record, {"place": " Hà  Nội ", "kind": "meeting"}, by=BY)
    assert Event.objects.count() == events


def test_personal_values_lie_apart_from_all_else():
    person = record_create(noun_of("person"), {"name": "Trần Thị Thử", "phone": "0912 345 678"}, by=BY)
    assert PersonalPayload.objects.get(record_key=person.key).values == {"phone": "0912 345 678"}
    for model in (Claim, Event, Person, Choice):
        told = str(list(model.objects.values()))
        assert "0912 345" not in told, model


def test_people_are_sorted_by_given_name():
    for name in ("Trần Thị Ánh", "Nguyễn Văn Đức", "Lê Văn Dũng", "Phạm Thị An"):
        write("person", name=name)
    names = list(
        Person.objects.filter(name__in=("Trần Thị Ánh", "Nguyễn Văn Đức", "Lê Văn Dũng", "Phạm Thị An"))
        .order_by("sort_key")
        .values_list("name", flat=True)
    )
    assert names == ["Phạm Thị An", "Trần Thị Ánh", "Lê Văn Dũng", "Nguyễn Văn Đức"]


def test_what_a_person_writes_is_first_seen_in_her_own_body_only():
    ministry = Actor.objects.get(code="mfa")
    drafter = Viewer("Chuyên viên", labels=None, may=lambda _: True, home=ministry.key)
    record = record_create(noun_of("engagement"), engagement(), by=drafter)
    assert (record.label.circulation, record.label.owner) == ("agency", ministry.key)
    stranger = Viewer("Người khác", labels=frozenset({1}), may=lambda _: True)
    assert not type(record).objects.visible_to(stranger).filter(pk=record.pk).exists()
    with pytest.raises(DeedRefused):
        record_change(record, {"place": "Huế"}, by=stranger, reason="thử")


def test_a_part_is_as_visible_as_its_whole():
    ministry = Actor.objects.get(code="mfa")
    label = label_get(circulation="agency", owner=ministry.key)
    instrument = record_create(noun_of("instrument"), {"title": "Thỏa thuận thử"}, by=BY, label=label)
    clause = write("clause", instrument=str(instrument.key), number="1", kind="task", title="Việc", order=1)
    assert clause.label_id == label.pk


def test_a_record_is_no_more_visible_than_the_paper_that_says_it():
    ministry = Actor.objects.get(code="mfa")
    label = label_get(circulation="agency", owner=ministry.key)
    source = Source.objects.create(sha256="f" * 64, name="noi-bo.docx", format="docx", label=label)
    record = record_create(noun_of("engagement"), engagement(), by=BY, evidence=Evidence(source=source))
    assert record.label_id == label.pk


def test_a_person_does_only_what_her_role_allows():
    reader = Viewer("Người xem", labels=frozenset({1}), may=lambda q: q.action == "view")
    with pytest.raises(DeedRefused) as refusal:
        record_create(noun_of("engagement"), engagement(), by=reader)
    assert refusal.value.code == "not-allowed"


def test_what_is_not_confirmed_stays_a_proposal():
    record = record_create(
        noun_of("engagement"), engagement(), by=BY, evidence=Evidence(confirmed=False, verification="U")
    )
    (claim,) = Claim.objects.filter(record_key=record.key)
    assert (claim.state, claim.decided_by, claim.verification) == (ClaimState.PROPOSED, "", "U")
