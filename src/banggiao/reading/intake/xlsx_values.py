"""How a workbook shows its numbers: dates, percentages, grouped digits (ECMA-376 part 1, §18.8.30).

Written as Excel shows them in Vietnamese: a comma before the decimals, points between thousands, days first.
What a format asks beyond that (colours, conditions, scientific notation) is not imitated.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading.intake.docx_tree import name_of, value_of

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]\[]*+\]')
_LITERAL = re.compile(r'"([^"]*)"')
_DATE = re.compile(r"[dyhs]|m+", re.IGNORECASE)
_DECIMALS = re.compile(r"\.([0#?]+)")
_GROUPED = re.compile(r"[#0?],[#0?]")
_LONGEST = 40  # digits; what needs more is no number that a person typed
_MOST_DECIMALS = 30
_DAY_ONE, _DAY_ONE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_466


class Formats:
    """The number formats of one workbook's cell styles."""

    def __init__(self, styles: etree._Element | None, epoch_1904: bool) -> None:
        self._day_one = _DAY_ONE_1904 if epoch_1904 else _DAY_ONE
        self._by_style: list[str] = []
        own = dict(_BUILT_IN)
        for element in styles if styles is not None else ():
            if name_of(element) == "numFmts":
                own |= {
                    _whole(value_of(one, "numFmtId")): (value_of(one, "formatCode") or "")[:200]
                    for one in element
                }
            elif name_of(element) == "cellXfs":
                self._by_style = [own.get(_whole(value_of(one, "numFmtId")), "") for one in element]

    def shown(self, value: str, style: int) -> str:
        """Return a number as a cell of that style shows it."""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
            return value
        code = self._by_style[style] if 0 <= style < len(self._by_style) else ""
        section = code.partition(";")[0]
        plain = _QUOTED.sub("", section)
        if _DATE.search(plain) and not re.search("[0#?]", plain.replace(".0", "")):
            return self._date(number, plain) or _general(number)
        if "%" in plain:
            return _fixed(number * 100, plain) + "%"
        if re.search("[0#?]", plain) and "e" not in plain.lower():
            unit = " ".join(words.strip() for words in _LITERAL.findall(section) if words.strip())
            return f"{_fixed(number, plain)} {unit}".strip()
        return _general(number)

    def dates(self, style: int) -> str:
        """Return how much of a date a cell of that style shows: "day", "month", "year", "time" where it shows
        hours alone, "%" for a percentage, "" where it shows a number."""
        code = self._by_style[style] if 0 <= style < len(self._by_style) else ""
        plain = _QUOTED.sub("", code.partition(";")[0])
        if "%" in plain:
            return "%"
        if not _DATE.search(plain) or re.search("[0#?]", plain.replace(".0", "")):
            return ""
        low = plain.lower()
        months = "m" in re.sub(r"(?<=h):?m+|(?<!m)m++(?=:?s)", "", low)
        if "d" in low and months:
            return "day"
        if "y" in low:
            return "month" if months else "year"
        return "time"

    def moment(self, number: Decimal) -> datetime | None:
        """Return the moment that a cell's number stands for, None where it stands for none."""
        if not 0 <= number < _LAST_DAY:
            return None
        return self._day_one + timedelta(days=int(number), seconds=round(float(number % 1) * 86_400))

    def _date(self, number: Decimal, code: str) -> str:
        moment = self.moment(number)
        if moment is None:
            return ""
        low = code.lower()
        has_days, has_hours = "d" in low, "h" in low or "s" in low
        has_months = "m" in re.sub(r"(?<=h):?m+|(?<!m)m++(?=:?s)", "", low)
        day = ""
        if has_days and has_months:
            day = f"{moment:%d/%m/%Y}" if "y" in low else f"{moment:%d/%m}"
        elif "y" in low:
            day = f"{moment:%m/%Y}" if has_months else f"{moment:%Y}"
        elif has_days:
            day = f"{moment:%d}"
        elif has_months and not has_hours:
            day = f"{moment:%m}"
        time = (f"{moment:%H:%M:%S}" if "s" in low else f"{moment:%H:%M}") if has_hours else ""
        return f"{day} {time}".strip()


def _general(number: Decimal) -> str:
    """Return a number as a cell without a format shows it, to eleven digits."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    digits = max(0, 10 - max(0, number.adjusted()))
    return _trimmed(f"{round(number, digits):f}").replace(".", ",")


def _fixed(number: Decimal, code: str) -> str:
    found = _DECIMALS.search(code)
    most = min(len(found[1]), _MOST_DECIMALS) if found else 0
    least = min(found[1].count("0"), most) if found else 0
    grouped = _GROUPED.search(code) is not None
    text = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{',' if grouped else ''}f}"
    whole, _, decimals = text.partition(".")
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    if not grouped:
        zeros = min(code.partition(".")[0].count("0"), _MOST_DECIMALS)
        whole = f"-{whole[1:].zfill(zeros)}" if whole.startswith("-") else whole.zfill(zeros)
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 0
