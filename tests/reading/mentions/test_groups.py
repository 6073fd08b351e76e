"""Bodies that are meant together are one group, read to both sides of "các"."""

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.groups import find_groups
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Label
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text


def groups(text: str) -> list[str]:
    paper = paper_from_text("paper.txt", text)
    found = find_mentions(paper, shadow(paper.text), GAZETTEER, None)
    return [paper.words(m.start, m.end) for m in found if m.label is Label.GROUP]


@pytest.mark.parametrize(
    "words",
    [
        "các ban, bộ, ngành Trung ương",
        "các cơ quan hữu quan khác",
        "các tỉnh ủy, thành ủy, các ban đảng Trung ương",
        "các cơ quan nhà nước có thẩm quyền",
        "các tổ chức chính trị-xã hội tỉnh",
        "các đơn vị tại địa phương",
        "các cơ quan đại diện Việt Nam",
        "các cơ quan đại diện Việt Nam tại Lào và tại các nước trong khu vực",
        "cơ quan đại diện của Việt Nam ở nước ngoài",
        "các Ủy viên Bộ Chính trị, Bí thư Trung ương Đảng, Ủy viên Trung ương Đảng",
        "các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ và Ủy ban nhân dân các tỉnh, thành phố",
        "các ban, bộ, ngành Trung ương và các địa phương",
        "các Bộ: Xây dựng, Công nghiệp, và Kế hoạch và Đầu tư",
        "Bộ trưởng các Bộ: Công Thương, NN-PTNT, Giao thông vận tải",
        "các Bộ, ngành: Ngoại giao, Công an",
        "các cơ quan, cơ sở giáo dục trong nước và ở sở tại",
        "các cơ quan đại diện của Việt Nam tại nước ngoài",
        "tất cả ban, bộ, ngành, địa phương",
        "các địa phương, các ban, bộ, ngành Trung ương",
        "UBND các tỉnh, thành phố trực thuộc Trung ương",
        "HĐND, UBND các tỉnh, thành phố",
        "các cơ quan, đơn vị liên quan",
        "các cơ quan liên quan",
        "các đơn vị thuộc Bộ",
        "các cấp uỷ, tổ chức đảng",
        "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh",
        "CT, các PCT UBND tỉnh",
        "Thủ trưởng các đơn vị",
        "các Cơ quan đại diện Việt Nam ở nước ngoài",
        "Thường trực Tỉnh ủy, HĐND, UBND tỉnh",
        "một số bộ, ngành",
        "Bộ, cơ quan ngang bộ",
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh, thành phố",
        "Hội đồng nhân dân và Ủy ban nhân dân các cấp",
        "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
        "UBND tỉnh/thành phố",
        "UBND cấp huyện, UBND cấp xã",
        "cơ quan, tổ chức có liên quan",
        "các cơ quan, đơn vị Quân đội, Công an",
        "các đơn vị, lực lượng chức năng thuộc quyền",
        "các bộ ngành và địa phương",
        "các sở ban ngành liên quan",
        "bộ, ngành, cơ quan Trung ương và một số tỉnh, thành phố",
        "các cơ quan chủ quản Việt Nam",
        "các cơ quan, đơn vị trong Quân đội nhân dân và Công an nhân dân",
        "cơ quan thuế, cơ quan hải quan",
        "các Đoàn đại biểu Quốc hội và đại biểu Quốc hội",
        "các tổ chức thành viên của Mặt trận",
        "chính quyền địa phương các cấp",
        "chính quyền địa phương nơi có biên giới quốc gia",
        "Ủy ban nhân dân các cấp nơi không có biên giới",
        "các cơ quan đại diện Việt Nam tại Lào và các nước lân cận",
        "Thủ trưởng cơ quan ngang bộ, Chủ tịch Hội đồng thành viên, Tổng giám đốc các tập đoàn, tổng công ty nhà nước",
    ],
)
def test_a_group_is_read_whole(words: str) -> None:
    assert groups(f"Yêu cầu {words} báo cáo kết quả.") == [words]


