"""Who reported, and for whom: a later report of the same body replaces the earlier, a merged body's report
counts for the body that it became (domain §0.3 and §0.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from banggiao.appraisal.records import Body, Report


def settle_reports(reports: Iterable[Report], bodies: Sequence[Body]) -> tuple[Report, ...]:
    """Return the reports with ``counts_for`` and ``replaced_by`` filled in, ordered by file name.

    Two papers with the same bytes are one report: the second is replaced by the first. Of two papers by
    the same actor the later date counts, then the later file name. A report by an actor that no asked body
    answers for has ``counts_for`` "".
    """
    answers = {body.key: body.key for body in bodies}
    for body in bodies:
        for predecessor in body.predecessors:
            answers.setdefault(predecessor, body.key)
    ordered = sorted(reports, key=lambda report: (report.date or "", report.file))
    latest: dict[str, Report] = {}
    for report in ordered:
        if report.actor:
            held = latest.get(report.actor)
            latest[report.actor] = held if held and held.sha256 == report.sha256 else report
    settled = []
    for report in sorted(ordered, key=lambda report: report.file):
        counting = latest.get(report.actor, report)
        settled.append(
            replace(
                report,
                counts_for=answers.get(report.actor, ""),
                replaced_by="" if counting.file == report.file else counting.file,
            )
        )
    return tuple(settled)


def missing_bodies(bodies: Sequence[Body], reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the keys of the bodies asked for which no report counts, in the order they were asked."""
    answered = {report.counts_for for report in reports if not report.replaced_by}
    return tuple(body.key for body in bodies if body.key not in answered)
