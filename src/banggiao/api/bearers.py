"""Who calls: a token in the header, and nothing else; so often a minute and no oftener."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from banggiao.access.models import Purpose
from banggiao.access.tokens import Bearer, token_use
from banggiao.api.counting import Counting
from banggiao.api.problems import Problem


class AccessToken(HttpBearer):
    """A token of the purpose "api"."""

    def __init__(self) -> None:
        super().__init__()
        self._counting = Counting()

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Return who comes with the token.

        Raises:
            TokenRefused: the token is not accepted.
            Problem: it came too often.
        """
        bearer = token_use(token, Purpose.API)
        wait = self._counting.wait(bearer.token.key, settings.API_PER_MINUTE)
        if wait:
            raise Problem(
                "too-often", f"Quá {settings.API_PER_MINUTE} yêu cầu một phút; thử lại sau {wait} giây.",
                f"More than {settings.API_PER_MINUTE} requests a minute; try again in {wait} seconds.",
                headers={"Retry-After": str(wait)},
            )  # fmt: skip
        return bearer


def bearer_of(request: HttpRequest) -> Bearer:
    """Return who calls, as the token said."""
    bearer: Bearer = request.auth  # type: ignore[attr-defined]
    return bearer