@pytest.mark.parametrize(
    "words",
    [
        "các tỉnh, thành phố trong cả nước",
        "các cơ quan kiểm tra chuyên ngành tại cảng biển",
        "các cơ quan quản lý chuyên ngành tại cửa khẩu quốc tế",
        "các lực lượng chức năng trên tuyến biên giới",
        "các tỉnh, thành phố trong vùng trung du và miền núi phía Bắc, vùng Bắc Trung Bộ",
        "các tỉnh ủy, thành ủy thuộc diện hợp nhất",
        "các địa phương có cửa khẩu biên giới",
        "các xã nơi có khu công nghiệp",
        "UBND các huyện có lao động đi làm việc ở nước ngoài",
        "các cơ quan quản lý nhà nước về thủy sản",
        "các cơ quan chức năng Việt Nam",
        "các cơ quan nhà nước Việt Nam có thẩm quyền",
        "các phòng, đơn vị thuộc, trực thuộc Sở",
        "các vụ, cục đơn vị trực thuộc",
        "các cơ quan của Đảng, Quốc hội, Mặt trận Tổ quốc Việt Nam",
        "các Chi cục Thú y vùng, Chi cục Kiểm dịch động vật vùng",
        "các trung tâm y tế huyện, thị xã",
        "các cơ quan Công an, Hải quan, Biên phòng",
        "Giám đốc Sở Khoa học và Công nghệ các tỉnh, thành phố trực thuộc Trung ương",
        "Sở Giáo dục và Đào tạo, Sở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố",
        "Chi cục Hải quan các tỉnh biên giới",
        "Giám đốc các đại học, học viện, Hiệu trưởng các trường đại học",
        "các Phó Chủ tịch Quốc hội",
        "các Thứ trưởng Bộ Công an",
        "các Ủy viên Ban Thường vụ Tỉnh ủy",
        "các Phó Chủ tịch Ủy ban nhân dân tỉnh",
        "các Ủy viên Bộ Chính trị",
        "Liên đoàn Lao động các tỉnh, thành phố",
        "Ban Chỉ huy Quân sự các xã, phường",
        "Đồn Biên phòng các xã biên giới",
        "Chủ tịch Hội đồng nhân dân, Chủ tịch Ủy ban nhân dân các huyện",
        "Văn phòng HĐND và UBND các huyện, thị xã",
        "Hội Nông dân các cấp",
        "các viện, bệnh viện tuyến trung ương",
        "các cơ quan, tổ chức Việt Nam",
        "HĐND, UBND các tỉnh, TP trực thuộc TW",
        "các Bộ, cơ quan ngang Bộ, cơ quan thuộc CP",
        "cơ quan Trung ương các đoàn thể",
        "các đơn vị chức năng Bộ Ngoại giao",
        "các cơ quan, đơn vị của Quân khu",
        "các cơ quan chức năng phía Việt Nam",
        "Đảng ủy, HĐND, UBND các xã, phường",
        "UBND, UBMTTQ các xã",
        "Trưởng các phòng, ban chuyên môn",
        "Chủ tịch Hội đồng thành viên, Tổng giám đốc các tập đoàn kinh tế, tổng công ty nhà nước",
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân cấp tỉnh và cấp xã",
        "Hiệu trưởng các trường trung học phổ thông",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh",
        "các tổ chức chính trị - xã hội, xã hội - nghề nghiệp",
        "Cơ quan Trung ương của các đoàn thể và tổ chức nhân dân",
        "các đoàn thể và tổ chức nhân dân",
        "các cơ quan tiến hành tố tụng, cơ quan quản lý thị trường",
        "các đội Kiểm lâm cơ động",
        "các đoàn đại biểu Quốc hội tỉnh, thành phố",
        "các đơn vị y tế dự phòng tuyến tỉnh",
        "các cơ quan thường trú của Việt Nam ở nước ngoài",
        "các cơ quan đại diện Việt Nam tại các nước châu Âu",
        "các Thương vụ Việt Nam tại Lào và Đức",
    ],
)
def test_what_is_said_of_a_set_is_of_it(words: str) -> None:
    assert groups(f"Yêu cầu {words} tổ chức kiểm tra, báo cáo.") == [words]


@pytest.mark.parametrize(
    "words",
    [
        "các Bộ: Ngoại giao, Công an, Quốc phòng",
        "các sở: Ngoại vụ, Kế hoạch và Đầu tư",
        "UBND các huyện Vị Xuyên, Xín Mần, Hoàng Su Phì",
        "Công an các huyện Bát Xát, Si Ma Cai",
        "UBND các tỉnh: Nghệ An, Hà Tĩnh",
    ],
)
def test_names_behind_the_kind_belong_to_the_group(words: str) -> None:
    assert groups(f"- {words};") == [words]


def test_another_sort_of_body_begins_a_group_of_its_own() -> None:
    text = "Giao các bộ, ngành Trung ương, các Cơ quan đại diện Việt Nam ở nước ngoài thực hiện."
    assert groups(text) == ["các bộ, ngành Trung ương", "các Cơ quan đại diện Việt Nam ở nước ngoài"]
    text = "UBND các xã, phường và các cơ quan nêu trên gửi báo cáo."
    assert groups(text) == ["UBND các xã, phường", "các cơ quan nêu trên"]


