from datetime import date

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.assignments import find_assignments
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Field, Header
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text

Task = tuple[str | None, list[str], str, str | None]


def tasks(text: str) -> list[Task]:
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, date(2026, 1, 5))
    return [
        (
            paper.words(*one.lead) if one.lead else None,
            [paper.words(*span) for span in one.supporters],
            paper.words(*one.action),
            one.due,
        )
        for one in find_assignments(paper, folded, mentions, range(len(paper.blocks)))
    ]


def test_lead_supporters_action_and_deadline() -> None:
    text = "Bộ Ngoại giao chủ trì, phối hợp với Bộ Công an và các địa phương, đơn vị xây dựng đề án trước ngày 30/6/2026."
    assert tasks(text) == [
        (
            "Bộ Ngoại giao",
            ["Bộ Công an", "các địa phương, đơn vị"],
            "xây dựng đề án trước ngày 30/6/2026",
            "2026-06-30",
        )
    ]


def test_a_task_may_be_given() -> None:
    text = "Giao Sở Ngoại vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu kế hoạch, hoàn thành trong quý II/2026."
    assert tasks(text) == [
        (
            "Sở Ngoại vụ",
            ["các sở, ban, ngành"],
            "tham mưu kế hoạch, hoàn thành trong quý II/2026",
            "2026-04-01/2026-06-30",
        )
    ]
    assert tasks("Giao Bộ Công an xây dựng phương án bảo vệ.") == [
        ("Bộ Công an", [], "xây dựng phương án bảo vệ", None)
    ]


def test_a_duty_may_be_listed_below() -> None:
    text = """Sở Ngoại vụ có trách nhiệm:
    - Theo dõi, đôn đốc việc thực hiện;
    - Báo cáo UBND tỉnh trước ngày 15/11/2026.
    Tổ chức thực hiện nghiêm túc."""
    found = tasks(text)
    assert [(lead, due) for lead, _, _, due in found] == [
        ("Sở Ngoại vụ", None),
        ("Sở Ngoại vụ", "2026-11-15"),
    ]


def test_a_task_without_a_named_subject_has_no_lead() -> None:
    text = "- Chủ trì, phối hợp với Bộ Ngoại giao tổ chức hội nghị."
    assert tasks(text) == [(None, ["Bộ Ngoại giao"], "tổ chức hội nghị", None)]


def test_two_clauses_are_two_tasks() -> None:
    text = "Phân công thực hiện\nBộ Ngoại giao chủ trì xây dựng đề án; Bộ Công an chủ trì, phối hợp với Bộ Ngoại giao bảo đảm an ninh."
    assert [(lead, supporters) for lead, supporters, _, _ in tasks(text)] == [
        ("Bộ Ngoại giao", []),
        ("Bộ Công an", ["Bộ Ngoại giao"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Phát triển đối ngoại Đảng, ngoại giao Nhà nước và đối ngoại nhân dân.",
        "Đoàn đến chào xã giao Chủ tịch Quốc hội Lào.",
        "Việt Nam đề nghị Chính phủ Campuchia tạo thuận lợi.",
        "Hội nghị do Bộ Ngoại giao chủ trì đã thành công.",
        "Hội nghị được Tổng Bí thư chủ trì.",
        "Giao lưu văn hóa với Lào.",
    ],
)
def test_false_alarms(text: str) -> None:
    assert tasks(text) == []


@pytest.mark.parametrize("title", ["Kết quả thực hiện", "Kiến nghị", "Đánh giá tình hình"])
def test_a_part_that_tells_or_asks_gives_no_task(title: str) -> None:
    assert tasks(f"I. {title}\n1. Bộ Ngoại giao chủ trì tổ chức 12 hội nghị.") == []


def read(text: str, kind: str = "") -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """What a paper of that kind gives: kind, lead, deadline, clause of each, and the words of the sentence."""
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, date(2026, 1, 5))
    header = Header(type=Field(kind, 0, 0) if kind else None, number=Field("12", 0, 0))
    return [
        (
            one.kind,
            paper.words(*one.lead) if one.lead else None,
            paper.words(*one.deadline) if one.deadline else None,
            one.clause,
            paper.words(one.start, one.end),
        )
        for one in find_assignments(paper, folded, mentions, range(len(paper.blocks)), header)
    ]


