from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.folding import shadow
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Label
from tests.reading.mentions.known import GAZETTEER, keys, mentions, said
from tests.reading.papers import paper_from_text


def test_a_leader_is_read_with_post_and_body() -> None:
    text = "Trưởng Ban Đối ngoại Trung ương Hoàng Bình Quân cho biết"
    assert said(text, Label.PERSON) == ["Hoàng Bình Quân"]
    assert said(text, Label.POST) == ["Trưởng Ban Đối ngoại Trung ương"]
    assert said(text, Label.ORGANISATION) == ["Ban Đối ngoại Trung ương"]


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        (
            "Bộ trưởng Ngoại giao Lào Saleumxay Kommasith thăm",
            ["Bộ trưởng Ngoại giao Lào"],
            ["Saleumxay Kommasith"],
        ),
        ("Thủ tướng Nhật Bản Kishida Fumio đến", ["Thủ tướng Nhật Bản"], ["Kishida Fumio"]),
        (
            "Phó Thủ tướng Thường trực Chính phủ Phạm Bình Minh nói",
            ["Phó Thủ tướng Thường trực Chính phủ"],
            ["Phạm Bình Minh"],
        ),
        (
            "Ủy viên Trung ương Đảng, Phó Thủ tướng Chính phủ Trần Lưu Quang dự",
            ["Ủy viên Trung ương Đảng", "Phó Thủ tướng Chính phủ"],
            ["Trần Lưu Quang"],
        ),
        (
            "Ông Nguyễn Văn An, Phó Giám đốc Sở Ngoại vụ, trình bày",
            ["Phó Giám đốc Sở Ngoại vụ"],
            ["Nguyễn Văn An"],
        ),
        (
            "Chủ tịch UBND tỉnh Quảng Ninh Cao Tường Huy ký",
            ["Chủ tịch UBND tỉnh Quảng Ninh"],
            ["Cao Tường Huy"],
        ),
        ("Phó Thủ tướng nhấn mạnh", [], []),
        ("Theo ông Sơn, quan hệ", [], ["Sơn"]),
        (
            "ảnh 1Phó Thủ tướng Phạm Bình Minh. Ảnh: Phạm Kiên/TTXVN",
            ["Phó Thủ tướng"],
            ["Phạm Bình Minh", "Phạm Kiên"],
        ),
    ],
)
def test_posts_are_tied_to_people(text: str, posts: list[str], people: list[str]) -> None:
    assert said(text, Label.POST) == posts
    assert said(text, Label.PERSON) == people


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Sở Ngoại vụ tỉnh Quảng Ninh báo cáo", ["Sở Ngoại vụ tỉnh Quảng Ninh"]),
        ("Sở Kế hoạch và Đầu tư tổng hợp số liệu", ["Sở Kế hoạch và Đầu tư"]),
        (
            "Vụ Luật pháp và Điều ước quốc tế, Bộ Ngoại giao thông báo",
            ["Vụ Luật pháp và Điều ước quốc tế", "Bộ Ngoại giao"],
        ),
        ("Ban tổ chức hội nghị", []),
        ("UBND tỉnh ban hành", ["UBND tỉnh"]),
        ("Chủ tịch Ủy ban ASEAN về quản lý thiên tai, đăng cai", ["Ủy ban ASEAN về quản lý thiên tai"]),
        (
            "họp Ủy ban hỗn hợp về hợp tác song phương Việt Nam-Lào lần thứ nhất",
            ["Ủy ban hỗn hợp về hợp tác song phương Việt Nam-Lào"],
        ),
        ("tại Đại học Sư phạm Lào mang tên A.I. Herzog, ông", ["Đại học Sư phạm Lào mang tên A.I. Herzog"]),
    ],
)
def test_bodies_are_read_by_head_and_field(text: str, bodies: list[str]) -> None:
    assert said(text, Label.ORGANISATION) == bodies


