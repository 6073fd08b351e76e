"""Visits, receptions and letters as news tell them: who invites, who is received, what is told twice."""

from __future__ import annotations

import pytest

from tests.reading.mentions.test_happenings import kinds


def test_who_invites_is_the_host_however_many_posts_he_holds() -> None:
    text = (
        "Nhận lời mời của Tổng Bí thư, Chủ tịch nước Lào Trần Văn Minh, sáng 12/3/2026, Chủ tịch nước "
        "Nguyễn Đức Hải đã đến Viêng Chăn, bắt đầu chuyến thăm chính thức Lào."
    )
    assert kinds(text) == [
        ("visit", ["Trần Văn Minh: hosts", "Nguyễn Đức Hải: visits"], "2026-03-12"),
    ]


def test_of_several_with_their_wives_the_last_is_the_guest() -> None:
    text = (
        "Nhận lời mời của Tổng Bí thư Trần Văn Minh và Phu nhân, Chủ tịch nước Nguyễn Đức Hải và Phu nhân, "
        "Chủ tịch nước Lào Lê Quang Vinh và Phu nhân thăm Việt Nam từ ngày 12 đến ngày 13/3/2026."
    )
    hosts = ["Trần Văn Minh: hosts", "Nguyễn Đức Hải: hosts"]
    guests = ["Lê Quang Vinh: visits", "Phu nhân: visits"]
    assert kinds(text) == [("visit", [*hosts, *guests], "2026-03-12/2026-03-13")]


def test_who_invited_does_not_chair_what_the_guest_goes_to() -> None:
    text = (
        "Nhận lời mời của Chủ tịch Quốc hội Trần Văn Minh, Chủ tịch Quốc hội Lào Lê Quang Vinh sẽ thăm "
        "Việt Nam và đồng chủ trì Phiên họp toàn thể lần thứ hai từ ngày 12 đến ngày 13/3/2026."
    )
    assert [told[1] for told in kinds(text) if told[0] == "conference"] == [["Lê Quang Vinh: chair"]]


@pytest.mark.parametrize("link", [" - ông ", ", ông ", " "])
def test_a_post_before_a_name_is_its_holders(link: str) -> None:
    text = f"Ngày 12/3/2026, Đại sứ Việt Nam tại Pháp{link}Trần Văn Minh thăm Lào."
    assert kinds(text) == [("visit", ["Trần Văn Minh: visits"], "2026-03-12")]


def test_the_body_whose_part_somebody_heads_takes_no_part() -> None:
    text = "Ngày 12/3/2026, bà Trần Thu Hà, Vụ trưởng Vụ Châu Âu, Bộ Ngoại giao, gặp ông Lê Quang Vinh."
    assert kinds(text) == [("meeting", ["Trần Thu Hà: meets", "Lê Quang Vinh: meets"], "2026-03-12")]


def test_who_is_received_at_a_ceremony_visits() -> None:
    chaired = "Ngày 12/3/2026, Thủ tướng Trần Văn Minh chủ trì lễ đón Thủ tướng Lào Lê Quang Vinh."
    assert kinds(chaired)[0][1] == ["Trần Văn Minh: chair", "Lê Quang Vinh: visits"]
    held = "Ngày 12/3/2026, lễ đón Thủ tướng Lào Lê Quang Vinh được tổ chức tại Hà Nội."
    assert kinds(held)[0][1] == ["Lê Quang Vinh: visits"]


def test_those_who_came_to_what_was_told_came_to_that() -> None:
    text = (
        "Ngày 12/3/2026, tại Hà Nội, Bộ Ngoại giao tổ chức mít tinh kỷ niệm.\n"
        "Tới dự buổi lễ có ông Trần Văn Minh."
    )
    people = ["Bộ Ngoại giao: organises", "Trần Văn Minh: attends"]
    assert kinds(text) == [("conference", people, "2026-03-12")]


def test_a_book_is_signed_by_guests_and_a_call_congratulates() -> None:
    assert kinds("Ông Trần Văn Minh và ông Lê Quang Vinh ký Sổ vàng lưu niệm.") == []
    assert kinds("Ngày 12/3/2026, ông Trần Văn Minh đã gọi điện chúc mừng ông Lê Quang Vinh.") == [
        ("statement", ["Trần Văn Minh: speaks"], "2026-03-12")
    ]


def test_a_sentence_that_goes_on_about_a_visit_tells_no_other() -> None:
    text = (
        "Ngày 12/3/2026, Chủ tịch Quốc hội Trần Văn Minh thăm Lào.\n"
        "Chuyến thăm Lào của Chủ tịch Quốc hội nhằm tăng cường hợp tác."
    )
    assert [told[0] for told in kinds(text)] == ["visit"]


def test_a_visit_at_an_invitation_is_told_without_its_day() -> None:
    text = "Nhận lời mời của Chủ tịch nước Trần Văn Minh, Chủ tịch nước Lào Lê Quang Vinh đã thăm Việt Nam."
    assert kinds(text) == [("visit", ["Trần Văn Minh: hosts", "Lê Quang Vinh: visits"], None)]


def test_who_answers_the_press_is_named_behind_what_it_asks_to_be_told() -> None:
    text = (
        "Ngày 12/3/2026, trả lời câu hỏi của phóng viên đề nghị cho biết phản ứng của Việt Nam, "
        "người phát ngôn Bộ Ngoại giao Trần Thu Hà nêu rõ lập trường."
    )
    assert kinds(text) == [("statement", ["Trần Thu Hà: speaks"], "2026-03-12")]


def test_those_who_came_to_the_reception_are_none_of_the_visit() -> None:
    text = (
        "Ngày 12/3/2026, tại Hà Nội, ông Trần Văn Minh chủ trì lễ đón ông Lê Quang Vinh thăm Việt Nam.\n"
        "Cùng dự lễ đón có: ông Nguyễn Đức Hải."
    )
    came = {told[0]: "Nguyễn Đức Hải: attends" in told[1] for told in kinds(text)}
    assert came == {"conference": True, "visit": False}
