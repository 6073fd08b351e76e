"""A paper of headed parts, each with paragraphs and a table, in the layout of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banggiao.publishing import layout, word
from banggiao.publishing.layout import Letterhead, Numbering
from banggiao.publishing.package import docx_bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper. ``shares`` are the widths of the table's columns in relation to each other."""

    heading: str
    paragraphs: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    shares: Sequence[float] = ()


def parts_docx(
    *,
    kind: str,
    subject: str,
    parts: Sequence[Part],
    agency: str = "",
    date: tuple[int, int, int] | None = None,
    recipients: Sequence[str] = (),
) -> bytes:
    """Return the paper; ``kind`` is its type, ``subject`` what it is about, ``date`` day, month, year."""
    letterhead = Letterhead(agency, date=date)
    numbering = Numbering()
    body = [
        layout.head(letterhead, notation_default="…"),
        layout.title(kind, subject),
        *(piece for part in parts for piece in _pieces(part, numbering)),
        layout.signature(letterhead, recipients=recipients),
        word.section(),
    ]
    return docx_bytes("".join(body), title=f"{kind}: {subject}")


def _pieces(part: Part, numbering: Numbering) -> Iterator[str]:
    yield layout.heading(numbering.label(part.heading, 1), 1)
    yield from map(layout.body_text, part.paragraphs)
    if part.rows:
        room = word.TEXT_WIDTH / sum(part.shares)
        cells = ([word.run(cell) for cell in row] for row in part.rows)
        yield word.table(part.heads, cells, [share * room for share in part.shares])
        yield word.paragraph("", after=4)
