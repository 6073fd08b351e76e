"""Records that may be one thing entered twice: the same words whatever their diacritics and order, an
abbreviation, a name almost the same; with partners and dates that do not speak against it.

Candidates come from the search index and from the indexes of partner and date, never from comparing all with
all: of a small noun all captions are hashed at once, of a large one each record of a window is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Q

from banggiao.core.access import Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Field, Kind, Noun
from banggiao.core.values import ValueFault, column_values, value_clean
from banggiao.language.folding import search_key
from banggiao.search.selectors import narrowed
from banggiao.search.tokens import words_of
from banggiao.sources.captions import caption_of
from banggiao.sources.lookups import Lookups

LIKELY = 0.75
"""From this likeness on a pair is shown."""
NEAR = timedelta(days=3)
"""Papers of two places may date one activity some days apart."""
SMALL = 20_000
"""Nouns of at most so many records are compared at once."""
WINDOW = 100
_LOOKED_AT = 50
_BLOCK = 40
_AGREES, _DIFFERS, _OTHER_TIME, _ALMOST = 0.1, 0.3, 0.5, 0.87
_FEW, _SHORTEST, _LONGEST = 3, 2, 8


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two records may be one, in both languages."""

    vietnamese: str
    english: str

    def message(self, language: str = "vi") -> str:
        """Return the reason in ``language`` ("vi" or "en")."""
        return self.vietnamese if language == "vi" else self.english


SAME_WORDS = Reason("Cùng các chữ (khác dấu hoặc thứ tự)", "The same words (other diacritics or order)")
SAME = Reason("Tên gọi như nhau", "The same name")
ALIKE = Reason("Tên gọi gần giống", "Almost the same name")
ABBREVIATION = Reason("Tên này viết tắt tên kia", "One abbreviates the other")
SAME_PARTNER = Reason("Cùng đối tác, gần ngày", "The same partner, days apart")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a record: its caption, the records it names by field, its first and last day."""

    id: int | None
    key: UUID | None
    caption: str
    links: Mapping[str, Any]
    start: date | None
    end: date | None = None

    @property
    def words(self) -> frozenset[str]:
        """The words of the caption without diacritics."""
        return frozenset(words_of(search_key(self.caption)))

    @property
    def initials(self) -> str:
        """The first letters of the words."""
        return "".join(word[0] for word in words_of(search_key(self.caption)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the same, how alike it is (up to 1), and why."""

    key: UUID
    caption: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one; the older first."""

    first: Candidate
    second: Candidate

    @property
    def score(self) -> float:
        """How alike they are, up to 1."""
        return self.first.score

    @property
    def reason(self) -> Reason:
        """Why they may be one."""
        return self.first.reason


def duplicates_of(
    noun: Noun, given: NounRecord | Mapping[str, Any], viewer: Viewer, *, limit: int = 5
) -> list[Candidate]:
    """Return the records that the viewer may see and that ``given``, a record or values about to be written,
    may repeat, the likeliest first."""
    sketch = sketch_of(noun, given) if isinstance(given, NounRecord) else _sketch_given(noun, given, viewer)
    if not sketch.caption or (noun.part_of and noun.part_of not in sketch.links):
        return []
    found = []
    for other in candidates_of(noun, sketch, viewer):
        if other.id != sketch.id and (told := likeness(noun, sketch, other)) is not None and other.key:
            found.append(Candidate(other.key, other.caption, *told))
    return sorted(found, key=lambda c: (-c.score, c.caption))[:limit]


def duplicates_in(
    noun: Noun, viewer: Viewer, *, before: int | None = None, limit: int = 100
) -> tuple[list[Pair], int | None]:
    """Return pairs of records that may be one, the likeliest first, and where the next window starts.

    A small noun is one window; of a large one the newest records are looked at first, a window at a time
    (those with an id below ``before``), and None says that there is no further one.
    """
    rows = noun.model.objects.visible_to(viewer).current()
    if rows.count() <= SMALL:
        pairs = list(_pairs_among(noun, [_sketch_row(noun, row) for row in rows.values(*_columns(noun))]))
        return _sorted(pairs)[:limit], None
    window = rows.filter(pk__lt=before) if before else rows
    taken = list(window.order_by("-pk").values(*_columns(noun))[:WINDOW])
    found: dict[frozenset[int], Pair] = {}
    for row in taken:
        sketch = _sketch_row(noun, row)
        for other in candidates_of(noun, sketch, viewer):
            pair = _pair(noun, sketch, other)
            if pair is not None:
                found.setdefault(frozenset((sketch.id or 0, other.id or 0)), pair)
    return _sorted(found.values())[:limit], taken[-1]["pk"] if len(taken) == WINDOW else None


def likeness(noun: Noun, one: Sketch, other: Sketch) -> tuple[float, Reason] | None:
    """Return how alike two records are, and why; None where they are not. Parts of two wholes are two."""
    identity = {noun.part_of, *noun.title}
    agree = differ = 0
    for name in one.links.keys() & other.links.keys():
        same = one.links[name] == other.links[name]
        if name in identity and not same:
            return None
        agree += same and name not in identity and noun.by_name[name].kind is Kind.RECORD
        differ += not same
    score, reason = _names(one, other)
    near = bool(one.start and other.start) and abs(one.start - other.start) <= NEAR  # type: ignore[operator]
    if near and agree:
        score += _AGREES * (1 + agree)
        reason = SAME_PARTNER if reason is ALIKE else reason
    elif reason is ALIKE and not _alike(one.words, other.words):
        return None
    elif not near and ((one.start and other.start) or _before(one, other) or _before(other, one)):
        score -= _OTHER_TIME
    score = min(1.0, score - _DIFFERS * differ)
    return (round(score, 2), reason) if score >= LIKELY else None


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two names differ by words left out, or hardly; other figures are other things."""
    apart = mine ^ theirs
    if any(any(sign.isdigit() for sign in word) for word in apart):
        return False
    return mine <= theirs or theirs <= mine or len(mine & theirs) / len(mine | theirs) >= _ALMOST


