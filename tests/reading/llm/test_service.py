"""A service that is slow, large, broken or leads elsewhere costs a bounded time and gives nothing."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from banggiao.outgoing.address import Endpoint
from banggiao.reading.llm import ModelFailed, ModelSettings
from banggiao.reading.llm.address import endpoint_of
from banggiao.reading.llm.service import ask

from .service import Behaviour, Service, says, sends, serving

QUESTION: dict[str, Any] = {"messages": []}


def asked(behave: Behaviour, **bounds: Any) -> str:
    with serving(behave) as service:
        settings = ModelSettings(service.url, "m", **bounds)
        return ask(endpoint_of(service.url), settings, QUESTION)


def test_an_answer_is_handed_back() -> None:
    assert asked(says("xin chào")) == "xin chào"


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    lookups = []

    def rebound(host: str, port: int, **_: Any) -> list[Any]:
        lookups.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(lookups) == 1 else "8.8.8.8", port))]

    with serving(says("ở đây")) as service:
        url = f"http://model.invalid:{service.port}/v1"
        endpoint = endpoint_of(url, rebound)
        assert ask(endpoint, ModelSettings(url, "m"), QUESTION) == "ở đây"
        assert service.hosts == [f"model.invalid:{service.port}"]
    assert lookups == ["model.invalid"]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert asked(says("trực tiếp")) == "trực tiếp"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(says("nơi khác")) as other, pytest.raises(ModelFailed, match=str(status)):
        asked(sends(b"", status, Location=other.url))
    assert other.asked == []


def test_an_error_status_is_told() -> None:
    with pytest.raises(ModelFailed, match="500"):
        asked(sends(b"{}", 500))


def waits(handler: BaseHTTPRequestHandler, service: Service) -> None:
    service.over.wait(30)


def drips_headers(handler: BaseHTTPRequestHandler, service: Service) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not service.over.wait(0.02):
        handler.wfile.write(b"a")


def drips_body(handler: BaseHTTPRequestHandler, service: Service) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not service.over.wait(0.02):
        handler.wfile.write(b" ")


@pytest.mark.parametrize("behave", [waits, drips_headers, drips_body])
def test_a_slow_service_is_left_when_the_time_is_over(behave: Behaviour) -> None:
    begun = time.monotonic()
    with pytest.raises(ModelFailed, match=r"0\.3 giây"):
        asked(behave, timeout=0.3)
    assert time.monotonic() - begun < 10


def endless(handler: BaseHTTPRequestHandler, service: Service) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not service.over.is_set():
        handler.wfile.write(b" " * 65_536)


@pytest.mark.parametrize("behave", [endless, sends(b" " * 2_000_000)])
def test_a_huge_answer_is_not_read_to_its_end(behave: Behaviour) -> None:
    with pytest.raises(ModelFailed, match="dài hơn 100000 byte"):
        asked(behave, max_bytes=100_000)


def test_a_packed_answer_is_not_unpacked() -> None:
    with pytest.raises(ModelFailed, match="không đúng dạng"):
        asked(sends(b"\x1f\x8b\x08", Content_Encoding="gzip"))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}',
     b'{"choices": [{"message": {"content": 7}}]}', b"\xff\xfe", b"[" * 90_000],
)  # fmt: skip
def test_an_answer_of_another_shape_gives_nothing(body: bytes) -> None:
    with pytest.raises(ModelFailed, match="không đúng dạng"):
        asked(sends(body))


def breaks_off(handler: BaseHTTPRequestHandler, service: Service) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
    handler.close_connection = True


def no_http(handler: BaseHTTPRequestHandler, service: Service) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("behave", [breaks_off, no_http])
def test_a_connection_that_breaks_is_told(behave: Behaviour) -> None:
    with pytest.raises(ModelFailed, match="kết nối"):
        asked(behave)


def test_a_service_that_is_not_there_is_told() -> None:
    with serving(says("")) as service:
        url = service.url
    with pytest.raises(ModelFailed, match="kết nối"):
        ask(Endpoint(url, "127.0.0.1"), ModelSettings(url, "m"), QUESTION)
