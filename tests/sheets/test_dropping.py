"""Spreadsheets dropped on a page: mapped once for a sender, seen before they are loaded, all or nothing, undone."""

from __future__ import annotations

import pytest
from books import book, proposals
from django.core.files.uploadedfile import SimpleUploadedFile

from banggiao.actors.models import Actor
from banggiao.core.files import path_of
from banggiao.engagements.models import Engagement
from banggiao.sheets import staging
from banggiao.sheets.models import ColumnMapping, FileState, SheetFile
from banggiao.sources.models import Claim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam", "home")]
PAGE = "/r/engagement/sheets/"


@pytest.fixture
def browser(sign_in):
    return sign_in("lan", mfa=["drafter"])


def drop(browser, *files):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return browser.post(f"{PAGE}upload/", {"files": sent})


def dropped(name):
    return SheetFile.objects.get(name=name)


def mapped(browser, file, **changed):
    form = {f"column.{n}": name for n, name in enumerate(file.columns)} | changed
    return browser.post(f"{PAGE}{file.key}/", form)


def test_the_first_file_of_a_sender_is_mapped_by_a_person_and_the_next_by_itself(browser):
    ministry = Actor.objects.get(code="mfa")
    drop(browser, ("dau.xlsx", book(proposals(), above=["BỘ NGOẠI GIAO", "DANH MỤC ĐỀ XUẤT NĂM 2026"])))
    first = dropped("dau.xlsx")
    assert first.state == FileState.ASKED
    assert first.sender == ministry.key
    assert first.columns == ["", "title", "kind", "host", "counterpart", "place", "valid_from", "valid_to"]
    assert mapped(browser, first, sender=str(first.sender)).status_code == 302
    assert dropped("dau.xlsx").state == FileState.READY
    drop(browser, ("sau.xlsx", book(proposals(2, start=10), above=["Bộ Ngoại giao"])))
    second = dropped("sau.xlsx")
    assert (second.state, second.rows, second.mapped_by) == (FileState.READY, 2, "Lan (lan)")
    assert ColumnMapping.objects.get().sender == ministry.key


def test_two_columns_that_a_person_makes_one_field_are_refused_by_their_cell(browser):
    drop(browser, ("dau.xlsx", book(proposals())))
    before = Engagement.objects.count()
    mapped(browser, dropped("dau.xlsx"), **{"column.5": "title"})
    file = dropped("dau.xlsx")
    assert file.state == FileState.FAULTY
    (fault, *_) = file.found["faults"]
    assert (fault["letter"], fault["line"], fault["column"]) == ("F", 1, "Địa điểm")
    assert fault["vi"] == "Hai cột cùng là “tên hoạt động”."
    browser.post(f"{PAGE}load/")
    assert Engagement.objects.count() == before


def test_files_that_are_ready_are_loaded_and_each_row_says_its_file_and_cells(browser):
    drop(browser, ("dau.xlsx", book(proposals(), above=["Bộ Ngoại giao"])))
    mapped(browser, dropped("dau.xlsx"))
    drop(browser, ("sau.xlsx", book(proposals(2, start=10))))
    answer = browser.post(f"{PAGE}load/", follow=True)
    assert [file.state for file in SheetFile.objects.all()] == [FileState.LOADED] * 2
    assert "Đã nạp" in answer.content.decode()
    visit = Engagement.objects.get(title="Đoàn công tác Sở Y tế số 0 về hợp tác y học")
    claim = Claim.objects.get(noun="engagement", record_key=visit.key)
    assert claim.heading_path == ["Đề xuất", "A3:H3"]
    assert (claim.source.name, claim.paragraph) == ("dau.xlsx", 3)
    assert path_of(claim.source.sha256).exists()
    assert not staging.path_in(staging.STAGED, dropped("dau.xlsx").key).exists()


