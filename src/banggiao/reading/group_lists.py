"""How members of a set are joined: "các bộ, ngành và địa phương", and where one of another sort begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from banggiao.language import lazy_re as re
from banggiao.reading import group_members as grammar
from banggiao.reading import group_words as words_of
from banggiao.reading.records import Mention

_AND = re.compile(
    r"(?:, ?| và |/| - (?=(?:quận|huyện|phường|xã|thị xã)(?!\w))|(?<=phủ); )"
    r"(?:(?P<each>các )|một số (?=tỉnh|thành phố|địa phương|bộ|ban|ngành|sở))?"
)  # "…, cơ quan thuộc Chính phủ; Chủ tịch …"
_AREA = re.compile(rf"(?:{words_of.AREAS})(?!\w)")
_COUNCIL = re.compile(grammar.COUNCILS)
_COUNCILS_OF = re.compile(rf"{grammar.COUNCILS} (?:các|tỉnh|cấp|huyện|thành phố) ")
_SECTORS = re.compile(r"(?:các )?(?:sở|ban|bộ)(?:, (?:ban|bộ|ngành)){1,3}(?!\w)")
MISSION = re.compile(r"(?:cơ quan đại diện|cqđd|đại sứ quán|tổng lãnh sự quán)(?!\w)")
_OF_PARTY = re.compile(
    r"(?:tỉnh|thành|huyện|quận|thị|đảng|cấp) ủy|(?:ban|tổ chức|ban cán sự|ban xây dựng) đảng|đảng"
)
_OF_OTHER_SORT = re.compile(rf"{MISSION.pattern}|cơ quan (?:thông tấn|báo chí)")
_PEOPLES = re.compile(rf" (?:của )?các {words_of.OF_PEOPLE}")
_CONCERNED = re.compile(r"(?:cơ quan|đơn vị|tổ chức)(?: (?:có )?liên quan)?\Z")


class _Told(NamedTuple):
    """What was read of a list: where it begins and ends, its first member and its last."""

    start: int
    end: int
    first: str
    last: str
    prefixed: bool


class Lists:
    """The lists of members in a text; ``by_start`` are the known names, which may end one."""

    def __init__(self, text: str, shadow: str, by_start: Mapping[int, Mention]) -> None:
        self.text, self.shadow, self.by_start = text, shadow, by_start

    def end(self, at: int, *, prefixed: bool) -> int:
        """Return the end of the members that are joined from ``at`` on, 0 where there are none. ``prefixed``:
        what each of them has stands before them."""
        first = grammar.member(self.text, self.shadow, at)
        if first is None:
            return 0
        told = _Told(at, first.end(), first[0], first[0], prefixed)
        while link := _AND.match(self.shadow, told.end):
            other = grammar.member(self.text, self.shadow, link.end())
            if (
                other is None
                or "\n" in self.text[told.end : other.end()]
                or self._is_set_apart(link, other)
                or self._is_of_another_sort(told, link, other)
                or self._holds_other_posts(told, link, other[0])
                or self._opens_anew(told, link, other[0])
            ):
                break
            told = told._replace(end=other.end(), last=other[0])
        return told.end

    def _is_set_apart(self, link: re.Match[str], other: re.Match[str]) -> bool:
        """Whether what is said of it sets one apart, or it is a body's own name."""
        if other[0] == "cơ quan trung ương" and _PEOPLES.match(self.shadow, other.end()):
            return True
        if " nơi " in other[0] or self.shadow.startswith(" nơi ", other.end()):
            return True
        if _COUNCIL.match(other[0]) and self.shadow.startswith("/", other.end()) and link[0] != "/":
            return True  # it has areas of its own
        named = self.by_start.get(other.start())
        plain = MISSION.match(other[0]) or other[0].endswith(" thuộc bộ")
        return named is not None and named.end > other.end() and not plain

    def _is_of_another_sort(self, told: _Told, link: re.Match[str], other: re.Match[str]) -> bool:
        """Whether those of areas or missions come behind others, or those of the centre behind areas."""
        bodies = not told.prefixed and link[0].startswith(",") and not grammar.HOLDER.match(told.first)
        if bodies and _COUNCILS_OF.match(other[0] + " "):
            return True
        areas = told.prefixed and link[0] == ", " and _AREA.match(told.first)
        if areas and _SECTORS.match(self.shadow, link.end()):
            return True
        missions = MISSION.match(other[0]) and not MISSION.match(told.first)
        return bool(missions) and self.shadow.startswith(" việt nam", other.end())

    def _holds_other_posts(self, told: _Told, link: re.Match[str], other: str) -> bool:
        """Whether a post comes behind bodies, or bodies behind posts."""
        if grammar.HOLDER.match(other):
            # "ý kiến các cơ quan, Phó Thủ tướng kết luận"
            return not (told.prefixed or grammar.HOLDER.match(told.first))
        if told.prefixed and other == "tổ chức":
            return True  # "Thủ trưởng các sở, tổ chức, cá nhân liên quan"
        if link[0] == "; " or grammar.POST.fullmatch(told.last):
            return True  # "các Phó Chủ nhiệm, Vụ: TH"
        concerned = _CONCERNED.match(other) and grammar.HOLDER.match(told.first)
        return bool(concerned) and self.shadow.find(", ", told.start, told.end) > 0

    def _opens_anew(self, told: _Told, link: re.Match[str], other: str) -> bool:
        """Whether "các" opens a set of its own: "các sở liên quan, các cơ quan báo chí"."""
        if not link["each"]:
            return False
        if link[0].startswith(",") and not grammar.BARE.fullmatch(told.last):
            return True
        if link[0].startswith(" ") and not told.prefixed and other == "địa phương":
            return False
        posts = self.shadow.endswith("các ", 0, told.start) and grammar.HOLDER.match(told.first)
        several = self.shadow.find(", ", told.start, told.end) > 0 and not other.startswith("cơ quan")
        return bool(
            told.prefixed
            or link[0].startswith(" ")
            or _OF_OTHER_SORT.match(other)
            or (several and not (_OF_PARTY.match(told.first) and _OF_PARTY.match(other)))
            or (posts and grammar.HOLDER.match(other))
        )
