"""The names the register knows, found in a paper in one scan, whatever their case of spelling allows.

A hit counts only where the paper writes it as a name: capitalised as registered, in a line of capitals, or,
for an abbreviation, letter for letter. Of overlapping hits the leftmost and then the longest stays; the
choice comes after the test of capitals, so that a rejected long hit never hides a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date
from itertools import chain
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.folding import to_nfc
from banggiao.language.names import is_syllable
from banggiao.packs import pack_names
from banggiao.packs.records import Name, Pack
from banggiao.reading import country_words
from banggiao.reading.bodies import Composer
from banggiao.reading.body_starts import shares_a_state
from banggiao.reading.common_names import common_names
from banggiao.reading.gazetteer_entries import ABBREVIATION, Entry, add_dashes, entry_of, is_pair, is_scanned
from banggiao.reading.kept import KeptDict, KeptList
from banggiao.reading.place_names import DIVISION, is_chance
from banggiao.reading.place_words import AT_A_SEAT, SEATS
from banggiao.reading.records import Label, Mention
from banggiao.reading.reference_words import NO_LAW_AFTER, SMALL_LAW

_ONLY_AFTER_ITS_KIND = frozenset({"hòa bình", "thái bình", "yên bái"})  # in a line of capitals
_OWN_BODY = re.compile(r"(?:bộ|chính phủ|quốc hội|văn phòng|tòa án|viện kiểm sát) ?")
_NO_PLACE_AFTER = ("tiếng ", "đô la ", "đô-la ")  # languages and currencies
_PILLAR = ("đối ngoại ", "ngoại giao ")
_PILLARS = frozenset({"đảng", "nhà nước", "quốc hội", "nhân dân"})
_STATE = re.compile(
    r"(?<!\w)(?:(?i:vương quốc|đại công quốc|công quốc|hợp chúng quốc|liên bang|chlb|chdcnd|chnd)"
    r"|(?i:cộng h[òo][àa])(?: (?i:hồi giáo|liên bang|nhân dân|dân chủ|xã hội chủ nghĩa|ả-rập)){0,4}) \Z"
)
_GLUED = re.compile(r"(?<![^\W\d_])(?:và|với|của|tại|từ|cho)\Z")
_GLUED_BEHIND = re.compile(r"(?:và|với|của|tại|từ|lần) ")
"""Small words that lost the space between them and a name: "vàUBND", "ASEANtại"."""
_MEMBER = re.compile(r" viên(?!\w)")
"""Of one who is in a committee: "Tỉnh ủy viên"."""
_SHORT_LINE = 50  # characters; a longer line goes on in the next
_OFFICE_OF_A_PROVINCE = re.compile(
    r"(?:(?:văn phòng |thường trực )?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|đoàn đại biểu quốc hội)"
    r"|ủy ban mttq việt nam|ban thường vụ tỉnh ủy|ban thường vụ thành ủy|tỉnh ủy|thành ủy|đảng bộ"
    r"|sở [^,;:]{3,60}?)? ?(?:tỉnh|thành phố|tp\.?|tp) ?"
)
_PARTY_OFFICE = re.compile(
    r"(?:ban thường vụ |văn phòng )?(?:tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|sở [^,;:]{3,60}?) (?=\S)"
)


class Gazetteer:
    """Known names, ready to be found. Build once, use for every paper."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._official: dict[str, str] = {}
        by_shadow: dict[str, list[Name]] = {}
        by_abbreviation: dict[str, list[Name]] = {}
        for name in names:
            text = to_nfc(name.text).strip()
            if not text:
                continue
            self._official.setdefault(name.key, text)
            pattern = shadow_of(text)
            by_shadow.setdefault(pattern, []).append(name)
            if ABBREVIATION.match(text) and len(text) > 1:
                by_abbreviation.setdefault(text, []).append(name)
        for name in common_names():
            if ABBREVIATION.match(name.text):
                by_abbreviation.setdefault(name.text, [name])
            else:
                by_shadow.setdefault(shadow_of(name.text), [name])
        add_dashes(by_shadow)
        entries = [
            entry_of(bearers)
            for pattern, bearers in by_shadow.items()
            if is_scanned(bearers) and not is_pair(pattern, bearers, by_shadow)
        ]
        self.composer = Composer(
            name.text
            for bearers in by_shadow.values()
            for name in bearers
            if name.label == Label.ORGANISATION
        )
        self._by_shadow: dict[str, list[Name]] | KeptDict[list[Name]] = by_shadow
        self._entries: list[Entry] | KeptList[Entry] = entries
        self._abbreviations: list[Entry] | KeptList[Entry] = [*map(entry_of, by_abbreviation.values())]
        self._build_scans([entry.pattern for entry in entries], list(by_abbreviation))

    def _build_scans(self, patterns: list[str], texts: list[str]) -> None:
        self._abbreviation_texts = texts
        self._scan = AhoCorasick(patterns, matchkind=MatchKind.Standard) if patterns else None
        self._abbreviation_scan = AhoCorasick(texts, matchkind=MatchKind.Standard) if texts else None

    def compiled(self) -> dict[str, Any]:
        """Return all of the gazetteer as lists and strings, for :meth:`from_compiled`."""
        by_shadow = dict(self._by_shadow.items())
        number: dict[Name, int] = {}
        for name in chain(
            *by_shadow.values(), *(one.bearers for one in (*self._entries, *self._abbreviations))
        ):
            number.setdefault(name, len(number))

        def rows(entries: Iterable[Entry]) -> list[tuple[Any, ...]]:
            return [(one.pattern, [number[name] for name in one.bearers], *one[2:]) for one in entries]

        return {
            "names": [astuple(name) for name in number],
            "official": self._official,
            "by_shadow": {form: [number[one] for one in names] for form, names in by_shadow.items()},
            "entries": rows(self._entries),
            "abbreviations": rows(self._abbreviations),
            "abbreviation_texts": self._abbreviation_texts,
            "joined": sorted(self.composer.joined),
        }

    @classmethod
    def from_compiled(cls, compiled: dict[str, Any]) -> Gazetteer:
        """Return the gazetteer whose :meth:`compiled` this is."""
        self = cls.__new__(cls)
        names = KeptList(compiled["names"], lambda row: Name(*row))
        labels = {label.value: label for label in Label}

        def entry(row: Sequence[Any]) -> Entry:
            form, bearers, label, capitals, syllables = row
            return Entry(
                form, tuple([names[one] for one in bearers]), labels[label], tuple(capitals), syllables
            )

        self._official = compiled["official"]
        self._by_shadow = KeptDict(compiled["by_shadow"], lambda row: [names[one] for one in row])
        self._entries = KeptList(compiled["entries"], entry)
        self._abbreviations = KeptList(compiled["abbreviations"], entry)
        self.composer = Composer.of_joined(map(tuple, compiled["joined"]))
        self._build_scans([row[0] for row in compiled["entries"]], compiled["abbreviation_texts"])
        return self

    @classmethod
    def from_names(cls, names: Iterable[Name]) -> Gazetteer:
        """Build from names as the register or a pack gives them; the first name of a key is official."""
        return cls(names)

    @classmethod
    def from_pack(cls, pack: Pack) -> Gazetteer:
        """Build from everything a pack names."""
        return cls(pack_names(pack))

    def official(self, key: str) -> str:
        """Return the official name of ``key``, "" where it is unknown."""
        return self._official.get(key, "")

    def find(self, text: str, shadow: str, on: date | None) -> list[Mention]:
        """Return the known names in ``text``, by start; only those in the title of a paper overlap.

        ``shadow`` is :func:`banggiao.language.folding.shadow` of ``text``; ``on`` the paper's date, which
        chooses between bearers of one name.
        """
        hits = self._hits(text, shadow)
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[Mention] = []
        ends = {True: 0, False: 0}  # papers' titles compete apart, since they hold the names of bodies
        day = on.isoformat() if on else ""
        for start, end, entry in hits:
            is_paper = entry.label is Label.INSTRUMENT
            if start < ends[is_paper]:
                continue
            ends[is_paper] = end
            key = _bearer(entry.bearers, day) or None
            value = self._official[key] if key else text[start:end]
            division = DIVISION.match(text, end) if entry.label is Label.PLACE else None
            first = _state_start(text, start) if (key or "").startswith("country-") else start
            last = division.end() if division else end
            there = key is None and entry.pattern in SEATS and shadow.endswith(AT_A_SEAT, 0, start)
            label = Label.PLACE if there else entry.label
            found.append(Mention(first, last, label, key, value, "gazetteer"))
        return found

    def resolve(self, name: str, on: date | None) -> str | None:
        """Return the key of the actor called ``name`` on the day ``on``, or None.

        Case and tone placement do not matter, other diacritics do. The bodies of a province stand for it:
        "UBND tỉnh Quảng Ninh" is Quảng Ninh.
        """
        wanted = " ".join(shadow_of(to_nfc(name)).split()).strip(" .,;:")
        day = on.isoformat() if on else ""
        for form in _forms(wanted):
            bearers = self._by_shadow.get(form)
            if bearers:
                return _bearer(bearers, day) or None
        return None

    def _hits(self, text: str, shadow: str) -> list[tuple[int, int, Entry]]:
        hits: list[tuple[int, int, Entry]] = []
        if self._scan is not None:
            entries = self._entries
            for index, start, end in self._scan.find_matches_as_indexes(shadow, overlapping=True):
                if not (
                    text[start].isupper()
                    or shadow.startswith(country_words.SMALL, start)
                    or _is_small_law(text, shadow, start)
                ):
                    continue
                if _inside_word(text, start, end) or _of_two_lines(text, start, end):
                    continue
                entry = entries[index]
                if _written_as_name(text, shadow, start, end, entry):
                    hits.append((start, end, entry))
        if self._abbreviation_scan is not None:
            for index, start, end in self._abbreviation_scan.find_matches_as_indexes(text, overlapping=True):
                if not _inside_word(text, start, end):
                    hits.append((start, end, self._abbreviations[index]))
        return hits