def test_another_countrys_ministry_is_not_ours() -> None:
    assert keys("Bộ Ngoại giao Lào và Bộ Ngoại giao", Label.ORGANISATION) == [None, "mfa"]
    assert keys("đề nghị Chính phủ Campuchia", Label.ORGANISATION) == [None]
    assert keys("Chính phủ Việt Nam", Label.ORGANISATION) == ["cp"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "lãnh đạo các ban, bộ, ngành Trung ương và các tỉnh, thành phố.",
            ["các ban, bộ, ngành Trung ương", "các tỉnh, thành phố"],
        ),
        ("giữa tất cả ban, bộ, ngành, địa phương.", ["tất cả ban, bộ, ngành, địa phương"]),
        (
            "UBND các tỉnh, thành phố trực thuộc Trung ương",
            ["UBND các tỉnh, thành phố trực thuộc Trung ương"],
        ),
        ("các Cơ quan đại diện Việt Nam ở nước ngoài", ["các Cơ quan đại diện Việt Nam ở nước ngoài"]),
        ("các địa phương đã nỗ lực; các cấp, các ngành, các địa phương", []),
    ],
)
def test_groups_of_bodies(text: str, groups: list[str]) -> None:
    assert said(text, Label.GROUP) == groups


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Hội nghị Ngoại vụ toàn quốc lần thứ 20 diễn ra", ["Hội nghị Ngoại vụ toàn quốc lần thứ 20"]),
        ("Hội nghị ngoại giao 31 diễn ra", ["Hội nghị ngoại giao 31"]),
        ("Đại hội XIII của Đảng", ["Đại hội XIII"]),
        (
            "Hội nghị sơ kết 5 năm thực hiện Chỉ thị 25-CT/TW của Ban Bí thư",
            ["Hội nghị sơ kết 5 năm thực hiện Chỉ thị 25-CT/TW"],
        ),
        ("Hội nghị Cấp cao ASEAN lần thứ 44", ["Hội nghị Cấp cao ASEAN lần thứ 44"]),
        ("Hội nghị nhằm đẩy nhanh; chỉ đạo Hội nghị. Hội nghị đã", []),
        ("dự Hội thảo Chuỗi giá trị lúa gạo do Sở", ["Hội thảo Chuỗi giá trị lúa gạo"]),
        ('tổ chức Tọa đàm "Biển và hòa bình" tại Đà Nẵng', ['Tọa đàm "Biển và hòa bình"']),
        ("sau Hội nghị Đối ngoại toàn quốc triển khai Nghị quyết", ["Hội nghị Đối ngoại toàn quốc"]),
        ("Đại hội lần thứ XIII của Đảng lần đầu tiên", ["Đại hội lần thứ XIII"]),
        ("dự Hội nghị giao ban công tác biên giới ngày 12/6", ["Hội nghị giao ban công tác biên giới"]),
        ("KẾ HOẠCH\nHỘI NGHỊ NGOẠI VỤ TOÀN QUỐC LẦN THỨ 21", ["HỘI NGHỊ NGOẠI VỤ TOÀN QUỐC LẦN THỨ 21"]),
        ("Năm Hữu nghị Việt Nam - Lào; Năm 2024; Ngày 12/6", ["Năm Hữu nghị Việt Nam - Lào"]),
        ("Năm APEC 2027 và COP28 ở UAE", ["APEC 2027", "COP28"]),
        (
            "Đại hội Hiệp hội Thư viện lần thứ 8 (AVH 8) bàn; AVH 8 đã",
            ["Đại hội Hiệp hội Thư viện lần thứ 8", "AVH 8", "AVH 8"],
        ),
        ("tại Trung tâm Hội nghị Quốc gia", []),
        ("nói tại Đối thoại Shangri-La tuần trước", ["Đối thoại Shangri-La"]),
        ("sáng kiến “Ngày Phim Việt Nam ở nước ngoài” được nêu", ["Ngày Phim Việt Nam ở nước ngoài"]),
        ("dự Triển lãm Hàng không vũ trụ (AERO) 2031, đoàn", ["Triển lãm Hàng không vũ trụ (AERO) 2031"]),
        ("tổ chức Những ngày Văn hóa Lào tại Huế", ["Những ngày Văn hóa Lào"]),
        ("sơ kết Tháng cao điểm chống buôn lậu và", ["Tháng cao điểm chống buôn lậu"]),
        ("hưởng ứng Ngày biên phòng toàn dân tại xã", ["Ngày biên phòng toàn dân"]),
        ("tại Cuộc gặp gỡ nhân sĩ hữu nghị hai nước", ["Cuộc gặp gỡ nhân sĩ hữu nghị hai nước"]),
        ("văn kiện của Cấp cao ASEAN lần thứ 50", ["Cấp cao ASEAN lần thứ 50"]),
        ("về Hội nghị Cấp cao ASEAN lần thứ 50tổ chức tại", ["Hội nghị Cấp cao ASEAN lần thứ 50"]),
        ("Đại hội đồng Liên hợp quốc bầu", []),
        ("TRAO ĐỔI TẠI HỘI NGHỊ TRỰC TUYẾN", []),
        ("về tổ chức Hội thảo về quan hệ Việt Nam-Lào, đồng ý", ["Hội thảo về quan hệ Việt Nam-Lào"]),
        (
            "tại Hội nghị Hợp tác và phát triển các tỉnh biên giới Việt Nam-Lào lần thứ 5, hai bên",
            ["Hội nghị Hợp tác và phát triển các tỉnh biên giới Việt Nam-Lào lần thứ 5"],
        ),
        ("khuôn khổ “Năm Hữu nghị Việt Nam-Lào 2022,” góp", ["Năm Hữu nghị Việt Nam-Lào 2022"]),
        ("dự Khóa họp 72 Đại hội đồng Liên hợp quốc tại", ["Khóa họp 72 Đại hội đồng Liên hợp quốc"]),
        ("dự Diễn đàn Kinh tế thành phố Hồ Chí Minh 2018;", ["Diễn đàn Kinh tế thành phố Hồ Chí Minh 2018"]),
        ("chất lượng Hội thảo quốc tế: “Ươm ý tưởng” do", ["Hội thảo quốc tế: “Ươm ý tưởng”"]),
        ("hưởng ứng Ngày Tôn vinh tiếng Việt, hỗ trợ", ["Ngày Tôn vinh tiếng Việt"]),
        ("bảo đảm Hội nghị đạt mục tiêu đề ra", []),
        ("dự Hội nghị Cấp cao CLV-10 và Tuyên bố chung", ["Hội nghị Cấp cao CLV-10"]),
        (
            'dự Diễn đàn hợp tác "Con đường chung" lần thứ 3 tại',
            ['Diễn đàn hợp tác "Con đường chung" lần thứ 3'],
        ),
        (
            "tổ chức Ngày hội Văn hóa, Thể thao và Du lịch vùng biên giới lần thứ III;",
            ["Ngày hội Văn hóa, Thể thao và Du lịch vùng biên giới lần thứ III"],
        ),
        ("dự (WEF ASEAN 2028) và SEA Games 35", ["WEF ASEAN 2028", "SEA Games 35"]),
        (
            "tổ chức Hội nghị rà soát, triển khai Kế hoạch tổ chức lễ hội tại",
            ["Hội nghị rà soát, triển khai Kế hoạch tổ chức lễ hội"],
        ),
        (
            "Hội nghị phổ biến, hướng dẫn thực hiện Chỉ thị 25 và Nghị quyết 59 của Ban Bí thư",
            ["Hội nghị phổ biến, hướng dẫn thực hiện Chỉ thị 25 và Nghị quyết 59"],
        ),
        ("tổ chức Lễ Khai trương Nhà Việt Nam kết hợp với hội chợ", ["Lễ Khai trương Nhà Việt Nam"]),
        ("diễn ra Lễ phát động Tháng hành động vì trẻ em tại", ["Lễ phát động Tháng hành động vì trẻ em"]),
        ('Chương trình giao lưu "Chung dòng sông" được', ['Chương trình giao lưu "Chung dòng sông"']),
        (
            "dự Hội nghị xúc tiến thương mại, đầu tư và du lịch tại Huế",
            ["Hội nghị xúc tiến thương mại, đầu tư và du lịch"],
        ),
        ("dự Hội nghị Nhóm làm việc chung về du lịch ngày", ["Hội nghị Nhóm làm việc chung về du lịch"]),
        (
            "dự Hội nghị khu vực Tây Thái Bình Dương lần thứ 75",
            ["Hội nghị khu vực Tây Thái Bình Dương lần thứ 75"],
        ),
        ("\nHội nghị tập huấn kỹ năng cho cán bộ\nSáng", ["Hội nghị tập huấn kỹ năng cho cán bộ"]),
        ("\nHội nghị đánh giá cao kết quả đạt được.", []),
        ("dự Lễ thượng cờ ASEAN; Đối thoại 2+2.", ["Lễ thượng cờ ASEAN", "Đối thoại 2+2"]),
    ],
)
def test_named_meetings(text: str, events: list[str]) -> None:
    assert said(text, Label.EVENT) == events


