"""Reading sources and claims."""

from __future__ import annotations

from uuid import UUID

from banggiao.reading.paper import Block, BlockKind, Cell, Paper
from banggiao.sources.models import Claim, Source


def paper_of(source: Source) -> Paper:
    """Return the paper as it was read when the source came in."""
    return Paper(
        name=source.name,
        sha256=source.sha256,
        format=source.format,
        text=source.text,
        blocks=tuple(
            Block(start, end, paragraph, BlockKind(kind), page, level, bold, Cell(*cell) if cell else None)
            for start, end, paragraph, kind, page, level, bold, cell in source.blocks
        ),
        pages=source.pages,
        notes=tuple(source.notes),
    )


def claim_current(thread: UUID | str) -> Claim:
    """Return the claim of this thread that holds now.

    Raises:
        Claim.DoesNotExist: there is no such thread.
    """
    return Claim.objects.select_related("source").get(thread=thread, recorded_to__isnull=True)
