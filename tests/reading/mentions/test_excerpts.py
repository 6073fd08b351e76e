"""Tasks in an excerpt that came without its head, and in news that tells what a leader ordered."""

from datetime import date

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.assignments import find_assignments
from banggiao.reading.mentions import find_mentions
from banggiao.reading.news import read_news_head
from banggiao.reading.records import Header
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text

Task = tuple[str | None, list[str], str | None, str | None, str]


def tasks(text: str) -> list[Task]:
    """Lead, supporters, deadline, clause and the first words of each task."""
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, date(2026, 1, 5))
    return [
        (
            paper.words(*one.lead) if one.lead else None,
            [paper.words(*span) for span in one.supporters],
            paper.words(*one.deadline) if one.deadline else None,
            one.clause,
            " ".join(paper.words(one.start, one.end).split()[:3]),
        )
        for one in find_assignments(paper, folded, mentions, range(len(paper.blocks)), Header())
    ]


def test_an_excerpt_of_articles_charges_as_the_whole_paper_does() -> None:
    text = """Điều 9. Trách nhiệm của Bộ Công an trong việc quản lý lễ hội
(Điều 9 Nghị định số 999/2031/NĐ-CP)
1. Chỉ đạo các đơn vị thuộc quyền tuần tra. Phối hợp với Bộ Ngoại giao đón khách.
2. Trong thời hạn 05 (năm) ngày làm việc, Bộ Ngoại giao sẽ gửi hồ sơ."""
    assert tasks(text) == [
        ("Bộ Công an", ["Bộ Ngoại giao"], None, "9.1", "Chỉ đạo các"),
        ("Bộ Ngoại giao", [], "05 (năm) ngày làm việc", "9.2", "Trong thời hạn"),
    ]


def test_a_paper_says_what_kind_it_is() -> None:
    told = "1. Bộ Công an thống kê phương tiện.\n2. Danh sách theo {} này do tỉnh in."
    assert [one[0] for one in tasks(told.format("Nghị định"))] == ["Bộ Công an"]
    assert tasks(told.format("cách")) == []


def test_parts_that_begin_with_bodies_are_orders() -> None:
    text = """a) Bộ Công an chủ trì diễn tập.
b) Bộ Ngoại giao
- In tài liệu trong tháng 3 năm 2031.
c) Các Tập đoàn, Tổng công ty, doanh nghiệp xuất khẩu: xây dựng kế hoạch bán hàng."""
    assert [(one[0], one[4]) for one in tasks(text)] == [
        ("Bộ Công an", "Bộ Công an"),
        ("Bộ Ngoại giao", "In tài liệu"),
        ("Các Tập đoàn, Tổng công ty", "xây dựng kế"),
    ]


def test_an_excerpt_on_carrying_out_gives_orders_however_its_parts_are_numbered() -> None:
    text = """IV- TỔ CHỨC THỰC HIỆN
1- Bộ Công an lãnh đạo việc hoàn thiện hồ sơ.
2- Bộ Ngoại giao:
a- Thống kê phương tiện.
b/ Mời khách dự lễ.
3/ Chủ tịch nước, Chính phủ trong phạm vi nhiệm vụ, quyền hạn của mình tiến hành thủ tục."""
    assert [one[:1] + one[3:] for one in tasks(text)] == [
        ("Bộ Công an", "IV.1", "Bộ Công an"),
        ("Bộ Ngoại giao", "IV.2.a", "Thống kê phương"),
        ("Bộ Ngoại giao", "IV.2.b", "Mời khách dự"),
        ("Chủ tịch nước", "IV.3", "Chủ tịch nước,"),
        ("Chính phủ", "IV.3", "Chủ tịch nước,"),
    ]


def test_paragraphs_below_a_body_are_its_own_in_an_excerpt_on_carrying_out() -> None:
    text = """TỔ CHỨC THỰC HIỆN
Bộ Ngoại giao:
Chủ trì, phối hợp với các cơ quan liên quan in tài liệu.
Hướng dẫn các địa phương đón khách.
Bộ Công an:
Bố trí xe."""
    assert [one[0] for one in tasks(text)] == ["Bộ Ngoại giao", "Bộ Ngoại giao", "Bộ Công an"]


