"""The codes by which a downloaded list comes back: each record's key, and a digest of each of its cells."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from banggiao.core.nouns import DATES, Kind, Noun
from banggiao.language.folding import to_nfc
from banggiao.language.typed import parse_typed_date, parse_typed_number
from banggiao.reading.sheets import Value
from banggiao.sources.listing import Column

MARK = re.compile(r"\(bg:([a-z_]+):(vi|en):([a-z0-9_,]*)\)")
HEADINGS = {"vi": "Mã bản ghi, không sửa", "en": "Record code, do not edit"}
DIGEST = 4  # bytes of one cell's digest
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
_SHORT = 40


def code_heading(noun: Noun, columns: Sequence[Column], language: str) -> str:
    """Return how the column of codes is headed: for people, and with what reads it back."""
    return f"{HEADINGS[language]} (bg:{noun.code}:{language}:{','.join(c.name for c in columns)})"


def row_code(key: UUID, columns: Sequence[Column], texts: Sequence[str], language: str) -> str:
    """Return the code of a row: its record, and a digest of each of its cells as they are written."""
    digests = b"".join(
        _of_short(column.kind, text, language)
        if len(text) <= _SHORT
        else _of_cell(column.kind, text, language)
        for column, text in zip(columns, texts, strict=True)
    )
    return f"{key}.{base64.urlsafe_b64encode(digests).decode().rstrip('=')}"


def _of_cell(kind: Kind, text: str, language: str) -> bytes:
    return digest(canonical(kind, text, language))


_of_short = lru_cache(maxsize=4096)(_of_cell)  # what stands in many rows: kinds, bodies, dates


def digest(text: str) -> bytes:
    """Return what tells a cell's text again."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def canonical(kind: Kind, cell: Value, language: str) -> str:
    """Return what a cell says, alike however a spreadsheet program has written it anew."""
    if kind in NUMBERS:
        number = number_typed(cell, language)
        if isinstance(number, str):
            found = parse_typed_number(number)
            number = number if found is None else found
        return format(number.normalize(), "f") if isinstance(number, Decimal) else str(number)
    text = " ".join(to_nfc(str(cell)).split())
    return parse_typed_date(text) or text if kind in DATES else text


def number_typed(cell: object, language: str) -> object:
    """Return a number as it is typed in Vietnamese: an English file groups thousands by commas."""
    return cell.replace(",", "") if language == "en" and isinstance(cell, str) else cell
