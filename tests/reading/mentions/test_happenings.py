from __future__ import annotations

from datetime import date

import pytest

from banggiao.reading.export import reading_to_dict
from banggiao.reading.reader import Reader
from banggiao.reading.records import Happening, Reading
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text

HEAD = "UBND TỈNH QUẢNG NINH\nSố: 5/BC-UBND\nQuảng Ninh, ngày 05 tháng 7 năm 2026\n\nBÁO CÁO\n\nKính gửi: Bộ Ngoại giao\n\n"


def read(text: str) -> Reading:
    return Reader(GAZETTEER).read(paper_from_text("paper.txt", HEAD + text))


def events(text: str) -> list[Happening]:
    return list(read(text).happenings)


def told(text: str) -> list[tuple[str, list[str], str | None, str | None]]:
    reading = read(text)
    words = reading.paper.words
    return [
        (
            event.kind.value,
            [f"{words(start, end)}: {part.value}" for start, end, part in event.participants],
            event.on,
            words(*event.place) if event.place else None,
        )
        for event in reading.happenings
    ]


def test_host_and_guest_of_a_meeting() -> None:
    text = (
        "Ngày 12/3/2026, tại Quảng Ninh, Chủ tịch UBND tỉnh Quảng Ninh Nguyễn Văn Minh tiếp ông Trần Đức Hải."
    )
    assert told(text) == [
        ("meeting", ["Nguyễn Văn Minh: hosts", "Trần Đức Hải: visits"], "2026-03-12", "Quảng Ninh")
    ]


def test_both_sides_sign() -> None:
    text = "Ngày 15/4/2026, Bộ Ngoại giao và Bộ Công an ký Bản ghi nhớ về hợp tác đào tạo."
    assert told(text) == [("signing", ["Bộ Ngoại giao: signs", "Bộ Công an: signs"], "2026-04-15", None)]


def test_whose_the_occasion_is_does_not_sign() -> None:
    text = "Bộ Ngoại giao ký Bản ghi nhớ với Bộ Công an nhân dịp Thủ tướng Nguyễn Văn Minh thăm Lào tháng 5/2026."
    assert told(text)[0][:2] == ("signing", ["Bộ Ngoại giao: signs", "Bộ Công an: signs"])


def test_a_visit_goes_to_its_country() -> None:
    text = "Từ ngày 10 đến ngày 14/5/2026, đoàn công tác do đồng chí Nguyễn Văn Minh dẫn đầu thăm Nhật Bản."
    assert told(text) == [("visit", ["Nguyễn Văn Minh: visits"], "2026-05-10/2026-05-14", "Nhật Bản")]


def test_a_visit_and_the_talks_in_it_are_two_events() -> None:
    text = "Ngày 10/5/2026, đoàn thăm Lào; chiều 11/5, đoàn hội đàm với Bộ Ngoại giao."
    assert [(kind, on) for kind, _, on, _ in told(text)] == [
        ("visit", "2026-05-10"),
        ("meeting", "2026-05-11"),
    ]


def test_a_named_conference_has_its_ordinal_and_is_told_once() -> None:
    text = (
        "Ngày 20/5/2026, Bộ Ngoại giao tổ chức Hội nghị Ngoại vụ toàn quốc lần thứ 21 tại Quảng Ninh.\n"
        "Ngày 21/5/2026, Chính phủ dự Hội nghị Ngoại vụ toàn quốc lần thứ 21."
    )
    (event,) = events(text)
    assert event.ordinal == 21
    assert event.name is not None
    assert told(text)[0][1] == ["Bộ Ngoại giao: organises"]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("theo hình thức trực tiếp kết hợp trực tuyến", "hybrid"),
        ("theo hình thức trực tuyến", "online"),
        ("trực tuyến với 12 điểm cầu", "hybrid"),
        ("theo hình thức trực tiếp", "in_person"),
        ("với 30 đại biểu", ""),
    ],
)
def test_the_format_is_what_the_text_says(words: str, form: str) -> None:
    (event,) = events(f"Ngày 20/5/2026, Bộ Ngoại giao tổ chức hội thảo {words}.")
    assert event.format == form


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, tỉnh đón 35 đoàn vào, tổ chức 12 hội nghị.",
        "Đẩy mạnh ký kết thỏa thuận quốc tế với các đối tác.",
        "Tiếp tục tham mưu UBND tỉnh trước ngày 15/8/2026.",
        "Thực hiện Nghị quyết Đại hội XIII của Đảng.",
        "Các đơn vị gặp khó khăn trong quý II/2026.",
        "Báo cáo kết quả hội nghị trước ngày 30/6/2026.",
    ],
)
def test_sums_wishes_and_references_are_no_events(text: str) -> None:
    assert events(text) == []


