from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading, Role
from banggiao.reading.sentences import sentences
from tests.reading.papers import paper_from_text


def read(text: str) -> Reading:
    return Reader(None).read(paper_from_text("paper.txt", text))


def said(reading: Reading) -> list[str]:
    return [reading.paper.words(s.start, s.end) for s in reading.statements]


def roles(text: str) -> list[Role]:
    return [s.role for s in read(text).statements]


REPORT = "SỞ NGOẠI VỤ\nSố: 1/BC-SNgV\nHuế, ngày 5 tháng 1 năm 2024\n**BÁO CÁO**\n**Kết quả năm 2023**\n"


@pytest.mark.parametrize(
    "text",
    [
        "TP. Hồ Chí Minh và PGS.TS. Lê Mẫu dự.|Hội nghị kết thúc.",
        "Kim ngạch đạt 1.200 tỷ đồng, tăng 3.5 lần.|34 tỉnh tham gia.",
        "Tổng thống J. Biden thăm Việt Nam.|Hai bên đã ký.",
        "Ký năm 2023.|Trong năm 2024, tiếp tục.",
        "Hội chợ, triển lãm, v.v.|Ngoài ra, đã ký 3 văn bản.",
        "Môi trường ổn định...|Trong thời gian tới sẽ khá.",
        "Ngày 5. 1 đoàn đã đi.",
        "Có nhiều việc… cần làm.",
        "Toàn diện.|Tham dự có các bộ.",
        "Ông nói: “Phải làm tốt.”|Hội nghị bế mạc.",
        "Theo trang Chinhphu.vn hôm nay.",
        "Đã xong (xem Phụ lục 2).|Còn lại chưa làm!|Vì sao?|Vì thiếu tiền.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    whole = text.replace("diện.|Tham", "diện.Tham") if text.startswith("Toàn") else text.replace("|", " ")
    assert [whole[a:b] for a, b in sentences(whole, 0, len(whole))] == text.split("|")


def test_bullets_numbers_and_run_in_titles_are_set_aside() -> None:
    reading = read(
        REPORT + "1. Đã họp với các bên.\n- Đã cử 30 đoàn;\na) Về đào tạo: Đã mở lớp.\nThứ nhất, đổi mới."
    )
    assert said(reading) == ["Đã họp với các bên.", "Đã cử 30 đoàn;", "Đã mở lớp.", "Thứ nhất, đổi mới."]


def test_a_table_is_read_by_the_row_and_its_header_is_no_statement() -> None:
    reading = read(
        REPORT + "Phụ lục 1\n\n| TT | Chỉ tiêu | Năm 2023 |\n| 1 | Đoàn ra | 30 |\n| 2 | Đoàn vào | 15 |"
    )
    assert said(reading) == ["1\nĐoàn ra\n30", "2\nĐoàn vào\n15"]
    assert all(s.from_table and s.years == (2023,) for s in reading.statements)


def test_signature_recipients_captions_and_contents_say_nothing() -> None:
    reading = read(
        REPORT
        + "Đã họp với các bên.\nẢnh: Lê Mẫu\nI. BỐI CẢNH ..... 3\n***\n\n| Nơi nhận: - Như trên; | GIÁM ĐỐC Lê Mẫu |\n\nPhụ lục 1\nCòn dòng này."
    )
    assert said(reading) == ["Đã họp với các bên.", "Còn dòng này."]


def test_the_chrome_and_the_doubled_lead_of_a_web_page_say_nothing() -> None:
    lead = "(VOV5) - Hội nghị Ngoại giao lần thứ 31 đã bế mạc cuối tuần qua với nhiều kết quả quan trọng cho cả nước."
    reading = read(
        f"Hội nghị Ngoại giao bế mạc tại Hà Nội\nLê Mẫu\nChia sẻ\n{lead}\n{lead}\nTin liên quan\nhttps://a.vn/b"
    )
    assert said(reading) == [lead.removeprefix("(VOV5) - ")]


@pytest.mark.parametrize(
    ("heading", "sentence", "role"),
    [
        ("I. Bối cảnh", "Thế giới diễn biến phức tạp.", Role.CONTEXT),
        ("II. Kết quả", "Đã ký 12 thỏa thuận quốc tế.", Role.RESULT),
        ("II. Kết quả", "Công tác phối hợp được duy trì nền nếp.", Role.RESULT),
        ("II. Kết quả", "Tuy nhiên, việc phối hợp còn hạn chế.", Role.SHORTCOMING),
        ("II. Kết quả", "Nguyên nhân là do thiếu kinh phí.", Role.CAUSE),
        ("II. Kết quả", "Thời gian tới, tỉnh tiếp tục mở rộng quan hệ.", Role.DIRECTION),
        ("II. Kết quả", "Đề nghị Bộ Ngoại giao hướng dẫn.", Role.PROPOSAL),
        ("II. Kết quả", "Đã tháo gỡ khó khăn cho 20 doanh nghiệp.", Role.RESULT),
        ("II. Kết quả", "Các đối tác đánh giá cao môi trường đầu tư của tỉnh.", Role.QUOTE),
        ("II. Kết quả", "Bộ trưởng khẳng định tỉnh là “điểm sáng đầy ấn tượng” của cả nước.", Role.QUOTE),
        ("II. Kết quả", "Các kết quả cụ thể gồm:", Role.OTHER),
        ("II. Kết quả", "Công tác phối hợp đã được quan tâm nhưng còn hạn chế.", Role.SHORTCOMING),
        ("II. Kết quả", "Quan hệ song phương phát triển, không chịu tác động của khó khăn.", Role.RESULT),
        ("II. Kết quả", "Để thực hiện Chỉ thị, tỉnh ban hành 5 kế hoạch.", Role.RESULT),
        ("II. Kết quả", "Đến năm 2024, tỉnh có 30 dự án đầu tư.", Role.RESULT),
        ("II. Kết quả", "Đề xuất 12 sáng kiến tại các diễn đàn.", Role.RESULT),
        ("III. Tồn tại, hạn chế", "Một số đơn vị báo cáo muộn.", Role.SHORTCOMING),
        ("III. Tồn tại, hạn chế", "Chủ yếu do cán bộ kiêm nhiệm.", Role.CAUSE),
        ("IV. Nguyên nhân", "Dịch bệnh kéo dài.", Role.CAUSE),
        ("V. Phương hướng", "Đã có kế hoạch mở rộng quan hệ.", Role.DIRECTION),
        ("V. Phương hướng", "Đề nghị các sở phối hợp.", Role.PROPOSAL),
        ("VI. Kiến nghị", "Bộ Ngoại giao sớm ban hành hướng dẫn.", Role.PROPOSAL),
        ("VI. Kiến nghị", "Trên đây là báo cáo của tỉnh./.", Role.OTHER),
    ],
)
def test_the_role_of_a_statement(heading: str, sentence: str, role: Role) -> None:
    assert roles(f"{REPORT}{heading}\n{sentence}") == [role]


def test_a_field_heading_keeps_what_the_part_around_it_tells() -> None:
    assert roles(REPORT + "II. Kết quả\n1. Đối ngoại Đảng\nCông tác được duy trì nền nếp.") == [Role.RESULT]


def test_all_sentences_of_a_quotation_in_the_news_are_quotes() -> None:
    text = "“Chúng ta phải làm tốt việc này. Không còn cách nào khác. Đó là yêu cầu chung”, đồng chí Lê Mẫu khẳng định."
    assert roles(f"Sáng nay, hội nghị đã diễn ra tại Hà Nội.\n{text}")[1:] == [Role.QUOTE] * 3


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Năm 2021 và năm 2022 đã cử 30 đoàn.", (2021, 2022)),
        ("Giai đoạn 2020-2022 đã cử 30 đoàn.", (2020, 2021, 2022)),
        ("Từ năm 2020 đến năm 2021 đã cử 30 đoàn.", (2020, 2021)),
        ("Đã ban hành Kế hoạch số 5/KH-UBND ngày 12/3/2021.", (2021,)),
        ("Thực hiện Chỉ thị số 25-CT/TW ngày 08/8/2018, đã cử 30 đoàn.", ()),
        ("Theo Nghị quyết số 250/2025/QH15, đã cử 30 đoàn.", ()),
        ("Đến năm 2030, tầm nhìn 2045, phải cử 30 đoàn.", ()),
        ("Năm 2022 đón 15 đoàn, tăng so với năm 2021.", (2022,)),
        ("Đã đón 2021 lượt khách.", ()),
        ("Quý I/2023 đã đón 15 đoàn.", (2023,)),
    ],
)
def test_the_years_a_statement_speaks_of(sentence: str, years: tuple[int, ...]) -> None:
    (statement,) = read(REPORT.replace(" năm 2023", "") + sentence).statements
    assert statement.years == years


