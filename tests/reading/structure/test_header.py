from __future__ import annotations

import time
from datetime import date

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.header import read_header
from banggiao.reading.intake import open_paper
from banggiao.reading.records import Header
from tests.reading.papers import paper_from_text

KNOWN = {
    "ubnd tỉnh bình dương": "former-province-74",
    "bộ công thương": "bct",
    "bộ văn hóa, thể thao và du lịch": "bvhttdl",
    "ban bí thư": "secretariat",
}


class Register:
    """A register that knows four names."""

    def resolve(self, name: str, on: date | None) -> str | None:
        return KNOWN.get(" ".join(shadow(name).split()))


def head(text: str) -> Header:
    paper = paper_from_text("paper.txt", text)
    header = read_header(paper, shadow(paper.text), Register()).header
    for name in Header.__slots__:
        field = getattr(header, name)
        if hasattr(field, "start"):
            assert " ".join(paper.words(field.start, field.end).split()) == field.text != ""
    return header


def words(header: Header) -> dict[str, str]:
    return {
        name: getattr(field, "text", field)
        for name in Header.__slots__
        if (field := getattr(header, name)) not in (None, ())
    }


AS_CELLS = """
| UBND TỈNH BÌNH DƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| SỞ NGOẠI VỤ | Độc lập - Tự do - Hạnh phúc |
| Số: 123/BC-SNgV | Bình Dương, ngày 05 tháng 01 năm 2022 |

**BÁO CÁO**
**Kết quả thực hiện Chỉ thị số 01/CT-MAU**
**về hội nhập quốc tế năm 2021**
Kính gửi: Bộ Ngoại giao
"""
AS_LINES = """
UBND TỈNH BÌNH DƯƠNG
SỞ NGOẠI VỤ
-------
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Số: 123/BC-SNgV
Bình Dương, ngày 05
tháng 01 năm 2022
**BÁO CÁO**
**Kết quả thực hiện Chỉ thị số 01/CT-MAU**
**về hội nhập quốc tế năm 2021**
Kính gửi: Bộ Ngoại giao
"""
SIDE_BY_SIDE = """
UBND TỈNH BÌNH DƯƠNG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NGOẠI VỤ      Độc lập - Tự do - Hạnh phúc
Số: 123/BC-SNgV      Bình Dương, ngày 05 tháng 01 năm 2022
**BÁO CÁO Kết quả thực hiện Chỉ thị số 01/CT-MAU về hội nhập quốc tế năm 2021**
Kính gửi: Bộ Ngoại giao
"""


@pytest.mark.parametrize("layout", [AS_CELLS, AS_LINES, SIDE_BY_SIDE], ids=["cells", "lines", "side by side"])
def test_the_head_reads_alike_in_every_layout(layout: str) -> None:
    found = words(head(layout))
    assert found.pop("date_field") == "ngày 05 tháng 01 năm 2022"
    assert found == {
        "parent": "UBND TỈNH BÌNH DƯƠNG",
        "agency": "SỞ NGOẠI VỤ",
        "number": "123",
        "notation": "BC-SNgV",
        "place": "Bình Dương",
        "date": "2022-01-05",
        "type": "BÁO CÁO",
        "kind": "báo cáo",
        "subject": "Kết quả thực hiện Chỉ thị số 01/CT-MAU về hội nhập quốc tế năm 2021",
        "actor": "former-province-74",
    }


