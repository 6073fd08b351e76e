"""How much one file may cost: bytes, members, pages, blocks and seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from banggiao.reading.refusal import Reason, Refusal

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file. Sizes are in bytes; ``seconds`` is wall time, checked between steps.

    ``max_ratio`` is unpacked over packed size of one archive member and counts only above 1 MiB, since
    small members of honest files compress far better. ``max_part`` bounds one XML part of a Word file.
    ``max_characters`` bounds the text, some 2,000 pages: what reads it afterwards takes time by its length.
    Recognising scanned pages, where it is asked for, has a time of its own.
    """

    max_bytes: int = 50 * _MIB
    max_unpacked: int = 200 * _MIB
    max_part: int = 32 * _MIB
    max_ratio: int = 250
    max_members: int = 10_000
    max_pages: int = 2_000
    max_paragraphs: int = 100_000
    max_characters: int = 6_000_000
    seconds: float = 60.0
    max_ocr_pages: int = 100
    ocr_seconds: float = 900.0


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class Watch:
    """The limits applied to one named file, with the clock running since it was made."""

    name: str
    limits: Limits
    _deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.limits.seconds

    def check(self) -> None:
        """Go on, or raise ``Refusal(TIMEOUT)`` when the time is used up."""
        if time.monotonic() > self._deadline:
            raise self.refusal(Reason.TIMEOUT)

    def remaining(self) -> float:
        """Return the seconds left, never negative."""
        return max(0.0, self._deadline - time.monotonic())

    def refusal(self, reason: Reason, detail: str = "") -> Refusal:
        """Return a refusal of this file."""
        return Refusal(reason, self.name, detail)
