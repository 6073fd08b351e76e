"""Columns that name records by their code: a merge lets them name the record that stays; it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import JSONField, TextField
from django.db.models.functions import Cast

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Noun, noun_of, nouns
from banggiao.sources.merged import merged_into

Before = dict[str, list[list[Any]]]
"""Column → the id of each row that was written, and what it held."""


def codes_move(drop: NounRecord, keep: NounRecord) -> Before:
    """Let all that names ``drop`` by its code name ``keep``."""
    noun = noun_of(drop.noun_code)
    if not noun.coded:
        return {}
    old, new = _codes(drop, keep)
    before: Before = {}
    for name in sorted(noun.coded):
        model, column = _place(name)
        rows = [[pk, held] for pk, held in _naming(model, column, old) if _with(held, old, new) != held]
        for pk, held in rows:
            model._default_manager.filter(pk=pk).update(**{column: _with(held, old, new)})
        if rows:
            before[name] = rows
    return before


def codes_back(drop: NounRecord, keep: NounRecord, before: Before) -> None:
    """Put back what was written, where nobody has written over it since."""
    if not before:
        return
    old, new = _codes(drop, keep)
    for name, rows in before.items():
        model, column = _place(name)
        for pk, held in rows:
            now = model._default_manager.filter(pk=pk)
            if now.values_list(column, flat=True).first() == _with(held, old, new):
                now.update(**{column: held})


def code_now(model: Any, column: str, code: Any) -> Any:
    """Return the code by which a column of ``model`` names today what ``code`` named: that of the record
    into which it was merged."""
    noun = _coding(f"{model._meta.label}.{column}")
    if noun is None or not isinstance(code, str) or not code:
        return code
    codes: Any = noun.model.objects
    key = codes.filter(code=code).values_list("key", flat=True).first()
    kept = merged_into(noun.code, key) if key else None
    return codes.filter(key=kept).values_list("code", flat=True).first() or code if kept else code


def _coding(name: str) -> Noun | None:
    return next((noun for noun in nouns() if name in noun.coded), None)


def _codes(drop: Any, keep: Any) -> tuple[str, str]:
    return drop.code, keep.code


def _place(name: str) -> tuple[Any, str]:
    label, _, column = name.rpartition(".")
    return apps.get_model(label), column


def _naming(model: Any, column: str, code: str) -> Iterable[tuple[int, Any]]:
    """Return the rows whose column names this code."""
    rows = model._default_manager.order_by("pk")
    if isinstance(model._meta.get_field(column), JSONField):
        rows = rows.annotate(told=Cast(column, TextField())).filter(told__contains=f'"{code}"')
    else:
        rows = rows.filter(**{column: code})
    return list(rows.values_list("pk", column))


def _with(held: Any, old: str, new: str) -> Any:
    """Return a text or a list of texts with one code in the place of another, each code once."""
    if isinstance(held, list):
        return list(dict.fromkeys(new if one == old else one for one in held))
    return new if held == old else held
