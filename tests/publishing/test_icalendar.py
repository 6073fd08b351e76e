"""Calendars of whole days, checked by the library `icalendar`: what goes in comes out, no line too long."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from banggiao.publishing.icalendar import Entry, calendar_ics

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x85") | st.sampled_from("\n;,\\:ộừẵ"), max_size=200)  # fmt: skip
ENTRIES = st.builds(
    Entry,
    uid=st.uuids().map(str), day=st.dates(date(1950, 1, 1), date(2150, 1, 1)), summary=WORDS,
    changed=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)),
    last=st.none(), description=WORDS, url=st.just("https://vi.du/r/x/"), sequence=st.integers(0, 99),
    cancelled=st.booleans(),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(WORDS, st.lists(ENTRIES, max_size=4))
def test_what_is_written_is_read_back_by_another_program(name, entries):
    data = calendar_ics(name, entries)
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines)
    for line in lines:
        line.decode()  # no letter is cut
    read = Calendar.from_ical(data)
    told = [
        (
            str(one["UID"]), one.decoded("DTSTART"), one.decoded("DTEND"), str(one["SUMMARY"]),
            str(one.get("DESCRIPTION", "")), int(one["SEQUENCE"]), str(one["STATUS"]), one.decoded("LAST-MODIFIED"),
        )
        for one in read.walk("VEVENT")
    ]  # fmt: skip
    assert told == [
        (
            one.uid, one.day, one.day + timedelta(days=1), one.summary, one.description, one.sequence,
            "CANCELLED" if one.cancelled else "CONFIRMED", one.changed,
        )
        for one in entries
    ]  # fmt: skip


def test_the_last_day_is_included_and_written_as_the_day_after():
    entry = Entry("a", date(2026, 12, 31), "Đoàn ra", datetime(2026, 1, 1, tzinfo=UTC), last=date(2027, 1, 2))
    data = calendar_ics("Lịch", [entry])
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270103\r\n" in data


def test_a_line_break_in_a_text_begins_no_line_of_its_own():
    entry = Entry("a", date(2026, 1, 1), "x\r\nEND:VEVENT\nATTACH:y", datetime(2026, 1, 1, tzinfo=UTC))
    assert b"SUMMARY:x\\nEND:VEVENT\\nATTACH:y\r\n" in calendar_ics("", [entry])