def test_bodies_of_areas_behind_bodies_of_the_centre_are_a_group_of_their_own() -> None:
    text = "Giao các bộ, cơ quan ngang bộ, UBND các tỉnh, thành phố thực hiện."
    assert groups(text) == ["các bộ, cơ quan ngang bộ", "UBND các tỉnh, thành phố"]


def test_a_body_with_a_name_of_its_own_ends_the_group() -> None:
    text = "phối hợp với các sở, ban, ngành, UBND tỉnh Nghệ An thực hiện."
    assert groups(text) == ["các sở, ban, ngành"]


@pytest.mark.parametrize(
    "text",
    [
        "Các xã Thanh Thuỷ, Lũng Cú duy trì giao lưu.",
        "Hội nghị tổ chức tại các tỉnh biên giới.",
        "Các nước ủng hộ lập trường của Việt Nam.",
        "Sự quan tâm của các cấp, các ngành, các địa phương.",
        "Cán bộ, chiến sĩ và cơ quan, tổ chức, cá nhân được khen.",
        "Đề nghị các cơ quan chức năng của Lào hỗ trợ.",
        "Toàn bộ, cơ quan đã họp.",
    ],
)
def test_what_is_no_group(text: str) -> None:
    assert groups(text) == []


def test_a_group_ends_with_its_line() -> None:
    text = "- Các sở, ban\n, ngành của tỉnh;"
    assert [group.value for group in find_groups(text, shadow(text))] == ["Các sở, ban"]


def test_bodies_that_make_a_group_are_no_mentions_but_places_in_it_are() -> None:
    paper = paper_from_text("paper.txt", "Giao các Cơ quan đại diện Việt Nam ở nước ngoài thực hiện.")
    found = find_mentions(paper, shadow(paper.text), GAZETTEER, None)
    labels = [(m.label, paper.words(m.start, m.end)) for m in found]
    assert labels == [
        (Label.GROUP, "các Cơ quan đại diện Việt Nam ở nước ngoài"),
        (Label.PLACE, "Việt Nam"),
    ]


def test_what_is_said_of_the_last_sets_it_apart() -> None:
    text = "Phối hợp với cơ quan có liên quan, chính quyền địa phương nơi có biên giới giữ trật tự."
    assert groups(text) == ["cơ quan có liên quan", "chính quyền địa phương nơi có biên giới"]
    assert groups("Phối hợp với các cơ quan chủ quản, UBND tỉnh/thành phố nơi đặt trụ sở.") == [
        "các cơ quan chủ quản",
        "UBND tỉnh/thành phố",
    ]


