"""References to papers: full numbers, short numbers, names, and the short forms of all these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.names import LOWER
from banggiao.language.scanning import Before, digits_in
from banggiao.reading import reference_words as words_of
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention
from banggiao.reading.titles import OWN_TITLE_WITHIN, Titles

LOOSE_TYPES = frozenset(words_of.LOOSE_TYPES)
_NUMBERED = "|".join(sorted((*words_of.NUMBERED, *words_of.ABBREVIATED), key=lambda kind: (-len(kind), kind)))
_TYPE_BEFORE = re.compile(rf"(?<!\w)({_NUMBERED}) (?:số ?:? ?)?\Z")
_TYPE_AND_SUBJECT = Before(rf"(?<!\w)({_NUMBERED})(?: [^\W\d_]+){{1,8}} số:? \Z")
# A notation: capitals, the small letter of a digraph ("TTg", "SNgV"), a closing number.
_LETTERS = rf"(?:T Tg|Ttg(?![{LOWER}])|[A-ZĐƯ](?:[hgriu](?![{LOWER}]))?|&)+\d{{0,3}}"
_MOST_DIGITS = 5
_AFTER_DIGITS = re.compile(r" ?[-–/]| (?:[A-ZĐ][A-ZĐr]{1,3}/[A-ZĐ]{2}|TTg(?!\w))")
_NUMBER = re.compile(
    rf"\d{{1,{_MOST_DIGITS}}}(?: ?/ ?(?:19|20)\d\d|-(?:19|20)\d\d(?=/))?(?: ?[-–/] ?| (?=[A-ZĐ]))"
    rf"(?P<first>{_LETTERS})(?![{LOWER}]{{0,2}}[.,]?\d)"
    rf"(?P<tail>(?: ?[-–/] ?{_LETTERS})*)(?:-(?:19|20)\d\d(?![\d/-])|-m(?!\w)| ?\.[IVX]{{1,4}}(?!\w))?"
)
_ALIAS = re.compile(
    rf"(?:sau đây|dưới đây) (?:được )?(?:gọi|viết) (?:tắt |chung )?là:? [\"']?"
    rf"((?:{'|'.join(sorted(words_of.KINDS, key=lambda kind: (-len(kind), kind)))})(?!\w)[^)\"',;.]{{0,40}})"
)
_ANOTHER_ALIAS = re.compile(rf" và (?:{'|'.join(sorted(words_of.KINDS, key=len, reverse=True))})(?!\w)")
_SHORT = re.compile(r" \((?:gọi tắt là |viết tắt là )?[\"“]?([A-ZĐ][A-ZĐa-z-]{0,8}[A-ZĐ])[\"”]?\)")
_TRADE_SHORT = re.compile(r"(?<!\w)FTA (?=[^\W\d_])")
_PARTNERS = re.compile(r" ?[-–] ?")
_OF_TRADE = re.compile(r"FTA|EPA|TPP|CEP")
_FAR = 140  # characters within which a treaty tells what it is about
_MOST_ALIASES = 500  # mentions by alias in one paper
_YEAR_BEHIND = re.compile(r",? {1,4}(?:(?:đến|giai đoạn) )?(?:năm )?(?:19|20)\d\d\Z")


_UNITED_NATIONS = re.compile(r"[ASE](?<![\w/].)/(?:RES|HRC|C\.\d|CN\.\d)/[\w./]*\w")


def find_numbered(text: str, shadow: str, gazetteer: Gazetteer, on: date | None) -> list[Mention]:
    """Return references with a full number ("Nghị quyết số 59-NQ/TW"), by start."""
    found: list[Mention] = []
    for start, stop in digits_in(shadow):
        if stop - start > _MOST_DIGITS or not _AFTER_DIGITS.match(text, stop):
            continue
        if start and (text[start - 1].isalnum() or text[start - 1] in "/-."):
            continue
        match = _NUMBER.match(text, start)
        if match is None:
            continue
        end = match.end()
        before = shadow[max(0, start - 96) : start].rsplit("  ", 1)[-1]
        kind = _TYPE_BEFORE.search(before[-40:])
        # Apart from its digits a number is printed only behind its kind or "số": "Chỉ thị 25 - CT/TW".
        if " " in match[0] and not (kind or before.endswith(("số ", "số: "))):
            continue
        number = text[start:end]
        if not _is_notation(match):
            continue
        begin = start - len(kind[0]) if kind else start
        if kind is None and (kind := _TYPE_AND_SUBJECT.search(before)):
            begin = start - len(kind[0])
            if not text[begin].isupper() or "\n" in text[begin:start]:
                kind, begin = None, start
        elif kind and "\t" in text[begin:start]:
            kind, begin = None, start
        if kind is None and found and _goes_on_list(text, shadow, found[-1], start):
            begin = start - len("số ")
        key = gazetteer.resolve(f"{kind[1]} {number}", on) if kind else None
        key = key or gazetteer.resolve(number, on)
        found.append(Mention(begin, end, Label.INSTRUMENT, key, number, "numbered"))
    for code in _UNITED_NATIONS.finditer(text) if "/R" in text or "/H" in text or "/C" in text else ():
        kind = _TYPE_BEFORE.search(shadow[max(0, code.start() - 40) : code.start()])
        capital = kind is not None and text[code.start() - len(kind[0])].isupper()
        begin = code.start() - len(kind[0]) if kind and capital else code.start()
        found.append(Mention(begin, code.end(), Label.INSTRUMENT, None, code[0], "numbered"))
    return sorted(found, key=lambda mention: mention.start)


def _goes_on_list(text: str, shadow: str, last: Mention, start: int) -> bool:
    """Whether a number with its own "số" follows ``last`` in a list."""
    between = words_of.NEXT_IN_LIST.fullmatch(shadow, last.end, start)
    if between is None:
        return False
    # "công văn số 5/VPCP-QHQT và số 6/CP-KTTH" is one kind with two numbers
    return bool(between["day"]) or not between["joint"].endswith("và") or text.startswith("số", last.start)


def _is_notation(match: re.Match[str]) -> bool:
    """Whether the letters after the number look like a paper's notation and not "5/QI" or "10-IV"."""
    letters = re.sub(r"[\d/\-– ]", "", match["first"] + match["tail"])
    return len(letters) >= 2 and not (letters.isascii() and set(letters) <= set("IVX"))


