"""One's own account: second factors, sessions, the account at the provider."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access import second_factors
from banggiao.access.models import User
from banggiao.access.provisioning import account_disconnect, is_connected
from banggiao.access.sessions import session_end, sessions_end, sessions_of
from banggiao.access.signing import may_use_password
from banggiao.core.errors import DeedRefused
from banggiao.web.entering import BOTH, address_of, is_fresh
from banggiao.web.forms import PlainForm
from banggiao.web.single_sign_on import lead_to_provider, provider_name
from banggiao.web.views.shared import UNPROCESSABLE, in_words, refuse

SECRET = "totp_secret"  # noqa: S105 - where the session keeps it until it is proved
View = Callable[..., HttpResponse]


class TotpForm(PlainForm):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=gettext_lazy("Code that the authenticator shows"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


def freshly(view: View) -> View:
    """Let only somebody in who signed in a moment ago: an open browser is not enough to change the locks.

    A link that was followed changes nothing; whoever sent a form is signed out, to sign in anew.
    """

    @wraps(view)
    def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "GET":
            messages.warning(request, _("To change how you sign in, first sign out and sign in again."))
            return redirect("web:account")
        logout(request)
        messages.warning(request, _("To change how you sign in, first sign in again."))
        return redirect(f"{reverse('web:sign_in')}?{urlencode({'next': reverse('web:account')})}")

    return careful


@never_cache
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What protects the account, and where it is signed in."""
    user = _user(request)
    needed = second_factors.factor_needed(request.viewer.groups)  # type: ignore[attr-defined]
    context = {
        "factors": second_factors.factors_of(user),
        "sessions": sessions_of(user, request.session.session_key or ""),
        "provider": provider_name(),
        "connected": is_connected(user),
        "has_password": may_use_password(user),
        "owed": needed and not request.session.get(BOTH),
        "can_have_passkey": not request.get_host().startswith(("127.", "[")),
    }
    return render(request, "web/people/account.html", context)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@freshly
def totp(request: HttpRequest) -> HttpResponse:
    """Take an authenticator into use: its QR code, then its first code."""
    user = _user(request)
    form = TotpForm(request.POST or None)
    if request.method == "GET":
        request.session[SECRET] = second_factors.totp_secret()
    secret = request.session.get(SECRET, "")
    if not secret:
        return redirect("web:account_totp")
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factors.totp_add(
                user=user, secret=secret, code=form.cleaned_data["code"], address=address_of(request)
            )
        except DeedRefused as refusal:
            form.add_error(refusal.field or None, in_words(refusal))
        else:
            del request.session[SECRET]
            return _kept(request, codes)
    picture = base64.b64encode(second_factors.totp_picture(user, secret).encode()).decode()
    context = {"form": form, "picture": picture, "secret": " ".join(_parts(secret))}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/people/totp.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@freshly
def passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey: GET gives the challenge, POST takes what the browser made."""
    user = _user(request)
    if request.method == "GET":
        return JsonResponse(second_factors.passkey_offer(user))
    try:
        given = json.loads(request.POST.get("credential", ""))
    except ValueError:
        given = None
    try:
        codes = second_factors.passkey_add(user=user, name=request.POST.get("name", ""), credential=given)
    except DeedRefused as refusal:
        refuse(request, refusal)
        return redirect("web:account")
    return _kept(request, codes)


@never_cache
@require_POST
@freshly
def codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the ones before."""
    try:
        made = second_factors.codes_renew(user=_user(request))
    except DeedRefused as refusal:
        refuse(request, refusal)
        return redirect("web:account")
    return render(request, "web/people/codes.html", {"codes": made})


@never_cache
@require_POST
@freshly
def factor_gone(request: HttpRequest, factor: int) -> HttpResponse:
    """Remove an authenticator or a passkey."""
    user = _user(request)
    try:
        second_factors.factor_remove(user=user, factor=factor)
    except DeedRefused as refusal:
        refuse(request, refusal)
    else:
        request.session[BOTH] = second_factors.has_factor(user)
        messages.success(request, _("It was removed."))
    return redirect("web:account")


@never_cache
@require_POST
def session_gone(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's sessions."""
    try:
        session_end(user=_user(request), session=session)
    except DeedRefused as refusal:
        refuse(request, refusal)
    else:
        messages.success(request, _("The session was ended."))
    return redirect("web:account")


@never_cache
@require_POST
def others_gone(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    sessions_end(user=_user(request), keep=request.session.session_key or "")
    messages.success(request, _("All other sessions were ended."))
    return redirect("web:account")


@never_cache
@require_POST
@freshly
def provider_connect(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, to sign in through it from now on."""
    return lead_to_provider(request, user=_user(request))


@never_cache
@require_POST
@freshly
def provider_leave(request: HttpRequest) -> HttpResponse:
    """No longer sign in through the provider."""
    try:
        account_disconnect(user=_user(request))
    except DeedRefused as refusal:
        refuse(request, refusal)
    else:
        messages.success(request, _("The account at the provider is no longer connected."))
    return redirect("web:account")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the middleware lets nobody else in
    return request.user


def _kept(request: HttpRequest, codes: tuple[str, ...]) -> HttpResponse:
    """Go on after a factor was taken into use; recovery codes are shown on this answer alone."""
    request.session[BOTH] = True
    messages.success(request, _("The second factor is in use. It is asked for from the next sign-in on."))
    if codes:
        return render(request, "web/people/codes.html", {"codes": codes})
    return redirect("web:account")


def _parts(secret: str) -> list[str]:
    return [secret[at : at + 4] for at in range(0, len(secret), 4)]
