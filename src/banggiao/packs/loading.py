"""Reads the CSV files of a country pack and refuses rows that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from banggiao.packs.records import (
    ActorRow,
    CountryRow,
    InstrumentRow,
    NameRow,
    Pack,
    SuccessionRow,
    TermRow,
    TradeAgreementRow,
)
from banggiao.packs.succession import Succession
from banggiao.packs.table import PackError, Row, Table

ACTOR_FILES = ("countries.csv", "actors.csv", "organisations.csv", "places.csv")
KINDS_OF_PLACE = frozenset({"country", "territory", "province", "local"})
KINDS_OF_ACTOR = KINDS_OF_PLACE | frozenset(
    "academic agency assembly business forum front government mass media ministerial ministry mission organ "
    "organisation party people post role state steering unit".split()
)
KINDS_OF_NAME = frozenset({"official", "abbreviation", "alias", "former"})
KINDS_OF_SUCCESSION = frozenset({"merged_into", "split_into", "renamed", "replaced_by"})
LABELS = frozenset({"", "ORG", "LOC", "FTA", "DOC", "EVENT", "TITLE"})
STATES_OF_AGREEMENT = frozenset({"in_force", "signed", "negotiation", "unknown"})
STATUSES_OF_INSTRUMENT = frozenset({"", "in_force", "amended", "replaced", "historic", "unknown"})
EVENT_SERIES = "event_series"  # the vocabulary whose terms the reader should know as events

_KEY = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def read_pack(folder: Path, code: str) -> Pack:
    """Read the pack in ``folder``. Raises :class:`PackError` at the first row that cannot be right."""
    return _Loading(folder).pack(code)


class _Loading:
    """The state of one loading: the keys seen so far, with the place of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bearers: dict[str, tuple[str, int]] = {}  # all that names.csv may name, with file and row
        self.actors: dict[str, ActorRow] = {}

    def pack(self, code: str) -> Pack:
        countries = tuple(self._countries())
        for file in ACTOR_FILES[1:]:
            self._read_actors(Table(self.folder, file, ActorRow))
        for actor in self.actors.values():
            self._check_line(actor)
        return Pack(
            code=code,
            actors=tuple(self.actors.values()),
            countries=countries,
            trade_agreements=tuple(self._agreements()),
            instruments=tuple(self._instruments()),
            terms=tuple(self._terms()),
            names=tuple(self._names()),
            successions=tuple(self._successions()),
        )

    def _countries(self) -> Iterator[CountryRow]:
        table = Table(self.folder, ACTOR_FILES[0], CountryRow)
        for country in table:
            self._claim(table, country.key)
            if country.key != f"country-{country.iso3}":
                table.fail("key", f"phải là / must be country-{country.iso3}")
            table.filled("name_vi")
            table.one_of("kind", KINDS_OF_PLACE)
            table.date("un_member_since")
            self.actors[country.key] = ActorRow(
                key=country.key,
                kind=country.kind,
                parent="",
                name_vi=country.name_vi,
                name_en=country.name_en,
                valid_from="",
                valid_to="",
                verification=country.verification,
                source=country.source,
            )
            yield country

    def _read_actors(self, table: Table[ActorRow]) -> None:
        for actor in table:
            self._claim(table, actor.key)
            table.one_of("kind", KINDS_OF_ACTOR)
            table.filled("name_vi")
            table.interval(actor.valid_from, actor.valid_to)
            self.actors[actor.key] = actor

    def _check_line(self, actor: ActorRow) -> None:
        """Refuse a superior that is not there, and an actor that is above itself."""
        line = {actor.key}
        above = actor.parent
        while above:
            file, row = self.bearers[actor.key]
            if above not in self.actors:
                raise PackError(file, row, "parent", f"không có trong gói / not in the pack: {above!r}")
            if above in line:
                raise PackError(file, row, "parent", f"là cấp trên của chính nó / its own superior: {above}")
            line.add(above)
            above = self.actors[above].parent

    def _agreements(self) -> Iterator[TradeAgreementRow]:
        table = Table(self.folder, "trade_agreements.csv", TradeAgreementRow)
        for agreement in table:
            self._claim(table, agreement.key)
            table.filled("name_vi")
            table.one_of("state", STATES_OF_AGREEMENT)
            table.date("signed", "in_force")
            for party in agreement.parties:
                table.known("parties", party, self.actors)
            yield agreement

    def _instruments(self) -> Iterator[InstrumentRow]:
        table = Table(self.folder, "instruments.csv", InstrumentRow)
        own = {instrument.key for instrument in table}
        for instrument in table:
            self._claim(table, instrument.key)
            table.filled("type", "title_vi")
            table.date("date", "horizon")
            table.one_of("status", STATUSES_OF_INSTRUMENT)
            table.known("issuer", instrument.issuer, self.actors)
            table.known("successor", instrument.successor, own)
            yield instrument

    def _terms(self) -> Iterator[TermRow]:
        table = Table(self.folder, "vocabularies.csv", TermRow)
        seen: set[tuple[str, str]] = set()
        for term in table:
            if (term.vocabulary, term.key) in seen:
                table.fail("key", f"trùng mục / the term is there already: {term.vocabulary}/{term.key}")
            seen.add((term.vocabulary, term.key))
            table.filled("label_vi")
            if term.vocabulary == EVENT_SERIES:
                self._claim(table, term.key)
            yield term

    def _names(self) -> Iterator[NameRow]:
        table = Table(self.folder, "names.csv", NameRow)
        seen: set[tuple[str, str, str, str]] = set()
        for name in table:
            table.filled("key", "name")
            table.known("key", name.key, self.bearers)
            table.one_of("kind", KINDS_OF_NAME)
            table.one_of("label", LABELS)
            table.interval(name.valid_from, name.valid_to)
            identity = (name.key, name.name, name.language, name.valid_from)
            if identity in seen:
                table.fail("name", f"trùng tên / the name is there already: {name.name!r} ({name.key})")
            seen.add(identity)
            yield name

    def _successions(self) -> Iterator[SuccessionRow]:
        table = Table(self.folder, "successions.csv", SuccessionRow)
        rows: list[SuccessionRow] = []
        for succession in table:
            table.filled("predecessor", "successor", "date")
            table.known("predecessor", succession.predecessor, self.actors)
            table.known("successor", succession.successor, self.actors)
            table.one_of("kind", KINDS_OF_SUCCESSION)
            table.date("date")
            rows.append(succession)
            yield succession
        _refuse_cycles(table, rows)

    def _claim(self, table: Table[Row], key: str) -> None:
        if not _KEY.fullmatch(key):
            table.fail("key", f"khóa không hợp lệ / not a key: {key!r}")
        if key in self.bearers:
            file, row = self.bearers[key]
            table.fail("key", f"trùng khóa / the key is taken: {key} ({file}, {row})")
        self.bearers[key] = (table.file, table.row)


def _refuse_cycles(table: Table[SuccessionRow], rows: Iterable[SuccessionRow]) -> None:
    try:
        Succession(rows)
    except ValueError as error:
        table.fail("successor", str(error))
