"""Numbers with what they count: hedge, number, magnitude and unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from banggiao.language import lazy_re as re
from banggiao.language.numbers import HEDGES, MAGNITUDES, NUMBER_WORDS, parse_number, parse_words
from banggiao.language.scanning import Before
from banggiao.reading.counting import GLUED, bare_cells, counted_end
from banggiao.reading.paper import Paper
from banggiao.reading.records import Label, Mention

UNITS: tuple[str, ...] = tuple(
    """
    lượt người|lượt khách|lượt đoàn|lượt đơn vị|lượt doanh nghiệp
    lượt cán bộ|lượt học viên|lượt đại biểu|lượt|đoàn|người|đồng chí
    cán bộ|công chức|công dân|lao động|học viên|sinh viên|đại biểu|chuyên gia|thành viên|khách|hộ
    gia đình|doanh nghiệp|hợp tác xã|hiệp định thương mại tự do|hiệp định|thỏa thuận quốc tế|thỏa thuận
    điều ước quốc tế|bản ghi nhớ|biên bản|văn bản|kế hoạch|đề án|chương trình|dự án|nhiệm vụ|chỉ tiêu
    sáng kiến|đề tài|mô hình|giải pháp|nội dung|kiến nghị|hội nghị, hội thảo|hội nghị|hội thảo|tọa đàm
    cuộc họp báo|cuộc họp|cuộc|phiên thảo luận|phiên họp|phiên|buổi|lớp tập huấn|lớp|khóa|đợt|chuyến|hoạt động
    sự kiện|lễ|trụ cột|nhóm nhiệm vụ|nhóm|quốc gia|nước|vùng lãnh thổ|tỉnh, thành phố|tỉnh|thành phố
    địa phương|đơn vị|cơ quan|tổ chức|xã, phường|xã|phường|đặc khu|tin, bài|tin bài|tin|bài viết|bài
    bản tin|ấn phẩm|phóng sự|video|clip|chuyên mục|chuyên trang|tài liệu|cuốn|bộ|bản|tờ|hồ sơ|thủ tục
    vụ việc|vụ|trường hợp|lần|điểm|sản phẩm|mặt hàng|cặp|khoản viện trợ|khoản|gói|suất|giải|công trình
    trung tâm|phòng|trạm|đồng|usd|đô la mỹ|euro|eur|yên|won|%|phần trăm|km|km2|m2|ha|héc-ta|tấn|kg|mét
    kw|mw|gb|giờ|phút|ngày làm việc|ngày|tuần|tháng|năm|quý|giai đoạn|nghị viện|nghị viện thành viên
    nghị sĩ|cửa khẩu|mốc|cột mốc|tuyến|chuyến bay|tàu|container|cam kết|biện pháp|nguyên tắc|kết nghĩa
    sàn thương mại điện tử|gian hàng|học bổng|tình nguyện viên|phi dự án|tổ chức phi chính phủ
    cộng tác viên|lãnh đạo|thanh niên|báo cáo|tham luận|ý kiến|câu hỏi|cấp|lĩnh vực|đối tác|thị trường
    nhà đầu tư|nhà máy|khu công nghiệp|cụm|đầu mối|phái đoàn|thí sinh
    """.replace("\n", "|").split("|")
)
"""What papers count most, in shadow form. Others are read as the word or two after the number."""

_UNITS = sorted({unit.strip() for unit in UNITS if unit.strip()}, key=lambda unit: (-len(unit), unit))
_BY_FIRST: dict[str, list[str]] = {}
for _unit in _UNITS:
    _BY_FIRST.setdefault(_unit.split(" ")[0].rstrip(","), []).append(_unit)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_JOINS_DIGITS = (".", ",")
_MAGNITUDE = re.compile(rf" ?({'|'.join(MAGNITUDES)})(?!\w)")
_MAGNITUDE_BEGINS = frozenset(" tnvc")
_RANGE_TAIL = re.compile(r"(?: ?- ?| đến )(\d+(?:[.,]\d+)*)(?:/\d+(?= [^\W\d_]))?")
_IN_WORDS = re.compile(
    r" \((?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi)(?: [^\W\d_]+){0,5}\)(?= [^\W\d_])"
)
_OUT_OF = re.compile(r"/\d+(?:[.,]\d+)*(?= )")
_UNIT_BEGINS = re.compile(r" [^\W\d_]")
_FIRST_WORD = re.compile(r"[^\W\d_][\w-]*")
_NOT_A_UNIT = frozenset(
    "và với của cho đến là có được tại trong ngoài do từ theo về để thì mà nhưng hoặc hay cùng còn "
    "bằng so đạt tăng giảm lên "
    "xuống trên dưới vào ra này đó nêu thứ số điều khoản mục năm nhằm như sau trước gồm bao trở qua "
    "nhất ngày tháng quý".split()
)
# Words before a number that make it a name or an address: "Điều 5", "lần thứ 20", "số 12".
_NEVER_BEFORE = frozenset(
    "số điều khoản mục chương phần thứ quý tháng ngày năm lần bảng biểu hình trang thoại đt fax "
    "tel khóa mẫu quyển tập "
    "dòng cột câu covid g apec lộ đường điểm nhóm loại hạng vòng phiên tổ khu đội phòng tầng".split()
)
_IN_LIST = Before(r"(?<!\w)(?:điểm|khoản|điều|mục|chương)(?: \d{1,3},){0,8} \d{1,3}(?:,| và| hoặc) \Z")
"""A number before the last of a list of provisions: "các khoản 1, 2 và 3 Điều này"."""
_GROUP_OF = re.compile(r" (?:nước|quốc gia|nền kinh tế|địa phương|tỉnh)(?!\w)")
"""Behind "nhóm" and a number these are counted: "nhóm 20 nước xuất khẩu lớn nhất"."""
_COUNTED_SO = (
    "đội hình ", "loại hình ", "mô hình ", "luyện tập ", "học tập ", "thực tập ", "danh mục ", "hạng mục ",
    "thành phần ", "cổ phần ", "dân số ", "doanh số ", "quân số ", "tổng số ",
    "trong số ", "với số ", "con số ", "quy tập ", "mỗi tháng ", "mỗi năm ", "mỗi quý ",
    "mỗi ngày ", "mỗi lớp ", "một tháng ", "một năm ", "hằng năm ", "hàng năm ", "dứt điểm ", "trọng điểm ",
    "thời điểm ", "tình hình ", "đại biểu ", "biên phòng ", "quốc phòng ",
)  # fmt: skip
_NUMBER_OF = ("thoại: ", "đt: ", "fax: ", "tel: ", "số máy: ", " số: ")
_HEDGE_ENDS = tuple(f"{hedge} " for hedge in HEDGES)
_PERCENT = re.compile(r" ?(?:%|phần trăm)")
_SHARE_BEFORE = Before(r"(?:\d%|phần trăm) ?[-–]\Z")  # "5% -7%"
_PAIRED = re.compile(r"\d (?:[^\W\d_]+ ){0,2}[^\W\d_]+/\Z")  # "12 đoàn/85 lượt người"
_DASH = re.compile(r" ?[-–] ?")
_DEGREES = (
    "nhiệt độ ",
    "tốc độ ",
    "mức độ ",
    "tiến độ ",
    "mật độ ",
    "cường độ ",
    "vĩ độ ",
    "kinh độ ",
    "trình độ ",
    "cấp độ ",
)
_VERBAL = ("quá", "ước đạt khoảng")  # "vượt quá 3%": what grows and reaches stays outside
_SPELLED = ("hai ", "ba ", "bốn ", "năm ", "sáu ", "bảy ", "tám ", "chín ", "mười ")


@dataclass(slots=True)
class Quantity:
    """A number in a text. ``upper`` is the other end of a range; ``number_end`` where the unit begins."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    unit: str
    hedge: str
    upper: float | None = None


