"""Who may read a record: told with it, chosen for a new one, asked for and decided as on the screen."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from banggiao.access.circulating import label_entered
from banggiao.access.models import Release
from banggiao.access.release import (
    LONGEST_LIST,
    label_asked,
    release_ask,
    release_decide,
    release_open,
)
from banggiao.access.why import label_told, names_in
from banggiao.api.kinds import TEXT, WORDS, Day, Taken
from banggiao.api.problems import Problem
from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import Noun

_READERS = (
    "Khóa, mã hoặc tên chính thức của cơ quan; khóa hoặc tên đăng nhập của người / keys, codes or official "
    "names of bodies, keys or user names of people"
)
_REACH = (
    "public: toàn hệ thống / whole system; agency: trong cơ quan / within the body; "
    "named: theo danh sách / by list"
)
_Comment = Annotated[str, Field(pattern=TEXT, max_length=1000)]
_Reader = Annotated[str, Field(pattern=WORDS, max_length=500)]


class _Readers(Taken):
    readers: Annotated[list[_Reader], Field(max_length=LONGEST_LIST)] = Field([], description=_READERS)


class CirculationNew(_Readers):
    """Who may read a new record; who enters it is always among the readers. A second person opens it to the
    whole system."""

    reach: Literal["agency", "named"] = Field(description=_REACH)


class CirculationWanted(_Readers):
    """Who is to read a record; its owner and who asks are always among the readers."""

    reach: Literal["public", "agency", "named"] = Field(description=_REACH)
    embargo_until: Day | None = Field(
        None, description="Đến ngày này chỉ cơ quan chủ quản xem / until this day only its owner sees it"
    )


class ReleaseWanted(Taken):
    """That a record is to circulate otherwise: another person decides."""

    circulation: CirculationWanted
    comment: _Comment = ""


class ReleaseDecision(Taken):
    """What is decided of the circulation that was asked for; to return it needs a comment."""

    decision: Literal["approve", "return"]
    comment: _Comment = ""


class CirculationTold(BaseModel):
    """Who may read a record, without the bodies that the caller may not see; ``words`` says it as the screen
    does."""

    reach: Literal["public", "agency", "named"] = Field(description=_REACH)
    owner: UUID | None
    readers: list[UUID]
    embargo_until: str | None
    words: str


class ReleaseTold(BaseModel):
    """A circulation that was asked for, and what was decided."""

    state: Literal["submitted", "released", "returned"]
    circulation: CirculationTold
    comment: str
    drafter: str
    asked_at: str
    approver: str | None
    decided_at: str | None


def circulation_told(record: NounRecord, viewer: Viewer) -> dict[str, Any]:
    """Return what is told of a record's circulation, and of the one that it waits for."""
    waiting = release_open(record)
    return {
        "circulation": _label_told(record.label, viewer),
        "release": release_told(waiting, viewer) if waiting is not None else None,
    }


def release_told(release: Release, viewer: Viewer) -> dict[str, Any]:
    """Return what is told of a circulation that was asked for."""
    return {
        "state": str(release.state), "circulation": _label_told(release.target, viewer),
        "comment": release.comment,
        "drafter": release.drafter.name, "asked_at": release.created_at.isoformat(),
        "approver": release.approver.name if release.approver else None,
        "decided_at": release.decided_at.isoformat() if release.decided_at else None,
    }  # fmt: skip


def _label_told(label: AccessLabel, viewer: Viewer) -> dict[str, Any]:
    known = names_in(label, viewer)
    return {
        "reach": str(label.circulation), "owner": str(label.owner) if label.owner in known else None,
        "readers": [key for key in label.named if UUID(key) in known], "words": label_told(label, viewer),
        "embargo_until": label.embargo_until.isoformat() if label.embargo_until else None,
    }  # fmt: skip


def label_sent(noun: Noun, sent: CirculationNew | None, viewer: Viewer) -> AccessLabel | None:
    """Return the label of new records, None for the usual one.

    Raises:
        DeedRefused: the caller may not give it, or a reader is unknown.
    """
    return label_entered(noun, sent.reach, sent.readers, by=viewer) if sent is not None else None


def asked(record: NounRecord, sent: ReleaseWanted, viewer: Viewer) -> dict[str, Any]:
    """Ask that a record circulate otherwise.

    Raises:
        DeedRefused: the caller may not ask, or it cannot be.
    """
    wanted = sent.circulation
    if wanted.readers and wanted.reach != "named":
        raise DeedRefused(
            "readers-unmeant", "Chỉ phạm vi theo danh sách mới có người nhận.",
            "Only a circulation by list has readers.", field="named",
        )  # fmt: skip
    given = {
        "circulation": wanted.reach, "embargo_until": wanted.embargo_until or "",
        "named": "\n".join(" ".join(reader.split()) for reader in wanted.readers),
    }  # fmt: skip
    target = label_asked(record=record, given=given, by=viewer)
    return release_told(release_ask(record=record, target=target, by=viewer, comment=sent.comment), viewer)


def decided(record: NounRecord, sent: ReleaseDecision, viewer: Viewer) -> dict[str, Any]:
    """Release a record as was asked, or return it.

    Raises:
        DeedRefused: the caller may not decide.
        Problem: nothing waits for a decision.
    """
    waiting = release_open(record)
    if waiting is None:
        raise Problem("release-none", "Không có đề nghị nào chờ duyệt.", "Nothing waits for a decision.")
    done = release_decide(
        release=waiting, approve=sent.decision == "approve", comment=sent.comment, by=viewer
    )
    return release_told(done, viewer)
