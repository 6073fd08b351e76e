"""Two deeds by their pages: what another source says of a record, and closing a commitment with its evidence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.core.access import system
from banggiao.core.models import Attachment
from banggiao.core.nouns import noun_of
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Source
from banggiao.sources.records import record_change, record_create

pytestmark = pytest.mark.django_db
BY = system("Nguyễn Văn Thử")
MINUTES = "BIÊN BẢN\nĐã hoàn thành đề án hợp tác hàng hải.\n".encode()


@pytest.fixture
def browser(vietnam, home, sign_in):
    return sign_in()


@pytest.fixture
def meeting(vietnam):
    values = {"title": "Hội đàm", "kind": "meeting", "place": "Hà Nội", "valid_from": "2025-03-01"}
    return record_create(noun_of("engagement"), values, by=BY)


@pytest.fixture
def task(vietnam):
    return record_create(noun_of("commitment"), {"text": "Trình đề án", "kind": "task", "lead": "mfa"}, by=BY)


@pytest.fixture
def paper(vietnam):
    return Source.objects.create(
        sha256="7" * 64, name="bao.docx", format="docx", caption="Báo Thử", text="Hội đàm tại Huế ngày 2/3."
    )


def claim(record, field):
    return f"/r/{record.noun_code}/{record.key}/claim/?field={field}"


def close(record):
    return f"/r/commitment/{record.key}/close/"


def holds(record, field):
    record.refresh_from_db()
    return getattr(record, field)


def test_what_another_source_says_stands_beside_and_what_holds_stays(browser, meeting, paper):
    opened = browser.get(claim(meeting, "place")).content.decode()
    assert "Hà Nội" in opened and 'id="f-place"' in opened and 'id="f-title"' not in opened
    told = {"place": "Huế", "_by": "source", "_source": "Báo Thử", "_quote": "tại Huế", "_place": "1"}
    done = browser.post(claim(meeting, "place"), told)
    assert done.url == f"/r/engagement/{meeting.key}/#fact-place"
    assert holds(meeting, "place") == "Hà Nội"
    shown = browser.get(done.url.partition("#")[0])
    text = shown.content.decode()
    assert shown.context["disputed"] == 1
    assert "Báo Thử" in text and "tại Huế" in text


def test_a_further_claim_is_taken_back_as_any_deed(browser, meeting, paper):
    told = {"valid_from": "2/3/2025", "_by": "source", "_source": "Báo Thử", "_quote": "ngày 2/3"}
    browser.post(claim(meeting, "valid_from"), told)
    address = f"/r/engagement/{meeting.key}/"
    event = browser.get(address).context["undoable"]
    assert event
    browser.post(f"{address}undo/", {"event": event})
    assert browser.get(address).context["disputed"] == 0


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"place": "Huế", "_by": "hand", "_words": ""}, "_words"),
        ({"place": "Huế", "_by": "source", "_source": "Báo Không Có", "_quote": "x"}, "_source"),
        ({"place": "Huế", "_by": "source", "_source": "Báo Thử", "_quote": "tại Vinh"}, "_quote"),
    ],
)
def test_a_claim_whose_source_is_not_named_or_does_not_say_so_is_refused(
    browser, meeting, paper, told, where
):
    answer = browser.post(claim(meeting, "place"), told)
    assert answer.status_code == 422
    assert where in {one["id"] for one in answer.context["summary"]}
    assert 'value="Huế"' in answer.content.decode(), "what was typed stays"


def test_a_value_that_cannot_be_is_refused_beside_its_input(browser, meeting):
    answer = browser.post(claim(meeting, "valid_from"), {"valid_from": "31/02/2025", "_words": "báo 2/3"})
    assert answer.status_code == 422
    assert [one["id"] for one in answer.context["summary"]] == ["valid_from"]


def test_who_may_not_change_a_record_is_shown_no_door_to_claim_or_close(browser, sign_in, meeting, task):
    reader = sign_in("doc", mfa=["reader"])
    assert reader.get(claim(meeting, "place")).status_code == 404
    assert reader.get(close(task)).status_code == 404
    assert "claim/" not in reader.get(f"/r/engagement/{meeting.key}/").content.decode()
    assert "claim/" in browser.get(f"/r/engagement/{meeting.key}/").content.decode()
    assert "close/" in browser.get(f"/r/commitment/{task.key}/").content.decode()
    assert "close/" not in reader.get(f"/r/commitment/{task.key}/").content.decode()


def test_a_commitment_is_not_closed_without_evidence_and_the_refusal_says_what_counts(browser, task):
    answer = browser.post(close(task), {"done_on": "1/11/2025", "_by": "hand", "_words": ""})
    assert answer.status_code == 422
    assert "còn thiếu minh chứng" in answer.content.decode()
    assert holds(task, "done_on") is None


def test_a_file_on_the_record_closes_it_and_one_left_out_does_not(browser, task):
    browser.post(f"/r/commitment/{task.key}/files/", {"file": SimpleUploadedFile("biên bản.txt", MINUTES)})
    assert "tệp “biên bản.txt”" in browser.get(close(task)).content.decode()
    left_out = browser.post(close(task), {"done_on": "1/11/2025"})
    assert left_out.status_code == 422
    browser.post(
        close(task), {"done_on": "1/11/2025", "_proof": ["tệp “biên bản.txt”", "tệp “không có.pdf”"]}
    )
    assert holds(task, "done_on") == date(2025, 11, 1)
    assert task.evidence == "tệp “biên bản.txt”"


def test_a_file_sent_now_closes_it_and_the_closing_is_undone_while_the_file_stays(browser, task):
    sent = {"done_on": "1/11/2025", "file": SimpleUploadedFile("bb.txt", MINUTES), "_reason": "Nghiệm thu"}
    assert browser.post(close(task), sent).status_code == 302
    assert holds(task, "evidence") == "tệp “bb.txt”"
    assert browser.get(close(task)).status_code == 404, "it is closed already"
    address = f"/r/commitment/{task.key}/"
    browser.post(f"{address}undo/", {"event": browser.get(address).context["undoable"]})
    assert holds(task, "done_on") is None
    assert Attachment.objects.filter(record_key=task.key, archived_at=None).count() == 1


def test_a_file_marked_secret_closes_nothing_and_is_not_kept(browser, task):
    secret = SimpleUploadedFile("m.txt", "TỐI MẬT\nBÁO CÁO\nNội dung".encode())
    answer = browser.post(close(task), {"done_on": "1/11/2025", "file": secret, "_words": "CV 12/BNG"})
    assert answer.status_code == 422
    assert holds(task, "done_on") is None
    assert not Attachment.objects.exists()


def test_a_source_that_says_so_is_evidence_in_its_own_words(browser, task):
    Source.objects.create(
        sha256="8" * 64, name="bc.docx", format="docx", caption="Báo cáo 12/BC", text="Đề án đã trình."
    )
    said = {"_by": "source", "_source": "Báo cáo 12/BC", "_quote": "đề án đã trình"}
    told = {"done_on": "12/2999", **said}
    refused = browser.post(close(task), told)
    assert [one["id"] for one in refused.context["summary"]] == ["done_on"], "it has not come"
    browser.post(close(task), told | {"done_on": "10/11/2025"})
    assert holds(task, "evidence") == "Báo cáo 12/BC"
    page = browser.get(f"/r/commitment/{task.key}/").content.decode()
    assert "Đề án đã trình" in page


def test_evidence_the_commitment_names_already_is_offered(browser, task):
    record_change(task, {"evidence": "Tờ trình 5/TTr"}, by=BY, evidence=Evidence(words="x"))
    assert [words for words, on in browser.get(close(task)).context["proofs"] if on] == ["Tờ trình 5/TTr"]
