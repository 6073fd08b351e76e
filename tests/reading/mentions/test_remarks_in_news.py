"""What leaders ask in news without saying of whom, how news goes on with it, and what both sides agree on."""

import pytest

from tests.reading.mentions.test_excerpts import tasks


def leads(text: str) -> list[tuple[str | None, str]]:
    return [(lead, words) for lead, _, _, _, words in tasks(text)]


def test_a_leaders_view_is_gone_on_with_to_the_end_of_the_paragraph() -> None:
    text = (
        "Theo Thủ tướng, nhiệm vụ trọng tâm thời gian tới là triển khai kế hoạch đã ký. Cần giữ vai trò cầu nối."
        " Tiếp tục tham gia các diễn đàn. Năm ngoái có 12 hội nghị. Tiếp tục là chủ đề chính."
    )
    assert leads(text) == [
        (None, "Theo Thủ tướng,"),
        (None, "Cần giữ vai"),
        (None, "Tiếp tục tham"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tướng đề nghị, phải chú trọng đào tạo cán bộ.",
        "Trước yêu cầu mới, Bộ trưởng nhấn mạnh cần đổi mới cách làm.",
        "Phó Thủ tướng chỉ đạo tập trung hoàn thiện hồ sơ.",
        "Bộ trưởng lưu ý một số nhiệm vụ trọng tâm: Đẩy mạnh đàm phán; tháo gỡ rào cản.",
    ],
)
def test_what_a_leader_asks_of_nobody_in_particular(text: str) -> None:
    assert [lead for lead, _ in leads(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Thủ tướng, nhiệm vụ này là dấu mốc quan trọng.",
        "Thủ tướng biểu dương ngành, đồng thời chỉ rõ những hạn chế cần khắc phục.",
        "Thủ tướng Thongloun Xaynavong đề nghị tăng cường giao lưu.",
        "Thủ tướng đánh giá cao quan hệ hai nước và cho rằng cần mở rộng giao lưu.",
        "Ông Trần Văn An, Phó Trưởng Ban Chỉ đạo thông tin về kết quả.",
        "Chủ tịch Hội đồng quản trị Công ty A đề nghị tiếp tục mở rộng đầu tư.",
        "Hai bên ký Thỏa thuận hợp tác và tái khẳng định quyết tâm.",
        "Thủ tướng yêu cầu Bộ Công an báo cáo. Cùng dự có ông Trần Văn An.",
        "Theo Thủ tướng Nhật Bản, nhiệm vụ trọng tâm là triển khai hiệp định.",
        "Theo Chủ tịch Hiệp hội Trần Văn An, thời gian tới, cần mở rộng thị trường.",
        "Theo Giám đốc Bệnh viện, sau tai nạn, phải cấp cứu 12 người.",
        "Thủ tướng yêu cầu Bộ Công an báo cáo.\nBộ Y tế công bố 25 ca mắc mới.",
        "Thủ tướng yêu cầu Bộ Công an báo cáo.\nCông an tỉnh tiếp nhận 12 đối tượng.",
        "Thủ tướng yêu cầu Bộ Công an báo cáo.\nBộ Y tế tổ chức lễ kỷ niệm ngày truyền thống sáng nay.",
        "Thủ tướng yêu cầu Bộ Công an báo cáo.\nBBT tổng hợp.\nTiếp tục là nước xuất khẩu lớn.",
    ],
)
def test_what_is_told_of_leaders_is_no_remark(text: str) -> None:
    assert [one for one in leads(text) if one[0] != "Bộ Công an"] == []


@pytest.mark.parametrize(
    "told",
    [
        "Tập trung đông người dự lễ tại quảng trường.",
        "Tham dự buổi lễ có lãnh đạo các bộ.",
        "Tổ chức tại Huế, hội nghị thu hút 200 khách.",
        "Tiếp tục chương trình, chiều 5/3 đoàn thăm nhà máy.",
        "Trao đổi tại hội nghị, Thứ trưởng cho biết vốn đã về.",
        "Báo cáo với Thủ tướng, Giám đốc cho biết vốn đã về.",
        "Giải ngân vốn đạt 60% kế hoạch.",
        "Tiếp tục là nước xuất khẩu lớn.",
    ],
)
def test_what_merely_happened_behind_an_order_is_no_task(told: str) -> None:
    assert leads(f"Thủ tướng nhấn mạnh cần đổi mới. {told}") == [(None, "Thủ tướng nhấn")]


def test_news_goes_on_with_those_who_were_asked() -> None:
    text = (
        "Thủ tướng đề nghị các Đại sứ cần phát huy vai trò cầu nối. Các Đại sứ cũng cần truyền tải thông điệp.\n"
        "Bên cạnh đó, các Đại sứ cần tập trung cho kinh tế."
    )
    assert [lead for lead, _ in leads(text)][1:] == ["Các Đại sứ", "các Đại sứ"]


