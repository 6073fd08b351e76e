"""Files on records of any noun: looked at in memory before they are kept, sent in parts that may break off.

Whether a person may attach at all is asked above (:mod:`banggiao.sources.attaching`).
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.core.access import Viewer
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_store
from banggiao.core.jobs import Payload, repeats
from banggiao.core.models import AccessLabel, Attachment, NounRecord, Upload
from banggiao.core.partial import key_new, lock_of, part_write, parts_kept, parts_read, parts_remove
from banggiao.core.prepared import KEY, prepared
from banggiao.reading.intake import open_paper, readable_name
from banggiao.reading.intake.kinds import Fault, FileKind, NotTaken, kind_by_head, kind_of
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reading.secrecy import mark_in

LONGEST_NAME = 200
PATIENCE = timedelta(hours=24)
"""How long a broken upload may be taken up again."""
AT_ONCE = 8
"""How many uploads one person may have on the way."""
# What may be kept unread: a scan, an envelope of scans, a sheet of charts, a table of too many cells.
_UNREAD = {Reason.NO_TEXT: (".pdf", ".xlsx", ".odt", ".edxml", ".xml"), Reason.TOO_LARGE: (".xlsx",)}
_PARTED = re.compile(r"[\\/:]")
_FORBIDDEN = re.compile(r'[<>"|?*]')


def attachments_on(record: NounRecord, viewer: Viewer) -> list[Attachment]:
    """Return the files on a record that the viewer may see, the latest first."""
    return list(_attachments(record.noun_code, viewer.labels).of(key=record.key))


@prepared
def _attachments(noun: str, labels: frozenset[int] | None) -> QuerySet[Attachment]:
    rows = Attachment.objects.visible_to(Viewer(name="", labels=labels)).current().select_related("label")
    return rows.filter(noun=noun, record_key=KEY).order_by("-pk")


def attachment_add(
    *, record: NounRecord, name: str, data: bytes, by: Viewer, stated: bool, label: AccessLabel | None = None
) -> tuple[Attachment, Paper | None]:
    """Keep a file on a record; return it, and the paper that was read where it is one.

    ``stated`` is the person's word that the file holds no State secret: what cannot be read is not taken
    without it. The same bytes on the same record are one file. Without ``label`` it is seen by those who see
    the record.

    Raises:
        DeedRefused: the file is marked secret, broken, too large, of a kind that is not taken, or named
            as another kind. Nothing of it is kept.
    """
    name = clean_name(name)
    kind, paper = examine(name, data, stated=stated)
    sha256 = file_store(data)
    with transaction.atomic():
        known = attachments_on(record, by)
        for attachment in known:
            if attachment.sha256 == sha256:
                return attachment, paper
        attachment = Attachment.objects.create(
            noun=record.noun_code, record_key=record.key, name=_unused(name, {one.name for one in known}),
            media_type=kind.media_type, size=len(data), sha256=sha256, label=label or record.label,
            added_by=by.name[:200],
        )  # fmt: skip
        _told("file_added", attachment, by, after=_as_told(attachment))
        return attachment, paper


def examine(name: str, data: bytes, *, stated: bool) -> tuple[FileKind, Paper | None]:
    """Look at a whole file in memory: what it is, and the paper that was read where it is one.

    Raises:
        DeedRefused: it may not be kept.
    """
    if not data:
        raise DeedRefused("file-empty", "Tệp rỗng.", "The file is empty.", field="file")
    if len(data) > settings.UPLOAD_FILE_LIMIT:
        raise _too_large()
    try:
        kind = kind_of(name, data)
        paper = open_paper(name, data) if kind.paper else None
    except NotTaken as refused:
        raise _not_taken(refused) from refused
    except Refusal as refusal:
        if not name.lower().endswith(_UNREAD.get(refusal.reason, ())):
            raise _refused(refusal) from refusal
        kind, paper = kind_of(name, data), None  # nothing to read, so the person's word is asked
    if paper is None and not stated:
        raise DeedRefused(
            "file-statement",
            "Chương trình không đọc được dấu mật trong loại tệp này. "
            "Hãy xác nhận tệp không chứa bí mật nhà nước.",
            "The program cannot see a mark of secrecy in this kind of file. "
            "State that the file holds no State secret.",
            field="stated",
        )
    return kind, paper


def attachment_archive(*, attachment: Attachment, by: Viewer, reason: str) -> Attachment:
    """Take a file off the record's page. Its bytes stay, for whoever must prove what was there.

    Raises:
        DeedRefused: no reason is given.
    """
    if not reason.strip():
        raise DeedRefused("reason", "Hãy nêu lý do.", "Say why.", field="reason")
    with transaction.atomic():
        current = _locked(attachment, by)
        current.archived_at = timezone.now()
        current.save(update_fields=["archived_at"])
        _told("file_archived", current, by, before=_as_told(current), reason=reason.strip())
        return current


def attachment_relabel(*, attachment: Attachment, label: AccessLabel, by: Viewer) -> Attachment:
    """Say who may see a file.

    Raises:
        DeedRefused: the person may not see it herself.
    """
    with transaction.atomic():
        current = _locked(attachment, by)
        before = _as_told(current)
        current.label = label
        current.save(update_fields=["label"])
        _told("file_relabelled", current, by, before=before, after=_as_told(current))
        return current


def upload_start(*, record: NounRecord, name: str, size: int, by: Viewer, stated: bool) -> tuple[Upload, str]:
    """Announce a file that will come in parts; return the upload and the sender's key to it.

    Raises:
        DeedRefused: it is too large or nothing, or the person has too many on the way.
    """
    if size > settings.UPLOAD_FILE_LIMIT:
        raise _too_large()
    if size <= 0:
        raise DeedRefused("file-empty", "Tệp rỗng.", "The file is empty.", field="file")
    key = key_new()
    with transaction.atomic():
        if Upload.objects.filter(who=by.name[:200]).count() >= AT_ONCE:
            raise DeedRefused(
                "file-too-many",
                f"Đang có {AT_ONCE} tệp gửi dở; hãy gửi xong hoặc bỏ bớt.",
                f"{AT_ONCE} files are on the way already; finish or drop some.",
                field="file",
            )
        upload = Upload.objects.create(
            noun=record.noun_code, record_key=record.key, who=by.name[:200], lock=lock_of(key),
            name=clean_name(name), size=size, stated=stated,
        )  # fmt: skip
    return upload, key


def upload_find(*, key: UUID, secret: str, by: Viewer) -> Upload:
    """Return the upload that this person began with this key.

    Raises:
        DeedRefused: there is none (any more).
    """
    upload = Upload.objects.filter(key=key, who=by.name[:200], lock=lock_of(secret)).first()
    if upload is None:
        raise DeedRefused(
            "upload-gone",
            "Lượt gửi này không còn; hãy gửi lại từ đầu.",
            "This upload is gone; send the file again.",
            field="file",
        )
    return upload


def upload_take(*, upload: Upload, secret: str, offset: int, data: bytes) -> Upload:
    """Take the part that begins at ``offset``. A part that was taken before changes nothing.

    The first part is looked at before it is written: what it surely shows (a kind that is not taken, a name
    that does not fit, a mark of secrecy in plain text) ends the upload.

    Raises:
        DeedRefused: it does not begin where the last one ended, is too long, or shows what may not be kept.
    """
    if offset + len(data) <= upload.received:
        return upload
    if offset != upload.received or not data or offset + len(data) > upload.size:
        raise DeedRefused(
            "upload-offset",
            f"Phần gửi không nối tiếp phần đã nhận ({upload.received} byte).",
            f"The part does not follow what has arrived ({upload.received} bytes).",
            field="file",
        )
    if offset == 0:
        try:
            _first_look(upload.name, data)
        except DeedRefused:
            upload_drop(upload=upload)
            raise
    part_write(upload.key, secret, offset, data)
    Upload.objects.filter(pk=upload.pk, received=offset).update(received=offset + len(data))
    upload.refresh_from_db()
    return upload


def upload_whole(*, upload: Upload, secret: str) -> bytes:
    """Return the bytes of an upload that has arrived whole; nothing of it stays on the way.

    Raises:
        DeedRefused: parts are missing.
    """
    try:
        data = parts_read(upload.key, secret)
    except FileNotFoundError:
        data = b""
    if upload.received != upload.size or len(data) != upload.size:
        raise DeedRefused("upload-parts", "Tệp chưa gửi đủ.", "Parts of the file are missing.", field="file")
    upload_drop(upload=upload)
    return data


def upload_drop(*, upload: Upload) -> None:
    """Forget an upload and what has arrived of it."""
    parts_remove(upload.key)
    Upload.objects.filter(pk=upload.pk).delete()


@repeats("core.uploads_expire", every=timedelta(hours=1))
def uploads_expire(_: Payload) -> None:
    """Forget uploads that broke off long ago, and parts to which no upload belongs."""
    for upload in Upload.objects.filter(created_at__lt=timezone.now() - PATIENCE):
        upload_drop(upload=upload)
    known = set(Upload.objects.values_list("key", flat=True))
    for key in parts_kept():
        if key not in known:
            parts_remove(key)


def clean_name(name: str) -> str:
    """Return a file's name without folders, signs that cannot be shown or turn text around, and length.

    Raises:
        DeedRefused: nothing is left of it.
    """
    last = _PARTED.split(readable_name(name))[-1]
    told = " ".join(_FORBIDDEN.sub(" ", last).split()).strip(". ")
    stem, dot, extension = told.rpartition(".")
    if not stem or not dot:
        raise DeedRefused(
            "file-name",
            "Tên tệp cần có phần mở rộng (ví dụ: báo cáo.docx).",
            "The file's name needs an extension (report.docx).",
            field="file",
        )
    if len(told) > LONGEST_NAME:
        told = stem[: LONGEST_NAME - len(extension) - 2] + "…." + extension[:20]
    return told


def _first_look(name: str, head: bytes) -> None:
    kind = kind_by_head(head)
    if kind is None:
        raise _not_taken(NotTaken(Fault.KIND))
    extension = name.rpartition(".")[2].lower()
    zipped = kind.code == "docx"
    if not zipped and extension not in kind.extensions:
        raise _not_taken(NotTaken(Fault.EXTENSION))
    if kind.code in ("txt", "html") and mark_in(head[:16384].decode("utf-8", "replace")) is not None:
        raise _refused(Refusal(Reason.SECRET, name))


def _not_taken(refused: NotTaken) -> DeedRefused:
    return DeedRefused(refused.fault.value, refused.message("vi"), refused.message("en"), field="file")


def _refused(refusal: Refusal) -> DeedRefused:
    code = f"file-{refusal.reason.value}"
    return DeedRefused(code, refusal.message("vi"), refusal.message("en"), field="file")


def _too_large() -> DeedRefused:
    most = settings.UPLOAD_FILE_LIMIT // (1024 * 1024)
    return DeedRefused(
        "file-too-large", f"Tệp lớn hơn {most} MB.", f"The file is larger than {most} MB.", field="file"
    )


def _unused(name: str, taken: set[str]) -> str:
    stem, _, extension = name.rpartition(".")
    number, unused = 2, name
    while unused in taken:
        unused, number = f"{stem} ({number}).{extension}", number + 1
    return unused


def _locked(attachment: Attachment, by: Viewer) -> Attachment:
    rows = Attachment.objects.visible_to(by).current().select_for_update(of=("self",))
    found: Attachment | None = rows.filter(pk=attachment.pk).first()
    if found is None:
        raise DeedRefused("not-found", "Không tìm thấy tệp.", "The file was not found.")
    return found


def _as_told(attachment: Attachment) -> dict[str, Any]:
    return {
        "file": attachment.name,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "circulation": str(attachment.label.circulation),
    }


def _told(deed: str, attachment: Attachment, by: Viewer, **more: Any) -> None:
    record_event(
        f"{attachment.noun}.{deed}",
        noun=attachment.noun,
        record_key=attachment.record_key,
        who=by.name[:200],
        **more,
    )
