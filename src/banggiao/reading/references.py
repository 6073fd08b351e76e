"""References to papers, and trade agreements' papers: DOC mentions."""

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
LOOSE_TYPES = frozenset(
    {"chỉ thị", "nghị quyết", "kết luận", "quyết định", "nghị định", "thông tư", "kế hoạch", "chương trình"}
)
_ALIAS = re.compile(
    rf"(?:sau đây) (?:gọi|viết) (?:tắt )?là:? [\"']?((?:{'|'.join(TYPES)})[^)\"',;.]{{0,40}})"
)

_MOST_ALIASES = 500  # mentions by alias in one paper


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
    for kind in LOOSE_TYPES:
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