@lru_cache(maxsize=8192)
def _hedge_before(before: str) -> str:
    """Return the hedge that ends ``before``, without its space, or ""."""
    if not before.endswith(_HEDGE_ENDS):
        return ""
    for hedge in HEDGES:
        start = len(before) - len(hedge) - 1
        if hedge == "độ" and before.endswith(_DEGREES):
            continue
        if hedge in _VERBAL:
            continue
        if before.endswith(hedge + " ") and (start == 0 or not before[start - 1].isalnum()):
            return hedge
    return ""


def _may_count(before: str) -> bool:
    """Whether a number after ``before`` can be a count: not a part of a code, of a name or of an address."""
    if not before:
        return True
    last = before[-1]
    if before.endswith(_NUMBER_OF):
        return False
    if before.endswith("phụ lục ") or _IN_LIST.search(before):
        return False
    if last in '("\t' or (last == "/" and _PAIRED.search(before)):
        return True
    if last != " ":
        return _SHARE_BEFORE.search(before) is not None
    word = before[:-1].rsplit(" ", 1)[-1].lstrip('("')
    return word not in _NEVER_BEFORE or before.endswith(_COUNTED_SO)


def quantity_at(text: str, shadow: str, at: int, end: int, *, bare: bool = False) -> Quantity | None:
    """Read the quantity whose digits stand at ``at:end``, or None where the digits count nothing.

    ``bare`` takes numbers without a unit that is known or likely, too.
    """
    before = "" if at and text[at - 1] == "\n" else shadow[max(0, at - 26) : at]
    hedge = _hedge_before(before)
    group = before.endswith("nhóm ") and _GROUP_OF.match(shadow, end)
    value = parse_number(shadow[at:end]) if hedge or group or _may_count(before) else None
    if value is None:
        return None
    start, stop, upper = at - len(hedge) - 1 if hedge else at, end, None
    mark = shadow[stop : stop + 1]
    if mark == " " and (words := _IN_WORDS.match(shadow, stop)):  # "02 (hai) bản"
        stop = words.end()
    elif mark == "/":  # "58/63 tỉnh": 58 of them
        share = _OUT_OF.match(shadow, stop)
        if shadow.startswith("24/24", at) or share is None or not _UNIT_BEGINS.match(shadow, share.end()):
            return None
        stop = share.end()
    elif mark in "- " and (tail := _RANGE_TAIL.match(shadow, stop)):
        ranged = before.endswith("từ ")
        last = parse_number(tail[1])
        if ranged or (last is not None and last > value):
            upper, stop = parse_number(tail[1]), tail.end()
            start, hedge = (at - 3, "từ") if ranged else (start, hedge or "từ")
    elif mark == "-" and shadow[stop + 1 : stop + 2].isalnum():
        return None
    if shadow[stop : stop + 1] in _MAGNITUDE_BEGINS and (magnitude := _MAGNITUDE.match(shadow, stop)):
        factor = MAGNITUDES[magnitude[1]]
        value, upper, stop = value * factor, upper and upper * factor, magnitude.end()
    elif shadow[stop : stop + 1].isalnum() and not GLUED.match(shadow, stop):
        return None
    unit, after = _unit_at(text, shadow, stop)
    if not unit and stop == end and not bare:
        return None
    return Quantity(
        start, after, at, stop, float(value), unit, hedge, None if upper is None else float(upper)
    )


