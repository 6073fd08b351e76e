"""Organisation codes: dated, one actor at a time, old ones found too, unknown ones left open."""

from datetime import date

import pytest

from banggiao.actors.codes import actors_by_code, codes_of
from banggiao.actors.models import Actor, ActorCode
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import RowsRefused
from banggiao.core.nouns import noun_of
from banggiao.sources.deeds import record_archive
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
DAY = date(2026, 11, 22)


def give(code, actor, **more):
    values = {"code": code, "actor": actor, "scheme": "organ", **more}
    return record_create(noun_of("actorcode"), values, by=BY)


def meant(code, on=DAY, viewer=BY):
    found = actors_by_code(viewer, [code], on).get(code)
    return found and found.code


def test_a_code_names_its_actor_and_an_unknown_one_nobody():
    give("000.00.00.G99", "mfa")
    assert meant("000.00.00.G99") == "mfa"
    assert meant("000.00.00.G98") is None
    assert meant("000.00.00.H56") == "province-38"  # the pack's


def test_an_old_code_is_found_after_it_ended_and_one_given_twice_by_its_day():
    give("000.00.00.G99", "bkhdt", valid_to="2025-02-28")
    assert meant("000.00.00.G99") == "bkhdt"
    give("000.00.00.G99", "btc", valid_from="2025-03-01")
    assert (meant("000.00.00.G99", date(2025, 2, 28)), meant("000.00.00.G99")) == ("bkhdt", "btc")
    assert meant("000.00.00.G99", None) is None


@pytest.mark.parametrize("actor", ["btc", "mfa"])
def test_at_one_time_a_code_is_one_actors(actor):
    first = give("000.00.00.G99", "mfa", valid_from="2020", valid_to="2024")
    with pytest.raises(RowsRefused) as refused:
        give("000.00.00.G99", actor, valid_from="2024-12")
    ((_, fault),) = refused.value.faults
    assert (fault.field, fault.code) == ("code", "overlap")
    assert record_create(
        noun_of("actorcode"), {"code": "000.00.00.G99", "actor": actor, "scheme": "other"}, by=BY
    )
    record_archive(first, by=BY, reason="nhầm")
    assert give("000.00.00.G99", actor, valid_from="2024-12").pk


@pytest.mark.parametrize("code", ["000.00.00.h56", "000 00", "H56,2018", ".H56", "H56.", "X" * 17])
def test_signs_that_no_envelope_writes_are_refused(code):
    with pytest.raises(RowsRefused) as refused:
        give(code, "mfa")
    assert refused.value.faults[0][1].code == "signs"


def test_an_actor_is_known_by_the_code_that_it_has_on_the_day():
    mfa = Actor.objects.get(code="mfa")
    give("000.00.00.G97", "mfa", valid_to="2025-12-31")
    give("G97", "mfa", valid_from="2026")
    told = [codes_of(BY, [mfa], day).get(mfa.pk) for day in (date(2025, 12, 31), DAY)]
    assert told == ["000.00.00.G97", "G97"]


def test_who_may_not_see_a_code_does_not_find_by_it():
    made = give("000.00.00.G99", "mfa")
    ActorCode.objects.filter(pk=made.pk).update(
        label=label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    )
    outside = Viewer(name="người ngoài", labels=frozenset({1}), may=lambda _: True)
    assert meant("000.00.00.G99", viewer=outside) is None
    assert meant("000.00.00.G99") == "mfa"


def test_the_page_of_an_actor_and_the_list_show_its_codes(sign_in):
    give("000.00.00.G99", "mfa", valid_from="2025")
    browser = sign_in()
    assert "000.00.00.G99" in browser.get("/r/actorcode/?q=000.00.00.G99").content.decode()
    key = Actor.objects.get(code="mfa").key
    assert "000.00.00.G99" in browser.get(f"/r/actor/{key}/").content.decode()
    assert "000.00.00.G99" in browser.get("/r/actorcode/list.csv").getvalue().decode()
