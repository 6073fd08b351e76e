"""Forms derived from nouns: what is typed, what is refused in words beside its field, what somebody else did."""

import re
import uuid
from dataclasses import replace

import pytest
from django.http import QueryDict

from banggiao.actors.models import Actor
from banggiao.core.access import PUBLIC_LABEL, label_get, system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of, nouns
from banggiao.engagements.models import Engagement
from banggiao.instruments.models import Commitment
from banggiao.sources.models import Claim, Source
from banggiao.sources.records import record_change, record_create
from banggiao.sources.values import values_of
from banggiao.web.forms_of_nouns import NounForm

pytestmark = pytest.mark.django_db
BY = system("Nguyễn Văn Thử")


@pytest.fixture
def browser(vietnam, sign_in):
    return sign_in()


def task(**more):
    return {"text": "Trình đề án", "kind": "task", "lead": "mfa", **more}


def meeting(**more):
    return record_create(
        noun_of("engagement"), {"title": "Hội đàm", "kind": "meeting", "place": "Hà Nội", **more}, by=BY
    )


def change(record):
    return f"/r/{record.noun_code}/{record.key}/change/"


def posted(record, **more):
    """What the form of an engagement sends when it is opened now and only ``more`` is typed."""
    last = Event.objects.filter(record_key=record.key).latest("id").pk
    held = {"title": record.title, "kind": record.kind, "place": record.place, "status": record.status}
    return {**held, "_version": last, "_reason": "Thử sửa", "_by": "hand", **more}


@pytest.mark.parametrize("noun", [noun.code for noun in nouns() if noun.writable])
def test_every_noun_has_a_form_with_an_input_for_each_field(browser, noun):
    text = browser.get(f"/r/{noun}/new/").content.decode()
    for field in noun_of(noun).fields:
        assert f'id="f-{field.name}"' in text


