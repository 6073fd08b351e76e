"""What a file is, by its bytes: names and extensions are not asked."""

from __future__ import annotations

from enum import StrEnum

from banggiao.language import lazy_re as re
from banggiao.reading.intake.edxml_opening import OPENING
from banggiao.reading.intake.legacy import legacy_of_bytes
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.text import NOT_UNICODE, decode, marked_encoding
from banggiao.reading.refusal import Reason


class Format(StrEnum):
    """The formats told apart here."""

    ZIP = "zip"
    PDF = "pdf"
    OLE = "ole"
    RTF = "rtf"
    EDXML = "edxml"
    HTML = "html"
    TEXT = "txt"


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_OPENING = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|main|table|p|h[1-6])[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_META = re.compile(rb"<\s*(?:html|head|meta|body)[\s>]", re.IGNORECASE)
_MARKUP = ("<?xml", "MIME-Version:", "%!PS")  # text to a computer, not to a reader
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096


def sniff(data: bytes, watch: Watch) -> Format:
    """Return the format of ``data``.

    Raises:
        Refusal: BROKEN when it is empty or undecodable text, NO_TEXT for pictures, UNKNOWN_FORMAT.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise watch.refusal(Reason.BROKEN, "Tệp rỗng (empty file).")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ZIP
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_OLE):
        return Format.OLE
    if data.startswith(_PICTURES):
        raise watch.refusal(Reason.NO_TEXT)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    return _sniff_text(data, watch)


def _sniff_text(data: bytes, watch: Watch) -> Format:
    if marked_encoding(data) is None and _BINARY.search(data[:_HEAD]):
        raise watch.refusal(Reason.UNKNOWN_FORMAT)
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        head = data[:_HEAD]
        if _HTML_META.search(head) or _HTML_OPENING.match(head.decode("latin-1")):
            return Format.HTML  # may name its older encoding itself
        if legacy_of_bytes(data) is None:
            raise watch.refusal(Reason.BROKEN, NOT_UNICODE) from error
        return Format.TEXT
    if _HTML_OPENING.match(text[:_HEAD]):
        return Format.HTML
    if OPENING.match(text[:_HEAD]):
        return Format.EDXML
    if text.lstrip().startswith(_MARKUP):
        raise watch.refusal(Reason.UNKNOWN_FORMAT)
    return Format.TEXT
