"""Small, readable ways to say what a test is about."""

from __future__ import annotations

from banggiao.appraisal.records import Body, Clause, Decision, Finding, Match, Place, Report
from banggiao.reading.records import Figure, Role

CLAUSES = (
    Clause("1", "task", "", "Hoàn thiện thể chế", "Hoàn thiện thể chế"),
    Clause("1.1", "task", "1", "Rà soát văn bản", "Rà soát, sửa đổi văn bản quy phạm pháp luật"),
    Clause("1.2", "task", "1", "Kiện toàn bộ máy", "Kiện toàn ban chỉ đạo và bộ máy đầu mối"),
    Clause("2", "task", "", "Hội nhập kinh tế", "Hội nhập kinh tế"),
    Clause("2.1", "task", "2", "Xúc tiến thương mại", "Xúc tiến thương mại, mở rộng thị trường xuất khẩu"),
)
HCM = Body("province-79", "Thành phố Hồ Chí Minh", predecessors=("former-province-74",))
HUE = Body("province-46", "Thành phố Huế")
MOIT = Body("bct", "Bộ Công Thương")
BODIES = (HCM, HUE, MOIT)


def figure(value: float, *, indicator: str = "doan ra", year: int | None = 2023, **more: object) -> Figure:
    return Figure(0, 1, value, str(more.pop("unit", "đoàn")), indicator=indicator, period=year, **more)  # type: ignore[arg-type]


def report(file: str, actor: str, *, date: str | None = "2025-11-01", sha: str | None = None) -> Report:
    return Report(file, sha or file, actor, actor, "", date, "1/BC", "", "docx", None, 10)


def finding(
    words: str = "Đã tổ chức 12 hội chợ.",
    *,
    file: str = "hcm.docx",
    actor: str = "province-79",
    clause: str | None = "2.1",
    role: Role = Role.RESULT,
    start: int = 0,
    figures: tuple[Figure, ...] = (),
    evidence: tuple[str, ...] = (),
    years: tuple[int, ...] = (),
    decision: Decision = Decision.PROPOSED,
    corrected: str = "",
) -> Finding:
    return Finding(
        id=f"{file}-{start}",
        actor=actor,
        role=role,
        words=words,
        place=Place(file, start + 1, None, start, start + len(words), ("II. Kết quả",)),
        matches=(Match(clause, 0.9),) if clause else (),
        figures=figures,
        evidence=evidence,
        years=years,
        decision=decision,
        corrected_words=corrected,
    )
