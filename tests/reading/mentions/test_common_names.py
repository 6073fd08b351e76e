"""Names that no register holds are read as listed, and where the register knows one, its own counts."""

from functools import cache

import pytest

from banggiao.packs import load_pack
from banggiao.packs.records import Name
from banggiao.reading.common_names import LISTS, common_names
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.records import Label
from tests.reading.mentions.known import said
from tests.reading.papers import paper_from_text


def test_every_list_holds_each_name_once_and_no_stray_space() -> None:
    names = [(name.label, name.text) for name in common_names()]
    assert len(names) == len(set(names)) > 800
    assert {name.label for name in common_names()} <= {
        Label.ORGANISATION,
        Label.INSTRUMENT,
        Label.PLACE,
    }
    for file in LISTS:
        for line in file.read_text("utf-8").splitlines():
            assert line == " ".join(line.split()), line


def test_a_listed_name_has_no_key_until_the_register_knows_it() -> None:
    text = "Đại diện Lầu Năm Góc dự."
    (listed,) = Gazetteer([]).find(text, text.lower(), None)
    assert (text[listed.start : listed.end], listed.label, listed.key) == (
        "Lầu Năm Góc",
        Label.ORGANISATION,
        None,
    )
    (known,) = Gazetteer([Name("us-dod", "Lầu Năm Góc", "ORG", "", "")]).find(text, text.lower(), None)
    assert known.key == "us-dod"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "thảo luận về Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ và Bộ Công an báo cáo",
            ["Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ"],
        ),
        (
            "Căn cứ Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác, Chính phủ quy định",
            ["Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác"],
        ),
        ("KẾT QUẢ THỰC HIỆN PHÁP LỆNH NGƯỜI CAO TUỔI NĂM 2005", ["PHÁP LỆNH NGƯỜI CAO TUỔI"]),
        (
            "gia nhập Công ước Rotterdam, Nghị định thư Madrid và Bộ Công an góp ý; theo MARPOL và SOLAS",
            ["Công ước Rotterdam", "Nghị định thư Madrid", "MARPOL", "SOLAS"],
        ),
        (
            "phê duyệt Chiến lược phát triển bền vững kinh tế biển Việt Nam của Chính phủ",
            ["Chiến lược phát triển bền vững kinh tế biển Việt Nam"],
        ),
        (
            "ký Hiệp định Biển cả (BBNJ) và sớm phê chuẩn",
            ["Hiệp định Biển cả", "BBNJ"],
        ),
        (
            "thông qua Tuyên bố Khu vực Hòa bình, Tự do và Trung lập, Tuyên bố Hòa hợp ASEAN II;",
            ["Tuyên bố Khu vực Hòa bình, Tự do và Trung lập", "Tuyên bố Hòa hợp ASEAN II"],
        ),
        (
            "theo Luật Cư trú của người dân; Công ước La Hay về tống đạt giấy tờ",
            ["Luật Cư trú", "Công ước La Hay về tống đạt giấy tờ"],
        ),
    ],
)
def test_papers_end_where_their_known_titles_end(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers


@cache
def _reader() -> Reader:
    """A reader that knows the whole pack: built once, since it takes half a second."""
    return Reader(Gazetteer.from_pack(load_pack("vn")))


def _bodies_in(text: str) -> list[str]:
    paper = paper_from_text("paper.txt", text)
    found = _reader().read(paper).mentions
    ends: dict[int, int] = {}
    for one in found:
        if one.label is Label.ORGANISATION:
            ends[one.start] = max(one.end, ends.get(one.start, 0))
    return [paper.text[start:end] for start, end in sorted(ends.items())]


def test_bodies_of_viet_nam_are_read_to_the_end_of_their_listed_names() -> None:
    listed = (
        "Đảng bộ các cơ quan Đảng Trung ương",
        "UB KHCN và MT của Quốc hội",
        "Hội đồng Tư vấn chính sách tài chính, tiền tệ quốc gia",
        "Cục Mỹ thuật, Nhiếp ảnh và Triển lãm",
        "Viện Nghiên cứu Nam Á, Tây Á và Châu Phi",
        "Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
        "Tổng công ty Máy động lực và Máy nông nghiệp Việt Nam",
        "Thời báo Tài chính Việt Nam",
        "Hội Bảo trợ người khuyết tật và trẻ mồ côi Việt Nam",
        "BTV Tỉnh ủy",
    )
    text = "\n".join(f"Chiều 5/6, đại diện {name} làm việc với đoàn." for name in listed)
    assert tuple(_bodies_in(text)) == listed


def test_a_body_ends_before_the_one_that_it_is_under_and_before_another_post() -> None:
    text = (
        "Học viện Hành chính và Quản trị công trực thuộc Học viện Chính trị quốc gia Hồ Chí Minh "
        "mở lớp.\nGiám đốc Học viện Tài chính và Hiệu trưởng Trường COPA ký.\n"
        "Lãnh đạo Bộ Ngoại giao, VCCI và Bộ Công an dự."
    )
    assert _bodies_in(text) == [
        "Học viện Hành chính và Quản trị công",
        "Học viện Chính trị quốc gia Hồ Chí Minh",
        "Học viện Tài chính",
        "Trường COPA",
        "Bộ Ngoại giao",
        "VCCI",
        "Bộ Công an",
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Phó Giám đốc Tổng công ty Điện lực miền Nam Nguyễn Văn Hải nói.",
            "Tổng công ty Điện lực miền Nam",
        ),
        ("Giám đốc Tập đoàn T&T Group Nguyễn Văn Hải nói.", "Tập đoàn T&T Group"),
        ("Giám đốc Ngân hàng TMCP Biển Xanh dự.", "Ngân hàng TMCP Biển Xanh"),
        ("Phó Bí thư Đảng ủy các cơ quan Đảng Trung ương dự.", "Đảng ủy các cơ quan Đảng Trung ương"),
        (
            "Chủ tịch Liên hiệp các tổ chức hữu nghị Thành phố Hồ Chí Minh nói.",
            "Liên hiệp các tổ chức hữu nghị Thành phố Hồ Chí Minh",
        ),
    ],
)
def test_a_body_behind_the_post_of_its_head_is_whole_and_ends_before_a_person(text: str, body: str) -> None:
    assert max(_bodies_in(text), key=len) == body


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Nơi nhận:\n- TT. Tỉnh ủy;\n- BQL KKT tỉnh;", ["TT. Tỉnh ủy", "BQL KKT tỉnh"]),
        ("Nơi nhận:\n- TT. Tỉnh ủy, HĐND tỉnh;", ["Tỉnh ủy", "HĐND tỉnh"]),
        ("Tòa án nhân dân khu vực 3 và Hải đoàn 129 dự.", ["Tòa án nhân dân khu vực 3", "Hải đoàn 129"]),
        ("Đảng bộ Đại sứ quán Việt Nam tại Lào họp.", ["Đảng bộ Đại sứ quán Việt Nam tại Lào"]),
        ("Ban Chỉ đạo quốc gia về chuyển đổi số, đã họp.", ["Ban Chỉ đạo quốc gia về chuyển đổi số"]),
        (
            "Hội đồng thành viên Tập đoàn Điện lực Việt Nam và Công ty TNHH một thành viên Biển Xanh ký.",
            ["Hội đồng thành viên Tập đoàn Điện lực Việt Nam", "Công ty TNHH một thành viên Biển Xanh"],
        ),
        (
            "Phân hiệu Trường Đại học Biển Xanh tại Lai Châu khai giảng.",
            ["Phân hiệu Trường Đại học Biển Xanh tại Lai Châu"],
        ),
    ],
)
def test_parts_branches_and_numbered_bodies_are_read_whole(text: str, bodies: list[str]) -> None:
    assert _bodies_in(text) == bodies


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "hàng qua Tà Lùng (Thủy Khẩu), Sóc Giang (Bình Mãng) và Pò Peo tăng",
            ["Tà Lùng", "Thủy Khẩu", "Sóc Giang", "Bình Mãng", "Pò Peo"],
        ),
        (
            "hợp tác với Bolikhamsai, Mục-đa-hản, Tây Song Bản Nạp và Ri-át; Tây Thái Bình Dương",
            ["Bolikhamsai", "Mục-đa-hản", "Tây Song Bản Nạp", "Ri-át", "Tây Thái Bình Dương"],
        ),
        ("đầu tư vào Chân Mây - Lăng Cô và Nhơn Hội", ["Chân Mây - Lăng Cô", "Nhơn Hội"]),
        ("đầu tư vào Chân Mây-Lăng Cô; phường Quy Nhơn Nam", ["Chân Mây-Lăng Cô", "Quy Nhơn Nam"]),
        (
            "vùng trung du và miền núi phía Bắc, duyên hải miền Trung",
            ["trung du và miền núi phía Bắc", "duyên hải miền Trung"],
        ),
        ("đặt hoa tại Đài tưởng niệm các anh hùng, liệt sĩ", ["Đài tưởng niệm các anh hùng, liệt sĩ"]),
    ],
)
def test_places_without_their_kind_are_read_as_listed(text: str, places: list[str]) -> None:
    paper = paper_from_text("paper.txt", text)
    found = _reader().read(paper).mentions
    assert [paper.text[one.start : one.end] for one in found if one.label is Label.PLACE] == places


