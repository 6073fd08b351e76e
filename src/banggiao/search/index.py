"""The two databases' own indexes of words: FTS5 on SQLite, a tsvector under GIN on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import connection

from banggiao.core.access import Viewer, system
from banggiao.core.bulk import ids_reserve, rows_insert
from banggiao.search.common import (
    BLOCK,
    Blocks,
    Memory,
    beginning,
    blocks_of,
    count_of,
    has,
    joined,
    memory_now,
    newest_of,
)
from banggiao.search.models import Common, Entry, Fresh
from banggiao.search.tokens import NOUN, SLICE, Term

_SLICE = 11
"""A slice of the table is 2 to the power of this many entries."""
_MOST_SLICES = 32
"""PostgreSQL asks for so many slices at once; for more of them it is quicker to ask for all."""

_MOST_TRIED = 20_000
"""Of so many entries PostgreSQL sees sooner one by one whether they have a begun word."""

_PLACE = "(e.id + 0)"
"""The id as no index has it: PostgreSQL would walk the table by ids and look for the words in every row."""

_VOCABULARY = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab(main, search_words, row)"
)
_LAST = chr(0x10FFFF)
_MOST_RARER = 5000
_AT_ONCE = 500
_BEGUN_KEPT = 200

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
            # Whoever asks for a moment without writers must not get it between an id and its entry.
            cursor.execute("LOCK TABLE search_entry IN ROW EXCLUSIVE MODE")
            ids = ids_reserve(Entry, len(rows))
            with cursor.cursor.copy(f"COPY search_entry (id, {names}, tokens) FROM STDIN") as copy:
                for pk, row, words in zip(ids, rows, tokens, strict=True):
                    copy.write_row((pk, *row, f"{words} {_slice(pk >> _SLICE)}"))
            return
        ids = ids_reserve(Entry, len(rows))
        rows_insert(Entry, ("id", *COLUMNS), [(pk, *row) for pk, row in zip(ids, rows, strict=True)])
        words_of_ids = list(zip(ids, tokens, strict=True))
        cursor.executemany("INSERT INTO search_words (rowid, tokens) VALUES (%s, %s)", words_of_ids)
        cursor.executemany("INSERT INTO search_fresh (id, tokens) VALUES (%s, %s)", words_of_ids)


def rows_clear() -> None:
    """Empty the index, words left by old entries included."""
    Entry.objects.all().delete()
    Common.objects.all().delete()
    Fresh.objects.all().delete()
    if not on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")


class Look:
    """One look at the index, for one viewer: what several questions need of the database is asked once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.memory = memory_now()

    @property
    def start(self) -> int:
        """The first id that lies in no full block."""
        return self.memory.full << BLOCK

    @cached_property
    def slices(self) -> list[str] | None:
        """The tokens of the slices from the start on, for PostgreSQL; None where they are too many."""
        [(last,)] = _fetched("SELECT max(id) FROM search_entry", [])
        first, end = self.start >> _SLICE, ((last or 0) >> _SLICE) + 1
        return None if end - first > _MOST_SLICES else [_slice(number) for number in range(first, end)]

    def many(self, terms: Sequence[Term], nouns: Sequence[str], count: int) -> bool:
        """Return whether more entries than ``count`` are known to have all the terms, seen or not."""
        known = joined(terms, nouns, self.memory, _rarer)
        return known.bits is not None and not known.rare and count_of(known.bits) > count