def _unit_at(text: str, shadow: str, at: int) -> tuple[str, int]:
    percent = _PERCENT.match(shadow, at)
    if percent:
        return "%", percent.end()
    if text[at : at + 1] not in (" ", "\xa0"):  # a newline begins another block
        return "", at
    start = at + 1
    first = _FIRST_WORD.match(shadow, start)
    if first is None:
        return "", at
    for unit in _BY_FIRST.get(first[0], ()):
        end = start + len(unit)
        if shadow.startswith(unit, start) and not shadow[end : end + 1].isalnum():
            return _canonical(unit), end
    if first[0] in _NOT_A_UNIT or (len(first[0]) < 2 and not first[0].isalpha()):
        return "", at
    return first[0], first.end()


def _canonical(unit: str) -> str:
    return {"usd": "USD", "eur": "EUR", "euro": "EUR", "phần trăm": "%", "đô la mỹ": "USD"}.get(unit, unit)


def quantity_in(text: str, shadow: str, start: int, end: int) -> Quantity | None:
    """Read the quantity whose words are ``text[start:end]``, hedge included."""
    number = _NUMBER.search(shadow, start, end)
    if number is None:
        at = start
        hedge = next((word for word in HEDGES if shadow.startswith(word + " ", start)), "")
        return _spelled_at(text, shadow, at + len(hedge) + 1 if hedge else at)
    stop = number.end() - (1 if shadow[number.end() - 1] in ".," else 0)
    return quantity_at(text, shadow, number.start(), stop)


