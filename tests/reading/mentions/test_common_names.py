"""Names that no register holds are read as listed, and where the register knows one, its own counts."""

import pytest

from banggiao.packs.records import Name
from banggiao.reading.common_names import LISTS, common_names
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label
from tests.reading.mentions.known import said


def test_every_list_holds_each_name_once_and_no_stray_space() -> None:
    names = [(name.label, name.text) for name in common_names()]
    assert len(names) == len(set(names)) > 800
    assert {name.label for name in common_names()} <= {
        Label.ORGANISATION,
        Label.INSTRUMENT,
        Label.PLACE,
    }
    for file in LISTS:
        for line in file.read_text("utf-8").splitlines():
            assert line == " ".join(line.split()), line


def test_a_listed_name_has_no_key_until_the_register_knows_it() -> None:
    text = "Đại diện Lầu Năm Góc dự."
    (listed,) = Gazetteer([]).find(text, text.lower(), None)
    assert (text[listed.start : listed.end], listed.label, listed.key) == (
        "Lầu Năm Góc",
        Label.ORGANISATION,
        None,
    )
    (known,) = Gazetteer([Name("us-dod", "Lầu Năm Góc", "ORG", "", "")]).find(text, text.lower(), None)
    assert known.key == "us-dod"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "thảo luận về Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ và Bộ Công an báo cáo",
            ["Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ"],
        ),
        (
            "Căn cứ Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác, Chính phủ quy định",
            ["Luật Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác"],
        ),
        ("KẾT QUẢ THỰC HIỆN PHÁP LỆNH NGƯỜI CAO TUỔI NĂM 2005", ["PHÁP LỆNH NGƯỜI CAO TUỔI"]),
        (
            "gia nhập Công ước Rotterdam, Nghị định thư Madrid và Bộ Công an góp ý; theo MARPOL và SOLAS",
            ["Công ước Rotterdam", "Nghị định thư Madrid", "MARPOL", "SOLAS"],
        ),
        (
            "phê duyệt Chiến lược phát triển bền vững kinh tế biển Việt Nam của Chính phủ",
            ["Chiến lược phát triển bền vững kinh tế biển Việt Nam"],
        ),
        (
            "thông qua Tuyên bố Khu vực Hòa bình, Tự do và Trung lập, Tuyên bố Hòa hợp ASEAN II;",
            ["Tuyên bố Khu vực Hòa bình, Tự do và Trung lập", "Tuyên bố Hòa hợp ASEAN II"],
        ),
        (
            "theo Luật Cư trú của người dân; Công ước La Hay về tống đạt giấy tờ",
            ["Luật Cư trú", "Công ước La Hay về tống đạt giấy tờ"],
        ),
    ],
)
def test_papers_end_where_their_known_titles_end(text: str, papers: list[str]) -> None:
    assert said(text, Label.INSTRUMENT) == papers
