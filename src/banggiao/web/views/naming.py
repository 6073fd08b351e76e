"""The instruments that a paper names: known to the register, or kept as unresolved until they are found."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.references import (
    UNRESOLVED,
    instruments_meant,
    instruments_named,
    unresolved_keep,
)
from banggiao.reviews.reader import register_reader
from banggiao.sources.models import Source
from banggiao.sources.selectors import paper_of
from banggiao.web.views.records import address_of, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words


@require_http_methods(["GET", "POST"])
def named(request: HttpRequest, key: UUID) -> HttpResponse:
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
        "open": sum(1 for _, known in rows if known is None or known.lifecycle == UNRESOLVED),
        "may_keep": viewer.may(Question("instrument", "create")) and source.archived_at is None,
        "many": noun_of("source").label_many(language()),
        "back": list_of("source"),
        "pages": {"record": address_of("source", source.key)},
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "web/register/named.html", context, status=status)
