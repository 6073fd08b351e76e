"""Backward planning of an event from the register's rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banggiao.actors.models import Actor
from banggiao.clock import PlannedStep, Rule, RuleUnclear, plan_back, rules_in_force
from banggiao.core.access import Viewer
from banggiao.rules.selectors import owner_keys, rules_all, work_calendar

STARTS = ("event_start", "event_end", "signing")


@dataclass(frozen=True, slots=True)
class Plannable:
    """A kind of event that the rules know: rules whose codes begin alike ("conference-", "agreement-")."""

    code: str
    label: str
    occasions: tuple[str, ...]


def plannable(viewer: Viewer, on: date, owner: Actor | None = None) -> list[Plannable]:
    """Return the kinds of event that rules in force ``on`` count from."""
    found: list[Plannable] = []
    for family, rules in _families(viewer, on, owner).items():
        occasions = tuple(name for name in STARTS if any(rule.occasion == name for rule in rules))
        if occasions:
            named = next((rule.applies_to for rule in rules if rule.applies_to), "")
            found.append(Plannable(family, named or family, occasions))
    return found


def plan(
    viewer: Viewer, family: str, event: dict[str, date], *, today: date, owner: Actor | None = None
) -> list[PlannedStep]:
    """Return the steps of an event, the first to be done first, by the rules in force on its first day."""
    rules = _families(viewer, min(event.values(), default=today), owner).get(family, [])
    usable = [rule for rule in rules if rule.offset is not None]
    try:
        return plan_back(event, usable, work_calendar(viewer), today=today)
    except RuleUnclear:
        return []


def _families(viewer: Viewer, on: date, owner: Actor | None) -> dict[str, list[Rule]]:
    families: dict[str, list[Rule]] = {}
    for rule in rules_in_force(rules_all(viewer), on, owner_keys(owner)):
        families.setdefault(rule.code.split("-")[0], []).append(rule)
    return families
