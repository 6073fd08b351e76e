"""The matrix, the promises and the synthesis of a review."""

import random

from banggiao.appraisal import appraise
from banggiao.appraisal.records import Appraisal, Coverage, Decision, Finding, InstrumentPaper
from banggiao.reading.records import Role
from tests.appraisal.builders import BODIES, CLAUSES, figure, finding, report

REPORTS = [report("hcm.docx", "province-79"), report("bd.docx", "former-province-74", date="2025-05-20")]
NAMES = {"former-province-74": "Bình Dương"}


def appraisal_of(
    findings: list[Finding], previous: list[Finding] | None = None, period: tuple[int, int] | None = None
) -> Appraisal:
    return appraise(
        instrument=InstrumentPaper("Chỉ thị mẫu", "01/CT-MAU", "directive.docx"),
        clauses=CLAUSES,
        bodies=BODIES,
        reports=REPORTS,
        findings=findings,
        period=period,
        previous=previous,
        actor_names=NAMES,
    )


def coverage(appraisal: Appraisal, year: int | None = None) -> dict[tuple[str, str], Coverage]:
    return {(c.clause, c.body): c.coverage for c in appraisal.cells if c.year == year}


def test_a_cell_has_the_best_that_its_statements_give() -> None:
    findings = [
        finding(start=0),
        finding(start=50, figures=(figure(12),)),
        finding(start=90, clause="1.1", evidence=("Báo cáo số 12/BC-UBND",)),
        finding(start=130, clause="1.2"),
    ]

    assert coverage(appraisal_of(findings)) == {
        ("2.1", "province-79"): Coverage.FIGURE,
        ("1.1", "province-79"): Coverage.EVIDENCE,
        ("1.2", "province-79"): Coverage.TEXT,
    }


def test_only_results_fill_the_matrix() -> None:
    others = [role for role in Role if role is not Role.RESULT]

    assert not appraisal_of([finding(role=role, start=i) for i, role in enumerate(others)]).cells


def test_the_predecessors_report_fills_its_successors_row() -> None:
    result = appraisal_of([finding(file="bd.docx", actor="former-province-74")])

    assert coverage(result) == {("2.1", "province-79"): Coverage.TEXT}
    assert result.missing == ("province-46", "bct")


def test_years_outside_the_period_fill_no_year() -> None:
    result = appraisal_of([finding(years=(2019, 2021))], period=(2020, 2025))

    assert {cell.year for cell in result.cells} == {None, 2021}


def test_refused_statements_count_for_nothing_and_corrected_ones_speak_in_the_new_words() -> None:
    result = appraisal_of(
        [
            finding("Câu bị bác.", decision=Decision.REFUSED),
            finding("Câu cũ.", start=50, clause="1.1", decision=Decision.CORRECTED, corrected="Câu đã sửa."),
        ]
    )
    prose = " ".join(s.text for p in result.passages for s in p.sentences)

    assert coverage(result) == {("1.1", "province-79"): Coverage.TEXT}
    assert "Câu đã sửa." in prose
    assert "Câu bị bác." not in prose
    assert "Câu cũ." not in prose


def test_what_nobody_confirmed_is_a_draft() -> None:
    result = appraisal_of(
        [finding("Một."), finding("Hai.", start=20, clause="1.1", decision=Decision.CONFIRMED)]
    )
    drafts = {s.text: s.draft for p in result.passages for s in p.sentences if s.kind == "fact"}

    assert drafts == {"Thành phố Hồ Chí Minh: Một.": True, "Thành phố Hồ Chí Minh: Hai.": False}


def test_gaps_are_said_and_cite_the_bodies_asked() -> None:
    passages = {p.id: p for p in appraisal_of([finding()]).passages}
    gap = passages["II.2.1"].sentences[-1]
    never = passages["I.2"].sentences[-1]

    assert gap.kind == never.kind == "gap"
    assert gap.bodies == never.bodies == ("province-46", "bct")
    assert "Chưa có báo cáo của Thành phố Huế, Bộ Công Thương." in never.text


def test_the_counts_in_the_prose_are_the_rows_of_the_matrix() -> None:
    result = appraisal_of([finding(figures=(figure(3),)), finding(start=80)])
    (count,) = [s for p in result.passages if p.id == "II.2.1" for s in p.sentences if s.kind == "count"]

    assert count.text == "Có 1/3 cơ quan, địa phương báo cáo nội dung này; 1 có số liệu, 0 có minh chứng."


def test_promises_are_compared_with_results_of_the_same_matter() -> None:
    promised = [
        finding(
            "Mở rộng thị trường xuất khẩu sang châu Phi.",
            role=Role.DIRECTION,
            file="old.docx",
            actor="former-province-74",
        ),
        finding(
            "Ban hành quy chế tiếp công dân.", role=Role.DIRECTION, file="old.docx", start=90, clause="1.1"
        ),
        finding("Việc bị bác.", role=Role.DIRECTION, start=150, decision=Decision.REFUSED),
    ]
    kept = finding("Đã mở rộng thị trường xuất khẩu sang 5 nước châu Phi.", figures=(figure(5),))
    other = finding("Đã rà soát 40 văn bản.", start=99, clause="1.1", figures=(figure(40),))

    outcomes = {p.words: (p.outcome, p.body) for p in appraisal_of([kept, other], promised).promises}

    assert outcomes == {
        "Mở rộng thị trường xuất khẩu sang châu Phi.": ("done", "province-79"),
        "Ban hành quy chế tiếp công dân.": ("no_evidence", "province-79"),
    }


def test_the_order_of_the_input_changes_nothing() -> None:
    findings = [finding(f"Câu {i}.", start=i * 20, clause=("1.1", "2.1")[i % 2]) for i in range(12)]
    shuffled = findings[:]
    random.Random(3).shuffle(shuffled)

    assert appraisal_of(shuffled) == appraisal_of(findings)


def test_the_situation_is_told_in_words_not_in_counts() -> None:
    told = finding("Thế giới biến động nhanh.", role=Role.CONTEXT, clause=None)
    counted = finding("Có 14 hội nghị.", role=Role.CONTEXT, clause=None, start=50, figures=(figure(14),))
    passages = {p.id: p for p in appraisal_of([counted, told]).passages}

    assert [s.findings for s in passages["I.1"].sentences] == [(told.id,)]
