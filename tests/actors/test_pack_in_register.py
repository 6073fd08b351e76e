"""The Vietnam pack in the register: every row a claim, loaded once, brought up to date when it changes."""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from banggiao import packs
from banggiao.actors.models import Actor, ActorName, Succession
from banggiao.actors.selectors import actors_matching, names_for_gazetteer, successions
from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of, nouns
from banggiao.instruments.models import Instrument, Term
from banggiao.instruments.selectors import names_of_instruments
from banggiao.packs import PackError, load_pack, pack_names
from banggiao.sources.deeds import claim_accept, field_choose, record_archive
from banggiao.sources.holding import choices_about, claims_about, disputes, held
from banggiao.sources.models import Claim, Source
from banggiao.sources.packs import pack_load
from banggiao.sources.records import record_create

pytestmark = pytest.mark.usefixtures("vietnam")


@pytest.fixture
def own_pack(tmp_path, monkeypatch):
    """A copy of the pack's folder that a test may change."""
    shutil.copytree(Path(packs.__file__).parent / "vn", tmp_path / "vn")
    monkeypatch.setattr(packs, "__file__", str(tmp_path / "__init__.py"))
    load_pack.cache_clear()
    yield tmp_path / "vn"
    load_pack.cache_clear()


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def counts():
    return [m.objects.count() for m in (Actor, ActorName, Succession, Instrument, Term, Claim, Source)]


def test_every_row_of_the_pack_is_in_the_register_with_a_claim_in_its_own_words():
    pack = load_pack()
    assert Actor.objects.count() == len(pack.actors)
    assert Succession.objects.count() == len(pack.successions)
    assert Instrument.objects.filter(code__isnull=False).count() == len(pack.instruments) + len(
        pack.trade_agreements
    )
    assert Term.objects.count() == len(pack.terms)
    for claim in Claim.objects.filter(noun="actor").select_related("source").defer("source__blocks"):
        assert claim.source.text[claim.start : claim.end] == claim.words
    ministry = Actor.objects.get(code="mfa")
    claim = Claim.objects.get(noun="actor", record_key=ministry.key)
    assert claim.words.startswith("mfa,ministry,")
    assert claim.says["name_vi"] == ministry.name_vi


def test_an_unverified_row_stays_proposed():
    claims = Claim.objects.filter(rule="pack")
    assert set(claims.filter(verification__in=["U", "conf"]).values_list("state", flat=True)) == {"proposed"}
    others = claims.exclude(verification__in=["U", "conf"])
    assert set(others.values_list("state", "decided_by")) == {("confirmed", "gói vn")}


def test_dates_keep_the_precision_that_the_pack_gives():
    for row in load_pack().actors:
        if row.valid_from:
            actor = Actor.objects.get(code=row.key)
            expected = {4: "year", 7: "month", 10: "day"}[len(row.valid_from)]
            assert actor.valid_from_precision == expected
            assert actor.valid_from.isoformat().startswith(row.valid_from)


def test_the_readers_names_are_the_registers_names():
    from_register = {*names_for_gazetteer(), *names_of_instruments()}
    assert from_register == set(pack_names(load_pack()))


def test_the_official_name_of_an_actor_comes_first():
    first: dict[str, str] = {}
    for name in names_for_gazetteer():
        first.setdefault(name.key, name.text)
    assert first == {row.key: row.name_vi for row in load_pack().actors}


def test_who_became_whom_is_read_back_as_the_pack_gives_it():
    given = {(s.predecessor, s.successor, s.kind, s.date) for s in load_pack().successions}
    assert {(s.predecessor, s.successor, s.kind, s.date) for s in successions()} == given


def test_loading_the_same_pack_again_changes_nothing():
    before, events = counts(), Event.objects.count()
    change = pack_load(who="Lan")
    assert (change.added, change.changed, change.gone, change.told()) == (0, 0, 0, [])
    assert counts() == before
    assert Event.objects.count() == events


def test_a_changed_row_changes_the_actor_and_supersedes_the_claim(own_pack):
    row = next(
        line for line in (own_pack / "actors.csv").read_text("utf-8").splitlines() if line.startswith("bct,")
    )
    change(own_pack / "actors.csv", row, row.replace("Bộ Công Thương", "Bộ Công Thương mới"))
    told = pack_load(who="Lan")
    by_noun = {n.noun: (n.added, n.changed, n.gone) for n in told.nouns}
    assert by_noun["actor"] == (0, 1, 0)
    assert by_noun["actorname"] == (0, 2, 0)  # the row gives a Vietnamese and an English name too
    assert told.added == 0
    actor = Actor.objects.get(code="bct")
    assert actor.name_vi == "Bộ Công Thương mới"
    old, new = Claim.objects.filter(noun="actor", record_key=actor.key).order_by("id")
    assert (old.state, old.recorded_to) == ("superseded", new.recorded_from)
    assert new.supersedes == old
    assert "Bộ Công Thương" not in {n.text for n in names_for_gazetteer() if n.key == "bct"}


