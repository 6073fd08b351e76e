"""Writing the audit. Every deed of a service records one event in the same transaction."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any
from uuid import UUID

from banggiao.core.models import Event

LOCAL_PERSON = "người dùng tại máy này"
"""Who acts on the command line: the person at this machine."""

request_id: ContextVar[str] = ContextVar("request_id", default="")


def record_event(
    code: str,
    *,
    noun: str,
    record_key: UUID,
    who: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Add one event about the record that ``noun`` and ``record_key`` name. ``code`` is "noun.deed"."""
    return Event.objects.create(
        code=code,
        noun=noun,
        record_key=record_key,
        before=before,
        after=after,
        who=who,
        request_id=request_id.get(),
        reason=reason,
    )
