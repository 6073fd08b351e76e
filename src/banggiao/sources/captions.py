"""What a record is called, from the fields that its noun names it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from banggiao.core.nouns import Field, Kind, Noun
from banggiao.language.collation import person_sort_key, sort_key
from banggiao.sources.lookups import Lookups

HIDDEN = "•••"


def caption_of(
    noun: Noun,
    values: Mapping[str, Any],
    lookups: Lookups,
    covered: Callable[[int], bool] = lambda _: True,
) -> str:
    """Return the caption of a record with these values; what they name was looked up before.

    A caption stands wherever its record is seen, so it names other records only where ``covered`` says of
    their label (its id) that all who see this record see them too.
    """
    parts = [_part(noun.by_name[name], values.get(name), lookups, covered) for name in noun.title]
    return " · ".join(filter(None, parts))[:300]


def sort_key_of(noun: Noun, values: Mapping[str, Any], caption: str) -> str:
    """Return where the record stands in Vietnamese order: people by given name, all else by the name that the
    list sorts by, or by caption."""
    if noun.people and values.get("name_order") != "as_is":
        return person_sort_key(caption)
    return sort_key(str(values.get(noun.sorted_name) or caption))


def _part(field: Field, value: Any, lookups: Lookups, covered: Callable[[int], bool]) -> str:
    if value is None:
        return ""
    if field.kind is Kind.RECORD:
        label = lookups.label_of(field, value)
        if label is not None and not covered(label):
            return HIDDEN
        return lookups.caption_of(field, value)
    if field.kind is Kind.CHOICE:
        return next((vietnamese for code, vietnamese, _ in field.choices if code == value), str(value))
    return " ".join(str(value).split())
