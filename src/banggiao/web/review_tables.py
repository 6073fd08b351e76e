"""The tables of a review's pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.core.nouns import Kind
from banggiao.reviews.models import Review, Submission
from banggiao.web.matrix import Column, Row
from banggiao.web.tables import Head, Line, Table, described
from banggiao.web.templatetags.web import refusal


def matrix_table(
    review: Review, columns: Sequence[Column], rows: Iterable[Row], *, year: int | None
) -> Table:
    """The matrix as it is shown: a row for each body, a column for each clause."""
    heads = [
        Head("body", _("Body")),
        Head("note", _("Note")),
        *(Head(clause.id, f"{clause.id}. {clause.title}") for clause in columns),
        Head("reported", _("Clauses reported"), Kind.INTEGER),
    ]
    lines = [
        Line([row.name, row.note, *(cell.label or _("empty") for cell in row.cells), row.total])
        for row in rows
    ]
    title = f"{_('Matrix')}, {year}" if year else _("Matrix")
    return _of(review, "matrix", title, heads, lines)


def bodies_table(review: Review, bodies: Iterable[dict[str, Any]]) -> Table:
    """The bodies asked, and how many reports of each came."""
    heads = [
        Head("n", _("No."), Kind.INTEGER),
        Head("body", _("Body")),
        Head("merged", _("Merged into it")),
        Head("report", _("Report")),
        Head("reports", _("Reports received"), Kind.INTEGER),
    ]
    lines = [
        Line(
            [
                n, one["name"], ", ".join(one["predecessors"]),
                _("received") if one["reports"] else _("not yet"), one["reports"],
            ]
        )
        for n, one in enumerate(bodies, start=1)
    ]  # fmt: skip
    return _of(review, "bodies", _("Bodies asked to report"), heads, lines)


def missing_table(review: Review, bodies: Iterable[dict[str, Any]]) -> Table:
    """The chase list."""
    heads = [
        Head("n", _("No."), Kind.INTEGER),
        Head("body", _("Body")),
        Head("merged", _("Merged into it")),
    ]
    lines = [Line([n, one["name"], ", ".join(one["predecessors"])]) for n, one in enumerate(bodies, start=1)]
    return _of(review, "missing", _("Bodies whose report has not come"), heads, lines)


def reports_table(review: Review, files: Iterable[Submission]) -> Table:
    """The files that came, each with what became of it."""
    states = {
        "read": pgettext("file", "read"), "refused": pgettext("file", "refused"),
        "replaced": _("replaced by a newer one"), "reading": _("being read"),
    }  # fmt: skip
    heads = [
        Head("file", _("File")),
        Head("number", pgettext("of a paper", "Number")),
        Head("title", _("Title")),
        Head("body", _("Reporting body")),
        Head("counts_for", _("Counts for")),
        Head("date", _("Date"), Kind.DATE),
        Head("state", _("State")),
        Head("why", _("Why")),
    ]
    lines = [
        Line(
            [
                one.file_name, one.number, one.title, str(one.actor or ""), str(one.counts_for or ""),
                one.report_date, states.get(one.state, _("waiting")), _why(one),
            ],
            one.key,
        )
        for one in files
    ]  # fmt: skip
    return _of(review, "files", _("Reports received"), heads, lines)


def _why(one: Submission) -> str:
    if one.state == "refused":
        return refusal(one)
    if one.state == "replaced" and one.replaced_by:
        return one.replaced_by.file_name
    return ""


def _of(review: Review, code: str, title: str, heads: Sequence[Head], lines: Sequence[Line]) -> Table:
    return described(
        code, f"{title} - {review.title[:80]}".replace("/", "-"), heads, lines, ("review",),
        label=review.label_id, about=review.key,
    )  # fmt: skip
