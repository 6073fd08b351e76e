"""What the name of a meeting lists: the sides that meet, and the fields that it is about."""

from __future__ import annotations

from collections.abc import Mapping

from banggiao.language import lazy_re as re

_FIELD = (
    r"(?:thương mại|đầu tư|kinh tế|khoa học|kỹ thuật|văn hóa|văn hoá|giáo dục|công nghệ|du lịch|lao động"
    r"|nông nghiệp|y tế|môi trường|quốc phòng|an ninh)"
)
_FIELDS = re.compile(rf"(?:, {_FIELD}(?: (?:-|–|và) [^\W\d_ ]+(?: [^\W\d_ ]+){{0,3}})?)+(?=[;:.)\n,]|\Z)")
_FIELDS_AND = re.compile(rf"(?:, {_FIELD})*,? và {_FIELD}(?!\w)")
_FIELD_BEFORE = re.compile(rf"(?<!\w){_FIELD}\Z")
_FIELD_TOO = re.compile(
    r"(?:(?<=Văn hóa)|(?<=Văn hoá)|(?<=Thương mại)|(?<=Thể thao)|(?<=Giáo dục)|(?<=Khoa học)), "
    r"(?:Thể thao|Du lịch|Ẩm thực|Thương mại|Đầu tư|Khoa học|Nghệ thuật|Văn hóa|Công nghệ)(?= )"
)
_WORK = (
    r"(?:phổ biến|quán triệt|học tập|nghiên cứu|rà soát|sơ kết|tổng kết|đánh giá|triển khai|giới thiệu"
    r"|tuyên truyền|trao đổi|thảo luận|tập huấn|bồi dưỡng|công bố|góp ý|phản biện|hướng dẫn|biểu dương"
    r"|tuyên dương|khen thưởng|tôn vinh|kết nối|xúc tiến|quảng bá|lấy ý kiến|tư vấn|tháo gỡ|gặp mặt|chia sẻ)"
)
_WORKS = re.compile(rf"(?:,|(?<=\w) và) {_WORK}(?= [^\W\d_])")
_WORK_BEFORE = re.compile(rf"(?<!\w){_WORK}\Z")
_TWO_WORDS = re.compile(r"(?:(?<=(?<!\w)tỉnh), thành phố|(?<=phòng), chống)(?!\w)")
_LINK = re.compile(r",? và (?:tỉnh |thành phố )?|, (?:tỉnh |thành phố )?")
_ABROAD = re.compile(r" \([^()\n]{3,40}\)(?= [-–] \w| và [^\W\d_])")
_BETWEEN = ("cuộc gặp ", "cuộc họp ", "diễn đàn ", "đối thoại ", "tọa đàm ")
_OTHER = re.compile(r" (?:và|với|-|–) ")
_NUMBERED = re.compile(r" (?:lần )?thứ |\d")
_TWIN = re.compile(
    r"(?<!\w)(?:Cuộc thi|Hội (?:nghị|thảo|chợ)|Diễn đàn|Triển lãm|Liên hoan|Tọa đàm|Ngày hội|Lễ hội) và \Z"
)
_OPENING = "\"“‘'"
_QUOTED = re.compile(r"[^\"“”‘’'.;:\n]{4,120}(?=[\"”’'])")
_FAR = 20  # characters of a kind before "và"
_MOST = 6  # sides listed


def fields_end(shadow: str, at: int) -> int:
    """Return where further fields of co-operation end that a comma joins at ``at``, 0 where none are."""
    fields = _FIELDS.match(shadow, at)
    return fields.end() if fields else 0


def pair_end(text: str, shadow: str, at: int) -> int:
    """Return where a word ends that a comma joins to the one before: "Văn hóa, Thể thao"; else 0."""
    pair = _FIELD_TOO.match(text, at) or _TWO_WORDS.match(shadow, at) or _works(shadow, at)
    pair = pair or _fields(shadow, at)
    return pair.end() if pair else 0


def _fields(shadow: str, at: int) -> re.Match[str] | None:
    """Further fields behind the first: "xúc tiến thương mại, đầu tư và du lịch"."""
    fields = _FIELDS_AND.match(shadow, at)
    return fields if fields and _FIELD_BEFORE.search(shadow, max(0, at - 16), at) else None


def _works(shadow: str, at: int) -> re.Match[str] | None:
    """What else a meeting is held for, behind the first: "Hội nghị rà soát, đánh giá …"."""
    works = _WORKS.match(shadow, at)
    return works if works and _WORK_BEFORE.search(shadow, max(0, at - 16), at) else None


def sides_end(shadow: str, at: int, ends: Mapping[int, int]) -> int:
    """Return where a list of sides ends that goes on at ``at`` with a comma: ", Lào và Campuchia"; else 0."""
    for _ in range(_MOST):
        link = _LINK.match(shadow, at)
        end = ends.get(link.end()) if link else None
        if link is None or end is None:
            return 0
        if " và " in link[0]:
            return end
        at = end
    return 0


def aside_end(text: str, at: int) -> int:
    """Return where the country of a side ends, in brackets amid the name: "Chi Ma (Việt Nam) - …"; else 0."""
    aside = _ABROAD.match(text, at)
    return aside.end() if aside else 0


def between_end(shadow: str, start: int, at: int, ends: Mapping[int, int]) -> int:
    """Return where the sides end that a meeting without a number is held between: "Cuộc gặp cấp cao giữa Đảng
    A và Đảng B"; else 0."""
    if not shadow.startswith(" giữa ", at) or not shadow.startswith(_BETWEEN, start):
        return 0
    end = ends.get(at + len(" giữa "))
    link = _OTHER.match(shadow, end) if end and not _NUMBERED.search(shadow, start, at) else None
    return ends.get(link.end(), 0) if link else 0


def twin_start(text: str, at: int) -> int:
    """Return where the first of two kinds stands that share a name: "Cuộc thi và Triển lãm tranh …"."""
    before = _TWIN.search(text, max(0, at - _FAR), at) if text.endswith(" và ", 0, at) else None
    return before.start() if before else at


def quoted_end(text: str, at: int) -> int:
    """Return where the quotation ends that a name at ``at`` fills, without the years of a plan; else 0."""
    quoted = _QUOTED.match(text, at) if at and text[at - 1] in _OPENING else None
    return at + len(quoted[0].partition(" giai đoạn ")[0].rstrip(" ,")) if quoted else 0
