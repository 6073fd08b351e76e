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
