"""PDF files with a text layer, through PDFium. Lines become paragraphs again; pages keep their numbers."""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.ocr import NOTE_OCR, Scan, read_pages
from banggiao.reading.intake.pdf_guard import check_streams
from banggiao.reading.intake.wrapping import ENDS_SENTENCE, OPENS_PARAGRAPH
from banggiao.reading.paper import BlockKind, Paper
from banggiao.reading.refusal import Reason

NOTE_EDGES = "Đầu trang, chân trang và số trang được bỏ qua."
NOTE_EMPTY_PAGES = "Trang không có lớp chữ, không đọc được: {}."

_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HEAD_PARAGRAPHS = 60
_EDGE_LINES = 2  # lines at the top and at the bottom of a page that may be running headers or footers
_LONGEST_HEAD = 0.4  # share of the first page that may hold the two-column head
_MOST_CHARACTERS = 200_000  # of one page; a page of text has 3,000

_COLUMN_GAP = 1.2  # of a line's height: wider than a stretched space between words
_WORD_GAP = 0.1  # of a line's height: narrower than a space, wider than kerning

# PDFium keeps global state: one thread at a time, by its own documentation.
_PDFIUM = threading.Lock()


@dataclass(slots=True)
class _Line:
    """A line of a page, in points from the page's lower left corner; ``columns`` lie far apart on it."""

    columns: list[str]
    left: float
    right: float
    top: float
    bottom: float
    bold: bool
    page: int

    @property
    def text(self) -> str:
        return "\t".join(self.columns)

    @property
    def height(self) -> float:
        return max(1.0, self.top - self.bottom)


class _Letter(NamedTuple):
    char: str
    offset: int
    left: float
    bottom: float
    right: float
    top: float


def read_pdf(data: bytes, sha256: str, watch: Watch, *, ocr: bool = False) -> Paper:
    """Read a PDF's text layer; with ``ocr``, pages without one are recognised where Tesseract is installed.

    Raises:
        Refusal: SECRET from the first page alone; ENCRYPTED, BROKEN, BOMB, TOO_LARGE (pages), TIMEOUT,
            NO_TEXT when most pages have no characters.
    """
    check_streams(data, watch)
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            encrypted = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
            raise watch.refusal(Reason.ENCRYPTED if encrypted else Reason.BROKEN) from error
        try:
            count = len(document)
            if count > watch.limits.max_pages:
                raise watch.refusal(Reason.TOO_LARGE, f"Quá {watch.limits.max_pages} trang (too many pages).")
            pages = _pages(document, count, watch)
        except pdfium.PdfiumError as error:
            raise watch.refusal(Reason.BROKEN) from error
        finally:
            document.close()
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if (len(empty) * 2 > count and not ocr) or not count:
        raise watch.refusal(Reason.NO_TEXT)
    notes = [NOTE_EMPTY_PAGES.format(", ".join(map(str, empty)))] if empty and not ocr else []
    scan = _recognised(data, empty, watch) if empty and ocr else None
    if scan is not None:
        notes.append(NOTE_OCR.format(", ".join(map(str, empty)), round(scan.confidence * 100)))
    body = _without_edges(pages)
    if sum(map(len, body)) < sum(map(len, pages)):
        notes.append(NOTE_EDGES)
    if scan is None:
        return build(watch, sha256, "pdf", _paragraphs(body), pages=count, notes=notes)
    pieces = sorted([*_paragraphs(body), *scan.pieces], key=lambda piece: piece.page or 0)
    paper = build(watch, sha256, "pdf", pieces, pages=count, notes=notes)
    return replace(paper, ocr_confidence=scan.confidence)


def _recognised(data: bytes, pages: list[int], watch: Watch) -> Scan:
    """Recognise pages; the guard looks at the first two of the paper."""
    scan = read_pages(data, pages, watch)
    head = [piece.text for piece in scan.pieces if piece.page in (1, 2)]
    if secrecy.mark_in("\n".join(head[:_HEAD_PARAGRAPHS])):
        raise watch.refusal(Reason.SECRET)
    return scan


