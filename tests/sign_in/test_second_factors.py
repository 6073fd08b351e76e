"""Second factors: authenticators, recovery codes, passkeys; what is expired, replayed, forged."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from banggiao.access import second_factors
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from tests.sign_in.authenticators import Passkey, code

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled(lan, enter):
    """Lan's authenticator (its secret) and her recovery codes, taken into use on the page."""
    browser, _ = enter()
    page = browser.get("/account/totp/").content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = browser.session["totp_secret"]
    done = browser.post("/account/totp/", {"code": code(secret, -1)})
    codes = re.findall(r"<li>(\d{8})</li>", done.content.decode())
    assert len(codes) == 10
    return secret, codes


def test_a_second_factor_is_asked_after_the_password_and_before_any_page(enrolled, enter):
    secret, _ = enrolled
    browser, answer = enter(next="/r/actor/")
    assert answer["Location"] == "/sign-in/second/"
    assert browser.get("/r/actor/").status_code == 302
    assert "Nguyễn" not in browser.get("/sign-in/second/").content.decode()
    entered = browser.post("/sign-in/second/", {"code": code(secret)})
    assert entered["Location"] == "/r/actor/"
    assert browser.get("/r/actor/").status_code == 200


@pytest.mark.parametrize("steps", [-20, -3, 4])
def test_a_code_that_is_too_old_or_too_new_is_refused(enrolled, enter, steps):
    browser, _ = enter()
    answer = browser.post("/sign-in/second/", {"code": code(enrolled[0], steps)})
    assert answer.status_code == 422
    assert "đã hết hạn hoặc đã dùng" in answer.content.decode()
    assert browser.get("/").status_code == 302


def test_a_code_is_good_once_also_for_another_browser(enrolled, enter):
    seen = code(enrolled[0])
    assert enter()[0].post("/sign-in/second/", {"code": seen}).status_code == 302
    again, _ = enter()
    assert again.post("/sign-in/second/", {"code": seen}).status_code == 422


def test_a_code_seen_while_enrolling_does_not_sign_in(lan, enter):
    browser, _ = enter()
    browser.get("/account/totp/")
    seen = code(browser.session["totp_secret"])
    browser.post("/account/totp/", {"code": seen})
    assert enter()[0].post("/sign-in/second/", {"code": seen}).status_code == 422


def test_a_recovery_code_stands_in_once(enrolled, enter, lan):
    _, codes = enrolled
    assert enter()[0].post("/sign-in/second/", {"code": codes[3]}).status_code == 302
    assert enter()[0].post("/sign-in/second/", {"code": codes[3]}).status_code == 422
    assert enter()[0].post("/sign-in/second/", {"code": codes[4]}).status_code == 302
    assert second_factors.factors_of(lan).codes_left == 8
    assert Event.objects.filter(code="user.recovery_code_used").count() == 2


def test_new_recovery_codes_end_the_old_ones(enrolled, enter, lan):
    _, codes = enrolled
    second_factors.codes_renew(user=lan)
    assert enter()[0].post("/sign-in/second/", {"code": codes[0]}).status_code == 422


def test_guessing_codes_is_braked(enrolled, enter):
    browser, _ = enter()
    for _ in range(5):
        browser.post("/sign-in/second/", {"code": "000000"})
    answer = browser.post("/sign-in/second/", {"code": code(enrolled[0])})
    assert "Hãy đợi 1 phút" in answer.content.decode()


def test_the_second_step_is_owed_for_ten_minutes_and_to_the_same_password(enrolled, enter, lan):
    browser, _ = enter()
    session = browser.session
    session["half_signed_in"] = {**session["half_signed_in"], "at": 0}
    session.save()
    assert browser.post("/sign-in/second/", {"code": code(enrolled[0])})["Location"] == "/sign-in/"
    browser, _ = enter()
    lan.set_password("mot mat khau khac nua")
    lan.save()
    assert browser.post("/sign-in/second/", {"code": code(enrolled[0])})["Location"] == "/sign-in/"
    assert Client().post("/sign-in/second/", {"code": code(enrolled[0])})["Location"] == "/sign-in/"


def test_the_key_of_the_session_changes_with_the_second_step(enrolled, enter):
    browser, _ = enter()
    before = browser.session.session_key
    browser.post("/sign-in/second/", {"code": code(enrolled[0])})
    assert browser.session.session_key != before


def test_secrets_lie_encrypted_and_are_not_audited(enrolled):
    secret, codes = enrolled
    kept = str(list(Authenticator.objects.values())) + str(list(Event.objects.values()))
    assert secret not in kept
    assert not any(one in kept for one in codes)


