"""The two databases' own indexes of words: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from banggiao.core.bulk import ids_reserve, rows_insert
from banggiao.search.models import Entry
from banggiao.search.tokens import SLICE, Term

_SLICE = 13
"""A slice is 2 to the power of this many entries."""

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


def matching(terms: Sequence[Term], *either: Sequence[str]) -> tuple[str, str]:
    """Return SQL that is true of an entry ``e`` that has all the terms and, of each further group that is
    not empty, one token; and the SQL's one parameter."""
    if on_postgresql():
        wanted = [f"'{term.token}'{':*' if term.prefix else ''}" for term in terms]
        groups = [" | ".join(f"'{token}'" for token in group) for group in either if group]
        return "e.tokens @@ %s::tsquery", " & ".join([*wanted, *(f"({group})" for group in groups)])
    wanted = [f'"{term.token}"{" *" if term.prefix else ""}' for term in terms]
    groups = [" OR ".join(f'"{token}"' for token in group) for group in either if group]
    return "w.search_words MATCH %s", " AND ".join([*wanted, *(f"({group})" for group in groups)])


def slices() -> Iterator[list[str]]:
    """Yield groups of tokens, one of which a match must have: the newest entries first, then ever more of
    the older ones.

    FTS5 gives the newest matches without looking at the others. GIN gives all or none, which takes long for
    common words; so each entry there bears the token of its slice of the table.
    """
    if not on_postgresql():
        yield []
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        (newest,) = cursor.fetchone()
    at, many = (newest or 0) >> _SLICE, 1
    while at >= 0:
        yield [_slice(n) for n in range(at, max(at - many, -1), -1)]
        at, many = at - many, many * 4


def _slice(number: int) -> str:
    return f"{SLICE}{number}"


def source() -> str:
    """Return what to select entries ``e`` from, beside :func:`matching`."""
    if on_postgresql():
        return "search_entry e"
    return "search_words w CROSS JOIN search_entry e ON e.id = w.rowid"


def newest_first() -> str:
    """Return the order in which matching entries come without sorting them all."""
    return "e.id DESC" if on_postgresql() else "w.rowid DESC"
