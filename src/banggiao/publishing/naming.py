"""How instruments, agencies and periods are named in running Vietnamese text."""

from __future__ import annotations

import re

_TYPE = re.compile(
    r"^(chỉ thị|nghị quyết|kết luận|quyết định|kế hoạch|chương trình hành động|chương trình|đề án|chiến lược|"
    r"thông tư|nghị định|hướng dẫn|công văn|thông báo)\b(?:\s+số\b)?\s*",
    re.IGNORECASE,
)


def instrument_phrase(title: str, number: str = "") -> str:
    """Return the instrument as a sentence names it: "Chỉ thị số 12/CT-XX về …".

    A title that does not begin with its type becomes "văn bản số … «title»".
    """
    title = " ".join(title.split())
    if not number or number in title:
        return title or f"văn bản số {number or '…'}"
    kind = _TYPE.match(title)
    if kind is None:
        return f"văn bản số {number} “{title}”" if title else f"văn bản số {number}"
    name = kind[1][0].upper() + kind[1][1:].lower()
    return f"{name} số {number} {title[kind.end() :]}".strip()


def period_phrase(period: tuple[int, int] | None) -> str:
    """Return "giai đoạn 2020 - 2025", "năm 2025", or "" where no period was given."""
    if period is None:
        return ""
    first, last = period
    return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"


def short_agency(name: str) -> str:
    """Return an agency's name as a citation carries it."""
    return re.sub(r"\bỦy ban nhân dân\b|\bUỷ ban nhân dân\b", "UBND", name, flags=re.IGNORECASE)
