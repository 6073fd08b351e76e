"""Places that no list knows, and those it knows in whatever company."""

import pytest

from banggiao.reading.records import Label
from tests.reading.mentions.known import keys, said


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tại xã Khánh An, huyện An Phú, hai bên trao đổi", ["Khánh An", "An Phú"]),
        ("khách từ các huyện Cao Lộc, Văn Lãng và Lộc Bình dự", ["Cao Lộc", "Văn Lãng", "Lộc Bình"]),
        ("UBND tổ chức tại 02 huyện Bát Xát, Si Ma Cai.", ["Bát Xát", "Si Ma Cai"]),
        ("lưu thông qua cửa khẩu Mường Khương - Kiều Đầu bị dừng", ["Mường Khương", "Kiều Đầu"]),
        ("huyện Hoàng Su Phì gửi kế hoạch", ["Hoàng Su Phì"]),
        ("phường Bến Nghé, Quận 1 mời", ["Bến Nghé", "Quận 1"]),
        ("Đoàn đi trên đường Trần Hưng Đạo.", ["Trần Hưng Đạo"]),
        ("tai nạn trên đường M1 đêm qua", ["đường M1"]),
        ("xây dựng kè khu vực mốc 102 đến mốc 107;", ["mốc 102", "mốc 107"]),
    ],
)
def test_a_place_is_named_after_its_kind_which_stays_outside(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("diễn ra tại khách sạn Lotte Seoul với sự tham dự", ["khách sạn Lotte Seoul"]),
        ("khai mạc tại Trung tâm Hội nghị tỉnh và 11 điểm cầu", ["Trung tâm Hội nghị tỉnh"]),
        ("họp tại Nhà Quốc hội, Chủ tịch nêu", ["Nhà Quốc hội"]),
        ("hạ cánh tại Cảng hàng không quốc tế Vân Đồn lúc 9h", ["Cảng hàng không quốc tế Vân Đồn"]),
        ("gửi về trụ sở, số 2 Ngọc Hà, trước ngày 5/3", ["số 2 Ngọc Hà"]),
        ("nghỉ tại nhà khách (5 Lê Lợi).", ["5 Lê Lợi"]),
    ],
)
def test_venues_and_addresses_are_whole(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ngày 5/6, tại Johor Bahru, đoàn dự", ["Johor Bahru"]),
        ("mưa lũ tại Pinar del Río; Hội gửi điện", ["Pinar del Río"]),
        (
            "đường bay đến thành phố Xan-ta Cru-dơ. Tại Xan-ta Cru-dơ, đoàn",
            ["Xan-ta Cru-dơ", "Xan-ta Cru-dơ"],
        ),
        ("chi nhánh ở Nhật Bản, Mi-lan, Ô-đét-xa.", ["Nhật Bản", "Mi-lan", "Ô-đét-xa"]),
        ("một cơ sở (Bàu Bàng, Quảng Ninh).", ["Bàu Bàng", "Quảng Ninh"]),
    ],
)
def test_a_place_is_known_by_its_company(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


def test_a_name_found_once_is_found_again() -> None:
    text = "qua cửa khẩu Tân Thanh, hàng dồn ứ; Tân Thanh và Hữu Nghị đã thông"
    assert said(text, Label.PLACE) == ["Tân Thanh", "Tân Thanh"]


def test_cells_under_the_head_of_places_are_places() -> None:
    text = "TT\tTên tổ chức\tĐịa bàn\n1\tHue Help\tPhú Lộc\n2\tMedipeace\tA Lưới, Nam Đông"
    assert said(text, Label.PLACE) == ["Phú Lộc", "A Lưới", "Nam Đông"]


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        (
            "Danh sách cửa khẩu\nSTT\tViệt Nam\tLào\n1\tNa Lòa\tPa Khoang\n2\tNậm Bó (Hà Lương)\tKhẹo\n",
            ["Na Lòa", "Pa Khoang", "Nậm Bó", "Khẹo"],
        ),
        ("STT\tCặp cửa khẩu\tGhi chú\n1\tNa Lòa - Pa Khoang\tmới mở\n", ["Na Lòa", "Pa Khoang"]),
        ("Danh sách đoàn\nSTT\tViệt Nam\tLào\n1\tNa Lòa\tPa Khoang\n", []),
    ],
)
def test_both_sides_of_a_table_of_border_gates_are_places(text: str, gates: list[str]) -> None:
    found = said(text, Label.PLACE)
    assert [place for place in found if place not in ("Việt Nam", "Lào")] == gates


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("đón đoàn tại Sân bay Quốc tế Phnom Krong", ["Sân bay Quốc tế Phnom Krong"]),
        ("hạ cánh xuống sân bay quốc tế Phnom Krong", ["Phnom Krong"]),
        ("thăm Cảng quốc tế Vịnh Sâu và Ga quốc tế Na Lòa", ["Cảng quốc tế Vịnh Sâu", "Ga quốc tế Na Lòa"]),
        ("đặt tại Tòa nhà T18, Green City từ tháng 5", ["Tòa nhà T18, Green City"]),
        ("đầu tư vào Khu Công nghệ cao Thác Trắng", ["Thác Trắng"]),
        ("đặt tại Tòa nhà Sao Mai, Quảng Ninh", ["Tòa nhà Sao Mai", "Quảng Ninh"]),
    ],
)
def test_an_airport_a_port_and_a_building_are_whole_by_their_names(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


@pytest.mark.parametrize(
    "text",
    [
        "học tiếng Anh, tiếng Pháp và tiếng Lào",
        "yêu cầu Sở báo cáo",
        "tại Kế hoạch này, hội chợ Thương mại quốc tế",
        "tại Nguyễn Văn An",
        "Đến nay, tại Hội nghị, các đại biểu nêu",
        "II. HOẠT ĐỘNG ĐỐI NGOẠI",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert said(text, Label.PLACE) == []


def test_a_continent_may_begin_small_and_keeps_its_key() -> None:
    assert said("thị trường châu Âu và Châu Âu", Label.PLACE) == ["châu Âu", "Châu Âu"]
    assert keys("thị trường châu Âu", Label.PLACE) == ["place-chau-au"]


def test_a_country_with_its_power_in_brackets_is_two_places() -> None:
    assert said("lao động tại Đài Loan (Trung Quốc).", Label.PLACE) == ["Đài Loan", "Trung Quốc"]


def test_a_person_after_a_place_is_no_part_of_it() -> None:
    text = "Phó Châu trưởng Châu Hồng Hà Dương Khải Văn nhất trí"
    assert said(text, Label.PLACE) == ["Hồng Hà"]
    assert said(text, Label.PERSON) == ["Dương Khải Văn"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("đoàn bay đến Cairns, rời Toowoomba và về", ["Cairns", "Toowoomba"]),
        ("thăm Tam Đảo, dự lễ", ["Tam Đảo"]),
        ("thăm Samsung, từ Google.", []),
        ("đến Tết Nguyên đán, đến Nguyễn Văn An", []),
        ("Tỉnh trưởng Phông-sa-vẳn Xỉ-phăn Đuông-ma-ni dự", ["Phông-sa-vẳn"]),
    ],
)
def test_a_place_is_where_one_goes(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


def test_a_known_place_is_no_body_though_it_begins_like_one() -> None:
    text = "quần đảo Trường Sa và quần đảo Hoàng Sa"
    assert said(text, Label.PLACE) == ["Trường Sa", "Hoàng Sa"]
    assert said(text, Label.ORGANISATION) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("tại thành phố New York Thủ tướng đã có", ["New York"]),
        ("tại Washington D.C (Lào)", ["Washington D.C", "Lào"]),
        ("Việt Nam và Samdech Sok Vannak", ["Việt Nam"]),
    ],
)
def test_a_place_ends_where_a_post_or_a_style_begins(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places
