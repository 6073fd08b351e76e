"""What is wrong with a table, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banggiao.core.errors import DeedRefused

MAX_FAULTS = 100


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong at one place of a file. ``line`` is the line of the file or the row of the ``sheet``,
    from 1; ``column`` the column as the file heads it, "" where it is the whole row, ``letter`` its letter;
    ``given`` what was there."""

    file: str
    line: int
    column: str
    vietnamese: str
    english: str
    sheet: str = ""
    letter: str = ""
    given: str = ""

    def message(self, language: str = "vi") -> str:
        """Return the place and the reason in ``language`` ("vi" or "en")."""
        told = self.vietnamese if language == "vi" else self.english
        return f"{self.file}, {self.place(language)}: {told}"

    def place(self, language: str = "vi") -> str:
        """Return where it is in the file, in ``language``."""
        sheet, line, cell, column = _WORDS[language]
        named = f"{column} “{self.column}”" if self.column else ""
        if not self.sheet:
            return ", ".join(filter(None, (f"{line} {self.line}", named)))
        at = f"{cell} {self.letter}{self.line}" if self.letter else f"{line} {self.line}"
        return ", ".join(filter(None, (f"{sheet} “{self.sheet}”", at, named)))

    def __str__(self) -> str:
        return self.message()


_WORDS = {"vi": ("trang", "dòng", "ô", "cột"), "en": ("sheet", "line", "cell", "column")}


class TableRefused(DeedRefused):
    """A table that cannot be loaded. ``faults`` are all that is wrong, up to :data:`MAX_FAULTS`; nothing was
    changed."""

    def __init__(self, faults: Sequence[TableFault]) -> None:
        super().__init__("table", faults[0].message("vi"), faults[0].message("en"))
        self.faults = tuple(faults[:MAX_FAULTS])


class SheetUnclear(TableRefused):
    """A file with several sheets that could be meant: ``sheets`` are their names."""

    def __init__(self, fault: TableFault, sheets: Sequence[str]) -> None:
        super().__init__([fault])
        self.sheets = tuple(sheets)
