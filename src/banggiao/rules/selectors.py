"""From the register's rules, norms and holidays to the clock: what is due when, who decides, how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from banggiao.actors.models import Actor
from banggiao.clock import DayOff, Deadline, Rule, RuleUnclear, WorkCalendar, deadline, deadline_in_year
from banggiao.clock.records import rule_in_force, rules_in_force
from banggiao.clock.yearly import cut_offs_after, window_in
from banggiao.core.access import Viewer, label_of, system
from banggiao.core.duties import Due, gives_duties
from banggiao.core.models import NounRecord
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import ReportRequired
from banggiao.rules.models import AuthorityRule, DeadlineRule, Holiday, Norm
from banggiao.sources.models import Claim, ClaimState

EVERYTHING = system("đồng hồ thời hạn")
"""Reads all rules and holidays: what comes of them is shown to those who may see it."""


def work_calendar(viewer: Viewer) -> WorkCalendar:
    """Return the working days as the register's holiday table has them today."""
    rows = Holiday.objects.visible_to(viewer).current().filter(on_precision="day").order_by("on")
    return WorkCalendar(
        DayOff(on, name, works) for on, name, works in rows.values_list("on", "name", "works")
    )


def rules_all(viewer: Viewer) -> list[Rule]:
    """Return every version of every deadline rule, with the mark of the claim that brought it."""
    rows = list(DeadlineRule.objects.visible_to(viewer).current().select_related("owner").order_by("id"))
    marks = verification_marks("deadline", rows)
    return [_rule(row, marks.get(row.key, ""), viewer) for row in rows]


def rules_in_force_for(viewer: Viewer, on: date, owner: Actor | None = None) -> list[Rule]:
    """Return the rules in force ``on``: the State's, and the own ones of ``owner`` and of those above it."""
    return rules_in_force(rules_all(viewer), on, owner_keys(owner))


def deadlines_for(
    viewer: Viewer, occasion: str, at: date, *, on: date | None = None, owner: Actor | None = None
) -> list[Deadline]:
    """Return what an occasion of the day ``at`` asks for, by the rules in force ``on`` (``at`` unless given):
    the State's, and beside them the own rules of ``owner`` and of the bodies above it. First due first."""
    rules = rules_in_force_for(viewer, on or at, owner)
    calendar = work_calendar(viewer)
    found = [
        _due(rule, at, calendar) for rule in rules if rule.occasion == occasion and rule.offset is not None
    ]
    return sorted((d for d in found if d is not None), key=lambda d: (d.due, d.rule.code))


def deadline_for(viewer: Viewer, code: str, at: date, *, owner: Actor | None = None) -> Deadline | None:
    """Return the deadline that the rule ``code`` sets for an occasion on ``at``; an own rule goes first."""
    versions = [rule for rule in rules_all(viewer) if rule.code == code]
    found = rules_in_force(versions, at, owner_keys(owner))
    chosen = max(found, key=lambda rule: bool(rule.owner), default=None)
    return _due(chosen, at, work_calendar(viewer)) if chosen else None


def yearly_calendar(
    viewer: Viewer, year: int, *, owner: Actor | None = None, known: WorkCalendar | None = None
) -> list[Deadline]:
    """Return the duties of every year that fall in ``year``, first due first (B10); ``known`` are the working
    days, where they were read already."""
    owners = {"", *owner_keys(owner)}
    calendar = known or work_calendar(viewer)
    versions: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules_all(viewer):
        if rule.yearly and rule.owner in owners and rule.year in (None, year):
            versions[(rule.code, rule.owner)].append(rule)
    found: list[Deadline] = []
    for group in versions.values():
        living = [rule for rule in group if _lives_on_its_day(rule, year, calendar)]
        chosen = rule_in_force(living, date(year, 12, 31)) or (living[-1] if living else None)
        if chosen is not None:
            found.append(deadline_in_year(chosen, year, calendar))
    return sorted(found, key=lambda d: (d.due, d.rule.code))


def norm_for(viewer: Viewer, code: str, guest_class: str = "", *, on: date) -> list[Norm]:
    """Return the norms with this code that are in force ``on``; where a class of guest is given, those for it
    and for all guests."""
    rows = Norm.objects.visible_to(viewer).current().filter(_in_force(on), code=code)
    if guest_class:
        rows = rows.filter(guest_class__in=[guest_class, ""])
    return list(rows.order_by("item", "id"))