def test_a_name_that_left_the_pack_is_archived_not_deleted(own_pack):
    lines = (own_pack / "names.csv").read_text("utf-8").splitlines(keepends=True)
    gone = next(line for line in lines if line.startswith("mfa,") and ",abbreviation," in line)
    change(own_pack / "names.csv", gone, "")
    told = pack_load(who="Lan")
    assert str(told).startswith("0 mới, 0 đổi, 1 bỏ")
    name = ActorName.objects.get(actor__code="mfa", name=gone.split(",")[1])
    assert name.archived_at is not None
    assert name.name not in {n.text for n in names_for_gazetteer() if n.key == "mfa"}


def test_a_dry_run_tells_what_would_change_and_changes_nothing(own_pack):
    with (own_pack / "actors.csv").open("a", encoding="utf-8") as rows:
        rows.write("thu,organ,,Cơ quan thử,,2025-07,,U,hàng viết cho kiểm thử\n")
    before = counts()
    out = StringIO()
    call_command("load", "vn", "--dry-run", stdout=out)
    assert "Sẽ thay đổi: 2 mới, 0 đổi, 0 bỏ" in out.getvalue()  # the actor and its name
    assert "chủ thể: 1 mới" in out.getvalue() and "+ Cơ quan thử" in out.getvalue()
    assert counts() == before
    call_command("load", "vn", stdout=out)
    assert Actor.objects.get(code="thu").valid_from == date(2025, 7, 1)


def test_a_pack_with_a_wrong_row_changes_nothing_and_names_the_row(own_pack):
    with (own_pack / "actors.csv").open("a", encoding="utf-8") as rows:
        rows.write("thu,organ,không-có,Cơ quan thử,,,,U,hàng viết cho kiểm thử\n")
    before = counts()
    with pytest.raises(Exception, match=r"actors\.csv.*parent"):
        call_command("load", "vn")
    assert counts() == before


def test_an_actor_is_found_by_any_of_its_names():
    assert "mfa" in {actor.code for actor in actors_matching("Bộ Ngoại giao")}


def test_the_database_refuses_an_interval_that_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        Actor.objects.filter(code="mfa").update(valid_from=date(2025, 1, 2), valid_to=date(2025, 1, 1))


def test_the_database_refuses_an_actor_that_succeeds_itself():
    actor = Actor.objects.get(code="mfa")
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=actor, successor=actor, kind="renamed")


def append(path, line):
    with path.open("a", encoding="utf-8") as rows:
        rows.write(line + "\n")


def tie(key):
    return noun_of("tie").model.objects.get(
        key=Claim.objects.filter(noun="tie", words__startswith=f"{key},")[0].record_key
    )


def test_every_record_of_the_pack_has_a_caption_and_is_written_in_the_audit_and_found():
    for noun in nouns():
        records = noun.model.objects.all()
        if noun.code not in ("source", "review") and records.exists():
            assert not records.filter(caption="").exists(), noun.code
            created = Event.objects.filter(code=f"{noun.code}.created", who="gói vn").count()
            assert created == records.count(), noun.code
    assert "mfa" in [found.code for found in actors_matching("Bộ Ngoại giao")]


def test_two_sources_that_disagree_stand_side_by_side():
    record = tie("tie-partnership-gbr")
    entry = held(claims_about("tie", record.key), choices_about("tie", record.key))["valid_from"]
    assert entry.value == "2025-10-29" and record.valid_from == date(2025, 10, 29)
    assert [claim.says for claim in disputes("valid_from", entry)] == [{"valid_from": "2025-10-30"}]


def test_a_label_less_sure_than_its_row_is_a_claim_of_its_own():
    record = tie("tie-partnership-jpn")
    assert record.label_official == "vì hòa bình và thịnh vượng tại châu Á và thế giới"
    entry = held(claims_about("tie", record.key), choices_about("tie", record.key))
    assert (entry["label_official"].claim.verification, entry["rank"].claim.verification) == ("U", "N")
    china = tie("tie-partnership-chn")
    assert china.label_official == "Đối tác hợp tác chiến lược toàn diện"


def test_what_a_person_chose_stands_when_the_pack_says_otherwise(own_pack):
    record = tie("tie-partnership-gbr")
    other = Claim.objects.get(noun="tie", record_key=record.key, says={"valid_from": "2025-10-30"})
    field_choose(record, "valid_from", claim=other, by=system("Lan"), reason="ngày ký của văn kiện")
    change(own_pack / "ties.csv", "chiến lược toàn diện,,2025-10-29,", "chiến lược toàn diện,,2025-10-28,")
    told = pack_load(who="Lan")
    assert {n.noun: (n.changed, n.kept) for n in told.nouns}["tie"] == (1, 0)
    record.refresh_from_db()
    assert record.valid_from == date(2025, 10, 30)
    change(own_pack / "claims.csv", "valid_from,2025-10-30,conf", "valid_from,2025-10-31,conf")
    told = pack_load(who="Lan")
    assert {n.noun: n.kept for n in told.nouns}["tie"] == 1
    record.refresh_from_db()
    assert record.valid_from == date(2025, 10, 30)