def test_an_hour_of_a_programme_has_the_date_above_it() -> None:
    text = "Ngày 17/10/2026\n15h00: hội đàm với Bộ Công an.\n17h30: làm việc với Quốc hội."
    assert [event.on for event in events(text)] == ["2026-10-17", "2026-10-17"]


def test_a_row_of_a_plan_of_delegations_is_a_visit() -> None:
    text = "1\tĐoàn công tác xúc tiến đầu tư\tNhật Bản\t12\tQuý II/2026\tBộ Ngoại giao"
    assert [(event.kind.value, event.on) for event in events(text)] == [("visit", "2026-04-01/2026-06-30")]


def test_every_part_is_a_place_in_the_text_and_is_exported() -> None:
    reading = read("Ngày 15/4/2026, Bộ Ngoại giao ký với Bộ Công an bản ghi nhớ tại Quảng Ninh.")
    (event,) = reading_to_dict(reading)["events"]
    for part in (event, event["date"], event["place"], *event["participants"]):
        assert reading.paper.text[part["start"] : part["end"]] == part["words"]
    assert event["kind"] == "signing"
    assert event["on"] == date(2026, 4, 15).isoformat()


def test_two_rows_of_one_quarter_are_two_visits() -> None:
    rows = "1\tĐoàn xúc tiến đầu tư\tNhật Bản\t12\tQuý II/2026\n2\tĐoàn xúc tiến du lịch\tLào\t9\tQuý II/2026"
    assert [place for *_, place in told(rows)] == ["Nhật Bản", "Lào"]


def test_no_actor_is_taken_out_of_the_name_of_a_meeting_or_a_post() -> None:
    text = "Ngày 14/3/2026, nhân Hội chợ Thương mại Quảng Ninh lần thứ 11, Bộ Ngoại giao và Bộ Công an ký bản ghi nhớ."
    assert told(text)[-1][1] == ["Bộ Ngoại giao: signs", "Bộ Công an: signs"]


def kinds(text: str) -> list[tuple[str, list[str], str | None]]:
    return [(kind, people, on) for kind, people, on, _ in told(text)]


def test_what_a_spokesperson_says_on_a_day_is_a_statement() -> None:
    text = "Ông Nguyễn Văn Minh, Người phát ngôn Bộ Ngoại giao, ngày 12/3/2026 cho biết hai bên sẽ hợp tác."
    assert kinds(text) == [("statement", ["Nguyễn Văn Minh: speaks"], "2026-03-12")]


def test_what_is_said_in_a_conference_is_no_statement_of_its_own() -> None:
    text = "Ngày 12/3/2026, phát biểu tại Hội nghị Ngoại vụ toàn quốc lần thứ 21, ông Nguyễn Văn Minh cho biết sẽ hợp tác."
    assert [kind for kind, *_ in kinds(text)] == ["conference"]


def test_what_is_reported_does_not_take_the_day_of_the_report() -> None:
    text = (
        "Ngày 12/3/2026, Bộ Công an cho biết ông Trần Đức Hải sẽ thăm Nhật Bản từ ngày 20 đến ngày 22/3/2026."
    )
    assert kinds(text) == [
        ("statement", ["Bộ Công an: speaks"], "2026-03-12"),
        ("visit", ["Trần Đức Hải: visits"], "2026-03-20/2026-03-22"),
    ]


def test_two_meetings_of_one_subject_in_a_sentence() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh gặp ông Trần Đức Hải, hội kiến ông Lê Quang Vinh."
    assert [people for _, people, _ in kinds(text)] == [
        ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"],
        ["Nguyễn Văn Minh: meets", "Lê Quang Vinh: meets"],
    ]


def test_the_guest_who_is_received_is_the_one_on_a_visit_whose_day_is_not_told() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh tiếp ông Trần Đức Hải đang có chuyến thăm chính thức Lào."
    assert kinds(text)[1] == ("visit", ["Trần Đức Hải: visits"], None)


def test_all_posts_before_a_name_belong_to_the_person() -> None:
    text = "Ngày 12/3/2026, Thứ trưởng Bộ Công an, Thứ trưởng Bộ Ngoại giao Nguyễn Văn Minh thăm Lào."
    assert kinds(text) == [("visit", ["Nguyễn Văn Minh: visits"], "2026-03-12")]


