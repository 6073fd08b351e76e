"""The phrase banks: one whole official sentence per entry, by clause and role, one set per half."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

BANKS = Path(__file__).parent / "banks"
HALVES = ("dev", "test")

_AT_BORDER = re.compile(
    r"biên giới|đường biên|vùng biên|cột mốc|mốc giới|cửa khẩu|đồn biên|biên phòng|lối mở|láng giềng", re.I
)
_AT_SEA = re.compile(r"\b(biển|ngư dân|tàu cá|hải đảo|cảng biển|tàu biển|hải sản|ngư trường|đảo)\b", re.I)
_LOCAL = re.compile(
    r"(?<!cơ )(?<!trụ )(?<!hội )\bsở\b(?! tại| hữu)|\b(tỉnh|huyện|phường|thôn|bản làng|UBND|làng nghề|chi cục)\b"
    r"|\bxã\b(?! hội)|Ủy ban nhân dân|địa bàn|của địa phương|bà con",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number of a sentence counts: the unit after it, the name an annex gives it, and its range."""

    unit: str
    indicator: str
    low: float
    high: float
    step: float


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence of a bank with its slots. ``clause`` is None for general sentences."""

    text: str
    role: str
    clause: str | None = None
    measures: dict[str, Measure] = field(default_factory=dict)

    @property
    def yearly(self) -> bool:
        return "{y}" in self.text

    @property
    def abroad(self) -> bool:
        return "{country}" in self.text or "{partner}" in self.text

    def fits(self, *, local: bool, border: bool, coast: bool) -> bool:
        """Tell whether a body of this kind could have written the sentence."""
        if not local and _LOCAL.search(self.text):
            return False
        if local and not border and _AT_BORDER.search(self.text):
            return False
        return coast or not local or not _AT_SEA.search(self.text)


@dataclass(frozen=True, slots=True)
class Bank:
    """The sentences of one half."""

    half: str
    clauses: dict[str, dict[str, tuple[Template, ...]]]  # clause -> role -> templates
    general: dict[str, list[str]]  # context, slogan, quote, closing, opening, lead_in
    group_headings: dict[str, list[str]]
    field_headings: dict[str, list[str]]  # heading -> clauses
    part_headings: dict[str, list[str]]
    frame: dict[str, list[str]]  # openings, tails and other small words


def _measures(entry: dict[str, object]) -> dict[str, Measure]:
    found = {}
    for name, spec in dict(entry.get("f") or {}).items():  # type: ignore[call-overload]
        unit, indicator, low, high, *step = spec
        whole = all(isinstance(number, int) for number in (low, high))
        found[name] = Measure(unit, indicator, low, high, float(step[0]) if step else 1.0 if whole else 0.1)
    return found


@cache
def load(half: str) -> Bank:
    """Return the bank of one half."""
    clauses: dict[str, dict[str, tuple[Template, ...]]] = {}
    for path in sorted((BANKS / half).glob("group*.json")):
        for clause, roles in json.loads(path.read_text("utf-8")).items():
            clauses[clause] = {
                role: tuple(
                    Template(entry["t"], role, clause, _measures(entry))
                    if isinstance(entry, dict)
                    else Template(entry, role, clause)
                    for entry in entries
                )
                for role, entries in roles.items()
            }
    general = json.loads((BANKS / half / "general.json").read_text("utf-8"))
    headings = [general.pop(f"{kind}_headings") for kind in ("group", "field", "part")]
    frame = json.loads((BANKS / half / "frame.json").read_text("utf-8"))
    return Bank(half, clauses, general, *headings, frame)


def sentences(half: str) -> Iterator[str]:
    """Yield every sentence of a half's banks."""
    bank = load(half)
    for roles in bank.clauses.values():
        for templates in roles.values():
            yield from (template.text for template in templates)
    for texts in bank.general.values():
        yield from texts
    for name, texts in bank.frame.items():
        if name not in ("partners", "organisations", "countries"):
            yield from texts
