"""Why a user may, or may not, do something with a record: in words, and what would have to change.

The record's own words are not told to somebody who may not see it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from banggiao.access.matrix import Rule, matrix
from banggiao.access.models import Membership, User
from banggiao.access.viewers import SEEING, Acts, roles_of, sight, viewer_of
from banggiao.access.words import ACTIONS, group_told, state_told
from banggiao.actors.models import Actor
from banggiao.core.access import Question, Viewer
from banggiao.core.audit import record_event
from banggiao.core.models import AccessLabel, Circulation, NounRecord
from banggiao.core.nouns import noun_of
from banggiao.core.prepared import keys_asked, prepared
from banggiao.sources.cleaning import state_of


@dataclass(slots=True)
class Answer:
    """``sees`` and ``may`` answer, the rest says why. ``caption`` is "" where the asker may not see it."""

    user: User
    sees: bool
    may: bool
    caption: str
    label: str
    state: str
    memberships: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def why(*, username: str, noun: str, key: str, action: str, by: Viewer) -> Answer:
    """Explain.

    Raises:
        LookupError: there is no such user, noun, record or action.
        DeedRefused: the asker may not ask.
    """
    by.require("user", "administer")
    user = User.objects.filter(username=username.casefold()).first()
    record = _record(noun, key)
    if user is None or record is None or action not in ACTIONS:
        raise LookupError
    viewer = viewer_of(user)
    question = Question(noun, action, "", state_of(noun_of(noun), record), record.label_id)
    seeing = sight()
    roles = roles_of(user, today=seeing.today) if user.left_at is None else ()
    groups = Acts(seeing, user.key, roles).groups(record.label_id)
    answer = Answer(
        user=user,
        sees=viewer.sees(record.label.pk),
        may=viewer.sees(record.label.pk) and viewer.may(question),
        caption=record.caption if by.sees(record.label.pk) else "",
        label=label_told(record.label),
        state=state_told(noun_of(noun), question.state, "vi" if get_language() == "vi" else "en"),
        memberships=[_membership(held) for held in _memberships(user)],
        groups=[group_told(group) for group in sorted(groups)],
        rules=matrix().deciding(groups, question),
    )
    answer.changes = list(_changes(answer, record, action))
    record_event(
        "user.why_asked",
        noun=noun,
        record_key=record.key,
        who=by.name,
        after={"user": user.username, "action": action, "may": answer.may},
    )
    return answer


def label_told(label: AccessLabel, by: Viewer | None = None) -> str:
    """Say in words who may see what carries a label; bodies that ``by`` may not see are "?"."""
    keys = [UUID(key) for key in label.named]
    names = names_in(label, by)
    owner = names.get(label.owner, "?") if label.owner else ""
    if label.circulation == Circulation.AGENCY:
        told = _("within %(owner)s and the bodies above it") % {"owner": owner}
    elif label.circulation == Circulation.NAMED:
        told = _("by list: %(names)s") % {"names": ", ".join(sorted(names.get(key, "?") for key in keys))}
    else:
        told = _("everybody with an account")
    if label.embargo_until and timezone.localdate() < label.embargo_until:
        told += "; " + _("until %(day)s only %(owner)s and the bodies above it") % {
            "day": label.embargo_until.strftime("%d/%m/%Y"),
            "owner": owner,
        }
    return told


def names_in(label: AccessLabel, by: Viewer | None = None) -> dict[UUID, str]:
    """Return the names of a label's owner and readers by key, without the bodies that ``by`` may not see."""
    keys = [UUID(key) for key in label.named]
    names: dict[UUID, str] = {}
    if asked := [*keys, *_some(label.owner)]:
        found = _actors().of(keys=asked)
        names |= {key: name for key, name, at in found if by is None or by.sees(at)}
    if keys:
        names |= dict(User.objects.filter(key__in=keys).values_list("key", "name"))
    return names


@prepared
def _actors() -> QuerySet[Actor, tuple[UUID, str, int]]:
    return Actor.objects.filter(key__in=keys_asked()).values_list("key", "name_vi", "label_id")


def _some(owner: UUID | None) -> list[UUID]:
    return [owner] if owner else []


def _record(noun: str, key: str) -> NounRecord | None:
    try:
        model = noun_of(noun).model
        found: NounRecord | None = model.objects.select_related("label").filter(key=UUID(key)).first()
    except (KeyError, ValueError):
        return None
    return found


def _memberships(user: User) -> list[Membership]:
    return list(user.memberships.select_related("actor").order_by("archived_at", "id"))


def _membership(held: Membership) -> str:
    told = f"{held.actor.name_vi}: {group_told(held.group)}"
    if held.valid_from:
        told += ", " + _("from %(day)s") % {"day": held.valid_from.strftime("%d/%m/%Y")}
    if held.valid_to:
        told += ", " + _("to %(day)s") % {"day": held.valid_to.strftime("%d/%m/%Y")}
    if held.archived_at:
        told += " · " + _("ended")
    elif held.group not in SEEING:
        told += " · " + _("gives no sight of records")
    return told


def _changes(answer: Answer, record: NounRecord, action: str) -> list[str]:
    if answer.may:
        return []
    if answer.user.left_at is not None:
        return [_("The user has left; the account stays closed.")]
    found = []
    if not answer.sees:
        owner = Actor.objects.filter(key=record.label.owner).first() if record.label.owner else None
        if owner is not None:
            found.append(
                _("Give or lend the user a role in %(owner)s or in a body above it,")
                % {"owner": owner.name_vi}
            )
        found.append(_("or have a drafter ask for a wider circulation, and an approver release it."))
    barring = [rule for rule in answer.rules if not rule.allowed]
    if barring:
        found += [
            _("Row %(row)s of the permission matrix says no: %(note)s") % {"row": r.row, "note": r.note}
            for r in barring
        ]
    elif not any(rule.allowed for rule in answer.rules):
        able = sorted({rule.group for rule in matrix().rules if _gives(rule, record, action)})
        named = ", ".join(group_told(group) for group in able) or _("nobody")
        found.append(_("The permission matrix allows this to: %(groups)s.") % {"groups": named})
    return found


def _gives(rule: Rule, record: NounRecord, action: str) -> bool:
    question = Question(record.noun_code, action, "", state_of(noun_of(record.noun_code), record))
    return rule.allowed and rule.speaks_of({rule.group}, question, False)
