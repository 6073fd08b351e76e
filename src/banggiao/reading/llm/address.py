"""Where a model may be: this machine or a private network, looked up once and held to.

A name is resolved a single time, every address it has must be allowed, and the connection goes to the address
that was checked, so that a name which answers differently the next time leads nowhere else.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from banggiao.reading.llm.failure import ModelFailed

# RFC 1918, RFC 4193 and loopback. Link-local addresses, at which clouds serve their metadata, are not among
# them; nor are shared (100.64.0.0/10), mapped and translated ones.
_ALLOWED = tuple(
    ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
_METADATA = frozenset({ip_address("fd00:ec2::254")})  # a metadata service inside a private range
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]*)*")

Lookup = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service's URL as it is set, and the one address to which connections go."""

    url: str
    address: str


def endpoint_of(url: str, lookup: Lookup = socket.getaddrinfo) -> Endpoint:
    """Return where the service of ``url`` is.

    Raises:
        ModelFailed: the URL is no plain http(s) URL, its name is unknown, or one of its addresses is neither
            loopback nor private.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (KeyError, ValueError):
        raise _not_plain() from None
    host, _, _ = parts.netloc.rpartition(":") if parts.port is not None else (parts.netloc, "", "")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(parts.path) or parts.query or parts.fragment:
        raise _not_plain()
    if parts.geturl() != url:  # blanks and control characters that were passed over
        raise _not_plain()
    try:
        found = lookup(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ModelFailed(
            "Không tìm thấy máy chủ của mô hình.", "The model's host cannot be found."
        ) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(_is_allowed, addresses)):
        raise ModelFailed(
            "Mô hình chỉ được ở ngay máy này hoặc trong mạng nội bộ.",
            "A model may only be on this machine or in a private network.",
        )
    return Endpoint(url.rstrip("/"), addresses[0])


def _is_allowed(address: str) -> bool:
    try:
        ip: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:  # with a zone: link-local
        return False
    return ip not in _METADATA and any(ip in network for network in _ALLOWED)


def _not_plain() -> ModelFailed:
    return ModelFailed(
        "Địa chỉ của mô hình phải có dạng http://máy:cổng/đường-dẫn, không kèm tên đăng nhập.",
        "The model's URL must be http://host:port/path, with no user name.",
    )