def without_year(name: Mention, text: str) -> Mention:
    """Return a known paper's name without the year behind it, which is a date of its own ("UNCLOS 1982")."""
    year = _YEAR_BEHIND.search(text, name.start, name.end) if name.rule != "quoted" else None
    return name._replace(end=year.start()) if year and year.start() > name.start else name


def find_loose(
    text: str,
    shadow: str,
    numbered: Sequence[Mention],
    names: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    on: date | None,
) -> list[Mention]:
    """Return references without their full number: "Chỉ thị 25", "Luật Thỏa thuận quốc tế", short forms.

    A short number and a short form are resolved by the paper's own full references; what stays open has key
    None. Free-trade agreements that are read by their name are among them, with their own label.
    """
    found = Titles(text, shadow, numbered, names, gazetteer=gazetteer, on=on).find()
    trade = {name.start for name in names if name.label is Label.TRADE_AGREEMENT}
    found += _between_partners(text, names)
    found += [short for short in _abbreviated(text, [*numbered, *found], names) if short.start not in trade]
    return found + _aliases(text, shadow, sorted([*numbered, *found], key=lambda mention: mention.end))


def _between_partners(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Return the free-trade agreements named by their partners: "FTA Việt Nam - Ca-na-đa"."""
    partners = {name.start: name for name in names if name.label in (Label.PLACE, Label.ORGANISATION)}
    found: list[Mention] = []
    for short in _TRADE_SHORT.finditer(text) if "FTA " in text else ():
        first = partners.get(short.end())
        dash = _PARTNERS.match(text, first.end) if first else None
        second = partners.get(dash.end()) if dash else None
        if second is not None:
            words = text[short.start() : second.end]
            found.append(Mention(short.start(), second.end, Label.TRADE_AGREEMENT, None, words, "title", 0.8))
    return found


def _is_of_body(paper: Mention, names: Sequence[Mention]) -> bool:
    return any(
        name.end == paper.end and name.label is Label.ORGANISATION and name.value.count(" ") > 1
        for name in names
    )


def _abbreviated(text: str, papers: Sequence[Mention], names: Sequence[Mention]) -> list[Mention]:
    """Return every mention of the abbreviations that stand in brackets behind a paper's name: "(COC)"."""
    bearers: dict[str, Mention] = {}
    for paper in papers:
        short = _SHORT.match(text, paper.end) if paper.rule == "title" else None
        between = paper.label is Label.TRADE_AGREEMENT and " giữa " in paper.value
        if short and _is_of_body(paper, names):
            continue  # the body's, with whose name the paper's ends
        if short and between and not _OF_TRADE.search(short[1]):
            continue  # the last partner's: "… giữa Việt Nam và Liên minh Kinh tế Á - Âu (EAEU)"
        if short:
            bearers.setdefault(short[1], paper)
    found: list[Mention] = []
    for words, paper in bearers.items():
        for match in re.finditer(rf"(?<![\w/-]){re.escape(words)}(?![\w/-])", text):
            found.append(Mention(*match.span(), paper.label, paper.key, paper.value, "abbreviation", 0.8))
    return found


def _aliases(text: str, shadow: str, papers: Sequence[Mention]) -> list[Mention]:
    """Return the short forms that the paper defines ("sau đây gọi tắt là …") and all their later mentions."""
    found: list[Mention] = []
    at = shadow.find("đây ")
    while at >= 0 and len(found) < _MOST_ALIASES:
        match = _ALIAS.match(shadow, max(0, at - 4)) or _ALIAS.match(shadow, max(0, at - 5))
        at = shadow.find("đây ", at + 4)
        if match is None:
            continue
        start, end = match.start(1), match.end(1)
        while end > start and shadow[end - 1] == " ":
            end -= 1
        before = [
            mention
            for mention in papers
            if mention.end <= match.start() and match.start() - mention.end < 400
        ]
        words = text[start:end]
        if two := _ANOTHER_ALIAS.search(shadow, start, end):
            words = text[start : two.start()]
        if not words[0].isupper():
            continue
        full = before[-1] if before else Mention(start, end, Label.INSTRUMENT, None, words)
        place = start
        while place >= 0:
            stop = place + len(words)
            glued = (place and text[place - 1].isalnum()) or text[stop : stop + 1].isalnum()
            if not glued and (" " in words or place == start):
                found.append(Mention(place, stop, full.label, full.key, full.value, "alias", 0.9))
            place = text.find(words, stop)
    return found


def _is_subject(law: Mention, text: str) -> bool:
    """Whether it only says what a treaty of a year is about: "Công ước năm 1982 về Luật Biển"."""
    if law.rule == "numbered" or not text.startswith("Luật ", law.start):
        return False
    return words_of.TREATY_ABOUT.search(text[max(0, law.start - _FAR) : law.start].lower()) is not None


def _is_title_alone(name: Mention, text: str) -> bool:
    """Whether a known name in capitals is all that stands in the paper's title: "LUẬT / ĐẤT ĐAI"."""
    if name.rule != "gazetteer" or name.start > OWN_TITLE_WITHIN or not text[name.start : name.end].isupper():
        return False
    alone = text[name.end : name.end + 1] in ("", "\n") and text[name.start - 1 : name.start] in ("", "\n")
    return alone and " " in text[name.start : name.end]


def merged_papers(text: str, papers: Iterable[Mention]) -> list[Mention]:
    """Return ``papers`` by start; of overlapping ones the first and the longest stays."""
    kept: list[Mention] = []
    every = [
        without_year(mention, text)
        for mention in papers
        if not (_is_subject(mention, text) or _is_title_alone(mention, text))
    ]
    for mention in sorted(every, key=lambda m: (m.start, -m.end, m.rule != "alias")):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
