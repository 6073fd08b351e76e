"""One question to the model's service: bounded in time and size, to one address, no redirect, no proxy."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx

from banggiao.outgoing.address import Endpoint
from banggiao.outgoing.sending import FAILED, TIMED_OUT, Pinned
from banggiao.reading.llm.failure import ModelFailed
from banggiao.reading.llm.settings import ModelSettings


def ask(endpoint: Endpoint, settings: ModelSettings, question: dict[str, Any]) -> str:
    """Return what the model wrote in answer to ``question``, a request of the chat completions interface.

    Raises:
        ModelFailed: no answer in time, an answer that is too large, another status than 200 (a redirect is
            not followed), or none of the interface's shape.
    """
    deadline = time.monotonic() + settings.timeout
    headers = {"Accept-Encoding": "identity"}  # nothing is unpacked, so that no small answer grows large
    try:
        with (
            httpx.Client(transport=Pinned(endpoint.address, deadline), headers=headers) as client,
            client.stream("POST", f"{endpoint.url}/chat/completions", json=question) as response,
        ):
            return _content(_body(response, settings.max_bytes))
    except TIMED_OUT:
        raise ModelFailed(
            f"Mô hình không trả lời trong {settings.timeout:g} giây.",
            f"The model did not answer within {settings.timeout:g} seconds.",
        ) from None
    except FAILED:
        raise ModelFailed("Mất kết nối với mô hình.", "The connection to the model failed.") from None


def _body(response: httpx.Response, most: int) -> bytes:
    if response.status_code != httpx.codes.OK:
        status = response.status_code
        raise ModelFailed(f"Mô hình báo lỗi {status}.", f"The model answered with status {status}.")
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > most:
            raise ModelFailed(
                f"Câu trả lời của mô hình dài hơn {most} byte.",
                f"The model's answer is larger than {most} bytes.",
            )
    return bytes(body)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        content = None
    if not isinstance(content, str):
        raise ModelFailed(
            "Câu trả lời của mô hình không đúng dạng.", "The model's answer is not of the interface's shape."
        )
    return content
