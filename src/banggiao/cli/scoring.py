"""``banggiao read --score GOLD.jsonl --texts DIR``: how well a labelled folder of text files is read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from banggiao.cli.spellings import SPELLINGS, respelt
from banggiao.packs import load_pack
from banggiao.reading.alignment import Alignment
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake.builder import Piece, build, clean
from banggiao.reading.intake.limits import Limits, Watch
from banggiao.reading.intake.wrapping import unwrap
from banggiao.reading.paper import Paper
from banggiao.reading.reader import Reader
from banggiao.reading.records import Label, Reading
from banggiao.reading.refusal import Refusal
from banggiao.reading.scoring import (
    MICRO,
    GoldSpan,
    Score,
    score_events,
    score_spans,
    score_tasks,
    score_values,
    total,
)

COLUMNS = ("nhãn / label", "P", "R", "F1", "đúng", "thấy", "gán")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document of a gold file: what a line of it holds, with its text.

    ``tasks`` and ``events`` are None where the file has none of any document: they were not labelled.
    """

    name: str
    text: str
    spans: tuple[GoldSpan, ...]
    tasks: tuple[dict[str, Any], ...] | None
    events: tuple[dict[str, Any], ...] | None


def run_score(gold: Path, texts: Path, spelling: str | None = None) -> None:
    """Print a table by label; the last line is the micro F1 of all spans.

    ``spelling`` is one of :data:`banggiao.cli.spellings.SPELLINGS`: the papers are read as if written so, and
    only their spans are scored.
    """
    if spelling and spelling not in SPELLINGS:
        raise click.UsageError(f"--as: {' | '.join(SPELLINGS)}")
    try:
        papers = labelled_in(gold, texts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        click.echo(f"{gold}: không đọc được / not a gold file: {error}", err=True)
        sys.exit(1)
    if spelling:
        papers = [otherwise(paper, spelling) for paper in papers]
    reader = Reader(Gazetteer.from_pack(load_pack("vn")))
    scores = total(scored(reader, paper) for paper in papers)
    for line in table(scores):
        click.echo(line)


def labelled_in(gold: Path, texts: Path) -> list[Labelled]:
    """Return the documents of a gold file: one JSON object a line with doc, spans, tasks and events.

    Raises:
        OSError: a text is not there.
        ValueError: a line is no JSON object, or a span lies outside of its text.
        KeyError, TypeError: a line lacks something.
    """
    papers = []
    for number, line in enumerate(gold.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        told = json.loads(line)
        name = str(told["doc"])
        if Path(name).name != name:
            raise ValueError(f"{number}: {name}")
        text = (texts / name).read_bytes().decode("utf-8")
        spans = tuple(_span(one, len(text), number) for one in told["spans"])
        papers.append(
            Labelled(name, text, spans, tuple(told.get("tasks") or ()), tuple(told.get("events") or ()))
        )
    if not any(paper.tasks for paper in papers):
        papers = [replace(paper, tasks=None) for paper in papers]
    if not any(paper.events for paper in papers):
        papers = [replace(paper, events=None) for paper in papers]
    return papers


def otherwise(paper: Labelled, spelling: str) -> Labelled:
    """Return the paper as if written in ``spelling``, with its spans alone."""
    text, spans = respelt(paper.text, paper.spans, spelling)
    return replace(paper, text=text, spans=spans, tasks=None, events=None)


def _span(told: dict[str, Any], length: int, number: int) -> GoldSpan:
    label, optional = Label(told["label"]).value, bool(told.get("optional"))
    span = GoldSpan(told["start"], told["end"], label, optional, told.get("iso", ""))
    if not 0 <= span.start < span.end <= length:
        raise ValueError(f"{number}: {span.start}–{span.end}")
    return span


def scored(reader: Reader, labelled: Labelled) -> dict[str, Score]:
    """Return the scores of one paper: its spans, its dates' values, its tasks and events."""
    try:
        reading = reader.read(paper_of(labelled))
    except Refusal as refusal:
        click.echo(f"{labelled.name}: {refusal.message('vi')}", err=True)
        return score_spans((), labelled.spans)
    place = Alignment(reading.paper, labelled.text).span
    found = list(spans_of(reading, labelled.text))
    scores = score_spans(found, labelled.spans)
    scores |= score_values(found, labelled.spans)
    if labelled.tasks is not None:
        scores |= score_tasks(list(_tasks(reading, place)), labelled.tasks)
    if labelled.events is not None:
        scores |= score_events(list(_events(reading, labelled.text, place)), labelled.events)
    return scores


def spans_of(reading: Reading, text: str) -> Iterator[GoldSpan]:
    """Return the mentions of a reading where they stand in ``text``, which was read."""
    place = Alignment(reading.paper, text).span
    for mention in reading.mentions:
        if span := place(mention.start, mention.end):
            yield GoldSpan(
                *span, mention.label.value, iso=mention.value if mention.label is Label.DATE else ""
            )


def paper_of(labelled: Labelled) -> Paper:
    """Return the text as a paper, chrome and doubled parts included: they are labelled too.

    Raises:
        Refusal: there is no text, or too much.
    """
    lines = [clean(line) for line in labelled.text.splitlines()]
    pieces = [Piece(paragraph) for paragraph in unwrap(lines)]
    return build(Watch(labelled.name, Limits()), "", "txt", pieces)


def _tasks(reading: Reading, place: Any) -> Iterator[dict[str, Any]]:
    def part(span: tuple[int, int] | None) -> dict[str, int] | None:
        there = place(*span) if span else None
        return {"start": there[0], "end": there[1]} if there else None

    for task in reading.assignments:
        whole = part((task.start, task.end))
        if whole:
            yield {
                **whole,
                "lead": part(task.lead),
                "supporters": [found for one in task.supporters if (found := part(one))],
                "deadline": part(task.deadline),
            }


def _events(reading: Reading, text: str, place: Any) -> Iterator[dict[str, Any]]:
    def part(span: tuple[int, int] | None) -> dict[str, Any] | None:
        there = place(*span) if span else None
        return {"text": text[there[0] : there[1]]} if there else None

    for event in reading.happenings:
        whole = place(event.start, event.end)
        if whole:
            yield {
                "start": whole[0],
                "end": whole[1],
                "kind": event.kind.value,
                "name": part(event.name),
                "participants": [
                    {**there, "role": role.value}
                    for start, end, role in event.participants
                    if (there := part((start, end)))
                ],
                "date": part(event.date),
                "place": part(event.place),
                "format": event.format or None,
            }


def table(scores: dict[str, Score]) -> Iterable[str]:
    """Return the lines of the table; the last one is the micro F1, in per cent."""
    yield f"{COLUMNS[0]:<24}" + "".join(f"{name:>8}" for name in COLUMNS[1:])
    for name, one in sorted(scores.items(), key=lambda item: (item[0] == MICRO, item[0])):
        shares = "".join(f"{100 * share:8.2f}" for share in (one.precision, one.recall, one.f1))
        yield f"{name:<24}{shares}{one.right:8}{one.found:8}{one.labelled:8}"
    yield f"micro F1 {100 * scores[MICRO].f1:.2f}"
