"""What the validator finds wrong, in words for the caller, Vietnamese first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banggiao.api.problems import MOST, Problem, error

_WORDS = {
    "missing": ("Thiếu trường bắt buộc này.", "This is required."),
    "extra_forbidden": ("Không có trường này.", "There is no such field."),
    "string_type": ("Cần một chuỗi ký tự.", "Text is expected."),
    "int_type": ("Cần một số nguyên.", "A whole number is expected."),
    "int_parsing": ("Cần một số nguyên.", "A whole number is expected."),
    "bool_type": ("Cần true hoặc false.", "True or false is expected."),
    "list_type": ("Cần một danh sách.", "A list is expected."),
    "model_type": ("Cần một đối tượng.", "An object is expected."),
    "model_attributes_type": ("Cần một đối tượng.", "An object is expected."),
    "string_pattern_mismatch": ("Không đúng dạng {pattern}.", "It is not of the form {pattern}."),
    "string_too_long": ("Tối đa {max_length} ký tự.", "At most {max_length} characters."),
    "string_too_short": ("Tối thiểu {min_length} ký tự.", "At least {min_length} characters."),
    "too_long": ("Tối đa {max_length} phần tử.", "At most {max_length} items."),
    "too_short": ("Tối thiểu {min_length} phần tử.", "At least {min_length} items."),
    "literal_error": ("Chỉ nhận: {expected}.", "Only: {expected}."),
    "greater_than_equal": ("Nhỏ nhất là {ge}.", "At least {ge}."),
    "less_than_equal": ("Lớn nhất là {le}.", "At most {le}."),
}
_OTHER = ("Giá trị không hợp lệ.", "The value is not valid.")


def problem_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """Return the problem of a request that is not of its type; ``errors`` are the validator's."""
    found = [_fault(one) for one in errors[:MOST]]
    return Problem(
        "invalid", "Yêu cầu có chỗ không đúng kiểu; xem “errors”.",
        "The request is not of its type; see “errors”.", errors=found,
    )  # fmt: skip


def _fault(one: Mapping[str, Any]) -> dict[str, Any]:
    place = [str(part) for part in one["loc"]]
    source = place[0] if place else ""
    pointer = f"?{place[-1]}" if source in ("query", "path", "header") else "/" + "/".join(place[2:])
    if source == "query" and place[-1].isdigit() and len(place) > 1:
        pointer = f"?{place[-2]}"
    vietnamese, english = _WORDS.get(one["type"], _OTHER)
    told = {name: str(value)[:200] for name, value in (one.get("ctx") or {}).items()}
    try:
        vietnamese, english = vietnamese.format(**told), english.format(**told)
    except KeyError:
        vietnamese, english = _OTHER
    return error(pointer, one["type"], vietnamese, english)