def newest(
    columns: str,
    terms: Sequence[Term],
    nouns: Sequence[str],
    look: Look,
    limit: int,
    *,
    enough: int | None = None,
) -> list[tuple[Any, ...]]:
    """Return columns of the newest entries ``e`` that have all the terms, of these nouns if any is given,
    within what the viewer may see.

    Entries of full blocks are found by their bits where the terms are common, others by the database's own
    index. Where a begun word goes on to common words in ``enough`` entries, rarer ones are not sought.
    """
    known = joined(terms, nouns, look.memory, _rarer)
    # GIN joins a rare word with common ones by itself; FTS5 walks through all places of each.
    if known.bits is None or (known.rare and on_postgresql()):
        return _indexed(columns, terms, nouns, look, limit)
    rows = _indexed(columns, terms, nouns, look, limit, fresh=True)
    ids = newest_of(known.bits)
    if known.rare:
        rare = _ids_with(known.rare, below=look.start)
        ids = (pk for pk in rare if has(known.bits, pk))
    found = _looked_up(columns, ids, _seen(look.viewer), limit - len(rows))
    if known.perhaps is None or len(rows) + len(found) >= (limit if enough is None else enough):
        return rows + found
    if on_postgresql() and count_of(known.perhaps) <= _MOST_TRIED:
        tried = matching(terms, (), look.viewer)
        return rows + _looked_up(columns, newest_of(known.perhaps), tried, limit - len(rows))
    return _indexed(columns, terms, nouns, look, limit)


def ids_with(token: str, *, below: int) -> list[int]:
    """Return the ids below one of the entries that have a token."""
    where, parameters = matching([Term(token)], (), system("mục lục"))
    sql = f"SELECT e.id FROM {source()} WHERE {where} AND {_PLACE} < %s"  # noqa: S608
    return [pk for (pk,) in _fetched(sql, [*parameters, below])]


def _ids_with(terms: Sequence[Term], *, below: int) -> list[int]:
    """Return the ids below one that FTS5 has for all the terms, also of entries that are gone, the newest
    first."""
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid < %s ORDER BY rowid DESC"
    return [pk for (pk,) in _fetched(sql, [_fts5(terms), below])]


def _rarer(begun: str, memory: Memory) -> Blocks | None:
    """Return which entries of full blocks have a word that begins so and is not common. PostgreSQL is not
    asked: it finds all that begin so quickly enough, FTS5 does not where one of them is common.
    """
    if on_postgresql():
        return None
    if begun not in memory.rarer:
        if len(memory.rarer) >= _BEGUN_KEPT:
            memory.rarer = {}
        memory.rarer[begun] = _rarer_found(begun, memory)
    return memory.rarer[begun]


def _rarer_found(begun: str, memory: Memory) -> Blocks | None:
    common = set(beginning(begun, memory))
    with connection.cursor() as cursor:
        cursor.execute(_VOCABULARY)
    sql = "SELECT term FROM temp.search_vocabulary WHERE term BETWEEN %s AND %s LIMIT %s"
    words = [word for (word,) in _fetched(sql, [begun, begun + _LAST, _MOST_RARER + 1])]
    if len(words) > _MOST_RARER:
        return None
    rare = [f'"{word}"' for word in words if word not in common]
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid < %s"
    return blocks_of(
        pk
        for start in range(0, len(rare), _AT_ONCE)
        for (pk,) in _fetched(sql, [" OR ".join(rare[start : start + _AT_ONCE]), memory.full << BLOCK])
    )


def _fts5(terms: Sequence[Term]) -> str:
    return " AND ".join(f'"{term.token}" *' if term.prefix else f'"{term.token}"' for term in terms)


