"""Who decides a matter, and how much may be spent on a guest, by the rules in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, noun_of
from banggiao.rules.selectors import authority_for, matters, norm_for
from banggiao.sources.marks import UNVERIFIED, undecided, verification_of
from banggiao.sources.wording import number_words
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described, with_tables
from banggiao.web.templatetags.register import mark_words
from banggiao.web.views.records import address_of, day_asked, language, viewer_of

CLASSES = ("special", "a", "b", "c", "other")


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """A matter (?matter=) or an item of spending (?item=, ?class=) on a day (?on=)."""
    viewer, spoken = viewer_of(request), language()
    viewer.require("authority", "view")
    on = day_asked(request, "on") or timezone.localdate()
    matter, item, guest = (request.GET.get(name, "")[:64] for name in ("matter", "item", "class"))
    subjects = matters(viewer, "authority")
    items = matters(viewer, "norm") if viewer.may(Question("norm", "view")) else []
    context: dict[str, Any] = {
        "on": on,
        "subjects": subjects,
        "matter": matter,
        "subject": dict(subjects).get(matter, ""),
        "items": items,
        "item": item,
        "item_name": dict(items).get(item, ""),
        "guest": guest,
        "guests": [(code, guest_words(code)) for code in CLASSES],
    }
    if context["subject"]:
        context["authorities"] = _marked("authority", authority_for(viewer, matter, on=on), viewer)
    if context["item_name"]:
        found = _marked("norm", norm_for(viewer, item, guest, on=on), viewer)
        context["norms"] = [
            {**one, "guest": guest_words(one["rule"].guest_class), "amount": _amount(one["rule"], spoken)}
            for one in found
        ]
    tables = []
    if "authorities" in context:
        tables.append(_authorities(context["authorities"], f"{context['subject']}, {on:%d/%m/%Y}"))
    if "norms" in context:
        tables.append(_norms(context["norms"], f"{context['item_name']}, {on:%d/%m/%Y}"))
    return with_tables(request, tables, "web/register/authority.html", context)


def _authorities(found: Sequence[dict[str, Any]], title: str) -> Table:
    heads = [
        Head("condition", _("Condition"), field="authority.condition"),
        Head("authority", _("Who decides"), names=True, field="authority.authority"),
        *_in_force_heads("authority"),
    ]
    lines = []
    for one in found:
        rule = one["rule"]
        name = Cell(rule.authority, address_of("authority", rule.key))
        lines.append(Line([rule.condition, name, *_in_force(one)], rule.key))
    return described("authorities", title, heads, lines, ("authority",))


def _norms(found: Sequence[dict[str, Any]], title: str) -> Table:
    heads = [
        Head("guest", _("Class of guest"), field="norm.guest_class"),
        Head("person", _("For whom"), field="norm.person"),
        Head("amount", _("At most"), Kind.DECIMAL, field="norm.amount"),
        Head("text", _("At most, in words"), under=True, field="norm.text"),
        Head("unit", _("Unit"), field="norm.unit"),
        *_in_force_heads("norm"),
    ]
    lines = []
    for one in found:
        rule = one["rule"]
        guest = Cell(one["guest"], address_of("norm", rule.key))
        amount = None if rule.amount is None else Cell(rule.amount.normalize(), strong=True)
        lines.append(Line([guest, rule.person, amount, rule.text, rule.unit, *_in_force(one)], rule.key))
    return described("norms", title, heads, lines, ("norm",))


def _in_force_heads(noun: str) -> list[Head]:
    return [
        Head("in_force", _("In force")),
        Head("legal_ref", _("Legal reference"), field=f"{noun}.legal_ref"),
        Head("note", _("Note"), under=True, field=f"{noun}.note"),
        Head("verification", _("Verification")),
    ]


def _in_force(one: dict[str, Any]) -> list[Cells]:
    rule, mark, doubted = one["rule"], one["mark"], one["doubted"]
    days = [f"{day:%d/%m/%Y}" if day else "…" for day in (rule.valid_from, rule.valid_to)]
    told = " – ".join(days) if rule.valid_from or rule.valid_to else _("not told")
    words = mark_words(mark) if mark else _("not verified") if doubted else ""
    return [told, rule.legal_ref, rule.note, Cell(words, chip="draft" if doubted else "")]


def guest_words(code: str) -> str:
    """Name a class of guest, as the Ministry of Finance's circular classes them."""
    words = {
        "special": _("special guests"), "a": _("class A"), "b": _("class B"), "c": _("class C"),
        "other": _("other guests"), "": _("all guests"),
    }  # fmt: skip
    return words.get(code.lower(), code)


def _amount(norm: Any, spoken: str) -> str:
    if norm.amount is None:
        return ""
    return number_words(norm.amount.normalize(), spoken)


def _marked(noun: str, rules: Sequence[NounRecord], viewer: Viewer) -> list[dict[str, Any]]:
    marks = verification_of(rules)
    open_ = undecided(noun_of(noun), [rule.key for rule in rules], viewer)
    return [
        {
            "rule": rule,
            "mark": marks.get(rule.key, ""),
            "doubted": marks[rule.key] in UNVERIFIED if rule.key in marks else rule.key in open_,
        }
        for rule in rules
    ]
