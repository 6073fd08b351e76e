"""Letting go of rows that are no records of the register and whose time is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

_PAGE = 1000


def kept_since(now: datetime) -> datetime:
    """Return the moment before which what was told is not kept (BANGGIAO_TOLD_DAYS)."""
    return now - timedelta(days=settings.TOLD_DAYS)


def rows_clear(rows: QuerySet[Any]) -> int:
    """Delete rows page by page, so that nobody who writes waits long. Return how many they were."""
    count = 0
    while page := list(rows.order_by("pk").values_list("pk", flat=True)[:_PAGE]):
        rows.model._default_manager.filter(pk__in=page).delete()
        count += len(page)
    return count
