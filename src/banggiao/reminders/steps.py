"""When people are reminded: a dated table that a person without programming reads and edits (B9.10).

Each row says for a noun (``*``: any) how many days before (negative) or after the last day it tells whom:
``lead`` the people of the body in charge, ``superior`` those of the body above it, ``leader`` the leaders who
are in charge of its field of work; of these, the ones in the ``groups`` named. ``until`` is how many days
after the last day it may still be told, where nobody was there to tell it in time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from banggiao.access.models import Group
from banggiao.clock import Rule, WorkCalendar, deadline

ANY = "*"
OWN = Path(__file__).with_name("steps.csv")
FILE = "reminders.csv"
COLUMNS = (
    "code", "noun", "name_vi", "name_en", "offset", "unit", "until", "to", "groups", "valid_from", "valid_to",
    "note",
)  # fmt: skip
UNITS = ("day", "working")
LEAD, SUPERIOR, LEADER = "lead", "superior", "leader"
WHOM = (LEAD, SUPERIOR, LEADER)
FARTHEST = 400
"""Days before or after: no reminder comes earlier or later."""


class StepsRefused(ValueError):
    """The table cannot be used: which file, row (the head is row 1) and column, and why."""

    def __init__(self, file: str, row: int, column: str, vietnamese: str, english: str) -> None:
        self.file, self.row, self.column = file, row, column
        super().__init__(
            f"{file}, dòng {row}, cột {column}: {vietnamese} / {file}, row {row}, column {column}: {english}"
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table."""

    code: str
    noun: str
    name_vi: str
    name_en: str
    offset: int
    unit: str
    until: int
    to: str
    groups: frozenset[str]
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def label(self, language: str = "vi") -> str:
        """Return its name in ``language`` ("vi" or "en")."""
        return self.name_vi if language == "vi" else self.name_en

    def speaks_of(self, noun: str) -> bool:
        """Return whether it reminds of records of a noun."""
        return self.noun in (ANY, noun)

    def day(self, last: date, calendar: WorkCalendar) -> date:
        """Return from which day on it is told of what is due on ``last``."""
        if self.unit == "day":
            return last + timedelta(days=self.offset)
        rule = Rule(code=self.code, name=self.name_vi, offset=self.offset, unit=self.unit)
        return deadline(rule, last, calendar).due

    def tells(self, last: date, today: date, calendar: WorkCalendar) -> bool:
        """Return whether it is told ``today`` of what is due on ``last``."""
        return self.day(last, calendar) <= today <= last + timedelta(days=self.until)


def steps_in_force(on: date) -> tuple[Step, ...]:
    """Return the rows in force on a day of the table in force: the deployer's in the data folder, or else the
    one that ships.

    Raises:
        StepsRefused: a row of it is wrong.
    """
    return tuple(
        step for step in _in_force(str(settings.BANGGIAO_HOME))
        if (step.valid_from is None or step.valid_from <= on)
        and (step.valid_to is None or step.valid_to >= on)
    )  # fmt: skip


def step_named(code: str) -> Step | None:
    """Return the row with this code, the latest where there are several; None where the table lost it."""
    found = [step for step in _in_force(str(settings.BANGGIAO_HOME)) if step.code == code]
    return max(found, key=lambda step: step.valid_from or date.min, default=None)


def window(steps: Iterable[Step], today: date) -> tuple[date, date]:
    """Return between which last days there may be something to tell today."""
    held = tuple(steps)
    back = max((step.until for step in held), default=0)
    # working days: two in seven are none, and long holidays may stand before the last day
    ahead = max((-step.offset * (1 if step.unit == "day" else 3) + 10 for step in held), default=0)
    return today - timedelta(days=back), today + timedelta(days=max(ahead, 0))


def steps_read(text: str, name: str = FILE) -> tuple[Step, ...]:
    """Return the table in ``text`` (CSV).

    Raises:
        StepsRefused: a row of it is wrong.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    head = next(rows, [])
    if tuple(head) != COLUMNS:
        told = ",".join(COLUMNS)
        raise StepsRefused(name, 1, ",".join(head), f"cần các cột {told}", f"the columns must be {told}")
    return tuple(_steps(rows, name))


@lru_cache(maxsize=8)
def _in_force(
    home: str,
) -> tuple[Step, ...]:  # read once: a new table counts from the next start
    own = Path(home) / FILE
    path = own if own.exists() else OWN
    return steps_read(path.read_text("utf-8"), path.name)


def _steps(rows: Iterable[list[str]], name: str) -> Iterator[Step]:
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        if len(cells) != len(COLUMNS):
            raise StepsRefused(name, number, "*", f"cần {len(COLUMNS)} ô", f"{len(COLUMNS)} cells are needed")
        row = {column: cell.strip() for column, cell in zip(COLUMNS, cells, strict=True)}
        yield _step(row, _Place(name, number))


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    row: int

    def refuse(self, column: str, vietnamese: str, english: str) -> StepsRefused:
        return StepsRefused(self.file, self.row, column, vietnamese, english)

    def number(self, column: str, text: str, *, least: int) -> int:
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if not least <= value <= FARTHEST:
            raise self.refuse(
                column,
                f"cần một số từ {least} đến {FARTHEST}",
                f"a number from {least} to {FARTHEST} is needed",
            )
        return value

    def day(self, column: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self.refuse(column, f"không phải ngày: {text}", f"not a date: {text}") from None

    def one_of(self, column: str, words: Iterable[str], known: Iterable[str]) -> None:
        held = set(known)
        for word in words:
            if word not in held:
                told = ", ".join(sorted(held))
                raise self.refuse(column, f"“{word}” không thuộc {told}", f"“{word}” is none of {told}")


def _step(row: dict[str, str], place: _Place) -> Step:
    for column in ("code", "noun", "name_vi", "name_en", "groups"):
        if not row[column]:
            raise place.refuse(column, "không được để trống", "must not be empty")
    groups = row["groups"].split()
    place.one_of("unit", [row["unit"]], UNITS)
    place.one_of("to", [row["to"]], WHOM)
    place.one_of("groups", groups, Group.values)
    return Step(
        row["code"], row["noun"], row["name_vi"], row["name_en"],
        place.number("offset", row["offset"], least=-FARTHEST), row["unit"],
        place.number("until", row["until"], least=0), row["to"], frozenset(groups),
        place.day("valid_from", row["valid_from"]), place.day("valid_to", row["valid_to"]), row["note"],
    )  # fmt: skip
