"""All mentions of a paper: bodies, places, people, posts, papers, meetings, dates and quantities."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.scanning import digits_in
from banggiao.reading.amending import with_amended, with_numbers
from banggiao.reading.bylines import is_highlander, without_given_names
from banggiao.reading.calibration import surer
from banggiao.reading.credits import credited_publishers
from banggiao.reading.dating import cells_apart, find_dated
from banggiao.reading.events import find_events
from banggiao.reading.foreign_bodies import foreign_bodies
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.group_precedence import OF_EACH, groups_first
from banggiao.reading.groups import find_groups
from banggiao.reading.paper import Paper
from banggiao.reading.people import find_people
from banggiao.reading.places import find_places
from banggiao.reading.plans import plans_for, with_meetings, with_nested, with_papers
from banggiao.reading.posts import without_posts
from banggiao.reading.quantities import find_quantities
from banggiao.reading.records import Label, Mention, is_common_body
from banggiao.reading.references import find_loose, find_numbered, merged_papers
from banggiao.reading.spans import Spans

_FORUMS = re.compile(r"(?<![\w-])(?:ASEAN|APEC|ASEM|AIPA|OECD|UNESCO|Liên hợp quốc|Liên Hợp Quốc)(?![\w-])")
"""Bodies with which known meetings are named."""
_STATE = re.compile(r"(?:cộng hòa xã hội chủ nghĩa )?việt nam")
_STANDING = re.compile(r"tt\.? (?=\w)")
"""What makes a body its standing part: "TT. Tỉnh ủy"."""
_SITE = re.compile(r"\.(?:vn|com|net|org|gov)(?![\w-])")
_FIXED = re.compile("[\xa0\u2011]")
"""The spaces and hyphens at which Word breaks no line."""


def find_mentions(paper: Paper, shadow: str, gazetteer: Gazetteer, on: date | None) -> list[Mention]:
    """Return the mentions in ``paper``, by start and the longer first; spans may nest.

    ``shadow`` is :func:`banggiao.language.folding.shadow` of the paper's text; ``on`` the paper's date. It
    chooses between bearers of a name and completes dates without a year.
    """
    if _FIXED.search(paper.text):  # the grammars look for plain ones
        paper = replace(paper, text=paper.text.replace("\xa0", " ").replace("\u2011", "-"))
    text = paper.text
    known = gazetteer.find(text, shadow, on)
    foreign = foreign_bodies(paper, shadow, known)
    within = Spans(foreign)
    known = [name for name in known if not within.cover(name)] + foreign
    names = gazetteer.composer.bodies(text, shadow, known)
    names = without_given_names(text, shadow, without_posts(text, shadow, names, known))
    names += credited_publishers(paper, shadow, names)
    names.sort(key=lambda mention: mention.start)
    joined = gazetteer.composer.joined
    names, places = find_places(paper, shadow, names, lambda words: gazetteer.resolve(words, on), joined)
    places = [place for place in places if not is_highlander(shadow, place)]
    names = sorted([*names, *places], key=lambda mention: mention.start)
    numbered = find_numbered(text, shadow, gazetteer, on)
    events = find_events(text, shadow, names, numbered, gazetteer=gazetteer, on=on)
    forums = {
        name.start: name.end for name in names if name.key and shadow.startswith("diễn đàn ", name.start)
    }
    events = [one for one in events if one.start not in forums or _is_edition(text, one, forums[one.start])]
    loose = find_loose(text, shadow, numbered, names, gazetteer=gazetteer, on=on)
    documents, trade = (
        merged_papers(text, [one for one in (*numbered, *loose, *names) if one.label is label])
        for label in (Label.INSTRUMENT, Label.TRADE_AGREEMENT)
    )
    documents = with_meetings(documents, events, text)
    documents = with_nested(with_numbers(documents, text, shadow), [*names, *trade], text, shadow)
    documents = with_amended(documents, text, shadow)
    events = with_papers(events, documents, text)
    plans = plans_for(text, shadow, [*documents, *trade])
    whole = {plan.start for plan in plans}
    documents = sorted(
        [*(one for one in documents if one.start not in whole), *plans], key=lambda one: one.start
    )
    names = [name for name in names if name.label not in (Label.INSTRUMENT, Label.TRADE_AGREEMENT)]
    names = sorted([*names, *trade], key=lambda mention: mention.start)
    numbers = Spans(_number_of(mention) for mention in documents if mention.rule == "numbered")
    names = [name for name in names if not numbers.cover(name)]
    spans = [(one.start, one.end) for one in documents] + _with_digits(text, names)
    celled = cells_apart(paper, shadow)
    taken = sorted([*spans, *((event.start, event.end) for event in events)])
    digits = digits_in(shadow)
    dates = find_dated(paper, celled, on, taken, digits)
    people = _outside_venues(find_people(paper, shadow, names, taken, joined), names)
    persons = Spans(mention for mention in people if mention.label is Label.PERSON)
    names += _in_meetings(text, names, events, gazetteer, on)
    named = {mention.start for mention in events if not _is_forum_edition(mention)}
    names = [name for name in names if name.start not in named and not persons.cover(name)]
    names = _before_dates(text, names, dates)
    busy = sorted([*taken, *((date.start, date.end) for date in dates)])
    quantities = find_quantities(paper, celled, busy, digits)
    names, groups = _with_groups(text, shadow, names, gazetteer, on)
    sets = Spans(groups)
    people = [one for one in people if one.label is not Label.POST or not sets.cover(one)]
    everything = [*names, *documents, *events, *dates, *people, *groups, *quantities]
    return surer(sorted(_outside_sites(text, everything), key=lambda one: (one.start, -one.end, one.label)))


def _before_dates(text: str, names: list[Mention], dates: list[Mention]) -> list[Mention]:
    """Return the names, cut where a date begins that goes on behind them: "Ban Thời sự-Thứ tư, ngày 3/5"."""
    starts = [moment.start for moment in dates]
    kept: list[Mention] = []
    for name in names:
        index = bisect_right(starts, name.start)
        if index < len(starts) and starts[index] < name.end < dates[index].end:
            words = text[name.start : starts[index]].rstrip(" -–,(")
            kept.append(name._replace(end=name.start + len(words), key=None, value=words))
        else:
            kept.append(name)
    return kept


def _outside_sites(text: str, names: list[Mention]) -> list[Mention]:
    """Return the names but for those in the address of a site: "VTV.vn"."""
    if _SITE.search(text) is None:
        return names
    return [
        name for name in names if not (text[name.end : name.end + 1] == "." and _SITE.match(text, name.end))
    ]


def _number_of(paper: Mention) -> Mention:
    """The number alone, whose letters name nobody; the title before it may: "Luật Biển Việt Nam số …"."""
    return paper._replace(start=max(paper.start, paper.end - len(paper.value)))


def _outside_venues(people: list[Mention], names: list[Mention]) -> list[Mention]:
    """Return the people and posts but for those that a venue is named for: "Lăng Chủ tịch Hồ Chí Minh"."""
    venues = Spans(name for name in names if name.rule == "venue")
    return [one for one in people if not venues.cover(one._replace(end=one.start + 1))]


def _with_digits(text: str, names: list[Mention]) -> list[tuple[int, int]]:
    """Return the spans of common bodies whose digits are no date and no figure: "Phong trào 5 sao"."""
    bodies = (name for name in names if is_common_body(name))
    return [(one.start, one.end) for one in bodies if any(map(str.isdigit, text[one.start : one.end]))]


def _in_meetings(
    text: str, names: list[Mention], events: list[Mention], gazetteer: Gazetteer, on: date | None
) -> list[Mention]:
    """Return the forums in names of meetings that are known names as a whole: "Hội nghị Cấp cao ASEAN"."""
    known = {name.start for name in names}
    whole = {event.start: event for event in events if event.start in known}
    found: list[Mention] = []
    for event in whole.values():
        for forum in _FORUMS.finditer(text, event.start + 1, event.end):
            if forum.start() not in known:
                key = gazetteer.resolve(forum[0], on)
                found.append(Mention(*forum.span(), Label.ORGANISATION, key, forum[0], "gazetteer"))
    return found


def _with_groups(
    text: str, shadow: str, names: list[Mention], gazetteer: Gazetteer, on: date | None
) -> tuple[list[Mention], list[Mention]]:
    """Return the names with the groups that they and other words make.

    In "các Cơ quan đại diện Việt Nam ở nước ngoài" Viet Nam stands inside it as a place, in "TT. Tỉnh ủy,
    HĐND tỉnh" the Party's committee as a body.
    """
    bodies = Spans(name for name in names if _is_one_body(shadow, name))
    read = [group for group in find_groups(text, shadow, names) if not bodies.cover(_of_several(group))]
    kept, groups, gone = groups_first(names, read)
    for name in gone:
        state = _STATE.search(shadow, name.start, name.end)
        if state and text[state.start()].isupper():
            key = gazetteer.resolve("Việt Nam", on)
            kept.append(Mention(*state.span(), Label.PLACE, key, text[slice(*state.span())], "gazetteer"))
        standing = _STANDING.match(shadow, name.start, name.end)
        if standing:
            body = text[standing.end() : name.end]
            key = gazetteer.resolve(body, on)
            kept.append(Mention(standing.end(), name.end, Label.ORGANISATION, key, body, "gazetteer"))
    return kept, groups


def _of_several(group: Mention) -> Mention:
    """The group from its "các" on, without the post of who heads them."""
    return group._replace(start=group.start + max(0, group.value.lower().find("các ")))


def _is_one_body(shadow: str, name: Mention) -> bool:
    """Whether it is known as the name of one body: "Đảng ủy các cơ quan Đảng Trung ương"."""
    known = name.rule == "gazetteer" and name.label is Label.ORGANISATION
    return known and " các " in shadow[name.start : name.end] and not OF_EACH.match(shadow, name.start)


def _is_forum_edition(event: Mention) -> bool:
    """Whether it is a forum's name with a number apart, the forum inside it: "APEC 2027"."""
    return event.rule == "edition" and " " in event.value and _FORUMS.match(event.value) is not None


def _is_edition(text: str, event: Mention, forum_end: int) -> bool:
    """Whether a standing forum's name goes on with a number or a region: one of its meetings."""
    words = text[event.start : event.end]
    if text.startswith(" về ", forum_end) and event.end > forum_end:
        return True
    return any(map(str.isdigit, words)) or " lần thứ " in words
