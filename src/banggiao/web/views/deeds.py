"""What is done to a record from its page: archive, restore, choose, confirm, refuse, undo, personal data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event, NounRecord
from banggiao.core.nouns import Noun
from banggiao.sources.deeds import claim_accept, claim_reject, field_choose, record_archive, record_restore
from banggiao.sources.models import Claim
from banggiao.sources.retention import personal_read
from banggiao.sources.undoing import deed_undo
from banggiao.sources.wording import plain
from banggiao.web.views.detail import record_page
from banggiao.web.views.records import address_of, language, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

Deed = Callable[[HttpRequest, NounRecord], Any]


@require_POST
def personal(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Show the personal data of a record, once, to somebody who says what for; the audit says so."""
    described, record = record_or_404(request, noun, key)
    try:
        values = personal_read(record, by=viewer_of(request), reason=_reason(request))
    except DeedRefused as refusal:
        return refused(request, described, record, refusal)
    told = [
        {"label": f.label(language()), "text": plain(f, values[f.name], language())}
        for f in described.personal_fields
        if values.get(f.name) is not None
    ]
    return record_page(request, described, record, personal_shown=True, personal_values=told)


@require_POST
def act(request: HttpRequest, noun: str, key: UUID, deed: str) -> HttpResponse:
    """Do one deed on a record and show the record again, with the chance to undo it."""
    if deed not in DEEDS:
        raise Http404
    described, record = record_or_404(request, noun, key)
    try:
        DEEDS[deed](request, record)
    except DeedRefused as refusal:
        return refused(request, described, record, refusal, choosing=request.POST.get("field", ""))
    if deed == "undo":
        messages.success(request, _("It was undone."))
    else:
        undoable_set(request, record)
    return redirect(address_of(noun, key))


def refused(
    request: HttpRequest, noun: Noun, record: NounRecord, refusal: DeedRefused, **more: Any
) -> HttpResponse:
    """Show the record with the reason why nothing was done."""
    return record_page(request, noun, record, status=UNPROCESSABLE, refusal=in_words(refusal), **more)


def undoable_set(request: HttpRequest, record: NounRecord) -> None:
    """Offer on the next page to undo what this request did to the record."""
    last = Event.objects.filter(noun=record.noun_code, record_key=record.key).order_by("-pk").first()
    if last is not None and last.who == viewer_of(request).name[:200]:
        request.session["undoable"] = str(last.key)


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("reason", "").split())[:2000]


def _claim(request: HttpRequest, record: NounRecord) -> Claim:
    """Return the claim about this record that the form names.

    Raises:
        DeedRefused: there is none that the person may see.
    """
    try:
        named = UUID(request.POST.get("claim", ""))
    except ValueError:
        named = UUID(int=0)
    claim = (
        Claim.objects.select_related("source")
        .filter(key=named, noun=record.noun_code, record_key=record.key)
        .first()
    )
    if claim is None or not viewer_of(request).sees(claim.source.label_id):
        raise Http404
    return claim


def _archive(request: HttpRequest, record: NounRecord) -> None:
    record_archive(record, by=viewer_of(request), reason=_reason(request))


def _restore(request: HttpRequest, record: NounRecord) -> None:
    record_restore(record, by=viewer_of(request), reason=_reason(request))


def _choose(request: HttpRequest, record: NounRecord) -> None:
    claim = _claim(request, record)
    field_choose(
        record, request.POST.get("field", ""), claim=claim, by=viewer_of(request), reason=_reason(request)
    )


def _confirm(request: HttpRequest, record: NounRecord) -> None:
    claim_accept(_claim(request, record), by=viewer_of(request))


def _refuse(request: HttpRequest, record: NounRecord) -> None:
    claim_reject(_claim(request, record), by=viewer_of(request), reason=_reason(request))


def _undo(request: HttpRequest, record: NounRecord) -> None:
    try:
        named = UUID(request.POST.get("event", ""))
    except ValueError:
        named = UUID(int=0)
    event = Event.objects.filter(key=named, noun=record.noun_code, record_key=record.key).first()
    if event is None:
        raise Http404
    deed_undo(event, by=viewer_of(request))


DEEDS: dict[str, Deed] = {
    "archive": _archive,
    "restore": _restore,
    "choose": _choose,
    "confirm": _confirm,
    "refuse": _refuse,
    "undo": _undo,
}
