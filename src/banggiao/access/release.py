"""Changing who may see a record, in two steps: a drafter asks, an approver, never the same, decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from banggiao.access.models import Release, ReleaseState, User
from banggiao.actors.models import Actor
from banggiao.core.access import PUBLIC_LABEL, Question, Viewer, label_get, label_of
from banggiao.core.audit import record_event
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Circulation, NounRecord
from banggiao.core.nouns import noun_of
from banggiao.core.prepared import KEY, prepared
from banggiao.core.secrecy import text_guarded
from banggiao.language.folding import search_key
from banggiao.language.typed import parse_typed_date
from banggiao.sources.cleaning import state_of
from banggiao.sources.finding import SHOWN, Found, records_found
from banggiao.sources.records import locked

LONGEST_LIST = 200
"""Readers whom one may name."""


def label_chosen(
    *,
    circulation: str,
    by: Viewer,
    owner: UUID | None,
    named: Iterable[UUID] = (),
    embargo_until: date | None = None,
) -> AccessLabel:
    """Return the label that a person chose in a form. A named list always holds its owner and its author.

    Raises:
        DeedRefused: the circulation is unknown, the list is empty, or the embargo's day is past.
    """
    names = set(named)
    if circulation == Circulation.NAMED:
        if not names:
            raise DeedRefused(
                "named-empty", "Hãy chọn ít nhất một cơ quan hoặc người.", "Name at least one.", field="named"
            )
        names |= {key for key in (by.user, owner) if key is not None}
    if embargo_until is not None and embargo_until <= timezone.localdate():
        raise DeedRefused(
            "embargo-past",
            "Ngày công bố phải sau hôm nay.",
            "The day must be after today.",
            field="embargo_until",
        )
    return label_get(circulation=circulation, owner=owner, named=names, embargo_until=embargo_until)


def label_asked(*, record: NounRecord, given: Mapping[str, str], by: Viewer) -> AccessLabel:
    """Return the label that a form asks for a record: ``circulation``, ``named`` (codes or official names of
    bodies, user names, one a line) and ``embargo_until`` (a day, typed or ISO).

    Raises:
        DeedRefused: the person may not ask, or an entry is unknown or cannot be.
    """
    noun = noun_of(record.noun_code)
    by.require(noun.code, "release", state=state_of(noun, record), label=record.label_id)
    circulation = given.get("circulation", "")
    day = given.get("embargo_until", "").strip()
    try:
        embargo = date.fromisoformat(parse_typed_date(day) or day) if day else None
    except ValueError:
        raise DeedRefused("embargo", "Ngày không hợp lệ.", "Not a date.", field="embargo_until") from None
    listed = given.get("named", "") if circulation == Circulation.NAMED else ""
    return label_chosen(
        circulation=circulation,
        by=by,
        owner=owner_of(record, by),
        named=keys_named(listed, by),
        embargo_until=embargo,
    )


def keys_named(listed: str, by: Viewer) -> set[UUID]:
    """Return the keys of the bodies (key, code or official name) and users (key or user name) that stand one
    a line.

    Raises:
        DeedRefused: a name is unknown or means several, or there are too many.
    """
    found: set[UUID] = set()
    names = [" ".join(line.split()) for line in listed.splitlines() if line.strip()]
    if len(names) > LONGEST_LIST:
        raise DeedRefused(
            "named-many", f"Tối đa {LONGEST_LIST} người, cơ quan.", f"At most {LONGEST_LIST} readers.",
            field="named",
        )  # fmt: skip
    actors = Actor.objects.visible_to(by).current()
    staying = User.objects.filter(left_at__isnull=True)
    for name in names:
        users = staying.filter(username=name.casefold())
        if key := _as_key(name):
            known = [found for rows in (actors, staying) for found in _keys(rows.filter(key=key))]
        else:
            known = (
                _keys(actors.filter(code=name))
                or _keys(actors.filter(name_vi__iexact=name[:300])[:2])
                or _keys(users)
            )
        if len(known) != 1:
            raise DeedRefused(
                "named-unknown",
                f"Không tìm thấy hoặc không rõ nghĩa: “{name[:60]}”.",
                f"Not found, or not clear: “{name[:60]}”.",
                field="named",
            )
        found.add(known[0])
    return found


def _keys(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.values_list("key", flat=True))


def _as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def readers_named(keys: Iterable[str], by: Viewer) -> dict[str, str]:
    """Return key → name of the bodies that the person may see, and of the users, among these keys."""
    wanted = [key for key in map(_as_key, keys) if key]
    actors = Actor.objects.visible_to(by).filter(key__in=wanted).values_list("key", "caption")
    users = User.objects.filter(key__in=wanted).values_list("key", "name")
    return {str(key): name for key, name in (*actors, *users)}


def readers_found(words: str, by: Viewer, *, language: str) -> list[Found]:
    """Return bodies that the person may see, and users, whom ``words`` may mean: to name them as readers.

    Raises:
        DeedRefused: the person may not ask for a record's circulation.
    """
    by.require("source", "release")
    asked = search_key(words)
    rows = (
        User.objects.filter(left_at__isnull=True)
        .order_by("name", "id")
        .values_list("key", "name", "username")
    )
    users = [
        Found(str(key), name, username)
        for key, name, username in rows
        if asked and asked in f"{search_key(name)} {username}"
    ]
    return [*records_found(noun_of("actor"), words, by, language=language), *users[:SHOWN]][: 2 * SHOWN]


def owner_of(record: NounRecord, by: Viewer) -> UUID | None:
    """Return the body that decides who sees a record: its label's owner, or else the asker's own body."""
    return record.label.owner or by.home


def goes_with_whole(record: NounRecord) -> bool:
    """Return whether a record circulates as that of which it is a part, so that nobody asks for it by itself.
    A part of what everybody sees is released by itself."""
    part_of = noun_of(record.noun_code).part_of
    return bool(part_of) and label_of(getattr(record, part_of)) != PUBLIC_LABEL


def release_ask(*, record: NounRecord, target: AccessLabel, by: Viewer, comment: str = "") -> Release:
    """Ask that a record be seen as ``target`` says.

    Raises:
        DeedRefused: the person may not ask, the record has this circulation, goes with its whole or was asked
            for already.
    """
    noun = noun_of(record.noun_code)
    comment = text_guarded(comment.strip(), "comment")
    with transaction.atomic():
        record = locked(record, by)
        by.require(noun.code, "release", state=state_of(noun, record), label=record.label_id)
        if not noun.writable:
            raise DeedRefused("not-writable", "Không sửa tay được.", "It is not changed by hand.")
        _alone(record)
        if record.label_id == target.pk:
            raise DeedRefused(
                "release-same", "Bản ghi đã lưu hành như vậy.", "The record circulates like this already."
            )
        try:
            with transaction.atomic():
                release = Release.objects.create(
                    noun=noun.code,
                    record_key=record.key,
                    target=target,
                    drafter=_user(by),
                    comment=comment,
                )
        except IntegrityError:
            raise DeedRefused(
                "release-open", "Bản ghi này đang chờ duyệt.", "This record waits for a decision already."
            ) from None
        record_event(
            "release.asked",
            noun=noun.code,
            record_key=record.key,
            who=by.name,
            before={"label": record.label_id},
            after={"label": target.pk},
            reason=comment,
        )
        return release


def _alone(record: NounRecord) -> None:
    """Refuse a record that circulates as its whole does."""
    if goes_with_whole(record):
        raise DeedRefused(
            "release-part",
            "Phạm vi lưu hành theo bản ghi mà nó thuộc về; hãy trình ở bản ghi đó.",
            "It circulates as the record that it is part of: ask there.",
        )


def release_decide(*, release: Release, approve: bool, comment: str, by: Viewer) -> Release:
    """Release the record as asked, or return it with a comment.

    Raises:
        DeedRefused: it was decided, the person drafted it herself or is no approver of the record's owner or
            of a body above it, nothing is said on return, or the record may not be seen so widely.
    """
    comment = text_guarded(comment.strip(), "comment")
    with transaction.atomic():
        record = locked(_record(release, by), by)  # before the release, as whoever comes with the record does
        release = (
            Release.objects.select_for_update(of=("self",))
            .select_related("target", "drafter")
            .get(pk=release.pk)
        )
        if release.state != ReleaseState.SUBMITTED:
            raise DeedRefused(
                "release-decided", "Đề nghị này đã được quyết định.", "This was decided already."
            )
        if release.drafter.key == by.user:
            raise DeedRefused(
                "release-own",
                "Người trình không tự duyệt; hãy để người khác duyệt.",
                "Who asks does not decide: let somebody else.",
            )
        noun = noun_of(release.noun)
        by.require(noun.code, "approve", state=state_of(noun, record), label=record.label_id)
        if not approve and not comment:
            raise DeedRefused(
                "release-comment", "Hãy nêu lý do trả lại.", "Say why it is returned.", field="comment"
            )
        if approve:
            _alone(record)  # its whole may have been narrowed since it was asked
        release.state = ReleaseState.RELEASED if approve else ReleaseState.RETURNED
        release.approver = _user(by)
        release.comment = comment
        release.decided_at = timezone.now()
        release.save(update_fields=["state", "approver", "comment", "decided_at"])
        record_event(
            f"release.{release.state}",
            noun=release.noun,
            record_key=release.record_key,
            who=by.name,
            after={"label": release.target_id},
            reason=comment,
        )
        if approve:
            from banggiao.sources.deeds import record_relabel  # noqa: PLC0415

            reason = comment or "Duyệt phát hành"
            record_relabel(record, label=release.target, by=by, reason=reason)
        return release


def releases_waiting(viewer: Viewer) -> list[tuple[Release, NounRecord]]:
    """Return what waits for this viewer's decision, the oldest first, with its record. One query a noun."""
    own = viewer.user or UUID(int=0)
    waiting = Release.objects.filter(state=ReleaseState.SUBMITTED).exclude(drafter__key=own)
    releases = list(waiting.select_related("target", "drafter").order_by("id"))
    asked: dict[str, set[UUID]] = defaultdict(set)
    for release in releases:
        asked[release.noun].add(release.record_key)
    records: dict[UUID, NounRecord] = {}
    for noun, keys in asked.items():
        rows = noun_of(noun).model.objects.visible_to(viewer).select_related("label").filter(key__in=keys)
        records |= {record.key: record for record in rows if _may_approve(noun, record, viewer)}
    return [(release, records[release.record_key]) for release in releases if release.record_key in records]


def release_open(record: NounRecord) -> Release | None:
    """Return what is asked for the record and not decided."""
    return next(iter(_open(record.noun_code).of(key=record.key)), None)


@prepared
def _open(noun: str) -> QuerySet[Release]:
    waiting = Release.objects.filter(noun=noun, record_key=KEY, state=ReleaseState.SUBMITTED)
    return waiting.select_related("target", "drafter").order_by("id")[:1]


def _may_approve(noun: str, record: NounRecord, viewer: Viewer) -> bool:
    return viewer.may(Question(noun, "approve", "", state_of(noun_of(noun), record), record.label_id))


def _record(release: Release, by: Viewer) -> NounRecord:
    record: NounRecord | None = (
        noun_of(release.noun).model.objects.visible_to(by).filter(key=release.record_key).first()
    )
    if record is None:
        raise DeedRefused("not-found", "Không tìm thấy bản ghi.", "The record was not found.")
    return record


def _user(by: Viewer) -> User:
    user = User.objects.filter(key=by.user).first() if by.user else None
    if user is None:
        raise DeedRefused("release-person", "Hãy đăng nhập.", "Sign in first.")
    return user
