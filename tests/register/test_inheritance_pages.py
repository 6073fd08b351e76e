"""The pages of succession: what an actor's page shows of it, and what a form may and may not do."""

import io
import zipfile
from datetime import date

import pytest

from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment, Party
from banggiao.sources.records import record_create

BY = system("kiểm thử")


def make(noun, **values):
    return record_create(noun_of(noun), values, by=BY)


@pytest.fixture
def left(vietnam):
    old = make("actor", code="test-old", name_vi="Huyện Cũ", kind="local", valid_to="2025-06-30")
    new = make("actor", code="test-new", name_vi="Tỉnh Mới", kind="province")
    partner = make("actor", code="test-partner", name_vi="Bên Kia", kind="local")
    make("succession", predecessor=str(old.key), successor=str(new.key), kind="merged_into", on="2025-07-01")
    paper = make("instrument", title="Thỏa thuận chung", kind="agreement", lifecycle="in_force")
    for one in (old, partner):
        make("party", instrument=str(paper.key), actor=str(one.key), role="party")
    return old, new, partner, paper


def form(left, **more):
    _, new, _, _ = left
    return {
        "decision": "keep",
        "successor": new.key,
        "lead": new.key,
        "on": "01/07/2025",
        "reason": "NĐ 177/2025",
        **more,
    }


def test_the_new_body_shows_what_it_inherits_and_the_summed_series(left, sign_in):
    old, new, _, _ = left
    indicator = make("indicator", code="test-x", name_vi="Số đoàn thử", unit="đoàn")
    for subject, value in ((old, 3), (new, 4)):
        make(
            "figure",
            indicator=str(indicator.key),
            subject=str(subject.key),
            value=value,
            unit="đoàn",
            valid_from="2023",
            valid_to="2023",
            as_of="2023",
        )
    page = sign_in().get(f"/inherit/{new.key}/of/").content.decode()
    assert "Kế thừa từ" in page and "Huyện Cũ" in page
    assert "Thỏa thuận chung" in page
    assert "2023: <b>7</b> đoàn" in page and "(cộng 2 số liệu)" in page
    assert "Được kế tục bởi" in sign_in().get(f"/inherit/{old.key}/of/").content.decode()


def test_what_is_kept_within_another_body_is_not_told(left, sign_in):
    old, new, _, paper = left
    hidden = label_get(circulation="agency", owner=new.key)
    type(paper).objects.filter(pk=paper.pk).update(label=hidden)
    browser = sign_in("lan", bct=["reader"])
    for address in (f"/inherit/{new.key}/of/", f"/inherit/{old.key}/", "/inherit/"):
        answer = browser.get(address)
        assert answer.status_code == 200 and "Thỏa thuận chung" not in answer.content.decode()
    assert (
        browser.get(
            f"/inherit/{old.key}/{paper.key}/letter.docx?decision=keep&successor={new.key}"
        ).status_code
        == 404
    )


def test_a_partner_whom_one_may_not_see_is_not_named(left, sign_in):
    old, new, partner, _ = left
    type(partner).objects.filter(pk=partner.pk).update(label=label_get(circulation="agency", owner=new.key))
    page = sign_in("lan", bct=["reader"]).get(f"/inherit/{old.key}/").content.decode()
    assert "Thỏa thuận chung" in page and "Bên Kia" not in page


def test_a_reader_decides_nothing(left, sign_in):
    old, _, _, paper = left
    answer = sign_in("lan", bct=["reader"]).post(f"/inherit/{old.key}/{paper.key}/", form(left), follow=True)
    assert "không được làm việc này" in answer.content.decode()
    assert Party.objects.filter(instrument=paper, valid_to__isnull=False).count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": ""},
        {"on": "31/06/2025"},
        {"on": "2025"},
        {"successor": "x"},
        {"lead": ""},
        {"reason": "  "},
    ],
)
def test_a_wrong_form_is_refused_in_words_and_changes_nothing(left, sign_in, wrong):
    old, _, _, paper = left
    answer = sign_in().post(f"/inherit/{old.key}/{paper.key}/", form(left, **wrong), follow=True)
    assert 'class="note note-error"' in answer.content.decode()
    assert not Commitment.objects.filter(instrument=paper).exists()


def test_deciding_dates_the_notice_by_the_rule_and_offers_the_letter(left, sign_in):
    old, new, _, paper = left
    browser = sign_in()
    answer = browser.post(
        f"/inherit/{old.key}/{paper.key}/", form(left, decision="end"), follow=True
    ).content.decode()
    assert "Đã xử lý “Thỏa thuận chung”; có 2 nhiệm vụ tiếp theo." in answer
    notice = Commitment.objects.get(instrument=paper, text__startswith="Thông báo")
    assert notice.due is not None and (notice.due - date.today()).days >= 15
    letter = browser.get(
        f"/inherit/{old.key}/{paper.key}/letter.docx",
        {"decision": "end", "successor": new.key, "place": "Hà Nội"},
    )
    text = zipfile.ZipFile(io.BytesIO(letter.content)).read("word/document.xml").decode()
    assert "Bên Kia" in text and "thông báo chấm dứt" in text and "Hà Nội" in text and "……………" in text
    assert (
        browser.get(
            f"/inherit/{old.key}/{paper.key}/letter.docx?decision=sell&successor={new.key}"
        ).status_code
        == 404
    )


def test_passing_on_is_all_or_nothing(left, sign_in):
    old, new, _, _ = left
    other = make("actor", code="test-other", name_vi="Tỉnh Khác", kind="province")
    second = make(
        "succession", predecessor=str(old.key), successor=str(other.key), kind="split_into", on="2025-09-01"
    )
    first = old.became.get(successor=new)
    one, two = (make("commitment", text=text, lead=str(old.key)) for text in ("Việc một", "Việc hai"))
    given = {
        "on": "01/08/2025",
        "reason": "NQ",
        f"takes-{one.key}": first.key,
        f"takes-{two.key}": second.key,
    }
    browser = sign_in()
    refused = browser.post(f"/inherit/{old.key}/carry/", given, follow=True).content.decode()
    assert "01/09/2025" in refused, "the second succession had not happened by then"
    assert Commitment.objects.get(pk=one.pk).lead == old
    browser.post(f"/inherit/{old.key}/carry/", {**given, "on": "01/09/2025"})
    assert [Commitment.objects.get(pk=c.pk).lead for c in (one, two)] == [new, other]
