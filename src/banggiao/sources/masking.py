"""What a record is called to those who may not see all that its title names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banggiao.core.nouns import Field, Kind, Noun
from banggiao.sources.captions import HIDDEN
from banggiao.sources.wording import Named, Names

_NAMED = frozenset({Kind.RECORD, Kind.CHOICE})


def masked(cell: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return a value in words with dots for what may not be known."""
    return tuple(Named(HIDDEN, hidden=True) if told.hidden else told for told in cell)


def with_titles(noun: Noun, fields: Iterable[Field]) -> list[Field]:
    """Return the fields, and those of the title where it names other records: some may not see them."""
    title = [noun.by_name[name] for name in noun.title]
    return list(dict.fromkeys([*fields, *(title if any(f.noun for f in title) else ())]))


def called_by(noun: Noun, caption: str, values: Mapping[str, Any], names: Names) -> str:
    """Return the caption of a record without the names of those that may not be seen."""
    titled = [noun.by_name[name] for name in noun.title if noun.by_name[name].kind is Kind.RECORD]
    if not any(told.hidden for f in titled for told in names.said(f, values.get(f.name), "vi")):
        return caption
    parts = []
    for name in noun.title:
        field = noun.by_name[name]
        if values.get(name) is not None:
            told = (
                names.said(field, values[name], "vi") if field.kind in _NAMED else (Named(str(values[name])),)
            )
            parts.append(masked(told)[0].text)
    return " · ".join(parts)[:300]
