"""Full Vietnamese names that neither a post nor a form of address announces."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import CAPITAL_RUN, SURNAMES, is_full_name
from banggiao.language.scanning import Before

_NO_PERSON_BEHIND = Before(
    r"(?:đường|phố|tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|trường|giải|núi|sông|cầu|đảo|quần đảo"
    r"|thành phố|tiếng|công viên|bảo tàng|đại học|học viện|khu|cảng|bến|chợ|công ty|tập đoàn|hãng|quỹ) \Z"
)
_FIRMS = ("công ty ", "tập đoàn ", "hãng ", "quỹ ")
_SPOKESMEN = tuple(f"{post} {firm}" for post in ("đại diện", "giám đốc", "chủ tịch") for firm in _FIRMS)
"""Behind these a person's name is rather that of who speaks: "Đại diện công ty Trần Thị An cho biết"."""
_OF_YEARS = ("năm ", "năm mới ", "xuân ", "tết ", "nguyên đán ")
_LUNAR_YEAR = re.compile(
    r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) "
    r"(?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w)"
)


def is_lunar_year(shadow: str, at: int) -> bool:
    """Whether a year of the lunar calendar stands at ``at``: "năm mới Kỷ Hợi", "Xuân Ất Tỵ"."""
    return shadow.endswith(_OF_YEARS, 0, at) and _LUNAR_YEAR.match(shadow, at) is not None


def _is_namesake(shadow: str, start: int) -> bool:
    """Whether a street, a school or a firm stands before, which is named for a person."""
    named = _NO_PERSON_BEHIND.search(shadow, max(0, start - 12), start) is not None
    return named and not shadow.endswith(_SPOKESMEN, 0, start)


def full_names_in(
    text: str, shadow: str, busy: Sequence[tuple[int, int]], posts: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of a surname with two or three given syllables, by start.

    ``busy`` are the spans of other names, by start; ``posts`` is where posts begin.
    """
    index = 0
    for run in CAPITAL_RUN.finditer(text):
        start, end = run.span()
        while index < len(busy) and busy[index][1] <= start:
            index += 1
        following = index
        # what it goes on stays outside: "ASEAN Lê Văn An"
        while following < len(busy) and busy[following][0] <= start < end:
            start, following = max(start, busy[following][1] + 1), following + 1
        if start >= end or not text[start].isupper() or text[start - 1 : start].isalnum():
            continue
        if following < len(busy) and busy[following][0] < end:
            continue
        words = shadow[start:end].split(" ")
        if words[0] not in SURNAMES or not 3 <= len(words) <= 4 or not is_full_name(words):
            continue
        if text[start:end].isupper() or _is_namesake(shadow, start):
            continue
        mission = shadow.startswith(" sự quán", end)  # "Đoàn Tổng Lãnh sự quán"
        if not mission and not any(at in posts for at in range(start, end)):
            yield start, end
