"""What the register refuses, in words for the person who asked."""

from __future__ import annotations

from collections.abc import Sequence

from banggiao.core.nouns import Fault


class DeedRefused(Exception):
    """A write that a rule forbids. Nothing was changed.

    ``code`` names the rule for machines; ``field`` the input that is wrong, or "".
    """

    def __init__(self, code: str, vietnamese: str, english: str, *, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.vietnamese = vietnamese
        self.english = english
        self.field = field

    def message(self, language: str = "vi") -> str:
        """Return the message in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english

    def __str__(self) -> str:
        return self.english


class RowsRefused(DeedRefused):
    """Rows that cannot be written. ``faults`` are (row, what is wrong), the first row being 0; nothing was
    changed."""

    def __init__(self, faults: Sequence[tuple[int, Fault]]) -> None:
        first = faults[0][1]
        super().__init__(first.code, first.vietnamese, first.english, field=first.field)
        self.faults = tuple(faults)
