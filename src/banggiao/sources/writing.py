"""Records with their claims and events, written to the database: the one place that does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from banggiao.core.access import PUBLIC_LABEL, Viewer, covers, label_get, label_of, system
from banggiao.core.bulk import records_insert, records_new
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.keys import uuid7s
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord
from banggiao.core.nouns import DATES, Fault, Field, Kind, Noun, noun_of
from banggiao.core.values import column_values
from banggiao.search.services import entries_write
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.cleaning import Cleaning
from banggiao.sources.evidence import Evidence
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Claim
from banggiao.sources.saying import Saying

PAGE = 500
_MOST_HELD = 4096
_WORKED_OUT = frozenset({*DATES, Kind.DECIMAL})
"""Kinds of fields whose columns hold what follows from what is said."""


class Writing:
    """One writing of records of one noun by one person."""

    def __init__(
        self,
        noun: Noun,
        by: Viewer,
        *,
        retain_until: date | None = None,
        follows: NounRecord | None = None,
        now: datetime | None = None,
    ) -> None:
        self.noun, self.by = noun, by
        self.lookups = Lookups(by)
        self.now = now or timezone.now()
        self.saying = Saying(noun, by, self.now, retain_until)
        self._follows = follows
        self._cleaning = Cleaning(noun, by, self.lookups)
        self._labels: dict[int, AccessLabel] = {}
        self._held: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._names_own = any(f.noun == noun.code for f in noun.fields)

    def cleaned(
        self,
        rows: Sequence[Mapping[str, Any]],
        records: Sequence[NounRecord | None],
        *,
        partial: bool,
        before: Sequence[Mapping[str, Any]] = (),
    ) -> list[dict[str, Any]]:
        """Return the values of all rows as claims keep them (:meth:`Cleaning.cleaned`)."""
        return self._cleaning.cleaned(rows, records, partial=partial, before=before)

    def records(
        self,
        rows: Sequence[Mapping[str, Any]],
        evidence: Sequence[Evidence],
        *,
        label: AccessLabel | None = None,
        reason: str = "",
        trial: bool = False,
    ) -> list[NounRecord]:
        """Write new records, all or none of these rows, each with its claim and its event.

        A ``trial`` writes the records alone, to see whether they can stand: the caller takes them back.

        Raises:
            RowsRefused: rows that cannot be right, or that break a rule.
            DeedRefused: the person may not do this.
        """
        with transaction.atomic():
            clean = self.cleaned(rows, [None] * len(rows), partial=False)
            made: list[NounRecord] = []
            for start in range(0, len(rows), PAGE):
                page = slice(start, start + PAGE)
                made += self.create(clean[page], evidence[page], label, reason, first_row=start, trial=trial)
        if self._names_own:  # the rows that come may name these
            self.lookups.forget(self.noun)
        return made

    def built(
        self, rows: Sequence[dict[str, Any]], told: Sequence[Evidence], label: AccessLabel | None
    ) -> list[NounRecord]:
        """Return the records of clean rows, not yet written."""
        if not rows:
            return []
        labels = self._labels_for(rows, told, label)
        titles = [self._titles(row, self.lookups, at) for row, at in zip(rows, labels, strict=True)]
        captions, sort_keys = zip(*titles, strict=True)
        columns = {
            **self._columns(rows, self.noun.by_name),
            "key": uuid7s(len(rows)), "label_id": labels, "caption": captions, "sort_key": sort_keys,
        }  # fmt: skip
        records = records_new(self.noun.model, columns)
        if self.noun.prepare is not None:
            self.noun.prepare(records)
        return records

    def create(
        self,
        rows: Sequence[dict[str, Any]],
        told: Sequence[Evidence],
        label: AccessLabel | None,
        reason: str,
        *,
        first_row: int,
        trial: bool = False,
    ) -> list[NounRecord]:
        """Write a page of new records with their claims and events."""
        records = self.built(rows, told, label)
        self._insert(records, rows, first_row)
        if trial:
            if self.noun.after_write is not None:
                self.noun.after_write(records)
            return records
        code, keys = f"{self.noun.code}.created", iter(uuid7s(2 * len(records)))
        for record, row, evidence in zip(records, rows, told, strict=True):
            full = {name: value for name, value in row.items() if value is not None}
            says = self.saying.say(record, full, evidence, key=next(keys))
            self.saying.event(code, record, None, says, reason, key=next(keys))
        self.saying.write()
        self.after(records, new=True)
        return records

    def claims(
        self, record: NounRecord, values: dict[str, Any], evidence: Evidence, reason: str = ""
    ) -> list[Claim]:
        """Write what is said of a record that is there: one claim, and one of its own for personal values."""
        if reason and not evidence.words:
            evidence = evidence._replace(words=reason)
        self.saying.say(record, values, evidence)
        return list(Claim.objects.filter(key__in=self.saying.write()).order_by("id"))

    def write_columns(
        self, record: NounRecord, values: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> None:
        """Bring a record's columns up to ``values``; ``changed`` are those that differ."""
        self.lookups.prepare(self.noun, [dict(changed)])
        everything = Lookups(system(self.by.name), archived=True)
        everything.prepare(self.noun, [dict(values)])
        for name, (value,) in self._columns([changed], changed).items():
            setattr(record, name, value)
        record.caption, record.sort_key = self._titles(values, everything, label_of(record))
        if self.noun.prepare is not None:
            self.noun.prepare([record])
        self.save(record, changed)

    def save(self, record: NounRecord, changed: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Save a record's columns, and the links of the fields that ``changed``.

        Raises:
            RowsRefused: the database refuses it.
        """
        try:
            with transaction.atomic():
                record.save()
                self._links([record], [changed], replace=True)
        except IntegrityError as error:
            raise RowsRefused([(0, self.refusal(error))]) from error

    def event(
        self,
        code: str,
        record: NounRecord,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        reason: str,
    ) -> Event:
        """Write one event."""
        key = self.saying.event(code, record, before, after, reason)
        self.saying.write()
        return Event.objects.get(key=key)

    def events(self, deeds: Iterable[tuple[str, NounRecord, Any, Any, str]]) -> None:
        """Write many events: code, record, before, after, reason."""
        for deed in deeds:
            self.saying.event(*deed)
        self.saying.write()

    def after(self, records: Sequence[NounRecord], *, new: bool = False) -> None:
        """Derive what follows from records just written, and let them be found."""
        if self.noun.after_write is not None:
            self.noun.after_write(records)
        entries_write(self.noun, records, new=new)

    def _insert(self, records: Sequence[NounRecord], rows: Sequence[dict[str, Any]], first_row: int) -> None:
        try:
            with transaction.atomic():
                records_insert(records, self.now)
                self._links(records, rows)
        except IntegrityError:
            faults = []
            for n, (record, row) in enumerate(zip(records, rows, strict=True)):
                record.pk = None
                try:
                    with transaction.atomic():
                        record.save(force_insert=True)
                        self._links([record], [row])
                except IntegrityError as error:
                    faults.append((first_row + n, self.refusal(error)))
            if faults:
                raise RowsRefused(faults) from None

    def _links(
        self, records: Sequence[NounRecord], rows: Sequence[Mapping[str, Any]], *, replace: bool = False
    ) -> None:
        for field in self.noun.fields:
            if field.kind is not Kind.RECORDS:
                continue
            through = getattr(self.noun.model, field.name).through
            relation = self.noun.model._meta.get_field(field.name)
            mine, theirs = relation.m2m_field_name(), relation.m2m_reverse_field_name()  # type: ignore[union-attr]
            touched = [(r, row) for r, row in zip(records, rows, strict=True) if field.name in row]
            if replace:
                through.objects.filter(**{f"{mine}__in": [r.pk for r, _ in touched]}).delete()
            links = [
                through(**{f"{mine}_id": record.pk, f"{theirs}_id": self.lookups.id_of(field, key)})
                for record, row in touched
                for key in row[field.name] or ()
            ]
            through.objects.bulk_create(links)

    def _columns(self, rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, Sequence[Any]]:
        """Return what each column of these fields holds in each of the rows."""
        columns: dict[str, Sequence[Any]] = {}
        for name in names:
            field = self.noun.by_name[name]
            if not field.columns:
                continue
            said = [row[name] for row in rows]
            if field.kind is Kind.RECORD:
                columns[field.column] = [self.lookups.id_of(field, key) for key in said]
            elif field.kind in _WORKED_OUT:
                held = [self._held_by(field, value) for value in said]
                columns |= {column: [one[column] for one in held] for column in field.columns}
            else:
                blank = column_values(field, None)[field.column]
                columns[field.column] = [blank if value is None else value for value in said]
        return columns

    def _held_by(self, field: Field, value: Any) -> Mapping[str, Any]:
        """Return what the columns of a field hold; many rows have the same."""
        known = self._held.get((field.name, value))
        if known is None:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            known = self._held[field.name, value] = column_values(field, value)
        return known

    def _titles(self, values: Mapping[str, Any], lookups: Lookups, label: int) -> tuple[str, str]:
        """Return a record's caption and where it stands in Vietnamese order."""
        caption = caption_of(self.noun, values, lookups, partial(self._covered, label))
        return caption, sort_key_of(self.noun, values, caption)

    def _covered(self, label: int, other: int) -> bool:
        return other in (PUBLIC_LABEL, label) or covers(self._label(other), self._label(label))

    def _labels_for(
        self, rows: Sequence[dict[str, Any]], told: Sequence[Evidence], label: AccessLabel | None
    ) -> list[int]:
        whole: dict[str, int] = {}
        if self.noun.part_of:
            part_of = self.noun.by_name[self.noun.part_of]
            whole_noun = noun_of(part_of.noun)
            ids = {self.lookups.id_of(part_of, row[part_of.name]) for row in rows}
            found = whole_noun.model.objects.filter(pk__in=[pk for pk in ids if pk]).values_list(
                "key", "label_id"
            )
            whole = {str(key): at for key, at in found}
        if label is not None:
            self._may_give(label)
        if self._follows is not None:
            return [label_of(self._follows)] * len(rows)
        labels = []
        known: dict[tuple[int | None, int | None], int] = {}
        for row, evidence in zip(rows, told, strict=True):
            above = whole[row[self.noun.part_of]] if whole and label is None else None
            source = evidence.source.pk if evidence.source is not None else None
            at = known.get((source, above))
            if at is None:
                at = known[source, above] = self._label_for(evidence, label, above)
            labels.append(at)
        return labels

    def _label_for(self, evidence: Evidence, label: AccessLabel | None, above: int | None) -> int:
        at = above
        if at is None or at == PUBLIC_LABEL:  # a part of what everybody sees is released by itself
            at = (label or self._own_label(evidence)).pk
        if evidence.source is not None and not covers(evidence.source.label, self._label(at)):
            if label is not None and label.circulation == Circulation.NAMED:
                raise DeedRefused(
                    "circulation-source",
                    "Không phải ai được chọn cũng xem được nguồn này; hãy để bản ghi lưu hành như nguồn.",
                    "Not all whom you name may see this source; let the record circulate as its source does.",
                    field="circulation",
                )
            at = label_of(evidence.source)
        return at

    def _may_give(self, label: AccessLabel) -> None:
        """Refuse a person the reach that only a second person may give: beyond her own body (B9.22)."""
        if self.by.home is None:
            return
        if label.owner != self.by.home:
            raise DeedRefused(
                "release-first",
                "Bản ghi mới chỉ lưu hành trong cơ quan; hãy trình người khác duyệt để mở rộng.",
                "A new record is for one's own body; ask somebody else to release it further.",
                field="circulation",
            )
        if label.circulation != Circulation.AGENCY:
            self.by.require(self.noun.code, "approve", state="draft", label=label.pk)

    def _label(self, pk: int) -> AccessLabel:
        if pk not in self._labels:
            self._labels[pk] = AccessLabel.objects.get(pk=pk)
        return self._labels[pk]

    def _own_label(self, evidence: Evidence) -> AccessLabel:
        if evidence.source is not None and evidence.source.label_id != PUBLIC_LABEL:
            return evidence.source.label
        if self.by.home is None:
            return self._label(PUBLIC_LABEL)
        return self._home_label

    @cached_property
    def _home_label(self) -> AccessLabel:
        """The label of what the person's own body sees."""
        return label_get(circulation=Circulation.AGENCY, owner=self.by.home)

    def refusal(self, error: IntegrityError) -> Fault:
        """Put into words why the database refused."""
        told = str(error)
        for name, fault in self.noun.refusals.items():
            if name in told:
                return fault
        return Fault(
            "", "constraint", "Dữ liệu trái với ràng buộc của sổ.", "The register forbids these values."
        )
