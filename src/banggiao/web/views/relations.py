"""The relation file of a partner, and what no activity covers in a year."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.nouns import noun_of
from banggiao.engagements.selectors import coverage_of, relation_with
from banggiao.instruments.rules import STATES

_YEARS = range(1945, 2201)


@require_GET
def relation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ties, agreements, commitments, contacts and figures with one partner."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    viewer.require("actor", "view")
    actor = Actor.objects.visible_to(viewer).filter(key=key).first()
    if actor is None:
        raise Http404
    language = "vi" if get_language() == "vi" else "en"
    at = 1 if language == "vi" else 2
    kinds = {choice[0]: choice[at] for choice in noun_of("tie").by_name["kind"].choices}
    stages = {choice[0]: choice[at] for choice in noun_of("instrument").by_name["lifecycle"].choices}
    states = {str(state[0]): state[at] for state in STATES}
    found = relation_with(actor, viewer, timezone.localdate(), language)
    context = {
        "actor": actor,
        "relation": found,
        "ties": [
            (
                kinds.get(tie.kind, tie.kind),
                tie,
                tie.subject if tie.counterpart_id == actor.pk else tie.counterpart,
            )
            for tie in found.ties
        ],
        "agreements": [(stages.get(a.instrument.lifecycle, ""), a) for a in found.agreements],
        "commitments": [(label, states[state], state, n) for _, label, state, n in found.commitments],
    }
    return render(request, "web/register/relation.html", context)


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Activities of a year by field and channel."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    viewer.require("engagement", "view")
    given = request.GET.get("year", "")
    year = (
        int(given)
        if given.isascii() and given.isdigit() and int(given) in _YEARS
        else timezone.localdate().year
    )
    found = coverage_of(year, viewer)
    return render(
        request, "web/register/coverage.html", {"coverage": found, "before": year - 1, "after": year + 1}
    )
