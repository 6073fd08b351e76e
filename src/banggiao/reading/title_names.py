"""The name of a paper that bears no full number, word by word: where it begins and how far it runs."""

from __future__ import annotations

from collections.abc import Mapping

from banggiao.language import lazy_re as re
from banggiao.reading import quantity_words
from banggiao.reading import reference_words as words_of
from banggiao.reading.records import Label, Mention

_SUBJECT_FOLLOWS, _A_NAME_FOLLOWS = frozenset(words_of.SUBJECT_FOLLOWS), words_of.A_NAME_FOLLOWS
_GO_ON, _COMPOUNDS, _PAIRS = map(frozenset, (words_of.GO_ON, words_of.COMPOUNDS, words_of.PAIRS))
_NOUNS = tuple(f"{noun} " for noun in (*quantity_words.PERSONS, *quantity_words.THINGS) if " " in noun)
_MEETINGS = ("đại hội", "hội nghị", "kỳ họp", "phiên họp")
_LONGEST_TITLE = 160
_WORD = re.compile(r" ([^\W\d_][^\W_]*(?:[-.'’&/][^\W_]+)*)")
_ORDINAL = re.compile(r" (?:lần thứ|khóa|nhiệm kỳ) (?:\d{1,3}|[ivxl]{1,7})(?![\w/])")
_INNER_NUMBER = re.compile(r" số \d{1,4}(?![\d/-])")
_DASHED = re.compile(r" - (?=[^\W\d_])")
_EDITION = re.compile(r"-\d{1,3}(?!\w)")
_BARE_DASH = re.compile(r"[-–] ?(?=[^\W\d_])")
_TRIMMED = re.compile(r"(?:,| -| (?:và|về|của|các|những|việc|cho|(?<!hai )lần)){1,12}\Z")
_ABOUT = re.compile(r" về(?= [^\W\d_])(?! việc )")
_OF_MEETING = re.compile(
    r"(?P<of> của)? (?:đại hội|hội nghị|kỳ họp|khóa họp|cuộc họp|phiên họp|trung ương)(?: [^\W\d_]+){0,10}?"
    r" (?:(?:lần thứ|lần|thứ|khóa) )?"
    r"(?:[ivxl]{1,7}|\d{1,3})(?![\w/])(?: khóa [ivxl]{1,7}(?!\w))?(?P<party> của đảng(?!\w))?"
)


_ENDS_IN_YEAR = re.compile(r"\d{4}\Z")
_AMENDS = ("sửa đổi ", "bổ sung ", "điều của ", "khoản của ")


