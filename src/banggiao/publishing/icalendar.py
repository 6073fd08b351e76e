"""Calendars of whole days as other programs subscribe to them: RFC 5545.

A writer of its own: what is written are whole days alone, so neither time zones nor recurrence are needed,
and the same entries must give the same bytes. The library `icalendar` checks it in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Bang Giao//Bang Giao//VI"
_LONGEST = 75  # octets of a line, without its end (3.1)
_SPECIAL = re.compile(r"[\\;,]|\r\n|\r|\n")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What falls on a day, or on the days until ``last``, that one included.

    ``uid`` names it for good; ``changed`` is when it was last changed and ``sequence`` how often. What is
    ``cancelled`` is told so, that a calendar takes it away.
    """

    uid: str
    day: date
    summary: str
    changed: datetime
    last: date | None = None
    description: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_ics(name: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar, its entries in the order given."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]  # fmt: skip
    for entry in entries:
        lines += _entry(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _entry(entry: Entry) -> Iterator[str]:
    changed = f"{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{(entry.last or entry.day) + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.url:
        yield f"URL:{_CONTROLS.sub('', entry.url)}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Escape a text (3.3.11); what no calendar may hold is left out."""
    return _CONTROLS.sub("", _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], "\\n"), text))


_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,"}


def _folded(line: str) -> Iterator[str]:
    """Yield the line in parts of at most 75 octets, never cutting a letter."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            yield part
            part, size = " ", 1
        part += letter
        size += octets
    yield part
