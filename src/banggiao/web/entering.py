"""From a proof to a session: the second factor in between, and where the person is led."""

from __future__ import annotations

import ipaddress
import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from banggiao.access.models import User
from banggiao.access.second_factors import has_factor
from banggiao.access.sessions import session_begin
from banggiao.access.signing import signed_in

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF = "half_signed_in"
"""Where a session keeps who has given a first proof and owes a second."""
HALF_VALID = 600
"""Seconds in which the second proof must be given."""
BOTH = "second_factor"
"""Where a session keeps that a second factor was given, or need not be."""
SINCE = "signed_in_at"
FRESH = 900
"""Seconds after signing in within which one may change how one signs in."""


def address_of(request: HttpRequest) -> str:
    """Return the client's address as the reverse proxy tells it, "" where it is not known.

    Behind a proxy every connection comes from this machine; what a client itself may write is not believed
    without one.
    """
    told = request.META.get("HTTP_X_REAL_IP", "") if settings.HTTPS else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told.strip())
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return "" if address.is_loopback else str(address)


def admit(request: HttpRequest, user: User, *, how: str, onward: str = "/") -> HttpResponse:
    """Go on after a first proof: to the second factor where the user has one, else into a session."""
    trusted = how == "provider" and settings.OIDC_SECOND_FACTOR
    both = how == "passkey" or user.break_glass or trusted
    if both or not has_factor(user):
        return enter(request, user, how=how, onward=onward, both=both)
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": time.time(),
        "how": how,
        "onward": onward,
    }
    return redirect("web:second")


def half_signed_in(request: HttpRequest) -> tuple[User, str, str] | None:
    """Return who owes a second proof, how she gave the first, and where she wants to go; None for nobody."""
    half = request.session.get(HALF)
    if not half or time.time() - half["at"] > HALF_VALID:
        request.session.pop(HALF, None)
        return None
    user = User.objects.filter(pk=half["user"], left_at__isnull=True).first()
    if user is None or user.get_session_auth_hash() != half["hash"]:
        request.session.pop(HALF, None)
        return None
    return user, half["how"], half["onward"]


def enter(
    request: HttpRequest, user: User, *, how: str, onward: str = "/", both: bool = False
) -> HttpResponse:
    """Begin the session, under a new key."""
    request.session.pop(HALF, None)
    login(request, user, backend=BACKEND)
    request.session[BOTH] = both
    request.session[SINCE] = time.time()
    session_begin(request)
    signed_in(user=user, how=how, address=address_of(request))
    return redirect(onward)


def is_fresh(request: HttpRequest) -> bool:
    """Return whether the person signed in a moment ago, so that she may change how she signs in."""
    return bool(time.time() - request.session.get(SINCE, 0) < FRESH)


def onward_of(request: HttpRequest) -> str:
    """Return the page of this server to which the person wanted to go."""
    return local(request, request.POST.get("next") or request.GET.get("next") or "/")


def local(request: HttpRequest, asked: str) -> str:
    """Return an address where it is one of this server, else the first page."""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else "/"