def test_what_stands_below_a_body_is_for_that_body() -> None:
    text = """1. Bộ Công an:
a) Rà soát hồ sơ trong 15 ngày;
b) Báo cáo hằng quý.
2. Bộ Ngoại giao
Tổng hợp, trình Thủ tướng Chính phủ."""
    assert [one[:4] for one in read(text, "CHỈ THỊ")] == [
        ("task", "Bộ Công an", "15 ngày", "1.a"),
        ("task", "Bộ Công an", "hằng quý", "1.b"),
        ("task", "Bộ Ngoại giao", None, "2"),
    ]


def test_a_lead_in_charges_for_the_numbered_items_below_it() -> None:
    text = """II. NHIỆM VỤ
Ban Bí thư yêu cầu các cấp uỷ, tổ chức đảng tập trung thực hiện:
1. Quán triệt sâu sắc quan điểm của Đảng.
2. Đẩy mạnh hoàn thiện pháp luật."""
    assert [one[1:4] for one in read(text, "CHỈ THỊ")] == [
        ("các cấp uỷ, tổ chức đảng", None, "II.1"),
        ("các cấp uỷ, tổ chức đảng", None, "II.2"),
    ]


def test_bodies_charged_alike_have_a_task_each() -> None:
    text = "III. Tổ chức thực hiện\n3. Bộ Công an và Bộ Ngoại giao bố trí cán bộ."
    assert [one[1:] for one in read(text, "KẾ HOẠCH")] == [
        ("Bộ Công an", None, "III.3", "Bộ Công an và Bộ Ngoại giao bố trí cán bộ."),
        ("Bộ Ngoại giao", None, "III.3", "Bộ Công an và Bộ Ngoại giao bố trí cán bộ."),
    ]


def test_who_helps_may_be_a_list_of_several_sorts() -> None:
    text = "Giao Bộ Công an phối hợp với các Bộ: Ngoại giao, Quốc phòng; các tỉnh, thành phố chuẩn bị lễ."
    assert tasks(text)[0][1] == ["các Bộ: Ngoại giao, Quốc phòng", "các tỉnh, thành phố"]


def test_clauses_of_the_same_lead_are_one_task() -> None:
    text = "1. Bộ Công an rà soát hồ sơ; chủ trì, phối hợp với Bộ Ngoại giao báo cáo trước ngày 30/6/2026."
    assert [one[1:3] for one in read(text, "CHỈ THỊ")] == [("Bộ Công an", "ngày 30/6/2026")]


def test_what_a_letter_asks_is_for_whom_it_is_sent_to() -> None:
    text = """Kính gửi: Bộ Công an
Để kịp tổng hợp, Bộ Ngoại giao đề nghị:
1. Rà soát danh mục và gửi trước ngày 17/9/2026."""
    assert [one[1:4] for one in read(text)] == [("Bộ Công an", "ngày 17/9/2026", "1")]


def test_leaders_of_bodies_whom_a_letter_asks_are_asked_alone() -> None:
    text = """Kính gửi: Bộ Công an, Bộ Ngoại giao
Thủ tướng Chính phủ có ý kiến như sau:
- Đề nghị lãnh đạo các Bộ, cơ quan ngang Bộ tích cực tham gia Diễn đàn.
Văn phòng Chính phủ thông báo để Bộ Công an, Bộ Ngoại giao và các cơ quan liên quan biết, thực hiện./."""
    assert [one[1] for one in read(text)] == ["các Bộ, cơ quan ngang Bộ"]


