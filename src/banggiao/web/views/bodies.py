"""Who is asked to report, and the letters that ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.actors.selectors import actors_matching, official_names
from banggiao.appraisal.records import Body
from banggiao.core.errors import DeedRefused
from banggiao.instruments.selectors import clause_records
from banggiao.publishing import outline_docx
from banggiao.publishing import request_letter as write_request
from banggiao.reviews import services
from banggiao.reviews.duties import report_by_set
from banggiao.reviews.models import Review, SubmissionState
from banggiao.reviews.submissions import body_records
from banggiao.web.review_tables import bodies_table
from banggiao.web.tables import with_tables
from banggiao.web.views.records import day_given
from banggiao.web.views.shared import (
    UNPROCESSABLE,
    WORD,
    ZIP,
    download,
    in_words,
    page,
    refuse,
    review_or_404,
    who,
    zipped,
)


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """The bodies asked, and whether each has reported."""
    return _listing(request, review_or_404(request, review_key))


@require_POST
def add(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """Ask one more body, named as the register names it."""
    review = review_or_404(request, review_key)
    name = " ".join(request.POST.get("name", "").split())
    found = [actor for actor in actors_matching(name) if name and actor.name_vi.casefold() == name.casefold()]
    if not found:
        refusal = _("The register knows no body of this name: %(name)s") % {"name": name}
        return _listing(request, review, name=name, refusal=refusal)
    codes = [body.key for body in body_records(review)]
    try:
        services.bodies_set(review=review, codes=[*codes, *({found[0].code} - set(codes))], who=who(request))
    except DeedRefused as refusal:
        return _listing(request, review, name=name, refusal=in_words(refusal))
    return redirect("web:bodies", review.key)


@require_POST
def remove(request: HttpRequest, review_key: UUID, code: str) -> HttpResponse:
    """Take a body off the list. Its report, if any, no longer counts."""
    review = review_or_404(request, review_key)
    codes = [body.key for body in body_records(review) if body.key != code]
    try:
        services.bodies_set(review=review, codes=codes, who=who(request))
    except DeedRefused as refusal:
        refuse(request, refusal)
    return redirect("web:bodies", review.key)


@require_POST
def report_by(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """Set the last day for the reports; empty: none."""
    review = review_or_404(request, review_key)
    typed = request.POST.get("report_by", "").strip()
    day = day_given(typed)
    if typed and day is None:
        return _listing(request, review, day_refusal=_("Not a date: %(text)s") % {"text": typed[:40]})
    try:
        report_by_set(review=review, day=day, who=who(request))
    except DeedRefused as refusal:
        return _listing(request, review, day_refusal=in_words(refusal))
    return redirect("web:bodies", review.key)


@require_GET
def outline(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """The outline alone, as the paper that a body fills in."""
    review = review_or_404(request, review_key, "export")
    data = outline_docx(
        agency=review.agency,
        instrument_title=review.instrument.title,
        instrument_number=review.instrument.number,
        clauses=clause_records(review.instrument),
        period=review.period,
    )
    return download(data, "De-cuong-bao-cao.docx", WORD)


@require_GET
def request_letter(request: HttpRequest, review_key: UUID, code: str) -> HttpResponse:
    """The letter that asks one body to report, with the outline."""
    review = review_or_404(request, review_key, "export")
    body = body_or_404(review, code)
    return download(letter_to(review, body), f"De-nghi-bao-cao - {file_name(body)}.docx", WORD)


@require_GET
def request_letters(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """The letters to all bodies asked, packed."""
    review = review_or_404(request, review_key, "export")
    files = ((f"{file_name(body)}.docx", letter_to(review, body)) for body in body_records(review))
    return download(zipped(files), "De-nghi-bao-cao.zip", ZIP)


def body_or_404(review: Review, code: str) -> Body:
    """Return the body asked with this code, or answer that there is none."""
    for body in body_records(review):
        if body.key == code:
            return body
    raise Http404


def file_name(body: Body) -> str:
    """Return the body's name as a file can bear it."""
    return " ".join("".join(" " if letter in '\\/:*?"<>|' else letter for letter in body.name).split())


def letter_day(day: date | None) -> tuple[int, int, int] | None:
    """Return a day as letters take it."""
    return (day.day, day.month, day.year) if day else None


def letter_to(review: Review, body: Body) -> bytes:
    """Return the letter that asks a body to report, in Word."""
    return write_request(
        agency=review.agency,
        instrument_title=review.instrument.title,
        instrument_number=review.instrument.number,
        body_name=body.name,
        clauses=clause_records(review.instrument),
        period=review.period,
        due=letter_day(review.report_by),
    )


def _listing(
    request: HttpRequest, review: Review, *, name: str = "", refusal: str = "", day_refusal: str = ""
) -> HttpResponseBase:
    reports = Counter(
        review.submissions.filter(state=SubmissionState.READ, archived_at__isnull=True).values_list(
            "counts_for__code", flat=True
        )
    )
    bodies = body_records(review)
    names = official_names()
    context: dict[str, Any] = {
        "bodies": [
            {
                "key": body.key,
                "name": body.name,
                "predecessors": [names.get(key, key) for key in body.predecessors],
                "reports": reports[body.key],
            }
            for body in bodies
        ],
        "actor_names": _names_to_choose(bodies, names),
        "body_name": name,
        "body_refusal": refusal,
        "day_refusal": day_refusal,
    }
    status = UNPROCESSABLE if refusal or day_refusal else 200
    return with_tables(
        request, [bodies_table(review, context["bodies"])],
        lambda tables: page(
            request, review, "web/bodies.html", "bodies", {**context, "tables": tables}, status=status
        ),
        address=reverse("web:bodies", args=[review.key]),
    )  # fmt: skip


def _names_to_choose(bodies: Sequence[Body], names: dict[str, str]) -> list[str]:
    """Return the names of Vietnamese bodies that are not asked yet, to choose from."""
    asked = {body.key for body in bodies}
    foreign = ("country-", "org-", "forum-", "fta-", "instr-", "former-")
    return sorted(name for code, name in names.items() if code not in asked and not code.startswith(foreign))
