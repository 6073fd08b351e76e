"""How far relations are spread over partners."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.nouns import noun_of
from banggiao.engagements.diversity import diversity_of
from banggiao.web.views.records import language, viewer_of


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The shares of partners in contacts, agreements and open commitments."""
    viewer = viewer_of(request)
    for noun in ("engagement", "instrument", "commitment", "tie"):
        viewer.require(noun, "view")
    found = diversity_of(viewer, timezone.localdate())
    labels = {
        "contacts": _("Activities held with a partner since %(day)s") % {"day": f"{found.since:%d/%m/%Y}"},
        "agreements": _("Agreements in force, by partner"),
        "commitments": _("Open commitments, by partner"),
    }
    at = 1 if language() == "vi" else 2
    kinds = {choice[0]: choice[at] for choice in noun_of("tie").by_name["kind"].choices}
    context = {
        "measures": [(labels[one.code], one) for one in found.measures],
        "ties": [(kinds.get(kind, kind), kind, n) for kind, n in found.ties],
    }
    return render(request, "web/register/diversity.html", context)
