"""Single sign-on from end to end, with an identity provider that runs inside the tests; and its forgeries."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from banggiao.access.models import Membership, User
from banggiao.access.services import user_leave
from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event

pytestmark = pytest.mark.django_db


def roles(username):
    held = Membership.objects.filter(user__username=username, archived_at__isnull=True)
    return set(held.values_list("actor__code", "group"))


def words(answer):
    return answer.content.decode()


def test_who_the_provider_vouches_for_has_an_account_and_the_roles_of_her_claims(by_provider):
    browser, answer = by_provider("mai", onward="/r/actor/?q=bo")
    assert answer.status_code == 302
    assert answer["Location"] == "/r/actor/?q=bo"
    assert browser.get("/").status_code == 200
    mai = User.objects.get(username="mai")
    assert (mai.name, mai.has_usable_password()) == ("Trần Thị Mai", False)
    assert roles("mai") == {("mfa", "drafter")}
    event = Event.objects.get(code="user.signed_in", record_key=mai.key)
    assert event.reason == "provider"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"]
)
def test_nobody_is_led_to_another_site_by_way_of_the_provider(by_provider, elsewhere):
    assert by_provider("mai", onward=elsewhere)[1]["Location"] == "/"


def test_signing_in_again_finds_the_same_account(by_provider):
    by_provider("mai")
    by_provider("mai")
    assert User.objects.filter(username__startswith="mai").count() == 1
    assert roles("mai") == {("mfa", "drafter")}


def test_a_claim_that_lies_deeper_is_found_along_its_dots(idp, by_provider):
    idp.says(realm_access={"roles": ["doc", "khac"]})
    by_provider("mai")
    assert roles("mai") == {("bct", "reader")}


def test_a_claim_withdrawn_ends_its_role_and_the_other_sessions_at_the_next_sign_in(idp, by_provider):
    idp.says(groups=["soan-thao", "lanh-dao"])
    there, _ = by_provider("mai")
    assert there.get("/").status_code == 200
    idp.says(groups=["soan-thao"])
    here, _ = by_provider("mai")
    assert roles("mai") == {("mfa", "drafter")}
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_who_loses_every_claim_is_put_out_everywhere_and_told_so(idp, by_provider):
    there, _ = by_provider("mai")
    idp.says(groups=[])
    _, answer = by_provider("mai")
    assert answer.status_code == 403
    assert "chưa được giao vai trò nào" in words(answer)
    assert roles("mai") == set()
    assert there.get("/").status_code == 302


def test_what_an_administrator_gave_stays_when_claims_go(idp, by_provider, member):
    by_provider("mai")
    member("mai", bct=["reader"])
    idp.says(groups=[])
    _, answer = by_provider("mai")
    assert answer.status_code == 302
    assert roles("mai") == {("bct", "reader")}


def test_an_unknown_claim_gives_no_account_and_a_clear_page(idp, by_provider):
    idp.says(groups=["nguoi-la"])
    browser, answer = by_provider("mai")
    assert answer.status_code == 403
    assert "Hãy liên hệ quản trị" in words(answer)
    assert not User.objects.filter(username="mai").exists()
    assert browser.get("/").status_code == 302


def test_an_account_of_the_same_name_is_never_taken_over(by_provider, lan):
    browser, answer = by_provider("lan")
    assert answer.status_code == 403
    assert "Đã có tài khoản tên “lan”" in words(answer)
    assert browser.get("/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_connects_her_account_and_then_enters_by_it(by_provider, lan, enter):
    browser, _ = enter("lan")
    _, answer = by_provider("lan", client=browser, start="/account/sso/")
    assert answer["Location"] == "/account/"
    there, entered = by_provider("lan")
    assert entered.status_code == 302
    assert there.get("/").wsgi_request.user == lan


def test_an_account_of_the_provider_belongs_to_one_person(by_provider, lan, chief, enter):
    by_provider("lan", client=enter("lan")[0], start="/account/sso/")
    _, answer = by_provider("lan", client=enter("chanh")[0], start="/account/sso/")
    assert answer.status_code == 403
    assert "đã được nối với tài khoản khác" in words(answer)


def test_a_connection_begun_by_one_is_not_finished_by_another(idp, lan, chief, enter):
    browser, _ = enter("lan")
    led = browser.post("/account/sso/", {})
    back = idp.browse(led["Location"], "mai")
    states = browser.session["socialaccount_states"]
    browser.force_login(chief)
    renewed = browser.session
    renewed["socialaccount_states"] = states
    renewed.save()
    assert browser.get(back).status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_open_browser_is_not_enough_to_connect_an_account(idp, lan, enter):
    browser, _ = enter("lan")
    session = browser.session
    session["signed_in_at"] = 0
    session.save()
    assert browser.post("/account/sso/", {})["Location"].startswith("/sign-in/")
    assert not SocialAccount.objects.exists()


def test_who_disconnects_her_account_no_longer_enters_by_it(idp, by_provider, lan, enter):
    browser, _ = enter("lan")
    by_provider("lan", client=browser, start="/account/sso/")
    browser.post("/account/sso/leave/")
    _, answer = by_provider("lan")
    assert answer.status_code == 403


def test_whose_only_way_in_is_the_provider_stays_connected(by_provider):
    browser, _ = by_provider("mai")
    answer = browser.post("/account/sso/leave/", follow=True)
    assert "không có mật khẩu" in words(answer)
    assert SocialAccount.objects.count() == 1


def test_who_has_left_does_not_come_back_through_the_provider(by_provider):
    by_provider("mai")
    user_leave(user=User.objects.get(username="mai"), by=system("quản trị"))
    browser, answer = by_provider("mai")
    assert answer.status_code == 403
    assert "đã rời cơ quan" in words(answer)
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize(
    "alter",
    [
        lambda query: {**query, "state": "forged"},
        lambda query: {"code": query["code"]},
        lambda query: {**query, "code": "forged"},
        lambda query: {"state": query["state"], "error": "access_denied"},
    ],
    ids=["state forged", "no state", "code forged", "cancelled"],
)
def test_a_forged_or_refused_answer_signs_nobody_in(by_provider, alter):
    browser, answer = by_provider("mai", alter=alter)
    assert answer.status_code == 403
    assert "không xác nhận lần đăng nhập này" in words(answer)
    assert browser.get("/").status_code == 302
    assert not User.objects.exists()


def test_an_answer_to_another_browser_signs_nobody_in(idp):
    asked, other = Client(), Client()
    back = idp.browse(asked.post("/sign-in/sso/", {})["Location"], "mai")
    assert other.get(back).status_code == 403
    assert asked.get(back).status_code == 302


def test_an_answer_is_good_once(idp):
    browser = Client()
    back = idp.browse(browser.post("/sign-in/sso/", {})["Location"], "mai")
    assert browser.get(back).status_code == 302
    browser.post("/sign-out/")
    assert browser.get(back).status_code == 403


@pytest.mark.parametrize(
    "faults",
    [
        {"id_token": {"nonce": "forged"}},
        {"id_token": {"aud": "another"}},
        {"id_token": {"iss": "https://example.org"}},
        {"id_token": {"exp": 1}},
        {"userinfo": True},
        {"metadata": {"issuer": "https://example.org"}, "id_token": {"iss": "https://example.org"}},
    ],
    ids=["nonce", "audience", "issuer", "expired", "userinfo of another", "metadata of another"],
)
def test_a_token_that_was_not_made_for_this_question_is_refused(idp, faults):
    browser = Client()
    back = idp.browse(browser.post("/sign-in/sso/", {})["Location"], "mai")
    idp.faulty(**faults)
    assert browser.get(back).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [
        ("token_endpoint", "/identity/o/api/token"),
        ("jwks_uri", "/.well-known/jwks.json"),
        ("userinfo_endpoint", "/identity/o/api/userinfo"),
    ],
)
def test_no_other_host_than_the_provider_is_asked(idp, endpoint, path):
    """The provider answers under another name too: a client that asked there would be let in."""
    browser = Client()
    back = idp.browse(browser.post("/sign-in/sso/", {})["Location"], "mai")
    idp.faulty(metadata={endpoint: f"http://localhost:{idp.port}{path}"})
    answer = browser.get(back)
    assert answer.status_code == 503
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1"]
)
def test_single_sign_on_does_not_lead_to_another_site(by_provider, elsewhere):
    _, answer = by_provider("mai", onward=elsewhere)
    assert answer["Location"] == "/"


def test_the_session_gets_a_new_key(idp):
    browser = Client()
    led = browser.post("/sign-in/sso/", {})
    before = browser.session.session_key
    browser.get(idp.browse(led["Location"], "mai"))
    assert browser.session.session_key != before


def test_a_name_that_cannot_be_a_user_name_is_refused_in_words(by_provider):
    _, answer = by_provider("x")
    assert answer.status_code == 403
    assert "Tên đăng nhập gồm" in words(answer)


def test_nothing_of_the_claims_is_kept_but_the_account(by_provider):
    by_provider("mai")
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {}
    assert "@" not in str(list(Event.objects.values())) + str(list(User.objects.values()))


def test_a_broken_table_of_roles_lets_nobody_in_and_says_which_row(idp, by_provider):
    idp.roles.write_text("claim,value,body,group\ngroups,soan-thao,mfa,king\n", "utf-8")
    _, answer = by_provider("mai")
    assert answer.status_code == 403
    assert "dòng 2: không có vai trò king" in words(answer)


def test_a_second_factor_is_asked_after_the_provider_unless_it_asks_itself(by_provider, settings):
    from allauth.mfa.models import Authenticator

    by_provider("mai")
    mai = User.objects.get(username="mai")
    Authenticator.objects.create(user=mai, type="totp", data={})
    browser, answer = by_provider("mai")
    assert answer["Location"] == "/sign-in/second/"
    assert browser.get("/").status_code == 302
    settings.OIDC_SECOND_FACTOR = True
    browser, answer = by_provider("mai")
    assert browser.get("/").status_code == 200


def test_the_body_of_a_row_must_be_known(tmp_path):
    from banggiao.access.provisioning import grants_checked

    assert Actor.objects.filter(code="mfa").exists()
    table = tmp_path / "roles.csv"
    table.write_text("claim,value,body,group\ngroups,a,mfa,reader\ngroups,a,khong-co,reader\n", "utf-8")
    with pytest.raises(DeedRefused) as refused:
        grants_checked(table)
    assert "dòng 3" in refused.value.vietnamese
