"""Alignment in the browser: from the list to a partner to the votes behind a point; no axe fault; print."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

COLD_LIMIT = 300 * 1024


def faults(page):
    found = Axe().run(page).response["violations"]
    # The head of a page stands before its main part, in every page of the house.
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]][:4])
        for fault in found
        if fault["id"] != "region"
    ]


def test_from_the_list_to_the_votes_behind_a_point(page, shot):
    page.goto("/alignment/")
    expect(page.locator("#estimating")).to_have_count(0, timeout=120_000)
    assert faults(page) == []
    page.get_by_label("Tìm trong các đối tác").fill("nhat ban")
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    page.wait_for_url(re.compile("[?&]q=nhat"))
    page.reload()
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Nhật Bản").click()
    page.wait_for_url("**/alignment/JPN/")
    expect(page.locator("figure svg")).to_have_count(8)
    shot("alignment")
    assert faults(page) == []
    point = page.locator("figure svg a").nth(20)
    told = re.search(r"n = (\d+)", point.text_content())[1]
    point.click()
    page.wait_for_url("**/votes/?year=*")
    expect(page.get_by_role("status").filter(has_text="lần biểu quyết")).to_have_text(
        f"{told} lần biểu quyết"
    )
    assert faults(page) == []


def test_a_partners_page_fits_a_tablet_and_paper(page):
    page.set_viewport_size({"width": 820, "height": 1000})
    for address in ("/alignment/", "/alignment/CHN/", "/alignment/CHN/votes/?year=2019"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    page.goto("/alignment/CHN/")
    expect(page.locator("figure svg").first).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()


def test_a_cold_page_is_light(page):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto("/alignment/CHN/", wait_until="networkidle")
    assert 0 < sum(received) <= COLD_LIMIT


def test_a_countrys_record_leads_to_its_alignment(page):
    page.goto("/r/actor/?q=nhat+ban&kind=country")
    page.locator(".row-link").first.click()
    page.get_by_role("link", name="Đồng thuận phiếu").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nhật Bản")
