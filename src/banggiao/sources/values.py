"""Records back as values: what their columns hold, in the form that claims keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from banggiao.core.intervals import given_text
from banggiao.core.models import NounRecord
from banggiao.core.nouns import DATES, Field, Kind, Noun, noun_of
from banggiao.core.prepared import ids_asked, prepared


def values_of(noun: Noun, records: Sequence[NounRecord]) -> list[dict[str, Any]]:
    """Return the open values of each record, every field named; one query, and one for each RECORDS field."""
    found = values_by_pk(noun, [record.pk for record in records], noun.open_fields)
    return [found[record.pk] for record in records]


def values_by_pk(noun: Noun, pks: Sequence[int], fields: Iterable[Field]) -> dict[int, dict[str, Any]]:
    """Return id → the values of these open fields; one query, and one for each RECORDS field."""
    asked = list(fields)
    columns = ["pk", *columns_of(asked)]
    rows = {row["pk"]: row for row in _columns(noun.code, tuple(columns)).of(ids=pks)}
    links = {f.name: _links(noun, f, list(rows)) for f in asked if f.kind is Kind.RECORDS}
    result = {}
    for pk, row in rows.items():
        values = {f.name: value_in(f, row) for f in asked if f.kind is not Kind.RECORDS}
        for name, found in links.items():
            values[name] = found.get(pk) or None
        result[pk] = values
    return result


def columns_of(fields: Iterable[Field]) -> list[str]:
    """Return what to ask the database for, to read the values of these fields with :func:`value_in`."""
    columns: list[str] = []
    for field in fields:
        if field.kind is Kind.RECORD:
            columns.append(f"{field.name}__key")
        elif field.kind is not Kind.RECORDS:
            columns += field.columns
    return columns


def value_in(field: Field, row: Mapping[str, Any]) -> Any:
    """Return a field's value from a row that holds its columns, for a RECORD "NAME__key" instead."""
    if field.kind is Kind.RECORD:
        key = row[f"{field.name}__key"]
        return str(key) if key else None
    if field.kind in DATES:
        return given_text(row[field.columns[0]], row[field.columns[1]])
    value = row[field.column]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value == "" else value


def _links(noun: Noun, field: Field, pks: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, key in _linked(noun.code, field.name).of(ids=pks):
        found[pk].append(str(key))
    return found


@prepared
def _columns(noun: str, columns: tuple[str, ...]) -> QuerySet[Any, dict[str, Any]]:
    return noun_of(noun).model.objects.filter(pk__in=ids_asked()).values(*columns)


@prepared
def _linked(noun: str, field: str) -> QuerySet[Any, tuple[int, Any]]:
    relation: Any = noun_of(noun).model._meta.get_field(field)
    mine, theirs = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    rows: QuerySet[Any] = relation.remote_field.through.objects.filter(**{f"{mine}__in": ids_asked()})
    return rows.order_by("id").values_list(f"{mine}_id", f"{theirs}__key")
