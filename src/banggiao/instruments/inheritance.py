"""The agreements that an ended body leaves behind: kept, renamed, renegotiated or ended by its successor
(NĐ 177/2025/NĐ-CP), each with the work that follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from banggiao.actors.following import Following
from banggiao.actors.models import Actor, Succession
from banggiao.core.access import PUBLIC_LABEL, Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.nouns import noun_of
from banggiao.instruments.models import Commitment, Instrument, Party
from banggiao.sources.evidence import Evidence
from banggiao.sources.records import locked, record_change, record_create

SIGNED_AS = ("party", "signatory")
OVER = ("replaced", "ended")


class Decision(StrEnum):
    """What becomes of an inherited agreement."""

    KEEP = "keep"
    RENAME = "rename"
    RENEGOTIATE = "renegotiate"
    END = "end"


DECISIONS = (
    (Decision.KEEP, "giữ nguyên", "keep"),
    (Decision.RENAME, "đổi tên bên ký kết", "rename the party"),
    (Decision.RENEGOTIATE, "đàm phán lại", "renegotiate"),
    (Decision.END, "chấm dứt", "end"),
)
_FOLLOW_UP = {
    Decision.RENAME: "Ký văn bản sửa đổi tên bên ký kết ({old} → {new}) của {title}",
    Decision.RENEGOTIATE: "Đàm phán lại {title}",
    Decision.END: "Làm thủ tục chấm dứt {title}",
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An ended body with agreements that nobody has settled."""

    actor: Actor
    successors: tuple[Actor, ...]
    agreements: int


@dataclass(frozen=True, slots=True)
class Inherited:
    """An agreement of an ended body: its own place in it, and who else is a party."""

    party: Party
    others: tuple[Actor, ...]

    @property
    def instrument(self) -> Instrument:
        """The agreement."""
        return self.party.instrument


@dataclass(frozen=True, slots=True)
class Settled:
    """What a decision wrote: the agreement, and the commitments that follow from it."""

    instrument: Instrument
    commitments: tuple[Commitment, ...]


def bodies_left_behind(viewer: Viewer, today: date) -> list[LeftBehind]:
    """Return the bodies that have ended and still are a party to a living agreement, in Vietnamese order."""
    ended = Succession.objects.current().filter(Q(on__isnull=True) | Q(on__lte=today))
    rows = (
        _open_parties(viewer, today)
        .filter(Q(actor__valid_to__lt=today) | Q(actor__in=ended.values("predecessor")))
        .values("actor")
        .annotate(agreements=Count("instrument", distinct=True))
    )
    counts = {row["actor"]: row["agreements"] for row in rows}
    following = Following.load()
    after = {pk: [one for one in following.last(pk, today) if one != pk] for pk in counts}
    wanted = {*counts, *(one for ids in after.values() for one in ids)}
    actors = Actor.objects.visible_to(viewer).in_bulk(wanted)
    found = [
        LeftBehind(actors[pk], tuple(actors[one] for one in after[pk] if one in actors), count)
        for pk, count in counts.items()
        if pk in actors
    ]
    return sorted(found, key=lambda body: (body.actor.sort_key, body.actor.pk))


def agreements_inherited(viewer: Viewer, old: Sequence[Actor], today: date) -> list[Party]:
    """Return the places that ended bodies still hold in living agreements: what their successor inherits."""
    rows = _open_parties(viewer, today).filter(actor__in=old).select_related("instrument", "actor")
    return list(rows.order_by("actor__sort_key", "id"))


def agreements_left_by(viewer: Viewer, actor: Actor, today: date) -> list[Inherited]:
    """Return the living agreements of ``actor`` that are not settled yet, each with its other parties."""
    parties = list(
        _open_parties(viewer, today).filter(actor=actor).select_related("instrument", "actor").order_by("id")
    )
    others: dict[int, list[Actor]] = {}
    for row in (
        _open_parties(viewer, today)
        .exclude(actor=actor)
        .filter(instrument__in=[party.instrument_id for party in parties])
        .select_related("actor")
        .order_by("id")
    ):
        if viewer.sees(row.actor.label_id):
            others.setdefault(row.instrument_id, []).append(row.actor)
    first: dict[int, Party] = {}
    for party in parties:
        first.setdefault(party.instrument_id, party)
    return [Inherited(party, tuple(dict.fromkeys(others.get(pk, ())))) for pk, party in first.items()]


def agreements_settled(viewer: Viewer, actor: Actor, today: date) -> list[tuple[Party, Decision]]:
    """Return the places in agreements that ``actor`` has given up, the last first, and what was decided, as
    the agreement and its commitments show it."""
    rows = Party.objects.visible_to(viewer).current().filter(actor=actor, role__in=SIGNED_AS)
    seen = Instrument.objects.visible_to(viewer).current()
    ended = rows.filter(valid_to__lt=today, instrument__in=seen)
    places = list(ended.select_related("instrument").order_by("-valid_to", "-id"))
    renamed = set(
        Commitment.objects.visible_to(viewer)
        .current()
        .filter(instrument__in=[p.instrument_id for p in places])
        .filter(text__startswith=_FOLLOW_UP[Decision.RENAME].split(" (", maxsplit=1)[0])
        .values_list("instrument", flat=True)
    )
    return [(place, _decided(place.instrument, renamed)) for place in places]


def agreement_parties(viewer: Viewer, instrument: Instrument) -> list[Actor]:
    """Return who is, or was, a party to an agreement, each once."""
    rows = Party.objects.visible_to(viewer).current().filter(instrument=instrument, role__in=SIGNED_AS)
    found = [row.actor for row in rows.select_related("actor").order_by("id")]
    return [actor for actor in dict.fromkeys(found) if viewer.sees(actor.label_id)]