def test_what_a_leader_decides_in_a_letter_orders_to_its_end() -> None:
    text = """Kính gửi:
- Bộ Công an;
- Bộ Ngoại giao.
Xét đề nghị của Bộ Công an, Phó Thủ tướng Chính phủ có ý kiến như sau:
1. Đồng ý tổ chức hội chợ. Không đón khách ở ngoài cổng.
Bộ Công an phối hợp với Bộ Ngoại giao tổ chức đoàn đi khảo sát.
2. Tổ công tác ODA của Chính phủ phối hợp với Bộ Công an thống kê dự án.
Bộ Ngoại giao thống nhất với Bộ Công an về chương trình.
Việc thuê gian hàng cần được bàn kỹ với các tỉnh.
Văn phòng Chính phủ xin thông báo để các cơ quan biết và thực hiện./."""
    assert [(one[1], one[4].split(" ")[0]) for one in read(text)] == [
        (None, "Không"),
        ("Bộ Công an", "Bộ"),
        ("Tổ công tác ODA", "Tổ"),
        ("Bộ Ngoại giao", "Bộ"),
        (None, "Việc"),
    ]


def test_a_leaders_remark_names_nobody() -> None:
    found = read("1. Phó Thủ tướng yêu cầu cắt giảm báo cáo giấy, xong trước ngày 01/9/2026.", "THÔNG BÁO")
    assert [one[1:3] for one in found] == [(None, "ngày 01/9/2026")]


def test_a_pledge_is_a_commitment() -> None:
    text = """Tuyên bố chung
1. Phía Nhật Bản cam kết cung cấp vốn vay trong năm 2026.
2. Việt Nam sẽ tạo thuận lợi cho doanh nghiệp Nhật Bản.
3. Hai bên đánh giá cao kết quả hợp tác."""
    assert [one[:2] for one in read(text, "TUYÊN BỐ")] == [
        ("commitment", "Nhật Bản"),
        ("commitment", "Việt Nam"),
    ]


def test_each_row_of_a_table_of_work_is_a_task() -> None:
    text = """STT\tNội dung công việc\tChủ trì\tPhối hợp\tThời hạn
1\tXây dựng Đề án\tBộ Ngoại giao\tBộ Công an, Bộ Công Thương\t30/6/2026
2\tThống kê\tBộ Công an\t\thằng quý"""
    assert [one[1:4] for one in read(text, "KẾ HOẠCH")] == [
        ("Bộ Ngoại giao", "30/6/2026", "1"),
        ("Bộ Công an", "hằng quý", "2"),
    ]


def test_a_part_of_a_table_that_lost_its_header_is_read_by_what_stands_in_it() -> None:
    text = """| 7. | Xây dựng Đề án hội nhập | Bộ Ngoại giao | Bộ Công an | Đề án | 2031 |
| 8. | Rà soát thỏa thuận đã ký | Bộ Công an |  | Báo cáo | Thường xuyên |
| 9. | Thống kê dự án | Bộ Ngoại giao | Bộ Công Thương | Báo cáo | 12/2031 |"""
    assert [one[1:4] for one in read(text, "KẾ HOẠCH")] == [
        ("Bộ Ngoại giao", "2031", "7"),
        ("Bộ Công an", None, "8"),
        ("Bộ Ngoại giao", "12/2031", "9"),
    ]


def test_who_drafts_has_the_task_where_nobody_else_leads() -> None:
    text = """STT\tTên dự thảo\tCơ quan soạn thảo\tCơ quan phối hợp\tThời hạn
1\tDự thảo Nghị định\tBộ Ngoại giao\tBộ Công an\tTháng 10/2031"""
    assert [one[1:3] for one in read(text, "KẾ HOẠCH")] == [("Bộ Ngoại giao", "Tháng 10/2031")]
    assert tasks(f"Kế hoạch\n{text}")[0][:2] == ("Bộ Ngoại giao", ["Bộ Công an"])


