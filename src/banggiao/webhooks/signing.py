"""Signatures in the manner of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over
``id.timestamp.body``. What the receiver does is :func:`verified`; docs/how-to/receive-webhooks.md shows
it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from banggiao.core.errors import DeedRefused

PREFIX = "whsec_"
VERSION = "v1"
TOLERANCE = timedelta(minutes=5)
"""How old or how far ahead a message may be: an older one may be one that somebody sends again."""


def secret_new() -> str:
    """Return a fresh secret as it is shown to people, once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signed(secrets_: Iterable[str], *, message: str, timestamp: int, body: bytes) -> str:
    """Return the header ``webhook-signature``: one signature for each secret, blanks between."""
    return " ".join(f"{VERSION},{_signature(secret, message, timestamp, body)}" for secret in secrets_)


def verified(secret: str, headers: Mapping[str, str], body: bytes, *, now: float) -> bool:
    """Return whether a message was signed with the secret and is of now, as its receiver finds it.

    ``headers`` are in lower case; ``now`` is in seconds of Unix time.
    """
    message, given = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message or not (given.isascii() and given.isdigit()) or len(given) > 12:
        return False
    if abs(now - int(given)) > TOLERANCE.total_seconds():
        return False
    right = _signature(secret, message, int(given), body)
    found = [one.partition(",") for one in headers.get("webhook-signature", "").split()]
    return any(
        version == VERSION and hmac.compare_digest(signature.encode(), right.encode())
        for version, _, signature in found
    )


def sealed(secret: str) -> str:
    """Return a secret as the database keeps it, unreadable without the workspace's own key."""
    return _seal().encrypt(secret.encode()).decode()


def unsealed(kept: str) -> str:
    """Return a secret that was sealed.

    Raises:
        DeedRefused: it was sealed with another key.
    """
    try:
        return _seal().decrypt(kept.encode()).decode()
    except InvalidToken:
        raise DeedRefused(
            "webhook-key",
            "Khóa của hệ thống đã đổi; hãy đổi mã bí mật của webhook.",
            "The workspace's key has changed; rotate the webhook's secret.",
        ) from None


def _signature(secret: str, message: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    told = f"{message}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def _seal() -> Fernet:
    digest = hashlib.sha256(b"webhooks:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
