"""Signing in: passwords with a brake on guessing, and links that sign in once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from banggiao.access.braking import attempt_begin
from banggiao.access.models import SignInLink, User
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event

LINK_VALID = timedelta(hours=24)
BREAK_GLASS_USED = "user.break_glass_used"


def sign_in(*, username: str, password: str, address: str = "") -> User:
    """Return the user with this name and password. ``address`` is the client's, "" where it is not known.

    Raises:
        DeedRefused: they are wrong, or wrong ones came too often; which of name and password is wrong is not
            said, nor that people sign in without passwords here.
    """
    name = username.strip().casefold()[:200]
    sealed = User.objects.filter(username=name, break_glass=True).exists()
    # Nobody guesses a sealed password; and nobody may lock the account by trying.
    attempt = attempt_begin(name="" if sealed else name, address=address)
    user = authenticate(username=name, password=password)
    if not isinstance(user, User) or not may_use_password(user):
        raise DeedRefused(
            "sign-in-wrong",
            "Tên đăng nhập hoặc mật khẩu không đúng.",
            "The user name or the password is wrong.",
        )
    attempt.delete()
    return user


def may_use_password(user: User) -> bool:
    """Return whether the user may sign in with a password or a link, where others use the provider."""
    return settings.PASSWORDS or user.break_glass


def signed_in(*, user: User, how: str, address: str = "") -> None:
    """Write down that the user has signed in. ``how`` is "password", "link", "passkey" or "provider".

    The use of a break-glass account is told under a code of its own, which administrators are shown.
    """
    record_event("user.signed_in", noun="user", record_key=user.key, who=told(user), reason=how)
    if user.break_glass:
        record_event(
            BREAK_GLASS_USED, noun="user", record_key=user.key, who=told(user), after={"address": address}
        )


def break_glass_uses(*, days: int = 30) -> QuerySet[Event]:
    """Return when break-glass accounts were used in the last days, the latest first."""
    since = timezone.now() - timedelta(days=days)
    return Event.objects.filter(code=BREAK_GLASS_USED, at__gte=since).order_by("-id")


def link_make(*, user: User, by: str) -> str:
    """Return a token that signs the user in once within 24 hours. Tokens made before stop working.

    Raises:
        DeedRefused: the user has left, or people sign in without passwords here.
    """
    if user.left_at is not None:
        raise DeedRefused("user-left", "Người dùng đã rời cơ quan.", "The user has left.")
    if not may_use_password(user):
        raise DeedRefused(
            "passwords-off",
            "Ở đây đăng nhập bằng tài khoản cơ quan (SSO); không dùng mật khẩu và liên kết.",
            "Here people sign in through the provider; passwords and links are not used.",
        )
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        SignInLink.objects.filter(user=user, used_at__isnull=True).update(used_at=now)
        SignInLink.objects.create(
            user=user, digest=_digest(token), made_by=by[:200], expires_at=now + LINK_VALID
        )
        record_event("user.link_made", noun="user", record_key=user.key, who=by)
    return token


def link_use(*, token: str) -> User:
    """Return the user whom a link signs in, and use the link up.

    Raises:
        DeedRefused: it is unknown, used, too old, or its user has left.
    """
    now = timezone.now()
    with transaction.atomic():
        good = Q(digest=_digest(token), used_at__isnull=True, expires_at__gt=now, user__left_at__isnull=True)
        link = SignInLink.objects.select_related("user").filter(good).first()
        if (
            link is None
            or not may_use_password(link.user)
            or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
        ):
            raise DeedRefused(
                "link-used",
                "Liên kết đã dùng hoặc quá hạn. Hãy xin quản trị một liên kết mới.",
                "The link was used, or is too old. Ask an administrator for a new one.",
            )
        record_event("user.link_used", noun="user", record_key=link.user.key, who=told(link.user))
        return link.user


def password_set(*, user: User, old: str | None, new: str, again: str) -> User:
    """Set the user's own password. ``old`` is asked for unless the first one is being set.

    Raises:
        DeedRefused: the old one is wrong, or wrong ones came too often; the new ones differ, or are weak.
    """
    if not user.must_change_password:
        attempt = attempt_begin(name=user.username)
        if not user.check_password(old or ""):
            raise DeedRefused(
                "password-old", "Mật khẩu hiện tại không đúng.", "The present password is wrong.", field="old"
            )
        attempt.delete()
    if new != again:
        raise DeedRefused(
            "password-differs", "Hai lần nhập không giống nhau.", "The two entries differ.", field="again"
        )
    if user.has_usable_password() and user.check_password(new):
        raise DeedRefused(
            "password-same", "Hãy chọn mật khẩu khác mật khẩu cũ.", "Choose another password.", field="new"
        )
    try:
        password_validation.validate_password(new, user)
    except ValidationError as weak:
        raise DeedRefused("password-weak", _said(weak, "vi"), _said(weak, "en"), field="new") from None
    with transaction.atomic():
        user.set_password(new)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record_event("user.password_set", noun="user", record_key=user.key, who=told(user))
    return user


def told(user: User) -> str:
    """Return the user as the audit names her."""
    return f"{user.name} ({user.username})"


def _said(weak: ValidationError, language: str) -> str:
    with translation.override(language):
        return " ".join(weak.messages)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
