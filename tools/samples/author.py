"""Fills the sentences of a bank for one report: years, figures, partners, evidence, and small variations."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from tools.samples.banks import Bank, Measure, Template
from tools.samples.model import Count, Sentence
from tools.samples.plan import Plan
from tools.samples.world import World, number

_FUTURE = (2026, 2027)
_SPANS = ((2020, 2022), (2021, 2023), (2021, 2024), (2022, 2024), (2020, 2024), (2023, 2025), (2020, 2025))
_YEARS_IN = re.compile(r"(?<![\d/])(20[123]\d)(?:\s?[-–]\s?(20[123]\d))?(?![\d/])")
_BOUND = frozenset("Mặt Ủy Bộ Ban Đảng Hội Nhà Quốc Tổng Liên Trung Việt Chính".split())
_WHEN = frozenset(
    "Năm Trong Giai Từ Đến Tính Sau Khi Nhân Hằng Hàng Mỗi Qua Cuối Đầu Suốt Riêng Trước Ngay Cả Vào Mùa Kể Tại "
    "Trên Theo Nhờ Ngoài Bên Cùng Với Đồng Để Nếu Dù Tuy Song Không Nhằm Thông Dưới So Giữa Lần Kỷ Nay Đã Ở Bước".split()
)
_OWN_TIME = re.compile(
    r"đến nay|hiện |\bnay\b|hằng|mỗi năm|qua từng năm|năm trước|quý |tháng |trong kỳ|kỳ trước|năm liền", re.I
)
_PART_OF = re.compile(
    r"trong đó|trong số|^trên \{a\}|còn lại", re.I
)  # the second number counts part of the first
_FUNDED = re.compile(r"tài trợ|viện trợ|nguồn vốn|dự án do", re.I)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure the prose has stated for a year, from a sentence about the body alone."""

    clause: str
    measure: Measure
    year: int
    value: float
    explicit: bool  # the sentence carries the indicator's own words


def years_named(text: str) -> tuple[int, ...]:
    """Return the years a sentence names, spans filled, papers' dates and numbers left out."""
    found: set[int] = set()
    for first, last in _YEARS_IN.findall(text):
        found.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))


def lowered(text: str) -> str | None:
    """Return the sentence ready to follow an opening, or None where it cannot take one."""
    first, _, rest = text.partition(" ")
    second = rest.partition(" ")[0]
    plain = first[:1].isupper() and first[1:].islower() and second[:1].islower()
    if not plain or first in _BOUND or first in _WHEN:
        return None
    return text[0].lower() + text[1:]


def cased(text: str) -> str:
    """Return the text with its first letter capital."""
    return text[:1].upper() + text[1:]


