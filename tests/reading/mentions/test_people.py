"""Posts whole, and the persons who hold them."""

import pytest

from banggiao.reading.records import Label
from tests.reading.mentions.known import said


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("gặp Đại sứ Việt Nam tại Nhật Bản và phu nhân", ["Đại sứ Việt Nam tại Nhật Bản"]),
        (
            "gặp Bộ trưởng Thương mại và Du lịch bang Victoria, bàn",
            ["Bộ trưởng Thương mại và Du lịch bang Victoria"],
        ),
        ("báo cáo Bộ trưởng Bộ Ngoại giao xem xét", ["Bộ trưởng Bộ Ngoại giao"]),
        ("Theo Chủ tịch Quốc hội, đây là dịp", ["Chủ tịch Quốc hội"]),
        ("Thủ tướng nhấn mạnh yêu cầu", []),
        ("các Phó Thủ tướng Chính phủ;", []),
        ("hội kiến Thủ tướng Chính phủ nước Lào, nêu", ["Thủ tướng Chính phủ nước Lào"]),
        ("đảm nhiệm vai trò Chủ tịch ASEAN 2020", []),
        ("Giám đốc Sở quyết định", ["Giám đốc Sở"]),
    ],
)
def test_a_post_with_its_body_or_country_stands_without_a_name(text: str, posts: list[str]) -> None:
    assert said(text, Label.POST) == posts


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        (
            "Đại sứ Việt Nam tại Campuchia Vi Quang Huấn dự",
            ["Đại sứ Việt Nam tại Campuchia"],
            ["Vi Quang Huấn"],
        ),
        ("Thượng tướng Kiều Văn Mãn chủ trì", ["Thượng tướng"], ["Kiều Văn Mãn"]),
        (
            "nguyên Thứ trưởng Bộ Ngoại giao Lê Hoài Giang",
            ["nguyên Thứ trưởng Bộ Ngoại giao"],
            ["Lê Hoài Giang"],
        ),
        (
            "bà Anne Le Goff, Phó Thị trưởng phụ trách quan hệ quốc tế, dẫn đầu",
            ["Phó Thị trưởng phụ trách quan hệ quốc tế"],
            ["Anne Le Goff"],
        ),
        ("Trưởng đại diện, bà Margriet van Oosterwijk nói", ["Trưởng đại diện"], ["Margriet van Oosterwijk"]),
        ("Tham tán Công sứ Lưu Hoàng Sơn dự", ["Tham tán Công sứ"], ["Lưu Hoàng Sơn"]),
        ("đồng chí Trưởng đoàn cảm ơn", [], []),
        ("phát biểu của TS. Hiroshi Kanamori và GS Lê Anh Đào", [], ["Hiroshi Kanamori", "Lê Anh Đào"]),
        ("học giả Nhật Bản Ono Masuo cho biết", [], ["Ono Masuo"]),
        ("Anh Ngô Tấn Phi, 24 tuổi, gặp thân nhân anh Tịnh.", [], ["Ngô Tấn Phi", "Tịnh"]),
    ],
)
def test_names_are_read_beside_posts_and_forms_of_address(
    text: str, posts: list[str], people: list[str]
) -> None:
    assert said(text, Label.POST) == posts
    assert said(text, Label.PERSON) == people


def test_a_signature_gives_the_post_and_the_name_below_it() -> None:
    text = "Báo cáo để biết./.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n(Đã ký)\nNgạc Minh Hoà\n\nNơi nhận:\n- Như trên;"
    assert said(text, Label.POST) == ["THỨ TRƯỞNG"]
    assert said(text, Label.PERSON) == ["Ngạc Minh Hoà"]


def test_a_post_in_a_signature_holds_the_body_on_the_line_below() -> None:
    foot = "Xin gửi bản sao./.\n{}BỘ TRƯỞNG\nBỘ NGOẠI GIAO\n{}\nLê Thị Tuyết Vân"
    assert said(foot.format("Q. ", ""), Label.POST) == ["BỘ TRƯỞNG\nBỘ NGOẠI GIAO"]
    assert said(foot.format("KT. ", "THỨ TRƯỞNG\n"), Label.POST) == ["THỨ TRƯỞNG"]


def test_a_degree_before_the_signer_stays_outside() -> None:
    text = "Trân trọng.\nPHÓ GIÁM ĐỐC\n\nPGS.TS Hoàng Kim Oanh\n"
    assert said(text, Label.POST) == ["PHÓ GIÁM ĐỐC"]
    assert said(text, Label.PERSON) == ["Hoàng Kim Oanh"]


def test_rows_of_a_table_give_names_and_posts() -> None:
    text = "TT\tHọ và tên\tChức vụ\n1\tLường Thị Hoài\tPhó Trưởng phòng\n2\tÔng Mạc Thu\tChuyên viên chính"
    assert said(text, Label.PERSON) == ["Lường Thị Hoài", "Mạc Thu"]
    assert said(text, Label.POST) == ["Phó Trưởng phòng", "Chuyên viên chính"]


def test_a_foreign_name_is_found_again_without_its_post() -> None:
    text = "Chủ tịch Quốc hội Campuchia Samdech Chhim Sothea đến dự.\nSamdech Chhim Sothea khẳng định"
    assert said(text, Label.PERSON) == ["Samdech Chhim Sothea", "Samdech Chhim Sothea"]


def test_a_post_is_never_read_over_the_edge_of_a_cell() -> None:
    assert said("Bùi Hạnh Nguyên\tPhó Trưởng ban\tThành viên", Label.POST) == ["Phó Trưởng ban"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("có các ông Lê Minh, Trần Bình và Vũ An cùng dự", ["Lê Minh", "Trần Bình", "Vũ An"]),
        ("Min Byung-hoon, Giám đốc Sở Ngoại vụ, ký", ["Min Byung-hoon"]),
        ("PHÁT BIỂU CỦA ÔNG TRẦN VĂN AN", ["TRẦN VĂN AN"]),
        ("Bích Hường - Trọng Nhân", ["Bích Hường", "Trọng Nhân"]),
        ("Tác giả: Thu Nhàn\nCỡ chữ: A-", ["Thu Nhàn"]),
    ],
)
def test_names_in_lists_before_posts_in_capitals_and_bylines(text: str, people: list[str]) -> None:
    assert said(text, Label.PERSON) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Hội nghị bế mạc chiều nay.\n\nMAI HOA", ["MAI HOA"]),
        ("Hội nghị bế mạc chiều nay.\n\nGIÁM ĐỐC", []),
        ("Hội nghị bế mạc chiều nay.\n\nHỒ SƠ", []),
        ("ĐÀO TẠO\nHội nghị bế mạc. Thực hiện: PHÒNG LỄ TÂN", []),
        ("Quang cảnh hội nghị. Ảnh: MINH THANH", ["MINH THANH"]),
        ("Quang cảnh hội nghị - Ảnh: baotinh.vn/Nguyễn Hoàng\nCác bên ký.", ["Nguyễn Hoàng"]),
        ("Hội nghị bế mạc chiều nay.\nVăn Hiếu – Lê Hoa/VOV", ["Văn Hiếu", "Lê Hoa"]),
    ],
)
def test_authors_are_read_in_capitals_and_beside_their_agency(text: str, people: list[str]) -> None:
    assert said(text, Label.PERSON) == people
