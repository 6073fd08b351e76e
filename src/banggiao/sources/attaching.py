"""Files on records, and who may put them there. A file that is a paper is also a source: claims can cite it,
and search finds it."""

from __future__ import annotations

from django.db import transaction

from banggiao.core.access import Viewer, label_get
from banggiao.core.attachments import (
    attachment_add,
    attachment_archive,
    attachment_relabel,
    upload_start,
)
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Attachment, Circulation, NounRecord, Upload
from banggiao.core.nouns import noun_of
from banggiao.language.collation import sort_key
from banggiao.search.services import entries_write
from banggiao.sources.cleaning import state_of
from banggiao.sources.models import Source
from banggiao.sources.services import paper_keep


def file_attach(*, record: NounRecord, name: str, data: bytes, by: Viewer, stated: bool) -> Attachment:
    """Keep a file on a record, as :func:`banggiao.core.attachments.attachment_add` does.

    Raises:
        DeedRefused: the person may not do this, or the file may not be kept.
    """
    _allowed(record, by)
    attachment, paper = attachment_add(record=record, name=name, data=data, by=by, stated=stated)
    if paper is not None and not Source.objects.filter(sha256=paper.sha256).exists():
        source = paper_keep(paper=paper, title=attachment.name)
        source.label = attachment.label  # a paper is seen by those who see the file that it came as
        source.caption = attachment.name[:300]
        source.sort_key = sort_key(source.caption)
        source.save(update_fields=["label", "caption", "sort_key"])
        entries_write(noun_of("source"), [source])
    return attachment


def file_announce(
    *, record: NounRecord, name: str, size: int, by: Viewer, stated: bool
) -> tuple[Upload, str]:
    """Announce a file that will come in parts, as :func:`banggiao.core.attachments.upload_start` does.

    Raises:
        DeedRefused: the person may not do this, or the file is too large.
    """
    _allowed(record, by)
    return upload_start(record=record, name=name, size=size, by=by, stated=stated)


def file_archive(*, attachment: Attachment, record: NounRecord, by: Viewer, reason: str) -> Attachment:
    """Take a file off a record's page.

    Raises:
        DeedRefused: the person may not do this, or no reason is given.
    """
    _allowed(record, by)
    return attachment_archive(attachment=attachment, by=by, reason=reason)


def file_narrow(*, attachment: Attachment, record: NounRecord, by: Viewer, agency: bool) -> Attachment:
    """Show a file to the person's own body alone (``agency``), or to all who see its record.

    Raises:
        DeedRefused: the person may not do this or has no body, or claims cite the paper.
    """
    _allowed(record, by)
    label, before = record.label, attachment.label
    if agency:
        owner = by.home or record.label.owner
        label = label_get(circulation=Circulation.AGENCY, owner=owner)
    with transaction.atomic():
        source = Source.objects.filter(sha256=attachment.sha256, label=before).first()
        if source is not None and source.claims.exists():
            raise DeedRefused(
                "file-cited",
                "Văn bản này đã được dẫn làm nguồn, nên không đổi phạm vi ở đây được.",
                "Claims cite this paper, so who may see it is not changed here.",
            )
        if source is not None:
            source.label = label
            source.save(update_fields=["label"])
            entries_write(noun_of("source"), [source])
        return attachment_relabel(attachment=attachment, label=label, by=by)


def _allowed(record: NounRecord, by: Viewer) -> None:
    state = state_of(noun_of(record.noun_code), record)
    by.require(record.noun_code, "attach", state=state, label=record.label_id)
