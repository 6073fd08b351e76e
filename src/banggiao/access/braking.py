"""The brake on guessing: tries are counted for a name, for an address and altogether, in one place.

A name brakes who guesses at one account; an address who tries one password on many accounts.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from banggiao.access.models import SignInAttempt
from banggiao.core.errors import DeedRefused


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong tries of one name, of one address ("address") or of all ("all") may fall in a window."""

    of: str
    tries: int
    window: timedelta


LIMITS = (
    Limit("name", 5, timedelta(minutes=1)),
    Limit("name", 20, timedelta(hours=1)),
    Limit("address", 20, timedelta(minutes=1)),
    Limit("address", 100, timedelta(hours=1)),
    Limit("all", 300, timedelta(minutes=1)),
)
LONGEST = max(limit.window for limit in LIMITS)


def attempt_begin(*, name: str = "", address: str = "") -> SignInAttempt:
    """Count a try before it is judged, so that guesses sent at once are counted too. Whoever finds it right
    deletes it. "" is counted for no name, or no address.

    Raises:
        DeedRefused: wrong tries came too often.
    """
    now = timezone.now()
    SignInAttempt.objects.filter(at__lt=now - LONGEST).delete()
    attempt = SignInAttempt.objects.create(
        name_digest=_digest(name), address_digest=_digest(_network(address)), at=now
    )
    same = {
        "name": Q(name_digest=attempt.name_digest) if name else None,
        "address": Q(address_digest=attempt.address_digest) if address else None,
        "all": Q(),
    }
    for limit in LIMITS:
        which = same[limit.of]
        if which is None:
            continue
        if SignInAttempt.objects.filter(which, at__gt=now - limit.window).count() > limit.tries:
            attempt.delete()  # only tries that were judged keep the brake on
            raise _too_often(limit)
    return attempt


def _too_often(limit: Limit) -> DeedRefused:
    minutes = int(limit.window.total_seconds() // 60)
    return DeedRefused(
        "sign-in-too-often",
        f"Sai quá nhiều lần. Hãy đợi {minutes} phút rồi thử lại.",
        f"Too many wrong tries. Wait {minutes} {'minute' if minutes == 1 else 'minutes'} and try again.",
    )


def _network(address: str) -> str:
    """Return what an address is counted as: of IPv6 whoever has one address has all with the same 64 bits."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address, 64), strict=False))


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest() if told else ""