def test_a_statement_without_a_year_takes_that_of_the_nearest_heading() -> None:
    reading = read(
        REPORT
        + "II. Kết quả năm 2022\n1. Đoàn ra\nĐã cử 30 đoàn.\nIII. Kết quả giai đoạn 2020-2022\nĐã cử 90 đoàn."
    )
    assert [s.years for s in reading.statements] == [(2022,), ()]


def test_the_year_of_the_title_holds_for_what_was_done_but_not_for_plans() -> None:
    reading = read(REPORT + "II. Kết quả\nĐã cử 30 đoàn.\nIII. Phương hướng\nMở rộng quan hệ.")
    assert [s.years for s in reading.statements] == [(2023,), ()]


def test_a_sentence_on_images_is_no_caption() -> None:
    sentence = "Đẩy mạnh quảng bá hình ảnh: tổ chức 12 tuần văn hóa ở nước ngoài."
    assert said(read(REPORT + sentence)) == [sentence]


def test_the_caption_above_a_table_says_nothing_but_its_year() -> None:
    report = (
        REPORT.replace(" năm 2023", "")
        + "II. Kết quả\nĐã họp.\nBiểu 1. Đoàn ra năm 2022\n\n| TT | Nước | Số |\n| 1 | Lào | 30 |\n\nĐã xong."
    )
    reading = read(report)
    assert said(reading) == ["Đã họp.", "1\nLào\n30", "Đã xong."]
    assert [s.years for s in reading.statements] == [(), (2022,), ()]
    assert {s.section for s in reading.statements} == {0}


