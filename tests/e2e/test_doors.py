"""Deeds by their doors: another source heard, a commitment closed, rules asked, predecessors, the audit."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MINUTES = "BIÊN BẢN\nĐã nghiệm thu phương án hợp tác hàng hải.\n".encode()


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        (item["id"], [node["target"] for node in item["nodes"]][:4])
        for item in found
        if item["impact"] in {"serious", "critical"}
    ]


def make(page, noun, **typed):
    page.goto(f"/r/{noun}/new/")
    for name, value in typed.items():
        field = page.locator(f"#f-{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(rf"/r/{noun}/[0-9a-f-]{{36}}/$"))


def test_another_source_is_heard_and_nothing_that_holds_changes(page, shot):
    make(page, "engagement", title="Hội đàm về hàng hải", kind="meeting", place="Hà Nội")
    page.get_by_role("link", name="Nguồn khác nói gì…").click()
    page.get_by_label("Về trường nào?").select_option(label="Địa điểm")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Đang dùng:")).to_contain_text("Hà Nội")
    page.locator("#f-place").fill("Hải Phòng")
    page.get_by_label("Tôi (nhập tay)").check()
    page.get_by_role("button", name="Ghi bên cạnh").click()
    expect(page.locator("#summary")).to_contain_text("Hãy nêu nguồn")
    assert violations(page) == []
    shot("claim")
    page.locator("#f-_words").fill("Điện của Đại sứ quán, ngày 12/11")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"#fact-place$"))
    fact = page.locator("#fact-place")
    expect(fact).to_contain_text("Hà Nội")
    fact.locator("summary").click()
    expect(fact.locator(".side")).to_have_count(2)
    expect(fact.locator(".side.holds")).to_contain_text("Hà Nội")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#fact-place .side")).to_have_count(0)


def test_a_commitment_is_closed_with_a_file_sent_now_and_opened_again(page, shot):
    make(page, "commitment", text="Mở tuyến bay thẳng trong quý tới", kind="task", lead="Bộ Ngoại giao")
    page.get_by_role("link", name="Đóng cam kết").click()
    page.get_by_role("button", name="Đóng cam kết").click()
    expect(page.locator("#summary")).to_contain_text("còn thiếu minh chứng")
    assert violations(page) == []
    page.get_by_label("Đính kèm tệp ngay bây giờ").set_input_files(
        {"name": "bien-ban.txt", "mimeType": "text/plain", "buffer": MINUTES}
    )
    shot("close")
    page.get_by_role("button", name="Đóng cam kết").click()
    page.wait_for_url(re.compile(r"/r/commitment/[0-9a-f-]{36}/$"))
    expect(page.locator("#fact-evidence")).to_contain_text("bien-ban.txt")
    expect(page.get_by_role("link", name="Đóng cam kết")).to_have_count(0)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("link", name="Đóng cam kết")).to_be_visible()


def test_who_decides_and_how_much_are_found_from_the_menu(page, shot):
    page.goto("/authority/")
    page.get_by_label("Việc", exact=True).select_option(index=1)
    page.get_by_role("button", name="Xem").first.click()
    expect(page.locator("#table-authorities")).to_be_visible()
    page.get_by_label("Nội dung chi").select_option(label="Thuê chỗ ở")
    page.get_by_label("Hạng khách").select_option(label="hạng A")
    page.get_by_role("button", name="Xem").last.click()
    expect(page.get_by_role("cell", name="9.400.000")).to_be_visible()
    shot("authority")
    assert violations(page) == []
    page.set_viewport_size({"width": 820, "height": 1100})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_of_a_body_takes_in_the_bodies_before_it(page, shot):
    for code, name in (("thu-xua", "Sở Thử Xưa"), ("thu-moi", "Sở Thử Mới")):
        make(page, "actor", name_vi=name, code=code, kind="agency")
        make(page, "engagement", title=f"Họp của {name}", kind="meeting", host=code)
    make(page, "succession", predecessor="thu-xua", successor="thu-moi", kind="merged_into", on="1/3/2025")
    page.goto("/r/engagement/?host=thu-moi")
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    page.get_by_role("link", name="kể cả cơ quan tiền thân").click()
    expect(page.locator("#listing tbody tr")).to_have_count(2)
    shot("predecessors")
    assert violations(page) == []
    page.locator("#q").fill("Thử Xưa")
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    expect(page.locator("#listing")).to_contain_text("Họp của Sở Thử Xưa")


def test_the_audit_is_filtered_followed_to_a_record_and_its_seal_checked(page, shot):
    make(page, "engagement", title="Hội đàm để kiểm tra nhật ký", kind="meeting")
    page.locator(".account summary").click()
    page.get_by_role("link", name="Nhật ký").click()
    page.get_by_label("Loại bản ghi").select_option(label="Hoạt động")
    page.get_by_label("Việc", exact=True).select_option(label="Tạo bản ghi")
    page.get_by_role("button", name="Xem").click()
    first = page.locator(".audit tbody tr").first
    expect(first).to_contain_text("Hội đàm để kiểm tra nhật ký")
    page.get_by_role("button", name="Kiểm tra niêm phong ngay").click()
    expect(page.locator(".note-success")).to_be_visible()
    page.goto("/audit/?noun=engagement")
    shot("audit")
    assert violations(page) == []
    page.get_by_role("link", name="Hội đàm để kiểm tra nhật ký").first.click()
    page.wait_for_url(re.compile(r"/r/engagement/[0-9a-f-]{36}/$"))
    page.goto("/loads/")
    assert violations(page) == []
