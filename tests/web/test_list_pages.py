"""The pages of lists: every noun has one; filters, sorting, saved lists and downloads go by the address."""

import csv
import io

import docx
import openpyxl
import pytest

from banggiao.core.access import system
from banggiao.core.models import Event, SavedView
from banggiao.core.nouns import noun_of, nouns
from banggiao.engagements.models import Engagement, Participation
from banggiao.sources.records import records_create

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, vietnam):
    return sign_in()


@pytest.fixture
def meetings(vietnam):
    Participation.objects.all().delete()
    Engagement.objects.all().delete()
    rows = [
        {
            "title": f"Họp {n}",
            "kind": "meeting",
            "status": "held",
            "valid_from": f"2025-01-{n + 1:02}",
            "host": "mfa",
        }
        for n in range(3)
    ]
    rows.append({"title": "=2+5", "kind": "visit", "status": "planned", "host": "bct", "place": "@Huế"})
    return records_create(noun_of("engagement"), rows, by=system("kiểm thử"))


def shown(answer):
    return [row.caption for row in answer.context["page"].rows]


@pytest.mark.parametrize("noun", [noun.code for noun in nouns()])
def test_every_noun_has_a_list(browser, noun):
    answer = browser.get(f"/r/{noun}/")

    assert answer.status_code == 200
    assert len(answer.content) < 120_000


def test_the_address_narrows_and_sorts_the_list(browser, meetings):
    assert shown(browser.get("/r/engagement/?kind=meeting&sort=-title")) == ["Họp 2", "Họp 1", "Họp 0"]
    answer = browser.get("/r/engagement/?kind=meeting&valid_from.from=2025-01-02&host=mfa")
    assert shown(answer) == ["Họp 2", "Họp 1"]
    labels = [chip.label for chip in answer.context["chips"]]
    assert sorted(labels) == ["cơ quan chủ trì", "loại", "từ ngày"]
    without = next(chip.without for chip in answer.context["chips"] if chip.label == "loại")
    assert "kind" not in without and "valid_from.from" in without


def test_a_change_of_filters_answers_with_the_list_alone_and_a_clean_address(browser, meetings):
    answer = browser.get("/r/engagement/?q=&kind=visit&host=&sort=-title", headers={"HX-Request": "true"})

    assert answer.headers["HX-Push-Url"] == "/r/engagement/?kind=visit&sort=-title"
    assert b"<html" not in answer.content and "=2+5" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["kind=picnic", "nothing=1", "after=x", "valid_from.from=31/02/2025", "known_on=2999-01-01"]
)
def test_what_cannot_be_answered_is_said_in_words(browser, meetings, query):
    answer = browser.get(f"/r/engagement/?{query}")

    assert answer.status_code == 422
    assert answer.context["refusal"] in answer.content.decode().replace("&quot;", '"')


def test_a_list_is_kept_under_a_name_by_its_owner_alone(browser, sign_in, meetings):
    answer = browser.post(
        "/r/engagement/views/", {"name": " Họp  đã xong ", "query": "kind=meeting&q="}, follow=True
    )

    assert answer.redirect_chain[-1][0] == "/r/engagement/?kind=meeting"
    assert "Họp đã xong" in answer.content.decode()
    other = sign_in("lan", bct=["reader"])
    assert "Họp đã xong" not in other.get("/r/engagement/").content.decode()
    view = SavedView.objects.get(name="Họp đã xong")
    assert other.post(f"/r/engagement/views/{view.key}/forget/").status_code == 404
    assert (
        browser.post("/r/engagement/views/", {"name": "Họp đã xong", "query": ""}, follow=True).status_code
        == 200
    )
    assert SavedView.objects.filter(archived_at__isnull=True).count() == 1
    browser.post(f"/r/engagement/views/{view.key}/forget/")
    assert browser.get("/r/engagement/").context["views"] == []


@pytest.mark.parametrize("query", ["nothing=1", "kind=picnic"])
def test_a_list_that_cannot_be_is_not_kept(browser, meetings, query):
    browser.post("/r/engagement/views/", {"name": "Sai", "query": query})

    assert not SavedView.objects.exists()


def test_a_download_has_the_rows_and_columns_of_the_page_and_no_formula(browser, meetings):
    page = browser.get("/r/engagement/?sort=title")
    answer = browser.get("/r/engagement/list.csv?sort=title")

    told = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(told.removeprefix("\ufeff"))))
    assert told.startswith("\ufeff")
    *heads, code = rows[0]
    assert heads == [column.label for column in page.context["page"].columns]
    assert code.startswith("Mã bản ghi, không sửa")
    assert [row[0].lstrip("'") for row in rows[1:]] == shown(page)
    assert any(row[0] == "'=2+5" and "'@Huế" in row for row in rows)
    event = Event.objects.get(code="engagement.exported")
    assert event.after["query"] == "sort=title" and event.after["format"] == "csv"

    sheet = openpyxl.load_workbook(
        io.BytesIO(browser.get("/r/engagement/list.xlsx?sort=title").content)
    ).active
    cells = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in cells[1:]] == shown(page)
    assert all(cell.data_type in ("s", "inlineStr", "n") for row in sheet.iter_rows() for cell in row)


