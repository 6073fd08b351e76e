"""Carrying out a succession: what an ended actor still owed passes to its successor; what was, stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from banggiao.actors.models import Actor, Succession, Tie
from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment, Lead
from banggiao.sources.evidence import Evidence
from banggiao.sources.records import locked, record_change, record_create


@dataclass(frozen=True, slots=True)
class Carried:
    """What passed to the successor."""

    commitments: tuple[Commitment, ...]
    ties: tuple[Tie, ...]


def obligations_of(viewer: Viewer, actor: Actor) -> list[Commitment]:
    """Return the commitments still open in which ``actor`` leads, supports or is the counterpart."""
    rows = Commitment.objects.visible_to(viewer).current().filter(done_on__isnull=True)
    mine = rows.filter(Q(lead=actor) | Q(counterpart=actor) | Q(pk__in=actor.supports.values("pk")))
    return list(mine.select_related("lead", "counterpart").order_by("due", "id"))


def ties_open(viewer: Viewer, actor: Actor, on: date) -> list[Tie]:
    """Return the ties of ``actor`` that have not ended before ``on``: twinning, memberships, roles …"""
    rows = Tie.objects.visible_to(viewer).current().filter(Q(subject=actor) | Q(counterpart=actor))
    living = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return list(living.select_related("subject", "counterpart", "label").order_by("kind", "id"))


def succession_carry_out(
    succession: Succession,
    *,
    by: Viewer,
    on: date,
    reason: str,
    takes: Collection[UUID] | None = None,
    today: date | None = None,
) -> Carried:
    """Pass the open commitments and ties of the predecessor to the successor, from ``on``.

    ``takes`` are the keys of those that this successor takes, None for all; after a split it must be said.
    The lead until ``on`` keeps its term; commitments that are done stay with who did them. Agreements are
    settled one by one (:mod:`banggiao.instruments.inheritance`).

    Raises:
        DeedRefused: no reason, a day before the succession or after today, a split without ``takes``, or one
            of the changes is not allowed.
    """
    _check(succession, on, reason, takes, today or date.today())
    old, new = succession.predecessor, succession.successor
    with transaction.atomic():
        locked(succession, by)
        owed = [c for c in obligations_of(by, old) if takes is None or c.key in takes]
        ties = [t for t in ties_open(by, old, on) if takes is None or t.key in takes]
        commitments = tuple(_commitment_passes(c, old, new, by=by, on=on, reason=reason) for c in owed)
        return Carried(
            commitments, tuple(_tie_passes(t, old, new, by=by, on=on, reason=reason) for t in ties)
        )


def lead_moves(commitment: Commitment, successor: Actor, on: date) -> None:
    """Close the open term of who leads the day before ``on``, and open the successor's.

    A term that began on ``on`` or later is the successor's altogether.
    """
    term = Lead.objects.filter(commitment=commitment, valid_to__isnull=True).first()
    if term is not None and term.valid_from is not None and term.valid_from >= on:
        term.actor = successor
        term.save(update_fields=["actor"])
        return
    if term is not None:
        term.valid_to = on - timedelta(days=1)
        term.save(update_fields=["valid_to"])
    Lead.objects.create(commitment=commitment, actor=successor, valid_from=on)


def _check(
    succession: Succession, on: date, reason: str, takes: Collection[UUID] | None, today: date
) -> None:
    if not reason.strip():
        raise DeedRefused(
            "reason",
            "Hãy ghi căn cứ, lý do (số văn bản).",
            "Give the reason (a paper's number).",
            field="reason",
        )
    if on > today or (succession.on is not None and on < succession.on):
        since = f" {succession.on:%d/%m/%Y}" if succession.on else ""
        raise DeedRefused(
            "succession-day",
            f"Ngày chuyển giao phải từ ngày kế tục có hiệu lực{since} đến hôm nay.",
            f"The day must lie between the succession's{since} and today.",
            field="on",
        )
    others = Succession.objects.current().filter(predecessor=succession.predecessor).exclude(pk=succession.pk)
    if takes is None and others.exists():
        raise DeedRefused(
            "succession-split",
            "Chủ thể có nhiều cơ quan kế tục: hãy cho biết mỗi cơ quan nhận việc nào.",
            "The actor has several successors: say which takes what.",
            field="takes",
        )


def _commitment_passes(
    commitment: Commitment, old: Actor, new: Actor, *, by: Viewer, on: date, reason: str
) -> Commitment:
    supporters = [str(key) for key in commitment.supporters.order_by("id").values_list("key", flat=True)]
    lead = new if commitment.lead_id == old.pk else commitment.lead
    kept = [str(new.key) if key == str(old.key) else key for key in supporters]
    changes: dict[str, object] = {}
    if commitment.lead_id == old.pk:
        changes["lead"] = str(new.key)
        lead_moves(commitment, new, on)
    if commitment.counterpart_id == old.pk:
        changes["counterpart"] = str(new.key)
    kept = [key for key in dict.fromkeys(kept) if key != str(lead.key)]
    if kept != supporters:
        changes["supporters"] = kept
    changed = record_change(commitment, changes, by=by, reason=reason)
    assert isinstance(changed, Commitment)
    return changed


def _tie_passes(tie: Tie, old: Actor, new: Actor, *, by: Viewer, on: date, reason: str) -> Tie:
    subject = new if tie.subject_id == old.pk else tie.subject
    counterpart = new if tie.counterpart_id == old.pk else tie.counterpart
    if tie.valid_from is not None and tie.valid_from >= on:
        ended = tie  # it began under the successor: whole, not in two parts
        changes = {"subject": str(subject.key), "counterpart": str(counterpart.key)}
        if subject != counterpart:
            ended = record_change(tie, changes, by=by, reason=reason)  # type: ignore[assignment]
        return ended
    ended = record_change(tie, {"valid_to": (on - timedelta(days=1)).isoformat()}, by=by, reason=reason)  # type: ignore[assignment]
    known = Tie.objects.current().filter(
        kind=tie.kind, subject=subject, counterpart=counterpart, rank=tie.rank, valid_to__isnull=True
    )
    if subject == counterpart or known.exists():
        return ended
    made = record_create(
        noun_of("tie"),
        {
            "kind": tie.kind,
            "subject": str(subject.key),
            "counterpart": str(counterpart.key),
            "rank": tie.rank,
            "label_official": tie.label_official,
            "duty": tie.duty,
            "valid_from": on.isoformat(),
            "valid_to": None if tie.valid_to is None else tie.valid_to.isoformat(),
        },
        by=by,
        follows=tie,
        evidence=Evidence(words=reason),
        reason=reason,
    )
    assert isinstance(made, Tie)
    return made
