"""Where the name of a body may begin: a kind of body, written as a name or after the post of its head."""

from __future__ import annotations

from functools import lru_cache

from banggiao.language import lazy_re as re
from banggiao.reading import body_words as words_of

LEVEL = re.compile(
    r" (?:cấp (?:tỉnh|huyện|xã)|tỉnh(?! trưởng| ủy)|thành phố|tp\.?|huyện|quận|thị xã|xã(?! hội)(?<!tác xã)"
    r"|phường|thị trấn|khu vực|bang|vùng|miền(?= (?:bắc|trung|nam|tây|đông))"
    r"|đặc khu|khu tự trị dân tộc|khu tự trị|cửa khẩu quốc tế|cửa khẩu)(?!\w)"
)
"""The level that a body is of."""
_COUNTED = re.compile(r"(?<!\w)(?<!thứ )(?:hai|ba) \Z")
_OF_ANY_LEVEL = re.compile(r" (?:các cấp|cấp (?:trên|dưới|cơ sở|có thẩm quyền))(?!\w)")
_NO_BODY_BEFORE = re.compile(r" (?:điện tử|số(?!:)|kiến tạo|mở)(?! \d)(?!\w)")
"""What makes a government a way of working: "Chính phủ điện tử"."""
_OF_A_STATE = ("nhà nước ", "chính phủ ", "quốc hội ")
_BODY_BEFORE = re.compile(rf"(?:{'|'.join(sorted(words_of.OF_STATES))})(?:,| và|, và) \Z")
_KINDS = tuple(f"{kind} " for kind in words_of.KINDS)
_OF_HEAD = ("trưởng ", "chủ nhiệm ")
HEAD = 30  # characters that hold any kind of body


def begins(text: str, shadow: str, at: int, end: int) -> bool:
    """Whether a kind of body here begins a name: it has a capital, or follows the post of its head."""
    written_small = not text[at].isupper()
    if written_small and not (shadow.endswith(_OF_HEAD, 0, at) or shadow.startswith(words_of.IN_SMALL, at)):
        return False  # as most are
    if (
        is_common(shadow, at, end - 1)
        or text[end - 1] != " "
        or shadow.startswith("viên", end)
        or shadow.startswith(words_of.NEVER_OPENED, at)
    ):
        return False
    short = shadow[at:end] in words_of.ABBREVIATED
    if text[at:end].isupper() and shadow.count(" ", at, end) == 1 and not short:
        return (at == 0 or text[at - 1] == "\n") and not shadow.startswith("báo cáo", at)
    if written_small:
        of_head = shadow.endswith(_OF_HEAD, 0, at) and text[at - 2].isalpha()
        of_head = of_head and not is_kind(shadow, end) and not shadow.startswith("ban thường trực", at)
        return of_head or _in_small(text, shadow, at, end)
    if shadow.startswith("thường vụ ", at):
        small = shadow.startswith(("tỉnh ủy", "thành ủy", "huyện ủy", "quân ủy", "đảng ủy", "thị ủy"), end)
        return small and not shadow.endswith(("viên ", "ban "), 0, at)
    of_post = shadow.endswith(("tướng ", "tịch ", "ban ", "phó ", "trưởng ", "thư ", "nhiệm "), 0, at)
    return not (of_post and shadow.startswith("thường trực ", at))


def _in_small(text: str, shadow: str, at: int, end: int) -> bool:
    """Whether a government written small is one's: "chính quyền vùng Pi-ê-môn-tê", "chính phủ Nhật"."""
    if not shadow.startswith(words_of.IN_SMALL, at) or shadow.endswith(("liên ", "toàn "), 0, at):
        return False
    level = LEVEL.match(shadow, end - 1)
    named = level.end() + 1 if level and text[level.end() : level.end() + 1] == " " else end
    return text[named : named + 1].isupper() and text[named - 1] == " " and not is_kind(shadow, named)


def is_common(shadow: str, start: int, end: int) -> bool:
    """Whether it stands for no one body: "hai Đảng", "Chính phủ điện tử", "UBND cấp xã"."""
    kind = shadow[start:end]
    if kind in words_of.OF_LEVELS and _OF_ANY_LEVEL.match(shadow, end):
        return True
    if kind not in words_of.OF_STATES:
        return False
    return (
        (kind == "chính phủ" and shadow.endswith("phi ", 0, start))
        or _COUNTED.search(shadow, max(0, start - 5), start) is not None
        or _NO_BODY_BEFORE.match(shadow, end) is not None
    )


def shares_a_state(shadow: str, start: int, name: str) -> bool:
    """Whether ``name`` holds a state that other bodies before it share: "Đảng, Nhà nước, Quốc hội Lào"."""
    return name.startswith(_OF_A_STATE) and _BODY_BEFORE.search(shadow, max(0, start - 25), start) is not None


def is_kind(shadow: str, at: int) -> bool:
    return begins_with_kind(shadow[at : at + HEAD])


@lru_cache(maxsize=4096)
def begins_with_kind(words: str) -> bool:
    return words.startswith(_KINDS) and not words.startswith(words_of.NEVER_OPENED)
