"""Telling webhooks: events become deliveries in the order of the audit, each is sent until it is taken or a
day has passed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from django.db.models import F, Q
from django.utils import timezone

from banggiao.core.clearing import kept_since, rows_clear
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.core.models import Event
from banggiao.outgoing.address import Endpoint, Lookup
from banggiao.outgoing.sending import FAILED, TIMED_OUT, Pinned
from banggiao.webhooks.hosts import endpoint_allowed
from banggiao.webhooks.models import Delivery, DeliveryState, Webhook
from banggiao.webhooks.signing import signed, unsealed
from banggiao.webhooks.telling import body_of, reader_of

FOLLOWER = "webhooks"
SEND = "webhooks.send"
TIMEOUT = 10.0
"""Seconds in which a receiver must have answered, from the connection on."""
LARGEST = 16 * 1024
"""Bytes of an answer that are read, and not kept."""
AT_ONCE = 50
BUDGET = 25.0
"""Seconds that one run may take for one webhook: others wait for the worker."""
HELD = timedelta(minutes=2)
GIVE_UP = timedelta(days=1)
PAUSES = tuple(timedelta(seconds=n) for n in (15, 60, 300, 900, 3600, 7200, 14400))
"""After each failure; the last one again and again."""
_TAKEN = range(200, 300)
_TOO_MANY = 429
_SERVER_FAILS = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: the status, None where there was none, and why there was none. ``sick`` says
    that the receiver takes nothing at the moment."""

    status: int | None
    error: str = ""

    @property
    def taken(self) -> bool:
        return self.status in _TAKEN

    @property
    def sick(self) -> bool:
        return self.status is None or self.status >= _SERVER_FAILS or self.status == _TOO_MANY


def events_tell(events: Sequence[Event]) -> None:
    """Write a delivery for each event that a webhook wants, in the caller's transaction."""
    now = timezone.now()
    for webhook in Webhook.objects.filter(archived_at__isnull=True, paused_at__isnull=True):
        wanted = [e for e in events if e.noun in webhook.nouns and e.kind in webhook.deeds]
        Delivery.objects.bulk_create(
            [
                Delivery(
                    webhook=webhook, event=event.pk, noun=event.noun, record=event.record_key,
                    deed=event.kind, at=event.at, try_after=now, give_up_at=now + GIVE_UP,
                )
                for event in wanted
            ],
            ignore_conflicts=True,
            batch_size=500,
        )  # fmt: skip


def sending_ask(*, now: datetime | None = None) -> int:
    """Ask for the sending of what waits and may go now. Return for how many webhooks."""
    moment = now or timezone.now()
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, try_after__lte=moment)
    awake = Webhook.objects.filter(
        Q(rests_until__isnull=True) | Q(rests_until__lte=moment),
        archived_at__isnull=True, paused_at__isnull=True, pk__in=waiting.values("webhook_id"),
    )  # fmt: skip
    keys = list(awake.values_list("key", flat=True))
    for key in keys:
        job_enqueue_waiting(kind=SEND, subject=str(key), payload={"webhook": str(key)})
    return len(keys)


def deliveries_send(webhook: Webhook, *, now: datetime | None = None, lookup: Lookup | None = None) -> int:
    """Send what waits for a webhook, the oldest first. Return how many were taken.

    A receiver that takes nothing is left alone for a while, longer each time.
    """
    began, taken = time.monotonic(), 0
    for _ in range(AT_ONCE):
        moment = now or timezone.now()
        delivery = _hold(webhook, moment) if time.monotonic() - began < BUDGET else None
        if delivery is None:
            break
        answer = _attempt(delivery, moment, lookup)
        if answer is None:
            continue
        _note(delivery, answer, moment)
        taken += answer.taken
        if answer.sick:
            pause = PAUSES[min(webhook.failures, len(PAUSES) - 1)]
            Webhook.objects.filter(pk=webhook.pk).update(
                failures=F("failures") + 1, rests_until=moment + pause
            )
            break
        if webhook.failures:
            Webhook.objects.filter(pk=webhook.pk).update(failures=0, rests_until=None)
            webhook.failures = 0
    return taken


def _hold(webhook: Webhook, now: datetime) -> Delivery | None:
    """Take the oldest delivery that may go, so that no other worker sends it too."""
    free = Q(webhook=webhook, state=DeliveryState.WAITING, try_after__lte=now) & (
        Q(held_until__isnull=True) | Q(held_until__lt=now)
    )
    while (
        pk := Delivery.objects.filter(free).order_by("id").values_list("pk", flat=True).first()
    ) is not None:
        if Delivery.objects.filter(free, pk=pk).update(held_until=now + HELD):
            return Delivery.objects.select_related("webhook__owner", "webhook__body").get(pk=pk)
    return None


def _attempt(delivery: Delivery, now: datetime, lookup: Lookup | None) -> Answer | None:
    """Send a delivery once. Return None, and nothing was sent, where the reader may not see the record."""
    webhook = delivery.webhook
    body = body_of(delivery, reader_of(webhook, timezone.localtime(now).date()))
    if body is None:
        _finish(delivery, DeliveryState.OUTSIDE, now)
        return None
    try:
        secrets = [unsealed(kept) for kept in webhook.secrets(now)]
        endpoint = endpoint_allowed(webhook.url, lookup)
    except DeedRefused as refusal:
        return Answer(None, refusal.code)
    timestamp = int(now.timestamp())
    headers = {
        "content-type": "application/json",
        "webhook-id": str(delivery.key),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signed(secrets, message=str(delivery.key), timestamp=timestamp, body=body),
    }
    return post(endpoint, headers, body)


def post(endpoint: Endpoint, headers: dict[str, str], body: bytes, *, timeout: float = TIMEOUT) -> Answer:
    """Post a message to the one address that was checked. No redirect is followed, nothing of the answer
    kept."""
    deadline = time.monotonic() + timeout
    sent = {**headers, "accept-encoding": "identity", "user-agent": "BangGiao"}
    try:
        with (
            httpx.Client(transport=Pinned(endpoint.address, deadline), headers=sent) as client,
            client.stream("POST", endpoint.url, content=body) as response,
        ):
            read = 0
            for piece in response.iter_raw():
                read += len(piece)
                if read > LARGEST:
                    break
            return Answer(response.status_code)
    except TIMED_OUT:
        return Answer(None, "timeout")
    except FAILED:
        return Answer(None, "connection")


def _note(delivery: Delivery, answer: Answer, now: datetime) -> None:
    """Write down what came of an attempt."""
    if answer.taken:
        _finish(delivery, DeliveryState.DELIVERED, now, answer)
    elif now >= delivery.give_up_at:
        _finish(delivery, DeliveryState.GIVEN_UP, now, answer)
    else:
        pause = PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
        Delivery.objects.filter(pk=delivery.pk).update(
            attempts=delivery.attempts + 1, held_until=None, status=answer.status, error=answer.error,
            try_after=min(now + pause, max(delivery.give_up_at, now)),
        )  # fmt: skip


def _finish(delivery: Delivery, state: DeliveryState, now: datetime, answer: Answer | None = None) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, finished_at=now, held_until=None,
        attempts=delivery.attempts + (answer is not None),
        status=answer.status if answer else None, error=answer.error if answer else "",
    )  # fmt: skip


def deliveries_clear(now: datetime) -> int:
    """Delete deliveries that ended long ago; what waits stays. Return how many they were."""
    return rows_clear(Delivery.objects.filter(finished_at__lt=kept_since(now)))
