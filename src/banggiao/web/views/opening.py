"""The list of reviews, and opening a new one from an instrument."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from banggiao.access.signing import break_glass_uses
from banggiao.core.access import Viewer, label_get
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Circulation
from banggiao.core.uploads import OversizedFile
from banggiao.reading.intake import readable_name
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reviews import selectors, services
from banggiao.web.forms import ReviewForm
from banggiao.web.overview import overview_of
from banggiao.web.summary import summary_of
from banggiao.web.views.records import language
from banggiao.web.views.shared import UNPROCESSABLE, in_words, who


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What a person should know when she comes: the register at a glance, and every review."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"reviews": _reviews(viewer), "decides": "approver" in viewer.groups}
    if "administrator" in viewer.groups:
        context["break_glass"] = break_glass_uses(days=7)[:5]
    return render(request, "web/home.html", context | overview_of(viewer, language()))


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review with how far it has come."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "web/reviews.html", {"reviews": _reviews(viewer)})


def _reviews(viewer: Viewer) -> list[dict[str, Any]]:
    return [{"review": review, "summary": summary_of(review)} for review in selectors.reviews_open(viewer)]


@require_http_methods(["GET", "POST"])
def review_new(request: HttpRequest) -> HttpResponse:
    """Read an instrument and open its review."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    viewer.require("review", "create")
    form = ReviewForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["instrument"]
        try:
            if isinstance(file, OversizedFile):
                raise Refusal(Reason.TOO_LARGE, file.name or "")
            with transaction.atomic():  # no review is left behind where the last one's file is refused
                review = services.review_create(
                    name=readable_name(file.name),
                    data=file.read(),
                    who=who(request),
                    title=form.cleaned_data["title"],
                    period=form.period,
                    agency=form.cleaned_data["agency"],
                    label=label_get(circulation=Circulation.AGENCY, owner=viewer.home),
                )
                if form.cleaned_data["since"]:
                    services.review_set_since(
                        review=review, data=form.cleaned_data["since"].read(), who=who(request)
                    )
        except Refusal as refusal:
            form.add_error("instrument", in_words(refusal))
        except DeedRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, in_words(refusal))
        else:
            messages.success(
                request,
                _("The instrument was read. Check its clauses and the bodies asked, then drop the reports."),
            )
            return redirect("web:clauses", review.key)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "web/review_new.html", {"form": form}, status=status)