def test_who_drafts_has_a_task_beside_whoever_reviews_and_where_no_reviewer_is_filled_in() -> None:
    text = """STT\tTên dự thảo\tCơ quan trình\tCơ quan chủ trì thẩm tra\tThời hạn
1\tDự thảo Nghị định\tBộ Ngoại giao\tBộ Công an\tTháng 10/2031
2\tDự thảo Thông tư\tBộ Công Thương\t\tTháng 11/2031"""
    assert [one[1] for one in read(text, "KẾ HOẠCH")] == ["Bộ Ngoại giao", "Bộ Công an", "Bộ Công Thương"]


def test_a_row_of_one_cell_parts_a_table_and_does_not_end_it() -> None:
    text = """STT\tTên nhiệm vụ\tĐơn vị chủ trì\tThời gian trình
I\tNhiệm vụ của Bộ
1\tĐề án văn hóa\tBộ Ngoại giao\tTháng 10/2031"""
    assert [one[1:3] for one in read(text, "KẾ HOẠCH")] == [("Bộ Ngoại giao", "Tháng 10/2031")]


def test_a_table_of_work_may_tell_what_is_to_come_of_it() -> None:
    text = """| TT | Nội dung, nhiệm vụ | Bộ, cơ quan chủ trì | Cơ quan phối hợp | Kết quả đầu ra | Thời hạn |
|---|---|---|---|---|---|
| 1 | Luật về hội nhập | Bộ Công an | Bộ Ngoại giao | Luật | 2031 |"""
    assert [one[1:3] for one in read(text, "KẾ HOẠCH")] == [("Bộ Công an", "2031")]


def test_a_table_of_meetings_gives_no_task() -> None:
    text = "STT\tTên\tChủ trì\tĐối tác\tThời gian\n1\tHội thảo\tBộ Ngoại giao\tUNESCO\tQuý II"
    assert read(text, "KẾ HOẠCH") == []


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("xác minh hồ sơ trong thời hạn năm ngày làm việc", "năm ngày làm việc"),
        ("định kỳ sáu tháng và hằng năm báo cáo", "sáu tháng và hằng năm"),
        ("hoàn thành hồ sơ trong năm 2031", "năm 2031"),
        ("gửi hồ sơ ít nhất 15 ngày trước khi tổ chức", "ít nhất 15 ngày"),
        ("chuẩn bị các cuộc họp do Việt Nam tổ chức trong năm 2031", None),
        ("tổ chức tập huấn trong hai ngày 24 - 25/4", None),
    ],
)
def test_by_when_it_is_to_be_done(words: str, deadline: str | None) -> None:
    assert [one[2] for one in read(f"1. Bộ Công an {words}.", "CHỈ THỊ")] == [deadline]


@pytest.mark.parametrize(
    "text",
    [
        "1. Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này.",
        "1. Bộ Ngoại giao đã hoàn thành báo cáo.",
        "1. Bộ Công an nhất trí với đề xuất của Bộ Ngoại giao.",
        "IV. Kiến nghị\n1. Đề nghị Bộ Ngoại giao xem xét, hỗ trợ kinh phí.",
    ],
)
def test_what_is_never_a_task(text: str) -> None:
    assert read(text, "QUYẾT ĐỊNH") == []


def test_a_plan_for_oneself_is_none() -> None:
    assert read("IV. PHƯƠNG HƯỚNG\n1. Đẩy mạnh ngoại giao kinh tế.", "BÁO CÁO") == []


def test_a_list_of_things_below_a_body_is_no_task() -> None:
    text = """1. Bộ Công an:
a) Thẩm định hồ sơ trong 15 ngày;
b) Hồ sơ gồm:
- Tờ trình;
- Dự thảo văn bản."""
    assert [one[4] for one in read(text, "QUYẾT ĐỊNH")] == ["Thẩm định hồ sơ trong 15 ngày;"]


def test_another_paper_that_comes_with_the_first_is_read_as_what_it_is() -> None:
    text = """Điều 1. Ban hành kèm theo Quyết định này Quy chế.
QUY CHẾ
Điều 5. Trách nhiệm của Bộ Công an
1. Thẩm định hồ sơ."""
    assert [one[1:4] for one in read(text, "QUYẾT ĐỊNH")] == [("Bộ Công an", None, "5.1")]
