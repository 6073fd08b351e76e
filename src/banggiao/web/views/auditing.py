"""The audit of the whole register, for administrators and auditors: filtered, paged, downloaded, its seal."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.access.matrix import OTHER_NOUNS
from banggiao.access.models import User
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Kind, nouns
from banggiao.core.sealing import audit_verify, sealed_until, whole_until
from banggiao.sheets.lists import NOBODY
from banggiao.sources.auditing import AUDIT, AuditLine, AuditQuery, audit_lines, audit_page, audit_query
from banggiao.sources.listing import Column, Row
from banggiao.sources.wording import Named
from banggiao.web.tables import Table, file_asked, with_tables
from banggiao.web.templatetags.register import DEEDS, deed_words
from banggiao.web.views.records import address_of, language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

_BREAKS = 20


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """A page of the audit, the latest first, as its address asks."""
    return _page(request)


@require_POST
def seal(request: HttpRequest) -> HttpResponseBase:
    """Compare every sealed event with its seal now, and say whether the audit is whole."""
    viewer_of(request).require(AUDIT, "view_history")
    audit = audit_verify()
    told = {"audit": audit, "whole_until": whole_until(audit), "breaks": audit.breaks[:_BREAKS]}
    return _page(request, **told)


def _table(query: AuditQuery, request: HttpRequest) -> Table:
    """All that the filters pass, masked as on the page."""
    viewer, spoken = viewer_of(request), language()
    heads = {
        "at": _("When"), "who": _("Who"), "deed": _("Deed"), "noun": _("Noun"), "record": _("Record"),
        "record_key": _("Key"), "changes": _("Before and after"), "reason": _("Reason"),
        "request": _("Request"), "event": _("Event"),
    }  # fmt: skip
    columns = [Column(name, head, "", Kind.TEXT) for name, head in heads.items()]
    lines = audit_lines(query, viewer, spoken) if file_asked(request) else ()
    return Table("list", _("Audit"), columns, (_row(line, spoken) for line in lines), (AUDIT,))


def _page(request: HttpRequest, **more: Any) -> HttpResponseBase:
    viewer, spoken = viewer_of(request), language()
    viewer.require(AUDIT, "view_history")
    place = request.GET.get("before", "")
    query, older = AuditQuery(), None
    lines: list[AuditLine] = []
    try:
        query = audit_query(request.GET.dict())
    except DeedRefused as refusal:
        more["refusal"] = in_words(refusal)
    if file_asked(request) and "refusal" not in more:
        return with_tables(request, [_table(query, request)], "web/audit.html")
    if "refusal" not in more:
        before = int(place) if place.isascii() and place.isdigit() and len(place) < 19 else None
        lines, older = audit_page(query, viewer, spoken, before=before)
    given, users = urlencode(query.given), _users(lines)
    here = reverse("web:audit")
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
        "asked": dict(request.GET.items()),
        "nouns": [*((n.code, capfirst(n.label(spoken))) for n in nouns()), *_others(spoken)],
        "deeds": sorted(((code, str(words)) for code, words in DEEDS.items()), key=lambda pair: pair[1]),
        "sealed": sealed_until(),
        "here": f"{here}?{given}" if given else here,
        **more,
    }
    if "refusal" in more:
        return render(request, "web/audit.html", context, status=UNPROCESSABLE)
    return with_tables(request, [_table(query, request)], "web/audit.html", context, address=here)


def _users(lines: list[AuditLine]) -> dict[UUID, str]:
    """Return key → name of the users whose accounts the lines are about."""
    keys = [line.event.record_key for line in lines if line.event.noun == "user"]
    return dict(User.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}


def _others(spoken: str) -> list[tuple[str, str]]:
    return [(code, capfirst(words) if spoken == "vi" else code) for code, words in OTHER_NOUNS.items()]


def _noun_words(line: AuditLine, spoken: str) -> str:
    if line.noun is not None:
        return line.noun.label(spoken)
    parts = {
        "submission": _("report received"), "passageedit": _("passage of a synthesis"),
        "pack": _("country pack"), "register": _("register"), "view": _("saved list"),
    }  # fmt: skip
    return parts.get(line.event.noun) or dict(_others(spoken)).get(line.event.noun, line.event.noun)


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
    return Row(NOBODY, line.caption, tuple((Named(cell),) for cell in cells))


def _told(values: tuple[Named, ...]) -> str:
    return ", ".join(one.text for one in values) or "–"
