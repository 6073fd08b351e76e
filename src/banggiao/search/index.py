"""The two databases' own indexes of words: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from banggiao.core.bulk import ids_reserve, rows_insert
from banggiao.search.models import Entry
from banggiao.search.tokens import Term

Row = tuple[Any, ...]
COLUMNS = ("noun", "record_id", "part_noun", "part_id", "label_id", "date", "caption")


def on_postgresql() -> bool:
    """Return whether the register lies in PostgreSQL."""
    return connection.vendor == "postgresql"


def rows_add(rows: Sequence[Row], tokens: Sequence[str]) -> None:
    """Add entries, given in the order of COLUMNS, each with its tokens, in the caller's transaction."""
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if on_postgresql():
            with cursor.cursor.copy(f"COPY search_entry ({names}, tokens) FROM STDIN") as copy:
                for row, words in zip(rows, tokens, strict=True):
                    copy.write_row((*row, words))
            return
        ids = ids_reserve(Entry, len(rows))
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


def matching(terms: Sequence[Term], of_nouns: Sequence[str]) -> tuple[str, str]:
    """Return SQL that is true of an entry ``e`` that has all the terms, and one of the nouns' tokens where
    any is given; and the SQL's one parameter."""
    if on_postgresql():
        wanted = [_lexeme(term) for term in terms]
        either = " | ".join(f"'{token}'" for token in of_nouns)
        return "e.tokens @@ %s::tsquery", " & ".join([*wanted, f"({either})"] if either else wanted)
    wanted = [_quoted(term) for term in terms]
    either = " OR ".join(f'"{token}"' for token in of_nouns)
    return "w.search_words MATCH %s", " AND ".join([*wanted, f"({either})"] if either else wanted)


def source() -> str:
    """Return what to select entries ``e`` from, beside :func:`matching`."""
    if on_postgresql():
        return "search_entry e"
    return "search_words w CROSS JOIN search_entry e ON e.id = w.rowid"


def newest_first() -> str:
    """Return the order in which matching entries come without sorting them all."""
    return "e.id DESC" if on_postgresql() else "w.rowid DESC"


def _lexeme(term: Term) -> str:
    return f"'{term.token}':*" if term.prefix else f"'{term.token}'"


def _quoted(term: Term) -> str:
    return f'"{term.token}" *' if term.prefix else f'"{term.token}"'
