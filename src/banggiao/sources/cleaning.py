"""Rows as they are given, made into values as claims keep them, or refused with every fault of every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from banggiao.core.access import PUBLIC_LABEL, Viewer
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Field, Kind, Noun
from banggiao.core.values import ValueFault, column_values, value_clean
from banggiao.sources.lookups import Lookups


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
        clean: list[dict[str, Any]] = []
        for n, row in enumerate(rows):
            values = self._values(n, row, faults, partial=partial)
            clean.append(values)
        self.lookups.prepare(self.noun, clean)
        for n, values in enumerate(clean):
            self._resolve(n, values, faults)
        whole = [{**old, **new} for old, new in zip(before, clean, strict=True)] if before else clean
        faulty = {n for n, _ in faults}
        for n, values in enumerate(whole):
            if n in faulty:
                continue
            faults += [(n, fault) for fault in _interval(self.noun, values)]
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
        asked = {
            (name, state_of(self.noun, record), record.label_id if record else None)
            for row, record in zip(rows, records, strict=True)
            for name in row
        } or {("", "", None)}
        for name, state, label in sorted(asked, key=str):
            self.by.require(self.noun.code, action, field=name, state=state, label=label)

    def _values(
        self, n: int, row: Mapping[str, Any], faults: list[tuple[int, Fault]], *, partial: bool
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in row:
            if name not in self.noun.by_name:
                faults.append(
                    (n, Fault(name, "unknown-field", f"Không có trường “{name}”.", f"No field “{name}”."))
                )
        for field in self.noun.fields:
            if field.name not in row:
                if not partial:
                    values[field.name] = field.default
                    if field.required and field.default is None:
                        faults.append((n, _required(field)))
                continue
            try:
                value = value_clean(field, row[field.name])
            except ValueFault as fault:
                faults.append((n, fault.at(field.name)))
                continue
            if value is None and not partial:
                value = field.default
            if value is None and field.kind is Kind.YES_NO:
                value = False
            if value is None and field.required:
                faults.append((n, _required(field)))
            values[field.name] = value
        return values

    def _resolve(self, n: int, values: dict[str, Any], faults: list[tuple[int, Fault]]) -> None:
        for field in self.noun.fields:
            if field.kind in (Kind.RECORD, Kind.RECORDS, Kind.TERM) and values.get(field.name) is not None:
                values[field.name], fault = self.lookups.resolve(field, values[field.name])
                if fault is not None:
                    faults.append((n, fault))


def _required(field: Field) -> Fault:
    return Fault(field.name, "required", f"Hãy ghi: {field.vi}.", f"Fill in: {field.en}.")


def _interval(noun: Noun, values: Mapping[str, Any]) -> Iterable[Fault]:
    """Refuse an interval that ends before it starts, whatever the precision."""
    if not noun.dated:
        return
    columns: dict[str, date | None] = {}
    for field in noun.fields:
        if field.kind in (Kind.START, Kind.END):
            columns[field.column] = column_values(field, values.get(field.name))[field.column]
    start, end = columns.get("valid_from"), columns.get("valid_to")
    if start and end and end < start:
        yield Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.")
