"""Working days and deadlines, computed from dated rules and explained. Pure Python: it knows no database."""

from banggiao.clock.calendar import DayOff, WorkCalendar
from banggiao.clock.deadlines import Deadline, deadline, deadline_in_year
from banggiao.clock.planning import PlannedStep, plan_back
from banggiao.clock.records import Rule, RuleUnclear, rule_in_force, rules_in_force

__all__ = [
    "DayOff",
    "Deadline",
    "PlannedStep",
    "Rule",
    "RuleUnclear",
    "WorkCalendar",
    "deadline",
    "deadline_in_year",
    "plan_back",
    "rule_in_force",
    "rules_in_force",
]
