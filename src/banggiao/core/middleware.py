"""Gives every request an id, which the audit and the log carry, and refuses values that no database holds."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from banggiao.core.audit import request_id
from banggiao.core.keys import uuid7


class RequestIdMiddleware:
    """Set the request's id for the audit and send it back as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(uuid7()))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class NoNulMiddleware:
    """Refuse form values with a NUL: no person types one, and PostgreSQL cannot hold it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Look at the values once the request was found to be the person's own."""
        for values in (request.GET, request.POST):
            if any("\0" in value for _, given in values.lists() for value in given):
                raise SuspiciousOperation("a value holds NUL")
