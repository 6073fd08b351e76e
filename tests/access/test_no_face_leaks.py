"""No face shows a record to somebody who may not see it, and none hides one from somebody who may.

Each record bears a made-up word of its own. What a face gives to a user is searched for all the words; the
oracle (tests.access.worlds.sees) says which of them may and must be there.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from banggiao.access.viewers import viewer_of
from banggiao.core.access import Question, label_get
from banggiao.core.models import AccessLabel
from banggiao.core.nouns import noun_of
from banggiao.sources.deeds import record_relabel
from banggiao.sources.listing import page_of, query_from, rows_of
from banggiao.sources.lookups import Lookups
from banggiao.sources.records import record_create
from tests.access.random_worlds import BY, World, faces_of, looked
from tests.access.worlds import TODAY, actor, sees
from tests.api.conftest import caller_for

pytestmark = pytest.mark.django_db
SEEDS = range(12)
NOUNS = ("engagement", "indicator", "person", "actor", "tie", "figure")


@pytest.fixture(params=SEEDS)
def world(request, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: TODAY)
    return World(request.param)


@pytest.fixture(params=SEEDS[:4])  # every page of every record for every user: slow
def small_world(request, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: TODAY)
    return World(request.param)


def asked_list(noun, viewer, **given):
    return query_from(noun_of(noun), {name: [value] for name, value in given.items()}, viewer)


def test_querysets_lists_counts_and_downloads_show_what_the_rules_allow(world):
    for person in world.users:
        viewer = viewer_of(person)
        for code in NOUNS:
            noun, expected = noun_of(code), world.expected(person, code)
            own = {record.pk for record in world.records.values() if record.noun_code == code}
            if not expected:
                continue
            rows = noun.model.objects.visible_to(viewer).filter(pk__in=own)
            assert {record.pk for record in rows} == {world.records[word].pk for word in expected}
            shown = {row.key for row in rows_of(asked_list(code, viewer), viewer)}
            keys = {record.key: word for word, record in world.records.items() if record.noun_code == code}
            assert {keys[key] for key in shown & set(keys)} == expected
            for word, record in world.records.items():
                if record.noun_code == code and code not in ("tie", "figure"):
                    page = page_of(asked_list(code, viewer, q=word), viewer)
                    assert (page.count, len(page.rows)) == ((1, 1) if word in expected else (0, 0))


def test_pages_files_search_and_typeahead_show_what_the_rules_allow(small_world):
    world = small_world
    for person in world.users:
        _, browser = faces_of(person)
        everything = set().union(*(world.expected(person, code) for code in NOUNS))
        for code in NOUNS:
            for address in (reverse("web:list", args=[code]), reverse("web:list_file", args=[code, "csv"])):
                answer = browser.get(address, {"sort": "-created"})
                text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
                assert looked(world, text) <= everything, (code, address)
        for word, record in world.records.items():
            code = record.noun_code
            allowed = word in everything
            page = browser.get(reverse("web:record", args=[code, record.key]))
            assert page.status_code == (200 if allowed else 404), (code, word)
            assert looked(world, page.content.decode()) <= everything
            if allowed:
                assert word in page.content.decode()
            found = browser.get(reverse("web:find", args=[code]), {"q": word}).content.decode()
            assert looked(world, found) <= everything
            if code in ("actor", "engagement", "indicator", "person"):
                assert (word in found) == allowed, (code, word)
            hits = browser.get(reverse("web:search"), {"q": word}).content.decode()
            hits = hits.replace(f'value="{word}"', "")
            assert (f"/{record.key}/" in hits) <= allowed
            if code in ("actor", "engagement", "indicator", "person"):
                assert (f"/{record.key}/" in hits) == allowed, (code, word)
            history = browser.get(reverse("web:history", args=[code, record.key]))
            assert history.status_code == (200 if allowed else 404)
            assert looked(world, history.content.decode()) <= everything


def test_the_api_shows_what_the_rules_allow(small_world):
    world = small_world
    for person in world.users:
        viewer = viewer_of(person)
        if person.left_at is not None or not viewer.may(Question("actor", "view")):
            continue
        one = caller_for(person, "*:read")
        everything = set().union(*(world.expected(person, code) for code in NOUNS))
        for code in NOUNS:
            listed = one.get(code, {"limit": "200", "sort": "-created"})
            assert looked(world, listed.content.decode()) <= everything, code
            keys = {str(record.key): word for word, record in world.records.items()}
            told = {keys[row["key"]] for row in listed.json()["rows"] if row["key"] in keys}
            assert told == world.expected(person, code), code
        for word, record in world.records.items():
            code, allowed = record.noun_code, word in everything
            answer = one.get(f"{code}/{record.key}")
            assert answer.status_code == (200 if allowed else 404), (code, word)
            assert looked(world, answer.content.decode()) <= everything
            if allowed:
                assert word in answer.content.decode()
            if code in ("actor", "engagement", "indicator", "person"):
                found = one.get(code, {"q": word}).json()
                assert (found["count"], len(found["rows"])) == ((1, 1) if allowed else (0, 0)), (code, word)
            if code == "actor" and not allowed:
                for name in (word, str(record.key), record.code):
                    refused = one.get("engagement", {"host": name})
                    assert refused.status_code == 422
                    assert looked(world, refused.content.decode()) <= {name}
            changed = one.patch(f"{code}/{record.key}", {"values": {}, "reason": "x"}, if_match="*")
            assert changed.status_code in ({403, 405} if allowed else {403, 404, 405}), (code, word)


def test_a_reference_to_what_one_may_not_see_is_not_resolved(world):
    host = noun_of("engagement").by_name["host"]
    for person in world.users:
        viewer = viewer_of(person)
        for word, record in world.records.items():
            if record.noun_code != "actor":
                continue
            for name in (word, str(record.key), record.code):
                lookups = Lookups(viewer)
                lookups.prepare(noun_of("engagement"), [{"host": name}])
                key, fault = lookups.resolve(host, name)
                if sees(person, record.label):
                    assert key == str(record.key)
                else:
                    assert fault is not None


def test_a_workbook_holds_what_the_rules_allow(world):
    may = Question("engagement", "export")
    able = [one for one in world.users if world.expected(one, "engagement") and viewer_of(one).may(may)]
    if not able:
        return  # nobody in this world may see one and take it away
    person = able[0]
    _, browser = faces_of(person)
    data = browser.get(reverse("web:list_file", args=["engagement", "xlsx"])).content
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        text = " ".join(book.read(name).decode(errors="replace") for name in book.namelist())
    everything = set().union(*(world.expected(person, code) for code in NOUNS))
    assert looked(world, text) <= everything
    assert world.expected(person, "engagement") <= looked(world, text)


def test_a_caption_names_only_what_all_who_read_it_may_see():
    ministry = actor("bo-zq")
    inside = label_get(circulation="agency", owner=ministry.key)
    hidden = record_create(
        noun_of("actor"), {"name_vi": "Vụ zqkín", "code": "vu-zq", "kind": "unit"}, by=BY, label=inside
    )
    open_one = record_create(
        noun_of("actor"), {"name_vi": "Hội zqmở", "code": "hoi-zq", "kind": "people"}, by=BY
    )
    values = {"kind": "twinning", "subject": str(open_one.key), "counterpart": str(hidden.key)}
    tie = record_create(noun_of("tie"), values, by=BY, label=inside)
    assert "zqkín" in tie.caption
    record_relabel(tie, label=AccessLabel.objects.get(pk=1), by=BY, reason="phát hành")
    tie.refresh_from_db()
    assert "zqkín" not in tie.caption
    record_relabel(hidden, label=AccessLabel.objects.get(pk=1), by=BY, reason="phát hành")
    tie.refresh_from_db()
    assert "zqkín" in tie.caption
    record_relabel(hidden, label=inside, by=BY, reason="thu hẹp")
    tie.refresh_from_db()
    assert "zqkín" not in tie.caption