def test_a_file_with_a_fault_is_not_loaded_and_the_others_are(browser):
    drop(browser, ("dau.xlsx", book(proposals())))
    mapped(browser, dropped("dau.xlsx"))
    rows = proposals(3, start=20)
    rows[2] = (*rows[2][:6], "31/2/2026", "")
    drop(browser, ("loi.xlsx", book(rows, above=["Tiêu đề"])))
    faulty = dropped("loi.xlsx")
    (fault,) = faulty.found["faults"]
    assert (faulty.state, fault["letter"], fault["line"], fault["given"]) == (
        FileState.FAULTY,
        "G",
        4,
        "31/2/2026",
    )
    page = browser.get(f"{PAGE}{faulty.key}/").content.decode()
    assert "G4" in page and "31/2/2026" in page and "Không phải ngày" in page
    before = Engagement.objects.count()
    browser.post(f"{PAGE}load/")
    assert Engagement.objects.count() == before + 3
    browser.post(f"{PAGE}{faulty.key}/skip/", {"line": "4"})
    assert (dropped("loi.xlsx").state, dropped("loi.xlsx").rows) == (FileState.READY, 2)


def test_a_load_is_undone_as_a_whole_and_may_be_loaded_again(browser):
    before = Engagement.objects.current().count()
    drop(browser, ("dau.xlsx", book(proposals())))
    mapped(browser, dropped("dau.xlsx"))
    browser.post(f"{PAGE}load/")
    browser.post(f"{PAGE}{dropped('dau.xlsx').key}/undo/")
    assert dropped("dau.xlsx").state == FileState.UNDONE
    assert Engagement.objects.current().count() == before
    drop(browser, ("lai.xlsx", book(proposals())))
    browser.post(f"{PAGE}load/")
    assert Engagement.objects.current().count() == before + 3


def test_what_no_column_says_is_given_to_every_row(browser):
    rows = [row[:2] + row[4:7] for row in proposals()]
    drop(browser, ("thieu.xlsx", book(rows, above=["Bộ Ngoại giao"])))
    file = dropped("thieu.xlsx")
    assert mapped(browser, file).status_code == 302
    assert dropped("thieu.xlsx").state == FileState.FAULTY
    mapped(browser, file, sender=str(file.sender), **{"fixed.kind": "meeting", "fixed.host": "@"})
    browser.post(f"{PAGE}load/")
    visit = Engagement.objects.get(title="Đoàn công tác Sở Y tế số 0 về hợp tác y học")
    assert (visit.kind, visit.host.code) == ("meeting", "mfa")
    assert "loại: meeting" in Claim.objects.get(record_key=visit.key).words


def test_likely_repeats_are_told_of_the_register_and_of_the_other_files(browser):
    drop(browser, ("dau.xlsx", book(proposals(2))))
    mapped(browser, dropped("dau.xlsx"))
    drop(browser, ("hai.xlsx", book(proposals(2, start=1))))
    page = browser.get(PAGE)
    (pair,) = page.context["pairs"]
    assert (pair["file"], pair["line"], pair["other_file"], pair["other_line"]) == (
        "hai.xlsx",
        2,
        "dau.xlsx",
        3,
    )
    browser.post(f"{PAGE}{dropped('dau.xlsx').key}/load/")
    drop(browser, ("ba.xlsx", book(proposals(3, start=1))))
    assert [told[0] for told in dropped("ba.xlsx").found["repeats"]] == [2]


def test_a_file_belongs_to_who_dropped_it(browser, sign_in):
    drop(browser, ("dau.xlsx", book(proposals())))
    key = dropped("dau.xlsx").key
    other = sign_in("minh", mfa=["drafter"])
    assert other.get(f"{PAGE}{key}/").status_code == 404
    assert other.get(PAGE).context["files"] == []
    reader = sign_in("doc", mfa=["reader"])
    assert reader.get(PAGE).status_code == 404
    assert browser.post(f"{PAGE}{key}/put-away/").status_code == 302
    assert browser.get(PAGE).context["files"] == []
    assert not staging.path_in(staging.STAGED, key).exists()
