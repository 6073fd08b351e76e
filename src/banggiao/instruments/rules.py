"""What must hold of commitments (B9.1, B9.14, B9.15), their four states and what they ask of domestic law,
derived and never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import F, Q

from banggiao.core.models import NounRecord
from banggiao.core.nouns import Fault, Values
from banggiao.instruments.models import Clause, Lead


class State(StrEnum):
    """The four states of QĐ 42/2014/QĐ-TTg: done or not, on time or late."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DOING_ON_TIME = "doing_on_time"
    DOING_LATE = "doing_late"


STATES = (
    (State.DONE_ON_TIME, "đã hoàn thành đúng hạn", "done on time"),
    (State.DONE_LATE, "đã hoàn thành quá hạn", "done late"),
    (State.DOING_ON_TIME, "đang thực hiện trong hạn", "in progress, within the deadline"),
    (State.DOING_LATE, "đang thực hiện quá hạn", "in progress, overdue"),
)


def state_of(commitment: Any, today: date) -> State:
    """Return the state of a commitment on ``today``. Without a deadline nothing is late."""
    due = commitment.due
    if commitment.done_on is not None:
        return State.DONE_LATE if due and commitment.done_on > due else State.DONE_ON_TIME
    return State.DOING_LATE if due and today > due else State.DOING_ON_TIME


def in_state(state: State | str, today: date) -> Q:
    """Return the condition that picks the commitments in a state, as :func:`state_of` decides it."""
    done_late, overdue = Q(due__lt=F("done_on")), Q(due__lt=today)
    return {
        State.DONE_LATE: Q(done_on__isnull=False) & done_late,
        State.DONE_ON_TIME: Q(done_on__isnull=False) & (Q(due__isnull=True) | Q(due__gte=F("done_on"))),
        State.DOING_LATE: Q(done_on__isnull=True) & overdue,
        State.DOING_ON_TIME: Q(done_on__isnull=True) & (Q(due__isnull=True) | Q(due__gte=today)),
    }[State(state)]


LAW_STATES = (
    ("open", "luật trong nước chưa sửa", "domestic law not yet amended"),
    ("done", "luật trong nước đã sửa", "domestic law amended"),
)
"""Of a commitment that names a domestic act to amend (A4.06, A13.03)."""


def law_state_of(commitment: Any, _: date) -> str:
    """Return what the commitment asks of domestic law, "" where it names no act to amend."""
    if commitment.law_to_change_id is None:
        return ""
    return "open" if commitment.done_on is None else "done"


def in_law_state(state: str, _: date) -> Q:
    """Return the condition that picks what :func:`law_state_of` calls so."""
    return Q(law_to_change__isnull=False, done_on__isnull=state == "open")


def done_check(row: Values) -> Iterable[Fault]:
    """Refuse an end without evidence."""
    if row.get("done_on") and not row.get("evidence"):
        yield Fault(
            "evidence", "evidence", "Chưa thể kết thúc: hãy nêu minh chứng (số văn bản, tệp, kết quả).",
            "It cannot be closed: say what proves it (a paper's number, a file, a result).",
        )  # fmt: skip


def commitment_check(row: Values) -> Iterable[Fault]:
    """Refuse an end without evidence, one that lies before the beginning, and a lead that supports itself."""
    yield from done_check(row)
    if row.get("lead") and row["lead"] in (row.get("supporters") or ()):
        yield Fault(
            "supporters", "lead-supports", "Cơ quan chủ trì không đồng thời là cơ quan phối hợp.",
            "The lead cannot support itself.",
        )  # fmt: skip


def commitments_check(rows: Sequence[Values], _: Sequence[NounRecord | None]) -> Iterator[tuple[int, Fault]]:
    """Refuse a clause of another instrument."""
    keys = {row["clause"] for row in rows if row.get("clause") and row.get("instrument")}
    if not keys:
        return
    of = {
        str(k): str(i) for k, i in Clause.objects.filter(key__in=keys).values_list("key", "instrument__key")
    }
    for n, row in enumerate(rows):
        if row.get("clause") and row.get("instrument") and of.get(row["clause"]) != row["instrument"]:
            yield (
                n,
                Fault(
                    "clause",
                    "other-instrument",
                    "Mục không thuộc văn kiện này.",
                    "The clause is of another instrument.",
                ),
            )


def leads_kept(records: Sequence[Any]) -> None:
    """Keep the history of leads: the first from the day it was given, each later one from today."""
    today = date.today()
    open_terms = {
        term.commitment_id: term
        for term in Lead.objects.filter(commitment__in=[r.pk for r in records], valid_to__isnull=True)
    }
    fresh = []
    for record in records:
        term = open_terms.get(record.pk)
        if term is None:
            fresh.append(Lead(commitment_id=record.pk, actor_id=record.lead_id, valid_from=record.given_on))
        elif term.actor_id != record.lead_id:
            if term.valid_from is not None and term.valid_from >= today:
                term.actor_id = record.lead_id
                term.save(update_fields=["actor"])
                continue
            term.valid_to = today - timedelta(days=1)
            term.save(update_fields=["valid_to"])
            fresh.append(Lead(commitment_id=record.pk, actor_id=record.lead_id, valid_from=today))
    Lead.objects.bulk_create(fresh, batch_size=500)
