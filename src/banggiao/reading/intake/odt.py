"""OpenDocument texts (odt), as LibreOffice writes them.

Tracked insertions are kept and deletions dropped; notes and text boxes follow their paragraph; hidden text,
comments and generated tables of contents are left out. The guard sees all of these, and the page headers.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from banggiao.reading import secrecy
from banggiao.reading.intake.archive import read_member
from banggiao.reading.intake.builder import build
from banggiao.reading.intake.docx_body import Body, NoNumbers
from banggiao.reading.intake.docx_styles import Look
from banggiao.reading.intake.legacy import NOTE_LEGACY, Legacy, runs_joined
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.notes import NOTE_CONTENTS, NOTE_HIDDEN, NOTE_TRACKED
from banggiao.reading.intake.odt_styles import Counters, OdtStyles, Style, name_of, value_of, whole
from banggiao.reading.intake.xml import parse
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

_HEAD_PARAGRAPHS = 60
_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip
_UNREAD = {
    "annotation", "annotation-end", "tracked-changes", "hidden-paragraph", "ruby-text", "title", "desc",
    "sequence-decls", "variable-decls", "user-field-decls", "forms", "note-citation", "script", "image",
    "object", "event-listeners", "glue-point",
}  # fmt: skip
_SHAPES = {
    "frame", "text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "path", "line",
    "g", "connector", "caption", "regular-polygon", "a",
}  # fmt: skip
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def read_odt(archive: zipfile.ZipFile, sha256: str, watch: Watch) -> Paper:
    """Read an OpenDocument text.

    Raises:
        Refusal: SECRET, ENCRYPTED, UNKNOWN_FORMAT (a spreadsheet, slides), BROKEN, NO_TEXT, TOO_LARGE, BOMB,
            TIMEOUT.
    """
    package = _Package(archive, watch)
    if (kind := package.part("mimetype")) is not None and kind.strip() not in _TEXTS:
        raise watch.refusal(Reason.UNKNOWN_FORMAT)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise watch.refusal(Reason.ENCRYPTED)
    content = package.root("content.xml")
    common = package.root("styles.xml")
    text = content.find(".//{*}body/{*}text") if content is not None else None
    if content is None or text is None:
        raise watch.refusal(Reason.BROKEN)
    styles = OdtStyles(content, common)
    reader = _Reader(styles, watch)
    reader.blocks(text, _Place())
    unseen = _lines(styles, content.iter("{*}tracked-changes"))
    edges = _lines(styles, common.iter("{*}master-page") if common is not None else iter(()))
    head = (piece.text for piece in reader.body.pieces[:_HEAD_PARAGRAPHS])
    for lines in (head, reader.beside[:_HEAD_PARAGRAPHS], reader.hidden, unseen, edges):
        if secrecy.mark_in("\n".join(lines)):
            raise watch.refusal(Reason.SECRET)
    return build(watch, sha256, "odt", reader.body.pieces, notes=reader.notes)


class _Package:
    """The parts of one file."""

    def __init__(self, archive: zipfile.ZipFile, watch: Watch) -> None:
        self._archive = archive
        self._watch = watch
        names = [name.casefold() for name in archive.namelist()]
        if len(set(names)) != len(names):  # another program may read the other one
            raise watch.refusal(Reason.BROKEN, "Tệp có hai phần cùng tên (two parts of one name).")

    def part(self, name: str) -> bytes | None:
        member = self._archive.NameToInfo.get(name)
        if member is None:
            return None
        return read_member(self._archive, member, self._watch.limits.max_part, self._watch)

    def root(self, name: str) -> etree._Element | None:
        part = self.part(name)
        return parse(part, self._watch) if part else None


def _lines(styles: OdtStyles, roots: Iterator[etree._Element]) -> list[str]:
    """Return the words of all paragraphs below some elements: what only the guard looks at."""
    lines: list[str] = []
    for root in roots:
        for paragraph in root.iter("{*}p", "{*}h"):
            look = styles.style(value_of(paragraph, "style-name"))
            plain = "".join(str(words) for words in paragraph.itertext())
            lines.append(runs_joined([(plain, look.legacy)]))
            if len(lines) >= _HEAD_PARAGRAPHS:
                return lines
    return lines


@dataclass(slots=True)
class _Paragraph:
    """What is found in one paragraph."""

    runs: list[tuple[str, bool, Legacy | None]] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    shapes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where in its lists a block stands."""

    style: str = ""
    level: int = 0
    counters: Counters = field(default_factory=Counters)
    label: str = ""  # for the next paragraph


