"""Accounts and roles that the sign-in provider says: made, given and ended as its claims come and go.

A table of the operator's says which role a claim gives. Roles that an administrator gave are left alone. An
account is known by issuer and subject, never by an e-mail address or a user name: who has an account already
connects it herself while she is signed in.
"""

from __future__ import annotations

import csv
import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from banggiao.access.models import Group, Membership, User
from banggiao.access.services import membership_end, membership_give, user_create
from banggiao.access.sessions import sessions_end
from banggiao.access.signing import told
from banggiao.access.viewers import roles_of
from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, system
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused

PROVIDER = "sso"
BY = "nhà cung cấp đăng nhập"
"""Who gives and ends the roles, as the audit names it."""
COLUMNS = ("claim", "value", "body", "group")
_UNFIT = re.compile(r"[^a-z0-9._-]")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Grant:
    """Who bears ``value`` in ``claim`` is ``group`` at the actor with the code ``body``. A dot in a claim's
    name leads into it: realm_access.roles."""

    claim: str
    value: str
    body: str
    group: str

    def __str__(self) -> str:
        return f"{self.claim}={self.value}"


def grants_read(path: Path) -> tuple[Grant, ...]:
    """Return the table of grants, a CSV file in UTF-8 whose head is claim,value,body,group.

    Raises:
        DeedRefused: it cannot be read, or a row is wrong: which, and why.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise _table(path, 1, "không đọc được tệp", "the file cannot be read") from None
    rows = csv.DictReader(lines, restkey="", restval="")
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise _table(
            path, 1, f"dòng đầu phải là {','.join(COLUMNS)}", f"the head must be {','.join(COLUMNS)}"
        )
    grants = []
    for number, row in enumerate(rows, start=2):
        cells = [(row[column] or "").strip() for column in COLUMNS]
        if not all(cells) or "" in row:
            raise _table(path, number, "phải đủ bốn ô", "four cells are needed")
        if cells[3] not in Group.values:
            raise _table(path, number, f"không có vai trò {cells[3]}", f"there is no role {cells[3]}")
        grants.append(Grant(*cells))
    return tuple(grants)


def grants_checked(path: Path) -> tuple[Grant, ...]:
    """Return the table of grants, whose bodies the register knows.

    Raises:
        DeedRefused: it cannot be used.
    """
    grants = grants_read(path)
    known = set(Actor.objects.values_list("code", flat=True))
    for number, grant in enumerate(grants, start=2):
        if grant.body not in known:
            raise _table(path, number, f"không có cơ quan {grant.body}", f"there is no body {grant.body}")
    return grants


def subject_of(claims: Mapping[str, Any]) -> str:
    """Return by what the provider's account is known: a digest of issuer and subject, which are never reused
    (OpenID Connect Core 1.0, 5.7)."""
    return hashlib.sha256(f"{claims['iss']}\n{claims['sub']}".encode()).hexdigest()


def user_provided(*, claims: Mapping[str, Any], grants: tuple[Grant, ...]) -> User:
    """Return the user whom the provider's claims mean, made where there is none yet, with the roles that
    they give and without those that they gave before and give no more; then her other sessions end.

    Raises:
        DeedRefused: she has left; the claims give no role and no administrator gave one; or there is an
            account of this name, which must be connected first. Roles are ended all the same.
    """
    wanted = {
        (grant.body, grant.group): grant for grant in grants if grant.value in _values(claims, grant.claim)
    }
    by = system(BY)
    with transaction.atomic():
        held = SocialAccount.objects.select_related("user").filter(provider=PROVIDER, uid=subject_of(claims))
        account = held.first()
        if account is not None:
            user: User = account.user
            ended = _roles_end(user, set(wanted), by)
        elif wanted:
            user, ended = _made(claims, by), 0
        else:
            raise _no_role()
        if user.left_at is not None:
            raise DeedRefused(
                "user-left",
                "Tài khoản này đã đóng vì người dùng đã rời cơ quan.",
                "This account is closed: its user has left.",
            )
        _roles_give(user, wanted, by)
    if ended:
        sessions_end(user=user, reason=BY)
    if not roles_of(user, today=timezone.localdate()):
        raise _no_role()
    return user


def account_connect(*, user: User, claims: Mapping[str, Any]) -> None:
    """Let the user sign in through the provider's account from now on.

    Raises:
        DeedRefused: it is connected to somebody else, or she has another.
    """
    with transaction.atomic():
        subject = subject_of(claims)
        held = SocialAccount.objects.filter(provider=PROVIDER, uid=subject).first()
        if held is not None and held.user_id == user.pk:
            return
        if held is not None or SocialAccount.objects.filter(provider=PROVIDER, user=user).exists():
            raise DeedRefused(
                "provider-connected",
                "Tài khoản này hoặc tài khoản bên nhà cung cấp đã được nối với tài khoản khác.",
                "This account, or the provider's, is connected to another one already.",
            )
        SocialAccount.objects.create(provider=PROVIDER, uid=subject, user=user, extra_data={})
        record_event("user.provider_connected", noun="user", record_key=user.key, who=told(user))


def account_disconnect(*, user: User) -> None:
    """End signing in through the provider for the user.

    Raises:
        DeedRefused: she could not sign in any more.
    """
    if not user.has_usable_password():
        raise DeedRefused(
            "no-password",
            "Tài khoản không có mật khẩu nên không bỏ được kết nối này.",
            "The account has no password, so this is the only way in.",
        )
    with transaction.atomic():
        if SocialAccount.objects.filter(provider=PROVIDER, user=user).delete()[0]:
            record_event("user.provider_disconnected", noun="user", record_key=user.key, who=told(user))


def is_connected(user: User) -> bool:
    """Return whether the user may sign in through the provider."""
    return bool(SocialAccount.objects.filter(provider=PROVIDER, user=user).exists())


def _made(claims: Mapping[str, Any], by: Viewer) -> User:
    username = _UNFIT.sub("", str(claims.get("preferred_username") or "").partition("@")[0].casefold())[:64]
    name = " ".join(str(claims.get("name") or username).split())[:200]
    if User.objects.filter(username=username).exists():
        raise DeedRefused(
            "username-taken",
            f"Đã có tài khoản tên “{username}”. Nếu là của bạn, hãy đăng nhập bằng tài khoản ấy rồi nối với "
            "tài khoản cơ quan ở trang Tài khoản của tôi; nếu không, hãy báo quản trị.",
            f"There is an account named “{username}”. If it is yours, sign in to it and connect it on the "
            "page My account; if not, tell an administrator.",
        )
    user = user_create(username=username, name=name, by=by)
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    SocialAccount.objects.create(provider=PROVIDER, uid=subject_of(claims), user=user, extra_data={})
    return user


def _roles_end(user: User, wanted: set[tuple[str, str]], by: Viewer) -> int:
    given = Membership.objects.filter(user=user, archived_at__isnull=True).exclude(provided_by="")
    gone = [one for one in given.select_related("actor", "user") if (one.actor.code, one.group) not in wanted]
    for membership in gone:
        membership_end(membership=membership, by=by, reason=membership.provided_by)
    return len(gone)


def _roles_give(user: User, wanted: Mapping[tuple[str, str], Grant], by: Viewer) -> None:
    held = set(
        Membership.objects.filter(user=user, archived_at__isnull=True).values_list("actor__code", "group")
    )
    for (body, group), grant in wanted.items():
        if (body, group) in held:
            continue
        actor = Actor.objects.filter(code=body).first()
        if actor is None:
            _log.error("the table of roles names a body that the register does not know: %s", body)
            continue
        membership_give(user=user, actor=actor, group=group, by=by, provided_by=str(grant))


def _values(claims: Mapping[str, Any], name: str) -> set[str]:
    """Return what a claim says: one value or a list of them, at the name itself or along its dots."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    several: Iterator[Any] = iter(found if isinstance(found, list) else [found])
    return {str(value) for value in several if isinstance(value, str | int) and not isinstance(value, bool)}


def _table(path: Path, row: int, vietnamese: str, english: str) -> DeedRefused:
    return DeedRefused(
        "grants",
        f"Bảng vai trò {path.name}, dòng {row}: {vietnamese}.",
        f"Table of roles {path.name}, row {row}: {english}.",
    )


def _no_role() -> DeedRefused:
    return DeedRefused(
        "provider-no-role",
        "Tài khoản cơ quan của bạn hợp lệ nhưng chưa được giao vai trò nào trong hệ thống này. "
        "Hãy liên hệ quản trị của cơ quan.",
        "Your account at the provider is good, but gives no role in this system. Ask your administrator.",
    )
