"""Plain text files: UTF-8, or UTF-16 and UTF-32 with their byte order mark."""

from __future__ import annotations

import codecs

from banggiao.reading import secrecy
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.chrome import strip_chrome
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.wrapping import unwrap
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

HEAD_CHARACTERS = 4096
NOT_UNICODE = "Chữ không theo mã Unicode; hãy lưu lại theo UTF-8 (not Unicode text; save it as UTF-8)."

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the byte order mark names, or None where there is no mark."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode(data: bytes) -> str:
    """Return the text of ``data``.

    Raises:
        UnicodeDecodeError: the bytes are neither marked Unicode nor UTF-8.
    """
    return data.decode(marked_encoding(data) or "utf-8")


def read_text(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read a text file: a paragraph per line, or per run of hard-wrapped lines.

    Raises:
        Refusal: SECRET, BROKEN (an older encoding), NO_TEXT, TOO_LARGE, TIMEOUT.
    """
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        raise watch.refusal(Reason.BROKEN, NOT_UNICODE) from error
    mark = secrecy.mark_in(text[:HEAD_CHARACTERS])
    if mark is not None:
        raise watch.refusal(Reason.SECRET)
    lines = [clean(line) for line in text.splitlines()]
    watch.check()
    pieces, notes = strip_chrome([Piece(paragraph) for paragraph in unwrap(lines)])
    return build(watch, sha256, "txt", pieces, notes=notes)
