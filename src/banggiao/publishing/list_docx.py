"""Any list of the register as a Word file: A4 landscape, in the layout of Nghị định 30/2020/NĐ-CP (B9.18)."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.publishing import layout, word
from banggiao.publishing.layout import Letterhead
from banggiao.publishing.package import docx_bytes

_NUMBER = 12.0  # mm of the column that numbers the rows
_LETTER, _BORDERS, _WIDEST_WORD = 2.1, 3.0, 45.0  # mm, of text of 11 points
_MOST = 60  # characters by which a column of long texts counts


def list_docx(
    *,
    title: str,
    conditions: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    agency: str = "",
    date: tuple[int, int, int] | None = None,
    language: str = "vi",
) -> bytes:
    """Return the list. ``title`` names what is listed, ``conditions`` by what it was narrowed, "" for
    nothing; ``rows`` have a cell for each of ``heads``; ``date`` is day, month, year."""
    kind, number = ("Danh sách", "TT") if language == "vi" else ("List", "No.")
    counted = f"{len(rows)} dòng" if language == "vi" else f"{len(rows)} rows"
    told = "; ".join(part for part in (conditions, counted) if part)
    widths = _widths(heads, rows)
    parts = [
        layout.head(Letterhead(agency, date=date), notation_default="…", landscape=True),
        layout.title(kind, title, landscape=True),
        word.paragraph(word.run(f"({told})", italic=True, size=13), align="center", after=8),
        word.table(
            (number, *heads),
            ([word.run(cell) for cell in (str(n), *row)] for n, row in enumerate(rows, start=1)),
            (_NUMBER, *widths),
        ),
        word.section(landscape=True),
    ]
    return docx_bytes("".join(parts), title=f"{kind} {title}")


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the width of each column in mm: room for its longest word, and of the rest a share by how much
    longer its cells usually are. Where there is too little room all are narrowed alike."""
    least, further = [], []
    for n, head in enumerate(heads):
        cells = [row[n] for row in rows if row[n]]
        longest = max(len(part) for text in (head, *cells) for part in text.split() or ("",))
        least.append(min(_WIDEST_WORD, longest * _LETTER + _BORDERS))
        mean = sum(map(len, cells)) / len(cells) if cells else 0.0
        further.append(max(1.0, min(_MOST, mean) - longest))
    room = word.TEXT_WIDTH_LANDSCAPE - _NUMBER
    spare = room - sum(least)
    if spare < 0:
        return [width * room / sum(least) for width in least]
    return [width + spare * share / sum(further) for width, share in zip(least, further, strict=True)]
