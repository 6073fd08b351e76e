"""What a calendar feed holds: the duties, tasks and activities that its owner may see when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.keys import is_key
from banggiao.core.models import Event, NounRecord
from banggiao.engagements.models import Engagement
from banggiao.instruments.models import Commitment
from banggiao.publishing.icalendar import Entry
from banggiao.reviews.models import Review
from banggiao.rules import selectors

MINE, BODY, PARTNER, REVIEW = "mine", "body", "partner", "review"
MOST = 2000
"""Entries of one feed, those due last left out."""
_BEFORE, _AFTER = timedelta(days=366), timedelta(days=3 * 366)
_MAKER = "banggiao"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""When a record was changed of which the audit tells nothing: the pack's."""
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that may be subscribed to: how a token names it, and what it is called."""

    scope: str
    name: str
    record: NounRecord | None = None


def feed_of(viewer: Viewer, scope: str) -> Feed | None:
    """Return the feed that a token's scope names, None where the viewer may not see what it is about."""
    kind, _sign, key = scope.partition(":")
    if kind == MINE and not key:
        home = _home(viewer)
        return Feed(scope, _("My tasks"), home) if home else None
    models: dict[str, tuple[type[NounRecord], str]] = {
        BODY: (Actor, "actor"), PARTNER: (Actor, "actor"), REVIEW: (Review, "review"),
    }  # fmt: skip
    if kind not in models or not is_key(key):
        return None
    model, noun = models[kind]
    record = model.objects.visible_to(viewer).current().filter(key=key).first()
    if record is None or not viewer.may(Question(noun, "view")):
        return None
    if kind == REVIEW:
        return Feed(scope, _("Review: %(name)s") % {"name": record}, record)
    words = _("Duties and tasks: %(name)s") if kind == BODY else _("Partner: %(name)s")
    return Feed(scope, words % {"name": record}, record)


def entries_of(feed: Feed, viewer: Viewer, today: date, address: Address) -> list[Entry]:
    """Return what falls due or takes place from a year ago on, in the order of days.

    The same rows as the calendar of duties, seen as the viewer sees them now. ``address`` makes a path whole.
    """
    since, until = today - _BEFORE, today + _AFTER
    kind = feed.scope.partition(":")[0]
    found: list[Entry] = []
    tasks = _tasks(viewer, since, until)
    if kind in (MINE, BODY):
        found += _of_tasks(tasks.filter(Q(lead=feed.record) | Q(supporters=feed.record)), address)
    if kind == BODY:
        found += _of_duties(viewer, feed.record, today, address)
        found += _of_engagements(_engagements(viewer, since, until).filter(host=feed.record), address)
    elif kind == PARTNER:
        found += _of_tasks(tasks.filter(counterpart=feed.record), address)
        found += _of_engagements(_engagements(viewer, since, until).filter(counterpart=feed.record), address)
    elif kind == REVIEW and isinstance(feed.record, Review):
        found += _of_review(feed.record, address)
        found += _of_tasks(tasks.filter(instrument=feed.record.instrument_id), address)
    return sorted(found, key=lambda one: (one.day, one.uid))[:MOST]


def _tasks(viewer: Viewer, since: date, until: date) -> Any:
    """Return the commitments not done, and those archived since: a calendar must hear that they are gone."""
    rows = Commitment.objects.visible_to(viewer).filter(due__range=(since, until), done_on__isnull=True)
    return rows if _may(viewer, "commitment") else rows.none()


def _engagements(viewer: Viewer, since: date, until: date) -> Any:
    rows = Engagement.objects.visible_to(viewer).filter(
        valid_from__range=(since, until), valid_from_precision="day"
    )
    return rows if _may(viewer, "engagement") else rows.none()


def _of_tasks(rows: Any, address: Address) -> Iterator[Entry]:
    records = list(rows.distinct()[:MOST])
    changes = _changes("commitment", [one.key for one in records])
    for record in records:
        yield _entry(record, changes, record.due, _("Due: %(name)s") % {"name": record.caption}, address)


def _of_engagements(rows: Any, address: Address) -> Iterator[Entry]:
    records = list(rows[:MOST])
    changes = _changes("engagement", [one.key for one in records])
    for record in records:
        last = record.valid_to if record.valid_to_precision == "day" else None
        off = record.status in ("cancelled", "postponed")
        yield _entry(record, changes, record.valid_from, record.caption, address, last=last, cancelled=off)


def _of_review(review: Review, address: Address) -> Iterator[Entry]:
    if review.report_by is not None:
        path = reverse("web:review", args=[review.key])
        summary = _("Reports due: %(name)s") % {"name": review.title}
        yield _entry(review, _changes("review", [review.key]), review.report_by, summary, address, path=path)


def _of_duties(viewer: Viewer, body: Any, today: date, address: Address) -> Iterator[Entry]:
    if not _may(viewer, "deadline"):
        return
    duties = [
        (year, duty)
        for year in (today.year, today.year + 1)
        for duty in selectors.yearly_calendar(viewer, year, owner=body)
    ]
    changes = _changes("deadline", [UUID(duty.rule.key) for _year, duty in duties])
    for year, duty in duties:
        key = UUID(duty.rule.key)
        sequence, changed = changes.get(key, (0, _LONG_AGO))
        yield Entry(
            f"deadline-{key}-{year}@{_MAKER}", duty.due, duty.rule.name, changed, sequence=sequence,
            description=duty.rule.legal_ref, url=address(reverse("web:record", args=["deadline", key])),
        )  # fmt: skip


def _entry(
    record: Any, changes: dict[UUID, tuple[int, datetime]], day: date, summary: str, address: Address,
    *, last: date | None = None, cancelled: bool = False, path: str = "",
) -> Entry:  # fmt: skip
    sequence, changed = changes.get(record.key, (0, record.created_at))
    return Entry(
        f"{record.noun_code}-{record.key}@{_MAKER}", day, summary, changed, last=last, sequence=sequence,
        cancelled=cancelled or record.archived_at is not None,
        url=address(path or reverse("web:record", args=[record.noun_code, record.key])),
    )  # fmt: skip


def _changes(noun: str, keys: Iterable[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """Return key → how often the record was changed since it was made, and when last."""
    events = Event.objects.filter(noun=noun, record_key__in=list(keys))
    told = events.order_by().values_list("record_key").annotate(Count("pk"), Max("at"))
    return {key: (max(0, count - 1), at) for key, count, at in told}


def _may(viewer: Viewer, noun: str) -> bool:
    return viewer.may(Question(noun, "view")) and viewer.may(Question(noun, "export"))


def _home(viewer: Viewer) -> NounRecord | None:
    rows = Actor.objects.visible_to(viewer).current()
    found: NounRecord | None = rows.filter(key=viewer.home).first() if viewer.home else None
    return found
