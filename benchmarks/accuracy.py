"""How often the reader and the matcher are right, against the sample's gold.

The test half was frozen before the matcher was fitted; only the development half may be looked at. The
control gives every statement another statement's clause: it must score near chance, or the check proves
nothing.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from banggiao.appraisal import Matcher, clauses_of, findings_of, reconsider, report_of
from banggiao.appraisal.coverage import cells_of, counting_findings
from banggiao.appraisal.matching import default_concepts
from banggiao.appraisal.records import Body, Clause, Finding
from banggiao.appraisal.reporting import settle_reports
from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import open_paper, unpack
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading, Role

SAMPLE = Path(__file__).parent.parent / "samples" / "review"


@dataclass(slots=True)
class Score:
    """Counts behind one half's figures."""

    half: str
    statements: int = 0
    right: int = 0
    shuffled_right: int = 0
    roles_right: int = 0
    roles: int = 0
    silent: int = 0
    silent_right: int = 0
    cells_found: int = 0
    cells_gold: int = 0
    cells_right: int = 0
    figures: int = 0
    figures_right: int = 0

    @property
    def top1(self) -> float:
        return self.right / self.statements if self.statements else 0.0

    @property
    def control(self) -> float:
        return self.shuffled_right / self.statements if self.statements else 0.0

    @property
    def cells_f1(self) -> float:
        total = self.cells_found + self.cells_gold
        return 2 * self.cells_right / total if total else 0.0


def gold_lines(half: str) -> Iterator[dict[str, object]]:
    """Yield the gold of one half, one report at a time."""
    with (SAMPLE / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            if report["half"] == half:
                yield report


def sample_bytes(name: str) -> bytes:
    """Return a sample report's bytes; a name inside a zip ("a.zip/b.docx") is looked up there."""
    path = SAMPLE / "reports" / name
    if path.exists():
        return path.read_bytes()
    archive, _, _ = name.partition(".zip/")
    for member, data in unpack(f"{archive}.zip", (SAMPLE / "reports" / f"{archive}.zip").read_bytes()):
        if member == name and isinstance(data, bytes):
            return data
    raise FileNotFoundError(name)


def sample_clauses() -> tuple[Clause, ...]:
    """Return the sample directive's clauses as the program reads them."""
    reader = Reader(Gazetteer.from_pack(load_pack("vn")))
    path = SAMPLE / "directive.docx"
    return clauses_of(reader.read(open_paper(path.name, path.read_bytes())))


Pile = dict[str, tuple[Reading, list[Finding]]]


def read_pile() -> Pile:
    """Read every report of the sample and match it, as the review command does: the whole pile together."""
    reader = Reader(Gazetteer.from_pack(load_pack("vn")))
    matcher = Matcher(sample_clauses())
    readings: dict[str, Reading] = {}
    findings: list[Finding] = []
    for half in ("dev", "test"):
        for gold in gold_lines(half):
            name = str(gold["file"])
            readings[name] = reader.read(open_paper(name, sample_bytes(name)))
            findings += findings_of(readings[name], matcher, str(gold["actor"]), name)
    pile: Pile = {name: (reading, []) for name, reading in readings.items()}
    for finding in reconsider(findings, default_concepts()):
        pile[finding.place.file][1].append(finding)
    return pile


def score(half: str, pile: Pile, *, mistakes: list[dict[str, object]] | None = None) -> Score:
    """Score one half. ``mistakes``, where given, is filled with the statements that were matched wrongly."""
    clauses = sample_clauses()
    result = Score(half)
    golden_clauses: list[str] = []
    predicted: list[str | None] = []
    for gold in gold_lines(half):
        name = str(gold["file"])
        reading, findings = pile[name]
        gold_cells = set()
        for statement, finding in _align(reading.paper.text, findings, gold["statements"]):  # type: ignore[arg-type]
            clause = statement["clause"]
            result.roles += 1
            role = finding.role.value if finding else Role.OTHER.value
            result.roles_right += role == statement["role"]
            if clause is None:
                result.silent += 1
                result.silent_right += finding is None or finding.clause is None
                continue
            if statement["role"] == Role.RESULT.value:
                gold_cells.add(clause)
            guess = finding.clause if finding else None
            golden_clauses.append(str(clause))
            predicted.append(guess)
            _score_figures(result, statement, finding)
            if guess != clause and mistakes is not None:
                mistakes.append({"file": name, "guess": guess, **statement})
        found_cells = _cells(findings, str(gold["actor"]), clauses, reading, name)
        result.cells_gold += len(gold_cells)
        result.cells_found += len(found_cells)
        result.cells_right += len(gold_cells & found_cells)
    result.statements = len(golden_clauses)
    result.right = sum(a == b for a, b in zip(golden_clauses, predicted, strict=True))
    shuffled = golden_clauses[:]
    random.Random(7).shuffle(shuffled)
    result.shuffled_right = sum(a == b for a, b in zip(shuffled, predicted, strict=True))
    return result


def _score_figures(result: Score, statement: dict[str, object], finding: Finding | None) -> None:
    wanted = [float(figure["value"]) for figure in statement.get("figures", ())]  # type: ignore[attr-defined]
    found = [figure.value for figure in finding.figures] if finding else []
    result.figures += len(wanted)
    for value in wanted:
        if value in found:
            result.figures_right += 1
            found.remove(value)


def _cells(
    findings: list[Finding], actor: str, clauses: tuple[Clause, ...], reading: Reading, name: str
) -> set[str]:
    report = report_of(reading, actor=actor, actor_name=actor, file=name)
    settled = settle_reports([report], [Body(actor, actor)])
    cells = cells_of(counting_findings(findings, settled), clauses, None)
    return {cell.clause for cell in cells}


def _align(
    text: str, findings: Iterable[Finding], statements: list[dict[str, object]]
) -> Iterator[tuple[dict[str, object], Finding | None]]:
    """Pair each gold statement with the finding that shares most of its characters, in reading order."""
    ordered = sorted(findings, key=lambda finding: finding.place.start)
    ends = [finding.place.end for finding in ordered]
    cursor = 0
    for statement in statements:
        words = str(statement["words"])
        start = text.find(words, cursor)
        if start < 0:
            start = text.find(words)
        if start < 0:
            yield statement, None
            continue
        end = start + len(words)
        cursor = start
        best, shared = None, 0
        for finding in ordered[bisect_left(ends, start) :]:
            if finding.place.start >= end:
                break
            overlap = min(end, finding.place.end) - max(start, finding.place.start)
            if overlap > shared:
                best, shared = finding, overlap
        yield statement, best
