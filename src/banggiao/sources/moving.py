"""Moving what points at one record to another of the same noun, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from banggiao.core.access import Viewer, label_get
from banggiao.core.errors import RowsRefused
from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import Fault, Noun
from banggiao.search.services import entries_relabel
from banggiao.sources.coded import Before
from banggiao.sources.relations import Relation, relations_of
from banggiao.sources.values import values_of
from banggiao.sources.writing import Writing

PAGE = 500
POINTERS: Mapping[str, str] = {
    "core.Attachment": "moves",
    "core.Upload": "moves",
    "access.Release": "moves",
    "sources.Claim": "moves",  # as claims move: a new one takes the old one's place
    "core.PersonalPayload": "moves",  # with its claim
    "sources.Choice": "stays",  # it is among the claims about the record that it was made for
    "reminders.Notice": "stays",  # what somebody was told of the record that it was
    "reminders.Watch": "stays",  # who watches hears of the merge and watches the other from then on
    "core.Event": "stays",  # the audit is never changed; the record's page leads to it
}
"""What a merge does with each table that names records by noun and key."""
_MOVED_HERE = ("core.Attachment", "core.Upload", "access.Release")


@dataclass(slots=True)
class Moved:
    """What was moved, so that it can be moved back: ids by relation, as the audit keeps them.

    ``links`` are links (id, side) that were taken away because the other record had them too; ``twins`` the
    rows that say of the one record what a row says of the other already: they stayed, archived; ``codes``
    what columns held that named the record by its code.
    """

    rows: dict[str, list[int]] = field(default_factory=dict)
    links: dict[str, list[list[int]]] = field(default_factory=dict)
    twins: dict[str, list[int]] = field(default_factory=dict)
    pointers: dict[str, list[int]] = field(default_factory=dict)
    labels: list[tuple[int, int, dict[str, list[int]]]] = field(default_factory=list)
    codes: Before = field(default_factory=dict)


def untold(noun: Noun) -> list[str]:
    """Return the relations and tables that point at this noun's records and that no merge was told about."""
    known = noun.follows | set(noun.stays)
    found = [r.name for r in relations_of(noun.model) if r.name not in known]
    for model in apps.get_models():
        names = {f.name for f in model._meta.get_fields()}
        if {"noun", "record_key"} <= names and model._meta.label not in POINTERS:
            found.append(model._meta.label)
    return found


def relations_move(
    writing: Writing, drop: NounRecord, keep: NounRecord, moved: Moved, by: Viewer
) -> list[Fault]:
    """Let all that points at ``drop`` point at ``keep``. Return why some cannot, in words for ``by``."""
    faults: list[Fault] = []
    followed = [r for r in relations_of(type(drop)) if r.name in writing.noun.follows]
    for relation in sorted(followed, key=lambda r: r.noun is not None):  # histories before what derives them
        if relation.many:
            _links_move(relation, drop, keep, moved)
            pks = moved.rows[relation.name]
        else:
            pks, refused = _rows_move(writing, relation, (drop, keep), moved, by)
            faults += refused
        if relation.noun is not None and not faults:
            faults += _checked(relation, pks, by)
    return faults


def relations_back(writing: Writing, drop: NounRecord, keep: NounRecord, moved: Moved) -> None:
    """Let what was moved point at ``drop`` again, where it still points at ``keep``."""
    for relation in relations_of(type(drop)):
        pks = moved.rows.get(relation.name, [])
        if relation.many:
            _links_back(relation, drop, keep, pks, moved.links.get(relation.name, []))
        else:
            _each(writing, relation, _pointing(relation, keep, pks), drop)
        twins = moved.twins.get(relation.name, [])
        if twins:
            _manager(relation).filter(pk__in=twins).update(archived_at=None)
        _after(writing, relation, [*pks, *twins])


def pointers_move(drop: NounRecord, keep: NounRecord, moved: Moved) -> list[Fault]:
    """Let files and requests that name ``drop`` by its key name ``keep``. Return why some cannot."""
    faults = []
    for label in _MOVED_HERE:
        model = _model(label)
        if model is None:
            continue
        rows = model._default_manager.filter(noun=drop.noun_code, record_key=drop.key)
        moved.pointers[label] = list(rows.values_list("pk", flat=True))
        try:
            with transaction.atomic():
                rows.update(record_key=keep.key)
        except IntegrityError:
            faults.append(
                Fault(
                    "", "pointer", f"Cả hai bản ghi cùng có: {model._meta.verbose_name}.",
                    f"Both records have one: {model._meta.verbose_name}.",
                )
            )  # fmt: skip
    return faults


