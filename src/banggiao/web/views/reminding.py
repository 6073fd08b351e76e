"""What one is told: the inbox, how one wants to be told, absences, watching a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access.models import User
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Kind
from banggiao.reminders import inbox, mailing, services
from banggiao.reminders.models import Absence, Choice
from banggiao.reminders.steps import steps_in_force
from banggiao.web.forms import DayField, PlainForm
from banggiao.web.tables import Cells, Head, Line, Table, described, file_asked, with_tables
from banggiao.web.views.records import address_of, language, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words, refuse

PAGE = 50


class ChoiceForm(PlainForm):
    """How one wants to be told."""

    mail = forms.ChoiceField(
        label=gettext_lazy("Digest by e-mail"),
        choices=[
            (Choice.Mail.NONE.value, gettext_lazy("none, only on this page")),
            (Choice.Mail.DAILY.value, gettext_lazy("every day at 7")),
            (Choice.Mail.WEEKDAYS.value, gettext_lazy("working days at 7")),
        ],
    )
    address = forms.CharField(
        label=gettext_lazy("E-mail address"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


class AbsenceForm(PlainForm):
    """When one is away, and who is told instead."""

    first = DayField(label=gettext_lazy("Away from"))
    last = DayField(label=gettext_lazy("To, this day included"))
    deputy = forms.CharField(
        label=gettext_lazy("Who is told instead"),
        help_text=gettext_lazy("User name. What this person may not see stays with you."),
        max_length=64,
    )


@never_cache
@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """The inbox, and beside it what one chose."""
    return _page(request)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark what is shown, or all, as read."""
    ids = [int(one) for one in request.POST.getlist("notice") if one.isascii() and one.isdigit()]
    services.notices_read(user=_user(request), ids=None if "all" in request.POST else ids)
    return redirect("web:reminders")


@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """Say how one wants to be told; an address that is new gets a link that confirms it."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, choice_form=form, status=UNPROCESSABLE)
    try:
        choice = services.choice_set(user=_user(request), language=language(), **form.cleaned_data)
    except DeedRefused as refusal:
        form.add_error(refusal.field or None, in_words(refusal))
        return _page(request, choice_form=form, status=UNPROCESSABLE)
    if choice.mail != Choice.Mail.NONE and choice.confirmed_at is None:
        _confirm(request, choice)
    else:
        messages.success(request, _("Saved."))
    return redirect("web:reminders")


@require_GET
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail was opened: the address is one's own."""
    found = mailing.confirmed_address(token)
    user = _user(request)
    if found and found[0] == str(user.key) and services.address_confirm(user=user, address=found[1]):
        messages.success(request, _("The address is confirmed: reminders will come to it."))
    else:
        messages.error(request, _("This link does not hold: it is too old, or was sent for another address."))
    return redirect("web:reminders")


@csrf_exempt  # a mail program asks for it (RFC 8058); the token is the person's own and ends her mails alone
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End one's mails by the link in them, without signing in; the page alone asks first."""
    user = mailing.stopped_user(token)
    if user is None:
        return render(request, "web/reminders/stop.html", {"wrong": True}, status=404)
    done = request.method == "POST" and services.mail_stop(user=UUID(user))
    return render(request, "web/reminders/stop.html", {"done": done})


@require_POST
def away(request: HttpRequest) -> HttpResponseBase:
    """Say when one is away."""
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _page(request, absence_form=form, status=UNPROCESSABLE)
    name = form.cleaned_data.pop("deputy").strip().casefold()
    deputy = User.objects.filter(username=name).first()
    try:
        services.absence_add(user=_user(request), deputy=deputy, **form.cleaned_data)
    except DeedRefused as refusal:
        form.add_error(refusal.field or None, in_words(refusal))
        return _page(request, absence_form=form, status=UNPROCESSABLE)
    messages.success(request, _("Saved. On these days your deputy is told instead."))
    return redirect("web:reminders")


@require_POST
def back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back an absence."""
    services.absence_end(user=_user(request), key=key)
    return redirect("web:reminders")


@require_POST
def watch(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Watch a record, or watch it no more."""
    described, record = record_or_404(request, noun, key)
    services.watch_set(user=_user(request), record=record, on=request.POST.get("on") == "1")
    return redirect(address_of(described.code, key))


def _page(
    request: HttpRequest,
    *,
    choice_form: ChoiceForm | None = None,
    absence_form: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    user, today, viewer = _user(request), timezone.localdate(), viewer_of(request)
    unread = "all" not in request.GET
    notices = inbox.inbox(user, unread=unread)
    pages = Paginator(notices, PAGE)
    page = pages.get_page(request.GET.get("page"))
    taken = list(notices if file_asked(request) else page)
    told = inbox.in_words(taken, viewer, language(), today=today)
    hidden = {notice.pk for notice in taken} - {one.notice.pk for one in told}
    if hidden:  # what one may not see any more is not counted either
        services.notices_read(user=user, ids=hidden)
    choice = services.choice_of(user)
    absences = Absence.objects.filter(user=user, last__gte=today).select_related("deputy").order_by("first")
    context: dict[str, Any] = {
        "told": told,
        "page": page,
        "unread_only": unread,
        "today": today,
        "choice": choice,
        "choice_form": choice_form or ChoiceForm(initial={"mail": choice.mail, "address": choice.address}),
        "absence_form": absence_form or AbsenceForm(),
        "absences": absences,
        "mail_set": bool(settings.MAIL_HOST),
        "steps": [(step, step.label(language())) for step in steps_in_force(today)],
    }
    return with_tables(
        request, [_told_table(told)],
        lambda tables: render(
            request, "web/reminders/inbox.html", {**context, "tables": tables}, status=status
        ),
        address=reverse("web:reminders"),
    )  # fmt: skip


def _told_table(told: Sequence[inbox.Told]) -> Table:
    heads = [
        Head("of_what", _("Of what")),
        Head("kind", _("Kind")),
        Head("last_day", _("Last day"), Kind.DATE),
        Head("days_left", _("Days left"), Kind.INTEGER),
        Head("why", _("Why")),
        Head("told_at", _("Told at")),
        Head("instead_of", _("Instead of")),
        Head("read_at", _("Read at")),
    ]
    lines = []
    for one in told:
        notice = one.notice
        why = _("changed") if one.days is None else one.step if one.open else _("done")
        stood_in = notice.instead_of.name if notice.instead_of else ""
        told_of: list[Cells] = [
            one.caption, one.kind, notice.due, one.days, why, notice.made_at, stood_in, notice.read_at
        ]  # fmt: skip
        lines.append(Line(told_of, notice.record_key))
    return described("told", _("Reminders"), heads, lines, sorted({one.notice.noun for one in told}))


def _confirm(request: HttpRequest, choice: Choice) -> None:
    try:
        mailing.confirmation_send(choice)
    except mailing.ServerDown:
        refuse(
            request,
            DeedRefused(
                "mail-down",
                "Máy chủ thư không nhận thư; hãy bấm lưu lại sau.",
                "The mail server takes no mail; save again later.",
            ),
        )
    else:
        messages.success(request, _("Saved. Open the link that was sent to the address to confirm it."))


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # the middleware lets nobody else in
    return user
