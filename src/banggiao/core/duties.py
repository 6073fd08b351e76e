"""What falls due, of whatever noun, and which bodies are in charge of it: the one way in which pages and
reminders learn of it.

Most of it follows from the descriptions of nouns (:class:`banggiao.core.nouns.Duty`); what has its days from
elsewhere (a report's cut-off comes from a rule) is given by its room, which registers itself here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banggiao.core.models import NounQuerySet, NounRecord
from banggiao.core.nouns import Duty, Noun, nouns


@dataclass(frozen=True, slots=True)
class Due:
    """A record that falls due: its noun, key and label, the last day, the actors in charge, by key, and the
    code of its field of work."""

    noun: str
    key: UUID
    label: int
    day: date
    bodies: tuple[UUID, ...]
    work: str = ""


Giver = Callable[[date, date, date], Iterable[Due]]
"""First and last day, and today → what falls due between them and is not done."""

_givers: list[Giver] = []
_others: dict[str, type[NounRecord]] = {}


def gives_duties(giver: Giver) -> Giver:
    """Register what gives duties that follow from no description."""
    _givers.append(giver)
    return giver


def falls_due(code: str, model: type[NounRecord]) -> None:
    """Register a kind of record that is no noun of the register's descriptions and falls due all the same."""
    _others[code] = model


def other_rows(code: str) -> NounQuerySet:
    """Return all records of such a kind.

    Raises:
        KeyError: there is none.
    """
    return _others[code].objects.all()


def open_rows(noun: Noun) -> NounQuerySet:
    """Return the records of a noun with a duty that are not done yet, whoever may see them."""
    duty = _duty(noun)
    rows = noun.model.objects.current().filter(**{f"{duty.done}__isnull": True})
    if duty.within:
        rows = rows.filter(
            **{f"{duty.within}__{duty.done}__isnull": True, f"{duty.within}__archived_at__isnull": True}
        )
    return rows


def duties_between(first: date, last: date, *, today: date) -> Iterator[Due]:
    """Yield all that falls due from ``first`` to ``last``, both included, whoever may see it."""
    for noun in nouns():
        if noun.duty is None:
            continue
        duty = noun.duty
        work = (duty.work,) if duty.work else ()
        rows = open_rows(noun).filter(**{f"{duty.due}__range": (first, last)}).order_by(duty.due, "id")
        columns = rows.values_list("key", "label_id", duty.due, f"{duty.in_charge}__key", *work)
        for key, label, day, body, *rest in columns:
            yield Due(noun.code, key, label, day, (body,), *rest)
    for giver in _givers:
        yield from giver(first, last, today)


def _duty(noun: Noun) -> Duty:
    assert noun.duty is not None, noun.code
    return noun.duty
