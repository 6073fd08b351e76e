"""Writes the sample directive in the layout of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from tools.samples import instrument
from tools.samples.bodies import CENTRAL, PROVINCES
from tools.samples.word import Look, Word

_KINDS = {
    "ministry": "Bộ, cơ quan ngang bộ",
    "party": "Cơ quan Trung ương của Đảng",
    "state": "Cơ quan nhà nước ở Trung ương",
    "mass": "Tổ chức chính trị - xã hội",
    "province": "Tỉnh",
    "city": "Thành phố",
}


def letterhead(
    word: Word, agency: list[str], number: str, place_date: str, *, party: bool = False, stamp: str = ""
) -> None:
    """Add the two columns at the head of a paper: agency and number; quốc hiệu, tiêu ngữ, place and date."""

    def line(
        text: str, *, bold: bool = False, italic: bool = False, size: int = 26, under: bool = False
    ) -> str:
        return word.paragraph(
            word.run(text, bold=bold, italic=italic, size=size),
            align="center",
            indent=0,
            after=0,
            line_under=under,
        )

    left = "".join(line(text, bold=i == len(agency) - 1, size=26) for i, text in enumerate(agency))
    if party:
        left += line("*") + line(f"Số {number}")
        right = line("ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=30, under=True)
    else:
        left += line("–––––––") + line(f"Số: {number}")
        right = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=26)
        right += line("Độc lập - Tự do - Hạnh phúc", bold=True, size=28, under=True)
    if stamp:
        left += line(stamp, bold=True, size=28)
    right += line("") + line(place_date, italic=True, size=28)
    word.table([[left, right]], [3900, 5454], borders=False, header=False)


def signature(word: Word, recipients: list[str], lines: list[str], name: str) -> None:
    """Add nơi nhận beside the signature."""

    def cell(texts: list[tuple[str, bool, bool, int]], align: str) -> str:
        return "".join(
            word.paragraph(
                word.run(text, bold=bold, italic=italic, size=size), align=align, indent=0, after=0
            )
            for text, bold, italic, size in texts
        )

    left = [("Nơi nhận:", True, True, 24), *((f"- {text}", False, False, 22) for text in recipients)]
    right = [
        *((text, True, False, 28) for text in lines),
        ("(Đã ký)", False, True, 28),
        ("", False, False, 28),
        (name, True, False, 28),
    ]
    word.table([[cell(left, "left"), cell(right, "center")]], [4300, 5054], borders=False, header=False)


def directive() -> bytes:
    """Return ``directive.docx``."""
    day, month, year = instrument.DATE
    word = Word(Look())
    word.add(word.paragraph(word.run(f"({instrument.MARK})", italic=True, size=24), align="center", indent=0))
    letterhead(
        word, [instrument.AGENCY], instrument.NUMBER, f"Hà Nội, ngày {day} tháng {month:02} năm {year}"
    )
    word.centred("CHỈ THỊ")
    word.centred(instrument.SUBJECT)
    word.centred(
        "(Văn kiện mẫu viết riêng cho phần mềm, không phải văn bản có thật)", bold=False, italic=True, size=24
    )
    for text in instrument.OPENING:
        word.text(text)
    word.heading("I. QUAN ĐIỂM", 1)
    for index, text in enumerate(instrument.VIEWPOINTS, 1):
        word.text(f"{index}. {text}")
    word.heading("II. MỤC TIÊU", 1)
    for index, text in enumerate(instrument.OBJECTIVES, 1):
        word.text(f"{index}. {text}")
    word.heading("III. NHIỆM VỤ", 1)
    for g, (group, clauses) in enumerate(instrument.GROUPS, 1):
        word.heading(f"{g}. {group}", 2)
        for c, (title, text) in enumerate(clauses, 1):
            word.text(f"{g}.{c}. {title}: {text}")
    word.heading("IV. TỔ CHỨC THỰC HIỆN", 1)
    for index, text in enumerate(instrument.ASSIGNMENTS, 1):
        word.text(f"{index}. {text}")
    word.text("Chỉ thị này có hiệu lực kể từ ngày ký./.")
    signature(
        word,
        ["Các cơ quan, địa phương tại Phụ lục;", "Lưu: VT."],
        ["THỦ TRƯỞNG CƠ QUAN MẪU"],
        "Nguyễn Văn Mẫu",
    )
    word.centred("PHỤ LỤC", page_break=True)
    word.centred("DANH SÁCH CƠ QUAN, ĐỊA PHƯƠNG BÁO CÁO")
    word.centred(
        f"(Kèm theo Chỉ thị số {instrument.NUMBER} ngày {day:02}/{month:02}/{year})", bold=False, italic=True
    )
    rows = [["TT", "Cơ quan, địa phương", "Loại"]]
    for index, body in enumerate((*CENTRAL, *PROVINCES), 1):
        rows.append([str(index), body.name, _KINDS[body.kind]])
    word.table(rows, [800, 5300, 3254])
    return word.data(
        mark=instrument.MARK, title="Chỉ thị mẫu", author="Bang Giao", created="2020-01-15T08:00:00Z"
    )
