"""References to papers, trade agreements' papers and named meetings: DOC and EVENT mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention

# Kinds of paper (Nghị định 30/2020/NĐ-CP, art. 7; Quy định 66-QĐ/TW; the laws), longest first.
TYPES: tuple[str, ...] = (
    "chương trình hành động", "nghị quyết liên tịch", "thông tư liên tịch", "kế hoạch hành động",
    "chương trình",
    "nghị quyết", "quyết định", "nghị định", "thông tư", "thông báo kết luận", "thông báo", "kết luận",
    "kế hoạch",
    "chỉ thị", "công văn", "công điện", "hướng dẫn", "quy định", "quy chế", "báo cáo", "tờ trình",
    "pháp lệnh",
    "đề án", "luật", "lệnh", "chiến lược", "công hàm", "giấy mời", "văn bản",
)  # fmt: skip
_TYPE_BEFORE = re.compile(rf"({'|'.join(TYPES)}) (?:số:? ?)?\Z")
_NUMBER = re.compile(r"\d{1,5}(?:/(?:19|20)\d\d)?[-/](?:TTg|[A-ZĐƯ]{1,7}\d{0,2}(?![a-zà-ỹđ]))")
_NUMBER_TAIL = re.compile(r"(?:[-/](?:TTg|[A-ZĐƯ][A-ZĐƯ&]{0,11}\d{0,2}))*")
_LOOSE_NUMBER = re.compile(
    r" (?:số )?(\d{1,4})(?![\d/.,%-]|\w)(?! (?:nhiệm|nhóm|năm|ngày|tháng|điểm|nội|mục|lượt|văn|dự))"
)
_LOOSE_TYPES = frozenset(
    {"chỉ thị", "nghị quyết", "kết luận", "quyết định", "nghị định", "thông tư", "kế hoạch", "chương trình"}
)
_ALIAS = re.compile(
    rf"(?:sau đây) (?:gọi|viết) (?:tắt )?là:? [\"']?((?:{'|'.join(TYPES)})[^)\"',;.]{{0,40}})"
)

_LONGEST_NAME = 160  # characters of the name of a meeting
_MOST_ALIASES = 500  # mentions by alias in one paper

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


def find_numbered(text: str, shadow: str, gazetteer: Gazetteer, on: date | None) -> list[Mention]:
    """Return references with a full number ("Nghị quyết số 59-NQ/TW"), by start."""
    found: list[Mention] = []
    for match in _NUMBER.finditer(text):
        start = match.start()
        if start and (text[start - 1].isalnum() or text[start - 1] in "/-"):
            continue
        end = start + len(match[0])
        tail = _NUMBER_TAIL.match(text, end)
        end = tail.end() if tail else end
        if text[end - 1] in "/-":
            end -= 1
        number = text[start:end]
        if not _is_notation(number):
            continue
        before = shadow[max(0, start - 32) : start]
        kind = _TYPE_BEFORE.search(before)
        begin = start - len(kind[0]) if kind else start
        key = gazetteer.resolve(f"{kind[1]} {number}", on) if kind else None
        key = key or gazetteer.resolve(number, on)
        found.append(Mention(begin, end, Label.INSTRUMENT, key, number, "numbered"))
    return found


def _is_notation(number: str) -> bool:
    """Whether the letters after the number look like a paper's notation and not "5/QI" or "10-IV"."""
    letters = re.sub(r"[\d/-]", "", number)
    return len(letters) >= 2 and not (letters.isascii() and set(letters) <= set("IVX"))


def find_loose(
    text: str, shadow: str, numbered: Sequence[Mention], congresses: Iterable[Mention]
) -> list[Mention]:
    """Return references without their full number: "Chỉ thị 25", "Nghị quyết Đại hội XIII của Đảng", aliases.

    A short number is resolved by the paper's own full references; what stays open has key None.
    """
    found: list[Mention] = []
    by_number: dict[tuple[str, str], Mention] = {}
    for mention in numbered:
        kind = next((one for one in TYPES if shadow.startswith(one, mention.start)), "")
        by_number.setdefault((kind, re.split(r"[-/]", mention.value)[0]), mention)
    busy = [mention.start for mention in numbered]
    for kind in _LOOSE_TYPES:
        at = shadow.find(kind + " ")
        while at >= 0:
            number = _LOOSE_NUMBER.match(shadow, at + len(kind))
            if number and text[at].isupper() and not _starts_at(busy, at):
                known = by_number.get((kind, number[1]))
                key, value = (known.key, known.value) if known else (None, number[1])
                found.append(Mention(at, number.end(), Label.INSTRUMENT, key, value, "loose", 0.8))
            at = shadow.find(kind + " ", at + len(kind))
    for event in congresses:
        match = re.search(r"nghị quyết (?:của )?\Z", shadow[max(0, event.start - 18) : event.start])
        if match:
            of_party = re.match(r" của đảng(?!\w)", shadow[event.end : event.end + 10])
            whole = of_party is not None and not match[0].endswith("của ")
            end = event.end + (of_party.end() if of_party and whole else 0)
            start = event.start - len(match[0])
            found.append(Mention(start, end, Label.INSTRUMENT, None, text[start:end], "congress"))
    found += _aliases(text, shadow, numbered)
    return found


def _aliases(text: str, shadow: str, numbered: Sequence[Mention]) -> list[Mention]:
    found: list[Mention] = []
    at = shadow.find("đây ")
    while at >= 0 and len(found) < _MOST_ALIASES:
        match = _ALIAS.match(shadow, max(0, at - 4))
        at = shadow.find("đây ", at + 4)
        if match is None:
            continue
        start, end = match.start(1), match.end(1)
        while end > start and shadow[end - 1] == " ":
            end -= 1
        before = [
            mention
            for mention in numbered
            if mention.end <= match.start() and match.start() - mention.end < 400
        ]
        words = text[start:end]
        if not before or not words[0].isupper() or " " not in words:
            continue
        full = before[-1]
        place = start
        while place >= 0:
            stop = place + len(words)
            if not text[stop : stop + 1].isalnum():
                found.append(Mention(place, stop, Label.INSTRUMENT, full.key, full.value, "alias", 0.9))
            place = text.find(words, stop)
    return found


def _starts_at(starts: Sequence[int], at: int) -> bool:
    index = bisect_left(starts, at)
    return index < len(starts) and starts[index] == at


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
        loose = re.compile(rf"(?:{'|'.join(_LOOSE_TYPES)}) \d{{1,4}}").match(shadow, review.end())
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
