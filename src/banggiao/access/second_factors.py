"""Second factors: codes of an authenticator (TOTP, RFC 6238), recovery codes, and passkeys (WebAuthn).

allauth keeps and proves them. Here is what the house adds: secrets lie encrypted, a code is good once, every
deed is written down, and guesses are braked in the same place as passwords.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from banggiao.access.braking import attempt_begin
from banggiao.access.models import User
from banggiao.access.signing import told
from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused

PRODUCT = "Bang Giao"
_LARGEST = 20_000
"""Characters that an answer of an authenticator may have."""
Type = Authenticator.Type


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks of the house: how secrets lie in the database, under which names keys show."""

    def encrypt(self, text: str) -> str:
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _sealer().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise DeedRefused(
                "factor-unreadable",
                "Máy chủ đã đổi khóa ký nên không đọc được yếu tố thứ hai. Hãy nhờ quản trị xóa để đặt lại.",
                "The server's signing key was changed, so the second factor cannot be read. Ask an "
                "administrator to remove it.",
            ) from None

    def get_totp_label(self, user: User) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return PRODUCT

    def _get_site_name(self) -> str:
        return PRODUCT

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.name, "name": user.username}


@dataclass(frozen=True, slots=True)
class Factor:
    """An authenticator ("totp") or a passkey ("webauthn") of a user; ``name`` is "" for the former."""

    id: int
    kind: str
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """A user's second factors, and how many recovery codes are unused."""

    held: tuple[Factor, ...]
    codes_left: int

    @property
    def totp(self) -> bool:
        return any(factor.kind == Type.TOTP for factor in self.held)

    @property
    def passkey(self) -> bool:
        return any(factor.kind == Type.WEBAUTHN for factor in self.held)


def factors_of(user: User) -> Factors:
    """Return the user's second factors, the oldest first."""
    held, left = [], 0
    for one in Authenticator.objects.filter(user=user).order_by("id"):
        if one.type == Type.RECOVERY_CODES:
            left = _codes_made() - int(one.data["used_mask"]).bit_count()
        else:
            held.append(Factor(one.pk, one.type, one.data.get("name", ""), one.created_at, one.last_used_at))
    return Factors(tuple(held), left)


def has_factor(user: User) -> bool:
    """Return whether the user has a second factor, so that it is asked for."""
    return bool(Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).exists())


def factor_needed(groups: Iterable[str]) -> bool:
    """Return whether one of these roles must have a second factor."""
    return not settings.SECOND_FACTOR_GROUPS.isdisjoint(groups)


def totp_secret() -> str:
    """Return a new secret for an authenticator."""
    return str(totp.generate_totp_secret())


def totp_picture(user: User, secret: str) -> str:
    """Return the QR code (SVG) by which an authenticator takes the secret over."""
    adapter = FactorAdapter()
    return str(adapter.build_totp_svg(adapter.build_totp_url(user, secret)))


def totp_add(*, user: User, secret: str, code: str, address: str = "") -> tuple[str, ...]:
    """Keep the secret once the authenticator has proved that it has it. Return new recovery codes, if these
    are the first.

    Raises:
        DeedRefused: the code is wrong, or there is an authenticator already.
    """
    attempt = attempt_begin(name=_name(user), address=address)
    counter = _counter(secret, code, after=-1)
    if counter is None:
        raise _wrong_code()
    attempt.delete()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Authenticator.objects.filter(user=user, type=Type.TOTP).exists():
            raise DeedRefused(
                "totp-there",
                "Tài khoản đã có ứng dụng xác thực. Hãy xóa cái cũ trước.",
                "There is an authenticator already. Remove it first.",
            )
        made = totp.TOTP.activate(user, secret).instance
        _used(made, counter)
        return _added(user, Type.TOTP, "")


def code_check(*, user: User, code: str, address: str = "") -> str:
    """Pass where a code of the user's authenticator, or an unused recovery code, was given, and use it up.
    Return which: "totp" or "recovery_codes".

    Raises:
        DeedRefused: it is wrong, too old, or was used; or wrong codes came too often.
    """
    attempt = attempt_begin(name=_name(user), address=address)
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().filter(user=user)
        for one in held.filter(type=Type.TOTP):
            counter = _counter(totp.decrypt(one.data["secret"]), code, after=one.data.get("counter", -1))
            if counter is not None:
                _used(one, counter)
                attempt.delete()
                return str(Type.TOTP)
        for one in held.filter(type=Type.RECOVERY_CODES):
            if one.wrap().validate_code(code):
                attempt.delete()
                _written(user, "user.recovery_code_used")
                return str(Type.RECOVERY_CODES)
    raise _wrong_code()


def codes_renew(*, user: User) -> tuple[str, ...]:
    """Return new recovery codes; the ones before are good no more.

    Raises:
        DeedRefused: there is no second factor that they could stand in for.
    """
    if not has_factor(user):
        raise DeedRefused(
            "no-factor",
            "Chưa có yếu tố thứ hai nên không cần mã dự phòng.",
            "There is no second factor that recovery codes could stand in for.",
        )
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
        _written(user, "user.recovery_codes_made")
        return tuple(RecoveryCodes.activate(user).generate_codes())


