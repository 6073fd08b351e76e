"""The pages of duties and deadlines: what they say, to whom, and with how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.rules.models import DeadlineRule, Holiday
from banggiao.sources.records import record_create, records_create

BY = system("kiểm thử")


def make(noun, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture
def browser(vietnam, sign_in):
    DeadlineRule.objects.update(archived_at="2026-01-01T00:00Z")
    Holiday.objects.update(archived_at="2026-01-01T00:00Z")
    return sign_in()


def test_the_year_shows_every_duty_with_its_reference_and_says_that_holidays_are_missing(browser):
    make(
        "deadline",
        code="test-plan",
        name="Kế hoạch ký thỏa thuận",
        month=11,
        day=15,
        legal_ref="NĐ 64/2021/NĐ-CP",
    )
    make(
        "report",
        name="Báo cáo hội nghị năm",
        content="x",
        period="year",
        window="15/12 – 14/12",
        cut_off="18/12",
        legal_ref="QĐ 06/2020",
    )
    page = browser.get("/calendar/?year=2031").content.decode()
    assert "15/11/2031" in page and "Kế hoạch ký thỏa thuận" in page and "NĐ 64/2021/NĐ-CP" in page
    assert "18/12/2031" in page and "15/12/2030 – 14/12/2031" in page
    assert "Chưa có bảng ngày nghỉ của 2031" in page


def test_the_month_shows_days_off_duties_and_commitments_with_their_state(browser):
    today = timezone.localdate()
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    make("holiday", on=first.isoformat(), name="Ngày nghỉ thử")
    make("commitment", text="Mở đường bay", lead="mfa", due=first.replace(day=10).isoformat())
    make(
        "commitment",
        text="Việc đã xong",
        lead="mfa",
        due=first.replace(day=11).isoformat(),
        done_on="2020-01-01",
        evidence="CV",
    )
    page = browser.get(f"/calendar/?year={first.year}&month={first.month}").content.decode()
    assert "Ngày nghỉ thử" in page and "Mở đường bay" in page and "đang thực hiện quá hạn" in page
    assert "Việc đã xong" not in page


def test_the_calendar_asks_the_same_number_of_questions_whatever_is_in_it(
    browser, django_assert_max_num_queries
):
    rows = [{"text": f"Việc {n}", "lead": "mfa", "due": "2031-05-10"} for n in range(60)]
    records_create(noun_of("commitment"), rows, by=BY)
    for n in range(20):
        make("deadline", code=f"test-{n}", name=f"Nghĩa vụ {n}", month=5, day=n + 1, legal_ref="NĐ")
    for address in ("/calendar/?year=2031", "/calendar/?year=2031&month=5", "/states/", "/deadline/"):
        with django_assert_max_num_queries(22):
            answer = browser.get(address)
        assert answer.status_code == 200 and len(answer.content) < 120_000


def test_a_rule_and_a_day_give_a_date_with_its_steps(browser):
    rule = make(
        "deadline",
        code="test-answer",
        name="Trả lời ý kiến",
        occasion="request",
        offset=7,
        unit="working",
        legal_ref="Luật TTQT",
    )
    make("holiday", on="2031-01-01", name="Tết Dương lịch")
    page = browser.get("/deadline/", {"rule": rule.key, "on": "26/12/2030"}).content.decode()
    assert "07/01/2031" in page and "Tết Dương lịch" in page and "Luật TTQT" in page
    english = browser.get(
        "/deadline/",
        {"rule": rule.key, "on": "2030-12-26"},
        headers={"cookie": f"django_language=en; sessionid={browser.cookies['sessionid'].value}"},
    )
    assert "7 working days from 26 December 2030" in english.content.decode()


def test_planning_back_shows_what_is_too_late(browser):
    make(
        "deadline",
        code="testconf-dossier",
        name="Trình hồ sơ",
        applies_to="hội nghị quốc tế",
        occasion="event_start",
        offset=-30,
        unit="day",
        legal_ref="QĐ 06/2020",
    )
    soon, far = (timezone.localdate() + timedelta(days=n) for n in (10, 90))
    late = browser.get("/deadline/", {"event": "testconf", "start": soon.isoformat()}).content.decode()
    assert "Không đủ thời gian" in late and "quá muộn" in late
    fine = browser.get(
        "/deadline/", {"event": "testconf", "start": far.isoformat(), "end": far.isoformat()}
    ).content.decode()
    assert "Đủ thời gian cho mọi bước" in fine


@pytest.mark.parametrize(
    "query",
    [
        "?year=99999&month=13", "?year=abc", "?year=²", "?month=0", "?rule=x&on=31/02/2026", "?event=nothing&start=2026-01-01",
        "?event=&start=0001-01-01", "?start=2026-05-01&end=2026-01-01", "?on=9999-12-31", "?year=9998&month=12",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_answered_calmly(browser, query):
    make(
        "deadline",
        code="test-far",
        name="Xa",
        applies_to="x",
        occasion="event_start",
        offset=30,
        unit="month",
        legal_ref="x",
    )
    assert browser.get(f"/calendar/{query}").status_code == 200
    assert browser.get(f"/deadline/{query}").status_code == 200


def test_the_farthest_day_is_refused_in_words(browser):
    rule = make(
        "deadline",
        code="test-far",
        name="Xa",
        occasion="event_start",
        offset=30,
        unit="working",
        legal_ref="x",
    )
    page = browser.get("/deadline/", {"rule": rule.key, "on": "9999-12-31"}).content.decode()
    assert "ngoài phạm vi" in page


def test_who_may_not_see_a_commitment_does_not_meet_it_here(vietnam, sign_in):
    label = label_get(
        circulation="agency", owner=make("actor", code="test-owner", name_vi="Chủ", kind="agency").key
    )
    record_create(
        noun_of("commitment"),
        {"text": "Việc riêng của Chủ", "lead": "bct", "due": "2020-05-10"},
        by=BY,
        label=label,
    )
    browser = sign_in("lan", bct=["reader"])
    for address in ("/calendar/?year=2020&month=5", "/states/"):
        assert "Việc riêng của Chủ" not in browser.get(address).content.decode()
