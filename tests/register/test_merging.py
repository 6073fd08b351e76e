"""Two records of one thing become one; what points at them is found by looking at the database."""

from dataclasses import replace

import pytest
from django.apps import apps

from banggiao.actors.models import ActorName
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import Attachment, PersonalPayload
from banggiao.core.nouns import noun_of, nouns, register
from banggiao.engagements.models import Engagement
from banggiao.instruments.models import Clause
from banggiao.sources.deeds import record_relabel, record_restore
from banggiao.sources.holding import choices_about, claims_about, disputes, held, personal_values
from banggiao.sources.merged import merged_here, merged_into
from banggiao.sources.merging import merge_preview, records_merge
from banggiao.sources.models import Claim
from banggiao.sources.moving import untold
from banggiao.sources.projecting import record_reproject
from banggiao.sources.records import record_change
from banggiao.sources.relations import relations_of
from banggiao.sources.undoing import deed_undo
from tests.register.deeds_tools import BY, actor, agency, last_event, meeting, whole, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]


def merge(keep, drop, **choices):
    return records_merge(keep, drop, by=BY, choices=choices, reason="Trùng nhau")


@pytest.fixture
def twice():
    """One body that was entered twice, under two codes."""
    return actor("hoi-huu-nghi", "Hội hữu nghị", note="Cũ"), actor(
        "hhn", "Hội Hữu nghị", name_en="Friendship"
    )


def choices_of(keep, drop, **given):
    preview = merge_preview(keep, drop, BY)
    return {side.field.name: "keep" for side in preview.sides if side.disputed} | given


def test_every_relation_of_every_noun_is_followed_or_stays_for_a_written_reason():
    for noun in nouns():
        if not noun.writable or noun.not_merged is not None:
            continue
        assert untold(noun) == [], noun.code
        assert all(len(reason) > 20 for reason in noun.stays.values())
        names = {relation.name for relation in relations_of(noun.model)}
        assert noun.follows | set(noun.stays) <= names, "the description names relations that there are"


def test_the_merge_refuses_a_relation_that_it_was_not_told_about(twice):
    actors = noun_of("actor")
    register(replace(actors, follows=actors.follows - {"engagements.Engagement.host"}))
    try:
        with pytest.raises(DeedRefused) as refusal:
            merge(*twice, name_vi="keep", code="keep")
    finally:
        register(actors)
    assert refusal.value.code == "merge-untold"
    assert "engagements.Engagement.host" in refusal.value.message("vi")
    twice[1].refresh_from_db()
    assert twice[1].archived_at is None


def test_facts_stand_side_by_side_and_a_disputed_one_is_chosen(twice):
    keep, drop = twice
    preview = merge_preview(keep, drop, BY)
    disputed = {side.field.name for side in preview.sides if side.disputed}
    assert disputed == {"name_vi", "code"}
    with pytest.raises(RowsRefused) as refusal:
        merge(keep, drop, code="keep")
    assert [fault.field for _, fault in refusal.value.faults] == ["name_vi"]
    merge(keep, drop, code="keep", name_vi="drop")
    keep.refresh_from_db()
    assert (keep.name_vi, keep.name_en, keep.note) == ("Hội Hữu nghị", "Friendship", "Cũ")
    name = held(claims_about("actor", keep.key), choices_about("actor", keep.key))["name_vi"]
    assert (name.value, name.choice.reason) == ("Hội Hữu nghị", "Trùng nhau")
    assert [c.says["name_vi"] for c in disputes("name_vi", name)] == ["Hội hữu nghị"], "claims of both stay"


def test_all_that_points_at_the_one_points_at_the_other(twice):
    keep, drop = twice
    hosted = meeting(host="hhn")
    part = write("participation", engagement=str(hosted.key), actor="hhn", role="host")
    task = write("commitment", text="Tổ chức đoàn", lead="hhn", supporters=["mfa"])
    helped = write("commitment", text="Phối hợp đón đoàn", lead="mfa", supporters=["hhn", "hoi-huu-nghi"])
    tie = write("tie", kind="member", subject="hhn", counterpart="mfa")
    below = actor("hhn-vp", "Văn phòng", parent="hhn")
    file = Attachment.objects.create(
        noun="actor", record_key=drop.key, name="a.pdf", media_type="application/pdf", size=1, sha256="a" * 64,
        added_by=BY.name,
    )  # fmt: skip
    merge(keep, drop, **choices_of(keep, drop))
    for row in (hosted, part, task, tie, below, file):
        row.refresh_from_db()
    assert (hosted.host, part.actor, task.lead, tie.subject, below.parent) == (keep,) * 5
    assert list(task.lead_terms.values_list("actor", flat=True)) == [keep.pk]
    assert sorted(helped.supporters.values_list("code", flat=True)) == ["hoi-huu-nghi"]
    assert file.record_key == keep.key
    assert tie.caption.startswith("Hội hữu nghị")


