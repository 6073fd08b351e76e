"""Spans that name a paper which a person can ask for and check: numbered documents, annexes, minutes."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"(?<![\w/])(?:số\s*:?\s*)?\d{1,5}[a-zđ]?(?:/(?:19|20)\d\d)?[-/](?=[a-zđ&]{2})[\wđ&]{2,12}(?:[-/][\wđ&]{1,14}){0,3}"
)
_KIND = re.compile(
    r"(?:báo cáo|quyết định|kế hoạch|công văn|thông báo|biên bản(?: ghi nhớ| hội đàm)?|chỉ thị|nghị quyết|tờ trình"
    r"|chương trình(?: hành động)?|kết luận|nghị định|thông tư|luật|hướng dẫn|văn bản|đề án|giấy phép|phiếu trình)\s*\Z"
)
_OBEYED = re.compile(
    r"(?:thực hiện|triển khai|theo|quán triệt|căn cứ|cụ thể hóa|tinh thần|tổng kết|sơ kết)(?: các| nội dung| tinh thần)?"
    r" (?:chỉ thị|nghị quyết|kết luận|nghị định|luật|chương trình hành động|thông tư)\s*\Z"
)
_ANNEX = re.compile(
    r"(?<!\w)(?:phụ lục|biểu|bảng)(?: số)? (?:\d{1,2}|[ivx]{1,4})(?!\w)|(?<!\w)phụ lục (?:kèm theo|đính kèm)|biên bản (?:số|ngày) \d[\w/-]*"
)


def evidence_in(text: str, shadow: str) -> list[tuple[int, int]]:
    """Return the spans of checkable papers in the whole text, by start.

    A law or directive that a body says it carries out is what is reported on, not evidence of having done so.
    """
    found: list[tuple[int, int]] = []
    for match in _NUMBERED.finditer(shadow):
        start, end = match.span()
        if not any(letter.isupper() for letter in text[start:end]):
            continue
        before = shadow[max(0, start - 60) : start]
        if _OBEYED.search(before):
            continue
        if kind := _KIND.search(before):
            start -= len(before) - kind.start()
        found.append((start, end))
    found += [match.span() for match in _ANNEX.finditer(shadow)]
    return sorted(found)
