"""A list that was downloaded, edited and dropped again: what was edited changes, each cell with its source, and
nothing else does."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sheets.lists import codes_for, csv_of, texts_of
from banggiao.sheets.models import FileKind, FileState, SheetFile
from banggiao.sources.changes import changes_in
from banggiao.sources.headings import score_for
from banggiao.sources.listing import Column, columns_of_list, query_from, rows_of
from banggiao.sources.models import Claim
from banggiao.sources.records import record_change, records_create
from banggiao.sources.table_file import TableRefused, cell_quoted, cell_text, table_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]
PAGE = "/r/engagement/sheets/"
BY = system("kiểm thử")
TITLE, PLACE, KIND, START, CODE = 0, 5, 1, 6, -1


@pytest.fixture
def browser(sign_in):
    return sign_in("lan", mfa=["drafter"])


@pytest.fixture
def visits(vietnam):
    Engagement.objects.all().delete()
    rows = [
        {"title": f"Đoàn {n}", "kind": "visit", "status": "planned", "host": "mfa", "counterpart": "country-JPN",
         "valid_from": ("2026-03-10", "2026-04", "2026-Q2", "2026")[n], "place": ("Huế", "", "=1+1", "-x")[n]}
        for n in range(4)
    ]  # fmt: skip
    return records_create(noun_of("engagement"), rows, by=BY)


def exported(browser, format="csv"):
    answer = browser.get(f"/r/engagement/list.{format}?sort=title")
    data = b"".join(answer.streaming_content) if format == "csv" else answer.content
    if format == "csv":
        return list(csv.reader(io.StringIO(data.decode().removeprefix("\ufeff"))))
    return openpyxl.load_workbook(io.BytesIO(data))


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def drop(browser, data, name="danh-sach.csv"):
    browser.post(f"{PAGE}upload/", {"files": [SimpleUploadedFile(name, data)]})
    return SheetFile.objects.latest("id")


def changed(file):
    return [(told[3], told[4], told[5], told[6]) for told in file.found["changes"]]


def column(rows, heading):
    return next(n for n, told in enumerate(rows[0]) if told == heading)


def test_a_list_that_was_not_edited_changes_nothing(browser, visits):
    before = Event.objects.count()
    for name, data in (("a.csv", as_csv(exported(browser))), ("a.xlsx", as_xlsx(exported(browser, "xlsx")))):
        file = drop(browser, data, name)
        assert (file.kind, file.state, changed(file), file.found["same"]) == (
            FileKind.CHANGES,
            FileState.READY,
            [],
            4,
        )
    assert Event.objects.exclude(code="engagement.exported").count() == before


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_edited_cell_becomes_a_change_with_its_cell_as_source(browser, visits, format):
    if format == "csv":
        rows = exported(browser)
        rows[1][column(rows, "địa điểm")] = "Đà Nẵng"
        rows.reverse()
        file = drop(browser, as_csv([rows[-1], *rows[:-1]]))
    else:
        book = exported(browser, "xlsx")
        sheet = book.active
        at = next(c for c in sheet[1] if c.value == "địa điểm")
        sheet.cell(2, at.column).value = "Đà Nẵng"
        file = drop(browser, as_xlsx(book), "danh-sach.xlsx")
    assert changed(file) == [("place", "Huế", "Đà Nẵng", False)]
    assert Engagement.objects.get(title="Đoàn 0").place == "Huế"
    browser.post(f"{PAGE}{file.key}/load/")
    assert SheetFile.objects.get(pk=file.pk).state == FileState.LOADED
    visit = Engagement.objects.get(title="Đoàn 0")
    assert visit.place == "Đà Nẵng"
    claim = Claim.objects.get(record_key=visit.key, says__place="Đà Nẵng")
    assert claim.says == {"place": "Đà Nẵng"}
    assert claim.source.name == file.name and claim.rule == "table"
    browser.post(f"{PAGE}{file.key}/undo/")
    assert Engagement.objects.get(title="Đoàn 0").place == "Huế"


def test_where_the_register_changed_meanwhile_it_wins_unless_the_person_says_otherwise(browser, visits):
    rows = exported(browser)
    place = column(rows, "địa điểm")
    rows[1][place], rows[2][place] = "Đà Nẵng", "Hội An"
    for n, told in ((0, "Quảng Trị"), (1, "Vinh"), (3, "Lào Cai")):
        record_change(Engagement.objects.get(title=f"Đoàn {n}"), {"place": told}, by=BY)
    file = drop(browser, as_csv(rows))
    assert changed(file) == [("place", "Quảng Trị", "Đà Nẵng", True), ("place", "Vinh", "Hội An", True)]
    browser.post(f"{PAGE}{file.key}/accept/", {"accepted": ["3:place", "9:place"]})
    browser.post(f"{PAGE}{file.key}/load/")
    found = dict(Engagement.objects.values_list("title", "place"))
    assert found == {"Đoàn 0": "Quảng Trị", "Đoàn 1": "Hội An", "Đoàn 2": "=1+1", "Đoàn 3": "Lào Cai"}


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda rows: rows[1].__setitem__(CODE, ""), "không có mã bản ghi đúng"),
        (lambda rows: rows[1].__setitem__(CODE, rows[1][CODE][:40]), "không có mã bản ghi đúng|đã bị sửa"),
        (lambda rows: rows.append(list(rows[1])), "đã có ở dòng trên"),
        (lambda rows: rows[1].__setitem__(START, "31/2/2026"), "Không phải ngày"),
        (lambda rows: rows[1].__setitem__(KIND, "picnic"), "không có trong danh sách"),
        (lambda rows: rows[1].__setitem__(TITLE, ""), "Hãy ghi"),
        (lambda rows: rows[0].__setitem__(PLACE, "cột lạ"), "không có trong tệp đã tải về"),
        (lambda rows: rows[1].__setitem__(PLACE, "=cmd|' /C calc'!A0"), "công thức"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_told_with_its_cell_and_changes_nothing(browser, visits, edit, told):
    rows = exported(browser)
    at = {name: column(rows, name) for name in ("tên hoạt động", "loại", "địa điểm", "từ ngày")}
    assert list(at.values()) == [TITLE, KIND, PLACE, START]
    edit(rows)
    file = drop(browser, as_csv(rows))
    assert file.state == FileState.FAULTY
    import re

    assert re.search(told, file.found["faults"][0]["vi"])
    browser.post(f"{PAGE}load/")
    assert not Claim.objects.filter(rule="table", noun="engagement", record_key=visits[0].key).exists()


def test_an_export_of_another_noun_is_refused(browser, visits):
    answer = browser.get("/r/actor/list.csv?q=ngoại giao")
    file = drop(browser, b"".join(answer.streaming_content))
    assert file.state in (FileState.REFUSED, FileState.FAULTY)
    assert "danh sách khác" in file.found["faults"][0]["vi"]


CELLS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20
) | st.sampled_from(["=1+1", "'=1", "''@x", "-5", "+84 91", "@SUM(A1)", "\t=1", "'", "＝1", "a;b", '"', "-", "='x"])  # fmt: skip


@given(CELLS)
def test_a_text_comes_back_from_a_csv_cell_as_it_was_and_no_program_takes_it_for_a_formula(text):
    kept = " ".join(text.split())  # as the register keeps it
    written = cell_quoted(kept)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell_text(written) == kept


@pytest.mark.parametrize("heading", ["=1+1", "@SUM(A1)", "+84", "-x", "\t=1", "＝1"])
def test_a_heading_that_a_program_would_run_is_made_harmless(heading):
    (head,) = csv.reader(
        io.StringIO(b"".join(csv_of([Column("place", heading, "")], [])).decode("utf-8-sig"))
    )
    assert head == [f"'{heading}"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS.map(lambda told: " ".join(told.split())[:300]), min_size=1, max_size=4))
def test_any_list_that_goes_out_comes_back_without_a_change(places):
    Engagement.objects.all().delete()
    noun = noun_of("engagement")
    rows = [{"title": f"x{told}", "kind": "visit", "place": told} for told in places]
    records_create(noun, rows, by=BY)
    for language in ("vi", "en"):
        columns = columns_of_list(noun, BY, language)
        query = query_from(noun, {}, BY)
        listed = list(rows_of(query, BY, language=language))
        data = b"".join(csv_of(columns, iter(listed), codes_for(noun, columns, language)))
        found = changes_in(noun, table_read("a.csv", data, score=score_for(noun)), BY)
        assert (found.made, found.same) == ([], len(places))
        assert texts_of(listed[0])[0].startswith("x")


def test_the_codes_of_a_shortened_file_are_refused(visits):
    noun = noun_of("engagement")
    columns = columns_of_list(noun, BY)
    listed = rows_of(query_from(noun, {}, BY), BY)
    data = b"".join(csv_of(columns, listed, codes_for(noun, columns, "vi"))).decode()
    lines = data.splitlines()
    lines[1] = lines[1].rpartition(".")[0]
    with pytest.raises(TableRefused, match=r"sửa|edited"):
        changes_in(noun, table_read("a.csv", "\r\n".join(lines).encode(), score=score_for(noun)), BY)
