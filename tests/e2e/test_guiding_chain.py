"""A plan issued under a resolution, the chain on both pages, and a focal point named where a field has none."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def violations(page):
    found = Axe().run(page).response["violations"]
    return [item["id"] for item in found if item["impact"] in {"serious", "critical"}]


def saved(page):
    page.locator("button[name=_save]").click()
    if page.locator("#f-_distinct").count():
        page.locator("#f-_distinct").check()
        page.locator("button[name=_save]").click()
    page.wait_for_url("**/r/*/*-*/")
    return page.url


@pytest.mark.parametrize("width", [1280, 820])
def test_a_plan_is_issued_under_a_resolution_and_both_pages_show_the_chain(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/r/instrument/new/")
    page.locator("#f-title").fill(f"Nghị quyết mẫu {width}")
    resolution = saved(page)
    page.get_by_role("link", name="Thêm văn kiện ban hành theo").click()
    page.locator("#f-title").fill(f"Kế hoạch mẫu {width}")
    saved(page)
    chain = page.locator(".chain")
    expect(chain.locator("li")).to_have_count(2)
    expect(chain.locator("[aria-current]")).to_contain_text(f"Kế hoạch mẫu {width}")
    assert violations(page) == []
    page.goto(resolution)
    expect(page.locator(".chain li").nth(1)).to_contain_text(f"Kế hoạch mẫu {width}")


def test_a_field_without_a_focal_point_is_given_one(page):
    page.goto("/focal/")
    assert violations(page) == []
    before = page.get_by_role("link", name="Ghi đầu mối").count()
    page.get_by_role("link", name="Ghi đầu mối").first.click()
    expect(page.locator("#f-kind")).to_have_value("focal")
    for name, words in (("subject", "Bộ Ngoại giao"), ("counterpart", "Bộ Công Thương")):
        page.locator(f"#f-{name}").fill(words)
        page.get_by_role("option", name=words).first.click()
    saved(page)
    page.goto("/focal/")
    expect(page.locator("tbody tr").first).to_contain_text("Bộ Ngoại giao")
    assert page.get_by_role("link", name="Ghi đầu mối").count() < before
