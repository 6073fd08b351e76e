"""The matrix of a review as an Excel workbook. Every cell is text or a number; nothing is ever a formula."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from banggiao.appraisal.coverage import RANK, coverage_of
from banggiao.appraisal.records import Appraisal, Body, CellState, Clause, Coverage, Report
from banggiao.publishing.citations import PATH_SEPARATOR
from banggiao.publishing.naming import instrument_phrase, period_phrase
from banggiao.publishing.vocabulary import (
    CONTRADICTIONS,
    COVERAGE,
    COVERAGE_MEANING,
    DECISIONS,
    OUTCOMES,
    ROLES,
)
from banggiao.publishing.workbook import Look, Sheet, Workbook

Value = str | float

_GREY = "E7E6E6"
_LOOKS = {
    "title": Look(bold=True, size=16, border=False, wrap=False),
    "note": Look(italic=True, border=False, wrap=False),
    "text": Look(),
    "number": Look(across="right", number="#,##0.##########"),
    "whole": Look(across="center", number="0"),
    "count": Look(bold=True, across="center", down="center"),
    "head": Look(bold=True, fill=_GREY, across="center", down="center"),
    "upright": Look(bold=True, fill=_GREY, across="center", down="bottom", turned=90, size=10),
    "body": Look(bold=True, down="center"),
    "former": Look(italic=True, down="center", indent=2),
    "missing": Look(bold=True, down="center", ink="9C0006"),
}
_COVERAGE_LOOKS = {
    Coverage.EMPTY: Look(across="center", down="center", size=10, ink="7F7F7F"),
    Coverage.TEXT: Look(across="center", down="center", size=10, ink="4A3A00", fill="FFF4D6"),
    Coverage.FIGURE: Look(across="center", down="center", size=10, ink="0B3358", fill="DCEBFA"),
    Coverage.EVIDENCE: Look(across="center", down="center", size=10, ink="0D4A20", fill="CFEBD6"),
}


def write_matrix_xlsx(appraisal: Appraisal, path: str | Path) -> None:
    """Write the workbook of ``appraisal`` to ``path``. The same review gives the same bytes."""
    Path(path).write_bytes(_Writer(appraisal).to_bytes())


class _Writer:
    def __init__(self, appraisal: Appraisal) -> None:
        self._appraisal = appraisal
        self._workbook = Workbook()
        self._looks = {name: self._workbook.look(look) for name, look in _LOOKS.items()}
        self._coverage = {
            coverage: (" ".join(COVERAGE[coverage]), self._workbook.look(look))
            for coverage, look in _COVERAGE_LOOKS.items()
        }
        self._findings = {finding.id: finding for finding in appraisal.findings}
        self._names = appraisal.actor_names
        self._titles = {clause.id: clause.title for clause in appraisal.clauses}
        self._bodies = {body.key: body.name for body in appraisal.bodies}
        self._counts_for = {report.file: report.counts_for for report in appraisal.reports}
        self._clauses = _columns(appraisal)

    def to_bytes(self) -> bytes:
        self._matrix()
        self._by_year()
        self._statements()
        self._figures()
        self._contradictions()
        self._chase_list()
        self._refused()
        self._reports()
        if self._appraisal.promises:
            self._promises()
        return self._workbook.to_bytes(title="Ma trận rà soát")

    # The matrix -----------------------------------------------------------------------------------------------

    def _matrix(self) -> None:
        appraisal, looks = self._appraisal, self._looks
        instrument = instrument_phrase(appraisal.instrument.title, appraisal.instrument.number)
        period = period_phrase(appraisal.period)
        widths = (5, 34, *(8.5 for _ in self._clauses), 9)
        top = 7
        sheet = Sheet("Ma trận", widths, frozen=(top + 1, 2), heads=(top, top + 1), filtered=False)
        self._workbook.sheet(sheet)
        title = f"Ma trận rà soát: {instrument}{', ' + period if period else ''}"
        sheet.add(((title, looks["title"]),), height=24)
        for coverage in Coverage:
            meaning = COVERAGE_MEANING[coverage]
            sheet.add((("", looks["note"]), self._coverage[coverage], (meaning, looks["note"])))
        sheet.add(())
        self._matrix_head(sheet)
        self._matrix_rows(sheet)

    def _matrix_head(self, sheet: Sheet) -> None:
        head, upright = self._looks["head"], self._looks["upright"]
        groups: list[tuple[Value, int]] = [("", head), ("Nhóm nhiệm vụ", head)]
        for group, clauses in _stretches(self._clauses):
            first = len(groups)
            groups.append((f"{group}. {self._titles.get(group, '')}" if group else "", head))
            groups += [("", head)] * (len(clauses) - 1)
            sheet.merge(sheet.height + 1, first, len(groups) - 1)
        sheet.add((*groups, ("", head)), height=48)
        sheet.add(
            (
                ("TT", head),
                ("Cơ quan, địa phương", head),
                *((f"{clause.id}. {clause.title}", upright) for clause in self._clauses),
                ("Số mục có báo cáo", upright),
            ),
            height=190,
        )

    def _matrix_rows(self, sheet: Sheet) -> None:
        """Add a row for each body asked, and under it one for each merged body whose report counts for it."""
        cells = {(cell.clause, cell.body): cell for cell in self._appraisal.cells if cell.year is None}
        missing = set(self._appraisal.missing)
        covered: Counter[str] = Counter()
        for index, body in enumerate(self._appraisal.bodies, start=1):
            own = {
                clause.id: cells[clause.id, body.key]
                for clause in self._clauses
                if (clause.id, body.key) in cells
            }
            coverages = {key: cell.coverage for key, cell in own.items()}
            covered.update(key for key, coverage in coverages.items() if coverage is not Coverage.EMPTY)
            if body.key in missing:
                self._matrix_row(sheet, index, f"{body.name} (chưa có báo cáo)", "missing", coverages)
            else:
                self._matrix_row(sheet, index, body.name, "body", coverages)
            for actor, parts in self._former_bodies(body, own).items():
                self._matrix_row(sheet, "", f"↳ {self._name(actor)} (trước sắp xếp)", "former", parts)
        head, count = self._looks["head"], self._looks["count"]
        totals = tuple((covered[clause.id], count) for clause in self._clauses)
        sheet.add((("", head), ("Số cơ quan có báo cáo", head), *totals, (covered.total(), count)))

    def _matrix_row(
        self, sheet: Sheet, number: Value, name: str, look: str, coverages: Mapping[str, Coverage]
    ) -> None:
        reported = sum(coverage is not Coverage.EMPTY for coverage in coverages.values())
        sheet.add(
            (
                (number, self._looks["whole"]),
                (name, self._looks[look]),
                *(self._coverage[coverages.get(clause.id, Coverage.EMPTY)] for clause in self._clauses),
                (reported, self._looks["count"]),
            )
        )

    def _former_bodies(self, body: Body, cells: Mapping[str, CellState]) -> dict[str, dict[str, Coverage]]:
        """Return what each merged body's own report says, for the bodies that reported before they merged."""
        parts: dict[str, dict[str, Coverage]] = {
            report.actor: {}
            for report in self._appraisal.reports
            if report.counts_for == body.key and report.actor != body.key and not report.replaced_by
        }
        for clause, cell in cells.items():
            for finding in (self._findings[key] for key in cell.findings):
                if finding.actor in parts:
                    before = parts[finding.actor].get(clause, Coverage.EMPTY)
                    parts[finding.actor][clause] = max(before, coverage_of(finding), key=RANK.__getitem__)
        return parts

    def _by_year(self) -> None:
        years = {cell.year for cell in self._appraisal.cells if cell.year is not None}
        if self._appraisal.period:
            first, last = self._appraisal.period
            years |= set(range(first, last + 1))
        shown = sorted(years)
        cells = {(cell.clause, cell.body, cell.year): cell.coverage for cell in self._appraisal.cells}
        heads = ("Mục", "Nội dung", "Cơ quan, địa phương", "Cả kỳ", *map(str, shown))
        sheet = self._list_sheet("Theo năm", heads, (7, 44, 34, 13, *(13 for _ in shown)))
        text = self._looks["text"]
        for clause in self._clauses:
            for body in self._appraisal.bodies:
                states = (cells.get((clause.id, body.key, year), Coverage.EMPTY) for year in (None, *shown))
                sheet.add(
                    (
                        (clause.id, text),
                        (clause.title, text),
                        (body.name, text),
                        *(self._coverage[state] for state in states),
                    )
                )

    # The lists ------------------------------------------------------------------------------------------------

    def _statements(self) -> None:
        heads = ("Mục", "Điểm khớp", "Cơ quan, địa phương", "Tính cho", "Vai trò", "Nguyên văn", "Lời đã sửa")
        heads += ("Số liệu", "Minh chứng", "Năm", "Tệp", "Đề mục", "Đoạn", "Trang", "Trạng thái")
        rows = (
            (
                finding.clause or "",
                round(finding.matches[0].score, 3) if finding.matches else "",
                self._name(finding.actor),
                self._counted(finding.place.file),
                ROLES[finding.role],
                finding.words,
                finding.corrected_words,
                "; ".join(f"{_number_words(f.value)} {f.unit}".strip() for f in finding.figures),
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
        self._list("Phát biểu", heads, (7, 9, 24, 24, 14, 80, 40, 28, 28, 10, 30, 40, 8, 8, 14), rows)

    def _figures(self) -> None:
        heads = (
            "Chỉ tiêu",
            "Giá trị",
            "Đơn vị",
            "Mức",
            "Năm",
            "Cơ quan, địa phương",
            "Về",
            "Mục",
            "Nguồn gốc",
        )
        heads += ("Nguyên văn", "Tệp", "Đoạn", "Trang")
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
        self._list("Số liệu", heads, (40, 14, 14, 9, 7, 24, 20, 7, 10, 70, 30, 8, 8), rows)

    def _contradictions(self) -> None:
        heads = ("Số", "Loại", "Chỉ tiêu", "Năm", "Cơ quan, địa phương", "Giá trị", "Đơn vị", "Nguyên văn")
        heads += ("Tệp", "Đề mục", "Đoạn", "Trang")
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
        self._list("Mâu thuẫn", heads, (6, 18, 40, 7, 24, 14, 14, 80, 30, 40, 8, 8), rows)

    def _chase_list(self) -> None:
        """List who has not reported at all, then who reported but left clauses empty."""
        reported: dict[str, set[str]] = defaultdict(set)
        for cell in self._appraisal.cells:
            if cell.coverage is not Coverage.EMPTY:
                reported[cell.body].add(cell.clause)
        missing = set(self._appraisal.missing)
        rows: list[tuple[Value, ...]] = []
        for body in sorted(self._appraisal.bodies, key=lambda body: body.key not in missing):
            silent = [clause.id for clause in self._clauses if clause.id not in reported[body.key]]
            if body.key in missing:
                rows.append(
                    (
                        len(rows) + 1,
                        body.name,
                        "Chưa có báo cáo",
                        len(silent),
                        "tất cả",
                        "Gửi công văn đôn đốc",
                    )
                )
            elif silent:
                asked = "Đề nghị bổ sung"
                rows.append(
                    (len(rows) + 1, body.name, "Còn mục trống", len(silent), ", ".join(silent), asked)
                )
        heads = ("TT", "Cơ quan, địa phương", "Tình trạng", "Số mục trống", "Các mục trống", "Việc cần làm")
        self._list("Đôn đốc", heads, (6, 40, 20, 12, 70, 24), rows)

    def _refused(self) -> None:
        rows = (
            (item.file, item.reason, item.message_vi, item.message_en) for item in self._appraisal.refused
        )
        self._list("Tệp bị từ chối", ("Tệp", "Mã lý do", "Lý do", "Reason"), (50, 18, 70, 70), rows)

    def _reports(self) -> None:
        heads = (
            "Tệp",
            "Cơ quan báo cáo",
            "Tính cho",
            "Ngày",
            "Số, ký hiệu",
            "Trích yếu",
            "Định dạng",
            "Số trang",
        )
        heads += ("Số đoạn", "Tình trạng", "Ghi chú", "SHA-256")
        rows = (
            (
                report.file,
                report.actor_name,
                self._bodies.get(report.counts_for, self._name(report.counts_for)),
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
        self._list("Báo cáo", heads, (34, 30, 30, 12, 16, 60, 10, 9, 9, 36, 40, 30), rows)

    def _standing(self, report: Report) -> str:
        if report.replaced_by:
            return f"Đã thay bằng {report.replaced_by}"
        if not report.counts_for:
            return "Không tính: cơ quan không có trong danh sách"
        if report.actor != report.counts_for:
            body = self._bodies.get(report.counts_for, report.counts_for)
            return f"Được tính cho {body} (sau sắp xếp)"
        return "Được tính"

    def _promises(self) -> None:
        heads = (
            "Mục",
            "Cơ quan, địa phương",
            "Điều đã hứa ở kỳ trước",
            "Kết cục",
            "Tệp kỳ trước",
            "Đoạn",
            "Trả lời kỳ này",
        )
        rows = (
            (
                promise.clause,
                self._name(promise.body),
                promise.words,
                OUTCOMES[promise.outcome],
                promise.place.file,
                promise.place.paragraph,
                "; ".join(self._findings[key].words for key in promise.findings if key in self._findings),
            )
            for promise in self._appraisal.promises
        )
        self._list("Việc đã hứa kỳ trước", heads, (7, 30, 70, 22, 34, 8, 80), rows)

    def _list(
        self, name: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[Value]]
    ) -> None:
        sheet = self._list_sheet(name, heads, widths)
        text, number, whole = self._looks["text"], self._looks["number"], self._looks["whole"]
        for row in rows:
            sheet.add(
                (value, text if isinstance(value, str) else whole if isinstance(value, int) else number)
                for value in row
            )
        if sheet.height == 1:
            sheet.add((("Không có", self._looks["note"]),))

    def _list_sheet(self, name: str, heads: Sequence[str], widths: Sequence[float]) -> Sheet:
        sheet = self._workbook.sheet(Sheet(name, widths))
        sheet.add(((head, self._looks["head"]) for head in heads), height=32)
        return sheet

    def _name(self, key: str) -> str:
        return self._names.get(key, key)

    def _counted(self, file: str) -> str:
        key = self._counts_for.get(file, "")
        return self._bodies.get(key, key)


def _columns(appraisal: Appraisal) -> list[Clause]:
    """Return the clauses that are reported on: tasks and measures, and whatever else a report speaks to."""
    groups = {clause.group for clause in appraisal.clauses if clause.group}
    spoken = {cell.clause for cell in appraisal.cells}
    return [
        clause
        for clause in appraisal.clauses
        if clause.id in spoken or (clause.kind in ("task", "measure") and clause.id not in groups)
    ]


def _stretches(clauses: Sequence[Clause]) -> list[tuple[str, list[Clause]]]:
    """Return the clauses in order, neighbours of one task group together."""
    stretches: list[tuple[str, list[Clause]]] = []
    for clause in clauses:
        if stretches and stretches[-1][0] == clause.group:
            stretches[-1][1].append(clause)
        else:
            stretches.append((clause.group, [clause]))
    return stretches


def _number_words(value: float) -> str:
    return f"{value:,.10g}".replace(",", " ").replace(".", ",").replace(" ", ".")
