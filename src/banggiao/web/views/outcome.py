"""What does not agree and who is missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from banggiao.actors.selectors import official_names
from banggiao.appraisal.records import Body, ContradictionSide
from banggiao.publishing import reminder_letter
from banggiao.reviews import selectors
from banggiao.reviews.models import Review
from banggiao.reviews.submissions import body_records
from banggiao.web.review_tables import missing_table
from banggiao.web.statements import citation
from banggiao.web.tables import with_tables
from banggiao.web.templatetags.web import number
from banggiao.web.views.bodies import file_name, letter_day
from banggiao.web.views.shared import WORD, ZIP, download, page, review_or_404, zipped


@require_GET
def contradictions(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """The same indicator with different values, each with its place."""
    review = review_or_404(request, review_key)
    appraisal = selectors.appraisal_of(review)
    papers = dict(review.submissions.filter(source__isnull=False).values_list("file_name", "key"))
    shown = [
        {
            "indicator": item.sides[0].figure.indicator_words or item.indicator,
            "period": item.period,
            "kind": item.kind,
            "sides": [_side(review, side, appraisal.actor_names, papers) for side in item.sides],
        }
        for item in appraisal.contradictions
    ]
    return page(request, review, "web/contradictions.html", "contradictions", {"contradictions": shown})


@require_GET
def missing(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """The chase list."""
    review = review_or_404(request, review_key)
    names = official_names()
    bodies = [
        {"key": b.key, "name": b.name, "predecessors": [names.get(key, key) for key in b.predecessors]}
        for b in _missing(review)
    ]
    return with_tables(
        request, [missing_table(review, bodies)],
        lambda tables: page(
            request, review, "web/missing.html", "missing", {"bodies": bodies, "tables": tables}
        ),
    )  # fmt: skip


@require_GET
def reminder(request: HttpRequest, review_key: UUID, code: str) -> HttpResponse:
    """The letter that reminds one body."""
    review = review_or_404(request, review_key, "export")
    body = next((body for body in _missing(review) if body.key == code), None)
    if body is None:
        raise Http404
    return download(reminder_to(review, body), f"Don-doc - {file_name(body)}.docx", WORD)


@require_GET
def reminder_letters(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """The letters to all that have not reported, packed."""
    review = review_or_404(request, review_key, "export")
    files = ((f"{file_name(body)}.docx", reminder_to(review, body)) for body in _missing(review))
    return download(zipped(files), "Cong-van-don-doc.zip", ZIP)


def _missing(review: Review) -> list[Body]:
    absent = {body.actor.code for body in selectors.missing(review)}
    return [body for body in body_records(review) if body.key in absent]


def reminder_to(review: Review, body: Body) -> bytes:
    """Return the letter that reminds a body of its report, in Word."""
    return reminder_letter(
        agency=review.agency,
        instrument_title=review.instrument.title,
        instrument_number=review.instrument.number,
        body_name=body.name,
        period=review.period,
        due=letter_day(review.report_by),
    )


def _side(
    review: Review, side: ContradictionSide, names: dict[str, str], papers: dict[str, UUID]
) -> dict[str, Any]:
    key = papers.get(side.place.file)
    url = f"{reverse('web:paper', args=[review.key, key])}#p{side.place.paragraph}" if key else ""
    hedge = f"{side.figure.hedge} " if side.figure.hedge else ""
    return {
        "value": f"{hedge}{number(side.figure.value)} {side.figure.unit}".strip(),
        "words": side.words,
        "citation": citation(names.get(side.actor, side.actor), side.place),
        "url": url,
    }
