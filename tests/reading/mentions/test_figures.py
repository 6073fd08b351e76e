from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.language.folding import shadow
from banggiao.language.numbers import group_digits
from banggiao.reading.figures import find_figures
from banggiao.reading.indicators import indicator_key
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Figure, Section
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text


def figures(text: str, sections: tuple[Section, ...] = ()) -> list[Figure]:
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, date(2024, 1, 25))
    return find_figures(paper, folded, mentions, sections)


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("đã tổ chức 45 đoàn ra", 45, "đoàn", ""),
        ("đón gần 1,2 triệu lượt khách", 1_200_000, "lượt khách", "gần"),
        ("với tổng số 1.234 người tham dự", 1234, "người", ""),
        ("kim ngạch đạt 4,2 tỷ USD", 4.2e9, "USD", ""),
        ("vốn đăng ký trên 2.500 tỷ đồng", 2.5e12, "đồng", "trên"),
        ("tăng 12,5%", 12.5, "%", ""),
        ("mở hai mươi lăm lớp tập huấn", 25, "lớp tập huấn", ""),
        ("từ 5 đến 7 dự án", 5, "dự án", "từ"),
        ("có 58/63 tỉnh gửi báo cáo", 58, "tỉnh", ""),
        ("hỗ trợ tối thiểu 30 doanh nghiệp", 30, "doanh nghiệp", "tối thiểu"),
        ("trồng 15 sào rau", 15, "sào", ""),
    ],
)
def test_a_number_with_what_it_counts(text: str, value: float, unit: str, hedge: str) -> None:
    found = figures(text)
    assert [(f.value, f.unit, f.hedge) for f in found] == [(value, unit, hedge)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 59-NQ/TW ngày 24/01/2025",
        "Quyết định số 67/2011/QĐ-TTg",
        "theo Điều 5 và khoản 2 Điều 6 Nghị định",
        "Hội nghị lần thứ 20 thành công",
        "Điện thoại: 0203 3835 687",
        "trong 5 năm qua, năm 2023, quý II/2024, ngày 27/1",
        "dịch Covid-19 kéo dài",
        "tại mục 3 phần II, phụ lục 1 kèm theo",
        "3 trong 1",
        "số 12 phố Chùa Một Cột",
    ],
)
def test_what_is_never_a_figure(text: str) -> None:
    assert figures(text) == []


def test_prose_and_annex_name_the_same_indicator() -> None:
    text = """Năm 2023, tỉnh đã tổ chức 45 đoàn ra với 312 lượt người; ký kết 8 thỏa thuận quốc tế.
    Kim ngạch xuất khẩu năm 2023 đạt 4,2 tỷ USD, tăng 12,5% so với năm trước.
    | TT | Chỉ tiêu | Đơn vị | 2022 | 2023 |
    | 1 | Số đoàn ra | đoàn | 40 | 47 |
    | 2 | Tổng số lượt người đoàn ra | lượt người | 280 | 312 |
    | 3 | Kim ngạch xuất khẩu | triệu USD | 3.900 | 4.200 |
    """
    found = figures(text)
    prose = {(f.indicator, f.period, f.unit): f.value for f in found if not f.from_table}
    table = {(f.indicator, f.period, f.unit): f.value for f in found if f.from_table}
    assert prose["doan ra", 2023, "đoàn"] == 45
    assert table["doan ra", 2023, "đoàn"] == 47
    assert (
        prose["luot nguoi doan ra", 2023, "lượt người"]
        == table["luot nguoi doan ra", 2023, "lượt người"]
        == 312
    )
    assert prose["kim ngach xuat khau", 2023, "USD"] == table["kim ngach xuat khau", 2023, "USD"] == 4.2e9
    assert table["doan ra", 2022, "đoàn"] == 40


def test_rows_may_be_years_and_columns_indicators() -> None:
    text = """| Năm | Số đoàn vào (đoàn) | Số hội nghị |
    | 2021 | 12 | 3 |
    | Năm 2022 | 15 | 4 |"""
    assert [(f.indicator, f.period, f.value, f.unit) for f in figures(text)] == [
        ("doan vao", 2021, 12, "đoàn"),
        ("hoi nghi", 2021, 3, "hội nghị"),
        ("doan vao", 2022, 15, "đoàn"),
        ("hoi nghi", 2022, 4, "hội nghị"),
    ]


def test_two_different_things_have_two_keys() -> None:
    text = "Năm 2023 có 45 đoàn ra, trong đó 12 đoàn cấp cao; xuất khẩu đạt 2 tỷ USD, tăng 12%; nhập khẩu đạt 1 tỷ USD, tăng 5%."
    found = [f.indicator for f in figures(text)]
    assert len(found) == len(set(found)) == 6