def test_who_chairs_may_stand_behind_the_meeting() -> None:
    text = "Ngày 12/3/2026, chủ trì Hội nghị Ngoại vụ toàn quốc lần thứ 21, ông Nguyễn Văn Minh yêu cầu các bên hợp tác."
    assert kinds(text) == [("conference", ["Nguyễn Văn Minh: chair"], "2026-03-12")]


def test_a_pronoun_is_the_person_named_last() -> None:
    text = "Ông Nguyễn Văn Minh sinh năm 1960.\nTháng 3/2026, ông thăm Nhật Bản."
    assert [people for _, people, _ in kinds(text)] == [["Nguyễn Văn Minh: visits"]]


def test_a_caption_tells_only_what_the_text_does_not() -> None:
    text = (
        "Quang cảnh phiên họp thường kỳ ngày 12/3/2026.\n"
        "Ngày 12/3/2026, Bộ Ngoại giao tổ chức phiên họp thường kỳ với Bộ Công an."
    )
    assert [people for _, people, _ in kinds(text)][-1] == ["Bộ Ngoại giao: organises"]


def test_a_further_clause_keeps_the_subject_of_its_sentence() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh thăm Lào; hội kiến ông Trần Đức Hải, ông Lê Quang Vinh."
    assert [people for _, people, _ in kinds(text)] == [
        ["Nguyễn Văn Minh: visits"],
        ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"],
        ["Nguyễn Văn Minh: meets", "Lê Quang Vinh: meets"],
    ]


def test_who_invites_is_the_host_of_a_visit_in_its_year() -> None:
    text = "Ông Nguyễn Văn Minh mời ông Trần Đức Hải thăm Nhật Bản trong năm 2026."
    assert told(text) == [
        ("visit", ["Nguyễn Văn Minh: hosts", "Trần Đức Hải: visits"], "2026-01-01/2026-12-31", "Nhật Bản")
    ]


def test_a_signing_on_the_same_occasion_has_the_day_told_before() -> None:
    text = "Ngày 12/3/2026, Bộ Ngoại giao làm việc với Bộ Công an.\nDịp này, hai bên ký Bản ghi nhớ về hợp tác đào tạo."
    assert kinds(text)[1] == ("signing", ["hai bên: signs"], "2026-03-12")


def test_a_reference_tells_a_meeting_that_was_not_told() -> None:
    text = "Tại buổi tiếp, ông Nguyễn Văn Minh đánh giá cao hợp tác."
    assert kinds(text) == [("meeting", ["Nguyễn Văn Minh: hosts"], None)]


def test_a_body_elects_a_person_to_a_post() -> None:
    text = "UBND tỉnh Quảng Ninh đã bầu ông Nguyễn Văn Minh làm Chủ tịch."
    assert kinds(text) == [("vote", ["UBND tỉnh Quảng Ninh: votes", "Nguyễn Văn Minh: votes"], None)]


@pytest.mark.parametrize(
    "text",
    [
        "Trong quý I/2026, khoảng 800 nghìn du khách Nhật Bản đã thăm Quảng Ninh.",
        "Đề nghị Bộ Công an ký với Bộ Ngoại giao bản ghi nhớ.",
        "Bộ Ngoại giao khẩn trương đàm phán, ký kết các thỏa thuận với Bộ Công an.",
        "Ông Nguyễn Văn Minh tin tưởng chuyến thăm của ông Trần Đức Hải sẽ góp phần tăng cường quan hệ với Nhật Bản.",
    ],
)
def test_tourists_requests_and_opinions_are_no_events(text: str) -> None:
    assert events(text) == []


def test_the_second_name_of_a_place_takes_no_part() -> None:
    text = (
        "Từ ngày 12 đến ngày 15/5/2026, Bộ Ngoại giao và Bộ Công an đàm phán vòng 2 tại Quảng Ninh, Việt Nam."
    )
    assert told(text)[0][1] == ["Bộ Ngoại giao: negotiates", "Bộ Công an: negotiates"]


