"""Word files (docx). The head is looked at for marks of secrecy before anything else is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.archive import read_member
from banggiao.reading.intake.builder import build
from banggiao.reading.intake.docx_body import Body, NoNumbers
from banggiao.reading.intake.docx_fast import is_plain, read_fast
from banggiao.reading.intake.docx_fonts import Fonts, has_traces, names_old_font
from banggiao.reading.intake.docx_numbering import Numbering
from banggiao.reading.intake.docx_styles import Styles
from banggiao.reading.intake.docx_tree import TreeReader, name_of, value_of
from banggiao.reading.intake.legacy import older_forms
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.notes import NOTE_CONTENTS
from banggiao.reading.intake.xml import parse, unescape
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

HEAD_PARAGRAPHS = 60
_MAIN_TYPE = re.compile(
    rb'PartName="/([^"<>]{1,300})"[^<>]{0,300}?ContentType="[^"<>]{0,300}?wordprocessingml\.document[^"<>]{0,99}main\+xml"'
)
_MAIN_TYPE_AFTER = re.compile(
    rb'ContentType="[^"<>]{0,300}?wordprocessingml\.document[^"<>]{0,99}main\+xml"[^<>]{0,300}?PartName="/([^"<>]{1,300})"'
)
_PAGE_EDGE = re.compile(r"(?:header|footer)\d*\.xml")
_MAX_EDGES = 300
_EDGE_RELATION = re.compile(rb"""<[^<>]*Type\s*=\s*["'][^"'<>]*/(?:header|footer)["'][^<>]*>""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']/?([^"'<>]+)["']""")
_USUAL_OPENING = re.compile(
    rb"""\s*+(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?[^<>]{0,100}\?>\s*+)?<\w""",
    re.IGNORECASE,
)
_TEXT_BOX = re.compile(rb"<(?:\w+:)?txbxContent[ >]")
_WORD_ART = re.compile(rb"""<(?:\w+:)?textpath\b[^<]*?\bstring=["']([^"'<>]*)["']""")
# Words, tabs, breaks, hyphens and paragraph ends under any prefix. Words that a tracked change deletes
# are still in the file, so the guard reads them too.
_HEAD_TEXT = re.compile(
    rb"<(?:\w+:)?(?:(?:t|delText)(?:\s(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*(?<!/))?>([^<]*)"
    rb"|(tab|br|cr|noBreakHyphen|softHyphen)[\s/>])|</(?:\w+:)?p\s*>"
)
_SIGNS = {b"tab": b"\t", b"br": b"\n", b"cr": b"\n", b"noBreakHyphen": b"-", b"softHyphen": b"-"}
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def main_part(archive: zipfile.ZipFile, watch: Watch) -> str | None:
    """Return the name of the document part, or None when the archive is no Word file."""
    names = archive.NameToInfo
    if "word/document.xml" in names:
        return "word/document.xml"
    if "[Content_Types].xml" not in names:
        return None
    types = read_member(archive, names["[Content_Types].xml"], watch.limits.max_part, watch)
    found = _MAIN_TYPE.search(types) or _MAIN_TYPE_AFTER.search(types)
    name = found.group(1).decode("utf-8", "replace") if found else None
    return name if name in names else None


def read_docx(archive: zipfile.ZipFile, main: str, sha256: str, watch: Watch) -> Paper:
    """Read a Word file's body; its page headers and footers only for the guard.

    Raises:
        Refusal: SECRET before anything else; ENCRYPTED, BROKEN, NO_TEXT, TOO_LARGE, BOMB, TIMEOUT.
    """
    names = [name.casefold() for name in archive.namelist()]
    if len(set(names)) != len(names):  # Word may read the other one than the guard has looked at
        raise watch.refusal(Reason.BROKEN, "Tệp Word có hai phần cùng tên (two parts of one name).")
    package = _Package(archive, main, watch)
    document = package.part(main)
    if document is None:
        raise watch.refusal(Reason.BROKEN)
    document = _usual(document, watch)
    if _is_secret(document, package):
        raise watch.refusal(Reason.SECRET)
    body = Body(_LazyNumbering(package))
    styles = _LazyStyles(package)
    notes: list[str] = []
    try:
        plain = is_plain(document)
        if plain:
            read_fast(document, styles, body, watch)
        if not plain or _in_old_font(document, package, body):
            body = Body(_LazyNumbering(package))
            notes = _read_tree(document, package, styles, body)
    except UnicodeDecodeError as error:
        raise watch.refusal(Reason.BROKEN) from error
    if body.contents_skipped:
        notes.append(NOTE_CONTENTS)
    return build(watch, sha256, "docx", body.pieces, notes=notes)


