"""How far relations are spread over partners."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.nouns import noun_of
from banggiao.engagements.diversity import diversity_of
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
TODAY = date(2026, 11, 22)


def write(noun, /, label=None, **values):
    return record_create(noun_of(noun), values, by=BY, label=label)


def meet(partner, day="2026-05-01", status="held", **more):
    return write("engagement", title=f"Gặp {partner} {day}", kind="meeting", status=status,
                 counterpart=partner, valid_from=day, valid_to=day, **more)  # fmt: skip


def measure(code, viewer=BY):
    return next(one for one in diversity_of(viewer, TODAY).measures if one.code == code)


def told(code, viewer=BY):
    return [
        (s.partner.code if s.partner else None, s.count, round(s.percent))
        for s in measure(code, viewer).shares
    ]


def test_contacts_of_the_last_two_years_are_shared_among_partners():
    before = measure("contacts").total
    assert before == 0
    for day in ("2026-05-01", "2025-05-01", "2024-12-01"):
        meet("country-JPN", day)
    meet("country-LAO")
    meet("country-LAO", "2020-01-01")
    meet("country-LAO", status="cancelled")
    meet("mfa")
    meet("country-VNM")
    assert told("contacts") == [("country-JPN", 3, 75), ("country-LAO", 1, 25)]
    assert round(measure("contacts").first_three) == 100


def test_an_agreement_in_force_counts_once_for_each_partner():
    before = {code: n for code, n, _ in told("agreements")}
    for lifecycle in ("in_force", "study"):
        deal = write("instrument", title=f"Hiệp định {lifecycle}", kind="treaty", lifecycle=lifecycle)
        for partner in ("country-JPN", "country-VNM"):
            write("party", instrument=str(deal.key), actor=partner, role="party")
    after = {code: n for code, n, _ in told("agreements")}
    assert after["country-JPN"] == before.get("country-JPN", 0) + 1
    assert "country-VNM" not in after


def test_what_one_may_not_see_does_not_count(sign_in):
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    meet("country-JPN", label=label)
    outside = Viewer(name="người ngoài", labels=frozenset({1}), may=lambda _: True)
    assert told("contacts") == [("country-JPN", 1, 100)]
    assert told("contacts", outside) == []


def test_the_page_asks_as_often_for_many_partners_as_for_one(sign_in):
    browser = sign_in()
    assert browser.get("/diversity/").status_code == 200
    counts = []
    for partners in (["country-JPN"], ["country-LAO", "country-KHM", "country-FRA"]):
        for partner in partners:
            meet(partner)
        browser.get("/diversity/")
        with CaptureQueriesContext(connection) as asked:
            page = browser.get("/diversity/").content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Nhật Bản" in page and "25,0 %" in page
