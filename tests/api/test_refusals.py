"""Bad requests: each is refused with its place and reason, and nothing is changed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from banggiao.access.models import Membership, Purpose, Token
from banggiao.access.services import membership_end
from banggiao.access.tokens import token_make, token_revoke
from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.api import deprecations
from banggiao.api.deprecations import Deprecation
from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
NEW = {"title": "Hội đàm về hàng hải", "kind": "meeting", "valid_from": "2026-03"}


@pytest.fixture(autouse=True)
def nothing_written(db):
    """No test here writes a record."""
    before = Engagement.objects.count()
    yield
    assert Engagement.objects.count() == before


def problem(answer, status, code, pointer=None):
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["type"] == f"urn:banggiao:problem:{code}"
    assert told["status"] == status
    assert told["detail"]
    assert told["instance"] == f"urn:uuid:{answer['X-Request-ID']}"
    if pointer is not None:
        assert pointer in [error["pointer"] for error in told["errors"]], told
    return told


def test_without_a_token_or_with_a_wrong_one_nobody_comes_in(caller):
    answer = Client().get("/api/v1/engagement")
    problem(answer, 401, "token-none")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    for header in (
        "Bearer",
        "Bearer ",
        "Basic eDp5",
        "bg_api_x",
        "Bearer bg_api_x",
        "Bearer \x00",
        "Bearer é",
    ):
        assert Client().get("/api/v1/engagement", headers={"authorization": header}).status_code == 401


def test_revoked_expired_and_feed_tokens_are_refused(caller, monkeypatch):
    one = caller()
    assert one.get("engagement").status_code == 200
    with monkeypatch.context() as later:
        then = timezone.now() + timedelta(days=10)
        later.setattr("banggiao.access.tokens.timezone.now", lambda: then)
        problem(one.get("engagement"), 401, "token-expired")
    token_revoke(token=one.token, by=viewer_of(one.user))
    problem(one.get("engagement"), 401, "token-revoked")
    feed, text = token_make(
        user=one.user, by=viewer_of(one.user), purpose=Purpose.FEED, name="lịch", scopes=["calendar"],
        last_day=timezone.localdate(),
    )  # fmt: skip
    problem(Caller(one.user, feed, text).get("engagement"), 401, "token-unknown")


def test_a_token_does_no_more_than_its_scopes_and_its_owner(caller):
    narrow = caller("lan", "engagement:read", mfa=["drafter"])
    assert narrow.get("engagement").status_code == 200
    problem(narrow.get("actor"), 403, "not-allowed")
    problem(narrow.post("engagement", {"values": NEW}), 403, "not-allowed")
    key = narrow.viewer.home
    problem(narrow.patch(f"actor/{key}", {"values": {}, "reason": "x"}, if_match="*"), 403, "not-allowed")
    reader = caller("hoa", "*:read", mfa=["reader"])
    Token.objects.filter(pk=reader.token.pk).update(scopes=["*:write"])  # widened behind our back
    problem(reader.post("engagement", {"values": NEW}), 403, "not-allowed")
    problem(reader.post("engagement/bulk", {"rows": [{"values": NEW}]}), 403, "not-allowed")
    membership_end(membership=Membership.objects.get(user=reader.user), by=system("kiểm thử"))
    problem(reader.get("engagement"), 403, "not-allowed")


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        (b"", 422, None),
        (b"{", 400, None),
        (b"\xff\xfe", 400, None),
        (b'{"values": NaN}', 400, None),
        (b'{"values": {"title": "\\ud800"}}', 400, None),
        (b"[" * 100_000, 400, None),
        (b'{"values":' * 50_000, 400, None),
        ([], 422, "/"),
        ({"values": []}, 422, "/values"),
        ({"values": {**NEW, "title": None}}, 422, "/values/title"),
        ({"values": {**NEW, "title": 5}}, 422, "/values/title"),
        ({"values": {**NEW, "title": "a\0b"}}, 422, "/values/title"),
        ({"values": {**NEW, "title": "a" * 10_000}}, 422, "/values/title"),
        ({"values": {**NEW, "kind": "cuộc vui"}}, 422, "/values/kind"),
        ({"values": {**NEW, "valid_from": "0000"}}, 422, "/values/valid_from"),
        ({"values": {**NEW, "valid_from": "2025-13"}}, 422, "/values/valid_from"),
        ({"values": {**NEW, "valid_from": "30/10/2025"}}, 422, "/values/valid_from"),
        ({"values": {**NEW, "valid_from": "2025-02-30"}}, 422, "/values/valid_from"),
        ({"values": {**NEW, "valid_to": "2020"}}, 422, "/values/valid_to"),
        ({"values": {**NEW, "key": "01a201be-7c3c-732d-a71e-b4479f1f2cde"}}, 422, "/values/key"),
        ({"values": {**NEW, "host": "01a201be-7c3c-732d-a71e-b4479f1f2cde"}}, 422, "/values/host"),
        ({"values": {**NEW, "purpose": "TUYỆT MẬT\nKế hoạch"}}, 422, "/values/purpose"),
        ({"values": NEW, "reason": "TỐI MẬT"}, 422, "/reason"),
        ({"values": NEW, "evidence": {"words": "TỐI MẬT"}}, 422, "/evidence/words"),
        ({"values": NEW, "as": "admin"}, 422, "/as"),
        ({"values": NEW, "retain_until": "mai"}, 422, "/retain_until"),
    ],
)
def test_a_body_that_cannot_be_is_refused_at_its_place(caller, body, status, pointer):
    answer = caller().post("engagement", body)
    assert answer.status_code == status, answer.content.decode()
    if pointer:
        assert pointer in [error["pointer"] for error in answer.json()["errors"]], answer.json()


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("clause", "order", "1"), ("clause", "order", True), ("clause", "order", 1.5), ("clause", "order", -1),
        ("participation", "headcount", 2**40), ("holiday", "works", "true"), ("holiday", "works", 1),
        ("figure", "value", 1.5), ("figure", "value", "1,5"), ("figure", "value", "1e9"), ("figure", "value", "NaN"),
        ("commitment", "supporters", "mfa"), ("commitment", "supporters", {"0": "mfa"}),
        ("commitment", "supporters", ["mfa", 5]), ("commitment", "lead", ["mfa"]), ("commitment", "text", 5),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_never_taken_for_one_of_the_right_type(caller, noun, field, value):
    one, model = caller(), noun_of(noun).model
    before = model.objects.count()
    inside = f"/values/{field}" + ("/1" if value == ["mfa", 5] else "")
    problem(one.post(noun, {"values": {field: value}}), 422, "invalid", inside)
    rows = [{"values": {}}, {"values": {field: value}}]
    problem(one.post(f"{noun}/bulk", {"rows": rows}), 422, "invalid", f"/rows/1{inside}")
    assert model.objects.count() == before


def test_a_key_of_another_noun_is_no_reference(caller):
    one = caller()
    indicator = one.get("indicator", {"limit": "1"}).json()["rows"][0]["key"]
    problem(one.post("engagement", {"values": {**NEW, "host": indicator}}), 422, "unknown", "/values/host")
    problem(one.get(f"engagement/{indicator}"), 404, "not-found")
    problem(
        one.patch(f"engagement/{indicator}", {"values": {}, "reason": "x"}, if_match="*"), 404, "not-found"
    )


def test_other_media_and_bodies_too_large_are_refused(caller, settings):
    one = caller()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        problem(one.post("engagement", {"values": NEW}, content_type=kind), 415, "media-type")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    problem(one.post("engagement", {"values": {**NEW, "purpose": "x" * 1000}}), 413, "too-large")
    problem(
        one.post("engagement", {"values": {**NEW, "purpose": "x" * 1000}}, idempotency_key="k"),
        413,
        "too-large",
    )


def test_too_many_rows_are_refused(caller):
    rows = [{"values": {**NEW, "title": "x"}}] * 5001
    problem(caller().post("engagement/bulk", {"rows": rows}), 422, "invalid", "/rows")
    problem(caller().post("engagement/bulk", {"rows": []}), 422, "invalid", "/rows")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"nope": "1"}, "?nope"), ({"nope": ""}, "?nope"), ({"": ""}, "?"), ({"limit": "0"}, "?limit"), ({"limit": "201"}, "?limit"), ({"limit": "x"}, "?limit"),
        ({"kind": "zzz"}, "?kind"), ({"sort": "purpose"}, "?sort"), ({"valid_from": "x"}, "?valid_from"),
        ({"valid_from.from": "0000"}, "?valid_from.from"), ({"valid_from.from": "2026", "valid_from.to": "2020"}, "?valid_from.to"),
        ({"host": "không có"}, "?host"), ({"archived": "yes"}, "?archived"), ({"known_on": "2999-01-01"}, "?known_on"),
        ({"known_on": "2025-01-01T25:00"}, "?known_on"), ({"after": "x"}, "?after"), ({"before": "x"}, "?before"),
        ({"q": "\0"}, "?q"), ({"q": ""}, "?q"), ({"host": ""}, "?host"), ({"cursor": "x"}, "?cursor"), ({"cursor": "n.x.y"}, "?cursor"), ({"cursor": "é"}, "?cursor"),
        ({"host": ["vn"] * 51}, "?host"),
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_is_refused_by_name(caller, query, pointer):
    answer = caller().get("engagement", query)
    assert answer.status_code == 422, answer.content.decode()
    assert pointer in [error["pointer"] for error in answer.json()["errors"]], answer.json()


def test_a_cursor_is_of_the_list_that_gave_it(caller):
    one = caller()
    cursor = one.get("actor", {"limit": "2", "sort": "name_vi"}).json()["next"]
    assert one.get("actor", {"limit": "5", "sort": "name_vi", "cursor": cursor}).status_code == 200
    for path, query in (
        ("actor", {"sort": "-name_vi"}), ("actor", {"sort": "name_vi", "q": "bo"}), ("actor", {}),
        ("actor", {"sort": "name_vi", "archived": "1"}), ("term", {}),
    ):  # fmt: skip
        problem(one.get(path, {**query, "cursor": cursor}), 422, "cursor", "?cursor")
    _way, place, seal = cursor.split(".")
    for forged in (
        f"p.{place}.{seal}",
        f"n.{place}x.{seal}",
        f"n.{place}.{seal[:-1]}{'1' if seal.endswith('0') else '0'}",
        f"n.{place}.",
        place,
    ):
        problem(one.get("actor", {"sort": "name_vi", "cursor": forged}), 422, "cursor", "?cursor")


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "é"])
def test_an_idempotency_key_is_plain(caller, key):
    answer = caller().post("engagement", {"values": NEW}, idempotency_key=key)
    problem(answer, 422, "idempotency-key")


def test_unknown_addresses_and_methods_are_told_as_problems(caller):
    one = caller()
    for path in (
        "nothing",
        "engagement/x",
        "engagement/",
        "../r/engagement/",
        f"engagement/{'0' * 36}",
        "user",
    ):
        problem(one.get(path), 404, "not-found")
    answer = one.ask("PUT", "engagement")
    problem(answer, 405, "method")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}
    assert one.ask("DELETE", "engagement").status_code == 405
    problem(one.post("engagement?x=1", {"values": NEW}), 422, "unknown-parameter", "?x")


def test_a_token_that_comes_too_often_waits(caller, settings, home):
    one = caller()
    settings.API_PER_MINUTE = 3
    assert [one.get("term", {"limit": "1"}).status_code for _ in range(3)] == [200] * 3
    answer = one.get("term")
    problem(answer, 429, "too-often")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert caller("khac", mfa=["reader"]).get("term").status_code == 200


def test_a_failure_of_the_server_tells_nothing(caller, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("mật khẩu là 1234")

    monkeypatch.setattr("banggiao.api.doors.values_page", broken)
    answer = caller().get("engagement")
    problem(answer, 500, "failed")
    assert "1234" not in answer.content.decode()


def test_what_will_go_is_told_beforehand(caller, monkeypatch):
    day = timezone.localdate().replace(year=2026, month=1, day=2)
    gone = Deprecation("actor", "note", day, day.replace(year=2027))
    assert "Deprecation" not in caller().get("actor", {"limit": "1"})
    monkeypatch.setattr(deprecations, "DEPRECATIONS", (gone,))
    answer = caller().get("actor", {"limit": "1"})
    assert answer["Deprecation"] == "@1767312000"
    assert answer["Sunset"] == "Sat, 02 Jan 2027 00:00:00 GMT"
    assert "Deprecation" not in caller().get("term", {"limit": "1"})


def test_reading_and_refusals_leave_no_event(caller):
    one = caller()
    before = Event.objects.count()
    one.get("actor")
    one.post("engagement", {"values": {"title": "x"}})
    one.post("engagement", json.dumps({"values": {**NEW, "host": "?"}}).encode())
    assert Event.objects.count() == before
    assert Actor.objects.exists()
