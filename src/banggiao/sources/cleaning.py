"""Rows as they are given, made into values as claims keep them, or refused with every fault of every row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from banggiao.core.access import PUBLIC_LABEL, Viewer
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Field, Kind, Noun
from banggiao.core.values import ValueFault, column_values, value_clean
from banggiao.sources.lookups import Lookups

_SHORT, _MOST_KNOWN = 60, 4096  # letters of a text that several rows may say, and how many such are kept
_BACKWARDS = Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows that give the same fields are read: which these are, what the others hold, what is missing."""

    given: Sequence[Field]
    blank: Mapping[str, Any]
    faults: Sequence[Fault]


def state_of(noun: Noun, record: NounRecord | None) -> str:
    """Return where a record stands, as the permission matrix speaks of it."""
    if record is None:
        return ""
    if record.archived_at is not None:
        return "archived"
    own = str(getattr(record, noun.state)) if noun.state else ""
    return own or ("released" if record.label_id == PUBLIC_LABEL else "draft")


class Cleaning:
    """Cleans rows of one noun for one person, with the look-ups that the writing goes on with."""

    def __init__(self, noun: Noun, by: Viewer, lookups: Lookups) -> None:
        self.noun, self.by, self.lookups = noun, by, lookups
        self._named = [f for f in noun.fields if f.kind in (Kind.RECORD, Kind.RECORDS, Kind.TERM)]
        self._ends = [f for f in noun.fields if f.kind in (Kind.START, Kind.END)] if noun.dated else []
        self._plans: dict[tuple[frozenset[str], bool], _Plan] = {}
        self._known: dict[str, dict[str, Any]] = {f.name: {} for f in noun.fields}
        self._intervals: dict[tuple[Any, ...], bool] = {}

    def cleaned(
        self,
        rows: Sequence[Mapping[str, Any]],
        records: Sequence[NounRecord | None],
        *,
        partial: bool,
        before: Sequence[Mapping[str, Any]] = (),
    ) -> list[dict[str, Any]]:
        """Return the values of all rows as claims keep them.

        Raises:
            RowsRefused: with every fault of every row.
        """
        self._require(rows, records, "change" if partial else "create")
        faults: list[tuple[int, Fault]] = []
        clean = self._values(rows, faults, partial=partial)
        self.lookups.prepare(self.noun, clean)
        self._resolve(clean, faults)
        whole = [{**old, **new} for old, new in zip(before, clean, strict=True)] if before else clean
        faulty = {n for n, _ in faults}
        for n, values in enumerate(whole):
            if n in faulty:
                continue
            if self._ends and not self._interval(values):
                faults.append((n, _BACKWARDS))
            faults += [(n, fault) for fault in self.noun.check(values)]
        if self.noun.check_many is not None and not faults:
            faults += self.noun.check_many(whole, records)
        if faults:
            raise RowsRefused(sorted(faults, key=lambda fault: fault[0]))
        return clean

    def _require(
        self, rows: Sequence[Mapping[str, Any]], records: Sequence[NounRecord | None], action: str
    ) -> None:
        amends = action == "change" and all(name in self.noun.amendable for row in rows for name in row)
        if not self.noun.writable and not amends:
            raise DeedRefused("not-writable", "Không nhập tay được.", "It is not entered by hand.")
        asked: set[tuple[str, str, int | None]] = set()
        for row, record in zip(rows, records, strict=True):
            if record is None:  # of new records only the fields matter
                continue
            state = state_of(self.noun, record)
            asked |= {(name, state, record.label_id) for name in row}
        new = [row for row, record in zip(rows, records, strict=True) if record is None]
        asked |= {(name, "", None) for name in set[str]().union(*new)}
        asked = asked or {("", "", None)}
        for name, state, label in sorted(asked, key=str):
            self.by.require(self.noun.code, action, field=name, state=state, label=label)

    def _values(
        self, rows: Sequence[Mapping[str, Any]], faults: list[tuple[int, Fault]], *, partial: bool
    ) -> list[dict[str, Any]]:
        """Read the rows field by field: of rows that give the same fields one column after the other."""
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            alike[tuple(row)].append(n)
        clean: list[dict[str, Any]] = [{}] * len(rows)
        for names, places in alike.items():
            plan = self._plan(frozenset(names), partial=partial)
            faults += [(n, fault) for n in places for fault in plan.faults]
            columns: dict[str, Iterable[Any]] = {
                name: repeat(value, len(places)) for name, value in plan.blank.items()
            }
            for field in plan.given:
                given = [rows[n][field.name] for n in places]
                columns[field.name] = self._column(field, given, places, faults, partial=partial)
            filled = zip(*columns.values(), strict=True) if columns else repeat((), len(places))
            for n, values in zip(places, filled, strict=True):
                clean[n] = dict(zip(columns, values, strict=True))
        return clean

    def _column(
        self, field: Field, given: Iterable[Any], places: Iterable[int], faults: list[tuple[int, Fault]],
        *, partial: bool,
    ) -> list[Any]:  # fmt: skip
        """Return what a field holds in each of some rows, None where it cannot be what is given."""
        held: list[Any] = []
        known = self._known[field.name]
        for n, raw in zip(places, given, strict=True):
            if type(raw) is str and raw in known:
                value = known[raw]
            else:
                try:
                    value = self._clean(field, raw)
                except ValueFault as fault:
                    faults.append((n, fault.at(field.name)))
                    held.append(None)
                    continue
            if value is None:
                if not partial:
                    value = field.default
                if value is None and field.kind is Kind.YES_NO:
                    value = False
                if value is None and field.required:
                    faults.append((n, _required(field)))
            held.append(value)
        return held

    def _plan(self, names: frozenset[str], *, partial: bool) -> _Plan:
        """Return how rows that give these fields are read."""
        known = self._plans.get((names, partial))
        if known is not None:
            return known
        faults = [
            Fault(name, "unknown-field", f"Không có trường “{name}”.", f"No field “{name}”.")
            for name in sorted(names - self.noun.by_name.keys())
        ]
        given = [f for f in self.noun.fields if f.name in names]
        blank: dict[str, Any] = dict.fromkeys(f.name for f in given)
        if not partial:
            blank = {f.name: None if f.name in names else f.default for f in self.noun.fields}
            faults += [
                _required(f) for f in self.noun.fields if f.required and f.default is None and f not in given
            ]
        plan = self._plans[names, partial] = _Plan(given, blank, faults)
        return plan

    def _clean(self, field: Field, raw: Any) -> Any:
        """Return what a field holds; what many rows say alike is read once."""
        value = value_clean(field, raw)
        if type(raw) is str and len(raw) <= _SHORT and type(value) is not list:
            known = self._known[field.name]
            if len(known) < _MOST_KNOWN:
                known[raw] = value
        return value

    def _resolve(self, rows: Sequence[dict[str, Any]], faults: list[tuple[int, Fault]]) -> None:
        """Put what the rows' names mean in place of these."""
        for field in self._named:
            name = field.name
            meant: dict[str, Any] = {}
            for n, values in enumerate(rows):
                given = values.get(name)
                if given is None:
                    continue
                if type(given) is str and given in meant:
                    values[name] = meant[given]
                    continue
                values[name], fault = self.lookups.resolve(field, given)
                if fault is not None:
                    faults.append((n, fault))
                elif type(given) is str:
                    meant[given] = values[name]

    def _interval(self, values: Mapping[str, Any]) -> bool:
        """Whether an interval does not end before it starts, whatever the precision."""
        ends = tuple([values.get(f.name) for f in self._ends])
        known = self._intervals.get(ends)
        if known is None:
            days = {
                f.column: column_values(f, value)[f.column]
                for f, value in zip(self._ends, ends, strict=True)
                if value
            }
            start, end = days.get("valid_from"), days.get("valid_to")
            if len(self._intervals) >= _MOST_KNOWN:
                self._intervals.clear()
            known = self._intervals[ends] = not (start and end and end < start)
        return known


def _required(field: Field) -> Fault:
    return Fault(field.name, "required", f"Hãy ghi: {field.vi}.", f"Fill in: {field.en}.")
