"""The background work of webhooks."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from banggiao.core.following import events_follow
from banggiao.core.jobs import Payload, handles, repeats
from banggiao.webhooks.delivering import (
    FOLLOWER,
    SEND,
    deliveries_clear,
    deliveries_send,
    events_tell,
    sending_ask,
)
from banggiao.webhooks.models import Webhook


@repeats("webhooks.follow", every=timedelta(seconds=15))
def follow_job(_: Payload) -> None:
    """Turn new events into deliveries, and ask for the sending of what may go."""
    events_follow(FOLLOWER, events_tell)
    sending_ask()


@repeats("webhooks.clear", every=timedelta(days=1))
def clear_job(_: Payload) -> None:
    """Let go of old deliveries once a day."""
    deliveries_clear(timezone.now())


@handles(SEND)
def send_job(payload: Payload) -> None:
    """Send what waits for one webhook."""
    webhook = Webhook.objects.filter(
        key=payload["webhook"], archived_at__isnull=True, paused_at__isnull=True
    ).first()
    if webhook is not None:
        deliveries_send(webhook)
