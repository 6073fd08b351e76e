"""Values as people and files give them, made into values as claims keep them, or refused in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from banggiao.core.intervals import parse_given
from banggiao.core.nouns import DATES, Fault, Field, Kind
from banggiao.core.secrecy import SECRET
from banggiao.language.folding import to_nfc
from banggiao.language.typed import parse_typed_date, parse_typed_number
from banggiao.reading.secrecy import mark_in

_EARLIEST, _LATEST = 1000, 2999
_YES = frozenset({"có", "co", "yes", "true", "1", "x", "đúng"})
_NO = frozenset({"không", "khong", "no", "false", "0", "sai"})
_LONGEST = 20_000
_DIGITS = 18


class ValueFault(ValueError):
    """A value that a field cannot hold."""

    def __init__(self, code: str, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.code, self.vietnamese, self.english = code, vietnamese, english

    def at(self, field: str) -> Fault:
        """Return the fault as one of this field."""
        return Fault(field, self.code, self.vietnamese, self.english)


def value_clean(field: Field, raw: Any) -> Any:
    """Return ``raw`` as claims keep it: None where it is empty.

    A RECORD, RECORDS or TERM stays as it was given, trimmed: what it names is looked up for many rows at once
    (:mod:`banggiao.sources.lookups`).

    Raises:
        ValueFault: the value is not of the field's kind.
    """
    if isinstance(raw, str):
        raw = to_nfc(raw).strip()
        if "\0" in raw:
            raise ValueFault("nul", "Có ký tự không hợp lệ (NUL).", "It holds a NUL character.")
    if raw is None or raw in ("", []):
        return None
    return _CLEANERS[field.kind](field, raw)


def column_values(field: Field, value: Any) -> dict[str, Any]:
    """Return column → value for a clean value of any kind but RECORDS. A RECORD's value is its integer id."""
    if field.kind in DATES:
        given = parse_given(value or "")
        at = given.last if field.kind is Kind.END or field.latest else given.first
        return dict(zip(field.columns, (at, given.precision), strict=True))
    if value is None and field.kind in _EMPTY:
        value = _EMPTY[field.kind]
    if field.kind is Kind.DECIMAL and value is not None:
        value = Decimal(value)
    return {field.column: value}


_EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.LONG_TEXT: "",
    Kind.LINK: "",
    Kind.CHOICE: "",
    Kind.TERM: "",
    Kind.YES_NO: False,
}


def _text(field: Field, raw: Any) -> str:
    if not isinstance(raw, str | int | float | Decimal):
        raise ValueFault("type", "Cần một dòng chữ.", "Text is expected.")
    if isinstance(raw, float) and raw == int(raw):
        raw = int(raw)
    text = " ".join(str(raw).split())
    if len(text) > field.max_length:
        raise ValueFault(
            "too-long",
            f"Dài {len(text)} ký tự, tối đa {field.max_length}.",
            f"{len(text)} characters, at most {field.max_length}.",
        )
    return text


def _long_text(field: Field, raw: Any) -> str:
    text = str(raw).replace("\r\n", "\n")
    if len(text) > _LONGEST:
        raise ValueFault(
            "too-long",
            f"Dài {len(text)} ký tự, tối đa {_LONGEST}.",
            f"{len(text)} characters, at most {_LONGEST}.",
        )
    if mark_in(text) is not None:
        raise ValueFault("secret", *SECRET)
    return text


def _link(field: Field, raw: Any) -> str:
    text = _text(field, raw)
    try:
        told = urlsplit(text)
        host, _ = told.hostname, told.port
    except ValueError:
        host = None
    if not host or told.scheme not in ("http", "https") or told.username is not None or " " in text:
        raise ValueFault(
            "link",
            f"Không phải địa chỉ web (http:// hoặc https://): “{text[:60]}”.",
            f"No address on the web (http:// or https://): “{text[:60]}”.",
        )
    return text


def _date(field: Field, raw: Any) -> str:
    if isinstance(raw, datetime):
        raw = raw.date()
    text = raw.isoformat() if isinstance(raw, date) else str(raw)
    if isinstance(raw, float | int) and not isinstance(raw, bool) and raw == int(raw):
        text = str(int(raw))
    text = parse_typed_date(text) or text
    try:
        given = parse_given(text)
    except ValueError:
        raise ValueFault(
            "date",
            f"Không phải ngày: “{str(raw)[:40]}”. Ghi 30/10/2025, 10/2025, quý IV/2025 (2025-Q4) hoặc 2025.",
            f"Not a date: “{str(raw)[:40]}”. Write 2025-10-30, 2025-10, 2025-Q4 or 2025.",
        ) from None
    if given.first is not None and not _EARLIEST <= given.first.year <= _LATEST:
        raise ValueFault("date-range", f"Năm {given.first.year} ngoài phạm vi.", "The year is out of range.")
    return text


def _integer(field: Field, raw: Any) -> int:
    number = Decimal(_decimal(field, raw))
    if number != int(number):
        raise ValueFault("integer", f"Cần số nguyên: “{raw}”.", f"A whole number is expected: “{raw}”.")
    if abs(number) >= 10**15:
        raise ValueFault("range", "Số quá lớn.", "The number is too large.")
    return int(number)


def _decimal(field: Field, raw: Any) -> str:
    if isinstance(raw, bool) or (isinstance(raw, float) and not math.isfinite(raw)):
        raise ValueFault("number", "Cần một số.", "A number is expected.")
    # what is a number already is not read as typed: 1.234 is no thousand
    number = Decimal(str(raw)) if isinstance(raw, int | float | Decimal) else parse_typed_number(str(raw))
    if number is None or not number.is_finite():
        raise ValueFault("number", f"Không phải số: “{str(raw)[:40]}”.", f"Not a number: “{str(raw)[:40]}”.")
    if len(number.as_tuple().digits) > _DIGITS or abs(number) >= Decimal(10) ** 14:
        raise ValueFault("range", "Số quá lớn hoặc quá nhiều chữ số.", "The number is too large or too long.")
    if field.minimum is not None and number < field.minimum:
        raise ValueFault("minimum", f"Nhỏ nhất là {field.minimum}.", f"At least {field.minimum}.")
    return format(number.normalize(), "f")


def _yes_no(_: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    told = str(raw).strip().lower()
    if told in _YES or told in _NO:
        return told in _YES
    raise ValueFault("yes-no", "Ghi “có” hoặc “không”.", "Write “yes” or “no”.")


def _choice(field: Field, raw: Any) -> str:
    told = str(raw).strip()
    code = told if told in field.choice_codes else field.choice_named.get(told.casefold())
    if code is not None:
        return code
    allowed = ", ".join(vietnamese for _, vietnamese, _ in field.choices)
    raise ValueFault(
        "choice",
        f"“{told[:40]}” không có trong danh sách: {allowed}.",
        f"“{told[:40]}” is none of: {', '.join(english for _, _, english in field.choices)}.",
    )


def _named(_: Field, raw: Any) -> str:
    return str(raw).strip()[:500] if not isinstance(raw, UUID) else str(raw)


def _several(field: Field, raw: Any) -> list[str]:
    given = raw if isinstance(raw, list | tuple | set) else str(raw).replace("\n", ";").split(";")
    return list(dict.fromkeys(_named(field, one) for one in given if str(one).strip()))


_CLEANERS: Mapping[Kind, Callable[[Field, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.LINK: _link,
    Kind.DATE: _date,
    Kind.START: _date,
    Kind.END: _date,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.TERM: _named,
    Kind.RECORD: _named,
    Kind.RECORDS: _several,
}
