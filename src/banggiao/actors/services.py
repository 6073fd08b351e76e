"""Writing actors from a country pack: actors, their names, who became whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from banggiao.actors.models import Actor, ActorName, Succession
from banggiao.core.intervals import interval_fields, parse_given
from banggiao.packs.loading import ACTOR_FILES
from banggiao.packs.names import label_of
from banggiao.packs.records import Pack
from banggiao.sources.models import Claim
from banggiao.sources.packs import PackChange, PackFile, RowClaim, pack_claims_write, pack_file


def actors_load(pack: Pack) -> PackChange:
    """Write the pack's actors, names and successions, each with its claim. Loading again changes nothing.

    Names and successions that the pack no longer has are archived; actors stay, since others point at them.
    """
    change = PackChange()
    _write_actors(pack)
    actors = {actor.code: actor for actor in Actor.objects.all()}
    for name in ACTOR_FILES:
        file = pack_file(pack.code, name)
        change.add(
            pack_claims_write(
                file,
                [
                    RowClaim(c["key"], "actor", actors[c["key"]].key, line)
                    for line in file.lines
                    if (c := line.cells)
                ],
            )
        )
    _write_official_names(pack, actors)
    names = pack_file(pack.code, "names.csv")
    change.add(pack_claims_write(names, _write_names(pack, names, actors)))
    successions = pack_file(pack.code, "successions.csv")
    change.add(pack_claims_write(successions, _write_successions(successions, actors)))
    rows_archive(ActorName, change.gone.get("actorname", []))
    _archive_former_official_names(pack, actors)
    rows_archive(Succession, change.gone.get("succession", []))
    return change


def rows_archive(model: type[Any], keys: Iterable[UUID]) -> None:
    """Archive the records with these keys."""
    model.objects.filter(key__in=list(keys), archived_at__isnull=True).update(archived_at=timezone.now())


def rows_write(model: type[Any], known: dict[Any, Any], wanted: dict[Any, dict[str, Any]]) -> dict[Any, Any]:
    """Create or update records so that each identity has the wanted fields; return all by identity."""
    fresh = {identity: model(**values) for identity, values in wanted.items() if identity not in known}
    changed = []
    for identity, record in known.items():
        values = wanted.get(identity)
        if values is None:
            continue
        values = {**values, "archived_at": None}
        if any(getattr(record, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(record, name, value)
            changed.append(record)
    if changed:
        columns = [f.name for f in model._meta.concrete_fields if f.name not in {"id", "key", "created_at"}]
        model.objects.bulk_update(changed, columns, batch_size=100)
    model.objects.bulk_create(fresh.values(), batch_size=500)
    return {**known, **fresh}


def _write_actors(pack: Pack) -> None:
    codes = {
        row.key: {
            name: value
            for name, value in (
                ("iso2", row.iso2), ("iso3", row.iso3), ("m49", row.m49),
                ("un_member_since", row.un_member_since),
            )
            if value
        }
        for row in pack.countries
    }  # fmt: skip
    wanted = {
        row.key: {
            "code": row.key,
            "kind": row.kind,
            "name_vi": row.name_vi,
            "name_en": row.name_en,
            "codes": codes.get(row.key, {}),
            **interval_fields(row.valid_from, row.valid_to),
        }
        for row in pack.actors
    }
    actors = rows_write(Actor, {actor.code: actor for actor in Actor.objects.all()}, wanted)
    moved = []
    for row in pack.actors:
        actor, parent = actors[row.key], actors.get(row.parent)
        if actor.parent_id != (parent.pk if parent else None):
            actor.parent = parent
            moved.append(actor)
    Actor.objects.bulk_update(moved, ["parent"], batch_size=200)


def _name_identity(actor: int, name: str, language: str, kind: str, start: Any) -> tuple[Any, ...]:
    return actor, name, language, kind, start


def _known_names(names: models.QuerySet[ActorName]) -> dict[tuple[Any, ...], ActorName]:
    return {_name_identity(n.actor_id, n.name, n.language, n.kind, n.valid_from): n for n in names}


def _write_official_names(pack: Pack, actors: dict[str, Actor]) -> None:
    """Keep the names that the actors' own rows give; their claims are those of the actors."""
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in pack.actors:
        actor, interval = actors[row.key], interval_fields(row.valid_from, row.valid_to)
        for name, language in ((row.name_vi, "vi"), (row.name_en, "en")):
            if name:
                identity = _name_identity(actor.pk, name, language, "official", interval["valid_from"])
                wanted[identity] = {
                    "actor_id": actor.pk, "name": name, "language": language, "kind": "official",
                    "mention": label_of(row), **interval,
                }  # fmt: skip
    rows_write(ActorName, _known_names(ActorName.objects.filter(kind="official")), wanted)


def _archive_former_official_names(pack: Pack, actors: dict[str, Actor]) -> None:
    """Archive official names that an actor's row no longer gives and that no row of its own claims."""
    official = {(actors[row.key].pk, name) for row in pack.actors for name in (row.name_vi, row.name_en)}
    claimed = Claim.objects.filter(noun="actorname", recorded_to__isnull=True).values("record_key")
    own = ActorName.objects.filter(kind="official", archived_at__isnull=True).exclude(key__in=claimed)
    rows_archive(
        ActorName,
        [key for key, *name in own.values_list("key", "actor", "name") if tuple(name) not in official],
    )


def _write_names(pack: Pack, file: PackFile, actors: dict[str, Actor]) -> list[RowClaim]:
    labels = {row.key: label_of(row) for row in pack.actors}
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {}
    lines: list[tuple[tuple[Any, ...], str, Any]] = []
    for line in file.lines:
        cells = line.cells
        actor = actors.get(cells["key"])
        if actor is None:  # a name of an instrument or of an event
            continue
        interval = interval_fields(cells["valid_from"], cells["valid_to"])
        identity = _name_identity(
            actor.pk, cells["name"], cells["language"], cells["kind"], interval["valid_from"]
        )
        wanted[identity] = {
            "actor_id": actor.pk, "name": cells["name"], "language": cells["language"], "kind": cells["kind"],
            "mention": cells.get("label") or labels[cells["key"]], **interval,
        }  # fmt: skip
        told = "/".join(cells[column] for column in ("key", "name", "language", "kind", "valid_from"))
        lines.append((identity, told, line))
    names = rows_write(ActorName, _known_names(ActorName.objects.all()), wanted)
    return [RowClaim(told, "actorname", names[identity].key, line) for identity, told, line in lines]


def _write_successions(file: PackFile, actors: dict[str, Actor]) -> list[RowClaim]:
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {}
    lines: list[tuple[tuple[Any, ...], str, Any]] = []
    for line in file.lines:
        cells = line.cells
        on = parse_given(cells["date"])
        before, after = actors[cells["predecessor"]], actors[cells["successor"]]
        identity = (before.pk, after.pk, cells["kind"])
        wanted[identity] = {
            "predecessor_id": before.pk, "successor_id": after.pk, "kind": cells["kind"],
            "on": on.first, "on_precision": on.precision,
        }  # fmt: skip
        lines.append((identity, "/".join((cells["predecessor"], cells["successor"], cells["kind"])), line))
    known = {(s.predecessor_id, s.successor_id, s.kind): s for s in Succession.objects.all()}
    successions = rows_write(Succession, known, wanted)
    return [RowClaim(told, "succession", successions[identity].key, line) for identity, told, line in lines]
