"""What the pages of a review share: finding it, its tabs, refusals in words, downloads."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.reading.refusal import Refusal
from banggiao.reviews.models import Review
from banggiao.web.summary import summary_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
ZIP = "application/zip"
UNPROCESSABLE = 422


def who(request: HttpRequest) -> str:
    """Name the person who acts, as the audit does."""
    return str(request.viewer.name)  # type: ignore[attr-defined]


def review_or_404(request: HttpRequest, key: UUID, action: str = "") -> Review:
    """Return the review, or answer that there is none that the viewer may see.

    ``action`` is what the permission matrix is asked for: unless given, to view it, or to change it by POST.

    Raises:
        DeedRefused: the viewer's role does not allow it.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = Review.objects.visible_to(viewer).current().select_related("instrument", "instrument__source")
    review: Review | None = rows.filter(key=key).first()
    if review is None:
        raise Http404
    asked = action or ("view" if request.method in ("GET", "HEAD") else "change")
    viewer.require("review", asked, label=review.label_id)
    return review


def in_words(refusal: DeedRefused | Refusal) -> str:
    """Say in the page's language why something was refused."""
    return refusal.message("vi" if get_language() == "vi" else "en")


def page(
    request: HttpRequest,
    review: Review,
    template: str,
    active: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render one tab of a review."""
    progress = summary_of(review)
    tabs = [
        ("clauses", _("Instrument and clauses"), None),
        ("bodies", _("Bodies and outline"), progress.asked),
        ("reports", _("Reports received"), progress.files),
        ("matrix", _("Matrix"), None),
        ("contradictions", _("Contradictions"), None),
        ("missing", _("Not yet reported"), progress.asked - progress.reported),
        ("synthesis", _("Synthesis"), None),
        ("exports", _("Export"), None),
    ]
    return render(
        request,
        template,
        {
            "review": review,
            "progress": progress,
            "active": active,
            "tabs": [
                {
                    "name": name,
                    "label": label,
                    "count": count,
                    "url": reverse(f"web:{name}", args=[review.key]),
                }
                for name, label, count in tabs
            ],
            **context,
        },
        status=status,
    )


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """Answer with a file under its Vietnamese name; nothing of it is kept by caches."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files into a zip whose bytes depend on the files alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def refuse(request: HttpRequest, refusal: DeedRefused | Refusal) -> None:
    """Show at the head of the next page why nothing was done."""
    messages.error(request, in_words(refusal))


def announce(response: HttpResponse, words: str) -> HttpResponse:
    """Have the page read ``words`` out to those who cannot see the change."""
    response["HX-Trigger-After-Settle"] = json.dumps({"announce": {"value": words}})
    return response