def pointers_back(drop: NounRecord, keep: NounRecord, moved: Moved) -> None:
    """Let them name ``drop`` again."""
    for label, pks in moved.pointers.items():
        model = _model(label)
        if model is not None:
            model._default_manager.filter(pk__in=pks, record_key=keep.key).update(record_key=drop.key)


def labels_move(drop: NounRecord, keep: NounRecord, moved: Moved) -> None:
    """Give what the body ``drop`` owns, or may see by name, to ``keep``: labels name actors by their keys."""
    owned = Q(owner=drop.key) | Q(circulation="named")
    for label in AccessLabel.objects.filter(owned):
        named = [keep.key if key == str(drop.key) else UUID(key) for key in label.named]
        owner = keep.key if label.owner == drop.key else label.owner
        if owner == label.owner and str(drop.key) not in label.named:
            continue
        new = label_get(
            circulation=label.circulation, owner=owner, named=named, embargo_until=label.embargo_until
        )
        moved.labels.append((label.pk, new.pk, _label_swap(label.pk, new.pk)))


def labels_back(moved: Moved) -> None:
    """Take the labels back."""
    for old, new, rows in moved.labels:
        for relation in relations_of(AccessLabel):
            pks = rows.get(relation.name, [])
            kept = relation.model._default_manager.filter(pk__in=pks, **{relation.field: new})
            kept.update(**{relation.field: old})
            if relation.noun is not None:
                entries_relabel(relation.noun, pks, old)


def _label_swap(old: int, new: int) -> dict[str, list[int]]:
    swapped = {}
    for relation in relations_of(AccessLabel):
        rows = relation.model._default_manager.filter(**{relation.field: old})
        if relation.model._meta.label != "search.Entry":
            swapped[relation.name] = list(rows.values_list("pk", flat=True))
        rows.update(**{relation.field: new})
    return {name: pks for name, pks in swapped.items() if pks}


def _rows_move(
    writing: Writing, relation: Relation, pair: tuple[NounRecord, NounRecord], moved: Moved, by: Viewer
) -> tuple[list[int], list[Fault]]:
    """Move the rows of one foreign key. Return their ids, and why some cannot be moved."""
    drop, keep = pair
    pks = list(_manager(relation).filter(**{relation.field: drop.pk}).values_list("pk", flat=True))
    if not _derives(relation):
        try:
            with transaction.atomic():
                _manager(relation).filter(pk__in=pks).update(**{relation.field: keep.pk})
        except IntegrityError:
            pass
        else:
            moved.rows[relation.name] = pks
            _after(writing, relation, pks)
            return pks, []
    stayed: list[int] = []
    faults = []
    for row, fault in _each(writing, relation, _manager(relation).filter(pk__in=pks), keep):
        if _is_twin(relation, row, keep):
            stayed.append(row.pk)
        else:
            faults.append(_of_row(by, relation, row, fault))
    if stayed:  # only records of nouns have twins, and these can be archived
        living = _manager(relation).filter(pk__in=stayed, archived_at__isnull=True)
        moved.twins[relation.name] = list(living.values_list("pk", flat=True))
        living.update(archived_at=timezone.now())
    moved.rows[relation.name] = [pk for pk in pks if pk not in set(stayed)]
    _after(writing, relation, pks)
    return moved.rows[relation.name], faults


def _each(writing: Writing, relation: Relation, rows: Any, to: NounRecord) -> list[tuple[Any, Fault]]:
    """Point rows at ``to`` one by one, with what is derived from it; return those that are refused."""
    noun = relation.noun
    own = Writing(noun, writing.by) if noun else writing
    refused: list[tuple[Any, Fault]] = []
    for row in rows:
        setattr(row, relation.field, to)
        try:
            with transaction.atomic():
                if noun is not None and relation.field in noun.by_name:
                    row.save(update_fields=[relation.field])
                    own.write_columns(row, values_of(noun, [row])[0], {})
                else:
                    row.save(update_fields=[relation.field])
        except IntegrityError as error:
            refused.append((row, own.refusal(error)))
        except RowsRefused as error:
            refused.append((row, error.faults[0][1]))
    return refused


