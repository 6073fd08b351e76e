"""The tables of the vote sheets' pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.core.nouns import Kind
from banggiao.multilateral.models import VoteDraft
from banggiao.web.tables import Cell, Cells, Head, Line, Table, described
from banggiao.web.templatetags.web import given
from banggiao.web.views.records import language
from banggiao.web.vote_sheets import VOTES, SheetShown, words_of_votes

_CAST = ("Y", "N", "A")


def drafts_table(drafts: Iterable[VoteDraft]) -> Table:
    """The drafts put to the vote, each with its tally."""
    words = words_of_votes(language())
    heads = [
        Head("draft", _("Draft")),
        Head("expected", _("Vote expected"), Kind.DATE, field="votedraft.expected"),
        Head("position", _("Our position"), field="votedraft.position"),
        *(
            Head(vote, _("%(vote)s, forecast") % {"vote": capfirst(words[vote])}, Kind.INTEGER)
            for vote in _CAST
        ),
        Head("outcome", _("Outcome"), field="votedraft.symbol"),
    ]
    lines = []
    for one in drafts:
        tally = one.tally["expected"] if one.tally else {}  # type: ignore[attr-defined]
        counted: list[Cells] = [round(tally[vote]) if tally else None for vote in _CAST]
        name = Cell(one.caption, reverse("web:vote", args=[one.key]))
        expected = given(one.expected, one.expected_precision) if one.expected else ""
        lines.append(Line([name, expected, words.get(one.position, ""), *counted, one.symbol], one.key))
    return described("drafts", _("Vote sheets"), heads, lines, ("votedraft",))


def vote_tables(draft: VoteDraft, shown: SheetShown | None, context: Mapping[str, Any]) -> list[Table]:
    """Return the tables of one sheet, as its page shows them; ``context`` is the page's."""
    tables = [_soundings(draft, context["soundings"]), _commitments(draft, context["commitments"])]
    if shown is not None:
        tables += [
            _tally(draft, shown),
            _precedents(draft, "own", _("Our past votes on the item"), context["own"]),
            _precedents(draft, "precedents", _("Precedents"), context["precedents"]),
            _changes(draft, shown),
            _swings(draft, shown),
            _members(draft, shown, context["members"]),
        ]
    if context["scores"]:
        tables.append(_scores(draft, context["scores"]["rows"]))
    return tables


def _soundings(draft: VoteDraft, rows: Iterable[tuple[Any, str, str]]) -> Table:
    heads = [
        Head("state", pgettext("country", "State"), field="sounding.actor"),
        Head("position", _("Position"), field="sounding.position"),
        Head("on", _("Day"), Kind.DATE, field="sounding.on"),
        Head("channel", _("By way of"), field="sounding.channel"),
        Head("note", _("Note"), field="sounding.note"),
    ]
    lines = []
    for one, word, channel in rows:
        on = given(one.on, one.on_precision) if one.on else ""
        lines.append(Line([one.actor.called(language()), word, on, channel, one.note], one.key))
    return _of(draft, "soundings", _("Soundings"), heads, lines, "sounding")


def _commitments(draft: VoteDraft, rows: Iterable[tuple[Any, str]]) -> Table:
    heads = [
        Head("commitment", _("Commitment"), field="commitment.text"),
        Head("towards", _("Towards"), field="commitment.counterpart"),
        Head("due", _("Due"), Kind.DATE, field="commitment.due"),
    ]
    lines = [
        Line([one.caption, towards, given(one.due, one.due_precision) if one.due else ""], one.key)
        for one, towards in rows
    ]
    title = _("Commitments open towards the sponsors")
    return _of(draft, "commitments", title, heads, lines, "commitment")


def _tally(draft: VoteDraft, shown: SheetShown) -> Table:
    heads = [Head("vote", _("Vote")), *_expected("", _("Expected"))]
    if shown.known:
        heads += _expected("_known", _("With soundings"))
    lines = []
    for one in shown.tally():
        cells: list[Cells] = [one["word"], round(one["expected"]), *one["interval"]]
        if shown.known:
            cells += [round(one["known"]), *one["known_interval"]]
        lines.append(Line(cells))
    return _of(draft, "tally", _("Forecast of the tally"), heads, lines)


