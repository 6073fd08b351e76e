"""Keeping the search index true to the register, in the writer's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from banggiao.core.models import NounRecord
from banggiao.core.nouns import DATES, Field, Kind, Noun, nouns
from banggiao.search.index import Row, rows_add, rows_clear
from banggiao.search.models import Entry
from banggiao.search.tokens import tokens_of

_PAGE = 1000


def entries_write(noun: Noun, records: Sequence[NounRecord], *, new: bool = False) -> None:
    """Let records be found by the words of their searched fields, in place of what was known of them: of
    ``new`` ones nothing was.

    Archived records are not found. Only what stands in a record's columns is: values that are personal, or
    that the record's readers may not see, stand in none.
    """
    with transaction.atomic(savepoint=False):  # at each savepoint FTS5 writes what it has gathered
        if not new:
            entries_remove(noun, [record.pk for record in records])
        _add(noun, [record for record in records if record.archived_at is None])


def entries_remove(noun: Noun, ids: Collection[int]) -> None:
    """Let records be found no more."""
    for some in _pages(list(ids)):
        of_noun(noun).filter(**{f"{_own(noun)}__in": some}).delete()


def entries_relabel(noun: Noun, ids: Collection[int], label_id: int) -> None:
    """Let records be found by those who may see this label."""
    for some in _pages(list(ids)):
        of_noun(noun).filter(**{f"{_own(noun)}__in": some}).update(label_id=label_id)


def entries_rebuild(noun: Noun | None = None) -> int:
    """Make the entries of a noun, or of all, anew from the register. Return how many there are."""
    written = 0
    with transaction.atomic():
        if noun is None:
            rows_clear()
        else:
            of_noun(noun).delete()
        for one in [noun] if noun else nouns():
            last = 0
            while page := list(one.model.objects.current().filter(pk__gt=last).order_by("pk")[:_PAGE]):
                _add(one, page)
                written += len(page)
                last = page[-1].pk
    return written


def of_noun(noun: Noun) -> Any:
    """Return the entries that hold the words of this noun's records."""
    if noun.leads_to:
        return Entry.objects.filter(part_noun=noun.code)
    return Entry.objects.filter(noun=noun.code, part_id__isnull=True)


def _own(noun: Noun) -> str:
    return "part_id" if noun.leads_to else "record_id"


def _add(noun: Noun, records: Sequence[NounRecord]) -> None:
    if not records:
        return
    names = [f.column for f in noun.open_fields if f.search == "A"]
    texts = [f.column for f in noun.open_fields if f.search == "B"]
    day = day_field(noun)
    rows: list[Row] = []
    tokens: list[str] = []
    leads_to = noun.by_name[noun.leads_to] if noun.leads_to else None
    found = leads_to.noun if leads_to else noun.code
    told = {found, noun.code}
    for record in records:
        values = record.__dict__
        at: date | None = values[day.column] if day else None
        own, caption = values["id"], values["caption"]
        if leads_to:
            rows.append((found, values[leads_to.column], noun.code, own, values["label_id"], at, caption))
        else:
            rows.append((found, own, "", None, values["label_id"], at, caption))
        named = [caption, *[text for name in names if (text := values[name])]]
        tokens.append(tokens_of(told, named, [text for name in texts if (text := values[name])]))
    rows_add(rows, tokens)


def day_field(noun: Noun) -> Field | None:
    """Return the field by which records of the noun are new or old: their start, or their first date."""
    dated = [f for f in noun.open_fields if f.kind in DATES]
    return next((f for f in dated if f.kind is Kind.START), dated[0] if dated else None)


def _pages(ids: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
