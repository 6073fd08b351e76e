"""The two databases' own indexes of words: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from banggiao.core.access import Viewer
from banggiao.core.bulk import ids_reserve, rows_insert
from banggiao.search.models import Entry
from banggiao.search.tokens import NOUN, SLICE, Term

_SLICE = 11
"""A slice of the table is 2 to the power of this many entries."""
_SURE, _RARE = 32, 10
"""A word is rare where so many slices hold fewer than so many matches each."""

_PLACE = "(e.id + 0)"
"""The id as no index has it: PostgreSQL would walk the table by ids and look for the words in every row."""

Row = tuple[Any, ...]
COLUMNS = ("noun", "record_id", "part_noun", "part_id", "label_id", "date", "caption")


def on_postgresql() -> bool:
    """Return whether the register lies in PostgreSQL."""
    return connection.vendor == "postgresql"


def rows_add(rows: Sequence[Row], tokens: Sequence[str]) -> None:
    """Add entries, given in the order of COLUMNS, each with its tokens, in the caller's transaction."""
    names = ", ".join(COLUMNS)
    ids = ids_reserve(Entry, len(rows))
    with connection.cursor() as cursor:
        if on_postgresql():
            with cursor.cursor.copy(f"COPY search_entry (id, {names}, tokens) FROM STDIN") as copy:
                for pk, row, words in zip(ids, rows, tokens, strict=True):
                    copy.write_row((pk, *row, f"{words} {_slice(pk >> _SLICE)}"))
            return
        rows_insert(Entry, ("id", *COLUMNS), [(pk, *row) for pk, row in zip(ids, rows, strict=True)])
        cursor.executemany(
            "INSERT INTO search_words (rowid, tokens) VALUES (%s, %s)", list(zip(ids, tokens, strict=True))
        )


def rows_clear() -> None:
    """Empty the index, words left by old entries included."""
    Entry.objects.all().delete()
    if not on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")


def newest(
    columns: str, terms: Sequence[Term], nouns: Sequence[str], viewer: Viewer, limit: int
) -> list[tuple[Any, ...]]:
    """Return columns of the newest entries ``e`` that have all the terms, of these nouns if any is given,
    within what the viewer may see.

    FTS5 gives the newest matches without looking at the others. GIN gives all or none, which takes long for
    common words; so each entry there bears the token of its slice of the table, and as many slices are asked
    for at once as should hold what is wanted. Once a word proves rare, the rest is asked for in one go.
    """
    if not on_postgresql():
        return _fetch(columns, *matching(terms, nouns, viewer), "w.rowid", limit)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        top = (cursor.fetchone()[0] or 0) >> _SLICE
    rows: list[tuple[Any, ...]] = []
    # What a beginning of a word may go on to is gathered anew each time.
    below, many = top + 1, 8 if any(term.prefix for term in terms) else 1
    while below > 0 and len(rows) < limit:
        looked = top + 1 - below
        rare = looked >= _SURE and len(rows) < looked * _RARE
        here = [] if rare else [_slice(n) for n in range(max(below - many, 0), below)]
        where, parameters = matching(terms, nouns, viewer, here)
        rows += _fetch(
            columns, f"{where} AND {_PLACE} < %s", [*parameters, below << _SLICE], _PLACE, limit - len(rows)
        )
        below = 0 if rare else below - many
        enough = (limit - len(rows)) * (top + 1 - below) // max(len(rows), 1) + 1
        many = min(enough, many * 4, _SURE)
    return rows


def matching(
    terms: Sequence[Term], nouns: Sequence[str], viewer: Viewer, slices: Sequence[str] = ()
) -> tuple[str, list[Any]]:
    """Return SQL that is true of an entry ``e`` of :func:`source` that has all the terms and lies within what
    the viewer may see, and its parameters."""
    either = [group for group in ([NOUN + code for code in nouns], slices) if group]
    parameters: list[Any]
    if on_postgresql():
        wanted = [f"'{term.token}'{':*' if term.prefix else ''}" for term in terms]
        wanted += ["(" + " | ".join(f"'{token}'" for token in group) + ")" for group in either]
        where, parameters = "e.tokens @@ %s::tsquery", [" & ".join(wanted)]
    else:
        wanted = [f'"{term.token}"{" *" if term.prefix else ""}' for term in terms]
        wanted += ["(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in either]
        where, parameters = "w.search_words MATCH %s", [" AND ".join(wanted)]
    if viewer.labels is None:
        return where, parameters
    labels = sorted(viewer.labels)
    if on_postgresql():
        return f"{where} AND e.label_id = ANY(%s)", [*parameters, labels]
    seen = "e.label_id IN (SELECT value FROM json_each(%s))"
    return f"{where} AND {seen}", [*parameters, json.dumps(labels)]


def source() -> str:
    """Return what to select entries ``e`` from, beside :func:`matching`."""
    if on_postgresql():
        return "search_entry e"
    return "search_words w CROSS JOIN search_entry e ON e.id = w.rowid"


def _fetch(columns: str, where: str, parameters: list[Any], order: str, limit: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {source()} WHERE {where} ORDER BY {order} DESC LIMIT {limit}",  # noqa: S608
            parameters,
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _slice(number: int) -> str:
    return f"{SLICE}{number}"
