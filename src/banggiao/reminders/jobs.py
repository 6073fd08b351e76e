"""The background work of reminders."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from banggiao.core.following import events_follow
from banggiao.core.jobs import Payload, handles, repeats
from banggiao.reminders.clearing import notices_clear
from banggiao.reminders.digests import MAIL_JOB
from banggiao.reminders.mailing import mails_send
from banggiao.reminders.passing import reminders_write
from banggiao.reminders.watching import FOLLOWER, changes_tell


@repeats("reminders.pass", every=timedelta(hours=1))
def pass_job(_: Payload) -> None:
    """Write the reminders of today that are not there yet."""
    reminders_write()


@repeats("reminders.watch", every=timedelta(minutes=1))
def watch_job(_: Payload) -> None:
    """Tell people of changes of what they watch."""
    events_follow(FOLLOWER, changes_tell)


@repeats("reminders.mails", every=timedelta(minutes=15))
def mails_job(_: Payload) -> None:
    """Send what waits."""
    mails_send()


@repeats("reminders.clear", every=timedelta(days=1))
def clear_job(_: Payload) -> None:
    """Let go of old notices once a day."""
    notices_clear(timezone.now())


@handles(MAIL_JOB)
def mail_job(_: Payload) -> None:
    """Send what waits, as soon as it may go."""
    mails_send()
