"""The pages of vote sheets: a draft in, its sheet out; soundings and outcomes entered on it; files taken away."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer, label_get
from banggiao.core.jobs import run_until_idle
from banggiao.core.nouns import noun_of
from banggiao.multilateral import learning
from banggiao.multilateral.selectors import commitments_with_sponsors
from banggiao.sources.records import record_create
from tests.multilateral.conftest import BY, LAST_TITLE, actor_key, sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(assembly, sign_in):
    return sign_in()


def sent(browser, **values):
    return browser.post("/votes/new/", {"title": LAST_TITLE, **values})


def drafts():
    return noun_of("votedraft").model.objects


def test_a_draft_typed_in_leads_to_its_sheet(browser):
    states = [actor_key("country-CUB"), actor_key("country-VNM")]
    address = sent(browser, text="Decides to rest.", sponsors=states, position="A", expected="1/12/2026").url
    waiting = browser.get(address).content.decode()
    assert "Đang tính" in waiting and 'hx-trigger="every 2s"' in waiting
    run_until_idle()
    page = browser.get(address)
    text = page.content.decode()
    assert "Đang tính" not in text and "hx-trigger" not in text
    assert LAST_TITLE in text and "Cuba, Việt Nam" in text
    for word in ("Dự báo kết quả", "Tiền lệ", "ASEAN", "Nước có thể bỏ phiếu khác lần trước", "Voeten", "Liên hợp quốc",
                 "chỉ có văn bản đã thông qua"):  # fmt: skip
        assert word in text, word
    assert len(page.content) < 120 * 1024


def test_the_sheet_speaks_english(browser):
    address = sent(browser).url
    run_until_idle()
    browser.post("/language/", {"language": "en"})
    text = browser.get(address).content.decode()
    assert "Forecast of the tally" in text and "abstaining" in text and "Only adopted texts" in text
    assert "thuận" not in text


def test_the_members_are_narrowed_and_sorted(browser):
    address = sent(browser).url
    run_until_idle()
    everybody = browser.get(address).context["members"]
    assert len(everybody) == 18
    some = browser.get(f"{address}?only=Y&sort=N").context["members"]
    assert 0 < len(some) < 18 and {one["code"] for one in some} == {"Y"}
    against = [one["counts"][1] for one in browser.get(f"{address}?sort=N").context["members"]]
    assert against == sorted(against, reverse=True)
    assert browser.get(f"{address}?only=zz&sort='").context["members"] == everybody


def test_a_text_comes_from_a_file_and_a_secret_one_is_refused(browser):
    file = SimpleUploadedFile("draft.txt", b"The General Assembly,\nDecides to rest.\n")
    address = sent(browser, file=file).url
    assert "Decides to rest." in drafts().get(key=address.split("/")[2]).text
    secret = SimpleUploadedFile("mat.txt", "MẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\n".encode())
    answer = sent(browser, title="Khác", file=secret)
    assert answer.status_code == 422 and 'id="text-fault"' in answer.content.decode()
    assert drafts().count() == 1
    both = SimpleUploadedFile("draft.txt", b"x")
    assert sent(browser, text="y", file=both).status_code == 422


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"sponsors": "Nước Không Có"}, "sponsors"),
        ({"sponsors": "VNM; VNM"}, "sponsors"),
        ({"expected": "hôm nọ"}, "expected"),
        ({"text": "MẬT\nnội dung"}, "text"),
    ],
)
def test_what_is_wrong_is_told_beside_its_input_and_nothing_is_written(browser, values, field):
    answer = sent(browser, **values)
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.content.decode()
    assert not drafts().exists()


def test_a_sounding_entered_on_the_page_conditions_the_forecast(browser):
    address = sent(browser).url
    run_until_idle()
    given = {"actor": actor_key("country-USA"), "position": "Y", "on": "3/11/2026", "channel": "mission"}
    assert browser.post(f"{address}sounding/", given).url == address
    run_until_idle()
    page = browser.get(address)
    text = page.content.decode()
    assert "Có tính thăm dò" in text and "đã thăm dò" in text and "phái đoàn tại Liên hợp quốc" in text
    unknown = browser.post(f"{address}sounding/", {"actor": "Nước Không Có", "position": "Y"})
    assert unknown.status_code == 422 and 'id="actor-fault"' in unknown.content.decode()
    assert noun_of("sounding").model.objects.count() == 1


def test_the_outcome_is_scored_and_accuracy_stands_beside_copying_the_last_vote(browser, assembly):
    symbol, day = str(assembly.calls.resolutions[-1]), str(assembly.calls.dates[-1])
    address = sent(browser, expected=day).url
    run_until_idle()
    assert browser.post(f"{address}outcome/", {"symbol": symbol, "adopted": day}).url == address
    run_until_idle()
    page = browser.get(address)
    rows = page.context["scores"]["rows"]
    assert [one["name"] for one in rows][:2] == ["dự báo này", "chép phiếu lần trước"]
    assert "Điểm Brier" in page.content.decode()
    wrong = browser.post(f"{address}outcome/", {"symbol": symbol, "adopted": day, "votes": "có lẽ: VNM"})
    assert wrong.status_code == 422 and 'id="votes-fault"' in wrong.content.decode()


def test_the_files_hold_what_the_page_shows(browser):
    address = sent(browser, position="Y", explanation="").url
    run_until_idle()
    file = b"".join(browser.get(f"{address}sheet.csv").streaming_content)
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert len(rows) == 19 and rows[0][0] == "Nước"
    book = load_workbook(io.BytesIO(browser.get(f"{address}sheet.xlsx").content)).active
    assert book.max_row == 19 and isinstance(book.cell(2, 5).value, float)
    paper = Document(io.BytesIO(browser.get(f"{address}sheet.docx").content))
    told = "\n".join(p.text for p in paper.paragraphs)
    assert "PHIẾU CHUẨN BỊ BỎ PHIẾU" in told and LAST_TITLE in told and "Lập trường đề xuất: thuận." in told
    assert "Voeten" in told and "chỉ có văn bản đã thông qua" in told
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["thuận", *cells[[c[0] for c in cells].index("thuận")][1:]] in cells
    assert sum(row[0] == "Việt Nam" for row in cells) >= 2
    assert browser.get(f"{address}sheet.pdf").status_code == 404


def test_a_page_asks_the_same_number_of_queries_however_much_is_known(browser):
    address = sent(browser).url
    run_until_idle()
    draft = drafts().get(key=address.split("/")[2])

    def asked(page):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(page).status_code == 200
        return len(queries)

    sound(draft, "FRA", "N")
    run_until_idle()
    asked(address)
    one, listed = asked(address), asked("/votes/")
    for state in ("USA", "JPN", "LAO", "VNM"):
        sound(draft, state, "A")
    for _ in range(3):
        sent(browser, title=f"Generated {_}")
    run_until_idle()
    assert (asked(address), asked("/votes/")) == (one, listed)


def test_a_reader_enters_nothing(assembly, draft, sign_in):
    one = draft()
    run_until_idle()
    reader = sign_in("doc", mfa=["reader"])
    text = reader.get(f"/votes/{one.key}/").content.decode()
    assert "Nhập thăm dò" not in text and "Nhập kết quả" not in text
    assert reader.get("/votes/new/").status_code == 403
    given = {"actor": actor_key("country-USA"), "position": "Y"}
    reader.post(f"/votes/{one.key}/sounding/", given)
    reader.post(f"/votes/{one.key}/outcome/", {"symbol": "A/RES/1/1", "adopted": "2020-01-01"})
    one.refresh_from_db()
    assert not noun_of("sounding").model.objects.exists() and one.symbol == ""


def test_without_the_extra_the_page_says_what_to_install(browser, draft, monkeypatch):
    monkeypatch.setattr(learning, "find_spec", lambda name: None)
    one = draft()
    assert run_until_idle() == 0
    assert "banggiao[foresight]" in browser.get("/votes/").content.decode()
    assert "banggiao[foresight]" in browser.get(f"/votes/{one.key}/").content.decode()


def test_a_changed_draft_says_that_its_forecast_is_of_another_question(browser, draft, settings):
    one = draft()
    run_until_idle()
    settings.FORECASTER = "base rate"
    page = browser.get(f"/votes/{one.key}/").content.decode()
    assert "đã thay đổi sau dự báo này" in page
    browser.post(f"/votes/{one.key}/forecast/")
    run_until_idle()
    assert "đã thay đổi sau dự báo này" not in browser.get(f"/votes/{one.key}/").content.decode()


def test_the_first_page_leads_to_vote_sheets_and_alignment(browser):
    page = browser.get("/").content.decode()
    assert "Biểu quyết tại Đại hội đồng" in page
    card = page.partition('id="assembly-title"')[2].partition("</section>")[0]
    assert 'href="/votes/"' in card and 'href="/alignment/"' in card


def test_it_leads_to_no_vote_sheets_whom_they_are_not_open_to(assembly, sign_in):
    card = sign_in("khach", mfa=[]).get("/").content.decode()
    card = card.partition('id="assembly-title"')[2].partition("</section>")[0]
    assert 'href="/votes/"' not in card and 'href="/alignment/"' in card


def test_open_commitments_towards_the_sponsors_stand_on_the_sheet_and_in_the_paper(browser):
    def commitment(text, towards, **more):
        told = {"text": text, "kind": "task", "lead": "mfa", "counterpart": towards, **more}
        return record_create(noun_of("commitment"), told, by=BY)

    commitment("Ủng hộ ứng cử của Cuba", "country-CUB", due="2027")
    commitment("Đã xong với Cuba", "country-CUB", done_on="2020-01-01", evidence="Công văn số 1")
    commitment("Việc với Lào", "country-LAO")
    address = sent(browser, sponsors=[actor_key("country-CUB")]).url
    run_until_idle()
    text = browser.get(address).content.decode()
    assert "Ủng hộ ứng cử của Cuba" in text
    assert "Đã xong với Cuba" not in text and "Việc với Lào" not in text
    paper = Document(io.BytesIO(browser.get(f"{address}sheet.docx").content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Ủng hộ ứng cử của Cuba" in cells and "Đã xong với Cuba" not in cells


def test_a_commitment_of_another_circle_stands_on_no_sheet(assembly, draft):
    one = draft(sponsors=[actor_key("country-CUB")])
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    told = {"text": "Việc kín với Cuba", "kind": "task", "lead": "mfa", "counterpart": "country-CUB"}
    record_create(noun_of("commitment"), told, by=BY, label=label)
    outside = Viewer(name="người ngoài", labels=frozenset({1}), may=lambda _: True)
    assert [each.text for each in commitments_with_sponsors(one, BY)] == ["Việc kín với Cuba"]
    assert commitments_with_sponsors(one, outside) == []