def test_a_list_in_word_has_the_same_rows_on_landscape_pages_under_the_official_head(browser, meetings):
    page = browser.get("/r/engagement/?sort=title&status=held")
    assert "/r/engagement/list.docx?" in page.content.decode()

    answer = browser.get("/r/engagement/list.docx?sort=title&status=held")

    paper = docx.Document(io.BytesIO(answer.content))
    section = paper.sections[0]
    assert section.page_width > section.page_height
    head, table = paper.tables[0], paper.tables[-1]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.rows[0].cells[1].text
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT",
        *(column.label[:1].upper() + column.label[1:] for column in page.context["page"].columns),
    ]
    assert [row.cells[1].text for row in table.rows[1:]] == shown(page)
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "DANH SÁCH" in words and "trạng thái: đã thực hiện" in words
    assert Event.objects.get(code="engagement.exported").after["format"] == "docx"


def test_an_empty_list_in_word_has_its_head_row_alone(browser, vietnam):
    answer = browser.get("/r/engagement/list.docx?q=khongcogi")
    assert len(docx.Document(io.BytesIO(answer.content)).tables[-1].rows) == 1


def test_a_list_too_long_for_word_is_refused_in_words(browser, meetings, monkeypatch):
    monkeypatch.setattr("banggiao.web.views.listing.MOST_IN_WORD", 3)
    answer = browser.get("/r/engagement/list.docx")
    assert answer.status_code == 422 and "Hơn 3 dòng" in answer.content.decode()


def test_a_workbook_too_long_to_wait_for_is_written_in_the_background(browser, meetings, monkeypatch):
    monkeypatch.setattr("banggiao.web.views.listing.MOST_AT_ONCE", 3)

    answer = browser.get("/r/engagement/list.xlsx")

    assert answer.headers["Location"] == "/lists/"
    assert not Event.objects.filter(code="engagement.exported").exists()


def test_numbers_stay_numbers_in_a_workbook(browser, vietnam):
    rows = [{"indicator": "kt", "subject": "mfa", "value": "-1234.5", "unit": "người", "valid_from": "2024",
             "valid_to": "2024", "as_of": "2025-01-01"}]  # fmt: skip
    by = system("kiểm thử")
    records_create(noun_of("indicator"), [{"code": "kt", "name_vi": "Kiểm thử", "unit": "người"}], by=by)
    records_create(noun_of("figure"), rows, by=by)

    answer = browser.get("/r/figure/list.xlsx?indicator=kt")

    values = [
        row[3]
        for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    ]
    assert values[1:] == [-1234.5]


def test_who_may_not_see_a_noun_finds_no_list(sign_in, vietnam):
    outsider = sign_in("an", mfa=["administrator"])

    assert outsider.get("/r/engagement/").status_code == 404
    assert outsider.get("/r/engagement/list.csv").status_code == 404
    assert outsider.get("/r/nothing/").status_code == 404


def test_a_page_takes_the_same_queries_however_many_rows(browser, meetings, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(100) as taken:
            browser.get("/r/engagement/?kind=meeting&host=mfa")
        return len(taken)

    queries()
    few = queries()
    more = [
        {
            "title": f"Thêm {n}",
            "kind": "meeting",
            "status": "held",
            "host": "mfa",
            "counterpart": "country-JPN",
        }
        for n in range(60)
    ]
    records_create(noun_of("engagement"), more, by=system("kiểm thử"))
    queries()

    assert queries() == few


def test_the_first_page_tells_the_state_of_commitments_and_what_is_overdue(browser, vietnam):
    rows = [
        {"text": "Việc đã trễ", "lead": "mfa", "due": "2020-01-01"},
        {"text": "Việc còn hạn", "lead": "mfa"},
    ]
    records_create(noun_of("commitment"), rows, by=system("kiểm thử"))

    answer = browser.get("/")

    counts = {state.code: state.count for state in answer.context["states"]}
    assert counts == {"done_on_time": 0, "done_late": 0, "doing_on_time": 1, "doing_late": 1}
    assert [row.caption for row in answer.context["late"].rows] == ["Việc đã trễ"]
    for state in answer.context["states"]:
        assert browser.get(state.url).context["page"].count == state.count


def test_the_menu_leads_to_every_list_that_may_be_seen_and_no_other(sign_in, vietnam):
    told = sign_in().get("/").content.decode()
    outsider = sign_in("an", mfa=["administrator"]).get("/").content.decode()

    for noun in nouns():
        assert f'href="/r/{noun.code}/"' in told
    assert 'href="/r/engagement/"' not in outsider


def test_a_row_of_which_nobody_has_confirmed_what_is_said_says_so(browser, vietnam):
    rows = browser.get("/r/tie/?q=Cuba&kind=partnership").content.decode()
    assert "chưa kiểm chứng" in rows  # the pack marks the label of the tie with Cuba U
    told = browser.get("/r/tie/?q=Ai+Cap&kind=partnership").content.decode()
    assert "Ai Cập" in told
    assert "chưa kiểm chứng" not in told
