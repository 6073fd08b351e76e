"""Calendar feeds: what their owner may see when they are read; an address that ended answers nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from banggiao.access.models import Membership, Token, User
from banggiao.access.services import membership_end, user_leave
from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.nouns import noun_of
from banggiao.sources.deeds import record_archive
from banggiao.sources.records import record_change, record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")


def soon(days=5):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture
def task():
    return write("commitment", text="Chuẩn bị báo cáo; gửi Bộ, ngành", lead="mfa", due=soon())


def made(browser, scope="mine"):
    answer = browser.post(reverse("web:feeds"), {"scope": scope, "last_day": soon(30)})
    assert answer.status_code == 200, answer.content.decode()
    return answer.context["address"]


def events(address, **headers):
    answer = Client().get(address, **headers)
    assert answer.status_code == 200
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def summaries(address):
    return " | ".join(str(one["SUMMARY"]) for one in events(address).values())


def test_my_tasks_come_with_their_day_and_go_when_they_are_done_or_archived(sign_in, task):
    address = made(sign_in(mfa=["drafter"]))
    uid = f"commitment-{task.key}@banggiao"
    one = events(address)[uid]
    assert "Chuẩn bị báo cáo; gửi Bộ, ngành" in str(one["SUMMARY"])
    assert one.decoded("DTSTART").isoformat() == soon() and str(one["STATUS"]) == "CONFIRMED"
    assert int(one["SEQUENCE"]) == 0
    assert str(one["URL"]).endswith(f"/r/commitment/{task.key}/")
    record_change(task, {"due": soon(9)}, by=BY, reason="gia hạn")
    later = events(address)[uid]
    assert later.decoded("DTSTART").isoformat() == soon(9) and int(later["SEQUENCE"]) == 1
    record_archive(task, by=BY, reason="nhầm")
    assert str(events(address)[uid]["STATUS"]) == "CANCELLED"


def test_a_bodys_feed_has_the_duties_of_the_calendar(sign_in, task):
    browser = sign_in()
    key = Actor.objects.get(code="mfa").key
    feed = events(made(browser, f"body:{key}"))
    page = browser.get("/calendar/").context["tables"]["duties"].table.lines
    year = timezone.localdate().year
    duties = {uid for uid in feed if uid.startswith("deadline-") and uid.endswith(f"-{year}@banggiao")}
    assert len(duties) == len(page) > 0
    assert f"commitment-{task.key}@banggiao" in feed


def test_a_partners_and_a_reviews_feed(sign_in):
    browser = sign_in()
    japan = Actor.objects.get(code="country-JPN")
    visit = write("engagement", title="Thăm Nhật Bản", kind="visit", counterpart="country-JPN",
                  valid_from=soon(3), valid_to=soon(4), status="planned")  # fmt: skip
    write("commitment", text="Việc với Nhật", lead="mfa", counterpart="country-JPN", due=soon())
    address = made(browser, f"partner:{japan.key}")
    assert "Thăm Nhật Bản" in summaries(address) and "Việc với Nhật" in summaries(address)
    record_change(visit, {"status": "cancelled"}, by=BY, reason="hủy")
    assert str(events(address)[f"engagement-{visit.key}@banggiao"]["STATUS"]) == "CANCELLED"
    assert browser.get(reverse("web:feeds"), {"scope": f"partner:{japan.key}"}).status_code == 200


def test_an_unchanged_feed_is_not_sent_again(sign_in, task):
    address = made(sign_in())
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    record_change(task, {"text": "Việc khác"}, by=BY, reason="sửa")
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_address_that_ended_answers_nothing(sign_in, task):
    browser = sign_in("lan", mfa=["drafter"])
    one, other, third = (made(browser) for _ in range(3))
    assert Client().get(one).status_code == 200
    token = Token.objects.order_by("pk").first()
    assert browser.post(reverse("web:feed_revoke", args=[token.key])).status_code == 302
    assert Client().get(one).status_code == 404
    Token.objects.filter(pk=token.pk + 1).update(expires_at=timezone.now())
    assert Client().get(other).status_code == 404
    assert Client().get(third).status_code == 200
    assert Client().get(third.replace("feed_", "feed_x")).status_code == 404
    user_leave(user=User.objects.get(username="lan"), by=BY)
    assert Client().get(third).status_code == 404


def test_who_no_longer_works_there_reads_no_more(sign_in, task):
    address = made(sign_in("lan", mfa=["drafter"]))
    membership_end(membership=Membership.objects.get(user__username="lan"), by=BY)
    answer = Client().get(address)
    assert answer.status_code == 404 or b"VEVENT" not in answer.content


@pytest.mark.parametrize(
    "scope", ["", "mine:x", "body:x", "all", "review:00000000-0000-0000-0000-000000000000"]
)
def test_a_feed_of_nothing_is_not_made(sign_in, scope):
    answer = sign_in().post(reverse("web:feeds"), {"scope": scope, "last_day": soon(3)})
    assert answer.status_code == 422 and not Token.objects.exists()


def test_another_persons_feed_is_not_revoked(sign_in, task):
    made(sign_in("lan", mfa=["drafter"]))
    other = sign_in("minh", mfa=["drafter"])
    assert other.post(reverse("web:feed_revoke", args=[Token.objects.get().key])).status_code == 404
