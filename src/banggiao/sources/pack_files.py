"""Which file of a pack speaks of which noun, and by which columns. A column fills the field of its own name
unless it is said otherwise here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from banggiao.core.nouns import Noun
from banggiao.packs.loading import ACTOR_FILES
from banggiao.packs.names import label_of, pack_names
from banggiao.packs.records import Pack


class Known:
    """A pack's rows as its sheets ask for them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.actors = {row.key: row for row in pack.actors}
        self.countries = {row.key: row for row in pack.countries}

    @cached_property
    def names(self) -> dict[str, list[list[str]]]:
        """The names by which papers call what is no actor, each with the kind of mention it makes."""
        names: dict[str, list[list[str]]] = {}
        for name in pack_names(self.pack):
            if name.key not in self.actors:
                names.setdefault(name.key, []).append([name.text, name.label])
        return names


Cells = Mapping[str, str]
Said = tuple[str, dict[str, str]]
"""What names the record within its file for good, and its values by field."""


@dataclass(frozen=True)
class Sheet:
    """Rows of ``files`` as records of ``noun``.

    ``columns`` gives field → column where the names differ; ``named_by`` the columns that name a row for
    good, whatever else in it changes. ``same`` are the fields by which a record that the register has
    already is known again. ``says`` is for rows that speak of no record or of several. ``aside`` gives the
    columns of the table that no field shows.
    """

    noun: str
    files: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    named_by: tuple[str, ...] = ("key",)
    same: tuple[str, ...] = ()
    says: Callable[[Known, Cells], Iterable[Said]] | None = None
    aside: Callable[[Known, str], dict[str, Any]] | None = None

    def said(self, noun: Noun, known: Known, cells: Cells) -> Iterable[Said]:
        """Return what a row says, record by record."""
        if self.says is not None:
            return self.says(known, cells)
        values = {
            f.name: cells[column]
            for f in noun.fields
            if (column := self.columns.get(f.name, f.name)) in cells
        }
        return [("/".join(cells[column] for column in self.named_by), values)]

    def column_of(self, name: str) -> str:
        """Return the column that fills a field."""
        return self.columns.get(name, name)


def _official_names(known: Known, cells: Cells) -> Iterator[Said]:
    """An actor's own row gives its official names."""
    row = known.actors[cells["key"]]
    for name, language in ((row.name_vi, "vi"), (row.name_en, "en")):
        if name:
            yield (
                f"{row.key}/{language}",
                {
                    "actor": row.key, "name": name, "language": language, "kind": "official",
                    "mention": label_of(row), "valid_from": row.valid_from, "valid_to": row.valid_to,
                },
            )  # fmt: skip


def _names(known: Known, cells: Cells) -> Iterator[Said]:
    """A name of an actor; those of instruments and events lie with their bearers (``aside``)."""
    row = known.actors.get(cells["key"])
    if row is not None:
        told = "/".join(cells[c] for c in ("key", "name", "language", "kind", "valid_from"))
        values = {c: cells[c] for c in ("name", "language", "kind", "valid_from", "valid_to")}
        yield told, {**values, "actor": row.key, "mention": cells["label"] or label_of(row)}


_LIFECYCLES = {"in_force": "in_force", "amended": "in_force", "replaced": "replaced", "": ""}
_KINDS = {
    "Chỉ thị": "directive", "Kết luận": "directive", "Luật": "law", "Pháp lệnh": "law", "Nghị định": "law",
    "Thông tư": "law", "Hiến pháp": "law", "Quy chuẩn": "law", "Quy chế": "regulation",
    "Hướng dẫn": "regulation", "Quy định": "regulation", "Công ước": "treaty", "Hiến chương": "treaty",
    "Hiệp ước": "treaty", "Hiệp định": "treaty", "Tuyên bố": "statement", "Chương trình": "programme",
    "Kế hoạch": "programme", "Đề án": "programme", "Chiến lược": "programme",
}  # fmt: skip


