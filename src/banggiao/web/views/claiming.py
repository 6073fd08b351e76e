"""What another source says of a record: it stands beside what holds, and changes nothing of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Field, Noun
from banggiao.sources.cleaning import state_of
from banggiao.sources.deeds import claim_add
from banggiao.sources.evidence import Evidence
from banggiao.sources.values import values_of
from banggiao.sources.wording import Names
from banggiao.web.evidence import SOURCE, Grounds
from banggiao.web.forms_of_nouns import NounForm
from banggiao.web.views.deeds import undoable_set
from banggiao.web.views.forming import WAITING, Told, grounds_context, summary_of
from banggiao.web.views.records import address_of, language, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Choose a field (?field=), then say its value in the source, the place there and the words."""
    described, record = record_or_404(request, noun, key)
    fields = _fields(request, described, record)
    field = next((f for f in fields if f.name == request.GET.get("field", "")), None)
    form = _form(request, described, record, field)
    if request.method == "GET" or field is None:
        return _page(request, form, record, fields, field=field, grounds=Grounds(by=SOURCE))
    viewer = viewer_of(request)
    grounds = Grounds.typed(request.POST)
    values = form.told(request.POST)
    told = Told()
    try:
        with transaction.atomic():
            evidence = told.of(lambda: grounds.evidence(viewer), Evidence())
            told.of(lambda: _words_wanted(evidence), None)
            told.of(lambda: claim_add(record, values, by=viewer, evidence=evidence), None)
            told.raise_all()
    except DeedRefused as refusal:
        for fault in told.faults_of(refusal):
            form.fault(fault)
        return _page(request, form, record, fields, field=field, grounds=grounds, status=UNPROCESSABLE)
    undoable_set(request, record)
    address = f"{address_of(noun, key)}#fact-{field.name}"
    if request.headers.get("X-Form") == WAITING:
        return JsonResponse({"url": address}, status=201)
    return redirect(address)


def _words_wanted(evidence: Evidence) -> None:
    if evidence.source is None and not evidence.words:
        raise DeedRefused(
            "evidence-words", "Hãy nêu nguồn: văn bản nào, ai cho biết, ngày nào.",
            "Name the source: which paper, who said so, on which day.", field="_words",
        )  # fmt: skip


def _fields(request: HttpRequest, noun: Noun, record: NounRecord) -> list[Field]:
    """Return the fields of which the person may add what a source says; personal data has its own form."""
    viewer, state = viewer_of(request), state_of(noun, record)
    if not noun.writable or record.archived_at is not None:
        raise Http404
    found = [
        f
        for f in noun.open_fields
        if viewer.may(Question(noun.code, "change", f.name, state, record.label_id))
    ]
    if not found:
        raise Http404
    return found


def _form(request: HttpRequest, noun: Noun, record: NounRecord, field: Field | None) -> NounForm:
    return NounForm(
        noun, viewer_of(request), language(), action="change", state=state_of(noun, record),
        label=record.label_id, values={}, only={field.name} if field else (),
    )  # fmt: skip


def _page(
    request: HttpRequest, form: NounForm, record: NounRecord, fields: list[Field], *,
    field: Field | None, grounds: Grounds, status: int = 200,
) -> HttpResponse:  # fmt: skip
    noun, spoken, viewer = form.noun, form.language, form.viewer
    holds: tuple[Any, ...] = ()
    if field is not None:
        value = values_of(noun, [record])[0].get(field.name)
        holds = Names.gather([(field, value)], viewer).said(field, value, spoken)
    context = {
        "noun": noun,
        "many": noun.label_many(spoken),
        "record": record,
        "back": address_of(noun.code, record.key),
        "fields": [(f.name, capfirst(f.label(spoken))) for f in fields],
        "field": field,
        "holds": "; ".join(one.text for one in holds),
        "inputs": form.inputs,
        "summary": summary_of(form),
        "draft": f"{viewer.user or viewer.name}:{noun.code}:{record.key}:{field.name if field else ''}",
        **grounds_context(form, grounds),
    }
    return render(request, "web/register/claim.html", context, status=status)
