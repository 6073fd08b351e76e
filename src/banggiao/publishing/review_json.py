"""A review as JSON for machines, and back again for the review that follows it (``--since``).

The shape is that of :class:`~banggiao.appraisal.records.Appraisal`, published as a JSON Schema in
``schemas/review-1.json``. The bytes depend on the review alone: keys are sorted, lists keep the order of the
records, and each item of a list stands on its own line so that two reviews can be compared line by line.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, Union, get_args, get_origin, get_type_hints

from banggiao.appraisal.records import Appraisal, Match

FORMAT = "banggiao-review"
VERSION = 1

# The public name of a field where the record's own is a word of the house.
_PUBLIC = {"findings": "statements", "passages": "synthesis"}


class ReviewFormatError(ValueError):
    """The file is not a review that this version can read. The message says why, for a person."""


def schema() -> dict[str, Any]:
    """Return the published JSON Schema (draft 2020-12) of the file."""
    text = (files("banggiao.publishing") / "schemas" / f"review-{VERSION}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def review_json(appraisal: Appraisal) -> bytes:
    """Return the review as UTF-8 JSON that ends with a newline."""
    top: dict[str, object] = {_PUBLIC.get(name, name): getattr(appraisal, name) for name in _names(Appraisal)}
    top |= {"format": FORMAT, "version": VERSION}
    lines = ",\n".join(f"{_dump(key)}: {_lines(top[key])}" for key in sorted(top))
    return f"{{\n{lines}\n}}\n".encode("utf-8", "replace")


def load_review(data: bytes) -> Appraisal:
    """Return the review that :func:`review_json` wrote.

    Raises:
        ReviewFormatError: ``data`` is not JSON, not a review, of another version, or has a wrong shape.
    """
    try:
        top = json.loads(data)
    except (ValueError, RecursionError):
        raise ReviewFormatError(
            "Tệp không phải JSON, không dùng làm kỳ rà soát trước được. / The file is not JSON."
        ) from None
    if not isinstance(top, dict) or top.get("format") != FORMAT:
        raise ReviewFormatError(
            "Tệp JSON này không phải kết quả rà soát (review.json). / "
            "This JSON is not a review (review.json)."
        )
    if top.get("version") != VERSION:
        raise ReviewFormatError(
            f"Kết quả rà soát thuộc phiên bản {top.get('version')!r}, chỉ đọc được phiên bản {VERSION}. / "
            f"The review is of version {top.get('version')!r}; only version {VERSION} can be read."
        )
    private = {public: name for name, public in _PUBLIC.items()}
    rest = {private.get(key, key): value for key, value in top.items() if key not in ("format", "version")}
    loaded = _build(Appraisal, rest, "")
    assert isinstance(loaded, Appraisal)
    return loaded


def _lines(value: object) -> str:
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return "[\n" + ",\n".join(map(_dump, value)) + "\n]"
    return _dump(value)


def _record(value: Any) -> dict[str, object]:
    kind: type = type(value)
    if isinstance(value, Match):
        return {"clause": value.clause, "score": round(value.score, 6)}
    return {name: getattr(value, name) for name in _names(kind)}


_dump = json.JSONEncoder(
    default=_record, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")
).encode


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: object, where: str) -> object:
    """Return ``value`` as the type ``kind``, or say where it does not fit."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _build(arguments[0], value, where)
    if origin is tuple:
        return _build_tuple(arguments, _expect(list, value, where), where)
    if origin is dict:
        pairs = _expect(dict, value, where).items()
        return {key: _build(arguments[1], item, f"{where}.{key}") for key, item in pairs}
    if is_dataclass(kind):
        return _build_record(kind, _expect(dict, value, where), where)
    return _build_plain(kind, value, where)


def _build_tuple(kinds: tuple[Any, ...], items: list[object], where: str) -> tuple[object, ...]:
    if kinds[-1] is ...:
        kinds = (kinds[0],) * len(items)
    if len(items) != len(kinds):
        raise _wrong(where)
    pairs = enumerate(zip(kinds, items, strict=True))
    return tuple(_build(kind, item, f"{where}[{index}]") for index, (kind, item) in pairs)


def _build_plain(kind: Any, value: object, where: str) -> object:
    if issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise _wrong(where) from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _expect(kind, value, where)


def _build_record(kind: Any, value: dict[str, object], where: str) -> object:
    hints = _hints(kind)
    unknown = value.keys() - set(_names(kind))
    if unknown:
        raise _wrong(f"{where}.{min(unknown)}".lstrip("."))
    try:
        return kind(
            **{
                name: _build(hints[name], item, f"{where}.{name}" if where else _PUBLIC.get(name, name))
                for name, item in value.items()
            }
        )
    except TypeError:
        raise _wrong(where) from None


def _expect(kind: Any, value: object, where: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _wrong(where)
    return value


def _wrong(where: str) -> ReviewFormatError:
    place = where or "/"
    return ReviewFormatError(
        f"Kết quả rà soát sai cấu trúc tại {place}. / "
        f"The review does not have the published shape at {place}."
    )
