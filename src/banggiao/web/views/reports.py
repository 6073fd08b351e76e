"""Reports coming in: each file its own request, its own state, its own reason where it is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.core.errors import DeedRefused
from banggiao.core.uploads import OversizedFile
from banggiao.reading.intake import readable_name
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reviews import services
from banggiao.reviews.models import Review, Submission, SubmissionState
from banggiao.reviews.submissions import body_records, submission_refuse
from banggiao.sources.selectors import paper_of
from banggiao.web.papers import shown_blocks
from banggiao.web.review_tables import reports_table
from banggiao.web.tables import with_tables
from banggiao.web.views.shared import page, refuse, review_or_404, who


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """The drop zone and the files that came."""
    review = review_or_404(request, review_key)
    return _with_files(
        request, review, lambda context: page(request, review, "web/reports.html", "reports", context)
    )


@require_GET
def listing(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """The files alone, asked again while some are being read."""
    review = review_or_404(request, review_key)
    return _with_files(request, review, lambda context: render(request, "web/_files.html", context))


@require_POST
def upload(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """Take in the files of one request: one where the page's script sends them, several from a plain form."""
    review = review_or_404(request, review_key)
    received: list[Submission] = []
    names = request.POST.getlist("name")
    for index, file in enumerate(request.FILES.getlist("files")):
        received += _receive(request, review, file, names[index] if index < len(names) else "")
    if request.headers.get("X-Requested-With") == "upload":
        refused = sum(submission.state == SubmissionState.REFUSED for submission in received)
        return JsonResponse({"received": len(received) - refused, "refused": refused})
    if not received:
        messages.error(request, _("No file was chosen."))
    return redirect("web:reports", review.key)


@require_POST
def set_actor(request: HttpRequest, review_key: UUID, file_key: UUID) -> HttpResponse:
    """Say which body wrote a report whose header does not tell."""
    review = review_or_404(request, review_key)
    submission = get_object_or_404(Submission, key=file_key, review=review)
    try:
        services.submission_set_actor(
            submission=submission, code=request.POST.get("actor", ""), who=who(request)
        )
    except DeedRefused as refusal:
        refuse(request, refusal)
    return redirect("web:reports", review.key)


@require_GET
def paper(request: HttpRequest, review_key: UUID, file_key: UUID) -> HttpResponse:
    """A report as it was read."""
    review = review_or_404(request, review_key)
    submission = get_object_or_404(
        Submission.objects.select_related("source", "actor"), key=file_key, review=review
    )
    if submission.source is None:
        raise Http404
    read = paper_of(submission.source)
    shown = paper_head(submission) | {"blocks": list(shown_blocks(read.text, read.blocks))}
    return page(request, review, "web/paper.html", "reports", {"paper": shown})


def paper_head(submission: Submission) -> dict[str, Any]:
    """Return how a paper is named above its text."""
    actor = submission.actor.name_vi if submission.actor else ""
    parts = [submission.number, submission.report_date and submission.report_date.strftime("%d/%m/%Y")]
    return {
        "title": actor or submission.file_name,
        "line": " · ".join(str(part) for part in (*parts, submission.file_name) if part),
    }


def _receive(request: HttpRequest, review: Review, file: UploadedFile[Any], name: str) -> list[Submission]:
    name = readable_name(name or file.name or "").strip() or _("without a name")
    if isinstance(file, OversizedFile):
        refusal = Refusal(Reason.TOO_LARGE, name)
        return [submission_refuse(review=review, name=name, refusal=refusal, who=who(request))]
    return services.submission_receive(review=review, name=name, data=file.read(), who=who(request))


def _with_files(
    request: HttpRequest, review: Review, draw: Callable[[dict[str, Any]], HttpResponse]
) -> HttpResponseBase:
    context = {"review": review, **_files(review)}
    return with_tables(
        request, [reports_table(review, context["files"])],
        lambda tables: draw({**context, "tables": tables}),
        address=reverse("web:reports", args=[review.key]),
    )  # fmt: skip


def _files(review: Review) -> dict[str, Any]:
    files = list(
        review.submissions.filter(archived_at__isnull=True)
        .select_related("actor", "counts_for", "replaced_by", "source")
        .defer("source__text", "source__blocks")
        .order_by("-id")
    )
    states = Counter(file.state for file in files)
    busy = states[SubmissionState.QUEUED] + states[SubmissionState.READING]
    return {
        "files": files,
        "busy": busy,
        "choices": body_records(review),
        "counts": {
            "read": states[SubmissionState.READ],
            "busy": busy,
            "refused": states[SubmissionState.REFUSED],
            "replaced": states[SubmissionState.REPLACED],
        },
    }
