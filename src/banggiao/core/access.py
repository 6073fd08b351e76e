"""Who looks and who acts: what a viewer may see is a set of access labels, what he may do a table of grants.

The labels a person may see and the grants she has are worked out above (:mod:`banggiao.access`); this floor
only applies them, once, in the queryset and in the services that write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connections

from banggiao.core.errors import DeedRefused
from banggiao.core.models import AccessLabel, Circulation, NounRecord

PUBLIC_LABEL = 1
"""The label of what everybody with an account may see; the first migration makes it."""


@dataclass(frozen=True, slots=True)
class Question:
    """May this be done? ``field`` and ``state`` are "" where they do not matter; ``label`` is the id of the
    record's access label, None where no record is meant: roles count where they are held."""

    noun: str
    action: str
    field: str = ""
    state: str = ""
    label: int | None = None


def _everything(_: Question) -> bool:
    return True


@dataclass(frozen=True)
class Viewer:
    """Who looks or acts.

    ``name`` is what the audit writes; ``labels`` the ids of the access labels that may be seen, None for all;
    ``may`` answers a :class:`Question`; ``home`` is the key of the actor for whom the person writes.
    """

    name: str
    labels: frozenset[int] | None = field(default=frozenset(), repr=False)
    may: Callable[[Question], bool] = field(default=lambda _: False, repr=False)
    user: UUID | None = None
    home: UUID | None = None
    groups: frozenset[str] = frozenset()

    def sees(self, label_id: int | None) -> bool:
        """Return whether records with this label may be seen."""
        return self.labels is None or label_id in self.labels

    def require(
        self, noun: str, action: str, *, field: str = "", state: str = "", label: int | None = None
    ) -> None:
        """Pass where the deed is allowed.

        Raises:
            DeedRefused: it is not.
        """
        if not self.may(Question(noun, action, field, state, label)):
            raise DeedRefused(
                "not-allowed",
                "Vai trò của bạn không được làm việc này.",
                "Your role does not allow this.",
                field=field,
            )


def system(name: str) -> Viewer:
    """Return a viewer that may see and do everything: a pack's loader, a job, a command of the operator."""
    return Viewer(name=name, labels=None, may=_everything)


def label_of(record: NounRecord) -> int:
    """Return the id of the label that the record carries."""
    assert record.label_id is not None  # the column is never null
    return record.label_id


def label_get(
    *,
    circulation: Circulation | str = Circulation.PUBLIC,
    owner: UUID | None = None,
    named: Iterable[UUID] = (),
    embargo_until: date | None = None,
) -> AccessLabel:
    """Return the label with this reach, made on first use. Labels are shared and never change.

    Raises:
        DeedRefused: the circulation is unknown, or one that needs an owner has none.
    """
    circulation = str(circulation)
    if circulation not in Circulation.values:
        raise DeedRefused(
            "circulation",
            "Phạm vi lưu hành không hợp lệ.",
            "The circulation is unknown.",
            field="circulation",
        )
    if owner is None and (circulation != Circulation.PUBLIC or embargo_until is not None):
        raise DeedRefused(
            "circulation-owner",
            "Hãy cho biết cơ quan chủ quản của bản ghi.",
            "Say which body owns the record.",
            field="owner",
        )
    if circulation == Circulation.PUBLIC and embargo_until is None:
        owner = None  # one label for all that everybody may see
    keys = sorted({str(key) for key in named}) if circulation == Circulation.NAMED else []
    digest = _digest(circulation, owner, keys, embargo_until)
    label, _ = AccessLabel.objects.get_or_create(
        digest=digest,
        defaults={"circulation": circulation, "owner": owner, "named": keys, "embargo_until": embargo_until},
    )
    return label


def public_label_make(using: str) -> None:
    """Make the label that records carry by default, where its table was emptied."""
    connection = connections[using]
    if AccessLabel._meta.db_table in connection.introspection.table_names():
        AccessLabel.objects.using(using).get_or_create(
            pk=PUBLIC_LABEL,
            defaults={
                "circulation": Circulation.PUBLIC,
                "digest": _digest(Circulation.PUBLIC.value, None, [], None),
            },
        )


def _digest(circulation: str, owner: UUID | None, keys: list[str], embargo_until: date | None) -> str:
    told = json.dumps(
        [circulation, str(owner or ""), keys, embargo_until.isoformat() if embargo_until else ""]
    )
    return hashlib.sha256(told.encode()).hexdigest()


def covers(wide: AccessLabel, narrow: AccessLabel) -> bool:
    """Return whether everybody who may see ``narrow`` may surely see ``wide`` too, on every day.

    A value said by a source whose label does not cover the record's is masked: it stands in no column. The
    actor tree is not asked: labels of two owners are never said to cover each other.
    """
    if wide.pk == narrow.pk or (wide.circulation == Circulation.PUBLIC and wide.embargo_until is None):
        return True
    if wide.owner != narrow.owner:
        return False
    if wide.circulation == Circulation.NAMED:
        # the owner's members need not be on the list, so an embargo on one of the two only would let them
        # see the narrow one alone
        return (
            narrow.circulation == Circulation.NAMED
            and wide.embargo_until == narrow.embargo_until
            and set(narrow.named) <= set(wide.named)
        )
    if narrow.circulation == Circulation.AGENCY:
        return True  # the owner and the bodies above see both, embargo or not
    if wide.circulation == Circulation.AGENCY:
        return False
    return (
        wide.embargo_until is not None
        and narrow.embargo_until is not None
        and wide.embargo_until <= narrow.embargo_until
    )
