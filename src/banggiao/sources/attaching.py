"""A file on a record; one that is a paper is also a source, so that claims can cite it and search finds it."""

from __future__ import annotations

from banggiao.core.access import Viewer
from banggiao.core.attachments import attachment_add
from banggiao.core.models import AccessLabel, Attachment, NounRecord
from banggiao.core.nouns import noun_of
from banggiao.language.collation import sort_key
from banggiao.search.services import entries_write
from banggiao.sources.models import Source
from banggiao.sources.services import paper_keep


def file_attach(
    *, record: NounRecord, name: str, data: bytes, by: Viewer, stated: bool, label: AccessLabel | None = None
) -> Attachment:
    """Keep a file on a record, as :func:`banggiao.core.attachments.attachment_add` does.

    Raises:
        DeedRefused: it may not be kept.
    """
    attachment, paper = attachment_add(record=record, name=name, data=data, by=by, stated=stated, label=label)
    if paper is not None and not Source.objects.filter(sha256=paper.sha256).exists():
        source = paper_keep(paper=paper, title=attachment.name)
        source.label = attachment.label  # a paper is seen by those who see the file that it came as
        source.caption = attachment.name[:300]
        source.sort_key = sort_key(source.caption)
        source.save(update_fields=["label", "caption", "sort_key"])
        entries_write(noun_of("source"), [source])
    return attachment
