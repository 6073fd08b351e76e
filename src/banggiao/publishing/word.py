"""The words of WordprocessingML that the official layout needs, each as a function from text to XML."""

# ruff: noqa: E501 - markup is easier to check unbroken

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banggiao.publishing.ooxml import escape
from banggiao.publishing.package import (
    DRAFT_FOOTER,
    DRAFT_FOOTER_FIRST,
    NO_PAGE_NUMBER,
    PAGE_NUMBER,
)

A4 = (210.0, 297.0)  # mm
# Margins in mm: Nghị định 30/2020/NĐ-CP, Phụ lục I.
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20.0, 20.0, 30.0, 15.0
TEXT_WIDTH = A4[0] - MARGIN_LEFT - MARGIN_RIGHT
TEXT_WIDTH_LANDSCAPE = A4[1] - MARGIN_LEFT - MARGIN_RIGHT


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's unit."""
    return round(millimetres * 1440 / 25.4)


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 0,
    style: str = "",
    superscript: bool = False,
) -> str:
    """Return a run of ``text``; ``size`` in points, 0 for the style's own."""
    half = round(size * 2)
    letters = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
        + ('<w:vertAlign w:val="superscript"/>' if superscript else "")
    )
    properties = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(text: str, anchor: str, style: str = "") -> str:
    """Return ``text`` as a link to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text, style=style)}</w:hyperlink>'


def bookmark(content: str, name: str, number: int) -> str:
    """Return ``content`` as the place of the bookmark ``name``; ``number`` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(
    content: str,
    *,
    style: str = "",
    align: str = "",
    before: float | None = None,
    after: float | None = None,
    first_line: float | None = None,
    left: float = 0,
    keep_next: bool = False,
    keep_lines: bool = False,
) -> str:
    """Return a paragraph of runs. Spacing is in points, indents in mm; what is not given is the style's."""
    spacing = "".join(
        f' w:{name}="{round(points * 20)}"'
        for name, points in (("before", before), ("after", after))
        if points is not None
    )
    indent = (f' w:left="{twips(left)}"' if left else "") + (
        f' w:firstLine="{twips(first_line)}"' if first_line is not None else ""
    )
    layout = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:keepLines/>" if keep_lines else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + (f"<w:ind{indent}/>" if indent else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    return f"<w:p>{f'<w:pPr>{layout}</w:pPr>' if layout else ''}{content}</w:p>"


def rule(width: float, room: float, *, after: float = 0) -> str:
    """Return a thin horizontal line of ``width`` mm, centred in a column of ``room`` mm.

    It is a paragraph's border and not a drawing, so that it stays in place when the text above it changes.
    """
    side = twips(max(0.0, (room - width) / 2))
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:before="20" w:after="{round(after * 20)}" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr><w:r><w:rPr><w:sz w:val="4"/></w:rPr></w:r></w:p>'
    )


def boxed(paragraphs: Iterable[str], width: float) -> str:
    """Return paragraphs in a thin frame of ``width`` mm."""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(width)}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc></w:tr></w:tbl>'
    )


def columns(rows: Iterable[Sequence[str]], widths: Sequence[float]) -> str:
    """Return a table without lines. Each cell is ready-made paragraphs; ``widths`` are in mm."""
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return f"{_table_start(widths, style='TableNormal')}{body}</w:tbl>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> str:
    """Return a ruled table whose head row repeats on every page.

    A cell of ``rows`` is ready-made runs. ``widths`` are in mm and fixed, so that Word need not measure.
    """
    starts = [
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr><w:p><w:pPr>' for width in widths
    ]
    head = "".join(
        f'{start}<w:pStyle w:val="TableHead"/></w:pPr>{run(text)}</w:p></w:tc>'
        for start, text in zip(starts, heads, strict=True)
    )
    cell_starts = [start + '<w:pStyle w:val="TableText"/></w:pPr>' for start in starts]
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(f"{start}{cell}</w:p></w:tc>" for start, cell in zip(cell_starts, row, strict=True))
        + "</w:tr>"
        for row in rows
    )
    return (
        f"{_table_start(widths, style='TableGrid')}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{body}</w:tbl>"
    )


def _table_start(widths: Sequence[float], *, style: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def section(*, landscape: bool = False, draft: bool = False) -> str:
    """Return the properties of a section: A4, the legal margins, page number top centre from its second page.

    Every section numbers its own pages from 1, as annexes do (Nghị định 30/2020, Phụ lục I).
    """
    width, height = (A4[1], A4[0]) if landscape else A4
    footers = (
        f'<w:footerReference w:type="default" r:id="{DRAFT_FOOTER}"/>'
        f'<w:footerReference w:type="first" r:id="{DRAFT_FOOTER_FIRST}"/>'
        if draft
        else ""
    )
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{PAGE_NUMBER}"/>'
        f'<w:headerReference w:type="first" r:id="{NO_PAGE_NUMBER}"/>{footers}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"'
        f"{' w:orient=' + chr(34) + 'landscape' + chr(34) if landscape else ''}/>"
        f'<w:pgMar w:top="{twips(MARGIN_TOP)}" w:right="{twips(MARGIN_RIGHT)}" w:bottom="{twips(MARGIN_BOTTOM)}" '
        f'w:left="{twips(MARGIN_LEFT)}" w:header="{twips(10)}" w:footer="{twips(9)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def section_break(properties: str) -> str:
    """Return the paragraph that ends a section; the last section's properties end the body itself."""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{spacing}{properties}</w:pPr></w:p>"
