"""``banggiao review``: one instrument and a folder of reports in, three files out."""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from banggiao.appraisal import appraise, bodies_asked, clauses_of, instrument_of, reconsider
from banggiao.appraisal.matching import default_concepts
from banggiao.appraisal.records import Appraisal, Finding, Refused, Report
from banggiao.cli.names import pack_gazetteer
from banggiao.cli.pipeline import Desk, Outcome, context, read_folder
from banggiao.packs import load_pack
from banggiao.packs.succession import Succession
from banggiao.publishing import load_review, review_json, write_matrix_xlsx, write_review_docx
from banggiao.reading.intake import open_paper
from banggiao.reading.reader import Reader
from banggiao.reading.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be reviewed, and where the results go."""

    instrument: Path
    reports: Path
    out: Path
    period: tuple[int, int] | None = None
    since: Path | None = None
    agency: str = ""
    place: str = ""
    processes: int | None = None


def parse_period(words: str | None) -> tuple[int, int] | None:
    """Parse "2020..2025" (or one year) into the first and last year.

    Raises:
        click.BadParameter: the words are no period, or it ends before it begins.
    """
    if words is None:
        return None
    found = re.fullmatch(r"(\d{4})(?:\.\.|-)?(\d{4})?", words.strip())
    if not found:
        raise click.BadParameter(
            f"«{words}» không phải một kỳ; hãy viết như 2020..2025 / write a period like 2020..2025"
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise click.BadParameter(f"kỳ {words} kết thúc trước khi bắt đầu / the period ends before it begins")
    return first, last


def run_review(request: Request) -> Appraisal:
    """Read, match, compute and write. Prints what was refused and where the three files lie.

    A run that was stopped goes on where it stopped: what was read is kept below ``out/.read``.
    """
    started = time.perf_counter()
    gc.disable()  # a short-lived process of many small lasting records: collecting them costs a quarter more
    pack = load_pack("vn")
    gazetteer = pack_gazetteer()
    try:
        paper = open_paper(request.instrument.name, request.instrument.read_bytes())
    except Refusal as refusal:
        _stop(refusal.message("vi"), refusal.message("en"))
    instrument = Reader(gazetteer).read(paper)
    clauses = clauses_of(instrument)
    if not clauses:
        _stop(
            f"{request.instrument.name}: không tìm thấy mục nào để đối chiếu.",
            f"{request.instrument.name}: no clause was found to review.",
        )
    previous = _previous(request.since)
    memory = request.out / ".read"
    memory.mkdir(parents=True, exist_ok=True)
    desk = Desk(pack, gazetteer, clauses, memory)
    outcomes = _read_all(desk, request)
    until = date(request.period[1], 12, 31) if request.period else _latest(outcomes)
    bodies = bodies_asked(instrument, gazetteer, Succession(pack.successions), until)
    reports, findings, refused = _sort_out(outcomes)
    appraisal = appraise(
        instrument=instrument_of(instrument),
        clauses=clauses,
        bodies=bodies,
        reports=reports,
        findings=reconsider(findings, default_concepts()),
        refused=refused,
        period=request.period,
        previous=previous,
        actor_names=desk.names | {report.actor: report.actor_name for report in reports},
    )
    _write(appraisal, request)
    _summarise(appraisal, outcomes, request, time.perf_counter() - started)
    return appraisal


def _read_all(desk: Desk, request: Request) -> list[Outcome]:
    outcomes: list[Outcome] = []
    processes = request.processes or os.cpu_count() or 1
    with click.progressbar(length=1, label="Đọc báo cáo", file=sys.stderr) as bar:
        for done, count, found in read_folder(desk, request.reports, processes=processes):
            bar.length = count
            outcomes.extend(found)
            bar.update(1)
            bar.pos = done
    return outcomes


def _sort_out(outcomes: Sequence[Outcome]) -> tuple[list[Report], list[Finding], list[Refused]]:
    reports = [outcome.report for outcome in outcomes if outcome.report]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    refused = [outcome.refused for outcome in outcomes if outcome.refused]
    return reports, findings, refused


def _latest(outcomes: Sequence[Outcome]) -> date:
    """Return the day of the latest report: without a stated period, the review ends there."""
    dates = [o.report.date for o in outcomes if o.report and o.report.date]
    return date.fromisoformat(max(dates)) if dates else date.max


def _previous(since: Path | None) -> list[Finding] | None:
    if since is None:
        return None
    try:
        return list(load_review(since.read_bytes()).findings)
    except ValueError as error:
        _stop(f"{since.name}: {error}", f"{since.name}: not a review.json of this program: {error}")


def _write(appraisal: Appraisal, request: Request) -> None:
    """Write the three files, the workbook in a process of its own while the other two are written."""
    request.out.mkdir(parents=True, exist_ok=True)
    workbook = context().Process(target=write_matrix_xlsx, args=(appraisal, request.out / "matrix.xlsx"))
    workbook.start()
    write_review_docx(appraisal, request.out / "review.docx", agency=request.agency, place=request.place)
    (request.out / "review.json").write_bytes(review_json(appraisal))
    workbook.join()
    if workbook.exitcode:
        _stop(
            "matrix.xlsx: không ghi được; xem lỗi ở trên.",
            "matrix.xlsx: could not be written; see the error above.",
        )


def _summarise(appraisal: Appraisal, outcomes: Sequence[Outcome], request: Request, seconds: float) -> None:
    remembered = sum(outcome.remembered for outcome in outcomes)
    click.echo(
        f"Đã đọc {len(appraisal.reports)} báo cáo ({remembered} đã đọc từ lần trước), "
        f"{len(appraisal.findings)} câu, {len(appraisal.clauses)} mục; "
        f"{len(appraisal.bodies) - len(appraisal.missing)}/{len(appraisal.bodies)} cơ quan đã báo cáo; "
        f"{len(appraisal.contradictions)} mâu thuẫn số liệu; {seconds:.1f} giây."
    )
    if appraisal.missing:
        names = ", ".join(appraisal.actor_names[key] for key in appraisal.missing)
        click.echo(f"Chưa có báo cáo của: {names}.")
    for report in appraisal.reports:
        if report.replaced_by:
            click.echo(f"{report.file}: được thay bằng {report.replaced_by}.")
    for refused in appraisal.refused:
        click.echo(f"Không đọc: {refused.message_vi}", err=True)
    for name in ("review.docx", "matrix.xlsx", "review.json"):
        click.echo(str(request.out / name))


def _stop(vietnamese: str, english: str) -> NoReturn:
    click.echo(vietnamese, err=True)
    click.echo(english, err=True)
    sys.exit(1)
