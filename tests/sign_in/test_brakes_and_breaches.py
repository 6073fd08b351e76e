"""Credential stuffing is braked by account and by address; passwords of breaches are refused."""

from __future__ import annotations

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banggiao.access.braking import LIMITS, attempt_begin
from banggiao.access.breaches import BreachedPasswordValidator, is_breached
from banggiao.access.models import SignInAttempt
from banggiao.access.signing import sign_in
from banggiao.core.errors import DeedRefused
from tests.sign_in.conftest import GOOD

pytestmark = pytest.mark.django_db


def most(what):
    return min(limit.tries for limit in LIMITS if limit.of == what)


def wrong(name, address=""):
    with pytest.raises(DeedRefused) as refused:
        sign_in(username=name, password="sai hoan toan roi", address=address)
    return refused.value.code


def test_one_password_tried_on_many_accounts_from_one_address_is_braked(lan):
    tries = [wrong(f"nguoi{n}", "203.0.113.7") for n in range(most("address"))]
    assert set(tries) == {"sign-in-wrong"}
    assert wrong("lan", "203.0.113.7") == "sign-in-too-often"
    assert sign_in(username="lan", password=GOOD, address="203.0.113.8") == lan


def test_one_account_tried_from_many_addresses_is_braked(lan):
    for n in range(most("name")):
        assert wrong("lan", f"203.0.113.{n}") == "sign-in-wrong"
    assert wrong("lan", "203.0.113.99") == "sign-in-too-often"


def test_all_addresses_of_one_ipv6_network_count_as_one(lan):
    for n in range(most("address")):
        assert wrong(f"nguoi{n}", f"2001:db8:1:2::{n:x}") == "sign-in-wrong"
    assert wrong("lan", "2001:db8:1:2:ffff::1") == "sign-in-too-often"
    assert sign_in(username="lan", password=GOOD, address="2001:db8:1:3::1") == lan


def test_an_hour_has_a_limit_of_its_own(lan):
    from datetime import timedelta

    from django.utils import timezone

    for n in range(20):
        wrong("lan", f"198.51.100.{n}")
        SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=2))
    with pytest.raises(DeedRefused) as refused:
        sign_in(username="lan", password=GOOD, address="203.0.113.8")
    assert "60 phút" in refused.value.vietnamese


def test_tries_while_the_brake_is_on_do_not_keep_it_on(lan):
    for _ in range(most("name") + 3):
        wrong("lan")
    assert SignInAttempt.objects.count() == most("name")


def test_behind_a_proxy_the_address_is_the_one_it_tells(lan, settings):
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = None
    for n in range(most("address")):
        Client().post(
            "/sign-in/", {"username": f"a{n}", "password": "sai"}, headers={"x-real-ip": "203.0.113.7"}
        )
    here = Client().post(
        "/sign-in/", {"username": "lan", "password": GOOD}, headers={"x-real-ip": "203.0.113.7"}
    )
    assert "Hãy đợi 1 phút" in here.content.decode()
    there = Client().post(
        "/sign-in/", {"username": "lan", "password": GOOD}, headers={"x-real-ip": "203.0.113.8"}
    )
    assert there.status_code == 302


def test_without_a_proxy_a_client_cannot_choose_its_address(lan):
    for n in range(most("address")):
        Client(REMOTE_ADDR="203.0.113.7").post(
            "/sign-in/",
            {"username": f"a{n}", "password": "sai"},
            headers={"x-real-ip": f"198.51.100.{n}", "x-forwarded-for": f"198.51.100.{n}"},
        )
    answer = Client(REMOTE_ADDR="203.0.113.7").post("/sign-in/", {"username": "lan", "password": GOOD})
    assert "Hãy đợi 1 phút" in answer.content.decode()


def test_guessing_the_present_password_in_an_open_browser_is_braked(lan):
    browser = Client()
    browser.force_login(lan)
    new = "mot mat khau moi hon"
    for _ in range(most("name")):
        browser.post("/password/", {"old": "sai", "new": new, "again": new})
    answer = browser.post("/password/", {"old": GOOD, "new": new, "again": new})
    assert "Hãy đợi 1 phút" in answer.content.decode()


def test_neither_names_nor_addresses_lie_readable():
    attempt_begin(name="lan", address="203.0.113.7")
    kept = str(list(SignInAttempt.objects.values()))
    assert "203.0.113.7" not in kept
    assert "'lan'" not in kept


# -- breaches ---------------------------------------------------------------------------------------------


def ordered(passwords):
    return "".join(
        f"{digest}:{n}\r\n"
        for n, digest in enumerate(
            sorted(
                hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper() for one in passwords
            ),
            1,
        )
    ).encode()


@given(known=st.lists(st.text(min_size=1, max_size=12), max_size=60, unique=True), asked=st.text(max_size=12))
def test_exactly_the_passwords_of_the_file_are_found(tmp_path_factory, known, asked):
    path = tmp_path_factory.mktemp("breaches") / "list"
    path.write_bytes(ordered(known))
    assert all(is_breached(one, path) for one in known)
    assert is_breached(asked, path) == (asked in known)


def test_a_breached_password_is_refused_in_words(tmp_path, settings, lan):
    path = tmp_path / "list"
    path.write_bytes(ordered(["hanoi mua thu vang", *map(str, range(5000))]))
    settings.BREACHED_PASSWORDS = str(path)
    browser = Client()
    browser.force_login(lan)
    answer = browser.post(
        "/password/", {"old": GOOD, "new": "hanoi mua thu vang", "again": "hanoi mua thu vang"}
    )
    assert "đã bị lộ" in answer.content.decode()
    answer = browser.post(
        "/password/", {"old": GOOD, "new": "hanoi mua dong xam", "again": "hanoi mua dong xam"}
    )
    assert answer.status_code == 302


def test_a_list_that_cannot_be_read_lets_no_password_pass(settings, tmp_path):
    settings.BREACHED_PASSWORDS = str(tmp_path / "none")
    with pytest.raises(ValidationError):
        BreachedPasswordValidator().validate("bat ky mat khau nao")
