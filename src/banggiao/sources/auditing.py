"""All events of the register, for those who watch over it: who did what, when; values only as far as seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.language.typed import parse_typed_date
from banggiao.sources.history import Change, changes_of, hidden_values
from banggiao.sources.models import Claim
from banggiao.sources.wording import Named, Names

AUDIT = "audit"
"""The whole audit, as the permission matrix names it."""
TOLD_WHOLE = "user"
"""Accounts and roles: events about them hold nothing but names and roles."""
SIZE = 50
_CHUNK = 500
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What is asked of the audit. ``given`` are the parameters that say so, without the place in it."""

    noun: str = ""
    deed: str = ""
    who: str = ""
    request: str = ""
    since: date | None = None
    until: date | None = None
    given: tuple[tuple[str, str], ...] = field(default=())

    def rows(self) -> QuerySet[Event]:
        """Return the events that pass, the latest first."""
        rows = Event.objects.order_by("-pk")
        if self.noun:
            rows = rows.filter(noun=self.noun)
        if self.deed:
            of_one = {"code": f"{self.noun}.{self.deed}"}
            rows = rows.filter(**of_one if self.noun else {"code__endswith": f".{self.deed}"})
        if self.who:
            rows = rows.filter(who__icontains=self.who)
        if self.request:
            rows = rows.filter(request_id=self.request)
        if self.since:
            rows = rows.filter(at__gte=_midnight(self.since))
        if self.until:
            rows = rows.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return rows


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event. ``seen`` says that the record may be seen: else neither its name, nor values, nor the reason
    are told. ``linked``: its page may be opened."""

    event: Event
    noun: Noun | None
    deed: str
    caption: str
    changes: tuple[Change, ...]
    seen: bool
    linked: bool


def audit_query(params: Mapping[str, str]) -> AuditQuery:
    """Return what parameters ask for: noun, deed, who, request, from, to. Empty ones count for nothing.

    Raises:
        DeedRefused: a day is none, or the last lies before the first.
    """
    told = {n: v.strip()[:_LONGEST] for n, v in params.items() if v.strip() and n in _KNOWN}
    since, until = _day(told, "from"), _day(told, "to")
    if since and until and until < since:
        raise DeedRefused("interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.", field="to")
    return AuditQuery(
        noun=told.get("noun", ""), deed=told.get("deed", ""), who=told.get("who", ""),
        request=told.get("request", ""), since=since, until=until, given=tuple(told.items()),
    )  # fmt: skip


def audit_page(
    query: AuditQuery, viewer: Viewer, language: str, *, before: int | None = None, most: int = SIZE
) -> tuple[list[AuditLine], int | None]:
    """Return the latest ``most`` lines, those before the event ``before``, and where the next page begins.

    Takes a number of queries that does not depend on how many events there are.

    Raises:
        DeedRefused: the role does not allow the viewer to read the whole audit.
    """
    viewer.require(AUDIT, "view_history")
    rows = query.rows()
    if before is not None:
        rows = rows.filter(pk__lt=before)
    events = list(rows[: most + 1])
    shown = events[:most]
    return list(_lines(shown, viewer, language)), shown[-1].pk if len(events) > most else None


def audit_lines(query: AuditQuery, viewer: Viewer, language: str) -> Iterator[AuditLine]:
    """Yield every line, the latest first, some hundred at a time.

    Raises:
        DeedRefused: as for :func:`audit_page`.
    """
    before: int | None = None
    while True:
        lines, before = audit_page(query, viewer, language, before=before, most=_CHUNK)
        yield from lines
        if before is None:
            return


@dataclass(frozen=True, slots=True)
class _Record:
    label: int
    caption: str


def _lines(events: list[Event], viewer: Viewer, language: str) -> Iterator[AuditLine]:
    known = {noun.code for noun in nouns()}
    records = _records((e for e in events if e.noun in known), viewer)
    hidden = _hidden(records, viewer)
    said = [
        (noun_of(event.noun).by_name[name], values[name])
        for event in events
        if event.record_key in records and event.noun in known
        for values in (event.before or {}, event.after or {})
        for name in values
        if name in noun_of(event.noun).by_name
    ]
    names = Names.gather(said, viewer)
    for event in events:
        deed = event.code.partition(".")[2]
        if event.noun not in known:
            told = event.noun == TOLD_WHOLE
            yield AuditLine(event, None, deed, "", _plain(event, told), seen=told, linked=False)
            continue
        noun, record = noun_of(event.noun), records.get(event.record_key)
        if record is None:
            yield AuditLine(event, noun, deed, "", _masked(noun, event, language), seen=False, linked=False)
            continue
        changes = changes_of(noun, event, names, hidden[event.record_key], language)
        linked = viewer.may(Question(noun.code, "view", label=record.label))
        yield AuditLine(event, noun, deed, record.caption, changes, seen=True, linked=linked)


def _records(events: Iterable[Event], viewer: Viewer) -> dict[UUID, _Record]:
    """Return the records that the viewer may see, one query for each noun."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for event in events:
        keys[event.noun].add(event.record_key)
    found = {}
    for code, asked in keys.items():
        rows = noun_of(code).model.objects.visible_to(viewer).filter(key__in=asked)
        for key, label, caption in rows.values_list("key", "label_id", "caption"):
            found[key] = _Record(label, caption)
    return found


def _hidden(keys: Iterable[UUID], viewer: Viewer) -> dict[UUID, set[tuple[str, str]]]:
    """Return for each record the (field, value) that only unseen sources say."""
    by_record: dict[UUID, list[Claim]] = {key: [] for key in keys}
    if viewer.labels is not None:
        claims = Claim.objects.filter(record_key__in=list(by_record), within__isnull=True)
        for claim in claims.select_related("source"):
            by_record[claim.record_key].append(claim)
    return {key: hidden_values(claims, viewer) for key, claims in by_record.items()}


def _masked(noun: Noun, event: Event, language: str) -> tuple[Change, ...]:
    touched = {**(event.before or {}), **(event.after or {})}
    return tuple(Change(f.label(language), (), (), hidden=True) for f in noun.fields if f.name in touched)


def _plain(event: Event, told: bool) -> tuple[Change, ...]:
    before, after = event.before or {}, event.after or {}
    return tuple(
        Change(name, _named(before.get(name)), _named(after.get(name)))
        if told
        else Change(name, (), (), hidden=True)
        for name in dict.fromkeys([*before, *after])
        if not name.startswith("@")
    )


def _named(value: Any) -> tuple[Named, ...]:
    return () if value in (None, "", [], {}) else (Named(str(value)),)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(told: Mapping[str, str], name: str) -> date | None:
    if name not in told:
        return None
    try:
        return date.fromisoformat(parse_typed_date(told[name]) or told[name])
    except ValueError:
        raise DeedRefused(
            "date", f"Không phải ngày: “{told[name][:40]}”.", f"Not a date: “{told[name][:40]}”.", field=name
        ) from None


_KNOWN = ("noun", "deed", "who", "request", "from", "to")
