"""Where a model may be: this machine or a private network, looked up once and held to."""

from __future__ import annotations

import socket
from ipaddress import ip_address, ip_network

from banggiao.outgoing import address as outgoing
from banggiao.outgoing.address import Address, AddressRefused, Endpoint, Lookup, Why
from banggiao.reading.llm.failure import ModelFailed

# RFC 1918, RFC 4193 and loopback. Link-local addresses, at which clouds serve their metadata, are not among
# them; nor are shared (100.64.0.0/10), mapped and translated ones.
_ALLOWED = tuple(
    ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
_METADATA = frozenset({ip_address("fd00:ec2::254")})  # a metadata service inside a private range
_WORDS = {
    Why.NOT_PLAIN: (
        "Địa chỉ của mô hình phải có dạng http://máy:cổng/đường-dẫn, không kèm tên đăng nhập.",
        "The model's URL must be http://host:port/path, with no user name.",
    ),
    Why.NOT_FOUND: ("Không tìm thấy máy chủ của mô hình.", "The model's host cannot be found."),
    Why.NOT_ALLOWED: (
        "Mô hình chỉ được ở ngay máy này hoặc trong mạng nội bộ.",
        "A model may only be on this machine or in a private network.",
    ),
}


def endpoint_of(url: str, lookup: Lookup = socket.getaddrinfo) -> Endpoint:
    """Return where the service of ``url`` is.

    Raises:
        ModelFailed: the URL is no plain http(s) URL, its name is unknown, or one of its addresses is neither
            loopback nor private.
    """
    try:
        return outgoing.endpoint_of(url, _is_allowed, lookup)
    except AddressRefused as refused:
        raise ModelFailed(*_WORDS[refused.why]) from None


def _is_allowed(ip: Address) -> bool:
    return ip not in _METADATA and any(ip in network for network in _ALLOWED)
