"""Writing a review: what it is about and whom it asks. Papers come in through ``submissions``, decisions are
made in ``decisions``, its prose is reworded in ``editing``; all are offered here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from banggiao.actors.models import Actor
from banggiao.actors.selectors import actors_by_code, successions
from banggiao.appraisal import bodies_asked, clauses_of, instrument_of
from banggiao.core.access import PUBLIC_LABEL
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.files import file_store
from banggiao.core.models import AccessLabel, Event
from banggiao.instruments import services as instruments
from banggiao.instruments.models import Clause, ClauseKind
from banggiao.packs.succession import Succession
from banggiao.publishing import load_review
from banggiao.reading.intake import open_paper
from banggiao.reading.records import Reading
from banggiao.reviews.decisions import claim_confirm, claim_correct, claim_refuse, claim_rematch, claim_undo
from banggiao.reviews.editing import passage_edit, passage_restore
from banggiao.reviews.jobs import ask_to_match_again
from banggiao.reviews.models import RequestedBody, Review
from banggiao.reviews.reader import register_gazetteer, register_reader
from banggiao.reviews.submissions import (
    end_of_period,
    reports_settle,
    submission_receive,
    submission_set_actor,
)
from banggiao.sources.selectors import paper_of
from banggiao.sources.services import paper_keep

__all__ = [
    "bodies_set",
    "claim_confirm",
    "claim_correct",
    "claim_refuse",
    "claim_rematch",
    "claim_undo",
    "clause_add",
    "clause_archive",
    "clause_change",
    "passage_edit",
    "passage_restore",
    "review_archive",
    "review_change",
    "review_create",
    "review_set_since",
    "submission_receive",
    "submission_set_actor",
]


def review_create(
    *,
    name: str,
    data: bytes,
    who: str,
    title: str = "",
    period: tuple[int, int] | None = None,
    agency: str = "",
    since: dict[str, Any] | None = None,
    label: AccessLabel | None = None,
) -> Review:
    """Open a review of the instrument in the file ``name``: its clauses and the bodies it lists are read.

    The same file opens a new review of the same instrument, with its clauses as they were corrected.
    ``label`` is who may see the review and what is read for it, everybody unless given.

    Raises:
        Refusal: the file cannot be read, or is secret; nothing of it was stored.
        DeedRefused: the period ends before it begins, or the register holds no actors yet.
    """
    _check_period(period)
    if not Actor.objects.exists():
        raise DeedRefused(
            "no-actors",
            "Chưa nạp danh mục chủ thể. Hãy chạy: banggiao manage load vn",
            "The register holds no actors yet. Run: banggiao manage load vn",
        )
    paper = open_paper(name, data)
    reading = register_reader().read(paper)
    named = instrument_of(reading)
    file_store(data)
    with transaction.atomic():
        source = paper_keep(
            paper=paper,
            number=named.number,
            issuer=named.actor,
            dated=named.date,
            title=named.title,
            label=label,
        )
        instrument = instruments.instrument_create(
            paper=named,
            source=source,
            clauses=clauses_of(reading),
            kind=reading.header.type.text if reading.header.type else "",
            who=who,
            label=label,
        )
        review = Review.objects.create(
            label_id=label.pk if label else PUBLIC_LABEL,
            title=" ".join(title.split()) or named.title,
            instrument=instrument,
            period_from=period[0] if period else None,
            period_to=period[1] if period else None,
            agency=agency.strip(),
            since=since,
        )
        record_event("review.created", noun="review", record_key=review.key, who=who, after=_snapshot(review))
        _write_bodies(review, reading, who)
        return review


def review_change(
    *,
    review: Review,
    title: str | None = None,
    agency: str | None = None,
    period: tuple[int, int] | None = None,
    keep_period: bool = True,
    who: str,
) -> Review:
    """Change a review's title, agency or period. What is None stays; ``keep_period=False`` sets ``period``.

    Raises:
        DeedRefused: the period ends before it begins, or the title is empty.
    """
    _check_period(period)
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        before = _snapshot(review)
        if title is not None:
            review.title = " ".join(title.split())
            if not review.title:
                raise DeedRefused(
                    "review-title-empty",
                    "Hãy ghi tên cuộc rà soát.",
                    "Give the review a title.",
                    field="title",
                )
        if agency is not None:
            review.agency = agency.strip()
        if not keep_period:
            review.period_from, review.period_to = period or (None, None)
        review.save()
        if not keep_period:  # a later end of the period may bring a merger into it
            _read_bodies_again(review, who)
            reports_settle(review=review)
        record_event(
            "review.changed",
            noun="review",
            record_key=review.key,
            who=who,
            before=before,
            after=_snapshot(review),
        )
        return review


def review_set_since(*, review: Review, data: bytes | None, who: str) -> Review:
    """Compare with the last review, given as its ``review.json``; None compares with nothing.

    Raises:
        DeedRefused: the file is not a review.json.
    """
    since = None
    if data is not None:
        try:
            load_review(data)
            since = json.loads(data)
            _check_storable(since)
        except ValueError:
            raise DeedRefused(
                "since-unreadable",
                "Tệp không phải review.json của kỳ trước.",
                "The file is not the review.json of a previous review.",
                field="since",
            ) from None
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        review.since = since
        review.save(update_fields=["since"])
        record_event(
            "review.since_set",
            noun="review",
            record_key=review.key,
            who=who,
            after={"sha256": hashlib.sha256(data).hexdigest() if data is not None else None},
        )
        return review


def review_archive(*, review: Review, who: str, reason: str = "") -> Review:
    """Put a review away. Nothing of it is deleted."""
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        if review.archived_at is None:
            review.archived_at = timezone.now()
            review.save(update_fields=["archived_at"])
            record_event("review.archived", noun="review", record_key=review.key, who=who, reason=reason)
        return review


def bodies_set(*, review: Review, codes: Sequence[str], who: str) -> list[RequestedBody]:
    """Set which bodies are asked to report, as actor codes in the order of the list.

    A body that stays keeps its place in the instrument's list.

    Raises:
        DeedRefused: a code is not an actor of the register, or stands twice.
    """
    actors = actors_by_code(set(codes))
    unknown = [code for code in codes if code not in actors]
    if unknown or len(set(codes)) != len(codes):
        wrong = ", ".join(unknown) or "trùng / repeated"
        raise DeedRefused(
            "bodies-unknown",
            f"Danh sách cơ quan không hợp lệ: {wrong}.",
            f"The list of bodies is not valid: {wrong}.",
            field="codes",
        )
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        held = {
            b.actor.code: b for b in review.bodies.filter(archived_at__isnull=True).select_related("actor")
        }
        for code, body in held.items():
            if code not in actors:
                body.archived_at = timezone.now()
                body.save(update_fields=["archived_at"])
        for order, code in enumerate(codes, start=1):
            if code in held:
                held[code].order = order
                held[code].save(update_fields=["order"])
            else:
                actor = actors[code]
                held[code] = RequestedBody.objects.create(
                    review=review, actor=actor, order=order, name=actor.name_vi
                )
        record_event(
            "review.bodies_set",
            noun="review",
            record_key=review.key,
            who=who,
            before={"bodies": [code for code, b in held.items() if b.archived_at or code in actors]},
            after={"bodies": list(codes)},
        )
        reports_settle(review=review)
        return [held[code] for code in codes]


def clause_add(
    *,
    review: Review,
    number: str,
    title: str,
    text: str = "",
    kind: str = ClauseKind.TASK,
    group: Clause | None = None,
    after: Clause | None = None,
    who: str,
) -> Clause:
    """Add a clause to the review's instrument; undecided statements are matched again in the background.

    Raises:
        DeedRefused: see :func:`banggiao.instruments.services.clause_add`.
    """
    with transaction.atomic():
        clause = instruments.clause_add(
            instrument=review.instrument,
            number=number,
            title=title,
            text=text,
            kind=kind,
            group=group,
            after=after,
            who=who,
        )
        ask_to_match_again(review.instrument)
        return clause


def clause_change(
    *,
    clause: Clause,
    title: str | None = None,
    text: str | None = None,
    kind: str | None = None,
    group: Clause | None = None,
    keep_group: bool = True,
    who: str,
) -> Clause:
    """Change a clause; undecided statements are matched again in the background.

    Raises:
        DeedRefused: see :func:`banggiao.instruments.services.clause_change`.
    """
    with transaction.atomic():
        clause = instruments.clause_change(
            clause=clause, title=title, text=text, kind=kind, group=group, keep_group=keep_group, who=who
        )
        ask_to_match_again(clause.instrument)
        return clause


def clause_archive(*, clause: Clause, who: str, reason: str = "") -> Clause:
    """Leave a clause out; undecided statements are matched again in the background.

    Raises:
        DeedRefused: other clauses stand under it.
    """
    with transaction.atomic():
        clause = instruments.clause_archive(clause=clause, who=who, reason=reason)
        ask_to_match_again(clause.instrument)
        return clause


def _read_bodies_again(review: Review, who: str) -> None:
    """Read the directive's list as of the new end of the period, unless a person has set the list by hand."""
    by_hand = Event.objects.filter(code="review.bodies_set", noun="review", record_key=review.key)
    source = review.instrument.source
    if source is None or by_hand.exists():
        return
    review.bodies.filter(archived_at__isnull=True).update(archived_at=timezone.now())
    _write_bodies(review, register_reader().read(paper_of(source)), who)


