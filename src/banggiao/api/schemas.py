"""The types of the API, from the description of a noun: what is told of a record, what is written, what a
list is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_origin
from uuid import UUID

from django.db.backends.base.operations import BaseDatabaseOperations
from pydantic import BaseModel, Field, create_model

from banggiao.api.circulating import CirculationNew, CirculationTold, ReleaseTold
from banggiao.api.deprecations import marked
from banggiao.api.kinds import DATE, MOMENT, NUMBER, TEXT, WEB, WORDS, Day, Reason, Taken
from banggiao.core.nouns import DATES, Derived, Kind, Noun, noun_of
from banggiao.core.nouns import Field as NounField
from banggiao.sources.listed import BELOW, NONE, PAST, SINCE, UNTIL

MOST_ROWS = 5000
SIZE, MOST_LISTED = 50, 200
_LONGEST_TEXT, _LONGEST_NAME, _LONGEST_WORDS = 20_000, 500, 200
_MOST_VALUES = 50


class Grounds(Taken):
    """Who says so: the owner of the token, with grounds in words; or a source at a place, in its words."""

    source: Annotated[str, Field(pattern=WORDS, max_length=_LONGEST_NAME)] | None = Field(
        None, description="Khóa, số hiệu hoặc tên của nguồn / key, number or name of the source"
    )
    place: Annotated[str, Field(pattern=r"^[0-9]{0,9}$")] = Field(
        "", description="Đoạn (hoặc dòng) trong nguồn / paragraph or row in the source"
    )
    words: Annotated[str, Field(pattern=TEXT, max_length=4000)] = Field(
        "", description="Nguyên văn trong nguồn, hoặc căn cứ / the words of the source, or the grounds"
    )


class Deed(Taken):
    """Why something is done."""

    reason: Reason


class Fault(BaseModel):
    """One thing that is wrong: where, and why in words."""

    pointer: str
    field: str
    row: int | None
    code: str
    detail: str


class Refusal(BaseModel):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault]


class Written(BaseModel):
    """The keys of records just written, in the order of the rows."""

    keys: list[UUID]
    count: int


@dataclass(frozen=True)
class Types:
    """All types of one noun. ``create``, ``bulk`` and ``change`` are None where people may not do so."""

    query: type[BaseModel]
    page: type[BaseModel]
    record: type[BaseModel]
    create: type[BaseModel] | None
    bulk: type[BaseModel] | None
    change: type[BaseModel] | None


def types_of(noun: Noun) -> Types:
    """Return the types of a noun."""
    name = noun.code.title()
    values = _model(f"{name}Values", noun, noun.open_fields, BaseModel, told=True)
    record = create_model(
        f"{name}Record", __doc__=f"{noun.vi} / {noun.en}",
        key=(UUID, ...), noun=(_one_of(noun.code), ...), caption=(str, ...), archived=(bool, ...),
        values=(values, ...),
        names=(dict[str, str], Field(description="Khóa → tên của bản ghi được nhắc đến / key → name")),
        hidden=(list[str], Field(
            description="Trường có giá trị ngoài phạm vi xem / fields with a value that you may not see")),
        circulation=(CirculationTold | None, Field(
            None, description="Khi đọc một bản ghi như hiện nay / of one record as it is now, not in lists")),
        release=(ReleaseTold | None, Field(
            None, description="Phạm vi đang chờ duyệt / the circulation that waits for a decision")),
    )  # fmt: skip
    page = create_model(
        f"{name}Page", __doc__=f"{noun.vi} / {noun.en_many}",
        rows=(list[record], ...),  # type: ignore[valid-type]
        count=(int, Field(description="Số bản ghi, đếm đến 1000 / how many, counted up to 1000")),
        more=(bool, Field(description="Còn nhiều hơn số đã đếm / there are more than were counted")),
        next=(str | None, ...), previous=(str | None, ...),
    )  # fmt: skip
    create = bulk = change = None
    if noun.writable:
        fresh = _model(f"{name}New", noun, noun.fields, Taken, fresh=True)
        reach: dict[str, Any] = {} if noun.part_of else {"circulation": (CirculationNew | None, None)}
        create = _sent(
            f"{name}Create", values=(fresh, ...), reason=(_said(2000), ""),
            distinct=(bool, Field(False, description="Ghi dù có bản ghi giống / write though alike")),
            **reach,
        )  # fmt: skip
        row = create_model(f"{name}Row", __base__=Taken, values=(fresh, ...), evidence=(Grounds | None, None))
        bulk = _sent(
            f"{name}Bulk", reason=(_said(2000), ""), **reach,
            rows=(Annotated[list[row], Field(min_length=1, max_length=MOST_ROWS)], ...),  # type: ignore[valid-type]
        )  # fmt: skip
    if noun.changeable:
        fields = [f for f in noun.fields if noun.writable or f.name in noun.amendable]
        changed = _model(f"{name}Changes", noun, fields, Taken)
        change = _sent(f"{name}Change", values=(changed, ...), reason=(Reason, ...))
    return Types(_query(noun), page, record, create, bulk, change)


def _sent(name: str, **fields: Any) -> type[BaseModel]:
    return create_model(
        name, __base__=Taken, evidence=(Grounds | None, None),
        retain_until=(Day | None, Field(None, description="Giữ dữ liệu cá nhân đến / keep personal data to")),
        **fields,
    )  # fmt: skip


def _model(
    name: str, noun: Noun, fields: Iterable[NounField], base: type[BaseModel], *, told: bool = False,
    fresh: bool = False,
) -> type[BaseModel]:  # fmt: skip
    """Return the type of a record's values: as they are ``told``, of a ``fresh`` record, or of a change."""
    made: dict[str, Any] = {}
    for f in fields:
        wanted = fresh and f.required and f.default is None
        kind: Any = _told(f) if told else _written(f, noun)
        about = Field(
            ... if wanted else None, description=". ".join(
                words for words in (f"{f.vi} / {f.en}", f.help_vi, f.help_en, _of(f)) if words
            ),
            deprecated=marked(noun.code, f.name) or None,
        )  # fmt: skip
        made[f.name] = (kind if wanted else kind | None, about)
    return create_model(name, __base__=base, __doc__=f"{noun.vi} / {noun.en}", **made)


