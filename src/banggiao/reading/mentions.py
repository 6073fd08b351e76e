"""All mentions of a paper: bodies, places, people, posts, papers, meetings, dates and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from banggiao.language.dates import find_dates
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.paper import Paper
from banggiao.reading.people import credited_publishers, find_groups, find_people
from banggiao.reading.quantities import find_quantities
from banggiao.reading.records import Label, Mention
from banggiao.reading.references import find_events, find_loose, find_numbered

_FOREIGN_BODY = (
    "bộ ",
    "chính phủ",
    "quốc hội",
    "văn phòng ",
    "ban ",
    "ủy ban ",
    "đảng ",
    "tòa án",
    "đại sứ quán",
    "tổng lãnh sự quán",
)


def find_mentions(paper: Paper, shadow: str, gazetteer: Gazetteer, on: date | None) -> list[Mention]:
    """Return the mentions in ``paper``, by start and the longer first; spans may nest.

    ``shadow`` is :func:`banggiao.language.folding.shadow` of the paper's text; ``on`` the paper's date. It
    chooses between bearers of a name and completes dates without a year.
    """
    text = paper.text
    names = _with_owners(text, shadow, gazetteer.find(text, shadow, on))
    names += credited_publishers(paper, shadow, names)
    names.sort(key=lambda mention: mention.start)
    numbered = find_numbered(text, shadow, gazetteer, on)
    events = find_events(text, shadow, names, numbered)
    loose = find_loose(
        text, shadow, numbered, (event for event in events if event.value.startswith("Đại hội"))
    )
    documents = _merged(numbered, loose, (name for name in names if name.label is Label.INSTRUMENT))
    names = [name for name in names if name.label is not Label.INSTRUMENT]
    spans = [(mention.start, mention.end) for mention in documents]
    dates = [
        Mention(span.start, span.end, Label.DATE, None, span.iso, span.rule)
        for span in find_dates(shadow, on, spans)
    ]
    people = find_people(paper, shadow, names, [*spans, *((event.start, event.end) for event in events)])
    posts = [mention for mention in people if mention.label is Label.POST]
    persons = [mention for mention in people if mention.label is Label.PERSON]
    names = [
        name
        for name in names
        if not _covered(name, persons) and not (name.label is Label.POST and _covered(name, posts))
    ]
    busy = sorted((m.start, m.end) for group in (documents, dates, events) for m in group)
    quantities = find_quantities(text, shadow, busy)
    groups = find_groups(text, shadow)
    names = _without_missions(text, names, groups, gazetteer, on)
    everything = [*names, *documents, *events, *dates, *people, *groups, *quantities]
    everything.sort(key=lambda mention: (mention.start, -mention.end, mention.label))
    return everything


def _with_owners(text: str, shadow: str, names: list[Mention]) -> list[Mention]:
    """Add "Bộ Ngoại giao Lào": a body with another country's name is that country's own, unknown to the register."""
    result: list[Mention] = []
    skip = -1
    for index, name in enumerate(names):
        if index == skip:
            result.append(name)
            continue
        following = names[index + 1] if index + 1 < len(names) else None
        if (
            following is not None
            and name.label is Label.ORGANISATION
            and following.label is Label.PLACE
            and following.start == name.end + 1
            and text[name.end] == " "
            and shadow.startswith(_FOREIGN_BODY, name.start)
        ):
            key = name.key if following.value == "Việt Nam" else None
            result.append(
                Mention(
                    name.start,
                    following.end,
                    name.label,
                    key,
                    text[name.start : following.end],
                    "body of a country",
                )
            )
            skip = index + 1
            continue
        result.append(name)
    return result


def _without_missions(
    text: str, names: list[Mention], groups: list[Mention], gazetteer: Gazetteer, on: date | None
) -> list[Mention]:
    """In "các Cơ quan đại diện Việt Nam ở nước ngoài" the group is the mention, and Viet Nam stands inside it."""
    result: list[Mention] = []
    for name in names:
        if name.label is Label.ORGANISATION and any(
            g.start < name.start and g.end == name.end for g in groups
        ):
            at = text.find("Việt Nam", name.start, name.end)
            if at >= 0:
                key = gazetteer.resolve("Việt Nam", on)
                result.append(Mention(at, at + 8, Label.PLACE, key, "Việt Nam", "gazetteer"))
            continue
        result.append(name)
    return result


def _merged(*lists: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of all lists by start; of overlapping ones the longest stays."""
    kept: list[Mention] = []
    for mention in sorted((m for one in lists for m in one), key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept


def _covered(name: Mention, by: list[Mention]) -> bool:
    return any(other.start <= name.start and name.end <= other.end for other in by)