def _write_bodies(review: Review, reading: Reading, who: str) -> None:
    """Keep the bodies that the instrument's own list asks, as they are named at the end of the period."""
    asked = bodies_asked(reading, register_gazetteer(), Succession(successions()), end_of_period(review))
    actors = actors_by_code({body.key for body in asked})
    for order, body in enumerate((b for b in asked if b.key in actors), start=1):
        RequestedBody.objects.create(
            review=review,
            actor=actors[body.key],
            order=order,
            name=body.name,
            start=body.place.start if body.place else None,
            end=body.place.end if body.place else None,
            paragraph=body.place.paragraph if body.place else None,
            page=body.place.page if body.place else None,
        )
    record_event(
        "review.bodies_read",
        noun="review",
        record_key=review.key,
        who=who,
        after={"bodies": [body.key for body in asked]},
    )


def _check_storable(value: Any) -> None:
    """Check that every database can hold ``value`` as JSON: no NaN, no NUL, no half characters.

    Raises:
        ValueError: it holds one of these.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text.encode()
    if "\\u0000" in text:
        raise ValueError("NUL")


def _check_period(period: tuple[int, int] | None) -> None:
    if period is not None and not 1900 <= period[0] <= period[1] <= 2200:
        raise DeedRefused(
            "review-period",
            "Năm cuối phải không sớm hơn năm đầu.",
            "The last year must not be before the first.",
            field="period",
        )


def _snapshot(review: Review) -> dict[str, Any]:
    return {"title": review.title, "agency": review.agency, "period": list(review.period or ())}
