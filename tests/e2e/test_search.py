"""Search in the browser: the box in the header, marked results, kinds, the empty answer, the keyboard."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def test_a_body_is_found_without_diacritics_from_the_header(page):
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("bo ngoai gi")
    page.keyboard.press("Enter")
    expect(page.locator(".hits li").first).to_contain_text("Bộ Ngoại giao")
    expect(page.locator(".hits mark").first).to_have_text("Bộ Ngoại giao")
    assert faults(page) == []
    page.locator(".search-page .tabs a").nth(1).click()
    expect(page.locator(".search-page .tabs a").nth(1)).to_have_attribute("aria-current", "page")
    page.locator(".hits a").first.click()
    page.wait_for_url("**/r/**")


def test_nothing_found_says_how_to_ask_otherwise(page):
    page.goto("/search/?q=khongcogi")
    expect(page.locator(".blank")).to_be_visible()
    assert faults(page) == []


def test_without_words_the_page_teaches(page):
    page.goto("/search/")
    expect(page.locator("#search-words")).to_be_focused()
    expect(page.locator(".ways dt")).to_have_count(4)
    assert faults(page) == []
