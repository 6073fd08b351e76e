"""What an ended body leaves behind: agreements decided one by one, open work passed on, letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from banggiao.actors.following import answers_for, inherited_from, successions_of
from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.intervals import parse_given
from banggiao.core.nouns import Kind
from banggiao.figures.selectors import series_of
from banggiao.instruments.inheritance import (
    DECISIONS,
    Decision,
    LeftBehind,
    agreement_parties,
    agreement_settle,
    agreements_inherited,
    agreements_left_by,
    agreements_settled,
    bodies_left_behind,
)
from banggiao.instruments.models import Instrument
from banggiao.instruments.succession import obligations_of, succession_carry_out, ties_open
from banggiao.language.typed import parse_typed_date
from banggiao.publishing.partner_letter import partner_letter
from banggiao.rules.selectors import deadline_for
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.web import called, given
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import WORD, download, refuse

GRACE = "agr-rename"
"""The code of the rule by which inherited agreements are renamed without consultation."""
NOTICE = "agr-change"
"""The code of the rule by which partner and authorities are told of a change."""
_MOST_UNITS = 300
_MOST_POINTS = 6


@require_GET
def bodies(request: HttpRequest) -> HttpResponseBase:
    """The ended bodies with agreements that nobody has settled."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("party", "view")
    table = _bodies(bodies_left_behind(viewer, today))
    return with_tables(request, [table], "web/register/inherit.html", _countdown(viewer, today))


def _bodies(found: Sequence[LeftBehind]) -> Table:
    heads = [
        Head("body", _("Body")),
        Head("ended", _("Ended"), Kind.END, field="actor.valid_to"),
        Head("heirs", _("Carried on by")),
        Head("agreements", _("Agreements to decide on"), Kind.INTEGER),
    ]
    lines = []
    for one in found:
        body = one.actor
        heirs: Cells = Cell("; ".join(called(heir) for heir in one.successors))
        if not one.successors:
            heirs = Cell(_("no successor in the register"), chip="draft")
        name = Cell(called(body), reverse("web:inherit_body", args=[body.key]))
        ended = given(body.valid_to, body.valid_to_precision) if body.valid_to else ""
        lines.append(Line([name, ended, heirs, one.agreements], body.key))
    return described(
        "bodies", _("Inherited agreements"), heads, lines, ("actor", "party"),
        nothing=_("No ended body stands in a living agreement."),
    )  # fmt: skip


