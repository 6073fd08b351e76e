"""A list as a file for Word: the same rows and columns as on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from banggiao.publishing.list_docx import list_docx
from banggiao.sheets.lists import texts_of
from banggiao.sources.listing import Column, Row

MOST_IN_WORD = 2_000
"""Rows of a Word file, which a person reads."""


def docx_of(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    conditions: str,
    agency: str,
    day: date,
    language: str,
) -> bytes:
    """Return the list as a Word file in the layout of NĐ 30; ``conditions`` say by what it was narrowed."""
    return list_docx(
        title=title[:1].upper() + title[1:],
        conditions=conditions,
        heads=[column.label[:1].upper() + column.label[1:] for column in columns],
        rows=[texts_of(row) for row in rows],
        agency=agency,
        date=(day.day, day.month, day.year),
        language=language,
    )
