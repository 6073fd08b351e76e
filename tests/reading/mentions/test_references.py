"""References to papers: notations of every kind, names without a number, short forms, trade agreements."""

from __future__ import annotations

import pytest

from banggiao.reading.export import state_of
from banggiao.reading.records import Label
from tests.reading.mentions.known import mentions, said


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("Số: 214/BC-SNgV", ["214/BC-SNgV"]),
        ("Số 527 - BC/TU", ["527 - BC/TU"]),
        ("Số: 71/BC-TLSQ-2019", ["71/BC-TLSQ-2019"]),
        (
            "tại Tờ trình số 118-TTr/BKT và văn bản 5120/BNG-THKT",
            ["Tờ trình số 118-TTr/BKT", "văn bản 5120/BNG-THKT"],
        ),
        ("giao tại 1204/VPCP-QHQT ngày 11/7/2019", ["1204/VPCP-QHQT"]),
        ("Chương trình khoa học số 77/CTr-KHXH", ["Chương trình khoa học số 77/CTr-KHXH"]),
        ("theo Nghị định số 05, 07 và 09 của Chính phủ", ["Nghị định số 05", "07", "09"]),
        ("gia nhập Công ước số 87 của ILO", ["Công ước số 87"]),
        ("tại công văn 2613 ngày 5/5/2022, kế hoạch 5 năm", ["công văn 2613"]),
        (
            "Nghị định số 5/2021/NĐ-CP ngày 2/3/2021 của Chính phủ Quy định về lễ tân",
            ["Nghị định số 5/2021/NĐ-CP"],
        ),
        (
            "công văn số 3021/BNG-ĐBA-m và Quyết định số 390 TTg",
            ["công văn số 3021/BNG-ĐBA-m", "Quyết định số 390 TTg"],
        ),
        ("Số: 1302/VPCP-V.I", ["1302/VPCP-V.I"]),
        ("Quyết định số 33 / 2020 / QĐ-UBND", ["Quyết định số 33 / 2020 / QĐ-UBND"]),
        ("Chương trình hành động thực hiện Nghị quyết số 6-NQ/TW", ["Nghị quyết số 6-NQ/TW"]),
        (
            "Xét Tờ trình số 41/TTr-CP ngày 3 tháng 5 năm 2021, số 42/TTr-CP ngày 4/5/2021 của Chính phủ"
            " và số 47/TTr-CP ngày 5/5/2021",
            ["Tờ trình số 41/TTr-CP", "số 42/TTr-CP", "số 47/TTr-CP"],
        ),
        ("tại công văn số 26/VPCP-QHQT và số 67/CP-KTTH", ["công văn số 26/VPCP-QHQT", "67/CP-KTTH"]),
        (
            "các Nghị định số 26/2017/NĐ-CP, số 14/2014/NĐ-CP và số 15/2014/NĐ-CP",
            ["Nghị định số 26/2017/NĐ-CP", "số 14/2014/NĐ-CP", "số 15/2014/NĐ-CP"],
        ),
    ],
)
def test_numbers_are_read_whole_with_their_kind(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "theo Luật Thỏa thuận quốc tế năm 2020 và Bộ luật Lao động.",
            ["Luật Thỏa thuận quốc tế", "Bộ luật Lao động"],
        ),
        ("Căn cứ Luật Phòng, chống mua bán người;", ["Luật Phòng, chống mua bán người"]),
        (
            "cho ý kiến về Luật Đất đai (sửa đổi) và Luật Viễn thông (sửa đổi)",
            ["Luật Đất đai (sửa đổi)", "Luật Viễn thông (sửa đổi)"],
        ),
        (
            "góp ý Luật Hợp tác xã sửa đổi, Luật Dữ liệu sửa đổi nội dung nào",
            ["Luật Hợp tác xã sửa đổi", "Luật Dữ liệu"],
        ),
        (
            "theo Luật Phổ biến, giáo dục pháp luật và pháp luật có liên quan",
            ["Luật Phổ biến, giáo dục pháp luật"],
        ),
        ("TĂNG CƯỜNG PHỔ BIẾN PHÁP LUẬT VỀ BIÊN GIỚI", []),
        (
            "ban hành Quy chế quản lý hoạt động của báo chí nước ngoài tại Việt Nam, các phóng viên",
            ["Quy chế quản lý hoạt động của báo chí nước ngoài tại Việt Nam"],
        ),
        ("góp ý luật Đất đai và các quy định của pháp luật Nhà nước", ["luật Đất đai"]),
        ("Công ước Viên năm 1969 về Luật Điều ước quốc tế", ["Công ước Viên"]),
        ("theo Luật Nhân đạo quốc tế và Luật Quốc tế, theo Luật Hải quan", ["Luật Hải quan"]),
        (
            "theo Luật Khám bệnh, chữa bệnh số 15/2023/QH15 và Luật Căn cước",
            ["Luật Khám bệnh, chữa bệnh số 15/2023/QH15", "Luật Căn cước"],
        ),
        ("KẾT QUẢ PHỔ BIẾN LUẬT BÁO CHÍ NĂM 2024", ["LUẬT BÁO CHÍ"]),
        (
            "phê chuẩn Nghị định thư Kyoto và thực hiện Công ước Viên về bảo vệ tầng ô-dôn",
            ["Nghị định thư Kyoto", "Công ước Viên về bảo vệ tầng ô-dôn"],
        ),
        ("ký Bản ghi nhớ về hợp tác nông nghiệp giữa hai bộ", ["Bản ghi nhớ về hợp tác nông nghiệp"]),
        ("ký Biên bản ghi nhớ về đào tạo nhân lực, trị giá", ["Biên bản ghi nhớ về đào tạo nhân lực"]),
        ("ra Tuyên bố chung Việt Nam - Lào nhân dịp", ["Tuyên bố chung Việt Nam - Lào"]),
        ("tuân thủ Công ước Liên hợp quốc về Luật Biển năm 1982", ["Công ước Liên hợp quốc về Luật Biển"]),
        ("theo Nghị quyết Đại hội XIII của Đảng diễn ra", ["Nghị quyết Đại hội XIII của Đảng"]),
        ("theo Nghị quyết của Đại hội XIII và nhất là", ["Nghị quyết của Đại hội XIII"]),
        ('xây dựng Đề án "Cầu nối hai bờ sông", trình', ["Cầu nối hai bờ sông"]),
        ("ký Hiệp định về vận tải hàng không giữa hai bên", ["Hiệp định về vận tải hàng không"]),
        ("gia nhập Công ước Tống đạt cũng vậy", ["Công ước Tống đạt"]),
        ("nêu Chiến lược Biển Đông của một số nước", ["Chiến lược Biển Đông"]),
        ("trình dự thảo Thông tư quy định mức chi, sau", ["Thông tư quy định mức chi"]),
        ("trong một nghị quyết, kế hoạch và thỏa thuận", []),
        ("Sở Kế hoạch và Đầu tư báo cáo Vụ Luật pháp", []),
    ],
)
def test_names_end_where_their_subject_ends(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


def test_a_bare_kind_means_the_paper_named_before_and_nothing_without_one() -> None:
    text = "Thực hiện Kế hoạch số 58/KH-UBND. Các sở thực hiện Kế hoạch này và Nghị quyết này."
    found = [(m.value, text[m.start : m.end]) for m in mentions(text) if m.label is Label.INSTRUMENT]
    assert found == [("58/KH-UBND", "Kế hoạch số 58/KH-UBND"), ("58/KH-UBND", "Kế hoạch")]


def test_a_loose_reference_is_resolved_by_the_paper_or_stays_open() -> None:
    text = "Theo Nghị định số 34/2022/NĐ-CP và Nghị quyết 59-NQ/TW, căn cứ Luật Biên phòng, thực hiện Nghị định 34."
    found = {text[m.start : m.end]: state_of(m) for m in mentions(text) if m.label is Label.INSTRUMENT}
    assert found == {
        "Nghị định số 34/2022/NĐ-CP": "resolved",
        "Nghị quyết 59-NQ/TW": "resolved",
        "Luật Biên phòng": "unresolved",
        "Nghị định 34": "resolved",
    }


def test_a_trade_agreement_is_read_with_its_kind_and_its_parties() -> None:
    text = "thực thi Hiệp định CPTPP; Hiệp định Thương mại tự do giữa Việt Nam và Nhật Bản."
    assert said(text, Label.TRADE_AGREEMENT) == [
        "Hiệp định CPTPP",
        "Hiệp định Thương mại tự do giữa Việt Nam và Nhật Bản",
    ]
    assert said(text, Label.INSTRUMENT) == []


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("thực hiện Chỉ thị của Ban Bí thư về đối ngoại;", ["Chỉ thị của Ban Bí thư về đối ngoại"]),
        ("theo Nghị quyết Trung ương 8 khóa XIII,", ["Nghị quyết Trung ương 8 khóa XIII"]),
        ("theo Công điện số 22 và Văn kiện Đại hội XIII.", ["Công điện số 22", "Văn kiện Đại hội XIII"]),
        (
            "Quy định về tổ chức hội nghị, hội thảo quốc tế.",
            ["Quy định về tổ chức hội nghị, hội thảo quốc tế"],
        ),
        ("Bộ Quy tắc ứng xử (COC); thông qua COC", ["Bộ Quy tắc ứng xử", "COC", "COC"]),
    ],
)
def test_issuers_meetings_and_abbreviations_name_papers(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("quan hệ Đối tác Chiến lược Toàn diện với Lào", []),
        (
            "sớm đạt Bộ Quy tắc ứng xử tại Biển Đông (COC) thực chất",
            ["Bộ Quy tắc ứng xử tại Biển Đông", "COC"],
        ),
        ("triển khai Luật Phát triển đô thị và xem xét, cho ý kiến", ["Luật Phát triển đô thị"]),
        ("Luật Phát triển đô thị đảm bảo tính kịp thời", ["Luật Phát triển đô thị"]),
        ("Theo Nghị quyết số 9-NQ/TU. rà soát các Nghị quyết đã ban hành", ["Nghị quyết số 9-NQ/TU"]),
        ("Chương trình “Ngày Việt Nam tại Lào” khai mạc", []),
        (
            "nay ban hành “Quy chế quản lý đối ngoại trên địa bàn tỉnh A”",
            ["Quy chế quản lý đối ngoại trên địa bàn tỉnh A"],
        ),
        (
            "Căn cứ Luật Tổ chức Hội đồng nhân dân, Ủy ban nhân dân ngày 3/12/2004;",
            ["Luật Tổ chức Hội đồng nhân dân, Ủy ban nhân dân"],
        ),
        ("Quyết định về việc thành lập ban chỉ đạo hội nghị", []),
        (
            "Nghị định số 9/2020/NĐ-CP:\na) Nghị định về lễ tân;\nb) Nghị định đã ban hành",
            ["Nghị định số 9/2020/NĐ-CP"],
        ),
        ("theo Chỉ thị số 32 – CT/TW và Chỉ thị 04 CT/TW", ["Chỉ thị số 32 – CT/TW", "Chỉ thị 04 CT/TW"]),
        (
            "nay ban hành Kế hoạch triển khai Bản ghi nhớ về hợp tác giữa hai tỉnh",
            ["Kế hoạch triển khai Bản ghi nhớ về hợp tác", "Bản ghi nhớ về hợp tác"],
        ),
        (
            "ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 7-NQ/TW ngày 2/5/2024",
            [
                "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 7-NQ/TW",
                "Nghị quyết số 7-NQ/TW",
            ],
        ),
        ("Kế hoạch triển khai thực hiện trong năm", []),
        ("thực hiện Kế hoạch Hoạt động đối ngoại năm 2022", ["Kế hoạch Hoạt động đối ngoại"]),
        ("Các Bộ: Tài chính, Kế hoạch đầu tư, Y tế", []),
        ("căn cứ Điều 83 của Hiến pháp;", ["Hiến pháp"]),
        (
            "theo Quy chế quản lý đối ngoại trên địa bàn tỉnh Lào Cai, các sở",
            ["Quy chế quản lý đối ngoại trên địa bàn tỉnh Lào Cai"],
        ),
        (
            "đề nghị tại Báo cáo về tình hình thực hiện Chỉ thị 12/CT-TTg về",
            ["Báo cáo về tình hình thực hiện Chỉ thị 12/CT-TTg", "Chỉ thị 12/CT-TTg"],
        ),
        (
            "ra Thông cáo chung Hội nghị Hợp tác và phát triển các tỉnh biên giới Việt Nam-Lào lần thứ 5.",
            ["Thông cáo chung Hội nghị Hợp tác và phát triển các tỉnh biên giới Việt Nam-Lào lần thứ 5"],
        ),
        ("Tuyên bố chung Việt Nam - Lào\nTrong chuyến thăm", []),
        ("đạt được trong Biên bản khóa họp thứ 9 và nêu", ["Biên bản khóa họp thứ 9"]),
        ("ra toàn văn Tuyên bố chung Việt Nam-Lào:", ["Tuyên bố chung Việt Nam-Lào"]),
    ],
)
def test_what_is_no_paper_and_where_names_end_in_real_papers(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "thông qua Luật sửa đổi, bổ sung một số điều của Luật Hóa chất, Luật Khám bệnh,"
            " chữa bệnh và Luật Hải quan năm 2024",
            [
                "Luật sửa đổi, bổ sung một số điều của Luật Hóa chất, Luật Khám bệnh,"
                " chữa bệnh và Luật Hải quan",
                "Luật Hóa chất",
                "Luật Khám bệnh, chữa bệnh",
                "Luật Hải quan",
            ],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Kế toán, Luật Dự trữ quốc gia được thông qua",
            [
                "Luật sửa đổi, bổ sung một số điều của Luật Kế toán, Luật Dự trữ quốc gia",
                "Luật Kế toán",
                "Luật Dự trữ quốc gia",
            ],
        ),
        (
            "nghe Tờ trình về dự án Luật sửa đổi, bổ sung một số điều của Luật Hóa chất và Luật Dữ liệu",
            [
                "Tờ trình về dự án Luật sửa đổi, bổ sung một số điều của Luật Hóa chất và Luật Dữ liệu",
                "Luật sửa đổi, bổ sung một số điều của Luật Hóa chất và Luật Dữ liệu",
                "Luật Hóa chất",
                "Luật Dữ liệu",
            ],
        ),
        (
            "nghe Tờ trình về dự án Luật Hóa chất (sửa đổi), thẩm tra",
            ["Tờ trình về dự án Luật Hóa chất (sửa đổi)", "Luật Hóa chất (sửa đổi)"],
        ),
        (
            "thông qua Luật sửa đổi, bổ sung một số điều của 3 luật có liên quan đến quy hoạch và Luật Dữ liệu",
            [
                "Luật sửa đổi, bổ sung một số điều của 3 luật có liên quan đến quy hoạch",
                "Luật Dữ liệu",
            ],
        ),
        (
            "trình Luật sửa đổi, bổ sung Điều 6 của Luật Đầu tư",
            ["Luật sửa đổi, bổ sung Điều 6 của Luật Đầu tư", "Luật Đầu tư"],
        ),
        (
            "thông qua luật sửa đổi, bổ sung một số điều của luật Hóa chất",
            ["luật sửa đổi, bổ sung một số điều của luật Hóa chất", "luật Hóa chất"],
        ),
        (
            "bàn về Luật Căn cước, Luật sửa đổi, bổ sung một số điều của Luật Hóa chất, Luật Dữ liệu",
            [
                "Luật Căn cước",
                "Luật sửa đổi, bổ sung một số điều của Luật Hóa chất",
                "Luật Hóa chất",
                "Luật Dữ liệu",
            ],
        ),
        (
            "thảo luận Luật sửa đổi, bổ sung một số điều của Luật Đầu tư, Luật Đất đai (sửa đổi) và Luật Dữ liệu",
            [
                "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư",
                "Luật Đầu tư",
                "Luật Đất đai (sửa đổi)",
                "Luật Dữ liệu",
            ],
        ),
    ],
)
def test_a_law_that_amends_several_bears_all_their_names(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


def test_treaties_known_by_their_years_leave_these_to_the_dates() -> None:
    text = "các Công ước 1972, 2003 và 2005 của UNESCO"
    assert said(text, Label.INSTRUMENT) == ["Công ước"]
    assert said(text, Label.DATE) == ["1972", "2003", "2005"]


def test_a_known_title_alone_at_the_top_is_the_papers_own() -> None:
    assert said("PHÁP LỆNH\nNGƯỜI CAO TUỔI\nĐể phát huy vai trò", Label.INSTRUMENT) == []
    text = "NGHỊ ĐỊNH\nHƯỚNG DẪN THI HÀNH PHÁP LỆNH NGƯỜI CAO TUỔI\nChính phủ quy định"
    assert said(text, Label.INSTRUMENT) == ["PHÁP LỆNH NGƯỜI CAO TUỔI"]


def test_a_plan_holds_the_known_strategy_that_it_carries_out() -> None:
    text = "ban hành Kế hoạch hành động triển khai Chiến lược Ngoại giao Văn hóa tỉnh Sơn La"
    assert said(text, Label.INSTRUMENT) == [
        "Kế hoạch hành động triển khai Chiến lược Ngoại giao Văn hóa tỉnh Sơn La",
        "Chiến lược Ngoại giao Văn hóa",
    ]


def test_a_treaty_holds_the_place_after_which_it_is_named() -> None:
    text = "Công ước Viên về quan hệ lãnh sự, Hiệp định Genève và Luật Viên chức"
    assert said(text, Label.PLACE) == ["Viên", "Genève"]
