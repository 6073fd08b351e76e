"""Finding records and papers by words, within what a viewer may see."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from banggiao.core.access import Viewer
from banggiao.core.nouns import Kind, Noun, noun_of
from banggiao.core.nouns import nouns as all_nouns
from banggiao.language.folding import fold, shadow, to_nfc
from banggiao.search.index import matching, newest_first, on_postgresql, source
from banggiao.search.marking import FAR, Pieces, marked, snippet
from banggiao.search.tokens import EXACT, NOUN, TITLE, Asked, Term, asked, words_of

MOST = 1000
"""Matches are counted up to here; what is more is "more than"."""
POOL = 200
"""So many are ranked, the best first; who wants more says more words."""
_MOST_OF_NOUN = 100
_MOST_IN_LIST = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: where the words stand in its caption, and in which field else."""

    noun: str
    key: UUID
    caption: Pieces
    snippet: Pieces
    field: str
    date: date | None


@dataclass(frozen=True, slots=True)
class NounCount:
    """How many records of a noun match; ``more`` where there are more than were counted."""

    noun: str
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits, the best first. ``more`` says that ``count`` is only the least; ``after`` is where the
    next page starts, None on the last."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    more: bool = False
    counts: tuple[NounCount, ...] = ()
    after: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    id: int
    noun: str
    record_id: int
    part_noun: str
    part_id: int | None
    caption: str
    date: date | None


def search(
    viewer: Viewer, words: str, nouns: Sequence[str] | None = None, after: int | None = None, limit: int = 20
) -> SearchPage:
    """Return what the viewer may see that has all the words, the best first.

    Words with diacritics first find what has the same ones. ``nouns`` narrows the hits, not the counts.
    """
    query = asked(words)
    if not query.plain:
        return SearchPage()
    found, whole = _all_or_most(query, viewer)
    capped = len(found) > MOST
    chosen = set(nouns or ())
    counts = _counts_many(whole, viewer) if capped else _counts(found)
    pool = [entry for entry in found if not chosen or entry.noun in chosen]
    if capped:
        pool = _pool(query, viewer, sorted(chosen))
    ranked = sorted(pool, key=lambda entry: _rank(entry, query))[:POOL]
    start = max(0, after or 0)
    shown = ranked[start : start + limit]
    count = sum(n.count for n in counts if n.noun in chosen) if chosen else min(len(found), MOST)
    return SearchPage(
        hits=_hits(shown, query, viewer),
        count=count,
        more=capped and (not chosen or any(n.more for n in counts if n.noun in chosen)),
        counts=counts,
        after=start + limit if len(ranked) > start + limit else None,
        words=query.exact,
    )


def narrowed(queryset: QuerySet[Any], noun: Noun, words: str, viewer: Viewer) -> QuerySet[Any]:
    """Return the records of a list that have all the words; its order stays its own."""
    query = asked(words)
    if not query.plain:
        return queryset
    terms = query.terms()
    ids = _ids(terms, noun, viewer)
    opened = query.opened()
    if opened and len(ids) <= POOL:
        terms = opened
        ids = _ids(terms, noun, viewer)
    if len(ids) <= _MOST_IN_LIST:
        return queryset.filter(pk__in=_set_of(ids))
    # So many match that most rows of any page do: each row is asked as the list is walked in its own order.
    return queryset.filter(_has(terms, noun, viewer))


def _all_or_most(query: Asked, viewer: Viewer) -> tuple[list[_Found], list[Term]]:
    """Return all matches, or more than MOST of them, the newest first, and the terms that they have."""
    terms = query.terms()
    found = _find(terms, (), viewer, MOST + 1)
    opened = query.opened()
    if opened and len(found) <= POOL:
        begun = _find(opened, (), viewer, MOST + 1)
        if len(begun) > len(found):
            return begun, opened
    return found, terms


def _pool(query: Asked, viewer: Viewer, nouns: Sequence[str]) -> list[_Found]:
    """Return what to rank where too much matches: what fits best first, the newest of it, POOL at most."""
    tiers = [[*query.terms(TITLE), *query.neighbours()], query.terms(TITLE), query.terms()]
    if query.accented:
        tiers = [[*query.terms(EXACT), *query.neighbours()], query.terms(EXACT), *tiers]
    pool: dict[int, _Found] = {}
    for terms in tiers:
        pool |= {entry.id: entry for entry in _find(terms, [NOUN + n for n in nouns], viewer, POOL)}
        if len(pool) >= POOL:
            break
    return list(pool.values())


def _counts(found: Sequence[_Found]) -> tuple[NounCount, ...]:
    counted = Counter(entry.noun for entry in found)
    return tuple(
        NounCount(noun.code, counted[noun.code], False) for noun in all_nouns() if counted[noun.code]
    )


def _counts_many(terms: list[Term], viewer: Viewer) -> tuple[NounCount, ...]:
    result = []
    for noun in all_nouns():
        if noun.leads_to:
            continue
        n = len(_find(terms, [NOUN + noun.code], viewer, _MOST_OF_NOUN + 1))
        if n:
            result.append(NounCount(noun.code, min(n, _MOST_OF_NOUN), n > _MOST_OF_NOUN))
    return tuple(result)


