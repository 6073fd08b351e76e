"""What a file to be kept beside a record is, by its bytes, and whether it may be kept at all.

Only the kinds listed here are taken. A file that is two things at once (a picture that is also a zip), one
whose name promises another kind, and one that can run (macros, scripts) are refused. Office files that are
not read as papers are still looked at for a mark of secrecy; a mark in a picture cannot be seen.
"""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.archive import open_zip, read_member, unpack
from banggiao.reading.intake.edxml_opening import is_envelope
from banggiao.reading.intake.legacy import legacy_of_bytes, western
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits, Watch
from banggiao.reading.intake.text import decode, marked_encoding
from banggiao.reading.intake.xml import unescape
from banggiao.reading.refusal import Reason, Refusal


class Fault(StrEnum):
    """Why a file is not taken, beyond the reasons for which a paper is not read."""

    KIND = "file-kind"
    ACTIVE = "file-active"
    MIXED = "file-mixed"
    EXTENSION = "file-extension"
    OLD_SHEET = "file-old-sheet"


_TAKEN = "docx, doc, rtf, odt, pdf, html, txt, csv, xlsx, edxml, pptx, ods, odp, jpg, png"
WORDS: dict[Fault, tuple[str, str]] = {
    Fault.KIND: (
        f"Loại tệp không được nhận. Nhận: {_TAKEN}.",
        f"This kind of file is not taken. Taken: {_TAKEN}.",
    ),
    Fault.ACTIVE: (
        "Tệp có phần chạy được (macro, mã lệnh). Hãy lưu lại không kèm macro rồi gửi.",
        "The file holds something that runs (macros, scripts). Save it without and send it again.",
    ),
    Fault.MIXED: (
        "Tệp chứa một tệp khác ghép vào. Hãy xuất lại tệp từ chương trình gốc.",
        "Another file is joined to this one. Export it again from its own program.",
    ),
    Fault.EXTENSION: (
        "Phần mở rộng của tên không khớp với nội dung tệp.",
        "The extension of the name does not fit what the file holds.",
    ),
    Fault.OLD_SHEET: (
        "Tệp Excel đời cũ (.xls, Excel 97–2003). Hãy mở bằng Excel hoặc LibreOffice, chọn Lưu thành "
        "(Save As), kiểu “Excel Workbook (.xlsx)”, rồi gửi tệp .xlsx.",
        "An old Excel file (.xls, Excel 97–2003). Open it in Excel or LibreOffice, choose Save As, type "
        "“Excel Workbook (.xlsx)”, and send the .xlsx file.",
    ),
}


class NotTaken(Exception):
    """A file that may not be kept; nothing of it is."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    def message(self, language: str = "vi") -> str:
        """Return why, in ``language`` ("vi" or "en")."""
        return WORDS[self.fault][0 if language == "vi" else 1]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. A ``paper`` is read whole before it is kept, so its head is surely known."""

    code: str
    media_type: str
    extensions: frozenset[str]
    paper: bool = False


def _kind(code: str, media_type: str, *more: str, paper: bool = False) -> FileKind:
    return FileKind(code, media_type, frozenset({code, *more}), paper)


