"""Figures in tables: a row or a column names the indicator, the other the year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from banggiao.language.numbers import HEDGES, parse_number
from banggiao.reading.indicators import indicator_key
from banggiao.reading.paper import Block, Paper
from banggiao.reading.quantities import canonical_unit, counted_unit, quantity_in
from banggiao.reading.records import Figure

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d/-])")
_PHASE = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"(?:năm )?((?:19|20)\d\d)(?: ?\(.*\))?\Z")
_NUMBER_CELL = re.compile(rf"(?:({'|'.join(HEDGES)}) )?(\d+(?:[.,]\d+)*) ?(%)?\Z")
_IN_BRACKETS = re.compile(r"\(([^()]{1,24})\)\s*\Z")
_UNIT_HEADS = ("đơn vị", "đvt", "đv tính", "unit")
_ORDER_HEADS = ("tt", "stt", "số tt", "số thứ tự", "no")
_NOTE_HEADS = (
    "ghi chú",
    "nguồn",
    "số, ký hiệu",
    "số ký hiệu",
    "số văn bản",
    "ngày",
    "thời gian",
    "điện thoại",
)
# A column so headed holds the indicator's own value; any other head says more and joins the key.
_VALUE_HEADS = re.compile(
    r"(?:kết quả(?: thực hiện| đạt được)?|thực hiện|số lượng|số liệu|giá trị|kết quả năm|thực hiện năm|đạt được|tổng số liệu)\Z"
)
_LABEL_HEADS = (
    "nội dung",
    "chỉ tiêu",
    "tên chỉ tiêu",
    "chỉ số",
    "hoạt động",
    "lĩnh vực",
    "nhiệm vụ",
    "danh mục",
    "tiêu chí",
)
_SUMS = frozenset({"tong cong", "cong", "tong", "tong so", ""})


@dataclass(slots=True)
class _Table:
    """The cells of one table: (row, column) -> block, and where the table begins."""

    cells: dict[tuple[int, int], Block]
    start: int


def table_figures(paper: Paper, shadow: str, heading_year: Callable[[int], int | None]) -> list[Figure]:
    """Return the figures in the cells of ``paper``. ``heading_year`` gives the year of the heading above an offset."""
    tables: dict[int, _Table] = {}
    caption_before: dict[int, str] = {}
    last_text = ""
    for block in paper.blocks:
        if block.cell is None:
            last_text = shadow[block.start : block.end]
            continue
        number = block.cell.table
        if number not in tables:
            tables[number] = _Table({}, block.start)
            caption_before[number] = last_text
        tables[number].cells[block.cell.row, block.cell.column] = block
    figures: list[Figure] = []
    for number, table in tables.items():
        own = _YEAR.findall(caption_before[number]) if not _PHASE.search(caption_before[number]) else []
        year = int(own[0]) if len(set(own)) == 1 else heading_year(table.start)
        figures += _read(paper.text, shadow, table, year)
    return figures


def _read(text: str, shadow: str, table: _Table, year: int | None) -> list[Figure]:
    rows = sorted({row for row, _ in table.cells})
    columns = sorted({column for _, column in table.cells})
    if len(rows) < 2 or len(columns) < 2:
        return []

    def words(row: int, column: int) -> str:
        block = table.cells.get((row, column))
        return shadow[block.start : block.end] if block else ""

    heads = {column: words(rows[0], column) for column in columns}
    unit_column = next((c for c in columns if heads[c].startswith(_UNIT_HEADS)), None)
    plain = [
        c
        for c in columns
        if c != unit_column
        and heads[c].strip(" .") not in _ORDER_HEADS
        and not heads[c].startswith(_NOTE_HEADS)
    ]
    label_column = next((c for c in plain if heads[c].startswith(_LABEL_HEADS)), None)
    if label_column is None:
        label_column = next(
            (c for c in plain if not _is_numeric_column(words, rows[1:], c)), plain[0] if plain else None
        )
    if label_column is None:
        return []
    figures: list[Figure] = []
    for row in rows[1:]:
        label_block = table.cells.get((row, label_column))
        if label_block is None:
            continue
        unit = words(row, unit_column) if unit_column is not None else ""
        for column in plain:
            block = table.cells.get((row, column))
            if column == label_column or block is None:
                continue
            head_block = table.cells.get((rows[0], column))
            figure = _cell(text, shadow, block, label_block, head_block, unit, year)
            if figure is not None:
                figures.append(figure)
    return figures


def _is_numeric_column(words: Callable[[int, int], str], rows: list[int], column: int) -> bool:
    filled = [words(row, column).strip() for row in rows if words(row, column).strip()]
    numeric = sum(1 for cell in filled if _NUMBER_CELL.match(cell))
    return bool(filled) and numeric * 2 > len(filled) and not all(_ONLY_YEAR.match(cell) for cell in filled)


def _cell(
    text: str, shadow: str, block: Block, label: Block, head: Block | None, unit: str, year: int | None
) -> Figure | None:
    cell = shadow[block.start : block.end]
    match = _NUMBER_CELL.match(cell.strip())
    hedge, upper_unit = "", ""
    start, end = block.start + len(cell) - len(cell.lstrip()), block.start + len(cell.rstrip())
    if match:
        value = parse_number(match[2])
        if value is None:
            return None
        number, hedge, upper_unit = float(value), match[1] or "", match[3] or ""
    else:
        quantity = quantity_in(text, shadow, start, end)
        if quantity is None or quantity.end < end or quantity.upper is not None:
            return None
        number, hedge, upper_unit = quantity.value, quantity.hedge, quantity.unit
        start = quantity.start
    head_words = shadow[head.start : head.end].strip() if head else ""
    label_words = shadow[label.start : label.end].strip()
    named, named_block, period = label_words, label, year
    row_year = _ONLY_YEAR.match(label_words)
    if row_year:
        named, named_block, period = head_words, head or label, int(row_year[1])
    elif _PHASE.search(head_words):
        period = None
    elif column_year := _YEAR.search(head_words):
        period = int(column_year[1])
        rest = _strip_year(head_words)
        if rest and not _VALUE_HEADS.match(rest):
            named = f"{label_words} {rest}"
    elif head_words and not _VALUE_HEADS.match(head_words):
        named = f"{label_words} {_IN_BRACKETS.sub('', head_words)}"
    key = indicator_key(named)
    if key in _SUMS:
        return None
    unit = upper_unit or _unit_of(unit, named, head_words)
    factor, unit = canonical_unit(unit)
    return Figure(
        start=start,
        end=end,
        value=float(number * factor),
        unit=unit,
        hedge=hedge,
        indicator=key,
        indicator_words=text[named_block.start : named_block.end].strip(),
        period=period,
        from_table=True,
        rule="table",
    )


def _strip_year(head: str) -> str:
    return re.sub(r"(?:năm )?(?:19|20)\d\d", " ", head).strip(" ()-/:")


def _unit_of(unit: str, named: str, head: str) -> str:
    """Return the unit of a cell: its column, the brackets of its row or column, or what the row counts."""
    if unit.strip(" -"):
        return unit.strip()
    for words in (named, head):
        bracket = _IN_BRACKETS.search(words)
        if bracket:
            return bracket[1].removeprefix("đvt:").removeprefix("đơn vị:").strip()
    return counted_unit(named)
