"""Groups, actions and states in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banggiao.access.models import Group
from banggiao.core.nouns import Noun

GROUPS = {
    Group.READER.value: _("reader"),
    Group.DRAFTER.value: _("drafting officer"),
    Group.APPROVER.value: _("approving leader"),
    Group.PERSONAL.value: _("keeper of personal data"),
    Group.AUDITOR.value: _("auditor"),
    Group.ADMINISTRATOR.value: _("administrator"),
}
ACTIONS = {
    "view": _("view"),
    "create": _("create"),
    "change": _("change"),
    "archive": _("archive"),
    "restore": _("restore"),
    "merge": _("merge duplicates"),
    "choose": _("choose between claims"),
    "confirm": _("confirm or refuse claims"),
    "undo": _("undo"),
    "attach": _("attach files"),
    "release": _("ask for another circulation"),
    "approve": _("approve a circulation"),
    "export": _("download, export"),
    "read_personal": _("read personal data"),
    "view_history": _("view the history"),
    "administer": _("administer"),
}

STATES = {
    "draft": _("draft, not released"),
    "released": _("released"),
    "archived": _("archived"),
}
"""Where records stand whose noun has no state of its own."""


def state_told(noun: Noun, code: str, language: str) -> str:
    """Return where a record of a noun stands in ``language`` ("vi" or "en")."""
    own = noun.by_name[noun.state].choices if noun.state else ()
    at = 1 if language == "vi" else 2
    return next((choice[at] for choice in own if choice[0] == code), str(STATES.get(code, code)))


def group_told(code: str) -> str:
    """Return a group's name in the language of the page; what is no group stays as it is."""
    return str(GROUPS.get(code, code))
