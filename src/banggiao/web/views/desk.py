"""The desk: statements beside the paper, judged one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.actors.selectors import official_names
from banggiao.appraisal.matching import REPORTED
from banggiao.appraisal.records import Clause
from banggiao.core.errors import DeedRefused
from banggiao.instruments.models import Clause as ClauseRow
from banggiao.instruments.selectors import clause_records
from banggiao.reviews import selectors, services
from banggiao.reviews.models import Review, Submission
from banggiao.reviews.selectors import Statement
from banggiao.sources.models import Claim
from banggiao.sources.selectors import claim_current
from banggiao.web.matrix import cell_order, columns_of
from banggiao.web.papers import Span, shown_blocks
from banggiao.web.statements import Card, card_of, choices_of, in_reading_order
from banggiao.web.views.bodies import body_or_404
from banggiao.web.views.reports import paper_head
from banggiao.web.views.shared import UNPROCESSABLE, announce, in_words, page, refuse, review_or_404, who

UNMATCHED_AT_ONCE = 40


@require_GET
def cell(request: HttpRequest, review_key: UUID, clause: str, body: str) -> HttpResponse:
    """One cell opened: what this body's reports say of this clause."""
    review = review_or_404(request, review_key)
    opened = next((c for c in clause_records(review.instrument) if c.id == clause), None)
    if opened is None:
        raise Http404
    asked = body_or_404(review, body)
    before, after = _neighbours(review, clause, body)
    context = {
        "heading": asked.name,
        "clause": opened,
        "before": before,
        "after": after,
        "nothing": _("This body's reports say nothing of this clause."),
    }
    return _desk(request, review, in_reading_order(selectors.cell(review, clause, body)), context)


@require_GET
def unmatched(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """Statements that match no clause yet, to be matched by hand."""
    review = review_or_404(request, review_key)
    found = selectors.unmatched(review)
    context = {
        "heading": _("Statements that match no clause"),
        "clause": None,
        "nothing": _("Every statement that reports on the instrument has its clause."),
        "shown": min(len(found), UNMATCHED_AT_ONCE),
        "all": len(found),
    }
    return _desk(request, review, found[:UNMATCHED_AT_ONCE], context)


@require_GET
def paper(request: HttpRequest, review_key: UUID, file_key: UUID) -> HttpResponse:
    """The paper that lies beside the statements, with all its statements marked."""
    review = review_or_404(request, review_key)
    submission = get_object_or_404(
        Submission.objects.select_related("actor", "source"), key=file_key, review=review
    )
    shown = _paper(submission, request.GET.get("clause") or None)
    if shown is None:
        raise Http404
    return render(request, "web/_paper.html", {"paper": shown})


@require_POST
def judge(request: HttpRequest, review_key: UUID, thread: UUID) -> HttpResponse:
    """Confirm, correct, refuse, re-match or take back: one statement."""
    review = review_or_404(request, review_key, "confirm")
    try:
        selectors.statement(review, thread)
    except LookupError:
        raise Http404 from None
    refused: DeedRefused | None = None
    try:
        words = _do(request, review, claim_current(thread))
    except DeedRefused as refusal:
        refused, words = refusal, in_words(refusal)
    if not request.htmx:  # type: ignore[attr-defined]
        if refused is not None:
            refuse(request, refused)
        return redirect(_came_from(request) or reverse("web:matrix", args=[review.key]))
    card = _cards(review, [selectors.statement(review, thread)])[0]
    context = {
        "finding": card,
        "refusal": words if refused else "",
        "clause": _clause_of_page(request, review),
    }
    response = render(request, "web/_finding.html", context, status=UNPROCESSABLE if refused else 200)
    return announce(response, words)


def _came_from(request: HttpRequest) -> str:
    """Return the page of this server that the person came from, or ""."""
    referrer = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(referrer, allowed_hosts={request.get_host()})
    return referrer if own else ""


def _do(request: HttpRequest, review: Review, claim: Claim) -> str:
    """Do what the person asked and say in words what became of it."""
    deed, given, person = request.POST.get("deed", ""), request.POST, who(request)
    if deed == "confirm":
        services.claim_confirm(claim=claim, who=person)
        return _("Confirmed.")
    if deed == "correct":
        services.claim_correct(claim=claim, words=given.get("words", ""), who=person)
        return _("Corrected and confirmed.")
    if deed == "refuse":
        services.claim_refuse(claim=claim, reason=given.get("reason", ""), who=person)
        return _("Refused. The statement counts for nothing.")
    if deed == "rematch":
        clauses = ClauseRow.objects.filter(instrument=review.instrument, archived_at__isnull=True)
        clause = get_object_or_404(clauses, number=given.get("clause", ""))
        services.claim_rematch(claim=claim, review=review, clause=clause, who=person)
        return _("Matched to clause %(number)s.") % {"number": clause.number}
    if deed == "undo":
        services.claim_undo(claim=claim, who=person)
        return _("The last judgement was taken back.")
    raise Http404


def _clause_of_page(request: HttpRequest, review: Review) -> Clause | None:
    """Return the clause whose cell is open, so that a card names only another one."""
    address = request.headers.get("HX-Current-URL", "")
    return next((c for c in clause_records(review.instrument) if f"/cells/{c.id}/" in address), None)


def _neighbours(review: Review, clause: str, body: str) -> tuple[str, str]:
    """Return the addresses of the filled cells before and after this one, "" at the ends."""
    appraisal = selectors.matrix(review)
    order = cell_order(appraisal, columns_of(appraisal, {})[0])
    if (clause, body) not in order:
        return "", ""
    here = order.index((clause, body))
    before = order[here - 1] if here else None
    after = order[here + 1] if here + 1 < len(order) else None
    return (
        reverse("web:cell", args=[review.key, *before]) if before else "",
        reverse("web:cell", args=[review.key, *after]) if after else "",
    )


def _cards(review: Review, statements: Sequence[Statement]) -> list[Card]:
    claims = {
        claim.thread: claim
        for claim in Claim.objects.filter(thread__in=[s.thread for s in statements], recorded_to__isnull=True)
    }
    names = official_names()
    choices = choices_of(clause_records(review.instrument))
    return [
        card_of(
            review.key,
            statement,
            agency=names.get(statement.finding.actor, ""),
            reason=claims[statement.thread].reason,
            undoable=bool(claims[statement.thread].decided_by),
            choices=choices,
        )
        for statement in statements
    ]


def _desk(
    request: HttpRequest, review: Review, statements: Sequence[Statement], context: dict[str, Any]
) -> HttpResponse:
    cards = _cards(review, statements)
    first = (
        Submission.objects.select_related("actor", "source").get(key=statements[0].submission)
        if statements
        else None
    )
    context |= {
        "findings": cards,
        "paper": _paper(first, statements[0].finding.clause) if first else None,
        "back": reverse("web:matrix", args=[review.key]),
    }
    return page(request, review, "web/desk.html", "matrix", context)


def _paper(submission: Submission, clause: str | None) -> dict[str, Any] | None:
    """Return a report's text with the statements of one clause, or those of none, marked in it."""
    view = selectors.paper(submission)
    if view is None:
        return None
    spans = [
        Span(s.finding.id, s.finding.place.start, s.finding.place.end)
        for s in view.statements
        if s.finding.clause == clause and (clause is not None or s.finding.role in REPORTED)
    ]
    return paper_head(submission) | {"blocks": list(shown_blocks(view.text, view.blocks, spans))}
