"""Filters of a list as the page draws them: one control for each, and a chip for each that is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from banggiao.core.access import Viewer
from banggiao.core.nouns import DATES, Derived, Field, Kind, noun_of
from banggiao.core.prepared import prepared
from banggiao.sources.listed import NONE, PAST, ListQuery, Wanted, filters_offered
from banggiao.sources.wording import Names
from banggiao.web.fragments import fragment

Terms = dict[str, list[tuple[str, str]]]
"""Vocabulary → (code, label) of its entries."""
_REACHES = 60  # characters of a chip
_NAMED = 12  # predecessors


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the address of the list without it.

    ``more`` is the address of the list with the predecessors, which ``more_names`` names; both "" where there
    are none.
    """

    label: str
    value: str
    without: str
    more: str = ""
    more_names: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a filter may take."""

    code: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Widget:
    """The control of one filter. ``kind`` is options, record, date or text."""

    name: str
    label: str
    kind: str
    options: tuple[Option, ...] = ()
    count: int = 0
    text: str = ""
    key: str = ""
    since: str = ""
    until: str = ""
    find: str = ""
    tree: bool = False
    below: bool = False
    past: bool = False
    none: bool = False
    required: bool = False


def controls_of(query: ListQuery, viewer: Viewer, language: str) -> tuple[list[SafeString], list[Chip]]:
    """Return the controls of all filters that the viewer is offered, and what narrows the list, in words."""
    offered = filters_offered(query.noun, viewer)
    chosen = {wanted.of.name: wanted for wanted in query.wanted}
    terms = _terms(offered, viewer, language)
    said = [(w.of, _keys(w)) for w in query.wanted if isinstance(w.of, Field) and w.of.kind is Kind.RECORD]
    names = Names.gather(said, viewer)
    former = {w.of.name: _former(w, viewer) for w in query.wanted}
    widgets = [_widget(of, chosen.get(of.name), terms, names, language) for of in offered]
    drawn = [fragment("web/register/_filter.html", one=widget) for widget in widgets]
    return drawn, _chips(query, terms, names, former, language)


def short(label: str) -> str:
    """Return a label without what it explains in brackets."""
    return label.partition(" (")[0]


def _former(wanted: Wanted, viewer: Viewer) -> list[str]:
    """Name the predecessors of the records that a filter names, where it does not include them yet."""
    if not isinstance(wanted.of, Field) or not wanted.of.noun or wanted.past or not wanted.ids:
        return []
    noun = noun_of(wanted.of.noun)
    before = noun.with_history(wanted.ids) - wanted.ids if noun.with_history else frozenset()
    if not before:
        return []
    rows = noun.model.objects.visible_to(viewer).filter(pk__in=before).order_by("sort_key", "pk")
    return list(rows.values_list("caption", flat=True)[:_NAMED])


def _chips(
    query: ListQuery, terms: Terms, names: Names, former: dict[str, list[str]], language: str
) -> list[Chip]:
    chips = []
    if query.words:
        chips.append(Chip(_("words"), query.words, _without(query, "q")))
    for wanted in query.wanted:
        value = _told(wanted, terms, names, language)
        label, off = short(wanted.of.label(language)), _without(query, wanted.of.name)
        before = former[wanted.of.name]
        more = _address(query, [*query.given, (wanted.of.name + PAST, "1")]) if before else ""
        chips.append(Chip(label, value, off, more, "; ".join(before)))
    if query.true_on:
        chips.append(Chip(_("as true on"), _day(query.true_on), _without(query, "true_on")))
    if query.known_on:
        told = f"{timezone.localtime(query.known_on):%d/%m/%Y}"
        chips.append(Chip(_("as known on"), told, _without(query, "known_on")))
    if query.archived:
        chips.append(Chip(_("archived"), _("yes"), _without(query, "archived")))
    return chips


def _without(query: ListQuery, name: str) -> str:
    return _address(query, [(n, v) for n, v in query.given if n.partition(".")[0] != name])


def _address(query: ListQuery, kept: list[tuple[str, str]]) -> str:
    address = reverse("web:list", args=[query.noun.code])
    return f"{address}?{urlencode(kept)}" if kept else address


def _terms(offered: list[Any], viewer: Viewer, language: str) -> Terms:
    """Return vocabulary → (code, label) of its entries, for all of them in one query."""
    asked = {v for of in offered if isinstance(of, Field) and of.kind is Kind.TERM for v in of.vocabularies}
    found: Terms = {vocabulary: [] for vocabulary in asked}
    if asked:
        for vocabulary, code, vi, en, label in _entries(tuple(sorted(asked))).of():
            if viewer.sees(label):
                found[vocabulary].append((code, vi if language == "vi" else en or vi))
    return found


@prepared
def _entries(vocabularies: tuple[str, ...]) -> QuerySet[Any, tuple[str, str, str, str, int]]:
    rows: Any = noun_of("term").model.objects
    rows = rows.filter(vocabulary__in=vocabularies, archived_at__isnull=True).order_by("order", "id")
    entries: QuerySet[Any, tuple[str, str, str, str, int]] = rows.values_list(
        "vocabulary", "code", "label_vi", "label_en", "label_id"
    )
    return entries


def _keys(wanted: Wanted) -> list[str]:
    return [code for code in wanted.codes if code != NONE]


def _choices(of: Field | Derived, terms: Terms, language: str) -> list[tuple[str, str]]:
    if isinstance(of, Field) and of.kind is Kind.TERM:
        return list(dict(pair for v in of.vocabularies for pair in terms[v]).items())
    if isinstance(of, Field) and of.kind is Kind.YES_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    return [(code, vi if language == "vi" else en) for code, vi, en in of.choices]


def _widget(of: Field | Derived, wanted: Wanted | None, terms: Terms, names: Names, language: str) -> Widget:
    label = short(of.label(language))
    if isinstance(of, Field) and of.kind in DATES:
        since = _day(wanted.first) if wanted else ""
        until = _day(wanted.last) if wanted else ""
        return Widget(of.name, label, "date", since=since, until=until, count=int(bool(wanted)))
    if isinstance(of, Field) and of.kind is Kind.TEXT:
        return Widget(of.name, label, "text", text=wanted.text if wanted else "", count=int(bool(wanted)))
    on = set(wanted.codes) if wanted else set()
    if isinstance(of, Field) and of.kind is Kind.RECORD:
        keys = _keys(wanted) if wanted else []
        told = names.said(of, keys[:1], language) if keys else ()
        return Widget(
            of.name, label, "record", count=len(on),
            text=told[0].text if told else "", key=keys[0] if keys else "",
            find=reverse("web:find", args=[of.noun]), tree=bool(noun_of(of.noun).tree),
            below=bool(wanted and wanted.below), past=bool(wanted and wanted.past),
            none=NONE in on, required=of.required,
        )  # fmt: skip
    options = [Option(code, told, code in on) for code, told in _choices(of, terms, language)]
    if isinstance(of, Field) and not of.required and of.kind is not Kind.YES_NO:
        options.append(Option(NONE, _("(none)"), NONE in on))
    return Widget(of.name, label, "options", tuple(options), len(on))


def _told(wanted: Wanted, terms: Terms, names: Names, language: str) -> str:
    of = wanted.of
    if isinstance(of, Field) and of.kind in DATES:
        return f"{_day(wanted.first) or '…'} – {_day(wanted.last) or '…'}"
    if isinstance(of, Field) and of.kind is Kind.TEXT:
        return wanted.text
    none = [_("(none)")] if NONE in wanted.codes else []
    if isinstance(of, Field) and of.kind is Kind.RECORD:
        told = [named.text for named in names.said(of, _keys(wanted), language)]
        below = _(" and all below") if wanted.below else ""
        past = _(" and the bodies before it") if wanted.past else ""
        return ", ".join([*(text[:_REACHES] + past + below for text in told), *none])
    labels = dict(_choices(of, terms, language))
    return ", ".join([*(labels.get(code, code) for code in wanted.codes if code != NONE), *none])


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