def test_articles_of_old_papers_have_a_dash_behind_their_number() -> None:
    text = """Điều 4.- Bộ Công an có trách nhiệm :
- In tài liệu;
Điều 5.- Các Bộ, ngành, địa phương :
1/ Gửi danh sách.
Điều 6.- Trưởng đoàn có trách nhiệm quản lý đoàn.
Điều 7.- Bộ Ngoại giao giúp Chính phủ theo dõi việc thực hiện Quyết định này."""
    assert [(one[0], one[3]) for one in tasks(text)] == [
        ("Bộ Công an", "4"),
        ("Các Bộ, ngành, địa phương", "5.1"),
        ("Trưởng đoàn", "6"),
        ("Bộ Ngoại giao", "7"),
    ]


def test_who_directs_those_below_was_ordered_to() -> None:
    text = """UBND tỉnh yêu cầu Chủ tịch UBND các huyện, thành phố; Thủ trưởng các ngành triển khai kế hoạch.
Chủ tịch UBND các huyện, thành phố chỉ đạo cơ quan chức năng tăng cường thông tin."""
    assert [one[0] for one in tasks(text)] == [
        "Chủ tịch UBND các huyện, thành phố",
        "Thủ trưởng các ngành",
        "Chủ tịch UBND các huyện, thành phố",
    ]


def test_persons_are_charged_with_their_posts_told_beside_them() -> None:
    text = """Ban Chỉ đạo phân công nhiệm vụ các thành viên như sau:
1. Đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh, Trưởng ban: phụ trách chung."""
    assert [one[0] for one in tasks(text)] == ["Nguyễn Văn An"]


def test_a_heading_may_give_the_order() -> None:
    text = "### 4. Giao Bộ Công an\n- In tài liệu.\n### 5. Giao Bộ Ngoại giao\n- Mời khách dự lễ."
    assert [one[:1] + one[3:] for one in tasks(text)] == [
        ("Bộ Công an", "4", "In tài liệu."),
        ("Bộ Ngoại giao", "5", "Mời khách dự"),
    ]


def test_a_duty_may_stand_far_from_its_body() -> None:
    text = """Điều 3. Phối hợp
1. Bộ Công an, trong phạm vi quyền hạn của mình, có trách nhiệm lưu hồ sơ.
2. Bộ Ngoại giao hoặc cơ quan tiếp khách có trách nhiệm mời phiên dịch.
3. Đơn vị đề xuất chỉnh lý hồ sơ."""
    assert [one[0] for one in tasks(text)] == ["Bộ Công an", "Bộ Ngoại giao", "Đơn vị đề xuất"]


def test_what_an_official_is_answerable_for_is_a_task_but_the_closing_formula_is_none() -> None:
    text = """Điều 10. Thi hành
1. Bộ trưởng Bộ Ngoại giao chịu trách nhiệm hướng dẫn việc thi hành Quyết định này.
2. Bộ trưởng Bộ Công an chịu trách nhiệm thi hành Quyết định này."""
    assert [one[0] for one in tasks(text)] == ["Bộ trưởng Bộ Ngoại giao"]


def test_news_goes_on_with_what_a_leader_ordered() -> None:
    text = """Thủ tướng yêu cầu Bộ Công an rà soát hồ sơ.
Các bộ, ngành, địa phương tiếp tục thực hiện chế độ báo cáo.
UBND các tỉnh ven biển, có cảng cá chủ động nắm tình hình."""
    assert [one[0] for one in tasks(text)] == [
        "Bộ Công an",
        "Các bộ, ngành, địa phương",
        "UBND các tỉnh ven biển",
    ]


def test_news_of_a_paper_that_was_issued_tells_its_orders() -> None:
    text = """UBND tỉnh vừa ban hành Kế hoạch phòng chống bão.
Bộ Công an chủ trì, phối hợp với Bộ Ngoại giao thống kê. Chủ trì, phối hợp với các đơn vị kiểm tra.
Tăng cường thông tin cho người dân.
Báo cáo giải trình cho biết mưa còn kéo dài."""
    assert [one[0] for one in tasks(text)] == ["Bộ Công an"] * 3