@require_GET
def body(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One ended body: agreements to decide on, agreements settled, work to pass on."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("party", "view")
    old = _actor_or_404(viewer, key)
    successions = successions_of(viewer, old)
    heirs = _heirs(viewer, old, today)
    notice = deadline_for(viewer, NOTICE, today)
    at = 1 if language() == "vi" else 2
    context = {
        "actor": old,
        "heirs": heirs,
        "leads": _leads(viewer, heirs),
        "successions": successions,
        "since": successions[0].on if successions else None,
        "today": today,
        "agreements": agreements_left_by(viewer, old, today),
        "settled": agreements_settled(viewer, old, today),
        "decisions": [(str(row[0]), row[at]) for row in DECISIONS],
        "owed": obligations_of(viewer, old) if viewer.may(Question("commitment", "view")) else [],
        "ties": ties_open(viewer, old, today) if viewer.may(Question("tie", "view")) else [],
        "notice": notice,
        "notice_words": notice.explanation(language()) if notice else "",
        **_countdown(viewer, today),
    }
    return with_tables(request, [_left_table(context)], "web/register/inherit_body.html", context)


def _left_table(context: dict[str, Any]) -> Table:
    heads = [Head("record", _("Record")), Head("due", _("Due"), Kind.DATE, field="commitment.due")]
    lines = [
        Line([one.caption, given(one.due, one.due_precision) if one.due else ""], one.key)
        for one in context["owed"]
    ]
    lines += [Line([one.caption, ""], one.key) for one in context["ties"]]
    nouns = ("commitment", "tie")
    return described("left", _("Open commitments and ties"), heads, lines, nouns)


@require_POST
def settle(request: HttpRequest, key: UUID, instrument_key: UUID) -> HttpResponse:
    """Decide what becomes of one agreement."""
    viewer, today = viewer_of(request), timezone.localdate()
    old = _actor_or_404(viewer, key)
    instrument = _instrument_or_404(viewer, instrument_key)
    decision = request.POST.get("decision", "")
    notice = deadline_for(viewer, NOTICE, today)
    grace = deadline_for(viewer, GRACE, today) if decision == Decision.RENAME else None
    try:
        settled = agreement_settle(
            instrument=instrument,
            old=old,
            successor=_chosen(viewer, request.POST.get("successor", ""), "successor"),
            decision=decision,
            lead=_chosen(viewer, request.POST.get("lead", ""), "lead"),
            on=_day(request.POST.get("on", "")),
            by=viewer,
            reason=request.POST.get("reason", ""),
            notify_due=notice.due if notice else None,
            follow_up_due=grace.due if grace and grace.due >= today else None,
            today=today,
        )
    except DeedRefused as refused:
        refuse(request, refused)
    else:
        n = len(settled.commitments)
        messages.success(
            request,
            ngettext(
                "“%(title)s” is settled; %(n)s task follows from it.",
                "“%(title)s” is settled; %(n)s tasks follow from it.",
                n,
            )
            % {"title": instrument.title, "n": n},
        )
    return redirect("web:inherit_body", key)


@require_POST
def carry(request: HttpRequest, key: UUID) -> HttpResponse:
    """Pass open commitments and ties to the successors that were chosen."""
    viewer = viewer_of(request)
    old = _actor_or_404(viewer, key)
    try:
        passed = _passed(request, viewer, old)
    except DeedRefused as refused:
        refuse(request, refused)
    else:
        words = ngettext("%(n)s record was passed on.", "%(n)s records were passed on.", passed)
        messages.success(request, words % {"n": passed})
    return redirect("web:inherit_body", key)


@require_GET
def letter(request: HttpRequest, key: UUID, instrument_key: UUID) -> HttpResponse:
    """The letter that tells the partners, in Word."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("party", "export")
    old = _actor_or_404(viewer, key)
    instrument = _instrument_or_404(viewer, instrument_key)
    decision = request.GET.get("decision", "")
    heirs = [heir for heir in _heirs(viewer, old, today) if str(heir.key) == request.GET.get("successor", "")]
    if decision not in set(Decision) or not heirs:
        raise Http404
    since = next((s.on for s in successions_of(viewer, old) if s.on and s.on_precision == "day"), None)
    ended = instrument.valid_to if decision == Decision.END and instrument.lifecycle == "ended" else None
    data = partner_letter(
        decision=decision,
        old_name=old.name_vi,
        new_name=heirs[0].name_vi,
        since=_parts(since),
        basis=_words(request, "basis"),
        agreement_title=instrument.title,
        agreement_number=instrument.number,
        agreement_date=_parts(instrument.date) if instrument.date_precision == "day" else None,
        partners=[one.name_vi for one in _partners(viewer, instrument, old, heirs)],
        ended_on=_parts(ended),
        agency=_words(request, "agency"),
        parent=_words(request, "parent"),
        place=_words(request, "place"),
        contact=_words(request, "contact"),
    )
    return download(data, _("Notice to the partner - %(body)s") % {"body": old.name_vi} + ".docx", WORD)


@require_GET
def inherited(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What the page of an actor shows of its succession: whom it carries on, who carries on for it."""
    viewer, today = viewer_of(request), timezone.localdate()
    viewer.require("actor", "view")
    actor = _actor_or_404(viewer, key)
    context = inherited_context(viewer, actor, today)
    return with_tables(request, [_series(context["series"])], "web/register/_inherited.html", context)


def _series(series: Iterable[dict[str, Any]]) -> Table:
    heads = [
        Head("indicator", _("Indicator"), field="figure.indicator"),
        Head("period", _("Period of the figure"), Kind.START, field="figure.valid_from"),
        Head("value", _("Value"), Kind.DECIMAL, field="figure.value"),
        Head("unit", _("Unit"), field="figure.unit"),
        Head("figures", _("Figures added"), Kind.INTEGER),
    ]
    lines = []
    for one in series:
        for point in one["points"]:
            first = point.figures[0]
            period = given(first.valid_from, first.valid_from_precision)
            lines.append(
                Line([called(one["indicator"]), period, point.value, point.unit, len(point.figures)])
            )
    return described("figures", _("Figures, those of its predecessors added"), heads, lines, ("figure",))


def inherited_context(viewer: Viewer, actor: Actor, today: date) -> dict[str, Any]:
    """Return what the template of an actor's succession needs."""
    before = inherited_from(viewer, actor, today)
    summed: list[dict[str, Any]] = []
    if before and viewer.may(Question("figure", "view")):
        for indicator, points in series_of(viewer, actor).items():
            summed.append({"indicator": indicator, "points": points[-_MOST_POINTS:]})
    return {
        "actor": actor,
        "predecessors": before,
        "heirs": _heirs(viewer, actor, today),
        "agreements": agreements_inherited(viewer, before, today)
        if before and viewer.may(Question("party", "view"))
        else [],
        "series": summed,
    }


def _passed(request: HttpRequest, viewer: Viewer, old: Actor) -> int:
    """Pass on what the form says, all or nothing; return how many records passed."""
    chosen: dict[str, set[UUID]] = {}
    for name in request.POST:
        if name.startswith("takes-") and (taker := request.POST.get(name)):
            chosen.setdefault(str(taker), set()).add(_key(name.removeprefix("takes-")))
    passed = 0
    with transaction.atomic():
        for succession in successions_of(viewer, old):
            takes = chosen.get(str(succession.key))
            if takes:
                carried = succession_carry_out(
                    succession,
                    by=viewer,
                    on=_day(request.POST.get("on", "")),
                    reason=request.POST.get("reason", ""),
                    takes=takes,
                    today=timezone.localdate(),
                )
                passed += len(carried.commitments) + len(carried.ties)
    return passed


def _actor_or_404(viewer: Viewer, key: UUID) -> Actor:
    actor: Actor | None = Actor.objects.visible_to(viewer).current().filter(key=key).first()
    if actor is None:
        raise Http404
    return actor


def _instrument_or_404(viewer: Viewer, key: UUID) -> Instrument:
    rows = Instrument.objects.visible_to(viewer).current().select_related("label")
    instrument: Instrument | None = rows.filter(key=key).first()
    if instrument is None:
        raise Http404
    return instrument


def _heirs(viewer: Viewer, old: Actor, today: date) -> list[Actor]:
    ids = [one.pk for one in answers_for(old, today) if one.pk != old.pk]
    seen = Actor.objects.visible_to(viewer).in_bulk(ids)
    return [seen[pk] for pk in ids if pk in seen]


def _leads(viewer: Viewer, heirs: list[Actor]) -> list[Actor]:
    """Return who may be given the work: the successors and the units under them."""
    units = Actor.objects.visible_to(viewer).current().filter(parent__in=heirs, valid_to__isnull=True)
    return [*heirs, *units.order_by("sort_key", "id")[:_MOST_UNITS]]


def _partners(viewer: Viewer, instrument: Instrument, old: Actor, heirs: list[Actor]) -> list[Actor]:
    ours = {old.pk, *(heir.pk for heir in heirs)}
    return [one for one in agreement_parties(viewer, instrument) if one.pk not in ours]


def _chosen(viewer: Viewer, key: str, field: str) -> Actor:
    rows = Actor.objects.visible_to(viewer).current()
    actor: Actor | None = rows.filter(key=_key(key)).first()
    if actor is None:
        raise DeedRefused(field, "Hãy chọn cơ quan.", "Choose a body.", field=field)
    return actor


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DeedRefused("unknown", "Không tìm thấy bản ghi.", "The record was not found.") from None


def _day(text: str) -> date:
    try:
        given = parse_given(parse_typed_date(text.strip()) or text)
    except ValueError:
        given = parse_given("")
    if given.first is None or given.precision != "day":
        raise DeedRefused("date", "Ghi ngày dạng 01/07/2025.", "Write a day such as 01/07/2025.", field="on")
    return given.first


def _parts(day: date | None) -> tuple[int, int, int] | None:
    return (day.day, day.month, day.year) if day else None


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.GET.get(name, "").replace("\0", "").split())[:300]


def _countdown(viewer: Viewer, today: date) -> dict[str, Any]:
    grace = deadline_for(viewer, GRACE, today)
    return {
        "grace": grace,
        "grace_words": grace.explanation(language()) if grace else "",
        "grace_days": (grace.due - today).days if grace else None,
        "grace_title": grace.rule.name if grace else _("renaming inherited agreements without consultation"),
    }