def _before(one: Sketch, other: Sketch) -> bool:
    """Whether one ended before the other began: a province and the one that has its name since a merger."""
    return one.end is not None and other.start is not None and one.end < other.start


def _names(one: Sketch, other: Sketch) -> tuple[float, Reason]:
    mine, theirs = one.words, other.words
    if one.caption == other.caption:
        return 1.0, SAME
    if mine == theirs:
        return 0.98, SAME_WORDS
    for short, long in ((one, other), (other, one)):
        if (
            _is_short(short.caption)
            and len(long.words) >= _FEW
            and search_key(short.caption) == long.initials
        ):
            return 0.85, ABBREVIATION
    return len(mine & theirs) / max(1, len(mine | theirs)), ALIKE


def _is_short(caption: str) -> bool:
    return caption.isupper() and caption.isalpha() and _SHORTEST <= len(caption) <= _LONGEST


def candidates_of(noun: Noun, sketch: Sketch, viewer: Viewer) -> list[Sketch]:
    """Return the records that the viewer may see and that are worth comparing with one."""
    rows = noun.model.objects.visible_to(viewer).current()
    ids: dict[int, None] = {}
    if noun.part_of:
        ids |= dict.fromkeys(_ids(rows.filter(**{noun.part_of: sketch.links[noun.part_of]}), 10 * _LOOKED_AT))
    else:
        for words in _asked(sketch):
            ids |= dict.fromkeys(_ids(narrowed(rows, noun, words, viewer), _LOOKED_AT))
        if noun.dated and sketch.start:
            around = Q(valid_from__range=(sketch.start - NEAR, sketch.start + NEAR))
            for name, pk in sketch.links.items():
                ids |= dict.fromkeys(_ids(rows.filter(around, **{name: pk}), _LOOKED_AT))
    found = [_sketch_row(noun, row) for row in rows.filter(pk__in=list(ids)).values(*_columns(noun))]
    if _is_short(sketch.caption) and not noun.part_of and rows.count() <= SMALL:
        everything = (_sketch_row(noun, row) for row in rows.values(*_columns(noun)))
        wanted = search_key(sketch.caption)
        found += [other for other in everything if other.initials == wanted and other.id not in ids]
    return found


def _asked(sketch: Sketch) -> Iterator[str]:
    """Yield what to search for: all the words, all but each one, and the initials."""
    words = sorted(sketch.words, key=len, reverse=True)[:_LONGEST]
    if words:
        yield " ".join(words)
    if len(words) >= _FEW:
        for left_out in range(len(words)):
            yield " ".join(words[:left_out] + words[left_out + 1 :])
        if len(sketch.initials) <= _LONGEST:
            yield sketch.initials


