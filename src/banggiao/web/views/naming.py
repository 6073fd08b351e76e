"""The instruments that a paper names: known to the register, or kept as unresolved until they are found."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Kind, noun_of
from banggiao.instruments.models import Instrument
from banggiao.instruments.references import (
    UNRESOLVED,
    NamedInstrument,
    instruments_meant,
    instruments_named,
    unresolved_keep,
)
from banggiao.reviews.reader import register_reader
from banggiao.sheets.lists import NOBODY
from banggiao.sources.models import Source
from banggiao.sources.selectors import paper_of
from banggiao.web.tables import Cells, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import called
from banggiao.web.views.records import address_of, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words


@require_http_methods(["GET", "POST"])
def named(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The instruments of one paper; POST keeps those that were ticked as unresolved."""
    _noun, source = record_or_404(request, "source", key)
    viewer = viewer_of(request)
    viewer.require("instrument", "view")
    if not isinstance(source, Source) or not source.blocks:
        raise Http404
    found = instruments_named(register_reader().read(paper_of(source)))
    refusal = ""
    if request.method == "POST":
        try:
            n = len(unresolved_keep(source, found, request.POST.getlist("named"), by=viewer))
        except DeedRefused as refused:
            refusal = in_words(refused)
        else:
            words = ngettext(
                "%(n)s instrument is kept as unresolved.", "%(n)s instruments are kept as unresolved.", n
            )
            messages.success(request, words % {"n": n})
            return redirect(request.path)
    meant = instruments_meant(source, found, viewer)
    rows = [(one, meant.get(one.place)) for one in found]
    context = {
        "record": source,
        "rows": rows,
        "refusal": refusal,
        "unresolved": UNRESOLVED,
        "open": sum(1 for _one, known in rows if known is None or known.lifecycle == UNRESOLVED),
        "may_keep": viewer.may(Question("instrument", "create")) and source.archived_at is None,
        "many": noun_of("source").label_many(language()),
        "back": list_of("source"),
        "pages": {"record": address_of("source", source.key)},
    }
    status = UNPROCESSABLE if refusal else 200
    return with_tables(
        request, [_table(source, rows)],
        lambda tables: render(
            request, "web/register/named.html", {**context, "tables": tables}, status=status
        ),
    )  # fmt: skip


def _table(source: Source, rows: Iterable[tuple[NamedInstrument, Instrument | None]]) -> Table:
    heads = [
        Head("words", _("As the paper names it")),
        Head("paragraph", _("Paragraph"), Kind.INTEGER),
        Head("page", _("Page"), Kind.INTEGER),
        Head("times", _("How many times"), Kind.INTEGER),
        Head("instrument", _("In the register")),
        Head("state", _("State")),
    ]
    lines = []
    for one, known in rows:
        state = _("not known") if known is None else ""
        if known is not None and known.lifecycle == UNRESOLVED:
            state = _("not resolved")
        name = called(known) if known else ""
        cells: list[Cells] = [one.words, one.paragraph, one.page, len(one.places), name, state]
        lines.append(Line(cells, known.key if known else NOBODY))
    title = _("Instruments named in this paper")
    return described("instruments", title, heads, lines, ("source", "instrument"), label=source.label_id)
