"""One CSV file of a pack: its rows as records, and the refusal of a cell that cannot be right."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from banggiao.packs.dates import first_day, last_day, valid
from banggiao.packs.records import (
    ActorRow,
    CountryRow,
    InstrumentRow,
    NameRow,
    SuccessionRow,
    TermRow,
    TradeAgreementRow,
    Verification,
)

Row = TypeVar("Row", ActorRow, CountryRow, InstrumentRow, NameRow, SuccessionRow, TermRow, TradeAgreementRow)

_MARKS = {mark.value: mark for mark in Verification}


def _not_blank(cell: str) -> str:
    if not cell.strip():
        raise ValueError(cell)
    return cell


_CONVERTERS: dict[str, Callable[[str], object]] = {
    "verification": _MARKS.__getitem__,
    "source": _not_blank,
    "order": int,
    "parties": lambda cell: tuple(cell.split()),
}


class PackError(ValueError):
    """A row of a pack that cannot be right. Names the file, the row (the header is row 1) and the column."""

    def __init__(self, file: str, row: int, column: str, reason: str) -> None:
        super().__init__(f"{file}, dòng {row}, cột {column}: {reason}")
        self.file, self.row, self.column, self.reason = file, row, column, reason


class Table(Generic[Row]):
    """The rows of ``file`` as records of ``shape``, in order; each field of the record is a column.

    While a row is being read, ``record`` is that row and the checks below refuse its cells.
    """

    record: Row

    def __init__(self, folder: Path, file: str, shape: type[Row]) -> None:
        self.file = file
        self.row = 1
        self._header: list[str] = []
        self._path = folder / file
        self._shape: type[Row] = shape

    def __iter__(self) -> Iterator[Row]:
        if not self._path.is_file():
            self.fail("*", "không có tệp này / the file is missing")
        with self._path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            self._header = next(rows, [])
            columns = self._columns()
            converters = [
                (at, name, _CONVERTERS[name]) for at, name in enumerate(columns) if name in _CONVERTERS
            ]
            for self.row, row in enumerate(rows, start=2):
                if len(row) != len(self._header):
                    self.fail("*", f"số ô / cells: {len(row)}, tiêu đề / header: {len(self._header)}")
                values: list[Any] = [row[column] for column in columns.values()]
                for at, name, convert in converters:
                    try:
                        values[at] = convert(values[at])
                    except (KeyError, ValueError):
                        self.fail(name, f"giá trị lạ / unknown value {values[at]!r}")
                self.record = self._shape(*values)
                yield self.record

    def _columns(self) -> dict[str, int]:
        """Where the header has each field of the record, in the record's order."""
        for field in fields(self._shape):
            if field.name not in self._header:
                self.fail(field.name, "thiếu cột này / the column is missing")
        return {field.name: self._header.index(field.name) for field in fields(self._shape)}

    def fail(self, column: str, reason: str) -> NoReturn:
        """Refuse the pack because of ``column`` in the present row."""
        raise PackError(self.file, self.row, column, reason)

    def filled(self, *columns: str) -> None:
        """Refuse an empty cell."""
        for column in columns:
            if not getattr(self.record, column).strip():
                self.fail(column, "để trống / empty")

    def one_of(self, column: str, allowed: Collection[str]) -> None:
        """Refuse a value that is not ``allowed``."""
        value = getattr(self.record, column)
        if value not in allowed:
            self.fail(column, f"giá trị lạ / unknown value {value!r}")

    def known(self, column: str, key: str, keys: Collection[str]) -> None:
        """Refuse a key that points nowhere; an empty one points at nothing and passes."""
        if key and key not in keys:
            self.fail(column, f"không có trong gói / not in the pack: {key!r}")

    def date(self, *columns: str) -> None:
        """Refuse what is neither empty nor an ISO date, month or year."""
        for column in columns:
            value = getattr(self.record, column)
            if value and not valid(value):
                self.fail(column, f"không phải ngày / not a date: {value!r}")

    def interval(self, start: str, end: str) -> None:
        """Refuse an interval that ends before it starts."""
        if start or end:
            self.date("valid_from", "valid_to")
            if start and end and last_day(end) < first_day(start):
                self.fail("valid_to", f"kết thúc trước khi bắt đầu / ends before it starts: {start} … {end}")
