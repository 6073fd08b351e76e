"""Where groups of bodies begin that no "các" opens: "Bộ, cơ quan ngang bộ", "UBND tỉnh, thành phố"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Phrase
from banggiao.reading.group_words import OF_PEOPLE

_LEVELLED = (
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|công an|quân sự|mặt trận tổ quốc|đảng ủy|cấp ủy"
    r"|thanh tra)"
)
_OF_MASSES = (
    r"(?:hội (?:nông dân|liên hiệp phụ nữ|phụ nữ|cựu chiến binh|chữ thập đỏ)(?: việt nam)?|công đoàn"
    r"|đoàn thanh niên|liên đoàn lao động|(?:ủy ban )?(?:mặt trận tổ quốc|mttq) việt nam)"
)
_LEVEL = r"(?:tỉnh|huyện|xã|trung ương|thành phố)"
_AREA = r"(?:tỉnh|t[ií]nh(?=, thành phố)|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_BY_BORDER = r"nơi (?:không )?có biên giới(?: quốc gia)?(?!\w)"
_OF_LEVELS = Phrase(
    rf"(?<!\w)(?:(?:phó )?chủ tịch )?(?:(?:hội đồng nhân dân|hđnd)(?:,| và) )?{_LEVELLED} "
    rf"(?:các cấp(?! ủy)|cấp {_LEVEL}(?:(?:(?:, | và )(?:{_LEVELLED} )?(?:cấp )?{_LEVEL}(?!\w)){{1,8}}"
    r"|(?P<one>(?=[;.])))"
    rf"|{_AREA}(?:(?:, | và |/){_AREA}(?!\w)){{1,8}}(?: (?:trực )?thuộc (?:trung ương|tw))?)"
    rf"(?: (?:có )?liên quan)?(?!\w)(?: {_BY_BORDER})?"
    rf"|(?<!\w){_OF_MASSES} các cấp(?!\w)"
    rf"|(?<!\w)chính quyền địa phương (?:các cấp(?: {_BY_BORDER})?|{_BY_BORDER})"
)
"""Councils and the like of a level or of several sorts of area."""

_MISSIONS = Phrase(
    r"(?<!\w)(?<!các )(?<!trưởng )(?<!luật )(?<!\d )cơ quan đại diện (?:của )?(?:nước )?"
    r"(?:việt nam|cộng hòa xã hội chủ nghĩa việt nam|chxhcn việt nam) ở nước ngoài(?!\w)"
)
"""The missions of the state, as laws name them."""

_OF_CENTRE = Phrase(
    rf"(?<!\w)cơ quan trung ương (?:của )?các {OF_PEOPLE}(?:(?:,| và)(?: các)? {OF_PEOPLE}(?!\w)){{0,3}}"
)
"""The central organs of people's organisations, to whom a paper goes."""

_COUNTED = Phrase(
    r"(?<!\w)(?:ubnd|ủy ban nhân dân|hđnd|công an) (?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r" (?:tỉnh|thành phố|huyện|quận|xã|phường)(?:(?:, | và )(?:thành phố|thị xã|huyện|phường)(?!\w))*"
    r"(?: biên giới)?(?!\w)"
)
"""The same body of several places that are counted: "UBND 03 huyện Mường Khương, Bát Xát, Si Ma Cai"."""

_AN_ITEM = re.compile(r"(?:; |- )\Z")
_LEVELS_TOO = re.compile(
    rf"(?:(?:, | và )(?:cơ quan chuyên môn thuộc )?{_LEVELLED} cấp {_LEVEL}(?!\w)){{1,6}}"
    r"(?: ở khu vực biên giới)?"
)
"""Councils of levels that end a list of other bodies."""

