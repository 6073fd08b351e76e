"""Posts and persons as news and hurried papers write them: small, joined by dashes, glued, beside meetings."""

from __future__ import annotations

import pytest

from banggiao.reading.records import Label
from tests.reading.mentions.known import said


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("sau khi thủ tướng Lào phát biểu", ["thủ tướng Lào"]),
        ("gặp bộ trưởng quốc phòng Campuchia để bàn", ["bộ trưởng quốc phòng Campuchia"]),
        ("chào Bộ trưởng Năng lượng và Mỏ Lào", ["Bộ trưởng Năng lượng và Mỏ Lào"]),
        ("được bầu là Tổng thống thứ 12 của Pháp và", ["Tổng thống thứ 12 của Pháp"]),
        ("điện đàm với Tổng thống đắc cử Pháp về", ["Tổng thống đắc cử Pháp"]),
        ("đã được Trưởng Ban chỉ đạo duyệt", ["Trưởng Ban chỉ đạo"]),
        (
            "báo cáo Trưởng Nhóm giúp việc; Phó Trưởng Ban Tổ chức",
            ["Trưởng Nhóm giúp việc", "Phó Trưởng Ban Tổ chức"],
        ),
        ("trìnhThủ tướng Chính phủ xem xét", ["Thủ tướng Chính phủ"]),
        ("tiếp Đại sứ thiện chí ASEAN tại Hà Nội", ["Đại sứ thiện chí ASEAN tại Hà Nội"]),
        ("chuyến thăm của Thủ tướng Lào tại Việt Nam", ["Thủ tướng Lào"]),
        ("thừa ủy quyền Thủ tướng Chính phủ ký", ["Thủ tướng Chính phủ"]),
        ("gặp Bộ trưởng Thể thao Lào bên lề", ["Bộ trưởng Thể thao Lào"]),
        ("THAY MẶT\nThủ tướng chính phủ ký", ["Thủ tướng chính phủ"]),
    ],
)
def test_posts_are_read_as_they_are_written(text: str, posts: list[str]) -> None:
    assert said(text, Label.POST) == posts


