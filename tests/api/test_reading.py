"""What the API tells is what the screen shows: the same records, filters, order, masking, as of the same day."""

from __future__ import annotations

import random

import pytest
from django.test import Client
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.models import Circulation
from banggiao.core.nouns import Kind, noun_of, nouns
from banggiao.sources.listing import query_from, rows_of
from banggiao.sources.records import record_change, record_create

pytestmark = pytest.mark.django_db
BY = system("kiểm thử")
KINDS = ("visit", "meeting", "conference", "negotiation")


@pytest.fixture
def engagements():
    """Thirty engagements whose values vary by chance."""
    dice = random.Random(6)
    hosts = list(Actor.objects.order_by("id")[:6])
    return [
        record_create(
            noun_of("engagement"),
            {
                "title": f"Hội đàm thứ {n}", "kind": dice.choice(KINDS), "status": dice.choice(("planned", "held")),
                "host": str(dice.choice(hosts).key), "place": dice.choice(("Huế", "Hà Nội", "")),
                "valid_from": f"{dice.randint(2020, 2026)}-{dice.randint(1, 12):02}",
            },
            by=BY,
        )
        for n in range(30)
    ]  # fmt: skip


def walked(caller, path, query):
    """All rows of a list, page by page, forward; and that the pages lead back the same way."""
    pages, cursor = [], None
    while True:
        answer = caller.get(path, {**query, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.content.decode()
        pages.append(answer.json())
        cursor = pages[-1]["next"]
        if not cursor:
            break
    back = pages[-1]
    for page in reversed(pages[:-1]):
        back = caller.get(path, {**query, "cursor": back["previous"]}).json()
        assert [row["key"] for row in back["rows"]] == [row["key"] for row in page["rows"]]
    assert back["previous"] is None or len(pages) == 1
    return [row for page in pages for row in page["rows"]]


def test_for_any_filter_the_keys_are_those_of_the_screen(caller, engagements):
    one = caller()
    dice = random.Random(7)
    hosts = [str(key) for key in Actor.objects.order_by("id").values_list("key", flat=True)[:6]]
    offered = {
        "kind": lambda: dice.sample(KINDS, 2), "status": lambda: [dice.choice(("planned", "held"))],
        "host": lambda: [dice.choice(hosts)], "host.below": lambda: ["1"],
        "valid_from.from": lambda: [f"{dice.randint(2020, 2024)}"], "valid_from.to": lambda: [f"{dice.randint(2024, 2026)}"],
        "q": lambda: [dice.choice(("hoi dam", "thu 1", "khong co"))], "true_on": lambda: ["2025-06-30"],
        "known_on": lambda: [timezone.localdate().isoformat()],
        "sort": lambda: [dice.choice(("title", "-title", "valid_from", "-valid_from", "created", "-created"))],
    }  # fmt: skip
    found = 0
    for _ in range(40):
        names = dice.sample(sorted(offered), dice.randint(0, 4))
        asked = {name: offered[name]() for name in names}
        if "host.below" in asked and "host" not in asked:
            del asked["host.below"]
        screen = rows_of(query_from(noun_of("engagement"), asked, one.viewer), one.viewer)
        told = walked(one, "engagement", {**asked, "limit": dice.choice(("1", "7", "200"))})
        expected = [str(row.key) for row in screen]
        assert [row["key"] for row in told] == expected, asked
        found += len(expected)
    assert found > 100


def test_every_noun_that_the_matrix_opens_is_listed_and_read(caller):
    one = caller("doc", mfa=["reader"])
    for noun in nouns():
        answer = one.get(noun.code, {"limit": 2})
        assert answer.status_code == 200, (noun.code, answer.content)
        for row in answer.json()["rows"]:
            read = one.get(f"{noun.code}/{row['key']}")
            assert read.status_code == 200, (noun.code, read.content)
            short = {name: value for name, value in read.json()["values"].items() if name in row["values"]}
            assert short == row["values"]
            long = {f.name for f in noun.open_fields if f.kind is Kind.LONG_TEXT}
            assert set(read.json()["values"]) - set(row["values"]) <= long


def test_a_reference_that_may_not_be_seen_is_hidden_and_not_named(caller, engagements):
    ministry = Actor.objects.get(code="mfa")
    inside = label_get(circulation=Circulation.AGENCY, owner=ministry.key)
    hidden = record_create(
        noun_of("actor"), {"name_vi": "Vụ zqkín", "code": "vu-zq", "kind": "unit"}, by=BY, label=inside
    )
    record_change(engagements[0], {"host": str(hidden.key)}, by=BY, reason="thử")
    outsider, insider = caller("ngoai", bct=["reader"]), caller("trong", mfa=["reader"])
    path = f"engagement/{engagements[0].key}"
    told = outsider.get(path)
    assert told.json()["hidden"] == ["host"]
    assert told.json()["values"]["host"] is None
    assert "zqkín" not in told.content.decode()
    assert str(hidden.key) not in told.content.decode()
    assert insider.get(path).json()["names"][str(hidden.key)] == "Vụ zqkín"
    assert outsider.get(f"actor/{hidden.key}").status_code == 404
    assert outsider.get("engagement", {"host": str(hidden.key)}).status_code == 422
    listed = outsider.get("engagement", {"limit": "200", "sort": "-created"}).content.decode()
    assert str(hidden.key) not in listed


def test_a_record_is_told_as_it_was_known(caller, engagements):
    one = caller()
    record = engagements[0]
    moment = timezone.now()
    record_change(record, {"title": "Hội đàm đã đổi tên"}, by=BY, reason="thử")
    path = f"engagement/{record.key}"
    then = moment.isoformat(timespec="seconds")
    assert one.get(path).json()["caption"] == "Hội đàm đã đổi tên"
    assert one.get(path, {"known_on": "2020-01-01"}).status_code == 404
    known = one.get(path, {"known_on": then})
    assert known.status_code in (200, 404)  # within the second in which it was made it was not known yet
    assert "đã đổi tên" not in known.content.decode()


def test_before_the_register_began_nothing_was_known(caller, engagements):
    for day in ("1098-05-09T11:15", "1000-01-01", "1969-12-31"):
        answer = caller("cu", mfa=["reader"]).get("engagement", {"known_on": day})
        assert answer.json()["rows"] == [], answer.content.decode()


def test_who_has_the_answer_is_told_that_it_holds(caller, engagements):
    one = caller()
    for path in ("engagement", f"engagement/{engagements[0].key}", "openapi.json"):
        first = one.get(path)
        again = one.get(path, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert one.get(path, if_none_match=f'W/{first["ETag"]}, "x"').status_code == 304
        assert one.get(path, if_none_match='"x"').status_code == 200
    first = one.get(f"engagement/{engagements[0].key}")
    record_change(engagements[0], {"place": "Đà Nẵng"}, by=BY, reason="thử")
    assert one.get(f"engagement/{engagements[0].key}", if_none_match=first["ETag"]).status_code == 200


def test_the_answer_is_in_the_language_that_is_asked_for(caller):
    one = caller()
    for asked, language, words in (
        ("", "vi", "Không có bộ lọc"), ("en", "en", "No filter"), ("fr, en;q=0.5", "en", "No filter"),
        ("fr", "vi", "Không có bộ lọc"), ("en;q=0.1, vi;q=0.9", "vi", "Không có bộ lọc"),
    ):  # fmt: skip
        answer = one.get("engagement", {"nope": "1"}, accept_language=asked)
        assert answer["Content-Language"] == language
        assert words in answer.json()["detail"]


def test_head_says_what_get_says_without_its_body(caller):
    one = caller()
    got, head = one.get("term", {"limit": "1"}), one.ask("HEAD", "term", query={"limit": "1"})
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Type"]) == (got["ETag"], got["Content-Type"])
    assert one.ask("HEAD", "nothing").status_code == 404


def test_a_cookie_is_no_way_in(sign_in):
    browser = sign_in("thu", mfa=["drafter"])
    assert browser.get("/api/v1/engagement").status_code == 401
    assert Client().get("/api/v1/openapi.json").status_code == 200
