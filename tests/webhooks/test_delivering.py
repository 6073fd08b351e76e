"""Webhooks on a real receiver: told once, signed, only what the reader may see; failures, redirects, slow answers."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.access.models import Membership
from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.errors import DeedRefused
from banggiao.core.following import events_follow
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Job
from banggiao.core.nouns import noun_of
from banggiao.outgoing.address import Endpoint
from banggiao.sources.deeds import claim_add
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create
from banggiao.webhooks import delivering, services
from banggiao.webhooks.delivering import (
    FOLLOWER,
    deliveries_clear,
    deliveries_send,
    events_tell,
    post,
    sending_ask,
)
from banggiao.webhooks.models import Delivery
from banggiao.webhooks.signing import verified
from tests.access.worlds import actor
from tests.webhooks.receiver import Receiver, status

pytestmark = pytest.mark.django_db
BY = system("kiểm thử")


def task(text="Việc thử", label=None):
    told = {"text": text, "lead": str(Actor.objects.get(code="mfa").key), "due": "2027-01-01"}
    return record_create(noun_of("commitment"), told, by=BY, label=label)


def follow():
    events_follow(FOLLOWER, events_tell)


def states():
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_an_event_is_told_once_signed_with_the_record_in_it(hook, receiver):
    _webhook, secret = hook
    record = task()
    follow()
    follow()
    assert sending_ask() == 1
    run_until_idle()
    [(path, heads, body)] = receiver.told
    assert path == "/hook"
    assert verified(secret, heads, body, now=time.time())
    told = json.loads(body)
    assert told["type"] == "commitment.created"
    assert told["data"]["key"] == str(record.key)
    assert told["data"]["values"]["text"] == "Việc thử"
    assert told["data"]["address"].startswith("https://banggiao.example/r/commitment/")
    assert heads["webhook-id"] == str(Delivery.objects.get().key)
    assert states() == ["delivered"]
    assert sending_ask() == 0


def test_a_deed_that_was_taken_back_with_its_transaction_is_told_to_nobody(hook, receiver):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        task()
        raise ZeroDivisionError
    follow()
    assert states() == []


def test_only_the_nouns_and_events_asked_for_are_told(hook, receiver):
    record = task()
    actor_ = record_create(
        noun_of("actor"), {"name_vi": "Hội thử", "code": "hoi-thu", "kind": "people"}, by=BY
    )
    record_change(record, {"beneficiary": "x"}, by=BY)
    record_change(actor_, {"name_en": "x"}, by=BY)
    follow()
    assert list(Delivery.objects.order_by("id").values_list("noun", "deed")) == [
        ("commitment", "created"), ("commitment", "changed"),
    ]  # fmt: skip


class TestScope:
    def test_what_its_body_may_not_see_is_not_sent(self, hook, receiver):
        task("Kín", label=label_get(circulation="agency", owner=actor("noi-khac").key))
        follow()
        deliveries_send(hook[0])
        assert receiver.told == []
        assert states() == ["outside"]

    def test_what_its_owner_sees_and_its_body_does_not_is_not_sent(self, hook, member, receiver):
        member("quan-tri", bct=["drafter"])
        other = Actor.objects.get(code="bct")
        record = task("Của bộ khác", label=label_get(circulation="agency", owner=other.key))
        assert type(record).objects.visible_to(viewer_of(hook[0].owner)).filter(pk=record.pk).exists()
        follow()
        deliveries_send(hook[0])
        assert receiver.told == []
        assert states() == ["outside"]

    def test_what_its_body_sees_and_its_owner_does_not_is_not_sent(self, owner, receiver):
        other = Actor.objects.get(code="bct")
        webhook, _ = services.webhook_register(
            name="x", url=receiver.url, owner=owner, body=other, wanted=["commitment"], deeds=["created"],
            by=viewer_of(owner),
        )  # fmt: skip
        task("Của bộ khác", label=label_get(circulation="agency", owner=other.key))
        follow()
        deliveries_send(webhook)
        assert receiver.told == []

    def test_who_lost_her_role_tells_nothing_more(self, hook, owner, receiver):
        task()
        follow()
        Membership.objects.filter(user=owner).update(archived_at=timezone.now())
        deliveries_send(hook[0])
        assert receiver.told == []

    def test_a_masked_value_stays_masked(self, hook, receiver):
        record = task()
        narrow = label_get(circulation="agency", owner=actor("noi-khac").key)
        paper = Source.objects.create(sha256="a" * 64, name="x", title="x", label=narrow)
        claim_add(record, {"beneficiary": "zbimat"}, by=BY, evidence=Evidence(source=paper, words="x"))
        record_change(record, {"interest": "công khai"}, by=BY)
        follow()
        deliveries_send(hook[0])
        for _path, _heads, body in receiver.told:
            assert b"zbimat" not in body
        assert "công khai" in receiver.told[-1][2].decode()

    def test_nobody_registers_one_that_reads_as_somebody_else(self, owner, member, receiver):
        other = member("lan", bct=["drafter"])
        with pytest.raises(DeedRefused):
            services.webhook_register(
                name="x", url=receiver.url, owner=other, body=Actor.objects.get(code="bct"),
                wanted=["commitment"], deeds=["created"], by=viewer_of(owner),
            )  # fmt: skip


class TestFailing:
    def run(self, webhook, now):
        webhook.refresh_from_db()
        return deliveries_send(webhook, now=now)

    def test_a_receiver_that_fails_is_tried_with_growing_pauses_and_given_up_after_a_day(
        self, hook, receiver
    ):
        webhook, _ = hook
        receiver.answer = status(500)
        task()
        follow()
        now, pauses = timezone.now(), []
        while states() == ["waiting"]:
            self.run(webhook, now)
            webhook.refresh_from_db()
            one = Delivery.objects.get()
            assert sending_ask(now=now) == 0, "it is left alone for a while"
            after = max(one.try_after, webhook.rests_until)
            pauses.append(after - now)
            now = after
        assert states() == ["given_up"]
        assert pauses[:-2] == sorted(pauses[:-2])
        assert now - one.at >= timedelta(hours=23)
        assert len(receiver.told) == len(pauses) > 5
        assert len({heads["webhook-id"] for _, heads, _ in receiver.told}) == 1

    def test_one_message_that_it_refuses_does_not_hold_up_the_others(self, hook, receiver):
        task("một"), task("hai")
        follow()
        answers = iter([status(422), Receiver.OK])
        receiver.answer = lambda _: next(answers)
        assert self.run(hook[0], timezone.now()) == 1
        assert states() == ["waiting", "delivered"]

    @pytest.mark.parametrize("number", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed(self, hook, receiver, number):
        with Receiver() as other:
            receiver.answer = status(number, f"Location: {other.url}")
            task()
            follow()
            assert self.run(hook[0], timezone.now()) == 0
            assert other.told == []
            assert states() == ["waiting"]

    def test_by_hand_it_is_sent_again_at_once_as_the_same_message(self, hook, owner, receiver):
        webhook, _ = hook
        receiver.answer = status(500)
        task()
        follow()
        self.run(webhook, timezone.now())
        receiver.answer = Receiver.OK
        key = Delivery.objects.get().key
        assert services.delivery_again(webhook=webhook, key=key, by=viewer_of(owner))
        run_until_idle()
        assert states() == ["delivered"]
        assert {heads["webhook-id"] for _, heads, _ in receiver.told} == {str(key)}

    def test_a_worker_that_was_killed_while_sending_leaves_it_to_the_next(self, hook, receiver, monkeypatch):
        task()
        follow()
        monkeypatch.setattr(delivering, "_attempt", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        now = timezone.now()
        with pytest.raises(KeyboardInterrupt):
            self.run(hook[0], now)
        monkeypatch.undo()
        assert self.run(hook[0], now) == 0, "another worker does not send it meanwhile"
        assert self.run(hook[0], now + delivering.HELD + timedelta(seconds=1)) == 1

    def test_what_happens_while_it_is_paused_it_is_not_told(self, hook, owner, receiver):
        webhook, _ = hook
        services.webhook_pause(webhook=webhook, by=viewer_of(owner), paused=True)
        task()
        follow()
        assert states() == []
        services.webhook_pause(webhook=webhook, by=viewer_of(owner), paused=False)
        task()
        follow()
        assert states() == ["waiting"]
        assert Job.objects.filter(kind=delivering.SEND).count() == 0


class TestAnswers:
    """Answers that never end, or never come, cost a bounded time and memory."""

    def ask(self, receiver, timeout=0.5):
        began = time.monotonic()
        answer = post(Endpoint(receiver.url, "127.0.0.1"), {}, b"{}", timeout=timeout)
        return answer, time.monotonic() - began

    def test_one_that_never_comes(self, receiver):
        receiver.answer = lambda out: time.sleep(3)
        answer, took = self.ask(receiver)
        assert answer.error == "timeout"
        assert took < 2

    def test_one_that_drips(self, receiver):
        def drips(out):
            out.write(b"HTTP/1.1 200 ok\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(100):
                out.write(b"x")
                out.flush()
                time.sleep(0.05)

        receiver.answer = drips
        answer, took = self.ask(receiver)
        assert answer.error == "timeout"
        assert took < 2

    def test_one_without_an_end(self, receiver):
        def floods(out):
            out.write(b"HTTP/1.1 200 ok\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in range(10_000):
                out.write(b"2000\r\n" + b"x" * 8192 + b"\r\n")

        receiver.answer = floods
        answer, took = self.ask(receiver, timeout=5)
        assert answer.taken
        assert took < 4

    @pytest.mark.parametrize(
        "nonsense", [b"", b"\x00\x01\x02", b"HTTP/1.1 2000 x\r\n\r\n", b"HTTP/1.1 200 ok\r\nA" * 9000]
    )
    def test_one_that_is_no_http(self, receiver, nonsense):
        receiver.answer = nonsense
        answer, _ = self.ask(receiver)
        assert answer.error == "connection"


class TestHosts:
    def register(self, owner, url):
        return services.webhook_register(
            name="x", url=url, owner=owner, body=Actor.objects.get(code="mfa"), wanted=["commitment"],
            deeds=["created"], by=viewer_of(owner),
        )  # fmt: skip

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:{other}/hook", "http://localhost:{port}/hook", "https://127.0.0.1:{port}/hook",
            "http://127.0.0.1/hook", "http://2130706433:{port}/", "http://127.1:{port}/", "http://[::1]:{port}/",
            "http://[::ffff:127.0.0.1]:{port}/", "http://0177.0.0.1:{port}/", "http://a@127.0.0.1:{port}/",
            "http://127.0.0.1:{port}@b.example/", "ftp://127.0.0.1:{port}/", "http://127.0.0.1:{port}/?a=1",
            "http://169.254.169.254/latest/", "",
        ],
    )  # fmt: skip
    def test_what_is_not_on_the_list_is_refused(self, owner, receiver, url):
        with pytest.raises(DeedRefused):
            self.register(owner, url.format(port=receiver.port, other=receiver.port % 60000 + 1))

    def test_a_listed_name_may_not_lead_inside(self, owner, receiver, settings, hook):
        settings.WEBHOOK_HOSTS = ["hook.example"]
        hook[0].url = "https://hook.example/x"
        hook[0].save()
        task()
        follow()
        inside = lambda host, port, **_: [(0, 0, 0, "", ("127.0.0.1", port))]  # noqa: E731
        assert deliveries_send(hook[0], lookup=inside) == 0
        assert Delivery.objects.get().error == "webhook-not-allowed"
        assert receiver.told == []

    def test_a_listed_name_leads_inside_where_the_address_is_listed_too_and_keeps_its_own_name(
        self, owner, receiver, settings, hook
    ):
        settings.WEBHOOK_HOSTS = [f"http://hook.example:{receiver.port}", "127.0.0.1"]
        hook[0].url = f"http://hook.example:{receiver.port}/x"
        hook[0].save()
        task()
        follow()
        inside = lambda host, port, **_: [(0, 0, 0, "", ("127.0.0.1", port))]  # noqa: E731
        assert deliveries_send(hook[0], lookup=inside) == 1
        assert receiver.told[0][1]["host"] == f"hook.example:{receiver.port}"

    def test_a_host_that_left_the_list_is_not_called_any_more(self, hook, receiver, settings):
        task()
        follow()
        settings.WEBHOOK_HOSTS = []
        assert deliveries_send(hook[0]) == 0
        assert receiver.told == []


class TestPages:
    @pytest.fixture
    def browser(self, sign_in, vietnam):
        return sign_in("quan-tri", mfa=["administrator", "drafter"])

    def form(self, receiver, **more):
        return {
            "name": "Hệ thống", "url": receiver.url, "body": "mfa", "nouns": ["commitment"],
            "deeds": ["created"], **more,
        }  # fmt: skip

    def test_an_administrator_registers_one_and_sees_its_secret_once(self, browser, receiver):
        page = browser.post("/webhooks/new/", self.form(receiver)).content.decode()
        assert "whsec_" in page
        key = services.Webhook.objects.get().key
        assert "whsec_" not in browser.get(f"/webhooks/{key}/").content.decode()
        again = browser.post(f"/webhooks/{key}/rotate/").content.decode()
        assert "whsec_" in again

    @pytest.mark.parametrize(
        "wrong", [{"url": "http://127.0.0.1:1/"}, {"body": "không có"}, {"nouns": []}, {"deeds": ["x"]}]
    )
    def test_what_cannot_be_is_refused(self, browser, receiver, wrong):
        assert browser.post("/webhooks/new/", self.form(receiver, **wrong)).status_code == 422
        assert not services.Webhook.objects.exists()

    def test_others_see_none_of_it(self, sign_in, vietnam, hook):
        browser = sign_in("lan", mfa=["drafter", "approver", "reader"])
        for address in ("/webhooks/", "/webhooks/new/", f"/webhooks/{hook[0].key}/"):
            assert browser.get(address).status_code == 403
        for deed in ("rotate", "pause", "archive"):
            assert browser.post(f"/webhooks/{hook[0].key}/{deed}/").status_code == 403
        hook[0].refresh_from_db()
        assert hook[0].archived_at is None

    def test_deliveries_are_listed_by_state_and_sent_again(self, browser, hook, receiver):
        receiver.answer = status(422)
        task()
        follow()
        deliveries_send(hook[0])
        page = browser.get(f"/webhooks/{hook[0].key}/?state=waiting").content.decode()
        assert "422" in page
        one = Delivery.objects.get()
        receiver.answer = Receiver.OK
        browser.post(f"/webhooks/{hook[0].key}/deliveries/{one.key}/again/")
        run_until_idle()
        assert states() == ["delivered"]


def test_deliveries_that_ended_long_ago_are_let_go(hook, receiver, settings):
    settings.TOLD_DAYS = 30
    for text in ("Việc một", "Việc hai", "Việc ba"):
        task(text)
    follow()
    ended, late, waiting = Delivery.objects.order_by("id")
    now = timezone.now()
    for one, days in ((ended, 31), (late, 29)):
        then = now - timedelta(days=days)
        Delivery.objects.filter(pk=one.pk).update(state="delivered", finished_at=then)
    Delivery.objects.filter(pk=waiting.pk).update(at=now - timedelta(days=31))
    assert deliveries_clear(now) == 1
    assert set(Delivery.objects.values_list("pk", flat=True)) == {late.pk, waiting.pk}
    follow()  # what was told once is not told again
    assert Delivery.objects.count() == 2
