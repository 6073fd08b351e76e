"""Writing instruments and clauses. Every deed is audited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from banggiao.appraisal.records import Clause as ClauseRecord
from banggiao.appraisal.records import InstrumentPaper
from banggiao.core.access import PUBLIC_LABEL, system
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import noun_of
from banggiao.core.secrecy import text_guarded
from banggiao.instruments.models import Clause, ClauseKind, Instrument
from banggiao.search.services import entries_write
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.evidence import Evidence
from banggiao.sources.lookups import Lookups
from banggiao.sources.models import Source
from banggiao.sources.saying import Saying
from banggiao.sources.values import values_of

_KIND_OF_TYPE = {
    "chỉ thị": "directive",
    "nghị quyết": "directive",
    "kết luận": "directive",
    "quy chế": "regulation",
    "hướng dẫn": "regulation",
    "chương trình": "programme",
    "kế hoạch": "programme",
    "đề án": "programme",
}
"""The kind of instrument that a paper's type makes it, where there is no doubt."""
# Numbers stand in addresses and citations.
_NUMBER = re.compile(r"[\w(][\w .,()-]*")


def instrument_create(
    *,
    paper: InstrumentPaper,
    source: Source,
    clauses: tuple[ClauseRecord, ...],
    kind: str,
    who: str,
    label: AccessLabel | None = None,
) -> Instrument:
    """Return the instrument of a source with its clauses, made on first sight of the source.

    ``label`` is who may see them if they are made now, everybody unless given.
    """
    label_id = label.pk if label else PUBLIC_LABEL
    with transaction.atomic():
        known: Instrument | None = Instrument.objects.filter(source=source).first()
        if known is not None:
            return known
        instrument = Instrument.objects.create(
            type=kind,
            kind=_KIND_OF_TYPE.get(" ".join(kind.lower().split()), ""),
            number=paper.number[:100],
            title=paper.title,
            issuer=paper.actor,
            date=date.fromisoformat(paper.date) if paper.date else None,
            date_precision="day" if paper.date else "",
            source=source,
            label_id=label_id,
        )
        made: dict[str, Clause] = {}
        for order, clause in enumerate(clauses, start=1):
            place = clause.place
            made[clause.id] = Clause.objects.create(
                instrument=instrument,
                number=clause.id,
                kind=clause.kind,
                group=made.get(clause.group),
                order=order * 10,
                title=clause.title,
                text=clause.text,
                start=place.start if place else None,
                end=place.end if place else None,
                paragraph=place.paragraph if place else None,
                page=place.page if place else None,
                heading_path=list(place.heading_path) if place else [],
                leads=list(clause.leads),
                label_id=label_id,
            )
        _named([instrument])
        _named(list(made.values()))
        _said(source, [instrument, *made.values()], who)
        record_event(
            "instrument.read",
            noun="instrument",
            record_key=instrument.key,
            who=who,
            after={"title": instrument.title, "number": instrument.number, "clauses": list(made)},
        )
        return instrument


def clause_add(
    *,
    instrument: Instrument,
    number: str,
    title: str,
    text: str = "",
    kind: str = ClauseKind.TASK,
    group: Clause | None = None,
    after: Clause | None = None,
    who: str,
) -> Clause:
    """Add a clause by hand, after another or at the end.

    Raises:
        DeedRefused: the number is empty, holds other signs than numbers have, or was given before (an
            archived clause keeps its number), the title is empty, the kind unknown, the group is of another
            instrument, or the text bears a mark of secrecy.
    """
    number, title = number.strip(), " ".join(title.split())
    _check(title, kind)
    if not number:
        raise DeedRefused(
            "clause-number-empty", "Hãy ghi số của mục.", "Give the clause a number.", field="number"
        )
    if not _NUMBER.fullmatch(number):
        raise DeedRefused(
            "clause-number-signs",
            "Số của mục chỉ gồm chữ, chữ số, dấu chấm, dấu phẩy, ngoặc, gạch nối và dấu cách.",
            "A clause's number holds letters, digits, dots, commas, brackets, hyphens and spaces only.",
            field="number",
        )
    with transaction.atomic():
        Instrument.objects.select_for_update().get(pk=instrument.pk)
        if Clause.objects.filter(instrument=instrument, number=number).exists():
            raise DeedRefused(
                "clause-number-taken",
                f"Số {number} đã dùng cho một mục của văn kiện này (kể cả mục đã bỏ).",
                f"Number {number} was already given to a clause of this instrument (archived ones included).",
                field="number",
            )
        _check_group(instrument, group, None)
        if after is not None:
            _make_room(instrument, after)
            order = after.order + 1
        else:
            order = (instrument.clauses.aggregate(last=Max("order"))["last"] or 0) + 10
        clause = Clause.objects.create(
            instrument=instrument,
            number=number,
            title=title,
            text=text_guarded(text.strip(), "text"),
            kind=kind,
            group=group,
            order=order,
            label_id=instrument.label_id,
        )
        _named([clause])
        record_event("clause.added", noun="clause", record_key=clause.key, who=who, after=_snapshot(clause))
        return clause


