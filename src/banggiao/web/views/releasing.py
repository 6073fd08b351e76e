"""Asking for a record's circulation, and deciding about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from banggiao.access import release
from banggiao.access.models import Release
from banggiao.access.why import label_told
from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Circulation, NounRecord
from banggiao.core.nouns import noun_of
from banggiao.sources.cleaning import state_of
from banggiao.web.views.shared import refuse


def release_context(record: NounRecord, viewer: Viewer) -> dict[str, Any]:
    """Return what ``web/register/_release.html`` shows of a record."""
    noun = noun_of(record.noun_code)
    waiting = release.release_open(record)
    asked = Question(noun.code, "release", "", state_of(noun, record), record.label_id)
    return {
        "now": label_told(record.label, viewer),
        "open": waiting,
        "asked": label_told(waiting.target, viewer) if waiting else "",
        "may": viewer.may(asked) and not release.goes_with_whole(record),
        "url": reverse("web:release", args=[noun.code, record.key]),
        "choices": [
            (Circulation.PUBLIC.value, _("everybody with an account")),
            (Circulation.AGENCY.value, _("within the body and those above it")),
            (Circulation.NAMED.value, _("by list")),
        ],
    }


@require_POST
def ask(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Ask that a record circulate otherwise."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        model = noun_of(noun).model
    except KeyError:
        raise Http404 from None
    record = get_object_or_404(model.objects.visible_to(viewer).select_related("label"), key=key)
    try:
        given = {**request.POST.dict(), "named": "\n".join(request.POST.getlist("named"))}
        target = release.label_asked(record=record, given=given, by=viewer)
        release.release_ask(record=record, target=target, by=viewer, comment=request.POST.get("comment", ""))
    except DeedRefused as refusal:
        refuse(request, refusal)
    else:
        messages.success(request, _("It was handed in for approval."))
    return redirect(f"/r/{noun}/{key}/")


@never_cache
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer's decision."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    language = "vi" if get_language() == "vi" else "en"
    items = [
        {
            "release": asked,
            "record": record,
            "noun": noun_of(asked.noun),
            "kind": noun_of(asked.noun).label(language),
            "now": label_told(record.label, viewer),
            "asked": label_told(asked.target, viewer),
        }
        for asked, record in release.releases_waiting(viewer)
    ]
    return render(request, "web/people/releases.html", {"waiting": items})


@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Approve, or return with a comment."""
    asked = get_object_or_404(Release, key=key)
    approve = request.POST.get("deed") == "approve"
    try:
        release.release_decide(
            release=asked,
            approve=approve,
            comment=request.POST.get("comment", ""),
            by=request.viewer,  # type: ignore[attr-defined]
        )
    except DeedRefused as refusal:
        if refusal.code == "not-allowed":
            raise
        refuse(request, refusal)
    else:
        messages.success(request, _("It was approved.") if approve else _("It was returned."))
    return redirect("web:releases")
