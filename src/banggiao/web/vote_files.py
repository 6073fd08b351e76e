"""A vote sheet as files: the members' forecasts as a table, the whole sheet as a Word paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.nouns import Kind
from banggiao.multilateral.models import Sounding, VoteDraft
from banggiao.multilateral.nouns import CHANNELS
from banggiao.publishing.parts_docx import Part, parts_docx
from banggiao.sources.listing import Column, Row
from banggiao.sources.wording import Named, date_words
from banggiao.web.vote_sheets import VOTES, SheetShown, limits, sources_told


def columns_of(shown: SheetShown) -> list[Column]:
    """Return the columns of the members' forecasts."""
    columns = [
        Column("state", pgettext("country", "State"), "", Kind.TEXT),
        Column("iso3", "ISO 3166-1", "", Kind.TEXT),
        Column("last", _("Last vote"), "", Kind.TEXT),
        Column("likely", _("Likeliest vote"), "", Kind.TEXT),
    ]
    columns += [
        Column(vote, _("%(vote)s, per cent") % {"vote": shown.words[vote]}, "", Kind.DECIMAL)
        for vote in VOTES
    ]
    if shown.known:
        columns += [
            Column(
                f"{vote}_known", _("%(vote)s with soundings, per cent") % {"vote": shown.words[vote]}, "",
                Kind.DECIMAL,
            )
            for vote in VOTES
        ]  # fmt: skip
    return columns


def rows_of(shown: SheetShown) -> Iterator[Row]:
    """Yield a row for each member, in the order of names."""
    for one in shown.members():
        told = shown.sheet_row(one["iso3"])
        chances = told["chances"] + (told["known"] if shown.known else [])
        texts = [one["name"], one["iso3"], one["last"], one["likely"]]
        texts += [_decimal(100 * chance, shown.language) for chance in chances]
        yield Row(shown.forecast.key, one["name"], tuple((Named(text),) for text in texts))


def docx_of(
    draft: VoteDraft,
    shown: SheetShown,
    soundings: Sequence[Sounding],
    commitments: Sequence[Any],
    viewer: Viewer,
) -> bytes:
    """Return the sheet as a paper for the desk that decides."""
    today = timezone.localdate()
    home = Actor.objects.visible_to(viewer).filter(key=viewer.home).first() if viewer.home else None
    parts = [
        _matter(draft, shown),
        _outlook(shown),
        _own(shown),
        _precedents(shown),
        _changes(shown),
        _commitments(commitments, shown.language),
        *_patterns(shown),
        _swings(shown),
        _soundings(soundings, shown),
        _proposal(draft, shown),
        _members(shown),
        Part(_("What these data cannot tell; sources"), [*limits(shown), *sources_told(shown)]),
    ]
    return parts_docx(
        kind=_("Vote sheet"),
        subject=draft.title,
        parts=parts,
        agency=home.name_vi if home else "",
        date=(today.day, today.month, today.year),
    )


def _matter(draft: VoteDraft, shown: SheetShown) -> Part:
    facts = [
        (_("Agenda item"), draft.agenda_item),
        (_("Committee"), draft.committee),
        (_("Sponsors"), ", ".join(shown.sponsors())),
        (_("Vote expected"), date_words(shown.asked["expected"] or "", shown.language)),
    ]
    return Part(_("The draft"), [f"{label}: {value}." for label, value in facts if value])


def _outlook(shown: SheetShown) -> Part:
    heads = [_("Vote"), _("Expected"), _("90 % interval")]
    rows = [[one["word"], _whole(one["expected"]), _between(one["interval"])] for one in shown.tally()]
    if shown.known:
        heads += [_("With soundings"), _("90 % interval")]
        for row, one in zip(rows, shown.tally(), strict=True):
            row += [_whole(one["known"]), _between(one["known_interval"])]
    told = shown.majorities()
    return Part(
        _("Forecast"),
        [
            *shown.notes(),
            _("Majority: %(n)s %%. Two thirds: %(m)s %%.")
            % {"n": " → ".join(told["majority"]), "m": " → ".join(told["two_thirds"])},
        ],
        [capfirst(head) for head in heads],
        rows,
        [2, *[1.6] * (len(heads) - 1)],
    )


def _own(shown: SheetShown) -> Part:
    rows = [[one["day"], one["symbol"], one["title"], one["our_vote"]] for one in shown.precedents("own")]
    heads = [_("Day"), _("Resolution"), _("Title"), _("Our vote")]
    return _table(_("Our past votes on the item"), heads, rows, [1.4, 1.7, 4.5, 1.2])


