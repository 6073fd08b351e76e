from __future__ import annotations

import pytest

from banggiao.language.folding import shadow
from banggiao.language.headings import Style, is_contents_line, kind_of_heading, numbering_of
from banggiao.reading.outline import outline_of
from banggiao.reading.records import Section
from tests.reading.papers import paper_from_text


def sections(text: str) -> list[Section]:
    paper = paper_from_text("paper.txt", text)
    return list(outline_of(paper, shadow(paper.text), range(len(paper.blocks))).sections)


def tree(text: str) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.title) for section in sections(text)]


@pytest.mark.parametrize(
    ("line", "style", "label"),
    [
        ("I. BỐI CẢNH", Style.ROMAN, "I"),
        ("IV/ Kết quả", Style.ROMAN, "IV"),
        ("A. Phần chung", Style.CAPITAL, "A"),
        ("1. Quán triệt", Style.DECIMAL_1, "1"),
        ("1.1 Nâng cao", Style.DECIMAL_2, "1.1"),
        ("2.3.1. Nâng cao", Style.DECIMAL_3, "2.3.1"),
        ("a) Về đào tạo", Style.LETTER, "a"),
        ("đ) Về du lịch", Style.LETTER, "đ"),
        ("Thứ nhất, đổi mới", Style.ORDINAL, "Thứ nhất"),
        ("Một là, đổi mới", Style.ORDINAL, "Một là"),
        ("Điều 5. Hiệu lực", Style.ARTICLE, "Điều 5"),
        ("PHẦN THỨ NHẤT", Style.PART, "PHẦN THỨ NHẤT"),
        ("Phụ lục 2: Số liệu", Style.ANNEX, "Phụ lục 2"),
        ("- Đã cử 30 đoàn", Style.BULLET, ""),
        ("(2) Đã cử 30 đoàn", Style.BRACKETED, "2"),
    ],
)
def test_the_numbering_of_the_genre(line: str, style: Style, label: str) -> None:
    numbering = numbering_of(line, shadow(line))
    assert numbering is not None
    assert (numbering.style, numbering.label) == (style, label)


@pytest.mark.parametrize(
    "line",
    [
        "1.200 lượt người tham dự",
        "12 tỉnh tham gia",
        "5/2024 là hạn cuối",
        "V-League",
        "Việt Nam",
        "30% số xã",
        "2021-2025",
    ],
)
def test_a_line_that_opens_with_a_figure_is_not_numbered(line: str) -> None:
    assert numbering_of(line, shadow(line)) is None


def test_levels_and_parents_follow_the_styles() -> None:
    found = sections("""
I. BỐI CẢNH
Tình hình thế giới phức tạp.
II. KẾT QUẢ
1. Quán triệt
a) Trong tỉnh
Đã họp.
2. Kinh tế
2.1. Xuất khẩu
Kim ngạch tăng.
III. KIẾN NGHỊ
""")
    assert [(s.label, s.level) for s in found] == [
        ("I", 1), ("II", 1), ("1", 2), ("a", 3), ("2", 2), ("2.1", 3), ("III", 1),
    ]  # fmt: skip
    assert [s.parent for s in found] == [None, None, 1, 2, 1, 4, None]


def test_a_numbered_sentence_is_no_heading() -> None:
    assert tree("1. Đã tổ chức 12 lớp tập huấn cho cán bộ.\n2. Đã cử 30 đoàn ra.") == []


def test_the_heading_of_a_run_in_item_ends_where_its_title_ends() -> None:
    text = "a) Về đào tạo, bồi dưỡng: Đã tổ chức 12 lớp."
    (section,) = sections(text)
    assert text[section.start : section.end] == "a) Về đào tạo, bồi dưỡng:"
    assert section.title == "Về đào tạo, bồi dưỡng"


def test_bold_full_sentences_under_a_number_are_headings_and_plain_ones_are_not() -> None:
    assert tree("**1. Tăng cường lãnh đạo, chỉ đạo công tác đối ngoại.**") == [
        (1, "1", "Tăng cường lãnh đạo, chỉ đạo công tác đối ngoại")
    ]


