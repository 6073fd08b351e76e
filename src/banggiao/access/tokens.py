"""Tokens: a program acts for a person, for one purpose, within scopes, for a time.

A token never does more than its owner may on the day it is used: the permission matrix and what may be seen
are hers, narrowed by the scopes.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from banggiao.access.models import Purpose, Token, User
from banggiao.access.viewers import viewer_of
from banggiao.core.access import Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import nouns
from banggiao.core.secrecy import text_guarded

LONGEST_LIFE = timedelta(days=366)
MOST = 50
"""Tokens in force that one person may have."""
ANY, READ, WRITE = "*", "read", "write"
READING = frozenset({"view", "view_history", "export", "read_personal"})
"""What the permission matrix calls that a token may do whose scope is to read; to write is all else."""
_PREFIX = "bg_"
_USE_NOTED = timedelta(minutes=5)
_FEED_SCOPE = re.compile(r"[a-z][a-z0-9_.-]{0,31}(:[A-Za-z0-9_.*-]{1,64})?")


class TokenRefused(DeedRefused):
    """A token that is not accepted."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token: what she may see and do, narrowed by its scopes."""

    token: Token
    viewer: Viewer


def token_make(
    *, user: User, by: Viewer, purpose: Purpose, name: str, scopes: Iterable[str], last_day: date
) -> tuple[Token, str]:
    """Make a token for one's own programs, good until ``last_day`` has ended. Return it, and its text, which
    is never to be had again.

    Raises:
        DeedRefused: it is for somebody else, or name, scopes or day cannot be; ``field`` is which.
    """
    _own(user, by)
    name = " ".join(text_guarded(name, "name").split())
    if not name or len(name) > 100:
        raise DeedRefused(
            "token-name", "Hãy đặt tên cho khóa (tối đa 100 ký tự).",
            "Name the token (at most 100 characters).", field="name",
        )  # fmt: skip
    asked = sorted(set(scopes))
    _CHECKS[purpose](asked, by)
    expires_at = _end_of(last_day)
    text = f"{_PREFIX}{purpose}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if tokens_of(user).count() >= MOST:
            raise DeedRefused(
                "token-too-many", f"Mỗi người có tối đa {MOST} khóa; hãy thu hồi khóa không dùng.",
                f"At most {MOST} tokens a person; revoke those not used.",
            )  # fmt: skip
        token = Token.objects.create(
            user=user, purpose=purpose, name=name, digest=_digest(text), scopes=asked, expires_at=expires_at
        )
        _told("user.token_made", token, by)
    return token, text


def token_revoke(*, token: Token, by: Viewer) -> Token:
    """Make an end of a token, one's own or, for an administrator, anybody's. It stays listed in the audit.

    Raises:
        DeedRefused: it is somebody else's.
    """
    if by.user != token.user.key:
        by.require("user", "change")
    with transaction.atomic():
        current = Token.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
        if current.revoked_at is None:
            current.revoked_at = timezone.now()
            current.save(update_fields=["revoked_at"])
            _told("user.token_revoked", current, by)
        return current


def tokens_of(user: User) -> QuerySet[Token]:
    """Return the user's tokens that are in force, the latest first."""
    return Token.objects.filter(user=user, **_IN_FORCE, expires_at__gt=timezone.now()).order_by("-id")


def token_use(text: str, purpose: Purpose) -> Bearer:
    """Return who comes with this token.

    Raises:
        TokenRefused: it is unknown, for another purpose, revoked or past its day, or its owner has left.
    """
    token = Token.objects.select_related("user").filter(digest=_digest(text), purpose=purpose).first()
    if token is None:
        raise TokenRefused("token-unknown", "Khóa truy cập không đúng.", "The token is not one.")
    now = timezone.now()
    if token.revoked_at is not None or token.user.left_at is not None:
        raise TokenRefused("token-revoked", "Khóa truy cập đã bị thu hồi.", "The token was revoked.")
    if token.expires_at <= now:
        raise TokenRefused("token-expired", "Khóa truy cập đã hết hạn.", "The token has expired.")
    _note_use(token, now)
    viewer = viewer_of(token.user)
    return Bearer(token, narrowed(viewer, token.scopes) if purpose == Purpose.API else viewer)


