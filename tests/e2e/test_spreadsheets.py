"""Spreadsheets in the browser: several dropped at once, the first mapped by a person, all loaded with one button."""

import sys
from pathlib import Path

from playwright.sync_api import expect

sys.path.append(str(Path(__file__).resolve().parents[1] / "sheets"))

from books import book, proposals
from conftest import IMAGES, SHOTS
from test_register_list import faults, look

BODIES = ("Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Công Thương", "Sở Ngoại vụ")


def dropped(page, files):
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    )


def test_twenty_files_are_dropped_mapped_once_and_loaded(page):
    page.goto("/r/engagement/")
    page.get_by_role("link", name="Nạp bảng tính").click()
    dropped(page, [("mau.xlsx", book(proposals(2, start=900), above=["ĐỀ XUẤT NĂM 2026"]))])
    page.get_by_role("link", name="Ghép các cột").click()
    look(page, "sheets-map")
    assert faults(page) == []
    expect(page.get_by_label("Nội dung hoạt động")).to_have_value("title")
    page.get_by_role("button", name="Lưu cách ghép và kiểm tra").click()
    expect(page.locator("#files-list")).to_contain_text("sẵn sàng")
    files = [
        (
            f"de-xuat-{n:02}.xlsx",
            book(proposals(50, body=BODIES[n % 4], start=n * 50), above=["ĐỀ XUẤT NĂM 2026"]),
        )
        for n in range(19)
    ]
    bad = proposals(3, start=990)
    bad[2] = (*bad[2][:6], "31/2/2026", "")
    dropped(page, [*files, ("co-loi.xlsx", book(bad))])
    expect(page.locator("#files-list tbody").first.locator("tr")).to_have_count(21, timeout=90_000)
    expect(page.locator("#files-list")).to_contain_text("Nạp 20 tệp")
    expect(page.locator("#files-list")).to_contain_text("ô G3")
    look(page, "sheets")
    if SHOTS:
        page.screenshot(path=str(IMAGES / "sheets.png"))
    page.get_by_role("link", name="co-loi.xlsx").click()
    expect(page.locator("main")).to_contain_text("31/2/2026")
    look(page, "sheets-faults")
    assert faults(page) == []
    page.go_back()
    page.get_by_role("button", name="Nạp 20 tệp").click()
    expect(page.locator("#files-list .chip", has_text="đã nạp").first).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Hoàn tác").first.click()
    expect(page.locator("#files-list")).to_contain_text("đã hoàn tác")


def test_a_file_that_arrives_while_the_list_is_asked_is_listed(page):
    page.goto("/r/engagement/sheets/")
    rows = page.locator("#files-list tbody").first.locator("tr")
    before = rows.count()
    answer = page.request.get("/r/engagement/sheets/list/").text()
    asked = []
    page.route("**/sheets/list/", lambda route: route.continue_() if asked else asked.append(route))
    for n, name in enumerate(("mot.xlsx", "hai.xlsx")):
        with page.expect_response("**/sheets/upload/"):
            dropped(page, [(name, book(proposals(1, start=800 + n)))])
        expect(page.locator("#sending")).to_be_hidden()
    asked[0].fulfill(body=answer, content_type="text/html")
    expect(rows).to_have_count(before + 2)
