"""Official totals beside what the register counts: a mismatch is shown, with the rows behind it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from banggiao.actors.models import Actor, Tie
from banggiao.core.access import Viewer, system
from banggiao.core.nouns import noun_of
from banggiao.figures.checks import checks, rows_of
from banggiao.figures.models import Figure
from banggiao.sources.marks import unverified, verification_of
from banggiao.sources.models import Claim
from banggiao.sources.records import record_create
from banggiao.sources.services import claim_confirm

pytestmark = pytest.mark.usefixtures("vietnam")
ALL = system("kiểm thử")


def by_code(viewer=ALL):
    return {(c.figure.indicator.code, c.on.isoformat()): c for c in checks(viewer)}


def test_42_partners_are_announced_and_43_counted_at_the_end_of_2025():
    check = by_code()["partners-total", "2025-12-29"]
    assert (check.official, check.counted, check.difference) == (42, 43, 1)
    assert "quan hệ đặc biệt" in check.rule
    ranks = [tie.rank for tie in rows_of(check, ALL)]
    assert len(ranks) == 43 and "đặc biệt" not in ranks


def test_the_tiers_of_august_2025_do_not_agree_though_their_sum_does():
    found = by_code()
    told = {
        tier: (c.official, c.counted)
        for tier in ("total", "csp", "sp", "cp")
        if (c := found[f"partners-{tier}", "2025-08-22"])
    }
    assert told == {"total": (38, 38), "csp": (13, 13), "sp": (10, 9), "cp": (15, 16)}


def test_17_trade_agreements_without_investment_protection_and_the_agreement_with_the_usa():
    check = next(c for c in checks(ALL) if c.figure.indicator.code == "fta-total")
    assert (check.official, check.counted) == (17, 17)
    assert not {"EVIPA", "BTA", "VN-EFTA"} & {row.number for row in rows_of(check, ALL)}


def test_99_missions_are_announced_and_none_is_guessed():
    check = by_code()["missions", "2025-12-29"]
    assert (check.official, check.counted) == (99, 0)


def test_a_partner_is_counted_on_its_own_days_only():
    check = by_code()["partners-total", "2025-12-29"]
    counted = {tie.counterpart.code for tie in rows_of(check, ALL)}
    assert "org-eu" not in counted and "country-EGY" in counted
    egypt = Actor.objects.get(code="country-EGY")
    Tie.objects.filter(counterpart=egypt, kind="partnership").update(
        valid_to=date(2025, 12, 28), valid_to_precision="day"
    )
    assert by_code()["partners-total", "2025-12-29"].counted == 42


def test_who_may_not_see_a_tie_does_not_count_it():
    assert by_code(Viewer("khách", labels=frozenset())) == {}


def test_unverified_is_what_nobody_decided_on():
    person = noun_of("person")
    assert [p.caption for p in unverified(person, ALL)] == ["Trần Thanh Mẫn"]
    record = unverified(person, ALL).get()
    assert verification_of([record]) == {record.key: "U"}
    claim_confirm(claim=Claim.objects.get(noun="person", record_key=record.key), who="Lan")
    assert not unverified(person, ALL).exists()
    assert verification_of([record]) == {}


def test_a_record_entered_by_hand_has_no_mark():
    record = record_create(noun_of("person"), {"name": "Nguyễn Thị Thử"}, by=ALL)
    assert verification_of([record]) == {}
    assert verification_of([]) == {}


def test_the_page_shows_every_mismatch_and_leads_to_the_rows(sign_in, django_assert_max_num_queries):
    client = sign_in()
    with django_assert_max_num_queries(90):
        page = client.get(reverse("web:checks"))
    assert page.status_code == 200 and len(page.content) < 120_000
    text = page.content.decode()
    assert "+1" in text and "-99" in text
    figure = Figure.objects.get(indicator__code="partners-total", value=42)
    assert reverse("web:check_rows", args=[figure.key]) in text
    rows = client.get(reverse("web:check_rows", args=[figure.key])).content.decode()
    assert rows.count("<tr><td") == 43 and "Ai Cập" in rows
    assert client.get(reverse("web:check_doubted", args=["tie"])).status_code == 200
    other = Figure.objects.filter(indicator__code="visitors").first()
    assert client.get(reverse("web:check_rows", args=[other.key])).status_code == 404
    assert client.get(reverse("web:check_doubted", args=["nobody"])).status_code == 404
