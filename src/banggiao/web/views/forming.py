"""The form of any noun: a new record, or a change of one that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banggiao.access.circulating import label_entered, reaches_offered
from banggiao.access.release import readers_named
from banggiao.core.access import Question, Viewer
from banggiao.core.audit import request_id
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.keys import uuid7
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord
from banggiao.core.nouns import Fault, Noun
from banggiao.sources.cleaning import state_of
from banggiao.sources.duplicates import Candidate, duplicates_of
from banggiao.sources.evidence import BY_HAND
from banggiao.sources.records import locked, record_change, record_create
from banggiao.sources.values import values_of
from banggiao.web.evidence import Grounds
from banggiao.web.forms_of_nouns import NounForm
from banggiao.web.views.deeds import undoable_set
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import address_of, day_given, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE

CONFLICT = 409
WAITING = "1"
"""The header ``X-Form`` of a form that a script sends: it wants the next address in place of a redirect."""


class _Alike(Exception):
    """What was entered may be in the register already: it is not written until the person says no."""

    def __init__(self, records: list[Candidate]) -> None:
        super().__init__()
        self.records = records


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, noun: str) -> HttpResponse:
    """A new record. ?field=value fills the form."""
    described = noun_or_404(noun)
    viewer = viewer_of(request)
    if not described.writable or not viewer.may(Question(described.code, "create")):
        raise Http404
    form = NounForm(described, viewer, language(), action="create")
    form.fill(request.GET)
    if request.method == "GET":
        return _page(request, form, Grounds(), once=str(uuid7()))
    grounds = Grounds.typed(request.POST)
    values = form.typed(request.POST)
    once = _once(request)
    known = _made_already(described, viewer, once)
    if known is not None:
        return _saved(request, described, known)
    token = request_id.set(once)  # sent again because the answer was lost, it makes no second record
    try:
        with transaction.atomic():
            told = Told()
            evidence = told.of(lambda: grounds.evidence(viewer), BY_HAND)
            label = told.of(lambda: _circulation(described, request.POST, viewer), None)
            retain = told.of(lambda: _retain(described, values, request), None)
            record = told.of(
                lambda: record_create(
                    described, values, by=viewer, evidence=evidence, label=label, retain_until=retain
                ),
                None,
            )
            told.raise_all()
            if "_distinct" not in request.POST and (alike := duplicates_of(described, record, viewer)):
                raise _Alike(alike)
    except _Alike as found:
        return _page(
            request, form, grounds, once=once, status=CONFLICT,
            alike=[(address_of(described.code, one.key), one.caption) for one in found.records],
        )  # fmt: skip
    except DeedRefused as refusal:
        return _refused(request, form, grounds, refusal, once=once)
    finally:
        request_id.reset(token)
    undoable_set(request, record)
    return _saved(request, described, record)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Change a record. What somebody else wrote since the form was opened is shown, never overwritten."""
    described, record = record_or_404(request, noun, key)
    viewer, state = viewer_of(request), state_of(described, record)
    if not described.changeable or not viewer.may(
        Question(described.code, "change", "", state, record.label_id)
    ):
        raise Http404
    if request.method == "GET":
        form = _form_of(described, record, viewer)
        return _page(request, form, Grounds(), record=record, version=_version(record))
    grounds = Grounds.typed(request.POST)
    form = _form_of(described, record, viewer)
    try:
        with transaction.atomic():
            locked(record, viewer)
            form = _form_of(described, record, viewer)
            version = _version(record)
            values = form.typed(request.POST)
            since = _since(record, request.POST.get("_version", ""))
            if since and values and not _settle(form, since, request.POST):
                return _page(
                    request, form, grounds, record=record, version=version, status=CONFLICT,
                    conflict=since[-1],
                )  # fmt: skip
            told = Told()
            told.of(lambda: _reason_wanted(request, values), None)
            evidence = told.of(lambda: grounds.evidence(viewer), BY_HAND)
            retain = told.of(lambda: _retain(described, values, request), None)
            told.of(
                lambda: record_change(
                    record, values, by=viewer, evidence=evidence, reason=_reason(request), retain_until=retain
                ),
                None,
            )
            told.raise_all()
    except DeedRefused as refusal:
        return _refused(request, form, grounds, refusal, record=record, version=_version(record))
    if values:
        undoable_set(request, record)
    return _saved(request, described, record)


