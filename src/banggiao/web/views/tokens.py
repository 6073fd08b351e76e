"""One's own access tokens: listed, made for the API, shown once, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from banggiao.access.models import Purpose, Token, User
from banggiao.access.tokens import (
    ANY,
    LONGEST_LIFE,
    READ,
    WRITE,
    scopes_offered,
    token_make,
    token_revoke,
    tokens_of,
)
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of, nouns
from banggiao.web.forms import PlainForm
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

_USUAL_LIFE = timedelta(days=90)


class TokenForm(PlainForm):
    """What a new token is called and how long it is good; its scopes are the page's own table."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Which program uses it, for example “statistics office, nightly”."),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day, this day included"), widget=forms.DateInput(attrs={"type": "date"})
    )


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A noun in the table of scopes, with what may be given and what is ticked."""

    label: str
    read: str
    write: str
    reads: bool
    writes: bool


@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The tokens that one has, and a form for another."""
    user = request.user
    assert isinstance(user, User)  # the middleware lets nobody else in
    form = TokenForm(request.POST or None, initial={"last_day": timezone.localdate() + _USUAL_LIFE})
    made: Token | None = None
    text = ""
    if request.method == "POST" and form.is_valid():
        try:
            made, text = token_make(
                user=user, by=viewer_of(request), purpose=Purpose.API, scopes=request.POST.getlist("scopes"),
                **form.cleaned_data,
            )  # fmt: skip
            form = TokenForm(initial={"last_day": timezone.localdate() + _USUAL_LIFE})
        except DeedRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, in_words(refusal))
    context = {
        "form": form,
        "made": made,
        "text": text,
        "tokens": [_told(token) for token in tokens_of(user)],
        "scopes": _scopes(request, set() if made else set(request.POST.getlist("scopes"))),
        "most_days": LONGEST_LIFE.days,
    }
    return render(
        request,
        "web/people/tokens.html",
        context,
        status=UNPROCESSABLE if form.is_bound and form.errors else 200,
    )


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make an end of one of one's own tokens."""
    token = get_object_or_404(Token.objects.select_related("user"), key=key, user=request.user)
    token_revoke(token=token, by=viewer_of(request))
    messages.success(
        request,
        _("“%(name)s” was revoked; programs that use it are refused from now on.") % {"name": token.name},
    )
    return redirect("web:tokens")


def _scopes(request: HttpRequest, ticked: set[str]) -> list[ScopeRow]:
    offered = scopes_offered(viewer_of(request))
    spoken = language()
    rows = [(ANY, _("Everything that I may"), True, any(write for _code, _read, write in offered))]
    rows += [(code, capfirst(noun_of(code).label_many(spoken)), read, write) for code, read, write in offered]
    return [
        ScopeRow(
            label, f"{code}:{READ}" if read else "", f"{code}:{WRITE}" if write else "",
            f"{code}:{READ}" in ticked, f"{code}:{WRITE}" in ticked,
        )
        for code, label, read, write in rows
    ]  # fmt: skip


def _told(token: Token) -> dict[str, Any]:
    """Return a token as the page shows it."""
    return {
        "token": token,
        "purpose": _PURPOSES[Purpose(token.purpose)],
        "scopes": [_said(s) for s in token.scopes],
    }


def _said(scope: str) -> str:
    code, _sign, deed = scope.partition(":")
    named = {noun.code: noun.label_many(language()) for noun in nouns()} | {ANY: _("everything that I may")}
    deeds = {READ: _("read"), WRITE: _("read and write")}
    return f"{named[code]}: {deeds[deed]}" if code in named and deed in deeds else scope


_PURPOSES = {Purpose.API: gettext_lazy("API"), Purpose.FEED: gettext_lazy("feed")}
