"""Following the audit: every committed event once, in order, to whoever follows it under a name.

The audit is written in the writer's transaction, so it is the outbox too. What a follower writes about a
batch of events is committed together with how far it came: no event is lost, none is told twice, wherever it
is broken off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from banggiao.core.models import Event, Follower
from banggiao.core.sealing import events_horizon

BATCH = 1000
PATIENCE = 2.0
"""Seconds that a follower waits for transactions that may still bring an earlier event."""

Tell = Callable[[Sequence[Event]], None]


def events_follow(name: str, tell: Tell) -> int:
    """Tell a follower all events since the last time. Return how many there were.

    Who has not begun to follow (:func:`follower_begin`) is told nothing.
    """
    if not Follower.objects.filter(name=name).exists():
        return 0
    horizon = events_horizon(PATIENCE)
    count = 0
    while told := _batch(name, horizon, tell):
        count += told
    return count


def follower_begin(name: str) -> None:
    """Let a follower be told what is done from now on; where it follows already nothing changes."""
    if not Follower.objects.filter(name=name).exists():
        newest = Event.objects.order_by("-id").values_list("id", flat=True).first()
        Follower.objects.get_or_create(name=name, defaults={"last": newest or 0})


def _batch(name: str, horizon: int, tell: Tell) -> int:
    with transaction.atomic():
        at = Follower.objects.select_for_update().get(name=name)
        if at.last >= horizon:
            return 0
        events = list(Event.objects.filter(id__gt=at.last, id__lte=horizon).order_by("id")[:BATCH])
        if events:
            tell(events)
        at.last = events[-1].pk if len(events) == BATCH else horizon
        at.save(update_fields=["last"])
        return len(events)
