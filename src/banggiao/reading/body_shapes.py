"""The shapes of what follows in the name of a body: seats, numbers, lists, runs of capitals."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.language.names import LOWER, UPPER
from banggiao.reading.body_fields import JOINT_FIELDS

AT = re.compile(r" (?:tại|bên cạnh) (?:tp\.? ?|thành phố |bang |tỉnh )?")
AT_HOST = re.compile(rf" ở (?=[{UPPER}])")
"""Where a mission sits, as people say it: "Đại sứ quán Việt Nam ở Lào"."""
NO_SEAT = re.compile(
    r"(?:đại hội|hội nghị|hội thảo|hội chợ|hội đàm|hội báo|lễ|diễn đàn|phiên|kỳ họp|khóa họp|tọa đàm"
    r"|triển lãm|trụ sở|cuộc|buổi|ngày|liên hoan|festival|chương trình|khách sạn|nhà|cung|phòng|quyết định"
    r"|nghị quyết|thông tư|nghị định|điều|công văn|chỉ thị|luật|kết luận|kế hoạch) "
)
"""What "tại" leads to that is no seat: a meeting, a venue, a paper."""
MISSION = re.compile(r" (?:đại sứ quán|lãnh sự quán|phái đoàn) ")
"""A mission of which a body is a part: "Đảng bộ Đại sứ quán Việt Nam"."""
WORD = re.compile(r" ([^\W\d_][^\W_]*(?:[-.'’&][^\W_]+)*)")
TRADE = re.compile(rf" ([{LOWER}]+(?: [{LOWER}]+){{0,4}})(?= [{UPPER}][{LOWER}])")
FIRST_WORD = re.compile(r"([^\W\d_][^\W_]*)")
CAPITAL_WORD = re.compile(r"[^\W\d_][\w'’.-]*\w|[^\W\d_]")
NUMBER = re.compile(r" \d{1,2}(?![\w%/.,])(?! (?:năm|tháng|ngày))")
ANY_NUMBER = re.compile(r" \d{1,3}(?![\w%/]|[.,]\d)(?! (?:năm|tháng|ngày|nước|bên|người))")
LIST = re.compile(r", (?:[^\W\d_]+ ){0,3}[^\W\d_]+(?=(?:, [^,.;:()]{3,40})? và [^\W\d_])")
LAST_FIELD = re.compile(r" và ((?:[^\W\d_]+ ){0,3}[^\W\d_]+)(?=[,;.)\n])")
_SHORT_STATES = "(?:Việt|Trung|Lào|Mỹ|Nhật|Hàn|Nga|Pháp|Đức|Anh|Úc|Ấn|Thái)"
PAIRED = re.compile(rf" ?[-–] ?{_SHORT_STATES}(?!\w)")
SHORT_PAIR = re.compile(rf" {_SHORT_STATES} ?[-–] ?{_SHORT_STATES}(?!\w)")
FIELDS = re.compile(rf"(?:(?:,| và) [{UPPER}][^\W\d_]*(?: [{LOWER}]+){{0,3}}){{1,5}} ")
AND = re.compile(r",? ?\bvà |, ")
ABOUT = re.compile(r" về (?=[^\W\d_])(?!việc )")
DASH = re.compile(r" ?[-–—‐‑] ?(?=[^\W\d_])")
"""A dash between two parts of a name, with or without its spaces."""
ORDINAL = re.compile(r" lần thứ (?:\d{1,3}|[ivxl]{1,7}|nhất|hai|ba|tư|năm|sáu|bảy)(?!\w)")
OCCASION = re.compile(
    r"(?:tuần lễ|tuần|lễ hội|hội nghị|hội thảo|hội chợ|festival|đại hội|diễn đàn|ngày hội|kỳ họp|liên hoan) "
)
TO_BRACKET = re.compile(r" về [^().;:\n]{3,160}?(?= \([A-ZĐ][A-ZĐ&-]+\))")
YEAR = re.compile(r" (?:19|20)\d\d(?![\w/.,-]*\d)")
AMPERSAND = re.compile(rf" & [{UPPER}][^\W\d_]*")
"""Another field behind "&": "Trung tâm Nghiên cứu & Phát triển"."""
GOES_ON = frozenset(" ,-–—‐‑")
CAPITAL_KIND = re.compile(r"(?:Bộ|Sở|Ban|Cục|Vụ|Chính phủ|UBND|Thủ tướng) ")
PART_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối) (?:nay|mai|qua|ngày|thứ|\d)")
NEXT_SUBJECT = re.compile(r", ([^\W\d_]+)(?: ([^\W\d_]+))?")
MATTER = re.compile(
    r" (?=(?:phòng,? chống|chống|ứng phó|cải cách|đổi mới|hội nhập|tìm kiếm|chuyển đổi|an toàn|phát triển"
    r"|điều phối hoạt động|chuẩn bị|xây dựng) )"
)
"""What a body is set up for, where no "về" says so: "Ban Chỉ đạo quốc gia phòng, chống dịch"."""
OF_UNITED_NATIONS = re.compile(r" của (?:liên hợp quốc|liên hiệp quốc|lhq|unesco)(?!\w)")
"""Whose organ it is: "Hội đồng Nhân quyền của Liên hợp quốc"."""
OF_PARLIAMENT = re.compile(r"((?:(?:,| và) [^\W\d_]+(?: [^\W\d_]+){0,3}){0,4}) của quốc hội(?!\w)")
KOREAN = re.compile(r" [A-Z][a-z]+ [A-Z][a-z]+-[a-z]+(?!\w)")
OF_A_FIELD = re.compile(r" trong lĩnh vực(?= [^\W\d_])")
PREPARES = re.compile(
    r" (?:chuẩn bị tổ chức|chuẩn bị|tổ chức|phục vụ)"
    r"(?= (?:hội nghị|hội thảo|diễn đàn|năm|tuần lễ|đại hội|lễ|apec|đại lễ|sự kiện) )"
)
IN_BRACKETS = re.compile(
    r" \((?:sau đây gọi tắt là |gọi tắt là |viết tắt là )?[\"“]?[A-ZĐ][A-ZĐa-z&-]{0,10}[A-ZĐ][\"”]?\)"
)
JOINT = frozenset(pair for field in JOINT_FIELDS for pair in pairwise(field.split(" ")) if "," in pair[0])
SPOKEN = re.compile(r"(?=[A-Z]*[AEIOU])[A-Z]{4,}")
"""A body of its own that is known by its letters, said as a word: "… và EROPA"."""
WARD = re.compile(r" \d{1,2}(?= (?:đón|chủ|phối|tổ|và|tiếp|báo|thực|xây|triển|có|cử|bố)|[,.;:)\n]|\Z)")
SERIAL = re.compile(r" số \d{1,3}(?![\w/.,]*\d)(?!\w)")
SUBJECT_LINK = re.compile(
    r" - (?=[^\W\d_])"
    r"|, (?=(?:thương mại|kinh tế(?= ?[,-])|khoa học|văn hóa|kỹ thuật|giáo dục|đầu tư|công nghệ)(?!\w))"
)
OTHERS = re.compile(r"(?:, [a-z]{2,6}){0,12} và các tổ chức quốc tế(?: khác)?(?!\w)")
NAMED_FOR = re.compile(rf" mang tên (?:[{UPPER}]\. ?){{0,3}}[{UPPER}][\w-]*(?: [{UPPER}][\w-]*){{0,4}}")
"""Whom a school is named for: "Đại học Quốc gia Mát-xcơ-va mang tên M.V. Lomonosov"."""
LONGEST = 120


def all_caps(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def run(text: str, at: int) -> int:
    """Return the end of the run of capitalised words that begins here."""
    end = at
    for _ in range(LONGEST):
        word = CAPITAL_WORD.match(text, end)
        if word is None or not word[0][0].isupper():
            break
        end = word.end()
        if text[end : end + 1] != " ":
            return end
        end += 1
    return end - 1 if end > at and text[end - 1] == " " else end


def after_ordinal(shadow: str, start: int, at: int) -> int:
    """Return the end of an occasion's number: "Ban Tổ chức Tuần lễ Văn hóa Lào lần thứ IV"."""
    ordinal = ORDINAL.match(shadow, at)
    return ordinal.end() if ordinal and OCCASION.search(shadow, start, at) else at


def is_proper(words: str, joined: AbstractSet[tuple[str, str]]) -> bool:
    """Whether the last two of ``words`` are capitals, a name of its own: "Khu kinh tế Vân Phong"."""
    last = words.split(" ")[-2:]
    return len(last) == 2 and last[0][:1].isupper() and (last[0].lower(), last[1].lower()) not in joined


def words_at(match: re.Match[str]) -> list[int]:
    """Return where the words of a match's first group begin."""
    return [match.start(1) + word.start() for word in re.finditer(r"[^\W\d_]+", match[1])]


def after_number(text: str, at: int) -> int:
    """Return the end of the number of a ward, a commune or a region: "Tòa án nhân dân khu vực 3"."""
    ward = NUMBER.match(text, at) if text.endswith("khu vực", 0, at) else WARD.match(text, at)
    return ward.end() if ward else at
