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
from dataclasses import replace
from pathlib import Path

from banggiao.reading.intake.archive import is_noise, open_zip, unpack
from banggiao.reading.intake.docx import main_part, read_docx
from banggiao.reading.intake.edxml_opening import is_envelope
from banggiao.reading.intake.file_names import readable_name
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits, Watch
from banggiao.reading.intake.sniff import Format, sniff
from banggiao.reading.intake.text import read_text
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason, Refusal

__all__ = ["DEFAULT_LIMITS", "Limits", "open_paper", "open_papers", "readable_name", "unpack", "walk"]

NOTE_ATTACHED = "Tệp đính kèm đọc được: {}."
NOTE_NOT_READ = "Tệp đính kèm không đọc được: {}"


def open_paper(  # noqa: PLR0911 - one per format
    name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS, ocr: bool = False
) -> Paper:
    """Read one file; with ``ocr``, also the scanned pages of a PDF, where Tesseract is installed.

    ``name`` is what refusals and citations call it; the format is told by the bytes. Several paragraphs
    of one table cell are several blocks with equal :attr:`~banggiao.reading.paper.Block.cell`. Automatic
    numbers of Word lists are part of the text, as the reader of the page sees them.

    Raises:
        Refusal: with the reason for which the file is not read; its detail never quotes the file.
    """
    # Readers are loaded when a file needs them: a page of text costs no PDF library.
    watch = Watch(readable_name(name), limits)
    if len(data) > limits.max_bytes:
        raise watch.refusal(Reason.TOO_LARGE, f"Tối đa {limits.max_bytes // (1024 * 1024)} MB (at most).")
    sha256 = hashlib.sha256(data).hexdigest()
    match sniff(data, watch):
        case Format.ZIP:
            return _read_packed(data, sha256, watch)
        case Format.PDF:
            from banggiao.reading.intake.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(data, sha256, watch, ocr=ocr)
        case Format.HTML:
            from banggiao.reading.intake.html import read_html  # noqa: PLC0415

            return read_html(data, sha256, watch)
        case Format.OLE:
            from banggiao.reading.intake.doc import read_doc  # noqa: PLC0415

            return read_doc(data, sha256, watch)
        case Format.RTF:
            from banggiao.reading.intake.rtf import read_rtf  # noqa: PLC0415

            return read_rtf(data, sha256, watch)
        case Format.EDXML:
            return _read_envelope(data, sha256, watch)
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


def _read_envelope(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read the first readable file of an edXML envelope, the paper itself; its header is in the notes.

    One attachment with a mark of secrecy refuses the whole.
    """
    from banggiao.reading.intake.edxml import open_envelope  # noqa: PLC0415

    notes = list(open_envelope(data, watch).notes)
    main: Paper | None = None
    refused: Refusal | None = None
    for name, opened in open_papers(watch.name, data, limits=watch.limits):
        if isinstance(opened, Paper):
            main = main or opened
            notes.append(NOTE_ATTACHED.format(name.removeprefix(f"{watch.name}/")))
        elif opened.reason is Reason.SECRET:
            raise watch.refusal(Reason.SECRET)
        else:
            refused = refused or opened
            notes.append(NOTE_NOT_READ.format(opened.message("vi").removeprefix(f"{watch.name}/")))
        watch.check()
    if main is None:
        raise watch.refusal(refused.reason if refused else Reason.NO_TEXT)
    own = [note for note in main.notes if note not in notes]
    return replace(main, name=watch.name, sha256=sha256, format="edxml", notes=(*notes, *own))


def open_papers(
    name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[str, Paper | Refusal]]:
    """Open a file, or each paper of an archive or an edXML envelope, as a paper of its own.

    Yields names as :func:`unpack` gives them. What is attached to an envelope has its header in the notes.
    """
    watch = Watch(readable_name(name), limits)
    header: tuple[str, ...] = ()
    for member, content in unpack(watch.name, data, limits=limits):
        try:
            if isinstance(content, Refusal):
                raise content
            if member != watch.name and not header and is_envelope(data):
                from banggiao.reading.intake.edxml import open_envelope  # noqa: PLC0415

                header = open_envelope(data, watch).notes
            paper = open_paper(member, content, limits=limits)
            yield member, replace(paper, notes=(*header, *paper.notes)) if header else paper
        except Refusal as refusal:
            yield member, refusal


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
