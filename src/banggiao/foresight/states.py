"""States as voters: their codes, the names under which the sources list them, and when they were members.

`data/states.csv` holds one row per term of membership. Codes: ISO 3166-1, and for states that are no more
ISO 3166-3 (CSK, DDR, YMD, YUG), with TWN for China's seat before resolution 2758 (XXVI), as Voeten has it.
Names and dates of admission: the United Nations' list of Member States.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

OBSERVERS = {"State of Palestine": "PSE", "Holy See": "VAT"}
"""They sponsor and do not vote."""


@dataclass(frozen=True, slots=True)
class Term:
    """One state's membership from `joined` to the day before `left` (None: still a member)."""

    iso3: str
    iso2: str
    name: str
    also: tuple[str, ...]
    joined: date
    left: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the state was a member on `day`."""
        return self.joined <= day and (self.left is None or day < self.left)


@cache
def terms() -> tuple[Term, ...]:
    """Return every term of membership, by code and date."""
    text = files("banggiao.foresight").joinpath("data/states.csv").read_text(encoding="utf-8")
    return tuple(
        Term(
            row["iso3"],
            row["iso2"],
            row["name"],
            tuple(filter(None, row["also"].split("|"))),
            date.fromisoformat(row["joined"]),
            date.fromisoformat(row["left"]) if row["left"] else None,
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def codes() -> frozenset[str]:
    """Return the codes of all states that are or were members."""
    return frozenset(term.iso3 for term in terms())


@cache
def members_on(day: date) -> frozenset[str]:
    """Return the codes of the members of the United Nations on `day`."""
    return frozenset(term.iso3 for term in terms() if term.covers(day))


def code_of(name: str) -> str | None:
    """Return the code of a state by a name of the sources, whatever its case, accents and spaces."""
    return _by_name().get(_bare(name))


def sponsor_code(name: str) -> str | None:
    """Return the code of a state or an observer by a name of the sources."""
    return code_of(name) or {_bare(observer): code for observer, code in OBSERVERS.items()}.get(_bare(name))


@cache
def _by_name() -> dict[str, str]:
    return {_bare(name): term.iso3 for term in terms() for name in (term.name, *term.also)}


def _bare(name: str) -> str:
    """Keep letters alone: the extract parts words at will, mixes accents, and has an article now and then."""
    plain = unicodedata.normalize("NFKD", name).casefold().strip()
    return re.sub(r"[^a-z]", "", re.sub(r"^the\s", "", plain))
