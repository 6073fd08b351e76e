"""How far the words run that a number counts, by the label guide."""

from __future__ import annotations

import pytest

from banggiao.reading.records import Label
from tests.reading.mentions.known import mentions, said


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("đón 150 đại biểu quốc tế", ["150 đại biểu"]),
        ("thu hút 12 dự án viện trợ phi chính phủ", ["12 dự án"]),
        ("với 94 Cơ quan đại diện Việt Nam ở nước ngoài", ["94 Cơ quan đại diện"]),
        ("tổ chức 85 cuộc tiếp xúc trực tuyến", ["85 cuộc tiếp xúc"]),
        ("đã cấp gần 49.600 bộ C/O mẫu D", ["gần 49.600 bộ C/O"]),
        ("tài trợ 2 vé máy bay, tặng 60 suất quà.", ["2 vé máy bay", "60 suất quà"]),
        ("xét nghiệm tối thiểu 2.000 mẫu/ngày", ["tối thiểu 2.000 mẫu/ngày"]),
        ("tăng bình quân 12,7%/năm", ["12,7%/năm"]),
        ("mức 1.050.000 đồng/người (đã gồm ăn)", ["1.050.000 đồng/người"]),
        ("từ 5 đến 7 đoàn; đón 40 đến 45 đoàn vào", ["5 đến 7 đoàn", "40 đến 45 đoàn vào"]),
        ("tổng vốn 37tỷ USD", ["37tỷ USD"]),
        ("đối với 312 dòng thuế nhạy cảm", ["312 dòng thuế"]),
        ("mở rộng 120 dòng thuế, báo cáo Phó Thủ tướng", ["120 dòng thuế"]),
        ("kim ngạch 7 tháng đạt 4,5 tỷ USD", ["4,5 tỷ USD"]),
        ("với 520 cán bộ, chiến sĩ; 34 tỉnh, thành phố", ["520 cán bộ, chiến sĩ", "34 tỉnh, thành phố"]),
        ("với 472/475 đại biểu tán thành, 5 phiếu chống", ["472/475 đại biểu", "5 phiếu chống"]),
        ("gửi 02 (hai) bộ hồ sơ về Cục", ["02 (hai) bộ hồ sơ"]),
        (
            "hơn 4 triệu dân sinh sống; 12/34 tỉnh, thành trong cả nước",
            ["hơn 4 triệu dân", "12/34 tỉnh, thành"],
        ),
        ("có 469 ĐB biểu quyết", ["469 ĐB"]),
        ("giám sát 28 vụ; kỷ lục 61 câu hỏi", ["28 vụ", "61 câu hỏi"]),
        ("giải quyết 1.218/1.305 vụ án hành chính", ["1.218/1.305 vụ án"]),
        ("các xã đạt từ 85 - 95/100 điểm theo bộ tiêu chí", ["85 - 95/100 điểm"]),
        ("lãi suất từ 6% -8%/năm; từ 6% - 8%", ["6% -8%/năm", "6% - 8%"]),
        ("nâng lên con số 15 (xã, phường)", ["15"]),
        ("tăng trưởng khoảng 5-7%/năm", ["khoảng 5-7%/năm"]),
        ("ký 3 công ước, 2 tuyên bố chung", ["3 công ước", "2 tuyên bố chung"]),
        ("giới thiệu 3 chức danh chủ chốt", ["3 chức danh"]),
        ("đầu tư 2 tuyến đường sắt, 3 tuyến cao tốc", ["2 tuyến đường sắt", "3 tuyến cao tốc"]),
        ("xử phạt 52 trường hợp, số tiền lớn", ["52 trường hợp"]),
        ("lắp 430 camera giám sát; tặng 5 Huân chương", ["430 camera", "5 Huân chương"]),
        ("khen thưởng 19 tập thể, 42 cá nhân", ["19 tập thể", "42 cá nhân"]),
        ("trồng 5.000 cây xanh ven biển", ["5.000 cây xanh"]),
    ],
)
def test_a_count_ends_with_its_noun(text: str, counted: list[str]) -> None:
    assert said(text, Label.QUANTITY) == counted


@pytest.mark.parametrize(
    "text",
    [
        "tại Điều 5 và phụ lục 3 kèm theo",
        "lúc 8 giờ 30, khoảng 02 giờ 15 ngày 19/5/2021",
        "khách sạn (5 Lê Lợi, quận Một)",
        "hai nước, hai bên, ba tỉnh",
        "năm bản lề của nhiệm kỳ",
        "chuyến bay CI 791 đưa đoàn về",
        "Điện thoại: 3835 máy lẻ",
    ],
)
def test_what_is_never_a_count(text: str) -> None:
    assert said(text, Label.QUANTITY) == []


def test_cells_are_counts_where_their_column_counts() -> None:
    text = "TT\tĐoàn\tSố người\tThời gian\n1\tĐoàn Hoa Mai\t12\tQuý II\n2\tĐoàn Sao Biển\t1.200\t2023"
    found = [(text[m.start : m.end], m.value) for m in mentions(text) if m.label is Label.QUANTITY]
    assert found == [("12", "12"), ("1.200", "1200")]