_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = _kind("docx", f"{_OFFICE}wordprocessingml.document", paper=True)
XLSX = _kind("xlsx", f"{_OFFICE}spreadsheetml.sheet", paper=True)
PPTX = _kind("pptx", f"{_OFFICE}presentationml.presentation")
ODT = _kind("odt", "application/vnd.oasis.opendocument.text", paper=True)
ODS = _kind("ods", "application/vnd.oasis.opendocument.spreadsheet")
ODP = _kind("odp", "application/vnd.oasis.opendocument.presentation")
DOC = _kind("doc", "application/msword", paper=True)
PDF = _kind("pdf", "application/pdf", paper=True)
HTML = _kind("html", "text/html", "htm", paper=True)
TEXT = _kind("txt", "text/plain", "csv", "md", paper=True)
RTF = _kind("rtf", "application/rtf", paper=True)
EDXML = _kind("edxml", "application/xml", "xml", paper=True)
JPEG = _kind("jpg", "image/jpeg", "jpeg")
PNG = _kind("png", "image/png")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n"
_MAGIC = ((_PNG, PNG), (b"\xff\xd8\xff", JPEG), (b"%PDF-", PDF), (_ZIP, DOCX), (_OLE, DOC), (b"{\\rtf", RTF))
_PNG_END = b"IEND\xaeB`\x82"
_ZIP_END = b"PK\x05\x06"
_HTML = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6])[\s>/]",
    re.I | re.S,
)
_MARKUP = re.compile(r"\s*(?:<\?xml|<svg|<!doctype\s+svg|mime-version:|%!ps|#!|\{\\rtf|@echo\b|<\?php)", re.I)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_RUNS = re.compile(
    r"<\s*+(?:/\s*+)?(?:script|iframe|frame|object|embed|applet|svg|math|base|form)\b|"
    r"[\s/\"']on[a-z]{3,30}\s*+=|http-equiv\s*+=\s*+(?:[\"']\s*+)?refresh",
    re.I,
)
_SCRIPT_ADDRESS = re.compile(r"(?:java|vb)script:", re.I)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
_RUNS_IN_PDF = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile)\b")
# Objects of other programs, and fields that fetch or run; the usual way in for harm in rich text.
_RUNS_IN_RTF = re.compile(rb"\\(?:objdata|objupdate|objautlink|objocx|ddeauto)\b|\bDDEAUTO\b|\bINCLUDETEXT\b")
_ODF = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
_MAIN = (
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"presentationml.presentation.main+xml", PPTX),
)
_MACROS_IN_DOC = "_VBA_PROJECT".encode("utf-16-le")
_MACROS = re.compile(r"(?i)vbaproject|vbadata|macrosheets/|activex|(?:^|/)(?:basic|scripts)/")
_RUNNABLE = re.compile(r"(?i)\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|sh|py)$")
_WORDS = re.compile(rb"<(?:\w+:)?(?:t|p|h|span|text:p|oddHeader|oddFooter)(?:\s[^<>]*)?>([^<]*)")
_HEAD_LINES = 400
_HEAD_PARTS = re.compile(
    r"xl/sharedStrings\.xml|xl/worksheets/sheet[12]\.xml|ppt/slides/slide[12]\.xml|"
    r"ppt/slideMasters/slideMaster1\.xml|content\.xml|styles\.xml"
)


