"""The three files that leave the house."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.appraisal.records import Appraisal
from banggiao.publishing import review_json, write_matrix_xlsx, write_review_docx
from banggiao.reviews import selectors
from banggiao.reviews.models import Review
from banggiao.sources.models import ClaimState
from banggiao.web.views.shared import EXCEL, JSON, WORD, download, page, review_or_404


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """What can be taken away, and how much of it a person has confirmed."""
    review = review_or_404(request, review_key)
    states: Counter[str] = Counter()
    for finding in selectors.matrix(review).findings:
        states[finding.decision.value] += 1
    tally = [
        (_("confirmed"), states[ClaimState.CONFIRMED]),
        (_("corrected"), states[ClaimState.CORRECTED]),
        (_("refused"), states[ClaimState.REFUSED]),
        (_("draft, not yet confirmed"), states[ClaimState.PROPOSED]),
    ]
    return page(request, review, "web/exports.html", "exports", {"tally": tally})


@require_GET
def download_file(request: HttpRequest, review_key: UUID, name: str) -> HttpResponse:
    """One of the three files, made now."""
    review = review_or_404(request, review_key, "export")
    if name not in WRITERS:
        raise Http404
    kind, write = WRITERS[name]
    return download(write(review, selectors.appraisal_of(review)), name, kind)


def _docx(review: Review, appraisal: Appraisal) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.docx"
        write_review_docx(appraisal, path, agency=review.agency)
        return path.read_bytes()


def _xlsx(review: Review, appraisal: Appraisal) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matrix.xlsx"
        write_matrix_xlsx(appraisal, path)
        return path.read_bytes()


def _json(review: Review, appraisal: Appraisal) -> bytes:
    return review_json(appraisal)


WRITERS: dict[str, tuple[str, Callable[[Review, Appraisal], bytes]]] = {
    "review.docx": (WORD, _docx),
    "matrix.xlsx": (EXCEL, _xlsx),
    "review.json": (JSON, _json),
}