def _ids(rows: Any, most: int) -> list[int]:
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:most])


def _pairs_among(noun: Noun, sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """Yield the likely pairs, comparing only records that share a hash: all words, or all but one."""
    blocks: dict[tuple[Any, ...], list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        for hashed in hashes_of(noun, sketch):
            blocks[hashed].append(sketch)
    seen = set()
    for block in blocks.values():
        for one, other in combinations(block[:_BLOCK], 2):
            pair_ids = (one.id, other.id)
            if pair_ids in seen:
                continue
            seen.add(pair_ids)
            if (pair := _pair(noun, one, other)) is not None:
                yield pair


def hashes_of(noun: Noun, sketch: Sketch) -> Iterator[tuple[Any, ...]]:
    """Yield what records that may be one share: all words, or all but one."""
    whole = sketch.links.get(noun.part_of) if noun.part_of else None
    words = sorted(sketch.words)
    yield whole, "words", *words
    if len(words) >= _FEW:
        yield whole, "initials", sketch.initials
        for left_out in range(len(words)):
            yield whole, "words", *words[:left_out], *words[left_out + 1 :]
    if _is_short(sketch.caption):
        yield whole, "initials", search_key(sketch.caption)


def _pair(noun: Noun, one: Sketch, other: Sketch) -> Pair | None:
    told = likeness(noun, one, other) if one.id != other.id else None
    if told is None or one.key is None or other.key is None:
        return None
    first, second = sorted((one, other), key=lambda sketch: sketch.id or 0)
    return Pair(*(Candidate(s.key, s.caption, *told) for s in (first, second) if s.key))


def _sorted(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first.caption, pair.second.caption))


def _links(noun: Noun) -> list[Field]:
    """What tells two records apart where it differs: records that they name, and codes that lists go by."""
    return [
        f
        for f in noun.fields
        if (f.kind is Kind.RECORD and (f.filtered or f.name in (noun.part_of, "parent")))
        or (f.kind is Kind.TEXT and f.filtered and f.required)
    ]


def _columns(noun: Noun) -> list[str]:
    return [
        "pk",
        "key",
        "caption",
        *(f.column for f in _links(noun)),
        *(["valid_from", "valid_to"] if noun.dated else []),
    ]


def _sketch_row(noun: Noun, row: Mapping[str, Any]) -> Sketch:
    links = {f.name: row[f.column] for f in _links(noun) if row[f.column] not in (None, "")}
    return Sketch(row["pk"], row["key"], row["caption"], links, row.get("valid_from"), row.get("valid_to"))


def sketches_in(noun: Noun, viewer: Viewer) -> Iterator[Sketch]:
    """Yield what is compared of all records of a noun that the viewer may see."""
    rows = noun.model.objects.visible_to(viewer).current().values(*_columns(noun))
    return (_sketch_row(noun, row) for row in rows.iterator(chunk_size=1000))


def sketch_of(noun: Noun, record: NounRecord) -> Sketch:
    """Return what is compared of a record."""
    row = {"pk": record.pk, **{name: getattr(record, name) for name in _columns(noun)[1:]}}
    return _sketch_row(noun, row)


def _sketch_given(noun: Noun, given: Mapping[str, Any], viewer: Viewer) -> Sketch:
    clean: dict[str, Any] = {}
    for f in noun.open_fields:
        try:
            clean[f.name] = value_clean(f, given.get(f.name))
        except ValueFault:
            clean[f.name] = None
    lookups = Lookups(viewer)
    lookups.prepare(noun, [clean])
    for f in noun.open_fields:
        if f.kind in (Kind.RECORD, Kind.RECORDS) and clean[f.name] is not None:
            clean[f.name], _ = lookups.resolve(f, clean[f.name])
    links = {
        f.name: lookups.id_of(f, clean[f.name]) if f.kind is Kind.RECORD else clean[f.name]
        for f in _links(noun)
    }
    start = next(
        (column_values(f, clean[f.name])["valid_from"] for f in noun.fields if f.kind is Kind.START), None
    )
    return Sketch(
        None, None, caption_of(noun, clean, lookups), {n: pk for n, pk in links.items() if pk}, start
    )