class _Reader:
    """Reads the blocks of one text and drives a body."""

    def __init__(self, styles: OdtStyles, watch: Watch) -> None:
        self.body = Body(NoNumbers())
        self.notes: list[str] = []
        self.beside: list[str] = []
        self.hidden: list[str] = []
        self._styles = styles
        self._watch = watch
        self._headings = Counters()
        self._lists: dict[str, Counters] = {}

    def blocks(self, parent: etree._Element, place: _Place) -> None:
        """Read the blocks that stand in ``parent``."""
        for element in parent:
            self._block(element, place)

    def _block(self, element: etree._Element, place: _Place) -> None:
        name = name_of(element)
        if name in ("p", "h"):
            self._watch.check()
            self._paragraph(element, name == "h", place)
        elif name == "list":
            self._list(element, place)
        elif name == "table":
            self._table(element)
        elif name == "section":
            if value_of(element, "display") == "none":
                self._hide("\n".join(str(words) for words in element.itertext()))
            else:
                self.blocks(element, place)
        elif name in _INDEXES:
            self._note(NOTE_CONTENTS)
        elif name == "tracked-changes":
            self._note(NOTE_TRACKED)
        elif name in _SHAPES:
            self._shape(element)
        elif name in ("index-body", "numbered-paragraph", "soft-page-break"):
            self.blocks(element, place)

    def _list(self, element: etree._Element, around: _Place) -> None:
        style = value_of(element, "style-name") or around.style
        goes_on = value_of(element, "continue-list")
        if around.level:
            counters = around.counters
        elif goes_on in self._lists or value_of(element, "continue-numbering") == "true":
            counters = self._lists.get(goes_on) or self._lists.get(f"style {style}") or Counters()
        else:
            counters = Counters()
        place = _Place(style, around.level + 1, counters)
        if not around.level:
            self._lists[f"style {style}"] = counters
            if own := value_of(element, "id"):
                self._lists[own] = counters
        for item in element:
            if name_of(item) == "list-item":
                start = value_of(item, "start-value")
                place.label = ""
                if len(item) and name_of(item[0]) in ("p", "h"):
                    place.label = self._item_label(item, place, whole(start) if start else None)
                self.blocks(item, place)
            elif name_of(item) == "list-header":
                place.label = ""
                self.blocks(item, place)

    def _item_label(self, item: etree._Element, place: _Place, start: int | None) -> str:
        # A list without a style of its own has the one of its paragraphs.
        style = place.style or self._styles.style(value_of(item[0], "style-name")).list_style
        return self._styles.label(style, place.level, place.counters, start)

    def _table(self, table: etree._Element) -> None:
        self.body.open_table()
        for row in _through(table, "table-row", {"table-header-rows", "table-rows", "table-row-group"}):
            self.body.row()
            for cell in row:
                name = name_of(cell)
                if name not in ("table-cell", "covered-table-cell"):
                    continue
                self.body.cell()
                if name == "covered-table-cell":
                    self.body.cover_cell()
                else:
                    self.blocks(cell, _Place())
                again = whole(value_of(cell, "number-columns-repeated"), 1)
                self.body.skip_columns(min(again, 1000) - 1 if again else 0)
        self.body.close_table()

    def _paragraph(self, element: etree._Element, heading: bool, place: _Place) -> None:
        style = self._styles.style(value_of(element, "style-name"))
        found = _Paragraph()
        self._inline(element, style, found)
        text = runs_joined((words, legacy) for words, _, legacy in found.runs)
        spoken = [bold for words, bold, _ in found.runs if words.strip()]
        level = whole(value_of(element, "outline-level"), 1) if heading else 0
        label, place.label = place.label, ""
        if heading and not label and value_of(element, "is-list-header") != "true" and not place.level:
            label = self._styles.heading(level, self._headings) if text.strip() else ""
        if label and text.strip():
            text = f"{label} {text}"
        look = Look(level=min(level, 9))
        self.body.paragraph(text, look, all(spoken) if spoken else False)
        for note in found.notes:
            own = _Reader(self._styles, self._watch)
            own.blocks(note, _Place())
            words = " ".join(piece.text.strip() for piece in own.body.pieces)
            self.beside += [piece.text for piece in own.body.pieces]
            self.body.caption(words)
        for shape in found.shapes:
            self._shape(shape)

    def _shape(self, shape: etree._Element) -> None:
        before = len(self.body.pieces)
        self.blocks(shape, _Place())
        self.beside += [piece.text for piece in self.body.pieces[before:]]

    def _inline(self, element: etree._Element, style: Style, found: _Paragraph) -> None:
        self._say(element.text, style, found)
        for child in element:
            name = name_of(child)
            if name == "span":
                self._inline(child, self._styles.style(value_of(child, "style-name")).over(style), found)
            elif name == "s":
                self._say(" " * min(whole(value_of(child, "c"), 1), 100), style, found)
            elif name == "tab":
                self._say("\t", style, found)
            elif name == "line-break":
                self._say(" ", style, found)
            elif name == "note":
                found.notes.extend(one for one in child if name_of(one) == "note-body")
            elif str(child.tag).startswith(_DRAW):
                if name in _SHAPES:
                    found.shapes.append(child)
            elif name == "hidden-text":
                self._hide("".join(str(words) for words in child.itertext()))
            elif name and name not in _UNREAD:
                self._inline(child, style, found)
            self._say(child.tail, style, found)

    def _say(self, words: str | None, style: Style, found: _Paragraph) -> None:
        if not words:
            return
        if style.hidden:
            self._hide(words)
            return
        if style.legacy and not words.isascii():
            self._note(NOTE_LEGACY.format(style.legacy.value.partition(",")[0]))
        words = words.replace("\n", " ")
        found.runs.append((words, bool(style.bold), style.legacy))

    def _hide(self, words: str) -> None:
        if words.strip():
            self._note(NOTE_HIDDEN)
            self.hidden.append(words)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _through(parent: etree._Element, wanted: str, groups: set[str]) -> Iterator[etree._Element]:
    """Yield the rows of a table, also those in groups."""
    for child in parent:
        if name_of(child) == wanted:
            yield child
        elif name_of(child) in groups:
            yield from _through(child, wanted, groups)
