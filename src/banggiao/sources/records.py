"""Writing records of any noun. A single write is a bulk write of one row, so both leave the same records,
claims, audit and refusals. Every value comes with a claim: who says so, where, in which words."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from banggiao.core.access import PUBLIC_LABEL, Viewer, covers, label_get, system
from banggiao.core.audit import request_id
from banggiao.core.bulk import records_insert, rows_insert
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.keys import uuid7
from banggiao.core.models import AccessLabel, Circulation, Event, NounRecord, PersonalPayload
from banggiao.core.nouns import Fault, Field, Kind, Noun, noun_of
from banggiao.core.values import ValueFault, column_values, value_clean
from banggiao.search.services import entries_write
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.keeping import retention_default
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Choice, Claim, ClaimState, Source, SourceKind
from banggiao.sources.values import values_of

PAGE = 500


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who says so. ``source`` None is the person who writes; ``start:end`` and ``words`` are the place in the
    source and its words there. What is not ``confirmed`` stays a proposal that a person must decide on.
    ``thread`` and ``supersedes`` (a claim's id) are given where a data set's later row takes the place of an
    earlier one."""

    source: Source | None = None
    words: str = ""
    start: int = 0
    end: int = 0
    paragraph: int | None = None
    page: int | None = None
    rule: str = "hand"
    verification: str = ""
    confirmed: bool = True
    thread: UUID | None = None
    supersedes: int | None = None


BY_HAND = Evidence()


def person_source(by: Viewer) -> Source:
    """Return the source that stands for a person who enters facts by hand."""
    identity = str(by.user or by.name)
    source, _ = Source.objects.get_or_create(
        sha256=hashlib.sha256(f"person:{identity}".encode()).hexdigest(),
        defaults={
            "name": by.name[:500],
            "title": by.name,
            "caption": by.name[:300],
            "format": "",
            "kind": SourceKind.PERSON,
        },
    )
    return source


def records_create(
    noun: Noun,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: Viewer,
    evidence: Evidence | Sequence[Evidence] = BY_HAND,
    label: AccessLabel | None = None,
    retain_until: date | None = None,
    reason: str = "",
) -> list[NounRecord]:
    """Write new records, all or none, each with its claim and its event.

    ``evidence`` is one for all rows or one for each. ``label`` is who may see them: a part has its whole's
    label; otherwise the source's, or, for a person, that of her own body until the record is released.

    Raises:
        RowsRefused: rows that cannot be right, or that break a rule.
        DeedRefused: the person may not do this.
    """
    told = [evidence] * len(rows) if isinstance(evidence, Evidence) else list(evidence)
    with transaction.atomic():
        writing = Writing(noun, by)
        clean = writing.cleaned(rows, [None] * len(rows), partial=False)
        made: list[NounRecord] = []
        for start in range(0, len(rows), PAGE):
            page = slice(start, start + PAGE)
            made += writing.create(clean[page], told[page], label, retain_until, reason, first_row=start)
        return made


def record_create(noun: Noun, values: Mapping[str, Any], *, by: Viewer, **more: Any) -> NounRecord:
    """Write one new record: :func:`records_create` of one row."""
    return records_create(noun, [values], by=by, **more)[0]


def record_change(
    record: NounRecord,
    changes: Mapping[str, Any],
    *,
    by: Viewer,
    evidence: Evidence = BY_HAND,
    reason: str = "",
    retain_until: date | None = None,
) -> NounRecord:
    """Change fields of a record. What was said before stays as claims; the new claim is chosen, for a reason.

    Raises:
        RowsRefused: values that cannot be right, or that break a rule.
        DeedRefused: the person may not do this, or the record is archived.
    """
    noun = noun_of(record.noun_code)
    with transaction.atomic():
        current = locked(record, by)
        writing = Writing(noun, by)
        before = values_of(noun, [current])[0]
        clean = writing.cleaned([changes], [current], partial=True, before=[before])[0]
        changed = {name: value for name, value in clean.items() if value != before.get(name)}
        personal = {f.name for f in noun.personal_fields}
        if not changed:
            return current
        claims = writing.claims(current, changed, evidence, reason, retain_until)
        for claim in claims:
            for name in claim.says:
                choose(claim, name, by=by, reason=reason)
        kept = {name: value for name, value in changed.items() if name not in personal}
        if evidence.source is not None and not covers(evidence.source.label, current.label):
            _refuse_masked(noun, kept)
            kept = told = dict.fromkeys(kept)
        else:
            told = said_by(claims)
        writing.write_columns(current, {**before, **kept}, kept)
        writing.event(f"{noun.code}.changed", current, _part(before, kept), told, reason)
        writing.after([current])
        return current


def locked(record: NounRecord, by: Viewer, *, archived: bool = False) -> NounRecord:
    """Return the record as it is now, locked until the transaction ends; an ``archived`` one where asked.

    Raises:
        DeedRefused: it is archived, or the person may not see it.
    """
    rows = type(record).objects.visible_to(by).select_for_update(of=("self",))
    current: NounRecord | None = rows.select_related("label").filter(pk=record.pk).first()
    if current is None:
        raise DeedRefused("not-found", "Không tìm thấy bản ghi.", "The record was not found.")
    if current.archived_at is not None and not archived:
        raise DeedRefused(
            "archived",
            "Bản ghi đã lưu trữ; hãy khôi phục trước.",
            "The record is archived; restore it first.",
        )
    return current


