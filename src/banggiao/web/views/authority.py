"""Who decides a matter, and how much may be spent on a guest, by the rules in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.core.access import Question, Viewer
from banggiao.core.models import NounRecord
from banggiao.core.nouns import noun_of
from banggiao.rules.selectors import authority_for, matters, norm_for
from banggiao.sources.marks import UNVERIFIED, undecided, verification_of
from banggiao.sources.wording import number_words
from banggiao.web.views.records import day_asked, language, viewer_of

CLASSES = ("special", "a", "b", "c", "other")


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """A matter (?matter=) or an item of spending (?item=, ?class=) on a day (?on=)."""
    viewer, spoken = viewer_of(request), language()
    viewer.require("authority", "view")
    on = day_asked(request, "on") or timezone.localdate()
    matter, item, guest = (request.GET.get(name, "")[:64] for name in ("matter", "item", "class"))
    subjects = matters(viewer, "authority")
    items = matters(viewer, "norm") if viewer.may(Question("norm", "view")) else []
    context = {
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
    return render(request, "web/register/authority.html", context)


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