def test_what_a_person_confirmed_stands_and_the_pack_is_told_beside_it(own_pack):
    record = tie("tie-partnership-esp")
    claim_accept(Claim.objects.get(noun="tie", record_key=record.key), by=system("Lan"))
    change(own_pack / "ties.csv", ",đối tác chiến lược,,2009,", ",đối tác chiến lược,,2010,")
    told = pack_load(who="Lan")
    assert {n.noun: (n.changed, n.kept) for n in told.nouns}["tie"] == (0, 1)
    assert "1 theo lời người dùng" in str(told)
    record.refresh_from_db()
    assert record.valid_from == date(2009, 1, 1)
    entry = held(claims_about("tie", record.key), [])["valid_from"]
    assert [(c.says["valid_from"], c.state) for c in disputes("valid_from", entry)] == [("2010", "proposed")]
    again = pack_load(who="Lan")
    assert (again.added, again.changed, again.gone, again.kept) == (0, 0, 0, 0)


def test_what_a_person_entered_of_the_same_thing_is_not_overwritten(own_pack):
    record_create(
        noun_of("term"),
        {"vocabulary": "channel", "code": "thu", "label_vi": "Kênh của tôi", "order": 9},
        by=system("Lan"),
    )
    append(own_pack / "vocabularies.csv", "channel,thu,Kênh của gói,,7,V,hàng viết cho kiểm thử")
    pack_load(who="Lan")
    term = Term.objects.get(vocabulary="channel", code="thu")
    assert term.label_vi == "Kênh của tôi"
    assert Claim.objects.filter(noun="term", record_key=term.key, recorded_to=None).count() == 2


def test_a_tie_that_left_the_pack_is_archived_and_comes_back_with_its_row(own_pack):
    record = tie("tie-partnership-bra")
    line = next(row for row in (own_pack / "ties.csv").read_text("utf-8").splitlines() if "-bra," in row)
    change(own_pack / "ties.csv", line + "\n", "")
    assert pack_load(who="Lan").gone == 1
    record.refresh_from_db()
    assert record.archived_at is not None
    append(own_pack / "ties.csv", line)
    pack_load(who="Lan")
    record.refresh_from_db()
    assert record.archived_at is None
    assert [e.code for e in Event.objects.filter(record_key=record.key).order_by("id")] == [
        "tie.created", "tie.archived", "tie.restored",
    ]  # fmt: skip


def test_what_a_person_archived_stays_archived(own_pack):
    record = tie("tie-partnership-bra")
    record_archive(record, by=system("Lan"), reason="nhầm")
    change(
        own_pack / "ties.csv",
        "country-BRA,đối tác chiến lược,,2024-11",
        "country-BRA,đối tác chiến lược,,2024-12",
    )
    pack_load(who="Lan")
    record.refresh_from_db()
    assert record.archived_at is not None


def test_an_actor_at_which_others_point_stays_when_its_row_goes(own_pack):
    line = next(
        row
        for row in (own_pack / "organisations.csv").read_text("utf-8").splitlines()
        if row.startswith("org-imo,")
    )
    change(own_pack / "organisations.csv", line + "\n", "")
    names = own_pack / "names.csv"
    kept = [
        row for row in names.read_text("utf-8").splitlines(keepends=True) if not row.startswith("org-imo,")
    ]
    names.write_text("".join(kept), encoding="utf-8")
    pack_load(who="Lan")
    assert Actor.objects.get(code="org-imo").archived_at is None  # the membership points at it


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("thu,partnership,country-VNM,country-QAT,,,2020,,,,U,thử", r"ties\.csv, dòng \d+, cột rank"),
        ("thu,partnership,country-VNM,nobody,x,,2020,,,,U,thử", r"ties\.csv, dòng \d+, cột counterpart"),
        (
            "thu,partnership,country-VNM,country-QAT,x,,2020-02-30,,,,U,thử",
            r"ties\.csv, dòng \d+, cột valid_from",
        ),
        ("thu,partnership,country-VNM,country-JPN,x,,2024,,,,U,thử", r"ties\.csv, dòng \d+, cột valid_from"),
        ("tie-partnership-jpn,friend,country-VNM,country-QAT,,,,,,,U,thử", r"ties\.csv, dòng \d+, cột key"),
    ],
)
def test_a_row_that_the_register_forbids_is_named_and_nothing_is_changed(own_pack, line, place):
    append(own_pack / "ties.csv", line)
    before = counts()
    with pytest.raises(PackError, match=place):
        pack_load(who="Lan")
    assert counts() == before
