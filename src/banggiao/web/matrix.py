"""The matrix as the page shows it: a row per body, a column per clause, former bodies under their heirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from banggiao.appraisal.coverage import cells_of, counting_findings
from banggiao.appraisal.matching import MATCHABLE_KINDS
from banggiao.appraisal.records import Appraisal, CellState
from banggiao.web.templatetags.web import coverage_label

GROUP_LABEL_PER_COLUMN = 6
"""Letters of a group's title that fit above one column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A clause at the head of the matrix. ``edge`` closes its group."""

    id: str
    key: str
    title: str
    edge: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A task group above its columns; ``label`` is its title cut to what fits."""

    id: str
    title: str
    label: str
    span: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``coverage`` is "" where nothing was reported."""

    coverage: str = ""
    count: int = 0
    label: str = ""
    url: str = ""
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One body's line. ``former`` is a predecessor's report shown under the body that it counts for."""

    index: int
    name: str
    cells: tuple[Cell, ...]
    total: int
    former: bool = False
    absent: bool = False
    note: str = ""


def columns_of(appraisal: Appraisal, keys: dict[str, str]) -> tuple[list[Column], list[Group]]:
    """Return the clauses that are reported on, and the groups above them.

    Those are tasks and measures, and whatever else a report speaks to, as in the exported matrix.
    """
    named = {clause.id: clause for clause in appraisal.clauses}
    groups = {clause.group for clause in appraisal.clauses if clause.group}
    spoken = {cell.clause for cell in appraisal.cells}
    leaves = [
        clause
        for clause in appraisal.clauses
        if clause.id in spoken or (clause.kind in MATCHABLE_KINDS and clause.id not in groups)
    ]
    columns = [
        Column(leaf.id, keys.get(leaf.id, ""), leaf.title, after is None or after.group != leaf.group)
        for leaf, after in zip(leaves, [*leaves[1:], None], strict=True)
    ]
    heads: list[Group] = []
    span = 0
    for leaf, column in zip(leaves, columns, strict=True):
        span += 1
        if column.edge:
            above = named.get(leaf.group)
            words = f"{above.id}. {above.title}" if above else ""
            room = GROUP_LABEL_PER_COLUMN * span
            label = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
            heads.append(Group(leaf.group, above.title if above else "", label, span))
            span = 0
    return columns, heads


def years_of(appraisal: Appraisal) -> list[int]:
    """Return the years that some cell speaks of, in order."""
    return sorted({cell.year for cell in appraisal.cells if cell.year is not None})


def rows_of(
    review_key: object, appraisal: Appraisal, columns: Sequence[Column], *, year: int | None, show: str = ""
) -> list[Row]:
    """Return the matrix' rows for one year, or for the whole period where ``year`` is None.

    ``show`` keeps only the bodies that "reported" or are "missing"; "" keeps all.
    """
    states = {(cell.body, cell.clause): cell for cell in appraisal.cells if cell.year == year}
    former = _former_cells(appraisal, year)
    missing = set(appraisal.missing)
    rows: list[Row] = []
    for body in appraisal.bodies:
        absent = body.key in missing
        if (show == "reported" and absent) or (show == "missing" and not absent):
            continue
        cells = tuple(_cells(review_key, body.key, columns, [states.get((body.key, c.id)) for c in columns]))
        rows.append(
            Row(
                index=len(rows),
                name=body.name,
                cells=cells,
                total=sum(bool(cell.coverage) for cell in cells),
                absent=absent,
                note=gettext("No report has come.") if absent else "",
            )
        )
        for key, held in former.get(body.key, {}).items():
            cells = tuple(_cells(review_key, body.key, columns, [held.get(c.id) for c in columns]))
            rows.append(
                Row(
                    index=len(rows),
                    name=appraisal.actor_names.get(key, key),
                    cells=cells,
                    total=sum(bool(cell.coverage) for cell in cells),
                    former=True,
                    note=gettext("Its report counts for %(body)s.") % {"body": body.name},
                )
            )
    return rows


def cell_order(appraisal: Appraisal, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """Return (clause, body) of every cell that is not empty, row by row."""
    order = {body.key: index for index, body in enumerate(appraisal.bodies)}
    place = {column.id: index for index, column in enumerate(columns)}
    filled = {(c.clause, c.body) for c in appraisal.cells if c.year is None and c.clause in place}
    return sorted(filled, key=lambda pair: (order.get(pair[1], len(order)), place[pair[0]]))


def _former_cells(appraisal: Appraisal, year: int | None) -> dict[str, dict[str, dict[str, CellState]]]:
    """Return body → predecessor → clause → cell, for the reports that came from a merged body."""
    reported: dict[str, dict[str, dict[str, CellState]]] = defaultdict(dict)
    for report in appraisal.reports:
        if report.replaced_by or not report.counts_for or report.actor == report.counts_for:
            continue
        own = counting_findings((f for f in appraisal.findings if f.place.file == report.file), [report])
        cells = cells_of(own, appraisal.clauses, appraisal.period)
        reported[report.counts_for][report.actor] = {c.clause: c for c in cells if c.year == year}
    return reported


def _cells(
    review_key: object, body: str, columns: Sequence[Column], states: Iterable[CellState | None]
) -> Iterator[Cell]:
    for column, state in zip(columns, states, strict=True):
        if state is None:
            yield Cell(edge=column.edge)
            continue
        count = len(state.findings)
        words = ngettext("%(n)s statement", "%(n)s statements", count) % {"n": count}
        yield Cell(
            coverage=state.coverage.value,
            count=count,
            label=f"{coverage_label(state.coverage)}, {words}",
            url=reverse("web:cell", args=[review_key, column.id, body]),
            edge=column.edge,
        )