@pytest.mark.parametrize(
    "text",
    [
        "cuộc bầu cử tổng thống Pháp năm nay",
        "Hội nghị Bộ trưởng Ngoại giao Lào - Campuchia lần hai",
        "làm việc tại Tổng Lãnh sự quán Nhật Bản",
        "500 đại biểu Quốc hội tán thành",
        "Hai thủ tướng Việt Nam và Lào cho rằng",
        "nộp hồ sơ cho giám đốc Bộ Công an",
    ],
)
def test_elections_meetings_missions_and_many_are_no_posts(text: str) -> None:
    assert said(text, Label.POST) == []


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        (
            "Ủy viên Ban Bí thư - Phó thủ tướng - Bộ trưởng Bộ Ngoại giao Lê Văn Ân dự",
            ["Ủy viên Ban Bí thư", "Phó thủ tướng", "Bộ trưởng Bộ Ngoại giao"],
            ["Lê Văn Ân"],
        ),
        (
            "Bí thư - Tỉnh trưởng tỉnh Quảng Ninh Lê Văn Ân",
            ["Bí thư - Tỉnh trưởng tỉnh Quảng Ninh"],
            ["Lê Văn Ân"],
        ),
        (
            "người phát ngôn Bộ Ngoại giao Lào Đỗ Thị Hòa nói",
            ["người phát ngôn Bộ Ngoại giao Lào"],
            ["Đỗ Thị Hòa"],
        ),
        ("đại biểu Quốc hội Trịnh Văn Ba nêu", ["đại biểu Quốc hội"], ["Trịnh Văn Ba"]),
        (
            "Tướng Mạc Văn Tư và Nhật hoàng Akirato cùng dự",
            ["Tướng", "Nhật hoàng"],
            ["Mạc Văn Tư", "Akirato"],
        ),
        (
            "ông Sin Hyun, Phó Tổng Lãnh sự quán Nhật Bản, đến",
            ["Phó Tổng Lãnh sự quán Nhật Bản"],
            ["Sin Hyun"],
        ),
        (
            "bà Lê Thị Ân, Lãnh sự phụ trách thương mại - đầu tư, dự",
            ["Lãnh sự phụ trách thương mại - đầu tư"],
            ["Lê Thị Ân"],
        ),
        (
            "ông Lê Văn Ân, Thứ trưởng Bộ Ngoại giao, Chủ nhiệm Ủy ban và",
            ["Thứ trưởng Bộ Ngoại giao", "Chủ nhiệm Ủy ban"],
            ["Lê Văn Ân"],
        ),
        ("Trợ lý Thủ tướng Lê Văn Ân nói", ["Trợ lý Thủ tướng"], ["Lê Văn Ân"]),
        ("Thượng tướng Mạc Trường Tân nhấn mạnh", ["Thượng tướng"], ["Mạc Trường Tân"]),
        ("Chủ tịch UBND tỉnh Y Brăm Niê dự", ["Chủ tịch UBND tỉnh"], ["Y Brăm Niê"]),
        ("với người đồng cấp Campuchia Sok Vannak khi", [], ["Sok Vannak"]),
        ("Đại diện Việt Nam tại ASEAN Mạc Hải Tân.", [], ["Mạc Hải Tân"]),
        ("Tổng thống Pháp Martin Dubois Jr. nói", ["Tổng thống Pháp"], ["Martin Dubois Jr."]),
        ("Ảnh minh họa: Internet", [], []),
        ("Bài và ảnh: Văn Ân - Thu Hòa", [], ["Văn Ân", "Thu Hòa"]),
        ("Theo báo cáo hôm nay.\nMạc Tân.", [], ["Mạc Tân"]),
        (
            "Trân trọng./.\n\nBỘ TRƯỞNG, CHỦ NHIỆM\nMạc Hải Tân\n",
            ["BỘ TRƯỞNG", "CHỦ NHIỆM"],
            ["Mạc Hải Tân"],
        ),
    ],
)
def test_persons_stand_beside_their_posts(text: str, posts: list[str], people: list[str]) -> None:
    assert said(text, Label.POST) == posts
    assert said(text, Label.PERSON) == people


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        ("CTN Trần Văn An thăm Lào, PTT Lê Văn Bình dự", ["CTN", "PTT"], ["Trần Văn An", "Lê Văn Bình"]),
        ("ông Trần Văn An, Tỉnh ủy viên, phát biểu", ["Tỉnh ủy viên"], ["Trần Văn An"]),
        ("Tổng thống B.Clayton và ông A.I. Herzog nói", ["Tổng thống"], ["B.Clayton", "A.I. Herzog"]),
        ("Ảnh: Lê Bình-TTXVN", [], ["Lê Bình"]),
        ("Ông Lê Văn An-Giám đốc Sở Ngoại vụ", ["Giám đốc Sở Ngoại vụ"], ["Lê Văn An"]),
        ("PCT UBND tỉnh Lê Văn Bình dự", ["PCT UBND tỉnh"], ["Lê Văn Bình"]),
        ("Độc Lập - Tự Do - Hạnh Phúc", [], []),
    ],
)
def test_short_posts_initials_and_what_is_nobody(text: str, posts: list[str], people: list[str]) -> None:
    assert said(text, Label.POST) == posts
    assert said(text, Label.PERSON) == people


def test_a_body_behind_a_comma_is_that_of_the_post_that_begins_there() -> None:
    text = "tại Văn phòng Chính phủ, Thủ tướng Chính phủ Trần Văn An"
    assert said(text, Label.ORGANISATION) == ["Văn phòng Chính phủ", "Chính phủ"]
    assert said("các khoản viện trợ Phi Chính phủ nước ngoài", Label.ORGANISATION) == []
