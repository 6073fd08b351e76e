"""Vote sheets: drafts put to the vote, their forecasts, soundings and outcomes."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.core.access import Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Fault, noun_of
from banggiao.core.uploads import OversizedFile
from banggiao.multilateral import learning
from banggiao.multilateral.asking import OURS
from banggiao.multilateral.jobs import forecast_ask, learning_ask
from banggiao.multilateral.models import Sounding, VoteDraft
from banggiao.multilateral.nouns import CHANNELS
from banggiao.multilateral.selectors import (
    Standing,
    being_scored,
    commitments_with_sponsors,
    drafts_seen,
    forecasts_of,
    names_of_states,
    outcome_of,
    standing_of,
)
from banggiao.multilateral.services import outcome_enter, text_of_file
from banggiao.reading.refusal import Reason, Refusal
from banggiao.sheets.lists import csv_of, json_of, xlsx_of
from banggiao.sources.cleaning import state_of
from banggiao.sources.records import record_create
from banggiao.sources.values import values_of
from banggiao.web.forms_of_nouns import NounForm
from banggiao.web.tables import CSV, file_asked, streamed, with_tables
from banggiao.web.views.forming import Told, summary_of
from banggiao.web.views.records import language, record_or_404, viewer_of
from banggiao.web.views.shared import EXCEL, JSON, UNPROCESSABLE, WORD, download
from banggiao.web.vote_files import columns_of, docx_of, rows_of
from banggiao.web.vote_sheets import (
    SORTS,
    VOTES,
    SheetShown,
    limits,
    scores_shown,
    sources_told,
    states_in,
    words_of_votes,
)
from banggiao.web.vote_tables import drafts_table, vote_tables

SHOWN = 100
"""Drafts of the list; the register's own list has the rest."""
NEW = ("title", "text", "agenda_item", "committee", "sponsors", "expected", "position", "earlier_text")
SOUNDED = ("actor", "position", "on", "channel", "note")
OUTCOME = ("symbol", "adopted")


