"""Words of the register's pages for circulation, places, marks and deeds."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banggiao.core.models import AccessLabel, NounRecord
from banggiao.reading.llm import ModelFailed
from banggiao.reviews.model_reading import may_release, model_set
from banggiao.sources.models import Claim, Source

register = template.Library()

CIRCULATIONS = {"public": _("whole system"), "agency": _("within the body"), "named": _("named readers")}
MARKS = {
    "V": _("V: checked at the source"),
    "N": _("N: from the press"),
    "T": _("T: a third party's copy"),
    "D": _("D: public data set"),
    "conf": _("conf: sources conflict"),
    "U": _("U: not verified"),
}
DEEDS = {
    "created": _("Record created"),
    "read": _("Read from a paper"),
    "changed": _("Record changed"),
    "archived": _("Record archived"),
    "restored": _("Record restored"),
    "chosen": _("Claim chosen"),
    "accepted": _("Claim confirmed"),
    "rejected": _("Claim refused"),
    "claimed": _("Further claim"),
    "relabelled": _("Circulation changed"),
    "merged": _("Records merged"),
    "merged_into": _("Merged into another record"),
    "undone": _("Deed undone"),
    "model_asked": _("Released to the model"),
    "model_answered": _("The model answered"),
    "model_failed": _("The model gave no answer"),
    "file_added": _("File attached"),
    "file_archived": _("File archived"),
    "file_relabelled": _("Circulation of a file changed"),
    "personal_read": _("Personal data read"),
    "personal_erased": _("Personal data erased"),
    "retention_set": _("Retention set"),
    "exported": _("List downloaded"),
    "loaded": _("Table loaded"),
    "signed_in": _("Signed in"),
    "password_set": _("Password set"),
    "link_made": _("Sign-in link made"),
    "token_made": _("Access token made"),
    "token_revoked": _("Access token revoked"),
    "link_used": _("Sign-in link used"),
    "break_glass_made": _("Break-glass account sealed"),
    "break_glass_used": _("BREAK-GLASS ACCOUNT USED"),
    "factor_added": _("Second factor added"),
    "factor_removed": _("Second factor removed"),
    "factors_reset": _("Second factors removed by an administrator"),
    "recovery_code_used": _("Recovery code used"),
    "recovery_codes_made": _("Recovery codes made"),
    "provider_connected": _("Account at the provider connected"),
    "provider_disconnected": _("Account at the provider disconnected"),
    "sessions_ended": _("Sessions ended"),
    "role_given": _("Role given"),
    "access_lent": _("Access lent for a time"),
    "role_ended": _("Role ended"),
    "left": _("Account closed"),
    "why_asked": _("Asked why somebody does not see a record"),
}


@register.simple_tag
def circulation_words(label: AccessLabel) -> str:
    """Say who may see what bears the label."""
    told = str(CIRCULATIONS.get(str(label.circulation), label.circulation))
    if label.embargo_until:
        told = gettext("%(circulation)s, from %(day)s") % {
            "circulation": told,
            "day": label.embargo_until.strftime("%d/%m/%Y"),
        }
    return told


_SHEET = 2  # a row of a sheet stands below the sheet's name and its own cells


@register.filter
def claim_place(claim: Claim) -> str:
    """Name the place in the source: cells of a sheet, row of a table, paragraph and page of a paper."""
    parts = []
    if claim.source.kind == "table" and len(claim.heading_path) == _SHEET:
        sheet, cells = claim.heading_path
        return gettext("sheet “%(sheet)s”, cells %(cells)s") % {"sheet": sheet, "cells": cells}
    if claim.paragraph is not None:
        rows = claim.source.kind in ("pack", "table")
        parts.append((gettext("row %(n)s") if rows else gettext("para. %(n)s")) % {"n": claim.paragraph})
    if claim.page is not None:
        parts.append(gettext("p. %(n)s") % {"n": claim.page})
    return ", ".join(parts)


@register.simple_tag(takes_context=True)
def model_address(context: Context, record: NounRecord) -> str:
    """Return where a paper may be released to the model; "" where none is set or the person may not."""
    if (
        not isinstance(record, Source)
        or not record.blocks
        or not may_release(record, context["request"].viewer)
    ):
        return ""
    try:
        return reverse("web:model", args=[record.key]) if model_set() else ""
    except ModelFailed:
        return reverse("web:model", args=[record.key])  # the page says what is wrong


@register.simple_tag
def source_words(claim: Claim) -> str:
    """Name a claim's source and place."""
    source = claim.source.caption or claim.source.title or claim.source.name
    return ", ".join(part for part in (source, claim_place(claim)) if part)


@register.filter
def mark_words(mark: str) -> str:
    """Say what a verification mark means."""
    return str(MARKS.get(mark, mark))


@register.filter
def deed_words(code: str) -> str:
    """Name a deed of the audit."""
    return str(DEEDS.get(code, code))
