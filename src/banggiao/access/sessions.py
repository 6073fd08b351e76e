"""Sessions: where somebody is signed in, from which device and address, and ending them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone

from banggiao.access.models import User
from banggiao.access.signing import told
from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused

SEEN_EVERY = 300
"""Seconds after which it is written again that a session is in use: a page must not cost a write each."""
_SEEN = "seen_at"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is not over. ``agent`` is what the browser says of itself; ``own`` is this very one."""

    id: int
    agent: str
    address: str
    since: datetime
    seen_at: datetime
    own: bool


def session_begin(request: HttpRequest) -> None:
    """Note the session in which somebody has just signed in."""
    request.session[_SEEN] = time.time()
    request.session.save()
    UserSession.objects.create_from_request(request)


def session_seen(request: HttpRequest) -> None:
    """Note that a session is in use, every few minutes."""
    seen = request.session.get(_SEEN)
    if seen is not None and time.time() - seen > SEEN_EVERY:
        request.session[_SEEN] = time.time()
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=timezone.now()
        )


def sessions_of(user: User, own: str = "") -> list[OpenSession]:
    """Return the sessions of a user that are not over, the last used first. ``own`` is this one's key."""
    held = [
        OpenSession(one.pk, one.user_agent, one.ip, one.created_at, one.last_seen_at, one.session_key == own)
        for one in UserSession.objects.purge_and_list(user)
    ]
    return sorted(held, key=lambda one: one.seen_at, reverse=True)


def session_end(*, user: User, session: int) -> None:
    """End one of the user's own sessions.

    Raises:
        DeedRefused: there is none with this id.
    """
    held = UserSession.objects.filter(user=user, pk=session).first()
    if held is None:
        raise DeedRefused("no-such-session", "Phiên này đã kết thúc.", "This session is over.")
    held.end()
    _written(user, told(user), 1)


def sessions_end(*, user: User, by: Viewer | None = None, keep: str = "", reason: str = "") -> int:
    """End the sessions of a user but the one with the key ``keep``, and return how many there were.

    ``by`` is the administrator who does it; None is the user herself, or the program.

    Raises:
        DeedRefused: the role does not allow it.
    """
    if by is not None:
        by.require("user", "change")
    ended = [one for one in UserSession.objects.filter(user=user) if one.session_key != keep]
    for one in ended:
        one.end()
    _written(user, by.name if by else told(user), len(ended), reason)
    return len(ended)


def _written(user: User, who: str, count: int, reason: str = "") -> None:
    record_event(
        "user.sessions_ended",
        noun="user",
        record_key=user.key,
        who=who[:200],
        after={"count": count},
        reason=reason,
    )