class Author:
    """Writes the sentences of one report. Remembers what was said, so that nothing is said twice."""

    def __init__(self, plan: Plan, bank: Bank, world: World, seed: str) -> None:
        self.plan, self.bank, self.frame, self.world = plan, bank, bank.frame, world
        self.draw = random.Random(f"{seed}|{plan.body.key}|{plan.version}")
        self.facts: list[Fact] = []
        self.annex_of_group: dict[str, int] = {}
        self._uses: dict[str, set[int]] = {}
        self._seen: dict[tuple[str, str, int], str] = {}  # (unit, clause, year) -> indicator
        self._dash = self.draw.choice(("-", "-", " - ", "–"))
        self._padded = self.draw.random() < 0.5
        kind = plan.body.kind
        self.whole = {"province": "toàn tỉnh", "city": "toàn thành phố", "mass": "toàn hệ thống"}.get(
            kind, "toàn ngành"
        )
        self.place = {
            "province": "trên địa bàn tỉnh",
            "city": "trên địa bàn thành phố",
            "mass": "trong toàn hệ thống",
        }.get(kind, "trong toàn ngành")

    def fits(self, template: Template) -> bool:
        body = self.plan.body
        return template.fits(local=self.plan.local, border=body.border, coast=body.coast)

    def number(self, value: float) -> str:
        return number(value, padded=self._padded and value < 10)

    def result(self, template: Template) -> Sentence | None:
        """Return the sentence filled with slots that this report has not used, or None."""
        used = self._uses.setdefault(template.text, set())
        opening, text = "", template.text
        can_open = lowered(text)
        dated = template.yearly
        timeless = not dated and "{ys}" not in text and not _OWN_TIME.search(text)
        if timeless and can_open and self.draw.random() < (0.5 if template.measures else 0.2):
            opening, text, dated = self.draw.choice(self.frame["year_openings"]), can_open, True
        if used and (not dated or len(used) >= 2 or 0 in used):
            return None
        years = [year for year in self.plan.years if year not in used]
        year = self.draw.choice(years) if dated else None
        spans = [span for span in _SPANS if span[1] in self.plan.years]
        span = self.draw.choice(spans) if "{ys}" in text else None
        filled = self._figures(template, year, span)
        if filled is None:
            return None
        numbers, figures = filled
        used.add(year or 0)
        sentence = self._plain(opening + text, template, year, span, numbers)
        if year and not template.abroad:
            self._state(template, sentence.text, numbers, year)
        sentence = replace(sentence, figures=figures)
        return sentence if opening else self._varied(sentence, template)

    def _figures(
        self, template: Template, year: int | None, span: tuple[int, int] | None
    ) -> tuple[dict[str, float], tuple[Count, ...]] | None:
        numbers: dict[str, float] = {}
        key, clause = self.plan.body.key, template.clause or ""
        for slot, measure in template.measures.items():
            when = year or 0
            if not self.world.admits(key, measure) or (
                not span
                and self._seen.get((measure.unit, clause, when), measure.indicator) != measure.indicator
            ):
                return None
            if span:
                numbers[slot] = self.world.total(key, measure, tuple(range(span[0], span[1] + 1)))
            else:
                numbers[slot] = self.world.value(key, measure, year or self.plan.years[-1])
        if {"a", "b"} <= set(numbers) and _PART_OF.search(template.text) and numbers["b"] >= numbers["a"]:
            return None
        if not span:
            for measure in template.measures.values():
                self._seen[(measure.unit, clause, year or 0)] = measure.indicator
        counts = tuple(
            Count(numbers[slot], measure.unit, measure.indicator, None if span else year)
            for slot, measure in template.measures.items()
        )
        return numbers, counts

    def _state(self, template: Template, text: str, numbers: dict[str, float], year: int) -> None:
        for slot, measure in template.measures.items():
            explicit = measure.indicator.startswith(measure.unit) and measure.indicator in text
            self.facts.append(Fact(template.clause or "", measure, year, numbers[slot], explicit))

    def _plain(
        self,
        text: str,
        template: Template,
        year: int | None,
        span: tuple[int, int] | None,
        numbers: dict[str, float],
    ) -> Sentence:
        fixed = random.Random(f"{self.plan.body.key}|{template.text}") if template.measures else self.draw
        partners = self.frame["organisations" if _FUNDED.search(text) else "partners"]
        slots = {slot: self.number(value) for slot, value in numbers.items()}
        slots |= {
            "y": str(year),
            "ys": f"{span[0]}{self._dash}{span[1]}" if span else "",
            "body": self.plan.body.short,
            "place": self.place,
            "whole": self.whole,
            "country": fixed.choice(self.frame["countries"]),
            "partner": fixed.choice(partners),
        }
        evidence = "{ev}" in text
        bare = cased(text.replace("{ev}", "").format(**slots)).replace(" %", "%")
        if evidence:
            slots["ev"] = self._evidence(template.clause or "", year or (span[1] if span else None))
        full = cased(text.format(**slots)).replace(" %", "%")
        return Sentence(full, template.role, template.clause, years_named(bare), (), evidence)

    def _evidence(self, clause: str, year: int | None) -> str:
        annex = self.annex_of_group.get(clause[:1])
        if annex and self.draw.random() < 0.6:
            return f"số liệu tại Phụ lục {annex}"
        kind, sign = self.draw.choice(
            (("Báo cáo", "BC"), ("Quyết định", "QĐ"), ("Công văn", "CV"), ("Kế hoạch", "KH"))
        )
        office = self.draw.choice(
            ("VP", "STC", "SCT", "SNgV", "SNV") if self.plan.local else ("VP", "HTQT", "TCCB", "KHTC")
        )
        words = f"theo {kind} số {self.draw.randint(11, 980)}/{sign}-{office}"
        if year:
            words += f" ngày {self.draw.randint(2, 27):02}/{self.draw.randint(1, 9):02}/{year}"
        return words

    def _varied(self, sentence: Sentence, template: Template) -> Sentence:
        text = sentence.text
        if template.measures or template.yearly:
            if self.draw.random() < 0.1 and ";" not in text and len(text) < 220:
                text = self._tailed(text, "tails")
            return replace(sentence, text=text)
        if self.draw.random() < 0.3:
            text = self._opened(text, "openings")
        if self.draw.random() < 0.35 and ";" not in text and len(text) < 260:
            text = self._tailed(text, "tails")
        return replace(sentence, text=text)

    def _opened(self, text: str, kind: str) -> str:
        low = lowered(text)
        openings = self.frame[kind]
        if years_named(text):
            openings = [opening for opening in openings if not re.search(r"\d|năm", opening)]
        return self.draw.choice(openings) + low if low and openings else text

    def _tailed(self, text: str, kind: str) -> str:
        return (
            text.removesuffix(".")
            + self.draw.choice(self.frame[kind]).format(body=self.plan.body.short)
            + "."
        )

    def other_role(self, template: Template) -> Sentence:
        """Return a sentence of the parts after the results: shortcoming, cause, direction or proposal."""
        ahead = template.role in ("direction", "proposal")
        year = self.draw.choice(_FUTURE if ahead else self.plan.years)
        sentence = self._plain(template.text, template, year, None, {})
        text = sentence.text
        if self.draw.random() < 0.45 and f"{template.role}_openings" in self.frame:
            text = self._opened(text, f"{template.role}_openings")
        if self.draw.random() < 0.45 and ";" not in text:
            text = self._tailed(text, f"{template.role}_tails")
        return replace(sentence, text=text, years=years_named(text))

    def general(self, text: str, role: str) -> Sentence:
        """Return a general sentence (context, slogan, quote), of no clause."""
        years = self.plan.years
        text = cased(
            text.format(
                y=self.draw.choice(years),
                ys=f"{years[0]}{self._dash}{years[-1]}",
                body=self.plan.body.short,
                place=self.place,
                whole=self.whole,
                country=self.draw.choice(self.frame["countries"]),
                partner=self.draw.choice(self.frame["partners"]),
            )
        )
        return Sentence(text, role, None, years_named(text))

    def restated(
        self, fact: Fact, *, value: float | None = None, former: tuple[str, str] | None = None
    ) -> Sentence:
        """Return a sentence that states the fact again; ``former`` is (key, name) of another body's area."""
        measure, shown = fact.measure, fact.value if value is None else value
        counted = measure.indicator.startswith(measure.unit)
        if former:
            pattern = self.draw.choice(self.frame["of_former"])
        else:
            pattern = self.draw.choice(self.frame["counted" if counted else "measured"])
        words = measure.indicator if counted else measure.unit
        space = "" if words.startswith("%") else " "
        text = pattern.format(
            y=fact.year,
            i=measure.indicator,
            n=f"{self.number(shown)}{space}{words}",
            whole=self.whole,
            former=former[1] if former else "",
        )
        count = Count(shown, measure.unit, measure.indicator, fact.year, former[0] if former else None)
        return Sentence(cased(text), "result", fact.clause, (fact.year,), (count,))
