"""Writing sources and claims, and what a person decides about a claim. Every deed is audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from banggiao.core.access import PUBLIC_LABEL, system
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Event
from banggiao.core.nouns import noun_of
from banggiao.core.secrecy import text_guarded
from banggiao.reading.paper import Paper
from banggiao.search.services import entries_write
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Claim, ClaimState, Source

DECISIONS = ("claim.confirmed", "claim.corrected", "claim.refused", "claim.repointed")
UNDONE = "claim.undone"


def paper_keep(
    *,
    paper: Paper,
    number: str = "",
    issuer: str = "",
    dated: str | None = None,
    title: str = "",
    label: AccessLabel | None = None,
) -> Source:
    """Return the source of a paper that was read, made on first sight. The same bytes are one source.

    ``label`` is who may see a source made now, everybody unless given.
    """
    source, made = Source.objects.get_or_create(
        sha256=paper.sha256,
        defaults={
            "name": paper.name[:500],
            "format": paper.format,
            "issuer": issuer,
            "number": number[:100],
            "date": date.fromisoformat(dated) if dated else None,
            "date_precision": "day" if dated else "",
            "title": title,
            "text": paper.text,
            "blocks": blocks_to_rows(paper),
            "pages": paper.pages,
            "paragraphs": len(paper.blocks),
            "notes": list(paper.notes),
            "label_id": label.pk if label else PUBLIC_LABEL,
        },
    )
    if made:
        paper_named(source)
    return source


def paper_named(source: Source) -> None:
    """Call a paper by its number, title and file name as they are now, and let it be found by its words."""
    noun = noun_of("source")
    told = {name: getattr(source, name) for name in noun.title}
    source.caption = caption_of(noun, told, Lookups(system("văn bản")))
    source.sort_key = sort_key_of(noun, told, source.caption)
    with transaction.atomic():
        source.save(update_fields=["caption", "sort_key"])
        entries_write(noun, [source])


def blocks_to_rows(paper: Paper) -> list[list[Any]]:
    """Return a paper's blocks as JSON rows; :func:`banggiao.sources.selectors.paper_of` reads them back."""
    return [
        [
            block.start,
            block.end,
            block.paragraph,
            block.kind.value,
            block.page,
            block.level,
            block.bold,
            [block.cell.table, block.cell.row, block.cell.column] if block.cell else None,
        ]
        for block in paper.blocks
    ]


def claims_propose(claims: Sequence[Claim]) -> int:
    """Write many claims at once; a claim whose thread is already there is left as it is.

    Return how many were new. Callers run it in their transaction.
    """
    threads = [claim.thread for claim in claims]
    known = set()
    for start in range(0, len(threads), 500):
        known |= set(
            Claim.objects.filter(thread__in=threads[start : start + 500]).values_list("thread", flat=True)
        )
    fresh = [claim for claim in claims if claim.thread not in known]
    Claim.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def claim_confirm(*, claim: Claim, who: str) -> Claim:
    """Accept what the claim says."""
    return _decide(claim, "claim.confirmed", who, state=ClaimState.CONFIRMED, corrected_words="", reason="")


def claim_correct(*, claim: Claim, words: str, who: str) -> Claim:
    """Accept the claim in other words. Its own words stay as the source has them.

    Raises:
        DeedRefused: the words are empty, or bear a mark of secrecy.
    """
    words = " ".join(text_guarded(words, "words").split())
    if not words:
        raise DeedRefused(
            "claim-words-empty", "Hãy ghi câu đã sửa.", "Write the corrected sentence.", field="words"
        )
    return _decide(
        claim, "claim.corrected", who, state=ClaimState.CORRECTED, corrected_words=words, reason=""
    )


def claim_refuse(*, claim: Claim, reason: str, who: str) -> Claim:
    """Refuse the claim: it counts for nothing from now on.

    Raises:
        DeedRefused: no reason is given.
    """
    if not reason.strip():
        raise DeedRefused(
            "claim-reason-empty",
            "Hãy nêu lý do không nhận câu này.",
            "Say why this statement is refused.",
            field="reason",
        )
    return _decide(
        claim, "claim.refused", who, state=ClaimState.REFUSED, corrected_words="", reason=reason.strip()
    )


def claim_repoint(*, claim: Claim, noun: str, record_key: UUID, candidates: list[Any], who: str) -> Claim:
    """Say that the claim is about another record. A new claim takes the old one's place and is returned."""
    with transaction.atomic():
        current = _locked(claim)
        if (current.noun, current.record_key) == (noun, record_key):
            return current
        before = _snapshot(current)
        after = {
            **before,
            "noun": noun,
            "record_key": str(record_key),
            "candidates": candidates,
            "state": ClaimState.CONFIRMED.value,
            "decided_by": who,
            "decided_at": timezone.now().isoformat(),
            "rule": "person",
            "confidence": 1.0,
            "reason": "",
        }
        if current.state == ClaimState.CORRECTED:
            after["state"] = ClaimState.CORRECTED.value
        else:
            after["corrected_words"] = ""
        renewed = _supersede(current, after)
        record_event(
            "claim.repointed", noun="claim", record_key=current.thread, who=who, before=before, after=after
        )
        return renewed