@pytest.mark.parametrize(
    "text", ["Chế Thị Mỹ Xuyên, Phó Bí thư", "ông Chu Hải Hậu nói", "Ảnh: Lâm Hà", "Hò-a-củ-chi"]
)
def test_a_listed_place_is_none_within_a_person_or_a_longer_word(text: str) -> None:
    assert said(text, Label.PLACE) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("SÁNG KIẾN AN NINH VÀ QUẢN LÝ NHÂN SỰ", []),
        ("KẾ HOẠCH CỦA QUẬN KIẾN AN", ["KIẾN AN"]),
        ("KIẾN XƯƠNG, KIẾN AN", ["KIẾN XƯƠNG", "KIẾN AN"]),
    ],
)
def test_in_a_line_of_capitals_a_listed_place_of_two_syllables_is_announced(
    text: str, places: list[str]
) -> None:
    assert said(text, Label.PLACE) == places


def test_a_body_and_its_parent_or_short_name_in_brackets_are_two() -> None:
    text = "Theo Cục Thống kê (Bộ Tài chính) và Thông tấn xã Việt Nam (TTXVN), xuất khẩu tăng."
    assert _bodies_in(text) == ["Cục Thống kê", "Bộ Tài chính", "Thông tấn xã Việt Nam", "TTXVN"]


