"""Reads the CSV files of a country pack and refuses rows that cannot be right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import TypeVar

from banggiao.packs.dates import last_day, valid
from banggiao.packs.records import (
    ActorRow,
    CountryRow,
    InstrumentRow,
    NameRow,
    Pack,
    SuccessionRow,
    TermRow,
    TradeAgreementRow,
    Verification,
)

KINDS_OF_PLACE = frozenset({"country", "territory", "province", "local"})
KINDS_OF_ACTOR = KINDS_OF_PLACE | {
    "academic",
    "agency",
    "assembly",
    "business",
    "forum",
    "front",
    "government",
    "mass",
    "media",
    "ministerial",
    "ministry",
    "mission",
    "organ",
    "organisation",
    "party",
    "people",
    "post",
    "role",
    "state",
    "steering",
    "unit",
}
KINDS_OF_NAME = frozenset({"official", "abbreviation", "alias", "former"})
KINDS_OF_SUCCESSION = frozenset({"merged_into", "split_into", "renamed", "replaced_by"})
LABELS = frozenset({"", "ORG", "LOC", "FTA", "DOC", "EVENT", "TITLE"})
STATES_OF_AGREEMENT = frozenset({"in_force", "signed", "negotiation", "unknown"})
STATUSES_OF_INSTRUMENT = frozenset({"", "in_force", "amended", "replaced", "historic", "unknown"})

EVENT_SERIES = "event_series"  # the vocabulary whose terms the reader should know as events

_MARKS = {mark.value: mark for mark in Verification}
_KEY = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_ACTOR_FILES = ("actors.csv", "organisations.csv")

Row = TypeVar("Row", ActorRow, NameRow, SuccessionRow, InstrumentRow, TermRow, CountryRow, TradeAgreementRow)


class PackError(ValueError):
    """A row of a pack that cannot be right. Names the file, the row (the header is row 1) and the column."""

    def __init__(self, file: str, row: int, column: str, reason: str) -> None:
        super().__init__(f"{file}, dòng {row}, cột {column}: {reason}")
        self.file, self.row, self.column, self.reason = file, row, column, reason


@cache
def _columns(shape: type[object]) -> tuple[tuple[str, bool], ...]:
    """The columns that ``shape`` takes, and whether each must be there."""
    return tuple((field.name, field.default is MISSING) for field in fields(shape))  # type: ignore[arg-type]


def read_pack(folder: Path, code: str) -> Pack:
    """Read the pack in ``folder``. Raises :class:`PackError` at the first row that cannot be right."""
    return _Reader(folder).read(code)


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys: dict[str, tuple[str, int]] = {}

    def read(self, code: str) -> Pack:
        countries = list(self._countries())
        actors = [actor for _, actor in countries]
        placed = [("countries.csv", row, actor) for row, (_, actor) in enumerate(countries, start=2)]
        for file in _ACTOR_FILES:
            for row, actor in self._rows(file, ActorRow):
                self._claim(file, row, actor.key)
                self._one_of(file, row, "kind", actor.kind, KINDS_OF_ACTOR)
                self._filled(file, row, "name_vi", actor.name_vi)
                self._interval(file, row, actor.valid_from, actor.valid_to)
                placed.append((file, row, actor))
                actors.append(actor)
        actor_keys = {actor.key for actor in actors}
        parents = {actor.key: actor.parent for actor in actors}
        for file, row, actor in placed:
            if actor.parent:
                self._known(file, row, "parent", actor.parent, actor_keys)
                self._not_own_ancestor(file, row, actor.key, parents)
        agreements = tuple(self._agreements(actor_keys))
        terms = tuple(self._terms())
        instruments = tuple(self._instruments(actor_keys))
        return Pack(
            code=code,
            actors=tuple(actors),
            names=tuple(self._names()),
            successions=tuple(self._successions(actor_keys)),
            instruments=instruments,
            terms=terms,
            countries=tuple(country for country, _ in countries),
            trade_agreements=agreements,
        )

    def _countries(self) -> Iterator[tuple[CountryRow, ActorRow]]:
        file = "countries.csv"
        for row, cells in self._cells(file):
            country = self._record(file, row, cells, CountryRow)
            self._claim(file, row, country.key)
            if country.key != f"country-{country.iso3}":
                raise PackError(file, row, "key", f"phải là country-{country.iso3}")
            self._one_of(file, row, "kind", cells["kind"], KINDS_OF_PLACE)
            self._filled(file, row, "name_vi", cells["name_vi"])
            self._date(file, row, "un_member_since", country.un_member_since)
            yield (
                country,
                ActorRow(
                    key=country.key,
                    kind=cells["kind"],
                    parent="",
                    name_vi=cells["name_vi"],
                    name_en=cells["name_en"],
                    valid_from="",
                    valid_to="",
                    verification=country.verification,
                    source=country.source,
                ),
            )

    def _agreements(self, actor_keys: set[str]) -> Iterator[TradeAgreementRow]:
        file = "trade_agreements.csv"
        for row, agreement in self._rows(file, TradeAgreementRow):
            self._claim(file, row, agreement.key)
            self._filled(file, row, "name_vi", agreement.name_vi)
            self._one_of(file, row, "state", agreement.state, STATES_OF_AGREEMENT)
            self._date(file, row, "signed", agreement.signed)
            self._date(file, row, "in_force", agreement.in_force)
            for party in agreement.parties:
                self._known(file, row, "parties", party, actor_keys)
            yield agreement

    def _terms(self) -> Iterator[TermRow]:
        file = "vocabularies.csv"
        seen: set[tuple[str, str]] = set()
        for row, term in self._rows(file, TermRow):
            if (term.vocabulary, term.key) in seen:
                raise PackError(file, row, "key", f"trùng mục {term.vocabulary}/{term.key}")
            seen.add((term.vocabulary, term.key))
            self._filled(file, row, "label_vi", term.label_vi)
            if term.vocabulary == EVENT_SERIES:
                self._claim(file, row, term.key)
            yield term

    def _instruments(self, actor_keys: set[str]) -> Iterator[InstrumentRow]:
        file = "instruments.csv"
        rows = list(self._rows(file, InstrumentRow))
        for row, instrument in rows:
            self._claim(file, row, instrument.key)
        own = {instrument.key for _, instrument in rows}
        for row, instrument in rows:
            self._filled(file, row, "title_vi", instrument.title_vi)
            self._date(file, row, "date", instrument.date)
            self._date(file, row, "horizon", instrument.horizon)
            self._one_of(file, row, "status", instrument.status, STATUSES_OF_INSTRUMENT)
            if instrument.issuer:
                self._known(file, row, "issuer", instrument.issuer, actor_keys)
            if instrument.successor:
                self._known(file, row, "successor", instrument.successor, own)
            yield instrument

    def _names(self) -> Iterator[NameRow]:
        file = "names.csv"
        seen: set[tuple[str, str, str, str]] = set()
        for row, name in self._rows(file, NameRow):
            self._known(file, row, "key", name.key, self.keys.keys())
            self._filled(file, row, "name", name.name)
            self._one_of(file, row, "kind", name.kind, KINDS_OF_NAME)
            self._one_of(file, row, "label", name.label, LABELS)
            self._interval(file, row, name.valid_from, name.valid_to)
            identity = (name.key, name.name, name.language, name.valid_from)
            if identity in seen:
                raise PackError(file, row, "name", f"trùng tên {name.name!r} của {name.key}")
            seen.add(identity)
            yield name

    def _successions(self, actor_keys: set[str]) -> Iterator[SuccessionRow]:
        file = "successions.csv"
        seen: set[tuple[str, str]] = set()
        for row, succession in self._rows(file, SuccessionRow):
            self._known(file, row, "predecessor", succession.predecessor, actor_keys)
            self._known(file, row, "successor", succession.successor, actor_keys)
            self._one_of(file, row, "kind", succession.kind, KINDS_OF_SUCCESSION)
            self._filled(file, row, "date", succession.date)
            self._date(file, row, "date", succession.date)
            pair = (succession.predecessor, succession.successor)
            if pair in seen or pair[0] == pair[1]:
                raise PackError(file, row, "successor", f"trùng hoặc tự kế tục: {pair[0]} → {pair[1]}")
            seen.add(pair)
            yield succession

    def _rows(self, file: str, shape: type[Row]) -> Iterator[tuple[int, Row]]:
        for row, cells in self._cells(file):
            yield row, self._record(file, row, cells, shape)

    def _record(self, file: str, row: int, cells: dict[str, str], shape: type[Row]) -> Row:
        values: dict[str, object] = {}
        for column, required in _columns(shape):
            if column in cells:
                values[column] = cells[column]
            elif required:
                raise PackError(file, 1, column, "thiếu cột này")
        mark = _MARKS.get(cells["verification"])
        if mark is None:
            raise PackError(file, row, "verification", f"dấu kiểm chứng lạ {cells['verification']!r}")
        self._filled(file, row, "source", cells["source"])
        values["verification"] = mark
        if "order" in values:
            values["order"] = self._number(file, row, "order", cells["order"])
        if "parties" in values:
            values["parties"] = tuple(cells["parties"].split())
        return shape(**values)  # type: ignore[arg-type]

    def _cells(self, file: str) -> Iterator[tuple[int, dict[str, str]]]:
        path = self.folder / file
        if not path.is_file():
            raise PackError(file, 1, "*", "không có tệp này")
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            header = next(rows, [])
            for column in ("verification", "source"):
                if column not in header:
                    raise PackError(file, 1, column, "thiếu cột này")
            for number, row in enumerate(rows, start=2):
                if len(row) != len(header):
                    raise PackError(file, number, "*", f"có {len(row)} ô, tiêu đề có {len(header)}")
                yield number, dict(zip(header, row, strict=True))

    def _claim(self, file: str, row: int, key: str) -> None:
        if not _KEY.fullmatch(key):
            raise PackError(file, row, "key", f"khóa không hợp lệ {key!r}")
        if key in self.keys:
            first_file, first_row = self.keys[key]
            raise PackError(file, row, "key", f"trùng khóa {key} với {first_file} dòng {first_row}")
        self.keys[key] = (file, row)

    @staticmethod
    def _known(file: str, row: int, column: str, key: str, keys: object) -> None:
        if key not in keys:  # type: ignore[operator]
            raise PackError(file, row, column, f"không có {key!r} trong gói")

    @staticmethod
    def _not_own_ancestor(file: str, row: int, key: str, parents: dict[str, str]) -> None:
        above, steps = parents.get(key, ""), 0
        while above:
            steps += 1
            if above == key or steps > len(parents):
                raise PackError(file, row, "parent", f"{key} là cấp trên của chính nó")
            above = parents.get(above, "")

    @staticmethod
    def _one_of(file: str, row: int, column: str, value: str, allowed: frozenset[str]) -> None:
        if value not in allowed:
            raise PackError(file, row, column, f"giá trị lạ {value!r}")

    @staticmethod
    def _filled(file: str, row: int, column: str, value: str) -> None:
        if not value.strip():
            raise PackError(file, row, column, "để trống")

    @staticmethod
    def _date(file: str, row: int, column: str, value: str) -> None:
        if value and not valid(value):
            raise PackError(file, row, column, f"không phải ngày: {value!r}")

    def _interval(self, file: str, row: int, start: str, end: str) -> None:
        self._date(file, row, "valid_from", start)
        self._date(file, row, "valid_to", end)
        if start and end and last_day(end) < last_day(start[: len(end)]):
            raise PackError(file, row, "valid_to", f"{end} trước {start}")

    @staticmethod
    def _number(file: str, row: int, column: str, value: str) -> int:
        try:
            return int(value)
        except ValueError:
            raise PackError(file, row, column, f"không phải số: {value!r}") from None