def test_the_deed_tells_agreements_signed_from_agreements_reviewed() -> None:
    text = "Năm 2023, tỉnh ký kết 8 thỏa thuận quốc tế; rà soát 30 thỏa thuận quốc tế; tổ chức 5 lớp tập huấn đối ngoại."
    assert [f.indicator for f in figures(text)] == [
        "thoa thuan quoc te ky ket",
        "thoa thuan quoc te ra soat",
        "lop tap huan doi ngoai",
    ]


def test_prose_takes_the_key_of_the_papers_own_table() -> None:
    text = """Năm 2023, tỉnh ký kết 8 thỏa thuận quốc tế.
    | Chỉ tiêu | 2023 |
    | Số thỏa thuận quốc tế | 9 |"""
    assert [(f.indicator, f.value) for f in figures(text)] == [
        ("thoa thuan quoc te", 8),
        ("thoa thuan quoc te", 9),
    ]


def test_a_bare_unit_names_no_indicator_unless_a_table_counts_just_that() -> None:
    alone = "Năm 2023, tỉnh tổ chức 12 hội nghị. Sở dự 5 hội nghị."
    assert [f.indicator for f in figures(alone)] == ["", ""]
    table = """
    | Chỉ tiêu | 2023 |
    | Số hội nghị | 40 |"""
    assert [f.indicator for f in figures(alone + table)] == ["", "", "hoi nghi"]
    assert [f.indicator for f in figures("Năm 2023, tỉnh tổ chức 12 hội nghị." + table)] == ["hoi nghi"] * 2


def test_growth_is_not_the_value() -> None:
    text = "Tổng số đoàn ra năm 2023 là 45 đoàn, tăng 5 đoàn so với năm trước."
    assert [(f.value, f.indicator) for f in figures(text)] == [(45, "doan ra"), (5, "tang doan ra")]


def test_the_year_above_a_table_holds_for_its_cells() -> None:
    text = """Phụ lục 1. Số liệu đối ngoại năm 2022
    Đơn vị tính: triệu USD
    | TT | Chỉ tiêu | Kết quả |
    | 1 | Kim ngạch xuất khẩu | 3.900 |"""
    assert [(f.indicator, f.period, f.value, f.unit) for f in figures(text)] == [
        ("kim ngach xuat khau", 2022, 3.9e9, "USD")
    ]


def test_planned_and_done_are_not_the_same() -> None:
    text = """| Nội dung | Kế hoạch | Thực hiện |
    | Số đoàn ra | 50 | 45 |"""
    assert len({f.indicator for f in figures(text)}) == 2


def test_the_heading_gives_the_year_that_the_sentence_lacks() -> None:
    heading = "II. Kết quả năm 2022"
    sections = (Section(0, len(heading), 1, "II", "Kết quả năm 2022"),)
    assert [f.period for f in figures(f"{heading}\nTỉnh đã cử 45 đoàn ra.", sections)] == [2022]


def test_each_number_has_the_year_beside_it() -> None:
    text = "Số đoàn ra tăng từ 12 đoàn năm 2022 lên 18 đoàn năm 2023."
    assert [(f.value, f.period) for f in figures(text)] == [(12, 2022), (18, 2023)]


def test_a_phase_is_no_year() -> None:
    assert [f.period for f in figures("Giai đoạn 2020-2025 có 45 đoàn ra.")] == [None]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Tổng số các đoàn ra", "doan ra"),
        ("1. Số đoàn ra (đoàn)", "doan ra"),
        ("Số lượng thỏa thuận quốc tế còn hiệu lực", "thoa thuan quoc te con hieu luc"),
        ("", ""),
    ],
)
def test_the_key_of_an_indicator(words: str, key: str) -> None:
    assert indicator_key(words) == key


@given(st.decimals(min_value=1, max_value=10**9, places=2))
def test_a_printed_amount_reads_back(value: Decimal) -> None:
    found = figures(f"thu hút {group_digits(value)} triệu USD vốn đầu tư")
    assert [f.value for f in found] == [float(value * 10**6)]


@given(st.text(alphabet="0123456789., %-/()từđếnhơngần\n|đoàntỷ", max_size=60))
def test_any_text_gives_exact_spans(text: str) -> None:
    paper = paper_from_text("any.txt", text)
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(paper.text)
        assert (
            any(letter.isdigit() for letter in paper.words(figure.start, figure.end)) or not figure.from_table
        )