def passkey_offer(user: User) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; the challenge is kept in the request's session."""
    return dict(webauthn.begin_registration(user, passwordless=True))


def passkey_add(*, user: User, name: str, credential: object) -> tuple[str, ...]:
    """Keep the passkey that the browser made. Return new recovery codes, if these are the first.

    Raises:
        DeedRefused: it does not answer the challenge, or its holder was not verified by PIN or finger.
    """
    if not isinstance(credential, dict) or len(str(credential)) > _LARGEST:
        raise _wrong_key()
    try:
        webauthn.parse_registration_response(credential)
        verified = webauthn.complete_registration(credential).is_user_verified()
    except (ValidationError, ValueError, TypeError, LookupError, AttributeError):
        raise _wrong_key() from None
    if not verified:
        raise _wrong_key()
    name = " ".join(name.split())[:60] or f"Passkey {Authenticator.objects.filter(user=user).count() + 1}"
    with transaction.atomic():
        webauthn.WebAuthn.add(user, name, credential)
        return _added(user, Type.WEBAUTHN, name)


def passkey_challenge(user: User | None = None) -> dict[str, Any]:
    """Return what the browser needs to prove a passkey: of this user, or of anybody."""
    return dict(webauthn.begin_authentication(user))


def passkey_check(*, credential: object, user: User | None = None, address: str = "") -> User:
    """Return whose passkey answers the challenge in the request's session; ``user`` where it must be hers.

    Raises:
        DeedRefused: it does not, it belongs to nobody here, or wrong ones came too often.
    """
    attempt = attempt_begin(name=_name(user) if user else "", address=address)
    if not isinstance(credential, dict) or len(str(credential)) > _LARGEST:
        raise _wrong_key()
    try:
        webauthn.parse_authentication_response(credential)
        holder = user or webauthn.extract_user_from_response(credential)
        used = webauthn.complete_authentication(holder, credential)
    except (ValidationError, ValueError, TypeError, LookupError, AttributeError):
        raise _wrong_key() from None
    if not isinstance(holder, User) or not holder.is_active:
        raise _wrong_key()
    attempt.delete()
    used.record_usage()
    return holder


def factor_remove(*, user: User, factor: int) -> None:
    """Remove one of the user's own second factors; the recovery codes go with the last.

    Raises:
        DeedRefused: there is none with this id.
    """
    with transaction.atomic():
        gone = Authenticator.objects.filter(user=user, pk=factor).exclude(type=Type.RECOVERY_CODES).first()
        if gone is None:
            raise DeedRefused("no-such-factor", "Không có yếu tố này.", "There is no such second factor.")
        kind = gone.type
        gone.delete()
        if not has_factor(user):
            Authenticator.objects.filter(user=user).delete()
        _written(user, "user.factor_removed", before={"kind": kind})


def factors_reset(*, user: User, by: Viewer) -> None:
    """Remove all second factors of somebody who lost them: an administrator's deed.

    Raises:
        DeedRefused: the role does not allow it, or they are one's own.
    """
    by.require("user", "change")
    if by.user == user.key:
        raise DeedRefused(
            "not-yourself",
            "Không tự xóa yếu tố thứ hai của mình ở đây; hãy nhờ quản trị khác.",
            "Nobody resets her own second factors here; ask another administrator.",
        )
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        record_event("user.factors_reset", noun="user", record_key=user.key, who=by.name[:200])


def _counter(secret: str, code: str, *, after: int) -> int | None:
    """Return the step of time whose code this is, later than ``after``; None where it is none."""
    counter: int
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return counter
    return None


def _used(one: Authenticator, counter: int) -> None:
    one.data["counter"] = counter
    one.save(update_fields=["data"])
    one.record_usage()


def _added(user: User, kind: str, name: str) -> tuple[str, ...]:
    _written(user, "user.factor_added", after={"kind": kind, "name": name})
    if Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).exists():
        return ()
    return tuple(RecoveryCodes.activate(user).generate_codes())


def _written(user: User, code: str, **more: Any) -> None:
    record_event(code, noun="user", record_key=user.key, who=told(user), **more)


def _name(user: User) -> str:
    return f"second factor of {user.key}"


def _codes_made() -> int:
    from allauth.mfa import app_settings  # noqa: PLC0415 - reads Django's settings when asked

    return int(app_settings.RECOVERY_CODE_COUNT)


def _sealer() -> Fernet:
    digest = hashlib.sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _wrong_code() -> DeedRefused:
    return DeedRefused(
        "code-wrong",
        "Mã không đúng, đã hết hạn hoặc đã dùng. Hãy nhập mã đang hiện trong ứng dụng.",
        "The code is wrong, too old, or was used. Enter the one that the authenticator shows now.",
        field="code",
    )


def _wrong_key() -> DeedRefused:
    return DeedRefused(
        "passkey-wrong",
        "Không xác minh được khóa truy cập. Hãy thử lại hoặc đăng nhập cách khác.",
        "The passkey could not be verified. Try again, or sign in another way.",
    )
