"""Digests by mail, from a real SMTP server: once, in time, in words of what one may see; bounces; a dead server."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from banggiao.core.models import Job
from banggiao.instruments.models import Commitment
from banggiao.reminders import mailing, services
from banggiao.reminders.bounces import bounce_take
from banggiao.reminders.mailing import confirmation_send, confirmed_address, mails_send
from banggiao.reminders.models import Choice, Digest, Notice
from banggiao.reminders.passing import reminders_write
from banggiao.sources.records import record_change
from tests.access.worlds import TODAY
from tests.reminders.conftest import BY, inside, task

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 8 o'clock in Hà Nội, a Sunday


def wants(person, mail="daily", **more):
    more = {"address": f"{person.username}@mofa.example", "confirmed_at": MORNING, **more}
    return Choice.objects.update_or_create(user=person, defaults={"mail": mail, **more})[0]


def remind(ministry, text="Việc sắp đến hạn", days=3):
    record = task(ministry.department, TODAY + timedelta(days=days), text)
    reminders_write(today=TODAY, now=MORNING)
    return record


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_a_digest_tells_in_vietnamese_what_falls_due_with_links_and_no_more(ministry, mail_server):
    wants(ministry.officer)
    record = remind(ministry)
    task(ministry.department, TODAY - timedelta(days=2), "Việc trễ")
    reminders_write(today=TODAY, now=MORNING)
    assert mails_send(now=MORNING) == 1
    [(to, mail)] = mail_server.taken
    assert to == ["can-bo@mofa.example"]
    assert mail["Subject"].strip() == "Bang Giao: 1 việc quá hạn, 1 việc sắp đến hạn"
    words = text_of(mail)
    assert words.index("Việc trễ") < words.index("Việc sắp đến hạn")
    assert f"https://banggiao.example/r/commitment/{record.key}/" in words
    assert "hạn 25/11/2026" in words
    page = mail.get_body(("html",)).get_content()
    assert "Việc trễ" in page
    assert "<img" not in page
    assert "http:" not in page
    assert mail["Auto-Submitted"] == "auto-generated"


def test_one_mail_a_day_and_nothing_twice(ministry, mail_server):
    wants(ministry.officer)
    remind(ministry)
    assert [mails_send(now=MORNING), mails_send(now=MORNING)] == [1, 0]
    remind(ministry, "Việc thứ hai")
    assert mails_send(now=MORNING + timedelta(hours=3)) == 0, "it waits for tomorrow's"
    assert mails_send(now=MORNING + timedelta(days=1)) == 1
    assert "Việc thứ hai" in text_of(mail_server.taken[1][1])
    assert "Việc sắp đến hạn" not in text_of(mail_server.taken[1][1])


def test_nothing_goes_out_before_seven_nor_on_days_off_for_who_wants_working_days(ministry, mail_server):
    wants(ministry.officer, "weekdays")
    wants(ministry.leader)
    remind(ministry)
    assert mails_send(now=MORNING - timedelta(hours=2)) == 0
    assert mails_send(now=MORNING) == 1
    assert mail_server.taken[0][0] == ["vu-truong@mofa.example"]
    assert mails_send(now=MORNING + timedelta(days=1)) == 1  # Monday
    assert mail_server.taken[1][0] == ["can-bo@mofa.example"]


def test_who_wants_none_or_has_not_confirmed_gets_none(ministry, mail_server):
    wants(ministry.officer, "none")
    wants(ministry.leader, confirmed_at=None)
    remind(ministry)
    assert mails_send(now=MORNING) == 0
    assert Notice.objects.filter(user=ministry.officer, digest_on=None).count() == 1


def test_what_one_may_not_see_any_more_or_is_done_is_not_mailed(ministry, mail_server):
    wants(ministry.officer)
    one = remind(ministry, "Đã kín")
    other = remind(ministry, "Đã xong")
    elsewhere = inside(ministry.outsider.memberships.get().actor)
    Commitment.objects.filter(pk=one.pk).update(label=elsewhere)
    record_change(other, {"done_on": "2026-11-20", "evidence": "BC 3"}, by=BY)
    assert mails_send(now=MORNING) == 0
    assert mail_server.taken == []
    assert Digest.objects.get().state == "empty"


def test_a_caption_cannot_forge_heads_or_lines_of_a_mail(ministry, mail_server):
    wants(ministry.officer)
    remind(ministry, "Việc\nBcc: ai@khac.example\r\n\r\n<script>x</script>")
    mails_send(now=MORNING)
    [(to, mail)] = mail_server.taken
    assert to == ["can-bo@mofa.example"]
    assert mail["Bcc"] is None
    assert "\nBcc" not in text_of(mail)
    assert "<script>" not in mail.get_body(("html",)).get_content()


class TestDeadServer:
    def test_everything_waits_with_growing_pauses_and_arrives_once(self, ministry, mail_server, settings):
        wants(ministry.officer)
        wants(ministry.leader)
        remind(ministry)
        settings.EMAIL_PORT = 1  # nobody listens there
        pauses, now = [], MORNING
        for _ in range(5):
            assert mails_send(now=now) == 0
            waiting = Digest.objects.filter(state="waiting", try_after__gt=now).order_by("-try_after").first()
            pauses.append(waiting.try_after - now)
            now = waiting.try_after
        assert pauses == sorted(pauses)
        assert pauses[-1] > pauses[0]
        assert Job.objects.filter(kind="reminders.mail", state="queued").exists()
        settings.EMAIL_PORT = mail_server.port
        later = now + timedelta(hours=2)
        assert mails_send(now=later) == 2
        assert mails_send(now=later) == 0
        assert sorted(to for [to], _ in mail_server.taken) == [
            "can-bo@mofa.example",
            "vu-truong@mofa.example",
        ]

    def test_one_dead_server_is_asked_once_in_a_run(self, ministry, mail_server, settings, monkeypatch):
        for person in (ministry.officer, ministry.leader):
            wants(person)
        remind(ministry)
        settings.EMAIL_PORT = 1
        tried = []
        send = mailing._send
        monkeypatch.setattr(mailing, "_send", lambda *given: tried.append(1) or send(*given))
        mails_send(now=MORNING)
        assert len(tried) == 1


class TestReturned:
    def test_a_mailbox_that_refuses_for_good_is_marked_at_once_and_gets_no_more(self, ministry, mail_server):
        wants(ministry.officer)
        wants(ministry.leader)
        mail_server.refuse["can-bo@mofa.example"] = "550 5.1.1 no such user"
        remind(ministry)
        assert mails_send(now=MORNING) == 1, "the others get theirs"
        choice = Choice.objects.get(user=ministry.officer)
        assert (choice.failing, choice.failing_since) == ("SMTP 550", MORNING)
        remind(ministry, "Việc khác")
        assert mails_send(now=MORNING + timedelta(days=1)) == 1  # the leader's alone
        assert Notice.objects.filter(user=ministry.officer, read_at=None).count() == 2, "the page has them"

    def test_a_mailbox_that_is_busy_is_tried_again(self, ministry, mail_server):
        wants(ministry.officer)
        mail_server.refuse["can-bo@mofa.example"] = "450 4.2.0 greylisted"
        remind(ministry)
        assert mails_send(now=MORNING) == 0
        assert Choice.objects.get(user=ministry.officer).failing_since is None
        mail_server.refuse.clear()
        assert mails_send(now=MORNING + timedelta(minutes=2)) == 1

    def test_a_returned_mail_marks_the_address_of_the_mail_that_it_returns(self, ministry, mail_server):
        wants(ministry.officer)
        remind(ministry)
        mails_send(now=MORNING)
        message_id = mail_server.taken[0][1]["Message-ID"]
        assert bounce_take(returned(message_id, "can-bo@mofa.example", "5.1.1"), now=MORNING) == 1
        assert Choice.objects.get(user=ministry.officer).failing == "5.1.1"

    @pytest.mark.parametrize(
        ("message_id", "address", "status"),
        [
            ("<00000000-0000-4000-8000-000000000000@mofa.example>", "can-bo@mofa.example", "5.1.1"),
            ("own", "bo-truong@mofa.example", "5.1.1"),
            ("own", "can-bo@mofa.example", "4.2.2"),
            ("own", "can-bo@mofa.example", "2.0.0"),
            ("nonsense", "can-bo@mofa.example", "5.1.1"),
        ],
    )
    def test_what_is_forged_or_only_delayed_marks_nobody(
        self, ministry, mail_server, message_id, address, status
    ):
        wants(ministry.officer)
        wants(ministry.minister)
        remind(ministry)
        mails_send(now=MORNING)
        own = mail_server.taken[0][1]["Message-ID"]
        letter = returned(own if message_id == "own" else message_id, address, status)
        assert bounce_take(letter, now=MORNING) == 0
        assert not Choice.objects.exclude(failing="").exists()

    @pytest.mark.parametrize(
        "letter", [b"", b"\xff\xfe\x00", b"Subject: hi\n\nhello", b"Content-Type: multipart/report\n\n"]
    )
    def test_what_is_no_returned_mail_is_passed_over(self, ministry, letter):
        assert bounce_take(letter, now=MORNING) == 0

    def test_the_page_says_so_until_the_person_confirms_again(self, ministry, mail_server):
        wants(ministry.officer, failing_since=MORNING, failing="5.1.1")
        browser = Client()
        ministry.officer.must_change_password = False
        ministry.officer.save()
        browser.force_login(ministry.officer)
        assert "bị trả lại (5.1.1" in browser.get("/reminders/").content.decode()
        browser.post("/reminders/choose/", {"mail": "daily", "address": "can-bo@mofa.example"})
        assert "bị trả lại" not in browser.get("/reminders/").content.decode()
        link = re.search(
            r"https://banggiao\.example(/reminders/confirm/\S+)", text_of(mail_server.taken[0][1])
        )
        assert not services.choice_of(ministry.officer).mailed
        browser.get(link[1])
        assert services.choice_of(ministry.officer).mailed


def returned(message_id, address, status):
    """A delivery status notification (RFC 3464) as mail servers send it."""
    return (
        "From: MAILER-DAEMON@mofa.example\nTo: banggiao@mofa.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.mofa.example\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: {'failed' if status[0] == '5' else 'delayed'}\n"
        f"Status: {status}\nDiagnostic-Code: smtp; 550 no\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\nSubject: x\n\n--b--\n"
    ).encode()


class TestUnsubscribing:
    def link(self, mail_server):
        head = mail_server.taken[0][1]["List-Unsubscribe"]
        return re.fullmatch(r"<https://banggiao\.example(/reminders/stop/\S+)>", head.strip())[1]

    def test_the_link_in_a_mail_ends_ones_own_mails_alone_without_signing_in(self, ministry, mail_server):
        wants(ministry.officer)
        wants(ministry.leader, "none")
        remind(ministry)
        mails_send(now=MORNING)
        assert mail_server.taken[0][1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        wants(ministry.leader)
        browser = Client(enforce_csrf_checks=True)
        link = self.link(mail_server)
        assert browser.get(link).status_code == 200
        assert Choice.objects.get(user=ministry.officer).mail == "daily", "a look at the link changes nothing"
        assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert Choice.objects.get(user=ministry.officer).mail == "none"
        assert Choice.objects.get(user=ministry.leader).mail == "daily"

    @pytest.mark.parametrize("token", ["x", "ImFiYyI:1x:y"])
    def test_a_forged_link_ends_nothing(self, ministry, token):
        wants(ministry.officer)
        assert Client().post(f"/reminders/stop/{token}/").status_code == 404
        assert Choice.objects.get(user=ministry.officer).mail == "daily"


@pytest.mark.parametrize(
    "address", ["", "x", "a b@c.example", "a@c.example\nBcc: d@e.example", "ai@khac.example"]
)
def test_mail_goes_only_to_addresses_of_the_domains_that_the_operator_named(
    ministry, mail_server, settings, address
):
    from banggiao.core.errors import DeedRefused

    settings.MAIL_DOMAINS = ["mofa.example"]
    with pytest.raises(DeedRefused):
        services.choice_set(user=ministry.officer, mail="daily", address=address)
    services.choice_set(user=ministry.officer, mail="daily", address="can-bo@MOFA.example")


class TestConfirming:
    def test_a_link_confirms_the_address_of_the_person_to_whom_it_was_sent_alone(self, ministry, mail_server):
        choice = services.choice_set(user=ministry.officer, mail="daily", address="can-bo@mofa.example")
        services.choice_set(user=ministry.leader, mail="daily", address="vu-truong@mofa.example")
        confirmation_send(choice)
        link = re.search(r"/reminders/confirm/\S+", text_of(mail_server.taken[0][1]))[0]
        browser = Client()
        for person in (ministry.leader, ministry.officer):
            person.must_change_password = False
            person.save()
            browser.force_login(person)
            browser.get(link)
            assert services.choice_of(ministry.leader).confirmed_at is None
        assert services.choice_of(ministry.officer).mailed

    def test_a_link_that_is_old_forged_or_for_an_address_given_up_confirms_nothing(
        self, ministry, mail_server, monkeypatch
    ):
        choice = services.choice_set(user=ministry.officer, mail="daily", address="can-bo@mofa.example")
        confirmation_send(choice)
        token = re.search(r"/reminders/confirm/([^/]+)/", text_of(mail_server.taken[0][1]))[1]
        assert confirmed_address(token) == (str(ministry.officer.key), "can-bo@mofa.example")
        assert confirmed_address(token[:-2] + "xx") is None
        services.choice_set(user=ministry.officer, mail="daily", address="khac@mofa.example")
        assert not services.address_confirm(user=ministry.officer, address="can-bo@mofa.example")
        monkeypatch.setattr(mailing, "CONFIRM_DAYS", -1)
        assert confirmed_address(token) is None
