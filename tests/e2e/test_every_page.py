"""Every page: readable for all, light, silent towards the network, in two languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = {
    "home": "/",
    "new": "/reviews/new/",
    "clauses": "clauses/",
    "bodies": "bodies/",
    "reports": "reports/",
    "matrix": "matrix/",
    "contradictions": "contradictions/",
    "missing": "missing/",
    "unmatched": "unmatched/",
    "synthesis": "synthesis/",
    "exports": "exports/",
    "password": "/password/",
    "people": "/people/",
    "new-person": "/people/new/",
    "why": "/why/",
    "releases": "/release/",
    "reminders": "/reminders/",
    "webhooks": "/webhooks/",
    "new-webhook": "/webhooks/new/",
    "not-found": "/reviews/00000000-0000-7000-8000-000000000000/matrix/",
}
COLD_LIMIT = 300 * 1024


def address(review, name):
    return PAGES[name] if PAGES[name].startswith("/") else review + PAGES[name]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        (item["id"], item["impact"], [node["target"] for node in item["nodes"]][:4])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_barrier(page, review, name, shot):
    page.goto(address(review, name))
    if name in {"home", "new", "clauses", "bodies", "reports", "contradictions", "unmatched"}:
        shot(name)
    assert violations(page) == []


def test_an_open_cell_has_no_serious_barrier_with_its_forms_open(page, review, shot):
    page.goto(f"{review}matrix/")
    page.evaluate(
        """() => [...document.querySelectorAll('.matrix td a')]
            .sort((one, other) => parseInt(other.lastChild.data) - parseInt(one.lastChild.data))[0].click()"""
    )
    expect(page.locator(".paper mark.current")).to_be_visible()
    shot("cell")
    assert violations(page) == []
    for key in "erm":
        page.keyboard.press(key)
        assert violations(page) == []
        page.keyboard.press("Escape")
        if page.locator(".finding details[open]").count():
            page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []


def test_editors_have_no_serious_barrier(page, review):
    page.goto(f"{review}synthesis/")
    page.get_by_role("link", name="Biên tập").first.click()
    expect(page.locator("textarea")).to_be_focused()
    assert violations(page) == []
    page.goto(f"{review}clauses/")
    page.get_by_role("link", name="Sửa mục 1.1", exact=True).click()
    expect(page.locator(".clause form")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("name", ["home", "matrix", "reports", "synthesis", "unmatched", "clauses"])
def test_a_cold_page_is_light(page, review, name, record_property):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address(review, name), wait_until="networkidle")
    record_property("cold_bytes", sum(received))
    assert 0 < sum(received) <= COLD_LIMIT


def test_the_language_is_switched_and_kept(page, review):
    page.goto(f"{review}matrix/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Contradictions")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{review}missing/")
    expect(page.get_by_role("heading", level=2)).to_have_text("Bodies whose report has not come")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("link", name="Mâu thuẫn")).to_be_visible()


def test_a_page_that_does_not_exist_says_so_in_vietnamese(page):
    answer = page.goto("/nowhere/")
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có trang này")


def test_a_form_without_its_token_is_refused_in_words(page):
    page.goto("/reviews/new/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("Tôi đã kiểm tra").check()
    page.locator("#id_instrument").evaluate("field => field.required = false")
    page.get_by_role("button", name="Đọc văn kiện").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Biểu mẫu đã hết hạn")


def test_every_page_says_what_must_not_be_uploaded_and_where_it_answers(page, review):
    page.goto(f"{review}reports/")
    footer = page.locator("footer")
    expect(footer).to_contain_text("Không tải lên văn bản mật")
    expect(footer).to_contain_text("chương trình không nhìn thấy")
    expect(footer).to_contain_text("xem những gì được lưu hành đến mình")


def test_policy_allows_own_scripts_only(page):
    policy = page.goto("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
