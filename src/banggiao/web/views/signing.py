"""Signing in and out, and one's own password."""

from __future__ import annotations

import json

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access.models import User
from banggiao.access.second_factors import code_check, factors_of, passkey_challenge, passkey_check
from banggiao.access.sessions import session_begin
from banggiao.access.signing import link_use, password_set, sign_in
from banggiao.core.errors import DeedRefused
from banggiao.web.entering import HALF, address_of, admit, enter, half_signed_in, onward_of
from banggiao.web.forms import PlainForm
from banggiao.web.single_sign_on import (
    Client,
    lead_to_provider,
    not_signed_in,
    provider_name,
    unreachable,
)
from banggiao.web.views.shared import UNPROCESSABLE, in_words


class SignInForm(PlainForm):
    """User name and password."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(PlainForm):
    """The new password twice, and the present one unless the first is being set."""

    old = forms.CharField(
        label=gettext_lazy("Present password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=1000,
        strip=False,
        help_text=gettext_lazy("At least 12 characters; not a common word, not your name."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("New password once more"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class CodeForm(PlainForm):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("The six digits that your authenticator shows now, or a recovery code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = sign_in(**form.cleaned_data, address=address_of(request))
        except DeedRefused as refusal:
            form.add_error(None, in_words(refusal))
        else:
            return admit(request, user, how="password", onward=onward_of(request))
    if request.method == "GET" and isinstance(request.user, User):
        return redirect(onward_of(request))
    status = UNPROCESSABLE if form.errors else 200
    context = {
        "form": form,
        "next": onward_of(request),
        "provider": provider_name(),
        "passwords": settings.PASSWORDS,
    }
    return render(request, "web/people/sign_in.html", context, status=status)


@never_cache
@require_GET
def enter_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a link that works once."""
    try:
        user = link_use(token=token)
    except DeedRefused as refusal:
        messages.error(request, in_words(refusal))
        return redirect("web:sign_in")
    return admit(request, user, how="link")


@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second factor: a code, or a passkey."""
    half = half_signed_in(request)
    if half is None:
        messages.error(request, _("Signing in took too long. Begin again."))
        return redirect("web:sign_in")
    user, how, onward = half
    by_key = "credential" in request.POST
    form = CodeForm(request.POST if request.method == "POST" and not by_key else None)
    if request.method == "POST" and (by_key or form.is_valid()):
        try:
            if by_key:
                passkey_check(credential=_given(request), user=user, address=address_of(request))
            else:
                code_check(user=user, code=form.cleaned_data["code"], address=address_of(request))
        except DeedRefused as refusal:
            form.add_error(None, in_words(refusal)) if form.is_bound else messages.error(
                request, in_words(refusal)
            )
        else:
            return enter(request, user, how=how, onward=onward, both=True)
    factors = factors_of(user)
    options = {"publicKey": passkey_challenge(user)["publicKey"]} if factors.passkey else None
    context = {"form": form, "factors": factors, "options": options, "who": user}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "web/people/second.html", context, status=status)


@never_cache
@require_POST
def second_leave(request: HttpRequest) -> HttpResponse:
    """Give signing in up, as somebody else than was begun."""
    request.session.pop(HALF, None)
    return redirect("web:sign_in")


@never_cache
@require_http_methods(["GET", "POST"])
def enter_by_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: GET gives the challenge, POST takes the answer."""
    if request.method == "GET":
        return JsonResponse(passkey_challenge())
    try:
        user = passkey_check(credential=_given(request), address=address_of(request))
    except DeedRefused as refusal:
        messages.error(request, in_words(refusal))
        return redirect("web:sign_in")
    return admit(request, user, how="passkey", onward=onward_of(request))


@never_cache
@require_POST
def enter_by_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, to sign in there."""
    return lead_to_provider(request, onward=onward_of(request))


@never_cache
@require_GET
def back_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer: it must be the answer to a question of this very browser."""
    if not provider_name():
        raise Http404
    try:
        view = OAuth2CallbackView.adapter_view(Client(request, provider_id))
        answer: HttpResponse = view(request)
    except requests.RequestException:
        return unreachable(request)
    except (OAuth2Error, LookupError, TypeError, ValueError):
        return not_signed_in(request)
    return answer


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out: the session is gone."""
    logout(request)
    return redirect("web:sign_in")


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """One's own password: the first one, or another."""
    user = request.user
    assert isinstance(user, User)  # the middleware lets nobody else in
    first = user.must_change_password
    form = PasswordForm(request.POST or None)
    if first:
        del form.fields["old"]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            password_set(user=user, old=data.get("old"), new=data["new"], again=data["again"])
        except DeedRefused as refusal:
            form.add_error(refusal.field or None, in_words(refusal))
        else:
            update_session_auth_hash(request, user)  # this session goes on under a new key, others end
            session_begin(request)
            messages.success(request, _("Your password was set."))
            return redirect(onward_of(request))
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "first": first, "next": onward_of(request)}
    return render(request, "web/people/password.html", context, status=status)


def _given(request: HttpRequest) -> object:
    """Return what the browser's authenticator answered; None where it is no JSON."""
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError:
        return None