def agreement_settle(
    *,
    instrument: Instrument,
    old: Actor,
    successor: Actor,
    decision: Decision | str,
    lead: Actor,
    on: date,
    by: Viewer,
    reason: str,
    notify_due: date | None = None,
    follow_up_due: date | None = None,
    today: date | None = None,
) -> Settled:
    """Decide on an inherited agreement: the successor takes the ended body's place from ``on``, and ``lead``
    is given what follows: to tell the partner, and to rename, renegotiate or end.

    Renegotiating puts the agreement under review; ending it ends it the day the decision is made.

    Raises:
        DeedRefused: the decision is unknown, no reason is given, the body is no open party any more, or the
            person may not change the agreement.
    """
    today = today or date.today()
    decision = _known(decision, reason)
    with transaction.atomic():
        places = list(
            _open_parties(by, today)
            .filter(instrument=instrument, actor=old)
            .select_related("label")
            .order_by("id")
        )
        there = [one for one in agreements_left_by(by, old, today) if one.instrument == instrument]
        if not places:
            raise DeedRefused(
                "agreement-settled",
                "Thỏa thuận này đã được xử lý, hoặc cơ quan không còn là một bên.",
                "This agreement was settled already, or the body is no longer a party.",
            )
        for place in places:
            _place_passes(place, successor, on=on, by=by, reason=reason)
        changes = _lifecycle(decision, today)
        if changes:
            instrument = record_change(instrument, changes, by=by, reason=reason)  # type: ignore[assignment]
        partners = [actor for one in there for actor in one.others if actor != successor]
        made = _follow_ups(
            instrument, old, successor, decision, partners, notify_due=notify_due, follow_up_due=follow_up_due
        )
        commitments = []
        for values in made:
            commitment = record_create(
                noun_of("commitment"),
                {
                    **values,
                    "lead": str(lead.key),
                    "instrument": str(instrument.key),
                    "given_on": today.isoformat(),
                },
                by=by,
                label=instrument.label if instrument.label_id != PUBLIC_LABEL else None,
                evidence=Evidence(words=reason),
                reason=reason,
            )
            assert isinstance(commitment, Commitment)
            commitments.append(commitment)
        return Settled(instrument, tuple(commitments))


def _decided(instrument: Instrument, renamed: Collection[int]) -> Decision:
    if instrument.lifecycle == "ended":
        return Decision.END
    if instrument.lifecycle == "review":
        return Decision.RENEGOTIATE
    return Decision.RENAME if instrument.pk in renamed else Decision.KEEP


def _known(decision: Decision | str, reason: str) -> Decision:
    if decision not in set(Decision):
        raise DeedRefused(
            "agreement-decision", "Hãy chọn cách xử lý.", "Choose what becomes of it.", field="decision"
        )
    if not reason.strip():
        raise DeedRefused(
            "reason",
            "Hãy ghi căn cứ, lý do (số văn bản).",
            "Give the reason (a paper's number).",
            field="reason",
        )
    return Decision(decision)


def _open_parties(viewer: Viewer, today: date) -> QuerySet[Party]:
    living = Instrument.objects.visible_to(viewer).current().exclude(lifecycle__in=OVER)
    living = living.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    rows: QuerySet[Party] = Party.objects.visible_to(viewer).current()
    return rows.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), role__in=SIGNED_AS, instrument__in=living
    )


def _place_passes(place: Party, successor: Actor, *, on: date, by: Viewer, reason: str) -> None:
    locked(place, by)
    record_change(place, {"valid_to": (on - timedelta(days=1)).isoformat()}, by=by, reason=reason)
    same = Party.objects.current().filter(instrument=place.instrument_id, actor=successor, role=place.role)
    if not same.exists():
        record_create(
            noun_of("party"),
            {
                "instrument": str(place.instrument.key),
                "actor": str(successor.key),
                "role": place.role,
                "valid_from": on.isoformat(),
                "note": f"Kế tục {place.actor.name_vi}",
            },
            by=by,
            follows=place,
            evidence=Evidence(words=reason),
            reason=reason,
        )


def _lifecycle(decision: Decision, today: date) -> dict[str, str]:
    if decision is Decision.RENEGOTIATE:
        return {"lifecycle": "review"}
    if decision is Decision.END:
        return {"lifecycle": "ended", "valid_to": today.isoformat()}
    return {}


def _follow_ups(
    instrument: Instrument,
    old: Actor,
    successor: Actor,
    decision: Decision,
    partners: Sequence[Actor],
    *,
    notify_due: date | None,
    follow_up_due: date | None,
) -> list[dict[str, object]]:
    title = f"“{instrument.title}”" + (f" (số {instrument.number})" if instrument.number else "")
    told = ", ".join(partner.name_vi for partner in partners) or "đối tác"
    rows: list[tuple[str, date | None]] = [
        (f"Thông báo cho {told} về việc {successor.name_vi} kế tục {old.name_vi} trong {title}", notify_due)
    ]
    if decision in _FOLLOW_UP:
        words = _FOLLOW_UP[decision].format(old=old.name_vi, new=successor.name_vi, title=title)
        rows.append((words, follow_up_due))
    counterpart = str(partners[0].key) if len(partners) == 1 else None
    return [
        {"text": text, "kind": "task", "counterpart": counterpart, "due": due.isoformat() if due else None}
        for text, due in rows
    ]
