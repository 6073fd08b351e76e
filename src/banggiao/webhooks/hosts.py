"""Which hosts may be told anything: those on the operator's list, and of private addresses those alone that
the list names as addresses."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from banggiao.core.errors import DeedRefused
from banggiao.outgoing.address import (
    Address,
    AddressRefused,
    Endpoint,
    Lookup,
    Plain,
    Why,
    address_of,
    endpoint_of,
    is_public,
    plain,
)

_WORDS = {
    Why.NOT_PLAIN: (
        "Địa chỉ phải có dạng https://máy/đường-dẫn, không kèm tên đăng nhập, tham số hay số IP viết khác.",
        "The URL must be https://host/path, without a user name, parameters or a number for an address.",
    ),
    Why.NOT_FOUND: ("Không tìm thấy máy chủ này.", "This host cannot be found."),
    Why.NOT_ALLOWED: (
        "Máy chủ này không thuộc danh sách cho phép (BANGGIAO_WEBHOOK_HOSTS).",
        "This host is not on the list of hosts allowed (BANGGIAO_WEBHOOK_HOSTS).",
    ),
}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The list: origins to call, and the addresses named in it, which may be private ones."""

    origins: frozenset[Plain]
    addresses: frozenset[Address]

    def endpoint(self, url: str, lookup: Lookup) -> Endpoint:
        """Return where a URL leads.

        Raises:
            AddressRefused: its host is not on the list, or leads to an address that may not be called.
        """
        if plain(url) not in self.origins:
            raise AddressRefused(Why.NOT_ALLOWED)
        return endpoint_of(url, lambda ip: is_public(ip) or ip in self.addresses, lookup)


def hosts_read(listed: Iterable[str]) -> Hosts:
    """Return the list from its entries: ``host``, ``host:port`` or ``http://host:port``; https where none is
    said.

    Raises:
        ValueError: an entry is no host.
    """
    origins = set()
    for entry in listed:
        try:
            origin = plain(entry if "://" in entry else f"https://{entry}")
        except AddressRefused:
            raise ValueError(
                f"BANGGIAO_WEBHOOK_HOSTS: {entry}: write host, host:port or http://host:port"
            ) from None
        origins.add(origin)
    addresses = {address_of(origin.host) for origin in origins}
    return Hosts(frozenset(origins), frozenset(ip for ip in addresses if ip is not None))


def endpoint_allowed(url: str, lookup: Lookup | None = None) -> Endpoint:
    """Return where a webhook's URL leads, by the list in force.

    Raises:
        DeedRefused: it may not be called.
    """
    try:
        return hosts_read(settings.WEBHOOK_HOSTS).endpoint(url, lookup or socket.getaddrinfo)
    except AddressRefused as refused:
        raise DeedRefused(f"webhook-{refused.why}", *_WORDS[refused.why], field="url") from None
