"""Why a file of votes or resolutions was not taken: each fault with its rows, in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN = 5
"""How many rows and values of one fault are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault and the rows that have it (the first row of a file is 1; none: the file itself)."""

    vietnamese: str
    english: str
    rows: tuple[int, ...] = ()

    def told(self, language: str) -> str:
        """Return the fault in ``language`` ("vi" or "en")."""
        text = self.vietnamese if language == "vi" else self.english
        if not self.rows:
            return text
        some = ", ".join(map(str, self.rows[:SHOWN]))
        more = len(self.rows) - SHOWN
        if language == "vi":
            return f"dòng {some}{f' và {more} dòng nữa' if more > 0 else ''}: {text}"
        return f"row {some}{f' and {more} more' if more > 0 else ''}: {text}"


class FileRefused(ValueError):
    """A file of votes or resolutions with faults; nothing of it was taken."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(name, tuple(faults))
        self.name = name
        self.faults = tuple(faults)

    def message(self, language: str = "vi") -> str:
        """Return the message for a person, in ``language`` ("vi" or "en")."""
        return f"{self.name}: " + "; ".join(fault.told(language) for fault in self.faults) + "."

    def __str__(self) -> str:
        return f"{self.message('vi')}\n{self.message('en')}"


def listed(values: Iterable[object]) -> str:
    """Return a few distinct values for a message."""
    some = sorted({str(value) for value in values})
    return ", ".join(f"«{value}»" for value in some[:SHOWN]) + (" …" if len(some) > SHOWN else "")
