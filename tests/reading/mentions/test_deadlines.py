from banggiao.language.folding import shadow
from banggiao.reading.deadlines import Deadlines


def test_so_many_days_ahead_are_a_deadline() -> None:
    text = "Danh sách được lập ít nhất 15 ngày trước khi tổ chức."
    found = Deadlines(shadow(text), []).within(0, len(text))
    assert found is not None
    assert text[found.start : found.end] == "ít nhất 15 ngày"
