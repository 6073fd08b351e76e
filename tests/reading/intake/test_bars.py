"""Tables of web pages of which each cell is on lines of its own."""

from banggiao.reading.intake.bars import rows_of_bars

TABLE = """Phụ lục
TT
|
Nhiệm vụ
|
Chủ trì
|
1
|
Xây dựng
kế hoạch
|
Bộ Ngoại giao
|
2
|
In tài liệu
|

|
Điều 2. Hiệu lực"""


def test_cells_between_bars_stand_row_by_row() -> None:
    assert rows_of_bars(TABLE.split("\n")) == [
        "Phụ lục",
        "TT | Nhiệm vụ | Chủ trì |",
        "1 | Xây dựng kế hoạch | Bộ Ngoại giao |",
        "2 | In tài liệu |  |",
        "Điều 2. Hiệu lực",
    ]


def test_what_is_no_numbered_table_stays_as_it_is() -> None:
    head = "BỘ NGOẠI GIAO\n|\nCỘNG HÒA\n|\nSố: 1\n|\nHà Nội\n|\nA\n|\nB\n|\nC\n|".split("\n")
    assert rows_of_bars(head) == head
