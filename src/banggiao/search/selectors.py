"""Finding records and papers by words, within what a viewer may see."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from banggiao.core.access import Question, Viewer
from banggiao.core.nouns import Kind, Noun, noun_of
from banggiao.core.nouns import nouns as all_nouns
from banggiao.language.folding import fold, shadow, to_nfc
from banggiao.search.index import Look, matching, newest, on_postgresql, source
from banggiao.search.marking import FAR, Pieces, marked, snippet
from banggiao.search.services import day_field
from banggiao.search.tokens import EXACT, TITLE, Asked, Term, asked, words_of

MOST = 1000
"""Matches are counted up to here; what is more is "more than"."""
POOL = 200
"""So many are ranked, the best first; who wants more says more words."""
_MOST_OF_NOUN = 100
_MOST_OF_OTHERS = 300
_MOST_IN_LIST = 5000
_COLUMNS = "e.id, e.noun, e.record_id, e.part_noun, e.part_id, e.caption, e.date"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: where the words stand in its caption, and in which field else."""

    noun: str
    key: UUID
    caption: Pieces
    snippet: Pieces
    field: str
    date: date | None
    precision: str


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


class _Kind(NamedTuple):
    """Which record was found, where no more is asked."""

    noun: str
    record_id: int


class _Found(NamedTuple):
    id: int
    noun: str
    record_id: int
    part_noun: str
    part_id: int | None
    caption: str
    date: date | str | None  # a text on SQLite


def search(
    viewer: Viewer, words: str, nouns: Sequence[str] | None = None, after: int | None = None, limit: int = 20
) -> SearchPage:
    """Return what the viewer may see that has all the words, the best first.

    Words with diacritics first find what has the same ones. ``nouns`` narrows the hits, not the counts.
    """
    query = asked(words)
    open_nouns = _searched(viewer)
    if not query.plain or not open_nouns:
        return SearchPage()
    everywhere = () if len(open_nouns) == len(all_nouns()) else open_nouns
    look = Look(viewer)
    found, kinds, whole = _all_or_most(query, everywhere, look)
    capped = len(kinds) > MOST
    chosen = [code for code in open_nouns if not nouns or code in nouns] if nouns else everywhere
    counts = _counts(kinds, whole, open_nouns, look)
    pool = [entry for entry in found if not nouns or entry.noun in chosen]
    if capped and (chosen or not nouns):
        pool = _pool(query, whole, chosen, look)
    ranked = sorted(pool, key=lambda entry: _rank(entry, query))[:POOL]
    start = max(0, after or 0)
    shown = ranked[start : start + limit]
    shown_counts = [n for n in counts if not nouns or n.noun in chosen]
    return SearchPage(
        hits=_hits(shown, query, viewer),
        count=sum(n.count for n in shown_counts) if nouns or not capped else MOST,
        more=capped and (not nouns or any(n.more for n in shown_counts)),
        counts=counts,
        after=start + limit if len(ranked) > start + limit else None,
        words=query.exact,
    )


def narrowed(queryset: QuerySet[Any], noun: Noun, words: str, viewer: Viewer) -> QuerySet[Any]:
    """Return the records of a list that have all the words; its order stays its own."""
    query = asked(words)
    if not query.plain:
        return queryset
    if noun.code not in _searched(viewer):
        return queryset.none()
    terms, look = query.terms(), Look(viewer)
    ids = _ids(terms, noun, look)
    opened = query.opened()
    if opened and len(ids) <= POOL:
        terms = opened
        ids = _ids(terms, noun, look)
    if len(ids) <= _MOST_IN_LIST:
        return queryset.filter(pk__in=_set_of(ids))
    # Asking row by row while the list is walked would be quicker where the matches lie at its start, and take
    # minutes where they lie at its end (sorted by title); this takes as long as there are matches.
    where, parameters = matching(terms, [noun.code], viewer)
    return queryset.filter(pk__in=RawSQL(f"SELECT {_own(noun)} FROM {source()} WHERE {where}", parameters))  # noqa: S608, S611 - our own names


def _searched(viewer: Viewer) -> list[str]:
    """Return the nouns that are searched for a viewer: those of which she may read every searched field, in
    whatever state; else what is found would tell her what a hidden field says."""
    return [noun.code for noun in all_nouns() if all(map(viewer.may, _questions(noun.code)))]


@lru_cache
def _questions(code: str) -> tuple[Question, ...]:
    noun = noun_of(code)
    own = [choice[0] for choice in noun.by_name[noun.state].choices] if noun.state else []
    searched = [f.name for f in noun.fields if f.search or f.name in noun.title]
    states = ["", "draft", "released", *own]
    return (
        Question(code, "view"),
        *(Question(code, "view", name, state) for name in searched for state in states),
    )


def _all_or_most(
    query: Asked, nouns: Sequence[str], look: Look
) -> tuple[list[_Found], list[_Kind], list[Term]]:
    """Return all matches, or none where they are more than MOST; which records they are, or more than MOST of
    these; and the terms that they have."""
    terms = query.terms()
    found, kinds = _up_to_most(terms, nouns, look, None)
    opened = query.opened()
    if opened and len(kinds) <= POOL:
        begun, more = _up_to_most(opened, nouns, look, POOL)
        if len(more) > len(kinds):
            return begun, more, opened
    return found, kinds, terms


