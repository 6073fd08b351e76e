"""Web pages, without navigation, comment boxes and the like; the guard sees all of the page's head."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.chrome import NOTE_CHROME, strip_chrome
from banggiao.reading.intake.html_guard import check_nesting
from banggiao.reading.intake.legacy import (
    NOTE_LEGACY,
    WINDOWS,
    Legacy,
    from_legacy_lines,
    legacy_in,
    legacy_of_bytes,
    legacy_of_font,
    may_be_legacy,
    western,
)
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.text import HEAD_CHARACTERS, decode
from banggiao.reading.intake.wrapping import unwrap
from banggiao.reading.paper import BlockKind, Cell, Paper
from banggiao.reading.refusal import Reason

_META_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s*+=\s*+(?:["']\s*+)?([\w.:-]{2,40})""", re.IGNORECASE
)
# Older encodings that pages of Vietnamese offices have used; a name outside this list is not trusted.
_OLDER = {"cp1258", "cp1252", "iso8859-1", "utf-16", "utf-16-le", "utf-16-be"}

_MARKUP = re.compile(rb"<[^<>]*>|&\w+;")
_MARKUP_TEXT = re.compile(r"<[^<>]*>|&\w+;")
_JUDGED = 200_000  # characters of a page by which its encoding is told
_OLD_FONT = re.compile(r"(?:face\s*=|font-family\s*:)[\s\"']*(?:&quot;)?(?:\.Vn|VNI-)", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_FARTHEST_FONT = 50  # elements up from a text

_UNREAD = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "head",
    "select", "option", "datalist", "textarea", "input", "button", "audio", "video", "canvas", "map",
}  # fmt: skip
_CHROME = {"nav", "aside", "footer", "menu"}
_BLOCKS = set(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul ".split()
)
_SMALL_FORM = 600  # characters; a larger form is the whole page, as some portals make it
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDEST = 1000
_MOST_COLUMNS = 200  # of one table; cells that claim more are counted no further


def decode_html(data: bytes, watch: Watch) -> str:
    """Return the page's text: by byte order mark, as UTF-8, or in the older encoding that it names itself.

    Raises:
        Refusal: BROKEN when none of them fits.
    """
    try:
        return decode(data)
    except UnicodeDecodeError:
        named = _META_CHARSET.search(data[:4096])
    try:
        codec = codecs.lookup(named.group(1).decode("ascii")).name if named else ""
        if codec in _OLDER:
            return data.decode(codec)
    except (LookupError, UnicodeError):
        pass
    if not named:
        kind = legacy_of_bytes(_MARKUP.sub(b" ", data[:_JUDGED]))
        if kind == WINDOWS:
            return data.decode("cp1258", "replace")
        if kind or _names_old_font(data.decode("latin-1")):
            return western(data)
    raise watch.refusal(
        Reason.BROKEN, "Không rõ bảng mã; hãy lưu lại theo UTF-8 (unknown encoding; save it as UTF-8)."
    )


def _names_old_font(page: str) -> bool:
    return any(name in page for name in (".Vn", ".VN", "VNI-")) and _OLD_FONT.search(page) is not None


def _older_encoding(page: str) -> Legacy | None:
    """Return the encoding from before Unicode that a whole page is in, going by its words."""
    return legacy_in(_MARKUP_TEXT.sub(" ", page[:_JUDGED])) if may_be_legacy(page) else None