class Told:
    """What is wrong with a form, all of it told at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def of(self, deed: Callable[[], Any], otherwise: Any) -> Any:
        """Return what the deed gives; where it is refused, remember why and return ``otherwise``."""
        try:
            with transaction.atomic():
                return deed()
        except DeedRefused as refusal:
            self.refused(refusal)
        return otherwise

    def refused(self, refusal: DeedRefused) -> None:
        """Remember why something was refused."""
        self.faults += self.faults_of(refusal)

    @staticmethod
    def faults_of(refusal: DeedRefused) -> list[Fault]:
        """Return what a refusal finds wrong, each beside its field."""
        if isinstance(refusal, RowsRefused):
            return [fault for _, fault in refusal.faults]
        return [Fault(refusal.field, refusal.code, refusal.vietnamese, refusal.english)]

    def raise_all(self) -> None:
        """Pass where nothing was refused.

        Raises:
            RowsRefused: with every fault; what was written is to be taken back.
        """
        if self.faults:
            raise RowsRefused([(0, fault) for fault in self.faults])


def _reason_wanted(request: HttpRequest, values: dict[str, Any]) -> None:
    if values and not _reason(request):
        raise DeedRefused("reason-empty", "Hãy nêu lý do sửa.", "Say why it is changed.", field="_reason")


def _form_of(noun: Noun, record: NounRecord, viewer: Viewer) -> NounForm:
    values = values_of(noun, [record])[0]
    return NounForm(
        noun,
        viewer,
        language(),
        action="change",
        state=state_of(noun, record),
        label=record.label_id,
        values=values,
        only=None if noun.writable else noun.amendable,
    )


def _version(record: NounRecord) -> int:
    last = Event.objects.filter(noun=record.noun_code, record_key=record.key).order_by("-pk")
    return last.values_list("pk", flat=True).first() or 0


def _since(record: NounRecord, version: str) -> list[Event]:
    """Return what was done to the record since the form was opened."""
    seen = int(version) if version.isascii() and version.isdigit() else 0
    rows = Event.objects.filter(noun=record.noun_code, record_key=record.key, pk__gt=seen)
    return [event for event in rows.order_by("pk") if event.after]


def _settle(form: NounForm, since: list[Event], given: QueryDict) -> bool:
    """Put what others wrote beside what was typed; return whether nothing is left to decide.

    An input that was not touched takes what they wrote.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for event in since:
        for name, value in (event.after or {}).items():
            before.setdefault(name, (event.before or {}).get(name))
            after[name] = value
    open_ = [name for name in after if form.has(name) and not form.noun.by_name[name].personal]
    differing = [name for name in open_ if not form.same_as_typed(name, after[name], given)]
    for name in differing:
        form.theirs(name, after[name])
    return not differing


