"""A row of the table that ``make bench`` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured bar. ``met`` is None for a figure that is only told.

    Missing a ``told_only`` bar is printed and does not fail the command: it depends on how busy the machine
    is, or it is a bar that is known not to be reached yet.
    """

    what: str
    value: str
    bar: str
    met: bool | None
    told_only: bool = False
