"""Where a URL leads: no number in disguise, no mapped address, no name that answers otherwise the second time."""

from __future__ import annotations

import pytest

from banggiao.outgoing.address import AddressRefused, Why, address_of, endpoint_of, is_public, plain


def answers(*addresses):
    return lambda host, port, **_: [(0, 0, 0, "", (address, port)) for address in addresses]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "gopher://a.example", "javascript:alert(1)", "//a.example/x", "",
        "https://user@a.example/", "https://user:pass@a.example/", "https://a.example@169.254.169.254/",
        "https://a.example/?x=1", "https://a.example/#x", "https://a.example:99999/", "https://a.example:0/",
        "https://a.example /", "https://a.example\n/", "https://a\t.example/", "https://a.example\\@b.example/",
        "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://127.1/", "http://0x7f.1/",
        "http://127.0.0.0x1/", "http://0177.0.0.1/", "https://[::1%25eth0]/", "https://[fe80::1%eth0]/",
        "https://bộ.vn/", "https://a.example/%2e%2e/",
    ],
)  # fmt: skip
def test_what_is_no_plain_url_leads_nowhere(url):
    with pytest.raises(AddressRefused) as refused:
        endpoint_of(url, lambda ip: True, answers("93.184.216.34"))
    assert refused.value.why is Why.NOT_PLAIN


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1",
        "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2001:0:53aa:64c:0:7bff:80ff:fffe", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_inside_and_addresses_in_disguise_are_not_public(address):
    assert not is_public(address_of(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(address_of(address))


def test_every_address_of_a_name_must_be_allowed():
    with pytest.raises(AddressRefused) as refused:
        endpoint_of("https://a.example/", is_public, answers("93.184.216.34", "127.0.0.1"))
    assert refused.value.why is Why.NOT_ALLOWED


def test_a_name_is_looked_up_once_and_its_address_kept():
    asked = []

    def rebinds(host, port, **_):
        asked.append(host)
        return answers("93.184.216.34" if len(asked) == 1 else "127.0.0.1")(host, port)

    endpoint = endpoint_of("https://a.example/hook", is_public, rebinds)
    assert (endpoint.address, asked) == ("93.184.216.34", ["a.example"])


def test_a_plain_url_has_its_parts():
    assert plain("https://A.example:8443/x").host == "a.example"
    assert plain("http://[::1]:81/").port == 81
