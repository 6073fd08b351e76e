"""Closing a commitment with what proves it: files and sourced progress, a file sent now, a source."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.closing import commitment_close, evidence_found, file_words
from banggiao.instruments.models import Commitment
from banggiao.sources.cleaning import state_of
from banggiao.sources.evidence import Evidence
from banggiao.web.evidence import SOURCE, Grounds
from banggiao.web.forms_of_nouns import NounForm
from banggiao.web.views.deeds import undoable_set
from banggiao.web.views.files import file_sent
from banggiao.web.views.forming import WAITING, Told, grounds_context, summary_of
from banggiao.web.views.records import address_of, day_given, language, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE

COMMITMENT = "commitment"


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say on which day a commitment was done, and what proves it."""
    described, record = record_or_404(request, COMMITMENT, key)
    assert isinstance(record, Commitment)
    viewer, state = viewer_of(request), state_of(described, record)
    may_change = viewer.may(Question(COMMITMENT, "change", "done_on", state, record.label_id))
    if not may_change or record.archived_at is not None or record.done_on is not None:
        raise Http404
    if request.method == "GET":
        return _page(request, record, Grounds(), Told())
    grounds, told = Grounds.typed(request.POST), Told()
    try:
        with transaction.atomic():
            on = told.of(lambda: _day(request), None)
            said = told.of(lambda: grounds.evidence(viewer), Evidence())
            proofs = [one for one in _offered(request, record) if one in request.POST.getlist("_proof")]
            if "file" in request.FILES:
                sent = told.of(lambda: file_sent(request, record), None)
                proofs += [file_words(sent.name)] if sent else []
            proofs += [one for one in (grounds.caption if grounds.by == SOURCE else grounds.words,) if one]
            told.raise_all()  # a file that was refused must not read as evidence that was forgotten
            told.of(
                lambda: commitment_close(
                    record, on=on, by=viewer, evidence="; ".join(proofs), said_by=said,
                    reason=" ".join(request.POST.get("_reason", "").split())[:2000],
                ),
                None,
            )  # fmt: skip
            told.raise_all()
    except DeedRefused:
        return _page(request, record, grounds, told, status=UNPROCESSABLE)
    undoable_set(request, record)
    address = address_of(COMMITMENT, key)
    if request.headers.get("X-Form") == WAITING:
        return JsonResponse({"url": address}, status=201)
    return redirect(address)


def _day(request: HttpRequest) -> date:
    on = day_given(request.POST.get("done_on", ""))
    if on is None or on > timezone.localdate():
        raise DeedRefused(
            "done-on", "Hãy ghi ngày hoàn thành (đã qua).", "Say on which day (past) it was done.",
            field="done_on",
        )  # fmt: skip
    return on


def _offered(request: HttpRequest, record: Commitment) -> list[str]:
    held = [record.evidence] if record.evidence else []
    return [*held, *evidence_found(viewer_of(request), record)]


def _page(
    request: HttpRequest, record: Commitment, grounds: Grounds, told: Told, *, status: int = 200
) -> HttpResponse:
    noun, viewer, spoken = noun_of(COMMITMENT), viewer_of(request), language()
    form = NounForm(noun, viewer, spoken, action="change", values={}, only={"done_on", "evidence"})
    for fault in told.faults:
        form.fault(fault)
    given = request.method == "POST"
    ticked = set(request.POST.getlist("_proof"))
    attach = Question(COMMITMENT, "attach", "", state_of(noun, record), record.label_id)
    context = {
        "many": noun.label_many(spoken),
        "record": record,
        "back": address_of(COMMITMENT, record.key),
        "on": request.POST.get("done_on") or f"{timezone.localdate():%d/%m/%Y}",
        "proofs": [(one, one in ticked or not given) for one in _offered(request, record)],
        "may_attach": viewer.may(attach),
        "reason": request.POST.get("_reason", ""),
        "summary": summary_of(form),
        "draft": f"{viewer.user or viewer.name}:close:{record.key}",
        **grounds_context(form, grounds),
    }
    return render(request, "web/register/close.html", context, status=status)