class _Package:
    """The parts of one Word file, each read at most once."""

    def __init__(self, archive: zipfile.ZipFile, main: str, watch: Watch) -> None:
        self.watch = watch
        self._archive = archive
        folder, slash, self._main = main.rpartition("/")
        self._folder = folder + slash

    def part(self, name: str) -> bytes | None:
        member = self._archive.NameToInfo.get(name)
        if member is None:
            return None
        return read_member(self._archive, member, self.watch.limits.max_part, self.watch)

    def beside(self, name: str) -> bytes | None:
        """Return the part of that name in the document's own folder."""
        return self.part(self._folder + name)

    def old_fonts(self, part: bytes) -> Fonts | None:
        """Return the fonts where a part has text from before Unicode, else None."""
        styles = self.beside("styles.xml") or b""
        return Fonts(styles) if names_old_font(part) or names_old_font(styles) else None

    def page_edges(self) -> Iterator[bytes]:
        """Yield the page headers and footers, whatever they are called."""
        start = len(self._folder)
        related = self.beside(f"_rels/{self._main}.rels") or b""
        targets = (_TARGET.search(relation) for relation in _EDGE_RELATION.findall(related))
        named = {target.group(1).decode("utf-8", "replace") for target in targets if target}
        for name in sorted(self._archive.NameToInfo):
            own = name[start:] if name.startswith(self._folder) else ""
            if (_PAGE_EDGE.fullmatch(own) or own in named or name in named) and (edge := self.part(name)):
                self.watch.check()
                yield _usual(edge, self.watch)


class _LazyStyles(Styles):
    """Styles whose part is unpacked only when a paragraph names a style."""

    def __init__(self, package: _Package) -> None:
        super().__init__(b"", package.watch)
        self._package: _Package | None = package

    def _element(self, style_id: bytes) -> bytes:
        if self._package is not None:
            self._xml = self._package.beside("styles.xml") or b""
            self._package = None
        return super()._element(style_id)


class _LazyNumbering:
    """Lists whose part is parsed only when a paragraph is numbered."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._numbering: Numbering | None = None

    def label(self, number: tuple[int, int]) -> str:
        if self._numbering is None:
            xml = self._package.beside("numbering.xml")
            self._numbering = Numbering(parse(xml, self._package.watch) if xml else None)
        return self._numbering.label(number)


def _usual(xml: bytes, watch: Watch) -> bytes:
    """Return a part in UTF-8 without comments and CDATA: the form in which words can be seen as bytes."""
    if _USUAL_OPENING.match(xml) and b"<!" not in xml:
        return xml
    return etree.tostring(parse(xml, watch), encoding="UTF-8")


def _is_secret(document: bytes, package: _Package) -> bool:
    if _is_marked(_head(document)):
        return True
    return any(_is_marked(_head(edge)) for edge in islice(package.page_edges(), _MAX_EDGES))


def _in_old_font(document: bytes, package: _Package, body: Body) -> bool:
    """Tell whether some of what was read quickly is in a font that the quick reader does not know."""
    words = "\n".join([piece.text for piece in body.pieces])
    return has_traces(words) and package.old_fonts(document) is not None


def _is_marked(head: str) -> bool:
    return any(secrecy.mark_in(form) for form in (head, *older_forms(head)))


def _head(xml: bytes) -> str:
    """Return the first paragraphs of a part, and its first text boxes and WordArt, a line each."""
    words = _words(xml, 0, HEAD_PARAGRAPHS)
    boxes = _TEXT_BOX.finditer(xml) if b"txbxContent" in xml else iter(())
    for box in islice(boxes, HEAD_PARAGRAPHS):
        words += b"\n" + _words(xml, box.end(), 5)
    arts = _WORD_ART.finditer(xml) if b"textpath" in xml else iter(())
    for art in islice(arts, HEAD_PARAGRAPHS):
        words += b"\n" + art.group(1)
    return unescape(words.decode("utf-8", "replace"))


def _words(xml: bytes, start: int, paragraphs: int) -> bytes:
    """Return the words of the first ``paragraphs`` paragraphs that have any, a line each."""
    lines: list[bytes] = []
    line = b""
    for found in _HEAD_TEXT.finditer(xml, start):
        words, sign = found.groups()
        if words is not None:
            line += words
        elif sign is not None:
            line += _SIGNS[sign]
        elif line:
            # A tab in the paragraph's settings gives an empty column: harmless to the guard.
            if not line.isspace():
                lines.append(line)
            line = b""
            if len(lines) >= paragraphs:
                break
    return b"\n".join((*lines, line))


def _read_tree(document: bytes, package: _Package, styles: Styles, body: Body) -> list[str]:
    watch = package.watch
    reader = TreeReader(styles, body, watch, package.old_fonts(document))
    reader.read(parse(document, watch))
    for part, reference, element in (
        ("footnotes.xml", b"footnoteReference", "footnote"),
        ("endnotes.xml", b"endnoteReference", "endnote"),
    ):
        xml = package.beside(part) if reference in document else None
        if not xml:
            continue
        fonts = package.old_fonts(xml)
        for note in parse(xml, watch):
            if name_of(note) == element and value_of(note, "type") not in _SEPARATORS:
                own = Body(NoNumbers())
                TreeReader(styles, own, watch, fonts).read(note)
                body.caption(" ".join(piece.text.strip() for piece in own.pieces))
    return reader.notes
