"""A draft resolution before its vote, and the forecast of that vote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from banggiao.foresight.resolutions import Resolutions

INFO = ("title", "text", "sponsors")
"""What a forecaster may be told of a draft; its agenda item and committee come with the title."""


@dataclass(frozen=True)
class Draft:
    """A text about to be put to the vote; what is not known of it stays empty."""

    title: str
    text: str | None = None
    """Preamble and operative part, one paragraph after the other."""
    agenda_item: str | None = None
    committee: str | None = None
    sponsors: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 codes, and groups written with an at sign (`@NAM`); empty where unknown."""
    date: dt.date | None = None
    """Day of the vote where it is known: who is a member is asked of that day."""

    @classmethod
    def of(cls, resolutions: Resolutions, row: int) -> Draft:
        """Return the draft that an adopted text was: its final text and sponsors stand in for the first."""
        text = f"{resolutions.preambles[row]}\n{resolutions.operatives[row]}".strip()
        return cls(
            resolutions.titles[row],
            text or None,
            resolutions.agenda_items[row] or None,
            resolutions.committees[row] or None,
            (*resolutions.sponsors[row], *resolutions.later_sponsors[row]),
            resolutions.dates[row],
        )

    def told(self, info: tuple[str, ...]) -> Draft:
        """The draft without what `info` does not name."""
        return replace(
            self,
            text=self.text if "text" in info else None,
            sponsors=self.sponsors if "sponsors" in info else (),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader of a forecast has to know, in two languages."""

    vietnamese: str
    english: str

    def __str__(self) -> str:
        return f"{self.vietnamese} / {self.english}"


@dataclass(frozen=True, eq=False)
class Forecast:
    """The probability of each vote of each member on one draft."""

    members: npt.NDArray[np.str_]
    """(M,) ISO 3166-1 alpha-3 codes, in alphabetical order."""
    probabilities: npt.NDArray[np.float64]
    """(M, 4) in the order of `rollcalls.VOTES`: for, against, abstaining, not voting; rows sum to 1."""
    notes: tuple[Note, ...] = ()
    """Such as of a text that could not be read."""

    def of_voting(self) -> npt.NDArray[np.float64]:
        """(M, 3) probabilities of for, against and abstaining, given that the member votes."""
        cast = self.probabilities[:, :3]
        shares: npt.NDArray[np.float64] = cast / cast.sum(axis=1, keepdims=True)
        return shares
