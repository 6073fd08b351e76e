"""Statements of reports as claims of the register, and back: the one place that knows both shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from banggiao.appraisal.records import Decision, Finding, Match, Place
from banggiao.instruments.models import Clause
from banggiao.reading.records import Figure, Role
from banggiao.reviews.models import Review, Submission, SubmissionState
from banggiao.sources.models import Claim, Source

CLAUSE, REVIEW = "clause", "review"
_figure_fields = attrgetter(*(field.name for field in fields(Figure)))
_SOME_FIGURE = (Figure(0, 0, 0.0, ""),)
_SOME_EVIDENCE = ("",)
READ_STATES = (SubmissionState.READ, SubmissionState.REPLACED)


def thread_of(review: Review, finding_id: str) -> UUID:
    """Return the thread of a statement in a review: the same for the same words at the same place."""
    return uuid5(review.key, finding_id)


def unknown_actor(sha256: str) -> str:
    """Return what stands for the actor of a report whose header names nobody that the register knows."""
    return f"unknown:{sha256[:12]}"


def claim_of(
    *, finding: Finding, review: Review, source: Source, clause_keys: Mapping[str, UUID], now: datetime
) -> Claim:
    """Return the claim that proposes a finding: about its best clause, or about the review."""
    noun, record_key, candidates = target_of(finding, review, clause_keys)
    says: dict[str, Any] = {}
    if finding.figures:
        says["figures"] = [list(_figure_fields(figure)) for figure in finding.figures]
    if finding.evidence:
        says["evidence"] = list(finding.evidence)
    if finding.years:
        says["years"] = list(finding.years)
    if finding.from_table:
        says["from_table"] = True
    return Claim(
        thread=thread_of(review, finding.id),
        within=review.key,
        source=source,
        noun=noun,
        record_key=record_key,
        start=finding.place.start,
        end=finding.place.end,
        words=finding.words,
        paragraph=finding.place.paragraph,
        page=finding.place.page,
        heading_path=list(finding.place.heading_path),
        role=finding.role.value,
        rule="reader",
        candidates=candidates,
        says=says,
        confidence=candidates[0][1] if candidates else 0.0,
        recorded_from=now,
    )


def target_of(
    finding: Finding, review: Review, clause_keys: Mapping[str, UUID]
) -> tuple[str, UUID, list[list[Any]]]:
    """Return (noun, key) of the record that a finding is proposed for, and its matches by clause key."""
    matches = [[str(clause_keys[m.clause]), m.score] for m in finding.matches if m.clause in clause_keys]
    if not matches:
        return REVIEW, review.key, []
    return CLAUSE, UUID(str(matches[0][0])), matches


def claims_in(review: Review) -> QuerySet[Claim]:
    """Return a review's current claims: about its clauses or itself, from papers sent to it."""
    clause_keys = Clause.objects.filter(instrument=review.instrument_id).values("key")
    sources = Submission.objects.filter(review=review, state__in=READ_STATES).values("source")
    return Claim.objects.filter(
        Q(noun=CLAUSE, record_key__in=clause_keys) | Q(noun=REVIEW, record_key=review.key),
        within=review.key,
        recorded_to__isnull=True,
        source__in=sources,
    )


def findings_from(claims: QuerySet[Claim], review: Review) -> list[Finding]:
    """Return claims as findings, in the order of papers and places."""
    papers, numbers = _papers(review), _clause_numbers(review)
    rows = list(
        claims.order_by("source", "start").values_list(
            "id", "source", "noun", "start", "end", "words", "paragraph", "page", "role", "state",
            "corrected_words", _text("heading_path"), _text("candidates"), _text("says"),
        )
    )  # fmt: skip
    paths, candidates, said = (_loads(row[at] for row in rows) for at in (-3, -2, -1))
    found: list[Finding] = []
    for row, path, candidate, own in zip(rows, paths, candidates, said, strict=True):
        _, source, noun, start, end, words, paragraph, page, role, state, corrected, *_ = row
        if source not in papers:
            continue  # read a moment after its review was asked for: the next look shows it
        file, prefix, actor = papers[source]
        found.append(
            Finding(
                id=f"{prefix}-{start}",
                actor=actor,
                role=Role(role),
                words=words,
                place=Place(file, paragraph or 0, page, start, end, tuple(path)),
                matches=matches_of(candidate, numbers) if noun == CLAUSE else (),
                figures=tuple(Figure(*figure) for figure in own.get("figures", ())),
                evidence=tuple(own.get("evidence", ())),
                years=tuple(own.get("years", ())),
                decision=Decision(state),
                corrected_words=corrected,
                from_table="from_table" in own,
            )
        )
    return found


def findings_for_cells(claims: QuerySet[Claim], review: Review) -> list[Finding]:
    """Return claims as findings that tell only what fills a cell: place, clause, years, decision, and
    whether there is a figure or a piece of evidence. They hold no words and no values."""
    papers, numbers = _papers(review), _clause_numbers(review)
    found: list[Finding] = []
    rows = list(
        claims.filter(noun=CLAUSE).values_list(
            "source", "record_key", "start", "end", "role", "state", "confidence", _text("says")
        )
    )
    for row, own in zip(rows, _loads(row[-1] for row in rows), strict=True):
        source, key, start, end, role, state, score, _ = row
        if source not in papers:
            continue
        file, prefix, actor = papers[source]
        number = numbers.get(str(key))
        found.append(
            Finding(
                id=f"{prefix}-{start}",
                actor=actor,
                role=Role(role),
                words="",
                place=Place(file, 0, None, start, end),
                matches=(Match(number, score),) if number else (),
                figures=_SOME_FIGURE if "figures" in own else (),
                evidence=_SOME_EVIDENCE if "evidence" in own else (),
                years=tuple(own.get("years", ())),
                decision=Decision(state),
            )
        )
    return found


def _papers(review: Review) -> dict[int | None, tuple[str, str, str]]:
    """Return source → (file name, start of its digest, code of its actor)."""
    return {
        source: (name, sha256[:12], code or unknown_actor(sha256))
        for source, name, sha256, code in Submission.objects.filter(
            review=review, state__in=READ_STATES
        ).values_list("source", "file_name", "sha256", "actor__code")
    }


def _clause_numbers(review: Review) -> dict[str, str]:
    rows = Clause.objects.filter(instrument=review.instrument_id, archived_at__isnull=True)
    return {str(key): number for key, number in rows.values_list("key", "number")}


def matches_of(candidates: list[list[Any]], numbers: Mapping[str, str]) -> tuple[Match, ...]:
    """Return the candidates that are still clauses; none where the claim's own clause is not."""
    if not candidates or candidates[0][0] not in numbers:
        return ()
    return tuple(Match(numbers[key], score) for key, score in candidates if key in numbers)


def _text(column: str) -> Cast:
    """Ask for a JSON column as its text: thousands of values are read in one go, not one by one."""
    return Cast(column, TextField())


def _loads(texts: Iterable[str]) -> list[Any]:
    loaded: list[Any] = json.loads(f"[{','.join(texts)}]")
    return loaded
