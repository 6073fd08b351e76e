"""Names of meetings and groups of bodies as official papers write them, in sentences written for the project."""

from __future__ import annotations

import pytest

from banggiao.reading.records import Label
from tests.reading.written.passages import Passage, read


def said(sentence: str, label: Label) -> list[str]:
    reading = read(Passage("", sentence, ()))
    return [reading.paper.words(m.start, m.end) for m in reading.mentions if m.label is label]


@pytest.mark.parametrize(
    "name",
    [
        "Đối thoại Shangri-La lần thứ 22",
        "Diễn đàn Tương lai ASEAN 2025",
        "Hội nghị Trung ương 8 khóa XIII",
        "Lễ mở ký Công ước Hà Nội",
        "Hội thảo quốc gia \"Đối ngoại trong kỷ nguyên mới\"",
        "Đại hội đồng Liên minh Nghị viện Thế giới lần thứ 150",
        "Liên hoan phim quốc tế Hà Nội lần thứ VII",
        "Phiên họp lần thứ 16 Ủy ban Chỉ đạo hợp tác song phương Việt Nam - Trung Quốc",
        "Kỳ họp thứ 9 Quốc hội khóa XV",
        "AIPA-46",
        "Diễn đàn Kinh tế Thế giới về Mỹ La-tinh",
        "Hội nghị APEC về Đông Nam Á",
        "Cuộc họp ba Thủ tướng Việt Nam, Lào và Campuchia",
        "Cuộc gặp cấp cao giữa Đảng Cộng sản Việt Nam và Đảng Nhân dân Campuchia",
        "Lễ khánh thành Công viên hữu nghị Việt Nam - Cuba",
        "Lễ công bố mở cặp cửa khẩu song phương Na Hình (Việt Nam) - Kéo Ái",
        "Hội nghị hợp tác hành lang kinh tế Lào Cai - Hải Phòng (Việt Nam) và Vân Nam (Trung Quốc) lần thứ 9",
        "Kỳ họp lần thứ 5 Ủy ban liên Chính phủ Việt Nam - Ba Lan về hợp tác thương mại, đầu tư và khoa học kỹ thuật",
        "Cuộc thi và Triển lãm tranh “Sắc màu biển đảo”",
        "Hội nghị trù bị Bộ trưởng Kinh tế ASEAN",
        "Hội nghị toàn quốc triển khai Nghị quyết Đại hội lần thứ XIII của Đảng",
        "Global Trade Congress 2031",
    ],
)  # fmt: skip
def test_a_named_meeting(name: str) -> None:
    assert said(f"Ngày 12/5, lãnh đạo tỉnh dự {name} tại Hà Nội.", Label.EVENT)[:1] == [name]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Trưởng Ban Tổ chức Lễ công bố yêu cầu các thành viên chuẩn bị.", []),
        ("Sở báo cáo kết quả Hội thảo về Bộ Công an trong 15 ngày.", []),
        ("Sở báo cáo về Hội nghị trù bị phục vụ các hoạt động năm tới.", ["Hội nghị trù bị"]),
        ("Đề án \"Ngày Tôn vinh tiếng Khmer giai đoạn 2031-2035\" được duyệt.", ["Ngày Tôn vinh tiếng Khmer"]),
        ("Hội nghị triển khai Nghị quyết Đại hội XIII của Đảng.", ["Hội nghị triển khai Nghị quyết Đại hội XIII của Đảng", "Đại hội XIII"]),
    ],
)  # fmt: skip
def test_where_the_name_of_a_meeting_ends(sentence: str, names: list[str]) -> None:
    assert said(sentence, Label.EVENT) == names


@pytest.mark.parametrize(
    "group",
    [
        "các cấp ủy, tổ chức đảng, chính quyền các cấp",
        "các sở, ban, ngành tỉnh",
        "các tổ chức chính trị - xã hội tỉnh",
        "các vụ, cục, đơn vị thuộc Bộ Ngoại giao",
        "các Ủy ban của Quốc hội",
        "các sở ngoại vụ",
        "các đảng ủy trực thuộc Tỉnh ủy",
        "các cơ quan tham mưu, giúp việc Trung ương Đảng",
        "Giám đốc các sở, Thủ trưởng các ban, ngành",
        "các Đại sứ quán, Tổng Lãnh sự quán Việt Nam ở nước ngoài",
        "các tỉnh biên giới phía Bắc",
        "các Bộ Ngoại giao, Công an, Quốc phòng",
    ],
)
def test_a_group_of_bodies(group: str) -> None:
    assert said(f"Giao {group} xây dựng kế hoạch.", Label.GROUP) == [group]


@pytest.mark.parametrize("words", ["các cơ quan, tổ chức quốc tế", "các địa phương", "các nước"])
def test_no_group_of_bodies_of_ours(words: str) -> None:
    assert words not in said(f"Tỉnh hợp tác với {words} trong nhiều lĩnh vực.", Label.GROUP)
