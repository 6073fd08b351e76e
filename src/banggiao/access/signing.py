"""Signing in: passwords with a brake on guessing, and links that sign in once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from banggiao.access.models import SignInAttempt, SignInLink, User
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused

WINDOW = timedelta(minutes=1)
TRIES_OF_NAME = 5
TRIES_OF_ALL = 60
LINK_VALID = timedelta(hours=24)


def sign_in(*, username: str, password: str) -> User:
    """Return the user with this name and password.

    Raises:
        DeedRefused: they are wrong, or wrong passwords came too often in the last minute; which of name and
            password is wrong is not said.
    """
    now = timezone.now()
    name = username.strip().casefold()[:200]
    digest = hashlib.sha256(name.encode()).hexdigest()
    SignInAttempt.objects.filter(at__lt=now - WINDOW).delete()
    # Counted before the password is looked at, so that guesses sent at once are counted too.
    attempt = SignInAttempt.objects.create(name_digest=digest, at=now)
    recent = SignInAttempt.objects.filter(at__gt=now - WINDOW)
    if recent.filter(name_digest=digest).count() > TRIES_OF_NAME or recent.count() > TRIES_OF_ALL:
        raise DeedRefused(
            "sign-in-too-often",
            "Sai mật khẩu quá nhiều lần. Hãy đợi một phút rồi thử lại.",
            "Too many wrong passwords. Wait a minute and try again.",
        )
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        raise DeedRefused(
            "sign-in-wrong",
            "Tên đăng nhập hoặc mật khẩu không đúng.",
            "The user name or the password is wrong.",
        )
    attempt.delete()
    record_event("user.signed_in", noun="user", record_key=user.key, who=told(user))
    return user


def link_make(*, user: User, by: str) -> str:
    """Return a token that signs the user in once within 24 hours. Tokens made before stop working.

    Raises:
        DeedRefused: the user has left.
    """
    if user.left_at is not None:
        raise DeedRefused("user-left", "Người dùng đã rời cơ quan.", "The user has left.")
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
        if link is None or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(
            used_at=now
        ):
            raise DeedRefused(
                "link-used",
                "Liên kết đã dùng hoặc quá hạn. Hãy xin quản trị một liên kết mới.",
                "The link was used, or is too old. Ask an administrator for a new one.",
            )
        record_event(
            "user.signed_in", noun="user", record_key=link.user.key, who=told(link.user), reason="link"
        )
        return link.user


def password_set(*, user: User, old: str | None, new: str, again: str) -> User:
    """Set the user's own password. ``old`` is asked for unless the first one is being set.

    Raises:
        DeedRefused: the old one is wrong, the new ones differ, or the new one is weak.
    """
    if not user.must_change_password and not user.check_password(old or ""):
        raise DeedRefused(
            "password-old", "Mật khẩu hiện tại không đúng.", "The present password is wrong.", field="old"
        )
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
