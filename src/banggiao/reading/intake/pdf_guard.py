"""A look at a PDF's packed streams before PDFium unpacks them: a small file may ask for gigabytes.

PDFium offers no limit of its own and cannot be interrupted, so the streams that make a page are unpacked
here first, piece by piece, and counted. Pictures are passed over: reading text does not decode them.
"""

from __future__ import annotations

import base64
import zlib

from banggiao.language import lazy_re as re
from banggiao.reading.intake.limits import Watch
from banggiao.reading.refusal import Reason

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKERS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_SHOWS_TEXT = re.compile(rb"T[jJ]\b")
_NOT_PAGE = (b"/Image", b"/EmbeddedFile", b"/FontFile", b"/Length1", b"Type1C", b"OpenType", b"CIDFontType0C")

_LONGEST_DICTIONARY = 2000
_PIECE = 256 * 1024
_LARGEST_STREAM = 16 * 1024 * 1024  # unpacked; a page of text has some 20 kB
_MOST_SHOWN = 50_000  # text operators of one stream; each costs PDFium some 2.5 kB, a page has at most 5,000


def check_streams(data: bytes, watch: Watch) -> None:
    """Go on when no stream unpacks to more than a page can honestly hold.

    Raises:
        Refusal: BOMB, TIMEOUT.
    """
    unpacked = 0
    for found in _STREAM.finditer(data):
        dictionary = data[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        packers = len(_PACKERS.findall(dictionary))
        if not packers or any(mark in dictionary for mark in _NOT_PAGE):
            continue
        if packers > 1:
            raise watch.refusal(Reason.BOMB)
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        if b"/ASCII85Decode" in dictionary or b"/A85" in dictionary:
            packed = _from_ascii(packed)
        unpacked += _unpacked(packed, watch)
        if unpacked > watch.limits.max_unpacked:
            raise watch.refusal(Reason.BOMB)


def _unpacked(packed: bytes, watch: Watch) -> int:
    """Return the size of one unpacked stream; what does not unpack is left for PDFium to judge."""
    unpacker = zlib.decompressobj()
    size = shown = 0
    try:
        while packed and not unpacker.eof:
            watch.check()
            piece = unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
            size += len(piece)
            shown += len(_SHOWS_TEXT.findall(piece))
            if size > _LARGEST_STREAM or shown > _MOST_SHOWN:
                raise watch.refusal(Reason.BOMB)
    except zlib.error:
        pass
    return size


def _from_ascii(packed: bytes) -> bytes:
    try:
        return base64.a85decode(packed.strip().removesuffix(b"~>"))
    except ValueError:
        return packed
