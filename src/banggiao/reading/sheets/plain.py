"""Rows of a sheet whose cells are plain, taken from the XML as text: a parser that calls for every element
takes several times as long. Whatever is not exactly as programs write plain rows is left to the parser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from banggiao.language import lazy_re as re
from banggiao.reading.sheets import values

BEGIN, END = b"<sheetData>", b"</row>"
_LONGEST_HELD = 256 * 1024
_MOST_KINDS = 1000
_DECLARED = 4  # behind where a declaration begins, and a byte-order mark before it

# Nothing that XML forbids or reads as something else; references to characters are looked at by themselves.
_TEXT = r"[^<>\x00-\x1f\ufffe\uffff]"
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ALLOWED = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROW = re.compile(r'[ \t\r\n]*<row r="([0-9]{1,7})"([^<>&]*)>')
_ATTRIBUTE = re.compile(
    r' ([A-Za-z][A-Za-z0-9]*(?::[A-Za-z][A-Za-z0-9]*)?)="([^"<>&\x00-\x1f\ufffe\uffff]*)"'
)
_CELL = re.compile(
    r'(<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(inlineStr|s|n|str|b)")?'
    rf'(?:/>|>(?:<v>({_TEXT}+)</v>|<is><t(?: xml:space="preserve")?>({_TEXT}*)</t></is>)?</c>))'
)
_whole = itemgetter(0)


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row as it is written: its attributes; of each cell the letters of its column, its style ("" for
    none), its type, its value and its own words."""

    attributes: dict[str, str]
    cells: list[tuple[str, str, str, str, str]]


class Skimming:
    """Takes the plain rows out of a sheet before its parser sees the rest.

    ``begun`` says that the rows have begun, ``between`` that the parser, given all that came before, stands
    between two of them; both are set by whom the parser tells so.
    """

    def __init__(self) -> None:
        self.between = False
        self.begun = False
        self._kinds: dict[str, dict[str, str] | None] = {}

    def skimmed(self, pieces: Iterator[bytes]) -> Iterator[bytes | PlainRow]:
        """Give in order the plain rows, and what the parser must read.

        A row's end that is no end of a row (in a comment, in a section of raw text) would mislead; so from
        the first of these on everything is left to the parser.
        """
        held, last = b"", b""
        for n, piece in enumerate(pieces):
            if _misleads(last + piece, 0 if n else _DECLARED):
                yield held
                yield piece
                yield from pieces
                return
            last = piece[-1:]
            held += piece
            at = 0
            while (stop := self._stop(held, at)) is not None:
                row = self._row(held[at : stop - len(END)]) if self.between else None
                if row is not None:
                    yield row
                else:
                    self.between = False
                    yield held[at:stop]
                at = stop
            held = held[at:]
            if len(held) > _LONGEST_HELD:
                self.between = False
                yield held
                held = b""
            else:
                yield b""  # the rows of this piece may be fetched
        yield held

    def _stop(self, held: bytes, at: int) -> int | None:
        """Return where the row ends that begins here, or where the rows begin."""
        mark = END if self.begun else BEGIN
        found = held.find(mark, at)
        return None if found < 0 else found + len(mark)

    def _row(self, told: bytes) -> PlainRow | None:
        """Return a row that is plain, given without its end."""
        try:
            text = told.decode("utf-8") if len(told) <= values.LONGEST_CELL else ""
        except UnicodeDecodeError:
            return None
        head = _ROW.match(text)
        attributes = self._kind(head[2]) if head else None
        if head is None or attributes is None:
            return None
        cells = _CELL.findall(text, head.end())
        if sum(map(len, map(_whole, cells))) != len(text) - head.end():
            return None
        held = [cell[1:] for cell in cells]
        if "&" in text:
            try:
                held = [(*cell[:3], _unescaped(cell[3]), _unescaped(cell[4])) for cell in held]
            except ValueError:
                return None
        return PlainRow({**attributes, "r": head[1]}, held)

    def _kind(self, told: str) -> dict[str, str] | None:
        """Return the attributes of a row behind its number, None where they are not well formed."""
        if told in self._kinds:
            return self._kinds[told]
        found = _ATTRIBUTE.findall(told)
        attributes: dict[str, str] | None = dict(found)
        written = sum(len(name) + len(value) + 4 for name, value in found)
        if written != len(told) or len({"r", *dict(found)}) != len(found) + 1:
            attributes = None
        if len(self._kinds) < _MOST_KINDS:
            self._kinds[told] = attributes
        return attributes


def _unescaped(text: str) -> str:
    """Return a text with the characters that it refers to.

    Raises:
        ValueError: it refers to none, or to one that XML does not allow.
    """
    if text.count("&") != len(_REFERENCE.findall(text)):
        raise ValueError(text)
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    character = chr(int(decimal) if decimal else int(hexadecimal, 16))
    if not _ALLOWED.match(character):
        raise ValueError(character)
    return character


def _misleads(told: bytes, start: int) -> bool:
    return b"<!" in told or told.find(b"<?", start) >= 0