def narrowed(viewer: Viewer, scopes: Iterable[str]) -> Viewer:
    """Return the viewer with no more rights than these scopes of the API."""
    held = frozenset(scopes)

    def may(question: Question) -> bool:
        return allows(held, question) and viewer.may(question)

    return replace(viewer, may=may)


def allows(scopes: Iterable[str], question: Question) -> bool:
    """Return whether scopes of the API speak of this deed. To write a noun is to read it too."""
    held = frozenset(scopes)
    asked = {f"{noun}:{WRITE}" for noun in (ANY, question.noun)}
    if question.action in READING:
        asked |= {f"{noun}:{READ}" for noun in (ANY, question.noun)}
    return not held.isdisjoint(asked)


def scopes_offered(viewer: Viewer) -> list[tuple[str, bool, bool]]:
    """Return the nouns of which a token of the viewer may speak: code, may be read, may be written."""
    offered: list[tuple[str, bool, bool]] = []
    for noun in nouns():
        read = viewer.may(Question(noun.code, "view"))
        write = read and noun.changeable and any(
            viewer.may(Question(noun.code, action, state=state))
            for action in ("create", "change") for state in ("", "draft")
        )  # fmt: skip
        if read:
            offered.append((noun.code, read, write))
    return offered


def _api_scopes(asked: list[str], by: Viewer) -> None:
    offered = {f"{code}:{READ}" for code, read, _ in scopes_offered(by) if read}
    offered |= {f"{code}:{WRITE}" for code, _, write in scopes_offered(by) if write}
    offered |= {f"{ANY}:{READ}", f"{ANY}:{WRITE}"}
    _refuse_scopes([one for one in asked if one not in offered], asked)


def _feed_scopes(asked: list[str], _by: Viewer) -> None:
    _refuse_scopes([one for one in asked if not _FEED_SCOPE.fullmatch(one)], asked)


def _refuse_scopes(wrong: list[str], asked: list[str]) -> None:
    if not asked:
        raise DeedRefused(
            "token-scopes", "Hãy chọn ít nhất một phạm vi.", "Choose at least one scope.", field="scopes"
        )
    if wrong:
        raise DeedRefused(
            "token-scopes", f"Bạn không cấp được phạm vi “{wrong[0][:80]}”.",
            f"You cannot give the scope “{wrong[0][:80]}”.", field="scopes",
        )  # fmt: skip


_CHECKS: Mapping[Purpose, Callable[[list[str], Viewer], None]] = {
    Purpose.API: _api_scopes,
    Purpose.FEED: _feed_scopes,
}
_IN_FORCE = {"revoked_at__isnull": True}


def _end_of(last_day: date) -> datetime:
    today = timezone.localdate()
    if not today <= last_day <= today + LONGEST_LIFE:
        raise DeedRefused(
            "token-life", f"Ngày hết hạn từ hôm nay đến tối đa {LONGEST_LIFE.days} ngày sau.",
            f"The last day is between today and {LONGEST_LIFE.days} days from now.", field="last_day",
        )  # fmt: skip
    return timezone.make_aware(datetime.combine(last_day, time.max))


def _own(user: User, by: Viewer) -> None:
    if by.user != user.key or user.left_at is not None:
        raise DeedRefused(
            "not-yours", "Mỗi người chỉ tạo khóa cho chính mình.", "One makes tokens for oneself only."
        )


def _note_use(token: Token, now: datetime) -> None:
    """Write down the use, not oftener than every few minutes: reading must not wait for writing."""
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _USE_NOTED)
    if token.last_used_at is None or token.last_used_at < now - _USE_NOTED:
        Token.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def _told(code: str, token: Token, by: Viewer) -> None:
    record_event(
        code, noun="user", record_key=token.user.key, who=by.name[:200],
        after={
            "token": str(token.key), "name": token.name, "purpose": str(token.purpose),
            "scopes": list(token.scopes), "until": timezone.localdate(token.expires_at).isoformat(),
        },
    )  # fmt: skip


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