def test_references_are_resolved_by_number_and_by_the_papers_own_full_reference() -> None:
    text = "Nghị quyết số 59-NQ/TW ngày 24/01/2025; Nghị quyết 59 nêu; Chỉ thị 25 và Kế hoạch số 58/KH-UBND."
    found = [(m.value, m.key) for m in mentions(text) if m.label is Label.INSTRUMENT]
    assert found == [("59-NQ/TW", "instr-59"), ("59-NQ/TW", "instr-59"), ("25", None), ("58/KH-UBND", None)]


def test_an_alias_named_in_the_paper_stands_for_the_paper_it_names() -> None:
    text = "Kế hoạch 164-KH/TU (sau đây gọi tắt là Kế hoạch hội nhập). Thực hiện Kế hoạch hội nhập đến nay."
    found = [m.value for m in mentions(text) if m.label is Label.INSTRUMENT]
    assert found == ["164-KH/TU"] * 3


@pytest.mark.parametrize(
    "text", ["22-NQ/TWngày 10/4/2013", "Nghị quyết 250/2025/QH15", "Quyết định 67/2011/QĐ-TTg"]
)
def test_numbers_of_papers_in_their_forms(text: str) -> None:
    assert len(said(text, Label.INSTRUMENT)) == 1


def test_quantities_keep_hedge_number_and_unit() -> None:
    text = "tham gia gần 20 Hiệp định Thương mại tự do, 20 phiên thảo luận, nêu 4 nhiệm vụ, ba trụ cột"
    assert said(text, Label.QUANTITY) == [
        "gần 20 Hiệp định Thương mại tự do",
        "20 phiên thảo luận",
        "4 nhiệm vụ",
        "ba trụ cột",
    ]