def test_what_was_merged_stays_reachable_and_its_key_and_code_name_the_other(twice):
    keep, drop = twice
    merge(keep, drop, **choices_of(keep, drop))
    drop.refresh_from_db()
    assert drop.archived_at is not None
    assert merged_into("actor", drop.key) == keep.key
    assert merged_here("actor", keep.key) == [drop.key]
    assert merged_into("actor", keep.key) is None
    assert meeting(host=str(drop.key)).host == keep
    with pytest.raises(DeedRefused) as refusal:
        record_restore(drop, by=BY)
    assert refusal.value.code == "merged"


def test_a_claim_that_names_the_merged_record_holds_of_the_other(twice):
    keep, drop = twice
    hosted = meeting(host="hhn")
    merge(keep, drop, **choices_of(keep, drop))
    record_reproject(hosted, by=BY)
    hosted.refresh_from_db()
    assert hosted.host == keep


def test_a_merge_undone_restores_everything(twice):
    keep, drop = twice
    hosted = meeting(host="hhn")
    helped = write("commitment", text="Phối hợp", lead="mfa", supporters=["hhn", "hoi-huu-nghi"])
    tie = write("tie", kind="member", subject="hhn", counterpart="mfa")
    for one in (keep, drop):
        write("actorname", actor=one.code, name="VAFO", kind="abbreviation", language="vi")
    rows = [keep, drop, hosted, helped, tie, *ActorName.objects.filter(name="VAFO")]
    before = [whole(row) for row in rows]
    merge(keep, drop, **choices_of(keep, drop, name_vi="drop"))
    assert [whole(row) for row in rows] != before
    deed_undo(last_event(keep), by=BY)
    assert [whole(row) for row in rows] == before
    assert merged_into("actor", drop.key) is None
    merge(keep, drop, **choices_of(keep, drop))


def test_a_merge_on_which_somebody_built_is_not_undone(twice):
    keep, drop = twice
    merge(keep, drop, **choices_of(keep, drop))
    merged = last_event(keep)
    record_change(keep, {"note": "Mới"}, by=replace(BY, name="Trần Thị Khác"))
    with pytest.raises(DeedRefused) as refusal:
        deed_undo(merged, by=BY)
    assert refusal.value.code == "built-on"


def test_an_equal_part_of_both_is_kept_once(twice):
    keep, drop = twice
    for one in twice:
        write("actorname", actor=one.code, name="VAFO", kind="abbreviation", language="vi", valid_from="1950")
    merge(keep, drop, **choices_of(keep, drop))
    assert ActorName.objects.current().filter(name="VAFO").count() == 1


def test_what_the_move_would_break_is_said_in_words_beforehand_and_nothing_moves():
    one = write("post", name_vi="Chủ tịch Hội", actor="mfa", single="có")
    two = write("post", name_vi="Chủ tịch hội", actor="mfa", single="có")
    for post, name in ((one, "Nguyễn Văn Một"), (two, "Trần Thị Hai")):
        person = write("person", name=name)
        write("tenure", person=str(person.key), post=str(post.key), valid_from="2024", valid_to="2025")
    (problem,) = merge_preview(one, two, BY).problems
    assert problem.code == "overlap"
    assert "Trần Thị Hai" in problem.message("vi")
    with pytest.raises(RowsRefused):
        merge(one, two, name_vi="keep")
    two.refresh_from_db()
    assert two.archived_at is None
    assert two.tenures.count() == 1


def test_two_ties_of_an_exclusive_kind_in_one_time_cannot_both_move(twice):
    keep, drop = twice
    for one in twice:
        write(
            "tie",
            kind="diplomatic",
            subject=one.code,
            counterpart="country-JPN",
            valid_from="1973",
            note=one.code,
        )
    (problem,) = merge_preview(keep, drop, BY).problems
    assert problem.code == "overlap"


def test_a_body_cannot_become_its_own_parent_partner_or_supporter(twice):
    keep, drop = twice
    write("tie", kind="member", subject="hhn", counterpart="hoi-huu-nghi")
    assert {p.code for p in merge_preview(keep, drop, BY).problems} == {"itself"}