def test_the_orders_with_which_a_meeting_ended_are_told_one_by_one() -> None:
    text = """Tại phiên họp, Ban Chỉ đạo đã kết luận: đề nghị Bộ Công an, Bộ Ngoại giao tiếp tục chuẩn bị lễ.
Bộ Công an tạo điều kiện cho khách."""
    assert [one[0] for one in tasks(text)] == ["Bộ Công an", "Bộ Ngoại giao", "Bộ Công an"]


@pytest.mark.parametrize("opening", ["Do đó, ", "Phó Thủ tướng nhấn mạnh tình hình đã khác, "])
def test_what_bodies_must_do_is_a_task_in_news(opening: str) -> None:
    assert [one[0] for one in tasks(f"{opening}các bộ, ngành phải chuẩn bị kịp thời.")] == ["các bộ, ngành"]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Hai bên nhất trí tiếp tục mở rộng hợp tác.", "Hai bên"),
        ("Hai bên đánh giá cao kết quả và thống nhất sẽ họp trong năm 2031.", "Hai bên"),
        ("Ngoại trưởng bạn khẳng định Nhật Bản sẽ hỗ trợ đào tạo.", "Nhật Bản"),
        ("Phía Lào cam kết sẽ cử đoàn dự lễ.", "Lào"),
        ("2 bên nhất trí mục tiêu nâng kim ngạch lên 15 tỷ USD.", "2 bên"),
        ("Việt Nam và Lào khẳng định tiếp tục phối hợp tại các diễn đàn.", "Việt Nam"),
        ("Nhật Bản công bố khoản hỗ trợ 105 triệu USD cho dự án.", "Nhật Bản"),
        ("Theo bản ghi nhớ, Bộ Công an sẽ tích cực trao đổi thông tin.", "Bộ Công an"),
        ("Hai trường thống nhất đẩy mạnh trao đổi sinh viên.", "Hai trường"),
        ("Hai Tổng thống khẳng định tiếp tục mở rộng hợp tác.", "Hai Tổng thống"),
        ("Hai thủ tướng nhất trí giao cho Bộ Công an sớm tổ chức họp.", "Bộ Công an"),
    ],
)
def test_what_sides_of_a_talk_pledge_is_read_in_news(text: str, lead: str) -> None:
    assert [one[0] for one in tasks(text)][:1] == [lead]


def test_what_bodies_of_levels_do_is_theirs() -> None:
    text = """Điều 10. Lấy ý kiến
1. Cơ quan nhà nước ở trung ương lấy ý kiến của Bộ Ngoại giao.
2. Hồ sơ được gửi đến Bộ Ngoại giao chậm nhất 5 ngày trước ngày ký.
3. Thủ tướng Chính phủ quyết định."""
    assert [(one[0], one[2]) for one in tasks(text)] == [
        ("Cơ quan nhà nước ở trung ương", None),
        (None, "5 ngày"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hai bên nhất trí cho rằng quan hệ phát triển tốt.",
        "Thủ tướng khẳng định Nhật Bản sẽ là đối tác quan trọng.",
        "Bộ Công an tiếp tục hỗ trợ người dân.",
        "Các bộ, ngành tiếp tục thực hiện chế độ báo cáo.",
        "Trong nghị quyết này, Bộ Ngoại giao nêu rõ kết quả.",
        "1. Bộ Công an đã in tài liệu.\n2. Bộ Ngoại giao đã mời khách.",
        "Xây dựng thành phố là nhiệm vụ của mọi người\nBộ Công an trình bày kế hoạch.",
        "Thủ tướng đã gặp và giao nhiệm vụ cho các Trưởng cơ quan đại diện nhiệm kỳ 2031-2034.",
        "Việt Nam cam kết mạnh mẽ đối với hòa bình.",
        "Dự họp có Phó Trưởng Ban Chỉ đạo Trần Văn An; các thành viên Ban Chỉ đạo, lãnh đạo các bộ, ngành.",
    ],
)
def test_what_news_tells_is_no_task(text: str) -> None:
    assert tasks(text) == []


def test_a_numbered_line_that_an_excerpt_begins_with_is_no_title_of_news() -> None:
    paper = paper_from_text("paper.txt", "Điều 9. Trách nhiệm của Bộ Công an\n1. Thống kê.")
    assert read_news_head(paper, shadow(paper.text))[1] == 0
