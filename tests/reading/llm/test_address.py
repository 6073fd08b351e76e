"""A model may be on this machine or in a private network, and nowhere else."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from banggiao.reading.llm import ModelFailed
from banggiao.reading.llm.address import endpoint_of


def found_at(*addresses: str) -> Any:
    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return lookup


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.1.20",
        "::1",
        "fd12:3456::1",
    ],
)
def test_loopback_and_private_addresses_are_taken(address: str) -> None:
    endpoint = endpoint_of("http://model.internal:8000/v1/", found_at(address))

    assert (endpoint.url, endpoint.address) == ("http://model.internal:8000/v1", address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.32.0.1",
        "169.254.169.254",  # metadata of clouds
        "fd00:ec2::254",  # the same, in a private range
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "::",
        "fe80::1%eth0",
        "fe80::1",
        "2001:4860:4860::8888",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(ModelFailed, match="nội bộ"):
        endpoint_of("http://model.internal/v1", found_at(address))


def test_one_public_address_among_private_ones_refuses_the_name() -> None:
    with pytest.raises(ModelFailed, match="nội bộ"):
        endpoint_of("http://model.internal/v1", found_at("10.0.0.1", "8.8.8.8"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1@8.8.8.8/v1",
        "http://user:word@127.0.0.1/v1",
        "http://127.0.0.1\\@8.8.8.8/v1",
        "http://127.0.0.1#@8.8.8.8/",
        "http://127.0.0.1/v1?to=8.8.8.8",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1%2e8.8.8/v1",
        "http://127.0.0.1 /v1",
        "http://127.0.0.1\t/v1",
        "http://127.0.0.1/v1\r\nHost: x",
        "http://mô-hình/v1",
        "http:///v1",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "unix:/run/model",
        "127.0.0.1:8000",
        "",
    ],
)
def test_urls_that_are_not_plain_are_refused(url: str) -> None:
    with pytest.raises(ModelFailed, match="http://máy:cổng"):
        endpoint_of(url, found_at("127.0.0.1"))


def test_a_name_that_is_unknown_is_told() -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror

    with pytest.raises(ModelFailed, match="Không tìm thấy"):
        endpoint_of("http://model.internal/v1", unknown)