def authority_for(viewer: Viewer, code: str, *, on: date) -> list[AuthorityRule]:
    """Return who decides the matter ``code`` by the rules in force ``on``, one row for each condition."""
    rows = AuthorityRule.objects.visible_to(viewer).current().filter(_in_force(on), code=code)
    return list(rows.select_related("actor").order_by("id"))


def matters(viewer: Viewer, noun: str) -> list[tuple[str, str]]:
    """Return (code, what it is about) of every authority or norm, in the order of the register's list."""
    described = noun_of(noun)
    rows = described.model.objects.visible_to(viewer).current().order_by("sort_key", "id")
    found: dict[str, str] = {}
    for code, about in rows.values_list("code", described.title[0]):
        found.setdefault(code, about)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class CutOff:
    """The next dates by which a report is due, and the data window that the next one covers."""

    report: ReportRequired
    dates: tuple[date, ...]
    window: tuple[date, date] | None
    deadline: Deadline | None


def reports_due(viewer: Viewer, today: date, *, known: WorkCalendar | None = None) -> list[CutOff]:
    """Return the reports required that are in force, each with its next cut-off; ``known`` are the working
    days, where they were read already.

    The cut-off is that of the deadline rule whose code its field names, else the days of the year that its
    words name; a report whose words name none has no date here.
    """
    rows = (
        ReportRequired.objects.visible_to(viewer)
        .current()
        .filter(_in_force(today))
        .order_by("sort_key", "id")
    )
    rules: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules_all(viewer):
        rules[rule.code].append(rule)
    calendar = known or work_calendar(viewer)
    found = []
    for row in rows:
        by_rule = rule_in_force(rules.get(row.cut_off.strip(), ()), today)
        due = _due(by_rule, today, calendar) if by_rule is not None and by_rule.yearly else None
        dates = (due.due,) if due else tuple(cut_offs_after(row.cut_off, today))
        window = window_in(row.window)
        closed = window.closing_by(dates[0]) if window and dates else None
        found.append(CutOff(row, dates, closed, due))
    return sorted(found, key=lambda c: (c.dates or (date.max,), c.report.sort_key))


@gives_duties
def reports_falling_due(first: date, last: date, today: date) -> Iterator[Due]:
    """Yield the reports required whose next cut-off lies between two days, with those who report."""
    for cut_off in reports_due(EVERYTHING, max(first, today)):
        for day in (one for one in cut_off.dates if first <= one <= last):
            bodies = tuple(cut_off.report.reporters.values_list("key", flat=True))
            if bodies:
                yield Due("report", cut_off.report.key, label_of(cut_off.report), day, bodies)


def verification_marks(noun: str, rows: Sequence[NounRecord]) -> dict[UUID, str]:
    """Return the key of each record → the mark of the first living claim about it that bears one."""
    claims = (
        Claim.objects.filter(
            noun=noun, record_key__in=[row.key for row in rows], recorded_to__isnull=True, within__isnull=True
        )
        .exclude(verification="")
        .exclude(state=ClaimState.REFUSED)
    )
    return dict(claims.order_by("-id").values_list("record_key", "verification"))


def _rule(row: DeadlineRule, mark: str, viewer: Viewer) -> Rule:
    return Rule(
        code=row.code,
        name=row.name,
        legal_ref=row.legal_ref,
        occasion=row.occasion,
        offset=row.offset,
        unit=row.unit or "day",
        month=row.month,
        day=row.day,
        year=row.year,
        strict=row.strict or "by",
        owner=str(row.owner.key) if row.owner else "",
        owner_name=row.owner.name_vi if row.owner and viewer.sees(row.owner.label_id) else "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        applies_to=row.applies_to,
        verification=mark,
        key=str(row.key),
    )


def _due(rule: Rule, at: date, calendar: WorkCalendar) -> Deadline | None:
    try:
        return deadline(rule, at, calendar)
    except RuleUnclear:
        return None  # such a rule stands in the list of rules, where it can be put right


def _lives_on_its_day(rule: Rule, year: int, calendar: WorkCalendar) -> bool:
    try:
        return rule.applies_on(deadline_in_year(rule, year, calendar).due)
    except RuleUnclear:
        return False


def owner_keys(owner: Actor | None) -> Iterable[str]:
    """Return the keys of an actor and of the actors above it."""
    keys: list[str] = []
    seen: set[int] = set()
    while owner is not None and owner.pk not in seen:
        seen.add(owner.pk)
        keys.append(str(owner.key))
        owner = owner.parent
    return keys


def _in_force(on: date) -> Any:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
