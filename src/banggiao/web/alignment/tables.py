"""Alignment as tables and charts: the figures in words, on the page as in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from banggiao.core.nouns import Kind
from banggiao.foresight.alignment import AlignmentPoint, Figure, JointVote
from banggiao.foresight.standings import Standing
from banggiao.foresight.subjects import VIETNAMESE
from banggiao.sources.listing import Column, Row
from banggiao.sources.wording import Named
from banggiao.web.charts import Chart, Datum, by_name, by_year, scale_to
from banggiao.web.partners import Partner

DISTANCE = "distance"
LABELS = {
    "lijphart": _("Agreement"),
    "S": _("S"),
    "kappa": _("Kappa"),
    "pi": _("Pi"),
    DISTANCE: _("Distance of positions"),
}
"""Measure: the head of its column."""
MEANINGS = {
    "lijphart": _("Agreement: share of equal votes, half a vote where one abstains (0 to 1)"),
    "S": _("S: the same from opposite (−1) to equal (1)"),
    "kappa": _("Kappa: above chance, each by its own habit; 0 is chance, 1 always equal"),
    "pi": _("Pi: above chance, one habit for both; 0 is chance, 1 always equal"),
    DISTANCE: _("Distance of ideal points; 0 is the same position"),
}
VOTE_WORDS = {"Y": _("for"), "N": _("against"), "A": _("abstaining"), "X": _("not voting")}
TRUE_DAYS_FROM = date(2003, 9, 16)
"""The first day of session 58; of earlier days the sources know year and month alone."""
_SPANS = {
    "lijphart": (0.0, 0.5, 1.0),
    "S": (-1.0, 0.0, 1.0),
    "kappa": (-1.0, 0.0, 1.0),
    "pi": (-1.0, 0.0, 1.0),
}
_NO_RECORD = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words: its value and its interval, "" where there is none."""

    text: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is of, how many votes it stands on, where they are, and the figures."""

    name: str
    n: int
    url: str
    cells: tuple[Cell, ...]


def figure_of(row: AlignmentPoint | Standing, measure: str) -> Figure | None:
    """Return the figure in a column; None where there is none of it."""
    return row.distance if measure == DISTANCE else row.measures[measure]


def cell_of(figure: Figure | None) -> Cell:
    """Tell a figure to two places."""
    if figure is None or figure.value is None:
        return Cell("")
    if figure.low is None or figure.high is None:
        return Cell(_told(figure.value))
    return Cell(_told(figure.value), f"{_told(figure.low)} … {_told(figure.high)}")


def subject_name(subject: str) -> str:
    """Name one of the six issues in the language of the page."""
    return VIETNAMESE.get(subject, subject) if get_language() == "vi" else subject


def lines_of(points: Iterable[AlignmentPoint], partner: str, since: int, by: str) -> list[Line]:
    """Return the rows of the table by "year" or by "subject"."""
    measures = [name for name in LABELS if name != DISTANCE or by == "year"]
    return [
        Line(
            subject_name(point.group) if by == "subject" else point.group,
            point.n,
            votes_url(partner, since, **{by: point.group}),
            tuple(cell_of(figure_of(point, name)) for name in measures),
        )
        for point in points
    ]


def votes_url(partner: str, since: int, **asked: str) -> str:
    """Return the address of the votes behind a figure."""
    query = urlencode({**asked, "since": since})
    return f"{reverse('web:alignment_votes', args=[partner])}?{query}"


def charts_of(points: Sequence[AlignmentPoint], partner: str, since: int) -> list[tuple[Any, Chart]]:
    """Return a chart for each measure that has a value in some year, with its caption."""
    charts = []
    for measure, meaning in MEANINGS.items():
        data = [
            _datum(point, measure, point.group, votes_url(partner, since, year=point.group))
            for point in points
        ]
        values = [one.value if one.high is None else one.high for one in data if one.value is not None]
        if values:
            scale = _SPANS.get(measure) or scale_to(max(values))
            charts.append((meaning, by_year(data, (scale[0], scale[-1]), [(v, _short(v)) for v in scale])))
    return charts


def votes_chart(points: Sequence[AlignmentPoint], partner: str, since: int) -> tuple[Any, Chart]:
    """Return the chart of how many votes the years stand on."""
    data = [
        Datum(
            one.group,
            one.n,
            None,
            None,
            votes_url(partner, since, year=one.group),
            f"{one.group}: n = {one.n}",
        )
        for one in points
    ]
    scale = scale_to(max(one.n for one in points))
    return _("n: roll calls on which both voted"), by_year(
        data, (scale[0], scale[-1]), [(value, _short(value)) for value in scale]
    )


def subject_charts(points: Sequence[AlignmentPoint], partner: str, since: int) -> list[tuple[Any, Chart]]:
    """Return agreement and kappa by subject."""
    charts = []
    for measure in ("lijphart", "kappa"):
        data = [
            _datum(point, measure, subject_name(point.group), votes_url(partner, since, subject=point.group))
            for point in points
        ]
        scale = _SPANS[measure]
        charts.append(
            (MEANINGS[measure], by_name(data, (scale[0], scale[-1]), [(v, _short(v)) for v in scale]))
        )
    return charts


def _datum(point: AlignmentPoint, measure: str, name: str, url: str) -> Datum:
    figure = figure_of(point, measure) or Figure(None, None, None)
    cell = cell_of(figure)
    told = (
        f"{name}: {cell.text} ({cell.interval}), n = {point.n}" if cell.interval else f"{name}: {cell.text}"
    )
    return Datum(name, figure.value, figure.low, figure.high, url, told)


def figures_file(
    rows: Iterable[tuple[str, AlignmentPoint | Standing]],
    head: str,
    measures: Sequence[str],
    *,
    distance_year: str = "",
) -> tuple[list[Column], list[Row]]:
    """Return a table of figures as it is downloaded: each measure in three columns."""
    columns = [Column("name", head, ""), Column("n", "n", "", Kind.INTEGER)]
    for name in measures:
        label = f"{LABELS[name]} {distance_year if name == DISTANCE else ''}".strip()
        columns += [
            Column(name, label, "", Kind.DECIMAL),
            Column(f"{name}_low", gettext("%(measure)s, from") % {"measure": label}, "", Kind.DECIMAL),
            Column(f"{name}_high", gettext("%(measure)s, to") % {"measure": label}, "", Kind.DECIMAL),
        ]
    found = []
    for name, row in rows:
        cells = [name, str(row.n)]
        for measure in measures:
            figure = figure_of(row, measure) or Figure(None, None, None)
            cells += ["" if one is None else _plain(one) for one in (figure.value, figure.low, figure.high)]
        found.append(_row(cells))
    return columns, found


def votes_file(votes: Iterable[JointVote], ours: Partner, partner: Partner) -> tuple[list[Column], list[Row]]:
    """Return the votes behind a figure as they are downloaded."""
    labels = {
        "symbol": gettext("Symbol"), "date": gettext("Date"), "resolution": gettext("Resolution"),
        "ours": ours.name, "theirs": partner.name,
    }  # fmt: skip
    columns = [Column(name, label, "") for name, label in labels.items()]
    rows = [_row((vote.symbol, day_told(vote.day), vote.title, *_words_of(vote))) for vote in votes]
    return columns, rows


def _words_of(vote: JointVote) -> tuple[str, str]:
    return str(VOTE_WORDS[vote.ours]), str(VOTE_WORDS[vote.theirs])


def day_told(day: date) -> str:
    """Tell the day of a vote as far as the sources know it."""
    return f"{day:%d/%m/%Y}" if day >= TRUE_DAYS_FROM else f"{day:%m/%Y}"


def _row(cells: Sequence[str]) -> Row:
    return Row(_NO_RECORD, cells[0], tuple((Named(cell),) for cell in cells))


def _told(value: float, places: int = 2) -> str:
    """Write a number as the language does, rounded (Django's own formats cut off), with a true minus."""
    text = f"{abs(value):.{places}f}"
    return f"{'−' if value < 0 and float(text) else ''}{number_format(text, places)}"


def _plain(value: float) -> str:
    """Write a number for a file, where a spreadsheet is to read it."""
    return number_format(f"{value:.4f}", 4)


def _short(value: float) -> str:
    return _told(value, next(places for places in (0, 1, 2) if round(value, places) == value))
