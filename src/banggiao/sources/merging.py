"""Two records of one thing become one: what is said of both stands side by side, what points at either points
at the one that stays, and the other leads to it. All of it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import Event, NounRecord, PersonalPayload
from banggiao.core.nouns import Fault, Field, Noun, noun_of
from banggiao.sources.coded import codes_back, codes_move
from banggiao.sources.deeds import begin, choice_back, claim_close, life_set, needs_reason, standing_claims
from banggiao.sources.holding import choices_about, claims_about, held
from banggiao.sources.models import Choice, Claim, Merger
from banggiao.sources.moving import (
    Moved,
    labels_back,
    labels_move,
    pointers_back,
    pointers_move,
    relations_back,
    relations_move,
    untold,
)
from banggiao.sources.projecting import columns_follow
from banggiao.sources.records import choose, locked
from banggiao.sources.relations import Relation, relations_of
from banggiao.sources.services import claim_move
from banggiao.sources.values import values_of
from banggiao.sources.writing import Writing

KEEP, DROP = "keep", "drop"


@dataclass(frozen=True, slots=True)
class Side:
    """One field of the two records. Where both say something and not the same, one must be chosen."""

    field: Field
    keep: Any
    drop: Any

    @property
    def disputed(self) -> bool:
        """Whether one of the two must be chosen."""
        return self.keep is not None and self.drop is not None and self.keep != self.drop


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: facts side by side, how many records would move by relation, and what stands
    against it, in words."""

    keep: NounRecord
    drop: NounRecord
    sides: tuple[Side, ...]
    moves: tuple[tuple[Relation, int], ...]
    problems: tuple[Fault, ...]


def merge_preview(
    keep: NounRecord, drop: NounRecord, viewer: Viewer, choices: Mapping[str, str] | None = None
) -> Preview:
    """Return what merging ``drop`` into ``keep`` would do. The merge is tried and taken back, so that what
    the database would refuse is said beforehand. Fields not chosen yet are taken from ``keep``.

    Raises:
        DeedRefused: the person may not merge these, or not see one of them.
    """
    noun = noun_of(keep.noun_code)
    with transaction.atomic():
        begin(keep, viewer, "merge")
        begin(drop, viewer, "merge")
        sides = sides_of(noun, keep, drop)
        moves = []
        for relation in relations_of(noun.model):
            if relation.name in noun.follows and relation.noun is not None:
                rows = relation.model.objects.visible_to(viewer).current().filter(**{relation.field: drop.pk})
                if count := rows.count():
                    moves.append((relation, count))
        wanted = {side.field.name: KEEP for side in sides if side.disputed} | dict(choices or {})
        problems: tuple[Fault, ...] = ()
        try:
            with transaction.atomic():
                records_merge(keep, drop, by=viewer, choices=wanted, reason="-")
                transaction.set_rollback(True)
        except RowsRefused as refused:
            problems = tuple(fault for _, fault in refused.faults)
        except DeedRefused as refused:
            problems = (Fault(refused.field, refused.code, refused.vietnamese, refused.english),)
        return Preview(keep, drop, sides, tuple(moves), problems)


def records_merge(
    keep: NounRecord, drop: NounRecord, *, by: Viewer, choices: Mapping[str, str], reason: str
) -> NounRecord:
    """Merge ``drop`` into ``keep`` and return it. ``choices`` says for each disputed field whose value holds:
    "keep" or "drop".

    Raises:
        DeedRefused: the two cannot be one, fewer may see one of them, or a relation points at them of which
            the noun's description does not say what a merge does with it.
        RowsRefused: a disputed field without a choice, or what would move cannot stand beside what is there.
    """
    needs_reason(reason)
    noun = noun_of(keep.noun_code)
    _refuse_pair(noun, keep, drop)
    with transaction.atomic():
        for record in sorted((keep, drop), key=lambda r: r.pk):
            locked(record, by)
        keep, writing = begin(keep, by, "merge")
        drop, _ = begin(drop, by, "merge")
        if keep.label_id != drop.label_id:
            raise DeedRefused(
                "merge-labels", "Hai bản ghi có phạm vi lưu hành khác nhau; hãy đưa về cùng phạm vi trước.",
                "Not the same people may see the two records; give them one circulation first.",
            )  # fmt: skip
        sides = sides_of(noun, keep, drop)
        disputed = [side.field for side in sides if side.disputed]
        _refuse_unchosen(disputed, choices)
        before = {side.field.name: side.keep for side in sides}
        for record in (keep, drop):
            standing_claims(writing, record, before)
        told = {KEEP: _held_claims(noun, keep), DROP: _held_claims(noun, drop)}
        Merger.objects.create(noun=noun.code, dropped=drop.key, kept=keep.key, merged_at=timezone.now())
        life_set(writing, drop, archived=True)
        claims = _claims_move(drop, keep)
        moved = Moved()
        labels_move(drop, keep, moved)
        moved.codes = codes_move(drop, keep)
        faults = relations_move(writing, drop, keep, moved, by) + pointers_move(drop, keep, moved)
        if faults:
            raise RowsRefused([(0, fault) for fault in faults])
        made = []
        for field in disputed:
            side = choices[field.name]
            claim = told[side][field.name]
            claim = claims.get(claim.pk, claim)
            made.append(choose(claim, field.name, by=by, reason=reason).pk)
        keep.refresh_from_db()
        changed = columns_follow(writing, keep, by=by)
        writing.after([keep])
        writing.event(
            f"{noun.code}.merged", keep, {name: before[name] for name in changed} | {"@columns": before},
            {
                **changed, "@drop": str(drop.key), "@caption": drop.caption, "@moved": asdict(moved),
                "@claims": [[old, new.pk] for old, new in claims.items()], "@choices": made,
            },
            reason,
        )  # fmt: skip
        return keep