def test_a_lead_and_its_supporter_do_not_become_one(twice):
    keep, drop = twice
    write("commitment", text="Tổ chức đoàn", lead="hhn", supporters=["hoi-huu-nghi"])
    assert {p.code for p in merge_preview(keep, drop, BY).problems} == {"lead-supports"}


def test_a_child_is_not_merged_into_a_circle(twice):
    keep, drop = twice
    record_change(keep, {"parent": "hhn"}, by=BY)
    assert "cycle" in {p.code for p in merge_preview(keep, drop, BY).problems}


def test_records_that_not_the_same_people_see_are_not_merged(twice):
    keep, drop = twice
    record_relabel(drop, label=agency(), by=BY, reason="nội bộ")
    (problem,) = merge_preview(keep, drop, BY).problems
    assert problem.code == "merge-labels"


def test_what_a_merged_body_owns_is_seen_by_the_body_that_stays(twice):
    keep, drop = twice
    secretly = meeting(title="Chuẩn bị")
    record_relabel(secretly, label=agency("hhn"), by=BY, reason="nội bộ")
    merge(keep, drop, **choices_of(keep, drop))
    secretly.refresh_from_db()
    assert secretly.label.owner == keep.key
    deed_undo(last_event(keep), by=BY)
    secretly.refresh_from_db()
    assert secretly.label.owner == drop.key


def test_personal_values_go_with_their_claims():
    keep = write("person", name="Lê Văn An")
    drop = write("person", name="Lê Văn An", phone="0912 345 678")
    merge(keep, drop)
    entries = held(claims_about("person", keep.key), choices_about("person", keep.key))
    assert personal_values(noun_of("person"), keep.key, entries) == {"phone": "0912 345 678"}
    assert PersonalPayload.objects.get().record_key == keep.key


def test_clauses_bring_the_statements_that_report_them():
    instrument = write("instrument", title="Chỉ thị thử")
    one, two = (
        write("clause", instrument=str(instrument.key), number=n, kind="task", title="Việc")
        for n in ("1", "2")
    )
    thread = Claim.objects.filter(record_key=two.key).get().thread
    merge(one, two, **choices_of(one, two))
    assert Claim.objects.get(thread=thread, recorded_to=None).record_key == one.key


def test_entries_of_a_vocabulary_are_not_merged():
    one, two = noun_of("term").model.objects.filter(vocabulary="channel")[:2]
    with pytest.raises(DeedRefused) as refusal:
        merge(one, two)
    assert refusal.value.code == "not-merged"


def test_a_value_that_stood_without_a_claim_is_not_pushed_aside():
    one, two = (
        Engagement.objects.create(title=t, kind="meeting", caption=t, place=p)
        for t, p in (("A", "Huế"), ("B", "Vinh"))
    )
    merge(one, two, title="keep", place="keep")
    record_reproject(one, by=BY)
    one.refresh_from_db()
    assert (one.title, one.place) == ("A", "Huế")


def test_what_names_a_body_by_its_code_names_the_one_that_stays_until_it_is_undone(twice):
    keep, drop = twice
    paper = write("instrument", title="Kế hoạch", issuer=drop.code)
    clause = Clause.objects.create(
        instrument=paper, number="1", kind="task", order=1, title="Việc", leads=["mfa", drop.code, keep.code]
    )
    merge(keep, drop, **choices_of(keep, drop))
    paper.refresh_from_db()
    clause.refresh_from_db()
    assert (paper.issuer, clause.leads) == (keep.code, ["mfa", keep.code])
    assert record_reproject(paper, by=BY).issuer == keep.code, "what its claim says leads there as well"

    keep.refresh_from_db()
    deed_undo(last_event(keep), by=BY)
    paper.refresh_from_db()
    clause.refresh_from_db()
    assert (paper.issuer, clause.leads) == (drop.code, ["mfa", drop.code, keep.code])


def test_undoing_a_merge_leaves_what_was_written_over_its_codes_since(twice):
    keep, drop = twice
    paper = write("instrument", title="Kế hoạch", issuer=drop.code)
    merge(keep, drop, **choices_of(keep, drop))
    record_change(paper, {"issuer": "mfa"}, by=BY)
    deed_undo(last_event(keep), by=BY)
    paper.refresh_from_db()
    assert paper.issuer == "mfa"


def test_every_column_that_holds_codes_of_a_noun_is_there():
    for noun in nouns():
        for name in noun.coded:
            label, _, column = name.rpartition(".")
            assert apps.get_model(label)._meta.get_field(column)
