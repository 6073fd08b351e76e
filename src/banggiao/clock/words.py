"""How the clock says what it did, in Vietnamese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from banggiao.clock.calendar import WorkCalendar, days_between
from banggiao.clock.records import Rule

_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_UNITS = {
    "day": ("ngày", "calendar days"),
    "working": ("ngày làm việc", "working days"),
    "month": ("tháng", "months"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count. ``kind`` names it: count, skipped, worked, rolled, result, missing, reference …"""

    kind: str
    vietnamese: str
    english: str

    def text(self, language: str = "vi") -> str:
        """Return the words in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english


def day_vi(day: date) -> str:
    """Return the day as Vietnamese papers write it: 12/2/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def day_en(day: date) -> str:
    """Return the day in English: 12 February 2026."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def weekday(day: date, language: str = "vi") -> str:
    """Return the name of the weekday."""
    return (_WEEKDAYS_VI if language == "vi" else _WEEKDAYS_EN)[day.weekday()]


def counted(rule: Rule, count: int, start: date) -> Step:
    """Say what is counted from where, and that the first day is left out."""
    vi, en = _UNITS.get(rule.unit, _UNITS["day"])
    number = abs(count)
    if count == 0:
        return Step("count", f"ngay trong ngày {day_vi(start)}", f"on {day_en(start)} itself")
    if count > 0:
        return Step(
            "count",
            f"{number:02d} {vi} kể từ {day_vi(start)}, không tính ngày này (Điều 147 Bộ luật Dân sự 2015)",
            f"{number} {en} from {day_en(start)}, that day not counted (Civil Code 2015, art. 147)",
        )
    return Step(
        "count",
        f"lùi {number:02d} {vi} trước {day_vi(start)}, không tính ngày này "
        "(quy ước của chương trình: Bộ luật Dân sự không nói về cách tính lùi)",
        f"{number} {en} back from {day_en(start)}, that day not counted "
        "(a convention of this program: the Civil Code is silent on counting back)",
    )


def yearly(rule: Rule, day: date) -> Step:
    """Say which day of the year the rule names."""
    if rule.day is None:
        return Step(
            "yearly",
            f"trong tháng {day.month}/{day.year}, tính đến ngày cuối tháng",
            f"in {_MONTHS_EN[day.month - 1]} {day.year}, up to its last day",
        )
    once = rule.year is not None
    return Step(
        "yearly",
        f"ngày {day_vi(day)}" + ("" if once else f" (ngày {day.day}/{day.month} hằng năm)"),
        day_en(day) + ("" if once else f" ({day.day} {_MONTHS_EN[day.month - 1]} of every year)"),
    )


def before(given: date | None, due: date) -> Step:
    """Say that "before" leaves the day itself out."""
    vi = f"“trước ngày {day_vi(given)}”" if given else "“trước” hạn đó"
    en = f"“before {day_en(given)}”" if given else "“before” that day"
    return Step("before", f"{vi} nên chậm nhất là {day_vi(due)}", f"{en}, so {day_en(due)} at the latest")


def skipped(calendar: WorkCalendar, first: date, last: date, start: date) -> list[Step]:
    """Name the days that were not counted, holidays one by one or in runs, and weekend days that were."""
    days = [day for day in days_between(first, last) if day != start]
    off = [day for day in days if not calendar.is_working(day)]
    runs = _runs(calendar, off)
    weekend = [day for day in off if not any(a <= day <= b for a, b, _ in runs)]
    named = [(f"{_span_vi(a, b)} ({name})", f"{_span_en(a, b)} ({name})") for a, b, name in runs]
    kinds = sorted({day.weekday() for day in weekend})
    vi = [one for one, _ in named] + [_WEEKDAYS_VI[kind] for kind in kinds]
    en = [one for _, one in named] + [f"{_WEEKDAYS_EN[kind]}s" for kind in kinds]
    steps = []
    if vi:
        steps.append(Step("skipped", "bỏ qua " + ", ".join(vi), "leaving out " + ", ".join(en)))
    worked = [day for day in days if day.weekday() > 4 and calendar.is_working(day)]
    if worked:
        steps.append(
            Step(
                "worked",
                "có tính ngày làm bù " + ", ".join(f"{weekday(day)} {day_vi(day)}" for day in worked),
                "counting days worked instead: " + ", ".join(day_en(day) for day in worked),
            )
        )
    return steps


def month_end(due: date) -> Step:
    """Say that the month has no day of that number."""
    return Step(
        "month_end",
        f"tháng {due.month}/{due.year} không có ngày tương ứng nên lấy ngày cuối tháng "
        "(Điều 148 Bộ luật Dân sự 2015)",
        f"{_MONTHS_EN[due.month - 1]} {due.year} has no such day, so its last day "
        "(Civil Code 2015, art. 148)",
    )


def rolled(calendar: WorkCalendar, due: date, then: date) -> Step:
    """Say that the last day is no working day, and which one follows."""
    why = why_off(calendar, due)
    return Step(
        "rolled",
        f"ngày {day_vi(due)} là {why[0]} nên kết thúc vào ngày làm việc tiếp theo, {day_vi(then)} "
        "(Điều 148 Bộ luật Dân sự 2015)",
        f"{day_en(due)} is {why[1]}, so it ends with the next working day, {day_en(then)} "
        "(Civil Code 2015, art. 148)",
    )


def act_by(calendar: WorkCalendar, due: date, then: date) -> Step:
    """Say that the last day is no working day, and by when to act."""
    why = why_off(calendar, due)
    return Step(
        "act_by",
        f"ngày này là {why[0]}: nên xong trong ngày làm việc {day_vi(then)}",
        f"that day is {why[1]}: better done on the working day {day_en(then)}",
    )


def why_off(calendar: WorkCalendar, day: date) -> tuple[str, str]:
    """Return why ``day`` is not worked, in both languages."""
    row = calendar.row(day)
    if row is not None and not row.works:
        return f"ngày nghỉ ({row.name})", f"a holiday ({row.name})"
    return weekday(day), f"a {weekday(day, 'en')}"


def result(due: date) -> Step:
    """Say the last day."""
    return Step("result", f"hạn là {weekday(due)}, {day_vi(due)}", f"due {weekday(due, 'en')}, {day_en(due)}")


def missing(year: int) -> Step:
    """Say that the holidays of a year are not in the table."""
    return Step(
        "missing",
        f"chưa có bảng ngày nghỉ năm {year} nên mới trừ thứ Bảy, Chủ nhật",
        f"no holiday table for {year} yet, so only weekends were left out",
    )


def reference(rule: Rule) -> Step:
    """Say on what the rule rests, whose own rule it is, and how surely it is known."""
    vi, en = f"theo {rule.legal_ref or '(chưa ghi căn cứ)'}", f"under {rule.legal_ref or '(no reference)'}"
    if rule.owner:
        vi += f", quy định riêng của {rule.owner_name}"
        en += f", an own rule of {rule.owner_name}"
    if rule.verification:
        vi += f" [{rule.verification}]"
        en += f" [{rule.verification}]"
    return Step("reference", vi, en)


def _runs(calendar: WorkCalendar, off: list[date]) -> list[tuple[date, date, str]]:
    """Return the runs of days off in which there is a holiday of the table, each with what it is called.

    Weekend days inside or beside a holiday belong to its run, as one reads them in a calendar.
    """
    groups: list[list[date]] = []
    for day in off:
        if groups and day - groups[-1][-1] == timedelta(days=1):
            groups[-1].append(day)
        else:
            groups.append([day])
    runs = []
    for group in groups:
        rows = [row for row in map(calendar.row, group) if row is not None]
        if rows:
            runs.append((group[0], group[-1], ", ".join(dict.fromkeys(row.name for row in rows))))
    return runs


def _span_vi(first: date, last: date) -> str:
    if first == last:
        return day_vi(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_vi(last)}"
    return f"{day_vi(first)}–{day_vi(last)}"


def _span_en(first: date, last: date) -> str:
    return day_en(first) if first == last else f"{day_en(first)} to {day_en(last)}"
