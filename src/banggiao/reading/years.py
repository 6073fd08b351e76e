"""The calendar years that a statement speaks of."""

from __future__ import annotations

from bisect import bisect_left

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, digits_in

_YEAR = re.compile(r"[12][09]\d\d(?![\d]|[.,]\d|/\w|-[a-z])")
_PHASE = re.compile(
    r"(?P<first>[12][09]\d\d)\s?(?:-|đến(?: hết)?(?: năm)?)\s?(?P<last>20\d\d)(?![\d/]|[.,]\d)"
)
# A year stands after its word or in a date; "2025" in "250/2025/QH15" is part of a number.
_BEFORE = Before(r"(?:(?:năm|và|,|của|hết|từ|là|sang|với|-) ?|\d{1,2}[/-]|quý [ivx\d]{1,3}/|\()\Z")
# A horizon ("đến năm 2030") and the year compared with ("so với năm 2019") are not what is reported on.
_HORIZON = Before(r"(?:đến|tới|tầm nhìn|trước|mục tiêu|so với(?: cùng kỳ)?)(?: hết)?(?: năm)? \Z")
_AND_YEAR = re.compile(r"(?:,| và|, tầm nhìn(?: đến)?)?(?: năm)? ")
# Nor is the day on which the order that is carried out, or the paper that an annex belongs to, was signed.
_SIGNED = Before(
    r"(?:chỉ thị|nghị quyết|kết luận|nghị định|luật|thông tư|kèm theo)"
    r"[^.;]{1,70} ngày \d{1,2}(?:[/-]\d{1,2}[/-]| tháng \d{1,2} năm )\Z"
)
_DIGITS = 4
_LONGEST_PHASE = 15
_WINDOW = 90


class Years:
    """The years of one paper, asked span by span."""

    def __init__(self, shadow: str) -> None:
        self._starts: list[int] = []
        self._years: list[tuple[int, ...]] = []
        end_of_phase = end_of_horizon = 0
        for start, stop in digits_in(shadow):
            if stop - start != _DIGITS or start < end_of_phase or (start and shadow[start - 1] == "."):
                continue
            match = _YEAR.match(shadow, start)
            if match is None:
                continue
            before = shadow[max(0, start - _WINDOW) : start]
            phase = _PHASE.match(shadow, start)
            end_of_phase = phase.end() if phase else end_of_phase
            if _HORIZON.search(before) or _AND_YEAR.fullmatch(shadow, end_of_horizon, start):
                end_of_horizon = phase.end() if phase else match.end()
                continue
            years = _phase(phase) if phase else _one(match, before)
            if years:
                self._starts.append(start)
                self._years.append(years)

    def within(self, start: int, end: int) -> tuple[int, ...]:
        """Return the years of ``start:end``, ascending. A phase ("giai đoạn 2020-2025") gives all its years.

        Horizons, years compared with and the dates of the orders carried out do not count.
        """
        first = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end, first)
        if first == stop:
            return ()
        if stop - first == 1:
            return self._years[first]
        return tuple(sorted({year for years in self._years[first:stop] for year in years}))


def _phase(match: re.Match[str]) -> tuple[int, ...]:
    first, last = int(match["first"]), int(match["last"])
    return tuple(range(first, last + 1)) if 0 <= last - first <= _LONGEST_PHASE else ()


def _one(match: re.Match[str], before: str) -> tuple[int, ...]:
    return (int(match[0]),) if _BEFORE.search(before) and not _SIGNED.search(before) else ()
