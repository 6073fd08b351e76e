"""Who is charged where much stands between the name and the deed: circumstances, posts, long lists."""

import pytest

from tests.reading.mentions.test_assignments import read, tasks
from tests.reading.mentions.test_excerpts import tasks as excerpt_tasks


@pytest.mark.parametrize(
    "lead_in",
    [
        "Phù hợp với chức năng của mình, Cơ quan đại diện thực hiện các hoạt động sau :",
        "Chủ động hoặc theo yêu cầu của doanh nghiệp, Cơ quan đại diện có trách nhiệm :",
    ],
)
def test_a_lead_in_names_who_is_charged_behind_what_it_begins_with(lead_in: str) -> None:
    found = read(f"Điều 4. Hỗ trợ doanh nghiệp\n{lead_in}\n1. Cung cấp thông tin về thị trường.", "Nghị định")
    assert [one[1:4] for one in found] == [("Cơ quan đại diện", None, "4.1")]


def test_bodies_of_many_sorts_are_listed_behind_semicolons() -> None:
    text = (
        "Phó Thủ tướng giao Bộ Ngoại giao chủ trì tổ chức Tuần lễ.\nCác bộ: Công an, Quốc phòng; UBND các tỉnh,"
        " thành phố; Đài Truyền hình Việt Nam, theo chức năng, nhiệm vụ, phối hợp với Bộ Ngoại giao"
        " triển khai, gửi báo cáo trước ngày 01/3/2026."
    )
    assert [lead for lead, *_ in tasks(text)] == [
        "Bộ Ngoại giao",
        "Các bộ: Công an, Quốc phòng",
        "UBND các tỉnh, thành phố",
        "Đài Truyền hình Việt Nam",
    ]


def test_an_article_goes_on_in_a_further_paragraph() -> None:
    text = (
        "Điều 2. Bộ Ngoại giao chịu trách nhiệm hướng dẫn thực hiện Chương trình.\n"
        "UBND các tỉnh, căn cứ vào Chương trình quốc gia nói trên, xây dựng và thực hiện Chương trình của mình.\n"
        "Ban Chỉ đạo tự giải thể khi hoàn thành nhiệm vụ."
    )
    assert [one[1:4] for one in read(text, "Quyết định")] == [
        ("Bộ Ngoại giao", None, "2"),
        ("UBND các tỉnh", None, "2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Bộ Công an - Cơ quan thường trực của Ban Chỉ đạo, tổ chức đoàn công tác.",
        "1. Lãnh đạo Bộ Công an thay mặt Chính phủ ký công hàm.",
        "1. Đề nghị Bộ Công an tiếp tục hoàn thiện đề án.",
    ],
)
def test_what_is_told_beside_a_body_does_not_hide_it(text: str) -> None:
    assert [one[1] for one in read(text, "Thông báo")] == ["Bộ Công an"]


def test_in_an_order_even_a_request_to_bodies_that_are_not_above_is_a_task() -> None:
    asked = "1. Đề nghị {} tạo điều kiện cho các địa phương."
    assert [one[1] for one in read(asked.format("UBND các tỉnh"), "Nghị quyết")] == ["UBND các tỉnh"]
    assert read(asked.format("Thủ tướng Chính phủ"), "Thông báo") == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Ủy quyền cho Bộ trưởng Bộ Công an thay mặt Chính phủ ký Hiệp định này.",
        "1. Giao Bộ Công an cử đoàn tham dự.\nMọi chi phí do ta chịu.",
    ],
)
def test_a_power_to_sign_and_who_pays_are_no_tasks(text: str) -> None:
    assert [one[4] for one in read(text, "Nghị quyết") if not str(one[4]).startswith("Giao")] == []


def helpers(*charges: str) -> list[list[str]]:
    lines = [f"{number}. Bộ Công an{charge}" for number, charge in enumerate(charges, 1)]
    return [helped for _, helped, *_ in excerpt_tasks("\n".join(["Tổ chức thực hiện", *lines]))]


def test_the_first_of_several_who_lead_is_helped_by_the_others() -> None:
    told = ", Bộ Ngoại giao chủ trì, phối hợp với các địa phương tổ chức đón khách."
    assert helpers(told) == [["Bộ Ngoại giao", "các địa phương"]]


def test_bodies_of_another_country_help_in_no_task() -> None:
    charge = " phối hợp với các cơ quan chức năng {} giải quyết vụ việc."
    whose = ("sở tại", "phía Trung Quốc", "kịp thời")
    assert helpers(*(charge.format(one) for one in whose)) == [[], [], ["các cơ quan chức năng"]]


def test_who_is_told_to_direct_others_is_the_one_charged() -> None:
    text = (
        "Thủ tướng yêu cầu chủ tịch UBND tỉnh Hà Giang chỉ đạo các đơn vị tại địa phương giải tỏa hàng hóa."
    )
    assert [lead for lead, *_ in tasks(text)] == ["chủ tịch UBND tỉnh Hà Giang"]


def test_a_lead_in_that_names_only_helpers_leaves_the_lead_above() -> None:
    text = (
        "Điều 5. Trách nhiệm của Bộ Công an\n1. Chủ trì, phối hợp với Bộ Quốc phòng, chính quyền địa phương"
        " thực hiện các nội dung sau đây:\na) Quản lý xuất cảnh."
    )
    assert [one[1] for one in read(text, "Luật")] == ["Bộ Công an"]


def test_a_time_since_something_began_is_no_deadline() -> None:
    text = "1. Bộ Công an báo cáo vướng mắc sau 6 tháng thực hiện Quy chế."
    assert [one[1:3] for one in read(text, "Thông báo")] == [("Bộ Công an", None)]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("1. Bộ Công an, các đoàn đại biểu Thanh Nê giám sát việc này.", "Bộ Công an"),
        ("1. Bộ Công an và các đoàn Trăng Khuyết phối hợp bảo đảm an ninh.", "Bộ Công an"),
        ("1. Trong năm 2027, hoàn thành cắm mốc.", None),
    ],
)
def test_those_whom_no_mention_names_do_not_hide_an_order(text: str, lead: str | None) -> None:
    assert [one[1] for one in read(text, "Nghị quyết")] == [lead]


def test_what_is_told_of_others_is_no_order_to_them() -> None:
    assert read("1. Bộ Công an, các đoàn đã tổ chức xong hội nghị.", "Nghị quyết") == []


def test_an_answer_is_wanted_by_a_date() -> None:
    text = "Kính gửi: Bộ Công an\nVề việc này, đề nghị:\n- Xác minh thông tin.\nKết quả xin báo về Bộ trước ngày 05/6/2026."
    assert read(text)[-1][1:3] == ("Bộ Công an", "ngày 05/6/2026")
