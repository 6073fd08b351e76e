"""The United Nations' published extract of resolutions (JSON, one resolution a line) as tables of long rows.

Published by the Department for General Assembly and Conference Management as `UNxml/GAresolutions`; free
to use with acknowledgement of the United Nations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from banggiao.foresight.refusal import Fault, FileRefused, listed
from banggiao.foresight.states import code_of, members_on, sponsor_code

VOTE_LISTS = {"MS_in_favour": "Y", "MS_against": "N", "MS_abstaining": "A"}
NEEDED = ("symbol", "title", "adoption_date", "adoption_type", *VOTE_LISTS)

GROUPS = (
    ("@G77", "group of 77"),
    ("@NAM", "non-aligned"),
    ("@OIC", "islamic cooperation"),
    ("@ASEAN", "south-?east asian nations"),
    ("@ARAB", "league of arab states|group of arab states|arab group"),
    ("@ECCAS", "economic community of central african states"),
    ("@ECOWAS", "economic community of west african states"),
    ("@SADC", "southern african development community"),
    ("@AFR", "group of african states|african group"),
    ("@GRULAC", "latin american and caribbean states"),
    ("@CARICOM", "caribbean community"),
    ("@PIF", "pacific islands forum"),
    ("@EU", "european union"),
)
"""Groups on whose behalf a state submits, by how the extract words them; the first that fits counts."""


@dataclass(frozen=True)
class Line:
    """One line of an extract, with the number by which a refusal names it."""

    file: str
    number: int
    fields: dict[str, Any]
    day: date

    @property
    def symbol(self) -> str:
        return " ".join(self.fields["symbol"].split())

    @property
    def body(self) -> str:
        """The session by name, such as 77 or ES-11."""
        return self.symbol.split("/")[2]

    @property
    def session(self) -> int:
        """The regular session; that of its day for an emergency session. Sessions open in September."""
        if self.body.isdigit():
            return int(self.body)
        return self.day.year - (1945 if (self.day.month, self.day.day) >= (9, 10) else 1946)

    @property
    def recorded(self) -> bool:
        return any(self.fields[name] for name in VOTE_LISTS)


def read_extract(path: Path) -> list[Line]:
    """Read an extract; FileRefused where a line is no resolution of the General Assembly."""
    path = Path(path)
    lines, faulty = [], []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text.strip():
            try:
                lines.append(_line(path.name, number, json.loads(text)))
            except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                faulty.append(number)
    if faulty or not lines:
        needed = ", ".join(NEEDED)
        fault = Fault(
            f"không phải nghị quyết trong bản trích của Liên hợp quốc (cần {needed}; ngày trong khóa họp)",
            f"no resolution of the United Nations' extract (needs {needed}; a day in its session)",
            tuple(faulty),
        )
        raise FileRefused(path.name, [fault])
    return lines


def _line(file: str, number: int, fields: dict[str, Any]) -> Line:
    if any(name not in fields for name in NEEDED):
        raise KeyError(NEEDED)
    day = datetime.strptime(fields["adoption_date"].strip(), "%d %B %Y").date()
    line = Line(file, number, fields, day)
    if not line.symbol.startswith("A/RES/") or not -1 <= day.year - 1945 - line.session <= 2:
        raise ValueError(line.symbol)
    return line


def votes_table(lines: Iterable[Line]) -> pa.Table:
    """Return long rows of the recorded votes; a member on no list did not vote (X)."""
    rows: list[tuple[int, date, str, str, str]] = []
    for line in lines:
        if line.recorded:
            cast = dict(_cast(line))
            absent = dict.fromkeys(sorted(members_on(line.day) - cast.keys()), "X")
            rows += [
                (line.session, line.day, line.symbol, iso3, vote) for iso3, vote in (cast | absent).items()
            ]
    kinds = (pa.int16(), pa.date32(), pa.string(), pa.string(), pa.string())
    names = ("session", "date", "resolution", "iso3", "vote")
    columns = zip(*rows, strict=True) if rows else [[] for _ in names]
    return pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})


def _cast(line: Line) -> Iterator[tuple[str, str]]:
    listings = [(name, vote) for key, vote in VOTE_LISTS.items() for name in line.fields[key]]
    unknown = [name for name, _ in listings if code_of(name) is None]
    if unknown:
        names = listed(unknown)
        fault = Fault(f"không có nước tên {names}", f"there is no state named {names}", (line.number,))
        raise FileRefused(line.file, [fault])
    codes = [(str(code_of(name)), vote) for name, vote in listings]
    again = [iso3 for place, (iso3, _) in enumerate(codes) if iso3 in dict(codes[:place])]
    if again:
        fault = Fault(
            f"{line.symbol}: {listed(again)} có hai phiếu",
            f"{line.symbol}: {listed(again)} has two votes",
            (line.number,),
        )
        raise FileRefused(line.file, [fault])
    yield from codes


def resolutions_table(lines: Iterable[Line]) -> pa.Table:
    """Return one row per resolution, with those adopted without a vote; texts are not in the extract."""
    rows = []
    for line in lines:
        get = line.fields.get
        sponsors = _sponsors(get("sponsors", []))
        later = _sponsors(get("additional_sponsors", []))
        subjects = [name for name, source in get("subjects", []) if not source.startswith("A/")]
        rows.append(
            {
                "resolution": line.symbol,
                "session": line.session,
                "body": line.body,
                "date": line.day,
                "title": " ".join(get("title", "").split()),
                "subjects": "|".join(dict.fromkeys(subjects)),
                "issues": "",
                "agenda_item": get("agenda_item_name", ""),
                "committee": _committee(get("committee", "")),
                "draft": get("originating_document", ""),
                "sponsors": "|".join(sorted(sponsors)),
                "add_sponsors": "|".join(sorted(later - sponsors)),
                "recorded": line.recorded,
            }
        )
    return pa.Table.from_pylist(rows)


def _committee(name: str) -> str:
    """Return the committee's name; a few lines have its anchor instead (#fifthCommittee)."""
    return f"{name[1:].removesuffix('Committee').capitalize()} Committee" if name.startswith("#") else name


def _sponsors(entries: Iterable[str]) -> set[str]:
    """Return codes and groups; committees, chairs and bureaus are no sponsors, nor are garbled names."""
    found: set[str] = set()
    for entry in entries:
        if re.search(r"\bbehalf\b", entry, re.IGNORECASE):
            found |= _on_behalf(entry)
        elif code := sponsor_code(entry):
            found.add(code)
        else:
            parts = [sponsor_code(part) for part in re.split(r",| and ", entry, flags=re.IGNORECASE)]
            found |= {part for part in parts if part} if all(parts) else set()
    return found


def _on_behalf(entry: str) -> set[str]:
    """A group sponsors, not the state that speaks for it; a state may follow after the bracket."""
    beside = sponsor_code(re.sub(r"^.*\)\s*and\s+", "", entry, flags=re.IGNORECASE | re.DOTALL))
    group = next((code for code, words in GROUPS if re.search(words, entry, re.IGNORECASE)), None)
    return {code for code in (group, beside) if code}