def _pages(document: pdfium.PdfDocument, count: int, watch: Watch) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    for index in range(count):
        watch.check()
        page = document[index]
        try:
            if index == 0 and secrecy.mark_in(_annotations(page)):
                raise watch.refusal(Reason.SECRET)
            lines = _lines(page, index + 1)
        finally:
            page.close()
        # The guard looks before the next page is read. A stamp may be repeated at the head of page two.
        head = lines if index == 0 else lines[:6] if index == 1 else []
        if head and secrecy.mark_in("\n".join(line.text for line in head)):
            raise watch.refusal(Reason.SECRET)
        pages.append(lines)
    return pages


def _annotations(page: pdfium.PdfPage) -> str:
    """Return the words of the page's stamps and comments, a line each."""
    words = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 50)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        size = 400
        buffer = ctypes.create_string_buffer(size)
        at = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
        used = pdfium_c.FPDFAnnot_GetStringValue(annotation, b"Contents", at, size)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        words.append(buffer.raw[: min(used, size)].decode("utf-16-le", "replace").strip("\0"))
    return "\n".join(words)


def _lines(page: pdfium.PdfPage, number: int) -> list[_Line]:
    """Return the page's lines from top to bottom as PDFium orders them."""
    text_page = page.get_textpage()
    try:
        length = min(text_page.count_chars(), _MOST_CHARACTERS)
        if length <= 0:
            return []
        text = text_page.get_text_range(0, length)
        lines = []
        start = 0
        for raw in text.split("\n"):
            line = raw.rstrip("\r")
            if line.strip():
                first = start + len(line) - len(line.lstrip())
                lines.append(_line(text_page, line, first, start + len(line.rstrip()) - 1, number))
            start += len(raw) + 1
        return _rejoined(lines)
    finally:
        text_page.close()


def _line(text_page: pdfium.PdfTextPage, line: str, first: int, last: int, number: int) -> _Line:
    left, bottom, _, top = _box(text_page, first)
    _, _, right, _ = _box(text_page, last)
    bold = _is_bold(text_page, first) and _is_bold(text_page, last)
    return _Line(
        [clean(column) for column in _columns(text_page, line, first)], left, right, top, bottom, bold, number
    )