def _page(
    request: HttpRequest, form: NounForm, grounds: Grounds, *, record: NounRecord | None = None,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    noun, spoken = form.noun, form.language
    by_name = {one.name: one for one in form.inputs}
    personal = [by_name[f.name] for f in noun.personal_fields if f.name in by_name]
    context = {
        "noun": noun,
        "noun_label": noun.label(spoken),
        "many": noun.label_many(spoken),
        "record": record,
        "form": form,
        "inputs": [one for one in form.inputs if one not in personal],
        "personal": personal,
        "summary": summary_of(form),
        "reason": _reason(request),
        "retain": request.POST.get("_retain", ""),
        "find_actor": reverse("web:find", args=["actor"]),
        "back": list_of(noun.code),
        "pages": {"record": address_of(noun.code, record.key)} if record else {},
        "circulations": _circulations(noun, form.viewer, request.POST) if record is None else [],
        "readers": _readers_told(request.POST, viewer_of(request)),
        "draft": f"{form.viewer.user or form.viewer.name}:{noun.code}:{record.key if record else 'new'}",
        **grounds_context(form, grounds),
        **more,
    }
    return render(request, "web/register/form.html", context, status=status)


def summary_of(form: NounForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, each with the input that it is about."""
    return [
        {"id": fault.field, "label": form.label(fault.field), "text": fault.message(form.language)}
        for fault in form.faults
    ]


def grounds_context(form: NounForm, grounds: Grounds) -> dict[str, Any]:
    """Return what the evidence part of a form shows."""
    return {
        "grounds": grounds,
        "faults": {fault.field.lstrip("_"): fault.message(form.language) for fault in form.faults},
        "find_source": reverse("web:find", args=["source"]),
    }


def _refused(
    request: HttpRequest, form: NounForm, grounds: Grounds, refusal: DeedRefused, **more: Any
) -> HttpResponse:
    for fault in Told.faults_of(refusal):
        form.fault(fault)
    return _page(request, form, grounds, status=UNPROCESSABLE, **more)


def _saved(request: HttpRequest, noun: Noun, record: NounRecord) -> HttpResponse:
    address = address_of(noun.code, record.key)
    if "_again" in request.POST:
        messages.success(request, _("Saved: %(caption)s") % {"caption": record.caption})
        address = reverse("web:new", args=[noun.code])
        if request.GET:
            address = f"{address}?{urlencode(list(request.GET.items()))}"
    if request.headers.get("X-Form") == WAITING:
        return JsonResponse({"url": address}, status=201)
    return redirect(address)


def _once(request: HttpRequest) -> str:
    """Return the number that this form bears, however often it is sent."""
    try:
        return str(UUID(request.POST.get("_once", "")))
    except ValueError:
        return str(uuid7())


def _made_already(noun: Noun, viewer: Viewer, once: str) -> NounRecord | None:
    event = Event.objects.filter(
        request_id=once, code=f"{noun.code}.created", who=viewer.name[:200], noun=noun.code
    ).first()
    if event is None:
        return None
    found: NounRecord | None = noun.model.objects.visible_to(viewer).filter(key=event.record_key).first()
    return found


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("_reason", "").split())[:2000]


def _retain(noun: Noun, values: dict[str, Any], request: HttpRequest) -> date | None:
    """Return until when the personal values are kept, None where there are none.

    Raises:
        DeedRefused: personal values come without a day, or the day is no day to come.
    """
    if not any(f.name in values for f in noun.personal_fields):
        return None
    until = day_given(request.POST.get("_retain", ""))
    if until is None or until <= timezone.localdate():
        raise DeedRefused(
            "retain", "Hãy ghi ngày (sắp tới) mà dữ liệu cá nhân được giữ đến.",
            "Say until which day (to come) the personal data is kept.", field="_retain",
        )  # fmt: skip
    return until


def _circulations(noun: Noun, viewer: Viewer, given: QueryDict) -> list[dict[str, Any]]:
    """Return the circulations that the person may give a new record; none for a part: it has its whole's."""
    words = {
        Circulation.AGENCY: _("within my body, until it is released"),
        Circulation.NAMED: _("only these readers and me"),
    }
    chosen = given.get("_circulation", Circulation.AGENCY)
    offered = reaches_offered(noun, viewer)
    return [{"code": str(code), "label": words[code], "on": code == chosen} for code in offered]


def _circulation(noun: Noun, given: QueryDict, viewer: Viewer) -> AccessLabel | None:
    """Return the label asked for, None for the usual one.

    Raises:
        DeedRefused: the person may not give it, or a reader is unknown.
    """
    reach = given.get("_circulation", "")
    readers = _readers(given) if reach == Circulation.NAMED else []
    try:
        return label_entered(noun, reach, readers, by=viewer)
    except DeedRefused as refusal:
        field = "_readers" if refusal.field == "named" else refusal.field
        raise DeedRefused(refusal.code, refusal.vietnamese, refusal.english, field=field) from refusal


def _readers(given: QueryDict) -> list[str]:
    return [part.strip() for one in given.getlist("_readers") for part in one.split(";") if part.strip()]


def _readers_told(given: QueryDict, viewer: Viewer) -> list[tuple[str, str]]:
    """Return (what was sent, its name) of the readers, for the form to show again."""
    told = _readers(given)
    names = readers_named(told, viewer)
    return [(one, names.get(one, one)) for one in told]
