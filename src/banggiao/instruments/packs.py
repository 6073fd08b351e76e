"""Loading a country pack: actors from the floor below, then instruments and vocabularies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from banggiao.actors.services import actors_load, rows_archive, rows_write
from banggiao.core.audit import record_event
from banggiao.core.intervals import parse_given
from banggiao.instruments.models import Instrument, Term
from banggiao.instruments.selectors import EVENT_SERIES, TRADE_AGREEMENT
from banggiao.packs import load_pack, pack_names
from banggiao.packs.records import Pack
from banggiao.sources.packs import PackChange, RowClaim, pack_claims_write, pack_file

_PACKS = UUID("0f7f1a52-0a56-5b1f-8b57-2f6d6f0e8a11")


def pack_load(*, code: str = "vn", who: str, dry_run: bool = False) -> PackChange:
    """Write a country pack into the register, a claim for each row, and return what changed.

    Loading the same pack again changes nothing. ``dry_run`` only tells what would change.

    Raises:
        PackError: a row of the pack cannot be right; nothing was written.
    """
    pack = load_pack(code)
    with transaction.atomic():
        change = actors_load(pack)
        change.add(_instruments_load(pack))
        change.add(_terms_load(pack))
        if change.added or change.changed or change.gone:
            record_event(
                "pack.loaded",
                noun="pack",
                record_key=uuid5(_PACKS, code),
                who=who,
                after={"code": code, "added": change.added, "changed": change.changed},
            )
        transaction.set_rollback(dry_run)
    return change


def _instruments_load(pack: Pack) -> PackChange:
    names = _names_by_key(pack)
    wanted: dict[str, dict[str, Any]] = {}
    for row in pack.instruments:
        given = parse_given(row.date)
        wanted[row.key] = {
            "code": row.key,
            "type": row.type,
            "number": row.number,
            "title": row.title_vi,
            "issuer": row.issuer,
            "date": given.first,
            "date_precision": given.precision,
            "horizon": row.horizon,
            "status": row.status,
            "names": names.get(row.key, []),
        }
    for agreement in pack.trade_agreements:
        given = parse_given(agreement.signed)
        wanted[agreement.key] = {
            "code": agreement.key,
            "type": TRADE_AGREEMENT,
            "number": agreement.code,
            "title": agreement.name_vi,
            "date": given.first,
            "date_precision": given.precision,
            "status": agreement.state,
            "names": names.get(agreement.key, []),
        }
    known = {i.code: i for i in Instrument.objects.filter(code__isnull=False)}
    instruments = rows_write(Instrument, known, wanted)
    successors = {row.key: instruments.get(row.successor) for row in pack.instruments}
    moved = []
    for code, successor in successors.items():
        if instruments[code].successor_id != (successor.pk if successor else None):
            instruments[code].successor = successor
            moved.append(instruments[code])
    Instrument.objects.bulk_update(moved, ["successor"], batch_size=200)
    change = PackChange()
    for file_name in ("instruments.csv", "trade_agreements.csv"):
        file = pack_file(pack.code, file_name)
        change.add(
            pack_claims_write(
                file,
                [
                    RowClaim(line.cells["key"], "instrument", instruments[line.cells["key"]].key, line)
                    for line in file.lines
                ],
            )
        )
    return change


def _terms_load(pack: Pack) -> PackChange:
    names = _names_by_key(pack)
    wanted = {
        (row.vocabulary, row.key): {
            "vocabulary": row.vocabulary,
            "code": row.key,
            "label_vi": row.label_vi,
            "label_en": row.label_en,
            "order": row.order,
            "names": names.get(row.key, []) if row.vocabulary == EVENT_SERIES else [],
        }
        for row in pack.terms
    }
    terms = rows_write(Term, {(t.vocabulary, t.code): t for t in Term.objects.all()}, wanted)
    file = pack_file(pack.code, "vocabularies.csv")
    rows = [
        RowClaim(
            f"{line.cells['vocabulary']}/{line.cells['key']}",
            "term",
            terms[(line.cells["vocabulary"], line.cells["key"])].key,
            line,
        )
        for line in file.lines
    ]
    change = pack_claims_write(file, rows)
    rows_archive(Term, change.gone.get("term", []))
    return change


def _names_by_key(pack: Pack) -> dict[str, list[list[str]]]:
    """Return the names by which papers call what is no actor, each with the kind of mention it makes."""
    actors = {actor.key for actor in pack.actors}
    names: dict[str, list[list[str]]] = defaultdict(list)
    for name in pack_names(pack):
        if name.key not in actors:
            names[name.key].append([name.text, name.label])
    return names
