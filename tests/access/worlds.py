"""Small registers to look at, and the oracle: who may see a label, read from its docstring row by row."""

from __future__ import annotations

from datetime import date, timedelta

from banggiao.access.models import Group, Membership, User
from banggiao.actors.models import Actor, Succession

TODAY = date(2026, 11, 22)
DAYS = [None, TODAY - timedelta(days=30), TODAY, TODAY + timedelta(days=30)]


def actor(code, parent=None):
    return Actor.objects.create(code=code, kind="agency", parent=parent, name_vi=code)


def user(name, **more):
    return User.objects.create(username=name, name=name, password="!", **more)


def works(who, where, group=Group.READER, start=None, end=None, **more):
    return Membership.objects.create(
        user=who, actor=where, group=group, valid_from=start, valid_to=end, **more
    )


def becomes(old, new, kind="merged_into", on=None, **more):
    return Succession.objects.create(predecessor=old, successor=new, kind=kind, on=on, **more)


def carried_on_by(body, today):
    """Who carries on for a body, by what everybody may see; what it only gave a part to does not."""
    found = []
    for one in Succession.objects.filter(predecessor=body, archived_at=None):
        begun = one.on is None or one.on <= today
        ended = one.kind != "split_into" or (body.valid_to is not None and body.valid_to < today)
        if begun and ended and one.label.circulation == "public" and one.label.embargo_until is None:
            found.append(one.successor)
    return found


def sees(who, label, today=TODAY):
    """The oracle: the words of AccessLabel's docstring, read row by row."""
    if who.left_at is not None:
        return False
    bodies = []
    for held in Membership.objects.filter(user=who, archived_at=None):
        begun = held.valid_from is None or held.valid_from <= today
        over = held.valid_to is not None and held.valid_to < today
        if begun and not over and held.group in {"reader", "drafter", "approver", "personal"}:
            bodies.append(held.actor)

    def of_owner():
        waiting, passed = list(Actor.objects.filter(key=label.owner)), set()
        for at in waiting:
            if at in bodies:
                return True
            if at.pk not in passed:
                passed.add(at.pk)
                waiting += [*([at.parent] if at.parent else []), *carried_on_by(at, today)]
        return False

    if label.embargo_until is not None and today < label.embargo_until:
        return of_owner()
    if label.circulation == "public":
        return True
    if label.circulation == "agency":
        return of_owner()
    return str(who.key) in label.named or any(str(body.key) in label.named for body in bodies)