def test_a_board_is_no_post() -> None:
    assert said("Ban Giám đốc Sở Ngoại vụ họp.", Label.POST) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Chiều 5/6, đại diện Trung tâm Điều phối ASEAN về hỗ trợ nhân đạo và quản lý thiên tai làm việc với tỉnh.",
            ["Trung tâm Điều phối ASEAN về hỗ trợ nhân đạo và quản lý thiên tai"],
        ),
        (
            "Đoàn làm việc với Đảng Đại hội Dân tộc Phi, Phong trào 5 sao và Bộ Ngoại giao.",
            ["Đảng Đại hội Dân tộc Phi", "Phong trào 5 sao", "Bộ Ngoại giao"],
        ),
        (
            "Việt Nam ứng cử vào Ủy ban Liên chính phủ Công ước 2003, Đại hội đồng Công ước 2003 sẽ bầu.",
            ["Ủy ban Liên chính phủ Công ước 2003", "Đại hội đồng Công ước 2003"],
        ),
        ("Tờ Phnompenh Post và Thai PBS đưa tin.", ["Phnompenh Post", "Thai PBS"]),
        (
            "Theo Hankook Ilbo, CSIS và Tập đoàn nhà nước Rosatom đã ký.",
            ["Hankook Ilbo", "CSIS", "Tập đoàn nhà nước Rosatom"],
        ),
    ],
)
def test_bodies_of_the_world_are_read_to_their_ends(text: str, bodies: list[str]) -> None:
    assert said(text, Label.ORGANISATION) == bodies
    assert said(text, Label.EVENT) == said(text, Label.QUANTITY) == []


def test_the_inspector_general_bears_the_name_of_the_body_at_his_head() -> None:
    text = "Theo đề nghị của Tổng Thanh tra Chính phủ, Thủ tướng Chính phủ quyết định."
    paper = paper_from_text("paper.txt", text)
    posts = [one for one in _reader().read(paper).mentions if one.label is Label.POST]
    assert [paper.text[post.start : post.end] for post in posts] == [
        "Tổng Thanh tra Chính phủ",
        "Thủ tướng Chính phủ",
    ]
    assert "Thanh tra Chính phủ" in _bodies_in(text)
