"""Lists narrowed by a body: with the bodies whose work it carries on, beside every other way to narrow a list."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.models import SavedView
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create, records_create

pytestmark = pytest.mark.django_db
BY = system("kiểm thử")


def actor(code, name, label=None, **more):
    values = {"code": code, "name_vi": name, "kind": "agency", **more}
    return record_create(noun_of("actor"), values, by=BY, label=label)


def follows(old, new, on="2025-03-01"):
    values = {"predecessor": str(old.key), "successor": str(new.key), "kind": "merged_into", "on": on}
    record_create(noun_of("succession"), values, by=BY)


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


@pytest.fixture
def bodies(vietnam):
    """ "Sở Mới" carries on for "Sở Cũ", which carried on for "Sở Xưa"; "Sở Khác" stands apart."""
    old, older, new, other = (
        actor(f"test-{n}", name) for n, name in enumerate(("Sở Cũ", "Sở Xưa", "Sở Mới", "Sở Khác"))
    )
    follows(older, old, "2016-01-01")
    follows(old, new)
    rows = [
        {"title": f"Họp của {one.name_vi}", "kind": kind, "host": str(one.key)}
        for one in (old, older, new, other)
        for kind in ("meeting", "visit")
    ]
    records_create(noun_of("engagement"), rows, by=BY)
    return {"old": old, "older": older, "new": new, "other": other}


def shown(browser, query):
    answer = browser.get(f"/r/engagement/?{query}")
    assert answer.status_code == 200, answer.content.decode()
    return sorted(row.caption for row in answer.context["page"].rows)


def test_the_list_of_a_body_takes_in_what_its_predecessors_near_and_far_did(browser, bodies):
    assert shown(browser, "host=test-2") == ["Họp của Sở Mới"] * 2
    both = shown(browser, "host=test-2&host.past=1")
    assert both == sorted([f"Họp của {name}" for name in ("Sở Cũ", "Sở Mới", "Sở Xưa")] * 2)


def test_it_is_offered_where_there_are_predecessors_and_told_once_it_is_on(browser, bodies):
    host = next(c for c in browser.get("/r/engagement/?host=test-2&kind=visit").context["chips"] if c.more)
    assert host.more_names == "Sở Cũ; Sở Xưa"
    answer = browser.get(host.more)
    assert len(answer.context["page"].rows) == 3
    text = answer.content.decode()
    assert "Sở Mới và các cơ quan tiền thân" in text
    assert 'name="host.past" value="1" checked' in text, "the form keeps it"
    assert not any(c.more for c in answer.context["chips"])
    assert not any(c.more for c in browser.get("/r/engagement/?host=test-1").context["chips"])
    without = next(c.without for c in answer.context["chips"] if c.label == host.label)
    assert "host" not in without and "kind=visit" in without


def test_it_combines_with_other_filters_pages_downloads_and_saved_lists(browser, bodies):
    assert len(shown(browser, "host=test-2&host.past=1&kind=meeting")) == 3
    many = [{"title": f"Cũ {n:02}", "kind": "meeting", "host": str(bodies["old"].key)} for n in range(60)]
    records_create(noun_of("engagement"), many, by=BY)
    query = "host=test-2&host.past=1&kind=meeting&sort=title"
    first = browser.get(f"/r/engagement/?{query}")
    second = browser.get(first.context["next"])
    titles = [row.caption for page in (first, second) for row in page.context["page"].rows]
    assert len(titles) == len(set(titles)) == 63
    sent = b"".join(browser.get(f"/r/engagement/list.csv?{query}").streaming_content).decode("utf-8-sig")
    assert [row[0] for row in list(csv.reader(io.StringIO(sent)))[1:]] == titles
    browser.post("/r/engagement/views/", {"name": "Cả tiền thân", "query": query})
    kept = SavedView.objects.get(name="Cả tiền thân").query
    assert shown(browser, kept) == sorted(titles[:50])


def test_bodies_below_a_predecessor_count_where_both_are_asked_for(browser, bodies):
    part = actor("test-9", "Phòng của Sở Cũ", parent=str(bodies["old"].key))
    record_create(
        noun_of("engagement"), {"title": "Họp phòng", "kind": "meeting", "host": str(part.key)}, by=BY
    )
    assert "Họp phòng" not in shown(browser, "host=test-2&host.past=1")
    assert "Họp phòng" not in shown(browser, "host=test-2&host.below=1")
    assert "Họp phòng" in shown(browser, "host=test-2&host.past=1&host.below=1")


def test_a_succession_still_to_come_joins_nothing_yet(browser, bodies):
    follows(bodies["other"], bodies["new"], "2999-01-01")
    assert "Họp của Sở Khác" not in shown(browser, "host=test-2&host.past=1")


def test_a_predecessor_out_of_sight_is_neither_named_nor_taken_in(browser, bodies, sign_in):
    narrow = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    hidden = actor("test-kin", "Sở Kín", label=narrow)
    follows(hidden, bodies["new"])
    record_create(
        noun_of("engagement"), {"title": "Họp kín", "kind": "visit", "host": str(hidden.key)}, by=BY
    )
    page = browser.get("/r/engagement/?host=test-2")
    assert "Sở Kín" not in page.content.decode()
    assert "Họp kín" not in shown(browser, "host=test-2&host.past=1")


def test_only_bodies_have_predecessors(browser, vietnam):
    assert browser.get("/r/commitment/?instrument.past=1").status_code == 422


def test_it_takes_as_many_queries_for_many_predecessors_as_for_one(browser, bodies):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as log:
            shown(browser, "host=test-2&host.past=1")
        return len(log)

    asked()
    few = asked()
    for n in range(20):
        follows(actor(f"test-m{n}", f"Sở {n}"), bodies["new"])
    asked()
    assert asked() == few