_OPENS_LIST = Phrase(
    r"(?<!\w)(?:bộ trưởng, (?=thủ trưởng )|thủ trưởng (?=cơ quan ngang bộ)|bộ(?:, |/)|sở(?:, |/)"
    r"|ban, (?=bộ|ngành|sở)|(?:huyện|thị|quận|tỉnh|thành) ủy, |tổng cục, |cục, |vụ, "
    r"|cơ quan thuế, (?=cơ quan)|cơ quan(?:, (?=đơn vị|tổ chức|lực lượng)| nhà nước )"
    r"|đơn vị, (?=địa phương|cơ quan|lực lượng)"
    r"|(?:cơ quan|đơn vị|tổ chức) (?=(?:có )?liên quan|được lấy ý kiến))"
)
"""The first word of a list of bodies, or of one that is said to be concerned."""

_ONE_IS_SET = re.compile(r"(?:cơ quan|đơn vị) (?:(?:có )?liên quan|được lấy ý kiến)")
_MAY_STAND_BEFORE = re.compile(
    r"(?:(?<!\w)(?:của|với|cho|giữa|và|hoặc|thuộc|từng|mỗi|một số|do|bởi|cùng|tại|trong|yêu cầu|đề nghị"
    r"|giao|chỉ đạo|hướng dẫn|đôn đốc|phối hợp|trách nhiệm"
    r"|ý kiến|lãnh đạo|đại diện|tới|đến|về|để|liên|nhân danh) "
    r"|[\n.;:,()\-–+\"] ?|\A)\Z"
)
_PEOPLE_TOO = re.compile(r"(?:,| và| hoặc|/) ?(?:cá nhân|người|công dân|doanh nghiệp|nhân dân)(?!\w)")
_LIST = re.compile(r", | và |/")
_COUNCIL_TOO = re.compile(
    r"(?:, | và )(?:ubnd|[uủ]y ban nhân dân|uỷ ban nhân dân) (?:tỉnh|thành phố|huyện|quận)(?!,)"
)
"""The last of one place's organs, each of which has its own name: "Tỉnh ủy, HĐND, UBND tỉnh Lào Cai"."""
_BARE = re.compile(r"(?:cơ quan|đơn vị|tổ chức|, | và |/|hoặc)+")
_BACK = 16


def counted(shadow: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of bodies of counted places, up to the places' names."""
    return (several.span() for several in _COUNTED.finditer(shadow))


def bare_groups(
    text: str, shadow: str, members: Callable[[int], int], is_name: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of groups without "các".

    ``members`` says where the bodies end that are joined from a place on, 0 where there are none; ``is_name``
    whether a longer name begins at a place than ends at another.
    """
    for level in _OF_LEVELS.finditer(shadow):
        alone = level["one"] is not None
        if alone and not _AN_ITEM.search(shadow, max(0, level.start() - 2), level.start()):
            continue  # "UBND cấp huyện" is one body, save among those that a paper goes to
        if not text[level.end() : level.end() + 2].strip()[:1].isupper():
            yield level.span()
    for missions in _MISSIONS.finditer(shadow) if "đại diện" in shadow else ():
        yield missions.span()
    for centre in _OF_CENTRE.finditer(shadow) if "cơ quan trung ương" in shadow else ():
        yield centre.span()
    last = 0
    for first in _OPENS_LIST.finditer(shadow):
        start = first.start()
        if start < last or not _MAY_STAND_BEFORE.search(shadow, max(0, start - _BACK), start):
            continue
        end = members(start)
        levels = _LEVELS_TOO.match(shadow, end) if end else None
        end = levels.end() if levels else end
        last = max(last, end)  # a list is read once, so that the work grows with the text alone
        words = shadow[start:end]
        several = _LIST.search(words) is not None
        if not end or is_name(start, end) or not (several or _ONE_IS_SET.match(words)):
            continue
        each = not several and shadow.endswith(("từng ", "mỗi "), 0, start)
        of_one = words.startswith(("tỉnh ủy, ", "thành ủy, ")) and _COUNCIL_TOO.match(shadow, end)
        if each or of_one or _PEOPLE_TOO.match(shadow, end) or _BARE.fullmatch(words):
            continue
        yield start, end
