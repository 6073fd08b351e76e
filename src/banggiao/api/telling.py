"""Answers: what is told of records, with tags by which a caller knows whether it still holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from pydantic_core import to_json

from banggiao.api.problems import Problem
from banggiao.core.models import Event, NounRecord
from banggiao.core.nouns import Noun
from banggiao.sources.valued import Valued, ValuedPage

JSON = "application/json"
__all__ = [
    "JSON",
    "Reply",
    "matched",
    "page_told",
    "row_told",
    "tag",
    "to_json",
    "unless_known",
    "version_of",
]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that may be kept and given again."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> HttpResponse:
        """Return it as it goes out."""
        return HttpResponse(self.body, status=self.status, content_type=JSON, headers=self.headers)


def page_told(noun: Noun, page: ValuedPage, following: str | None, previous: str | None) -> bytes:
    """Return a page of a list as JSON."""
    return to_json(
        {
            "rows": [row_told(noun, row) for row in page.rows],
            "count": page.count, "more": page.more, "next": following, "previous": previous,
        }
    )  # fmt: skip


def row_told(noun: Noun, row: Valued) -> dict[str, Any]:
    """Return a record as JSON tells it."""
    return {
        "key": str(row.key), "noun": noun.code, "caption": row.caption, "archived": row.archived,
        "values": row.values, "names": row.names, "hidden": row.hidden,
    }  # fmt: skip


def version_of(record: NounRecord) -> str:
    """Return a tag of what was last done to the record; nothing can be read from it."""
    return version(record.noun_code, record.key)


def version(noun: str, key: UUID) -> str:
    """Return the tag of a record by noun and key."""
    last = (
        Event.objects.filter(noun=noun, record_key=key).order_by("-pk").values_list("pk", flat=True).first()
    )
    return salted_hmac("banggiao.api.version", f"{noun}:{key}:{last}", algorithm="sha256").hexdigest()[:16]


def tag(body: bytes, version: str = "") -> str:
    """Return the entity tag of a body: the record's version, and a digest of the very bytes."""
    return f'"{version}.{hashlib.sha256(body).hexdigest()[:16]}"'


def unless_known(request: HttpRequest, reply: Reply) -> HttpResponse:
    """Answer 304 where the caller has these very bytes."""
    asked = _tags(request.headers.get("If-None-Match", ""))
    if reply.headers["ETag"] in asked or "*" in asked:
        response = HttpResponse(status=304, headers=reply.headers)
        del response["Content-Type"]
        return response
    return reply.response()


def matched(request: HttpRequest, noun: str, key: UUID) -> None:
    """Pass where the caller has seen the record as it is now; "*" says that any state will do.

    Raises:
        Problem: the header is missing, or somebody has written since.
    """
    asked = _tags(request.headers.get("If-Match", ""))
    if not asked:
        raise Problem(
            "if-match", "Hãy gửi If-Match với ETag của bản ghi mà bạn đã đọc.",
            "Send If-Match with the ETag of the record that you have read.",
        )  # fmt: skip
    now = version(noun, key)
    if "*" not in asked and now not in {one.strip('"').partition(".")[0] for one in asked}:
        raise Problem(
            "changed-since", "Bản ghi đã được người khác sửa từ khi bạn đọc; hãy đọc lại rồi sửa.",
            "Somebody has changed the record since you read it; read it again, then change it.",
        )  # fmt: skip


def _tags(header: str) -> set[str]:
    return {one.strip().removeprefix("W/") for one in header.split(",") if one.strip()}
