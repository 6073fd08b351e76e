"""Lists that a person asked for as files, and fetches when they are written."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banggiao.core.nouns import noun_of
from banggiao.sheets import staging
from banggiao.sheets.lists import lists_of
from banggiao.sheets.models import ListState
from banggiao.web.views.records import language, viewer_of
from banggiao.web.views.shared import EXCEL


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The lists that the viewer asked for within a day."""
    spoken = language()
    files = [
        {"file": file, "noun": noun_of(file.noun).label_many(spoken),
         "reason": file.reason_vi if spoken == "vi" else file.reason_en}
        for file in lists_of(viewer_of(request))
    ]  # fmt: skip
    busy = any(one["file"].state == ListState.QUEUED for one in files)  # type: ignore[attr-defined]
    part = bool(request.htmx)  # type: ignore[attr-defined]
    template = "web/sheets/_lists.html" if part else "web/sheets/lists.html"
    return render(request, template, {"files": files, "busy": busy})


@require_GET
def fetch(request: HttpRequest, key: UUID) -> FileResponse:
    """Send a list to who asked for it, and to nobody else."""
    file = next((one for one in lists_of(viewer_of(request)) if one.key == key), None)
    path = staging.path_in(staging.LISTS, key)
    if file is None or file.state != ListState.READY or not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=EXCEL)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["Cache-Control"] = "private, no-store"
    return response
