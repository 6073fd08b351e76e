"""Tables that were loaded, and taking one back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Kind
from banggiao.sources.auditing import AUDIT
from banggiao.sources.loads import Load, load_undo, loads, may_take_back, taken_back
from banggiao.web.tables import Cell, Head, Line, Table, described, with_tables
from banggiao.web.views.records import address_of, language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """The tables that were loaded, the latest first."""
    found = loads(viewer_of(request))
    context = {"loads": found, "command": "banggiao load FILE.csv"}
    return with_tables(request, [_table(found)], "web/loads.html", context)


def _table(found: Sequence[Load]) -> Table:
    heads = [
        Head("at", _("When"), Kind.DATE),
        Head("file", _("File"), names=True),
        Head("noun", _("Noun")),
        Head("rows", _("Rows"), Kind.INTEGER),
        Head("who", _("Who")),
        Head("state", _("State")),
    ]
    lines = []
    for one in found:
        event = one.event
        url = reverse("web:load", args=[event.request_id]) if event.request_id else ""
        noun = capfirst(one.noun.label_many(language())) if one.noun else ""
        state = Cell(_("taken back"), chip="") if one.undone else Cell(_("stands"), chip="good")
        lines.append(Line([event.at, Cell(one.name or _("masked"), url), noun, one.rows, event.who, state]))
    return described("loads", _("Tables loaded"), heads, lines, (AUDIT,))


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, request_id: str) -> HttpResponse:
    """One load: what taking it back would undo, and by POST taking it back."""
    viewer, spoken = viewer_of(request), language()
    found = loads(viewer, request_id)
    if not found:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            number = load_undo(request_id, by=viewer)
        except DeedRefused as refused:
            if refused.code == "not-allowed":
                raise
            refusal = in_words(refused)
        else:
            told = ngettext("Taken back: %(n)s deed.", "Taken back: %(n)s deeds.", number)
            messages.success(request, told % {"n": number})
            return redirect("web:load", request_id)
    counts = taken_back(request_id)
    context = {
        "load": _told(found[0], spoken),
        "counts": [(count.noun.label(spoken), count.number) for count in counts],
        "may": may_take_back(viewer),
        "refusal": refusal,
        "command": f"banggiao undo {request_id}",
    }
    return render(request, "web/load.html", context, status=UNPROCESSABLE if refusal else 200)


def _told(load: Load, spoken: str) -> dict[str, Any]:
    return {
        "load": load,
        "noun": load.noun.label_many(spoken) if load.noun else "",
        "source": address_of("source", load.event.record_key) if load.name else "",
    }
