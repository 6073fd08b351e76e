"""The agreements of an abolished body: kept, renamed, renegotiated or ended, and what follows from it."""

from datetime import date

import pytest

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Attachment
from banggiao.core.nouns import noun_of
from banggiao.instruments.closing import commitment_close, evidence_found
from banggiao.instruments.inheritance import (
    Decision,
    agreement_settle,
    agreements_left_by,
    bodies_left_behind,
)
from banggiao.instruments.models import Commitment, Party
from banggiao.instruments.rules import State
from banggiao.instruments.selectors import nudges, states_by_lead
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Claim, Source
from banggiao.sources.records import record_create

BY = system("kiểm thử")
TODAY = date(2026, 11, 21)
MERGED = date(2025, 7, 1)


def make(noun, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture
def left(vietnam):
    """A district that was abolished, its province, and its agreement with a county abroad."""
    district = make("actor", code="test-district", name_vi="Huyện Thử", kind="local", valid_to="2025-06-30")
    province = make("actor", code="test-province", name_vi="Tỉnh Thử", kind="province")
    county = make("actor", code="test-county", name_vi="Huyện Đối tác", kind="local", parent="country-CHN")
    make(
        "succession",
        predecessor=str(district.key),
        successor=str(province.key),
        kind="replaced_by",
        on="2025-07-01",
    )
    agreement = make(
        "instrument",
        title="Thỏa thuận giao lưu hữu nghị",
        number="05/TT",
        kind="agreement",
        lifecycle="in_force",
        date="2019-05-10",
    )
    for one in (district, county):
        make(
            "party", instrument=str(agreement.key), actor=str(one.key), role="party", valid_from="2019-05-10"
        )
    return district, province, county, agreement


def settle(left, decision, **more):
    district, province, _, agreement = left
    values = {"lead": province, "on": MERGED, "by": BY, "reason": "NĐ 177/2025/NĐ-CP", "today": TODAY, **more}
    return agreement_settle(
        instrument=agreement, old=district, successor=province, decision=decision, **values
    )


def test_the_abolished_body_is_offered_with_its_agreements_and_parties(left):
    district, province, county, agreement = left
    found = [body for body in bodies_left_behind(BY, TODAY) if body.actor == district]
    assert [(body.successors, body.agreements) for body in found] == [((province,), 1)]
    (one,) = agreements_left_by(BY, district, TODAY)
    assert (one.instrument, one.others) == (agreement, (county,))
    assert not [body for body in bodies_left_behind(BY, date(2025, 6, 30)) if body.actor == district]


def test_an_agreement_that_has_ended_is_not_offered(left):
    district, *_, agreement = left
    settle(left, Decision.END)
    assert district not in [body.actor for body in bodies_left_behind(BY, TODAY)]
    agreement.refresh_from_db()
    assert (agreement.lifecycle, agreement.valid_to) == ("ended", TODAY)


def test_keeping_changes_the_party_and_gives_the_notice_as_work(left):
    district, province, county, agreement = left
    settled = settle(left, "keep", notify_due=date(2026, 12, 6))
    parties = list(Party.objects.current().filter(instrument=agreement).order_by("id"))
    assert [(p.actor, p.valid_from, p.valid_to) for p in parties] == [
        (district, date(2019, 5, 10), date(2025, 6, 30)),
        (county, date(2019, 5, 10), None),
        (province, MERGED, None),
    ]
    (notice,) = settled.commitments
    assert notice.text == (
        "Thông báo cho Huyện Đối tác về việc Tỉnh Thử kế tục Huyện Thử trong “Thỏa thuận giao lưu hữu nghị” (số 05/TT)"
    )
    assert (notice.lead, notice.counterpart, notice.due, notice.given_on) == (
        province,
        county,
        date(2026, 12, 6),
        TODAY,
    )
    assert Claim.objects.filter(noun="party", record_key=parties[2].key, words="NĐ 177/2025/NĐ-CP").exists()
    assert agreements_left_by(BY, district, TODAY) == []
    with pytest.raises(DeedRefused) as refused:
        settle(left, "keep")
    assert refused.value.code == "agreement-settled"
    assert Commitment.objects.filter(instrument=agreement).count() == 1


def test_renaming_is_due_by_the_end_of_grace_and_renegotiating_opens_a_review(left):
    settled = settle(left, Decision.RENAME, follow_up_due=date(2027, 2, 28))
    notice, rename = settled.commitments
    assert notice.due is None
    assert rename.text.startswith("Ký văn bản sửa đổi tên bên ký kết (Huyện Thử → Tỉnh Thử)")
    assert rename.due == date(2027, 2, 28)


def test_renegotiating_puts_the_agreement_under_review(left):
    settled = settle(left, Decision.RENEGOTIATE)
    assert settled.instrument.lifecycle == "review"
    assert [c.text.split(" “")[0] for c in settled.commitments][1] == "Đàm phán lại"


def test_a_successor_that_is_a_party_already_is_not_added_again(left):
    _district, province, _county, agreement = left
    make("party", instrument=str(agreement.key), actor=str(province.key), role="party", valid_from="2019")
    settle(left, "keep")
    assert Party.objects.filter(instrument=agreement, actor=province).count() == 1


def test_an_unknown_decision_no_reason_or_no_right_changes_nothing(left):
    for decision, more in (
        ("sell", {}),
        ("keep", {"reason": " "}),
        ("keep", {"by": Viewer("người xem", labels=None)}),
    ):
        with pytest.raises(DeedRefused):
            settle(left, decision, **more)
    assert len(agreements_left_by(BY, left[0], TODAY)) == 1
    assert not Commitment.objects.filter(instrument=left[3]).exists()


def test_who_may_not_see_the_agreement_is_not_told_of_it(left):
    nobody = Viewer("người ngoài", labels=frozenset())
    assert bodies_left_behind(nobody, TODAY) == []
    assert agreements_left_by(nobody, left[0], TODAY) == []


def test_four_states_by_lead_and_the_list_to_nudge(vietnam):
    lead = make("actor", code="test-lead", name_vi="Cơ quan chủ trì", kind="agency")
    for due, done in (
        ("2026-11-20", None),
        ("2026-01-01", None),
        ("2026-12-01", None),
        (None, None),
        ("2026-01-01", "2026-02-01"),
        ("2026-03-01", "2026-03-01"),
    ):
        make(
            "commitment",
            text=f"Việc hạn {due}",
            lead=str(lead.key),
            due=due,
            done_on=done,
            evidence="CV 1" if done else None,
        )
    (row,) = [row for row in states_by_lead(BY, TODAY) if row.lead == lead]
    assert row.counts == {
        State.DOING_LATE: 2,
        State.DOING_ON_TIME: 2,
        State.DONE_LATE: 1,
        State.DONE_ON_TIME: 1,
    }
    assert row.total == 6
    assert [nudge.days_late for nudge in nudges(BY, TODAY, lead=lead)] == [324, 1]


def test_closing_asks_for_evidence_and_takes_a_file_or_sourced_progress(vietnam):
    first, second = (make("commitment", text=text, lead="mfa") for text in ("Việc một", "Việc hai"))
    with pytest.raises(DeedRefused) as refused:
        commitment_close(first, on=TODAY, by=BY)
    assert "đính kèm tệp" in refused.value.message("vi")
    hand = {"commitment": str(first.key), "on": "2026-11-01", "text": "Đã xong"}
    record_create(noun_of("progress"), hand, by=BY)
    assert evidence_found(BY, first) == [], "a person's own word is no evidence"
    paper = Source.objects.create(sha256="e" * 64, name="bc.docx", format="docx", caption="Báo cáo 12/BC-BNG")
    record_create(noun_of("progress"), hand, by=BY, evidence=Evidence(source=paper, words="Đã xong"))
    closed = commitment_close(first, on=TODAY, by=BY)
    assert closed.evidence == "báo cáo tiến độ ngày 01/11/2026 (nguồn: Báo cáo 12/BC-BNG)"
    Attachment.objects.create(
        noun="commitment",
        record_key=second.key,
        name="bien-ban.pdf",
        media_type="application/pdf",
        size=1,
        sha256="f" * 64,
        added_by="x",
    )
    assert evidence_found(Viewer("người ngoài", labels=frozenset()), second) == []
    assert commitment_close(second, on=TODAY, by=BY).evidence == "tệp “bien-ban.pdf”"
    assert Actor.objects.get(code="mfa") == closed.lead