def _is_small_law(text: str, shadow: str, start: int) -> bool:
    """Whether a law's kind lost its capital before its name: "luật Đất đai", not "pháp luật Đất đai"."""
    return SMALL_LAW.match(text, start) is not None and not shadow.endswith(NO_LAW_AFTER, 0, start)


def _of_two_lines(text: str, start: int, end: int) -> bool:
    """Whether a cell or a short line ends in between: only a letterhead in capitals breaks a name so."""
    ends = text.find("\n", start, end)
    if ends < 0:
        return text.find("\t", start, end) >= 0 and not text[start:end].isupper()
    if text[start:ends] == "TỈNH":
        return True  # "TRÊN ĐỊA BÀN TỈNH", and below "ỦY BAN NHÂN DÂN TỈNH"
    wrapped = ends - text.rfind("\n", 0, start) > _SHORT_LINE
    return not wrapped and not text[start:end].isupper()


def _state_start(text: str, start: int) -> int:
    """Return where a country's name begins with what its state calls itself: "Vương quốc Bỉ"."""
    state = _STATE.search(text, max(0, start - 50), start)
    return state.start() if state and text[state.start()].isupper() else start


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the span is glued to a word. A capital right after a digit or after small letters of a caption
    is a new word that lost its space ("ảnh 1Phó Thủ tướng", "vàUBND")."""
    goes_on = end < len(text) and (text[end].isalnum() or text[end] in "_+")
    if goes_on and not (text[end - 1].isupper() and _GLUED_BEHIND.match(text, end)):
        return True
    if start == 0:
        return False
    before = text[start - 1]
    if before == "." and text[start:end] == "VN":
        return True  # "VOV.VN"
    if before.isdigit():
        return not text[start].isupper() or end - start < 4
    if before.isalpha():
        small_word = text[start].isupper() and _GLUED.search(text, max(0, start - 5), start) is not None
        capitals = before.islower() and text[start : start + 4].isupper() and end - start >= 4
        return not (small_word or capitals)
    return before == "_"


def _written_as_name(text: str, shadow: str, start: int, end: int, entry: Entry) -> bool:
    pattern = entry.pattern
    small = entry.label is Label.INSTRUMENT and not text[start].isupper()
    for offset in entry.capitals:
        if not text[start + offset].isupper() and not small:
            return False
    no_body = pattern in _PILLARS and shadow.endswith(_PILLAR, 0, start)
    no_body = no_body or (pattern.endswith(" ủy") and _MEMBER.match(shadow, end) is not None)
    if no_body or (pattern == "chính phủ" and shadow.endswith("phi ", 0, start)):
        return False
    if entry.label is Label.PLACE:
        return _written_as_place(text, shadow, start, end, entry)
    if shares_a_state(shadow, start, pattern):
        return False
    return entry.syllables > 1 or not text[start:end].isupper() or pattern in _PILLARS


def _written_as_place(text: str, shadow: str, start: int, end: int, entry: Entry) -> bool:
    pattern = entry.pattern
    if shadow.endswith(_NO_PLACE_AFTER, 0, start):
        return False
    runs_on = text[end : end + 1] == "-" and text[end + 1 : end + 2].islower() and " " not in pattern
    if runs_on and not DIVISION.match(text, end):
        return False  # "Ca-ta" in "Ca-ta-lô-ni-a"
    if not entry.bearers[0].key and is_chance(text, shadow, start, end):
        return False
    if text[start:end].isupper() and len(pattern) > 1 and pattern in _ONLY_AFTER_ITS_KIND:
        return shadow[:start].endswith(("tỉnh ", "thành phố "))
    key = entry.bearers[0].key
    if not key and entry.syllables == 1 and is_syllable(pattern):
        return shadow.endswith(country_words.BEFORE_A_SYLLABLE, 0, start)
    is_country = key.startswith("country-") and not is_syllable(pattern)
    return entry.syllables > 1 or is_country or _is_short_place(text, shadow, start, end, pattern)


def _is_short_place(text: str, shadow: str, start: int, end: int, pattern: str) -> bool:
    if len(pattern) > 1 and text[start:end].isupper():
        announced = country_words.BEFORE_IN_CAPITALS.search(text, max(0, start - 12), start) is not None
        return pattern == "lào" or (announced and pattern in country_words.IN_CAPITALS)
    after = shadow[end : end + 8].split(" ", 2)
    if shadow[end : end + 1] == " " and len(after) > 1 and pattern in country_words.NOT_A_COUNTRY_BEFORE:
        following = re.match(r"\w*", after[1])
        if following and following[0] in country_words.NOT_A_COUNTRY_BEFORE[pattern]:
            return False
    before = re.search(r"(\w+) \Z", text[max(0, start - 12) : start])
    if before and before[1].lower() in country_words.BEFORE_A_COUNTRY:
        return True
    if pattern in country_words.NO_GIVEN_NAME:
        return True
    # A capitalised neighbour makes it part of a person's name: "Nguyễn Đức Anh", "Nhật Bắc".
    if before and before[1][0].isupper():
        return False
    return not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())


def _bearer(bearers: Sequence[Name], day: str) -> str | None:
    keys = {name.key for name in bearers}
    if len(keys) == 1:
        return bearers[0].key
    if not day:
        return None
    held = {
        name.key for name in bearers if name.valid_from <= day and (not name.valid_to or day <= name.valid_to)
    }
    return held.pop() if len(held) == 1 else None


def _forms(wanted: str) -> Iterable[str]:
    yield wanted
    for prefix in (_OFFICE_OF_A_PROVINCE, _PARTY_OFFICE):
        match = prefix.match(wanted)
        if match and match.end() < len(wanted):
            yield wanted[match.end() :]
    own = wanted.removesuffix(" việt nam")
    if own != wanted and _OWN_BODY.match(own):
        yield own