def test_an_annex_begins_anew_and_takes_its_title_from_the_next_line() -> None:
    assert tree("""
IV. KIẾN NGHỊ
1. Về kinh phí
Phụ lục II
SỐ LIỆU ĐOÀN RA
Phụ lục 3: Danh mục thỏa thuận (kèm theo Báo cáo số 1/BC-X)
1. Năm đầu
""") == [
        (1, "IV", "KIẾN NGHỊ"),
        (2, "1", "Về kinh phí"),
        (1, "Phụ lục II", "SỐ LIỆU ĐOÀN RA"),
        (1, "Phụ lục 3", "Danh mục thỏa thuận"),
        (2, "1", "Năm đầu"),
    ]


def test_a_sentence_about_an_annex_is_no_annex() -> None:
    assert tree("Phụ lục 2 cho thấy số đoàn ra tăng đều qua các năm") == []


def test_parts_with_their_title_on_the_next_line() -> None:
    assert tree("PHẦN THỨ NHẤT\nTÌNH HÌNH THỰC HIỆN\nI. Bối cảnh") == [
        (1, "PHẦN THỨ NHẤT", "TÌNH HÌNH THỰC HIỆN"),
        (2, "I", "Bối cảnh"),
    ]


def test_a_table_of_contents_gives_no_sections() -> None:
    assert tree("MỤC LỤC\nI. BỐI CẢNH ........ 2\nII. KẾT QUẢ……….. 10\nI. BỐI CẢNH") == [(1, "I", "BỐI CẢNH")]
    assert tree("MỤC LỤC\nI. BỐI CẢNH 2\nII. KẾT QUẢ 10\nI. BỐI CẢNH\nII. KẾT QUẢ NĂM 2023") == [
        (1, "I", "BỐI CẢNH"),
        (1, "II", "KẾT QUẢ NĂM 2023"),
    ]
    assert not is_contents_line("Đã tổ chức ... 12 lớp")


def test_a_style_gives_a_heading_without_a_number_its_level() -> None:
    assert tree("# I. BỐI CẢNH\n# KẾT LUẬN CHUNG\n## Bài học rút ra") == [
        (1, "I", "BỐI CẢNH"),
        (1, "", "KẾT LUẬN CHUNG"),
        (2, "", "Bài học rút ra"),
    ]


def test_a_short_line_between_the_paragraphs_of_a_plain_text_is_a_heading() -> None:
    assert tree("""
Sáng nay, hội nghị đã diễn ra tại Hà Nội.
Những nhiệm vụ cần tập trung
Người đứng đầu ngành nêu bốn nhiệm vụ nhằm tiếp tục đổi mới công tác đối ngoại.
""") == [(1, "", "Những nhiệm vụ cần tập trung")]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Bối cảnh, tình hình", "context"),
        ("Kết quả thực hiện nhiệm vụ", "result"),
        ("Tình hình thực hiện Chỉ thị", "result"),
        ("Tồn tại, hạn chế và nguyên nhân", "shortcoming"),
        ("Nguyên nhân của hạn chế", "cause"),
        ("Giải pháp khắc phục hạn chế", "direction"),
        ("Phương hướng, nhiệm vụ năm 2025", "direction"),
        ("Kiến nghị, đề xuất", "proposal"),
        ("Kết quả, hạn chế và nguyên nhân", "assessment"),
        ("Bài học kinh nghiệm", "lesson"),
        ("Ngoại giao văn hóa", None),
    ],
)
def test_what_a_heading_says_its_part_tells(heading: str, kind: str | None) -> None:
    assert kind_of_heading(shadow(heading)) == kind


def test_a_field_of_work_inside_a_part_does_not_change_what_the_part_tells() -> None:
    assert kind_of_heading(shadow("Triển khai nhiệm vụ hội nhập"), opening=True) is None
    assert kind_of_heading(shadow("Một số tồn tại, hạn chế"), opening=True) == "shortcoming"
