"""Rows of a snapshot, each made into what it stands for when it is first asked for.

A program that reads one paper asks for a few hundred of the ten thousand names it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class KeptList(Generic[Made]):
    """A list whose members are made from their rows."""

    def __init__(self, rows: list[Any], make: Callable[[Any], Made]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[int, Made] = {}

    def __getitem__(self, index: int) -> Made:
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self._make(self._rows[index])
        return made

    def __iter__(self) -> Iterator[Made]:
        return map(self.__getitem__, range(len(self._rows)))


class KeptDict(Generic[Made]):
    """A dictionary by strings whose values are made from their rows."""

    def __init__(self, rows: dict[str, Any], make: Callable[[Any], Made]) -> None:
        self._rows, self._make = rows, make

    def get(self, key: str) -> Made | None:
        """Return what stands at ``key``, None where nothing does."""
        row = self._rows.get(key)
        return None if row is None else self._make(row)

    def items(self) -> Iterator[tuple[str, Made]]:
        """Yield every key with what stands there."""
        return ((key, self._make(row)) for key, row in self._rows.items())
