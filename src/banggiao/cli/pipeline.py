"""Reads a folder of reports with every core, one file at a time, and remembers what it has read."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from banggiao.appraisal import Clause, Finding, Matcher, findings_of, report_of
from banggiao.appraisal.records import Refused, Report
from banggiao.appraisal.storage import finding_from_row, finding_to_row, report_from_row, report_to_row
from banggiao.packs.records import Pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import DEFAULT_LIMITS, open_paper, unpack, walk
from banggiao.reading.reader import Reader
from banggiao.reading.refusal import Reason, Refusal

_PROGRAM = Path(__file__).parents[1]
_ROOMS = ("appraisal", "language", "outgoing", "packs", "reading")
_RULES = (".py", ".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a report with its findings, or a refusal."""

    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    refused: Refused | None = None
    remembered: bool = False


class Desk:
    """What is needed to read one report: the reader, the clauses to match, and where to remember."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, clauses: Sequence[Clause], memory: Path) -> None:
        """``memory`` is a folder for what was read; files that are read again are found there."""
        self.reader = Reader(gazetteer)
        self.matcher = Matcher(clauses)
        self.names = {actor.key: actor.name_vi for actor in pack.actors}
        self._memory = memory
        self._fingerprint = hashlib.sha256(repr((edition_of(_PROGRAM), clauses)).encode()).hexdigest()[:16]

    def read_file(self, name: str, path: Path) -> list[Outcome]:
        """Read a file, or every member of a zip. A file that cannot be read is an outcome too."""
        try:
            if path.stat().st_size > DEFAULT_LIMITS.max_bytes:
                return [_refused(Refusal(Reason.TOO_LARGE, name))]
            content = path.read_bytes()
        except OSError:  # no right to it, gone meanwhile, a disk that fails
            detail = "Không đọc được tệp từ đĩa (it cannot be read from the disk)."
            return [_refused(Refusal(Reason.BROKEN, name, detail))]
        outcomes = []
        try:
            for member, data in unpack(name, content, limits=DEFAULT_LIMITS):
                outcomes.append(_refused(data) if isinstance(data, Refusal) else self._read(member, data))
        except Refusal as refusal:
            outcomes.append(_refused(refusal))
        return outcomes

    def _read(self, name: str, data: bytes) -> Outcome:
        digest = hashlib.sha256(data).hexdigest()
        remembered = self._recall(name, digest)
        if remembered is not None:
            return remembered
        try:
            paper = open_paper(name, data, limits=DEFAULT_LIMITS)
        except Refusal as refusal:
            return _refused(refusal)
        reading = self.reader.read_statements(paper)
        actor = reading.header.actor or f"unknown:{digest[:12]}"
        agency = reading.header.agency.text if reading.header.agency else name
        report = report_of(reading, actor=actor, actor_name=self.names.get(actor, agency), file=name)
        outcome = Outcome(report, findings_of(reading, self.matcher, actor, name))
        self._remember(digest, outcome)
        return outcome

    def _place(self, digest: str) -> Path:
        return self._memory / f"{digest}-{self._fingerprint}.json"

    def _recall(self, name: str, digest: str) -> Outcome | None:
        try:
            held = json.loads(self._place(digest).read_bytes())
            report = replace(report_from_row(held["report"]), file=name)
            findings = tuple(finding_from_row(row) for row in held["findings"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if findings and findings[0].place.file != name:
            findings = tuple(replace(f, place=replace(f.place, file=name)) for f in findings)
        return Outcome(report, findings, remembered=True)

    def _remember(self, digest: str, outcome: Outcome) -> None:
        if outcome.report is None:
            return
        held = {
            "report": report_to_row(outcome.report),
            "findings": [finding_to_row(finding) for finding in outcome.findings],
        }
        place = self._place(digest)
        unfinished = place.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode())
        unfinished.replace(place)


@cache
def edition_of(program: Path) -> str:
    """Return what changes whenever a program may read papers otherwise: a digest of its rules and names."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((program / room).rglob("*")):
            if path.suffix in _RULES:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def context() -> Any:
    """Return how processes are started: forked where the system can, so that they share what is loaded."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(method)


def read_folder(desk: Desk, folder: Path, *, processes: int) -> Iterator[tuple[int, int, list[Outcome]]]:
    """Read every file below ``folder``; yield (files done, files in all, outcomes) as they come, in order."""
    files = [(name, path) for name, path in walk(folder)]
    if processes <= 1 or len(files) <= 1:
        for done, (name, path) in enumerate(files, 1):
            yield done, len(files), desk.read_file(name, path)
        return
    _Worker.desk = desk
    started = context()
    with ProcessPoolExecutor(
        processes,
        mp_context=started,
        initializer=_Worker.take,
        initargs=(None if started.get_start_method() == "fork" else desk,),
    ) as pool:
        names, paths = zip(*files, strict=True)
        for done, outcomes in enumerate(pool.map(_Worker.read, names, paths), 1):
            yield done, len(files), outcomes


class _Worker:
    """One process's desk. Where processes are forked they share the parent's, and nothing is copied."""

    desk: Desk

    @staticmethod
    def take(desk: Desk | None) -> None:
        if desk is not None:
            _Worker.desk = desk

    @staticmethod
    def read(name: str, path: Path) -> list[Outcome]:
        return _Worker.desk.read_file(name, path)


def _refused(refusal: Refusal) -> Outcome:
    return Outcome(
        refused=Refused(
            file=refusal.name,
            reason=refusal.reason.value,
            message_vi=refusal.message("vi"),
            message_en=refusal.message("en"),
        )
    )
