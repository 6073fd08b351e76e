"""Other systems that are told of events, and each telling."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from banggiao.access.models import User
from banggiao.actors.models import Actor
from banggiao.core.keys import uuid7
from banggiao.core.models import Record


class Webhook(Record):
    """A system that is told of events.

    It reads as somebody who works for ``body`` would, and never more than its ``owner`` may see herself.
    ``secret`` and, until ``former_until``, the ``former`` one are kept sealed. Until ``rests_until`` nothing
    is sent, after ``failures`` in a row.
    """

    name = models.CharField(max_length=100)
    url = models.CharField(max_length=500)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="webhooks")
    body = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    nouns = models.JSONField(default=list)
    deeds = models.JSONField(default=list)
    secret = models.TextField()
    former = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def secrets(self, now: datetime) -> list[str]:
        """Return the sealed secrets that sign now, the present one first."""
        overlap = self.former and self.former_until is not None and now < self.former_until
        return [self.secret, self.former] if overlap else [self.secret]


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "chờ gửi"
    DELIVERED = "delivered", "đã nhận"
    GIVEN_UP = "given_up", "thôi gửi"
    OUTSIDE = "outside", "ngoài phạm vi"


class Delivery(models.Model):
    """One event for one webhook. ``key`` is the message's id, the same in every attempt. ``outside`` is what
    the webhook's reader may not see: nothing of it was sent."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.BigIntegerField()
    noun = models.CharField(max_length=32)
    record = models.UUIDField()
    deed = models.CharField(max_length=32)
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    give_up_at = models.DateTimeField()
    try_after = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=100, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="webhooks_delivery_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", finished_at__isnull=True)
                | ~Q(state="waiting") & Q(finished_at__isnull=False),
                name="webhooks_delivery_finished_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["webhook", "try_after"],
                condition=Q(state="waiting"),
                name="webhooks_delivery_waiting",
            ),
            models.Index(fields=["webhook", "id"], name="webhooks_delivery_of"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.key} {self.state}"
