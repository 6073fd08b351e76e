"""Rich Text Format (specification 1.9.1), read in one pass over its tokens; nothing in it is run or fetched.

Tracked insertions are kept and deletions dropped, hidden text and comments are left out, notes and text boxes
follow their paragraph. Lists are numbered as the writing program wrote it out (``listtext``). Page headers
and footers are only looked at by the guard.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from banggiao.language import lazy_re as re
from banggiao.reading import secrecy
from banggiao.reading.intake.builder import build
from banggiao.reading.intake.docx_body import Body, NoNumbers
from banggiao.reading.intake.docx_numbering import BULLETS
from banggiao.reading.intake.docx_styles import PLAIN, Look
from banggiao.reading.intake.legacy import NOTE_LEGACY, Legacy, legacy_of_font
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.notes import NOTE_HIDDEN, NOTE_TRACKED
from banggiao.reading.intake.rtf_tables import DEEPEST, Tables
from banggiao.reading.intake.rtf_words import (
    APART,
    CHARSETS,
    EDGES,
    ENDS,
    READ_THOUGH_NEW,
    SIGNS,
    UNREAD,
    Run,
    code_page,
    joined,
)
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_DEEPEST = 200  # groups in groups; Word writes some 20
_HEAD_PARAGRAPHS = 60


@dataclass(slots=True)
class _State:
    """What holds inside one group; a group begins with what holds around it."""

    unread: bool = False
    target: str = ""  # "fonts", "edge", or "" for the text
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    font: int = -1
    skip: int = 1  # characters that follow \u for programs that do not know it
    new: bool = False  # \* came: skip the group unless its name is known
    apart: bool = False  # the group that began text beside the paragraph
    label: bool = False  # the written-out number of a list's paragraph


@dataclass(slots=True)
class _Font:
    name: str = ""
    codec: str | None = None
    legacy: Legacy | None = None
    pictures: bool = False  # Symbol, Wingdings: its letters are bullets


@dataclass(slots=True)
class _Text:
    """The open paragraph of one flow of text: the body's, or a note's."""

    runs: list[Run] = field(default_factory=list)
    level: int = 0
    depth: int = 0  # of tables that the paragraph stands in


def read_rtf(data: bytes, sha256: str, watch: Watch) -> Paper:
    """Read an RTF file.

    Raises:
        Refusal: SECRET, BROKEN, BOMB (groups nested too deep), NO_TEXT, TOO_LARGE, TIMEOUT.
    """
    reader = _Reader(watch)
    reader.read(data)
    body = reader.body
    head = "\n".join(piece.text for piece in body.pieces[:_HEAD_PARAGRAPHS])
    beside = "\n".join(reader.beside[:_HEAD_PARAGRAPHS])
    if any(map(secrecy.mark_in, (head, beside, joined(reader.edges), joined(reader.unseen)))):
        raise watch.refusal(Reason.SECRET)
    return build(watch, sha256, "rtf", body.pieces, notes=reader.notes)


_NO_FONT = _Font()


class _Reader:
    """Goes through the tokens of a file and drives a body."""

    def __init__(self, watch: Watch) -> None:
        self.body = Body(NoNumbers())
        self.notes: list[str] = []
        self.edges: list[Run] = []
        self.unseen: list[Run] = []  # hidden or deleted: in the file all the same, so the guard reads it
        self.beside: list[str] = []
        self._watch = watch
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, _Font] = {}
        self._codec = "cp1252"
        self._pending = bytearray()  # bytes in a code page, decoded together: letters may take two
        self._skipping = 0
        self._texts = [_Text()]
        self._later: list[str] = []  # notes and text boxes of the open paragraph
        self._default_font = -1
        self._tables = Tables(self.body)
        self._characters = 0

    def read(self, data: bytes) -> None:
        at, end = 0, len(data)
        count = 0
        while at < end:
            found = _TOKEN.match(data, at)
            if found is None:  # a lone backslash at the end
                break
            at = found.end()
            count += 1
            if not count % 10_000:
                self._watch.check()
            word, number, byte, symbol, brace, plain = found.groups()
            if word is not None:
                at += self._word(word.decode("ascii"), int(number) if number is not None else None)
            elif plain is not None:
                self._bytes(plain)
            elif byte is not None:
                self._bytes(bytes.fromhex(byte.decode("ascii")))
            elif brace is not None:
                self._flush()
                self._skipping = 0
                self._brace(brace)
            elif symbol is not None:
                self._symbol(symbol)
        self._flush()
        while len(self._texts) > 1:
            self._end_apart()
        self._paragraph()

    def _word(self, name: str, value: int | None) -> int:
        """Take in a control word; return how many bytes behind it are no tokens."""
        if name == "bin":
            return max(0, value or 0)
        if name == "u" and value is not None:
            self._unicode(value)
        elif self._skipping:
            self._skipping -= 1
        else:
            self._control(name, value)
        return 0

    # Groups

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) >= _DEEPEST:
                raise self._watch.refusal(Reason.BOMB, "Nhóm lồng nhau quá sâu (groups nested too deep).")
            self._stack.append(self._state)
            self._state = replace(self._state, new=False, apart=False)
        elif self._stack:
            if self._state.apart:
                self._end_apart()
            self._state = self._stack.pop()

    def _end_apart(self) -> None:
        """Put a note or a text box behind the paragraph it hangs on."""
        text = joined(self._texts.pop().runs).strip()
        if text:
            self.beside.extend(text.split("\n"))
            self._later.append(text)

    # Characters

    def _bytes(self, data: bytes) -> None:
        if self._skipping:
            taken = min(self._skipping, len(data))
            self._skipping -= taken
            data = data[taken:]
        if data and not self._state.unread:
            self._pending += data

    def _unicode(self, value: int) -> None:
        self._flush()
        self._add(chr(value & 0xFFFF))
        self._skipping = self._state.skip

    def _symbol(self, symbol: bytes) -> None:
        if self._skipping:
            self._skipping -= 1
        elif symbol == b"*":
            self._state.new = True
        elif symbol == b"~":
            self._add_sign("\u00a0")
        elif symbol == b"_":
            self._add_sign("-")
        elif symbol == b"-":
            # A soft hyphen is no text, but in TCVN3 its code is the letter ư.
            self._add_sign("\u00ad")
        elif symbol in (b"\\", b"{", b"}"):
            self._bytes(symbol)
        elif symbol in (b"\r", b"\n"):
            self._control("par", None)

    def _add_sign(self, sign: str) -> None:
        self._flush()
        self._add(sign)

    def _flush(self) -> None:
        """Decode the bytes that came, by their font's code page or the file's."""
        if not self._pending:
            return
        data, self._pending = bytes(self._pending), bytearray()
        if self._state.target == "fonts":
            self._name_font(data.decode("latin-1"))
            return
        font = self._fonts.get(self._state.font, _NO_FONT)
        codec = "cp1252" if font.legacy or font.pictures else font.codec or self._codec
        text = data.decode(codec, "replace")
        if font.legacy and "\ufffd" in text:
            text = data.decode("latin-1")
        self._add(text)

    def _add(self, text: str) -> None:
        state = self._state
        if state.unread or not text:
            return
        if state.hidden or state.deleted:
            self._note(NOTE_TRACKED if state.deleted else NOTE_HIDDEN)
        font = self._fonts.get(state.font, _NO_FONT)
        if font.legacy and not text.isascii():
            self._note(NOTE_LEGACY.format(font.legacy.value.partition(",")[0]))
        if font.pictures and state.label:
            text = "".join(BULLETS.get(chr(0xF000 | ord(char)), char) for char in text)
        self._characters += len(text)
        if self._characters > self._watch.limits.max_characters:
            raise self._watch.refusal(Reason.TOO_LARGE, "Quá nhiều chữ trong một văn bản (too much text).")
        runs = self._texts[-1].runs
        if state.hidden or state.deleted:
            runs = self.unseen
        elif state.target == "edge":
            runs = self.edges
        runs.append(Run(BULLETS.get(text, text), state.bold, font.legacy))

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    # Fonts

    def _name_font(self, text: str) -> None:
        font = self._fonts.get(self._state.font)
        if font is not None and not font.name:
            font.name = text.strip().rstrip(";")
            font.legacy = legacy_of_font(font.name)

    def _font_table(self, name: str, value: int | None) -> None:
        if name == "f" and value is not None:
            self._state.font = value
            self._fonts[value] = _Font()
        elif name == "fcharset" and self._state.font in self._fonts:
            self._fonts[self._state.font].codec = CHARSETS.get(value or 0)
            self._fonts[self._state.font].pictures = value == 2
        elif name == "cpg" and self._state.font in self._fonts:
            self._fonts[self._state.font].codec = code_page(value)

    # Control words

    def _control(self, name: str, value: int | None) -> None:
        self._flush()
        state = self._state
        if state.new:
            state.new = False
            if name not in READ_THOUGH_NEW:
                state.unread = True
        if state.unread:
            return
        if state.target == "fonts":
            self._font_table(name, value)
        elif name in SIGNS:
            self._add(SIGNS[name])
        elif name in ENDS:
            self._end(name)
        elif name in UNREAD:
            state.unread = True
        elif name in EDGES:
            state.target = "edge"
            self.edges.append(Run("\n"))
        elif name == "fonttbl":
            state.target = "fonts"
        elif name in APART:
            state.apart = True
            self._texts.append(_Text())
        elif name in ("listtext", "pntext"):
            state.label = True
        else:
            self._setting(name, value)

    def _end(self, name: str) -> None:
        """End a paragraph, wherever the words go."""
        self.unseen.append(Run("\n"))
        if self._state.target == "edge":
            self.edges.append(Run("\n"))
        elif len(self._texts) > 1:
            self._texts[-1].runs.append(Run("\n"))
        elif name in ("par", "sect"):
            self._paragraph()

    def _setting(self, name: str, value: int | None) -> None:
        state, on = self._state, value != 0
        match name:
            case "plain":
                state.bold = state.hidden = state.deleted = False
                state.font = self._default_font
            case "b":
                state.bold = on
            case "v":
                state.hidden = on
            case "deleted":
                state.deleted = on
            case "revised":
                self._note(NOTE_TRACKED)
            case "f":
                state.font = value or 0
            case "deff":
                self._default_font = state.font = value or 0
            case "uc":
                state.skip = max(0, min(value or 0, 100))
            case "ansicpg":
                self._codec = code_page(value) or self._codec
            case "mac":
                self._codec = "mac_roman"
            case "pc" | "pca":
                self._codec = "cp437" if name == "pc" else "cp850"
            case _:
                self._layout(name, value)

    def _layout(self, name: str, value: int | None) -> None:
        text = self._texts[-1]
        match name:
            case "pard" if not self._state.label:
                text.level = text.depth = 0
            case "outlinelevel":
                text.level = (value or 0) + 1 if 0 <= (value or 0) < 9 else 0
            case "intbl":
                text.depth = max(1, text.depth)
            case "itap":
                text.depth = max(0, min(value or 0, DEEPEST))
            case "trowd" | "clmrg" | "clvmrg" | "cellx":
                self._tables.declare(name)
            case "cell" | "nestcell" | "row" | "nestrow":
                self._cell(name)
            case _:
                pass

    # Paragraphs and tables

    def _paragraph(self) -> None:
        """End the open paragraph of the body."""
        text = self._texts[0]
        self._tables.enter(text.depth)
        self._words()

    def _words(self) -> None:
        text = self._texts[0]
        words = joined(text.runs)
        spoken = [run.bold for run in text.runs if run.text.strip()]
        text.runs = []
        look = Look(level=text.level) if text.level else PLAIN
        self.body.paragraph(words, look, all(spoken) if spoken else False)
        for line in "\n".join(self._later).split("\n"):
            if line.strip():
                self.body.caption(line)
        self._later = []

    def _cell(self, name: str) -> None:
        if len(self._texts) > 1:  # a table in a note: its cells are lines
            self._texts[-1].runs.append(Run("\n"))
        elif name in ("cell", "nestcell"):
            self._tables.enter(1 if name == "cell" else max(2, self._texts[0].depth))
            self._words()
            self._tables.end_cell()
        else:
            self._tables.end_row(nested=name == "nestrow")
