"""Users, their roles, what waits for a decision, and why somebody does not see a record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access import services
from banggiao.access.models import Membership, User
from banggiao.access.provisioning import is_connected
from banggiao.access.second_factors import factors_of, factors_reset
from banggiao.access.selectors import drafts_of, users_listed
from banggiao.access.sessions import sessions_end, sessions_of
from banggiao.access.signing import break_glass_uses, link_make
from banggiao.access.why import why
from banggiao.access.words import ACTIONS, GROUPS
from banggiao.actors.models import Actor, Person
from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import nouns
from banggiao.reminders.models import Stands
from banggiao.reminders.services import choice_of, stands_for
from banggiao.web.forms import DayField, PlainForm
from banggiao.web.views.shared import UNPROCESSABLE, in_words, refuse

SHOWN = 500


class UserForm(PlainForm):
    """A new account."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=64,
        help_text=gettext_lazy("Letters without accents, digits, dots, hyphens."),
    )


class RoleForm(PlainForm):
    """A role in a body. A given last day and ``lent`` make it access lent for a time."""

    actor = forms.CharField(
        label=gettext_lazy("Body"),
        help_text=gettext_lazy("Its official name or its code."),
        widget=forms.TextInput(attrs={"data-find": "/r/actor/find/", "autocomplete": "off"}),
    )
    group = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(GROUPS.items()))
    valid_from = DayField(label=gettext_lazy("From"), required=False)
    valid_to = DayField(label=gettext_lazy("To, this day included"), required=False)
    lent = forms.BooleanField(label=gettext_lazy("Lent for a time"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Needed where access is lent."),
    )


def viewer(request: HttpRequest) -> Viewer:
    """Return who looks."""
    return request.viewer  # type: ignore[attr-defined,no-any-return]


@never_cache
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """All users with their roles."""
    viewer(request).require("user", "view")
    words = request.GET.get("q", "")
    users = users_listed(words)
    context = {
        "users": users.select_related("choice")[:SHOWN],
        "count": users.count(),
        "words": words,
        "shown": SHOWN,
        "break_glass": break_glass_uses()[:5],
    }
    return render(request, "web/people/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """A new account."""
    viewer(request).require("user", "create")
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.user_create(by=viewer(request), **form.cleaned_data)
        except DeedRefused as refusal:
            form.add_error(refusal.field or None, in_words(refusal))
        else:
            messages.success(request, _("The account was made. Give it a role, then a sign-in link."))
            return redirect("web:person", user.key)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/people/new.html", {"form": form}, status=status)


@never_cache
@require_GET
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One user: roles, drafts, what can be done."""
    return _person(request, key, RoleForm())


@never_cache
@require_POST
def person_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a role, or lend access."""
    user = get_object_or_404(User, key=key)
    form = RoleForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        actor = _actor(data.pop("actor"), viewer(request))
        if actor is None:
            form.add_error("actor", _("The register knows no body of this name."))
        else:
            try:
                services.membership_give(user=user, actor=actor, by=viewer(request), **data)
            except DeedRefused as refusal:
                if refusal.code == "not-allowed":
                    raise
                form.add_error(refusal.field if refusal.field in form.fields else None, in_words(refusal))
            else:
                messages.success(request, _("The role was given."))
                return redirect("web:person", user.key)
    given = _actor(request.POST.get("actor", ""), viewer(request))
    if given is not None:  # shown again by name; the script sends its key
        form.data = {**request.POST.dict(), "actor": given.name_vi}
        form.fields["actor"].widget.attrs["data-key"] = str(given.key)
    return _person(request, key, form, status=UNPROCESSABLE)


@never_cache
@require_POST
def person_role_end(request: HttpRequest, key: UUID, membership: UUID) -> HttpResponse:
    """End a role now."""
    held = get_object_or_404(
        Membership.objects.select_related("user", "actor"), key=membership, user__key=key
    )
    services.membership_end(membership=held, by=viewer(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("The role was ended."))
    return redirect("web:person", key)


@never_cache
@require_POST
def person_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new link that signs the user in once. It is shown on this answer alone."""
    viewer(request).require("user", "change")
    user = get_object_or_404(User, key=key)
    try:
        token = link_make(user=user, by=viewer(request).name)
    except DeedRefused as refusal:
        refuse(request, refusal)
        return redirect("web:person", key)
    link = request.build_absolute_uri(reverse("web:sign_in_link", args=[token]))
    return _person(request, key, RoleForm(), link=link)


@never_cache
@require_POST
def person_sessions(request: HttpRequest, key: UUID) -> HttpResponse:
    """End all sessions of a user: she must sign in again everywhere."""
    user = get_object_or_404(User, key=key)
    count = sessions_end(user=user, by=viewer(request))
    messages.success(
        request, ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", count) % {"n": count}
    )
    return redirect("web:person", key)


@never_cache
@require_POST
def person_factors(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remove the second factors of a user who lost them."""
    user = get_object_or_404(User, key=key)
    try:
        factors_reset(user=user, by=viewer(request))
    except DeedRefused as refusal:
        if refusal.code == "not-allowed":
            raise
        refuse(request, refusal)
    else:
        messages.success(request, _("The second factors were removed."))
    return redirect("web:person", key)


@never_cache
@require_POST
def person_leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """The user leaves."""
    user = get_object_or_404(User, key=key)
    try:
        services.user_leave(user=user, by=viewer(request), reason=request.POST.get("reason", ""))
    except DeedRefused as refusal:
        if refusal.code == "not-allowed":
            raise
        refuse(request, refusal)
    else:
        messages.success(request, _("The account was closed. What the user wrote stays."))
    return redirect("web:person", key)


@never_cache
@require_POST
def person_stands(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which person of the register a user is, so that a leader in charge of a field is told."""
    user = get_object_or_404(User, key=key)
    name = " ".join(request.POST.get("person", "").split())
    known = Person.objects.visible_to(viewer(request)).current()
    try:
        found = list(known.filter(key=UUID(name)))
    except ValueError:
        found = list(known.filter(name__iexact=name[:200])[:2])
    if name and len(found) != 1:
        refuse(
            request,
            DeedRefused(
                "person",
                "Không có hoặc có nhiều người mang tên này trong sổ.",
                "The register has nobody of this name, or several.",
            ),
        )
    else:
        stands_for(user=user, person=found[0] if name else None, by=viewer(request))
        messages.success(request, _("Saved."))
    return redirect("web:person", key)


@never_cache
@require_GET
def why_not(request: HttpRequest) -> HttpResponse:
    """Why a user can, or cannot, do something with a record."""
    viewer(request).require("user", "administer")
    asked = {name: request.GET.get(name, "").strip() for name in ("user", "noun", "key", "action")}
    context: dict[str, Any] = {
        "asked": asked,
        "nouns": [(noun.code, noun.label(_language())) for noun in nouns()],
        "actions": list(ACTIONS.items()),
    }
    if asked["user"] and asked["noun"] and asked["key"]:
        try:
            context["answer"] = why(
                username=asked["user"],
                noun=asked["noun"],
                key=asked["key"],
                action=asked["action"] or "view",
                by=viewer(request),
            )
        except LookupError:
            context["unknown"] = True
    return render(request, "web/people/why.html", context)


def _person(
    request: HttpRequest, key: UUID, form: RoleForm, *, link: str = "", status: int = 200
) -> HttpResponse:
    viewer(request).require("user", "view")
    user = users_listed().filter(key=key).first()
    if user is None:
        raise Http404
    past = user.memberships.filter(archived_at__isnull=False).select_related("actor").order_by("-id")
    context = {
        "user": user,
        "past": past[:100],
        "drafts": list(drafts_of(user, viewer(request))),
        "form": form,
        "link": link,
        "own": viewer(request).user == user.key,
        "sessions": sessions_of(user),
        "factors": factors_of(user),
        "connected": is_connected(user),
        "choice": choice_of(user),
        "stands": Stands.objects.filter(user=user).select_related("person").first(),
    }
    return render(request, "web/people/user.html", context, status=status)


def _actor(name: str, by: Viewer) -> Actor | None:
    """Return the actor with this key, code or official name."""
    current = Actor.objects.visible_to(by).current()
    name = " ".join(name.split())
    try:
        named = current.filter(key=UUID(name))
    except ValueError:
        named = current.filter(code=name) or current.filter(name_vi__iexact=name[:300])
    found: list[Actor] = list(named[:2])
    return found[0] if len(found) == 1 else None


def _language() -> str:
    return "vi" if get_language() == "vi" else "en"
