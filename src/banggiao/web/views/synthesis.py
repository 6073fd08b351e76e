"""The synthesis, read and edited passage by passage."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from banggiao.appraisal.records import Appraisal, Passage
from banggiao.core.errors import DeedRefused
from banggiao.reviews import selectors, services
from banggiao.reviews.models import Review
from banggiao.web.prose import Citations, Editable, shown_passage
from banggiao.web.views.shared import UNPROCESSABLE, announce, in_words, page, refuse, review_or_404, who


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """All passages, each sentence with its citations."""
    review = review_or_404(request, review_key)
    appraisal = selectors.appraisal_of(review)
    citations = _citations(review, appraisal)
    edited = _edited(review)
    passages = [
        shown_passage(review.key, passage, citations, edited=passage.id in edited)
        for passage in appraisal.passages
    ]
    return page(request, review, "web/synthesis.html", "synthesis", {"passages": passages})


@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, review_key: UUID, passage_id: str) -> HttpResponse:
    """One passage: its editor, or what a person made of it."""
    review = review_or_404(request, review_key)
    if request.method == "GET":
        appraisal = selectors.appraisal_of(review)
        held = _passage_or_404(appraisal, passage_id)
        if "show" in request.GET:
            return _shown(request, review, passage_id, "")
        return _editor(request, review, appraisal, held, Editable.of(held))
    if request.POST.get("deed") == "reset":
        services.passage_restore(review=review, passage_id=passage_id, who=who(request))
        return _shown(request, review, passage_id, _("The composed text is back."))
    text = request.POST.get("text", "").replace("\r\n", "\n")
    ids = tuple(known for known in request.POST.get("ids", "").split(" ") if known)
    given = Editable(text, ids)
    try:
        services.passage_edit(review=review, passage_id=passage_id, text=given.stored(), who=who(request))
    except DeedRefused as refusal:
        if not request.htmx:  # type: ignore[attr-defined]
            refuse(request, refusal)
        words = Editable.numbered(in_words(refusal), ids).text
        appraisal = selectors.appraisal_of(review)
        held = _passage_or_404(appraisal, passage_id)
        return _editor(request, review, appraisal, held, given, refusal=words)
    return _shown(request, review, passage_id, _("The passage was saved."))


def _shown(request: HttpRequest, review: Review, passage_id: str, words: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('web:synthesis', args=[review.key])}")
    appraisal = selectors.appraisal_of(review)
    held = _passage_or_404(appraisal, passage_id)
    shown = shown_passage(
        review.key, held, _citations(review, appraisal), edited=passage_id in _edited(review)
    )
    response = render(request, "web/_passage.html", {"passage": shown})
    return announce(response, words) if words else response


def _editor(
    request: HttpRequest,
    review: Review,
    appraisal: Appraisal,
    held: Passage,
    editable: Editable,
    *,
    refusal: str = "",
) -> HttpResponse:
    citations = _citations(review, appraisal)
    context = {
        "passage": shown_passage(review.key, held, citations, edited=held.id in _edited(review)),
        "text": editable.text,
        "ids": " ".join(editable.ids),
        "tokens": editable.tokens(citations),
        "refusal": refusal,
    }
    status = UNPROCESSABLE if refusal else 200
    if not request.htmx:  # type: ignore[attr-defined]
        return page(request, review, "web/passage.html", "synthesis", context, status=status)
    return render(request, "web/_passage_form.html", context, status=status)


def _passage_or_404(appraisal: Appraisal, passage_id: str) -> Passage:
    for held in appraisal.passages:
        if held.id == passage_id:
            return held
    raise Http404


def _citations(review: Review, appraisal: Appraisal) -> Citations:
    papers = review.submissions.filter(source__isnull=False).values_list("file_name", "key")
    return Citations(review.key, appraisal, dict(papers))


def _edited(review: Review) -> set[str]:
    return set(review.passage_edits.filter(archived_at__isnull=True).values_list("passage_id", flat=True))