class TitleNames:
    """Reads names in one text: ``name_at`` are the known names, ``numbered`` the full numbers, by start."""

    def __init__(
        self, text: str, shadow: str, name_at: Mapping[int, Mention], numbered: Mapping[int, Mention]
    ) -> None:
        self.text, self.shadow, self.name_at, self.numbered = text, shadow, name_at, numbered

    def _is_amid(self, at: int) -> bool:
        """Whether the capital is not that of a sentence's or a line's first word."""
        if self.text[at + 1].isupper() or words_of.ITEM_BEFORE.search(self.text, max(0, at - 8), at):
            return False
        return (
            at >= 2
            and self.text[at - 1] == " "
            and (self.text[at - 2].isalpha() or self.text[at - 2] in ",;)")
        )

    def _title_end(self, start: int, end: int, kind: str) -> int:
        """Return where the name ends, ``end`` where nothing but its kind is there."""
        first = _WORD.match(self.shadow, end)
        if first is None or self.text[end] != " ":
            return end
        meeting = _OF_MEETING.match(self.shadow, end) if kind in words_of.OF_MEETING else None
        small = kind == "biên bản" and meeting is not None and not meeting["of"]
        if meeting and (small or self.text[end + (5 if meeting["of"] else 1)].isupper()):
            stop = self._meeting_end(meeting)
            about = _ABOUT.match(self.shadow, stop) if "trung ương" in meeting[0] else None
            return self._walk(start, about.end()) if about else stop
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
        elif kind == "luật":
            amid = self._is_amid(start) or (caps_line and self.text[start - 1 : start] == " ")
            amid = amid or words_of.AMENDS.match(self.shadow, start) is not None
            begun = amid and self._pair(first) in words_of.LAW_SUBJECTS
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

    def _meeting_end(self, meeting: re.Match[str]) -> int:
        """Return where a meeting's name ends in that of its resolution: with its host or its party."""
        host = self.name_at.get(meeting.end() + 1)  # "Nghị quyết Đại hội VIII Đảng Cộng sản Cu-ba"
        if host is not None and host.label is Label.ORGANISATION:
            return host.end
        party = self.name_at.get(meeting.end("party") - len("đảng")) if meeting["party"] else None
        if party is not None and party.end > meeting.end():
            return party.end
        return meeting.start("party") if meeting["of"] and meeting["party"] else meeting.end()

    def _is_plan(self, start: int, kind: str, word: str) -> bool:
        """Whether a plan is named by its subject; one to carry out another paper is not."""
        return (
            kind in ("kế hoạch", "chương trình") and self._is_amid(start) and word not in words_of.CARRIES_OUT
        )

    def _begins_name(self, end: int, kind: str) -> bool:
        after = self.shadow[end + 1 : end + 16]
        if kind == "kế hoạch":
            return self._is_amid(end - len(kind)) and not after.startswith("đầu tư")
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
            return self._after_comma(start, at) if mark == "," else self._other_side(at)
        name = self.name_at.get(at + 1)
        if name is not None and (name.label is not Label.INSTRUMENT or self._is_amended(start, name)):
            edition = _EDITION.match(self.text, name.end)
            return edition.end() if edition else name.end
        special = _ORDINAL.match(self.shadow, at) or self._in_area(start, at)
        if special is None and self.shadow.endswith(words_of.CONDUCT, start, at):
            special = words_of.AT_SEA.match(self.shadow, at)
        if special is None and self.shadow.endswith("xây dựng đất nước", start, at):
            special = words_of.TRANSITION.match(self.shadow, at)
        if special is None and self.shadow.endswith(("công ước", "nghị quyết", "quy định"), start, at):
            special = _INNER_NUMBER.match(self.shadow, at)
        if special is None and self.shadow.endswith(("sửa đổi", "bổ sung"), start, at):
            special = words_of.ARTICLE.match(self.shadow, at)
        if special is None and self.shadow.endswith("điều của", start, at):
            special = words_of.SEVERAL_LAWS.match(self.shadow, at)
        if special is None and self.shadow.endswith("nước ngoài", start, at):
            special = words_of.IN_VIET_NAM.match(self.shadow, at)
        if special:
            return special.end() if self.text[special.end() - 1] != " " else special.end() - 1
        if dash := _DASHED.match(self.shadow, at):
            both_small = self.text[dash.end()].islower() and self.text[at - 1].islower()
            return dash.end() - 1 if both_small or self.text[dash.end()].isupper() else 0
        return self._step_in_words(start, at)

    def _is_amended(self, start: int, law: Mention) -> bool:
        """Whether a known law is what another amends: "Luật sửa đổi một số điều của Luật Báo chí"."""
        law_of = kind_at(self.shadow, law.start) in words_of.LAWS and not _ENDS_IN_YEAR.search(
            self.text, law.start, law.end
        )
        return law_of and self.shadow.endswith(_AMENDS, start, law.start)

    def _other_side(self, at: int) -> int:
        """Return where the other of two sides ends behind a bare dash: "Việt Nam-Lào"."""
        dash = _BARE_DASH.match(self.text, at)
        other = self.name_at.get(dash.end()) if dash else None
        return other.end if other is not None else 0

    def _in_area(self, start: int, at: int) -> re.Match[str] | None:
        """The area in which rules or a plan hold: "trên địa bàn tỉnh Quảng Ninh"."""
        ruled = kind_at(self.shadow, start) in words_of.OF_AREAS
        return words_of.IN_AREA.match(self.shadow, at) if ruled else None

    def _step_in_words(self, start: int, at: int) -> int:
        if bracket := words_of.SHORT_INSIDE.match(self.text, at):
            return bracket.end(1)
        word = _WORD.match(self.shadow, at)
        if word is None or not self._goes_on(word, opening=False) or self._ends(start, word):
            return 0
        ends = (word[1] in ("với", "của") and self._is_party(start, word)) or (
            word[1] == "và" and self._begins_anew(start, word)
        )
        return 0 if ends else word.end()

    def _ends(self, start: int, word: re.Match[str]) -> bool:
        """Whether the word, or what it joins, tells what is done behind a paper's or a law's name."""
        after = _WORD.match(self.shadow, word.end()) if word[1] == "và" else None
        if self._pair(after or word) in words_of.ENDS_ANY:
            return True
        done = after is not None and self._pair(after) in words_of.ENDS_LAW_AFTER_AND
        ends = done or self._pair(word) in words_of.ENDS_LAW
        return ends and kind_at(self.shadow, start) in words_of.LAWS

    def _is_party(self, start: int, word: re.Match[str]) -> bool:
        """Whether a state follows that made the agreement or the law, not what the paper is about."""
        state = self.name_at.get(word.end() + 1)
        if state is None or state.label is not Label.PLACE:
            return False
        kind = kind_at(self.shadow, start)
        if word[1] == "với":
            return kind in words_of.TREATIES or kind in words_of.AGREEMENTS
        return kind in words_of.LAWS

    def _begins_anew(self, start: int, word: re.Match[str]) -> bool:
        """Whether behind a body's rules "và" tells of something else: "Quy chế làm việc của Tổ và …"."""
        after = _WORD.match(self.shadow, word.end())
        if after is None or not words_of.RULES_OF_BODY.match(self.shadow, start, word.start()):
            return False
        return after.start(1) not in self.name_at and self.text[after.start(1)].islower()

    def _after_comma(self, start: int, at: int) -> int:
        if self.shadow.endswith("hội đồng nhân dân", start, at):
            committee = words_of.COUNCIL_AND_COMMITTEE.match(self.shadow, at)
            return committee.end() if committee else 0
        fields = words_of.FIELD_BEHIND_COMMA.match(self.shadow, at)
        if fields and words_of.FIELD_BEFORE.search(self.shadow, max(start, at - 12), at):
            return fields.end()
        after = _WORD.match(self.shadow, at + 1)
        if after and self._joins_nouns(start, after):
            return after.end()
        last = self.shadow[max(0, at - 12) : at].rsplit(" ", 1)[-1]
        return after.end() if after and f"{last}, {after[1]}" in _PAIRS else 0

    def _joins_nouns(self, start: int, after: re.Match[str]) -> bool:
        """Whether a comma only joins nouns of the subject: "quản lý hội nghị, hội thảo quốc tế"."""
        at = after.start(1)
        kind = kind_at(self.shadow, start)
        if kind in words_of.AGREEMENTS or kind in words_of.TREATIES or self.text[at].isupper():
            return False
        if any(name.end == after.start() - 1 for name in self.name_at.values()):
            return False  # a name ends the subject
        return self.shadow.startswith(_NOUNS, at) and not kind_at(self.shadow, at)

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
        several = last in ("của", "về", "vào") and word[1] in ("các", "những")
        if word[1] == "các" and last == "hiện":  # "kết quả thực hiện các FTA"
            several = self.text[word.end() + 1 : word.end() + 4].isupper()
        several = several or (word[1] == "các" and self.shadow.endswith(words_of.TAKES_SEVERAL, 0, at))
        if several:
            return True
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
        if self.text[after.start(1)].isupper() and kind_at(self.shadow, after.start(1)):
            return False
        if after[1] in words_of.ENDS_AFTER_AND or words_of.CARRIES_OUT_NEXT.match(self.shadow, word.end()):
            return False
        known = self._pair(after) in _GO_ON or f"và {after[1]}" in _COMPOUNDS
        return known or after[1] not in words_of.STOPS

    def _pair(self, word: re.Match[str]) -> str:
        after = _WORD.match(self.shadow, word.end())
        return f"{word[1]} {after[1]}" if after else ""


def kind_at(shadow: str, at: int) -> str:
    words = shadow[at : at + 24]
    if not words.startswith(words_of.KINDS):
        return ""
    return max((kind for kind in words_of.KINDS if words.startswith(kind)), key=len)
