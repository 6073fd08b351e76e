"""Words for the codes of the register, and numbers as each language writes them."""

from __future__ import annotations

from datetime import date

from django import template
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from banggiao.access.words import group_told
from banggiao.core.access import Viewer
from banggiao.core.intervals import given_text
from banggiao.core.models import NounRecord
from banggiao.instruments.models import Clause
from banggiao.reviews.models import Submission
from banggiao.sources.wording import date_words
from banggiao.web.table_rows import body_html, page_heads, total_html

register = template.Library()
register.filter("table_heads", page_heads)
register.filter("table_body", body_html)
register.filter("table_total", total_html)

ROLES = {
    "context": _("context"),
    "result": _("result"),
    "shortcoming": _("shortcoming"),
    "cause": _("cause"),
    "direction": _("direction"),
    "proposal": _("proposal"),
    "quote": _("quotation"),
    "other": _("other"),
}
COVERAGES = {
    "empty": _("empty"),
    "text": _("text only"),
    "figure": _("with figure"),
    "evidence": _("with evidence"),
}
KINDS = {
    "viewpoint": _("viewpoint"),
    "objective": _("objective"),
    "task": _("task"),
    "measure": _("measure"),
}
CONTRADICTIONS = {
    "within": _("within one report"),
    "annex": _("prose against annex"),
    "between": _("between two reports"),
}
BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "coc_coc": "Coc Coc",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def device(agent: str) -> str:
    """Name a device as its browser names itself, in short; what is not known is shown as it is."""
    told = [
        next((name for mark, name in known.items() if mark in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, told)) or agent[:60] or gettext("unknown device")


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Return the languages on offer, each named in itself."""
    return list(settings.LANGUAGES)


@register.filter
def role_label(role: object) -> str:
    """Name what a statement does in its paper."""
    return str(ROLES.get(str(role), role))


@register.filter
def coverage_label(coverage: object) -> str:
    """Name a kind of cell."""
    return str(COVERAGES.get(str(coverage), coverage))


@register.filter
def kind_label(kind: object) -> str:
    """Name a kind of clause."""
    return str(KINDS.get(str(kind), kind))


@register.filter
def group_label(code: object) -> str:
    """Name a group of users."""
    return group_told(str(code))


@register.filter
def contradiction_label(kind: object) -> str:
    """Name where two values disagree."""
    return str(CONTRADICTIONS.get(str(kind), kind))


@register.filter
def number(value: float) -> str:
    """Write a number as the language does: 1.234,5 in Vietnamese, 1,234.5 in English."""
    text = f"{int(value):,}" if value == int(value) else f"{value:,.10g}"
    if get_language() == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


@register.filter
def refusal(submission: Submission) -> str:
    """Say why a file was refused, in the language of the page; the file is named beside it."""
    message = submission.message_vi if get_language() == "vi" else submission.message_en
    return message.removeprefix(f"{submission.file_name}: ")


@register.filter
def body_text(clause: Clause) -> str:
    """Return what a clause's text says beyond its title, "" where it only repeats it."""
    title, text = clause.title.rstrip(".… "), clause.text.rstrip(". ")
    return "" if text == title else clause.text


@register.filter
def place_words(place: object) -> str:
    """Name a place in a paper: "đoạn 45, tr. 12"."""
    paragraph = getattr(place, "paragraph", None)
    page = getattr(place, "page", None)
    if page is None:
        return gettext("para. %(paragraph)s") % {"paragraph": paragraph}
    return gettext("para. %(paragraph)s, p. %(page)s") % {"paragraph": paragraph, "page": page}


@register.filter
def given(day: date | None, precision: str) -> str:
    """Write a date as it was given ("30/10/2025", "quý IV/2025", "2025"), "–" where there is none."""
    text = given_text(day, precision)
    return date_words(text, "vi" if get_language() == "vi" else "en") if text else "–"


@register.filter
def seen_by(record: NounRecord, viewer: Viewer) -> str:
    """Name a record that another one points at, to somebody who may see it."""
    return called(record) if viewer.sees(record.label_id) else gettext("(outside of what you may see)")


@register.filter
def called(record: NounRecord) -> str:
    """Name a record in the language of the page, in Vietnamese where it has no English name."""
    return record.called("vi" if get_language() == "vi" else "en")
