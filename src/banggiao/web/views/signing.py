"""Signing in and out, and one's own password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access.models import User
from banggiao.access.signing import link_use, password_set, sign_in
from banggiao.core.errors import DeedRefused
from banggiao.web.forms import PlainForm
from banggiao.web.views.shared import UNPROCESSABLE, in_words

BACKEND = "django.contrib.auth.backends.ModelBackend"


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


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = sign_in(**form.cleaned_data)
        except DeedRefused as refusal:
            form.add_error(None, in_words(refusal))
        else:
            login(request, user, backend=BACKEND)
            return redirect(_next(request))
    if request.method == "GET" and isinstance(request.user, User):
        return redirect(_next(request))
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "next": _next(request)}
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
    login(request, user, backend=BACKEND)
    return redirect("web:home")


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
            messages.success(request, _("Your password was set."))
            return redirect(_next(request))
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "first": first, "next": _next(request)}
    return render(request, "web/people/password.html", context, status=status)


def _next(request: HttpRequest) -> str:
    """Return the page of this server to which the person wanted to go."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else "/"