def kind_by_head(head: bytes) -> FileKind | None:
    """Return the kind that the first bytes promise, None where they fit none. The whole may still be refused.

    A zip is an Office file of some kind, which only the whole can tell: it stands for DOCX here.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = _text(head)
    if text is not None and is_envelope(head):
        return EDXML
    if text is None or _MARKUP.match(text):
        return None
    return HTML if _HTML.match(text) else TEXT


def kind_of(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> FileKind:
    """Return what the whole file is.

    Raises:
        NotTaken: it is no kind that is kept, runs, is two files in one, or is called something else.
        Refusal: it is a broken archive, a bomb, or an Office file with a mark of secrecy.
    """
    watch = Watch(name, limits)
    kind = kind_by_head(data[:65536])
    if kind is None:
        raise NotTaken(Fault.KIND)
    if kind is DOCX:
        kind = _packed(data, watch)
    elif kind is EDXML:
        _check_attached(data, watch)
    elif kind in (HTML, TEXT):
        _check_text(kind, data)
    else:
        _check_single(kind, data)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in kind.extensions:
        raise NotTaken(Fault.EXTENSION)
    return kind


def _check_attached(data: bytes, watch: Watch) -> None:
    """Refuse an envelope with a file attached that could not be kept by itself."""
    from banggiao.reading.intake.edxml import open_envelope  # noqa: PLC0415

    if zipfile_ends(data):
        raise NotTaken(Fault.MIXED)
    open_envelope(data, watch)  # refuses what is no whole envelope
    for name, content in unpack(watch.name, data, limits=watch.limits):
        if isinstance(content, Refusal):
            raise content
        kind_of(name, content, limits=watch.limits)


def _check_text(kind: FileKind, data: bytes) -> None:
    text = _text(data)
    if text is None or (marked_encoding(data) is None and _BINARY.search(data)):
        raise NotTaken(Fault.KIND)
    if kind is HTML and (_RUNS.search(text) or _SCRIPT_ADDRESS.search(_as_browsers_read(text))):
        raise NotTaken(Fault.ACTIVE)


def _as_browsers_read(text: str) -> str:
    """Return a page as browsers read its addresses: entities resolved, breaks and controls left out."""
    return _CONTROLS.sub("", html.unescape(text))


def _check_single(kind: FileKind, data: bytes) -> None:
    """Refuse a picture, PDF or Word 97 file with another file before or behind it."""
    if zipfile_ends(data):
        raise NotTaken(Fault.MIXED)
    if kind is PNG and not data.endswith(_PNG_END):
        raise NotTaken(Fault.MIXED)
    if kind in (PNG, JPEG):
        head = data[:4096].lower()
        if b"%pdf-" in head[:1024] or b"<script" in head or b"<html" in head or b"<?php" in head:
            raise NotTaken(Fault.MIXED)
    if kind is PDF and _RUNS_IN_PDF.search(data):
        raise NotTaken(Fault.ACTIVE)
    if kind is DOC and _MACROS_IN_DOC in data:
        raise NotTaken(Fault.ACTIVE)
    if kind is RTF and _RUNS_IN_RTF.search(data):
        raise NotTaken(Fault.ACTIVE)


def zipfile_ends(data: bytes) -> bool:
    """Tell whether a reader of archives would find one at the end of the file."""
    at = data.rfind(_ZIP_END, max(0, len(data) - 65_557))
    return at >= 0 and len(data) - at >= 22


def _packed(data: bytes, watch: Watch) -> FileKind:
    archive = open_zip(data, watch)
    names = archive.namelist()
    if not names:
        raise NotTaken(Fault.KIND)
    whole = data.rfind(_ZIP_END) + 22 == len(data) and min(m.header_offset for m in archive.infolist()) == 0
    if not whole or len({name.casefold() for name in names}) != len(names):
        raise NotTaken(Fault.MIXED)
    if runs(names):
        raise NotTaken(Fault.ACTIVE)
    kind = _office_kind(archive, names, watch)
    if kind is not DOCX and _marked(archive, names, watch):
        raise watch.refusal(Reason.SECRET)
    return kind


def runs(names: Iterable[str]) -> bool:
    """Tell by the names of an archive's members whether one holds something that runs: macros, programs."""
    return any(_MACROS.search(name) or _RUNNABLE.search(name) for name in names)


def _office_kind(archive: zipfile.ZipFile, names: list[str], watch: Watch) -> FileKind:
    if names and names[0] == "mimetype":
        told = read_member(archive, archive.getinfo("mimetype"), 200, watch).strip()
        if told in _ODF:
            return _ODF[told]
    if "[Content_Types].xml" in names:
        types = read_member(archive, archive.getinfo("[Content_Types].xml"), watch.limits.max_part, watch)
        if b"macroEnabled" in types:
            raise NotTaken(Fault.ACTIVE)
        for mark, kind in _MAIN:
            if mark in types:
                return kind
    raise NotTaken(Fault.KIND)


def _marked(archive: zipfile.ZipFile, names: list[str], watch: Watch) -> bool:
    """Look for a mark of secrecy among the first lines of an Office file that is not read as a paper."""
    for name in names:
        if _HEAD_PARTS.fullmatch(name):
            part = read_member(archive, archive.getinfo(name), watch.limits.max_part, watch)
            if secrecy.mark_in("\n".join(_lines(part))) is not None:
                return True
    return False


def _lines(part: bytes) -> Iterator[str]:
    for count, found in enumerate(_WORDS.finditer(part)):
        if count >= _HEAD_LINES:
            return
        yield unescape(found[1].decode("utf-8", "replace"))


def _text(data: bytes) -> str | None:
    if marked_encoding(data) is None and _BINARY.search(data[:4096]):
        return None
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return decode(data[: error.start])
        return western(data) if legacy_of_bytes(data) else None  # scripts and tags look the same in it


__all__ = ["Fault", "FileKind", "NotTaken", "Refusal", "kind_by_head", "kind_of", "runs"]
