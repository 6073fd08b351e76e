"""By when something is to be done: a date, a length of time or a recurrence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Phrase
from banggiao.reading.records import Mention

_HOUR = r"(?:\d{1,2} ?(?:h|giờ)\d{0,2},? )?"
_BY = re.compile(
    rf"(?:trước|chậm nhất(?: là| vào| trước| đến)*|muộn nhất(?: là| vào)*|hạn (?:chót|cuối)(?: là|:)?|hạn:?"
    rf"|không muộn hơn"
    rf"|thời hạn(?: hoàn thành| chậm nhất)?(?: là|:)?|(?:đến )?hết|xong"
    rf"|thời gian(?: hoàn thành| thực hiện| trình| gửi| nộp| báo cáo):) {_HOUR}\Z"
)
_WITHIN = Before(r"(?:trong(?: cả)?|xong(?: trong)?|hoàn thành(?: trong| vào)?) \Z")
_DONE = re.compile(r"(?:hoàn thành|hoàn tất|xong) [^,;.]{2,60} \Z")
_AT = Before(r"(?:báo cáo|vào(?: dịp)?|đến|lần cuối|trình|vận hành[\w ]{0,20} từ|áp dụng từ) \Z")
_AT_HOUR = re.compile(rf"lúc {_HOUR[:-1]}\Z")
_SUBJECT = re.compile(
    r"(?:mục tiêu tăng trưởng [^;.]{0,70}|tính đến"
    r"|hiệu lực(?: thi hành)?(?: kể)?(?: từ| đến)?|dự kiến[^,;.]{0,60}|kể từ"
    r"|diễn ra [^;.]{0,60}) ?\Z"
)
_LENGTH_WORDS = (
    r"(?<!trước )(?<!định kỳ )(?:ít nhất |tối đa "
    r"|không quá )?(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười(?: lăm)?|ba mươi|sáu mươi|chín mươi) "
    r"(?:\([^()\d]{2,20}\) )?(?:ngày làm việc|ngày|giờ|tuần|tháng)"
    r"(?!\w| (?:ngày|hằng|hàng|đầu năm|cuối năm|\d)"
    r"| (?:thực hiện|triển khai) (?:nghị|quyết|chỉ|quy|kế|chương|đề|luật|thông|hiệp) )"
)
_LENGTH = Phrase(
    r"(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là| sau)?|không chậm quá"
    r"|thời hạn(?: [^,;.]{0,60}? là)?"
    r"|trước [^,;.]{3,30}?"
    rf"|sau|báo [^,;.]{{3,40}}?) (?P<length>{_LENGTH_WORDS})"
    rf"|(?P<most>không quá {_LENGTH_WORDS})"
    r"|(?:thông báo|báo cáo|gửi|nộp|trình|đăng ký|khai báo|xin phép)[^,;.]{0,60} trước (?P<before>\d{1,3} "
    r"(?:ngày làm việc|ngày|giờ))(?= cho| với| đến|[.,;]|\Z)"
    r"|(?P<ahead>ít nhất \d{1,3} ngày(?: làm việc)?)(?= trước)"
)
_COUNT = r"(?:\d{1,2}|một|hai|ba|sáu)"
_PERIOD = r"(?:ngày|tuần|tháng|quý|năm)"
_AGAIN = re.compile(
    rf"(?:hằng|hàng) {_PERIOD}(?!\w)|mỗi (?:{_COUNT} )?{_PERIOD}(?: {_COUNT} (?:lần|kỳ))?(?!\w)"
    rf"|{_COUNT} {_PERIOD} một lần"
    rf"|(?<=định kỳ ){_COUNT} {_PERIOD} và (?:hằng|hàng) {_PERIOD}(?!\w)"
    rf"|định kỳ {_COUNT} {_PERIOD}(?!\w| một lần| và (?:hằng|hàng) )|(?:\d{{1,2}}|một|hai) lần(?:/| mỗi "
    rf"| trong )(?:một )?{_PERIOD}(?!\w)"
)
_OF_YEARS = re.compile(
    r"(?:hội nghị|giao ban|phiên họp|cuộc họp|kinh phí|ngân sách|dự toán|kế hoạch|chương trình"
    r"|chỉ tiêu)(?: [^\W\d_]+){0,4} \Z"
)
_IN_ITS_YEAR = re.compile(
    r"(?:tổ chức|thăm|tình hình|xuất khẩu|nhập khẩu|kiểm tra|diễn ra|hoạt động)(?: [^,;.]{1,40})? trong \Z"
)
"""What is told of a whole year, and is not to be done in it."""
_YEAR = re.compile(r"(?:trong )?năm \d{4}")
_DAY_AGAIN = Phrase(
    rf"(?P<week>tuần (?:đầu|cuối|thứ \w{{2,4}})(?: tiên)?(?: của)? (?:tháng|quý|năm)"
    rf" (?:\d{{1,4}}|[ivx]{{1,3}}))(?!\w)"
    rf"|(?P<day>ngày \d{{1,2}}(?: tháng \d{{1,2}})?|tháng \d{{1,2}}|quý [ivx]{{1,3}})"
    rf"(?= (?:hằng|hàng) {_PERIOD}| của (?:tháng|quý|kỳ|năm) (?:cuối|đầu|kế|sau|tiếp|trước))"
)
_RECURS = Phrase(
    r"của (?:tháng|quý|kỳ|năm) |tuần (?:đầu|cuối|thứ) |hằng |hàng |mỗi |một lần|định kỳ | lần[/ ]"
)  # one of which stands in every recurrence
_BACK = 90


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline's place and its ISO value, "" where it is a length of time or recurs."""

    start: int
    end: int
    value: str = ""


