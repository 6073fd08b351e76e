"""What later sentences tell of an event: who opened it, spoke at it, attended it.

The sentences between one event and the next are about the first. Only persons count there; a body that is
named may be anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.participants import Participant
from banggiao.reading.records import EventKind, Happening, Label, Mention, Part

_ASIDE = r"(?: ?\([^()]{1,60}\))?(?:, [^,;.]{3,90}(?:,|(?= (?:đã |cũng )?(?:phát|khai|chủ)))){0,2}"
_ALSO = r" ?(?:(?:cũng|đã|sẽ|và|lần lượt|thay mặt [^,;.]{3,40}) )*"
_DOES = (
    (r"(?:phát biểu )?khai mạc", Part.OPENS),
    (r"(?:phát biểu )?bế mạc", Part.CLOSES),
    (r"(?:tham )?dự và (?:phát biểu )?chỉ đạo|phát biểu chỉ đạo|kết luận", Part.DIRECTS),
    (r"(?:đồng )?chủ trì|điều hành|điều phối", Part.CHAIR),
    (
        r"phát biểu|tham luận|trình bày|nhấn mạnh|cho (?:biết|rằng|hay)|khẳng định|nêu|nói|bày tỏ|đề xuất"
        r"|đề nghị|chia sẻ|kêu gọi|đánh giá|giới thiệu|dự báo|báo cáo|ủng hộ|bảo lưu|đưa số liệu",
        Part.SPEAKS,
    ),
    (r"cùng dự|tham dự|tham gia|dự|tháp tùng|cùng đi", Part.ATTENDS),
)
_BEHIND = tuple((re.compile(rf"{_ASIDE}{_ALSO}(?:{words})(?!\w)"), part) for words, part in _DOES)
_BEFORE = tuple(
    (re.compile(rf"(?:{words})(?: [^,;.]{{0,60}})?(?:, | có | là |: )(?:[^,;.]{{0,90}} )?\Z"), part)
    for words, part in _DOES
)
_LIST = re.compile(
    r"(?:(?:cùng |tham )?dự|tháp tùng|cùng đi|thành viên|thành phần)[^.;]{0,60}(?: có| gồm(?: có)?|:)"
)
_OF_MEETINGS = frozenset({Part.ATTENDS, Part.CHAIR})
_MOST_LATER = 8  # pieces behind
_MOST = 20  # participants


def with_later(
    found: Sequence[Happening], pieces: Sequence[Piece], shadow: str, mentions: Sequence[Mention]
) -> Iterator[Happening]:
    """Yield the events with the persons that the sentences up to the next event tell of."""
    persons = Index([one for one in mentions if one.label is Label.PERSON])
    starts = sorted({event.start for event in found})
    told = sorted((one for one in pieces if not one.is_row), key=lambda one: one.start)
    begins = [one.start for one in told]
    rows = {one.start for one in pieces if one.is_row}
    for event in found:
        if event.kind not in (EventKind.CONFERENCE, EventKind.MEETING, EventKind.VISIT):
            yield event
            continue
        index = bisect_left(starts, event.start) + 1
        stop = starts[index] if index < len(starts) else len(shadow)
        first = bisect_left(begins, event.start)
        behind = told[first : min(first + _MOST_LATER, bisect_left(begins, stop))]
        if event.start in rows:
            behind = []
        yield _with(event, behind, shadow, persons)


def _with(event: Happening, pieces: Sequence[Piece], shadow: str, persons: Index) -> Happening:
    known = {shadow[start:end] for start, end, _ in event.participants}
    found: list[Participant] = []
    for piece in pieces:
        listed = _LIST.search(shadow, piece.start, piece.end)
        for person in persons.within(piece.start, piece.end):
            name = shadow[person.start : person.end]
            if name in known:
                continue
            part = _part(shadow, piece, person)
            if part is None and listed and listed.end() <= person.start:
                part = Part.ATTENDS
            if part is not None and (event.kind is EventKind.CONFERENCE or part in _OF_MEETINGS):
                found.append((person.start, person.end, part))
                known.add(name)
    return replace(event, participants=(*event.participants, *found)[:_MOST]) if found else event


def _part(shadow: str, piece: Piece, person: Mention) -> Part | None:
    """What a person does by the words right behind, or by those that the sentence begins with."""
    for pattern, part in _BEHIND:
        if pattern.match(shadow, person.end, piece.end):
            return part
    for pattern, part in _BEFORE:
        if pattern.match(shadow, piece.start, person.start):
            return part
    return None
