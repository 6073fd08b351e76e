"""Parameters of an address made into a list that can be answered, or refused in words."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from django.db import connection
from django.utils import timezone

from banggiao.core.access import Question, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.intervals import parse_given
from banggiao.core.nouns import DATES, Derived, Field, Kind, Noun, noun_of
from banggiao.core.values import ValueFault, value_clean
from banggiao.sources.listed import (
    BELOW,
    NONE,
    PAST,
    SINCE,
    UNTIL,
    Cursor,
    ListQuery,
    Wanted,
    filters_offered,
    sorts_offered,
)
from banggiao.sources.lookups import Lookups

_OWN = frozenset({"q", "sort", "after", "before", "true_on", "known_on", "archived"})
_LONGEST_WORDS = 200
_MOST_VALUES = 50


def query_from(noun: Noun, params: Mapping[str, Sequence[str]], viewer: Viewer) -> ListQuery:
    """Return the list that parameters ask for: name → values, as an address gives them. Empty ones count for
    nothing.

    Raises:
        DeedRefused: a parameter is unknown, or its value cannot be; ``field`` is its name.
    """
    if not viewer.may(Question(noun.code, "view")):
        raise DeedRefused("not-allowed", "Vai trò của bạn không được xem danh sách này.",
                          "Your role does not allow you to see this list.")  # fmt: skip
    told = {name: [v.strip() for v in values if v.strip()] for name, values in params.items()}
    told = {name: values for name, values in told.items() if values}
    sort, descending = _sort(noun, told, viewer)
    query = ListQuery(
        noun=noun,
        wanted=tuple(_wanted(noun, told, viewer)),
        words=_words(told),
        sort=sort,
        descending=descending,
        true_on=_true_on(noun, told),
        known_on=_known_on(told),
        archived=_one_of(told, "archived") == "1",
        given=tuple((n, v) for n, values in told.items() if n not in ("after", "before") for v in values),
    )
    after, before = (_cursor(query, told, name) for name in ("after", "before"))
    if after and before:
        _refuse("after", "place", "Chỉ đi được một chiều.", "One direction at a time.")
    return query.at(after=after, before=before)


def cursor_text(query: ListQuery, cursor: Cursor) -> str:
    """Return a place in a list as an address carries it."""
    told = cursor.value
    if isinstance(told, date):
        told = told.isoformat()
    elif isinstance(told, Decimal):
        told = str(told)
    text = json.dumps([_sorting(query), told, cursor.pk], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def below(noun: Noun, ids: Iterable[int], viewer: Viewer) -> dict[int, str]:
    """Return id → key of these records and of all below them that the viewer may see."""
    table, start = noun.model._meta.db_table, sorted(ids)
    column = noun.model._meta.get_field(noun.tree).column  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(start))
    sql = (
        f"WITH RECURSIVE low(id) AS (SELECT id FROM {table} WHERE id IN ({marks}) "  # noqa: S608
        f"UNION SELECT t.id FROM {table} t JOIN low ON t.{column} = low.id) SELECT id FROM low"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, start)
        found = [row[0] for row in cursor.fetchall()]
    rows = noun.model.objects.visible_to(viewer).filter(pk__in=found).values_list("pk", "key")
    return {pk: str(key) for pk, key in rows}


def _wanted(noun: Noun, told: Mapping[str, Sequence[str]], viewer: Viewer) -> Iterable[Wanted]:
    offered = {f.name: f for f in filters_offered(noun, viewer)}
    asked: dict[str, None] = {}
    for name in told:
        stem, dot, suffix = name.partition(".")
        of = offered.get(stem)
        if name in _OWN:
            continue
        if of is None or (dot and dot + suffix not in _suffixes(of)):
            _refuse(name, "unknown-filter", f"Không có bộ lọc “{name[:60]}”.", f"No filter “{name[:60]}”.")
        asked[stem] = None
    for stem in asked:
        of = offered[stem]
        if isinstance(of, Field) and of.kind in DATES:
            yield _between(of, told)
        elif stem in told:
            yield _among(noun, of, told, viewer)


def _suffixes(of: Field | Derived) -> tuple[str, ...]:
    if isinstance(of, Derived):
        return ()
    if of.kind in DATES:
        return (SINCE, UNTIL)
    if of.kind is not Kind.RECORD:
        return ()
    pointed = noun_of(of.noun)
    return ((BELOW,) if pointed.tree else ()) + ((PAST,) if pointed.with_history else ())


def _between(of: Field, told: Mapping[str, Sequence[str]]) -> Wanted:
    name = of.name
    exact = _day(name, told[name][0], of) if name in told else None
    first = _day(name + SINCE, told[name + SINCE][0], of)[0] if name + SINCE in told else None
    last = _day(name + UNTIL, told[name + UNTIL][0], of)[1] if name + UNTIL in told else None
    if exact:
        first, last = exact
    if first and last and last < first:
        _refuse(name + UNTIL, "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts.")
    return Wanted(of, first=first, last=last)


def _among(noun: Noun, of: Field | Derived, told: Mapping[str, Sequence[str]], viewer: Viewer) -> Wanted:
    values = tuple(dict.fromkeys(told[of.name]))
    if len(values) > _MOST_VALUES:
        _refuse(of.name, "too-many", f"Tối đa {_MOST_VALUES} giá trị.", f"At most {_MOST_VALUES} values.")
    if isinstance(of, Field) and of.kind is Kind.RECORD:
        asked = frozenset(way for way in (BELOW, PAST) if told.get(of.name + way, [""])[0] == "1")
        return _records(noun, of, values, asked, viewer)
    if isinstance(of, Field) and of.kind is Kind.TEXT:
        return Wanted(of, text=values[0][:_LONGEST_WORDS])
    if isinstance(of, Field) and of.kind is Kind.YES_NO:
        known = {"yes", "no"}
    elif isinstance(of, Field) and of.kind is Kind.TERM:
        terms: Any = noun_of("term").model.objects
        terms = terms.filter(vocabulary__in=of.vocabularies, code__in=values)
        known = {NONE, *terms.values_list("code", flat=True)}
    else:
        known = {code for code, _, _ in of.choices}
        if isinstance(of, Field) and not of.required:
            known.add(NONE)
    for value in values:
        if value not in known:
            _refuse(of.name, "choice", f"“{value[:60]}” không phải giá trị của “{of.vi}”.",
                    f"“{value[:60]}” is no value of “{of.en}”.")  # fmt: skip
    return Wanted(of, codes=values)


def _records(noun: Noun, of: Field, values: Sequence[str], asked: frozenset[str], viewer: Viewer) -> Wanted:
    named = [value for value in values if value != NONE]
    lookups = Lookups(viewer, archived=True)
    lookups.prepare(noun, [{of.name: value} for value in named])
    found: dict[int, str] = {}
    for value in named:
        key, fault = lookups.resolve(of, value)
        pk = lookups.id_of(of, key)
        if fault is not None or pk is None:
            _refuse(of.name, "unknown", f"{of.vi}: không tìm thấy hoặc không rõ nghĩa: “{value[:60]}”.",
                    f"{of.en}: not found, or not clear: “{value[:60]}”.")  # fmt: skip
        found[pk] = key
    codes = (*found.values(), *([NONE] if NONE in values else []))
    if asked and found:
        found = _widened(noun_of(of.noun), found, viewer, asked)
    return Wanted(
        of, codes, keys=frozenset(found.values()), ids=frozenset(found),
        below=BELOW in asked, past=PAST in asked,
    )  # fmt: skip


def _widened(noun: Noun, ids: Iterable[int], viewer: Viewer, asked: frozenset[str]) -> dict[int, str]:
    """Return id → key of the records, of those below them and of those whose work all of these carry on, as
    far as the viewer may see them."""
    wide = set(ids)
    if PAST in asked and noun.with_history:
        wide |= noun.with_history(wide)
    if BELOW in asked:
        wide |= set(below(noun, wide, viewer))
        if PAST in asked and noun.with_history:
            wide |= noun.with_history(wide)
    rows = noun.model.objects.visible_to(viewer).filter(pk__in=wide).values_list("pk", "key")
    return {pk: str(key) for pk, key in rows}


def _sort(noun: Noun, told: Mapping[str, Sequence[str]], viewer: Viewer) -> tuple[str, bool]:
    given = _one_of(told, "sort") or noun.order
    name, descending = given.removeprefix("-"), given.startswith("-")
    offered = sorts_offered(noun, viewer)
    if name in offered:
        return name, descending
    if "sort" in told:
        _refuse("sort", "unknown-sort", f"Không sắp xếp được theo “{name[:60]}”.",
                f"The list cannot be sorted by “{name[:60]}”.")  # fmt: skip
    return "created", True


def _words(told: Mapping[str, Sequence[str]]) -> str:
    words = _one_of(told, "q")
    if len(words) > _LONGEST_WORDS:
        _refuse("q", "too-long", f"Tối đa {_LONGEST_WORDS} ký tự.", f"At most {_LONGEST_WORDS} characters.")
    return words


def _true_on(noun: Noun, told: Mapping[str, Sequence[str]]) -> date | None:
    given = _one_of(told, "true_on")
    if not given:
        return None
    if not noun.dated:
        _refuse("true_on", "not-dated", f"“{noun.vi}” không có thời gian hiệu lực.",
                f"“{noun.en}” is not dated.")  # fmt: skip
    return _day("true_on", given)[1]


def _known_on(told: Mapping[str, Sequence[str]]) -> datetime | None:
    given = _one_of(told, "known_on")
    if not given:
        return None
    if "T" in given:
        try:
            moment = datetime.fromisoformat(given)
        except ValueError:
            _refuse(
                "known_on", "date", f"Không phải ngày giờ: “{given[:40]}”.", f"No moment: “{given[:40]}”."
            )
        moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    else:
        moment = timezone.make_aware(datetime.combine(_day("known_on", given)[1], time.max))
    if timezone.localdate(moment) > timezone.localdate():
        _refuse("known_on", "future", "Chưa biết được điều của ngày mai: hãy chọn ngày đã qua.",
                "Nothing is known of the future: choose a day that has come.")  # fmt: skip
    return moment


def _day(name: str, text: str, of: Field | None = None) -> tuple[date, date]:
    try:
        given = parse_given(value_clean(of or _A_DAY, text))
    except ValueFault as fault:
        _refuse(name, "date", fault.vietnamese, fault.english)
    if given.first is None or given.last is None:
        _refuse(name, "date", f"Không phải ngày: “{text[:40]}”.", f"Not a date: “{text[:40]}”.")
    return given.first, given.last


_A_DAY = Field("day", Kind.DATE, "ngày", "day")


def _cursor(query: ListQuery, told: Mapping[str, Sequence[str]], name: str) -> Cursor | None:
    text = _one_of(told, name)
    if not text:
        return None
    try:
        packed = base64.urlsafe_b64decode((text + "=" * (-len(text) % 4)).encode("ascii"))
        sorting, value, pk = json.loads(packed)
        if sorting != _sorting(query) or type(pk) is not int or not 0 < pk < 2**63:
            raise ValueError
        return Cursor(_sort_value(query, value), pk)
    except (ValueError, TypeError, InvalidOperation, binascii.Error, RecursionError):
        _refuse(name, "place", "Vị trí trong danh sách không hợp lệ; hãy về trang đầu.",
                "This place in the list is not one; go back to the first page.")  # fmt: skip


def _sorting(query: ListQuery) -> str:
    return f"{'-' if query.descending else ''}{query.sort}"


def _sort_value(query: ListQuery, value: Any) -> Any:
    """Return what a cursor's value means to the sort column. Raises ValueError where it cannot be one."""
    column = query.column
    if column == "id":
        return None
    if column == "sort_key":
        if not isinstance(value, str) or len(value) > 200 or not value.isascii() or "\0" in value:
            raise ValueError
        return value
    kind = query.noun.by_name[query.sort].kind
    if value is None:
        return None
    if kind in DATES:
        return date.fromisoformat(value)
    if kind is Kind.DECIMAL:
        number = Decimal(value)
        if not number.is_finite() or abs(number) > 10**20:
            raise ValueError
        return number
    if type(value) is not int or abs(value) >= 2**31:
        raise ValueError
    return value


def _one_of(told: Mapping[str, Sequence[str]], name: str) -> str:
    return told[name][0] if name in told else ""


def _refuse(name: str, code: str, vietnamese: str, english: str) -> NoReturn:
    raise DeedRefused(code, vietnamese, english, field=name)
