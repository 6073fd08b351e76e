"""Word papers for tests, written here: no real directive or report is quoted."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document

DIRECTIVE_NAME = "chi-thi.docx"


def word(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Return a Word file with one paragraph per line, then a table with these rows."""
    document: Any = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@cache
def directive() -> bytes:
    """A directive with two task groups, five clauses, and a list of six bodies asked to report."""
    return word(
        "BỘ NGOẠI GIAO",
        "Số: 9/CT-BNG",
        "Hà Nội, ngày 15 tháng 3 năm 2020",
        "CHỈ THỊ",
        "Về tăng cường hội nhập quốc tế của địa phương",
        "I. NHIỆM VỤ",
        "1. Nâng cao năng lực hội nhập",
        "1.1. Đào tạo, bồi dưỡng cán bộ làm công tác đối ngoại: tổ chức lớp bồi dưỡng ngoại ngữ, kỹ năng đàm phán.",
        "1.2. Ký kết thỏa thuận quốc tế: rà soát, ký mới thỏa thuận kết nghĩa với địa phương nước ngoài.",
        "1.3. Tuyên truyền, thông tin đối ngoại: đăng tin, bài, phóng sự giới thiệu địa phương.",
        "2. Thu hút nguồn lực",
        "2.1. Xúc tiến đầu tư: tổ chức hội nghị xúc tiến đầu tư, thu hút dự án đầu tư nước ngoài.",
        "2.2. Vận động viện trợ phi chính phủ nước ngoài: tiếp nhận khoản viện trợ, giám sát dự án viện trợ.",
        "Nơi nhận: như danh sách.",
        "Danh sách cơ quan, địa phương gửi báo cáo",
        rows=(
            ("TT", "Cơ quan"),
            ("1", "Bộ Công Thương"),
            ("2", "Bộ Quốc phòng"),
            ("3", "Thành phố Hồ Chí Minh"),
            ("4", "Tỉnh Quảng Ninh"),
            ("5", "Tỉnh Cà Mau"),
            ("6", "Thành phố Hải Phòng"),
        ),
    )


def report(
    agency: str, *results: str, day: str = "ngày 10 tháng 9 năm 2025", number: str = "15/BC-UBND"
) -> bytes:
    """A report of an agency with these results."""
    return word(
        agency.upper(),
        f"Số: {number}",
        f"Hà Nội, {day}",
        "BÁO CÁO",
        "Kết quả 5 năm thực hiện Chỉ thị về hội nhập quốc tế",
        "I. KẾT QUẢ THỰC HIỆN",
        *(f"{number}. {words}" for number, words in enumerate(results, start=1)),
        "II. PHƯƠNG HƯỚNG",
        "1. Tiếp tục tổ chức lớp bồi dưỡng ngoại ngữ cho cán bộ đối ngoại.",
    )


TRAINING = "Đã tổ chức 12 lớp bồi dưỡng ngoại ngữ, kỹ năng đàm phán cho 340 cán bộ đối ngoại trong năm 2023."
TWINNING = "Đã ký 4 thỏa thuận kết nghĩa với địa phương nước ngoài, trong đó năm 2024 ký mới 1 thỏa thuận."
INVESTMENT = "Đã tổ chức 6 hội nghị xúc tiến đầu tư, thu hút 27 dự án đầu tư nước ngoài."
AID = "Tiếp nhận 18 khoản viện trợ phi chính phủ nước ngoài theo Quyết định số 77/QĐ-UBND."


def secret(words: str) -> bytes:
    """A report stamped MẬT that holds ``words``."""
    return word("UBND TỈNH QUẢNG NINH", "MẬT", "Số: 3/BC-UBND", "BÁO CÁO", words)


def zipped(**files: bytes) -> bytes:
    """A zip with these files; "__" stands for "/" and "_docx" for ".docx" in their names."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_docx", ".docx"), data)
    return target.getvalue()
