"""Every way in which a request can fail, answered as a problem."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from banggiao.api.faults import problem_of
from banggiao.api.problems import Problem, answer, of_problem, of_refusal
from banggiao.core.errors import DeedRefused

logger = logging.getLogger("banggiao.api")


def refusals_answered(api: NinjaAPI) -> None:
    """Have the API answer refusals and failures."""
    handlers: dict[type[Exception], Any] = {
        Problem: lambda _request, problem: of_problem(problem),
        DeedRefused: _refused,
        ValidationError: lambda _request, wrong: of_problem(problem_of(wrong.errors)),
        AuthenticationError: lambda _request, _wrong: no_token(),
        HttpError: _unreadable,
        Http404: lambda _request, _wrong: not_found(),
        RequestDataTooBig: lambda _request, _wrong: too_large(),
        Exception: _failed,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def not_found() -> HttpResponse:
    """Answer that there is no such thing, or none that the caller may see."""
    return of_problem(
        Problem("not-found", "Không tìm thấy, hoặc ngoài phạm vi xem của bạn.",
                "It was not found, or is outside of what you may see.")
    )  # fmt: skip


def no_token() -> HttpResponse:
    """Answer that a token is needed."""
    return of_problem(
        Problem("token-none", "Hãy gửi Authorization: Bearer <khóa truy cập>.",
                "Send Authorization: Bearer <access token>.")
    )  # fmt: skip


def too_large() -> HttpResponse:
    """Answer that the body is larger than any is taken."""
    return of_problem(
        Problem("too-large", "Yêu cầu quá lớn; hãy chia thành nhiều phần.",
                "The request is too large; send it in parts.")
    )  # fmt: skip


def failed(error: BaseException) -> HttpResponse:
    """Answer that the server failed, and write down where."""
    logger.error("the API failed", exc_info=error)
    detail = (
        "Máy chủ gặp lỗi; mã yêu cầu ở “instance”. / The server failed; the request's id is in “instance”."
    )
    return answer(500, "failed", detail)


def _refused(request: HttpRequest, refusal: DeedRefused) -> HttpResponse:
    return of_refusal(refusal, request.method or "", request.path)


def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, Problem):
        return of_problem(error.__cause__)
    return answer(error.status_code, "request", str(error))


def _failed(_request: HttpRequest, error: Exception) -> HttpResponse:
    return failed(error)
