"""An Excel workbook as strings: sheets of text and numbers, never a formula.

A review of sixty reports has some 300,000 cells; a general library spends three seconds on them.
"""

# ruff: noqa: E501 - markup is easier to check unbroken

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO

from banggiao.publishing.ooxml import DECLARATION, RELATIONS, escape, package_to, relations

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPREADSHEET = "spreadsheetml"
_A3 = 8  # Excel's number for the paper size
_LONGEST = 32_000  # a cell holds 32,767 characters
_LINE = 15  # points
_TALLEST = 405  # points; Excel allows 409
_QUOTE = ' quotePrefix="1"'
_SLACK = 1.15  # words do not fill a line to its end
_FIRST_OWN_NUMBER_FORMAT = 164


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Colours are RRGGBB; ``number`` is Excel's number format."""

    bold: bool = False
    italic: bool = False
    size: float = 11
    ink: str = ""
    fill: str = ""
    border: bool = True
    across: str = ""  # left | center | right
    down: str = "top"  # top | center | bottom
    wrap: bool = True
    turned: int = 0  # degrees
    indent: int = 0
    number: str = ""
    quoted: bool = False  # text that stays text when somebody edits the cell, whatever it begins with


Cells = Iterable[tuple[str | float, int]]
"""The cells of a row: (value, look) each."""