def test_the_land_of_a_visit_is_no_side_of_the_meeting_in_it() -> None:
    text = "Trong khuôn khổ chuyến thăm Nhật Bản, ngày 12/5/2026, ông Nguyễn Văn Minh gặp ông Trần Đức Hải."
    assert kinds(text) == [
        ("visit", ["Nguyễn Văn Minh: visits"], None),
        ("meeting", ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"], "2026-05-12"),
    ]


def test_an_edition_told_in_other_words_is_told_once() -> None:
    text = (
        "Ngày 20/5/2026, Bộ Ngoại giao tổ chức Hội nghị Ngoại vụ toàn quốc lần thứ hai tại Quảng Ninh.\n"
        "Hội nghị Ngoại vụ toàn quốc lần thứ 2 do Bộ Ngoại giao tổ chức."
    )
    assert [event.ordinal for event in events(text)] == [2]


def test_the_next_edition_of_a_conference_may_have_a_year_alone() -> None:
    text = "Hai bên nhất trí sẽ tổ chức hội nghị lần thứ 3 tại Quảng Ninh năm 2027."
    assert told(text) == [("conference", ["Hai bên: organises"], "2027-01-01/2027-12-31", "Quảng Ninh")]


def test_what_a_body_has_passed_is_a_vote_without_a_day_too() -> None:
    text = "Chính phủ đã thông qua Nghị quyết về hội nhập quốc tế."
    assert kinds(text) == [("vote", ["Chính phủ: votes"], None)]


def test_a_joint_statement_below_a_letterhead_does_not_report_itself() -> None:
    title, itself = "TUYÊN BỐ CHUNG\n", "Ngày 12/3/2026, Bộ Ngoại giao và Bộ Công an đã ra Tuyên bố chung."
    assert told(title + itself) == []
    assert kinds(itself) != []


def test_what_a_caption_tells_too_is_told_by_the_text() -> None:
    both = "ông Trần Văn Minh hội đàm với ông Lê Quang Vinh."
    text = f"Quang cảnh {both}\nNgày 12/3/2026, {both}"
    (event,) = events(text)
    assert read(text).paper.words(event.start, event.end).startswith("Ngày")


def test_two_of_one_name_keep_each_what_they_do() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh chủ trì lễ đón chính thức Nguyễn Văn Minh."
    assert told(text)[0][1] == ["Nguyễn Văn Minh: chair", "Nguyễn Văn Minh: visits"]


def test_bodies_beside_a_stroke_both_take_part() -> None:
    photographed = "Ảnh: Lê Văn An/TTXVN\n"
    for head in ("", photographed):
        text = f"{head}Ngày 12/3/2026, Bộ Quốc phòng/Bộ Công an hội đàm với Bộ Ngoại giao."
        names = ["Bộ Quốc phòng: meets", "Bộ Công an: meets", "Bộ Ngoại giao: meets"]
        assert told(text)[-1][1] == names
    beside = "Lễ ký Hiệp định Hợp tác văn hóa diễn ra ngày 12/3/2026 tại Hà Nội (Ảnh: Lê Văn An/Bộ Công an)."
    assert told(beside)[0][1] == []


def test_another_visitor_makes_another_visit() -> None:
    first = "Ngày 5/3/2026, Thủ tướng Trần Văn Minh thăm Lào.\n"
    text = first + "Chuyến thăm Lào của Tổng thống Lê Quang Vinh diễn ra tốt đẹp."
    assert kinds(text) == [
        ("visit", ["Trần Văn Minh: visits"], "2026-03-05"),
        ("visit", ["Lê Quang Vinh: visits"], None),
    ]
    for same in ("Thủ tướng Việt Nam", "ông Minh"):
        again = f"{first}Chuyến thăm Lào của {same} diễn ra tốt đẹp."
        assert kinds(again) == [("visit", ["Trần Văn Minh: visits"], "2026-03-05")]


def test_another_paper_makes_another_signing() -> None:
    first = "Ngày 5/3/2026, ông Trần Văn Minh và ông Lê Quang Vinh ký Bản ghi nhớ về đào tạo.\n"
    again = "Ông Trần Văn Minh và ông Lê Quang Vinh đã ký {}."
    assert [on for _, _, on in kinds(first + again.format("Hiệp định về dẫn độ"))] == ["2026-03-05", None]
    assert [on for _, _, on in kinds(first + again.format("Bản ghi nhớ về đào tạo"))] == ["2026-03-05"]


def test_a_word_that_ends_like_an_occasion_is_none() -> None:
    text = "Ngày 26/3/2026, Bộ Y tế tổ chức cho công nhân Hội nghị Ngoại vụ toàn quốc lần thứ 2."
    assert kinds(text) == [("conference", ["Bộ Y tế: organises"], "2026-03-26")]


def test_who_was_invited_to_something_else_does_not_hide_a_visit() -> None:
    text = "Ông Trần Văn Minh mời đối tác dự tiệc trưa, rồi thăm Lào."
    assert kinds(text) == [("visit", ["Trần Văn Minh: visits"], None)]


def test_the_land_of_a_town_at_the_end_of_a_line_takes_no_part() -> None:
    text = "Ngày 12/3/2026, Bộ Y tế hội đàm tại Quảng Ninh, Nhật Bản\nHai bên trao đổi."
    assert told(text)[0][1] == ["Bộ Y tế: meets"]