def merge_undo(writing: Writing, keep: NounRecord, event: Event, by: Viewer) -> None:
    """Part two records again: what was moved goes back, where nobody has moved it on since.

    Raises:
        DeedRefused: the other record was changed since, or may not be seen.
        RowsRefused: what was there before can no longer stand.
    """
    told = event.after or {}
    noun = writing.noun
    drop = locked(noun.model.objects.get(key=told["@drop"]), by, archived=True)
    moved = Moved(**told["@moved"])
    Merger.objects.filter(noun=noun.code, dropped=drop.key, undone_at__isnull=True).update(
        undone_at=timezone.now()
    )
    for pk in told["@choices"]:
        choice = Choice.objects.select_related("claim").get(pk=pk)
        choice_back(choice, choice.claim)
    for old, new in told["@claims"]:
        _claim_back(Claim.objects.get(pk=old), Claim.objects.get(pk=new))
    columns_follow(writing, keep, by=by, before=(event.before or {})["@columns"])
    pointers_back(drop, keep, moved)
    labels_back(moved)
    codes_back(drop, keep, moved.codes)
    drop.refresh_from_db()
    relations_back(writing, drop, keep, moved)
    keep.refresh_from_db()
    writing.after([keep])
    life_set(writing, drop, archived=False)


def sides_of(noun: Noun, keep: NounRecord, drop: NounRecord) -> tuple[Side, ...]:
    """Return every open field of two records side by side, as their columns hold it."""
    mine, theirs = values_of(noun, [keep, drop])
    return tuple(Side(f, mine[f.name], theirs[f.name]) for f in noun.open_fields)


def _refuse_pair(noun: Noun, keep: NounRecord, drop: NounRecord) -> None:
    if keep.noun_code != drop.noun_code or keep.pk == drop.pk:
        raise DeedRefused(
            "merge-pair", "Hãy chọn hai bản ghi khác nhau cùng loại.", "Choose two records of one kind."
        )
    if noun.not_merged is not None:
        fault = noun.not_merged
        raise DeedRefused(fault.code, fault.vietnamese, fault.english)
    unknown = untold(noun)
    if unknown:
        names = ", ".join(unknown)
        raise DeedRefused(
            "merge-untold",
            f"Chưa gộp được: chưa có quy định về quan hệ {names}.",
            f"They cannot be merged: nothing is laid down about the relation {names}.",
        )


def _refuse_unchosen(disputed: list[Field], choices: Mapping[str, str]) -> None:
    faults = [
        (0, Fault(f.name, "choose", f"Hãy chọn giá trị của “{f.vi}”.", f"Choose which “{f.en}” holds."))
        for f in disputed
        if choices.get(f.name) not in (KEEP, DROP)
    ]
    if faults:
        raise RowsRefused(faults)


def _held_claims(noun: Noun, record: NounRecord) -> dict[str, Claim]:
    entries = held(claims_about(noun.code, record.key), choices_about(noun.code, record.key))
    return {name: entry.claim for name, entry in entries.items()}


def _claims_move(drop: NounRecord, keep: NounRecord) -> dict[int, Claim]:
    """Let what was said of ``drop`` be said of ``keep`` from now on. Return the new claims by the old ids."""
    moved = {}
    claims = Claim.objects.select_for_update(of=("self",)).filter(
        noun=drop.noun_code, record_key=drop.key, recorded_to__isnull=True
    )
    for claim in claims.order_by("id"):
        new = claim_move(claim, keep.key)
        moved[claim.pk] = new
        PersonalPayload.objects.filter(claim_key=claim.key).update(record_key=keep.key, claim_key=new.key)
    return moved


def _claim_back(old: Claim, new: Claim) -> None:
    state = new.state
    claim_close(new)
    PersonalPayload.objects.filter(claim_key=new.key).update(record_key=old.record_key, claim_key=old.key)
    old.state, old.recorded_to = state, None
    old.save(update_fields=["state", "recorded_to"])
