"""Writing the audit. Every deed of a service records one event in the same transaction."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from banggiao.core.models import Event, Record

LOCAL_PERSON = "người dùng tại máy này"
"""Who acts until accounts exist: the person at the loopback address."""

request_id: ContextVar[str] = ContextVar("request_id", default="")


def record_event(
    code: str,
    record: Record,
    *,
    who: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Add one event about ``record``. ``code`` is "app.deed"."""
    return Event.objects.create(
        code=code,
        noun=record._meta.model_name or "",
        record_key=record.key,
        before=before,
        after=after,
        who=who,
        request_id=request_id.get(),
        reason=reason,
    )
