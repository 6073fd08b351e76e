"""The matrix of a review as an Excel workbook. Every cell is text or a number; nothing is ever a formula."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from banggiao.appraisal.coverage import RANK, coverage_of
from banggiao.appraisal.records import Appraisal, Body, CellState, Clause, Coverage
from banggiao.publishing.listings import Listing, Listings, Value, reported_clauses
from banggiao.publishing.naming import instrument_phrase, period_phrase
from banggiao.publishing.vocabulary import COVERAGE, COVERAGE_MEANING
from banggiao.publishing.workbook import Look, Sheet, Workbook

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
        self._titles = {clause.id: clause.title for clause in appraisal.clauses}
        self._clauses = reported_clauses(appraisal)

    def to_bytes(self) -> bytes:
        self._matrix()
        self._by_year()
        for listing in Listings(self._appraisal).all():
            self._list(listing)
        return self._workbook.to_bytes(title="Ma trận rà soát")

    def _matrix(self) -> None:
        appraisal, looks = self._appraisal, self._looks
        instrument = instrument_phrase(appraisal.instrument.title, appraisal.instrument.number)
        period = period_phrase(appraisal.period)
        widths = (5, 38, *(12 for _ in self._clauses), 9)
        top = 7
        sheet = Sheet("Ma trận", widths, frozen=(top + 1, 2), heads=(top, top + 1), filtered=False)
        self._workbook.sheet(sheet)
        title = f"Ma trận rà soát: {instrument}{', ' + period if period else ''}"
        sheet.add((("", looks["note"]), (title, looks["title"])), height=24)
        for coverage in Coverage:
            meaning = COVERAGE_MEANING[coverage]
            sheet.add((("", looks["note"]), self._coverage[coverage], (meaning, looks["note"])), height=16)
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
        columns = (("Mục", 7), ("Nội dung", 44), ("Cơ quan, địa phương", 38), ("Cả kỳ", 13))
        sheet = self._list_sheet("Theo năm", (*columns, *((str(year), 13) for year in shown)))
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

    def _list(self, listing: Listing) -> None:
        sheet = self._list_sheet(listing.name, listing.columns)
        text, number, whole = self._looks["text"], self._looks["number"], self._looks["whole"]
        for row in listing.rows:
            sheet.add(
                (value, text if isinstance(value, str) else whole if isinstance(value, int) else number)
                for value in row
            )
        if sheet.height == 1:
            sheet.add((("Không có", self._looks["note"]),))

    def _list_sheet(self, name: str, columns: Sequence[tuple[str, float]]) -> Sheet:
        sheet = self._workbook.sheet(Sheet(name, [width for _, width in columns]))
        sheet.add(((head, self._looks["head"]) for head, _ in columns), height=32)
        return sheet

    def _name(self, key: str) -> str:
        return self._appraisal.actor_names.get(key, key)


def _stretches(clauses: Sequence[Clause]) -> list[tuple[str, list[Clause]]]:
    """Return the clauses in order, neighbours of one task group together."""
    stretches: list[tuple[str, list[Clause]]] = []
    for clause in clauses:
        if stretches and stretches[-1][0] == clause.group:
            stretches[-1][1].append(clause)
        else:
            stretches.append((clause.group, [clause]))
    return stretches
