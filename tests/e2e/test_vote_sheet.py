"""A desk officer's way: a draft typed in, its forecast, a sounding, the outcome; the sheet as a file."""

import re

from playwright.sync_api import expect
from test_every_page import violations

TITLE = (
    "Follow-up to the advisory opinion of the International Court of Justice on the legality of the threat or use of "
    "nuclear weapons"
)


def choose(page, field, words, name):
    field.fill(words)
    page.get_by_role("option", name=re.compile(name)).first.click()


def test_a_draft_becomes_a_sheet_that_is_scored(page, shot):
    page.goto("/votes/")
    page.get_by_role("link", name="Dự thảo mới").click()
    page.get_by_role("button", name="Lập phiếu").click()
    expect(page.locator("#title-fault")).to_be_visible()
    page.get_by_label("Tên dự thảo").fill(TITLE)
    page.get_by_label("Ngày dự kiến bỏ phiếu").fill("4/12/2023")
    choose(page, page.locator("#f-sponsors"), "malay", "Malaysia")
    page.get_by_label("Lập trường đề xuất").select_option(label="thuận")
    assert violations(page) == []
    page.get_by_role("button", name="Lập phiếu").click()
    expect(page.get_by_role("heading", name="Dự báo kết quả")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("row", name=re.compile("^Việt Nam")).last).to_contain_text("thuận")
    shot("vote-sheet")
    assert violations(page) == []

    page.get_by_text("Nhập thăm dò").click()
    form = page.locator("form[action$='sounding/']")
    choose(page, form.locator("#f-actor"), "pháp", "^Pháp")
    form.get_by_label("Lập trường").select_option(label="trắng")
    form.get_by_role("button", name="Lưu thăm dò").click()
    expect(page.get_by_text("đã thăm dò").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("columnheader", name="Có tính thăm dò").first).to_be_visible()

    page.get_by_text("Nhập kết quả").click()
    form = page.locator("form[action$='outcome/']")
    form.get_by_label("Ký hiệu nghị quyết").fill("A/RES/78/33")
    form.get_by_label("Ngày thông qua").fill("4/12/2023")
    form.get_by_role("button", name="Lưu và chấm").click()
    expect(page.get_by_text("Điểm Brier").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("row", name=re.compile("chép phiếu lần trước"))).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Word", exact=True).click()
    assert download.value.suggested_filename.endswith(".docx")
