"""The list of a noun: filters, sorting, search, saved lists, downloads; one page for every noun."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Noun, noun_of
from banggiao.core.saved import LONGEST_NAME, view_archive, view_save, views_of
from banggiao.sheets.lists import (
    MOST_AT_ONCE,
    codes_for,
    columns_exported,
    csv_of,
    export_told,
    json_of,
    list_ask,
    xlsx_of,
)
from banggiao.sources.listing import ListQuery, page_of, query_from, rows_of
from banggiao.sources.marks import undecided
from banggiao.web.downloads import MOST_IN_WORD, docx_of
from banggiao.web.filters import controls_of
from banggiao.web.rows import rows_html
from banggiao.web.tables import CSV, streamed
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import EXCEL, JSON, UNPROCESSABLE, WORD, download, in_words, refuse

FORMATS = {"csv": "CSV", "xlsx": "Excel (.xlsx)", "docx": "Word (.docx)", "json": "JSON"}
"""The files that a list is offered as, and how they are called."""


@require_GET
def show(request: HttpRequest, noun: str) -> HttpResponse:
    """A page of the list, as its address asks."""
    described = _listed(request, noun)
    try:
        query = query_from(described, _asked(request), viewer_of(request))
        return _page(request, described, query)
    except DeedRefused as refusal:
        return _refused(request, described, refusal)


@require_GET
def file(request: HttpRequest, noun: str, format: str) -> HttpResponse | StreamingHttpResponse:
    """The whole list as a file, with the filters and columns of the page."""
    described, viewer, spoken = _listed(request, noun), viewer_of(request), language()
    if format not in FORMATS:
        raise Http404
    if not described.exportable:
        raise PermissionDenied
    try:
        viewer.require(described.code, "export")
        query = query_from(described, _asked(request), viewer)
        columns = columns_exported(described, viewer, spoken)
        codes = codes_for(described, columns, spoken)
        most = {"xlsx": MOST_AT_ONCE, "docx": MOST_IN_WORD}.get(format)
        rows = rows_of(query, viewer, language=spoken, only=[c.name for c in columns], most=most)
        title = described.label_many(spoken)
        data = b""
        if format == "xlsx":
            data = xlsx_of(title, columns, rows, language=spoken, codes=codes)
        elif format == "docx":
            data = docx_of(
                title, columns, rows, conditions=_conditions(query, viewer, spoken),
                agency=_home(viewer), day=timezone.localdate(), language=spoken,
            )  # fmt: skip
    except DeedRefused as refusal:
        if refusal.code == "too-many-rows" and format == "xlsx" and viewer.user is not None:
            list_ask(described, query, viewer, language=spoken)
            return redirect("web:list_files")
        return _refused(request, described, refusal)
    export_told(described, viewer, format=format, query=urlencode(query.given), columns=columns)
    name = f"{title} {timezone.localdate():%Y-%m-%d}.{format}"
    if data:
        return download(data, name, EXCEL if format == "xlsx" else WORD)
    if format == "json":
        return streamed(json_of(columns, rows, language=spoken), name, JSON)
    return streamed(csv_of(columns, rows, codes), name, CSV)


def _conditions(query: ListQuery, viewer: Viewer, spoken: str) -> str:
    """Return by what the list is narrowed, in words."""
    _widgets, chips = controls_of(query, viewer, spoken)
    return "; ".join(f"{chip.label}: {chip.value}" for chip in chips)


def _home(viewer: Viewer) -> str:
    """Return the name of the body for which the person works, "" where there is none."""
    rows = noun_of("actor").model.objects.visible_to(viewer).filter(key=viewer.home)
    return str(rows.values_list("caption", flat=True).first() or "") if viewer.home else ""


@require_POST
def save(request: HttpRequest, noun: str) -> HttpResponse:
    """Keep the list under a name."""
    described, viewer = _listed(request, noun), viewer_of(request)
    given = request.POST.get("query", "")
    try:
        query = query_from(described, _parsed(given), viewer)
        kept = urlencode(query.given)
        view = view_save(noun=described, name=request.POST.get("name", ""), query=kept, by=viewer)
    except DeedRefused as refusal:
        refuse(request, refusal)
        return redirect(_address(described.code, given[:4000]))
    messages.success(request, _("The list was saved as “%(name)s”.") % {"name": view.name})
    return redirect(_address(described.code, kept))


@require_POST
def forget(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Take a saved list away."""
    described = _listed(request, noun)
    try:
        view = view_archive(key=key, by=viewer_of(request))
    except DeedRefused:
        raise Http404 from None
    messages.success(request, _("“%(name)s” was taken away.") % {"name": view.name})
    return redirect("web:list", described.code)