def test_a_short_form_of_a_body_is_told_on() -> None:
    text = (
        "Bí thư Tỉnh ủy giao Sở Ngoại vụ chủ trì việc này.\nTrời đẹp.\nSở cũng cần phối hợp với Bộ Công an."
    )
    assert [lead for lead, _ in leads(text)] == ["Sở Ngoại vụ", "Sở"]


def test_a_body_is_charged_right_behind_another() -> None:
    told = "Bộ Công an hướng dẫn công tác kiểm soát tại cửa khẩu."
    tells = "Bộ Công an làm việc theo chế độ kiêm nhiệm."
    assert leads(f"Phó Thủ tướng giao Bộ Ngoại giao chủ trì việc này.\n{tells}")[1:] == []
    assert leads(f"Phó Thủ tướng giao Bộ Ngoại giao chủ trì việc này.\n{told}")[1:] == [
        ("Bộ Công an", "Bộ Công an")
    ]
    assert leads(f"Phó Thủ tướng giao Bộ Ngoại giao chủ trì việc này.\nTrời đẹp.\n{told}")[1:] == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Kết luận cuộc họp, ông Trần Văn An đề nghị Bộ Công an chỉnh sửa báo cáo.", "Bộ Công an"),
        ("Bộ Ngoại giao đề nghị các địa phương đăng ký tham dự.", "các địa phương"),
        ("Nghị quyết giao Bộ Công an chủ trì xây dựng đề án.", "Bộ Công an"),
        ("Cụ thể, Kế hoạch số 12/KH-UBND yêu cầu Bộ Công an xây dựng đề án.", "Bộ Công an"),
        ("Thủ tướng đã giao Bộ Công an chủ trì soạn thảo quy định.", "Bộ Công an"),
        ("Bộ Công an là cơ quan thường trực của tổ, có trách nhiệm chủ trì tổng hợp.", "Bộ Công an"),
    ],
)
def test_who_is_asked_by_whom_in_news(text: str, lead: str) -> None:
    assert [one for one, _ in leads(text)] == [lead]


def test_what_is_needed_besides_is_asked_of_nobody() -> None:
    text = (
        "Các bộ, ngành cần phối hợp với Bộ Ngoại giao.\nCùng với đó, cần đổi mới cách làm. Chú trọng số hóa."
    )
    assert [lead for lead, _ in leads(text)] == ["Các bộ, ngành", None, None]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Ông Trần Văn An khẳng định tỉnh sẽ tạo mọi điều kiện thuận lợi.", ["Trần Văn An"]),
        ("Đại sứ cho biết phía Nhật Bản sẽ tiếp tục hỗ trợ đào tạo.", ["Nhật Bản"]),
        ("Đại sứ cho biết Nhật Bản sẵn sàng chia sẻ kinh nghiệm và sẽ cử chuyên gia sang.", ["Nhật Bản"]),
        ("Ông Trần Văn An nêu ý kiến; đồng thời cam kết thành phố sẽ hỗ trợ tối đa.", ["Trần Văn An"]),
        ("Đại sứ cho biết Nhật Bản sẽ đón xuân muộn.", []),
        ("Bộ trưởng khẳng định sẽ chỉ đạo các đơn vị phối hợp chặt chẽ.", ["Bộ trưởng"]),
    ],
)
def test_what_a_speaker_says_his_side_will_do(text: str, lead: list[str]) -> None:
    assert [one for one, _ in leads(text)] == lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Hai bên đánh giá cao kết quả; nhất trí sớm hoàn thành đàm phán.", ["Hai bên"]),
        (
            "Thủ tướng Thongloun Xaynavong nhất trí chỉ đạo các cơ quan xem xét đề xuất.",
            ["Thongloun Xaynavong"],
        ),
        ("Hai bên chia sẻ quan ngại về tình hình, nhất trí tiếp tục phối hợp.", ["Hai bên"]),
        ("Hai bên thảo luận, thống nhất nhiều nội dung về biên giới.", []),
        ("Chuyên gia nêu ý kiến; nhất trí sớm hoàn thành đàm phán.", []),
    ],
)
def test_what_both_agree_on_behind_a_semicolon(text: str, lead: list[str]) -> None:
    assert [one for one, _ in leads(text)] == lead


def test_a_speech_is_known_by_its_title_whomever_the_next_line_greets() -> None:
    text = "Phát biểu tại Hội nghị Ngoại vụ\nKính thưa Thủ tướng, đồng chí {}!\nTôi đề nghị Bộ Công an rà soát hồ sơ."
    assert leads(text.format("Trần Văn An")) == [(None, "Tôi đề nghị")]