@lru_cache(maxsize=8192)
def counted_unit(words: str) -> str:
    """Return the unit that an indicator counts ("số lượt người đi công tác" -> "lượt người"), or ""."""
    bare = re.sub(r"\A(?:(?:tổng số lượng|tổng số|số lượng|tổng|số|các) )+", "", words)
    first = _FIRST_WORD.match(bare)
    for unit in _BY_FIRST.get(first[0], ()) if first else ():
        if bare.startswith(unit) and not bare[len(unit) : len(unit) + 1].isalnum():
            return unit
    return ""


@lru_cache(maxsize=8192)
def canonical_unit(unit: str) -> tuple[int, str]:
    """Return factor and name of a unit column's words: "triệu USD" -> (10**6, "USD")."""
    words = " ".join(unit.split())
    for magnitude, factor in MAGNITUDES.items():
        if words.startswith(magnitude + " "):
            return factor, _canonical(words[len(magnitude) + 1 :])
    return 1, _canonical(words)


def scan_quantities(
    text: str, shadow: str, busy: Sequence[tuple[int, int]], digits: Sequence[tuple[int, int]]
) -> list[Quantity]:
    """Return the quantities outside ``busy`` (sorted spans of dates, papers and meetings), by start.

    ``digits`` are :func:`~banggiao.language.scanning.digits_in` the text.
    """
    found: list[Quantity] = []
    index = covered = end = 0
    for at, stop in digits:
        if at < end:  # the digits go on a number: "1.200"
            continue
        number = _NUMBER.match(shadow, at) if shadow[stop : stop + 1] in _JOINS_DIGITS else None
        end = number.end() if number else stop
        if at < covered:
            continue
        while index < len(busy) and busy[index][1] <= at:
            index += 1
        if index < len(busy) and busy[index][0] < end:
            continue
        quantity = quantity_at(text, shadow, at, end, bare=True)
        if quantity is not None:
            found.append(quantity)
            covered = quantity.end
    found += _spelled(text, shadow, busy)
    found.sort(key=lambda quantity: quantity.start)
    return found