@dataclass(slots=True)
class Sheet:
    """A sheet under construction: rows are added from the top, A3 landscape, one page wide when printed."""

    name: str
    widths: Sequence[float]
    frozen: tuple[int, int] = (1, 0)  # rows, columns that stay in sight
    heads: tuple[int, int] = (1, 1)  # first and last row repeated on every printed page, from 1
    filtered: bool = True
    _rows: list[str] = field(default_factory=list)
    _merged: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        """The number of rows so far."""
        return len(self._rows)

    def add(self, cells: Cells, *, height: float = 0) -> None:
        """Add a row of (value, look); text stays text whatever it begins with. ``height`` is in points,
        0 for as many lines as the longest text needs."""
        self._rows.append(self._drawn(len(self._rows) + 1, cells, height))

    def _drawn(self, row: int, cells: Cells, height: float) -> str:
        lines = 1
        parts = []
        widths = self.widths
        for column, (value, look) in enumerate(cells):
            if not isinstance(value, str):
                parts.append(f'<c r="{_NAMES[column]}{row}" s="{look}"><v>{value!r}</v></c>')
                continue
            if len(value) > widths[column]:
                lines = max(lines, math.ceil(len(value) * _SLACK / widths[column]))
            parts.append(f'<c r="{_NAMES[column]}{row}" s="{look}"{_text_cell(value)}')
        if height:
            size = f' ht="{height}" customHeight="1"'
        elif lines > 1:
            size = f' ht="{min(_TALLEST, lines * _LINE)}"'
        else:
            size = ""
        return f'<row r="{row}"{size}>{"".join(parts)}</row>'

    def merge(self, row: int, first: int, last: int) -> None:
        """Join the cells of a row (from 1) from one column to another (from 0)."""
        if last > first:
            self._merged.append(f'<mergeCell ref="{_NAMES[first]}{row}:{_NAMES[last]}{row}"/>')

    def filter_area(self) -> str:
        """Return the area that the filter arrows cover, "" where there is nothing to filter."""
        if not self.filtered or self.height < 2:
            return ""
        return f"$A$1:${_NAMES[len(self.widths) - 1]}${self.height}"

    def pieces(self, *, active: bool) -> Iterator[str]:
        """Yield the sheet's part, piece by piece."""
        yield self._before(active=active)
        yield "".join(self._rows)
        yield self._after()

    def _before(self, *, active: bool) -> str:
        rows, columns = self.frozen
        corner = f"{_NAMES[columns]}{rows + 1}"
        across = f' xSplit="{columns}"' if columns else ""
        pane = "bottomRight" if columns else "bottomLeft"
        cols = "".join(
            f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
            for index, width in enumerate(self.widths, start=1)
        )
        return (
            f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView showGridLines="0"{" tabSelected=" + _QUOTED_ONE if active else ""} '
            f'workbookViewId="0"><pane{across} ySplit="{rows}" topLeftCell="{corner}" activePane="{pane}" '
            f'state="frozen"/><selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/></sheetView>'
            f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols>'
            "<sheetData>"
        )

    def _after(self) -> str:
        area = self.filter_area().replace("$", "")
        return (
            "</sheetData>"
            + (f'<autoFilter ref="{area}"/>' if area else "")
            + (
                f'<mergeCells count="{len(self._merged)}">{"".join(self._merged)}</mergeCells>'
                if self._merged
                else ""
            )
            + '<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" '
            f'header="0.3" footer="0.3"/><pageSetup paperSize="{_A3}" fitToHeight="0" orientation="landscape"/>'
            "<headerFooter><oddFooter>&amp;C&amp;A, trang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        )


_QUOTED_ONE = '"1"'
_PIECE = 500  # rows


@dataclass(slots=True)
class LongSheet(Sheet):
    """A sheet whose rows come one by one while it is written, so that it may be of any length."""

    rows: Iterable[Cells] = ()
    _count: int = 0

    @property
    def height(self) -> int:
        """The number of rows so far."""
        return self._count

    def pieces(self, *, active: bool) -> Iterator[str]:
        """Yield the sheet's part, some hundred rows at a time."""
        yield self._before(active=active)
        drawn: list[str] = []
        for cells in self.rows:
            self._count += 1
            drawn.append(self._drawn(self._count, cells, 0))
            if len(drawn) == _PIECE:
                yield "".join(drawn)
                drawn = []
        yield "".join(drawn)
        yield self._after()


@lru_cache(maxsize=20_000)
def _text_cell(value: str) -> str:
    """Return what follows the place of a text cell; names, files and headings come thousands of times."""
    if not value:
        return "/>"
    shown = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    text = "\n".join(map(escape, shown.split("\n")))
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class Workbook:
    """The looks and sheets of one file."""

    def __init__(self) -> None:
        self._looks: dict[Look, int] = {Look(border=False): 0}
        self._sheets: list[Sheet] = []

    def look(self, look: Look) -> int:
        """Return the number by which cells name ``look``."""
        return self._looks.setdefault(look, len(self._looks))

    def sheet(self, sheet: Sheet) -> Sheet:
        """Add a sheet and return it."""
        self._sheets.append(sheet)
        return sheet

    def to_bytes(self, *, title: str) -> bytes:
        """Return the .xlsx file."""
        stream = io.BytesIO()
        self.write_to(stream, title=title)
        return stream.getvalue()

    def write_to(self, stream: IO[bytes], *, title: str) -> None:
        """Write the .xlsx file to ``stream``; the rows of long sheets are never in memory together."""
        sheets = list(enumerate(self._sheets, start=1))
        names = [("rIdStyles", f"{RELATIONS}/styles", "styles.xml")]
        names += [(f"rId{n}", f"{RELATIONS}/worksheet", f"worksheets/sheet{n}.xml") for n, _ in sheets]
        parts = {
            "xl/workbook.xml": (f"{_SPREADSHEET}.sheet.main+xml", self._contents()),
            "xl/_rels/workbook.xml.rels": ("", relations(names)),
            "xl/styles.xml": (f"{_SPREADSHEET}.styles+xml", self._styles()),
        }
        streamed = {
            f"xl/worksheets/sheet{number}.xml": (
                f"{_SPREADSHEET}.worksheet+xml",
                sheet.pieces(active=number == 1),
            )
            for number, sheet in sheets
        }
        package_to(stream, "xl/workbook.xml", parts, title=title, streamed=streamed)

    def _contents(self) -> str:
        listed, defined = "", []
        for index, sheet in enumerate(self._sheets):
            name = escape(sheet.name)
            listed += f'<sheet name="{name}" sheetId="{index + 1}" r:id="rId{index + 1}"/>'
            if area := sheet.filter_area():
                defined.append(("_xlnm._FilterDatabase", index, f"'{name}'!{area}", ' hidden="1"'))
            first, last = sheet.heads
            titles = f"'{name}'!${first}:${last}"
            if columns := sheet.frozen[1]:
                titles = f"'{name}'!$A:${_NAMES[columns - 1]},{titles}"
            defined.append(("_xlnm.Print_Titles", index, titles, ""))
        names = "".join(
            f'<definedName name="{name}" localSheetId="{index}"{extra}>{area}</definedName>'
            for name, index, area, extra in defined
        )
        return (
            f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONS}"><bookViews>'
            '<workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" tabRatio="850"/>'
            f"</bookViews><sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
        )

    def _styles(self) -> str:
        fonts: list[str] = []
        fills: list[str] = []
        formats: list[str] = []
        cells: list[str] = []
        for look in self._looks:
            fonts.append(
                f"<font>{'<b/>' if look.bold else ''}{'<i/>' if look.italic else ''}"
                f'<sz val="{look.size}"/>{_colour("color", look.ink)}<name val="Times New Roman"/><family val="1"/></font>'
            )
            fills.append(
                f'<fill><patternFill patternType="solid">{_colour("fgColor", look.fill)}</patternFill></fill>'
                if look.fill
                else '<fill><patternFill patternType="none"/></fill>'
            )
            index = len(cells)
            if look.number:
                code = escape(look.number)
                formats.append(f'<numFmt numFmtId="{_FIRST_OWN_NUMBER_FORMAT + index}" formatCode="{code}"/>')
            across = f' horizontal="{look.across}"' if look.across else ""
            cells.append(
                f'<xf numFmtId="{_FIRST_OWN_NUMBER_FORMAT + index if look.number else 0}" fontId="{index}" '
                f'fillId="{index + 2}" borderId="{int(look.border)}" xfId="0"{_QUOTE if look.quoted else ""} applyNumberFormat="1" applyFont="1" '
                f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment{across} vertical="{look.down}"'
                f' textRotation="{look.turned}" wrapText="{int(look.wrap)}" indent="{look.indent}"/></xf>'
            )
        # Excel reserves the first two fills.
        fills = [
            '<fill><patternFill patternType="none"/></fill>',
            '<fill><patternFill patternType="gray125"/></fill>',
            *fills,
        ]
        sides = "".join(
            f'<{side} style="thin"><color rgb="FF8C8C8C"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        return (
            f'{DECLARATION}<styleSheet xmlns="{_MAIN}">'
            + (f'<numFmts count="{len(formats)}">{"".join(formats)}</numFmts>' if formats else "")
            + f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts><fills count="{len(fills)}">{"".join(fills)}</fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{sides}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def _colour(element: str, colour: str) -> str:
    return f'<{element} rgb="FF{colour}"/>' if colour else ""


def _column_name(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class _Names(dict[int, str]):
    """The letters of the columns, each worked out once."""

    def __missing__(self, index: int) -> str:
        name = self[index] = _column_name(index)
        return name


_NAMES = _Names()
