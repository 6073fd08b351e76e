"""Files in, papers out.

:func:`open_paper` turns one file's bytes into a :class:`~banggiao.reading.paper.Paper` or raises a
:class:`~banggiao.reading.refusal.Refusal`; nothing else escapes. :func:`unpack` yields the files of a zip,
:func:`walk` those of a folder. Nothing is written to disk (but for .doc files, see ``doc.py``), nothing is
fetched, and the secrecy guard looks at the head of a paper before the rest is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from banggiao.reading.intake.archive import is_noise, open_zip, readable_name, unpack
from banggiao.reading.intake.doc import read_doc
from banggiao.reading.intake.docx import main_part, read_docx
from banggiao.reading.intake.html import read_html
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits, Watch
from banggiao.reading.intake.pdf import read_pdf
from banggiao.reading.intake.sniff import Format, sniff
from banggiao.reading.intake.text import read_text
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

__all__ = ["DEFAULT_LIMITS", "Limits", "open_paper", "readable_name", "unpack", "walk"]


def open_paper(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Paper:
    """Read one file.

    ``name`` is what refusals and citations call it; the format is told by the bytes. Several paragraphs
    of one table cell are several blocks with equal :attr:`~banggiao.reading.paper.Block.cell`. Automatic
    numbers of Word lists are part of the text, as the reader of the page sees them.

    Raises:
        Refusal: with the reason for which the file is not read; its detail never quotes the file.
    """
    watch = Watch(readable_name(name), limits)
    if len(data) > limits.max_bytes:
        raise watch.refusal(Reason.TOO_LARGE, f"Tối đa {limits.max_bytes // (1024 * 1024)} MB (at most).")
    sha256 = hashlib.sha256(data).hexdigest()
    match sniff(data, watch):
        case Format.ZIP:
            return _read_packed(data, sha256, watch)
        case Format.PDF:
            return read_pdf(data, sha256, watch)
        case Format.HTML:
            return read_html(data, sha256, watch)
        case Format.OLE:
            return read_doc(data, sha256, watch)
        case Format.RTF:
            from banggiao.reading.intake.rtf import read_rtf  # noqa: PLC0415

            return read_rtf(data, sha256, watch)
        case Format.EDXML:
            raise watch.refusal(Reason.UNKNOWN_FORMAT)
        case Format.TEXT:
            return read_text(data, sha256, watch)


def _read_packed(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read a document that is a zip inside."""
    archive = open_zip(data, watch)
    main = main_part(archive, watch)
    if main is not None:
        return read_docx(archive, main, sha256, watch)
    if "content.xml" in archive.NameToInfo:
        from banggiao.reading.intake.odt import read_odt  # noqa: PLC0415

        return read_odt(archive, sha256, watch)
    from banggiao.reading.intake.xlsx import is_workbook, read_xlsx  # noqa: PLC0415

    if is_workbook(archive, watch):
        return read_xlsx(archive, sha256, watch)
    raise watch.refusal(Reason.UNKNOWN_FORMAT)


def walk(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files under a folder as (relative name in NFC with "/", path), in order of name.

    Hidden files, Word's lock files and thumbnails are skipped; links are followed only to files inside
    the folder. A path that is a file yields that file.
    """
    root = path.resolve()
    if root.is_file():
        yield readable_name(path.name), path
        return
    found: list[tuple[str, Path]] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not is_noise(name)]
        for name in files:
            file = Path(folder, name)
            if is_noise(name) or not file.is_file() or not file.resolve().is_relative_to(root):
                continue
            relative = file.relative_to(root).as_posix()
            found.append((readable_name(relative), file))
    yield from sorted(found, key=lambda pair: pair[0])