def matching(
    terms: Sequence[Term],
    nouns: Sequence[str],
    viewer: Viewer,
    slices: Sequence[str] = (),
    *,
    fresh: bool = False,
) -> tuple[str, list[Any]]:
    """Return SQL that is true of an entry ``e`` of :func:`source` that has all the terms and lies within what
    the viewer may see, and its parameters.

    Both indexes gather what a begun word may go on to from the whole table; so where only ``fresh`` entries
    are asked for, each that has the other words is asked for it.
    """
    begun = [term.token for term in terms if term.prefix]
    words = [term.token for term in terms if not term.prefix]
    either = [group for group in ([NOUN + code for code in nouns], slices) if group]
    parameters: list[Any]
    asked_each = begun if fresh and (words or either) else []
    if on_postgresql():
        wanted = [f"'{token}'" for token in words]
        wanted += [f"'{token}':*" for token in begun if not asked_each]
        wanted += ["(" + " | ".join(f"'{token}'" for token in group) + ")" for group in either]
        where, parameters = "e.tokens @@ %s::tsquery", [" & ".join(wanted)]
        where += " AND (e.tokens || ''::tsvector) @@ %s::tsquery" * len(asked_each)
        parameters += [f"'{token}':*" for token in asked_each]
    else:
        wanted = [f'"{token}"' for token in words]
        wanted += [f'"{token}" *' for token in begun if not asked_each]
        wanted += ["(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in either]
        where, parameters = "w.search_words MATCH %s", [" AND ".join(wanted)]
        where += (" AND instr((SELECT ' ' || f.tokens FROM search_fresh f WHERE f.id = e.id), %s) > 0") * len(
            asked_each
        )
        parameters += [f" {token}" for token in asked_each]
    seen, labels = _seen(viewer)
    return f"{where} AND {seen}", [*parameters, *labels]


def source() -> str:
    """Return what to select entries ``e`` from, beside :func:`matching`."""
    if on_postgresql():
        return "search_entry e"
    return "search_words w CROSS JOIN search_entry e ON e.id = w.rowid"


def _seen(viewer: Viewer) -> tuple[str, list[Any]]:
    """Return SQL that is true of entries within what the viewer may see, and its parameters."""
    if viewer.labels is None:
        return "true", []
    labels = sorted(viewer.labels)
    if on_postgresql():
        return "e.label_id = ANY(%s::bigint[])", [_array(labels)]
    return "e.label_id IN (SELECT value FROM json_each(%s))", [json.dumps(labels)]


def _indexed(
    columns: str,
    terms: Sequence[Term],
    nouns: Sequence[str],
    look: Look,
    limit: int,
    *,
    fresh: bool = False,
) -> list[tuple[Any, ...]]:
    """Ask the database's index of words for the newest entries, or the newest ``fresh`` ones.

    FTS5 gives the newest matches without looking at the others. GIN gives all or none, which takes long for
    common words; so each entry there bears the token of its slice of the table, and where the slices that are
    wanted are few, they are asked for.
    """
    slices: list[str] = []
    start = look.start if fresh else 0
    if on_postgresql():
        slices = (look.slices if fresh else None) or []
        if fresh and look.slices == []:
            return []
        fresh, place = bool(slices), _PLACE
    else:
        place = "w.rowid"
    where, parameters = matching(terms, nouns, look.viewer, slices, fresh=fresh)
    newest_first = f"{place} >= %s ORDER BY {place} DESC LIMIT %s"
    sql = f"SELECT {columns} FROM {source()} WHERE {where} AND {newest_first}"  # noqa: S608
    return _fetched(sql, [*parameters, start, limit])


def _looked_up(
    columns: str, ids: Iterator[int], where: tuple[str, list[Any]], limit: int
) -> list[tuple[Any, ...]]:
    """Return the first of these entries of which the condition is true, which has its parameters with it."""
    also, parameters = where
    chosen = "= ANY(%s::bigint[])" if on_postgresql() else "IN (SELECT value FROM json_each(%s))"
    rows: list[tuple[Any, ...]] = []
    while len(rows) < limit and (some := list(islice(ids, 2 * limit))):
        where_there = f"FROM search_entry e WHERE e.id {chosen} AND {also}"
        sql = f"SELECT {columns} {where_there} ORDER BY e.id DESC LIMIT %s"
        asked = _array(some) if on_postgresql() else json.dumps(some)
        rows += _fetched(sql, [asked, *parameters, limit - len(rows)])
    return rows


def _fetched(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _array(ids: Iterable[int]) -> str:
    """Return ids as PostgreSQL writes an array; the driver takes longer to write a list."""
    return "{" + ",".join(map(str, ids)) + "}"


def _slice(number: int) -> str:
    return f"{SLICE}{number}"
