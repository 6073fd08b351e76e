"""Deadline rules as the clock reads them, and which of them is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FARTHEST = 4000  # days, working days or months: no rule of the domain counts further


class RuleUnclear(ValueError):
    """A rule that names neither a count nor a day of the year, or one that cannot be."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.vietnamese, self.english = vietnamese, english

    def message(self, language: str = "vi") -> str:
        """Return the message in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english


@dataclass(frozen=True, slots=True)
class Rule:
    """When something must be done.

    Either ``offset`` counts ``unit`` ("day", "working", "month") from the ``occasion``, negative before it;
    or ``month`` and ``day`` are a day of every year (of ``year`` alone where that is given; without ``day``
    the whole month). ``strict`` is "by" (that day included), "before" (the day before it at the latest) or
    "on". ``owner`` is the key of the body whose own rule it is, "" for a rule of the State. ``verification``
    is the mark of the row that says so.
    """

    code: str
    name: str
    legal_ref: str = ""
    occasion: str = ""
    offset: int | None = None
    unit: str = "day"
    month: int | None = None
    day: int | None = None
    year: int | None = None
    strict: str = "by"
    owner: str = ""
    owner_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    applies_to: str = ""
    verification: str = ""
    key: str = ""

    @property
    def yearly(self) -> bool:
        """Whether the rule names a day of the year and not a count from an occasion."""
        return self.offset is None and self.month is not None

    def applies_on(self, on: date) -> bool:
        """Return whether the rule is in force on ``on``; both ends of its interval are included."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def rule_in_force(rules: Iterable[Rule], on: date) -> Rule | None:
    """Return which of several versions of a rule is in force on ``on``; the latest where they overlap."""
    living = [rule for rule in rules if rule.applies_on(on)]
    return max(living, key=lambda rule: (rule.valid_from or date.min, rule.key), default=None)


def rules_in_force(rules: Iterable[Rule], on: date, owners: Iterable[str] = ()) -> list[Rule]:
    """Return the rules in force on ``on``: of the State, and beside them the own rules of ``owners``.

    Versions are rules with the same code of the same owner; the order of first appearance is kept.
    """
    wanted = {"", *owners}
    versions: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        if rule.owner in wanted:
            versions.setdefault((rule.code, rule.owner), []).append(rule)
    found = (rule_in_force(group, on) for group in versions.values())
    return [rule for rule in found if rule is not None]
