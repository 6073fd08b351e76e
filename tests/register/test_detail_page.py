"""The page of one record: facts with who says so, what is masked, what points at it, in few queries."""

import pytest

from banggiao.actors.models import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


def page_of(record, query=""):
    return f"/r/{record.noun_code}/{record.key}/{query}"


def test_a_record_shows_its_facts_and_who_says_so(browser):
    japan = Actor.objects.get(code="country-JPN")
    page = browser.get(page_of(japan))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Nhật Bản" in text
    assert 'id="claim-1"' in text


def test_the_form(browser):
    japan = Actor.objects.get(code="country-JPN")
    assert browser.get(page_of(japan) + "change/").status_code == 200
    assert browser.get("/r/commitment/new/").status_code == 200
