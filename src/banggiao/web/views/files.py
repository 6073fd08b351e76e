"""Files of a record: sent whole or in parts, fetched, taken off, shown to fewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.core.access import Viewer
from banggiao.core.attachments import upload_drop, upload_find, upload_take, upload_whole
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_read
from banggiao.core.models import Attachment, Circulation, NounRecord
from banggiao.core.uploads import OversizedFile
from banggiao.sources.attaching import file_announce, file_archive, file_attach, file_narrow
from banggiao.web.views.deeds import refused
from banggiao.web.views.records import address_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, download, in_words

FileDeed = Callable[[NounRecord, Attachment, Viewer], Any]
PART = 4 * 1024 * 1024
"""The longest part that is taken at once, in bytes."""


@require_POST
def attach(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Take a file that came whole, as browsers without scripts send it."""
    described, record = record_or_404(request, noun, key)
    try:
        file_sent(request, record)
    except DeedRefused as refusal:
        return refused(request, described, record, refusal)
    messages.success(request, _("The file is attached."))
    return redirect(f"{address_of(noun, key)}#files")


def file_sent(request: HttpRequest, record: NounRecord) -> Attachment:
    """Attach the file that came with a form.

    Raises:
        DeedRefused: none came, the person may not attach it, or it may not be kept.
    """
    sent = request.FILES.get("file")
    return file_attach(
        record=record, name=_name(sent), data=_bytes(sent), by=viewer_of(request),
        stated=bool(request.POST.get("stated")),
    )  # fmt: skip


@require_POST
def start(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """Begin a file that comes in parts: answer with its address and the key that its parts are sent with."""
    _described, record = record_or_404(request, noun, key)
    size = request.POST.get("size", "")
    try:
        upload, secret = file_announce(
            record=record, name=request.POST.get("name", ""), by=viewer_of(request),
            size=int(size) if size.isascii() and size.isdigit() else 0,
            stated=bool(request.POST.get("stated")),
        )  # fmt: skip
    except DeedRefused as refusal:
        return _refusal(refusal)
    return JsonResponse(
        {"upload": str(upload.key), "secret": secret, "received": 0, "part": PART}, status=201
    )


@require_http_methods(["GET", "PUT", "DELETE"])
def part(request: HttpRequest, noun: str, key: UUID, upload_key: UUID) -> HttpResponse:
    """Take the next part of a file, say how much has arrived, or drop it. The last part attaches it."""
    _described, record = record_or_404(request, noun, key)
    viewer = viewer_of(request)
    secret = request.headers.get("Upload-Secret", "")
    try:
        upload = upload_find(key=upload_key, secret=secret, by=viewer)
        if (upload.noun, upload.record_key) != (record.noun_code, record.key):
            raise Http404
        if request.method == "DELETE":
            upload_drop(upload=upload)
            return HttpResponse(status=204)
        if request.method == "PUT":
            told = request.headers.get("Upload-Offset", "")
            offset = int(told) if told.isascii() and told.isdigit() else -1
            upload = upload_take(upload=upload, secret=secret, offset=offset, data=_part(request))
        if upload.received < upload.size:
            return JsonResponse({"received": upload.received})
        data = upload_whole(upload=upload, secret=secret)
        file_attach(record=record, name=upload.name, data=data, by=viewer, stated=upload.stated)
    except DeedRefused as refusal:
        return _refusal(refusal)
    return JsonResponse({"received": upload.size, "url": f"{address_of(noun, key)}#files"}, status=201)


@require_GET
def fetch(request: HttpRequest, noun: str, key: UUID, file_key: UUID) -> HttpResponse:
    """Send a file, so that no browser runs or shows it within this site."""
    _described, record = record_or_404(request, noun, key)
    attachment = _attachment(record, viewer_of(request), file_key)
    try:
        data = file_read(attachment.sha256)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    response = download(data, attachment.name, attachment.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def archive(request: HttpRequest, noun: str, key: UUID, file_key: UUID) -> HttpResponse:
    """Take a file off the record's page."""

    def deed(record: NounRecord, attachment: Attachment, viewer: Viewer) -> Any:
        reason = request.POST.get("reason", "")
        return file_archive(attachment=attachment, record=record, by=viewer, reason=reason)

    return _on_file(request, (noun, key, file_key), deed, _("The file is archived."))


@require_POST
def label(request: HttpRequest, noun: str, key: UUID, file_key: UUID) -> HttpResponse:
    """Say who may see a file."""

    def deed(record: NounRecord, attachment: Attachment, viewer: Viewer) -> Any:
        agency = request.POST.get("circulation") == Circulation.AGENCY
        return file_narrow(attachment=attachment, record=record, by=viewer, agency=agency)

    return _on_file(request, (noun, key, file_key), deed, _("Who may see the file was changed."))


def _on_file(request: HttpRequest, place: tuple[str, UUID, UUID], deed: FileDeed, done: str) -> HttpResponse:
    noun, key, file_key = place
    described, record = record_or_404(request, noun, key)
    viewer = viewer_of(request)
    attachment = _attachment(record, viewer, file_key)
    try:
        deed(record, attachment, viewer)
    except DeedRefused as refusal:
        return refused(request, described, record, refusal)
    messages.success(request, done)
    return redirect(f"{address_of(noun, key)}#files")


def _attachment(record: NounRecord, viewer: Viewer, key: UUID) -> Attachment:
    rows = Attachment.objects.visible_to(viewer).select_related("label")
    found: Attachment | None = rows.filter(noun=record.noun_code, record_key=record.key, key=key).first()
    if found is None:
        raise Http404
    return found


def _name(sent: UploadedFile[Any] | None) -> str:
    return (sent.name or "") if sent is not None else ""


def _bytes(sent: UploadedFile[Any] | None) -> bytes:
    if sent is None:
        raise DeedRefused("file-empty", "Hãy chọn tệp.", "Choose a file.", field="file")
    if isinstance(sent, OversizedFile):
        raise DeedRefused("file-too-large", "Tệp quá lớn.", "The file is too large.", field="file")
    data: bytes = sent.read()
    return data


def _part(request: HttpRequest) -> bytes:
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > PART:
        raise DeedRefused("upload-part", "Phần gửi quá dài.", "The part is too long.", field="file")
    return request.read(int(length))


def _refusal(refusal: DeedRefused) -> HttpResponse:
    return JsonResponse(
        {"code": refusal.code, "message": in_words(refusal)},
        status=410 if refusal.code == "upload-gone" else UNPROCESSABLE,
        json_dumps_params={"ensure_ascii": False},
    )
