"""Bodies of requests: JSON within bounds, nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser
from pydantic_core import from_json

from banggiao.api.problems import Problem


class JsonParser(Parser):
    """Reads JSON: no other media type, no NaN, no half of a surrogate pair, no bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says.

        Raises:
            Problem: it is not JSON.
        """
        if request.content_type != "application/json":
            raise Problem(
                "media-type",
                "Hãy gửi Content-Type: application/json.",
                "Send Content-Type: application/json.",
            )
        try:
            return from_json(request.body, allow_inf_nan=False)
        except ValueError as wrong:
            where = str(wrong).rpartition(" at ")[2][:60]
            raise Problem(
                "json", f"Không phải JSON hợp lệ ({where}).", f"It is not valid JSON ({where})."
            ) from None
