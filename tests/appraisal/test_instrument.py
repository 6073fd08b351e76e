"""An instrument is cut where its own numbering cuts it, and its list of bodies is read."""

from datetime import date

import pytest

from banggiao.appraisal import bodies_asked, clauses_of, instrument_of
from banggiao.packs import load_pack
from banggiao.packs.succession import Succession
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.paper import Block, BlockKind, Cell, Paper
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading
from tests.reading.papers import paper_from_text

PACK = load_pack("vn")
GAZETTEER = Gazetteer.from_pack(PACK)

DIRECTIVE = """\
Số: 01/CT-MAU

Hà Nội, ngày 15 tháng 01 năm 2020

CHỈ THỊ

về hội nhập quốc tế của địa phương

I. QUAN ĐIỂM

1. Hội nhập là sự nghiệp của toàn dân.

II. NHIỆM VỤ

1. Hoàn thiện thể chế

1.1. Rà soát văn bản: rà soát, sửa đổi quy định không còn phù hợp.

1.2. Kiện toàn bộ máy đầu mối.

2. Hội nhập kinh tế

a) Xúc tiến thương mại, mở rộng thị trường xuất khẩu.

b) Thu hút đầu tư nước ngoài.

III. TỔ CHỨC THỰC HIỆN

1. Bộ Ngoại giao chủ trì theo dõi.
"""


def read(text: str) -> Reading:
    return Reader(GAZETTEER).read(paper_from_text("chi-thi.txt", text))


def listing(announcement: str, *names: str) -> Reading:
    """A paper with a heading and a table of numbers and names."""
    texts = [announcement, *[text for i, name in enumerate(names, 1) for text in (str(i), name)]]
    blocks, start = [], 0
    for index, text in enumerate(texts):
        cell = None if index == 0 else Cell(0, (index - 1) // 2, (index - 1) % 2)
        kind = BlockKind.PARAGRAPH if cell is None else BlockKind.CELL
        blocks.append(Block(start, start + len(text), index + 1, kind, cell=cell))
        start += len(text) + 1
    return Reader(GAZETTEER).read(Paper("chi-thi.docx", "0" * 64, "docx", "\n".join(texts), tuple(blocks)))


def test_clauses_keep_the_instruments_own_numbers() -> None:
    clauses = {clause.id: clause for clause in clauses_of(read(DIRECTIVE))}

    assert list(clauses) == ["I.1", "1", "1.1", "1.2", "2", "2.a", "2.b"]
    assert {c.id: c.group for c in clauses.values() if c.group} == {
        "1.1": "1", "1.2": "1", "2.a": "2", "2.b": "2",
    }  # fmt: skip
    assert clauses["I.1"].kind == "viewpoint"
    assert clauses["1.1"].kind == "task"
    assert clauses["1.1"].title == "Rà soát văn bản"


def test_every_clause_stands_at_its_place() -> None:
    reading = read(DIRECTIVE)

    for clause in clauses_of(reading):
        assert clause.place is not None
        words = reading.paper.words(clause.place.start, clause.place.end)
        assert clause.text in words or clause.title in words


def test_the_header_names_the_instrument() -> None:
    named = instrument_of(read(DIRECTIVE))

    assert (named.number, named.date) == ("01/CT-MAU", "2020-01-15")
    assert named.title == "Chỉ thị về hội nhập quốc tế của địa phương"


def test_a_paper_without_numbered_tasks_has_no_clauses() -> None:
    assert clauses_of(read("Kính gửi các đồng chí.\n\nTrân trọng cảm ơn.")) == ()


def test_bodies_are_read_from_the_announced_list_with_whom_they_answer_for() -> None:
    reading = listing(
        "Danh sách cơ quan, địa phương báo cáo", "Bộ Ngoại giao", "Thành phố Hồ Chí Minh", "Không rõ"
    )
    succession = Succession(PACK.successions)

    after = bodies_asked(reading, GAZETTEER, succession, date(2025, 12, 31))
    before = bodies_asked(reading, GAZETTEER, succession, date(2024, 12, 31))

    assert [body.key for body in after] == ["mfa", "province-79"]
    assert "former-province-74" in after[1].predecessors
    assert "former-province-74" not in {p for body in before for p in body.predecessors}


@pytest.mark.parametrize("announcement", ["Bảng số liệu", "Phân công công việc"])
def test_another_table_asks_nobody(announcement: str) -> None:
    reading = listing(announcement, "Bộ Ngoại giao")

    assert bodies_asked(reading, GAZETTEER, Succession(()), date(2025, 12, 31)) == ()
