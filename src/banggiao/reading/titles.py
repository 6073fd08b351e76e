"""Papers named without a full number: laws, treaties, agreements, plans, and what stands for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Words
from banggiao.reading import reference_words as words_of
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention
from banggiao.reading.title_names import TitleNames, kind_at

_LOOSE_NUMBER = re.compile(
    r" (?:số )?(\d{1,4}|(?<=quyết )\d{2}/\d{1,3}|(?<=quyết số )\d{2}/\d{1,3})(?![\d/.,%-]*\d|[/%-]|\w)"
    r"(?! (?:nhiệm|nhóm|năm|ngày(?! \d)|tháng|điểm|nội|mục|lượt|văn|dự|triệu|tỷ|tỉ|nước|bên|trang|bản))"
)
_NEXT_NUMBER = re.compile(
    r"(?:, | và |, số | và số )(\d{1,4})(?![\d/.,%-]*\d|[/%-]|\w)(?= (?:của|ngày|về|và|năm)|[,.;)])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # by which a treaty is known; those behind it are years, too
OWN_TITLE_WITHIN = 1500  # characters of a paper's top
_FAR = 130  # characters between a paper's number and what it is about
_AFTER_WHOLE = (" giữa ", " với ", " giai đoạn ", " năm ", " 20")
_PARTIES = re.compile(r" giữa ")
_QUOTED = re.compile(r" [\"“]([^\"”\n]{4,300})[\"”]")
_SCAN = Words(list(words_of.KINDS))


class Titles(TitleNames):
    """Reads every capitalised kind of paper that bears no full number."""

    def __init__(
        self,
        text: str,
        shadow: str,
        numbered: Sequence[Mention],
        names: Sequence[Mention],
        *,
        gazetteer: Gazetteer,
        on: date | None,
    ) -> None:
        name_at: dict[int, Mention] = {}
        for name in names:
            if name.start not in name_at or name.end > name_at[name.start].end:
                name_at[name.start] = name
        super().__init__(text, shadow, name_at, {mention.start: mention for mention in numbered})
        self.gazetteer, self.on = gazetteer, on
        self.numbered_ends = sorted(mention.end for mention in numbered)
        bodies = sorted((name.start, name.end) for name in names if name.label is Label.ORGANISATION)
        self.body_starts, self.bodies = [start for start, _ in bodies], bodies
        self.by_number: dict[tuple[str, str], Mention] = {}
        self.latest: dict[str, Mention] = {}  # the last paper of each kind so far
        for mention in numbered:
            digits = re.split(r"[-/ ]", mention.value)[0]
            self.by_number.setdefault((kind_at(shadow, mention.start), digits), mention)

    def find(self) -> list[Mention]:
        found: list[Mention] = []
        last = 0
        for at, end in self._starts():
            if at < last:
                continue
            if at in self.numbered:
                mention = self.numbered[at]
                self.latest[self.shadow[at:end]] = mention
                last = mention.end
                continue
            read = self._read(at, end)
            found += read
            last = max(last, read[-1].end) if read else last
        return found

    def _starts(self) -> list[tuple[int, int]]:
        """Return where capitalised kinds of paper stand, the longest of each place, outside of bodies."""
        starts: dict[int, int] = {}
        text = self.text
        for _, at, end in _SCAN.hits(self.shadow):
            if (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum():
                continue
            small = words_of.SMALL_NUMBERED.match(self.shadow, at) or words_of.AMENDS.match(self.shadow, at)
            if not text[at].isupper() and not small:
                continue
            if "\n" in text[at:end] or "\t" in text[at:end]:
                continue
            no_law = words_of.BODY_OF_LAW.match(self.shadow, at) or self.shadow.endswith(
                words_of.NO_LAW_AFTER, 0, at
            )
            if end - at == len("luật") and no_law:
                continue
            starts[at] = max(starts.get(at, 0), end)
        return [(at, end) for at, end in sorted(starts.items()) if not self._in_body(at)]

    def _in_body(self, at: int) -> bool:
        index = bisect_right(self.body_starts, at) - 1
        return index >= 0 and self.bodies[index][0] < at < self.bodies[index][1]

    def _read(self, at: int, end: int) -> list[Mention]:
        kind = self.shadow[at:end]
        known = self.name_at.get(at)
        of_body = known is not None and known.label is Label.ORGANISATION
        if of_body or words_of.FIELD_OF_PLANNING.match(self.shadow, at):
            return []
        if kind == "chiến lược" and self.shadow.endswith(words_of.TIED_BEFORE, 0, at):
            return []
        if kind in words_of.SAYS_ITS_SUBJECT and self._tells_subject(at):
            return []
        if known is not None and known.label is Label.TRADE_AGREEMENT:
            self.latest[kind] = known
            return []
        number = _LOOSE_NUMBER.match(self.shadow, end)
        if number and self.text[end] in "\n\t" and self.text[number.end() : number.end() + 1] == "\t":
            number = None  # the number of the next row
        if number and kind in words_of.LOOSE_TYPES:
            return self._short_numbers(at, kind, number)
        read = self._quoted(end, kind) or self._whole_quoted(at, end, kind)
        shown = kind == "chương trình" and words_of.SHOWN.match(self.shadow, end)
        if read is None and not shown and not self._is_own_title(at, end):
            read = self._trade(at, end, kind) or self._title(at, end, kind) or self._short_form(at, end, kind)
        return [read] if read else []

    def _quoted(self, end: int, kind: str) -> Mention | None:
        quoted = _QUOTED.match(self.text, end) if kind in words_of.QUOTED else None
        if (
            quoted
            and kind == "chương trình"
            and self.shadow.startswith(words_of.MEETING_NAMED, quoted.start(1))
        ):
            return None
        return self._mention(quoted.start(1), quoted.end(1), kind, "quoted") if quoted else None

    def _whole_quoted(self, at: int, end: int, kind: str) -> Mention | None:
        """A name that stands in quotation marks with its kind: "Ban hành “Chương trình quốc gia …”"."""
        if self.text[at - 1 : at] not in ("“", '"') or self.text[at - 2 : at - 1] not in (" ", "", "\n"):
            return None
        close = words_of.QUOTE_CLOSED.match(self.text, end) if kind in words_of.QUOTED_WHOLE else None
        several = close is not None and self.text.count(" ", end, close.start(1)) > 1
        if close is None or not several or words_of.SHOWN.match(self.shadow, end):
            return None
        phase = self.shadow.find(" giai đoạn ", end, close.start(1))
        return self._mention(at, phase if phase > 0 else close.start(1), kind, "quoted")

    def _trade(self, at: int, end: int, kind: str) -> Mention | None:
        """A trade agreement's known name with its kind word, or one that says so."""
        known = self.name_at.get(end + 1)
        if kind not in words_of.TREATIES:
            return None
        if known is not None and known.label is Label.TRADE_AGREEMENT:
            stop = known.end
        elif self.shadow.startswith(words_of.TRADE, end + 1):
            stop = self._with_parties(self._title_end(at, end, kind))
        else:
            return None
        return (
            self._mention(at, stop, kind, "title")._replace(label=Label.TRADE_AGREEMENT)
            if stop > end
            else None
        )

    def _title(self, at: int, end: int, kind: str) -> Mention | None:
        stop = self._listed_end(at, self._title_end(at, end, kind), kind)
        of_law = stop > end and (kind in words_of.LAWS or self.shadow.find(" luật ", end, stop) > 0)
        if of_law and (amended := words_of.AMENDED.match(self.shadow, stop)):
            stop = amended.end()
        close = words_of.QUOTE_CLOSED.match(self.text, stop) if stop > end else None
        if close and self.text[at - 1 : at] in ("“", '"'):
            stop = close.start(1)
        whole = kind in words_of.WHOLE and self.shadow.startswith(_AFTER_WHOLE, end)
        whole = whole or kind == "hiến pháp"
        if at == 0 and kind in words_of.TREATIES and self.text[stop : stop + 1] in ("", "\n"):
            return None  # the paper's own title
        return self._mention(at, stop, kind, "title") if stop > end or whole else None

    def _listed_end(self, at: int, read: int, kind: str) -> int:
        """Return where a known name ends, or the one read word by word where that plainly goes on."""
        known = self.name_at.get(at)
        if known is None or known.label is not Label.INSTRUMENT:
            return read
        if known.end >= read:
            return known.end
        if kind not in words_of.KNOWN_WHOLE:
            return known.end if self._is_whole(known.end, kind) else read
        named = self.text[known.end : read].lstrip(" -–")[:1].isupper()
        about = self.shadow.startswith(" về ", known.end) and kind not in words_of.LAWS
        return read if about or (named and not self.text[at:read].isupper()) else known.end

    def _is_whole(self, end: int, kind: str) -> bool:
        """Whether a known name is followed by an area, an issuer, or another name or paper behind "và"."""
        issued = kind in words_of.TREATIES or kind in ("chiến lược", "quy hoạch")
        if issued and self.shadow.startswith(" của ", end) and end + len(" của ") in self.name_at:
            return True
        if not self.shadow.startswith(" và ", end):
            return self.shadow.startswith((" tỉnh ", " thành phố ", " ("), end)
        after = end + len(" và ")
        capital = self.text[after : after + 1].isupper() and not self.text[end:after].isupper()
        return after in self.name_at or capital or self.shadow.startswith("pháp luật", after)

    def _short_form(self, at: int, end: int, kind: str) -> Mention | None:
        """A bare kind with a capital, which means the last paper of its kind."""
        before = self.latest.get(kind)
        if before is None or kind not in words_of.MEANS_ONE_BEFORE or not self._is_amid(at):
            return None
        if self.shadow.endswith(words_of.PLURAL, 0, at):
            return None
        return Mention(at, end, before.label, before.key, before.value, "short form", 0.7)

    def _mention(self, start: int, end: int, kind: str, rule: str) -> Mention:
        words = self.text[start:end]
        key = self.gazetteer.resolve(words, self.on)
        mention = Mention(start, end, Label.INSTRUMENT, key, words, rule, 0.8)
        self.latest[kind] = mention
        short = next((one for one in words_of.MEANS_ONE_BEFORE if kind.startswith(one + " ")), None)
        if short:
            self.latest[short] = mention
        return mention

    def _short_numbers(self, at: int, kind: str, number: re.Match[str] | None) -> list[Mention]:
        found: list[Mention] = []
        start = at
        while number:
            known = self.by_number.get((kind, number[1]))
            key, value = (known.key, known.value) if known else (None, number[1])
            mention = Mention(start, number.end(), Label.INSTRUMENT, key, value, "loose", 0.8)
            self.latest[kind] = mention
            found.append(mention)
            if _YEAR.fullmatch(number[1]):
                break
            number = _NEXT_NUMBER.match(self.shadow, number.end())
            start = number.start(1) if number else 0
        return found

    def _is_own_title(self, at: int, end: int) -> bool:
        """Whether the kind opens a line in capitals or "về việc": the paper's own title, a heading."""
        opens = at == 0 or self.text[at - 1] == "\n"
        if at < OWN_TITLE_WITHIN and self.shadow.endswith("ban hành ", 0, at):
            opens = opens or (self.text[at - 9 : at].isupper() and self.text[at - 10] == "\n")
        return opens and (
            self.text[at:end].isupper()
            or (at < OWN_TITLE_WITHIN and self.shadow.startswith(" về việc ", end))
        )

    def _tells_subject(self, at: int) -> bool:
        """Whether the word is a verb behind another paper's number, day and issuer."""
        index = bisect_right(self.numbered_ends, at) - 1
        last = self.numbered_ends[index] if index >= 0 else -_FAR
        return at - last < _FAR and words_of.BEHIND_NUMBER.fullmatch(self.shadow, last, at) is not None

    def _with_parties(self, stop: int) -> int:
        """Return where the parties of a trade agreement end: "giữa Việt Nam và Liên minh châu Âu"."""
        between = _PARTIES.match(self.shadow, stop)
        first = self.name_at.get(between.end()) if between else None
        if first is None or not self.shadow.startswith(" và ", first.end):
            return stop
        second = self.name_at.get(first.end + 4)
        return second.end if second else stop
