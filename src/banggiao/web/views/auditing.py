"""The audit of the whole register, for administrators and auditors: filtered, paged, downloaded, its seal."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.access.matrix import OTHER_NOUNS
from banggiao.access.models import User
from banggiao.core.access import Question
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Kind, nouns
from banggiao.core.sealing import audit_verify, sealed_until, whole_until
from banggiao.sheets.lists import csv_of
from banggiao.sources.auditing import AUDIT, AuditLine, AuditQuery, audit_lines, audit_page, audit_query
from banggiao.sources.listing import Column, Row
from banggiao.sources.wording import Named
from banggiao.web.templatetags.register import DEEDS, deed_words
from banggiao.web.views.listing import CSV
from banggiao.web.views.records import address_of, language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

_NOBODY = UUID(int=0)
"""The record of an event that is about no single record."""
_BREAKS = 20


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """A page of the audit, the latest first, as its address asks."""
    return _page(request)


@require_POST
def seal(request: HttpRequest) -> HttpResponse:
    """Compare every sealed event with its seal now, and say whether the audit is whole."""
    viewer_of(request).require(AUDIT, "view_history")
    audit = audit_verify()
    told = {"audit": audit, "whole_until": whole_until(audit), "breaks": audit.breaks[:_BREAKS]}
    return _page(request, **told)


@require_GET
def file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """All that the filters pass as CSV, masked as on the page. The audit says that it was taken."""
    viewer, spoken = viewer_of(request), language()
    viewer.require(AUDIT, "view_history")
    viewer.require(AUDIT, "export")
    try:
        query = audit_query(request.GET.dict())
    except DeedRefused as refusal:
        return _page(request, refusal=in_words(refusal))
    record_event(
        "audit.exported", noun=AUDIT, record_key=viewer.user or _NOBODY, who=viewer.name[:200],
        after={"format": "csv", "query": urlencode(query.given)},
    )  # fmt: skip
    heads = (
        _("When"), _("Who"), _("Deed"), _("Noun"), _("Record"), _("Key"), _("Before and after"), _("Reason"),
        _("Request"), _("Event"),
    )  # fmt: skip
    columns = [Column(str(n), head, "", Kind.TEXT) for n, head in enumerate(heads)]
    rows = (_row(line, spoken) for line in audit_lines(query, viewer, spoken))
    response = StreamingHttpResponse(csv_of(columns, rows), content_type=CSV)
    name = f"{_('Audit')} {timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    viewer, spoken = viewer_of(request), language()
    viewer.require(AUDIT, "view_history")
    place = request.GET.get("before", "")
    query, older = AuditQuery(), None
    lines: list[AuditLine] = []
    try:
        query = audit_query(request.GET.dict())
        before = int(place) if place.isascii() and place.isdigit() and len(place) < 19 else None
        lines, older = audit_page(query, viewer, spoken, before=before)
    except DeedRefused as refusal:
        more["refusal"] = in_words(refusal)
    given, users = urlencode(query.given), _users(lines)
    here, csv = reverse("web:audit"), reverse("web:audit_file")
    context = {
        "lines": [
            (
                line,
                line.caption or users.get(line.event.record_key, ""),
                _address(line),
                capfirst(_noun_words(line, spoken)),
            )
            for line in lines
        ],
        "older": f"{here}?{urlencode([*query.given, ('before', older)])}" if older else "",
        "first": (f"{here}?{given}" if given else here) if place else "",
        "file": (f"{csv}?{given}" if given else csv) if viewer.may(Question(AUDIT, "export")) else "",
        "asked": dict(request.GET.items()),
        "nouns": [*((n.code, capfirst(n.label(spoken))) for n in nouns()), *_others(spoken)],
        "deeds": sorted(((code, str(words)) for code, words in DEEDS.items()), key=lambda pair: pair[1]),
        "sealed": sealed_until(),
        "here": f"{here}?{given}" if given else here,
        **more,
    }
    return render(request, "web/audit.html", context, status=UNPROCESSABLE if "refusal" in more else 200)


def _users(lines: list[AuditLine]) -> dict[UUID, str]:
    """Return key → name of the users whose accounts the lines are about."""
    keys = [line.event.record_key for line in lines if line.event.noun == "user"]
    return dict(User.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}


def _others(spoken: str) -> list[tuple[str, str]]:
    return [(code, capfirst(words) if spoken == "vi" else code) for code, words in OTHER_NOUNS.items()]


def _noun_words(line: AuditLine, spoken: str) -> str:
    if line.noun is not None:
        return line.noun.label(spoken)
    return dict(_others(spoken)).get(line.event.noun, line.event.noun)


def _address(line: AuditLine) -> str:
    return address_of(line.event.noun, line.event.record_key) if line.linked else ""


def _row(line: AuditLine, spoken: str) -> Row:
    event = line.event
    hidden = _("masked")
    changes = "; ".join(
        f"{one.label}: {hidden}" if one.hidden else f"{one.label}: {_told(one.before)} → {_told(one.after)}"
        for one in line.changes
    )
    cells = (
        f"{timezone.localtime(event.at):%d/%m/%Y %H:%M:%S}", event.who, deed_words(line.deed),
        _noun_words(line, spoken), line.caption or ("" if line.seen else hidden), str(event.record_key),
        changes, event.reason if line.seen else "", event.request_id, str(event.pk),
    )  # fmt: skip
    return Row(event.key, line.caption, tuple((Named(cell),) for cell in cells))


def _told(values: tuple[Named, ...]) -> str:
    return ", ".join(one.text for one in values) or "–"
