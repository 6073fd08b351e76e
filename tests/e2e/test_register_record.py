"""A record by keyboard: made by its form, disputed and chosen, kept when the line breaks, with files in parts."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

UK = "Việt Nam · khuôn khổ đối tác · Anh"


@pytest.fixture
def breaking(server, chromium, signed_in):
    """A page whose line may break: the browser itself writes that to the console."""
    context = chromium.new_context(base_url=server, locale="vi-VN", storage_state=signed_in())
    yield context.new_page()
    context.close()


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        (item["id"], [node["target"] for node in item["nodes"]][:4])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def open_uk(page):
    """Open the partnership with the United Kingdom, which two news sites date differently."""
    found = page.request.get("/r/tie/find/", params={"q": "khuôn khổ đối tác Anh"}).json()["found"]
    key = next(one["key"] for one in found if one["caption"] == UK)
    page.goto(f"/r/tie/{key}/")


def make_meeting(page, title):
    page.goto("/r/engagement/new/")
    page.get_by_label("Tên hoạt động").fill(title)
    page.locator("#f-kind").select_option("meeting")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/r/engagement/[0-9a-f-]{36}/$"))


def test_a_commitment_is_made_with_the_keyboard_alone(page, shot):
    page.goto("/r/commitment/new/")
    expect(page.locator("#f-text")).to_be_focused()
    page.keyboard.type("Trình phương án hợp tác hàng hải")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("bo ngoai giao")
    expect(page.locator(".found [role=option]:visible").first).to_contain_text("Bộ Ngoại giao")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#f-lead")).to_have_value("Bộ Ngoại giao")
    page.keyboard.press("Tab")
    page.keyboard.type("bo tu phap")
    expect(page.locator(".found [role=option]:visible").first).to_contain_text("Bộ Tư pháp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Bộ Tư pháp")).to_be_checked()
    page.get_by_label("Hạn", exact=True).fill("quý IV/2031")
    shot("record-form")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/r/commitment/[0-9a-f-]{36}/$"))
    expect(page.locator("#fact-due")).to_contain_text("quý IV/2031")
    expect(page.locator("#fact-supporters")).to_contain_text("Bộ Tư pháp")
    expect(page.locator("#claims")).to_contain_text("nhập tay")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(".messages")).to_contain_text("Đã hoàn tác")


def test_faults_are_named_linked_and_what_was_typed_stays(page):
    page.goto("/r/commitment/new/")
    page.locator("#f-text").fill("Việc có hạn không thật")
    page.locator("#f-lead").fill("Bộ Không Có")
    page.get_by_label("Hạn", exact=True).fill("31/02/2031")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#summary")).to_be_focused()
    assert violations(page) == []
    page.locator("#summary").get_by_role("link", name=re.compile("Hạn")).click()
    expect(page.get_by_label("Hạn", exact=True)).to_be_focused()
    expect(page.locator("#f-text")).to_have_value("Việc có hạn không thật")
    expect(page.locator("#f-lead")).to_have_value("Bộ Không Có")


def test_the_disputed_day_of_the_uk_partnership_is_chosen_with_a_reason(page, shot):
    open_uk(page)
    expect(page.locator("#fact-valid_from")).to_contain_text("29/10/2025")
    page.locator("#fact-valid_from summary").click()
    shot("record-disputed")
    assert violations(page) == []
    page.locator("#fact-valid_from").get_by_role("radio", name="30/10/2025").check()
    page.get_by_label("Vì sao chọn giá trị này?").fill("Ngày theo giờ Hà Nội")
    page.keyboard.press("Enter")
    expect(page.locator("#fact-valid_from > dd")).to_contain_text("Ngày theo giờ Hà Nội")
    expect(page.locator("#fact-valid_from .side.holds")).to_contain_text("30/10/2025")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#fact-valid_from .side.holds")).to_contain_text("29/10/2025")


def test_a_draft_survives_a_lost_connection_and_a_closed_page(breaking):
    page = breaking
    page.goto("/r/engagement/new/")
    page.get_by_label("Tên hoạt động").fill("Viết khi mất mạng")
    page.locator("#f-kind").select_option("meeting")
    page.locator("#f-host").fill("Bộ Ngoại giao")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notices]")).to_contain_text("Mất kết nối")
    page.context.set_offline(False)
    page.goto("/r/engagement/")
    page.goto("/r/engagement/new/")
    expect(page.locator("[data-notices]")).to_contain_text("Đã khôi phục bản nháp")
    expect(page.get_by_label("Tên hoạt động")).to_have_value("Viết khi mất mạng")
    expect(page.locator("#f-host")).to_have_value("Bộ Ngoại giao")
    assert violations(page) == []
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.wait_for_url(re.compile(r"/r/engagement/[0-9a-f-]{36}/$"))
    page.goto("/r/engagement/new/")
    expect(page.get_by_label("Tên hoạt động")).to_have_value("")
    expect(page.locator("[data-notices]")).to_be_empty()


def test_a_draft_outlives_the_session(page):
    page.goto("/r/engagement/new/")
    page.get_by_label("Tên hoạt động").fill("Phiên đã hết")
    page.locator("#f-kind").select_option("meeting")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notices]")).to_contain_text("Phiên làm việc đã hết")
    page.context.add_cookies(cookies)
    page.goto("/r/engagement/new/")
    expect(page.get_by_label("Tên hoạt động")).to_have_value("Phiên đã hết")
    page.get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.get_by_label("Tên hoạt động")).to_have_value("")


def test_two_people_at_one_record_see_each_others_values(page, chromium, server, signed_in):
    make_meeting(page, "Hai người cùng sửa")
    record = page.url
    page.goto(f"{record}change/")
    page.get_by_label("Địa điểm").fill("Huế")
    other = chromium.new_context(base_url=server, locale="vi-VN", storage_state=signed_in()).new_page()
    other.goto(f"{record}change/")
    other.get_by_label("Địa điểm").fill("Đà Nẵng")
    other.get_by_label("Lý do sửa").fill("Đổi nơi họp")
    other.keyboard.press("Control+Enter")
    other.wait_for_url(record)
    other.context.close()
    page.get_by_label("Lý do sửa").fill("Nơi khác")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".theirs")).to_contain_text("Đà Nẵng")
    expect(page.get_by_label("Địa điểm")).to_have_value("Huế")
    page.get_by_role("button", name="Lưu giá trị của tôi").click()
    page.wait_for_url(record)
    expect(page.locator("#fact-place")).to_contain_text("Huế")


def test_an_upload_goes_on_where_the_line_broke(breaking):
    page = breaking
    make_meeting(page, "Hoạt động có tệp lớn")
    data = "BÁO CÁO\n".encode() + b"Ket qua cong tac doi ngoai nam 2025.\n" * 40_000  # three parts
    taken, broken = [], []

    def line(route):
        if route.request.method != "PUT":
            return route.continue_()
        offset = route.request.headers["upload-offset"]
        if len(taken) == 1 and not broken:
            broken.append(offset)
            return route.abort("connectionfailed")
        taken.append(offset)
        return route.continue_()

    page.route("**/files/parts/**", line)
    page.locator("#file").set_input_files({"name": "báo cáo.txt", "mimeType": "text/plain", "buffer": data})
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.locator(".file-list")).to_contain_text("báo cáo.txt")
    assert broken == ["524288"]
    assert taken[:2] == ["0", "524288"]
    with page.expect_download() as download:
        page.get_by_role("link", name="báo cáo.txt").click()
    assert Path(download.value.path()).read_bytes() == data


def test_a_marked_paper_is_refused_on_the_page(page):
    make_meeting(page, "Hoạt động không có tệp mật")
    secret = {"name": "mat.txt", "mimeType": "text/plain", "buffer": "MẬT\nBáo cáo".encode()}
    page.locator("#file").set_input_files(secret)
    page.get_by_role("button", name="Đính kèm").click()
    expect(page.locator("[data-state]")).to_contain_text("bí mật nhà nước")
    page.reload()
    expect(page.locator(".file-list")).to_contain_text("Chưa có tệp")


@pytest.mark.parametrize("address", ["/r/commitment/new/", "/r/person/new/"])
def test_forms_have_no_serious_barrier(page, address):
    page.goto(address)
    assert violations(page) == []
    page.get_by_label("Một nguồn trong sổ").check()
    assert violations(page) == []


def test_a_record_page_has_no_serious_barrier_and_is_light(page, record_property, shot):
    open_uk(page)
    shot("record")
    assert violations(page) == []
    page.goto(f"{page.url}history/")
    assert violations(page) == []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(page.url.removesuffix("history/"), wait_until="networkidle")
    record_property("cold_bytes", sum(received))
    assert 0 < sum(received) <= 300 * 1024