def test_a_row_that_lost_its_table_is_a_row() -> None:
    reading = read(REPORT + "Phụ lục 1\nTT\tChỉ tiêu\tGiá trị\n1\tĐoàn ra\t30")
    assert said(reading) == ["1\tĐoàn ra\t30"]
    assert reading.statements[0].from_table


def test_items_take_the_year_that_their_lead_in_announces() -> None:
    reading = read(
        REPORT.replace(" năm 2023", "")
        + "Năm 2022, kết quả gồm:\n- Đã cử 30 đoàn;\n- Đã đón 15 đoàn.\nĐã ký 2 văn bản."
    )
    assert [s.years for s in reading.statements] == [(2022,), (2022,), (2022,), ()]


def test_an_annex_behind_the_signature_is_read_even_where_nothing_calls_it_one() -> None:
    reading = read(
        REPORT + "Đã họp.\nNơi nhận:\n- Như trên.\nGIÁM ĐỐC\n\n| TT | Chỉ tiêu | 2023 |\n| 1 | Đoàn ra | 30 |"
    )
    assert said(reading) == ["Đã họp.", "1\nĐoàn ra\n30"]
    assert said(read(REPORT + "Đã họp.\nNơi nhận:\n- Như trên.\nBIỂU SỐ 1\nĐã cử 30 đoàn.")) == [
        "Đã họp.",
        "Đã cử 30 đoàn.",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "(",
        '"',
        "số ",
        "ngày ",
        "1.",
        "- ",
        "“",
        "A. ",
        "năm 2020, ",
        "phụ lục 1 ",
        "|",
        "Điều ",
        "...",
        "ngày … tháng ",
    ],
)
def test_a_paper_of_one_thing_over_and_over_is_read_in_no_time(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    began = process_time()
    read(text)
    read(text.replace(" ", "\n"))
    assert process_time() - began < 3


LINES = st.lists(
    st.text(alphabet="aăâbđêioưuy ÁBĐ.,;:!?…-–()\"“”'’0123456789/|#*\tNămIVX", max_size=60), max_size=12
).map("\n".join)


@given(LINES)
def test_records_of_any_text_lie_inside_it_in_order_and_apart(text: str) -> None:
    reading = read(text)
    length = len(reading.paper.text)
    end = 0
    for statement in reading.statements:
        assert end <= statement.start < statement.end <= length
        assert reading.paper.words(statement.start, statement.end).strip()
        assert reading.paper.block_at(statement.start).paragraph == statement.paragraph
        end = statement.end
    for section in reading.sections:
        assert 0 <= section.start < section.end <= length
        assert section.parent is None or reading.sections[section.parent].level == section.level - 1
    assert [s.start for s in reading.sections] == sorted(s.start for s in reading.sections)


def test_what_is_to_be_done_by_a_day_is_no_result() -> None:
    text = "Bộ Ngoại giao chủ trì xây dựng đề án, hoàn thành trước ngày 30/6/2026."
    assert roles(text) == [Role.DIRECTION]


WHOLE = """ĐẢNG ỦY BỘ NGOẠI GIAO
Số 12-BC/ĐU
BÁO CÁO
Kết quả thực hiện Nghị quyết về hội nhập quốc tế

I. BỐI CẢNH
Tình hình thế giới diễn biến nhanh, phức tạp.
II. KẾT QUẢ ĐẠT ĐƯỢC
Bộ đã tổ chức 25 hội nghị về hội nhập.
Theo Đại sứ A, "công tác hội nhập của Việt Nam là một hình mẫu cho khu vực".
III. TỒN TẠI, HẠN CHẾ
Công tác phối hợp còn hạn chế.
IV. NGUYÊN NHÂN
Nguồn lực dành cho công tác hội nhập chưa tương xứng.
V. BÀI HỌC KINH NGHIỆM
Phải giữ vững sự lãnh đạo của Đảng.
VI. QUAN ĐIỂM CHỈ ĐẠO
Hội nhập quốc tế là sự nghiệp của toàn dân.
VII. MỤC TIÊU
Đến năm 2030, mở thêm 10 cơ quan đại diện.
VIII. PHƯƠNG HƯỚNG
Tiếp tục đưa quan hệ với các đối tác đi vào chiều sâu.
IX. NHIỆM VỤ, GIẢI PHÁP
1. Hoàn thiện thể chế
Rà soát các quy định về thỏa thuận quốc tế.
X. KIẾN NGHỊ
Đề nghị Chính phủ bố trí thêm kinh phí.
"""


def test_every_role_of_a_statement() -> None:
    reading = Reader(None).read(paper_from_text("paper.txt", WHOLE))
    assert [statement.role.value for statement in reading.statements] == [
        "context", "result", "quote", "shortcoming", "cause", "lesson", "viewpoint", "goal", "direction",
        "task", "proposal",
    ]  # fmt: skip
    assert reading.heading_path(reading.statements[-2].section) == (
        "IX. NHIỆM VỤ, GIẢI PHÁP",
        "1. Hoàn thiện thể chế",
    )


def test_a_goal_is_told_by_its_first_word() -> None:
    text = (
        "BÁO CÁO\nVIII. PHƯƠNG HƯỚNG\nMục tiêu đến năm 2030 là mở thêm 5 cơ quan đại diện.\nMở rộng hợp tác."
    )
    roles = [one.role for one in Reader(None).read(paper_from_text("paper.txt", text)).statements]
    assert roles == [Role.GOAL, Role.DIRECTION]


def test_a_review_asks_for_broad_roles() -> None:
    assert {role: role.broad for role in Role if role.broad is not role} == {
        Role.VIEWPOINT: Role.CONTEXT,
        Role.GOAL: Role.DIRECTION,
        Role.TASK: Role.DIRECTION,
        Role.LESSON: Role.OTHER,
    }
