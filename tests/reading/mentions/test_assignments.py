from datetime import date

import pytest

from banggiao.language.folding import shadow
from banggiao.reading.assignments import find_assignments
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Role, Statement
from tests.reading.mentions.known import GAZETTEER
from tests.reading.papers import paper_from_text

Task = tuple[str | None, list[str], str, str | None]


def tasks(text: str) -> list[Task]:
    paper = paper_from_text("paper.txt", text)
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, date(2026, 1, 5))
    statements = [Statement(b.start, b.end, Role.DIRECTION, None, b.paragraph) for b in paper.blocks]
    return [
        (
            paper.words(*one.lead) if one.lead else None,
            [paper.words(*span) for span in one.supporters],
            paper.words(*one.action),
            one.due,
        )
        for one in find_assignments(paper, folded, mentions, statements)
    ]


def test_lead_supporters_action_and_deadline() -> None:
    text = "Bộ Ngoại giao chủ trì, phối hợp với Bộ Công an và các địa phương, đơn vị xây dựng đề án trước ngày 30/6/2026."
    assert tasks(text) == [
        (
            "Bộ Ngoại giao",
            ["Bộ Công an", "các địa phương, đơn vị"],
            "xây dựng đề án trước ngày 30/6/2026",
            "2026-06-30",
        )
    ]


def test_a_task_may_be_given() -> None:
    text = "Giao Sở Ngoại vụ chủ trì, phối hợp với các sở, ban, ngành tham mưu kế hoạch, hoàn thành trong quý II/2026."
    assert tasks(text) == [
        (
            "Sở Ngoại vụ",
            ["các sở, ban, ngành"],
            "tham mưu kế hoạch, hoàn thành trong quý II/2026",
            "2026-04-01/2026-06-30",
        )
    ]
    assert tasks("Giao Bộ Công an xây dựng phương án bảo vệ.") == [
        ("Bộ Công an", [], "xây dựng phương án bảo vệ", None)
    ]


def test_a_duty_may_be_listed_below() -> None:
    text = """Sở Ngoại vụ có trách nhiệm:
    - Theo dõi, đôn đốc việc thực hiện;
    - Báo cáo UBND tỉnh trước ngày 15/11/2026.
    Tổ chức thực hiện nghiêm túc."""
    found = tasks(text)
    assert [(lead, due) for lead, _, _, due in found] == [
        ("Sở Ngoại vụ", None),
        ("Sở Ngoại vụ", "2026-11-15"),
    ]


def test_a_task_without_a_named_subject_has_no_lead() -> None:
    text = "- Chủ trì, phối hợp với Bộ Ngoại giao tổ chức hội nghị."
    assert tasks(text) == [(None, ["Bộ Ngoại giao"], "tổ chức hội nghị", None)]


def test_two_clauses_are_two_tasks() -> None:
    text = "Bộ Ngoại giao chủ trì xây dựng đề án; Bộ Công an chủ trì, phối hợp với Bộ Ngoại giao bảo đảm an ninh."
    assert [(lead, supporters) for lead, supporters, _, _ in tasks(text)] == [
        ("Bộ Ngoại giao", []),
        ("Bộ Công an", ["Bộ Ngoại giao"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Phát triển đối ngoại Đảng, ngoại giao Nhà nước và đối ngoại nhân dân.",
        "Đoàn đến chào xã giao Chủ tịch Quốc hội Lào.",
        "Việt Nam đề nghị Chính phủ Campuchia tạo thuận lợi.",
        "Hội nghị do Bộ Ngoại giao chủ trì đã thành công.",
        "Hội nghị được Tổng Bí thư chủ trì.",
        "Giao lưu văn hóa với Lào.",
    ],
)
def test_false_alarms(text: str) -> None:
    assert tasks(text) == []


def test_a_result_is_no_task() -> None:
    paper = paper_from_text("paper.txt", "Bộ Ngoại giao chủ trì tổ chức 12 hội nghị.")
    folded = shadow(paper.text)
    mentions = find_mentions(paper, folded, GAZETTEER, None)
    told = [Statement(b.start, b.end, Role.RESULT, None, b.paragraph) for b in paper.blocks]
    assert find_assignments(paper, folded, mentions, told) == []
