"""One member of a set of bodies: its kind, and what is said of it: "các đội kiểm soát tại cảng"."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER
from banggiao.reading import group_words as words_of

COUNCILS = r"(?:ubnd|[uủ]y ban nhân dân|hđnd)"  # "Uy ban": as recognised in scans
_LOWER = r"(?:thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)"
_LOWER_TOO = rf"(?:(?:(?<!nhân dân), | và ){_LOWER}(?!\w))*"
_OF_LEVEL = r" cấp \w+(?:(?:,| và) cấp \w+){0,3}"
_LEVEL = rf"(?:{_OF_LEVEL}| tỉnh| thành phố| quận(?=, | và )| huyện(?=, | và ))?{_LOWER_TOO}"
_POST = (
    rf"(?:(?:{words_of.IN_A_BODY})(?!\w)"
    rf"|(?:{words_of.POSTS})(?!\w)(?: {COUNCILS}{_LEVEL}(?!\w)| (?:{words_of.BODIES}))?)"
)
_AREA_SET = rf"(?:{words_of.AREAS})(?:(?:, | và )(?:{words_of.AREAS}))*"
_LEVELS = rf"(?: (?:vùng|khu vực|liên ngành|cơ động|cấp \w+|tuyến \w+|{_AREA_SET})(?!\w))?"
_FIELDED = (
    rf"(?:(?:{words_of.FIELDED}) (?:{words_of.SERVICES}|{words_of.FIELDS})"
    rf"|(?:cơ quan|đơn vị) (?:{words_of.SERVICES})|đoàn đại biểu quốc hội(?! và đại biểu))(?!\w){_LEVELS}"
)
_UNDER = rf" (?:thuộc|trực thuộc|thuộc và trực thuộc|thuộc, trực thuộc|của) (?:{words_of.OWNERS})(?!\w)"
KIND = rf"(?:{_POST}|{_FIELDED}|{words_of.BODIES}|{words_of.AREAS})"
_ENDS = rf"(?=[,;.:)]|\Z| (?:{words_of.PREDICATES})(?!\w))"
_PLACE = rf"(?:{words_of.GROUNDS})(?: (?:{words_of.OF_GROUNDS}))*(?!\w)"
_REGIONS = rf"(?:vùng|khu vực|miền)(?: (?:{words_of.OF_GROUNDS})){{1,6}}(?!\w)"
_WHERE = (
    rf"(?: (?:tại|ở|trong|trên|thuộc) (?!địa bàn){_PLACE}"
    rf"| (?:khu vực|tuyến|vùng)(?: (?:{words_of.OF_GROUNDS})){{1,6}})"
    rf"(?:(?:,| và) {_REGIONS})*(?!\w)"
)
_MORE = rf"(?: (?:{words_of.GOES_ON})(?: [\w-]+){{1,6}}?{_ENDS})?"
_HAVING = rf"(?: nơi)?(?: không)? có (?:{words_of.HELD})(?: (?:{words_of.OF_GROUNDS}))*(?!\w){_MORE}"
_ABOUT = rf"(?:(?<=nhà nước)|(?<=chuyên môn)|(?<=nghề nghiệp)|(?<=chuyên trách)) về(?: [\w-]+){{1,6}}?{_ENDS}"
_KIN = rf" (?:thuộc )?diện(?: \w+){{1,4}}?{_ENDS}"
_AT_HOME = (
    r"(?:(?<=quan)|(?<=, tổ chức)|(?<=ngành)|(?<=địa phương)|(?<=chức năng)|(?<=nhà nước)|(?<=chủ quản)"
    r"|(?<=lực lượng)|(?<=bộ))"
    r" (?:phía )?việt nam(?! (?:tại|ở|trong|và|với|[-–])|[-–])"
)
_SAID_ELSE = (
    rf"(?:{_HAVING}|{_ABOUT}|{_KIN}|{_UNDER}| (?:(?:{words_of.SAID})(?!\w)"
    r"|(?:tỉnh|thành phố)(?!\w|,(?! (?:ubnd|ủy ban nhân dân) các )| và (?!ubnd|ủy ban nhân dân)| ủy)"
    r"|(?<=ngành )(?:tỉnh|thành phố)(?!\w| ủy))"
    rf"|{_AT_HOME})"
)
SAID = rf"(?:{_WHERE}|{_SAID_ELSE})"
_AREA_LIST = rf"(?:{words_of.AREAS})(?!\w)(?:(?:, ?| và )(?:{words_of.AREAS})(?!\w))*"
_OF_AREAS = rf"(?:(?: {COUNCILS})? các {_AREA_LIST}{SAID}*)?"
_MEMBER = re.compile(rf"{KIND}(?!\w)(?:(?P<where>{_WHERE})|{_SAID_ELSE})*{_OF_AREAS}")
_POST_OF = re.compile(rf"(?:{words_of.POSTS}) các (?:{words_of.BODIES})(?!\w){SAID}*")
_A_NAME = re.compile(rf" [{UPPER}]")
HOLDER = re.compile(rf"(?:{words_of.POSTS})(?!\w)")
POST = re.compile(words_of.POSTS)
BARE = re.compile(
    rf"(?!(?:{words_of.IN_A_BODY})\Z)(?:{words_of.POSTS}|{words_of.PLAIN}|{words_of.AREAS}"
    rf"|(?:{words_of.CIVIL}) (?:{words_of.SERVICES}|{words_of.FIELDS}))"
)
"""One noun that says only what kind of body is meant."""


def member(text: str, shadow: str, at: int) -> re.Match[str] | None:
    """Return the member that begins at ``at``, without a place whose name follows: "tại cảng Vũng Áng"."""
    found = _POST_OF.match(shadow, at) or _MEMBER.match(shadow, at)
    if found is None or "where" not in found.groupdict() or found.end("where") != found.end():
        return found
    return _MEMBER.match(shadow, at, found.start("where")) if _A_NAME.match(text, found.end()) else found
