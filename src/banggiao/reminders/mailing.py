"""Sending: one connection to the one mail server that the operator named, each mail in the words of what its
reader may see at that moment."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from banggiao.access.models import User
from banggiao.access.viewers import viewer_of
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.reminders.digests import (
    MAIL_JOB,
    address_fails,
    digest_done,
    digest_hold,
    digest_later,
    digests_gather,
)
from banggiao.reminders.inbox import in_words
from banggiao.reminders.models import Choice, Digest, DigestState
from banggiao.rules.selectors import EVERYTHING, work_calendar

CONFIRM, STOP = "banggiao.reminders.confirm", "banggiao.reminders.stop"
CONFIRM_DAYS = 3
_REFUSED = 500
"""SMTP replies from here on are for good (RFC 5321, 4.2.1)."""


class ServerDown(Exception):
    """The mail server is not there, or takes no mail from this workspace."""


def mails_send(*, now: datetime | None = None) -> int:
    """Gather and send what is to be sent. Return how many mails the server took.

    Where the server is down nothing more is tried: all that waits goes on waiting, and a job asks again.
    """
    if not settings.MAIL_HOST:
        return 0
    clock: Callable[[], datetime] = (lambda: now) if now is not None else timezone.now
    digests_gather(now=clock(), calendar=work_calendar(EVERYTHING))
    sent = 0
    connection = get_connection()
    try:
        while (digest := digest_hold(now=clock())) is not None:
            try:
                sent += _send(digest, connection, clock())
            except ServerDown as down:
                pause = digest_later(digest, now=clock(), error=str(down))
                _try_again(pause)
                break
    finally:
        connection.close()
    return sent


def confirmation_send(choice: Choice) -> None:
    """Send a link that proves that the address is the person's own.

    Raises:
        ServerDown: it could not be sent.
    """
    token = signing.dumps([str(choice.user.key), choice.address], salt=CONFIRM)
    with translation.override(choice.language):
        context = {"user": choice.user, "url": _url(reverse("web:address_confirm", args=[token]))}
        mail = EmailMultiAlternatives(
            _("Confirm your address"), render_to_string("reminders/confirm.txt", context),
            settings.MAIL_FROM, [choice.address], headers={"Auto-Submitted": "auto-generated"},
        )  # fmt: skip
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        raise ServerDown(type(error).__name__) from error


def confirmed_address(token: str) -> tuple[str, str] | None:
    """Return (user's key, address) of a link that was sent, None where it is forged or too old."""
    try:
        user, address = signing.loads(token, salt=CONFIRM, max_age=timedelta(days=CONFIRM_DAYS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(user), str(address)


def stop_token(user: User) -> str:
    """Return what stands in the link by which a person ends her mails without signing in."""
    return signing.dumps(str(user.key), salt=STOP)


def stopped_user(token: str) -> str | None:
    """Return the key of the user whose mails a link ends, None where it is forged."""
    try:
        return str(signing.loads(token, salt=STOP))
    except signing.BadSignature:
        return None


def _send(digest: Digest, connection: BaseEmailBackend, now: datetime) -> bool:
    """Send one mail. Return whether it went out.

    Raises:
        ServerDown: the server is not there.
    """
    choice = Choice.objects.filter(user=digest.user).first()
    if choice is None or not choice.mailed or digest.user.left_at is not None:
        digest_done(digest, DigestState.EMPTY, now=now)  # she chose otherwise since
        return False
    mail = digest_mail(digest, choice, now)
    if mail is None:
        digest_done(digest, DigestState.EMPTY, now=now)
        return False
    mail.connection = connection
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, _words = next(iter(refusal.recipients.values()))
        _refused(digest, int(code), now)
        return False
    except smtplib.SMTPDataError as refusal:
        _refused(digest, int(refusal.smtp_code), now)
        return False
    except (smtplib.SMTPException, OSError) as error:
        raise ServerDown(type(error).__name__) from error
    digest_done(digest, DigestState.SENT, now=now)
    return True


def digest_mail(digest: Digest, choice: Choice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the mail in the words of what its reader may see now, None where nothing is left to tell."""
    user = digest.user
    today = timezone.localtime(now).date()
    viewer = viewer_of(user, today=today)
    notices = list(digest.notices.select_related("instead_of").order_by("due", "id"))
    told = [one for one in in_words(notices, viewer, choice.language, today=today) if one.open]
    if not told:
        return None
    stop = _url(reverse("web:mail_stop", args=[stop_token(user)]))
    context: dict[str, Any] = {
        "user": user,
        "site": settings.PUBLIC_URL,
        "overdue": [one for one in told if one.days is not None and one.days < 0],
        "coming": [one for one in told if one.days is not None and one.days >= 0],
        "changed": [one for one in told if one.days is None],
        "inbox": _url(reverse("web:reminders")),
        "stop": stop,
        "today": today,
    }
    with translation.override(choice.language):
        mail = EmailMultiAlternatives(
            _subject(context), render_to_string("reminders/digest.txt", context), settings.MAIL_FROM,
            [choice.address],
            headers={
                "Message-ID": f"<{digest.key}@{_domain()}>",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )  # fmt: skip
        mail.attach_alternative(render_to_string("reminders/digest.html", context), "text/html")
    return mail


def _subject(context: dict[str, Any]) -> str:
    late, coming, changed = (len(context[name]) for name in ("overdue", "coming", "changed"))
    parts = [
        words
        for count, words in (
            (late, _("%(n)d overdue") % {"n": late}),
            (coming, _("%(n)d falling due") % {"n": coming}),
            (changed, _("%(n)d changed") % {"n": changed}),
        )
        if count
    ]
    return f"Bang Giao: {', '.join(parts)}"


def _refused(digest: Digest, code: int, now: datetime) -> None:
    if code >= _REFUSED:
        address_fails(user=digest.user_id, address=digest.address, status=f"SMTP {code}", now=now)
        digest_done(digest, DigestState.REFUSED, now=now, error=f"SMTP {code}")
    else:
        _try_again(digest_later(digest, now=now, error=f"SMTP {code}"))


def _try_again(pause: timedelta) -> None:
    job_enqueue_waiting(kind=MAIL_JOB, subject="again", payload={}, delay=pause)


def _url(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _domain() -> str:
    return str(settings.MAIL_FROM).rpartition("@")[2].rstrip(">") or "localhost"
