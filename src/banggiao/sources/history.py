"""What was done to a record, from the audit, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from banggiao.core.access import Question, Viewer
from banggiao.core.models import Event, NounRecord
from banggiao.core.nouns import Noun, noun_of
from banggiao.core.prepared import KEY, prepared
from banggiao.sources.cleaning import state_of
from banggiao.sources.holding import claims_about
from banggiao.sources.models import Claim
from banggiao.sources.wording import Named, Names

READ_PERSONAL = "personal_read"


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after a deed. ``hidden``: its values are personal, or their source is narrower."""

    label: str
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed on a record."""

    event: Event
    code: str
    changes: tuple[Change, ...]


def history_of(
    record: NounRecord,
    viewer: Viewer,
    language: str,
    *,
    most: int,
    before: int | None = None,
    claims: Iterable[Claim] | None = None,
    names: Names | None = None,
) -> list[Entry]:
    """Return the latest ``most`` deeds on a record, those before the event ``before`` where it is given.

    Reads of personal data are told to those who may read it themselves. A value that only sources say which
    the viewer may not see is hidden. ``claims`` are those about the record, and ``names`` what they name,
    where they were read already.
    """
    noun = noun_of(record.noun_code)
    state = state_of(noun, record)
    if not viewer.may(Question(noun.code, "view_history", "", state, record.label_id)):
        return []
    reads = viewer.may(Question(noun.code, "read_personal", "", state, record.label_id))
    events = list(_events(noun.code, reads=reads, most=most, before=before).of(key=record.key))
    hidden = hidden_values(claims_about(noun.code, record.key) if claims is None else claims, viewer)
    said = [
        (noun.by_name[name], values[name])
        for event in events
        for values in (event.before or {}, event.after or {})
        for name in values
        if name in noun.by_name
    ]
    names = Names.gather(said, viewer, known=names)
    return [Entry(e, e.code.partition(".")[2], changes_of(noun, e, names, hidden, language)) for e in events]


def changes_of(
    noun: Noun, event: Event, names: Names, hidden: set[tuple[str, str]], language: str
) -> tuple[Change, ...]:
    """Return what a deed changed, field by field; the ``hidden`` values (field, value) are not told."""
    before, after = event.before or {}, event.after or {}
    changes = []
    for field in noun.fields:
        if field.name not in before and field.name not in after:
            continue
        old, new = before.get(field.name), after.get(field.name)
        secret = field.personal or any((field.name, repr(value)) in hidden for value in (old, new))
        told = () if secret else names.said(field, old, language)
        changes.append(
            Change(field.label(language), told, () if secret else names.said(field, new, language), secret)
        )
    return tuple(changes)


def hidden_values(claims: Iterable[Claim], viewer: Viewer) -> set[tuple[str, str]]:
    """Return the (field, value) that only unseen sources say."""
    seen: set[tuple[str, str]] = set()
    unseen: set[tuple[str, str]] = set()
    for claim in claims:
        into = seen if viewer.sees(claim.source.label_id) else unseen
        into.update((name, repr(value)) for name, value in _items(claim.says))
    return unseen - seen


@prepared
def _events(noun: str, *, reads: bool, most: int, before: int | None) -> QuerySet[Event]:
    rows = Event.objects.filter(noun=noun, record_key=KEY)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if not reads:
        rows = rows.exclude(code__endswith=READ_PERSONAL)
    return rows.order_by("-pk")[:most]


def _items(says: Any) -> Any:
    return says.items() if isinstance(says, dict) else ()
