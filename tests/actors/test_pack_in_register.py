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
from banggiao.core.models import Event
from banggiao.instruments.models import Instrument, Term
from banggiao.sources.packs import pack_load
from banggiao.instruments.selectors import names_of_instruments
from banggiao.packs import load_pack, pack_names
from banggiao.sources.models import Claim, Source

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
