"""Spans that name a paper which a person can ask for and check: numbered documents, annexes, minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banggiao.language import lazy_re as re
from banggiao.reading.records import Label, Mention

_FULL_NUMBER = re.compile(r"\d[-/]|[-/]\d")
_ISSUED = re.compile(r"(?:ban hành|ký|tham mưu|trình|phê duyệt|thông qua)(?!\w)[^.;]{0,60}\Z")
_ORDERS = ("chỉ thị", "nghị quyết", "kết luận", "nghị định", "luật", "chương trình hành động", "thông tư")
_ANNEX_WORDS = ("phụ lục", "biểu số", "bảng", "biên bản")
_ANNEX = re.compile(
    r"(?:phụ lục|biểu|bảng)(?: số)? (?:\d{1,2}|[ivx]{1,4})(?!\w)|phụ lục (?:kèm theo|đính kèm)"
    r"|biên bản (?:số|ngày) \d[\w/-]*"
)


def evidence_in(shadow: str, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return the spans of checkable papers in the whole text, by start.

    A law or directive is what is reported on, and evidence only where the body itself issued it.
    """
    found = {(m.start, m.end) for m in mentions if m.label is Label.INSTRUMENT and _is_evidence(shadow, m)}
    found.update(_annexes(shadow))
    return sorted(found)


def _is_evidence(shadow: str, mention: Mention) -> bool:
    words = shadow[mention.start : mention.end]
    if not _FULL_NUMBER.search(words):
        return False
    before = shadow[max(0, mention.start - 80) : mention.start]
    return not words.startswith(_ORDERS) or _ISSUED.search(before) is not None


def _annexes(shadow: str) -> Iterator[tuple[int, int]]:
    for word in _ANNEX_WORDS:
        at = shadow.find(word)
        while at >= 0:
            if match := _ANNEX.match(shadow, at):
                yield match.span()
            at = shadow.find(word, at + len(word))
