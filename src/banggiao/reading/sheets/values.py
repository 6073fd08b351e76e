"""What cells hold, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from banggiao.language import lazy_re as re

MOST_CELLS = 5_000_000
"""Cells of one sheet, empty ones too: a table of 100,000 rows and 50 columns."""
LONGEST_CELL = 200_000
"""Characters; Excel itself holds 32,767."""
LAST_COLUMN = 16_384
MOST_MERGED = 10_000
CHUNK = 64 * 1024

_OUTSIDE = re.compile(
    r"\[[^\[\]]*\][^\[\]!]*!|\|\s*'|\b(?:WEBSERVICE|RTD|DDE|IMPORTXML|IMPORTDATA)\s*\(|file:|https?:", re.I
)
_QUOTED = re.compile(r'"[^"]*"')


class Day(str):
    """A date as a cell holds it: "2026-03-10", "2026-03" or "2026", by how much of it the cell shows."""

    __slots__ = ()


class Broken(str):
    """The error that a cell shows, such as "#REF!"."""

    __slots__ = ()


Value = str | Decimal | bool


class Formula(StrEnum):
    """What a cell with a formula holds."""

    STORED = "stored"  # the value that was last computed
    EMPTY = "empty"  # no value: it was never computed
    OUTSIDE = "outside"  # it takes its value from another file, program or address


@dataclass(slots=True)
class GridRow:
    """One row that holds something. ``number`` is the row's in the sheet, from 1; columns count from 0."""

    number: int
    cells: dict[int, Value] = field(default_factory=dict)
    formulas: dict[int, Formula] = field(default_factory=dict)
    hidden: bool = False


def formula_kind(formula: str, value: Value | None) -> Formula:
    """Return what a formula gives, without working it out."""
    if _OUTSIDE.search(_QUOTED.sub('""', formula)) or "http" in formula.lower():
        return Formula.OUTSIDE
    return Formula.EMPTY if value is None or value == "" else Formula.STORED


def number_of(text: str) -> Decimal | None:
    """Return the number that a file writes as ``text``, without what binary fractions add (1.1000000000000001
    is 1.1); None where it is no finite number."""
    try:
        if text.isdigit() and len(text) < 16:
            return Decimal(text)
        number = Decimal(repr(float(text)))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    if not number.is_finite():
        return None
    return Decimal(int(number)) if abs(number) < 10**15 and number == int(number) else number


def letter_of(column: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 26 is AA."""
    name, index = "", column + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(letters: str) -> int:
    """Return the column that a spreadsheet calls so: A is 0. Letters beyond the last column are the last."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return min(number, LAST_COLUMN) - 1