@pytest.mark.parametrize(
    ("line", "place", "iso"),
    [
        ("TP. Hồ Chí Minh, ngày 5 tháng 01 năm 2022", "TP. Hồ Chí Minh", "2022-01-05"),
        ("Thành phố Hồ Chí Minh, ngày 05/01/2022", "Thành phố Hồ Chí Minh", "2022-01-05"),
        ("Bà Rịa - Vũng Tàu, ngày05 tháng 01năm 2022", "Bà Rịa - Vũng Tàu", "2022-01-05"),
        ("Số: 1/BC-UBND Đắk Lắk, ngày 05 tháng 01 năm 2022", "Đắk Lắk", "2022-01-05"),
        ("Huế, ngày       tháng 01 năm 2022", "Huế", None),
        ("ngày 05 tháng 01 năm 2022", None, "2022-01-05"),
    ],
)
def test_place_and_date(line: str, place: str | None, iso: str | None) -> None:
    header = head(f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{line}\nBÁO CÁO")
    assert (header.place and header.place.text, header.date) == (place, iso)


def test_a_name_that_runs_over_two_lines_is_one_name() -> None:
    header = head("""
| BỘ VĂN HÓA, THỂ THAO | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| VÀ DU LỊCH | Độc lập - Tự do - Hạnh phúc |
| Số: 7/BC-BVHTTDL | Hà Nội, ngày 3 tháng 2 năm 2024 |
**BÁO CÁO**
""")
    assert header.agency is not None
    assert header.parent is None
    assert header.actor == "bvhttdl"


def test_the_style_of_the_party() -> None:
    found = words(
        head("""
| BAN CHẤP HÀNH TRUNG ƯƠNG | ĐẢNG CỘNG SẢN VIỆT NAM |
| * Số 25-CT/TW | Hà Nội, ngày 08 tháng 8 năm 2018 |
**CHỈ THỊ**
**CỦA BAN BÍ THƯ**
**về đẩy mạnh đối ngoại đa phương đến năm 2030**
""")
    )
    assert found["number"] == "25"
    assert found["notation"] == "CT/TW"
    assert found["agency"] == "BAN CHẤP HÀNH TRUNG ƯƠNG"
    assert found["date"] == "2018-08-08"
    assert found["type"] == "CHỈ THỊ"
    assert found["subject"].endswith("đến năm 2030")


def test_the_style_of_the_national_assembly() -> None:
    found = words(
        head("""
| QUỐC HỘI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| Nghị quyết số: 250/2025/QH15 | Độc lập - Tự do - Hạnh phúc |
**NGHỊ QUYẾT**
**Về một số cơ chế, chính sách**
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
""")
    )
    assert (found["number"], found["notation"]) == ("250", "2025/QH15")
    assert found["agency"] == "QUỐC HỘI"
    assert found["subject"] == "Về một số cơ chế, chính sách"
    assert "date" not in found


def test_a_number_and_a_day_left_blank_are_missing() -> None:
    header = head("""
BỘ CÔNG THƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số:       /BC-BCT
Hà Nội, ngày … tháng … năm 2024
BÁO CÁO
""")
    assert header.number is None
    assert header.notation is not None
    assert header.notation.text == "BC-BCT"
    assert header.date is None
    assert header.place is not None
    assert header.actor == "bct"


def test_the_subject_of_an_official_letter() -> None:
    header = head("""
| BỘ CÔNG THƯƠNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| Số: 99/BCT-ĐB | Hà Nội, ngày 1 tháng 3 năm 2024 |
| V/v báo cáo kết quả hội nhập |  |
Kính gửi: Bộ Ngoại giao
""")
    assert header.type is None
    assert header.subject is not None
    assert header.subject.text == "báo cáo kết quả hội nhập"


def test_a_day_that_does_not_exist_gives_no_date() -> None:
    header = head("""
BỘ CÔNG THƯƠNG
Số: 1/BC-BCT
Hà Nội, ngày 31 tháng 02 năm 2024
BÁO CÁO
""")
    assert header.date is None
    assert header.date_field is not None


def test_a_number_cited_in_the_body_is_not_the_papers_own() -> None:
    header = head("""
Họp giao ban tuần tại tỉnh
Thực hiện Công văn số 12/BNG-HTQT ngày 3 tháng 4 năm 2024 của Bộ Ngoại giao, tỉnh đã họp bàn.
""")
    assert header.number is None
    assert header.date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tăng cường quan hệ song phương ở các tỉnh\n29/01/2021 22:56\n(Chinhphu.vn) – Chiều 27/1, ông A nói.\nNhóm PV",
            {"publisher": "Chinhphu.vn", "author": "Nhóm PV", "date": "2021-01-29"},
        ),
        (
            "Hội nhập\nNâng cao hiệu quả công tác đối ngoại\nTTXVN - Ngày 25/1, tại Hà Nội, hội nghị đã diễn ra.",
            {
                "publisher": "TTXVN",
                "subject": "Nâng cao hiệu quả công tác đối ngoại",
                "date_field": "Ngày 25/1",
            },
        ),
        (
            "Sáng nay, hội nghị đã diễn ra tại Hà Nội.\nTheo Lê Mẫu/Dân trí\nhttps://dantri.com.vn/a-20211213114145823.htm",
            {"publisher": "Dân trí", "author": "Lê Mẫu", "date": "2021-12-13"},
        ),
        (
            "Đoàn công tác của tỉnh thăm Hàn Quốc\nNgày đăng: 20/05/2019\nTác giả: Thu Mẫu\nChiều nay, đoàn đã về.",
            {"author": "Thu Mẫu", "date": "2019-05-20"},
        ),
        (
            "Việt Nam bỏ phiếu thuận tại Đại hội đồng\nNew York (TTXVN) - Ngày 16/11, phiên họp đã diễn ra."
            "\nKhắc Mẫu - Thanh Mẫu (P/v TTXVN tại New York)",
            {"publisher": "TTXVN", "author": "Khắc Mẫu - Thanh Mẫu"},
        ),
    ],
)
def test_the_head_of_a_news_item(text: str, expected: dict[str, str]) -> None:
    found = words(head(text))
    assert {name: found.get(name) for name in expected} == expected


def test_a_news_day_without_a_year_leaves_the_date_open() -> None:
    assert head("TTXVN - Ngày 25/1, tại Hà Nội, hội nghị đã diễn ra.").date is None


def test_a_line_of_many_days_is_read_in_time() -> None:
    begun = time.process_time()
    assert head("BÁO CÁO\n" + "ngày 1/1/2024 " * 8_000).date is None
    assert time.process_time() - begun < 3


def test_a_web_page_tells_of_the_paper_before_its_head() -> None:
    page = """<html><body><p>Căn cứ Chỉ thị số 01/CT-MAU, Bộ Y tế đã rà soát và xin báo cáo các nội dung sau:</p>
    <table><tr><td>BỘ Y TẾ<br>Số: 434/BC-BYT</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
    Độc lập - Tự do - Hạnh phúc<br>Hà Nội, ngày 12 tháng 3 năm 2026</td></tr></table>
    <p>BÁO CÁO</p><p>Tình hình triển khai</p><p>Bộ đã tổ chức 12 hội nghị trong năm.</p></body></html>"""
    paper = open_paper("bao-cao.html", page.encode())
    header = read_header(paper, shadow(paper.text), None).header
    assert header.agency is not None and header.agency.text == "BỘ Y TẾ"
    assert header.number is not None and header.number.text == "434"
