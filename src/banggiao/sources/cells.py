"""What a cell of a table gives a field."""

from __future__ import annotations

from decimal import Decimal

from banggiao.core.nouns import DATES, Field, Kind
from banggiao.reading.sheets import Broken, Day, Formula, Value
from banggiao.sources.table_file import Table
from banggiao.sources.wording import date_words


class CellRefused(ValueError):
    """A cell that gives nothing that may be kept, with the reason in both languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese, self.english = vietnamese, english


def given_in(table: Table, field: Field, cell: Value, formula: Formula | None = None) -> object:
    """Return what a cell gives a field, to be cleaned as a form's input is.

    Raises:
        CellRefused: it shows an error, or is a formula that has no value or takes it from elsewhere.
    """
    if formula is Formula.OUTSIDE:
        raise CellRefused(
            "Công thức lấy dữ liệu từ tệp hoặc chương trình khác. Hãy dán giá trị.",
            "The formula takes data from another file or program. Paste its value.",
        )
    if formula is Formula.EMPTY:
        raise CellRefused(
            "Công thức chưa có giá trị. Hãy mở tệp, để máy tính lại rồi lưu, hoặc dán giá trị.",
            "The formula has no value yet. Let the program work it out and save, or paste its value.",
        )
    if isinstance(cell, Broken):
        raise CellRefused(f"Ô báo lỗi {cell}.", f"The cell shows the error {cell}.")
    try:
        told = table.cell(cell)
    except ValueError as error:
        raise CellRefused(
            f"Ô là công thức: “{str(cell).strip()[:40]}”. Hãy dán giá trị hoặc thêm dấu ' phía trước.",
            f"The cell is a formula: “{str(cell).strip()[:40]}”. Paste its value, or put ' before it.",
        ) from error
    return told if type(told) is str else _shaped(field, told)


def _shaped(field: Field, told: Value) -> object:
    if isinstance(told, Day):
        return str(told) if field.kind in DATES else date_words(told, "vi")
    if isinstance(told, bool):
        return told if field.kind is Kind.YES_NO else ("có" if told else "không")
    if isinstance(told, Decimal) and field.kind not in (Kind.INTEGER, Kind.DECIMAL):
        return format(told, "f").replace(".", ",")
    return told
