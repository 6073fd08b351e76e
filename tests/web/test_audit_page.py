"""The audit of the whole register: who may read it, what is masked in it, filters, pages, the seal, its file."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.audit import request_id
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.core.sealing import events_seal
from banggiao.sources.deeds import claim_add, field_choose
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create
from banggiao.sources.retention import personal_read

pytestmark = pytest.mark.django_db
TRIGGER = {
    "sqlite": "DROP TRIGGER core_event_append_only",
    "postgresql": "ALTER TABLE core_event DISABLE TRIGGER core_event_append_only",
}
LAN, MAI = system("Lan Người Làm"), system("Mai Người Khác")


def agency(code):
    return label_get(circulation="agency", owner=Actor.objects.get(code=code).key)


def meeting(title="Hội đàm", by=LAN, label=None, **more):
    values = {"title": title, "kind": "meeting", "place": "Hà Nội", **more}
    return record_create(noun_of("engagement"), values, by=by, label=label)


@pytest.fixture
def auditor(vietnam, sign_in):
    return sign_in("kiemtra", mfa=["auditor"])


@pytest.fixture
def administrator(vietnam, sign_in):
    return sign_in("quantri", mfa=["administrator"])


def lines(browser, **query):
    answer = browser.get("/audit/", query)
    assert answer.status_code == 200
    return [line for line, *_ in answer.context["lines"]]


def taken(browser, **query):
    sent = b"".join(browser.get("/audit/list.csv", query).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(sent)))


@pytest.mark.parametrize("groups", [["reader"], ["drafter"], ["approver"], ["personal"]])
def test_the_audit_is_for_administrators_and_auditors_only(vietnam, sign_in, groups):
    browser = sign_in("ai", mfa=groups)
    for method, address in (("get", "/audit/"), ("get", "/audit/list.csv"), ("post", "/audit/seal/")):
        answer = getattr(browser, method)(address)
        assert answer.status_code == 403
        assert "Vai trò của bạn không được làm việc này." in answer.content.decode()
    assert "/audit/" not in browser.get("/password/").content.decode()


def test_it_tells_the_latest_deeds_first_with_before_and_after(auditor, administrator):
    record = meeting()
    record_change(record, {"place": "Huế"}, by=MAI, reason="Đổi nơi họp")
    for browser in (auditor, administrator):
        changed, made = lines(browser, noun="engagement")[:2]
        assert (changed.deed, changed.event.who, made.deed) == ("changed", MAI.name, "created")
        (place,) = changed.changes
        assert [one.text for one in place.before + place.after] == ["Hà Nội", "Huế"]
        page = browser.get("/audit/").content.decode()
        assert "Đổi nơi họp" in page and "Hội đàm" in page
        assert 'href="/audit/"' in page


def test_of_an_account_the_name_and_the_role_are_told(auditor, sign_in):
    sign_in("hoa", bct=["approver"])
    page = auditor.get("/audit/?noun=user&deed=role_given").content.decode()
    assert "Giao vai trò" in page and "Hoa" in page and "approver" in page


def test_of_a_record_out_of_sight_only_who_did_what_when_is_told(auditor, administrator):
    record = meeting("Hội đàm kín", label=agency("bct"))
    record_change(record, {"place": "Thung Sao"}, by=MAI, reason="vì Thung Sao gần")
    for browser in (auditor, administrator):
        changed, made = lines(browser, noun="engagement")[:2]
        assert (changed.deed, changed.event.who, changed.seen) == ("changed", MAI.name, False)
        assert [one.hidden for one in changed.changes] == [True]
        assert all(one.hidden and not one.before + one.after for one in made.changes)
        for told in (browser.get("/audit/").content.decode(), str(taken(browser))):
            assert "Thung Sao" not in told and "Hội đàm kín" not in told
            assert MAI.name in told


def test_a_value_that_only_unseen_sources_say_is_masked_as_in_the_records_own_history(auditor, sign_in):
    record = meeting()
    narrow = Source.objects.create(
        sha256="5" * 64, name="kin.docx", format="docx", caption="Kín", label=agency("bct")
    )
    (claim,) = claim_add(record, {"place": "Thung Sao"}, by=LAN, evidence=Evidence(source=narrow, words="x"))
    field_choose(record, "place", claim=claim, by=LAN, reason="đã kiểm tra")
    everywhere = sign_in("nhieu", mfa=["auditor", "reader"])
    for browser in (auditor, everywhere):
        assert "Thung Sao" not in browser.get("/audit/").content.decode()
        assert "Thung Sao" not in str(taken(browser))
    assert "Thung Sao" not in everywhere.get(f"/r/engagement/{record.key}/history/").content.decode()


def test_personal_data_is_never_told_but_that_somebody_read_it_is(auditor, vietnam):
    values = {"name": "Trần Văn Thử", "phone": "0912-345-678"}
    record = record_create(noun_of("person"), values, by=LAN, retain_until=date(2999, 1, 1))
    personal_read(record, by=MAI, reason="gọi điện")
    assert "0912-345-678" not in auditor.get("/audit/").content.decode()
    assert "0912-345-678" not in str(taken(auditor))
    (read,) = lines(auditor, noun="person", deed="personal_read")
    assert read.event.who == MAI.name


def test_filters_combine(auditor):
    token = request_id.set("yeu-cau-7")
    first = meeting("Một")
    request_id.reset(token)
    meeting("Hai", by=MAI)
    record_change(first, {"place": "Huế"}, by=MAI)
    today = f"{timezone.localdate():%d/%m/%Y}"
    told = lambda **query: [(one.deed, one.caption) for one in lines(auditor, noun="engagement", **query)]  # noqa: E731
    assert told(request="yeu-cau-7") == [("created", "Một")]
    assert told(who="Mai Người Khác") == [("changed", "Một"), ("created", "Hai")]
    assert told(who="Mai Người Khác", deed="created") == [("created", "Hai")]
    assert told(deed="created", **{"from": today, "to": today})[:2] == [
        ("created", "Hai"),
        ("created", "Một"),
    ]
    assert told(**{"to": "1/1/2001"}) == []
    assert {line.deed for line in lines(auditor, deed="changed")} == {"changed"}


@pytest.mark.parametrize(
    "query", [{"from": "31/02/2025"}, {"from": "2/1/2025", "to": "1/1/2025"}, {"to": "2025"}]
)
def test_a_day_that_is_none_is_refused_in_words(auditor, query):
    answer = auditor.get("/audit/", query)
    assert answer.status_code == 422
    assert answer.context["refusal"]


def test_pages_follow_each_other_without_gap_and_the_file_holds_them_all(auditor):
    for n in range(120):
        meeting(f"Họp {n}", by=MAI)
    seen, address = [], "/audit/?noun=engagement&who=Mai+Người+Khác"
    while address:
        context = auditor.get(address).context
        seen += [line.event.pk for line, *_ in context["lines"]]
        address = context["older"]
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)
    rows = taken(auditor, noun="engagement", who="Mai Người Khác")[1:]
    assert [int(row[-1]) for row in rows] == seen


def test_taking_the_file_is_itself_in_the_audit(auditor):
    taken(auditor, noun="engagement")
    event = Event.objects.get(code="audit.exported")
    assert event.who == "Kiemtra (kiemtra)"
    assert (event.after["format"], event.after["query"]) == ("csv", "noun=engagement")
    assert lines(auditor)[0].event == event


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(auditor):
    meeting("=1+2", by=MAI)
    row = next(row for row in taken(auditor, noun="engagement") if "1+2" in row[4])
    assert row[4] == "'=1+2"


def test_it_takes_as_many_queries_for_a_full_page_as_for_a_short_one(auditor):
    def asked():
        with CaptureQueriesContext(connection) as log:
            lines(auditor, noun="engagement", who="Mai Người Khác")
        return len(log)

    meeting("Một", by=MAI, host="mfa")
    asked()
    few = asked()
    for n in range(60):
        meeting(f"Họp {n}", by=MAI, host="bct")
    assert asked() == few


def test_a_record_that_may_be_opened_is_linked(sign_in, auditor):
    record = meeting(label=agency("mfa"))
    address = f"/r/engagement/{record.key}/"
    assert address not in auditor.get("/audit/").content.decode()
    assert address in sign_in("cahai", mfa=["auditor", "reader"]).get("/audit/").content.decode()


def test_the_page_says_up_to_when_the_seal_is_whole_and_where_it_is_not(auditor):
    first = meeting("Một")
    events_seal(patience=0)
    assert auditor.get("/audit/").context["sealed"].at is not None
    whole = auditor.post("/audit/seal/")
    assert whole.context["audit"].sound
    assert "Nguyên vẹn" in whole.content.decode()
    last = Event.objects.filter(record_key=first.key).latest("id")
    with connection.cursor() as cursor:  # as somebody who holds the database can
        cursor.execute(TRIGGER[connection.vendor])
        cursor.execute("UPDATE core_event SET who = 'khác' WHERE id = %s", [last.pk])
    broken = auditor.post("/audit/seal/")
    assert "không còn nguyên vẹn" in broken.content.decode()
    assert f"sự kiện {last.pk} đã bị sửa" in broken.content.decode()
    assert broken.context["whole_until"] == Event.objects.filter(pk__lt=last.pk).latest("id").at
