"""Plain text files: UTF-8, UTF-16 and UTF-32 with their byte order mark, and what came before Unicode."""

from __future__ import annotations

import codecs

from banggiao.reading import secrecy
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.chrome import strip_chrome
from banggiao.reading.intake.legacy import NOTE_LEGACY, decode_legacy, from_legacy_lines, legacy_in
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.wrapping import unwrap
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

_WIDEST_LETTER = 4  # bytes
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


def decode_any(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding where that is an older one, else "".

    Raises:
        UnicodeDecodeError: no encoding fits surely.
    """
    try:
        text = decode(data)
    except UnicodeDecodeError:
        older = decode_legacy(data)
        if older is None:
            raise
        return older
    kind = legacy_in(text)  # saved as Unicode letter for letter, the font forgotten
    return (text, "") if kind is None else (from_legacy_lines(text, kind), kind.value)


def read_text(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read a text file: a paragraph per line, or per run of hard-wrapped lines.

    Raises:
        Refusal: SECRET, BROKEN (no known encoding), NO_TEXT, TOO_LARGE, TIMEOUT.
    """
    if len(data) > _WIDEST_LETTER * watch.limits.max_characters:
        raise watch.refusal(Reason.TOO_LARGE, "Quá nhiều chữ trong một văn bản (too much text).")
    try:
        text, older = decode_any(data)
    except UnicodeDecodeError as error:
        raise watch.refusal(Reason.BROKEN, NOT_UNICODE) from error
    mark = secrecy.mark_in(text[:HEAD_CHARACTERS])
    if mark is not None:
        raise watch.refusal(Reason.SECRET)
    lines = [clean(line) for line in text.splitlines()]
    watch.check()
    pieces, notes = strip_chrome([Piece(paragraph) for paragraph in unwrap(lines)])
    if older:
        notes.append(NOTE_LEGACY.format(older))
    return build(watch, sha256, "txt", pieces, notes=notes)
