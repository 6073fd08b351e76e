"""The Vietnamese words for the values of a review, the same in every file that is written."""

from __future__ import annotations

from banggiao.appraisal.records import Coverage, Decision
from banggiao.reading.records import Role

# A sign and a word for each kind of cell: the four are told apart in black and white too.
COVERAGE: dict[Coverage, tuple[str, str]] = {
    Coverage.EMPTY: ("–", "trống"),
    Coverage.TEXT: ("○", "có lời"),
    Coverage.FIGURE: ("◐", "số liệu"),
    Coverage.EVIDENCE: ("●", "minh chứng"),
}

COVERAGE_MEANING: dict[Coverage, str] = {
    Coverage.EMPTY: "Chưa có câu nào báo cáo về mục này",
    Coverage.TEXT: "Có nêu kết quả bằng lời, chưa có số liệu",
    Coverage.FIGURE: "Có số liệu",
    Coverage.EVIDENCE: "Có văn bản hoặc tài liệu minh chứng kiểm tra được",
}

ROLES: dict[Role, str] = {
    Role.CONTEXT: "bối cảnh",
    Role.VIEWPOINT: "quan điểm",
    Role.GOAL: "mục tiêu",
    Role.TASK: "nhiệm vụ",
    Role.RESULT: "kết quả",
    Role.SHORTCOMING: "tồn tại, hạn chế",
    Role.CAUSE: "nguyên nhân",
    Role.LESSON: "bài học",
    Role.DIRECTION: "phương hướng",
    Role.PROPOSAL: "kiến nghị",
    Role.QUOTE: "lời dẫn",
    Role.OTHER: "khác",
}

DECISIONS: dict[Decision, str] = {
    Decision.PROPOSED: "chưa xác nhận",
    Decision.CONFIRMED: "đã xác nhận",
    Decision.CORRECTED: "đã sửa",
    Decision.REFUSED: "đã loại",
}

CONTRADICTIONS: dict[str, str] = {
    "within": "trong cùng báo cáo",
    "annex": "lời văn khác phụ lục",
    "between": "giữa hai báo cáo",
}

OUTCOMES: dict[str, str] = {
    "done": "đã làm",
    "doing": "đang làm",
    "no_evidence": "chưa thấy minh chứng",
}