def _of(f: NounField) -> str:
    """Say what a reference or a code is of."""
    if f.noun:
        return f"→ {f.noun}: {noun_of(f.noun).vi}"
    return f"danh mục / vocabulary: {f.vocabulary}" if f.vocabulary else ""


def _told(f: NounField) -> Any:
    if f.kind is Kind.RECORDS:
        return list[UUID]
    return {
        Kind.INTEGER: int, Kind.YES_NO: bool, Kind.RECORD: UUID,
        Kind.DECIMAL: Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")],
    }.get(f.kind, str)  # fmt: skip


def _written(f: NounField, noun: Noun) -> Any:
    if f.kind in DATES:
        return Annotated[str, Field(pattern=DATE)]
    if f.kind is Kind.CHOICE:
        return _one_of(*(code for code, _, _ in f.choices if code))
    if f.kind is Kind.INTEGER:
        least, most = _range(f, noun)
        return Annotated[int, Field(ge=max(least, f.minimum or least), le=most)]
    if f.kind is Kind.RECORDS:
        return Annotated[_many(_said(_LONGEST_NAME)), Field(max_length=500)]
    return {
        Kind.YES_NO: bool,
        Kind.DECIMAL: Annotated[str, Field(pattern=NUMBER)],
        Kind.LINK: Annotated[str, Field(pattern=WEB, max_length=f.max_length)],
        Kind.LONG_TEXT: _said(_LONGEST_TEXT),
        Kind.TERM: _said(100),
        Kind.RECORD: _said(_LONGEST_NAME),
    }.get(f.kind, _said(f.max_length))


def _range(f: NounField, noun: Noun) -> tuple[int, int]:
    """Return the least and the greatest number that the column holds on every database."""
    column: Any = noun.model._meta.get_field(f.column)
    ranges = BaseDatabaseOperations.integer_field_ranges
    least, most = ranges.get(column.get_internal_type(), (-(2**31), 2**31 - 1))
    return max(least, 1 - 10**15), min(most, 10**15 - 1)


def _said(most: int) -> Any:
    return Annotated[str, Field(pattern=TEXT, max_length=most)]


def _query(noun: Noun) -> type[BaseModel]:
    """Return what a list may be asked for: the filters, sorts and days of the screen's list."""
    named: dict[str, tuple[Any, str]] = {}
    offered: list[NounField | Derived] = [*noun.derived, *(f for f in noun.open_fields if f.filtered)]
    for of in offered:
        for suffix, kind in _filters(of):
            named[of.name + suffix] = (kind, f"{of.vi} / {of.en}")
    sorts = [*(f.name for f in noun.open_fields if f.sorted), "created"]
    ways = _one_of(*(way + name for name in sorts for way in ("", "-")))
    named |= {
        "q": (_word(_LONGEST_WORDS), "Từ cần tìm / words"),
        "sort": (ways, "Sắp xếp, “-” là giảm dần / sorting, “-” for last first"),
        "known_on": (Annotated[str, Field(pattern=MOMENT)], "Như đã biết vào ngày / as known on"),
        "archived": (Literal["1"], "Chỉ bản ghi đã lưu trữ / archived records only"),
        "cursor": (Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,1000}$")], "Trang / page"),
    }
    if noun.dated:
        named["true_on"] = (Annotated[str, Field(pattern=DATE)], "Như đúng vào ngày / as true on")
    fields: dict[str, Any] = {
        f"p{n}": (kind | None, Field(None, alias=name, description=words, max_length=_most(kind)))
        for n, (name, (kind, words)) in enumerate(named.items())
    }
    size = Field(SIZE, ge=1, le=MOST_LISTED, description="Số bản ghi một trang / records a page")
    return create_model(f"{noun.code.title()}Query", limit=(int, size), **fields)


def _most(kind: Any) -> int | None:
    return _MOST_VALUES if get_origin(kind) is list else None


def _filters(of: NounField | Derived) -> Iterable[tuple[str, Any]]:
    """Yield each suffix of a filter's name with the type of its values."""
    if isinstance(of, Derived):
        yield "", _many(_one_of(*(code for code, _, _ in of.choices)))
        return
    if of.kind in DATES:
        for suffix in ("", SINCE, UNTIL):
            yield suffix, Annotated[str, Field(pattern=DATE)]
    elif of.kind is Kind.TEXT:
        yield "", _word(_LONGEST_WORDS)
    elif of.kind is Kind.YES_NO:
        yield "", _many(Literal["yes", "no"])
    elif of.kind is Kind.CHOICE:
        codes = [code for code, _, _ in of.choices if code]
        yield "", _many(_one_of(*(codes if of.required else [*codes, NONE])))
    else:
        yield "", _many(_word(_LONGEST_NAME))
    if isinstance(of, NounField) and of.kind is Kind.RECORD:
        pointed = noun_of(of.noun)
        for suffix, offered in ((BELOW, bool(pointed.tree)), (PAST, bool(pointed.with_history))):
            if offered:
                yield suffix, Literal["1"]


def _many(kind: Any) -> Any:
    made: Any = list
    return made[kind]


def _one_of(*codes: str) -> Any:
    made: Any = Literal
    return made[codes]


def _word(most: int) -> Any:
    return Annotated[str, Field(pattern=WORDS, max_length=most)]
