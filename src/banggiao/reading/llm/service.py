"""One question to the model's service: bounded in time and size, to one address, no redirect, no proxy."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from banggiao.reading.llm.address import Endpoint
from banggiao.reading.llm.failure import ModelFailed
from banggiao.reading.llm.settings import ModelSettings

_FAILED = (httpx.HTTPError, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError)


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
            httpx.Client(transport=_Pinned(endpoint.address, deadline), headers=headers) as client,
            client.stream("POST", f"{endpoint.url}/chat/completions", json=question) as response,
        ):
            return _content(_body(response, settings.max_bytes))
    except (httpcore.TimeoutException, httpx.TimeoutException):
        raise ModelFailed(
            f"Mô hình không trả lời trong {settings.timeout:g} giây.",
            f"The model did not answer within {settings.timeout:g} seconds.",
        ) from None
    except _FAILED:
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


class _Pinned(httpx.BaseTransport):
    """Carries requests to one address, whatever the URL's name resolves to, until a deadline."""

    def __init__(self, address: str, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(network_backend=_Backend(address, deadline))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        assert isinstance(request.stream, httpx.SyncByteStream)
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, address: str, deadline: float) -> None:
        self._address = address
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._network.connect_tcp(
            self._address, port, _left(self._deadline), local_address, socket_options
        )
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection on which each step may take only what is left until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
