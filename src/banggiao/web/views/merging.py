"""Records that may be one thing entered twice, and the preview of making them one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from banggiao.core.access import Question
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.models import NounRecord
from banggiao.core.nouns import Kind, Noun
from banggiao.sources.duplicates import Candidate, duplicates_in, duplicates_of
from banggiao.sources.merging import DROP, KEEP, Preview, Side, merge_preview, records_merge
from banggiao.sources.wording import Names
from banggiao.web.tables import Head, Line, Table, described, with_tables
from banggiao.web.views.deeds import undoable_set
from banggiao.web.views.finding import noun_or_404
from banggiao.web.views.records import address_of, language, list_of, record_or_404, viewer_of
from banggiao.web.views.shared import UNPROCESSABLE, in_words


@require_GET
def duplicates(request: HttpRequest, noun: str) -> HttpResponseBase:
    """The pairs of a noun that may be one, the likeliest first; a large noun is shown window by window."""
    asked = _merged_noun(request, noun)
    try:
        before = int(request.GET.get("before", "")[:18])
    except ValueError:
        before = None
    pairs, after = duplicates_in(asked, viewer_of(request), before=before)
    context = {
        **_head(asked),
        "pairs": [
            {
                "first": _candidate(asked, pair.first),
                "second": _candidate(asked, pair.second),
                "percent": round(100 * pair.score),
                "reason": pair.reason.message(language()),
                "merge": f"{address_of(noun, pair.first.key)}merge/?with={pair.second.key}",
            }
            for pair in pairs
        ],
        "after": after,
        "before": before,
    }
    table = _pairs(asked, context["pairs"])
    return with_tables(request, [table], "web/register/duplicates.html", context)


def _pairs(noun: Noun, pairs: Iterable[dict[str, Any]]) -> Table:
    heads = [
        Head("likeness", _("Likeness"), Kind.INTEGER, unit="%"),
        Head("first", _("Record"), names=True),
        Head("first_key", _("Key")),
        Head("second", _("The other record")),
        Head("second_key", _("Key of the other")),
        Head("why", _("Why")),
    ]
    lines = [
        Line(
            [
                one["percent"], one["first"]["caption"], str(one["first"]["key"]),
                one["second"]["caption"], str(one["second"]["key"]), one["reason"],
            ]
        )
        for one in pairs
    ]  # fmt: skip
    title = _("Possible duplicates: %(many)s") % {"many": noun.label_many(language())}
    return described("pairs", title, heads, lines, (noun.code,))


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """What merging another record into this one would do, side by side; and doing it."""
    described = _merged_noun(request, noun)
    _noun, keep = record_or_404(request, noun, key)
    named = request.POST.get("with") or request.GET.get("with", "")
    try:
        drop = record_or_404(request, noun, UUID(named))[1] if named else None
    except ValueError:
        raise Http404 from None
    if drop is None:
        return _choose_other(request, described, keep)
    choices = {
        name.removeprefix("f-"): str(value) for name, value in request.POST.items() if name.startswith("f-")
    }
    refusal = ""
    if request.method == "POST":
        reason = " ".join(request.POST.get("reason", "").split())[:2000]
        try:
            records_merge(keep, drop, by=viewer_of(request), choices=choices, reason=reason)
        except RowsRefused as refused:
            refusal = "; ".join(dict.fromkeys(fault.message(language()) for _n, fault in refused.faults))
        except DeedRefused as refused:
            refusal = in_words(refused)
        else:
            messages.success(request, _("The two records are one now. What was said of both is kept."))
            undoable_set(request, keep)
            return redirect(address_of(noun, keep.key))
    try:
        preview = merge_preview(keep, drop, viewer_of(request), choices)
    except DeedRefused as refused:
        messages.error(request, in_words(refused))
        return redirect(address_of(noun, keep.key))
    context = {
        **_head(described),
        **_preview(request, described, preview, choices),
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "web/register/merge.html", context, status=UNPROCESSABLE if refusal else 200)


def _choose_other(request: HttpRequest, noun: Noun, keep: NounRecord) -> HttpResponse:
    found = duplicates_of(noun, keep, viewer_of(request), limit=10)
    likely = [
        {
            **_candidate(noun, one),
            "percent": round(100 * one.score),
            "reason": one.reason.message(language()),
            "merge": f"?with={one.key}",
        }
        for one in found
    ]
    context = {**_head(noun), "keep": keep, "keep_url": address_of(noun.code, keep.key), "likely": likely}
    return render(request, "web/register/merge_with.html", context)


def _merged_noun(request: HttpRequest, code: str) -> Noun:
    noun = noun_or_404(code)
    if not noun.writable or noun.not_merged is not None:
        raise Http404
    if not viewer_of(request).may(Question(noun.code, "merge")):
        raise Http404
    return noun


def _head(noun: Noun) -> dict[str, Any]:
    return {
        "noun": noun,
        "many": noun.label_many(language()),
        "noun_label": noun.label(language()),
        "back": list_of(noun.code),
    }


def _candidate(noun: Noun, one: Candidate) -> dict[str, Any]:
    return {"caption": one.caption, "url": address_of(noun.code, one.key), "key": one.key}


def _preview(request: HttpRequest, noun: Noun, preview: Preview, choices: dict[str, str]) -> dict[str, Any]:
    spoken = language()
    sides = [side for side in preview.sides if side.keep is not None or side.drop is not None]
    names = Names.gather(
        [(side.field, value) for side in sides for value in (side.keep, side.drop)], viewer_of(request)
    )

    def told(side: Side, value: Any) -> str:
        return "; ".join(one.text for one in names.said(side.field, value, spoken))

    return {
        "keep": preview.keep,
        "drop": preview.drop,
        "keep_url": address_of(noun.code, preview.keep.key),
        "drop_url": address_of(noun.code, preview.drop.key),
        "other_way": f"{address_of(noun.code, preview.drop.key)}merge/?with={preview.keep.key}",
        "sides": [
            {
                "name": side.field.name,
                "label": side.field.label(spoken),
                "keep": told(side, side.keep),
                "drop": told(side, side.drop),
                "disputed": side.disputed,
                "chosen": choices.get(side.field.name, KEEP),
            }
            for side in sides
        ],
        "moves": [
            {
                "title": relation.noun.label_many(spoken) if relation.noun else "",
                "field": relation.noun.by_name[relation.field].label(spoken)
                if relation.noun and relation.field in relation.noun.by_name
                else "",
                "count": count,
            }
            for relation, count in preview.moves
        ],
        "problems": [fault.message(spoken) for fault in preview.problems],
        "KEEP": KEEP,
        "DROP": DROP,
    }
