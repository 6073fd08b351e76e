"""The permission matrix: who may do what, in a table that a person without programming reads and edits.

Each row says for a group, a noun, a field, an action and a state: yes or no. ``*`` stands for any. A row that
says no beats those that say yes; what no row says is not allowed. Where a row says yes, ``*`` holds neither
personal fields, which are named or all together ``@personal``, nor users, jobs, webhooks and the audit of the
whole register, which are named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from banggiao.access.models import Group
from banggiao.access.words import ACTIONS
from banggiao.core.access import Question
from banggiao.core.nouns import Noun, nouns

ANY = "*"
PERSONAL = "@personal"
OWN = Path(__file__).with_name("matrix.csv")
FILE = "matrix.csv"
COLUMNS = ("group", "noun", "field", "action", "state", "answer", "note")
OTHER_NOUNS = {
    "user": "người dùng", "review": "đợt rà soát", "job": "tác vụ nền", "audit": "nhật ký toàn hệ thống",
    "webhook": "webhook",
}  # fmt: skip
"""Nouns that are no part of the register's descriptions."""
APART = frozenset({"user", "job", "audit", "webhook"})
"""Nouns that a row which says yes must name."""
STATES = ("draft", "released", "archived")
"""Where a record stands; one of a noun with a state field of its own stands in one of its states instead."""
ANSWERS = {"yes": True, "no": False}


class MatrixRefused(ValueError):
    """The table cannot be used: which file, row (the head is row 1) and column, and why."""

    def __init__(self, file: str, row: int, column: str, vietnamese: str, english: str) -> None:
        self.file, self.row, self.column = file, row, column
        super().__init__(
            f"{file}, dòng {row}, cột {column}: {vietnamese} / {file}, row {row}, column {column}: {english}"
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table, and where it stands."""

    group: str
    noun: str
    field: str
    action: str
    state: str
    allowed: bool
    note: str
    row: int = 0

    def speaks_of(self, groups: Iterable[str], question: Question, personal: bool) -> bool:
        """Return whether the row answers the question of somebody in these groups."""
        return (
            self.action in (ANY, question.action)
            and self._noun(question.noun)
            and (self.group == ANY or self.group in groups)
            and self.state in (ANY, question.state)
            and self._field(question.field, personal)
        )

    def _noun(self, noun: str) -> bool:
        return self.noun == noun or (self.noun == ANY and not (self.allowed and noun in APART))

    def _field(self, field: str, personal: bool) -> bool:
        if not personal:
            return self.field in (ANY, field)
        return self.field in (PERSONAL, field) or (self.field == ANY and not self.allowed)


class Matrix:
    """The rules of one table."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._personal = {(noun.code, f.name) for noun in nouns() for f in noun.personal_fields}
        self._answers: dict[tuple[frozenset[str], str, str, str, str], bool] = {}

    def may(self, groups: frozenset[str], question: Question) -> bool:
        """Return whether somebody in these groups may do this."""
        asked = (groups, question.noun, question.action, question.field, question.state)
        if asked not in self._answers:
            found = [rule.allowed for rule in self.deciding(groups, question)]
            self._answers[asked] = bool(found) and all(found)
        return self._answers[asked]

    def deciding(self, groups: Iterable[str], question: Question) -> list[Rule]:
        """Return the rows that answer a question, in the order of the table."""
        held = frozenset(groups)
        personal = (question.noun, question.field) in self._personal
        return [rule for rule in self.rules if rule.speaks_of(held, question, personal)]


def matrix() -> Matrix:
    """Return the table in force: the deployer's in the data folder, or else the one that ships.

    Raises:
        MatrixRefused: a row of it is wrong.
    """
    return _in_force(str(settings.BANGGIAO_HOME))


def matrix_read(text: str, name: str = FILE) -> Matrix:
    """Return the table in ``text`` (CSV).

    Raises:
        MatrixRefused: a row of it is wrong.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    head = next(rows, [])
    if tuple(head) != COLUMNS:
        told = ",".join(COLUMNS)
        raise MatrixRefused(name, 1, ",".join(head), f"cần các cột {told}", f"the columns must be {told}")
    return Matrix(_rules(rows, name))


@lru_cache(maxsize=8)
def _in_force(home: str) -> Matrix:  # read once in a process: a new table counts from the next start
    own = Path(home) / FILE
    path = own if own.exists() else OWN
    return matrix_read(path.read_text("utf-8"), str(path))


def _rules(rows: Iterable[list[str]], name: str) -> Iterator[Rule]:
    known = {noun.code: noun for noun in nouns()}
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(COLUMNS):
            raise MatrixRefused(
                name, number, "*", f"cần {len(COLUMNS)} ô, có {len(cells)}",
                f"{len(COLUMNS)} cells are needed, there are {len(cells)}",
            )  # fmt: skip
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        for column, allowed in _allowed(row, known):
            if row[column] not in allowed:
                raise MatrixRefused(
                    name, number, column, f"không rõ “{row[column]}”", f"“{row[column]}” is unknown"
                )
        if not row["note"]:
            raise MatrixRefused(name, number, "note", "cần lời giải thích", "an explanation is needed")
        yield Rule(
            row["group"], row["noun"], row["field"], row["action"], row["state"],
            ANSWERS[row["answer"]], row["note"], number,
        )  # fmt: skip


def _allowed(row: dict[str, str], known: dict[str, Noun]) -> Iterator[tuple[str, set[str]]]:
    """Yield each column with the words that may stand in it."""
    yield "group", {ANY, *Group.values}
    yield "noun", {ANY, *known, *OTHER_NOUNS}
    meant = [known[row["noun"]]] if row["noun"] in known else list(known.values())
    fields = {ANY, PERSONAL}
    if row["noun"] in known:
        fields |= set(known[row["noun"]].by_name)
    yield "field", fields
    yield "action", {ANY, *ACTIONS}
    own = {code for noun in meant for code in states_of(noun)}
    yield "state", {ANY, *STATES, *own}
    yield "answer", set(ANSWERS)


def states_of(noun: Noun) -> tuple[str, ...]:
    """Return the states of the noun's own state field, or where its records stand in their release."""
    field = noun.by_name.get(noun.state)
    if field is None:
        return STATES
    return (*(code for code, _, _ in field.choices), "archived")
