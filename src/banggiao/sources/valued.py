"""Lists and records as values, for other programs: masked as the screen masks them, never in other words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Field, Kind, Noun, noun_of
from banggiao.sources.asknown import record_then
from banggiao.sources.listed import ListQuery
from banggiao.sources.listing import CAP, Walk
from banggiao.sources.masking import called_by, with_titles
from banggiao.sources.values import values_by_pk, values_of
from banggiao.sources.wording import Names, keys_in


@dataclass(frozen=True, slots=True)
class Valued:
    """A record as values. ``names`` are the captions of the records that it points at, by key; ``hidden``
    names the fields that hold something which the viewer may not know."""

    key: UUID
    caption: str
    archived: bool
    values: dict[str, Any]
    names: dict[str, str]
    hidden: list[str]


@dataclass(frozen=True, slots=True)
class ValuedPage:
    """Some records of a list; all else as of a page of the screen."""

    rows: tuple[Valued, ...]
    count: int
    more: bool
    next: str
    previous: str


@dataclass(frozen=True, slots=True)
class _Said:
    names: Names
    language: str


def fields_told(noun: Noun, viewer: Viewer, *, long: bool) -> list[Field]:
    """Return the fields of which the viewer is told; ``long`` texts where asked."""
    return [
        f for f in noun.open_fields
        if (long or f.kind is not Kind.LONG_TEXT) and viewer.may(Question(noun.code, "view", f.name))
    ]  # fmt: skip


def values_page(query: ListQuery, viewer: Viewer, *, size: int, language: str = "vi") -> ValuedPage:
    """Return the rows at the query's place that the viewer may see, without their long texts.

    Raises:
        DeedRefused: too much changed since the day of ``known_on``.
    """
    noun, walk = query.noun, Walk(query, viewer)
    places, following, previous = walk.page(size)
    fields = fields_told(noun, viewer, long=False)
    held = [f for f in with_titles(noun, fields) if f.kind is not Kind.RECORDS]
    links = [f for f in fields if f.kind is Kind.RECORDS]
    read = walk.read(places, held, (), whole=True)
    linked = values_by_pk(noun, [one.place.pk for one in read], links) if links else {}
    found = [
        (one, one.values if one.place.pk in walk.then else {**one.values, **linked.get(one.place.pk, {})})
        for one in read
    ]
    pointing = [f for f in dict.fromkeys([*fields, *held]) if f.noun]
    names = Names.gather(((f, values.get(f.name)) for _, values in found for f in pointing), viewer)
    told = _Said(names, language)
    rows = tuple(
        _valued(noun, (one.key, one.caption, one.archived is not None), values, fields, told)
        for one, values in found
    )
    return ValuedPage(rows, min(walk.count, CAP), walk.count > CAP, following, previous)


def record_valued(
    record: NounRecord, viewer: Viewer, *, language: str = "vi", at: datetime | None = None
) -> Valued | None:
    """Return a record that the viewer may see, long texts whole; ``at`` a moment as it was known then, None
    where it was not known yet."""
    noun = noun_of(record.noun_code)
    caption, archived = record.caption, record.archived_at is not None
    if at is None:
        values: Mapping[str, Any] = values_of(noun, [record])[0]
    else:
        then = record_then(noun, record, at)
        if then is None:
            return None
        caption, values = then
        archived = record.archived_at is not None and record.archived_at <= at
    fields = fields_told(noun, viewer, long=True)
    pointing = [f for f in with_titles(noun, fields) if f.noun]
    names = Names.gather(((f, values.get(f.name)) for f in pointing), viewer)
    told = _Said(names, language)
    return _valued(noun, (record.key, caption, archived), values, fields, told)


def _valued(
    noun: Noun,
    record: tuple[UUID, str, bool],
    values: Mapping[str, Any],
    fields: Sequence[Field],
    said: _Said,
) -> Valued:
    key, caption, archived = record
    told: dict[str, Any] = {}
    named: dict[str, str] = {}
    hidden: list[str] = []
    for f in fields:
        value = values.get(f.name)
        if f.noun:
            value, unseen = _seen(f, value, said, named)
            if unseen:
                hidden.append(f.name)
        told[f.name] = value
    return Valued(key, called_by(noun, caption, values, said.names), archived, told, named, hidden)


def _seen(f: Field, value: Any, said: _Said, named: dict[str, str]) -> tuple[Any, bool]:
    """Return what may be known of a reference, and whether something may not; names go to ``named``."""
    keys = keys_in(value) if value else []
    seen = list(_known(f, keys, said, named))
    unseen = len(seen) < len(keys)
    if f.kind is Kind.RECORDS:
        return seen, unseen
    return (seen[0] if seen else None), unseen


def _known(f: Field, keys: Iterable[str], said: _Said, named: dict[str, str]) -> Iterable[str]:
    for key in keys:
        caption = said.names.called(f.noun, key, said.language)
        if caption is not None:
            named[key] = caption
            yield key