def test_a_changed_signing_key_is_told_and_does_not_break_the_page(enrolled, enter, settings):
    settings.SECRET_KEY = "another"
    browser, _ = enter()
    answer = browser.post("/sign-in/second/", {"code": "000000"})
    assert "đã đổi khóa ký" in answer.content.decode()


def test_the_last_factor_takes_its_recovery_codes_with_it(enrolled, enter, lan):
    browser, _ = enter()
    browser.post("/sign-in/second/", {"code": code(enrolled[0])})
    held = second_factors.factors_of(lan).held[0]
    browser.post(f"/account/factor/{held.id}/remove/")
    assert not Authenticator.objects.exists()
    assert enter()[1]["Location"] == "/"


def test_nobody_removes_the_factor_of_another(enrolled, enter, chief, lan):
    browser, _ = enter("chanh")
    held = second_factors.factors_of(lan).held[0]
    browser.post(f"/account/factor/{held.id}/remove/")
    assert second_factors.has_factor(lan)


def test_an_administrator_removes_lost_factors_and_it_is_written_down(enrolled, enter, chief, lan):
    browser, _ = enter("chanh")
    browser.post(f"/people/{lan.key}/factors/reset/")
    assert not second_factors.has_factor(lan)
    assert Event.objects.get(code="user.factors_reset").who.startswith("Chanh")
    own = browser.post(f"/people/{chief.key}/factors/reset/", follow=True)
    assert "hãy nhờ quản trị khác" in own.content.decode()


def test_who_does_not_administer_removes_nobodys_factors(enrolled, enter, member, lan):
    hung = member("hung", mfa=["drafter"])
    browser = Client()
    browser.force_login(hung)
    assert browser.post(f"/people/{lan.key}/factors/reset/").status_code == 403
    assert browser.post(f"/people/{lan.key}/sessions/end/").status_code == 403
    assert second_factors.has_factor(lan)


def test_an_open_browser_is_not_enough_to_change_the_locks(lan, enter):
    browser, _ = enter()
    session = browser.session
    session["signed_in_at"] = 0
    session.save()
    for path in ("/account/totp/", "/account/codes/", "/account/passkey/", "/account/factor/1/remove/"):
        answer = browser.post(path)
        assert answer["Location"].startswith("/sign-in/?next="), path
        browser, _ = enter()
        session = browser.session
        session["signed_in_at"] = 0
        session.save()


def test_a_link_followed_in_an_open_browser_neither_shows_a_secret_nor_signs_out(lan, enter):
    browser, _ = enter()
    session = browser.session
    session["signed_in_at"] = 0
    session.save()
    told = browser.get("/account/totp/", follow=True)
    assert told.redirect_chain == [("/account/", 302)]
    assert "đăng xuất rồi đăng nhập lại" in told.content.decode()
    assert "totp_secret" not in browser.session
    assert browser.get("/r/actor/").status_code == 200


def test_a_role_that_needs_a_second_factor_leads_to_it_and_nowhere_else(lan, enter, settings):
    settings.SECOND_FACTOR_GROUPS = frozenset({"drafter"})
    browser, _ = enter()
    assert browser.get("/r/actor/")["Location"].startswith("/account/")
    assert "phải có yếu tố thứ hai" in browser.get("/account/").content.decode()
    browser.get("/account/totp/")
    browser.post("/account/totp/", {"code": code(browser.session["totp_secret"])})
    assert browser.get("/r/actor/").status_code == 200


def test_a_role_given_later_needs_its_second_factor_at_once(lan, enter, settings, member):
    settings.SECOND_FACTOR_GROUPS = frozenset({"approver"})
    browser, _ = enter()
    assert browser.get("/r/actor/").status_code == 200
    member("lan", mfa=["approver"])
    assert browser.get("/r/actor/")["Location"].startswith("/account/")


# -- passkeys ---------------------------------------------------------------------------------------------


@pytest.fixture
def passkey(lan, enter):
    """Lan's passkey, made on her page."""
    key = Passkey()
    browser, _ = enter()
    made = key.made(browser.get("/account/passkey/").json())
    answer = browser.post("/account/passkey/", {"name": "Máy cơ quan", "credential": made})
    assert "Mã dự phòng" in answer.content.decode()
    assert second_factors.factors_of(lan).held[0].name == "Máy cơ quan"
    return key


def asked(browser):
    return browser.get("/sign-in/passkey/").json()


def test_a_passkey_signs_in_without_name_and_password(passkey, lan):
    browser = Client()
    answer = browser.post(
        "/sign-in/passkey/", {"credential": passkey.proved(asked(browser)), "next": "/r/actor/"}
    )
    assert answer["Location"] == "/r/actor/"
    assert browser.get("/").wsgi_request.user == lan


