"""Signing in and out: passwords, the brake on guessing, links, first passwords, sessions."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from banggiao.access.braking import LIMITS
from banggiao.access.models import SignInAttempt, SignInLink, User
from banggiao.access.signing import link_make, link_use, password_set, sign_in
from banggiao.cli import main
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event

pytestmark = pytest.mark.django_db
GOOD = "mot mat khau du dai"


@pytest.fixture
def lan(member):
    user = member("lan", mfa=["drafter"])
    user.set_password(GOOD)
    user.save()
    return user


def tries_of(what):
    """Return how many tries in a minute the brake lets pass."""
    return min(limit.tries for limit in LIMITS if limit.of == what)


def enter(client, username="lan", password=GOOD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_passwords_lie_as_argon2_digests(lan):
    assert lan.password.startswith("argon2$argon2id$")


def test_who_has_not_signed_in_is_led_to_the_sign_in_and_back(lan, client):
    answer = client.get("/r/actor/?q=bo")
    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=%2Fr%2Factor%2F%3Fq%3Dbo"
    assert enter(client, next="/r/actor/?q=bo").url == "/r/actor/?q=bo"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/people/", "/why/", "/release/", "/search/", "/reviews/", "/nowhere/", "/password/"]
)
def test_no_page_is_open_without_signing_in(client, path):
    assert client.get(path).url.startswith("/sign-in/")
    assert client.post(path).url.startswith("/sign-in/")


def test_a_scripts_request_makes_the_whole_page_go_to_the_sign_in(client):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/r/tie/?page=2"}
    answer = client.get("/r/tie/", headers=headers)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fr%2Ftie%2F%3Fpage%3D2"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"]
)
def test_one_is_not_led_to_another_site(lan, client, elsewhere):
    assert enter(client, next=elsewhere).url == "/"


@pytest.mark.parametrize(
    "path", ["//example.org", "//example.org/r/actor", "/\\example.org", "///example.org/r/actor/"]
)
def test_an_address_that_looks_like_another_site_leads_to_none(lan, client, path):
    led = client.get("/", PATH_INFO=path).url
    assert led.startswith("/sign-in/")
    onward = parse_qs(urlsplit(led).query).get("next", ["/"])[0]
    there = enter(client, next=onward).url
    again = client.get("/", PATH_INFO=path).headers.get("Location", "/")
    assert all(re.fullmatch(r"/|/[^/\\].*", url) for url in (onward, there, again)), (onward, there, again)


@pytest.mark.parametrize(("username", "password"), [("lan", "sai"), ("khongco", GOOD), ("lan", "")])
def test_a_wrong_name_or_password_is_refused_alike(lan, client, username, password):
    answer = enter(client, username, password)
    assert answer.status_code == 422
    assert client.get("/").status_code == 302


def test_the_user_name_is_known_in_any_case(lan, client):
    assert enter(client, " LAN ").status_code == 302


def test_guessing_one_name_is_braked_for_a_minute_also_for_the_right_password(lan):
    for _ in range(tries_of("name")):
        with pytest.raises(DeedRefused) as refused:
            sign_in(username="lan", password="sai")
        assert refused.value.code == "sign-in-wrong"
    with pytest.raises(DeedRefused) as refused:
        sign_in(username="lan", password=GOOD)
    assert refused.value.code == "sign-in-too-often"
    SignInAttempt.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert sign_in(username="lan", password=GOOD) == lan


def test_guessing_many_names_is_braked_too(lan):
    SignInAttempt.objects.bulk_create(
        SignInAttempt(name_digest=f"{n:064}", at=timezone.now()) for n in range(tries_of("all"))
    )
    with pytest.raises(DeedRefused) as refused:
        sign_in(username="lan", password=GOOD)
    assert refused.value.code == "sign-in-too-often"


def test_right_passwords_do_not_count_as_tries(lan):
    for _ in range(tries_of("name") + 2):
        sign_in(username="lan", password=GOOD)


def test_what_was_typed_as_a_name_is_not_kept(lan):
    with pytest.raises(DeedRefused):
        sign_in(username=GOOD, password="x")
    assert GOOD not in str(list(SignInAttempt.objects.values()))


def test_a_session_gets_a_new_key_and_ends_with_signing_out(lan, client):
    client.get("/sign-in/")
    session = client.session
    session["before"] = 1
    session.save()
    old = session.session_key
    client.cookies["sessionid"] = old
    enter(client)
    assert client.session.session_key != old
    client.post("/sign-out/")
    assert client.get("/").status_code == 302
    assert client.get("/sign-out/").status_code in (302, 405)


def test_a_changed_password_ends_other_sessions_and_not_this_one(lan):
    here, there = Client(), Client()
    enter(here)
    enter(there)
    new = "mot mat khau moi hon"
    answer = here.post("/password/", {"old": GOOD, "new": new, "again": new})
    assert answer.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"old": "sai", "new": "abcd efgh ijkl", "again": "abcd efgh ijkl"}, "Mật khẩu hiện tại không đúng"),
        ({"old": GOOD, "new": "abcd efgh ijkl", "again": "abcd efgh ijkm"}, "không giống nhau"),
        ({"old": GOOD, "new": GOOD, "again": GOOD}, "khác mật khẩu cũ"),
        ({"old": GOOD, "new": "ngan", "again": "ngan"}, "12"),
        ({"old": GOOD, "new": "password1234", "again": "password1234"}, "phổ biến"),
    ],
)
def test_a_password_that_cannot_be_is_refused_in_words(lan, client, data, words):
    enter(client)
    answer = client.post("/password/", data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sign_in(username="lan", password=GOOD) == lan


def test_a_link_signs_in_once_and_the_first_password_must_be_set(lan, client):
    User.objects.filter(pk=lan.pk).update(must_change_password=True)
    token = link_make(user=lan, by="quản trị")
    assert client.get(f"/sign-in/link/{token}/").url == "/"
    assert client.get("/r/actor/").url.startswith("/password/")
    new = "mot mat khau moi hon"
    client.post("/password/", {"new": new, "again": new})
    assert client.get("/").status_code == 200
    assert Client().get(f"/sign-in/link/{token}/").url == "/sign-in/"
    assert sign_in(username="lan", password=new) == lan


def test_a_link_is_kept_as_a_digest_ends_after_a_day_and_with_the_next_link(lan):
    token = link_make(user=lan, by="quản trị")
    assert token not in str(list(SignInLink.objects.values()))
    second = link_make(user=lan, by="quản trị")
    for old in (token, "khong-co"):
        with pytest.raises(DeedRefused):
            link_use(token=old)
    SignInLink.objects.filter(used_at__isnull=True).update(expires_at=timezone.now())
    with pytest.raises(DeedRefused):
        link_use(token=second)


def test_signing_in_and_passwords_are_audited_without_secrets(lan):
    token = link_make(user=lan, by="quản trị")
    link_use(token=token)
    password_set(user=lan, old=GOOD, new="mot mat khau moi hon", again="mot mat khau moi hon")
    enter(Client(), password="mot mat khau moi hon")
    events = Event.objects.filter(noun="user", record_key=lan.key)
    assert {"user.link_made", "user.signed_in", "user.password_set"} <= set(
        events.values_list("code", flat=True)
    )
    assert token not in str(list(events.values()))
    assert "moi hon" not in str(list(events.values()))


def test_the_operator_makes_the_first_administrator_on_the_command_line(vietnam):
    answer = CliRunner().invoke(main, ["user", "add", "Mai", "--name", "Trần Mai", "--admin", "--at", "mfa"])
    assert answer.exit_code == 0
    link = answer.output.strip().splitlines()[-1]
    client = Client()
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 302
    mai = User.objects.get(username="mai")
    assert set(mai.memberships.values_list("group", "actor__code")) == {("administrator", "mfa")}
    again = CliRunner().invoke(main, ["user", "add", "mai", "--admin", "--group", "drafter"])
    assert again.exit_code == 0
    assert mai.memberships.count() == 2


@pytest.mark.parametrize("arguments", [["x"], ["mai", "--at", "khong-co"], ["Mai Lan"]])
def test_an_account_that_cannot_be_is_refused_in_words(vietnam, arguments):
    answer = CliRunner().invoke(main, ["user", "add", *arguments])
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


def test_the_first_start_prints_a_link_and_later_ones_do_not(vietnam):
    from banggiao.config.accounts import first_link

    assert "/sign-in/link/" in first_link("http://127.0.0.1:8000")
    assert first_link("http://127.0.0.1:8000") == ""


@pytest.mark.parametrize("value", ["*", "a.vn,*.b.vn", ".b.vn"])
def test_a_wildcard_is_no_host_name(value):
    from banggiao.config.environment import hosts

    with pytest.raises(ValueError, match="BANGGIAO_HOSTS"):
        hosts(value)