def claim_move(claim: Claim, record_key: UUID) -> Claim:
    """Let a locked claim be about another record of its noun, decided as it was. A new claim takes its place;
    the caller records the event."""
    return _supersede(claim, {**_snapshot(claim), "record_key": str(record_key)})


def claim_undo(*, claim: Claim, who: str) -> Claim:
    """Take back the last decision on the claim that was not yet taken back.

    Raises:
        DeedRefused: there is none.
    """
    with transaction.atomic():
        current = _locked(claim)
        decisions: list[Event] = []
        events = Event.objects.filter(noun="claim", record_key=current.thread, code__in=(*DECISIONS, UNDONE))
        for event in events.order_by("id"):
            if event.code == UNDONE:
                decisions.pop()
            else:
                decisions.append(event)
        if not decisions or decisions[-1].before is None:
            raise DeedRefused(
                "claim-nothing-to-undo",
                "Không còn quyết định nào để hoàn tác.",
                "There is no decision left to undo.",
            )
        now, back = _snapshot(current), decisions[-1].before
        same_record = (now["noun"], now["record_key"]) == (back["noun"], back["record_key"])
        restored = claim_state_restore(current, back) if same_record else _supersede(current, back)
        record_event(
            UNDONE,
            noun="claim",
            record_key=current.thread,
            who=who,
            before=now,
            after=back,
            reason=decisions[-1].code,
        )
        return restored


def _decide(
    claim: Claim, code: str, who: str, *, state: ClaimState, corrected_words: str, reason: str
) -> Claim:
    with transaction.atomic():
        current = _locked(claim)
        before = claim_state_set(
            current, state=state, who=who, corrected_words=corrected_words, reason=reason
        )
        record_event(
            code,
            noun="claim",
            record_key=current.thread,
            who=who,
            before=before,
            after=_snapshot(current),
            reason=reason,
        )
        return current


def claim_state_set(
    claim: Claim, *, state: ClaimState, who: str, reason: str = "", corrected_words: str = ""
) -> dict[str, Any]:
    """Write down what a person decides about a locked claim. Return what was decided before; the caller
    records the event."""
    before = _snapshot(claim)
    claim.state = state
    claim.corrected_words = corrected_words
    claim.reason = reason
    claim.decided_by = who
    claim.decided_at = timezone.now()
    claim.save(update_fields=["state", "corrected_words", "reason", "decided_by", "decided_at"])
    return before


def _locked(claim: Claim) -> Claim:
    """Return the current claim of the thread, locked until the transaction ends."""
    return Claim.objects.select_for_update().get(thread=claim.thread, recorded_to__isnull=True)


def _snapshot(claim: Claim) -> dict[str, Any]:
    return {
        "noun": claim.noun,
        "record_key": str(claim.record_key),
        "candidates": claim.candidates,
        "state": str(claim.state),
        "corrected_words": claim.corrected_words,
        "decided_by": claim.decided_by,
        "decided_at": claim.decided_at.isoformat() if claim.decided_at else None,
        "reason": claim.reason,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def claim_state_restore(claim: Claim, snapshot: dict[str, Any]) -> Claim:
    """Put back what was decided about a claim, as :func:`claim_state_set` returned it."""
    claim.state = snapshot["state"]
    claim.corrected_words = snapshot["corrected_words"]
    claim.decided_by = snapshot["decided_by"]
    claim.decided_at = parse_datetime(snapshot["decided_at"]) if snapshot["decided_at"] else None
    claim.reason = snapshot["reason"]
    claim.rule = snapshot["rule"]
    claim.confidence = snapshot["confidence"]
    claim.save()
    return claim


def _supersede(old: Claim, snapshot: dict[str, Any]) -> Claim:
    """Close ``old`` and put a claim with the same place and words, about the snapshot's record, after it."""
    now = timezone.now()
    renewed = Claim.objects.get(pk=old.pk)
    old.state = ClaimState.SUPERSEDED
    old.recorded_to = now
    old.save(update_fields=["state", "recorded_to"])
    renewed.pk = None
    renewed.key = Claim._meta.get_field("key").get_default()
    renewed._state.adding = True
    renewed.noun = snapshot["noun"]
    renewed.record_key = UUID(snapshot["record_key"])
    renewed.candidates = snapshot["candidates"]
    renewed.recorded_from = now
    renewed.supersedes = old
    claim_state_restore(renewed, snapshot)
    return renewed
