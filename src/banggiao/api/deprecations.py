"""What of the API will go: a rule that is stated, kept here as data, told in the schema and in every answer.

A field or an operation is marked for at least twelve months before it goes (docs/reference/api.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That ``name``, a field or an operation (list, read, create, bulk, change, archive, restore) of a noun,
    is deprecated since a day and goes on another."""

    noun: str
    name: str
    since: date
    until: date


DEPRECATIONS: tuple[Deprecation, ...] = ()
"""None in this version."""


def marked(noun: str, name: str) -> bool:
    """Return whether a field or an operation of a noun is deprecated."""
    return any((one.noun, one.name) == (noun, name) for one in DEPRECATIONS)


def headers(noun: str, operation: str, fields: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the headers ``Deprecation`` (RFC 9745) and ``Sunset`` (RFC 8594) of an answer that tells or
    takes these fields; of several the first to go counts."""
    names = {operation, *fields}
    found = [one for one in DEPRECATIONS if one.noun == noun and one.name in names]
    if not found:
        return {}
    first = min(found, key=lambda one: one.until)
    return {
        "Deprecation": f"@{int(_start(first.since).timestamp())}",
        "Sunset": format_datetime(_start(first.until), usegmt=True),
    }


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
