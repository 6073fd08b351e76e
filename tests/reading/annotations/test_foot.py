from __future__ import annotations

from banggiao.reading.pinned import pinned
from banggiao.reading.reader import Reader
from tests.reading.papers import paper_from_text

PAPER = """BỘ NGOẠI GIAO
Số: 12/KH-BNG
KẾ HOẠCH
Công tác năm

Các đơn vị thực hiện.
Nơi nhận:
- Các Vụ;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Mẫu Anh
"""


def test_every_span_of_the_foot_is_pinned() -> None:
    reading = Reader(None).read(paper_from_text("paper.txt", PAPER))
    told = [(one.values["field"], one.words) for one in pinned(reading) if one.kind == "header"]
    assert [words for field, words in told if field == "recipients"] == ["Các Vụ", "Lưu: VT"]
    assert ("forms", "KT.") in told and ("signer", "Lê Mẫu Anh") in told and ("post", "THỨ TRƯỞNG") in told
