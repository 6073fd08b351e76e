"""Sessions are listed and ended; the break-glass account works when nothing else does, and is heard of."""

from __future__ import annotations

import time

import pytest
from click.testing import CliRunner
from django.test import Client

from banggiao.access.models import User
from banggiao.access.signing import link_make
from banggiao.cli import main
from banggiao.config.sign_in import issuer, provider, secret
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from tests.sign_in.conftest import GOOD

pytestmark = pytest.mark.django_db
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


def test_a_person_sees_where_she_is_signed_in_and_ends_one(lan, enter):
    here, _ = enter(client=Client(HTTP_USER_AGENT=EDGE, REMOTE_ADDR="203.0.113.7"))
    there, _ = enter(client=Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0"))
    page = here.get("/account/").content.decode()
    assert "Edge, Windows" in page
    assert "203.0.113.7" in page
    assert "Firefox, Linux" in page
    other = next(one for one in here.get("/account/").context["sessions"] if not one.own)
    here.post(f"/account/session/{other.id}/end/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_person_ends_all_but_this_one(lan, enter):
    here, there, third = (enter()[0] for _ in range(3))
    here.post("/account/sessions/end/")
    assert [browser.get("/").status_code for browser in (here, there, third)] == [200, 302, 302]


def test_nobody_ends_the_session_of_another(lan, chief, enter):
    mine, _ = enter()
    hers, _ = enter("chanh")
    session = mine.get("/account/").context["sessions"][0].id
    answer = hers.post(f"/account/session/{session}/end/", follow=True)
    assert "Phiên này đã kết thúc" in answer.content.decode()
    assert mine.get("/").status_code == 200


def test_an_administrator_ends_the_sessions_of_a_user(lan, chief, enter):
    mine, _ = enter()
    hers, _ = enter("chanh")
    page = hers.get(f"/people/{lan.key}/").content.decode()
    assert "Kết thúc mọi phiên" in page
    hers.post(f"/people/{lan.key}/sessions/end/")
    assert mine.get("/").status_code == 302
    assert Event.objects.get(code="user.sessions_ended").who.startswith("Chanh")


def test_a_session_stays_listed_after_the_password_was_changed(lan, enter):
    browser, _ = enter()
    browser.post("/password/", {"old": GOOD, "new": "mot mat khau moi hon", "again": "mot mat khau moi hon"})
    assert [one.own for one in browser.get("/account/").context["sessions"]] == [True]


def test_a_session_that_is_over_is_not_listed(lan, enter):
    here, there = enter()[0], enter()[0]
    there.post("/sign-out/")
    assert len(here.get("/account/").context["sessions"]) == 1


def test_when_a_session_was_last_used_is_written_every_few_minutes_only(lan, enter):
    browser, _ = enter()
    noted = browser.get("/account/").context["sessions"][0].seen_at
    browser.get("/account/")
    assert browser.get("/account/").context["sessions"][0].seen_at == noted
    session = browser.session
    session["seen_at"] = time.time() - 301
    session.save()
    browser.get("/account/")
    assert browser.get("/account/").context["sessions"][0].seen_at > noted


# -- break-glass ------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(vietnam):
    """The break-glass account's password, as the command prints it."""
    answer = CliRunner().invoke(main, ["user", "break-glass"])
    assert answer.exit_code == 0, answer.output
    return answer.stdout.strip().splitlines()[-1]


def test_the_sealed_password_is_long_and_kept_nowhere(sealed):
    assert len(sealed.replace("-", "")) == 25
    kept = User.objects.get(username="khancap")
    assert kept.break_glass
    assert sealed not in str(list(Event.objects.values())) + str(list(User.objects.values()))
    assert set(kept.memberships.values_list("group", flat=True)) == {"administrator"}


def test_break_glass_works_while_the_provider_is_down_and_passwords_are_off(sealed, lan, enter, settings):
    settings.SOCIALACCOUNT_PROVIDERS = provider("http://127.0.0.1:9", "banggiao", "x")
    settings.PASSWORDS = False
    settings.SECOND_FACTOR_GROUPS = frozenset({"administrator"})
    down = Client().post("/sign-in/sso/", {})
    assert down.status_code == 503
    assert "tài khoản khẩn cấp" in down.content.decode()
    assert enter("lan")[1].status_code == 422
    browser, answer = enter("khancap", sealed)
    assert answer.status_code == 302
    assert browser.get("/people/").status_code == 200


def test_its_use_is_written_in_capitals_and_shown_to_administrators_alone(sealed, lan, chief, enter):
    enter("khancap", sealed, client=Client(REMOTE_ADDR="203.0.113.7"))
    assert Event.objects.get(code="user.break_glass_used").after == {"address": "203.0.113.7"}
    chiefs, _ = enter("chanh")
    for path in ("/", "/people/"):
        page = chiefs.get(path).content.decode()
        assert "Tài khoản khẩn cấp đã được dùng" in page
        assert "203.0.113.7" in page
    assert "khẩn cấp" not in enter()[0].get("/").content.decode()


def test_nobody_locks_the_break_glass_account_by_guessing(sealed, enter):
    for n in range(12):
        enter("khancap", "sai", client=Client(REMOTE_ADDR=f"203.0.113.{n}"))
    assert enter("khancap", sealed)[1].status_code == 302


def test_a_new_seal_ends_the_old_password_and_its_sessions(sealed, enter):
    browser, _ = enter("khancap", sealed)
    assert CliRunner().invoke(main, ["user", "break-glass"]).exit_code == 0
    assert browser.get("/").status_code == 302
    assert enter("khancap", sealed)[1].status_code == 422


@pytest.mark.parametrize("arguments", [["lan"], ["x"], ["moi", "--at", "khong-co"]])
def test_an_account_of_a_person_is_never_made_break_glass(vietnam, lan, arguments):
    answer = CliRunner().invoke(main, ["user", "break-glass", *arguments])
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert not User.objects.filter(break_glass=True).exists()


def test_links_are_not_made_where_passwords_are_off(lan, settings):
    link = link_make(user=lan, by="quản trị")
    settings.PASSWORDS = False
    with pytest.raises(DeedRefused) as refused:
        link_make(user=lan, by="quản trị")
    assert refused.value.code == "passwords-off"
    assert Client().get(f"/sign-in/link/{link}/").url == "/sign-in/"


# -- settings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example.gov.vn",
        "https://user:pass@id.example.gov.vn",
        "https://id.example.gov.vn/?x=1",
        "ftp://id.example.gov.vn",
        "id.example.gov.vn",
        "https://",
        "http://10.0.0.1/",
    ],
)
def test_an_address_of_a_provider_that_is_not_safe_stops_the_start(url):
    with pytest.raises(ValueError, match="BANGGIAO_OIDC_URL"):
        issuer(url)


def test_https_anywhere_and_http_at_this_machine_are_taken():
    assert issuer("https://id.example.gov.vn/realms/mofa/") == "https://id.example.gov.vn/realms/mofa"
    assert issuer("http://127.0.0.1:9000") == "http://127.0.0.1:9000"
    assert issuer("") == ""


def test_the_client_secret_is_read_from_a_file_and_an_empty_file_stops_the_start(tmp_path, monkeypatch):
    file = tmp_path / "secret"
    file.write_text("bi mat\n", "utf-8")
    monkeypatch.setenv("BANGGIAO_OIDC_SECRET_FILE", str(file))
    assert secret() == "bi mat"
    file.write_text("\n", "utf-8")
    with pytest.raises(ValueError, match="BANGGIAO_OIDC_SECRET_FILE"):
        secret()


def test_without_a_provider_its_pages_are_not_there(client):
    assert client.post("/sign-in/sso/").status_code == 404
    assert client.get("/sign-in/sso/back/").status_code == 404
