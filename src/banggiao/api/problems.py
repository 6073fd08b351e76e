"""What went wrong, as problem details (RFC 9457), in the caller's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from pydantic_core import to_json

from banggiao.core.audit import request_id
from banggiao.core.errors import DeedRefused, RowsRefused

PROBLEM = "application/problem+json"
MOST = 200
"""Faults that one answer names."""
TITLES: dict[int, tuple[str, str]] = {
    400: ("Yêu cầu không đọc được", "The request cannot be read"),
    401: ("Cần khóa truy cập", "An access token is needed"),
    403: ("Không được phép", "Not allowed"),
    404: ("Không tìm thấy", "Not found"),
    405: ("Không có thao tác này", "No such operation"),
    409: ("Trái với trạng thái hiện tại", "In conflict with what is there"),
    412: ("Bản ghi đã thay đổi", "The record has changed"),
    413: ("Yêu cầu quá lớn", "The request is too large"),
    415: ("Cần JSON", "JSON is needed"),
    422: ("Dữ liệu không nhận được", "The data cannot be taken"),
    428: ("Cần If-Match", "If-Match is needed"),
    429: ("Quá nhiều yêu cầu", "Too many requests"),
    500: ("Lỗi máy chủ", "The server failed"),
}
_STATUSES = {
    "json": 400, "token-unknown": 401, "token-revoked": 401, "token-expired": 401, "token-none": 401,
    "not-allowed": 403, "release-first": 403, "release-own": 403, "not-found": 404, "alike": 409,
    "archived": 409, "depended-on": 409, "release-open": 409, "release-same": 409, "release-part": 409,
    "release-none": 409, "release-decided": 409, "changed-since": 412, "too-large": 413, "media-type": 415,
    "if-match": 428, "too-often": 429,
}  # fmt: skip


_OWN = {
    "reason": "/reason", "retain_until": "/retain_until", "comment": "/comment",
    "circulation": "/circulation", "owner": "/circulation", "named": "/circulation/readers",
    "embargo_until": "/circulation/embargo_until",
}  # fmt: skip
"""Fields of a request that are no fields of the record, and where they stand in it."""


class Problem(Exception):
    """A request that is not answered as asked. ``errors`` name what is wrong where."""

    def __init__(
        self, code: str, vietnamese: str, english: str, *,
        errors: Iterable[Mapping[str, Any]] = (), **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(code)
        self.code, self.vietnamese, self.english = code, vietnamese, english
        self.errors, self.more = tuple(errors), more


def spoken() -> str:
    """Return the language of the answer: "vi" or "en"."""
    return "vi" if get_language() == "vi" else "en"


def error(pointer: str, code: str, vietnamese: str, english: str) -> dict[str, Any]:
    """Return one thing that is wrong. ``pointer`` is a JSON pointer into the body, or "?name" for a parameter
    of the address."""
    parts = pointer.strip("/").split("/")
    row = int(parts[1]) if parts[0] == "rows" and len(parts) > 1 and parts[1].isdigit() else None
    return {
        "pointer": pointer, "field": parts[-1].lstrip("?"), "row": row, "code": code,
        "detail": vietnamese if spoken() == "vi" else english,
    }  # fmt: skip


def of_problem(problem: Problem) -> HttpResponse:
    """Answer with a problem."""
    status = _STATUSES.get(problem.code, 422)
    detail = problem.vietnamese if spoken() == "vi" else problem.english
    return answer(status, problem.code, detail, problem.errors, **problem.more)


def of_refusal(refusal: DeedRefused, method: str, path: str) -> HttpResponse:
    """Answer with what the register refuses, each fault at its place in the request."""
    bulk = path.endswith("/bulk")
    if isinstance(refusal, RowsRefused):
        errors = [
            error(
                f"/rows/{row}/values/{fault.field}" if bulk else f"/values/{fault.field}",
                fault.code, fault.vietnamese, fault.english,
            )
            for row, fault in refusal.faults[:MOST]
        ]  # fmt: skip
    elif refusal.field:
        asked = f"?{refusal.field}" if method == "GET" else ""
        place = asked or _OWN.get(refusal.field, f"/values/{refusal.field}")
        errors = [error(place, refusal.code, refusal.vietnamese, refusal.english)]
    else:
        errors = []
    status = _STATUSES.get(refusal.code, 422)
    return answer(status, refusal.code, refusal.message(spoken()), errors)


def answer(
    status: int, code: str, detail: str, errors: Iterable[Mapping[str, Any]] = (), **more: Any
) -> HttpResponse:
    """Answer with a problem of this status."""
    title = TITLES.get(status, TITLES[500])[0 if spoken() == "vi" else 1]
    headers = more.pop("headers", {})
    body = {
        "type": f"urn:banggiao:problem:{code}", "title": title, "status": status, "detail": detail,
        "instance": f"urn:uuid:{request_id.get()}", "errors": list(errors), **more,
    }  # fmt: skip
    if status == 401:
        headers = {"WWW-Authenticate": 'Bearer realm="banggiao"', **headers}
    return HttpResponse(to_json(body), status=status, content_type=PROBLEM, headers=headers)
