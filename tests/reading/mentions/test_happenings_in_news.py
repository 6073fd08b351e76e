"""Events as newspapers and laws tell them: what only looks like one, what is told twice, who came."""

from __future__ import annotations

from tests.reading.mentions.test_happenings import kinds, told


def test_the_words_by_which_a_law_was_passed_are_no_vote() -> None:
    text = "Luật này được Quốc hội khóa XV, kỳ họp thứ 3, thông qua ngày 12 tháng 3 năm 2026."
    assert kinds(text) == []


def test_a_delegation_for_negotiations_does_not_yet_negotiate() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh quyết định thành lập Đoàn đàm phán với Nhật Bản."
    assert kinds(text) == []


def test_a_numbered_round_is_no_sum() -> None:
    text = "Từ ngày 12 đến ngày 15/5/2026, phiên 7 đàm phán giữa Bộ Ngoại giao và Bộ Công an diễn ra."
    assert kinds(text) == [
        ("negotiation", ["Bộ Ngoại giao: negotiates", "Bộ Công an: negotiates"], "2026-05-12/2026-05-15")
    ]


def test_regular_talks_of_one_day_are_a_meeting() -> None:
    regular = "Bộ Ngoại giao và Bộ Công an hội đàm định kỳ."
    assert kinds(regular) == []
    assert kinds("Ngày 12/3/2026, " + regular)[0][0] == "meeting"


