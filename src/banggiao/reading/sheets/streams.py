"""XML parts of a file taken in piece by piece, so that no part ever stands in memory whole."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol
from xml.parsers import expat

from banggiao.reading.intake.limits import Watch
from banggiao.reading.refusal import Reason, Refusal
from banggiao.reading.sheets import values
from banggiao.reading.sheets.values import CHUNK

_DEEPEST = 256
_MOST_NAMES = 1000
_TAIL = 64 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


class Packed(Protocol):
    """A file of parts, and the watch over it."""

    archive: zipfile.ZipFile
    watch: Watch


Start = Callable[[dict[str, str]], None]
End = Callable[[], None]


class Streamed:
    """Something that takes in the elements of a part, by their names without prefixes."""

    def __init__(self) -> None:
        self._kept: list[str] | None = None
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        raise NotImplementedError

    def taking(self, name: str) -> tuple[Start | None, End | None]:
        """Return what takes in the beginning and the end of an element of this name, None where nothing
        does: it is asked once for each name."""
        return partial(self.start, name), partial(self.end, name)

    def skimmed(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Give what of the pieces of a part the parser must read."""
        return pieces

    def collect(self) -> None:
        """Keep the words from here on."""
        self._kept, self._length = [], 0

    def collected(self) -> str:
        """Return the words since :meth:`collect`, and keep none any more."""
        words = "".join(self._kept or ())
        self._kept = None
        return words

    def words(self, data: str) -> None:
        """Take in words."""
        if self._kept is not None:
            self._length += len(data)
            if self._length > values.LONGEST_CELL:
                raise _TooLong
            self._kept.append(data)


class _TooLong(Exception):
    """One cell holds more than any cell may."""


def streamed(packed: Packed, part: str, reading: Streamed) -> Iterator[None]:
    """Give a part to ``reading``, and control back after each piece. A part that is not there is empty.

    Raises:
        Refusal: BROKEN (damaged, not well formed, a document type, too deep, no UTF-8), TOO_LARGE (one cell
            holds too much), ENCRYPTED, TIMEOUT.
    """
    member = packed.archive.NameToInfo.get(part)
    if member is None:
        return
    watch = packed.watch
    parser = _parser(reading, watch)
    try:
        for piece in reading.skimmed(_in_utf_8(_pieces(packed, member), watch)):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise watch.refusal(Reason.BROKEN) from error
    except _TooLong:
        raise watch.refusal(Reason.TOO_LARGE, "Một ô quá dài (a cell is too long).") from None
    yield


def tail_of(packed: Packed, part: str, mark: bytes) -> bytes:
    """Return what a part holds from the first ``mark`` on, up to 64 KB of it; nothing where it has none."""
    member = packed.archive.NameToInfo.get(part)
    if member is None:
        return b""
    kept, found = b"", False
    for piece in _pieces(packed, member):
        kept += piece
        if not found:
            at = kept.find(mark)
            found = at >= 0
            kept = kept[at:] if found else kept[-len(mark) :]
        if found and len(kept) >= _TAIL:
            break
    return kept[:_TAIL] if found else b""


def _parser(reading: Streamed, watch: Watch) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = CHUNK
    starts: dict[str, Start | None] = {}
    ends: dict[str, End | None] = {}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise watch.refusal(Reason.BROKEN, "XML lồng quá sâu (nested too deep).")
        if name not in starts:
            if len(starts) > _MOST_NAMES:
                raise watch.refusal(Reason.BROKEN, "XML có quá nhiều loại phần tử (too many element names).")
            starts[name], ends[name] = reading.taking(name.rpartition(":")[2])
        take = starts[name]
        if take is not None:
            take(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        take = ends[name]
        if take is not None:
            take()

    def refuse(*_: object) -> None:
        raise watch.refusal(Reason.BROKEN, "Tệp khai báo DTD (it declares a DTD).")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reading.words
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _in_utf_8(pieces: Iterator[bytes], watch: Watch) -> Iterator[bytes]:
    for n, piece in enumerate(pieces):
        if not n and piece.startswith(_UTF_16):  # the guard looks for words in UTF-8
            raise watch.refusal(Reason.BROKEN, "Phần XML không phải UTF-8 (no UTF-8).")
        yield piece


def _pieces(packed: Packed, member: zipfile.ZipInfo) -> Iterator[bytes]:
    watch = packed.watch
    if member.flag_bits & 0x1:
        raise watch.refusal(Reason.ENCRYPTED)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise watch.refusal(Reason.BROKEN, "Kiểu nén không được hỗ trợ (packing method).")
    try:
        with packed.archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                watch.check()
                yield piece
    except Refusal:
        raise
    except _DAMAGED as error:
        raise watch.refusal(Reason.BROKEN) from error
