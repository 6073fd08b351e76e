"""The lists behind the matrix: statements, figures, contradictions, whom to chase, files, promises.

Each list is heads with widths, and rows of text and numbers; the workbook only draws them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banggiao.appraisal.records import Appraisal, Clause, Coverage, Report
from banggiao.publishing.citations import PATH_SEPARATOR
from banggiao.publishing.vocabulary import CONTRADICTIONS, DECISIONS, OUTCOMES, ROLES
from banggiao.reading.records import Figure

Value = str | float
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. ``columns`` are heads with widths in characters."""

    name: str
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Row]


def reported_clauses(appraisal: Appraisal) -> list[Clause]:
    """Return the clauses that are reported on: tasks and measures, and whatever else a report speaks to."""
    groups = {clause.group for clause in appraisal.clauses if clause.group}
    spoken = {cell.clause for cell in appraisal.cells}
    return [
        clause
        for clause in appraisal.clauses
        if clause.id in spoken or (clause.kind in ("task", "measure") and clause.id not in groups)
    ]


class Listings:
    """The lists of one appraisal."""

    def __init__(self, appraisal: Appraisal) -> None:
        self._appraisal = appraisal
        self._names = appraisal.actor_names
        self._bodies = {body.key: body.name for body in appraisal.bodies}
        self._counts_for = {report.file: report.counts_for for report in appraisal.reports}

    def all(self) -> tuple[Listing, ...]:
        """Return the lists in the order of the workbook; promises only where there was a last review."""
        lists = (
            self._statements(),
            self._figures(),
            self._contradictions(),
            self._chase_list(),
            self._refused(),
            self._reports(),
        )
        return (*lists, self._promises()) if self._appraisal.promises else lists

    def _statements(self) -> Listing:
        columns = (
            ("Mục", 7),
            ("Điểm khớp", 9),
            ("Cơ quan, địa phương", 24),
            ("Tính cho", 24),
            ("Vai trò", 14),
            ("Nguyên văn", 80),
            ("Lời đã sửa", 40),
            ("Số liệu", 28),
            ("Minh chứng", 28),
            ("Năm", 10),
            ("Tệp", 30),
            ("Đề mục", 40),
            ("Đoạn", 8),
            ("Trang", 8),
            ("Trạng thái", 16),
        )
        rows = (
            (
                finding.clause or "",
                round(finding.matches[0].score, 3) if finding.matches else "",
                self._name(finding.actor),
                self._counted(finding.place.file),
                ROLES[finding.role],
                finding.words,
                finding.corrected_words,
                "; ".join(map(_figure_words, finding.figures)),
                "; ".join(finding.evidence),
                ", ".join(map(str, finding.years)),
                finding.place.file,
                PATH_SEPARATOR.join(finding.place.heading_path),
                finding.place.paragraph,
                finding.place.page or "",
                DECISIONS[finding.decision],
            )
            for finding in self._appraisal.findings
        )
        return Listing("Phát biểu", columns, rows)

    def _figures(self) -> Listing:
        columns = (
            ("Chỉ tiêu", 40),
            ("Giá trị", 14),
            ("Đơn vị", 14),
            ("Mức", 9),
            ("Năm", 7),
            ("Cơ quan, địa phương", 24),
            ("Về", 20),
            ("Mục", 7),
            ("Nguồn gốc", 10),
            ("Nguyên văn", 70),
            ("Tệp", 30),
            ("Đoạn", 8),
            ("Trang", 8),
        )
        rows = (
            (
                figure.indicator_words or figure.indicator,
                figure.value,
                figure.unit,
                figure.hedge,
                figure.period or "",
                self._name(finding.actor),
                self._name(figure.subject) if figure.subject else "",
                finding.clause or "",
                "bảng" if figure.from_table else "lời văn",
                finding.words,
                finding.place.file,
                finding.place.paragraph,
                finding.place.page or "",
            )
            for finding in self._appraisal.findings
            for figure in finding.figures
        )
        return Listing("Số liệu", columns, rows)

    def _contradictions(self) -> Listing:
        columns = (
            ("Số", 6),
            ("Loại", 20),
            ("Chỉ tiêu", 40),
            ("Năm", 7),
            ("Cơ quan, địa phương", 24),
            ("Giá trị", 14),
            ("Đơn vị", 14),
            ("Nguyên văn", 80),
            ("Tệp", 30),
            ("Đề mục", 40),
            ("Đoạn", 8),
            ("Trang", 8),
        )
        rows = (
            (
                number,
                CONTRADICTIONS[contradiction.kind],
                contradiction.indicator,
                contradiction.period or "",
                self._name(side.actor),
                side.figure.value,
                side.figure.unit,
                side.words,
                side.place.file,
                PATH_SEPARATOR.join(side.place.heading_path),
                side.place.paragraph,
                side.place.page or "",
            )
            for number, contradiction in enumerate(self._appraisal.contradictions, start=1)
            for side in contradiction.sides
        )
        return Listing("Mâu thuẫn", columns, rows)

    def _chase_list(self) -> Listing:
        columns = (
            ("TT", 6),
            ("Cơ quan, địa phương", 40),
            ("Tình trạng", 20),
            ("Số mục trống", 12),
            ("Các mục trống", 70),
            ("Việc cần làm", 24),
        )
        return Listing("Đôn đốc", columns, self._to_chase())

    def _to_chase(self) -> Iterator[Row]:
        """Yield who has not reported at all, then who reported but left clauses empty."""
        clauses = reported_clauses(self._appraisal)
        told: dict[str, set[str]] = defaultdict(set)
        for cell in self._appraisal.cells:
            if cell.coverage is not Coverage.EMPTY:
                told[cell.body].add(cell.clause)
        missing = set(self._appraisal.missing)
        number = 0
        for body in sorted(self._appraisal.bodies, key=lambda body: body.key not in missing):
            silent = [clause.id for clause in clauses if clause.id not in told[body.key]]
            if body.key in missing:
                number += 1
                yield number, body.name, "Chưa có báo cáo", len(silent), "tất cả", "Gửi công văn đôn đốc"
            elif silent:
                number += 1
                yield number, body.name, "Còn mục trống", len(silent), ", ".join(silent), "Đề nghị bổ sung"

    def _refused(self) -> Listing:
        columns = (("Tệp", 50), ("Mã lý do", 18), ("Lý do", 70), ("Reason", 70))
        rows = (
            (item.file, item.reason, item.message_vi, item.message_en) for item in self._appraisal.refused
        )
        return Listing("Tệp bị từ chối", columns, rows)

    def _reports(self) -> Listing:
        columns = (
            ("Tệp", 34),
            ("Cơ quan báo cáo", 30),
            ("Tính cho", 30),
            ("Ngày", 12),
            ("Số, ký hiệu", 16),
            ("Trích yếu", 60),
            ("Định dạng", 10),
            ("Số trang", 9),
            ("Số đoạn", 9),
            ("Tình trạng", 36),
            ("Ghi chú", 40),
            ("SHA-256", 34),
        )
        rows = (
            (
                report.file,
                report.actor_name,
                self._counted(report.file),
                report.date or "",
                report.number,
                report.title,
                report.format,
                report.pages or "",
                report.paragraphs,
                self._standing(report),
                "; ".join(report.notes),
                report.sha256,
            )
            for report in self._appraisal.reports
        )
        return Listing("Báo cáo", columns, rows)

    def _standing(self, report: Report) -> str:
        if report.replaced_by:
            return f"Đã thay bằng {report.replaced_by}"
        if not report.counts_for:
            return "Không tính: cơ quan không có trong danh sách"
        if report.actor != report.counts_for:
            return f"Được tính cho {self._counted(report.file)} (sau sắp xếp)"
        return "Được tính"

    def _promises(self) -> Listing:
        columns = (
            ("Mục", 7),
            ("Cơ quan, địa phương", 30),
            ("Điều đã hứa ở kỳ trước", 70),
            ("Kết cục", 22),
            ("Tệp kỳ trước", 34),
            ("Đoạn", 8),
            ("Trả lời kỳ này", 80),
        )
        words = {finding.id: finding.words for finding in self._appraisal.findings}
        rows = (
            (
                promise.clause,
                self._name(promise.body),
                promise.words,
                OUTCOMES[promise.outcome],
                promise.place.file,
                promise.place.paragraph,
                "; ".join(words[key] for key in promise.findings),
            )
            for promise in self._appraisal.promises
        )
        return Listing("Việc đã hứa kỳ trước", columns, rows)

    def _name(self, key: str) -> str:
        return self._names.get(key, key)

    def _counted(self, file: str) -> str:
        key = self._counts_for.get(file, "")
        return self._bodies.get(key, key)


def _figure_words(figure: Figure) -> str:
    """Return a figure the Vietnamese way: "1.234,5 triệu USD"."""
    number = f"{figure.value:,.10g}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{number} {figure.unit}".strip()