class Deadlines:
    """Finds the deadline in a span of a paper. ``dates`` are its DATE mentions, by start."""

    def __init__(self, shadow: str, dates: Sequence[Mention]) -> None:
        self._shadow, self._dates = shadow, dates
        self._starts = [one.start for one in dates]

    def within(self, start: int, end: int) -> Deadline | None:
        """Return the deadline: the date by which, else a length, else how often, else the date at which."""
        best: tuple[int, int, Deadline] | None = None
        for rank, one in [*self._from_dates(start, end), *self._from_words(start, end)]:
            if best is None or (rank, one.start) < best[:2]:
                best = (rank, one.start, one)
        return best[2] if best else None

    def is_set(self, start: int, end: int, *, loosely: bool = False) -> bool:
        """Whether something is to be done by a date or within a time; ``loosely``: or in a month or year."""
        ranks = [rank for rank, _ in [*self._from_dates(start, end), *self._from_words(start, end)]]
        return bool(ranks) and min(ranks) <= (2 if loosely else 1)

    def date_in(self, start: int, end: int) -> Deadline | None:
        """Return the first date between ``start`` and ``end``."""
        index = bisect_left(self._starts, start)
        if index == len(self._dates) or self._dates[index].start >= end:
            return None
        moment = self._dates[index]
        return Deadline(moment.start, moment.end, moment.value)

    def _from_dates(self, start: int, end: int) -> list[tuple[int, Deadline]]:
        found: list[tuple[int, Deadline]] = []
        for moment in self._dates[bisect_left(self._starts, start) :]:
            if moment.start >= end:
                break
            low = max(start, moment.start - _BACK)
            rank = self._rank(low, moment)
            if rank is not None:
                found.append((rank, Deadline(moment.start, moment.end, moment.value)))
        return found

    def _rank(self, low: int, moment: Mention) -> int | None:
        at = moment.start
        if _SUBJECT.search(self._shadow, low, at):
            return None
        if _BY.search(self._shadow, low, at):
            return 0
        if _WITHIN.search(self._shadow, low, at):
            year = _YEAR.fullmatch(self._shadow, at, moment.end)
            return None if year and _IN_ITS_YEAR.search(self._shadow, low, at) else 2
        ranged = "-" in self._shadow[at : moment.end] or " đến " in self._shadow[at : moment.end]
        ends = self._shadow[moment.end : moment.end + 1] in ("", ".", ";", "\n")
        done = ends and _DONE.search(self._shadow, low, at)
        at_it = (
            done
            or self._shadow.endswith("; ", low, at)
            or _AT.search(self._shadow, low, at)
            or _AT_HOUR.search(self._shadow, low, at)
        )
        return 4 if not ranged and at_it else None

    def _from_words(self, start: int, end: int) -> list[tuple[int, Deadline]]:
        found: list[tuple[int, Deadline]] = []
        for length in _LENGTH.finditer(self._shadow, start, end):
            found.append((1, Deadline(*length.span(length.lastgroup or 0))))
        if _RECURS.search(self._shadow, start, end):
            for again in _AGAIN.finditer(self._shadow, start, end):
                low = max(start, again.start() - _BACK)
                if self._shadow.startswith(" của ", again.end()):
                    continue  # "kết quả hằng năm của các địa phương"
                plainly = again[0].endswith("một lần") or again[0].startswith("định kỳ")
                if plainly or not _OF_YEARS.search(self._shadow, low, again.start()):
                    found.append((3, Deadline(*again.span())))
            for day in _DAY_AGAIN.finditer(self._shadow, start, end):
                found.append((0, Deadline(*day.span(day.lastgroup or 0))))
        return found
