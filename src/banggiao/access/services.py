"""Writing users: accounts, the bodies they work for, access lent for a time, leaving."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from banggiao.access.models import Group, Membership, User
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Circulation

_SEALED_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another on paper
_SEALED_PARTS = 5
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


def user_create(*, username: str, name: str, by: Viewer) -> User:
    """Make an account without a password: the first sign-in goes by link.

    Raises:
        DeedRefused: the name is not one, or taken, or the person may not do this.
    """
    by.require("user", "create")
    username, name = username.strip().casefold(), " ".join(name.split())
    if not _USERNAME.fullmatch(username):
        raise DeedRefused(
            "username",
            "Tên đăng nhập gồm 2 đến 64 chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
            "A user name has 2 to 64 letters without accents, digits, dots, hyphens, underscores.",
            field="username",
        )
    if not name or len(name) > 200:
        raise DeedRefused("user-name", "Hãy ghi họ và tên.", "Give the full name.", field="name")
    user = User(username=username, name=name)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            _told("user.created", user, by, after={"username": username, "name": name})
    except IntegrityError:
        raise DeedRefused(
            "username-taken", "Tên đăng nhập này đã có.", "This user name is taken.", field="username"
        ) from None
    return user


def membership_give(
    *,
    user: User,
    actor: Actor,
    group: str,
    by: Viewer,
    valid_from: date | None = None,
    valid_to: date | None = None,
    lent: bool = False,
    reason: str = "",
    provided_by: str = "",
) -> Membership:
    """Let the user work for an actor in a group, both days included; ``lent`` access ends by itself.
    ``provided_by`` is the claim of the sign-in provider that gives it.

    Raises:
        DeedRefused: the dates are wrong, lent access has no end or no reason, the user has left or has the
            role already, or an administrator would give it to herself.
    """
    by.require("user", "change")
    today = timezone.localdate()
    if group not in Group.values:
        raise DeedRefused("group", "Không có vai trò này.", "There is no such role.", field="group")
    if by.user == user.key:
        raise DeedRefused(
            "not-yourself",
            "Không tự giao vai trò cho mình; hãy nhờ quản trị khác.",
            "Nobody gives herself a role; ask another administrator.",
        )
    if user.left_at is not None:
        raise DeedRefused("user-left", "Người dùng đã rời cơ quan.", "The user has left.")
    if valid_from and valid_to and valid_to < valid_from:
        raise DeedRefused(
            "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.", field="valid_to"
        )
    if valid_to and valid_to < today:
        raise DeedRefused("past", "Ngày kết thúc đã qua.", "The last day is past.", field="valid_to")
    reason = reason.strip()
    if lent and valid_to is None:
        raise DeedRefused(
            "lent-until",
            "Cho mượn quyền phải có ngày kết thúc.",
            "Lent access needs a last day.",
            field="valid_to",
        )
    if lent and not reason:
        raise DeedRefused(
            "lent-reason", "Hãy nêu lý do cho mượn quyền.", "Say why access is lent.", field="reason"
        )
    with transaction.atomic():
        label_get(circulation=Circulation.AGENCY, owner=actor.key)  # known before the first record bears it
        same = Membership.objects.filter(user=user, actor=actor, group=group, archived_at__isnull=True)
        same.filter(valid_to__lt=today).update(archived_at=timezone.now())
        if same.exists():
            raise DeedRefused(
                "membership-taken",
                "Người này đã có vai trò ấy ở cơ quan này.",
                "The user has this role in this body already.",
                field="group",
            )
        membership = Membership.objects.create(
            user=user,
            actor=actor,
            group=group,
            valid_from=valid_from,
            valid_from_precision="day" if valid_from else "",
            valid_to=valid_to,
            valid_to_precision="day" if valid_to else "",
            lent_by=by.name[:200] if lent else "",
            reason=reason,
            provided_by=provided_by[:300],
        )
        code = "user.access_lent" if lent else "user.role_given"
        _told(code, user, by, after=_snapshot(membership), reason=reason)
        return membership


def membership_end(*, membership: Membership, by: Viewer, reason: str = "") -> Membership:
    """End a membership now. That it was stays written."""
    by.require("user", "change")
    with transaction.atomic():
        membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
        if membership.archived_at is None:
            before = _snapshot(membership)
            _close(membership)
            _told("user.role_ended", membership.user, by, before=before, reason=reason)
        return membership


def user_leave(*, user: User, by: Viewer, reason: str = "") -> User:
    """Close the account of somebody who leaves: sessions and memberships end, what was written stays.

    Raises:
        DeedRefused: it is one's own account; so the last administrator stays.
    """
    by.require("user", "change")
    if by.user == user.key:
        raise DeedRefused(
            "not-yourself",
            "Không tự đóng tài khoản của mình; hãy nhờ quản trị khác.",
            "Nobody closes her own account; ask another administrator.",
        )
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if user.left_at is not None:
            return user
        ended = list(Membership.objects.filter(user=user, archived_at__isnull=True).select_related("actor"))
        before = {"memberships": [_snapshot(membership) for membership in ended]}
        for membership in ended:
            _close(membership)
        user.left_at = timezone.now()
        user.set_unusable_password()  # sessions carry a digest of the password: they end with it
        user.save(update_fields=["left_at", "password"])
        user.links.filter(used_at__isnull=True).update(used_at=user.left_at)
        user.tokens.filter(revoked_at__isnull=True).update(revoked_at=user.left_at)
        _told("user.left", user, by, before=before, reason=reason)
        return user


def user_ensure(*, username: str, name: str, actor: Actor, groups: Iterable[str], by: Viewer) -> User:
    """Return the user with this name, made where there is none, with these groups in the actor."""
    user = User.objects.filter(username=username.casefold()).first()
    with transaction.atomic():
        if user is None:
            user = user_create(username=username, name=name, by=by)
        held = set(
            Membership.objects.filter(user=user, actor=actor, archived_at__isnull=True).values_list(
                "group", flat=True
            )
        )
        for group in groups:
            if group not in held:
                membership_give(user=user, actor=actor, group=group, by=by)
    return user


def break_glass_make(*, username: str, name: str, actor: Actor, by: Viewer) -> tuple[User, str]:
    """Make the account for the day on which nothing else lets one in, or seal it anew. Return it and its
    password, which is kept nowhere: it is to be printed and locked away.

    The account is an administrator of the actor. Its sessions and the password before end.

    Raises:
        DeedRefused: the name is that of somebody's own account, or cannot be a user name.
    """
    by.require("user", "create")
    with transaction.atomic():
        user = User.objects.filter(username=username.strip().casefold()).first()
        if user is not None and (not user.break_glass or user.left_at is not None):
            raise DeedRefused(
                "username-taken", "Tên đăng nhập này đã có.", "This user name is taken.", field="username"
            )
        user = user or user_create(username=username, name=name, by=by)
        password = "-".join(
            "".join(secrets.choice(_SEALED_LETTERS) for _ in range(5)) for _ in range(_SEALED_PARTS)
        )
        user.set_password(password)  # sessions carry a digest of the password: they end with the old one
        user.break_glass, user.must_change_password = True, False
        user.save(update_fields=["password", "break_glass", "must_change_password"])
        user_ensure(username=user.username, name=name, actor=actor, groups=[Group.ADMINISTRATOR], by=by)
        _told("user.break_glass_made", user, by)
    return user, password


def _close(membership: Membership) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    started = membership.valid_from
    membership.valid_to = max(started, yesterday) if started else yesterday
    membership.valid_to_precision = "day"
    membership.archived_at = timezone.now()
    membership.save(update_fields=["valid_to", "valid_to_precision", "archived_at"])


def _snapshot(membership: Membership) -> dict[str, Any]:
    return {
        "actor": membership.actor.code,
        "group": membership.group,
        "from": membership.valid_from.isoformat() if membership.valid_from else "",
        "to": membership.valid_to.isoformat() if membership.valid_to else "",
        "lent": bool(membership.lent_by),
    }


def _told(
    code: str,
    user: User,
    by: Viewer,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record_event(
        code, noun="user", record_key=user.key, who=by.name[:200], before=before, after=after, reason=reason
    )