def _precedents(shown: SheetShown) -> Part:
    rows = [
        [one["day"], one["symbol"], one["title"], one["tally"], one["sponsors_changed"] or "–"]
        for one in shown.precedents("precedents")
    ]
    votes = " / ".join(shown.words[vote] for vote in VOTES)
    heads = [_("Day"), _("Resolution"), _("Title"), capfirst(votes), _("Sponsors now")]
    return _table(_("Precedents"), heads, rows, [1.9, 2.1, 2.6, 1.9, 2.6])


def _changes(shown: SheetShown) -> Part:
    if not shown.compared:
        return Part(
            _("What changed in the text"), [_("Not compared: the text of the last time was not given.")]
        )
    rows = [[one["word"], one["before"] or "–", one["after"] or "–"] for one in shown.changes()]
    return _table(
        _("What changed in the text"), [_("Paragraph"), _("Last time"), _("This draft")], rows, [1, 4, 4]
    )


def _commitments(commitments: Sequence[Any], language: str) -> Part:
    rows = [
        [one.caption, one.counterpart.called(language), f"{one.due:%d/%m/%Y}" if one.due else "–"]
        for one in commitments
    ]
    heads = [_("Commitment"), _("Towards"), _("Due")]
    return _table(_("Commitments open towards the sponsors"), heads, rows, [5, 2, 1.4])


def _patterns(shown: SheetShown) -> Iterator[Part]:
    heads = [
        pgettext("country", "State"),
        _("Last vote"),
        *(capfirst(shown.words[vote]) + " %" for vote in VOTES),
    ]
    shares = [2.4, 1.6, 1.3, 1.3, 1.3, 1.3]
    for name, members in shown.groups():
        yield _table(name, heads, [_pattern(one) for one in members], shares)
    rows = [[*_pattern(one), one["agreement_told"]] for one in shown.like_minded()]
    told = [_("Agreement")]
    yield _table(_("Like-minded states"), [*heads, *told], rows, [*shares, 2.2], [shown.like_minded_told()])


def _swings(shown: SheetShown) -> Part:
    rows = [
        [one["name"], one["last"], one["likely"], one["percent"], "; ".join(one["reasons"])]
        for one in shown.swings()
    ]
    heads = [pgettext("country", "State"), _("Last vote"), _("May turn to"), "%", _("Why")]
    return _table(_("Who may vote otherwise than last time"), heads, rows, [2, 1.2, 1.2, 0.8, 4])


def _soundings(soundings: Sequence[Sounding], shown: SheetShown) -> Part:
    at = 1 if shown.language == "vi" else 2
    channels = {one[0]: one[at] for one in CHANNELS}
    rows = [
        [
            one.actor.called(shown.language), shown.words.get(one.position, ""),
            one.on.strftime("%d/%m/%Y") if one.on else "–", channels.get(one.channel, "–"), one.note or "–",
        ]
        for one in soundings
    ]  # fmt: skip
    heads = [pgettext("country", "State"), _("Position"), _("Day"), _("By way of"), _("Note")]
    return _table(_("Soundings"), heads, rows, [2, 1.2, 1.4, 2, 3])


def _proposal(draft: VoteDraft, shown: SheetShown) -> Part:
    told = [_("Proposed position: %(vote)s.") % {"vote": shown.words.get(draft.position, "……………")}]
    if draft.explanation:
        told.append(_("Explanation of vote: %(words)s") % {"words": draft.explanation})
    return Part(_("Proposal"), told)


def _members(shown: SheetShown) -> Part:
    heads = [
        pgettext("country", "State"),
        _("Last vote"),
        *(capfirst(shown.words[vote]) + " %" for vote in VOTES),
    ]
    return _table(
        _("Forecast of each member"),
        heads,
        [_pattern(one) for one in shown.members()],
        [2.8, 1.6, 1.2, 1.2, 1.2, 1.2],
    )


def _pattern(one: dict[str, Any]) -> list[str]:
    return [one["name"], one["last"], *(one["known"] or one["chances"])]


def _table(
    heading: str, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float],
    paragraphs: Sequence[str] = (),
) -> Part:  # fmt: skip
    if not rows:
        return Part(heading, [*paragraphs, _("None.")])
    return Part(heading, paragraphs, [capfirst(head) for head in heads], rows, shares)


def _whole(number: float) -> str:
    return str(round(number))


def _between(interval: Sequence[int]) -> str:
    return f"{interval[0]} - {interval[1]}"


def _decimal(number: float, language: str) -> str:
    text = f"{number:.2f}"
    return text.replace(".", ",") if language == "vi" else text
