"""Telling people that what they watch was changed: from the audit, in the order in which it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from banggiao.access.models import User
from banggiao.access.viewers import viewers_of
from banggiao.core.access import Question, Viewer
from banggiao.core.models import Event, NounRecord
from banggiao.core.nouns import noun_of, nouns
from banggiao.reminders.digests import digest_days, digests_ask
from banggiao.reminders.models import Notice, Watch
from banggiao.rules.selectors import EVERYTHING, work_calendar
from banggiao.sources.cleaning import state_of
from banggiao.sources.history import READ_PERSONAL
from banggiao.sources.merged import merged_here

FOLLOWER = "reminders.watch"
MERGED = "merged"
Watched = tuple[str, UUID]


def changes_tell(events: Sequence[Event]) -> None:
    """Tell the people who watch the records of these events, in the caller's transaction."""
    _follow_merges(events)
    told = [event for event in events if not event.code.endswith(READ_PERSONAL)]
    watchers = _watchers(told)
    if not watchers:
        return
    today = timezone.localdate()
    records = dict(_records(watchers))
    users = User.objects.filter(pk__in={pk for held in watchers.values() for pk in held})
    viewers = {user.pk: viewer for user, viewer in viewers_of(users, today=today)}
    notices = [
        Notice(
            user_id=pk, noun=event.noun, record_key=event.record_key,
            occasion=f"changed:{event.request_id or event.key}",
        )
        for event in told
        for pk in watchers.get((event.noun, event.record_key), ())
        if event.who != viewers[pk].name[:200]
        and _may_know(viewers[pk], records.get((event.noun, event.record_key)))
    ]  # fmt: skip
    days = digest_days({notice.user_id for notice in notices}, today, work_calendar(EVERYTHING))
    for notice in notices:
        notice.digest_on = days.get(notice.user_id)
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=500)
    digests_ask(set(days.values()), timezone.now())


def _watchers(events: Sequence[Event]) -> dict[Watched, list[int]]:
    """Return who watches the records of the events."""
    found: dict[Watched, list[int]] = defaultdict(list)
    keys = {event.record_key for event in events}
    for noun, key, user in Watch.objects.filter(record_key__in=keys).values_list(
        "noun", "record_key", "user_id"
    ):
        found[noun, key].append(user)
    return found


def _records(watched: dict[Watched, list[int]]) -> Iterator[tuple[Watched, NounRecord]]:
    by_noun: dict[str, list[UUID]] = defaultdict(list)
    for noun, key in watched:
        by_noun[noun].append(key)
    known = {noun.code for noun in nouns()}
    for code, keys in by_noun.items():
        rows: Any = noun_of(code).model.objects.filter(key__in=keys) if code in known else ()
        for record in rows:
            yield (code, record.key), record


def _may_know(viewer: Viewer, record: NounRecord | None) -> bool:
    """Return whether the viewer could read in the record's history what was done."""
    if record is None or not viewer.sees(record.label_id):
        return False
    noun = noun_of(record.noun_code)
    asked = (noun.code, "view_history", "", state_of(noun, record), record.label_id)
    return viewer.may(Question(*asked)) and viewer.may(Question(noun.code, "view", label=record.label_id))


def _follow_merges(events: Sequence[Event]) -> None:
    """Let those who watch a record that went into another watch that one from now on."""
    for event in events:
        if event.kind != MERGED:
            continue
        gone = Watch.objects.filter(noun=event.noun, record_key__in=merged_here(event.noun, event.record_key))
        Watch.objects.bulk_create(
            [Watch(user_id=watch.user_id, noun=event.noun, record_key=event.record_key) for watch in gone],
            ignore_conflicts=True,
        )