@pytest.mark.parametrize(
    "form", [lambda t: t.replace(" ", "\xa0"), lambda t: t.replace("òa", "oà").replace("ủy", "uỷ")]
)
def test_fixed_spaces_and_old_tone_placement_change_nothing(form: Callable[[str], str]) -> None:
    text = "Ủy viên Trung ương Đảng, Phó Thủ tướng Chính phủ Trần Lưu Quang họp với Sở Ngoại vụ tỉnh Hòa Bình ngày 25/1."
    plain = [(m.start, m.end, m.label, m.key) for m in mentions(text)]
    assert [(m.start, m.end, m.label, m.key) for m in mentions(form(text))] == plain
    assert len(plain) >= 8


PIECES = st.sampled_from(
    "Bộ Ngoại giao|Ban Bí thư|Chủ tịch|Thủ tướng|Nguyễn Văn An|các ban, bộ, ngành|Hội nghị|lần thứ 20|Nghị quyết số 59-NQ/TW|"
    "ngày 24/01/2025|quý II|1,2 triệu|lượt người|hai mươi|từ 5 đến 7|(|)|/|-|.|, |; |\n|Ảnh: |ông |Lào|Đức|Anh|HÒA BÌNH|số |"
    "sau đây gọi tắt là Kế hoạch|UBND |tỉnh Quảng Ninh|Sở |Ngoại vụ|%|45|2024|trước |Đại hội XIII|của Đảng|\u0301|İ|😀".split(
        "|"
    )
)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25).map(" ".join),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_exact_ordered_spans(text: str, on: date | None) -> None:
    paper = paper_from_text("any.txt", text)
    found = find_mentions(paper, shadow(paper.text), GAZETTEER, on)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(paper.text)
        assert paper.words(mention.start, mention.end).strip() == paper.words(mention.start, mention.end)
    assert found == sorted(found, key=lambda m: m.start)
    assert len({(m.start, m.end, m.label) for m in found}) == len(found)


@pytest.mark.parametrize(
    "name",
    [
        "Cục Y tế dự phòng",
        "Quỹ Bảo hộ công dân",
        "Phòng Lễ tân - Lãnh sự",
        "Cục Bảo vệ thực vật",
    ],
)
def test_a_field_of_several_words_belongs_to_the_body(name: str) -> None:
    assert said(f"Theo báo cáo, {name} hoàn tất hồ sơ.", Label.ORGANISATION) == [name]
