"""Named meetings and occasions: EVENT mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention
from banggiao.reading.references import LOOSE_TYPES

_LONGEST_NAME = 160  # characters of the name of a meeting

_EVENT_HEADS: tuple[str, ...] = (
    "hội nghị", "hội thảo", "đại hội", "diễn đàn", "kỳ họp", "phiên họp", "tọa đàm", "triển lãm",
    "tuần lễ", "lễ hội",
)  # fmt: skip
# Small-letter words that may stand inside the name of a meeting.
_EVENT_WORDS: frozenset[str] = frozenset(
    "cấp cao thượng đỉnh toàn quốc quốc tế đại biểu toàn thể thường niên bộ trưởng ngoại giao ngoại "
    "vụ đối ngoại "
    "trung ương cấp bộ trưởng kinh tế đầu tư thương mại hợp tác hữu nghị nhân dân địa phương".split()
)
_LAN_THU = re.compile(r" (?:lần thứ|lần|khóa|thứ) (?:\d{1,3}|[ivxl]{1,7})(?![\w/])")
_BARE_ORDINAL = re.compile(r" (?:(?:19|20)\d\d|\d{1,3}|[IVXL]{1,7})(?![\w/.-])(?! (?:ngày|tháng|năm|đã))")
_REVIEW = re.compile(
    r" (?:sơ kết|tổng kết)(?: (?:giữa kỳ|\d{1,2} năm|\w+ năm))?(?: (?:triển khai )?thực hiện"
    r"| triển khai)? (?=chỉ thị|nghị quyết|kết luận|quyết định|nghị định|kế hoạch|chương trình)"
)
_WORD = re.compile(r" ([\w&]+)")


def find_events(
    text: str,
    shadow: str,
    names: Sequence[Mention],
    numbered: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    on: date | None,
) -> list[Mention]:
    """Return named meetings: a capitalised head with a name, an ordinal, or the paper that it reviews."""
    found: list[Mention] = []
    name_end = {mention.start: mention.end for mention in names}
    numbered_end = {mention.start: mention.end for mention in numbered}
    for head in _EVENT_HEADS:
        at = shadow.find(head + " ")
        while at >= 0:
            stop = at + len(head)
            if text[at].isupper() and not text[stop - 1].isupper() and not (at and text[at - 1].isalpha()):
                end = _event_end(text, shadow, stop, name_end, numbered_end)
                if end > stop and name_end.get(at, 0) < end:
                    key = gazetteer.resolve(text[at:end], on)
                    found.append(Mention(at, end, Label.EVENT, key, text[at:end], "event", 0.8))
                stop = max(stop, end)
            at = shadow.find(head + " ", stop)
    found.sort(key=lambda mention: mention.start)
    return found


def _event_end(
    text: str, shadow: str, stop: int, name_end: dict[int, int], numbered_end: dict[int, int]
) -> int:
    """Return where the name of the meeting ends, ``stop`` where the head stands alone."""
    review = _REVIEW.match(shadow, stop)
    if review:
        if review.end() in numbered_end:
            return numbered_end[review.end()]
        loose = re.compile(rf"(?:{'|'.join(LOOSE_TYPES)}) \d{{1,4}}").match(shadow, review.end())
        return loose.end() if loose else stop
    at, named = stop, False
    while at - stop < _LONGEST_NAME:
        if at + 1 in name_end and text[at : at + 1] == " ":
            at, named = name_end[at + 1], True
            continue
        word = _WORD.match(shadow, at)
        if word is None or word[1].isdigit():
            break
        capital = text[at + 1].isupper()
        roman = capital and set(word[1]) <= set("ivxl")
        if roman or not (capital or _in_event_words(shadow, at, named)):
            break
        at, named = word.end(), True
    ordinal = _LAN_THU.match(shadow, at) or _BARE_ORDINAL.match(text, at)
    if ordinal:
        return ordinal.end()
    # Small letters alone ("Hội nghị quốc tế") name no meeting.
    return at if named and any(letter.isupper() for letter in text[stop:at]) else stop


def _in_event_words(shadow: str, at: int, named: bool) -> bool:
    word = _WORD.match(shadow, at)
    following = _WORD.match(shadow, word.end()) if word else None
    if word is None or word[1] not in _EVENT_WORDS:
        return False
    return named or following is not None
