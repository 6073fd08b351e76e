"""The page of one record: facts with who says so, what is masked, what points at it, in few queries."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor, Tie
from banggiao.core.access import label_get, system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.sources.evidence import Evidence
from banggiao.sources.linking import COUNTED, links_to
from banggiao.sources.models import Claim, ClaimState, Source
from banggiao.sources.reading_record import record_facts
from banggiao.sources.records import record_change, record_create, records_create

pytestmark = pytest.mark.django_db
BY = system("Nguyễn Văn Thử")
TIE = noun_of("tie")


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


def address(record, query=""):
    return f"/r/{record.noun_code}/{record.key}/{query}"


def paper(letter, words, label=None):
    own = {"label": label} if label else {}
    return Source.objects.create(
        sha256=letter * 64, name=f"{letter}.docx", caption=f"Báo {letter}", format="docx", text=words, **own
    )


def said_in(source, words, *, confirmed=True, mark=""):
    return Evidence(source=source, words=words, paragraph=3, page=1, confirmed=confirmed, verification=mark)


@pytest.fixture
def disputed(vietnam):
    """The tier of a partnership, which two papers date differently."""
    first, second = paper("1", "nâng cấp ngày 29/10"), paper("2", "nâng cấp ngày 30/10")
    values = {
        "kind": "partnership", "subject": "country-VNM", "counterpart": "country-GBR",
        "rank": "CSP", "valid_from": "2025-10-29", "label_official": "Đối tác chiến lược toàn diện (thử)",
    }  # fmt: skip
    Tie.objects.filter(kind="partnership", archived_at__isnull=True).update(archived_at=timezone.now())
    tie = record_create(TIE, values, by=BY, evidence=said_in(first, "nâng cấp ngày 29/10"))
    from banggiao.sources.deeds import claim_add

    claim_add(
        tie, {"valid_from": "2025-10-30"}, by=BY, evidence=said_in(second, "nâng cấp ngày 30/10", mark="conf")
    )
    return tie


def test_a_record_shows_its_facts_and_who_says_so(browser):
    japan = Actor.objects.get(code="country-JPN")
    page = browser.get(address(japan))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Nhật Bản" in text
    assert 'id="claim-1"' in text
    assert "countries.csv" in text


def test_two_sources_that_disagree_stand_side_by_side_and_one_is_chosen_with_a_reason(browser, disputed):
    text = browser.get(address(disputed)).content.decode()
    assert "29/10/2025" in text
    assert "30/10/2025" in text
    assert "Báo 1" in text
    assert "Báo 2" in text
    assert "chưa kiểm chứng" in text
    later = Claim.objects.get(record_key=disputed.key, source__name="2.docx")

    refused = browser.post(address(disputed, "choose/"), {"field": "valid_from", "claim": str(later.key)})
    assert refused.status_code == 422
    assert "Hãy nêu lý do." in refused.content.decode()
    disputed.refresh_from_db()
    assert disputed.valid_from.isoformat() == "2025-10-29"

    told = {"field": "valid_from", "claim": str(later.key), "reason": "Theo tuyên bố chung"}
    done = browser.post(address(disputed, "choose/"), told, follow=True)
    disputed.refresh_from_db()
    assert disputed.valid_from.isoformat() == "2025-10-30"
    text = done.content.decode()
    assert "Theo tuyên bố chung" in text
    assert "Hoàn tác" in text

    undo = {"event": str(Event.objects.filter(record_key=disputed.key).latest("id").key)}
    browser.post(address(disputed, "undo/"), undo)
    disputed.refresh_from_db()
    assert disputed.valid_from.isoformat() == "2025-10-29"


def test_what_was_known_on_a_day_is_shown_as_it_was(browser, disputed):
    yesterday = timezone.now() - timedelta(days=1)
    Claim.objects.filter(record_key=disputed.key, source__name="1.docx").update(
        recorded_from=yesterday - timedelta(days=3)
    )
    day = f"{timezone.localtime(yesterday):%d/%m/%Y}"
    text = browser.get(address(disputed, f"?known_on={day}")).content.decode()
    assert "29/10/2025" in text
    assert "Báo 2" not in text
    assert "Như đã biết" in text
    long_ago = browser.get(address(disputed, "?known_on=2020")).content.decode()
    assert "29/10/2025" not in long_ago


def test_a_value_whose_source_one_may_not_see_is_masked_and_its_claim_untold(vietnam, disputed, sign_in):
    few = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    narrow = paper("3", "điều chỉnh", few)
    record_change(
        disputed, {"label_official": "Nhãn chưa công bố"}, by=BY, evidence=said_in(narrow, "điều chỉnh"),
        reason="Báo cáo nội bộ",
    )  # fmt: skip
    inside = sign_in("trong", mfa=["reader"]).get(address(disputed)).content.decode()
    outside = sign_in("ngoai", bct=["reader"])
    text = outside.get(address(disputed)).content.decode()
    assert "Nhãn chưa công bố" in inside
    assert "Nhãn chưa công bố" not in text
    assert "Báo 3" not in text
    assert "đã che" in text
    assert "Nhãn chưa công bố" not in outside.get(address(disputed, "history/")).content.decode()


def test_a_proposed_claim_is_confirmed_or_refused_on_the_page(browser, vietnam):
    source = paper("4", "Hội thảo tại Huế")
    made = record_create(
        noun_of("engagement"), {"title": "Hội thảo tại Huế", "kind": "conference"}, by=BY,
        evidence=said_in(source, "Hội thảo tại Huế", confirmed=False),
    )  # fmt: skip
    claim = Claim.objects.get(record_key=made.key)
    assert "chờ xác nhận" in browser.get(address(made)).content.decode()
    browser.post(address(made, "confirm/"), {"claim": str(claim.key)})
    claim.refresh_from_db()
    assert claim.state == ClaimState.CONFIRMED
    assert "chờ xác nhận" not in browser.get(address(made)).content.decode()


def test_archiving_wants_a_reason_and_restoring_brings_the_record_back(browser, vietnam):
    made = record_create(noun_of("engagement"), {"title": "Tọa đàm", "kind": "conference"}, by=BY)
    assert browser.post(address(made, "archive/"), {"reason": " "}).status_code == 422
    browser.post(address(made, "archive/"), {"reason": "Nhập hai lần"})
    made.refresh_from_db()
    assert made.archived_at is not None
    text = browser.get(address(made)).content.decode()
    assert "Khôi phục" in text
    assert "Nhập hai lần" in text
    browser.post(address(made, "restore/"))
    made.refresh_from_db()
    assert made.archived_at is None


def test_links_lead_both_ways_are_capped_and_true_on_a_day(browser, vietnam):
    japan = Actor.objects.get(code="country-JPN")
    rows = [
        {
            "title": f"Cuộc gặp {n}",
            "kind": "meeting",
            "counterpart": str(japan.key),
            "valid_from": f"{1960 + n}",
        }
        for n in range(COUNTED + 5)
    ]
    records_create(noun_of("engagement"), rows, by=BY)
    group = next(g for g in links_to(japan, BY) if g.noun.code == "engagement")
    assert group.count == COUNTED
    assert group.more
    assert group.shown[0].since == "2014"
    text = browser.get(address(japan)).content.decode()
    assert "50+" in text
    assert escape(f"/r/engagement/?counterpart={japan.key}") in text
    held = record_create(
        TIE,
        {"kind": "twinning", "subject": "country-VNM", "counterpart": "country-JPN", "valid_from": "2001",
         "valid_to": "2009"},
        by=BY,
    )  # fmt: skip
    known = {link.key for g in links_to(japan, BY, true_on=timezone.localdate()) for link in g.found}
    assert held.key not in known
    then = {link.key for g in links_to(japan, BY, true_on=held.valid_to) for link in g.found}
    assert held.key in then


def test_links_tell_no_record_that_the_viewer_may_not_see(vietnam, member):
    japan = Actor.objects.get(code="country-JPN")
    few = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    hidden = record_create(
        noun_of("engagement"), {"title": "Nội bộ", "kind": "meeting", "counterpart": "country-JPN"}, by=BY,
        label=few,
    )  # fmt: skip
    for viewer, sees in (
        (viewer_of(member("trong", mfa=["reader"])), True),
        (viewer_of(member("ngoai", bct=["reader"])), False),
    ):
        found = {link.key for group in links_to(japan, viewer) for link in group.found}
        assert (hidden.key in found) is sees


def test_a_record_outside_of_ones_reach_is_not_there(vietnam, sign_in):
    few = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    hidden = record_create(noun_of("engagement"), {"title": "Nội bộ", "kind": "meeting"}, by=BY, label=few)
    browser = sign_in("ngoai", bct=["drafter"])
    for page in ("", "change/", "history/"):
        assert browser.get(address(hidden, page)).status_code == 404
    assert browser.post(address(hidden, "archive/"), {"reason": "x"}).status_code == 404
    assert browser.get("/r/nothing/01a200a5-4c1f-73d2-8983-8b0c4fe4ef44/").status_code == 404


def test_the_page_takes_the_same_queries_however_much_hangs_on_the_record(browser, vietnam):
    from django.db import connection

    japan = Actor.objects.get(code="country-JPN")
    browser.get(address(japan))
    with CaptureQueriesContext(connection) as few:
        browser.get(address(japan))
    rows = [{"title": f"Cuộc gặp {n}", "kind": "meeting", "counterpart": str(japan.key)} for n in range(60)]
    records_create(noun_of("engagement"), rows, by=BY)
    for n in range(5):
        record_change(japan, {"note": f"lần {n}"}, by=BY, reason="thử")
    browser.get(address(japan))  # what the viewer may see is worked out anew once after writes
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address(japan))
    assert len(many) == len(few) <= 16, [q["sql"][:90] for q in many]
    assert len(page.content) < 120 * 1024


def test_the_history_tells_before_after_who_when_and_why(browser, vietnam):
    made = record_create(noun_of("engagement"), {"title": "Tọa đàm", "kind": "conference"}, by=BY)
    record_change(made, {"place": "Huế"}, by=BY, reason="Đổi nơi họp")
    text = browser.get(address(made, "history/")).content.decode()
    for word in ("Đổi nơi họp", "Huế", "Nguyễn Văn Thử", "Tạo bản ghi", "Sửa"):
        assert word in text


def test_the_state_of_a_commitment_is_shown_and_derived(browser, vietnam):
    overdue = record_create(
        noun_of("commitment"), {"text": "Trình đề án", "kind": "task", "lead": "mfa", "due": "2020"}, by=BY
    )
    assert "quá hạn" in browser.get(address(overdue)).content.decode()


def test_facts_are_told_in_the_language_asked(vietnam):
    japan = Actor.objects.get(code="country-JPN")
    facts = record_facts(noun_of("actor"), japan, BY, language="en")
    kind = next(fact for fact in facts.facts if fact.field.name == "kind")
    assert kind.shown[0].text == "country"
    assert kind.said is not None


def test_personal_data_is_shown_on_request_only_and_the_reading_is_told(vietnam, sign_in):
    person = record_create(noun_of("person"), {"name": "Lê Văn Mẫu", "passport": "P1234567"}, by=BY)
    keeper = sign_in("giu", mfa=["reader", "personal"])
    assert "P1234567" not in keeper.get(address(person)).content.decode()
    assert keeper.post(address(person, "personal/"), {"reason": ""}).status_code == 422
    shown = keeper.post(address(person, "personal/"), {"reason": "Làm thị thực"}).content.decode()
    assert "P1234567" in shown
    assert "Làm thị thực" in keeper.get(address(person, "history/")).content.decode()
    other = sign_in("doc", mfa=["drafter"])
    assert "P1234567" not in other.post(address(person, "personal/"), {"reason": "x"}).content.decode()
    assert "Làm thị thực" not in other.get(address(person, "history/")).content.decode()
