"""A token acts for its owner, within its scopes, for a time; never beyond what the owner may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from banggiao.access.models import Membership, Purpose, Token, User
from banggiao.access.services import membership_end, user_leave
from banggiao.access.tokens import LONGEST_LIFE, MOST, TokenRefused, token_make, token_revoke, token_use
from banggiao.access.viewers import viewer_of
from banggiao.core.access import Question, system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)


def made(user, *scopes, purpose=Purpose.API, name="thử", last_day=None):
    return token_make(
        user=user, by=viewer_of(user), purpose=purpose, name=name, scopes=scopes or ["*:read"],
        last_day=last_day or timezone.localdate() + SOON,
    )  # fmt: skip


def refused(deed, code):
    with pytest.raises(DeedRefused) as refusal:
        deed()
    assert refusal.value.code == code
    return refusal.value


def test_a_token_is_kept_as_a_digest_and_told_in_the_audit(member):
    user = member("lan", mfa=["drafter"])
    token, text = made(user, "engagement:write")
    assert text not in str(Token.objects.values_list())
    event = Event.objects.get(code="user.token_made", record_key=user.key)
    assert event.after["scopes"] == ["engagement:write"]
    assert text not in str(event.after)
    assert token_use(text, Purpose.API).token.pk == token.pk


def test_a_token_may_what_its_owner_may_narrowed_by_its_scopes(member):
    user = member("lan", mfa=["drafter"])
    may = token_use(made(user, "engagement:write", "actor:read")[1], Purpose.API).viewer.may
    assert may(Question("engagement", "view"))
    assert may(Question("engagement", "create"))
    assert may(Question("actor", "view"))
    assert not may(Question("actor", "create"))
    assert not may(Question("person", "view"))
    assert not may(Question("engagement", "merge"))  # no drafter may
    everything = token_use(made(user, "*:write")[1], Purpose.API).viewer.may
    assert everything(Question("person", "create"))
    assert not everything(Question("user", "create"))


def test_a_token_loses_what_its_owner_loses(member):
    user = member("lan", mfa=["drafter"])
    _, text = made(user, "*:write")
    membership_end(membership=Membership.objects.get(user=user), by=system("kiểm thử"))
    viewer = token_use(text, Purpose.API).viewer
    assert not viewer.may(Question("engagement", "view"))


def test_nobody_gives_a_scope_beyond_her_own_rights(member):
    reader = member("hoa", mfa=["reader"])
    assert refused(lambda: made(reader, "engagement:write"), "token-scopes").field == "scopes"
    refused(lambda: made(reader, "user:write"), "token-scopes")
    refused(lambda: made(reader, "engagement:everything"), "token-scopes")
    other = member("lan", mfa=["drafter"])
    refused(
        lambda: token_make(
            user=other, by=viewer_of(reader), purpose=Purpose.API, name="x", scopes=["*:read"],
            last_day=timezone.localdate(),
        ),
        "not-yours",
    )  # fmt: skip


@pytest.mark.parametrize("days", [-1, LONGEST_LIFE.days + 1])
def test_a_token_is_good_for_a_year_at_most(member, days):
    user = member("lan", mfa=["drafter"])
    refused(lambda: made(user, last_day=timezone.localdate() + timedelta(days=days)), "token-life")


def test_expired_revoked_unknown_and_tokens_of_those_who_left_are_refused(member, monkeypatch):
    user = member("lan", mfa=["drafter"])
    token, text = made(user)
    refused(lambda: token_use(text + "x", Purpose.API), "token-unknown")
    refused(lambda: token_use("", Purpose.API), "token-unknown")
    refused(lambda: token_use("\ud800", Purpose.API), "token-unknown")
    refused(lambda: token_use(text, Purpose.FEED), "token-unknown")
    with monkeypatch.context() as later:
        then = timezone.now() + SOON + timedelta(days=1)
        later.setattr("banggiao.access.tokens.timezone.now", lambda: then)
        refused(lambda: token_use(text, Purpose.API), "token-expired")
    token_revoke(token=token, by=viewer_of(user))
    refused(lambda: token_use(text, Purpose.API), "token-revoked")
    _, other = made(user)
    User.objects.filter(pk=user.pk).update(left_at=timezone.now())  # behind our back: the token is as it was
    refused(lambda: token_use(other, Purpose.API), "token-revoked")
    User.objects.filter(pk=user.pk).update(left_at=None)
    user_leave(user=user, by=system("kiểm thử"))
    with pytest.raises(TokenRefused):
        token_use(other, Purpose.API)


def test_only_the_owner_or_an_administrator_revokes(member):
    lan, hoa = member("lan", mfa=["drafter"]), member("hoa", mfa=["reader"])
    token, _ = made(lan)
    refused(lambda: token_revoke(token=token, by=viewer_of(hoa)), "not-allowed")
    token_revoke(token=token, by=viewer_of(member("quan", mfa=["administrator"])))
    assert Event.objects.filter(code="user.token_revoked", record_key=lan.key).count() == 1


def test_nobody_keeps_more_tokens_than_anybody_can_watch(member):
    user = member("lan", mfa=["drafter"])
    for n in range(MOST):
        made(user, name=f"thứ {n}")
    refused(lambda: made(user), "token-too-many")


def test_use_is_written_down_seldom(member, django_assert_num_queries):
    user = member("lan", mfa=["drafter"])
    token, text = made(user)
    token_use(text, Purpose.API)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    token_use(text, Purpose.API)
    token.refresh_from_db()
    assert token.last_used_at == first


def test_the_page_makes_shows_once_and_revokes(sign_in):
    browser = sign_in("lan", mfa=["drafter"])
    page = browser.get(reverse("web:tokens"))
    assert "Khóa truy cập" in page.content.decode()
    last_day = timezone.localdate() + SOON
    given = {
        "name": "thống kê",
        "last_day": last_day.isoformat(),
        "scopes": ["engagement:read", "actor:write"],
    }
    answer = browser.post(reverse("web:tokens"), given)
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0")
    text = answer.context["text"]
    assert text in answer.content.decode()
    assert token_use(text, Purpose.API).viewer.may(Question("actor", "create"))
    again = browser.get(reverse("web:tokens")).content.decode()
    assert text not in again
    assert "thống kê" in again
    token = Token.objects.get()
    stranger = sign_in("hoa", mfa=["reader"])
    assert stranger.post(reverse("web:token_revoke", args=[token.key])).status_code == 404
    assert browser.post(reverse("web:token_revoke", args=[token.key])).status_code == 302
    with pytest.raises(TokenRefused):
        token_use(text, Purpose.API)


def test_the_page_says_what_is_wrong(sign_in):
    browser = sign_in("lan", mfa=["drafter"])
    answer = browser.post(reverse("web:tokens"), {"name": "x", "last_day": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một phạm vi" in answer.content.decode()
    secret = {"name": "TUYỆT MẬT", "last_day": timezone.localdate().isoformat(), "scopes": "*:read"}
    assert browser.post(reverse("web:tokens"), secret).status_code == 422
