"""Writes through the API leave what writes on the screen leave: records, claims with a source, audit; once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.api.models import Answer
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sources.models import Claim, Source, SourceKind
from banggiao.sources.records import record_change

pytestmark = pytest.mark.django_db
NEW = {"title": "Hội đàm về hàng hải", "kind": "meeting", "valid_from": "2026-03"}


def made(caller, **values):
    answer = caller.post("engagement", {"values": {**NEW, **values}})
    assert answer.status_code == 201, answer.content.decode()
    return answer


def test_a_new_record_has_its_claim_by_hand_and_its_event(caller):
    one = caller()
    answer = made(one)
    record = Engagement.objects.get(key=answer.json()["key"])
    assert record.caption == "Hội đàm về hàng hải"
    claim = Claim.objects.get(record_key=record.key)
    assert claim.source.kind == SourceKind.PERSON
    event = Event.objects.get(record_key=record.key)
    assert (event.code, event.who) == ("engagement.created", one.viewer.name)
    assert event.request_id == answer["X-Request-ID"]
    assert one.get(answer["Location"].removeprefix("/api/v1/")).json() == answer.json()
    assert (
        record.label.circulation == "agency"
    )  # as on the screen: within one's own body until it is released


def test_a_write_names_its_source_place_and_words(caller):
    one = caller()
    source = Source.objects.create(
        sha256="a" * 64,
        name="bao-cao.docx",
        caption="bao-cao",
        format="docx",
        text="Ngày 5/3 hai bên hội đàm.",
    )
    told = {"source": str(source.key), "words": "hai bên hội đàm"}
    answer = one.post("engagement", {"values": NEW, "evidence": told})
    claim = Claim.objects.get(record_key=answer.json()["key"])
    assert (claim.source, claim.words, claim.start) == (source, "hai bên hội đàm", 9)
    wrong = one.post("engagement", {"values": NEW, "evidence": {**told, "words": "không có câu này"}})
    assert wrong.json()["errors"][0]["pointer"] == "/evidence/words"
    nowhere = one.post("engagement", {"values": NEW, "evidence": {"source": "không có", "words": "x"}})
    assert nowhere.json()["errors"][0]["pointer"] == "/evidence/source"


def test_what_may_be_there_already_is_not_written_unless_it_is_another(caller):
    one = caller()
    first = made(one)
    again = one.post("engagement", {"values": NEW})
    assert again.status_code == 409
    assert again.json()["alike"] == [{"key": first.json()["key"], "caption": NEW["title"]}]
    assert Engagement.objects.filter(title=NEW["title"]).count() == 1
    assert one.post("engagement", {"values": NEW, "distinct": True}).status_code == 201


def test_a_change_needs_the_record_as_it_is_now(caller):
    one = caller()
    first = made(one)
    path = f"engagement/{first.json()['key']}"
    change = {"values": {"place": "Huế"}, "reason": "đã chốt"}
    assert one.patch(path, change).status_code == 428
    answer = one.patch(path, change, if_match=first["ETag"])
    assert answer.status_code == 200
    assert answer.json()["values"]["place"] == "Huế"
    assert answer["ETag"] == one.get(path)["ETag"]
    lost = one.patch(path, {"values": {"place": "Vinh"}, "reason": "x"}, if_match=first["ETag"])
    assert lost.status_code == 412
    assert Engagement.objects.get(key=first.json()["key"]).place == "Huế"
    assert one.patch(path, {"values": {"place": None}, "reason": "x"}, if_match="*").status_code == 200
    assert one.get(path).json()["values"]["place"] is None


def test_what_the_screen_wrote_since_is_not_overwritten(caller):
    one = caller()
    first = made(one)
    record = Engagement.objects.get(key=first.json()["key"])
    record_change(record, {"purpose": "trao đổi"}, by=one.viewer, reason="trên màn hình")
    lost = one.patch(
        f"engagement/{record.key}", {"values": {"place": "Huế"}, "reason": "x"}, if_match=first["ETag"]
    )
    assert lost.status_code == 412


def test_a_record_is_archived_and_restored_for_a_reason(caller):
    one = caller()
    first = made(one)
    path = f"engagement/{first.json()['key']}"
    assert one.post(f"{path}/archive", {"reason": " "}, if_match="*").status_code == 422
    answer = one.post(f"{path}/archive", {"reason": "nhập nhầm"}, if_match=first["ETag"])
    assert answer.json()["archived"] is True
    changed = one.patch(path, {"values": {"place": "Huế"}, "reason": "x"}, if_match=answer["ETag"])
    assert changed.status_code == 409
    back = one.post(f"{path}/restore", {"reason": "không nhầm"}, if_match=answer["ETag"])
    assert back.json()["archived"] is False


def test_many_rows_are_written_or_none(caller):
    one = caller()
    rows = [{"values": {**NEW, "title": f"Hội đàm thứ {n}"}} for n in range(60)]
    before = Engagement.objects.count()
    wrong = [*rows, {"values": {**NEW, "valid_from": "2025-02-30"}}, {"values": {**NEW, "host": "không có"}}]
    answer = one.post("engagement/bulk", {"rows": wrong})
    assert answer.status_code == 422
    assert {(e["row"], e["field"]) for e in answer.json()["errors"]} == {(60, "valid_from"), (61, "host")}
    assert Engagement.objects.count() == before
    answer = one.post("engagement/bulk", {"rows": rows})
    assert answer.status_code == 201
    keys = answer.json()["keys"]
    assert [r.title for r in Engagement.objects.filter(key__in=keys).order_by("id")] == [
        row["values"]["title"] for row in rows
    ]
    assert Claim.objects.filter(record_key__in=keys).count() == 60
    events = Event.objects.filter(record_key__in=keys)
    assert {(e.code, e.request_id) for e in events} == {("engagement.created", answer["X-Request-ID"])}


def test_a_number_is_exact_and_no_thousand(caller):
    one = caller()
    unit = {"name_vi": "Lượt khách quốc tế thử", "code": "luot-zq", "unit": "triệu lượt"}
    indicator = one.post("indicator", {"values": unit})
    assert indicator.status_code == 201, indicator.content.decode()
    values = {
        "indicator": indicator.json()["key"], "subject": str(one.viewer.home), "value": "1.234", "unit": "triệu lượt",
        "valid_from": "2025", "valid_to": "2025", "as_of": "2026-01-01",
    }  # fmt: skip
    answer = one.post("figure", {"values": values})
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["values"]["value"] == "1.234"


def test_personal_values_are_kept_until_a_day_and_never_told(caller):
    one = caller("giu", mfa=["drafter", "approver", "personal"])
    values = {"name": "Nguyễn Thử Zq", "phone": "0912 000 000"}
    assert one.post("person", {"values": values}).json()["errors"][0]["pointer"] == "/retain_until"
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    answer = one.post("person", {"values": values, "retain_until": until})
    assert answer.status_code == 201, answer.content.decode()
    assert "0912" not in answer.content.decode()
    assert "phone" not in one.get(f"person/{answer.json()['key']}").json()["values"]
    plain = caller("thuong", mfa=["drafter"])
    assert plain.post("person", {"values": values, "retain_until": until}).status_code == 403


def test_a_write_sent_twice_is_done_once(caller):
    one = caller()
    body = {"values": NEW}
    first = one.post("engagement", body, idempotency_key="lần-1".encode("ascii", "ignore").decode())
    again = one.post("engagement", body, idempotency_key="ln-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert Engagement.objects.filter(title=NEW["title"]).count() == 1
    other = one.post("engagement", {"values": {**NEW, "place": "Huế"}}, idempotency_key="ln-1")
    assert (other.status_code, other.json()["type"]) == (422, "urn:banggiao:problem:idempotency-reused")
    elsewhere = one.post("engagement/bulk", {"rows": [body]}, idempotency_key="ln-1")
    assert elsewhere.status_code == 422
    stranger = caller("khac", mfa=["drafter"])
    assert stranger.post("engagement", {**body, "distinct": True}, idempotency_key="ln-1").status_code == 201


def test_a_key_stands_for_one_request_of_one_record_and_one_deed(caller):
    one = caller()
    path, other = (
        f"engagement/{made(one, title=title).json()['key']}" for title in ("Họp một", "Họp hai khác hẳn")
    )
    body = {"reason": "nhập nhầm"}
    assert one.post(f"{path}/archive", body, if_match="*", idempotency_key="k").status_code == 200
    for elsewhere in (f"{path}/restore", f"{other}/archive"):
        again = one.post(elsewhere, body, if_match="*", idempotency_key="k")
        assert (again.status_code, again.json()["type"]) == (422, "urn:banggiao:problem:idempotency-reused")
    assert one.get(path).json()["archived"] and not one.get(other).json()["archived"]


def test_a_refused_write_may_be_mended_under_the_same_key(caller):
    one = caller()
    assert (
        one.post("engagement", {"values": {**NEW, "host": "không có"}}, idempotency_key="k").status_code
        == 422
    )
    assert one.post("engagement", {"values": NEW}, idempotency_key="k").status_code == 201


def test_a_kept_answer_expires(caller):
    one = caller()
    one.post("engagement", {"values": NEW}, idempotency_key="k")
    Answer.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert (
        one.post("engagement", {"values": NEW}, idempotency_key="k").status_code == 409
    )  # written anew: alike
    assert one.post("engagement", {"values": NEW, "distinct": True}, idempotency_key="k").status_code == 201
    assert Answer.objects.count() == 1


def test_papers_are_not_written_by_hand_but_amended(caller):
    one = caller()
    source = Source.objects.create(sha256="b" * 64, name="x.docx", caption="x", format="docx", text="x")
    assert one.post("source", {"values": {"title": "x"}}).status_code == 405
    path = f"source/{source.key}"
    answer = one.patch(path, {"values": {"publisher": "Công báo"}, "reason": "bổ sung"}, if_match="*")
    assert answer.status_code == 200, answer.content.decode()
    assert one.patch(path, {"values": {"title": "y"}, "reason": "x"}, if_match="*").status_code == 422
    script = {"values": {"url": "javascript:alert(1)"}, "reason": "x"}
    assert one.patch(path, script, if_match="*").json()["errors"][0]["pointer"] == "/values/url"
    assert noun_of("source").model.objects.get(key=source.key).publisher == "Công báo"