@require_GET
def drafts(request: HttpRequest) -> HttpResponseBase:
    """The drafts put to the vote, each with its tally."""
    viewer = viewer_of(request)
    viewer.require("votedraft", "view")
    seen = drafts_seen(viewer)
    rows = list(seen if file_asked(request) else seen[: SHOWN + 1])
    shown = rows if file_asked(request) else rows[:SHOWN]
    context = {
        "drafts": rows,
        "more": len(rows) > SHOWN,
        "available": learning.available(),
        "extra": learning.EXTRA,
        "may_add": viewer.may(Question("votedraft", "create")),
    }
    return with_tables(request, [drafts_table(shown)], "web/votes/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new draft: title, text pasted or from a file, sponsors."""
    viewer = viewer_of(request)
    viewer.require("votedraft", "create")
    form = NounForm(noun_of("votedraft"), viewer, language(), action="create", only=NEW)
    if request.method == "GET":
        learning_ask()  # while the form is filled in
        return _form(request, form)
    values, told = form.typed(request.POST), Told()
    try:
        with transaction.atomic():
            told.of(lambda: _doubled(request), None)
            text = told.of(lambda: _file_text(request, values), "")
            if text:
                values["text"] = text
            record = told.of(lambda: record_create(noun_of("votedraft"), values, by=viewer), None)
            told.raise_all()
    except DeedRefused as refusal:
        for fault in Told.faults_of(refusal):
            form.fault(fault)
        return _form(request, form, status=UNPROCESSABLE)
    return redirect("web:vote", record.key)


@require_GET
def sheet(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The sheet of one draft."""
    return _page(request, _draft(request, key))


@require_GET
def file(request: HttpRequest, key: UUID, format: str) -> HttpResponseBase:
    """The members' forecasts as a table, or the whole sheet as a paper."""
    draft, viewer, spoken = _draft(request, key), viewer_of(request), language()
    viewer.require("votedraft", "export", label=draft.label_id)
    standing = standing_of(draft)
    if format not in ("csv", "xlsx", "json", "docx") or standing.forecast is None:
        raise Http404
    shown = _shown(standing, viewer, spoken)
    assert shown is not None
    record_event(
        "votedraft.exported", noun="votedraft", record_key=draft.key, who=viewer.name[:200],
        after={"format": format, "forecast": str(standing.forecast.key)},
    )  # fmt: skip
    title = _("Vote sheet")
    name = f"{title} {draft.caption[:60]} {timezone.localdate():%Y-%m-%d}.{format}".replace("/", "-")
    if format == "docx":
        return download(
            docx_of(
                draft, shown, _soundings(draft, viewer), commitments_with_sponsors(draft, viewer), viewer
            ),
            name,
            WORD,
        )
    columns, rows = columns_of(shown), rows_of(shown)
    if format == "xlsx":
        return download(xlsx_of(title, columns, rows, language=spoken), name, EXCEL)
    if format == "json":
        return streamed(json_of(columns, rows, language=spoken), name, JSON)
    return streamed(csv_of(columns, rows), name, CSV)


@require_POST
def forecast(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the forecast of the draft as it stands."""
    draft = _draft(request, key)
    viewer_of(request).require("votedraft", "view", label=draft.label_id)
    forecast_ask(draft)
    return redirect("web:vote", draft.key)


@require_POST
def sounding(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Write what a state let us know of its vote."""
    draft, viewer = _draft(request, key), viewer_of(request)
    form = _sounding_form(draft, viewer)
    values = form.typed(request.POST)
    try:
        record_create(noun_of("sounding"), {**values, "draft": str(draft.key)}, by=viewer)
    except DeedRefused as refusal:
        for fault in Told.faults_of(refusal):
            form.fault(fault)
        return _page(request, draft, sounding_form=form, status=UNPROCESSABLE)
    return redirect("web:vote", draft.key)


@require_POST
def outcome(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Write how the vote ended, and have the forecasts scored."""
    draft, viewer = _draft(request, key), viewer_of(request)
    form = _outcome_form(draft, viewer)
    form.typed(request.POST)
    votes = request.POST.get("votes", "")
    try:
        outcome_enter(
            draft=draft, by=viewer, votes=votes, symbol=request.POST.get("symbol", ""),
            adopted=request.POST.get("adopted", ""),
        )  # fmt: skip
    except DeedRefused as refusal:
        for fault in Told.faults_of(refusal):
            form.fault(fault)
        return _page(request, draft, outcome_form=form, votes=votes, status=UNPROCESSABLE)
    return redirect("web:vote", draft.key)


def _draft(request: HttpRequest, key: UUID) -> VoteDraft:
    _noun, record = record_or_404(request, "votedraft", key)
    assert isinstance(record, VoteDraft)
    return record


def _page(
    request: HttpRequest, draft: VoteDraft, *, sounding_form: NounForm | None = None,
    outcome_form: NounForm | None = None, votes: str = "", status: int = 200,
) -> HttpResponseBase:  # fmt: skip
    viewer, spoken = viewer_of(request), language()
    standing = standing_of(draft)
    shown = _shown(standing, viewer, spoken)
    only, sort = request.GET.get("only", ""), request.GET.get("sort", "name")
    only, sort = only if only in VOTES else "", sort if sort in SORTS else "name"
    kept = outcome_of(standing.forecast) if standing.forecast else None
    label, words = draft.label_id, words_of_votes(spoken)
    channels = {code: vi if spoken == "vi" else en for code, vi, en in CHANNELS}
    counted = Counter(one["code"] for one in shown.members()) if shown else Counter()
    context: dict[str, Any] = {
        "draft": draft,
        "standing": standing,
        "position": words.get(draft.position, ""),
        "extra": learning.EXTRA,
        "shown": shown,
        "only": only,
        "sort": sort,
        "members": shown.members(only=only, sort=sort) if shown else [],
        "choices": [(vote, words[vote], counted[vote]) for vote in VOTES],
        "heads": " / ".join(words[vote] for vote in VOTES),
        "own": shown.precedents("own") if shown else [],
        "precedents": shown.precedents("precedents") if shown else [],
        "limits": limits(shown) if shown else [],
        "sources": sources_told(shown) if shown else [],
        "own_row": shown.ours(OURS) if shown else None,
        "sponsors": [one.called(spoken) for one in _sponsors(draft, viewer)],
        "commitments": [
            (one, one.counterpart.called(spoken)) for one in commitments_with_sponsors(draft, viewer)
        ],
        "soundings": [
            (one, words.get(one.position, ""), channels.get(one.channel, ""))
            for one in _soundings(draft, viewer)
        ],
        "forecasts": forecasts_of(draft),
        "outcome": kept,
        "being_scored": being_scored(draft),
        "scores": scores_shown(kept, spoken) if kept else None,
        "too_late": bool(standing.forecast and draft.adopted and standing.forecast.origin > draft.adopted),
        "typed_votes": votes,
        "sounding_form": sounding_form or _sounding_form(draft, viewer),
        "outcome_form": outcome_form or _outcome_form(draft, viewer),
        "may_sound": draft.archived_at is None and viewer.may(Question("sounding", "create", label=label)),
        "may_change": draft.archived_at is None
        and viewer.may(Question("votedraft", "change", "", state_of(noun_of("votedraft"), draft), label)),
        "may_export": viewer.may(Question("votedraft", "export", label=label)),
    }
    faults = {fault.field: fault.message(spoken) for fault in context["outcome_form"].faults}
    context["votes_fault"] = faults.get("votes", "")
    context["summary"] = summary_of(context["sounding_form"]) + summary_of(context["outcome_form"])
    return with_tables(
        request, vote_tables(draft, shown, context),
        lambda tables: render(request, "web/votes/sheet.html", {**context, "tables": tables}, status=status),
        address=reverse("web:vote", args=[draft.key]),
    )  # fmt: skip


def _shown(standing: Standing, viewer: Viewer, spoken: str) -> SheetShown | None:
    if standing.forecast is None:
        return None
    names = names_of_states(states_in(standing.forecast.sheet), viewer, spoken)
    return SheetShown(standing.forecast, names, spoken)


def _sponsors(draft: VoteDraft, viewer: Viewer) -> list[Any]:
    seen = noun_of("actor").model.objects.visible_to(viewer)
    return list(draft.sponsors.filter(pk__in=seen.values("pk")).order_by("sort_key"))


def _soundings(draft: VoteDraft, viewer: Viewer) -> list[Sounding]:
    rows = Sounding.objects.visible_to(viewer).current().filter(draft=draft).select_related("actor")
    return list(rows.order_by("-on", "-pk")) if viewer.may(Question("sounding", "view")) else []


def _sounding_form(draft: VoteDraft, viewer: Viewer) -> NounForm:
    return NounForm(
        noun_of("sounding"), viewer, language(), action="create", label=draft.label_id, only=SOUNDED
    )


def _outcome_form(draft: VoteDraft, viewer: Viewer) -> NounForm:
    noun = noun_of("votedraft")
    return NounForm(
        noun, viewer, language(), action="change", state=state_of(noun, draft), label=draft.label_id,
        values=values_of(noun, [draft])[0], only=OUTCOME,
    )  # fmt: skip


def _form(request: HttpRequest, form: NounForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "inputs": form.inputs,
        "summary": summary_of(form),
        "faults": {fault.field.lstrip("_"): fault.message(form.language) for fault in form.faults},
    }
    return render(request, "web/votes/new.html", context, status=status)


def _doubled(request: HttpRequest) -> None:
    told = [part.strip() for one in request.POST.getlist("sponsors") for part in one.split(";")]
    twice = [one for one, count in Counter(filter(None, told)).items() if count > 1]
    if twice:
        raise DeedRefused(
            "doubled", "Có bên bảo trợ được ghi hai lần.", "A sponsor is named twice.", field="sponsors"
        )


def _file_text(request: HttpRequest, values: dict[str, Any]) -> str:
    given: Any = request.FILES.get("file")
    if given is None:
        return ""
    if values.get("text"):
        raise DeedRefused(
            "text-twice", "Hãy dán văn bản hoặc chọn tệp, không cả hai.",
            "Paste the text or choose a file, not both.", field="text",
        )  # fmt: skip
    try:
        if isinstance(given, OversizedFile):
            raise Refusal(Reason.TOO_LARGE, given.name or "")
        return text_of_file(given.name, given.read())
    except Refusal as refusal:
        fault = Fault("text", "file", refusal.message("vi"), refusal.message("en"))
        raise DeedRefused(fault.code, fault.vietnamese, fault.english, field=fault.field) from None
