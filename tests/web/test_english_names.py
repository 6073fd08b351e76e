"""English pages name bodies and terms in English where the register has an official English name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create

pytestmark = pytest.mark.django_db
BY = system("kiểm thử")


@pytest.fixture
def browser(vietnam, sign_in):
    client = sign_in()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def japan(vietnam):
    return Actor.objects.get(code="country-JPN")


@pytest.fixture
def nameless(vietnam):
    given = {"code": "khong-ten-anh", "name_vi": "Hội không tên Anh", "kind": "people"}
    return record_create(noun_of("actor"), given, by=BY)


def meeting(counterpart):
    given = {"title": "Gặp gỡ", "kind": "meeting", "counterpart": str(counterpart.key), "channel": "party"}
    return record_create(noun_of("engagement"), given, by=BY)


def test_a_list_and_a_record_name_a_body_in_english_and_else_in_vietnamese_marked_as_such(
    browser, japan, nameless
):
    meeting(japan)
    other = meeting(nameless)
    listed = browser.get("/r/engagement/?sort=-created").content.decode()
    assert f">{japan.name_en}</a>" in listed
    assert f">{japan.name_vi}</a>" not in listed
    assert f'lang="vi">{nameless.name_vi}</a>' in listed
    assert f'lang="vi">{nameless.name_vi}</a>' in browser.get(f"/r/engagement/{other.key}/").content.decode()


def test_pages_about_a_body_bear_its_english_name(browser, japan):
    for address in (f"/r/actor/{japan.key}/", f"/r/actor/{japan.key}/relation/"):
        page = browser.get(address).content.decode()
        assert japan.name_en in page.partition("<h1>")[2].partition("</h1>")[0]


def test_a_body_is_found_by_its_english_name_while_typing_and_told_by_it(browser, japan):
    found = browser.get("/r/actor/find/", {"q": japan.name_en}).json()["found"]
    assert (str(japan.key), japan.name_en) in {(one["key"], one["caption"]) for one in found}


def test_an_english_list_stands_in_the_same_order_at_the_same_cost(browser, japan, nameless):
    meeting(japan)
    meeting(nameless)
    orders, costs = [], []
    for language in ("vi", "en"):
        browser.cookies["django_language"] = language
        browser.get("/r/engagement/?sort=title")
        with CaptureQueriesContext(connection) as taken:
            page = browser.get("/r/engagement/?sort=title").content.decode()
        costs.append(len(taken))
        orders.append([part[:36] for part in page.split('class="row-link" href="/r/engagement/')[1:]])
    assert orders[0] == orders[1] != []
    assert costs[0] == costs[1]


def test_coverage_names_fields_and_channels_in_english(browser):
    page = browser.get("/coverage/").content.decode()
    assert ">National Assembly<" in page
    assert ">Quốc hội<" not in page
