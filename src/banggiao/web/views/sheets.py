"""Spreadsheets dropped on a page: several at once, columns mapped once for a sender, seen before they are
loaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import Noun
from banggiao.core.uploads import OversizedFile
from banggiao.reading.intake import readable_name
from banggiao.sheets.loading import (
    file_accept,
    file_load,
    file_of,
    file_put_away,
    file_skip,
    file_undo,
    files_load,
)
from banggiao.sheets.models import FileState, SheetFile
from banggiao.sheets.receiving import (
    file_map,
    file_read_again,
    file_receive,
    file_refuse,
    files_of,
    sender_named,
)
from banggiao.web.sheets import (
    columns_chosen_in,
    columns_shown,
    file_shown,
    fixed_in,
    fixed_shown,
    list_shown,
)
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words, refuse


@require_GET
def show(request: HttpRequest, noun: str) -> HttpResponse:
    """Where spreadsheets are dropped, and those that were."""
    described = _writable(request, noun)
    return render(request, "web/sheets/drop.html", _frame(described) | _files(request, described))


@require_GET
def listing(request: HttpRequest, noun: str) -> HttpResponse:
    """The files alone, asked again while some are checked or loaded."""
    described = _writable(request, noun)
    return render(request, "web/sheets/_files.html", _frame(described) | _files(request, described))


@require_POST
def upload(request: HttpRequest, noun: str) -> HttpResponse:
    """Take in the files of one request: one where the page's script sends them, several from a plain form."""
    described = _writable(request, noun)
    names = request.POST.getlist("name")
    received = [
        _receive(request, described, sent, names[n] if n < len(names) else "")
        for n, sent in enumerate(request.FILES.getlist("files"))
    ]
    if request.headers.get("X-Requested-With") == "upload":
        refused = sum(file.state == FileState.REFUSED for file in received)
        return JsonResponse({"received": len(received) - refused, "refused": refused})
    if not received:
        messages.error(request, _("No file was chosen."))
    return redirect("web:sheets", described.code)


@require_POST
def load(request: HttpRequest, noun: str) -> HttpResponse:
    """Load every file that is ready, each wholly or not at all."""
    described, viewer = _writable(request, noun), viewer_of(request)
    ready = [file for file in files_of(viewer, described) if file.state == FileState.READY]
    files_load(ready)
    loaded = [file for file in ready if file.state == FileState.LOADED]
    if loaded:
        rows = sum(file.rows for file in loaded)
        told = ngettext(
            "Loaded: %(n)s file, %(rows)s rows.", "Loaded: %(n)s files, %(rows)s rows.", len(loaded)
        )
        messages.success(request, told % {"n": len(loaded), "rows": rows})
    return redirect("web:sheets", described.code)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """One file: what its columns are, what loading it would do, what is wrong with it."""
    described, file = _own(request, noun, key)
    viewer = viewer_of(request)
    if request.method == "POST":
        try:
            file_map(
                file, columns=columns_chosen_in(request.POST, file), fixed=fixed_in(request.POST), by=viewer,
                sender=sender_named(request.POST.get("sender", ""), viewer),
            )  # fmt: skip
        except DeedRefused as refusal:
            return _page(request, described, file, refusal)
        if file.state == FileState.READY:
            return redirect("web:sheets", described.code)
        return redirect("web:sheet", described.code, file.key)
    return _page(request, described, file)


@require_POST
def act(request: HttpRequest, noun: str, key: UUID, deed: str) -> HttpResponse:
    """Do one thing with a file: load, take back, leave lines out, choose the sheet, put away."""
    described, file = _own(request, noun, key)
    try:
        _DEEDS[deed](request, file)
    except KeyError:
        raise Http404 from None
    except DeedRefused as refusal:
        refuse(request, refusal)
    if deed in ("skip", "sheet", "accept"):
        return redirect("web:sheet", described.code, file.key)
    return redirect("web:sheets", described.code)


def _load(_request: HttpRequest, file: SheetFile) -> None:
    file_load(file)


def _put_away(_request: HttpRequest, file: SheetFile) -> None:
    file_put_away(file)


def _undo(request: HttpRequest, file: SheetFile) -> None:
    number = file_undo(file, by=viewer_of(request))
    told = ngettext("Taken back: %(n)s deed.", "Taken back: %(n)s deeds.", number)
    messages.success(request, told % {"n": number})


def _skip(request: HttpRequest, file: SheetFile) -> None:
    file_skip(file, [int(line) for line in request.POST.getlist("line") if line.isascii() and line.isdigit()])


def _accept(request: HttpRequest, file: SheetFile) -> None:
    file_accept(file, request.POST.getlist("accepted"))


def _sheet(request: HttpRequest, file: SheetFile) -> None:
    file_read_again(file, sheet=request.POST.get("sheet", ""), by=viewer_of(request))


_DEEDS = {
    "load": _load, "undo": _undo, "skip": _skip, "accept": _accept, "sheet": _sheet, "put-away": _put_away,
}  # fmt: skip


def _receive(request: HttpRequest, noun: Noun, sent: UploadedFile[Any], name: str) -> SheetFile:
    name = readable_name(name or sent.name or "").strip() or _("without a name")
    if isinstance(sent, OversizedFile):
        return file_refuse(noun=noun, name=name, by=viewer_of(request))
    return file_receive(noun=noun, name=name, data=sent.read(), by=viewer_of(request))


def _writable(request: HttpRequest, noun: str) -> Noun:
    """Return a noun of which the viewer may write records, or answer that there is no such page."""
    described, viewer = noun_or_404(noun), viewer_of(request)
    if not described.writable or viewer.user is None or not viewer.may(Question(described.code, "create")):
        raise Http404
    return described


def _own(request: HttpRequest, noun: str, key: UUID) -> tuple[Noun, SheetFile]:
    described = _writable(request, noun)
    file = file_of(key, viewer_of(request))
    if file is None or file.noun != described.code:
        raise Http404
    return described, file


def _frame(noun: Noun) -> dict[str, Any]:
    spoken = language()
    return {"noun": noun, "title": noun.label_many(spoken), "list_url": reverse("web:list", args=[noun.code])}


def _files(request: HttpRequest, noun: Noun) -> dict[str, Any]:
    return list_shown(noun, files_of(viewer_of(request), noun), viewer_of(request), language())


def _page(
    request: HttpRequest, noun: Noun, file: SheetFile, refusal: DeedRefused | None = None
) -> HttpResponse:
    viewer, spoken = viewer_of(request), language()
    context = {
        **_frame(noun),
        "file": file_shown(noun, file, viewer, spoken),
        "columns": columns_shown(noun, file, viewer, spoken),
        "fixed": fixed_shown(noun, file, viewer, spoken),
        "refusal": in_words(refusal) if refusal else "",
    }
    return render(request, "web/sheets/file.html", context, status=UNPROCESSABLE if refusal else 200)
