"""Statements of reports as claims of the register, and back: the one place that knows both shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from banggiao.appraisal.records import Decision, Finding, Match, Place
from banggiao.instruments.models import Clause
from banggiao.reading.records import Figure, Role
from banggiao.reviews.models import Review, Submission, SubmissionState
from banggiao.sources.models import Claim, ClaimValue, Source
from banggiao.sources.services import Value

CLAUSE, REVIEW = "clause", "review"
READ_STATES = (SubmissionState.READ, SubmissionState.REPLACED)


def thread_of(review: Review, finding_id: str) -> UUID:
    """Return the thread of a statement in a review: the same for the same words at the same place."""
    return uuid5(review.key, finding_id)


def unknown_actor(sha256: str) -> str:
    """Return what stands for the actor of a report whose header names nobody that the register knows."""
    return f"unknown:{sha256[:12]}"


def claim_of(
    *, finding: Finding, review: Review, source: Source, clause_keys: Mapping[str, UUID], now: datetime
) -> tuple[Claim, list[Value]]:
    """Return the claim that proposes a finding: about its best clause, or about the review."""
    noun, record_key, matches = target_of(finding, review, clause_keys)
    claim = Claim(
        thread=thread_of(review, finding.id),
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
        confidence=matches[0][1] if matches else 0.0,
        recorded_from=now,
    )
    values = [
        Value("figure", list(astuple(figure)), figure.unit, str(figure.period or ""))
        for figure in finding.figures
    ]
    if finding.evidence:
        values.append(Value("evidence", list(finding.evidence)))
    if finding.years:
        values.append(Value("years", list(finding.years)))
    if finding.from_table:
        values.append(Value("from_table", True))
    if matches:
        values.append(Value("matches", matches))
    return claim, values


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
        recorded_to__isnull=True,
        source__in=sources,
    )


def findings_from(claims: QuerySet[Claim], review: Review) -> list[tuple[Finding, UUID]]:
    """Return claims as findings, each with its thread, in the order of papers and places."""
    reports = {
        source: (name, sha256[:12], code or unknown_actor(sha256))
        for source, name, sha256, code in Submission.objects.filter(
            review=review, state__in=READ_STATES
        ).values_list("source", "file_name", "sha256", "actor__code")
    }
    clauses = dict(
        Clause.objects.filter(instrument=review.instrument_id, archived_at__isnull=True).values_list(
            "key", "number"
        )
    )
    numbers = {str(key): number for key, number in clauses.items()}
    values: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for claim, field, value in (
        ClaimValue.objects.filter(claim__in=claims).order_by("id").values_list("claim", "field", "value")
    ):
        values[claim][field].append(value)
    found: list[tuple[Finding, UUID]] = []
    rows = claims.order_by("source", "start").values_list(
        "id", "thread", "source", "noun", "record_key", "start", "end", "words", "paragraph", "page",
        "heading_path", "role", "state", "corrected_words",
    )  # fmt: skip
    for (
        claim, thread, source, noun, record_key, start, end, words, paragraph, page, path, role, state,
        corrected,
    ) in rows:  # fmt: skip
        file, prefix, actor = reports[source]
        own = values.get(claim, {})
        live = noun == CLAUSE and record_key in clauses
        found.append(
            (
                Finding(
                    id=f"{prefix}-{start}",
                    actor=actor,
                    role=Role(role),
                    words=words,
                    place=Place(file, paragraph or 0, page, start, end, tuple(path)),
                    matches=_matches(own.get("matches", ()), numbers) if live else (),
                    figures=tuple(Figure(*figure) for figure in own.get("figure", ())),
                    evidence=tuple(own["evidence"][0]) if "evidence" in own else (),
                    years=tuple(own["years"][0]) if "years" in own else (),
                    decision=Decision(state),
                    corrected_words=corrected,
                    from_table="from_table" in own,
                ),
                thread,
            )
        )
    return found


def _matches(stored: Iterable[Any], numbers: Mapping[str, str]) -> tuple[Match, ...]:
    """A clause that was archived is no longer a match."""
    return tuple(Match(numbers[key], score) for row in stored for key, score in row if key in numbers)
