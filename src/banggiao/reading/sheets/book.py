"""Opening a spreadsheet: what it is by its bytes, and whether it may be taken in at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from banggiao.reading.intake.archive import open_zip, read_member
from banggiao.reading.intake.kinds import Fault, NotTaken, runs
from banggiao.reading.intake.limits import Limits, Watch
from banggiao.reading.intake.xlsx_parts import Parts
from banggiao.reading.refusal import Reason
from banggiao.reading.sheets.ods import Ods
from banggiao.reading.sheets.values import GridRow
from banggiao.reading.sheets.xlsx import Area, Xlsx

_MIB = 1024 * 1024
LIMITS = Limits(max_bytes=100 * _MIB, max_unpacked=1024 * _MIB, max_members=2_000, seconds=300)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel 97, or a file behind a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ["Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le")]  # of Excel 97, of Excel 5
_XLSX = b"spreadsheetml.sheet.main+xml"


class Book(Protocol):
    """An opened spreadsheet: its format, its sheets as (name, shown), the merged areas of the sheet that was
    read last."""

    format: str
    sheets: list[tuple[str, bool]]
    merged: list[Area]

    def rows(self, index: int) -> Iterator[GridRow]:
        """Yield the rows of a sheet that hold something."""

    def marked(self) -> bool:
        """Whether it bears a mark of State secrecy."""


@dataclass(slots=True)
class _Packed:
    archive: zipfile.ZipFile
    watch: Watch


def open_book(name: str, data: bytes, *, limits: Limits = LIMITS) -> Book:
    """Open a workbook (xlsx) or an OpenDocument spreadsheet (ods).

    Raises:
        NotTaken: it is no spreadsheet, one of Excel 97–2003, or holds something that runs (macros).
        Refusal: BROKEN, BOMB, TOO_LARGE, ENCRYPTED, TIMEOUT; SECRET where it bears a mark of State secrecy.
    """
    watch = Watch(name, limits)
    if len(data) > limits.max_bytes:
        raise watch.refusal(Reason.TOO_LARGE)
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise watch.refusal(Reason.ENCRYPTED)
        old = name.lower().endswith((".xls", ".xlt")) or any(stream in data for stream in _OLD_STREAMS)
        raise NotTaken(Fault.OLD_SHEET if old else Fault.KIND)
    archive = open_zip(data, watch)
    if runs(archive.namelist()):
        raise NotTaken(Fault.ACTIVE)
    book = _opened(archive, watch)
    if book.marked():
        raise watch.refusal(Reason.SECRET)
    return book


def _opened(archive: zipfile.ZipFile, watch: Watch) -> Book:
    names = archive.NameToInfo
    if "mimetype" in names and read_member(archive, names["mimetype"], 200, watch).strip() == _ODS:
        return Ods(_Packed(archive, watch))
    if "[Content_Types].xml" in names:
        types = read_member(archive, names["[Content_Types].xml"], 4 * _MIB, watch)
        if b"macroEnabled" in types:
            raise NotTaken(Fault.ACTIVE)
        if _XLSX in types:
            return Xlsx(Parts(archive, watch))
    raise NotTaken(Fault.KIND)
