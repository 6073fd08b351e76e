"""The last day for the reports that a review asks for: set once, written in its letters, and reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from banggiao.core.access import label_of
from banggiao.core.audit import record_event
from banggiao.core.duties import Due, falls_due, gives_duties
from banggiao.core.errors import DeedRefused
from banggiao.reviews.models import Review
from banggiao.reviews.selectors import missing

EARLIEST = date(1976, 1, 1)
falls_due("review", Review)


def report_by_set(*, review: Review, day: date | None, who: str) -> Review:
    """Set the last day for the reports, or take it away.

    Raises:
        DeedRefused: the day cannot be meant.
    """
    if day is not None and not EARLIEST <= day <= date(2200, 12, 31):
        raise DeedRefused(
            "report-by", "Ngày không hợp lệ.", "Not a day that can be meant.", field="report_by"
        )
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review.pk)
        before = review.report_by
        if before != day:
            review.report_by = day
            review.save(update_fields=["report_by"])
            record_event(
                "review.report_by_set", noun="review", record_key=review.key, who=who,
                before={"report_by": before.isoformat() if before else None},
                after={"report_by": day.isoformat() if day else None},
            )  # fmt: skip
        return review


@gives_duties
def reports_asked(first: date, last: date, _: date) -> Iterator[Due]:
    """Yield the reviews whose reports are due between two days, with the bodies that have not reported."""
    for review in Review.objects.current().filter(report_by__range=(first, last)).order_by("report_by", "id"):
        bodies = tuple(body.actor.key for body in missing(review))
        if bodies and review.report_by is not None:
            yield Due("review", review.key, label_of(review), review.report_by, bodies)