def _spelled(text: str, shadow: str, busy: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Spelled-out numbers from two up, before a unit that papers count: "mười hai đoàn"."""
    found: list[Quantity] = []
    for head in _SPELLED:
        at = shadow.find(head)
        while at >= 0:
            if (at == 0 or not (shadow[at - 1].isalnum() or shadow[at - 1] == "-")) and not shadow[
                at + len(head) : at + len(head) + 1
            ].isdigit():
                quantity = _spelled_at(text, shadow, at)
                if quantity is not None and not _is_number_word_before(shadow, at):
                    found.append(quantity)
            at = shadow.find(head, at + len(head))
    return [q for q in found if not any(start < q.end and q.start < end for start, end in busy)]


def _is_number_word_before(shadow: str, at: int) -> bool:
    word = shadow[max(0, at - 14) : at].rstrip().rsplit(" ", 1)[-1]
    return word in NUMBER_WORDS or word.isdigit() or word in ("thứ", "tháng", "quý")


def _spelled_at(text: str, shadow: str, at: int) -> Quantity | None:
    end = at
    words: list[str] = []
    while len(words) < 12 and (word := _FIRST_WORD.match(shadow, end)) and word[0] in NUMBER_WORDS:
        words.append(word[0])
        end = word.end()
        if shadow[end : end + 1] != " ":
            break
        end += 1
    value = parse_words(" ".join(words))
    number_end = at + len(" ".join(words))
    hedge = _hedge_before(shadow[max(0, at - 16) : at])
    if value is None or value < 2 or (words in (["hai"], ["năm"]) and not hedge):
        return None
    first = _FIRST_WORD.match(shadow, number_end + 1) if shadow[number_end : number_end + 1] == " " else None
    if first is None or first[0] not in _BY_FIRST:
        return None
    unit, stop = _unit_at(text, shadow, number_end)
    if not unit or unit not in _UNITS:
        return None
    return Quantity(at - len(hedge) - 1 if hedge else at, stop, at, number_end, float(value), unit, hedge)


def find_quantities(
    paper: Paper, shadow: str, busy: Sequence[tuple[int, int]], digits: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return the numbers with all that they count, and those of cells, as mentions by start.

    ``shadow`` is :func:`banggiao.reading.dating.cells_apart`, ``digits`` are
    :func:`~banggiao.language.scanning.digits_in` it. The value is the plain number and the unit.
    """
    text = paper.text
    found: list[Mention] = []
    for quantity in scan_quantities(text, shadow, busy, digits):
        end = counted_end(
            text,
            shadow,
            quantity.start,
            quantity.number_end,
            spelled=not text[quantity.number_start].isdigit(),
        )
        if end:
            start = quantity.number_start if quantity.hedge == "từ" else quantity.start
            unit = shadow[quantity.number_end : end].strip()
            found.append(_mention(start, end, quantity.value, _canonical(unit), "quantity"))
    found = _ranged(
        text,
        [
            _without_place(mention, text, shadow, found[index - 1] if index else None)
            for index, mention in enumerate(found)
        ],
    )
    counted = {mention.start for mention in found}
    for start, end, value in bare_cells(paper, shadow, busy):
        if start not in counted:
            found.append(_mention(start, end, value, "", "cell"))
    found.sort(key=lambda mention: mention.start)
    return found


def _without_place(mention: Mention, text: str, shadow: str, before: Mention | None) -> Mention:
    """Leave "trên" out where it says on what the things counted are: "31 chuyến bay trên 15 đường bay"."""
    on = before and text[before.end : mention.start] == " " and shadow.startswith("trên ", mention.start)
    return mention._replace(start=mention.start + 5) if on else mention


def _ranged(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Join two shares that a dash makes a range: "50% - 60%"."""
    joined: list[Mention] = []
    for one in found:
        before = joined[-1] if joined else None
        if (
            before
            and text[before.end - 1] == "%"
            and (text[one.end - 1] == "%" or "%/" in text[one.start : one.end])
            and _DASH.fullmatch(text, before.end, one.start)
        ):
            joined[-1] = before._replace(end=one.end)
        else:
            joined.append(one)
    return joined


def _mention(start: int, end: int, value: float, unit: str, rule: str) -> Mention:
    whole = value.is_integer() and abs(value) < 10**15
    number = str(int(value)) if whole else f"{Decimal(str(value)).normalize():f}"
    return Mention(start, end, Label.QUANTITY, None, f"{number} {unit}".strip(), rule)
