"""What a webhook is told of an event: the record as the webhook's reader may see it at the moment of
sending."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from banggiao.access.viewers import scoped, viewer_of
from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.sources.reading_record import record_facts
from banggiao.webhooks.models import Delivery, Webhook


def reader_of(webhook: Webhook, today: date) -> Viewer:
    """Return as whom a webhook reads: somebody of its body, within what its owner may see and do."""
    return scoped(viewer_of(webhook.owner, today=today), webhook.body.key, today=today)


def body_of(delivery: Delivery, reader: Viewer) -> bytes | None:
    """Return the message of a delivery, None where the reader may not see the record."""
    if delivery.noun not in {noun.code for noun in nouns()}:
        return None
    noun = noun_of(delivery.noun)
    record = _record(noun, delivery.record, reader)
    if record is None:
        return None
    told = {
        "type": f"{delivery.noun}.{delivery.deed}",
        "timestamp": delivery.at.isoformat(),
        "data": {
            "noun": noun.code,
            "key": str(record.key),
            "caption": record.caption,
            "address": settings.PUBLIC_URL + reverse("web:record", args=[noun.code, record.key]),
            "archived": record.archived_at is not None,
            **_values(noun, record, reader),
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _record(noun: Noun, key: UUID, reader: Viewer) -> NounRecord | None:
    record: NounRecord | None = noun.model.objects.visible_to(reader).filter(key=key).first()
    if record is None or not reader.may(Question(noun.code, "view", label=record.label_id)):
        return None
    return record


def _values(noun: Noun, record: NounRecord, reader: Viewer) -> dict[str, Any]:
    """Return the values as the record's page shows them to the reader, and the names of those masked."""
    values: dict[str, Any] = {}
    masked = []
    for fact in record_facts(noun, record, reader).facts:
        if fact.masked:
            masked.append(fact.field.name)
        elif fact.shown:
            words = [one.text for one in fact.shown if not one.hidden]
            values[fact.field.name] = words if len(words) > 1 else "".join(words)
    return {"values": values, "masked": masked}