def test_a_record_typed_by_hand_is_a_claim_by_the_person_with_its_grounds(browser):
    told = task(supporters=["btp; btc"], due="quý IV/2025", given_on="1/2/2025", _words="CV 12/BNG-VP")
    done = browser.post("/r/commitment/new/", told)
    made = Commitment.objects.get(text="Trình đề án")
    assert done.status_code == 302
    assert done.url == f"/r/commitment/{made.key}/"
    assert (made.due.isoformat(), made.due_precision) == ("2025-12-31", "quarter")
    assert made.given_on.isoformat() == "2025-02-01"
    claim = Claim.objects.get(record_key=made.key)
    assert claim.source.kind == "person"
    assert claim.words == "CV 12/BNG-VP"
    assert made.label.circulation == "agency"


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(browser):
    told = task(lead="Bộ Không Có", due="31/02/2025", kind="song", text="Giữ lại câu này")
    answer = browser.post("/r/commitment/new/", told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert not Commitment.objects.filter(text="Giữ lại câu này").exists()
    for word in ("Giữ lại câu này", "Bộ Không Có", "31/02/2025", "Không tìm thấy", "Không phải ngày"):
        assert word in text
    for field in ("due", "kind"):
        assert f'href="#f-{field}"' in text
        assert f'id="{field}-fault"' in text


def test_a_missing_required_field_is_asked_for_by_name(browser):
    answer = browser.post("/r/commitment/new/", {"kind": "task"})
    assert answer.status_code == 422
    assert "Hãy ghi: nội dung" in answer.content.decode()


def test_a_commitment_cannot_be_closed_without_evidence_and_the_form_says_what_is_missing(browser):
    made = record_create(noun_of("commitment"), task(), by=BY)
    told = {
        **task(lead=str(made.lead.key)), "done_on": "1/3/2025", "_reason": "xong",
        "_version": Event.objects.latest("id").pk,
    }  # fmt: skip
    answer = browser.post(change(made), told)
    assert answer.status_code == 422
    assert "hãy nêu minh chứng" in answer.content.decode()
    done = browser.post(change(made), {**told, "evidence": "Quyết định 15/QĐ-BNG"})
    assert done.status_code == 302
    made.refresh_from_db()
    assert made.done_on is not None


def test_the_address_fills_a_new_form_and_the_next_one(browser):
    key = Actor.objects.get(code="country-JPN").key
    text = browser.get(f"/r/engagement/new/?counterpart={key}&kind=visit").content.decode()
    assert "Nhật Bản" in text
    assert '<option value="visit" selected>' in text
    again = browser.post(
        f"/r/engagement/new/?counterpart={key}", {"title": "Thăm", "kind": "visit", "status": "planned",
        "counterpart": str(key), "_again": "1"},
    )  # fmt: skip
    assert again.url == f"/r/engagement/new/?counterpart={key}"
    assert Engagement.objects.get(title="Thăm").counterpart.key == key


def test_a_form_sent_twice_because_the_answer_was_lost_makes_one_record(browser):
    told = {"title": "Chỉ một lần", "kind": "meeting", "status": "planned", "_once": str(uuid.uuid4())}
    first = browser.post("/r/engagement/new/", told, headers={"X-Form": "1"})
    second = browser.post("/r/engagement/new/", told, headers={"X-Form": "1"})
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Engagement.objects.filter(title="Chỉ một lần").count() == 1


def test_what_may_be_there_already_is_asked_about_before_it_is_saved(browser):
    told = {"title": "Hội đàm về nghề cá", "kind": "meeting", "status": "planned", "valid_from": "30/10/2025"}
    assert browser.post("/r/engagement/new/", told).status_code == 302
    known = Engagement.objects.get(title="Hội đàm về nghề cá")
    asked = browser.post("/r/engagement/new/", {**told, "title": "Hoi dam ve nghe ca"})
    assert asked.status_code == 409
    assert f'href="/r/engagement/{known.key}/"' in asked.content.decode()
    assert 'value="Hoi dam ve nghe ca"' in asked.content.decode()
    assert Engagement.objects.filter(title__icontains="nghe ca").count() == 0
    kept = browser.post("/r/engagement/new/", {**told, "title": "Hoi dam ve nghe ca", "_distinct": "1"})
    assert kept.status_code == 302
    assert Engagement.objects.filter(title="Hoi dam ve nghe ca").count() == 1


def test_a_change_wants_a_reason_and_writes_only_what_changed(browser, vietnam):
    made = meeting()
    assert browser.post(change(made), posted(made, place="Huế", _reason="")).status_code == 422
    assert browser.post(change(made), posted(made, place="Huế")).status_code == 302
    claim = Claim.objects.filter(record_key=made.key).latest("id")
    assert claim.says == {"place": "Huế"}
    made.refresh_from_db()
    assert made.place == "Huế"


def test_all_that_is_wrong_is_told_at_once(browser, vietnam):
    made = meeting()
    wrong = posted(made, valid_from="31/02/2025", _reason="", _by="source", _source="không có")
    text = browser.post(change(made), wrong).content.decode()
    for word in ("Không phải ngày", "Hãy nêu lý do sửa", "Không tìm thấy nguồn này"):
        assert word in text
    made.refresh_from_db()
    assert made.valid_from is None


def test_nothing_typed_changes_nothing_and_wants_no_reason(browser, vietnam):
    made = meeting()
    before = Event.objects.filter(record_key=made.key).count()
    assert browser.post(change(made), posted(made, _reason="")).status_code == 302
    assert Event.objects.filter(record_key=made.key).count() == before


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_mine_and_not_lost(browser, vietnam):
    made = meeting()
    mine = posted(made, place="Huế")
    record_change(made, {"place": "Đà Nẵng"}, by=system("Trần Thị Khác"), reason="Đổi nơi họp")
    answer = browser.post(change(made), mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    for word in ("Trần Thị Khác", "Đà Nẵng", 'value="Huế"'):
        assert word in text
    made.refresh_from_db()
    assert made.place == "Đà Nẵng"
    seen = Event.objects.filter(record_key=made.key).latest("id").pk
    assert browser.post(change(made), {**mine, "_version": seen}).status_code == 302
    made.refresh_from_db()
    assert made.place == "Huế"


def test_a_field_i_did_not_touch_never_undoes_what_somebody_else_wrote(browser, vietnam):
    made = meeting()
    mine = posted(made, title="Hội đàm hẹp")
    record_change(made, {"place": "Đà Nẵng"}, by=system("Trần Thị Khác"), reason="Đổi nơi họp")
    browser.post(change(made), mine)
    made.refresh_from_db()
    assert made.place == "Đà Nẵng"


def test_a_source_is_cited_only_with_words_that_it_holds(browser, vietnam):
    source = Source.objects.create(
        sha256="9" * 64, name="bao-cao.docx", caption="Báo cáo 15", format="docx",
        text="Ngày 5/6 hai bên\nhội đàm tại Huế.",
    )  # fmt: skip
    made = meeting()
    cited = {"_by": "source", "_source": str(source.key)}
    refused = browser.post(change(made), posted(made, place="Huế", **cited, _quote="hội đàm tại Vinh"))
    assert refused.status_code == 422
    assert "Nguồn không có câu này" in refused.content.decode()
    done = browser.post(change(made), posted(made, place="Huế", **cited, _quote="hai bên hội đàm tại Huế"))
    assert done.status_code == 302
    claim = Claim.objects.filter(record_key=made.key).latest("id")
    assert claim.source == source
    assert source.text[claim.start : claim.end] == "hai bên\nhội đàm tại Huế"


def test_a_source_that_one_may_not_see_cannot_be_cited(vietnam, sign_in):
    from banggiao.core.access import label_get

    few = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    source = Source.objects.create(sha256="8" * 64, name="kin.docx", format="docx", text="x", label=few)
    told = {
        "title": "Y",
        "kind": "meeting",
        "status": "planned",
        "_by": "source",
        "_source": str(source.key),
        "_quote": "x",
    }
    answer = sign_in("ngoai", bct=["drafter"]).post("/r/engagement/new/", told)
    assert answer.status_code == 422
    assert "Không tìm thấy nguồn này" in answer.content.decode()


def test_a_reader_has_no_form(vietnam, sign_in):
    reader = sign_in("doc", mfa=["reader"])
    made = meeting()
    assert reader.get("/r/engagement/new/").status_code == 404
    assert reader.post("/r/engagement/new/", {"title": "X", "kind": "meeting"}).status_code == 404
    assert reader.post(change(made), posted(made, place="Huế")).status_code == 404


def test_personal_inputs_are_only_for_those_who_keep_personal_data_and_never_show_what_is_held(
    vietnam, sign_in
):
    person = record_create(noun_of("person"), {"name": "Lê Văn Mẫu", "passport": "P1234567"}, by=BY)
    drafter = sign_in("soan", mfa=["approver"]).get(change(person)).content.decode()
    keeper = sign_in("giu", mfa=["approver", "personal"]).get(change(person)).content.decode()
    assert 'name="passport"' not in drafter
    assert 'name="passport"' in keeper
    assert "P1234567" not in keeper


@pytest.mark.parametrize(
    "raw", ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "\u202egpj.exe", "a" * 40_000]
)
def test_hostile_words_are_kept_as_words_or_refused_in_words(browser, raw):
    answer = browser.post("/r/engagement/new/", {"title": raw, "kind": "meeting", "status": "planned"})
    assert answer.status_code in (302, 422)
    assert b"<script>alert" not in answer.content


def test_only_named_readers_see_a_record_that_circulates_to_them(vietnam, sign_in):
    told = {
        "title": "Chỉ Bộ Công Thương", "kind": "meeting", "status": "planned",
        "_circulation": "named", "_readers": "bct",
    }  # fmt: skip
    drafter = sign_in("lan", mfa=["drafter"])
    assert 'value="named"' not in drafter.get("/r/engagement/new/").content.decode()
    assert drafter.post("/r/engagement/new/", told).status_code == 422
    approver = sign_in("minh", mfa=["approver"])
    assert approver.post("/r/engagement/new/", told).status_code == 302
    made = Engagement.objects.get(title="Chỉ Bộ Công Thương")
    page = approver.get(f"/r/engagement/{made.key}/").content.decode()  # who entered it is among the readers,
    assert "Bộ Công Thương, Minh" in page  # and the page says so
    assert sign_in("hung", bct=["reader"]).get(f"/r/engagement/{made.key}/").status_code == 200
    assert sign_in("tam", btp=["reader"]).get(f"/r/engagement/{made.key}/").status_code == 404


def test_the_form_offers_only_the_circulations_that_are_accepted_from_who_fills_it(vietnam, sign_in):
    def offered(page):
        return re.findall(r'name="_circulation" value="(\w+)"', page.content.decode())

    drafter, approver = sign_in("lan", mfa=["drafter"]), sign_in("minh", mfa=["approver"])
    elsewhere = sign_in("hung", bct=["drafter"], mfa=["approver"])  # an approver, but not of her own body
    assert offered(drafter.get("/r/engagement/new/")) == ["agency"]
    assert 'name="_readers"' not in drafter.get("/r/engagement/new/").content.decode()
    assert offered(elsewhere.get("/r/engagement/new/")) == ["agency"]
    assert offered(approver.get("/r/engagement/new/")) == ["agency", "named"]
    assert offered(approver.get("/r/participation/new/")) == []
    told = {"title": "Không mở ngay được", "kind": "meeting", "status": "planned", "_circulation": "public"}
    refused = approver.post("/r/engagement/new/", told)
    assert refused.status_code == 422
    assert "hãy trình người khác duyệt" in refused.content.decode()
    assert not Engagement.objects.filter(title=told["title"]).exists()


def test_personal_data_is_entered_only_with_the_day_until_which_it_is_kept(vietnam, sign_in):
    from banggiao.core.models import PersonalPayload

    keeper = sign_in("giu", mfa=["drafter", "personal"])
    told = {"name": "Lê Văn Mẫu", "passport": "P1234567"}
    assert keeper.post("/r/person/new/", told).status_code == 422
    assert keeper.post("/r/person/new/", {**told, "_retain": "31/12/2001"}).status_code == 422
    assert keeper.post("/r/person/new/", {**told, "_retain": "31/12/2099"}).status_code == 302
    assert PersonalPayload.objects.get().retain_until.isoformat() == "2099-12-31"


def test_saving_a_form_keeps_what_it_names_and_the_person_may_not_see(vietnam):
    hidden, seen = (Actor.objects.get(code=code) for code in ("country-JPN", "country-LAO"))
    task = record_create(
        noun_of("commitment"),
        {"text": "Việc chung", "kind": "task", "lead": "mfa", "counterpart": str(hidden.key),
         "supporters": [str(hidden.key), str(seen.key)]},
        by=BY,
    )  # fmt: skip
    hidden.label = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    hidden.save(update_fields=["label"])
    clerk = replace(BY, labels=frozenset({PUBLIC_LABEL}))
    values = values_of(noun_of("commitment"), [task])[0]
    form = NounForm(noun_of("commitment"), clerk, "vi", action="change", values=values)
    typed = QueryDict(mutable=True)
    typed.update({"text": "Việc khác", "kind": "task", "lead": "mfa", "lead-key": values["lead"]})
    typed.setlist("supporters", [str(seen.key)])

    assert set(form.typed(typed)) & {"counterpart", "supporters"} == set()
