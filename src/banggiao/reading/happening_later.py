"""What later sentences tell of an event: who opened it, spoke at it, attended it.

The sentences between one event and the next are about the first. Only persons count there; a body that is
named may be anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from banggiao.language import lazy_re as re
from banggiao.reading.happening_days import is_circumstance
from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.named_actors import Participant
from banggiao.reading.participant_words import INVITED_THEN
from banggiao.reading.participants import Actors
from banggiao.reading.records import EventKind, Happening, Label, Mention, Part

_ASIDE = r"(?: ?\([^()]{1,60}\))?(?:(?:, [^,;.]{3,90}){1,5}(?:,|(?= (?:đã |cũng )?(?:phát|khai|chủ))))?"
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
_AND_DOES = r"(?:(?:đến |cùng )?(?:tham )?dự và )?"
_WHO = r"(?: [^,;.]{0,60})?(?:, | có | là |: )(?:[^,;.]{0,90} )?\Z"
_BEFORE = tuple((re.compile(rf"{_AND_DOES}(?:{words}){_WHO}"), part) for words, part in _DOES)
_LIST = re.compile(
    r"(?:(?:cùng |tham )?dự|tháp tùng|cùng đi|thành viên|thành phần)[^.;]{0,60}(?: có| gồm(?: có)?|:)"
    r"|về phía [^.;:]{2,80}? có(?!\w)"
)
_OF_OTHERS = {
    EventKind.MEETING: (Part.ATTENDS, Part.CHAIR),
    EventKind.SIGNING: (Part.ATTENDS, Part.CHAIR),
    EventKind.VISIT: (Part.ATTENDS,),
}
_OF_A_CEREMONY = re.compile(r"(?<!\w)(?:lễ|hội nghị|hội thảo|chiêu đãi|mít tinh)(?!\w)")
"""What those who are listed came to, which is no visit and no talks."""
_ATTENDED = (EventKind.CONFERENCE, EventKind.MEETING, EventKind.VISIT, EventKind.SIGNING)
_PLANNED = re.compile(r"(?:dự kiến )?sẽ (?:được )?(?:tổ chức|diễn ra)")
_TOGETHER = frozenset({Part.ATTENDS, Part.CHAIR})
_MORE = frozenset({Part.SPEAKS, Part.CHAIR, Part.OPENS, Part.CLOSES, Part.DIRECTS})
_MOST_LATER = 8  # pieces behind
_MOST = 20  # participants


def with_later(
    found: Sequence[Happening],
    pieces: Sequence[Piece],
    shadow: str,
    mentions: Sequence[Mention],
    actors: Actors,
) -> Iterator[Happening]:
    """Yield the events with the persons that the sentences up to the next event tell of."""
    persons = Index([one for one in mentions if one.label is Label.PERSON])
    starts = sorted({event.start for event in found if event.kind is not EventKind.VOTE})
    told = sorted((one for one in pieces if not one.is_row), key=lambda one: one.start)
    begins = [one.start for one in told]
    rows = {one.start for one in pieces if one.is_row}
    for event in found:
        aside = event.name and is_circumstance(shadow, event.start, event.name[0])
        if event.kind not in _ATTENDED or aside:
            yield event
            continue
        index = bisect_right(starts, event.start)
        stop = starts[index] if index < len(starts) else len(shadow)
        first = bisect_left(begins, event.start)
        behind = told[first : min(first + _MOST_LATER, bisect_left(begins, stop))]
        if event.start in rows:
            behind = []
        yield _with(event, behind, shadow, persons, actors)


def _with(
    event: Happening, pieces: Sequence[Piece], shadow: str, persons: Index, actors: Actors
) -> Happening:
    known = {shadow[start:end]: part for start, end, part in event.participants}
    planned = _PLANNED.search(shadow, event.start, event.end) is not None
    ceremony = event.kind is EventKind.SIGNING and "lễ ký" in shadow[event.start : event.end]
    attended = ceremony or event.kind is EventKind.CONFERENCE
    found: list[Participant] = []
    promoted: dict[str, Part] = {}
    for piece in pieces:
        listed = _LIST.search(shadow, piece.start, piece.end)
        if listed and not attended and _OF_A_CEREMONY.search(shadow, listed.start(), listed.end()):
            continue
        people = persons.within(piece.start, piece.end)
        parts = _parts(shadow, piece, people, actors)
        for person, part in zip(people, parts, strict=True):
            name = shadow[person.start : person.end]
            if name in known or (part is Part.SPEAKS and planned):
                if attended and part in _MORE and known.get(name) is Part.ATTENDS and not planned:
                    known[name] = promoted[name] = part
                continue
            among = listed is not None and listed.end() <= person.start
            does = part or (Part.ATTENDS if among else None)
            if does is not None and (attended or does in _OF_OTHERS.get(event.kind, ())):
                found.append((person.start, person.end, does))
                known[name] = does
        if listed and attended:
            for start, end in actors.bodies(listed.end(), piece.end):
                if shadow[start:end] not in known:
                    found.append((start, end, Part.ATTENDS))
                    known[shadow[start:end]] = Part.ATTENDS
    told = [
        (start, end, promoted.get(shadow[start:end], part) if part is Part.ATTENDS else part)
        for start, end, part in (*event.participants, *sorted(found))
    ]
    return replace(event, participants=tuple(told)[:_MOST])


def _parts(shadow: str, piece: Piece, people: Sequence[Mention], actors: Actors) -> list[Part | None]:
    """What each person does; of several that are listed, what the last does: "A, B, C tham dự"."""
    parts = [_part(shadow, piece, person) for person in people]
    for index in range(len(parts) - 2, -1, -1):
        if parts[index] is None and parts[index + 1] in _TOGETHER:
            together = actors.is_listed(people[index].end, people[index + 1].start)
            parts[index] = parts[index + 1] if together else None
    if people and INVITED_THEN.search(shadow, piece.start, people[0].start):
        parts[0] = None  # who invited others
    return parts


def _part(shadow: str, piece: Piece, person: Mention) -> Part | None:
    """What a person does by the words right behind, or by those that the sentence begins with."""
    for pattern, part in _BEHIND:
        if pattern.match(shadow, person.end, piece.end):
            return part
    for pattern, part in _BEFORE:
        if pattern.match(shadow, piece.start, person.start):
            return part
    return None
