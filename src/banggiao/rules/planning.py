"""Backward planning of an event from the register's rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from banggiao.actors.models import Actor
from banggiao.clock import PlannedStep, Rule, plan_back
from banggiao.core.access import Viewer
from banggiao.rules.selectors import rules_in_force_for, work_calendar

STARTS = ("event_start", "event_end", "signing")
NAMES = {
    "conf": ("tổ chức hội nghị, hội thảo quốc tế", "holding an international conference"),
    "agr": ("ký thỏa thuận quốc tế nhân danh cấp tỉnh", "signing an agreement for a province"),
    "agr-unit": ("ký thỏa thuận quốc tế nhân danh sở, cục", "signing an agreement for a department"),
    "agr-commune": ("ký thỏa thuận quốc tế của xã biên giới", "signing an agreement for a border commune"),
    "treaty": ("ký điều ước quốc tế", "signing a treaty"),
}
"""What the kinds of event are called; one that has no name here is called by its first rule."""


@dataclass(frozen=True, slots=True)
class Plannable:
    """A kind of event that the rules know: rules whose codes begin alike ("conf-", "agr-unit-")."""

    code: str
    vietnamese: str
    english: str
    occasions: tuple[str, ...]

    def label(self, language: str = "vi") -> str:
        """Return what it is called, in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english


def plannable(viewer: Viewer, on: date, owner: Actor | None = None) -> list[Plannable]:
    """Return the kinds of event that rules in force ``on`` count from."""
    families = _families(viewer, on, owner)
    found: list[Plannable] = []
    for family, rules in families.items():
        root = family.split("-")[0]
        near = [rule for name, group in families.items() if name.split("-")[0] == root for rule in group]
        occasions = tuple(name for name in STARTS if any(rule.occasion == name for rule in near))
        steps = [rule for rule in rules if rule.occasion in (*STARTS, "request")]
        if occasions and steps:
            vi, en = NAMES.get(family, (steps[0].name, steps[0].name))
            found.append(Plannable(family, vi, en, occasions))
    return found


def plan(
    viewer: Viewer,
    family: str,
    event: dict[str, date],
    *,
    today: date,
    owner: Actor | None = None,
    skip: Collection[str] = (),
) -> list[PlannedStep]:
    """Return the steps of an event, the first to be done first, by the rules in force on its first day.

    Rules whose codes are in ``skip`` do not apply to it.

    Raises:
        RuleUnclear: a rule that cannot be computed.
    """
    rules = _families(viewer, min(event.values(), default=today), owner).get(family, [])
    usable = [rule for rule in rules if rule.code not in skip]
    return plan_back(event, usable, work_calendar(viewer), today=today)


def rules_of(viewer: Viewer, family: str, event: dict[str, date], owner: Actor | None = None) -> list[Rule]:
    """Return the rules of an event that a plan may hold, those that do not apply included."""
    rules = _families(viewer, min(event.values()), owner).get(family, [])
    return [rule for rule in rules if rule.offset is not None and rule.occasion in (*event, "request")]


def _families(viewer: Viewer, on: date, owner: Actor | None) -> dict[str, list[Rule]]:
    """Group rules by their codes without the last part; a rule alone there goes to the first part's group."""
    rules = rules_in_force_for(viewer, on, owner)
    sizes: dict[str, int] = {}
    for rule in rules:
        stem = rule.code.rpartition("-")[0]
        sizes[stem] = sizes.get(stem, 0) + 1
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        stem = rule.code.rpartition("-")[0]
        family = stem if stem and sizes[stem] > 1 else rule.code.split("-")[0]
        families.setdefault(family, []).append(rule)
    return families
