"""Undoing what somebody just did. Each undo is an event of its own; nothing is taken out of the audit.

A deed can be undone by the person who did it, as long as nobody built on it: no later deed that still stands
touches the same fields of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from banggiao.core.access import Question, Viewer, covers
from banggiao.core.audit import LOCAL_PERSON
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Attachment, Event, NounRecord
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.search.services import entries_write
from banggiao.sources.cleaning import state_of
from banggiao.sources.deeds import (
    choice_back,
    claim_close,
    dependents_refused,
    foundations_refused,
    label_move,
    life_set,
    open_choice,
    shown,
)
from banggiao.sources.merged import merged_into
from banggiao.sources.merging import merge_undo
from banggiao.sources.models import Claim
from banggiao.sources.projecting import columns_follow, unbound
from banggiao.sources.records import locked
from banggiao.sources.services import claim_state_restore
from banggiao.sources.writing import Writing

UNDONE = "undone"
_EVERYTHING = frozenset({"*"})
_PAGE = 500


def deed_undo(event: Event, *, by: Viewer) -> Event:
    """Take back one deed. Return the event that says so.

    Raises:
        DeedRefused: it is not the person's own, cannot be undone, was undone, or somebody built on it.
        RowsRefused: what was there before can no longer stand.
    """
    with transaction.atomic():
        noun, kind = _noun_and_kind(event)
        if not _own(event, by):
            raise DeedRefused(
                "not-yours", f"Việc này do {event.who} làm; chỉ người đó hoàn tác được.",
                f"{event.who} did this, and only that person may undo it.",
            )  # fmt: skip
        record = locked(noun.model.objects.get(key=event.record_key), by, archived=True)
        _may_undo(noun, record, event, by)
        _refuse_built_on([event])
        writing = Writing(noun, unbound(by))
        names = _fields(noun, event)
        before = shown(writing, record, names)
        _UNDOES[kind](writing, record, event, by)
        record.refresh_from_db()
        after = shown(writing, record, names)
        return writing.event(
            f"{noun.code}.{UNDONE}", record, before or None,
            {**after, "@event": str(event.key), "@code": event.code}, "",
        )  # fmt: skip


def last_deed(record: NounRecord, by: Viewer) -> Event | None:
    """Return the latest deed of this person on a record, None where it can no longer be undone."""
    events = Event.objects.filter(noun=record.noun_code, record_key=record.key)
    mine = events.filter(who=by.name[:200], code__in=[f"{record.noun_code}.{kind}" for kind in _UNDOES])
    undone = undone_of(record.noun_code, [record.key])
    for event in mine.order_by("-id")[:_PAGE]:
        if str(event.key) in undone:
            continue
        try:
            _refuse_built_on([event])
        except DeedRefused:
            return None
        return event
    return None


def undo_request(request_id: str, *, by: Viewer) -> int:
    """Take back all that one request did, a whole import too, or nothing. Return how many deeds.

    Raises:
        DeedRefused: as for :func:`deed_undo`, or nothing of the request is left to undo.
        RowsRefused: as for :func:`deed_undo`.
    """
    with transaction.atomic():
        events = request_standing(request_id)
        if not events:
            raise DeedRefused("nothing-to-undo", "Không còn gì để hoàn tác.", "Nothing is left to undo.")
        for (_, made), group in groupby(events, key=lambda e: (e.noun, e.code == f"{e.noun}.created")):
            alike = list(group)
            if made:
                for start in range(0, len(alike), _PAGE):
                    _undo_created(alike[start : start + _PAGE], by)
            else:
                for event in alike:
                    deed_undo(event, by=by)
        return len(events)


def request_standing(request_id: str) -> list[Event]:
    """Return the deeds of a request that were not undone, the latest first."""
    if not request_id:
        return []
    known = {noun.code for noun in nouns()}
    events = [
        event
        for event in Event.objects.filter(request_id=request_id).order_by("-id")
        if event.noun in known and event.code.partition(".")[2] not in _NO_DEEDS
    ]
    gone: set[str] = set()
    for code in {event.noun for event in events}:
        gone |= undone_of(code, [event.record_key for event in events if event.noun == code])
    return [event for event in events if str(event.key) not in gone]


def undone_of(noun: str, keys: Iterable[UUID]) -> set[str]:
    """Return the keys of the events about these records that were undone."""
    told: set[str] = set()
    waiting = list(set(keys))
    for start in range(0, len(waiting), _PAGE):
        events = Event.objects.filter(
            noun=noun, record_key__in=waiting[start : start + _PAGE], code=f"{noun}.{UNDONE}"
        )
        told |= {after["@event"] for after in events.values_list("after", flat=True) if after}
    return told


# What may be undone


def _own(event: Event, by: Viewer) -> bool:
    """Whether the person did it, or administers what was done on the machine itself."""
    return event.who == by.name[:200] or (
        event.who == LOCAL_PERSON and by.may(Question("source", "administer"))
    )


def _noun_and_kind(event: Event) -> tuple[Noun, str]:
    kind = event.code.partition(".")[2]
    known = {noun.code for noun in nouns()}
    if event.noun not in known or kind not in _UNDOES:
        raise DeedRefused("not-undoable", "Việc này không hoàn tác được.", "This cannot be undone.")
    return noun_of(event.noun), kind


def _may_undo(noun: Noun, record: NounRecord, event: Event, by: Viewer) -> None:
    personal = {f.name for f in noun.personal_fields}
    for name in sorted(personal & _names(event)) or [""]:
        by.require(noun.code, "undo", field=name, state=state_of(noun, record), label=record.label_id)


def _names(event: Event) -> set[str]:
    told = {**(event.before or {}), **(event.after or {})}
    return {name for name in told if not name.startswith("@")}


def _fields(noun: Noun, event: Event) -> list[str]:
    return [f.name for f in noun.open_fields if f.name in _names(event)]


def _touches(event: Event) -> frozenset[str]:
    kind = event.code.partition(".")[2]
    if kind in ("created", "merged"):
        return _EVERYTHING
    if kind in ("archived", "restored"):
        return frozenset({"@life"})
    if kind == "loaded":  # a table may be loaded as several nouns
        return frozenset()
    return frozenset({"@label"}) if kind == "relabelled" else frozenset(_names(event))


def _refuse_built_on(events: Sequence[Event]) -> None:
    """Refuse where a deed was undone, or where a later one that stands touches the same fields.

    ``events`` are of one noun and of different records.
    """
    noun = events[0].noun
    by_record = {event.record_key: event for event in events}
    undone = undone_of(noun, by_record)
    if any(str(event.key) in undone for event in events):
        raise DeedRefused("undone", "Việc này đã được hoàn tác.", "This was undone already.")
    later = Event.objects.filter(
        noun=noun,
        record_key__in=list(by_record),
        id__gt=min(event.pk for event in events),
        code__in=[f"{noun}.{kind}" for kind in _UNDOES],
    )
    for then in later.order_by("id"):
        event = by_record[then.record_key]
        if then.pk <= event.pk or str(then.key) in undone:
            continue
        mine, theirs = _touches(event), _touches(then)
        if mine & theirs or _EVERYTHING in (mine, theirs):
            raise DeedRefused(
                "built-on",
                f"Không hoàn tác được: sau đó {then.who} đã làm việc khác trên cùng nội dung"
                f" ({timezone.localtime(then.at):%H:%M %d/%m/%Y}).",
                f"It cannot be undone: {then.who} has since changed the same"
                f" ({timezone.localtime(then.at):%Y-%m-%d %H:%M}).",
            )


# How each deed is undone


def _undo_created(events: Sequence[Event], by: Viewer) -> None:
    """Archive the records that these events made, a page of one noun at a time."""
    noun = noun_of(events[0].noun)
    if not all(_own(event, by) for event in events):
        raise DeedRefused(
            "not-yours", "Có việc do người khác làm; chỉ người đó hoàn tác được.",
            "Some of this was done by somebody else, who alone may undo it.",
        )  # fmt: skip
    _refuse_built_on(events)
    rows = noun.model.objects.visible_to(by).current().select_for_update(of=("self",))
    records = {r.key: r for r in rows.filter(key__in=[event.record_key for event in events])}
    if len(records) != len(events):
        raise DeedRefused("not-found", "Không tìm thấy bản ghi.", "A record was not found.")
    made = [records[event.record_key] for event in events]
    for record, event in zip(made, events, strict=True):
        _may_undo(noun, record, event, by)
    dependents_refused(noun.model, made, by)
    now = timezone.now()
    noun.model.objects.filter(pk__in=[r.pk for r in made]).update(archived_at=now)
    for record in made:
        record.archived_at = now
    writing = Writing(noun, unbound(by))
    writing.events(
        [
            (f"{noun.code}.{UNDONE}", record, None, {"@event": str(event.key), "@code": event.code}, "")
            for record, event in zip(made, events, strict=True)
        ]
    )
    entries_write(noun, made)


def _uncreate(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    _unrestore(writing, record, event, by)


def _unchange(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    for claim in _written_by(event):
        for name in claim.says:
            choice_back(open_choice(claim.noun, claim.record_key, name), claim)
        claim_close(claim)
    before = (event.before or {}).get("@columns", event.before or {})
    _follow(writing, record, by, before=before)


def _unchoose(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    for name in _names(event):
        choice = open_choice(event.noun, event.record_key, name)
        if choice is not None:
            choice_back(choice, choice.claim)
    _follow(writing, record, by)


def _undecide(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    claim = Claim.objects.select_for_update().get(key=(event.after or {})["@claim"])
    claim_state_restore(claim, (event.before or {})["@state"])
    _follow(writing, record, by)


def _unarchive(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    if merged_into(record.noun_code, record.key) is not None:
        raise DeedRefused("merged", "Bản ghi đã gộp vào bản ghi khác.", "It was merged into another record.")
    foundations_refused(writing.noun, record, by)
    life_set(writing, record, archived=False)


def _unrestore(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    dependents_refused(type(record), [record], by)
    life_set(writing, record, archived=True)


def _unlabel(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    old = AccessLabel.objects.get(pk=(event.before or {})["@label"])
    new, moved = (event.after or {})["@label"], (event.after or {})["@moved"]
    if not covers(old, AccessLabel.objects.get(pk=new)):
        _refuse_wider_parts(new, moved)
    for code, pks in moved.items():
        if code == "@files":
            Attachment.objects.filter(pk__in=pks, label=new).update(label=old)
            continue
        noun = noun_of(code)
        for part in noun.model.objects.select_for_update().filter(pk__in=pks, label=new):
            label_move(noun, part, old, by)


def _refuse_wider_parts(label: int, moved: Mapping[str, list[int]]) -> None:
    """Refuse where a part has the label by itself: it would stay open below a whole that fewer see again."""
    for noun in nouns():
        whole = noun.by_name[noun.part_of].noun if noun.part_of else ""
        if whole in moved:
            parts = noun.model.objects.filter(**{f"{noun.part_of}__in": moved[whole]}, label=label)
            if parts.exclude(pk__in=moved.get(noun.code, [])).exists():
                raise DeedRefused(
                    "built-on",
                    "Không hoàn tác được: sau đó có phần của bản ghi được phát hành riêng.",
                    "It cannot be undone: a part of the record was released by itself since.",
                )


def _unload(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    """The file stays as a source; the records that it made are undone by their own events."""


def _unmerge(writing: Writing, record: NounRecord, event: Event, by: Viewer) -> None:
    merge_undo(writing, record, event, by)


_UNDOES: dict[str, Callable[[Writing, NounRecord, Event, Viewer], None]] = {
    "created": _uncreate,
    "changed": _unchange,
    "claimed": _unchange,
    "chosen": _unchoose,
    "accepted": _undecide,
    "rejected": _undecide,
    "archived": _unarchive,
    "restored": _unrestore,
    "relabelled": _unlabel,
    "merged": _unmerge,
    "loaded": _unload,
}
_NO_DEEDS = frozenset({UNDONE, "personal_read"})


def _follow(writing: Writing, record: NounRecord, by: Viewer, before: Any = None) -> None:
    if columns_follow(writing, record, by=by, before=before):
        writing.after([record])


def _written_by(event: Event) -> list[Claim]:
    """Return the claims that a deed wrote and that stand: they bear the moment of its event."""
    return list(
        Claim.objects.select_for_update().filter(
            noun=event.noun, record_key=event.record_key, recorded_from=event.at, recorded_to__isnull=True
        )
    )
