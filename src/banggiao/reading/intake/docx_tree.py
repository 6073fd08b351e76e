"""The careful reader of a Word file's body, for what the fast one does not know.

Tracked insertions are kept and deletions dropped, as if all changes were accepted; a text box follows the
paragraph it hangs on; hidden text is left out; of alternate content the first form that has words is read.
Namespaces are ignored: strict and transitional files, and unusual prefixes, read alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from banggiao.reading.intake.docx_body import Body
from banggiao.reading.intake.docx_fonts import Fonts
from banggiao.reading.intake.docx_styles import PLAIN, Look, Styles
from banggiao.reading.intake.legacy import NOTE_LEGACY, Legacy, runs_joined
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.notes import NOTE_HIDDEN, NOTE_TRACKED

_Runs = list[tuple[str, bool, Legacy | None]]  # words, bold, an encoding from before Unicode

_DROPPED = {"del", "moveFrom", "delText", "instrText", "delInstrText", "rPrChange", "pPrChange", "sectPr"}
_TRACKS = {"ins", "del", "moveFrom", "moveTo"}
_CONTAINERS = {"body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hdr", "ftr"}
_OFF = {"0", "false", "off"}


def name_of(element: etree._Element) -> str:
    """Return the element's name without namespace, or "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element, name: str = "val") -> str | None:
    """Return the attribute ``name``, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


class TreeReader:
    """Reads one parsed document; ``notes`` says what it saw and left out."""

    def __init__(self, styles: Styles, body: Body, watch: Watch, fonts: Fonts | None = None) -> None:
        """``fonts`` are the file's, where some of them are from before Unicode."""
        self.notes: list[str] = []
        self._fonts = fonts
        self._font = ""  # of the open paragraph
        self._styles = styles
        self._body = body
        self._watch = watch

    def read(self, root: etree._Element) -> None:
        """Drive the body with everything under ``root``."""
        for child in root:
            self._element(child)

    def _element(self, element: etree._Element) -> None:
        name = name_of(element)
        if name == "p":
            self._watch.check()
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name == "AlternateContent":
            for child in _alternative(element):
                self._element(child)
        elif name in _CONTAINERS:
            self._note(name)
            self.read(element)

    def _table(self, table: etree._Element) -> None:
        self._body.open_table()
        for row in _through(table, "tr"):
            self._body.row()
            for setting in row.iter("{*}gridBefore"):
                self._body.skip_columns(_count(setting))
                break
            for cell in _through(row, "tc"):
                self._body.cell()
                properties = next((c for c in cell if name_of(c) == "tcPr"), None)
                for setting in properties if properties is not None else ():
                    if name_of(setting) == "gridSpan":
                        self._body.widen_cell(_count(setting))
                    elif name_of(setting) == "vMerge" and value_of(setting) != "restart":
                        self._body.cover_cell()
                self.read(cell)
        self._body.close_table()

    def _paragraph(self, paragraph: etree._Element) -> None:
        look = PLAIN
        runs: _Runs = []
        boxes: list[etree._Element] = []
        if self._fonts is not None:
            self._font = self._fonts.of_paragraph(next(paragraph.iterchildren("{*}pPr"), None))
        for child in paragraph:
            if name_of(child) == "pPr":
                look = self._look(child)
            else:
                self._inline(child, look, runs, boxes)
        text = runs_joined((words, legacy) for words, _, legacy in runs)
        spoken = [bold for words, bold, _ in runs if words.strip()]
        self._body.paragraph(text, look, all(spoken) if spoken else look.bold)
        for box in boxes:
            self.read(box)

    def _inline(
        self,
        element: etree._Element,
        look: Look,
        runs: _Runs,
        boxes: list[etree._Element],
    ) -> None:
        name = name_of(element)
        self._note(name)
        if name in _DROPPED:
            return
        if name == "r":
            self._run(element, look, runs, boxes)
        elif name == "AlternateContent":
            for child in _alternative(element):
                self._inline(child, look, runs, boxes)
        elif name == "txbxContent":
            boxes.append(element)
        else:
            for child in element:
                self._inline(child, look, runs, boxes)

    def _run(
        self,
        run: etree._Element,
        look: Look,
        runs: _Runs,
        boxes: list[etree._Element],
    ) -> None:
        bold = look.bold
        words: list[str] = []
        legacy = self._legacy(run)
        for child in run:
            name = name_of(child)
            if name == "rPr":
                if any(name_of(item) == "vanish" and value_of(item) not in _OFF for item in child):
                    if NOTE_HIDDEN not in self.notes:
                        self.notes.append(NOTE_HIDDEN)
                    return
                bold = self._styles.run_bold(_bytes(child), look.bold)
            elif name == "t":
                words.append(child.text or "")
            elif name in ("tab", "ptab"):
                words.append("\t")
            elif name in ("br", "cr"):
                words.append(" ")
            elif name == "noBreakHyphen":
                words.append("-")
            elif name == "softHyphen" and legacy:
                words.append("\u00ad")  # the code of a letter in TCVN3
            elif name not in _DROPPED:
                self._inline(child, look, runs, boxes)
        runs.append(("".join(words), bold, legacy))

    def _legacy(self, run: etree._Element) -> Legacy | None:
        if self._fonts is None:
            return None
        legacy = self._fonts.of_run(next(run.iterchildren("{*}rPr"), None), self._font)
        if legacy is not None:
            note = NOTE_LEGACY.format(legacy.value.partition(",")[0])
            if note not in self.notes:
                self.notes.append(note)
        return legacy

    def _look(self, properties: etree._Element) -> Look:
        for change in properties.findall("{*}pPrChange"):
            properties.remove(change)
            self._note("ins")
        return self._styles.look(_bytes(properties))

    def _note(self, name: str) -> None:
        if name in _TRACKS and NOTE_TRACKED not in self.notes:
            self.notes.append(NOTE_TRACKED)


def _through(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those wrapped in controls or insertions."""
    for child in parent:
        name = name_of(child)
        if name == wanted:
            yield child
        elif name in _CONTAINERS:
            yield from _through(child, wanted)


def _alternative(element: etree._Element) -> etree._Element:
    """Return the form of alternate content to read: the first one with words, else the first."""
    forms = [child for child in element if name_of(child) in ("Choice", "Fallback")]
    worded = (form for form in forms if any((t.text or "").strip() for t in form.iter("{*}t")))
    return next(worded, forms[0] if forms else element)


def _bytes(element: etree._Element) -> bytes:
    """Return the element as the bytes that the style reader expects."""
    return etree.tostring(element, with_tail=False)


def _count(setting: etree._Element) -> int:
    value = value_of(setting) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
