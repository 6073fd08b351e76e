"""What is done to records besides creating and changing them. Every deed is one event, in one transaction.

The rights asked of the person are archive, restore, choose, confirm; approve for who may see a record, change
for a further claim. In an event's values, names that begin with "@" are no fields: an undo needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from banggiao.core.access import Viewer, covers, system
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Attachment, NounRecord, Record
from banggiao.core.nouns import Noun, noun_of, nouns, pointing_at
from banggiao.sources.cleaning import state_of
from banggiao.sources.evidence import BY_HAND, Evidence, person_source
from banggiao.sources.holding import claims_about
from banggiao.sources.merged import merged_into
from banggiao.sources.models import Choice, Claim, ClaimState
from banggiao.sources.projecting import columns_follow, unbound
from banggiao.sources.records import choose, locked
from banggiao.sources.relations import relations_of
from banggiao.sources.saying import said_by
from banggiao.sources.services import claim_state_set
from banggiao.sources.values import values_of
from banggiao.sources.writing import Writing

STANDING = "giá trị có sẵn trong sổ"
"""The source of values that stood in the register before anybody said them."""
_NAMED = 5


def record_archive(record: NounRecord, *, by: Viewer, reason: str) -> NounRecord:
    """Take a record out of lists and search. It stays reachable by its key.

    Raises:
        DeedRefused: no reason is given, or living records depend on it: they are named.
    """
    needs_reason(reason)
    with transaction.atomic():
        current, writing = begin(record, by, "archive")
        dependents_refused(type(current), [current], by)
        _life(writing, current, "archived", reason)
        return current


def record_restore(record: NounRecord, *, by: Viewer, reason: str = "") -> NounRecord:
    """Take an archived record back in.

    Raises:
        DeedRefused: it is not archived, it was merged into another, or what it depends on is archived.
        RowsRefused: since then something was written with which it cannot stand.
    """
    with transaction.atomic():
        current, writing = begin(record, by, "restore", archived=True)
        if current.archived_at is None:
            raise DeedRefused("not-archived", "Bản ghi không nằm trong lưu trữ.", "It is not archived.")
        if merged_into(current.noun_code, current.key) is not None:
            raise DeedRefused(
                "merged", "Bản ghi đã gộp vào bản ghi khác; hãy hoàn tác việc gộp.",
                "It was merged into another record; undo the merge.",
            )  # fmt: skip
        foundations_refused(writing.noun, current, by)
        _life(writing, current, "restored", reason)
        return current


def field_choose(record: NounRecord, field: str, *, claim: Claim, by: Viewer, reason: str) -> NounRecord:
    """Say which of the claims about a field holds, and why.

    Raises:
        DeedRefused: no reason; or the claim does not speak of the field, was refused, or took no part.
        RowsRefused: what would then hold breaks a rule.
    """
    needs_reason(reason)
    with transaction.atomic():
        current, writing = begin(record, by, "choose", field=field)
        told = Claim.objects.select_related("source").filter(pk=claim.pk, recorded_to__isnull=True).first()
        same = told is not None and (told.noun, told.record_key) == (current.noun_code, current.key)
        if told is None or not same or field not in told.says or told.state == ClaimState.REFUSED:
            raise DeedRefused(
                "claim-other", "Khẳng định này không nói về trường đó của bản ghi, hoặc đã bị bác.",
                "The claim does not speak of this field of the record, or was refused.", field=field,
            )  # fmt: skip
        claim_seen(told, by)
        before = shown(writing, current, [field])
        choose(told, field, by=by, reason=reason)
        _follow(writing, current, by)
        writing.event(
            f"{current.noun_code}.chosen", current, before,
            {**shown(writing, current, [field]), "@claim": str(told.key)}, reason,
        )  # fmt: skip
        return current


def claim_accept(claim: Claim, *, by: Viewer) -> Claim:
    """Confirm what a claim says about a record.

    Raises:
        DeedRefused: the person may not, or the claim is decided already.
        RowsRefused: what would then hold breaks a rule.
    """
    return _decide(claim, ClaimState.CONFIRMED, by, "")


def claim_reject(claim: Claim, *, by: Viewer, reason: str) -> Claim:
    """Refuse what a claim says about a record: it holds no more.

    Raises:
        DeedRefused: no reason, the claim is refused already, or nothing else says a required field.
        RowsRefused: what would then hold breaks a rule.
    """
    needs_reason(reason)
    return _decide(claim, ClaimState.REFUSED, by, reason)


def claim_add(
    record: NounRecord, values: Mapping[str, Any], *, by: Viewer, evidence: Evidence = BY_HAND
) -> list[Claim]:
    """Write what another source says of a record that is there. What holds stays, save where nothing held.

    Personal values become a claim of their own. Return the claims.

    Raises:
        RowsRefused: values that cannot be.
        DeedRefused: the person may not, or nothing is said.
    """
    with transaction.atomic():
        current = locked(record, by)
        noun = noun_of(current.noun_code)
        writing = Writing(noun, by)
        now = values_of(noun, [current])[0]
        clean = writing.cleaned([values], [current], partial=True, before=[now])[0]
        said = {name: value for name, value in clean.items() if value is not None}
        if not said:
            raise DeedRefused("claim-empty", "Khẳng định không nói gì.", "The claim says nothing.")
        columns = shown(writing, current, [name for name in said if name in now])
        standing_claims(writing, current, columns)
        claims = writing.claims(current, said, evidence)
        _follow(Writing(noun, unbound(by)), current, by)
        hidden = evidence.source is not None and not covers(evidence.source.label, current.label)
        writing.event(
            f"{noun.code}.claimed", current, {"@columns": columns},
            dict.fromkeys(said) if hidden else said_by(claims), "",
        )  # fmt: skip
        return claims


def record_relabel(record: NounRecord, *, label: AccessLabel, by: Viewer, reason: str) -> NounRecord:
    """Say who may see a record from now on; its parts and files follow, save those that fewer may see still.

    Raises:
        DeedRefused: a required field, of it or of a part, rests on a source that fewer may see.
    """
    with transaction.atomic():
        current, writing = begin(record, by, "approve")
        old = current.label
        if old.pk == label.pk:
            return current
        moved: dict[str, list[int]] = {}
        for noun, whole in _with_parts(current, old, label):
            label_move(noun, whole, label, by)
            moved.setdefault(noun.code, []).append(whole.pk)
            files = Attachment.objects.filter(noun=noun.code, record_key=whole.key).select_related("label")
            for file in files:
                if follows(file.label, old, label):
                    moved.setdefault("@files", []).append(file.pk)
        Attachment.objects.filter(pk__in=moved.get("@files", [])).update(label=label)
        writing.event(
            f"{current.noun_code}.relabelled", current, {"@label": old.pk},
            {"@label": label.pk, "@moved": moved}, reason,
        )  # fmt: skip
        current.label = label
        return current


# What the deeds share


def begin(
    record: NounRecord, by: Viewer, action: str, *, field: str = "", archived: bool = False
) -> tuple[NounRecord, Writing]:
    """Return the locked record, and the writing of one who may do this to it.

    Raises:
        DeedRefused: the person may not see the record, or not do this.
    """
    current = locked(record, by, archived=archived)
    noun = noun_of(current.noun_code)
    if not noun.writable:
        raise DeedRefused("not-writable", "Không sửa tay được.", "It is not changed by hand.")
    by.require(noun.code, action, field=field, state=state_of(noun, current), label=current.label_id)
    return current, Writing(noun, unbound(by))


def needs_reason(reason: str) -> None:
    """Refuse a deed without a reason."""
    if not reason.strip():
        raise DeedRefused("reason-empty", "Hãy nêu lý do.", "Say why.", field="reason")


def claim_seen(claim: Claim, by: Viewer) -> None:
    """Refuse a deed on a claim whose source the person may not see, as if it were not there."""
    if not by.sees(claim.source.label.pk):
        raise DeedRefused("not-found", "Không tìm thấy khẳng định.", "The claim was not found.")


def dependents_refused(model: type[NounRecord], records: Sequence[NounRecord], by: Viewer) -> None:
    """Refuse where living records point at these, other than these themselves; those that the person may see
    are named."""
    ids = [record.pk for record in records]
    named: list[str] = []
    unseen = False
    for relation in relations_of(model):
        if not issubclass(relation.model, Record):
            continue
        rows = relation.model._default_manager.filter(
            archived_at__isnull=True, **{f"{relation.field}__in": ids}
        )
        if relation.model is model:
            rows = rows.exclude(pk__in=ids)
        seen = rows.visible_to(by) if issubclass(relation.model, NounRecord) else rows
        found = list(seen[: _NAMED + 1])
        unseen = unseen or bool(not found and rows.exists())
        named += [f"{relation.title('vi')}: {row}" for row in found]
    if not named and not unseen:
        return
    told = ": " + "; ".join(named[:_NAMED]) + ("; …" if len(named) > _NAMED else "") if named else ""
    raise DeedRefused(
        "depended-on",
        f"Còn bản ghi khác dựa vào bản ghi này{told}. Hãy chuyển hoặc lưu trữ chúng trước.",
        f"Other records depend on this one{told}. Move or archive them first.",
    )


def foundations_refused(noun: Noun, record: NounRecord, by: Viewer) -> None:
    """Refuse where a record that this one points at is archived; it is named where the person may see it."""
    for f in noun.fields:
        if f.noun and f.columns:
            target = getattr(record, f.name)
            if target is not None and target.archived_at is not None:
                named = f" ({target})" if by.sees(target.label_id) else ""
                raise DeedRefused(
                    "archived-target",
                    f"“{f.vi}”{named} đang lưu trữ; hãy khôi phục bản ghi đó trước.",
                    f"“{f.en}”{named} is archived; restore it first.",
                    field=f.name,
                )


def follows(own: AccessLabel, old: AccessLabel, new: AccessLabel) -> bool:
    """Whether a part with the label ``own`` takes the label that its whole gets: where it had the whole's
    before, or all who see the whole would see it and others too. No part is shown to more people by this."""
    return own.pk == old.pk or covers(own, new)


def label_move(noun: Noun, record: NounRecord, label: AccessLabel, by: Viewer) -> None:
    """Give one record a label; what rests on sources that now fewer may see is masked, and the reverse."""
    record.label = label
    record.save(update_fields=["label"])
    writing = Writing(noun, unbound(by))
    columns_follow(writing, record, by=by)
    _titles_follow(writing, record)
    for other, field in pointing_at(noun.code):
        if field.name in other.title:  # a caption names only what all who read it may see
            for naming in other.model.objects.filter(**{field.name: record.pk}).select_related("label"):
                _titles_follow(Writing(other, unbound(by)), naming)


def _titles_follow(writing: Writing, record: NounRecord) -> None:
    writing.write_columns(record, values_of(writing.noun, [record])[0], {})
    writing.after([record])


def life_set(writing: Writing, record: NounRecord, *, archived: bool) -> None:
    """Archive or restore a record, said in words where the database refuses it."""
    record.archived_at = timezone.now() if archived else None
    writing.save(record)
    writing.after([record])


def _life(writing: Writing, record: NounRecord, deed: str, reason: str) -> None:
    life_set(writing, record, archived=deed == "archived")
    writing.event(f"{record.noun_code}.{deed}", record, None, None, reason)


def _with_parts(record: NounRecord, old: AccessLabel, new: AccessLabel) -> Iterable[tuple[Noun, NounRecord]]:
    """Yield the record and, below it, the parts that follow its label; archived ones too."""
    waiting = [record]
    while waiting:
        whole = waiting.pop()
        yield noun_of(whole.noun_code), whole
        for noun in nouns():
            if noun.part_of and noun.by_name[noun.part_of].noun == whole.noun_code:
                parts = noun.model.objects.select_for_update(of=("self",)).select_related("label")
                for part in parts.filter(**{noun.part_of: whole.pk}):
                    if follows(part.label, old, new):
                        waiting.append(part)


def _follow(writing: Writing, record: NounRecord, by: Viewer) -> dict[str, Any]:
    changed = columns_follow(writing, record, by=by)
    if changed:
        writing.after([record])
    return changed


def shown(writing: Writing, record: NounRecord, names: Iterable[str]) -> dict[str, Any]:
    """Return what the columns of these fields hold: what the audit may tell to all who see the record."""
    values = values_of(writing.noun, [record])[0]
    return {name: values.get(name) for name in names}


def standing_claims(writing: Writing, record: NounRecord, names: Iterable[str]) -> None:
    """Write a claim for values that stand in the register though no claim ever said them (clauses of a paper
    once read), so that a second source does not push them aside."""
    values = values_of(writing.noun, [record])[0]
    said = {name for claim in claims_about(record.noun_code, record.key) for name in claim.says}
    alone = {
        name: values[name] for name in names if name not in said and values.get(name) not in (None, False)
    }
    if alone:
        evidence = Evidence(source=person_source(system(STANDING)), rule="standing")
        writing.claims(record, alone, evidence)


def _decide(claim: Claim, state: ClaimState, by: Viewer, reason: str) -> Claim:
    with transaction.atomic():
        noun = noun_of(claim.noun)
        record = noun.model.objects.filter(key=claim.record_key).first()
        if record is None or claim.within is not None:
            raise DeedRefused("not-found", "Không tìm thấy bản ghi.", "The record was not found.")
        current, writing = begin(record, by, "confirm")
        told = (
            Claim.objects.select_for_update(of=("self",))
            .select_related("source")
            .filter(thread=claim.thread, recorded_to__isnull=True)
            .first()
        )
        if told is None or told.state == state:
            raise DeedRefused("claim-decided", "Khẳng định đã được xử lý.", "The claim is decided already.")
        claim_seen(told, by)
        before = shown(writing, current, told.says)
        snapshot = claim_state_set(told, state=state, who=by.name, reason=reason.strip())
        _follow(writing, current, by)
        deed = "accepted" if state == ClaimState.CONFIRMED else "rejected"
        writing.event(
            f"{noun.code}.{deed}", current, {**before, "@state": snapshot},
            {**shown(writing, current, told.says), "@claim": str(told.key)}, reason,
        )  # fmt: skip
        return told


def open_choice(noun: str, key: Any, field: str) -> Choice | None:
    """Return the choice that holds now among the claims about a field."""
    return Choice.objects.filter(noun=noun, record_key=key, field=field, recorded_to__isnull=True).first()


def choice_back(choice: Choice | None, claim: Claim) -> None:
    """Let the choice hold again that held before this one (which chose ``claim``), with its own reason."""
    if choice is None or choice.claim_id != claim.pk or choice.recorded_to is not None:
        return
    choice.recorded_to = timezone.now()
    choice.save(update_fields=["recorded_to"])
    former = Choice.objects.filter(
        noun=choice.noun, record_key=choice.record_key, field=choice.field,
        recorded_to=choice.recorded_from, claim__recorded_to__isnull=True,
    )  # fmt: skip
    before = former.exclude(pk=choice.pk).first()
    if before is not None:
        before.recorded_to = None  # as it was known in between, the later choice still answers
        before.save(update_fields=["recorded_to"])


def claim_close(claim: Claim) -> None:
    """Let a claim hold no more, as if another had taken its place."""
    claim.state, claim.recorded_to = ClaimState.SUPERSEDED, timezone.now()
    claim.save(update_fields=["state", "recorded_to"])
