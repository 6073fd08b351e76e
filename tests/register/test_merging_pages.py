"""The pages on which duplicates are found and merged."""

import pytest
from django.urls import reverse

from banggiao.sources.merged import merged_into
from tests.register.deeds_tools import actor, last_event, meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]


@pytest.fixture
def browser(sign_in):
    return sign_in()


@pytest.fixture
def twice():
    return actor("hoi-huu-nghi", "Hội hữu nghị Việt – Nhật"), actor("hhn", "Hội Việt - Nhật hữu nghị")


def address(name, record, **query):
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"web:{name}", args=[record.noun_code, record.key]) + (f"?{text}" if text else "")


def test_the_page_of_duplicates_leads_to_the_comparison(browser, twice):
    page = browser.get(reverse("web:duplicates", args=["actor"])).content.decode()
    keep, drop = twice
    assert keep.caption in page
    assert f"{address('merge', keep)}?with={drop.key}" in page


def test_from_a_record_one_comes_to_those_that_may_be_the_same(browser, twice):
    keep, drop = twice
    page = browser.get(address("merge", keep)).content.decode()
    assert drop.caption in page


def test_two_records_are_compared_and_made_one(browser, twice):
    keep, drop = twice
    meeting(host="hhn")
    page = browser.get(address("merge", keep, **{"with": drop.key})).content.decode()
    assert "hoi-huu-nghi" in page
    assert "1</span> hoạt động" in page
    told = {"with": drop.key, "f-name_vi": "drop", "f-code": "keep", "reason": "Cùng một hội"}
    answer = browser.post(address("merge", keep), told)
    assert answer.status_code == 302
    keep.refresh_from_db()
    assert keep.name_vi == drop.name_vi
    assert last_event(keep).reason == "Cùng một hội"
    moved = browser.get(address("record", drop))
    assert (moved.status_code, moved["Location"]) == (302, address("record", keep))
    assert browser.get(address("record", drop, merged=1)).status_code == 200
    undo = browser.post(
        reverse("web:deed", args=["actor", keep.key, "undo"]), {"event": last_event(keep).key}
    )
    assert undo.status_code == 302
    assert merged_into("actor", drop.key) is None


def test_a_refused_merge_says_why_and_keeps_what_was_chosen(browser, twice):
    keep, drop = twice
    told = {"with": drop.key, "f-name_vi": "drop", "f-code": "keep", "reason": " "}
    answer = browser.post(address("merge", keep), told)
    assert answer.status_code == 422
    assert "Hãy nêu lý do" in answer.content.decode()
    drop.refresh_from_db()
    assert drop.archived_at is None


def test_the_pages_ask_a_constant_number_of_queries(browser, twice, django_assert_max_num_queries):
    for n in range(12):
        actor(f"x-{n}", f"Trung tâm giao lưu văn hóa {n}")
    with django_assert_max_num_queries(20):
        browser.get(reverse("web:duplicates", args=["actor"]))


@pytest.mark.parametrize("noun", ["source", "term", "khong-co"])
def test_what_is_never_merged_has_no_such_page(browser, noun):
    assert browser.get(reverse("web:duplicates", args=[noun])).status_code == 404


def test_who_may_not_merge_does_not_see_the_pages(sign_in, twice):
    browser = sign_in("doc", mfa=["reader"])
    assert browser.get(reverse("web:duplicates", args=["actor"])).status_code == 404
    assert browser.get(address("merge", twice[0])).status_code == 404