def test_a_line_that_opens_with_a_day_tells_before_what_goes_on_below() -> None:
    text = (
        "Trưa 12/3/2026, Chủ tịch UBND tỉnh Quảng Ninh Nguyễn Văn Minh đã hội kiến ông Trần Đức Hải\n"
        "Ông Nguyễn Văn Minh bày tỏ vui mừng hội kiến ông Hải."
    )
    assert kinds(text) == [("meeting", ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"], "2026-03-12")]


def test_a_message_told_again_with_its_day_is_one() -> None:
    text = (
        "Ông Nguyễn Văn Minh đã gửi điện mừng tới Lào.\n"
        "Ngày 12/3/2026, ông Nguyễn Văn Minh và ông Trần Đức Hải đã gửi điện mừng tới Lào."
    )
    people = ["Nguyễn Văn Minh: speaks", "Trần Đức Hải: speaks"]
    assert kinds(text) == [("statement", people, "2026-03-12")]


def test_who_is_seen_off_visits() -> None:
    text = "Sáng 12/3/2026, ông Nguyễn Văn Minh tiễn ông Trần Đức Hải."
    assert kinds(text) == [("meeting", ["Nguyễn Văn Minh: hosts", "Trần Đức Hải: visits"], "2026-03-12")]


def test_a_meeting_that_is_left_for_the_next_is_not_that_one() -> None:
    text = "Ngoài cuộc hội đàm, ông Nguyễn Văn Minh sẽ gặp ông Trần Đức Hải."
    assert kinds(text) == [("meeting", ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"], None)]


def test_who_stands_by_when_papers_are_signed_is_a_witness() -> None:
    text = "Sau hội đàm, hai lãnh đạo chứng kiến lễ ký Tuyên bố chung Việt Nam - Lào."
    assert kinds(text) == [("signing", ["hai lãnh đạo: witnesses"], None)]


def test_something_may_be_signed_in_a_year() -> None:
    text = "Bộ Ngoại giao và Bộ Công an đã ký kết thỏa thuận hợp tác vào năm 2019."
    assert kinds(text)[0] == (
        "signing",
        ["Bộ Ngoại giao: signs", "Bộ Công an: signs"],
        "2019-01-01/2019-12-31",
    )


def test_the_bodies_that_attend_are_told_in_the_next_sentence() -> None:
    text = (
        "Ngày 12/3/2026, Bộ Ngoại giao tổ chức hội nghị tại Quảng Ninh. "
        "Tham dự hội nghị có ông Nguyễn Văn Minh; đại diện Bộ Công an."
    )
    assert kinds(text)[0][1] == [
        "Bộ Ngoại giao: organises",
        "Nguyễn Văn Minh: attends",
        "Bộ Công an: attends",
    ]


def test_what_a_statement_is_about_is_not_where_it_is_made() -> None:
    text = "Ngày 12/3/2026, Bộ Ngoại giao ra tuyên bố về tình hình tại Lào."
    assert told(text) == [("statement", ["Bộ Ngoại giao: speaks"], "2026-03-12", None)]


def test_each_of_two_named_meetings_has_those_who_attend_both() -> None:
    text = (
        "Ông Nguyễn Văn Minh tham dự Hội nghị Ngoại vụ toàn quốc lần thứ 2 và "
        "Hội nghị Hợp tác quốc tế lần thứ 5."
    )
    assert [people for _, people, _ in kinds(text)] == [["Nguyễn Văn Minh: attends"]] * 2


def test_a_delegation_that_is_named_goes_with_its_head() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh dẫn đầu Đoàn đại biểu Bộ Công an thăm Lào."
    assert kinds(text) == [
        ("visit", ["Nguyễn Văn Minh: visits", "Đoàn đại biểu Bộ Công an: visits"], "2026-03-12")
    ]


def test_who_invited_is_told_behind_the_visit() -> None:
    text = "Ông Nguyễn Văn Minh dự kiến sẽ có chuyến thăm Lào theo lời mời của ông Trần Đức Hải."
    assert kinds(text) == [("visit", ["Nguyễn Văn Minh: visits", "Trần Đức Hải: hosts"], None)]


def test_a_visit_that_is_told_by_whose_it_was_is_one() -> None:
    text = "Dự án dựa trên khuôn khổ được lập trong chuyến thăm Lào của ông Nguyễn Văn Minh vào tháng 3/2026."
    assert kinds(text) == [("visit", ["Nguyễn Văn Minh: visits"], "2026-03-01/2026-03-31")]


def test_talks_on_a_visit_are_of_its_days() -> None:
    text = (
        "Ông Nguyễn Văn Minh thăm chính thức Lào từ ngày 12 đến ngày 15/3/2026.\n"
        "Trong chuyến thăm, ông Nguyễn Văn Minh hội đàm với ông Trần Đức Hải."
    )
    assert [(one[0], one[2]) for one in kinds(text)] == [
        ("visit", "2026-03-12/2026-03-15"),
        ("meeting", "2026-03-12/2026-03-15"),
    ]


def test_a_meeting_online_with_another_body_is_no_conference() -> None:
    text = "Ngày 12/3/2026, Bộ Ngoại giao đã tổ chức cuộc họp trực tuyến với Bộ Công an."
    assert [one[0] for one in kinds(text)] == ["meeting"]


def test_what_a_spokesman_has_informed_of_is_a_statement() -> None:
    text = "Người Phát ngôn Bộ Ngoại giao Nguyễn Văn Minh đã thông tin về công tác bảo hộ công dân."
    assert kinds(text) == [("statement", ["Nguyễn Văn Minh: speaks"], None)]


def test_a_delegation_is_named_with_whom_it_is_made_up_of_and_whose_it_is() -> None:
    text = "Sáng 12/3/2026, Đoàn chuyên gia Bộ Y tế Cu-ba làm việc với Bộ Công an."
    people = ["Đoàn chuyên gia Bộ Y tế Cu-ba: meets", "Bộ Công an: meets"]
    assert kinds(text) == [("meeting", people, "2026-03-12")]


def test_a_body_stands_for_a_delegation_of_which_nothing_else_is_said() -> None:
    text = "Sáng 12/3/2026, Bộ Công an tiếp đoàn Bộ Y tế Cu-ba."
    assert kinds(text) == [("meeting", ["Bộ Công an: hosts", "Bộ Y tế Cu-ba: visits"], "2026-03-12")]


def test_what_one_is_glad_of_or_sends_by_word_is_no_event() -> None:
    assert kinds("Ông Nguyễn Văn Minh rất vui mừng được gặp ông Trần Đức Hải.") == []
    assert kinds("Ông Nguyễn Văn Minh chuyển lời thăm hỏi tới các lãnh đạo Lào.") == []


def test_the_day_is_not_that_of_the_meeting_beside_which_something_is_done() -> None:
    text = (
        "Bên lề Hội nghị Cấp cao ASEAN lần thứ 50 tại Hà Nội, chiều 12/3/2026, ông Nguyễn Văn Minh gặp "
        "ông Trần Đức Hải."
    )
    assert [(kind, day) for kind, _, day in kinds(text)] == [("conference", None), ("meeting", "2026-03-12")]


def test_where_a_correspondent_writes_from_is_not_where_it_was() -> None:
    text = "Theo phóng viên TTXVN tại Pháp, ngày 12/3/2026, Hội nghị Ngoại giao lần thứ 40 khai mạc tại Huế."
    assert told(text) == [("conference", [], "2026-03-12", "Huế")]


def test_who_leads_or_holds_talks_is_told_apart_from_those_who_are_met() -> None:
    led = "Ngày 12/3/2026, ông Nguyễn Văn Minh chủ trì buổi làm việc với Bộ Công an."
    assert kinds(led)[0][1] == ["Nguyễn Văn Minh: chair", "Bộ Công an: meets"]
    held = "Ngày 12/3/2026, Bộ Công an tổ chức cuộc họp trực tuyến với Bộ Y tế, Bộ Xây dựng và Bộ Nội vụ."
    assert kinds(held)[0][1] == [
        "Bộ Công an: organises",
        "Bộ Y tế: meets",
        "Bộ Xây dựng: meets",
        "Bộ Nội vụ: meets",
    ]


def test_who_receives_and_then_talks_is_the_host() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh đón, hội đàm với ông Trần Đức Hải."
    assert kinds(text)[0][1] == ["Nguyễn Văn Minh: hosts", "Trần Đức Hải: visits"]


def test_formal_talks_with_two_who_each_hold_a_post_are_two() -> None:
    text = (
        "Ngày 12/3/2026, ông Nguyễn Văn Minh hội kiến Chủ tịch Hạ viện Lê Thu Hà và Chủ tịch Thượng viện "
        "Trần Đức Hải."
    )
    assert [people for _, people, _ in kinds(text)] == [
        ["Nguyễn Văn Minh: meets", "Lê Thu Hà: meets"],
        ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"],
    ]


def test_a_short_form_behind_a_post_does_not_part_it_from_the_name() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh tiếp Tổng Thư ký Liên hợp quốc (LHQ) Trần Đức Hải."
    assert kinds(text)[0][1] == ["Nguyễn Văn Minh: hosts", "Trần Đức Hải: visits"]


def test_papers_that_are_handed_over_are_signed_before_those_who_stand_by() -> None:
    text = (
        "Trưa 12/3/2026, tại Huế, ông Nguyễn Văn Minh và ông Trần Đức Hải chứng kiến Lễ trao các văn kiện "
        "hợp tác."
    )
    people = ["Nguyễn Văn Minh: witnesses", "Trần Đức Hải: witnesses"]
    assert kinds(text) == [("signing", people, "2026-03-12")]


def test_news_of_a_joint_statement_is_not_that_statement() -> None:
    text = "Ngày 12/3/2026, hai nước đã ra Thông cáo chung về kết quả chuyến thăm."
    assert kinds(text) == [("statement", ["hai nước: speaks"], "2026-03-12")]


def test_a_seminar_is_told_by_who_was_there() -> None:
    text = "Dự hội thảo có ông Nguyễn Văn Minh, Phó Chủ tịch UBND tỉnh; bà Lê Thu Hà và 20 chuyên gia."
    people = ["Nguyễn Văn Minh: attends", "Lê Thu Hà: attends", "20 chuyên gia: attends"]
    assert kinds(text) == [("conference", people, None)]


def test_who_only_attends_and_then_speaks_is_told_as_speaking() -> None:
    text = (
        "Ngày 12/3/2026, Bộ Y tế tổ chức hội thảo tại Huế. Tham dự có ông Nguyễn Văn Minh.\n"
        "Phát biểu tại hội thảo, ông Nguyễn Văn Minh cho biết cần tăng đầu tư."
    )
    assert kinds(text)[0][1] == ["Bộ Y tế: organises", "Nguyễn Văn Minh: speaks"]


def test_who_leads_is_found_behind_all_their_posts() -> None:
    text = (
        "Ngày 12/3/2026, Bộ Y tế tổ chức hội thảo tại Huế. Ông Nguyễn Văn Minh, Ủy viên Ban Thường vụ, "
        "Phó Chủ tịch UBND tỉnh, Trưởng Ban Tổ chức chủ trì hội thảo."
    )
    assert kinds(text)[0][1] == ["Bộ Y tế: organises", "Nguyễn Văn Minh: chair"]


def test_under_the_lead_of_two_both_lead() -> None:
    text = (
        "Kỳ họp lần thứ 12 Ủy ban liên Chính phủ diễn ra ngày 12/3/2026 dưới sự đồng chủ trì của "
        "ông Nguyễn Văn Minh và bà Lê Thu Hà."
    )
    assert kinds(text)[0][1][-2:] == ["Nguyễn Văn Minh: chair", "Lê Thu Hà: chair"]


def test_a_law_submitted_to_be_passed_is_not_voted_on() -> None:
    text = "Trình Quốc hội cho ý kiến và thông qua Luật Dược tại kỳ họp tháng 5/2027."
    assert all(kind != "vote" for kind, _, _ in kinds(text))


def test_those_before_whose_eyes_it_is_signed_are_witnesses() -> None:
    text = (
        "Tại lễ ký, ông Nguyễn Văn Minh và ông Trần Đức Hải đã ký Hiệp định vận tải dưới sự chứng kiến của "
        "bà Lê Thu Hà."
    )
    people = ["Nguyễn Văn Minh: signs", "Trần Đức Hải: signs", "Lê Thu Hà: witnesses"]
    assert kinds(text) == [("signing", people, None)]


def test_an_invitation_is_no_visit() -> None:
    text = "Ông Nguyễn Văn Minh mời Bộ trưởng Bộ Y tế Lào và các doanh nghiệp Lào sang thăm Việt Nam."
    assert kinds(text) == []


def test_who_is_elected_by_others_takes_part_in_the_vote() -> None:
    text = "Ngày 12/3/2026, Việt Nam được các nước tín nhiệm bầu làm Phó Chủ tịch kỳ họp."
    assert kinds(text)[0] == ("vote", ["Việt Nam: votes"], "2026-03-12")


def test_a_delegation_that_is_received_is_the_guest() -> None:
    text = "Sáng 12/3/2026, Bộ Y tế đón Đoàn cán bộ Bộ Y tế Cu-ba sang thăm và trao đổi."
    people = ["Bộ Y tế: hosts", "Đoàn cán bộ Bộ Y tế Cu-ba: visits"]
    assert kinds(text) == [("visit", people, "2026-03-12")]


def test_talks_with_each_of_those_who_are_named_are_no_sum() -> None:
    text = (
        "Bên lề Khóa họp, ông Nguyễn Văn Minh có các cuộc gặp song phương với Bộ trưởng Y tế Lào Lê Thu Hà và "
        "ông Trần Đức Hải."
    )
    people = ["Nguyễn Văn Minh: meets", "Lê Thu Hà: meets", "Trần Đức Hải: meets"]
    assert ("meeting", people, None) in kinds(text)


def test_who_is_welcomed_at_a_ceremony_visits() -> None:
    text = "Ngày 12/3/2026, ông Nguyễn Văn Minh chủ trì lễ đón chính thức ông Trần Đức Hải."
    people = ["Nguyễn Văn Minh: chair", "Trần Đức Hải: visits"]
    assert kinds(text) == [("conference", people, "2026-03-12")]


def test_talks_told_again_with_their_day_have_it() -> None:
    text = (
        "Ông Nguyễn Văn Minh hội đàm với ông Trần Đức Hải.\n"
        "Sáng 12/3/2026, tại Huế, ông Nguyễn Văn Minh hội đàm với ông Trần Đức Hải về kiểm dịch."
    )
    people = ["Nguyễn Văn Minh: meets", "Trần Đức Hải: meets"]
    assert told(text) == [("meeting", people, "2026-03-12", "Huế")]


def test_what_is_held_within_a_forum_has_its_own_day_and_holders() -> None:
    text = (
        "Trong khuôn khổ Diễn đàn Kinh tế số, chiều 12/3/2026 đã diễn ra phiên thảo luận do Bộ Y tế và Bộ Công an "
        "phối hợp tổ chức."
    )
    people = ["Bộ Y tế: organises", "Bộ Công an: organises"]
    assert kinds(text) == [("conference", people, "2026-03-12")]


def test_whose_a_body_is_in_brackets_takes_no_part() -> None:
    text = "Ngày 12/3/2026, Bộ Y tế hội đàm với Cục Lãnh sự (Bộ Ngoại giao, Hà Nội)."
    assert kinds(text) == [("meeting", ["Bộ Y tế: meets", "Cục Lãnh sự: meets"], "2026-03-12")]


def test_who_invites_is_no_guest_where_the_visitor_is_named_behind() -> None:
    text = (
        "Trong khuôn khổ chuyến thăm chính thức Lào theo lời mời của ông Trần Đức Hải, "
        "ngày 12/3/2026, ông Nguyễn Văn Minh đã có bài nói chuyện."
    )
    assert kinds(text)[0][:2] == ("visit", ["Trần Đức Hải: hosts", "Nguyễn Văn Minh: visits"])


def test_a_communique_in_quotation_marks_is_a_statement() -> None:
    text = "Ngày 12/3/2026, Bộ Ngoại giao và Bộ Công an đã ra “Thông cáo báo chí chung”."
    assert kinds(text) == [("statement", ["Bộ Ngoại giao: speaks", "Bộ Công an: speaks"], "2026-03-12")]


def test_whose_picture_it_is_does_not_sign() -> None:
    text = "Lễ ký Hiệp định Hợp tác văn hóa diễn ra ngày 12/3/2026 tại Hà Nội (Ảnh: TTXVN)."
    assert [names for _, names, _ in kinds(text)] == [[]]