def _expected(code: str, label: str) -> list[Head]:
    return [
        Head(f"expected{code}", label, Kind.INTEGER),
        Head(f"low{code}", _("%(what)s, from (90 %% interval)") % {"what": label}, Kind.INTEGER),
        Head(f"high{code}", _("%(what)s, to (90 %% interval)") % {"what": label}, Kind.INTEGER),
    ]


def _precedents(draft: VoteDraft, code: str, title: str, rows: Iterable[Mapping[str, Any]]) -> Table:
    words = words_of_votes(language())
    heads = [
        Head("day", _("Day")),
        Head("symbol", _("Resolution")),
        Head("title", _("Title")),
        Head("our_vote", _("Our vote")),
        *(Head(vote, capfirst(words[vote]), Kind.INTEGER) for vote in VOTES),
        Head("likeness", _("Likeness")),
        Head("sponsors", _("Sponsors now")),
    ]
    lines = []
    for one in rows:
        sponsors = one["sponsors_changed"] or _("the same") if one["sponsors_known"] else _("not known")
        counts = [one["counts"][vote] for vote in VOTES]
        vote = one["our_vote"] if one["ours"] else ""
        told = [one["day"], one["symbol"], one["title"], vote, *counts, one["percent"], sponsors]
        lines.append(Line(told))
    return _of(draft, code, title, heads, lines)


def _changes(draft: VoteDraft, shown: SheetShown) -> Table:
    heads = [
        Head("paragraph", _("Paragraph")),
        Head("before", _("Last time")),
        Head("after", _("This draft")),
    ]
    lines = [Line([one["word"], one["before"], one["after"]]) for one in shown.changes()]
    return _of(draft, "changes", _("What changed in the text"), heads, lines)


def _swings(draft: VoteDraft, shown: SheetShown) -> Table:
    heads = [
        Head("state", pgettext("country", "State")),
        Head("last", _("Last vote")),
        Head("likely", _("May turn to")),
        Head("chance", _("Chance of a change, %")),
        Head("why", _("Why")),
    ]
    lines = [
        Line([one["name"], one["last"], one["likely"], one["percent"], "; ".join(one["reasons"])])
        for one in shown.swings()
    ]
    return _of(draft, "swings", _("Who may vote otherwise than last time"), heads, lines)


def _members(draft: VoteDraft, shown: SheetShown, rows: Iterable[Mapping[str, Any]]) -> Table:
    heads = [
        Head("state", pgettext("country", "State")),
        Head("iso3", "ISO 3166-1"),
        Head("last", _("Last vote")),
        Head("likely", _("Likeliest vote")),
        *(Head(vote, f"{shown.words[vote]} %") for vote in VOTES),
    ]
    if shown.known:
        known = _("With soundings")
        heads += [Head(f"{vote}_known", f"{known}: {shown.words[vote]} %") for vote in VOTES]
    lines = []
    for one in rows:
        chances = [*one["chances"], *((one["known"] or one["chances"]) if shown.known else ())]
        lines.append(Line([one["name"], one["iso3"], one["last"], one["likely"], *chances]))
    return _of(draft, "members", _("Forecast of each member"), heads, lines)


def _scores(draft: VoteDraft, rows: Iterable[Mapping[str, Any]]) -> Table:
    heads = [
        Head("forecast", _("Forecast")),
        Head("log_loss", _("Log-loss"), Kind.DECIMAL),
        Head("brier", _("Brier score"), Kind.DECIMAL),
        Head("right", _("Right, %")),
        Head("states", _("States"), Kind.INTEGER),
    ]
    lines = [
        Line(
            [str(one["name"]), _rounded(one["log_loss"]), _rounded(one["brier"]), str(one["right"]), one["n"]]
        )
        for one in rows
    ]
    return _of(draft, "scores", _("Outcome and score"), heads, lines)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)


def _of(
    draft: VoteDraft, code: str, title: str, heads: Sequence[Head], lines: Sequence[Line], *more: str
) -> Table:
    return described(
        code, f"{title} - {draft.caption[:60]}".replace("/", "-"), heads, lines, ("votedraft", *more),
        label=draft.label_id, about=draft.key,
    )  # fmt: skip