def _listed(request: HttpRequest, noun: str) -> Noun:
    """Return a noun whose list the viewer may see, or answer that there is none."""
    described = noun_or_404(noun)
    if not viewer_of(request).may(Question(described.code, "view")):
        raise Http404
    return described


def _asked(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(v) for v in values] for name, values in request.GET.lists()}


def _parsed(query: str) -> dict[str, list[str]]:
    return {name: [str(v) for v in values] for name, values in QueryDict(query).lists()}


def _address(noun: str, query: str = "", page: str = "list") -> str:
    address = reverse(f"web:{page}", args=[noun])
    return f"{address}?{query}" if query else address


def _page(request: HttpRequest, noun: Noun, query: ListQuery) -> HttpResponse:
    viewer, spoken = viewer_of(request), language()
    page = page_of(query, viewer, language=spoken)
    given = urlencode(query.given)
    widgets, chips = controls_of(query, viewer, spoken)
    context = {
        **_frame(request, noun),
        "page": page,
        "heads": [_head(noun, query, column) for column in page.columns],
        "rows": rows_html(
            noun, page.columns, page.rows, undecided(noun, [row.key for row in page.rows], viewer)
        ),
        "chips": chips,
        "widgets": widgets,
        "query": query,
        "given": given,
        "next": _at(query, "after", page.next),
        "previous": _at(query, "before", page.previous),
        "first": _address(noun.code, given) if query.after or query.before else "",
        "files": _files(noun, viewer, given),
    }
    part = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "web/register/_list.html" if part else "web/register/list.html"
    response = render(request, template, context)
    if part:
        response["HX-Push-Url"] = _address(noun.code, given)
    response["Vary"] = "HX-Request, Cookie"
    return response


def _frame(request: HttpRequest, noun: Noun) -> dict[str, Any]:
    viewer, spoken = viewer_of(request), language()
    views = views_of(noun, viewer)
    return {
        "noun": noun,
        "title": noun.label_many(spoken),
        "one": noun.label(spoken),
        "here": noun.code,
        "list_url": _address(noun.code),
        "new_url": _address(noun.code, page="new")
        if noun.writable and viewer.may(Question(noun.code, "create"))
        else "",
        "sheets_url": _address(noun.code, page="sheets")
        if noun.writable and viewer.user is not None and viewer.may(Question(noun.code, "create"))
        else "",
        "duplicates_url": _address(noun.code, page="duplicates")
        if noun.writable and viewer.may(Question(noun.code, "merge"))
        else "",
        "may_save": viewer.user is not None,
        "longest_name": LONGEST_NAME,
        "views": [
            {"name": view.name, "url": _address(noun.code, view.query), "key": view.key} for view in views
        ],
    }


def _refused(request: HttpRequest, noun: Noun, refusal: DeedRefused) -> HttpResponse:
    context = {**_frame(request, noun), "refusal": in_words(refusal)}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    template = "web/register/_list.html" if part else "web/register/list.html"
    return render(request, template, context, status=UNPROCESSABLE)


def _head(noun: Noun, query: ListQuery, column: Any) -> dict[str, Any]:
    """Return the head of a column; the address sorts by it, the other way round where it sorts already."""
    if not column.sort:
        return {"column": column}
    sorting = column.sort == query.sort
    falling = sorting and not query.descending
    asked = [(n, v) for n, v in query.given if n != "sort"]
    address = _address(noun.code, urlencode([*asked, ("sort", f"{'-' if falling else ''}{column.sort}")]))
    way = ("descending" if query.descending else "ascending") if sorting else "none"
    return {"column": column, "url": address, "way": way}


def _at(query: ListQuery, way: str, place: str) -> str:
    return _address(query.noun.code, urlencode([*query.given, (way, place)])) if place else ""


def _files(noun: Noun, viewer: Any, given: str) -> list[dict[str, str]]:
    if not noun.exportable or not viewer.may(Question(noun.code, "export")):
        return []
    files = []
    for format, label in FORMATS.items():
        address = reverse("web:list_file", args=[noun.code, format])
        files.append({"url": f"{address}?{given}" if given else address, "label": label})
    return files
