"""Letting go of what people were told long ago."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from banggiao.core.clearing import kept_since, rows_clear
from banggiao.reminders.models import Digest, DigestState, Notice
from banggiao.reminders.steps import steps_in_force, window


def notices_clear(now: datetime) -> int:
    """Delete old notices, read or not, and old mails without any. Return how many notices they were.

    A notice of a duty of which a step may still tell stays: it is what keeps people from being told twice.
    """
    today = timezone.localdate(now)
    since, (first, _) = kept_since(now), window(steps_in_force(today), today)
    over = Q(due__isnull=True) | Q(due__lt=first)
    count = rows_clear(Notice.objects.filter(over, made_at__lt=since))
    mails = Digest.objects.exclude(state=DigestState.WAITING).filter(notices__isnull=True)
    rows_clear(mails.filter(day__lt=timezone.localdate(since)))
    return count