def choose(claim: Claim, field: str, *, by: Viewer, reason: str) -> Choice:
    """Say that of all claims about this field of the record this one holds, from now on."""
    now = timezone.now()
    Choice.objects.filter(
        noun=claim.noun, record_key=claim.record_key, field=field, recorded_to__isnull=True
    ).update(recorded_to=now)
    return Choice.objects.create(
        noun=claim.noun,
        record_key=claim.record_key,
        field=field,
        claim=claim,
        reason=reason,
        chosen_by=by.name[:200],
        recorded_from=now,
    )


def state_of(noun: Noun, record: NounRecord | None) -> str:
    """Return where a record stands, as the permission matrix speaks of it."""
    if record is None:
        return ""
    if record.archived_at is not None:
        return "archived"
    own = str(getattr(record, noun.state)) if noun.state else ""
    return own or ("released" if record.label_id == PUBLIC_LABEL else "draft")


class Writing:
    """One writing of records of one noun by one person."""

    def __init__(self, noun: Noun, by: Viewer) -> None:
        self.noun, self.by = noun, by
        self.lookups = Lookups(by)
        self.now = timezone.now()
        self._person: Source | None = None
        self._labels: dict[int, AccessLabel] = {}

    # What is given

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
        if not self.noun.writable:
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

    # What is written

    def create(
        self,
        rows: Sequence[dict[str, Any]],
        told: Sequence[Evidence],
        label: AccessLabel | None,
        retain_until: date | None,
        reason: str,
        first_row: int,
    ) -> list[NounRecord]:
        """Write a page of new records with their claims and events."""
        labels = self._labels_for(rows, told, label)
        records = [
            self.noun.model(**self._columns(row), label_id=at, **self._titles(row, self.lookups, at))
            for row, at in zip(rows, labels, strict=True)
        ]
        if self.noun.prepare is not None:
            self.noun.prepare(records)
        self._insert(records, rows, first_row)
        said: list[tuple[Any, ...]] = []
        payloads: list[PersonalPayload] = []
        events: list[tuple[Any, ...]] = []
        for record, row, evidence in zip(records, rows, told, strict=True):
            full = {name: value for name, value in row.items() if value is not None}
            says = self._say(record, full, evidence, retain_until, said, payloads)
            events.append(self._event_row(f"{self.noun.code}.created", record, None, says, reason))
        rows_insert(Claim, _CLAIM, said)
        PersonalPayload.objects.bulk_create(payloads)
        rows_insert(Event, _EVENT, events)
        self.after(records)
        return records

    def claims(
        self,
        record: NounRecord,
        values: dict[str, Any],
        evidence: Evidence,
        reason: str,
        retain_until: date | None,
    ) -> list[Claim]:
        """Write what is said of a record that is there: one claim, and one of its own for personal values."""
        said: list[tuple[Any, ...]] = []
        payloads: list[PersonalPayload] = []
        if reason and not evidence.words:
            evidence = replace(evidence, words=reason)
        self._say(record, values, evidence, retain_until, said, payloads)
        rows_insert(Claim, _CLAIM, said)
        PersonalPayload.objects.bulk_create(payloads)
        return list(Claim.objects.filter(key__in=[row[0] for row in said]).order_by("id"))

    def write_columns(
        self, record: NounRecord, values: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> None:
        """Bring a record's columns up to ``values``; ``changed`` are those that differ."""
        self.lookups.prepare(self.noun, [dict(changed)])
        everything = Lookups(system(self.by.name), archived=True)
        everything.prepare(self.noun, [dict(values)])
        for name, value in {
            **self._columns(changed),
            **self._titles(values, everything, record.label_id),
        }.items():
            setattr(record, name, value)
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
        row = self._event_row(code, record, before, after, reason)
        rows_insert(Event, _EVENT, [row])
        return Event.objects.get(key=row[0])

    def events(self, deeds: Iterable[tuple[str, NounRecord, Any, Any, str]]) -> None:
        """Write many events: code, record, before, after, reason."""
        rows_insert(Event, _EVENT, [self._event_row(*deed) for deed in deeds])

    def after(self, records: Sequence[NounRecord]) -> None:
        """Derive what follows from records just written, and let them be found."""
        if self.noun.after_write is not None:
            self.noun.after_write(records)
        entries_write(self.noun, records)

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

    def _columns(self, values: Mapping[str, Any]) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, value in values.items():
            field = self.noun.by_name[name]
            if field.columns:
                given = self.lookups.id_of(field, value) if field.kind is Kind.RECORD else value
                columns |= column_values(field, given)
        return columns

    def _titles(self, values: Mapping[str, Any], lookups: Lookups, label: int) -> dict[str, str]:
        def covered(other: int) -> bool:
            return other in (PUBLIC_LABEL, label) or covers(self._label(other), self._label(label))

        caption = caption_of(self.noun, values, lookups, covered)
        return {"caption": caption, "sort_key": sort_key_of(self.noun, values, caption)}

    def _labels_for(
        self, rows: Sequence[dict[str, Any]], told: Sequence[Evidence], label: AccessLabel | None
    ) -> list[int]:
        whole: dict[str, int] = {}
        if self.noun.part_of:
            part_of = self.noun.by_name[self.noun.part_of]
            above = noun_of(part_of.noun)
            ids = {self.lookups.id_of(part_of, row[part_of.name]) for row in rows}
            found = above.model.objects.filter(pk__in=ids).values_list("key", "label_id")
            whole = {str(key): at for key, at in found}
        if label is not None:
            self._may_give(label)
        labels = []
        for row, evidence in zip(rows, told, strict=True):
            at = whole[row[self.noun.part_of]] if whole and label is None else None
            if at is None or at == PUBLIC_LABEL:  # a part of what everybody sees is released by itself
                at = (label or self._own_label(evidence)).pk
            if evidence.source is not None and not covers(evidence.source.label, self._label(at)):
                at = evidence.source.label_id
            labels.append(at)
        return labels

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
        return label_get(circulation=Circulation.AGENCY, owner=self.by.home)

    def _say(
        self,
        record: NounRecord,
        values: dict[str, Any],
        evidence: Evidence,
        retain_until: date | None,
        said: list[tuple[Any, ...]],
        payloads: list[PersonalPayload],
    ) -> dict[str, Any]:
        """Add the claims that say ``values`` of a record; return them as the audit may keep them."""
        personal = {f.name: values[f.name] for f in self.noun.personal_fields if f.name in values}
        open_values = {name: value for name, value in values.items() if name not in personal}
        if personal and evidence.rule != "table":  # words are never erased; a table's come without the values
            evidence = replace(evidence, words="", start=0, end=0)
        if open_values or not personal:
            said.append(self._claim_row(uuid7(), record, open_values, evidence))
        if personal:
            key, salt = uuid7(), secrets.token_hex(16)
            digests = {name: digest_of(salt, value) for name, value in personal.items()}
            kept = {name: value for name, value in personal.items() if value is not None}
            payloads.append(
                PersonalPayload(
                    noun=self.noun.code, record_key=record.key, claim_key=key, values=kept, salt=salt,
                    retain_until=retain_until or retention_default(self.now.date()),
                )
            )  # fmt: skip
            said.append(self._claim_row(key, record, digests, evidence))
            open_values = {**open_values, **digests}
        return open_values

    def _claim_row(
        self, key: UUID, record: NounRecord, says: dict[str, Any], evidence: Evidence
    ) -> tuple[Any, ...]:
        source = evidence.source or self._by_hand()
        return (
            key, evidence.thread or key, source.pk, self.noun.code, record.key, evidence.start, evidence.end, evidence.words,
            evidence.paragraph, evidence.page, [], "", evidence.rule, [], says, 1.0, evidence.verification,
            ClaimState.CONFIRMED if evidence.confirmed else ClaimState.PROPOSED, "",
            self.by.name[:200] if evidence.confirmed else "", self.now if evidence.confirmed else None, "", self.now,
            evidence.supersedes,
        )  # fmt: skip

    def _by_hand(self) -> Source:
        if self._person is None:
            self._person = person_source(self.by)
        return self._person

    def _event_row(
        self, code: str, record: NounRecord, before: Any, after: Any, reason: str
    ) -> tuple[Any, ...]:
        return (
            uuid7(), code, self.noun.code, record.key, before, after, self.by.name[:200], self.now,
            request_id.get(), reason,
        )  # fmt: skip

    def refusal(self, error: IntegrityError) -> Fault:
        """Put into words why the database refused."""
        told = str(error)
        for name, fault in self.noun.refusals.items():
            if name in told:
                return fault
        return Fault(
            "", "constraint", "Dữ liệu trái với ràng buộc của sổ.", "The register forbids these values."
        )


_CLAIM = (
    "key", "thread", "source_id", "noun", "record_key", "start", "end", "words", "paragraph", "page",
    "heading_path", "role", "rule", "candidates", "says", "confidence", "verification", "state",
    "corrected_words", "decided_by", "decided_at", "reason", "recorded_from", "supersedes_id",
)  # fmt: skip
_EVENT = (
    "key", "code", "noun", "record_key", "before", "after", "who", "at", "request_id", "reason",
)  # fmt: skip


def digest_of(salt: str, value: Any) -> str:
    """Return what the claim and the audit hold in place of a personal value."""
    return "sha256:" + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


def _part(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values.get(name) for name in names}


def said_by(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return all that the claims say, as the audit may keep it."""
    return {name: value for claim in claims for name, value in claim.says.items()}


def _refuse_masked(noun: Noun, names: Iterable[str]) -> None:
    for name in names:
        field = noun.by_name[name]
        if field.required:
            raise DeedRefused(
                "masked", f"“{field.vi}” không được dựa vào nguồn hẹp hơn phạm vi của bản ghi.",
                f"“{field.en}” may not rest on a source that fewer may see than the record.", field=name,
            )  # fmt: skip


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
