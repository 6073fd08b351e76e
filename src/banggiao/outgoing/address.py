"""Where a URL leads, looked up once and held to.

A name is resolved a single time, every address it has must be allowed, and the connection goes to the address
that was checked, so that a name which answers differently the next time leads nowhere else.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

Lookup = Callable[..., Any]
Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]

PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]*)*")
_NUMBER = re.compile(r"(?:0[xX][0-9A-Fa-f]*|[0-9]+)")


class Why(StrEnum):
    """Why a URL leads nowhere."""

    NOT_PLAIN = "not-plain"
    NOT_FOUND = "not-found"
    NOT_ALLOWED = "not-allowed"


class AddressRefused(ValueError):
    """The URL may not be called; ``why`` says for which reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Plain:
    """The parts of a plain URL: ``host`` in lower case without brackets, ``port`` given or the scheme's
    own."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service's URL as it is set, and the one address to which connections go."""

    url: str
    address: str


def plain(url: str) -> Plain:
    """Return the parts of a URL that names a scheme, a host, a port and a path, and nothing else.

    Raises:
        AddressRefused: it has a user name, a query, another scheme, blanks, or a host that is a number
            written otherwise than an address is written (decimal, octal or hexadecimal).
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise AddressRefused(Why.NOT_PLAIN) from None
    host, _, _ = parts.netloc.rpartition(":") if parts.port is not None else (parts.netloc, "", "")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(parts.path) or parts.query or parts.fragment:
        raise AddressRefused(Why.NOT_PLAIN)
    if parts.geturl() != url or parts.port == 0:  # blanks and control characters that were passed over
        raise AddressRefused(Why.NOT_PLAIN)
    bare = host.strip("[]").lower()
    if _NUMBER.fullmatch(bare.rpartition(".")[2]) and address_of(bare) is None:
        raise AddressRefused(Why.NOT_PLAIN)
    return Plain(parts.scheme, bare, port)


def address_of(text: str) -> Address | None:
    """Return the address that a text is, None where it is none or has a zone (link-local)."""
    try:
        return ip_address(text) if "%" not in text else None
    except ValueError:
        return None


def is_public(ip: Address) -> bool:
    """Return whether an address is one of the open internet, and no other one mapped or translated into
    it."""
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or _translated(ip)):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def endpoint_of(url: str, allowed: Allowed, lookup: Lookup = socket.getaddrinfo) -> Endpoint:
    """Return where a URL leads.

    Raises:
        AddressRefused: the URL is not plain, its name is unknown, or one of its addresses is not allowed.
    """
    parts = plain(url)
    try:
        found = lookup(parts.host, parts.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressRefused(Why.NOT_FOUND) from None
    addresses = [address_of(str(entry[4][0])) for entry in found]
    if not addresses or not all(ip is not None and allowed(ip) for ip in addresses):
        raise AddressRefused(Why.NOT_ALLOWED)
    return Endpoint(url.rstrip("/"), str(addresses[0]))


def _translated(ip: IPv6Address) -> bool:
    """Whether an address hides one of IPv4: NAT64 (RFC 6052, RFC 8215), or compatible (::a.b.c.d)."""
    return int(ip) >> 96 in (0x0064FF9B, 0)