def _up_to_most(
    terms: Sequence[Term], nouns: Sequence[str], look: Look, enough: int | None
) -> tuple[list[_Found], list[_Kind]]:
    if look.many(terms, nouns, MOST):
        kinds = _kinds(terms, nouns, look, MOST + 1, enough)
        if len(kinds) > MOST:
            return [], kinds
    found = _find(terms, nouns, look, MOST + 1, enough)
    kinds = [_Kind(entry.noun, entry.record_id) for entry in found]
    return ([], kinds) if len(kinds) > MOST else (found, kinds)


def _pool(query: Asked, whole: list[Term], nouns: Sequence[str], look: Look) -> list[_Found]:
    """Return what to rank where too much matches: what fits best first, the newest of it, POOL at most."""
    tiers = [[*query.terms(TITLE), *query.neighbours()], query.terms(TITLE), query.terms(), whole]
    if query.accented:
        tiers = [[*query.terms(EXACT), *query.neighbours()], query.terms(EXACT), *tiers]
    pool: dict[int, _Found] = {}
    for terms in tiers:
        pool |= {entry.id: entry for entry in _find(terms, nouns, look, POOL, 0)}
        if len(pool) >= POOL:
            break
    return list(pool.values())


def _counts(found: list[_Kind], terms: list[Term], nouns: Sequence[str], look: Look) -> tuple[NounCount, ...]:
    """Return how many of each noun match; where much does, the nouns that fill the count are left out of it
    and the others counted again."""
    counts: dict[str, NounCount] = {}
    left, most = list(nouns), MOST
    while left and len(found) > most:
        counted = Counter(entry.noun for entry in found)
        largest = max(counted.values())
        for code, n in counted.items():
            if n == largest or n > _MOST_OF_NOUN:
                counts[code] = NounCount(code, min(n, _MOST_OF_NOUN), True)
        left, most = [code for code in left if code not in counts], _MOST_OF_OTHERS
        found = _kinds(terms, left, look, most + 1, 0) if left else []
    counted = Counter(entry.noun for entry in found)
    least = bool(counts) and any(term.prefix for term in terms)
    counts |= {code: NounCount(code, n, least) for code, n in counted.items()}
    return tuple(counts[code] for code in nouns if code in counts)


def _rank(entry: _Found, query: Asked) -> tuple[int, ...]:
    """Return how well a caption fits: all the words as typed, all of them, not all; then how many of them
    stand one after the other as asked, and nothing else; then
    what has a name of its own before what joins others; the latest date, the newest entry."""
    caption = to_nfc(entry.caption)
    exact, plain = words_of(shadow(caption)), words_of(fold(caption))
    if set(query.exact) <= set(exact):
        fit, asked_for, told = 0, query.exact, exact
    else:
        fit, asked_for, told = 1 if set(query.plain) <= set(plain) else 2, query.plain, plain
    neighbours = set(pairwise(told))
    in_a_row = sum(pair in neighbours for pair in pairwise(asked_for))
    whole = tuple(told) == asked_for
    linking = _links(entry.noun)
    return fit, -in_a_row, not whole, linking, -_day(entry), -entry.id


def _day(entry: _Found) -> int:
    at = date.fromisoformat(entry.date) if isinstance(entry.date, str) else entry.date
    return at.toordinal() if at else 0


@lru_cache
def _links(code: str) -> bool:
    """Return whether records of a noun have no name but those of the records that they join."""
    noun = noun_of(code)
    return all(noun.by_name[name].kind in (Kind.RECORD, Kind.CHOICE) for name in noun.title)


def _find(
    terms: Sequence[Term], nouns: Sequence[str], look: Look, limit: int, enough: int | None = None
) -> list[_Found]:
    """Return the newest entries that have all the terms, of these nouns if any is given; each record once.
    ``enough`` is that of :func:`newest`."""
    once: dict[tuple[str, int], _Found] = {}
    for row in map(_Found._make, newest(_COLUMNS, terms, nouns, look, limit, enough=enough)):
        once.setdefault((row.noun, row.record_id), row)
    return list(once.values())


def _kinds(
    terms: Sequence[Term], nouns: Sequence[str], look: Look, limit: int, enough: int | None = None
) -> list[_Kind]:
    """Return what :func:`_find` does, but only which records they are."""
    rows = newest("e.noun, e.record_id", terms, nouns, look, limit, enough=enough)
    return list(dict.fromkeys(map(_Kind._make, rows)))


def _own(noun: Noun) -> str:
    return "e.part_id" if noun.leads_to else "e.record_id"


def _ids(terms: Sequence[Term], noun: Noun, look: Look) -> set[int]:
    return {pk for (pk,) in newest(_own(noun), terms, [noun.code], look, _MOST_IN_LIST + 1)}


def _set_of(ids: set[int]) -> RawSQL:
    if on_postgresql():
        return RawSQL("SELECT unnest(%s::bigint[])", [sorted(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(sorted(ids))])


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
        day = day_field(noun)
        plain += [name for name in (day.columns if day else ()) if name not in plain]
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
    day = day_field(noun_of(entry.noun))
    at, precision = (row[name] for name in day.columns) if day else (None, "")
    return Hit(entry.noun, row["key"], caption, shown, field, at, precision)
