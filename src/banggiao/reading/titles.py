"""Papers named without a full number: laws, treaties, agreements, plans, and what stands for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from banggiao.language.scanning import Words
from banggiao.reading import quantity_words
from banggiao.reading import reference_words as words_of
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label, Mention

_SUBJECT_FOLLOWS, _A_NAME_FOLLOWS = frozenset(words_of.SUBJECT_FOLLOWS), words_of.A_NAME_FOLLOWS
_GO_ON, _COMPOUNDS, _PAIRS = map(frozenset, (words_of.GO_ON, words_of.COMPOUNDS, words_of.PAIRS))
_NOUNS = tuple(f"{noun} " for noun in (*quantity_words.PERSONS, *quantity_words.THINGS) if " " in noun)
_MEETINGS = ("đại hội", "hội nghị", "kỳ họp", "phiên họp")
_LOOSE_NUMBER = re.compile(
    r" (?:số )?(\d{1,4}|(?<=quyết )\d{2}/\d{1,3}|(?<=quyết số )\d{2}/\d{1,3})(?![\d/.,%-]*\d|[/%-]|\w)"
    r"(?! (?:nhiệm|nhóm|năm|ngày(?! \d)|tháng|điểm|nội|mục|lượt|văn|dự|triệu|tỷ|tỉ|nước|bên|trang|bản))"
)
_NEXT_NUMBER = re.compile(
    r"(?:, | và |, số | và số )(\d{1,4})(?![\d/.,%-]*\d|[/%-]|\w)(?= (?:của|ngày|về|và|năm)|[,.;)])"
)
_OWN_TITLE_WITHIN = 1500  # characters of a paper's top
_FAR = 130  # characters between a paper's number and what it is about
_LONGEST_TITLE = 160
_WORD = re.compile(r" ([^\W\d_][^\W_]*(?:[-.'’&/][^\W_]+)*)")
_ORDINAL = re.compile(r" (?:lần thứ|khóa|nhiệm kỳ) (?:\d{1,3}|[ivxl]{1,7})(?![\w/])")
_INNER_NUMBER = re.compile(r" số \d{1,4}(?![\d/-])")
_DASHED = re.compile(r" - (?=[^\W\d_])")
_TRIMMED = re.compile(r"(?:,| -| (?:và|về|của|các|những|việc|cho|(?<!hai )lần)){1,12}\Z")
_OF_MEETING = re.compile(
    r"(?P<of> của)? (?:đại hội|hội nghị|kỳ họp|phiên họp|trung ương)(?: [^\W\d_]+){0,10}?"
    r" (?:(?:lần thứ|lần|thứ|khóa) )?"
    r"(?:[ivxl]{1,7}|\d{1,3})(?![\w/])(?: khóa [ivxl]{1,7}(?!\w))?(?P<party> của đảng(?!\w))?"
)
_AFTER_WHOLE = (" giữa ", " giai đoạn ", " năm ", " 20")
_PARTIES = re.compile(r" giữa ")
_QUOTED = re.compile(r" [\"“]([^\"”\n]{4,150})[\"”]")
_SCAN = Words(list(words_of.KINDS))


class Titles:
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
        self.text, self.shadow, self.gazetteer, self.on = text, shadow, gazetteer, on
        self.numbered = {mention.start: mention for mention in numbered}
        self.numbered_ends = sorted(mention.end for mention in numbered)
        self.name_at: dict[int, Mention] = {}
        for name in names:
            if name.start not in self.name_at or name.end > self.name_at[name.start].end:
                self.name_at[name.start] = name
        bodies = sorted((name.start, name.end) for name in names if name.label is Label.ORGANISATION)
        self.body_starts, self.bodies = [start for start, _ in bodies], bodies
        self.by_number: dict[tuple[str, str], Mention] = {}
        self.latest: dict[str, Mention] = {}  # the last paper of each kind so far
        for mention in numbered:
            digits = re.split(r"[-/ ]", mention.value)[0]
            self.by_number.setdefault((_kind_at(shadow, mention.start), digits), mention)

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
            if not text[at].isupper() and not words_of.SMALL_NUMBERED.match(self.shadow, at):
                continue
            if "\n" in text[at:end] or "\t" in text[at:end]:
                continue
            starts[at] = max(starts.get(at, 0), end)
        return [(at, end) for at, end in sorted(starts.items()) if not self._in_body(at)]

    def _in_body(self, at: int) -> bool:
        index = bisect_right(self.body_starts, at) - 1
        return index >= 0 and self.bodies[index][0] < at < self.bodies[index][1]

    def _read(self, at: int, end: int) -> list[Mention]:
        kind = self.shadow[at:end]
        known = self.name_at.get(at)
        if known is not None and known.label is Label.ORGANISATION:
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
        read = self._quoted(end, kind)
        if read is None and not self._is_own_title(at, end):
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
        stop = self._title_end(at, end, kind)
        close = words_of.QUOTE_CLOSED.match(self.text, stop) if stop > end else None
        if close and self.text[at - 1 : at] in ("“", '"'):
            stop = close.start(1)
        whole = kind in words_of.WHOLE and self.shadow.startswith(_AFTER_WHOLE, end)
        return self._mention(at, stop, kind, "title") if stop > end or whole else None

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
            number = _NEXT_NUMBER.match(self.shadow, number.end())
            start = number.start(1) if number else 0
        return found

    def _is_own_title(self, at: int, end: int) -> bool:
        """Whether the kind opens a line in capitals or "về việc": the paper's own title, a heading."""
        opens = at == 0 or self.text[at - 1] == "\n"
        return opens and (
            self.text[at:end].isupper()
            or (at < _OWN_TITLE_WITHIN and self.shadow.startswith(" về việc ", end))
        )

    def _tells_subject(self, at: int) -> bool:
        """Whether the word is a verb behind another paper's number, day and issuer."""
        index = bisect_right(self.numbered_ends, at) - 1
        last = self.numbered_ends[index] if index >= 0 else -_FAR
        return at - last < _FAR and words_of.BEHIND_NUMBER.fullmatch(self.shadow, last, at) is not None

    def _is_amid(self, at: int) -> bool:
        """Whether the capital is not that of a sentence's or a line's first word."""
        if self.text[at + 1].isupper() or words_of.ITEM_BEFORE.search(self.text, max(0, at - 8), at):
            return False
        return (
            at >= 2
            and self.text[at - 1] == " "
            and (self.text[at - 2].isalpha() or self.text[at - 2] in ",;)")
        )

    def _with_parties(self, stop: int) -> int:
        """Return where the parties of a trade agreement end: "giữa Việt Nam và Liên minh châu Âu"."""
        between = _PARTIES.match(self.shadow, stop)
        first = self.name_at.get(between.end()) if between else None
        if first is None or not self.shadow.startswith(" và ", first.end):
            return stop
        second = self.name_at.get(first.end + 4)
        return second.end if second else stop

    # The name of a paper, word by word.

    def _title_end(self, start: int, end: int, kind: str) -> int:
        """Return where the name ends, ``end`` where nothing but its kind is there."""
        first = _WORD.match(self.shadow, end)
        if first is None or self.text[end] != " ":
            return end
        meeting = _OF_MEETING.match(self.shadow, end) if kind in words_of.OF_MEETING else None
        if meeting and self.text[end + (5 if meeting["of"] else 1)].isupper():
            host = self.name_at.get(meeting.end() + 1)  # "Nghị quyết Đại hội VIII Đảng Cộng sản Cu-ba"
            if host is not None and host.label is Label.ORGANISATION:
                return host.end
            return meeting.start("party") if meeting["of"] and meeting["party"] else meeting.end()
        word, capital = first[1], self.text[end + 1].isupper()
        caps_line = self.text[start:end].isupper() and capital
        if word == "về":
            before = self.text[max(0, start - 8) : start]
            verb = (kind in words_of.ORDERS or kind == "thông báo") and words_of.VERB_BEFORE.search(before)
            begun = not verb and not self.shadow.startswith(" về nước", end)
        elif word == "của":
            issuer = self.name_at.get(first.end() + 1)
            sure = kind in words_of.TREATIES or kind == "nghị quyết" or issuer is not None
            sure = sure or words_of.OF_POST.match(self.shadow, first.end()) is not None
            begun = (
                sure and kind in words_of.OF_ISSUER and self._is_amid(start) and self.text[end + 5].isupper()
            )
        elif capital and not caps_line:
            begun = self._begins_name(end, kind)
        elif kind in words_of.ORDERS and not self._is_plan(start, kind, word):
            begun = self.shadow.startswith("phê chuẩn ", end + 1)
            begun = begun or (self._pair(first) in words_of.DECIDED and self._is_amid(start))
            in_work = word in words_of.SAYS and self.shadow.endswith(words_of.IN_WORK, 0, start)
            begun = begun or (in_work and self._is_amid(start))
            first = _WORD.match(self.shadow, first.end()) or first
        else:
            sure = (
                self._is_amid(start)
                or self.text[start - 1 : start] == "\t"
                or kind not in words_of.AGREEMENTS
                or " " in kind.removeprefix("thỏa thuận")
                or self._pair(first) in words_of.SURE_SUBJECTS
            )
            begun = sure and kind in _SUBJECT_FOLLOWS and self._goes_on(first, opening=True)
        if not begun:
            return end
        at = first.end() if word in ("về", "của", "phê") else end
        stop = self._walk(start, at)
        if stop + 1 in self.numbered and (carried := words_of.CARRIED_OUT.search(self.shadow, end, stop)):
            stop = carried.start()
        words = self.text[end:stop].split()
        # One small word alone ("Thỏa thuận khung") may be anything.
        if len(words) < 2 and not (capital and words):
            return end
        return stop

    def _is_plan(self, start: int, kind: str, word: str) -> bool:
        """Whether a plan is named by its subject; one to carry out another paper is not."""
        return (
            kind in ("kế hoạch", "chương trình") and self._is_amid(start) and word not in words_of.CARRIES_OUT
        )

    def _begins_name(self, end: int, kind: str) -> bool:
        after = self.shadow[end + 1 : end + 16]
        if kind in ("nghị quyết", "kết luận", "chương trình", "văn bản"):
            issuer = self.name_at.get(end + 1)
            of_body = issuer is not None and issuer.label is Label.ORGANISATION
            return kind == "nghị quyết" and (of_body or after.startswith(_MEETINGS))
        return kind in words_of.A_NAME_FOLLOWS

    def _walk(self, start: int, at: int) -> int:
        while at - start < _LONGEST_TITLE:
            step = 0 if at + 1 in self.numbered else self._step(start, at)
            if not step:
                break
            at = step
        return at - len(trimmed[0]) if (trimmed := _TRIMMED.search(self.text[start:at].lower())) else at

    def _step(self, start: int, at: int) -> int:
        """Return where the next part of the name ends, 0 where the name ends before it."""
        if (mark := self.text[at : at + 1]) != " ":
            return self._after_comma(start, at) if mark == "," else 0
        name = self.name_at.get(at + 1)
        if name is not None and name.label is not Label.INSTRUMENT:
            return name.end
        special = _ORDINAL.match(self.shadow, at)
        if special is None and self.shadow.endswith(words_of.CONDUCT, start, at):
            special = words_of.AT_SEA.match(self.shadow, at)
        if special is None and self.shadow.endswith(("công ước", "nghị quyết", "quy định"), start, at):
            special = _INNER_NUMBER.match(self.shadow, at)
        if special:
            return special.end()
        if dash := _DASHED.match(self.shadow, at):
            both_small = self.text[dash.end()].islower() and self.text[at - 1].islower()
            return dash.end() - 1 if both_small or self.text[dash.end()].isupper() else 0
        word = _WORD.match(self.shadow, at)
        if bracket := words_of.SHORT_INSIDE.match(self.text, at):
            return bracket.end(1)
        if word is None or not self._goes_on(word, opening=False) or self._ends(start, word):
            return 0
        if word[1] in ("với", "của") and self._is_party(start, word):
            return 0
        if word[1] == "và" and self._begins_anew(start, word):
            return 0
        return word.end()

    def _ends(self, start: int, word: re.Match[str]) -> bool:
        """Whether the word, or what it joins, tells what is done behind a paper's or a law's name."""
        after = _WORD.match(self.shadow, word.end()) if word[1] == "và" else None
        if self._pair(after or word) in words_of.ENDS_ANY:
            return True
        done = after is not None and self._pair(after) in words_of.ENDS_LAW_AFTER_AND
        ends = done or self._pair(word) in words_of.ENDS_LAW
        return ends and _kind_at(self.shadow, start) in words_of.LAWS

    def _is_party(self, start: int, word: re.Match[str]) -> bool:
        """Whether a state follows that made the agreement or the law, not what the paper is about."""
        state = self.name_at.get(word.end() + 1)
        if state is None or state.label is not Label.PLACE:
            return False
        kind = _kind_at(self.shadow, start)
        if word[1] == "với":
            return kind in words_of.TREATIES or kind in words_of.AGREEMENTS
        return kind in words_of.LAWS

    def _begins_anew(self, start: int, word: re.Match[str]) -> bool:
        """Whether behind a body's rules of work "và" tells of something else: "Quy chế làm việc của Tổ và …"."""
        after = _WORD.match(self.shadow, word.end())
        if after is None or not words_of.RULES_OF_BODY.match(self.shadow, start, word.start()):
            return False
        return after.start(1) not in self.name_at and self.text[after.start(1)].islower()

    def _after_comma(self, start: int, at: int) -> int:
        if self.shadow.endswith("hội đồng nhân dân", start, at):
            committee = words_of.COUNCIL_AND_COMMITTEE.match(self.shadow, at)
            return committee.end() if committee else 0
        after = _WORD.match(self.shadow, at + 1)
        if after and self._joins_nouns(start, after):
            return after.end()
        last = self.shadow[max(0, at - 12) : at].rsplit(" ", 1)[-1]
        return after.end() if after and f"{last}, {after[1]}" in _PAIRS else 0

    def _joins_nouns(self, start: int, after: re.Match[str]) -> bool:
        """Whether a comma only joins nouns of the subject: "quản lý hội nghị, hội thảo quốc tế"."""
        at = after.start(1)
        kind = _kind_at(self.shadow, start)
        if kind in words_of.AGREEMENTS or kind in words_of.TREATIES or self.text[at].isupper():
            return False
        if any(name.end == after.start() - 1 for name in self.name_at.values()):
            return False  # a name ends the subject
        return self.shadow.startswith(_NOUNS, at) and not _kind_at(self.shadow, at)

    def _goes_on(self, word: re.Match[str], *, opening: bool) -> bool:
        """Whether a word is of the name: no end of a subject, no other paper, no new clause."""
        if word[1] == "và":
            return not opening and self._and(word)
        if word[1] in ("của", "về", "việc"):
            return not opening
        if word[1] not in words_of.STOPS:
            about = self.shadow[max(0, word.start() - 60) : word.start()]
            nobody = word[1] in words_of.NOBODY and self._last(word.start(1)) == "của"
            return not nobody and (self._pair(word) != "đối với" or "kiểm dịch" in about)
        at = word.start(1)
        if self.text[at].isupper() and not self.text[at : word.end()].isupper():
            return True
        last = self._last(at)
        if last in ("của", "về") and word[1] in ("các", "những"):
            return True
        if word[1] == "các" and last == "hiện" and self.text[word.end() + 1 : word.end() + 4].isupper():
            return True  # "kết quả thực hiện các FTA"
        pair = self._pair(word)
        inside = pair in _GO_ON and not (opening and pair in words_of.NOT_FIRST)
        inside = inside or (not opening and self._in_trade_agreement(word))
        return inside or (not opening and f"{last} {word[1]}" in _COMPOUNDS)

    def _last(self, at: int) -> str:
        """The syllable before the one that begins at ``at``."""
        return self.shadow[max(0, at - 12) : at - 1].rsplit(" ", 1)[-1]

    def _in_trade_agreement(self, word: re.Match[str]) -> bool:
        """ "Thông tư quy định quy tắc xuất xứ trong EVFTA" """
        agreement = self.name_at.get(word.end() + 1) if word[1] == "trong" else None
        return agreement is not None and agreement.label is Label.TRADE_AGREEMENT

    def _and(self, word: re.Match[str]) -> bool:
        after = _WORD.match(self.shadow, word.end())
        if after is None or after.start(1) in self.numbered:
            return False
        if self.text[after.start(1)].isupper() and _kind_at(self.shadow, after.start(1)):
            return False
        if after[1] in words_of.ENDS_AFTER_AND:
            return False
        known = self._pair(after) in _GO_ON or f"và {after[1]}" in _COMPOUNDS
        return known or after[1] not in words_of.STOPS

    def _pair(self, word: re.Match[str]) -> str:
        after = _WORD.match(self.shadow, word.end())
        return f"{word[1]} {after[1]}" if after else ""


def _kind_at(shadow: str, at: int) -> str:
    words = shadow[at : at + 24]
    return max((kind for kind in words_of.KINDS if words.startswith(kind)), key=len, default="")
