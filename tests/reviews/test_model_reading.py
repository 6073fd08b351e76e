"""A paper released to the operator's model by a person: proposals of its own origin, failures in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from banggiao.actors.models import Actor
from banggiao.core.access import PUBLIC_LABEL, Viewer, label_get, system
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Event, Job
from banggiao.reading.intake import open_paper
from banggiao.reviews.model_reading import (
    ANSWERED,
    ASKED,
    FAILED,
    model_ask,
    model_proposals,
    model_state,
    proposal_decide,
)
from banggiao.sources.models import Claim, ClaimState, Source
from banggiao.sources.services import paper_keep
from tests.reading.llm.service import proposes, record, says, sends, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("Nguyễn Văn Thử")
SENTENCE = "Tổ Biên Soạn Mẫu rà soát hồ sơ cùng Nhóm Tư Vấn Mẫu trước mùa mưa."
PAPER = f"Bài viết\n\nBộ Ngoại giao báo cáo.\n\n{SENTENCE}\n"
PROPOSAL = record("GROUP", SENTENCE, "Nhóm Tư Vấn Mẫu")


@pytest.fixture
def source():
    return paper_keep(paper=open_paper("bai-viet.txt", PAPER.encode()), title="Bài viết")


@pytest.fixture
def setting(home, monkeypatch):
    """Name a model in the settings, as an operator does; without a service, take it out again."""
    monkeypatch.setenv("BANGGIAO_HOME", str(home))

    def name(service=None, model="mau-1"):
        table = f'[reading.llm]\nurl = "{service.url}"\nmodel = "{model}"\ntimeout = 10\n' if service else ""
        (home / "settings.toml").write_text(table)

    return name


def refused_with(source, by=BY):
    with pytest.raises(DeedRefused) as told:
        model_ask(source=source, by=by)
    assert told.value.vietnamese and told.value.english
    return told.value.code


def test_what_the_model_proposes_waits_for_a_person_with_its_own_origin(source, setting):
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        assert service.asked == [] and model_state(source).code == ASKED
        run_until_idle()

    (claim,) = model_proposals(source)
    assert (claim.words, claim.role, claim.rule) == ("Nhóm Tư Vấn Mẫu", "GROUP", "model: mau-1")
    assert source.text[claim.start : claim.end] == claim.words
    assert (claim.state, claim.decided_by, claim.confidence, claim.says) == (ClaimState.PROPOSED, "", 0.0, {})
    asked, answered = Event.objects.filter(noun="source", record_key=source.key)
    assert (asked.code, asked.who, asked.after) == (ASKED, BY.name, {"@model": "mau-1"})
    assert (answered.code, answered.who) == (ANSWERED, "model: mau-1")
    assert answered.after["@proposals"] == 1


def test_only_the_released_paper_reaches_the_model(source, setting):
    paper_keep(paper=open_paper("khac.txt", "Bài viết khác hẳn.".encode()))
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        run_until_idle()
    told = str(service.asked)
    assert "Tổ Biên Soạn Mẫu" in told and "khác hẳn" not in told


def test_a_second_release_replaces_nothing_that_was_decided(source, setting):
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        run_until_idle()
        (claim,) = model_proposals(source)
        proposal_decide(claim=claim, source=source, accept=False, reason="không đúng", by=BY)
        model_ask(source=source, by=BY)
        run_until_idle()
    (claim,) = model_proposals(source)
    assert (claim.state, claim.reason) == (ClaimState.REFUSED, "không đúng")
    with pytest.raises(DeedRefused, match="decided already"):
        proposal_decide(claim=claim, source=source, accept=True, reason="", by=BY)


def test_claims_of_others_stand_untouched_beside_proposals(source, setting):
    before = list(Claim.objects.order_by("id").values())
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        run_until_idle()
    assert list(Claim.objects.exclude(rule__startswith="model: ").order_by("id").values()) == before


@pytest.mark.parametrize(
    ("behave", "told"),
    [(says("không phải JSON"), "lược đồ"), (sends(b"{}", 500), "500"), (sends(b"[]"), "không đúng dạng")],
)
def test_a_failure_is_told_in_words_and_leaves_no_proposal(source, setting, behave, told):
    with serving(behave) as service:
        setting(service)
        model_ask(source=source, by=BY)
        run_until_idle()
    state = model_state(source)
    assert state.code == FAILED and told in state.told[0] and state.told[1]
    assert not model_proposals(source).exists()
    assert Job.objects.get().state == "done"  # a person releases it again, no worker does


def test_a_model_on_the_public_net_is_never_asked(source, setting, home):
    setting()
    (home / "settings.toml").write_text('[reading.llm]\nurl = "http://8.8.8.8/v1"\nmodel = "mau-1"\n')
    model_ask(source=source, by=BY)
    run_until_idle()
    assert "mạng nội bộ" in model_state(source).told[0]


def test_it_is_not_released_where_it_may_not_go(source, setting):
    setting()
    assert refused_with(source) == "model-none"
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        assert refused_with(source, by=Viewer("Người xem", labels=frozenset({PUBLIC_LABEL}))) == "not-allowed"
        mfa = Actor.objects.get(code="mfa")
        Source.objects.filter(pk=source.pk).update(label=label_get(circulation="agency", owner=mfa.key))
        assert refused_with(source) == "model-not-public"
        Source.objects.filter(pk=source.pk).update(
            label=PUBLIC_LABEL, text=source.text.replace("Bài viết", "TỐI MẬT ")
        )
        assert refused_with(source) == "secret"
        Source.objects.filter(pk=source.pk).update(text=source.text)
        model_ask(source=source, by=BY)
        assert refused_with(source) == "model-waiting"
        assert service.asked == []


def test_a_paper_whose_circulation_was_narrowed_since_stays_here(source, setting):
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        mfa = Actor.objects.get(code="mfa")
        Source.objects.filter(pk=source.pk).update(label=label_get(circulation="agency", owner=mfa.key))
        run_until_idle()
        assert service.asked == []
    assert "toàn hệ thống" in model_state(source).told[0]


def test_another_model_than_the_one_named_gets_nothing(source, setting):
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        setting(service, model="mau-2")
        run_until_idle()
        assert service.asked == []
    assert model_state(source).code == FAILED


def test_the_page_releases_tells_and_lets_a_person_decide(source, setting, sign_in):
    browser = sign_in()
    page, model = (
        reverse(f"web:{name}", args=args)
        for name, args in [("record", ["source", source.key]), ("model", [source.key])]
    )
    setting()
    assert model not in browser.get(page).content.decode()
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        assert model in browser.get(page).content.decode()
        assert service.url in browser.get(model).content.decode()
        assert browser.post(model, {"release": "1"}).status_code == 302
        assert "chưa trả lời" in browser.get(model).content.decode()
        assert browser.post(model, {"release": "1"}).status_code == 422
        run_until_idle()
    shown = browser.get(model).content.decode()
    assert "Nhóm Tư Vấn Mẫu" in shown and "mau-1" in shown and "Thu" in shown
    claim = model_proposals(source).get()
    assert browser.post(model, {"claim": claim.key, "confirm": "1"}).status_code == 302
    claim = model_proposals(source).get()
    assert (claim.state, claim.decided_by) == (ClaimState.CONFIRMED, "Thu (thu)")
    assert browser.get(page).status_code == 200
    assert "mô hình" in browser.get(f"{page}history/").content.decode()


def test_a_reader_sees_proposals_but_neither_releases_nor_decides(source, setting, sign_in):
    with serving(proposes(PROPOSAL)) as service:
        setting(service)
        model_ask(source=source, by=BY)
        run_until_idle()
        browser = sign_in("doc", mfa=["reader"])
        model = reverse("web:model", args=[source.key])
        assert model not in browser.get(reverse("web:record", args=["source", source.key])).content.decode()
        shown = browser.get(model).content.decode()
        assert "Nhóm Tư Vấn Mẫu" in shown and 'name="release"' not in shown and 'name="confirm"' not in shown
        assert browser.post(model, {"release": "1"}).status_code == 422
        assert (
            browser.post(model, {"claim": model_proposals(source).get().key, "confirm": "1"}).status_code
            == 422
        )
    assert model_proposals(source).get().state == ClaimState.PROPOSED
