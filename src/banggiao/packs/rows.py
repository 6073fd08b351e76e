"""Any CSV file of a pack as rows with their place in the file. Only what every file has is seen to: whole
rows, a verification mark, a source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from banggiao.packs.records import Verification
from banggiao.packs.table import PackError

_MARKS = frozenset(mark.value for mark in Verification)


@dataclass(frozen=True, slots=True)
class PackRow:
    """One row: its number (the header is row 1), its span in the file's text, its cells by column."""

    number: int
    start: int
    end: int
    words: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack, as it lies on disk."""

    code: str
    name: str
    text: str
    rows: tuple[PackRow, ...]


def read_rows(folder: Path, code: str, name: str) -> PackFile:
    """Read one file of the pack ``code`` that lies in ``folder``.

    Raises:
        PackError: the file is missing or not UTF-8, or a row is ragged, unmarked or without a source.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(name, 1, "*", "không có tệp này / the file is missing") from None
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise PackError(name, row, "*", "không phải UTF-8 / not UTF-8") from None
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = csv.reader(StringIO(text, newline=""))
    header = next(lines, [])
    for column in ("verification", "source"):
        if header.count(column) != 1:
            raise PackError(name, 1, column, "thiếu hoặc lặp cột này / the column is missing or doubled")
    rows: list[PackRow] = []
    before = lines.line_num
    for number, given in enumerate(lines, start=2):
        if len(given) != len(header):
            told = f"số ô / cells: {len(given)}, tiêu đề / header: {len(header)}"
            raise PackError(name, number, "*", told)
        cells = dict(zip(header, given, strict=True))
        if cells["verification"] not in _MARKS:
            raise PackError(name, number, "verification", f"dấu lạ / unknown mark {cells['verification']!r}")
        if not cells["source"].strip():
            raise PackError(name, number, "source", "để trống / empty")
        start, end = starts[before], starts[lines.line_num]
        before = lines.line_num
        words = text[start:end].rstrip("\r\n")
        rows.append(PackRow(number, start, start + len(words), words, cells))
    return PackFile(code, name, text, tuple(rows))