def read_html(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read a web page's own text.

    Raises:
        Refusal: SECRET, BROKEN (encoding), NO_TEXT, BOMB (nesting), TOO_LARGE, TIMEOUT.
    """
    page = decode_html(data, watch)
    older = _older_encoding(page)
    walker = _Walker(watch, older, _names_old_font(page))
    check_nesting(page, watch)
    root = LexborHTMLParser(page).body
    if root is not None:
        walker.walk(root)
    own = [piece for piece, is_chrome in walker.pieces if not is_chrome]
    for head in ((piece for piece, _ in walker.pieces), own):
        if secrecy.mark_in(_head(head)):
            raise watch.refusal(Reason.SECRET)
    pieces, notes = strip_chrome(own)
    notes += [NOTE_LEGACY.format(kind.partition(",")[0]) for kind in sorted(walker.older)]
    if len(own) < len(walker.pieces) and NOTE_CHROME not in notes:
        notes.append(NOTE_CHROME)
    return build(watch, sha256, "html", pieces, notes=notes)


def _head(pieces: Iterable[Piece]) -> str:
    lines: list[str] = []
    length = 0
    for piece in pieces:
        lines.append(piece.text)
        length += len(piece.text)
        if length > HEAD_CHARACTERS:
            break
    return "\n".join(lines)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    next_column: int = 0
    spans: dict[int, int] = field(default_factory=dict)  # column -> rows still covered from above


class _Walker:
    """Goes through a page without recursion and collects its blocks."""

    def __init__(self, watch: Watch, older: Legacy | None = None, fonts: bool = False) -> None:
        """``older`` is the whole page's encoding; with ``fonts`` that of each element's font counts."""
        self.pieces: list[tuple[Piece, bool]] = []
        self.older: set[str] = set()
        self._older = older
        self._look_at_fonts = fonts
        self._watch = watch
        self._words: list[str] = []
        self._bold_letters = 0
        self._letters = 0
        self._bold = 0
        self._chrome = 0
        self._caption = 0
        self._articles = 0
        self._marks: list[tuple[bool, bool]] = []
        self._pre = 0
        self._levels: list[int] = []
        self._tables: list[_Table] = []
        self._tables_seen = 0
        self._lists: list[int | None] = []
        self._marker = ""

    def walk(self, root: LexborNode) -> None:
        """Collect the blocks under ``root`` in order."""
        node: LexborNode | None = root
        steps = 0
        while node is not None:
            steps += 1
            if not steps % 1000:
                self._watch.check()
            entered = self._enter(node)
            child = node.child if entered else None
            if child is not None:
                node = child
                continue
            if entered:
                self._leave(node)
            while node is not None:
                if node.mem_id == root.mem_id:
                    node = None
                    break
                if node.next is not None:
                    node = node.next
                    break
                node = node.parent
                if node is not None:
                    self._leave(node)
        self._flush()

    def _enter(self, node: LexborNode) -> bool:
        """Take note of a node's beginning; return False when its inside is not read."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(self._in_unicode(node))
            return False
        if tag.startswith(("-", "_", "!")) or tag in _UNREAD:
            return False
        if tag == "br":
            self._words.append("\n")
            return False
        if tag in _BLOCKS:
            self._flush()
            self._enter_block(tag, node)
        elif tag in ("b", "strong"):
            self._bold += 1
        return True

    def _enter_block(self, tag: str, node: LexborNode) -> None:
        # Inside chrome everything is chrome, so nothing below it is asked again.
        is_chrome = not self._chrome and self._is_chrome(tag, node)
        is_caption = _is_caption(tag, node)
        self._chrome += is_chrome
        self._caption += is_caption
        self._articles += tag in ("article", "main")
        self._marks.append((is_chrome, is_caption))
        if tag in _HEADINGS:
            self._levels.append(_HEADINGS[tag])
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "menu"):
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(_whole(node, "start", 1))
        elif tag == "li" and self._lists:
            count = self._lists[-1]
            self._marker = "•" if count is None else f"{count}."
            self._lists[-1] = None if count is None else count + 1
        elif tag == "table":
            self._tables.append(_Table(self._tables_seen))
            self._tables_seen += 1
        elif tag == "tr" and self._tables:
            table = self._tables[-1]
            table.row += 1
            table.next_column = 0
            table.spans = {column: rows - 1 for column, rows in table.spans.items() if rows > 1}
        elif tag in ("td", "th") and self._tables:
            self._enter_cell(self._tables[-1], node)

    def _is_chrome(self, tag: str, node: LexborNode) -> bool:
        if tag == "header":
            # The head of the site, unless it is the article's own or holds the title.
            return not self._articles and node.css_first("h1") is None
        if tag == "form":
            return len(node.text(deep=True)) < _SMALL_FORM and node.css_first("h1, article") is None
        return tag in _CHROME

    def _enter_cell(self, table: _Table, node: LexborNode) -> None:
        while table.next_column in table.spans:
            table.next_column += 1
        table.column = table.next_column
        width = min(_whole(node, "colspan", 1), max(1, _MOST_COLUMNS - table.column))
        rows = _whole(node, "rowspan", 1)
        if rows > 1 and table.column < _MOST_COLUMNS:
            # Counted down at the beginning of each following row.
            table.spans.update(dict.fromkeys(range(table.column, table.column + width), rows))
        table.next_column += width

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        if tag not in _BLOCKS:
            return
        self._flush()
        is_chrome, is_caption = self._marks.pop()
        self._chrome -= is_chrome
        self._caption -= is_caption
        self._articles -= tag in ("article", "main")
        if tag in _HEADINGS:
            self._levels.pop()
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol", "menu"):
            self._lists.pop()
        elif tag == "table":
            self._tables.pop()

    def _in_unicode(self, node: LexborNode) -> str:
        text = node.text_content or ""
        if (self._older is None and not self._look_at_fonts) or text.isascii():
            return text
        told, kind = _font_around(node) if self._look_at_fonts else (False, None)
        kind = kind if told else self._older
        if kind is None:
            return text
        self.older.add(kind)
        return from_legacy_lines(text, kind)

    def _text(self, text: str) -> None:
        self._words.append(text if self._pre else _SPACES.sub(" ", text))
        letters = len(text) - text.count(" ") - text.count("\n")
        self._letters += letters
        if self._bold:
            self._bold_letters += letters

    def _flush(self) -> None:
        """End the open block: one piece, or several where the page breaks lines twice."""
        if not self._words:
            return
        text = "".join(self._words)
        bold = 0 < self._letters <= self._bold_letters
        self._words, self._letters, self._bold_letters = [], 0, 0
        if not text.strip():
            return
        marker, self._marker = self._marker, ""
        parts = (
            unwrap([clean(line) for line in text.splitlines()]) if self._pre else re.split(r"\n\s*\n", text)
        )
        for part in parts:
            words = _SPACES.sub(" ", part).strip()
            if words:
                self.pieces.append((self._piece(f"{marker} {words}".lstrip(), bold), self._chrome > 0))
                marker = ""

    def _piece(self, text: str, bold: bool) -> Piece:
        level = self._levels[-1] if self._levels else 0
        if self._tables and self._tables[-1].column >= 0 and self._tables[-1].row >= 0:
            table = self._tables[-1]
            cell = Cell(table.number, table.row, table.column)
            return Piece(text, BlockKind.CELL, None, level, bold, cell)
        kind = BlockKind.CAPTION if self._caption else BlockKind.PARAGRAPH
        return Piece(text, kind, None, level, bold)


def _font_around(node: LexborNode) -> tuple[bool, Legacy | None]:
    """Return whether an element around a text names its font, and the encoding that this font means."""
    parent = node.parent
    for _ in range(_FARTHEST_FONT):
        if parent is None:
            break
        style = parent.attributes.get("style") or ""
        font = parent.attributes.get("face") or (found[1] if (found := _FAMILY.search(style)) else "")
        if font:
            return True, legacy_of_font(font.strip("'\" ").partition(",")[0])
        parent = parent.parent
    return False, None


def _is_caption(tag: str, node: LexborNode) -> bool:
    return (
        tag in ("figcaption", "caption") or "caption" in (node.attributes.get("class") or "").lower().split()
    )


def _whole(node: LexborNode, attribute: str, default: int) -> int:
    value = (node.attributes.get(attribute) or "").strip()
    return (
        max(1, min(int(value), _WIDEST))
        if value.isascii() and value.isdigit() and len(value) < 7
        else default
    )