def _box(text_page: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    try:
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
    except pdfium.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def _is_bold(text_page: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(text_page, index) >= 600:
        return True
    size = 100
    buffer = ctypes.create_string_buffer(size)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text_page, index, buffer, size, flags)
    return b"bold" in buffer.value.lower()


def _columns(text_page: pdfium.PdfTextPage, line: str, first: int) -> list[str]:
    """Split a line where its text stops and goes on far to the right: columns of the head, cells of a table.

    PDFium makes a rectangle per stretch of text; a line of one stretch, by far the usual one, is not
    looked at letter by letter.
    """
    stripped = line.strip()
    if pdfium_c.FPDFText_CountRects(text_page, first, len(stripped)) < 2:
        return [stripped]
    letters = [
        _Letter(char, offset, *_box(text_page, first + offset))
        for offset, char in enumerate(stripped)
        if not char.isspace()
    ]
    height = max(letter.top - letter.bottom for letter in letters) or 1.0
    # Writers that take the accented letters from another font put them after the line's other letters.
    shuffled = any(after.left < before.left - height for before, after in pairwise(letters))
    if shuffled:
        letters.sort(key=lambda letter: letter.left)
    columns: list[str] = []
    words = letters[0].char
    for before, after in pairwise(letters):
        gap = after.left - before.right
        if gap > _COLUMN_GAP * height:
            columns.append(words)
            words = ""
        elif gap > _WORD_GAP * height if shuffled else after.offset > before.offset + 1:
            words += " "
        words += after.char
    columns.append(words)
    return columns


def _rejoined(lines: Sequence[_Line]) -> list[_Line]:
    """Put side by side the lines that share a baseline, which PDFium gives one after the other."""
    joined: list[_Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and abs(line.bottom - last.bottom) < 0.3 * line.height
            and line.left > last.right + line.height
        ):
            last.columns.extend(line.columns)
            last.right = line.right
            last.bold = last.bold and line.bold
        else:
            joined.append(line)
    return joined


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Drop page numbers, and what stands at the same edge of at least half the pages."""
    seen: Counter[str] = Counter()
    for lines in pages:
        edges = [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]
        seen.update({_DIGITS.sub("#", line.text) for line in edges})
    often = max(3, (len(pages) + 1) // 2)
    running = {text for text, times in seen.items() if times >= often}
    kept = []
    for lines in pages:
        body = list(lines)
        whole = len(lines) > 2 * _EDGE_LINES  # a nearly empty page has no edges to tell from its text
        for edge in (0, -1):
            for _ in range(_EDGE_LINES):
                if not body:
                    break
                text = body[edge].text
                if _PAGE_NUMBER.fullmatch(text) or (whole and _DIGITS.sub("#", text) in running):
                    body.pop(edge)
        kept.append(body)
    return kept


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[Piece]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    head = _head_size(pages[0]) if pages else 0
    yield from _head_pieces(lines[:head])
    lines = lines[head:]
    if not lines:
        return
    margin = sorted(line.right for line in lines)[int(len(lines) * 0.9)]
    spacing = _usual_spacing(lines)
    opened: list[_Line] = []
    for line in lines:
        if opened and _begins(opened, line, margin, spacing):
            yield _joined(opened)
            opened = []
        opened.append(line)
    yield _joined(opened)


def _head_size(lines: Sequence[_Line]) -> int:
    """Return how many lines of the first page belong to its two-column head."""
    if not lines:
        return 0
    lowest = lines[0].top * (1 - _LONGEST_HEAD)
    last = 0
    for index, line in enumerate(lines[:12], 1):
        if len(line.columns) == 2 and line.bottom > lowest:
            last = index
    return last


def _head_pieces(lines: Sequence[_Line]) -> Iterator[Piece]:
    """Yield the head's left column, then its right one, as Word's invisible table would."""
    middle = (
        min((line.left for line in lines), default=0.0) + max((line.right for line in lines), default=0.0)
    ) / 2
    left: list[Piece] = []
    right: list[Piece] = []
    for line in lines:
        if len(line.columns) > 1:
            left.append(Piece(line.columns[0], page=line.page, bold=line.bold))
            right.append(Piece(" ".join(line.columns[1:]), page=line.page, bold=line.bold))
        else:
            side = right if line.left > middle - line.height else left
            side.append(Piece(line.text, page=line.page, bold=line.bold))
    yield from left
    yield from right


def _usual_spacing(lines: Sequence[_Line]) -> float:
    """Return the usual distance between the baselines of two lines of one paragraph, in points."""
    steps = sorted(
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.page == below.page and above.bottom > below.bottom
    )
    return steps[len(steps) // 2] if steps else 0.0


def _begins(opened: Sequence[_Line], line: _Line, margin: float, spacing: float) -> bool:
    """Tell whether ``line`` begins a paragraph after the lines of the opened one."""
    last = opened[-1]
    if len(line.columns) > 1 or len(last.columns) > 1:
        return True
    if OPENS_PARAGRAPH.match(line.text) or line.bold != last.bold:
        return True
    ended = ENDS_SENTENCE.search(last.text) is not None
    goes_on = line.text[:1].islower()
    if line.page == last.page and spacing and last.bottom - line.bottom > 1.5 * spacing and not goes_on:
        return True
    indented = line.left > last.left + 0.8 * line.height
    if indented and (ended or len(opened) > 1):
        return not goes_on
    first_word = len(line.text.split(None, 1)[0]) * line.height * 0.45
    fitted = last.right + first_word < margin
    return fitted and not (goes_on and not ended)


def _joined(lines: Sequence[_Line]) -> Piece:
    text = " ".join(line.text for line in lines)
    bold = all(line.bold for line in lines)
    return Piece(text, BlockKind.PARAGRAPH, lines[0].page, 0, bold)
