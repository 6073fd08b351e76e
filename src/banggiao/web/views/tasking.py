"""The tasks that a paper gives: listed as the reader proposes them, taken into the register by ticking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.intervals import given_text
from banggiao.core.keys import is_key
from banggiao.core.nouns import Kind, noun_of
from banggiao.instruments.models import Commitment, Instrument
from banggiao.instruments.tasking import ProposedTask, tasks_in, tasks_take, tasks_taken, tells_conclusions
from banggiao.reading.records import Reading
from banggiao.reviews.reader import register_reader
from banggiao.sources.models import Source
from banggiao.sources.selectors import paper_of
from banggiao.sources.wording import date_words
from banggiao.web.tables import Cells, Head, Line, Table, described, file_asked, with_tables
from banggiao.web.views.records import address_of, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words

SHOWN = 60
"""Tasks on one page."""


@require_http_methods(["GET", "POST"])
def tasks(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The tasks of one paper; POST makes commitments of those that were ticked."""
    _noun, source = record_or_404(request, "source", key)
    viewer = viewer_of(request)
    viewer.require("commitment", "view")
    if not isinstance(source, Source) or not source.blocks:
        raise Http404
    reading = register_reader().read(paper_of(source))
    page = Paginator(tasks_in(reading), SHOWN).get_page(request.GET.get("page"))
    if file_asked(request):
        page = Paginator(tasks_in(reading), max(page.paginator.count, 1)).get_page(1)
    if request.method == "GET":
        return _page(request, source, page, _context(source, reading, viewer))
    return _take(request, source, page, reading)


def _take(
    request: HttpRequest, source: Source, page: Page[ProposedTask], reading: Reading
) -> HttpResponseBase:
    viewer, given = viewer_of(request), request.POST
    ticked = set(given.getlist("task"))
    chosen = [one for one in page if one.place in ticked]
    instrument = given.get("instrument", "").strip()
    rows = [
        {
            "text": given.get(f"text-{one.place}", "").strip() or one.text,
            "kind": given.get("kind", "") or "task",
            "lead": given.get(f"lead-{one.place}", "").strip(),
            "supporters": [code for code in one.supporters if f"with-{one.place}" in given],
            "due": given.get(f"due-{one.place}", "").strip(),
            "given_on": given_text(source.date, source.date_precision),
            "instrument": instrument or None,
        }
        for one in chosen
    ]
    context = _context(source, reading, viewer) | {"ticked": ticked, "kind": given.get("kind", "")}
    try:
        made = tasks_take(source, chosen, rows, by=viewer)
    except RowsRefused as refused:
        faults: dict[str, list[str]] = {}
        for n, fault in refused.faults:
            faults.setdefault(chosen[n].place, []).append(fault.message(language()))
        context["faults"] = faults
        return _page(request, source, page, context, typed=True, status=UNPROCESSABLE)
    except DeedRefused as refused:
        context["refusal"] = in_words(refused)
        return _page(request, source, page, context, typed=True, status=UNPROCESSABLE)
    n = len(made)
    words = ngettext("%(n)s task is in the register now.", "%(n)s tasks are in the register now.", n)
    messages.success(request, words % {"n": n})
    return redirect(f"{reverse('web:tasks', args=[source.key])}?page={page.number}")


def _context(source: Source, reading: Reading, viewer: Viewer) -> dict[str, Any]:
    """Return what the paper is: the instrument that it is, and whether it tells a leader's conclusions."""
    same = Instrument.objects.visible_to(viewer).current()
    instrument = same.filter(source=source).first()
    if instrument is None and source.number:
        instrument = same.filter(number=source.number).first()
    return {"instrument": instrument, "kind": "conclusion" if tells_conclusions(reading) else "task"}


def _page(
    request: HttpRequest, source: Source, page: Page[ProposedTask], context: dict[str, Any],
    *, typed: bool = False, status: int = 200,
) -> HttpResponseBase:  # fmt: skip
    viewer, spoken = viewer_of(request), language()
    taken = tasks_taken(source, viewer)
    seen = Commitment.objects.visible_to(viewer).filter(
        key__in=[taken[t.place] for t in page if t.place in taken]
    )
    captions = dict(seen.values_list("key", "caption"))
    codes = {code for one in page for code in (one.lead, *one.supporters) if code}
    told = request.POST if typed else {}
    keys = {v for name, v in told.items() if name.startswith("lead-") and v}
    actors = Actor.objects.visible_to(viewer).current()
    by_code = {one.code: one for one in actors.filter(code__in=codes)}
    by_key = {str(one.key): one for one in actors.filter(key__in=[k for k in keys if is_key(k)])}
    at = 1 if spoken == "vi" else 2
    rows = []
    for one in page:
        lead = by_key.get(told.get(f"lead-{one.place}", "")) or (None if typed else by_code.get(one.lead))
        rows.append(
            {
                "task": one,
                "taken": taken.get(one.place),
                "caption": captions.get(taken[one.place], "") if one.place in taken else "",
                "text": told.get(f"text-{one.place}", one.text),
                "lead": lead,
                "lead_words": "" if lead else told.get(f"lead-{one.place}", ""),
                "with": [by_code[code] for code in one.supporters if code in by_code],
                "due": told.get(f"due-{one.place}", date_words(one.due, spoken) if one.due else ""),
                "ticked": one.place in context.get("ticked", ()),
                "faults": context.get("faults", {}).get(one.place, ()),
            }
        )
    context = {
        **context,
        "record": source,
        "rows": rows,
        "page": page,
        "kinds": [(choice[0], choice[at]) for choice in noun_of("commitment").by_name["kind"].choices],
        "may_take": viewer.may(Question("commitment", "create")) and source.archived_at is None,
        "many": noun_of("source").label_many(spoken),
        "back": list_of("source"),
        "pages": {"record": address_of("source", source.key)},
        "find_actor": reverse("web:find", args=["actor"]),
        "find_instrument": reverse("web:find", args=["instrument"]),
    }
    return with_tables(
        request, [_table(source, rows)],
        lambda tables: render(
            request, "web/register/tasks.html", {**context, "tables": tables}, status=status
        ),
    )  # fmt: skip


def _table(source: Source, rows: Iterable[dict[str, Any]]) -> Table:
    heads = [
        Head("text", _("What is to be done")),
        Head("words", _("The paper's words")),
        Head("paragraph", _("Paragraph"), Kind.INTEGER),
        Head("page", _("Page"), Kind.INTEGER),
        Head("lead", _("Lead")),
        Head("supporters", _("Supporters")),
        Head("due", _("Due"), Kind.DATE),
        Head("taken", _("In the register")),
    ]
    lines = []
    for one in rows:
        task = one["task"]
        lead = one["lead"].caption if one["lead"] else ""
        supporters = "; ".join(actor.caption for actor in one["with"])
        told: list[Cells] = [
            task.text, task.words, task.paragraph, task.page, lead, supporters,
            date_words(task.due, language()) if task.due else "", one["caption"],
        ]  # fmt: skip
        lines.append(Line(told))
    nouns = ("source", "commitment", "actor")
    return described("tasks", _("Tasks in this paper"), heads, lines, nouns, label=source.label_id)
