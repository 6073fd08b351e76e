"""Lists in the browser: filters without leaving the page, the keyboard, saved lists, downloads, no axe fault."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LOOK = os.environ.get("BANGGIAO_LOOK")


def look(page, name):
    """Keep a picture where somebody wants to see the pages."""
    if LOOK:
        page.screenshot(path=str(Path(LOOK) / f"{name}.png"))


def faults(page):
    found = Axe().run(page).response["violations"]
    # The head of a page stands before its main part, in every page of the house.
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]][:4])
        for fault in found
        if fault["id"] != "region"
    ]


def test_filters_narrow_the_list_in_place_and_the_address_keeps_them(page):
    page.goto("/r/tie/")
    look(page, "list")
    page.get_by_text("Loại quan hệ", exact=True).first.click()
    page.get_by_label("khuôn khổ đối tác").check()

    page.wait_for_url("**/r/tie/?kind=partnership")
    expect(page.locator(".chips")).to_contain_text("khuôn khổ đối tác")
    look(page, "list-filtered")
    page.keyboard.press("Escape")
    page.get_by_text("Đối tác, tổ chức", exact=True).first.click()
    page.get_by_role("combobox", name="Đối tác, tổ chức").fill("nhat ban")
    page.get_by_role("option").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    look(page, "list-two-filters")
    assert faults(page) == []
    page.locator(".chips a").first.click()
    expect(page.locator(".chips")).not_to_contain_text("khuôn khổ đối tác")
    page.reload()
    expect(page.locator(".chips")).to_contain_text("Nhật Bản")


def test_the_keyboard_searches_moves_and_opens(page):
    page.goto("/r/actor/")
    first = page.locator(".row-link").first.inner_text()
    page.keyboard.press("j")
    expect(page.locator(".row-link").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(first)
    page.go_back()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("ngoai giao")
    page.wait_for_url("**q=ngoai*")
    expect(page.locator("tbody")).to_contain_text("Bộ Ngoại giao")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url("**/r/actor/new/")


def test_pages_sorts_saved_lists_and_downloads(page):
    page.goto("/r/actor/?kind=country")
    first = page.locator(".row-link").first.inner_text()
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(".row-link").first).not_to_have_text(first)
    page.get_by_role("link", name="Trang trước").click()
    expect(page.locator(".row-link").first).to_have_text(first)
    page.get_by_role("link", name="Tên chính thức").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    page.get_by_text("Danh sách đã lưu").click()
    page.get_by_label("Lưu danh sách này với tên").fill("Các nước, từ cuối")
    look(page, "list-saving")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Các nước, từ cuối")
    page.goto("/r/actor/")
    page.get_by_text("Danh sách đã lưu").click()
    page.get_by_role("link", name="Các nước, từ cuối").click()
    page.wait_for_url("**kind=country*")
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    assert "Việt Nam" in Path(file.value.path()).read_text("utf-8-sig")


@pytest.mark.parametrize(
    "address", ["/", "/reviews/", "/r/actor/", "/r/commitment/", "/r/source/", "/r/actor/?kind=picnic"]
)
def test_no_axe_fault(page, address):
    page.goto(address)
    look(page, f"axe{address.replace('/', '-').partition('?')[0]}")
    page.locator(".menu summary").first.click()
    look(page, "menu")

    assert faults(page) == []


@pytest.mark.parametrize("width", [768, 390])
def test_no_page_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("/", "/r/engagement/"):
        page.goto(address)
        look(page, f"narrow-{width}{address.replace('/', '-')}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
