"""Users and their roles as an administrator keeps them; release by a second person; why somebody does not see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banggiao.access import services
from banggiao.access.models import Membership, Release, User
from banggiao.access.release import keys_named, label_chosen, release_ask, release_decide, releases_waiting
from banggiao.access.viewers import viewer_of
from banggiao.access.why import why
from banggiao.actors.models import Actor
from banggiao.core.access import label_get
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Event
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(member):
    return {
        "quantri": member("quantri", mfa=["administrator"]),
        "soan": member("soan", mfa=["drafter"]),
        "duyet": member("duyet", mfa=["approver", "drafter"]),
        "khac": member("khac", bct=["approver", "drafter"]),
    }


@pytest.fixture
def draft(people):
    values = {"title": "Hội đàm kỹ thuật zqwrtp", "kind": "meeting"}
    return record_create(noun_of("engagement"), values, by=viewer_of(people["soan"]))


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def give(people, user, code="bct", group="reader", **more):
    actor = Actor.objects.get(code=code)
    return services.membership_give(
        user=people[user], actor=actor, group=group, by=viewer_of(people["quantri"]), **more
    )


# Users


def test_an_administrator_makes_a_user_gives_a_role_and_a_link_that_works(people):
    admin = browser(people["quantri"])
    made = admin.post("/people/new/", {"name": "Lê Thị Hoa", "username": "Hoa"})
    hoa = User.objects.get(username="hoa")
    assert made.url == f"/people/{hoa.key}/"
    role = {"actor": "Bộ Ngoại giao", "group": "drafter"}
    assert admin.post(f"/people/{hoa.key}/role/", role).status_code == 302
    page = admin.post(f"/people/{hoa.key}/link/").content.decode()
    link = page.split("http://testserver")[1].split('"')[0]
    assert Client().get(link).status_code == 302
    assert "/sign-in/link/" not in admin.get(f"/people/{hoa.key}/").content.decode()
    codes = set(Event.objects.filter(record_key=hoa.key).values_list("code", flat=True))
    assert {"user.created", "user.role_given", "user.link_made"} <= codes


@pytest.mark.parametrize("who", ["soan", "duyet", "khac"])
def test_others_do_not_see_users_nor_change_them(people, who):
    client, key = browser(people[who]), people["soan"].key
    for path in ("/people/", "/people/new/", f"/people/{key}/", "/why/"):
        assert client.get(path).status_code == 403
    for path in ("/people/new/", f"/people/{key}/link/", f"/people/{key}/leave/"):
        assert client.post(path, {"name": "X Y", "username": "xy"}).status_code == 403
    role = {"actor": "mfa", "group": "administrator"}
    assert client.post(f"/people/{key}/role/", role).status_code == 403
    assert User.objects.get(key=key).left_at is None
    assert not Membership.objects.filter(user__key=key, group="administrator").exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"group": "king"}, "group"),
        ({"lent": True, "reason": "trực thay"}, "lent-until"),
        ({"lent": True, "valid_to": timezone.localdate() + timedelta(days=5)}, "lent-reason"),
        ({"valid_to": timezone.localdate() - timedelta(days=5)}, "past"),
        (
            {
                "valid_from": timezone.localdate() + timedelta(days=9),
                "valid_to": timezone.localdate() + timedelta(days=5),
            },
            "interval",
        ),
        ({"code": "mfa", "group": "drafter"}, "membership-taken"),
    ],
)
def test_a_role_that_cannot_be_is_refused(people, more, code):
    with pytest.raises(DeedRefused) as refused:
        give(people, "soan", **more)
    assert refused.value.code == code


def test_nobody_gives_herself_a_role_or_closes_her_own_account(people):
    with pytest.raises(DeedRefused) as refused:
        give(people, "quantri", group="personal")
    assert refused.value.code == "not-yourself"
    with pytest.raises(DeedRefused):
        services.user_leave(user=people["quantri"], by=viewer_of(people["quantri"]))


def test_lent_access_may_be_lent_again_after_its_end(people):
    today = timezone.localdate()
    lent = give(people, "soan", lent=True, valid_to=today, reason="trực thay")
    Membership.objects.filter(pk=lent.pk).update(valid_to=today - timedelta(days=1))
    assert give(people, "soan", lent=True, valid_to=today, reason="trực thay").pk != lent.pk


def test_the_database_itself_wants_an_end_of_lent_access(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user=people["soan"], actor=Actor.objects.get(code="bct"), group="reader", lent_by="Quản trị"
        )


def test_who_leaves_is_out_at_once_and_what_she_wrote_stays(people, draft):
    client = browser(people["soan"])
    assert client.get("/").status_code == 200
    admin = browser(people["quantri"])
    admin.post(f"/people/{people['soan'].key}/leave/", {"reason": "chuyển công tác"})
    assert client.get("/").status_code == 302
    left = User.objects.get(username="soan")
    assert not viewer_of(left).labels
    assert not Membership.objects.filter(user=left, archived_at=None).exists()
    draft.refresh_from_db()
    assert draft.archived_at is None
    page = browser(people["duyet"])
    assert page.get(f"/r/engagement/{draft.key}/").status_code == 200


def test_open_drafts_are_listed_for_who_may_see_them_only(people, draft, member):
    page = browser(people["quantri"]).get(f"/people/{people['soan'].key}/").content.decode()
    assert draft.caption not in page  # an administrator sees no body's records
    reading = member("quantri2", mfa=["administrator", "reader"])
    assert draft.caption in browser(reading).get(f"/people/{people['soan'].key}/").content.decode()


def test_the_list_of_users_takes_the_same_queries_for_many(people, member):
    admin = browser(people["quantri"])
    admin.get("/people/")
    with CaptureQueriesContext(connection) as few:
        admin.get("/people/")
    User.objects.bulk_create(User(username=f"n{n}", name=f"N {n}", password="!") for n in range(50))
    with CaptureQueriesContext(connection) as many:
        admin.get("/people/")
    assert len(few) == len(many)


# Release


def public():
    return AccessLabel.objects.get(pk=1)


def ask(people, draft, target=None):
    return release_ask(
        record=draft, target=target or public(), by=viewer_of(people["soan"]), comment="xin duyệt"
    )


def test_a_draft_is_seen_by_all_once_an_approver_of_its_body_releases_it(people, draft):
    assert not viewer_of(people["khac"]).sees(draft.label_id)
    release = ask(people, draft)
    assert [record.key for _, record in releases_waiting(viewer_of(people["duyet"]))] == [draft.key]
    assert releases_waiting(viewer_of(people["soan"])) == []
    assert releases_waiting(viewer_of(people["khac"])) == []
    release_decide(release=release, approve=True, comment="", by=viewer_of(people["duyet"]))
    draft.refresh_from_db()
    assert draft.label_id == 1
    assert releases_waiting(viewer_of(people["duyet"])) == []
    codes = list(Event.objects.filter(record_key=draft.key).values_list("code", flat=True))
    assert {"release.asked", "release.released"} <= set(codes)


def test_who_asked_does_not_decide_not_even_in_the_database(people, draft):
    release = release_ask(record=draft, target=public(), by=viewer_of(people["duyet"]))
    with pytest.raises(DeedRefused) as refused:
        release_decide(release=release, approve=True, comment="", by=viewer_of(people["duyet"]))
    assert refused.value.code == "release-own"
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(state="released", approver=people["duyet"])


def test_a_drafter_or_an_approver_of_elsewhere_does_not_decide(people, draft, member):
    release = ask(people, draft)
    second = member("soan2", mfa=["drafter"])
    lent = member("muon", bct=["approver"], mfa=["reader"])
    for user, code in ((second, "not-allowed"), (lent, "not-allowed"), (people["khac"], "not-found")):
        with pytest.raises(DeedRefused) as refused:
            release_decide(release=release, approve=True, comment="", by=viewer_of(user))
        assert refused.value.code == code, user
    draft.refresh_from_db()
    assert draft.label_id != 1


def test_what_is_returned_says_why_and_may_be_asked_again(people, draft):
    release = ask(people, draft)
    by = viewer_of(people["duyet"])
    with pytest.raises(DeedRefused):
        release_decide(release=release, approve=False, comment=" ", by=by)
    returned = release_decide(release=release, approve=False, comment="thiếu ngày", by=by)
    assert (returned.state, returned.comment) == ("returned", "thiếu ngày")
    with pytest.raises(DeedRefused):
        release_decide(release=release, approve=True, comment="", by=by)
    assert ask(people, draft).state == "submitted"


def test_one_request_at_a_time_and_none_for_what_circulates_so_already(people, draft):
    with pytest.raises(DeedRefused) as refused:
        ask(people, draft, target=draft.label)
    assert refused.value.code == "release-same"
    ask(people, draft)
    with pytest.raises(DeedRefused) as refused:
        ask(people, draft)
    assert refused.value.code == "release-open"


def test_a_list_holds_its_author_and_owner_and_refuses_names_that_nobody_bears(people):
    by = viewer_of(people["soan"])
    label = label_chosen(circulation="named", by=by, owner=by.home, named=keys_named("bct\nKHAC", by))
    bct = Actor.objects.get(code="bct")
    assert set(label.named) == {str(k) for k in (bct.key, people["khac"].key, by.user, by.home)}
    for wrong in ("Bộ của Mặt Trăng", "' or 1=1"):
        with pytest.raises(DeedRefused):
            keys_named(wrong, by)
    with pytest.raises(DeedRefused):
        label_chosen(circulation="named", by=by, owner=by.home)
    with pytest.raises(DeedRefused):
        label_chosen(circulation="public", by=by, owner=by.home, embargo_until=timezone.localdate())


def test_asking_and_approving_by_the_pages(people, draft):
    drafter, approver = browser(people["soan"]), browser(people["duyet"])
    sent = drafter.post(f"/r/engagement/{draft.key}/release/", {"circulation": "public"})
    assert sent.url == f"/r/engagement/{draft.key}/"
    assert draft.caption in approver.get("/release/").content.decode()
    release = Release.objects.get()
    assert browser(people["khac"]).get("/release/").content.decode().count(draft.caption) == 0
    approver.post(f"/release/{release.key}/", {"deed": "approve"})
    draft.refresh_from_db()
    assert draft.label_id == 1


def test_the_day_before_which_nobody_reads_is_typed_as_any_other_day(people, draft):
    drafter, address = browser(people["soan"]), f"/r/engagement/{draft.key}/release/"
    day = {"circulation": "public", "embargo_until": "31/02/2999"}
    refused = drafter.post(address, day, follow=True)
    assert "Ngày không hợp lệ." in refused.content.decode()
    drafter.post(address, {"circulation": "public", "embargo_until": "30/10/2999"})
    assert Release.objects.get().target.embargo_until.isoformat() == "2999-10-30"


# Why


def explain(people, user, draft, action="view"):
    return why(
        username=user, noun="engagement", key=str(draft.key), action=action, by=viewer_of(people["quantri"])
    )


def test_why_names_the_label_the_roles_the_rows_and_what_would_have_to_change(people, draft):
    answer = explain(people, "khac", draft)
    assert (answer.sees, answer.may, answer.caption) == (False, False, "")
    assert "Bộ Ngoại giao" in answer.label
    assert any("Bộ Công Thương" in told for told in answer.memberships)
    assert any("Bộ Ngoại giao" in change for change in answer.changes)
    seen = explain(people, "soan", draft, "change")
    assert seen.may
    assert seen.rules
    barred = explain(people, "soan", draft, "approve")
    assert barred.sees
    assert not barred.may
    assert any("lãnh đạo duyệt" in change for change in barred.changes)


def test_the_page_of_why_shows_no_word_of_the_record_to_who_may_not_see_it(people, draft):
    asked = {"user": "khac", "noun": "engagement", "key": str(draft.key), "action": "view"}
    page = browser(people["quantri"]).get("/why/", asked).content.decode()
    assert "không được phép" in page
    assert "zqwrtp" not in page
    unknown = browser(people["quantri"]).get("/why/", asked | {"key": "x"}).content.decode()
    assert "Không có người dùng hoặc bản ghi này" in unknown


def test_why_is_asked_by_administrators_alone_and_audited(people, draft):
    with pytest.raises(DeedRefused):
        why(
            username="soan",
            noun="engagement",
            key=str(draft.key),
            action="view",
            by=viewer_of(people["soan"]),
        )
    explain(people, "khac", draft)
    assert Event.objects.filter(code="user.why_asked", record_key=draft.key).exists()


# Reviews


def test_a_review_is_seen_and_changed_by_its_own_body_only(people, member, home):
    from banggiao.reviews import services as reviews
    from tests.reviews.papers import DIRECTIVE_NAME, directive

    own = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    review = reviews.review_create(name=DIRECTIVE_NAME, data=directive(), who="soan", label=own)
    reader = member("doc", mfa=["reader"])
    pages = ["clauses", "bodies", "reports", "matrix", "synthesis", "exports", "missing", "contradictions"]
    for page in pages:
        path = f"/reviews/{review.key}/{page}/"
        assert browser(people["soan"]).get(path).status_code == 200
        assert browser(reader).get(path).status_code == 200
        assert browser(people["khac"]).get(path).status_code == 404
        assert browser(people["quantri"]).get(path).status_code == 404
    for path in ("exports/review.json", "outline.docx", "requests.zip", "reminders.zip"):
        assert browser(people["khac"]).get(f"/reviews/{review.key}/{path}").status_code == 404
    assert review.title not in browser(people["khac"]).get("/reviews/").content.decode()
    added = browser(reader).post(f"/reviews/{review.key}/bodies/add/", {"name": "Bộ Y tế"})
    assert added.status_code == 403
    assert browser(people["khac"]).post(f"/reviews/{review.key}/reports/upload/").status_code == 404
    instrument, source = review.instrument, review.instrument.source
    assert {instrument.label_id, source.label_id} == {own.pk}
    assert set(instrument.clauses.values_list("label", flat=True)) == {own.pk}


def test_readers_are_found_while_typing_by_who_may_ask_for_a_circulation(people):
    clerk = people["soan"]
    client = browser(clerk)
    found = client.get("/readers/find/", {"q": clerk.name}).json()["found"]
    assert browser(people["quantri"]).get("/readers/find/", {"q": clerk.name}).status_code == 403
    assert {"key": str(clerk.key), "caption": clerk.name, "note": clerk.username} in found
    assert client.get("/readers/find/", {"q": "bộ ngoại giao"}).json()["found"]
    assert keys_named(f"{clerk.key}\n{Actor.objects.get(code='bct').key}", viewer_of(clerk)) == {
        clerk.key, Actor.objects.get(code="bct").key,
    }  # fmt: skip
