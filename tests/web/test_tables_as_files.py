"""What stands in a table of a page goes out again as CSV, Excel and JSON: the same rows, to the same people."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from django.utils import timezone
from lxml import html

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create, records_create
from banggiao.web import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]
BY = system("kiểm thử")


def overdue(text, label=None, **more):
    values = {"text": text, "lead": "mfa", "due": "2020-05-10", **more}
    return record_create(noun_of("commitment"), values, by=BY, label=label)


def sent(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def csv_rows(browser, address):
    return list(csv.reader(io.StringIO(sent(browser.get(address)).decode("utf-8-sig"))))


def shown(browser, address, code):
    """The rows of a page's table, each cell as its words."""
    section = html.fromstring(browser.get(address).content.decode()).xpath(
        f"//*[@id='table-{code}']/ancestor::section"
    )[0]
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for row in section.xpath(".//tbody/tr")
    ]


def test_the_three_files_hold_what_the_page_shows(sign_in):
    browser = sign_in()
    overdue("Mở đường bay")
    overdue("Sửa hiệp định", due="2020-04-01")
    late = (timezone.localdate() - timezone.datetime(2020, 5, 10).date()).days
    page = shown(browser, "/states/", "late")
    assert [row[2] for row in page] == ["Sửa hiệp định", "Mở đường bay"]
    heads, *rows = csv_rows(browser, "/states/late.csv")
    assert heads == ["Hạn", "Số ngày quá hạn", "Nội dung", "Cơ quan chủ trì"]
    assert rows == page
    objects = json.loads(sent(browser.get("/states/late.json")))
    assert [one["text"] for one in objects] == ["Sửa hiệp định", "Mở đường bay"]
    assert objects[1]["days_late"] == late
    with zipfile.ZipFile(io.BytesIO(sent(browser.get("/states/late.xlsx")))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Mở đường bay" in sheet and f"<v>{late}.0</v>" in sheet


def test_a_file_obeys_the_filters_of_the_pages_address(sign_in):
    browser = sign_in()
    page = browser.get("/calendar/?year=2031&month=5").content.decode()
    assert "/calendar/agenda.csv?year=2031&amp;month=5" in page
    overdue("Việc tháng năm", due="2031-05-10")
    overdue("Việc tháng sáu", due="2031-06-10")
    rows = csv_rows(browser, "/calendar/agenda.csv?year=2031&month=5")[1:]
    told = {row[2] for row in rows}
    assert "Việc tháng năm" in told and "Việc tháng sáu" not in told
    assert [row[0] for row in rows] == [
        row[0][:10] for row in shown(browser, "/calendar/?year=2031&month=5", "agenda")
    ]


def test_a_row_out_of_sight_is_in_no_file(sign_in):
    overdue("Việc kín", label=label_get(circulation="agency", owner=Actor.objects.get(code="bct").key))
    overdue("Việc mở")
    browser = sign_in()
    for kind in ("csv", "json"):
        told = sent(browser.get(f"/states/late.{kind}")).decode()
        assert "Việc mở" in told and "Việc kín" not in told
    with zipfile.ZipFile(io.BytesIO(sent(browser.get("/states/late.xlsx")))) as book:
        assert "Việc kín" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_who_may_not_export_is_offered_no_file_and_given_none(sign_in):
    browser = sign_in("giu", mfa=["auditor"])
    assert browser.get("/states/late.csv").status_code == 403
    withheld = sign_in("canbo", mfa=["personal"])
    page = withheld.get("/states/")
    assert page.status_code in (200, 403)
    assert "late.csv" not in page.content.decode()
    assert withheld.get("/states/late.csv").status_code == 403
    assert not Event.objects.filter(code="commitment.exported").exists()


def test_a_field_that_may_not_be_exported_is_in_no_file(sign_in, home):
    from banggiao.access.matrix import OWN

    rule = "reader,commitment,due,export,*,no,Hạn không tải về."
    (home / "matrix.csv").write_text(f"{OWN.read_text('utf-8').rstrip()}\n{rule}\n", "utf-8")
    overdue("Việc mở")
    heads, row = csv_rows(sign_in("an", mfa=["reader"]), "/states/late.csv")
    assert "Hạn" not in heads and "10/05/2020" not in row and "Việc mở" in row


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(sign_in, sign):
    overdue(f"{sign}1+2")
    browser = sign_in()
    assert csv_rows(browser, "/states/late.csv")[1][2] == f"'{sign}1+2"
    assert json.loads(sent(browser.get("/states/late.json")))[0]["text"] == f"{sign}1+2"
    cells = openpyxl.load_workbook(io.BytesIO(sent(browser.get("/states/late.xlsx")))).active["C"]
    (cell,) = [cell for cell in cells if cell.value == f"{sign}1+2"]
    assert cell.data_type == "s" and cell.quotePrefix  # a text, and still one when somebody edits it


def test_the_audit_tells_who_took_which_table(sign_in):
    sent(sign_in().get("/states/late.json?x=1"))
    event = Event.objects.get(code="commitment.exported")
    assert event.after == {
        "format": "json", "query": "x=1", "table": "/states/late",
        "columns": ["due", "days_late", "text", "lead"],
    }  # fmt: skip


def test_a_table_or_a_format_that_is_none_is_not_found(sign_in):
    browser = sign_in()
    for address in ("/states/nothing.csv", "/states/late.docx", "/states/late.exe"):
        assert browser.get(address).status_code == 404


def test_a_workbook_of_too_many_rows_is_refused_in_words_and_csv_is_not(sign_in, monkeypatch):
    monkeypatch.setattr(tables, "MOST_AT_ONCE", 3)
    rows = [{"text": f"Việc {n}", "lead": "mfa", "due": "2020-05-10"} for n in range(4)]
    records_create(noun_of("commitment"), rows, by=BY)
    browser = sign_in()
    refused = browser.get("/states/late.xlsx?x=1", follow=True)
    assert refused.redirect_chain == [("/states/?x=1", 302)]
    assert "Hơn 3 dòng" in refused.content.decode()
    assert len(csv_rows(browser, "/states/late.csv")) == 5


def test_a_file_is_named_by_its_table_and_day_and_no_cache_keeps_it(sign_in):
    answer = sign_in().get("/diversity/ties.csv")
    assert f"{timezone.localdate():%Y-%m-%d}.csv" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
