"""Registering webhooks, rotating their secrets, pausing them, sending again by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.access.models import User
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.following import follower_begin
from banggiao.core.jobs import job_enqueue
from banggiao.core.keys import uuid7
from banggiao.core.nouns import nouns
from banggiao.webhooks.delivering import FOLLOWER, GIVE_UP, SEND
from banggiao.webhooks.hosts import endpoint_allowed
from banggiao.webhooks.models import Delivery, DeliveryState, Webhook
from banggiao.webhooks.signing import sealed, secret_new

NOUN = "webhook"
DEEDS = ("created", "changed", "archived", "restored", "merged", "relabelled")
"""The deeds of which a webhook may be told."""
OVERLAP = timedelta(days=1)
"""How long the former secret signs beside the new one."""


def webhook_register(
    *,
    name: str,
    url: str,
    owner: User,
    body: Actor | None,
    wanted: Sequence[str],
    deeds: Sequence[str],
    by: Viewer,
) -> tuple[Webhook, str]:
    """Register a webhook that reads as somebody of ``body``, within what ``owner``, who registers it, may
    see.

    Return it with its secret, which is shown this once.

    Raises:
        DeedRefused: its host may not be called, or something is missing.
    """
    by.require(NOUN, "create")
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise DeedRefused("webhook-name", "Hãy đặt tên.", "Give it a name.", field="name")
    if body is None:
        raise DeedRefused("webhook-body", "Không tìm thấy cơ quan.", "There is no such body.", field="body")
    if by.user != owner.key:
        raise DeedRefused(
            "webhook-owner", "Webhook chỉ đọc trong phạm vi của người lập.",
            "A webhook reads within what the person who registers it may see.",
        )  # fmt: skip
    known = {noun.code for noun in nouns()}
    if not wanted or not set(wanted) <= known:
        raise DeedRefused("webhook-nouns", "Hãy chọn loại bản ghi.", "Choose kinds of record.", field="nouns")
    if not deeds or not set(deeds) <= set(DEEDS):
        raise DeedRefused("webhook-deeds", "Hãy chọn sự kiện.", "Choose events.", field="deeds")
    endpoint_allowed(url)
    secret = secret_new()
    with transaction.atomic():
        follower_begin(FOLLOWER)
        webhook = Webhook.objects.create(
            name=name, url=url, owner=owner, body=body, nouns=sorted(set(wanted)), deeds=sorted(set(deeds)),
            secret=sealed(secret),
        )  # fmt: skip
        _told("registered", webhook, by, after={"url": url, "body": body.code, "nouns": webhook.nouns})
    return webhook, secret


def secret_rotate(*, webhook: Webhook, by: Viewer) -> str:
    """Give a webhook a new secret, shown this once; the former one signs beside it for a day."""
    by.require(NOUN, "change")
    secret = secret_new()
    with transaction.atomic():
        held = Webhook.objects.select_for_update().get(pk=webhook.pk)
        held.former, held.former_until = held.secret, timezone.now() + OVERLAP
        held.secret = sealed(secret)
        held.save(update_fields=["former", "former_until", "secret"])
        _told("rotated", held, by)
    return secret


def webhook_pause(*, webhook: Webhook, by: Viewer, paused: bool) -> None:
    """Tell a webhook nothing for a while, or go on. What happens while it is paused it is never told."""
    by.require(NOUN, "change")
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(
            paused_at=timezone.now() if paused else None, failures=0, rests_until=None
        )
        _told("paused" if paused else "resumed", webhook, by)


def webhook_archive(*, webhook: Webhook, by: Viewer) -> None:
    """Tell a webhook nothing any more; its secrets are forgotten, its deliveries stay written."""
    by.require(NOUN, "change")
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(archived_at=timezone.now(), secret="", former="")
        _told("archived", webhook, by)


def delivery_again(*, webhook: Webhook, key: UUID, by: Viewer) -> bool:
    """Send a delivery again now, as the same message. Return False where there is none to send."""
    by.require(NOUN, "change")
    now = timezone.now()
    with transaction.atomic():
        found = Delivery.objects.filter(webhook=webhook, key=key).update(
            state=DeliveryState.WAITING, try_after=now, give_up_at=now + GIVE_UP, finished_at=None,
            held_until=None,
        )  # fmt: skip
        if not found:
            return False
        Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
        job_enqueue(
            kind=SEND, idempotency_key=f"{SEND}:again:{uuid7()}", payload={"webhook": str(webhook.key)}
        )
        _told("sent_again", webhook, by, after={"delivery": str(key)})
    return True


def _told(deed: str, webhook: Webhook, by: Viewer, after: dict[str, object] | None = None) -> None:
    record_event(f"{NOUN}.{deed}", noun=NOUN, record_key=webhook.key, who=by.name[:200], after=after)
