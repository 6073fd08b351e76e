"""Closing a commitment, guarded by what proves it: words, an attached file, or progress with a source."""

from __future__ import annotations

from datetime import date

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import Attachment
from banggiao.instruments.models import Commitment, Progress
from banggiao.sources.evidence import BY_HAND, Evidence
from banggiao.sources.models import Claim, ClaimState, SourceKind
from banggiao.sources.records import record_change


def evidence_found(viewer: Viewer, commitment: Commitment) -> list[str]:
    """Return, in words, the files on a commitment and its results that more than a person's own word
    confirms, as far as the viewer may see them."""
    files = Attachment.objects.visible_to(viewer).filter(
        noun="commitment", record_key=commitment.key, archived_at__isnull=True
    )
    found = [file_words(name) for name in files.order_by("id").values_list("name", flat=True)]
    reports = list(
        Progress.objects.visible_to(viewer)
        .current()
        .filter(commitment=commitment, kind="result")
        .order_by("on", "id")
    )
    sourced = dict(
        Claim.objects.filter(
            noun="progress",
            record_key__in=[report.key for report in reports],
            state__in=[ClaimState.CONFIRMED, ClaimState.CORRECTED],
            recorded_to__isnull=True,
        )
        .exclude(source__kind=SourceKind.PERSON)
        .values_list("record_key", "source__caption")
    )
    for report in reports:
        if report.key in sourced:
            on = f" ngày {report.on:%d/%m/%Y}" if report.on else ""
            found.append(f"báo cáo tiến độ{on} (nguồn: {sourced[report.key] or 'văn bản'})")
    return found


def file_words(name: str) -> str:
    """Name a file as evidence."""
    return f"tệp “{name}”"


def commitment_close(
    commitment: Commitment,
    *,
    on: date,
    by: Viewer,
    evidence: str | None = None,
    said_by: Evidence = BY_HAND,
    reason: str = "",
) -> Commitment:
    """Say that a commitment was done ``on`` a day, on the word of ``said_by``.

    ``evidence`` names in words what proves it. None: what the commitment says already, or else its files and
    sourced progress.

    Raises:
        DeedRefused: nothing proves it, or the change is not allowed.
    """
    if evidence is None:
        evidence = commitment.evidence or "; ".join(evidence_found(by, commitment))
    if not evidence.strip():
        raise DeedRefused(
            "evidence",
            "Chưa thể kết thúc, còn thiếu minh chứng: nêu số văn bản hoặc kết quả, hoặc đính kèm tệp, hoặc "
            "có báo cáo tiến độ (kết quả) dẫn nguồn văn bản.",
            "It cannot be closed without evidence: name a paper or a result, attach a file, or record "
            "progress (a result) with a paper as its source.",
            field="evidence",
        )
    changes = {"done_on": on.isoformat(), "evidence": evidence.strip()}
    closed = record_change(commitment, changes, by=by, evidence=said_by, reason=reason)
    assert isinstance(closed, Commitment)
    return closed
