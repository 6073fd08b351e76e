"""Hard wraps are undone in papers that hold short lines and tables too."""

import textwrap

from banggiao.reading.intake.wrapping import unwrap, wrap_width

PARAGRAPHS = [
    "Chiều ngày 12 tháng 3, tại trụ sở cơ quan, lãnh đạo sở đã tiếp đoàn công tác của thành phố bạn sang trao "
    "đổi kinh nghiệm về quản lý cửa khẩu, xúc tiến thương mại và giao lưu thanh niên giữa hai địa phương, nhất là ở biên giới.",
    "Hai bên nhất trí lập nhóm công tác chung, mỗi quý họp một lần, bắt đầu từ quý sau, và giao cho văn phòng "
    "hai bên chuẩn bị nội dung, kinh phí và danh sách người tham gia.",
]
SHORT = ["TỜ TRÌNH", "Kính gửi: Ủy ban", "I. Kết quả", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC"]
ROWS = [
    "1\tĐón đoàn vào thăm và làm việc tại các huyện biên giới trong quý\t12\t350 triệu đồng\tVăn phòng Sở"
] * 3


def test_a_paper_of_few_wrapped_paragraphs_among_short_lines_and_rows() -> None:
    lines = [*SHORT, "", *(line for one in PARAGRAPHS for line in textwrap.wrap(one, 70)), "", *ROWS]
    assert unwrap(lines) == [*SHORT, *PARAGRAPHS, *ROWS]


def test_short_lines_that_no_small_letter_goes_on_stay_apart() -> None:
    lines = [
        f"Đồng chí thứ {number}, chuyên viên của phòng quản lý biên giới và lãnh sự" for number in range(9)
    ]
    assert unwrap([*SHORT, *SHORT, *lines]) == [*SHORT, *SHORT, *lines]
    assert wrap_width([*SHORT, *SHORT, *lines]) is None


def test_the_short_first_line_of_an_indented_paragraph_is_wrapped_too() -> None:
    first, *rest = textwrap.wrap(PARAGRAPHS[0], 70)
    cut = first.index(", lãnh đạo") + 1
    lines = [
        first[:cut],
        *textwrap.wrap(f"{first[cut:].strip()} {' '.join(rest)}", 70),
        "",
        *textwrap.wrap(PARAGRAPHS[1], 70),
    ]
    assert unwrap(lines) == PARAGRAPHS


def test_a_full_line_goes_on_with_a_name_where_paragraphs_stand_apart() -> None:
    told = "Thành phố giao cho các đơn vị của mình in tài liệu và gửi cho Sở"
    more = ["Ngoại vụ trước lễ.", "", *textwrap.wrap(PARAGRAPHS[0], 70), "", "", "", ""]
    assert unwrap([told, *more]) == [f"{told} Ngoại vụ trước lễ.", PARAGRAPHS[0]]


def test_lines_that_were_cut_anywhere_are_joined_where_several_are() -> None:
    lines = [
        "Căn cứ Luật Tổ chức chính quyền địa",
        "phương ngày 19 tháng 6 năm 2015;",
        "Căn cứ Luật Ban hành văn bản quy",
        "phạm pháp luật ngày 22 tháng 6 năm 2015;",
        "Theo đề nghị của Giám đốc Sở Ngoại",
        "vụ tại Tờ trình số 12/TTr-SNgV.",
        "a) Sở Ngoại vụ chủ trì;",
    ]
    assert unwrap(lines) == [f"{lines[at]} {lines[at + 1]}" for at in (0, 2, 4)] + lines[6:]
    assert unwrap(lines[:2]) == lines[:2]


def test_rules_and_bare_bars_of_a_head_are_no_lines_of_the_text() -> None:
    head = ["VĂN PHÒNG", "-----", "|", "Số: 12/TB-VP", "|", "THÔNG BÁO"]
    told = [
        "Cùng họp tại trụ sở có đồng chí Chánh Văn phòng Trần Văn An, bà Lê Thị",
        "Hoa Mai và các trưởng phòng; đại diện lãnh đạo các đơn vị, Trưởng Ban",
        "Quản lý cửa khẩu Nguyễn Minh Khoa, Giám đốc Trung tâm Xúc tiến Trần",
        "Hải Sơn báo cáo về việc chuẩn bị cơ sở vật chất, nhân lực và kinh phí",
        "phục vụ đoàn công tác liên ngành từ nay đến hết quý ba của năm sau.",
    ]
    assert unwrap([*head, *told]) == [*head, " ".join(told)]
