"""A log that never holds words of a document: an error is logged as its kind and its lines of code."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any


def describe_error(error: BaseException) -> str:
    """Return the kind of ``error`` and the line that raised it, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno} in {frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{place}"


class WordlessFormatter(logging.Formatter):
    """Write tracebacks without the errors' messages and without source lines: either may quote a paper."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        lines: list[str] = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines += [
                f'  File "{f.filename}", line {f.lineno}, in {f.name}'
                for f in traceback.extract_tb(error.__traceback__)
            ]
            lines.append(type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class RequestFilter(logging.Filter):
    """Cut what Django hangs on a record (the request with its body) down to the id of the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        from banggiao.core.audit import request_id  # noqa: PLC0415 - models load after logging

        record.request_id = request_id.get() or "-"
        leftovers: dict[str, Any] = record.__dict__
        leftovers.pop("request", None)
        return True
