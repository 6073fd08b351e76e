"""Webhooks, for administrators: registering, secrets, what was delivered and what was not."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.access.models import User
from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import nouns
from banggiao.web.forms import PlainForm
from banggiao.web.templatetags.register import DEEDS as DEED_WORDS
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words
from banggiao.webhooks import services
from banggiao.webhooks.models import Delivery, DeliveryState, Webhook

PAGE = 50
STATES = {
    DeliveryState.WAITING.value: gettext_lazy("waiting"),
    DeliveryState.DELIVERED.value: gettext_lazy("delivered"),
    DeliveryState.GIVEN_UP.value: gettext_lazy("given up"),
    DeliveryState.OUTSIDE.value: gettext_lazy("outside its scope"),
}

ERRORS = {
    "timeout": gettext_lazy("no answer in time"),
    "connection": gettext_lazy("no connection"),
    "webhook-not-allowed": gettext_lazy("host not allowed"),
    "webhook-not-found": gettext_lazy("host not found"),
    "webhook-not-plain": gettext_lazy("host not allowed"),
    "webhook-key": gettext_lazy("secret unreadable: rotate it"),
}


class WebhookForm(PlainForm):
    """A new webhook."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    url = forms.CharField(
        label=gettext_lazy("URL"), max_length=500,
        help_text=gettext_lazy("https://host/path; the host must be on the operator's list."),
    )  # fmt: skip
    body = forms.CharField(
        label=gettext_lazy("Reads as somebody of"),
        help_text=gettext_lazy("Its official name or its code. Never more than you may see yourself."),
        widget=forms.TextInput(attrs={"data-find": "/r/actor/find/", "autocomplete": "off"}),
    )
    nouns = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of record"), widget=forms.CheckboxSelectMultiple
    )
    deeds = forms.MultipleChoiceField(
        label=gettext_lazy("Events"), widget=forms.CheckboxSelectMultiple,
        choices=[(code, DEED_WORDS[code]) for code in services.DEEDS],
    )  # fmt: skip

    def __init__(self, *args: object, viewer: Viewer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kinds = [n for n in nouns() if viewer.may(Question(n.code, "view"))]
        self.fields["nouns"].choices = [  # type: ignore[attr-defined]
            (n.code, n.label_many(language())) for n in kinds
        ]
        for name in ("nouns", "deeds"):
            self.fields[name].widget.attrs["class"] = ""


@never_cache
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """All webhooks, and how they fare."""
    viewer_of(request).require(services.NOUN, "view")
    counts = {
        "waiting": Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
        "given_up": Count("deliveries", filter=Q(deliveries__state=DeliveryState.GIVEN_UP)),
    }
    context = {
        "webhooks": _living().annotate(**counts).order_by("name", "id"),
        "hosts": settings.WEBHOOK_HOSTS,
    }
    return render(request, "web/webhooks/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register one; its secret is shown on the page that answers, and never again."""
    viewer = viewer_of(request)
    viewer.require(services.NOUN, "create")
    form = WebhookForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            webhook, secret = services.webhook_register(
                name=data["name"], url=data["url"].strip(), owner=_user(request), by=viewer,
                body=_actor(data["body"], viewer), wanted=data["nouns"], deeds=data["deeds"],
            )  # fmt: skip
        except DeedRefused as refusal:
            form.add_error(refusal.field or None, in_words(refusal))
        else:
            return _page(request, webhook, secret=secret)
    context = {"form": form, "hosts": settings.WEBHOOK_HOSTS}
    return render(request, "web/webhooks/new.html", context, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_GET
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """One webhook with its deliveries."""
    viewer_of(request).require(services.NOUN, "view")
    return _page(request, _one(key))


@require_POST
def rotate(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new secret, shown on the page that answers."""
    webhook = _one(key)
    return _page(request, webhook, secret=services.secret_rotate(webhook=webhook, by=viewer_of(request)))


@require_POST
def pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell it nothing for a while, or go on."""
    services.webhook_pause(webhook=_one(key), by=viewer_of(request), paused=request.POST.get("paused") == "1")
    return redirect("web:webhook", key)


@require_POST
def archive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell it nothing any more."""
    services.webhook_archive(webhook=_one(key), by=viewer_of(request))
    messages.success(request, _("The webhook was removed; nothing is sent any more."))
    return redirect("web:webhooks")


@require_POST
def again(request: HttpRequest, key: UUID, delivery: UUID) -> HttpResponse:
    """Send a delivery again."""
    if services.delivery_again(webhook=_one(key), key=delivery, by=viewer_of(request)):
        messages.success(request, _("It is sent again now, as the same message."))
    return redirect("web:webhook", key)


def _page(request: HttpRequest, webhook: Webhook, *, secret: str = "") -> HttpResponse:
    rows = Delivery.objects.filter(webhook=webhook).order_by("-id")
    state = request.GET.get("state", "")
    if state in STATES:
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    spoken = language()
    names = {noun.code: noun.label_many(spoken) for noun in nouns()}
    context = {
        "webhook": webhook,
        "secret": secret,
        "page": page,
        "rows": [
            (
                one,
                names.get(one.noun, one.noun),
                STATES[one.state],
                DEED_WORDS.get(one.deed),
                ERRORS.get(one.error),
            )
            for one in page
        ],
        "states": STATES.items(),
        "state": state,
        "nouns": [names.get(code, code) for code in webhook.nouns],
        "deeds": [DEED_WORDS.get(code, code) for code in webhook.deeds],
        "overlap": webhook.former_until and webhook.former_until > timezone.now(),
        "resting": webhook.rests_until and webhook.rests_until > timezone.now(),
    }
    return render(request, "web/webhooks/one.html", context)


def _living() -> QuerySet[Webhook]:
    return Webhook.objects.filter(archived_at__isnull=True).select_related("owner", "body")


def _one(key: UUID) -> Webhook:
    return get_object_or_404(_living(), key=key)


def _actor(text: str, viewer: Viewer) -> Actor | None:
    asked = text.strip()
    rows = Actor.objects.visible_to(viewer).current()
    found: Actor | None = rows.filter(Q(code=asked) | Q(name_vi=asked)).order_by("id").first()
    return found


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
