"""The mails that tell people what they were told: gathered once a day for each person, sent by a worker.

What is to be mailed is a column of the notice itself, written with it. A mail is written down before it is
sent, and marked in the moment after the mail server took it: one that was taken and not marked, because the
worker was killed in between, is sent again as the same mail, with the same Message-ID.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from banggiao.clock import WorkCalendar
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.reminders.models import Choice, Digest, DigestState, Notice

MAIL_JOB = "reminders.mail"
HOUR = 7
"""Before this hour no digest of the day goes out."""
HELD = timedelta(minutes=10)
"""How long a mail may be on its way before another worker takes it up."""
PAUSES = tuple(timedelta(minutes=n) for n in (1, 2, 5, 10, 20, 40, 60))
"""After each failure; the last one again and again."""
_SOME = 500


def digest_days(users: Collection[int], today: date, calendar: WorkCalendar) -> dict[int, date]:
    """Return from which day on each of the users (ids) who want mail may be mailed what she is told now."""
    if not settings.MAIL_HOST:
        return {}
    rows = Choice.objects.exclude(mail=Choice.Mail.NONE).filter(user_id__in=users)
    return {
        choice.user_id: calendar.next_working(today) if choice.mail == Choice.Mail.WEEKDAYS else today
        for choice in (rows if len(users) < _SOME else Choice.objects.exclude(mail=Choice.Mail.NONE))
    }


def digests_ask(days: Collection[date], now: datetime) -> None:
    """Ask for the mails of these days, in the caller's transaction."""
    for day in days:
        start = timezone.make_aware(datetime.combine(day, time(HOUR)))
        job_enqueue_waiting(
            kind=MAIL_JOB, subject=day.isoformat(), payload={}, delay=max(start - now, timedelta())
        )


def digests_gather(*, now: datetime, calendar: WorkCalendar) -> int:
    """Write down the mails of today for all who want one. Return how many are new.

    A person gets one on a day; what she is told after it goes into the next day's.
    """
    local = timezone.localtime(now)
    today = local.date()
    if local.hour < HOUR:
        return 0
    waiting = Notice.objects.filter(digest__isnull=True, digest_on__lte=today)
    mailed = set(Digest.objects.filter(day=today).values_list("user_id", flat=True))
    choices = {
        choice.user_id: choice
        for choice in Choice.objects.exclude(mail=Choice.Mail.NONE).exclude(user_id__in=mailed)
        if choice.mailed and (choice.mail == Choice.Mail.DAILY or calendar.is_working(today))
    }
    by_user: dict[int, list[int]] = defaultdict(list)
    for user, pk in waiting.values_list("user_id", "id").order_by("id"):
        if user in choices:
            by_user[user].append(pk)
    for user, ids in by_user.items():
        with transaction.atomic():
            digest, made = Digest.objects.get_or_create(
                user_id=user, day=today, defaults={"address": choices[user].address, "try_after": now}
            )
            if made:
                for at in range(0, len(ids), _SOME):
                    waiting.filter(pk__in=ids[at : at + _SOME]).update(digest=digest)
    return len(by_user)


def digest_hold(*, now: datetime) -> Digest | None:
    """Take the oldest mail that waits, so that no other worker sends it too; None where there is none."""
    free = Q(state=DigestState.WAITING, try_after__lte=now) & (
        Q(held_until__isnull=True) | Q(held_until__lt=now)
    )
    while (digest := Digest.objects.filter(free).order_by("try_after", "id").first()) is not None:
        if Digest.objects.filter(free, pk=digest.pk).update(held_until=now + HELD):
            return Digest.objects.select_related("user").get(pk=digest.pk)
    return None


def digest_done(digest: Digest, state: DigestState, *, now: datetime, error: str = "") -> None:
    """Write down what became of a mail."""
    Digest.objects.filter(pk=digest.pk).update(
        state=state, held_until=None, error=error, attempts=digest.attempts + 1,
        sent_at=now if state == DigestState.SENT else None,
    )  # fmt: skip


def digest_later(digest: Digest, *, now: datetime, error: str) -> timedelta:
    """Let a mail wait after a failure, longer each time. Return how long."""
    pause = PAUSES[min(digest.attempts, len(PAUSES) - 1)]
    Digest.objects.filter(pk=digest.pk).update(
        held_until=None, error=error[:100], attempts=digest.attempts + 1, try_after=now + pause
    )
    return pause


def address_fails(*, user: int, address: str, status: str, now: datetime) -> None:
    """Note that mail to an address comes back, with which status: nothing more goes there."""
    Choice.objects.filter(user_id=user, address=address, failing_since__isnull=True).update(
        failing_since=now, failing=status[:32]
    )