def kind_of_instrument(kind: str, number: str) -> str:
    """Return the group of instruments that a type and a number belong to; numbers tell Party from State."""
    if kind in ("Nghị quyết", "Quyết định"):
        if number.endswith("/TW") or not number:
            return "directive" if kind == "Nghị quyết" else "regulation"
        return "law" if "/QH" in number or "UBTVQH" in number or number.count("/") > 1 else "regulation"
    return _KINDS.get(kind, "other")


def _instrument(_: Known, cells: Cells) -> Iterator[Said]:
    status = cells["status"]
    yield (
        cells["key"],
        {
            "title": cells["title_vi"], "number": cells["number"], "type": cells["type"],
            "kind": kind_of_instrument(cells["type"], cells["number"]), "issuer": cells["issuer"],
            "date": cells["date"], "horizon": cells["horizon"], "successor": cells["successor"],
            "lifecycle": _LIFECYCLES.get(status, "unknown"),
            "valid_from": cells["in_force"], "note": cells["note"],
        },
    )  # fmt: skip


def _trade_agreement(_: Known, cells: Cells) -> Iterator[Said]:
    yield (
        cells["key"],
        {
            "title": cells["name_vi"], "number": cells["code"], "type": "Hiệp định", "kind": cells["kind"],
            "date": cells["signed"], "lifecycle": cells["state"], "valid_from": cells["in_force"],
            "note": cells["note"],
        },
    )  # fmt: skip


def _parties(_: Known, cells: Cells) -> Iterator[Said]:
    for party in cells["parties"].split():
        yield f"{cells['key']}/{party}", {"instrument": cells["key"], "actor": party, "role": "party"}


def _codes(known: Known, key: str) -> dict[str, Any]:
    row = known.countries.get(key)
    codes = {c: getattr(row, c) for c in ("iso2", "iso3", "m49", "un_member_since")} if row else {}
    return {"codes": {name: value for name, value in codes.items() if value}}


def _instrument_aside(known: Known, key: str) -> dict[str, Any]:
    return {"code": key, "names": known.names.get(key, [])}


def _term_aside(known: Known, key: str) -> dict[str, Any]:
    vocabulary, _, code = key.partition("/")
    return {"names": known.names.get(code, []) if vocabulary == "event_series" else []}


SHEETS = (
    Sheet("term", ("vocabularies.csv",), columns={"code": "key"}, named_by=("vocabulary", "key"),
          same=("vocabulary", "code"), aside=_term_aside),
    Sheet("actor", ACTOR_FILES, columns={"code": "key"}, same=("code",), aside=_codes),
    Sheet("actorname", ACTOR_FILES, says=_official_names,
          same=("actor", "name", "language", "kind", "valid_from")),
    Sheet("actorname", ("names.csv",), says=_names, same=("actor", "name", "language", "kind", "valid_from")),
    Sheet("actorcode", ("actor_codes.csv",)),
    Sheet("succession", ("successions.csv",), columns={"on": "date"},
          named_by=("predecessor", "successor", "kind"), same=("predecessor", "successor", "kind")),
    Sheet("instrument", ("instruments.csv",), says=_instrument, aside=_instrument_aside),
    Sheet("instrument", ("trade_agreements.csv",), says=_trade_agreement, aside=_instrument_aside),
    Sheet("party", ("trade_agreements.csv",), says=_parties, same=("instrument", "actor", "role")),
    Sheet("tie", ("ties.csv",)),
    Sheet("person", ("people.csv",)),
    Sheet("post", ("posts.csv",)),
    Sheet("tenure", ("tenures.csv",)),
    Sheet("engagement", ("engagements.csv",)),
    Sheet("indicator", ("indicators.csv",), columns={"code": "key"}, same=("code",)),
    Sheet("figure", ("figures.csv",)),
    Sheet("deadline", ("deadlines.csv",)),
    Sheet("authority", ("authorities.csv",)),
    Sheet("norm", ("norms.csv",)),
    Sheet("holiday", ("holidays.csv",), same=("on",)),
    Sheet("report", ("reports.csv",)),
)  # fmt: skip
"""In the order in which they are written: what is named before what names it."""

CLAIMS = "claims.csv"
"""Rows that say one field of a record once more: another source that says otherwise, or a word less sure than
the rest of its row. Columns: noun, key, field, value."""
