from __future__ import annotations

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.export import reading_to_dict
from banggiao.reading.header import read_header
from banggiao.reading.reader import Reader
from banggiao.reading.records import Header
from tests.reading.papers import paper_from_text

HEAD = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND
Lào Cai, ngày 12 tháng 5 năm 2025

KẾ HOẠCH
Công tác đối ngoại năm 2025

I. MỤC ĐÍCH
Nâng cao hiệu quả công tác đối ngoại của tỉnh trong năm 2025.
"""


def header(text: str) -> Header:
    paper = paper_from_text("paper.txt", text)
    return read_header(paper, shadow(paper.text), None).header


def signature(foot: str) -> tuple[list[str], str | None, str | None]:
    told = header(HEAD + foot)
    return (
        [form.text for form in told.forms],
        told.post and told.post.text,
        told.signer and told.signer.text,
    )


@pytest.mark.parametrize(
    ("foot", "told"),
    [
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nNguyễn Trọng Hà",
            (["TM.", "KT."], "PHÓ CHỦ TỊCH", "Nguyễn Trọng Hà"),
        ),
        ("BỘ TRƯỞNG\n\nLê Hoài Phương", ([], "BỘ TRƯỞNG", "Lê Hoài Phương")),
        (
            "TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ ASEAN\n\nPGS.TS Trần Thị Bích Vân",
            (["TL."], "VỤ TRƯỞNG VỤ ASEAN", "Trần Thị Bích Vân"),
        ),
        (
            "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NGOẠI VỤ\n(Ký tên, đóng dấu)\nVừ A Sình",
            (["TUQ."], "GIÁM ĐỐC SỞ NGOẠI VỤ", "Vừ A Sình"),
        ),
        ("Q. GIÁM ĐỐC\n\nHoàng Văn Nam", (["Q."], "GIÁM ĐỐC", "Hoàng Văn Nam")),
        (
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n\nGiàng Thị Mai",
            (["T/M"], "PHÓ BÍ THƯ THƯỜNG TRỰC", "Giàng Thị Mai"),
        ),
        (
            "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nThượng tướng Phạm Hải Đăng",
            (["KT."], "THỨ TRƯỞNG", "Phạm Hải Đăng"),
        ),
        (
            "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\n(đã ký)\nĐÀO QUỐC ANH",
            (["KT."], "PHÓ THỦ TƯỚNG", "ĐÀO QUỐC ANH"),
        ),
        ("T/M BỘ CHÍNH TRỊ\n\nĐinh Công Khuê", (["T/M"], None, "Đinh Công Khuê")),
        ("III. CHỦ TRƯƠNG\nGiữ vững chủ quyền.", ([], None, None)),
        ("GIÁM ĐỐC SỞ\nTrình bày báo cáo tại hội nghị, tỉnh sẽ xem xét.", ([], None, None)),
    ],
)
def test_who_signs(foot: str, told: tuple[list[str], str | None, str | None]) -> None:
    assert signature(foot) == told


def test_who_receives() -> None:
    foot = "Nơi nhận:\n- Bộ Ngoại giao (b/c);\n- Các sở, ban, ngành;\n- Lưu: VT, NgV.\n\nGIÁM ĐỐC\n\nLê A Tú"
    told = header(HEAD + foot)
    assert [one.text for one in told.recipients] == [
        "Bộ Ngoại giao (b/c)",
        "Các sở, ban, ngành",
        "Lưu: VT, NgV",
    ]
    assert told.signer is not None and told.signer.text == "Lê A Tú"


def test_a_foot_in_two_columns() -> None:
    foot = """
    | Nơi nhận: | TM. ỦY BAN NHÂN DÂN |
    | - Như trên; | KT. CHỦ TỊCH |
    | - Lưu: VT. | PHÓ CHỦ TỊCH |
    | (Ly, 10b) | Tẩn Láo Lở |
    """
    assert signature(foot) == (["TM.", "KT."], "PHÓ CHỦ TỊCH", "Tẩn Láo Lở")
    assert [one.text for one in header(HEAD + foot).recipients] == ["Như trên", "Lưu: VT"]


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN", "Độ khẩn: Hỏa tốc"])
def test_a_stamp_of_urgency(stamp: str) -> None:
    told = header(HEAD.replace("KẾ HOẠCH\n", f"{stamp}\n\nKẾ HOẠCH\n", 1))
    assert told.urgency is not None
    assert told.urgency.text.lower() in {"hỏa tốc", "hoả tốc", "thượng khẩn", "khẩn"}


def test_what_only_speaks_of_haste_is_no_stamp() -> None:
    told = header(HEAD + "Các đơn vị khẩn trương thực hiện.\nTHỰC HIỆN KHẨN TRƯƠNG\nTình trạng khẩn")
    assert told.urgency is None


@pytest.mark.parametrize(("line", "kind"), [("KẾ HOẠCH", "kế hoạch"), ("", "công văn")])
def test_the_type_of_a_letter_is_told_by_its_form(line: str, kind: str) -> None:
    head = HEAD.replace(
        "KẾ HOẠCH\nCông tác đối ngoại năm 2025", line or "V/v góp ý dự thảo\nKính gửi: Bộ Công an"
    )
    assert header(head).kind == kind


ADMINISTRATIVE = """nghị quyết, quyết định, chỉ thị, quy chế, quy định, thông cáo, thông báo, hướng dẫn, chương
trình, kế hoạch, phương án, đề án, dự án, báo cáo, biên bản, tờ trình, hợp đồng, công điện, bản ghi nhớ, bản thỏa
thuận, giấy ủy quyền, giấy mời, giấy giới thiệu, giấy nghỉ phép, phiếu gửi, phiếu chuyển, phiếu báo, thư công"""
PARTY = "kết luận, thông tri, tuyên bố, lời kêu gọi, quy hoạch, giấy chứng nhận, giấy đi đường, điều lệ, chiến lược"


@pytest.mark.parametrize("kind", [" ".join(one.split()) for one in f"{ADMINISTRATIVE}, {PARTY}".split(",")])
def test_every_type_of_paper_is_known(kind: str) -> None:
    told = header(HEAD.replace("KẾ HOẠCH\n", f"{kind.upper()}\n", 1))
    assert told.kind == kind
    assert told.type is not None and told.type.text == kind.upper()


def test_a_news_item_has_its_address() -> None:
    text = (
        "Thứ trưởng tiếp Đại sứ tại trụ sở Bộ Ngoại giao\n12/5/2025\nChiều nay, buổi tiếp đã diễn ra.\n"
        "Nguồn: https://example.vn/tin-20250512.html"
    )
    told = header(text)
    assert told.url is not None and told.url.text == "https://example.vn/tin-20250512.html"


def test_the_export_holds_head_and_foot() -> None:
    paper = paper_from_text("paper.txt", HEAD + "Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê A Tú")
    told = reading_to_dict(Reader(None).read(paper))["header"]
    assert [form["words"] for form in told["forms"]] == ["KT."]
    assert told["signer"]["words"] == "Lê A Tú" and told["post"]["words"] == "PHÓ CHỦ TỊCH"
    assert [one["words"] for one in told["recipients"]] == ["Lưu: VT"]
    assert told["kind"] == "kế hoạch" and told["urgency"] is None and told["secrecy"] is None