def _derives(relation: Relation) -> bool:
    """Whether columns of the pointing row are made from what it points at: its caption, or others."""
    noun = relation.noun
    return noun is not None and (relation.field in noun.title or noun.prepare is not None)


def _is_twin(relation: Relation, row: Any, keep: NounRecord) -> bool:
    noun = relation.noun
    if noun is None:
        return False
    others = list(_manager(relation).filter(**{relation.field: keep.pk}, archived_at__isnull=True))
    mine = {**values_of(noun, [row])[0], relation.field: str(keep.key)}
    return any(mine == values for values in values_of(noun, others))


def _checked(relation: Relation, pks: Sequence[int], by: Viewer) -> Iterator[Fault]:
    """Yield what the noun's own rules say against the rows as they now stand."""
    noun = relation.noun
    if noun is None or relation.field not in noun.by_name:
        return
    for start in range(0, len(pks), PAGE):
        rows = list(noun.model.objects.current().filter(pk__in=pks[start : start + PAGE]))
        values = values_of(noun, rows)
        for row, told in zip(rows, values, strict=True):
            for fault in noun.check(told):
                yield _of_row(by, relation, row, fault)
        if noun.check_many is not None:
            for n, fault in noun.check_many(values, rows):
                yield _of_row(by, relation, rows[n], fault)


def _of_row(by: Viewer, relation: Relation, row: Any, fault: Fault) -> Fault:
    """Say of which row the fault is, by its name where the person may see it."""
    seen = not isinstance(row, NounRecord) or by.sees(row.label_id)
    vi, en = (f"“{row}”",) * 2 if seen else ("(ngoài phạm vi xem của bạn)", "(outside of what you may see)")
    return Fault(
        relation.name, fault.code, f"{relation.title('vi')} {vi}: {fault.vietnamese}",
        f"{relation.title('en')} {en}: {fault.english}",
    )  # fmt: skip


def _links_move(relation: Relation, drop: NounRecord, keep: NounRecord, moved: Moved) -> None:
    through, mine, theirs = _link(relation)
    linked = list(through.objects.filter(**{theirs: drop.pk}).values_list(mine, flat=True))
    twice = through.objects.filter(**{theirs: keep.pk, f"{mine}__in": linked})
    both = set(twice.values_list(mine, flat=True))
    taken = through.objects.filter(**{theirs: drop.pk, f"{mine}__in": both})
    moved.links[relation.name] = [list(link) for link in taken.values_list("pk", mine)]
    taken.delete()
    through.objects.filter(**{theirs: drop.pk}).update(**{theirs: keep.pk})
    moved.rows[relation.name] = [pk for pk in linked if pk not in both]


def _links_back(
    relation: Relation, drop: NounRecord, keep: NounRecord, pks: Sequence[int], taken: Sequence[list[int]]
) -> None:
    through, mine, theirs = _link(relation)
    through.objects.filter(**{theirs: keep.pk, f"{mine}__in": pks}).update(**{theirs: drop.pk})
    there = set(through.objects.filter(**{theirs: drop.pk}).values_list(mine, flat=True))
    through.objects.bulk_create(
        through(**{"pk": link, mine: pk, theirs: drop.pk}) for link, pk in taken if pk not in there
    )


def _link(relation: Relation) -> tuple[Any, str, str]:
    own = relation.model._meta.get_field(relation.field)
    return own.remote_field.through, f"{own.m2m_field_name()}_id", f"{own.m2m_reverse_field_name()}_id"


def _pointing(relation: Relation, to: NounRecord, pks: Sequence[int]) -> Any:
    return _manager(relation).filter(pk__in=pks, **{relation.field: to.pk})


def _after(writing: Writing, relation: Relation, pks: Sequence[int]) -> None:
    noun = relation.noun
    if noun is None:
        return
    own = Writing(noun, writing.by)
    for start in range(0, len(pks), PAGE):
        own.after(list(noun.model.objects.filter(pk__in=pks[start : start + PAGE])))


def _manager(relation: Relation) -> Any:
    return relation.model._default_manager


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None
