"""Who may read a record is chosen, asked for and decided by a program as on the screen: the same rules, refusals
and audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from banggiao.access.models import Release
from banggiao.actors.models import Actor
from banggiao.core.access import PUBLIC_LABEL, label_get
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Event
from banggiao.engagements.models import Engagement
from banggiao.sources.models import Source
from banggiao.sources.undoing import deed_undo
from tests.api.test_refusals import problem

pytestmark = pytest.mark.django_db
NEW = {"title": "Hội đàm hẹp", "kind": "meeting", "valid_from": "2026-03"}
TRADE = {"reach": "named", "readers": ["bct"]}


@pytest.fixture
def drafter(caller):
    return caller("soan", mfa=["drafter"])


@pytest.fixture
def approver(caller):
    return caller("duyet", mfa=["approver"])


def made(one, circulation=None, **values):
    body = {"values": {**NEW, **values}, **({"circulation": circulation} if circulation else {})}
    answer = one.post("engagement", body)
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def release(one, key, circulation, comment="", noun="engagement", **headers):
    body = {"circulation": circulation, "comment": comment}
    return one.post(f"{noun}/{key}/release", body, **{"if_match": "*", **headers})


def decide(one, key, decision, comment="", noun="engagement"):
    return one.post(f"{noun}/{key}/decide", {"decision": decision, "comment": comment}, if_match="*")


def key_of(code):
    return str(Actor.objects.get(code=code).key)


# A new record


def test_a_new_record_says_who_may_read_it(drafter):
    told = made(drafter)
    assert told["circulation"] | {"words": ""} == {
        "reach": "agency", "owner": key_of("mfa"), "readers": [], "embargo_until": None, "words": "",
    }  # fmt: skip
    assert "Bộ Ngoại giao" in told["circulation"]["words"]
    assert told["release"] is None
    assert drafter.get(f"engagement/{told['key']}").json() == told


def test_who_enters_a_record_for_named_readers_is_among_them_and_reads_it_afterwards(approver, caller):
    told = made(approver, TRADE)
    assert set(told["circulation"]["readers"]) == {key_of("bct"), str(approver.user.key)}
    assert approver.user.name in told["circulation"]["words"]
    path = f"engagement/{told['key']}"
    assert approver.get(path).json() == told
    assert caller("hung", bct=["reader"]).get(path).status_code == 200
    for stranger in (caller("tam", btp=["reader"]), caller("cung", mfa=["approver"])):
        assert stranger.get(path).status_code == 404
    event = Event.objects.get(record_key=told["key"])
    assert (event.code, event.who) == ("engagement.created", approver.viewer.name)


def test_a_reader_whom_the_caller_may_not_see_is_told_by_no_name(drafter, approver):
    told = made(approver, {"reach": "named", "readers": ["bct", "soan"]})
    hidden = Actor.objects.get(code="bct")
    hidden.label = label_get(circulation="agency", owner=hidden.key)
    hidden.save(update_fields=["label"])
    seen = drafter.get(f"engagement/{told['key']}").json()["circulation"]
    assert str(hidden.key) not in seen["readers"] and len(seen["readers"]) == 2
    words = seen["words"]
    assert "Duyet" in words and "?" in words and "Công Thương" not in words
    page = drafter.browser().get(f"/r/engagement/{told['key']}/").content.decode()
    assert words in page and "Công Thương" not in page


def test_many_new_records_have_the_circulation_that_is_sent_once(approver):
    body = {"rows": [{"values": {**NEW, "title": f"Họp {n}"}} for n in range(3)], "circulation": TRADE}
    keys = approver.post("engagement/bulk", body).json()["keys"]
    labels = {record.label for record in Engagement.objects.filter(key__in=keys)}
    assert [set(label.named) for label in labels] == [{key_of("bct"), str(approver.user.key)}]


@pytest.mark.parametrize(
    ("who", "circulation", "status", "code", "pointer"),
    [
        ("drafter", TRADE, 403, "release-first", "/circulation"),
        ("approver", {"reach": "public"}, 422, "invalid", "/circulation/reach"),
        ("approver", {"reach": "secret"}, 422, "invalid", "/circulation/reach"),
        ("approver", {}, 422, "invalid", "/circulation/reach"),
        ("approver", "named", 422, "invalid", "/circulation"),
        ("approver", {"reach": "named"}, 422, "named-empty", "/circulation/readers"),
        ("approver", {"reach": "named", "readers": [" \n"]}, 422, "invalid", "/circulation/readers/0"),
        (
            "approver",
            {"reach": "named", "readers": ["Bộ Trăng"]},
            422,
            "named-unknown",
            "/circulation/readers",
        ),
        ("approver", {"reach": "named", "readers": ["bct"] * 201}, 422, "invalid", "/circulation/readers"),
        ("approver", {"reach": "agency", "readers": ["bct"]}, 422, "readers-unmeant", "/circulation/readers"),
        ("approver", {**TRADE, "embargo_until": "2999-01-01"}, 422, "invalid", "/circulation/embargo_until"),
    ],
)
def test_a_circulation_that_cannot_be_is_refused_and_nothing_is_written(
    request, *, who, circulation, status, code, pointer
):
    one = request.getfixturevalue(who)
    before = Engagement.objects.count(), Event.objects.count()
    problem(one.post("engagement", {"values": NEW, "circulation": circulation}), status, code, pointer)
    rows = {"rows": [{"values": NEW}], "circulation": circulation}
    problem(one.post("engagement/bulk", rows), status, code, pointer)
    assert (Engagement.objects.count(), Event.objects.count()) == before


def test_a_paper_that_not_all_readers_may_see_says_nothing_of_a_record_for_them(approver):
    own = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    paper = Source.objects.create(
        sha256="c" * 64, name="noi-bo.docx", caption="x", format="docx", label=own, text="Hội đàm hẹp."
    )
    grounds = {"source": str(paper.key), "words": "Hội đàm"}
    told = {"values": NEW, "circulation": TRADE, "evidence": grounds}
    problem(approver.post("engagement", told), 422, "circulation-source", "/circulation")
    assert not Engagement.objects.filter(title=NEW["title"]).exists()


def test_a_part_has_the_circulation_of_its_whole(approver):
    whole = made(approver, TRADE)
    part = {"engagement": whole["key"], "actor": "country-LAO", "role": "host"}
    problem(
        approver.post("participation", {"values": part, "circulation": TRADE}), 422, "invalid", "/circulation"
    )
    answer = approver.post("participation", {"values": part})
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["circulation"] == whole["circulation"]
    asked = release(approver, answer.json()["key"], {"reach": "public"}, noun="participation")
    problem(asked, 409, "release-part")


# Another circulation


def test_a_drafter_asks_another_approves_and_both_are_told_in_the_audit(drafter, approver, caller):
    record = made(drafter)
    path = f"engagement/{record['key']}"
    asked = release(drafter, record["key"], {"reach": "public"}, "đã ký", if_match=drafter.get(path)["ETag"])
    assert asked.status_code == 200, asked.content.decode()
    assert asked.json() | {"asked_at": ""} == {
        "state": "submitted", "comment": "đã ký", "drafter": "Soan", "asked_at": "", "approver": None,
        "decided_at": None, "circulation": {
            "reach": "public", "owner": None, "readers": [], "embargo_until": None,
            "words": "toàn hệ thống",
        },
    }  # fmt: skip
    now = drafter.get(path)
    assert (now.json()["release"], now.json()["circulation"]) == (asked.json(), record["circulation"])
    assert now["ETag"].split(".")[0] == asked["ETag"].split(".")[0]
    stranger = caller("tam", btp=["reader"])
    assert stranger.get(path).status_code == 404
    done = decide(approver, record["key"], "approve")
    assert (done.json()["state"], done.json()["approver"]) == ("released", "Duyet")
    told = stranger.get(path).json()
    assert (told["circulation"]["reach"], told["release"]) == ("public", None)
    events = Event.objects.filter(record_key=record["key"]).order_by("pk").values_list("code", "who")
    assert [*events][1:] == [
        ("release.asked", drafter.viewer.name), ("release.released", approver.viewer.name),
        ("engagement.relabelled", approver.viewer.name),
    ]  # fmt: skip


def test_what_is_returned_says_why_and_nothing_has_changed(drafter, approver):
    record = made(drafter)
    release(drafter, record["key"], TRADE)
    problem(decide(approver, record["key"], "return", " "), 422, "release-comment", "/comment")
    told = decide(approver, record["key"], "return", "thiếu ngày").json()
    assert (told["state"], told["comment"]) == ("returned", "thiếu ngày")
    assert drafter.get(f"engagement/{record['key']}").json() == record
    assert release(drafter, record["key"], TRADE).status_code == 200


def test_a_list_that_is_asked_for_holds_its_owner_and_who_asked(drafter, approver):
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    told = release(drafter, made(drafter)["key"], {**TRADE, "embargo_until": day}).json()["circulation"]
    assert set(told["readers"]) == {key_of("bct"), key_of("mfa"), str(drafter.user.key)}
    assert told["embargo_until"] == day


def test_nobody_decides_what_she_asked_for_nor_without_the_role(drafter, approver, caller):
    key = made(drafter)["key"]
    release(approver, key, {"reach": "public"})
    problem(decide(approver, key, "approve"), 403, "release-own")
    for decision in ("approve", "return"):
        problem(decide(drafter, key, decision, "vì sao"), 403, "not-allowed")
    problem(decide(caller("hung", bct=["approver"]), key, "approve"), 404, "not-found")
    reading = caller("doc", "*:read", mfa=["approver"])
    problem(decide(reading, key, "approve"), 403, "not-allowed")
    problem(release(caller("xem", mfa=["reader"]), key, {"reach": "public"}), 403, "not-allowed")
    assert Release.objects.get().state == "submitted"
    assert Engagement.objects.get(key=key).label_id != PUBLIC_LABEL


@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"),
    [
        ({}, 422, "invalid", "/circulation"),
        ({"circulation": {"reach": "agency"}}, 409, "release-same", None),
        ({"circulation": {"reach": "named"}}, 422, "named-empty", "/circulation/readers"),
        ({"circulation": {"reach": "public", "readers": ["bct"]}}, 422, "readers-unmeant", "/circulation/readers"),
        ({"circulation": {"reach": "public", "embargo_until": "2020-01-01"}}, 422, "embargo-past", "/circulation/embargo_until"),
        ({"circulation": {"reach": "public", "embargo_until": "2999-02-30"}}, 422, "embargo", "/circulation/embargo_until"),
        ({"circulation": {"reach": "public"}, "comment": "TỐI MẬT"}, 422, "secret", "/comment"),
        ({"circulation": {"reach": "public"}, "approve": True}, 422, "invalid", "/approve"),
    ],
)  # fmt: skip
def test_an_asking_that_cannot_be_is_refused(drafter, body, status, code, pointer):
    key = made(drafter)["key"]
    before = Event.objects.count()
    problem(drafter.post(f"engagement/{key}/release", body, if_match="*"), status, code, pointer)
    assert (Release.objects.count(), Event.objects.count()) == (0, before)


def test_it_is_asked_once_and_of_the_record_as_it_is_now(drafter, approver):
    record = made(drafter)
    path, body = f"engagement/{record['key']}/release", {"circulation": {"reach": "public"}}
    problem(decide(approver, record["key"], "approve"), 409, "release-none")
    problem(drafter.post(path, body), 428, "if-match")
    problem(drafter.post(path, body, if_match='"x.y"'), 412, "changed-since")
    first = drafter.post(path, body, if_match="*", idempotency_key="k")
    again = drafter.post(path, body, if_match="*", idempotency_key="k")
    assert (again.status_code, again.content) == (200, first.content)
    problem(drafter.post(path, body, if_match="*"), 409, "release-open")


def test_the_answer_to_a_decision_comes_even_where_the_record_is_out_of_sight_by_then(approver, caller):
    one = caller("thu", mfa=["approver"])
    key = made(one, {"reach": "named", "readers": ["duyet"]})["key"]
    narrow = label_get(circulation="named", owner=one.viewer.home, named=[one.user.key])
    Release.objects.create(noun="engagement", record_key=key, target=narrow, drafter=one.user)
    done = decide(approver, key, "approve")
    assert (done.status_code, done.json()["state"]) == (200, "released")
    assert approver.get(f"engagement/{key}").status_code == 404


def test_a_part_of_what_everybody_sees_is_released_by_itself(drafter, approver, caller):
    whole = made(drafter)
    release(drafter, whole["key"], {"reach": "public"})
    decide(approver, whole["key"], "approve")
    part = {"engagement": whole["key"], "actor": "country-LAO", "role": "host"}
    key = drafter.post("participation", {"values": part}).json()["key"]
    stranger = caller("tam", btp=["reader"])
    assert stranger.get(f"participation/{key}").status_code == 404
    assert release(drafter, key, {"reach": "public"}, noun="participation").status_code == 200
    assert decide(approver, key, "approve", noun="participation").status_code == 200
    assert stranger.get(f"participation/{key}").status_code == 200


def test_a_part_that_was_asked_for_is_not_opened_below_a_whole_that_was_narrowed_since(drafter, approver):
    whole = made(drafter)
    release(drafter, whole["key"], {"reach": "public"})
    decide(approver, whole["key"], "approve")
    part = {"engagement": whole["key"], "actor": "country-LAO", "role": "host"}
    key = drafter.post("participation", {"values": part}).json()["key"]
    release(drafter, key, {"reach": "public"}, noun="participation")
    release(drafter, whole["key"], {"reach": "named", "readers": ["btp"]})
    decide(approver, whole["key"], "approve")
    problem(decide(approver, key, "approve", noun="participation"), 409, "release-part")


def test_opening_a_whole_is_not_undone_below_a_part_that_was_released_since(drafter, approver):
    whole = made(drafter)
    release(drafter, whole["key"], {"reach": "public"})
    decide(approver, whole["key"], "approve")
    opened = Event.objects.get(code="engagement.relabelled", record_key=whole["key"])
    part = {"engagement": whole["key"], "actor": "country-LAO", "role": "host"}
    key = drafter.post("participation", {"values": part}).json()["key"]
    release(drafter, key, {"reach": "public"}, noun="participation")
    decide(approver, key, "approve", noun="participation")
    with pytest.raises(DeedRefused) as refused:
        deed_undo(opened, by=approver.viewer)
    assert refused.value.code == "built-on"
    assert Engagement.objects.get(key=whole["key"]).label_id == PUBLIC_LABEL


def test_who_may_not_ask_learns_of_no_user_by_asking(caller, drafter):
    key = made(drafter)["key"]
    release(drafter, key, {"reach": "public"})
    decide(caller("duyet", mfa=["approver"]), key, "approve")
    stranger = caller("tam", btp=["reader"])
    for name in ("soan", "khong-co-ai"):
        body = {"circulation": {"reach": "named", "readers": [name]}}
        problem(stranger.post(f"engagement/{key}/release", body, if_match="*"), 403, "not-allowed")
