"""Focal points and leaders in charge, and the fields and bodies that have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.actors.models import Tie
from banggiao.core.access import Question, Viewer
from banggiao.instruments.focal import FocalPoints, focal_points
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import called, seen_by
from banggiao.web.views.records import address_of, viewer_of

Asked = Callable[..., str]


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """Every field of work with its focal points today."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("tie", "view")
    found = focal_points(viewer, today)
    new = reverse("web:new", args=["tie"]) if viewer.may(Question("tie", "create")) else ""

    def asked(**filled: Any) -> str:
        return f"{new}?{urlencode({'kind': 'focal', **filled})}" if new else ""

    tables = [_fields(found, viewer, asked), _general(found, viewer), _without(found, asked)]
    return with_tables(request, tables, "web/register/focal.html", {"today": today, "found": found})


def _fields(found: FocalPoints, viewer: Viewer, asked: Asked) -> Table:
    heads = [
        Head("field", _("Field of work")),
        Head("focal", _("Focal point")),
        Head("in_charge", _("In charge")),
    ]
    lines = []
    for one in found.fields:
        name = called(one.term)
        focal: Cells = [_focal(tie, viewer) for tie in one.focal]
        if not one.focal:
            url = asked(field=one.term.code)
            focal = Cell(_("none"), chip="draft", beside=(url, _("Name one"), name) if url else None)
        charges = [
            Cell(seen_by(charge.tenure, viewer), address_of("charge", charge.key)) for charge in one.charges
        ]
        lines.append(Line([name, focal, charges], one.term.key))
    nouns = ("tie", "charge") if viewer.may(Question("charge", "view")) else ("tie",)
    return described("fields", _("Focal points by field"), heads, lines, nouns)


def _general(found: FocalPoints, viewer: Viewer) -> Table:
    heads = [Head("focal", _("Focal point")), Head("body", _("Body"))]
    lines = [
        Line([Cell(seen_by(tie.subject, viewer), address_of("tie", tie.key)), _body(tie, viewer)], tie.key)
        for tie in found.general
    ]
    return described(
        "general", _("Focal points in all fields of their body"), heads, lines, ("tie",),
        nothing=_("None is in the register."),
    )  # fmt: skip


def _without(found: FocalPoints, asked: Asked) -> Table:
    lines = []
    for body in found.bodies_without:
        name, url = called(body), asked(counterpart=body.key)
        beside = (url, _("Name one"), name) if url else None
        lines.append(Line([Cell(name, address_of("actor", body.key), beside=beside)], body.key))
    return described(
        "without", _("Ministries without a focal unit"), [Head("body", _("Body"))], lines, ("actor",)
    )


def _focal(tie: Tie, viewer: Viewer) -> Cell:
    return Cell(f"{seen_by(tie.subject, viewer)} ({_body(tie, viewer)})", address_of("tie", tie.key))


def _body(tie: Tie, viewer: Viewer) -> str:
    return seen_by(tie.counterpart, viewer) if tie.counterpart else ""