def test_a_passkey_is_the_second_factor_after_a_password(passkey, enter):
    browser, answer = enter()
    assert answer["Location"] == "/sign-in/second/"
    page = browser.get("/sign-in/second/")
    answer = browser.post("/sign-in/second/", {"credential": passkey.proved(page.context["options"])})
    assert answer.status_code == 302
    assert browser.get("/").status_code == 200


def test_a_passkey_answers_its_own_challenge_once(passkey):
    browser, other = Client(), Client()
    answer = passkey.proved(asked(browser))
    asked(other)
    assert other.post("/sign-in/passkey/", {"credential": answer})["Location"] == "/sign-in/"
    assert browser.post("/sign-in/passkey/", {"credential": answer})["Location"] == "/"
    browser.post("/sign-out/")
    assert browser.post("/sign-in/passkey/", {"credential": answer})["Location"] == "/sign-in/"


def test_a_passkey_without_pin_or_finger_does_not_sign_in(passkey):
    passkey.verified = False
    browser = Client()
    answer = browser.post("/sign-in/passkey/", {"credential": passkey.proved(asked(browser))}, follow=True)
    assert "Không xác minh được khóa truy cập" in answer.content.decode()


@pytest.mark.parametrize(
    "origin", ["https://example.org", "https://testserver.example.org", "http://testserver"]
)
def test_a_passkey_proved_on_another_site_does_not_sign_in(passkey, origin):
    passkey.origin = origin
    browser = Client()
    answer = browser.post("/sign-in/passkey/", {"credential": passkey.proved(asked(browser))})
    assert answer["Location"] == "/sign-in/"


def test_an_unknown_passkey_and_that_of_another_do_not_sign_in(passkey, lan, chief, enter):
    stranger = Passkey()
    stranger.user = passkey.user
    browser = Client()
    assert (
        browser.post("/sign-in/passkey/", {"credential": stranger.proved(asked(browser))})["Location"]
        == "/sign-in/"
    )
    lan.refresh_from_db()
    second_factors.Authenticator.objects.filter(user=lan).update(user=chief)
    assert (
        browser.post("/sign-in/passkey/", {"credential": passkey.proved(asked(browser))})["Location"]
        == "/sign-in/"
    )


def test_a_passkey_of_somebody_who_left_does_not_sign_in(passkey, lan):
    from django.utils import timezone

    lan.left_at = timezone.now()
    lan.save()
    browser = Client()
    assert (
        browser.post("/sign-in/passkey/", {"credential": passkey.proved(asked(browser))})["Location"]
        == "/sign-in/"
    )


@pytest.mark.parametrize(
    "given",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"id": 1}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
        "{" * 40,
        '{"id": "' + "a" * 30_000 + '"}',
        '{"response": []}',
        '{"response": {"userHandle": "OTk5OTk"}, "rawId": "eA"}',
    ],
)
def test_what_is_no_answer_of_an_authenticator_is_refused_in_words(lan, enter, given):
    browser = Client()
    asked(browser)
    assert browser.post("/sign-in/passkey/", {"credential": given})["Location"] == "/sign-in/"
    browser, _ = enter()
    browser.get("/account/passkey/")
    assert browser.post("/account/passkey/", {"credential": given})["Location"] == "/account/"
    assert not Authenticator.objects.exists()


def test_a_passkey_is_not_made_without_pin_or_finger_or_for_another_challenge(lan, enter):
    browser, _ = enter()
    unverified = Passkey(verified=False).made(browser.get("/account/passkey/").json())
    browser.post("/account/passkey/", {"credential": unverified})
    late = Passkey().made(browser.get("/account/passkey/").json())
    browser.get("/account/passkey/")
    browser.post("/account/passkey/", {"credential": late})
    assert not Authenticator.objects.exists()


def test_a_second_authenticator_is_not_added_beside_the_first(enrolled, lan):
    secret = second_factors.totp_secret()
    with pytest.raises(DeedRefused) as refused:
        second_factors.totp_add(user=lan, secret=secret, code=code(secret))
    assert refused.value.code == "totp-there"


@pytest.mark.parametrize("name", ["reader, king", "quantri"])
def test_a_role_that_is_none_stops_the_start(name):
    from banggiao.config.sign_in import second_factor_groups

    with pytest.raises(ValueError, match="BANGGIAO_SECOND_FACTOR"):
        second_factor_groups(name)
    assert second_factor_groups("administrator, approver") == {"administrator", "approver"}
