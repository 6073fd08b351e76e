"""Who reports, when, in which half, in which format: the pile as a review would receive it.

60 of the 63 bodies asked are heard: 59 by a report of their own, Hải Phòng only through its predecessor
Hải Dương. Beside them lie the report of Bình Dương, whose successor Hồ Chí Minh City reports too, and an
older report of Nghệ An that a newer one replaces: 62 readable files, 31 in each half.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from tools.samples.bodies import CENTRAL, NEVER_REPORT, PREDECESSORS, PROVINCES, Body

SEED = "bang-giao-2025"
REPLACED = "province-40"
BY_PREDECESSOR_ONLY = "province-31"
INSTRUCTED = "province-38"  # its report speaks to a machine that reads it
DECOMPOSED = "province-42"
ZIPPED = ("province-52", "province-66", "province-68")
PDF = ("bkhcn", "vks", "province-22", "province-48", "province-92")
HTML = ("province-01", "byt", "province-33")
TXT = ("tldld",)
_DEV = (
    "former-province-74",
    "province-79",
    "province-38",
    "bkhcn",
    "province-22",
    "vks",
    "province-01",
    "tldld",
    *ZIPPED,
)
_TEST = (
    "former-province-30",
    "province-40",
    "province-42",
    "province-48",
    "province-92",
    "byt",
    "province-33",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One report to be written. ``size`` scales its length (1.0 is about 20 pages)."""

    body: Body
    half: str
    file: str
    format: str
    number: int
    date: date
    size: float
    counts_for: str
    by_field: bool
    old_tones: bool
    decomposed: bool = False
    instructed: bool = False
    version: int = 1

    @property
    def local(self) -> bool:
        return self.body.kind in ("province", "city")

    @property
    def years(self) -> tuple[int, ...]:
        """The full years the report can speak of."""
        return tuple(range(2020, 2025 if self.counts_for != self.body.key else 2026))


def _format(body: Body) -> str:
    for name, keys in (("pdf", PDF), ("html", HTML), ("txt", TXT)):
        if body.key in keys:
            return name
    return "docx"


def _file(body: Body, kind: str, version: int) -> str:
    folder = "dia-phuong" if body.kind in ("province", "city") else "bo-nganh"
    if body.kind in ("party", "state", "mass"):
        folder += {"party": "/co-quan-dang", "state": "/co-quan-nha-nuoc", "mass": "/doan-the"}[body.kind]
    if body in PREDECESSORS:
        folder += "/truoc-sap-xep"
    if body.key in ZIPPED:
        folder += "/tay-nguyen.zip"
    return f"{folder}/bao-cao-{body.stem}{'' if version == 1 else '-ban-dau'}.{kind}"


def plans() -> tuple[Plan, ...]:
    """Return the plan of every readable report, in the order of the directive's list."""
    draw = random.Random(SEED)
    asked = (*CENTRAL, *PROVINCES)
    bodies = [body for body in asked if body.key not in (*NEVER_REPORT, BY_PREDECESSOR_ONLY)]
    free = [body.key for body in bodies if body.key not in (*_DEV, *_TEST)]
    draw.shuffle(free)
    dev = {*_DEV, *free[: 31 - len(_DEV)]}
    found = []
    for index, body in enumerate([*bodies, *PREDECESSORS]):
        half = "dev" if body.key in dev else "test"
        early = body in PREDECESSORS
        day = (
            date(2025, 6, draw.randint(3, 24))
            if early
            else date(2025, draw.choice((10, 11)), draw.randint(3, 28))
        )
        if body.key == REPLACED:
            day = date(2025, 11, 21)
        common = {
            "body": body,
            "half": half,
            "format": _format(body),
            "counts_for": PREDECESSORS.get(body, body.key),
            "by_field": index % 3 == 1,
            "old_tones": index % 7 == 3,
        }
        found.append(
            Plan(
                file=_file(body, common["format"], 1),
                number=draw.randint(112, 690),
                date=day,
                size=draw.uniform(0.66, 1.4) if draw.random() < 0.92 else 0.27,
                decomposed=body.key == DECOMPOSED,
                instructed=body.key == INSTRUCTED,
                **common,
            )
        )
        if body.key == REPLACED:
            older = date(2025, 10, 9)
            found.append(
                Plan(
                    file=_file(body, "docx", 2),
                    number=draw.randint(20, 110),
                    date=older,
                    size=0.5,
                    version=2,
                    **common,
                )
            )
    return tuple(found)
