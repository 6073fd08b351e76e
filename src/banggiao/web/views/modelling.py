"""A paper and the operator's model: releasing it, what came of that, deciding about what was proposed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of
from banggiao.reading.llm import ModelFailed, ModelSettings
from banggiao.reviews.model_reading import (
    ASKED,
    FAILED,
    ORIGIN,
    may_release,
    model_ask,
    model_proposals,
    model_set,
    model_state,
    proposal_decide,
)
from banggiao.sources.models import Claim, Source
from banggiao.web.tables import Head, Line, Table, described, file_asked, with_tables
from banggiao.web.templatetags.register import claim_place
from banggiao.web.views.records import address_of, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

SHOWN = 60
"""Proposals on one page."""
KINDS = {
    "PER": _("person"), "ORG": _("body"), "LOC": _("place"), "DOC": _("reference to a paper"),
    "DATE": _("date"), "QTY": _("amount"), "FTA": _("trade agreement"), "EVENT": _("named event"),
    "GROUP": _("group of bodies"), "TITLE": _("post"), "task": _("task"), "visit": _("visit"),
    "meeting": _("meeting"), "conference": _("conference"), "signing": _("signing"),
    "negotiation": _("negotiation"), "vote": _("vote"), "statement": _("statement"), "lead": _("lead"),
    "supporters": _("supporters"), "action": _("action"), "deadline": _("deadline"),
    "participants": _("participants"), "place": _("place"), "name": _("name"), "date": _("date"),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def model(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What a model proposed for one paper. POST releases the paper, or decides about a proposal."""
    _noun, source = record_or_404(request, "source", key)
    if not isinstance(source, Source) or not source.blocks:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            _act(request, source)
        except DeedRefused as refused:
            refusal = in_words(refused)
        else:
            return redirect(request.get_full_path())
    return _page(request, source, refusal)


def _act(request: HttpRequest, source: Source) -> None:
    by, given = viewer_of(request), request.POST
    if "release" in given:
        model_ask(source=source, by=by)
        messages.success(request, gettext("The paper was released to the model."))
        return
    try:
        named = UUID(given.get("claim", ""))
    except ValueError:
        raise Http404 from None
    claim = get_object_or_404(model_proposals(source), key=named)
    proposal_decide(
        claim=claim, source=source, accept="confirm" in given, reason=given.get("reason", "")[:2000], by=by
    )


def _page(request: HttpRequest, source: Source, refusal: str) -> HttpResponseBase:
    state = model_state(source)
    proposals = model_proposals(source)
    page = Paginator(proposals, SHOWN).get_page(request.GET.get("page"))
    shown = proposals if file_asked(request) else page
    settings, wrong = _settings()
    context: dict[str, Any] = {
        "record": source,
        "rows": [(one, KINDS.get(one.role, one.role), one.rule.removeprefix(ORIGIN)) for one in shown],
        "page": page,
        "state": state,
        "waits": state is not None and state.code == ASKED,
        "failed": state.told[0 if language() == "vi" else 1] if state and state.code == FAILED else "",
        "model": settings,
        "wrong": wrong,
        "refusal": refusal,
        "may": may_release(source, viewer_of(request)),
        "many": noun_of("source").label_many(language()),
        "back": list_of("source"),
        "pages": {"record": address_of("source", source.key)},
    }
    status = UNPROCESSABLE if refusal else 200
    return with_tables(
        request, [_table(source, context["rows"])],
        lambda tables: render(
            request, "web/register/model.html", {**context, "tables": tables}, status=status
        ),
    )  # fmt: skip


def _table(source: Source, rows: Iterable[tuple[Claim, object, str]]) -> Table:
    states = {"proposed": gettext("awaits a decision"), "refused": gettext("refused")}
    heads = [
        Head("kind", gettext("What it is")),
        Head("model", gettext("Model")),
        Head("words", gettext("The paper's words")),
        Head("place", gettext("Place in the paper")),
        Head("decision", gettext("Decision")),
        Head("decided_by", gettext("Decided by")),
        Head("reason", gettext("Reason")),
    ]
    lines = []
    for one, kind, name in rows:
        state = states.get(one.state, gettext("confirmed"))
        told = [str(kind), name, one.words, claim_place(one), state, one.decided_by, one.reason]
        lines.append(Line(told, one.key))
    title = gettext("What the model proposes")
    return described("proposals", title, heads, lines, ("source",), label=source.label_id)


def _settings() -> tuple[ModelSettings | None, str]:
    """Return the model that is set, and why its settings cannot be read."""
    try:
        return model_set(), ""
    except ModelFailed as failed:
        return None, failed.vietnamese if language() == "vi" else failed.english
