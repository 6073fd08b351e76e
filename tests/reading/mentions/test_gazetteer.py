import unicodedata
from datetime import date

import pytest

from banggiao.language.folding import shadow
from banggiao.packs import load_pack
from banggiao.packs.records import Name
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Label
from tests.reading.mentions.known import GAZETTEER, keys, said
from tests.reading.papers import paper_from_text

BEFORE, AFTER = date(2023, 5, 1), date(2025, 10, 1)


def test_the_papers_date_chooses_between_bearers_of_one_name() -> None:
    assert keys("Đoàn công tác tại Tuyên Quang", Label.PLACE, BEFORE) == ["former-province-08"]
    assert keys("Đoàn công tác tại Tuyên Quang", Label.PLACE, AFTER) == ["province-08"]
    assert keys("Đoàn công tác tại Tuyên Quang", Label.PLACE, None) == [None]


def test_a_former_name_is_still_known_in_a_later_paper() -> None:
    assert keys("báo cáo của Ban Đối ngoại Trung ương", Label.ORGANISATION, AFTER) == ["bdntw"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Đức tính tốt, Anh ấy, Pháp luật, Hòa bình, ý kiến", []),
        ("thăm Đức, Anh và Pháp", ["Đức", "Anh", "Pháp"]),
        ("ông Nguyễn Đức Anh phát biểu", []),
        ("hợp tác với Hòa Bình và Quảng Ninh", ["Hòa Bình", "Quảng Ninh"]),
        ("khu vực Thái Bình Dương", ["Thái Bình Dương"]),
        ("môi trường hòa bình, ổn định", []),
        ("tiếp Thủ tướng Nhật và Tổng thống Pháp", ["Nhật", "Pháp"]),
        ("Ảnh: VGP/ Nhật Bắc", []),
        ("đồng chí Hồ Chí Minh", []),
        ("tại Thành phố Hồ Chí Minh", ["Thành phố Hồ Chí Minh"]),
        ("đến thành phố Hồ Chí Minh", ["thành phố Hồ Chí Minh"]),
    ],
)
def test_places_are_told_from_people_and_common_words(text: str, places: list[str]) -> None:
    assert said(text, Label.PLACE) == places


def test_a_line_of_capitals_names_bodies() -> None:
    assert keys("BÁO CÁO CỦA BỘ NGOẠI GIAO GỬI CHÍNH PHỦ", Label.ORGANISATION) == ["mfa", "cp"]


def test_small_letters_are_no_name() -> None:
    assert said("chính phủ điện tử, bộ ngoại giao, đảng viên", Label.ORGANISATION) == []


def test_pillars_of_foreign_affairs_are_not_actors() -> None:
    text = "đối ngoại Đảng, ngoại giao Nhà nước, đối ngoại Quốc hội dưới sự lãnh đạo của Đảng"
    assert said(text, Label.ORGANISATION) == ["Đảng"]


def test_an_abbreviation_is_read_letter_for_letter_even_where_a_space_is_lost() -> None:
    assert said("vàASEAN, Asean, ASEANs", Label.ORGANISATION) == ["ASEAN"]


def test_a_rejected_longer_name_does_not_hide_the_shorter_one() -> None:
    assert keys("Đảng cộng tác với Quốc hội Nhật", Label.ORGANISATION) == ["dcsvn", None]
    assert keys("Việt Nam và ĐẢNG CỘNG SẢN VIỆT NAM", Label.ORGANISATION) == ["dcsvn"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("BỘ NGOẠI GIAO", "mfa"),
        ("bộ ngoại giao", "mfa"),
        ("UBND TỈNH QUẢNG NINH", "province-22"),
        ("Ủy ban nhân dân tỉnh Quảng Ninh", "province-22"),
        ("Uỷ ban nhân dân tỉnh Hoà Bình", "former-province-17"),
        ("Tỉnh ủy Quảng Ninh", "province-22"),
        ("Sở Ngoại vụ tỉnh Quảng Ninh", "province-22"),
        ("Văn phòng UBND tỉnh Quảng Ninh", "province-22"),
        ("tỉnh Quảng Ninh", "province-22"),
        ("Bộ Ngoại giao Việt Nam", "mfa"),
        ("Bộ Ngoại giao Lào", None),
        ("Bo Ngoai giao", None),
        ("", None),
    ],
)
def test_a_body_is_resolved_by_its_name(name: str, key: str | None) -> None:
    assert GAZETTEER.resolve(name, BEFORE) == key


def test_decomposed_names_resolve() -> None:
    assert GAZETTEER.resolve(unicodedata.normalize("NFD", "Bộ Ngoại giao"), None) == "mfa"


def test_an_empty_register_finds_nothing() -> None:
    assert Gazetteer.from_names([]).find("Bộ Ngoại giao", shadow("Bộ Ngoại giao"), None) == []


def test_the_pack_knows_its_bodies() -> None:
    gazetteer = Gazetteer.from_pack(load_pack())
    assert gazetteer.resolve("UBND TỈNH BÌNH DƯƠNG", BEFORE) == "former-province-74"
    assert gazetteer.resolve("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", AFTER) == "province-79"
    assert gazetteer.resolve("Bộ Công Thương", AFTER) is not None


def found_in(text: str, name: Name) -> list[tuple[str, str | None]]:
    paper = paper_from_text("paper.txt", text)
    mentions = find_mentions(paper, shadow(text), Gazetteer.from_names([name]), None)
    return [(text[one.start : one.end], one.key) for one in mentions if one.label == name.label]


def test_a_listed_place_in_capitals_may_open_a_line() -> None:
    place = Name("", "Vĩnh An Đông", "LOC", "", "")
    assert found_in("LỊCH TIẾP DÂN\nVĨNH AN ĐÔNG\nNội dung.", place) == [("VĨNH AN ĐÔNG", None)]
    assert found_in("LỊCH TIẾP DÂN VĨNH AN ĐÔNG\nNội dung.", place) == []


def test_a_name_cut_before_a_date_is_not_the_longer_one() -> None:
    paper = Name("weekly", "Báo Sự kiện Thứ Tư", "ORG", "", "")
    assert found_in("Theo Báo Sự kiện Thứ Tư cho biết.", paper) == [("Báo Sự kiện Thứ Tư", "weekly")]
    assert found_in("Theo Báo Sự kiện Thứ Tư, ngày 29/11/2017.", paper) == [("Báo Sự kiện", None)]


def test_a_law_that_lost_its_capital_is_known_whatever_letter_its_name_begins_with() -> None:
    law = Name("prints", "Luật Ấn phẩm", "DOC", "", "")
    assert found_in("Theo luật Ấn phẩm, việc này được phép.", law) == [("luật Ấn phẩm", "prints")]
