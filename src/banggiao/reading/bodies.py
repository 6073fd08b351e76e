"""Bodies that no register lists one by one: "Sở Công Thương", "Vụ Hợp tác quốc tế", "Bộ Ngoại giao Lào"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from banggiao.reading.records import Label, Mention

# What a unit may be in charge of. A list, because nothing marks where a field ends and the verb begins.
_FIELDS: tuple[str, ...] = tuple(
    field.strip()
    for field in """
    ngoại vụ|công thương|tài chính|nội vụ|tư pháp|xây dựng|y tế|du lịch|ngoại giao|công an|quốc phòng
    nông nghiệp và môi trường|nông nghiệp và phát triển nông thôn|tài nguyên và môi trường
    kế hoạch và đầu tư|kế hoạch - tài chính|kế hoạch tài chính|kế hoạch đầu tư|khoa học và công nghệ
    khoa học - công nghệ|giáo dục và đào tạo|văn hóa, thể thao và du lịch|văn hóa và thể thao
    văn hóa và du lịch|văn hóa thể thao và du lịch|văn hóa - thể thao và du lịch|giao thông vận tải
    giao thông công chính|thông tin và truyền thông|lao động - thương binh và xã hội
    lao động, thương binh và xã hội|dân tộc và tôn giáo|dân tộc|hợp tác quốc tế|đối ngoại
    quan hệ quốc tế|hội nhập quốc tế|hải quan|thuế|thống kê|lãnh sự|lễ tân|xuất nhập cảnh
    quản lý xuất nhập cảnh|quản lý lao động ngoài nước|đầu tư nước ngoài|xuất nhập khẩu
    xúc tiến đầu tư, thương mại và du lịch|xúc tiến đầu tư, thương mại|xúc tiến đầu tư và thương mại
    xúc tiến thương mại|xúc tiến thương mại và đầu tư|xúc tiến đầu tư|xúc tiến du lịch|pháp chế
    pháp luật quốc tế|tổ chức cán bộ|thông tin đối ngoại|tuyên giáo và dân vận|tuyên giáo|dân vận
    tổ chức|nội chính|kiểm tra|nông dân|liên hiệp phụ nữ|cựu chiến binh|quản lý khu kinh tế
    quản lý các khu công nghiệp|quản lý khu công nghiệp|quản lý các khu kinh tế|biên giới quốc gia
    chỉ huy quân sự|chỉ huy bộ đội biên phòng|luật pháp và điều ước quốc tế|chính sách đối ngoại
    kinh tế đối ngoại
    """.replace("\n", "|").split("|")
    if field.strip()
)
_FIELD = "|".join(sorted(_FIELDS, key=lambda field: -len(field)))
_HEADS = (
    "sở ", "vụ ", "cục ", "phòng ", "ban ", "trung tâm ", "hội ", "chi cục ", "bộ chỉ huy", "ủy ban ",
    "tổng cục ",
)  # fmt: skip
_UNIT = re.compile(
    rf"(?:tổng cục|chi cục|cục|sở|vụ|phòng|ban|trung tâm|hội|ủy ban) (?:{_FIELD})(?! và (?:{_FIELD}))(?!\w)"
    rf"|bộ (?:chỉ huy quân sự|chỉ huy bộ đội biên phòng)(?!\w)"
)
_OF_ALL = re.compile(
    r"(?:thường trực )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an|ban thường vụ tỉnh ủy"
    r"|tỉnh ủy|thành ủy|văn phòng ubnd|"
    r"văn phòng ủy ban nhân dân|ủy ban mttq việt nam|ủy ban mặt trận tổ quốc việt nam)(?: (?:tỉnh"
    r"|thành phố))?(?!\w)"
)
_OF_ALL_HEADS = (
    "ubnd ", "ủy ban nhân dân ", "hđnd ", "hội đồng nhân dân ", "tỉnh ủy", "thành ủy", "công an ",
    "văn phòng ubnd ",
    "văn phòng ủy ban nhân dân ",
)  # fmt: skip
_LEVEL = re.compile(r" (?:tỉnh|thành phố|tp\.?) ?")
_NATIONAL = (
    "bộ ", "chính phủ", "quốc hội", "văn phòng ", "ban ", "ủy ban ", "đảng ", "tòa án", "đại sứ quán",
    "tổng lãnh sự quán", "sở ", "hội ", "phòng ", "trung tâm ", "cục ",
)  # fmt: skip


def with_bodies(text: str, shadow: str, names: Sequence[Mention]) -> list[Mention]:
    """Return ``names`` with the bodies that their head and field give, by start; a place inside a body stays.

    A body with a place is one mention: "Sở Ngoại vụ tỉnh Quảng Ninh", "Bộ Ngoại giao Lào". With the name of
    another country it is that country's own body, which the register does not know: its key is None.
    """
    # Its field has a capital where a unit is named: "Sở Tài chính", not "Ban tổ chức".
    by_start = {name.start: name for name in names}
    starts = sorted(by_start)
    bodies: dict[int, Mention] = {}
    for heads, grammar in ((_HEADS, _UNIT), (_OF_ALL_HEADS, _OF_ALL)):
        for head in heads:
            at = shadow.find(head)
            while at >= 0:
                field = at + len(head)
                if text[at].isupper() and not (at and text[at - 1].isalnum()):
                    match = grammar.match(shadow, at)
                    end = match.end() if match else at
                    named = grammar is _OF_ALL or end <= field or text[field : field + 1].isupper()
                    if match and named and not _within(by_start, starts, at, end):
                        whole = text[at:end]
                        bodies.setdefault(at, Mention(at, end, Label.ORGANISATION, None, whole, "body", 0.8))
                at = shadow.find(head, field)
    result = [name for name in names if name.start not in bodies] + list(bodies.values())
    result.sort(key=lambda name: name.start)
    places = {name.start: name for name in result if name.label is Label.PLACE}
    return [_owned(text, shadow, name, places) for name in result]


def _within(by_start: dict[int, Mention], starts: list[int], start: int, end: int) -> bool:
    """Whether a known name already covers ``start:end``, or more of it than its beginning."""
    index = bisect_left(starts, start)
    if index < len(starts) and starts[index] == start and by_start[start].end >= end:
        return True
    return index > 0 and by_start[starts[index - 1]].end > start


def _owned(text: str, shadow: str, name: Mention, places: dict[int, Mention]) -> Mention:
    if name.label is not Label.ORGANISATION or text[name.end : name.end + 1] != " ":
        return name
    level = _LEVEL.match(shadow, name.end)
    place = places.get(name.end + 1) or (places.get(level.end()) if level else None)
    if place is None or not (shadow.startswith(_NATIONAL, name.start) or name.rule == "body"):
        return name
    key = None
    if place.value == "Việt Nam":
        key = name.key
    return Mention(name.start, place.end, name.label, key, text[name.start : place.end], "body of a place")
