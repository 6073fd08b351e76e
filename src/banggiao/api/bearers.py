"""Who calls: a token in the header, and nothing else; so often a minute and no oftener."""

from __future__ import annotations

import math
import threading
import time
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from banggiao.access.models import Purpose
from banggiao.access.tokens import Bearer, token_use
from banggiao.api.problems import Problem

_WINDOW = 60.0  # seconds
_KEPT = 10_000


class AccessToken(HttpBearer):
    """A token of the purpose "api"."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: dict[UUID, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Return who comes with the token.

        Raises:
            TokenRefused: the token is not accepted.
            Problem: it came too often.
        """
        bearer = token_use(token, Purpose.API)
        self._count(bearer.token.key, time.monotonic())
        return bearer

    def _count(self, token: UUID, now: float) -> None:
        """Count a request of a token in this process."""
        with self._lock:
            began, count = self._counted.get(token, (now, 0))
            if now - began >= _WINDOW:
                began, count = now, 0
            if len(self._counted) > _KEPT:
                self._counted.clear()
            self._counted[token] = (began, count + 1)
        if count >= settings.API_PER_MINUTE:
            wait = max(1, math.ceil(began + _WINDOW - now))
            raise Problem(
                "too-often", f"Quá {settings.API_PER_MINUTE} yêu cầu một phút; thử lại sau {wait} giây.",
                f"More than {settings.API_PER_MINUTE} requests a minute; try again in {wait} seconds.",
                headers={"Retry-After": str(wait)},
            )  # fmt: skip


def bearer_of(request: HttpRequest) -> Bearer:
    """Return who calls, as the token said."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]
    return bearer
