"""Figures in tables: a row or a column names the indicator, the other the year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.language.numbers import HEDGES, parse_number
from banggiao.reading.indicators import indicator_key
from banggiao.reading.paper import Block, Paper
from banggiao.reading.quantities import canonical_unit, counted_unit, quantity_in
from banggiao.reading.records import Figure

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d/-])")
_PHASE = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"(?:năm )?((?:19|20)\d\d)(?: ?\(.*\))?\Z")
_NUMBER_CELL = re.compile(rf"(?:({'|'.join(HEDGES)}) )?(\d+(?:[.,]\d+)*) ?(%)?\Z")
_TIME_WORDS = re.compile(r"(?:giai đoạn |năm )?(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?")
_CAPTION_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt) ?: ?([^;.)]{1,24})")
_LONGEST_CAPTION = 240
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
    r"(?:kết quả(?: thực hiện| đạt được)?|thực hiện|số lượng|số liệu|giá trị|kết quả năm"
    r"|thực hiện năm|đạt được|tổng số liệu)\Z"
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
    """The cells of one table: (row, column) -> block; the year and the unit that stand above it."""

    cells: dict[tuple[int, int], Block]
    year: int | None
    unit: str


@dataclass(slots=True)
class _Named:
    """What a cell measures: the words, the block that says them, the year, and the head of its column."""

    words: str
    block: Block
    year: int | None
    head: str


def table_figures(paper: Paper, shadow: str, heading_year: Callable[[int], int | None]) -> list[Figure]:
    """Return the figures in cells; ``heading_year`` gives the year of the heading above a place."""
    tables: dict[int, _Table] = {}
    above: list[str] = []
    for block in paper.blocks:
        if block.cell is None:
            above = [*above[-2:], shadow[block.start : min(block.end, block.start + _LONGEST_CAPTION)]]
            continue
        table = tables.get(block.cell.table)
        if table is None:
            table = tables[block.cell.table] = _Table(
                {}, _caption_year(above) or heading_year(block.start), _caption_unit(above)
            )
            above = []
        table.cells[block.cell.row, block.cell.column] = block
    return [figure for table in tables.values() for figure in _read(paper.text, shadow, table)]


def _caption_year(above: list[str]) -> int | None:
    """The one year that the nearest line above the table names."""
    for line in reversed(above):
        years = set(_YEAR.findall(line))
        if years:
            return int(years.pop()) if len(years) == 1 and not _PHASE.search(line) else None
    return None


def _caption_unit(above: list[str]) -> str:
    for line in reversed(above[-2:]):
        if unit := _CAPTION_UNIT.search(line):
            return unit[1].strip(" ).")
    return ""


def _read(text: str, shadow: str, table: _Table) -> list[Figure]:
    rows = sorted({row for row, _ in table.cells})
    columns = sorted({column for _, column in table.cells})
    # A title that runs over the whole table stands in a row of one cell above the heads.
    while len(rows) > 2 and sum(1 for column in columns if (rows[0], column) in table.cells) == 1:
        rows = rows[1:]
    if len(rows) < 2 or len(columns) < 2:
        return []

    def words(row: int, column: int) -> str:
        block = table.cells.get((row, column))
        return shadow[block.start : block.end].strip() if block else ""

    heads = {column: words(rows[0], column) for column in columns}
    unit_column = next((c for c in columns if heads[c].startswith(_UNIT_HEADS)), None)
    plain = [c for c in columns if c != unit_column and _holds_values(heads[c])]
    label_column = next((c for c in plain if heads[c].startswith(_LABEL_HEADS)), None)
    if label_column is None:
        worded = (c for c in plain if not _is_numeric_column([words(row, c) for row in rows[1:]]))
        label_column = next(worded, plain[0] if plain else None)
    if label_column is None:
        return []
    figures: list[Figure] = []
    for row in rows[1:]:
        label = table.cells.get((row, label_column))
        if label is None:
            continue
        unit = words(row, unit_column) if unit_column is not None else table.unit
        for column in plain:
            block = table.cells.get((row, column))
            if column == label_column or block is None:
                continue
            named = _named(shadow, label, table.cells.get((rows[0], column)), table.year)
            figure = _cell(text, shadow, block, named, unit)
            if figure is not None:
                figures.append(figure)
    return figures


def _holds_values(head: str) -> bool:
    return head.strip(" .") not in _ORDER_HEADS and not head.startswith(_NOTE_HEADS)


def _is_numeric_column(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    numeric = sum(1 for cell in filled if _NUMBER_CELL.match(cell))
    return bool(filled) and numeric * 2 > len(filled) and not all(_ONLY_YEAR.match(cell) for cell in filled)


def _named(shadow: str, label: Block, head: Block | None, year: int | None) -> _Named:
    """Return what a cell in the row of ``label`` under ``head`` measures, and its year."""
    head_words = shadow[head.start : head.end].strip() if head else ""
    label_words = shadow[label.start : label.end].strip()
    if row_year := _ONLY_YEAR.match(label_words):
        return _Named(head_words, head or label, int(row_year[1]), head_words)
    if column_year := _YEAR.search(head_words):
        year = None if _PHASE.search(head_words) else int(column_year[1])
    rest = _IN_BRACKETS.sub("", _TIME_WORDS.sub(" ", head_words)).strip(" ()-/:")
    says_more = rest and not _VALUE_HEADS.match(rest)
    return _Named(f"{label_words} {rest}" if says_more else label_words, label, year, head_words)


def _cell(text: str, shadow: str, block: Block, named: _Named, unit: str) -> Figure | None:
    cell = shadow[block.start : block.end]
    start, end = block.start + len(cell) - len(cell.lstrip()), block.start + len(cell.rstrip())
    key = indicator_key(named.words)
    if start >= end or key in _SUMS:
        return None
    if match := _NUMBER_CELL.match(cell.strip()):
        value = parse_number(match[2])
        if value is None:
            return None
        number, hedge, own_unit = float(value), match[1] or "", match[3] or ""
    else:
        quantity = quantity_in(text, shadow, start, end)
        if quantity is None or (quantity.start, quantity.end) != (start, end) or quantity.upper is not None:
            return None
        number, hedge, own_unit = quantity.value, quantity.hedge, quantity.unit
    factor, unit = canonical_unit(own_unit or _unit_of(unit, named.words, named.head))
    return Figure(
        start=start,
        end=end,
        value=number * factor,
        unit=unit,
        hedge=hedge,
        indicator=key,
        indicator_words=text[named.block.start : named.block.end].strip(),
        period=named.year,
        from_table=True,
        rule="table",
    )


def _unit_of(unit: str, named: str, head: str) -> str:
    """Return the unit of a cell: its column, the brackets of its row or column, or what the row counts."""
    if unit.strip(" -"):
        return unit.strip()
    for words in (named, head):
        bracket = _IN_BRACKETS.search(words)
        if bracket:
            return bracket[1].removeprefix("đvt:").removeprefix("đơn vị:").strip()
    return counted_unit(named)