def test_where_bodies_are_is_not_of_the_group() -> None:
    assert groups("Chỉ đạo các cơ quan, đơn vị liên quan trên địa bàn tỉnh.") == [
        "các cơ quan, đơn vị liên quan"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chương VI\nTRÁCH NHIỆM CỦA CÁC CƠ QUAN VÀ TỔ CHỨC LIÊN QUAN",
        "Hợp tác giữa các bộ, ngành hai nước phát triển tốt đẹp.",
        "Kế hoạch được Ủy ban nhân dân cấp tỉnh phê duyệt.",
    ],
)
def test_what_means_no_bodies_of_ours_together(text: str) -> None:
    assert groups(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("các PCN, các Vụ: TH, QT-TV, Cổng TTĐT;", ["các Vụ: TH, QT-TV"]),
        ("Các Vụ: TH, NC, Website CP;", ["Các Vụ: TH, NC"]),
        (
            "Giao Bộ trưởng các Bộ: Y tế, Giao thông vận tải và Thống đốc Ngân hàng Nhà nước",
            ["Bộ trưởng các Bộ: Y tế, Giao thông vận tải"],
        ),
        (
            "các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố",
            ["các sở, ban, ngành", "Ủy ban nhân dân các huyện, thành phố"],
        ),
        (
            "UBND các huyện, thành phố, sở, ngành liên quan tổ chức",
            ["UBND các huyện, thành phố", "sở, ngành liên quan"],
        ),
        ("các bộ, ngành, địa phương, doanh nghiệp liên quan", ["các bộ, ngành, địa phương"]),
        ("trách nhiệm của từng cơ quan liên quan", []),
        ("dự có các Thứ trưởng Bộ Công an Trần Văn An, Lê Bình", []),
        ("các lực lượng chức năng tại cảng Vũng Áng kiểm tra", ["các lực lượng chức năng"]),
        ("các cơ quan nghiên cứu việc này", []),
        ("các Thứ trưởng Bộ Ngoại giao Lào dự tiệc", []),
        ("các đơn vị thuộc Bộ Ngoại giao Lào hỗ trợ", []),
        ("các trung tâm văn hóa, thể thao hiện đại", []),
        ("các tổ chức Việt Nam tham dự", []),
        ("Liên hiệp các Hội hữu nghị Việt Nam", []),
        (
            "các cơ quan liên quan tại cảng, các lực lượng chức năng phối hợp",
            ["các cơ quan liên quan tại cảng", "các lực lượng chức năng"],
        ),
        (
            "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan có liên quan và tổ chức, cá nhân",
            ["Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ"],
        ),
        ("- VPCP: các Phó Chủ nhiệm, Vụ: TH", []),
        ("Bộ trưởng và các Thứ trưởng cùng dự", []),
        (
            "các Bộ, cơ quan thuộc Chính phủ, cơ quan Trung ương các đoàn thể và UBND các tỉnh",
            ["các Bộ, cơ quan thuộc Chính phủ", "cơ quan Trung ương các đoàn thể", "UBND các tỉnh"],
        ),
        ("Vụ trưởng các Vụ, Cục trưởng các Cục, tổ chức, cá nhân", ["Vụ trưởng các Vụ, Cục trưởng các Cục"]),
        ("xây dựng các trường dạy nghề cho tỉnh", []),
        (
            "các đoàn thể chính trị - xã hội của Trung ương, các Đại sứ Việt Nam ở nước ngoài dự",
            ["các đoàn thể chính trị - xã hội của Trung ương", "các Đại sứ Việt Nam ở nước ngoài"],
        ),
        ("có các đồng chí Phó Thủ tướng Chính phủ, Phó Trưởng Ban Chỉ đạo Trần Văn An", []),
        (
            "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện",
            ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện"],
        ),
        (
            "Thủ trưởng các cơ quan, đơn vị trực thuộc UBND tỉnh, Chủ tịch UBND các huyện, thành phố chịu",
            ["Thủ trưởng các cơ quan, đơn vị trực thuộc UBND tỉnh, Chủ tịch UBND các huyện, thành phố"],
        ),
        (
            "Giám đốc các Sở, ban, ngành Thành phố, Chủ tịch UBND quận, huyện chịu",
            ["Giám đốc các Sở, ban, ngành Thành phố, Chủ tịch UBND quận, huyện"],
        ),
        ("Thường trực các huyện, thị, thành ủy; các", ["Thường trực các huyện, thị, thành ủy"]),
        ("Các cơ quan TW đóng trên địa bàn tỉnh;", ["Các cơ quan TW đóng trên địa bàn tỉnh"]),
        ("các ngành Công an, Quân sự; các ngành công nghiệp", ["các ngành Công an, Quân sự"]),
        (
            "các Đại sứ quán, Tổng Lãnh sự quán Việt Nam tại Lào và Đức",
            ["các Đại sứ quán, Tổng Lãnh sự quán Việt Nam tại Lào và Đức"],
        ),
    ],
)
def test_a_group_ends_where_others_begin(text: str, found: list[str]) -> None:
    assert groups(text) == found


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        (
            "gửi các ban, bộ, ngành Trung ương, các tỉnh ủy, thành ủy cùng dự",
            ["các ban, bộ, ngành Trung ương", "các tỉnh ủy, thành ủy"],
        ),
        ("gửi các địa phương, các ban, bộ, ngành.", ["các địa phương, các ban, bộ, ngành"]),
        (
            "- Các Bộ: Ngoại giao,\nCông Thương, Tư pháp;\n- Lưu.",
            ["Các Bộ: Ngoại giao,\nCông Thương, Tư pháp"],
        ),
        ("với các cơ quan chức năng sở tại và các cơ quan chức năng phía Lào", []),
    ],
)
def test_sets_of_another_sort_begin_anew_and_those_of_others_are_none(text: str, sets: list[str]) -> None:
    assert groups(text) == sets


@pytest.mark.parametrize("place", ["Vũng Áng", "Đà Nẵng"])
def test_a_named_port_is_no_part_of_the_group_there(place: str) -> None:
    assert groups(f"Giao các đội kiểm soát liên ngành tại cảng {place} báo cáo.") == [
        "các đội kiểm soát liên ngành"
    ]