def clause_change(
    *,
    clause: Clause,
    title: str | None = None,
    text: str | None = None,
    kind: str | None = None,
    group: Clause | None = None,
    keep_group: bool = True,
    who: str,
) -> Clause:
    """Change a clause's words, kind or group. What is None stays; ``keep_group=False`` sets ``group``.

    Its number stays: others quote it.

    Raises:
        DeedRefused: as for :func:`clause_add`.
    """
    with transaction.atomic():
        clause = Clause.objects.select_for_update().select_related("instrument").get(pk=clause.pk)
        before = _snapshot(clause)
        clause.title = " ".join(title.split()) if title is not None else clause.title
        clause.text = text_guarded(text.strip(), "text") if text is not None else clause.text
        clause.kind = kind if kind is not None else clause.kind
        _check(clause.title, clause.kind)
        if not keep_group:
            _check_group(clause.instrument, group, clause)
            clause.group = group
        clause.save()
        _named([clause])
        record_event(
            "clause.changed",
            noun="clause",
            record_key=clause.key,
            who=who,
            before=before,
            after=_snapshot(clause),
        )
        return clause


def clause_archive(*, clause: Clause, who: str, reason: str = "") -> Clause:
    """Leave a clause out from now on. Its number is not given again.

    Raises:
        DeedRefused: other clauses stand under it.
    """
    with transaction.atomic():
        clause = Clause.objects.select_for_update().get(pk=clause.pk)
        if clause.archived_at is not None:
            return clause
        if clause.members.filter(archived_at__isnull=True).exists():
            raise DeedRefused(
                "clause-has-members",
                "Nhóm này còn mục bên trong; hãy bỏ hoặc chuyển các mục đó trước.",
                "Other clauses stand under this one; archive or move them first.",
            )
        clause.archived_at = timezone.now()
        clause.save(update_fields=["archived_at"])
        _named([clause])
        record_event(
            "clause.archived",
            noun="clause",
            record_key=clause.key,
            who=who,
            before=_snapshot(clause),
            reason=reason,
        )
        return clause


def clause_restore(*, clause: Clause, who: str) -> Clause:
    """Take an archived clause back in."""
    with transaction.atomic():
        clause = Clause.objects.select_for_update().get(pk=clause.pk)
        if clause.archived_at is not None:
            clause.archived_at = None
            clause.save(update_fields=["archived_at"])
            _named([clause])
            record_event(
                "clause.restored", noun="clause", record_key=clause.key, who=who, after=_snapshot(clause)
            )
        return clause


def _named(records: Sequence[NounRecord]) -> None:
    """Call records by the fields that their noun names them by, and let them be found by their words."""
    if not records:
        return
    noun = noun_of(records[0].noun_code)
    lookups = Lookups(system("văn kiện"))
    for record in records:
        told = {name: getattr(record, name) for name in noun.title}
        record.caption = caption_of(noun, told, lookups)
        record.sort_key = sort_key_of(noun, told, record.caption)
    noun.model.objects.bulk_update(records, ["caption", "sort_key"], batch_size=500)
    entries_write(noun, records)


def _said(source: Source, records: Sequence[Instrument | Clause], who: str) -> None:
    """Write down that the source says what was read of it: a proposal, until a person confirms it."""
    now = timezone.now()
    for record in records:
        noun = noun_of(record.noun_code)
        values = {name: value for name, value in values_of(noun, [record])[0].items() if value is not None}
        place = Evidence(source=source, rule="reader", confirmed=False)
        if isinstance(record, Clause) and record.start is not None and record.end is not None:
            place = place._replace(
                start=record.start, end=record.end, words=source.text[record.start : record.end],
                paragraph=record.paragraph, page=record.page,
            )  # fmt: skip
        saying = Saying(noun, system(who), now)
        saying.say(record, values, place)
        saying.write()


def _check(title: str, kind: str) -> None:
    if not title:
        raise DeedRefused("clause-title-empty", "Hãy ghi tên mục.", "Give the clause a title.", field="title")
    if kind not in ClauseKind.values:
        raise DeedRefused(
            "clause-kind", "Loại mục không hợp lệ.", "The kind of clause is unknown.", field="kind"
        )


def _check_group(instrument: Instrument, group: Clause | None, member: Clause | None) -> None:
    above = group
    while above is not None:
        if above.instrument_id != instrument.pk or above == member:
            raise DeedRefused(
                "clause-group", "Nhóm không hợp lệ.", "The group is not of this instrument.", field="group"
            )
        above = above.group


def _make_room(instrument: Instrument, after: Clause) -> None:
    following = list(instrument.clauses.filter(order__gt=after.order).order_by("order", "id"))
    for offset, clause in enumerate(following, start=1):
        clause.order = after.order + 1 + offset
    Clause.objects.bulk_update(following, ["order"])


def _snapshot(clause: Clause) -> dict[str, Any]:
    return {
        "number": clause.number,
        "kind": str(clause.kind),
        "group": clause.group.number if clause.group else "",
        "title": clause.title,
        "text": clause.text,
    }
