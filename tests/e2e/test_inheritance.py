"""The agreements of an abolished district, from the list to the letter, as an officer of the province does it."""

import os
import re
import subprocess
import sys
import zipfile

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

SEED = """
import django
django.setup()
from banggiao.core.access import system
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create

def make(noun, **values):
    return str(record_create(noun_of(noun), values, by=system("kiểm thử")).key)

old = make("actor", code="e2e-district", name_vi="Huyện Thử kế thừa", kind="local", valid_to="2025-06-30")
partner = make("actor", code="e2e-partner", name_vi="Huyện Đối tác", kind="local")
make("succession", predecessor=old, successor="province-20", kind="replaced_by", on="2025-07-01")
for title in ("Thỏa thuận hữu nghị thử", "Biên bản hợp tác thử"):
    paper = make("instrument", title=title, kind="agreement", lifecycle="in_force", date="2019-05-10")
    for actor in (old, partner):
        make("party", instrument=paper, actor=actor, role="party", valid_from="2019-05-10")
make("commitment", text="Giao lưu cư dân biên giới thử", lead=old, due="2026-10-01")
make("tie", kind="twinning", subject=old, counterpart=partner, valid_from="2019")
"""


@pytest.fixture(scope="module")
def abolished(server, tmp_path_factory):
    """A district that was abolished, with two agreements, a commitment and a twinning."""
    home = tmp_path_factory.getbasetemp() / "workspace0"  # where the server keeps its data
    environment = {
        **os.environ,
        "BANGGIAO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
    }
    environment.pop("BANGGIAO_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", SEED], env=environment, check=True)


def test_from_the_abolished_body_to_the_letter(page, abolished):
    page.goto("/inherit/")
    expect(page.get_by_text(re.compile(r"còn \d+ ngày|Đã hết thời gian"))).to_be_visible()
    row = page.get_by_role("row", name=re.compile("Huyện Thử kế thừa"))
    expect(row).to_contain_text("Lạng Sơn")
    row.get_by_role("link").click()

    expect(page.get_by_text("28/02/2027").first).to_be_visible()
    agreement = page.locator("section", has=page.get_by_role("heading", name="Thỏa thuận hữu nghị thử"))
    expect(agreement).to_contain_text("Huyện Đối tác")
    agreement.get_by_label("đổi tên bên ký kết").check()
    agreement.get_by_label("Căn cứ, lý do").fill("NĐ 177/2025/NĐ-CP")
    agreement.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text("Đã xử lý “Thỏa thuận hữu nghị thử”; có 2 nhiệm vụ tiếp theo.")).to_be_visible()
    expect(page.get_by_role("button", name="Ghi quyết định")).to_have_count(1)

    expect(page.get_by_label("Nội dung công văn")).to_have_value("rename")
    page.get_by_label("Đầu mối liên hệ").fill("Phòng thử")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Công văn gửi đối tác (Word)").click()
    with zipfile.ZipFile(waiting.value.path()) as word:
        text = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert "Kính gửi: Huyện Đối tác" in text and "Đầu mối liên hệ của Lạng Sơn: Phòng thử" in text
    assert "sửa đổi tên bên ký kết từ “Huyện Thử kế thừa” thành “Lạng Sơn”" in text

    owed = page.locator("form", has=page.get_by_role("button", name="Chuyển giao"))
    expect(owed.get_by_role("row")).to_have_count(3)
    owed.get_by_label("Căn cứ, lý do").fill("NQ 202/2025/QH15")
    owed.get_by_role("button", name="Chuyển giao").click()
    expect(page.get_by_text("Đã chuyển giao 2 bản ghi.")).to_be_visible()
    expect(page.get_by_role("button", name="Chuyển giao")).to_have_count(0)