def _rank(entry: _Found, query: Asked) -> tuple[Any, ...]:
    """Return how well a caption fits: the words as typed in a row, as typed, in a row, all of them; then the
    latest date, then the newest entry."""
    caption = to_nfc(entry.caption)
    exact, plain = words_of(shadow(caption)), words_of(fold(caption))
    if exact == list(query.exact):
        fit = 0
    elif _in_a_row(query.exact, exact):
        fit = 1
    elif set(query.exact) <= set(exact):
        fit = 2
    elif _in_a_row(query.plain, plain):
        fit = 3
    else:
        fit = 4 if set(query.plain) <= set(plain) else 5
    return fit, -(entry.date.toordinal() if entry.date else 0), -entry.id


def _in_a_row(words: Sequence[str], all_words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(all_words)} "


def _find(terms: Sequence[Term], of_nouns: Sequence[str], viewer: Viewer, limit: int) -> list[_Found]:
    """Return the newest entries that have all the terms and one of the nouns' tokens, each record once."""
    where, parameters = _where(terms, of_nouns, viewer)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.noun, e.record_id, e.part_noun, e.part_id, e.caption, e.date "  # noqa: S608
            f"FROM {source()} WHERE {where} ORDER BY {newest_first()} LIMIT {limit}",
            parameters,
        )
        rows = cursor.fetchall()
    once: dict[tuple[str, int], _Found] = {}
    for row in rows:
        at = date.fromisoformat(row[6]) if isinstance(row[6], str) else row[6]
        entry = _Found(row[0], row[1], row[2], row[3], row[4], row[5], at)
        once.setdefault((entry.noun, entry.record_id), entry)
    return list(once.values())


def _own(noun: Noun) -> str:
    return "part_id" if noun.leads_to else "record_id"


def _ids(terms: Sequence[Term], noun: Noun, viewer: Viewer) -> set[int]:
    where, parameters = _where(terms, [NOUN + noun.code], viewer)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.{_own(noun)} FROM {source()} WHERE {where} LIMIT {_MOST_IN_LIST + 1}",  # noqa: S608
            parameters,
        )
        return {pk for (pk,) in cursor.fetchall()}


def _where(terms: Sequence[Term], of_nouns: Sequence[str], viewer: Viewer) -> tuple[str, list[Any]]:
    match, parameter = matching(terms, of_nouns)
    if viewer.labels is None:
        return match, [parameter]
    labels = sorted(viewer.labels)
    if on_postgresql():
        return f"{match} AND e.label_id = ANY(%s)", [parameter, labels]
    among = "e.label_id IN (SELECT value FROM json_each(%s))"
    return f"{match} AND {among}", [parameter, json.dumps(labels)]


def _set_of(ids: set[int]) -> RawSQL:
    if on_postgresql():
        return RawSQL("SELECT unnest(%s::bigint[])", [sorted(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(sorted(ids))])


def _has(terms: Sequence[Term], noun: Noun, viewer: Viewer) -> RawSQL:
    where, parameters = _where(terms, (), viewer)
    table = connection.ops.quote_name(noun.model._meta.db_table)
    own = f"e.{'part_noun' if noun.leads_to else 'noun'} = %s AND e.{_own(noun)} = {table}.id"
    joined = "" if on_postgresql() else " CROSS JOIN search_words w ON w.rowid = e.id"
    sql = f"EXISTS (SELECT 1 FROM search_entry e{joined} WHERE {own} AND {where} LIMIT 1 OFFSET 0)"  # noqa: S608
    return RawSQL(sql, [noun.code, *parameters], output_field=BooleanField())  # noqa: S611 - our own names


def _hits(entries: Sequence[_Found], query: Asked, viewer: Viewer) -> tuple[Hit, ...]:
    """Return hits with their keys and snippets: one query for each noun that occurs."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for code in dict.fromkeys(entry.noun for entry in entries):
        noun = noun_of(code)
        pks = [entry.record_id for entry in entries if entry.noun == code]
        columns = {
            f.column: Left(f.column, FAR) for f in noun.open_fields if f.search and f.kind is Kind.LONG_TEXT
        }
        plain = [f.column for f in noun.open_fields if f.search and f.kind is not Kind.LONG_TEXT]
        shown = noun.model.objects.visible_to(viewer).current().filter(pk__in=pks)
        named = {f"long_{name}": value for name, value in columns.items()}
        for row in shown.annotate(**named).values("pk", "key", *plain, *named):
            rows[code, row["pk"]] = row
    hits = []
    for entry in entries:
        row = rows.get((entry.noun, entry.record_id))
        if row is not None:
            hits.append(_hit(entry, row, query))
    return tuple(hits)


def _hit(entry: _Found, row: dict[str, Any], query: Asked) -> Hit:
    caption = marked(entry.caption, query)
    field = ""
    shown: Pieces = ()
    for one in noun_of(entry.noun).open_fields:
        if not one.search:
            continue
        text = row.get(f"long_{one.column}") or row.get(one.column)
        if text and text not in entry.caption and (shown := snippet(text, query)):
            field = one.name
            break
    return Hit(entry.noun, row["key"], caption, shown, field, entry.date)
