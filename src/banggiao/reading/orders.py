"""Orders: "giao X …", "yêu cầu X …", "đề nghị X …", and what kind of paper gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.names import SURNAMES
from banggiao.reading import assignment_words as words_of
from banggiao.reading import duty_words as duties_of
from banggiao.reading import leader_words as leaders_of
from banggiao.reading import pledge_words as pledges_of
from banggiao.reading.actors import Actors
from banggiao.reading.clauses import Aim, Level
from banggiao.reading.deadlines import Deadlines
from banggiao.reading.own_kind import REMARKS, numbered_lines, own_kind
from banggiao.reading.paper import Paper
from banggiao.reading.records import Field, Header, Label, Mention

_SPEECH = re.compile(
    r"bài phát biểu|diễn văn"
    r"|phát biểu(?![^.:]{0,90}, (?:đồng chí|ông|bà|đ/c|tổng bí thư|thứ trưởng"
    r"|(?:phó )?(?:thủ tướng|chủ tịch|bí thư|giám đốc|bộ trưởng)) )"
)
_ASKS_NOW = re.compile(r"(?<!\w)(?:tôi|xin) (?:đề nghị|yêu cầu)[ :,]")
_ADDRESS = re.compile(r"kính gửi ?: ?(?:- )?")
_ITEM = re.compile(r"\s*[-+•] *")
_ADDRESSEES = 12
_LABEL = re.compile(r"[^:;.()]{3,60}: ")
_TALKS = re.compile(
    r"(?<!\w)(?:hội đàm|hội kiến|điện đàm|thăm chính thức|thăm cấp nhà nước|thăm hữu nghị|chào xã giao)(?!\w)"
)
_MANY = 24  # circumstances before the one charged
_NEAR = 70  # characters in which a word of time speaks of the action
_BEFORE_ORDER = (
    ",", ":", " và", "trong đó", "đã", "xin", "tôi", "đồng ý", "thống nhất", "trân trọng",
    "kính", "nhất trí", "quyết định",
)  # fmt: skip
_PARTS = 2  # numbered lines that charge bodies, by which an excerpt is one of orders
LONGEST_BEFORE = 420  # characters of circumstances before a leader who orders
_HEADER = 3000  # characters in which a paper says whom it is sent to
_TITLE_AT = 600


@dataclass(slots=True)
class Charge:
    """A clause read: where it begins, who is charged (nobody named: empty), where the action begins."""

    start: int
    actors: tuple[Mention, ...]
    act: int
    rule: str
    kind: str = "task"
    end: int = 0


class Orders:
    """What one paper orders, knowing what kind of paper it is, who sends it and to whom."""

    def __init__(self, paper: Paper, shadow: str, mentions: Sequence[Mention], header: Header | None) -> None:
        self.text, self.shadow = paper.text, shadow
        self.actors = Actors(paper.text, shadow, mentions)
        self.deadlines = Deadlines(shadow, [one for one in mentions if one.label is Label.DATE])
        self._know(header)

    def _know(self, header: Header | None) -> None:
        """Learn what kind of paper it is, who sends it and to whom."""
        kind = self._title(header.type) if header and header.type else ""
        head = self.shadow[:_TITLE_AT]
        agencies = [one.text.lower() for one in (header.agency, header.parent) if one] if header else []
        self.own = frozenset(agencies)
        address = _ADDRESS.search(self.shadow, 0, _HEADER)
        upwards = address is not None and words_of.UP_TO.match(self.shadow, address.end()) is not None
        sent = address is not None and not kind.startswith(("báo cáo", "tờ trình", *words_of.PLANNING_TYPES))
        if not (kind or sent) and header is not None:
            kind = own_kind(self.text, self.shadow) or (REMARKS if self._charges_by_parts() else "")
        self.was_ordered = False
        self.decided_from = len(self.text)
        self._be(kind or head, sent=sent, upwards=upwards)
        line = self.text.find("\n")
        self.is_speech = _SPEECH.match(head, 0, line if line > 0 else len(head)) is not None
        asks = _ASKS_NOW.search(self.shadow) if self.is_speech else None
        self.asks_from = asks.start() if asks else len(self.text)
        self.is_news = header is not None and not (header.number or kind or sent or self.is_speech)
        self.was_ordered = self.is_news and duties_of.ISSUED.search(self.shadow, 0, _TITLE_AT) is not None
        self.concluded = False
        self.asked: set[str] = set()
        self.asked_to = self.sentence_from = 0
        self.asks_nobody = False
        self.agreed_to = 0
        self.is_talks = self.is_news and _TALKS.search(head) is not None
        self.addressee = tuple(self._addressed(address.end())) if sent and address else ()

    def _charges_by_parts(self) -> bool:
        """Whether numbered lines begin with bodies that are told what to do: "b) Bộ X chủ trì …"."""
        told = 0
        for start, end in numbered_lines(self.text):
            actors, stop = self.actors.listed(start, end)
            if not actors or actors[0].label in (Label.PLACE, Label.PERSON) or not self._is_ours(actors):
                continue
            alone = not self.text[stop:end].strip(" :")
            told += alone or (self.text[stop : stop + 1] in (" ", ":") and self._bids(stop + 1))
            if told == _PARTS:
                return True
        return False

    def _addressed(self, at: int) -> Iterator[Mention]:
        """Yield those a letter is sent to: named behind "Kính gửi:", or below it line by line."""
        for _ in range(_ADDRESSEES):
            line = self.text.find("\n", at)
            line = line if line > 0 else len(self.text)
            actors, _ = self.actors.listed(at, line)
            yield from actors
            item = _ITEM.match(self.text, line)
            if item is None or not (actors or at == line):
                break
            at = item.end()

    def _title(self, kind: Field) -> str:
        """The line that says what kind of paper it is, in full: "tuyên bố chung"."""
        words = shadow_of(kind.text)
        stop = self.text.find("\n", kind.start)
        line = self.shadow[kind.start : stop if stop > 0 else len(self.shadow)]
        return line if line.startswith(words) else words

    def _be(self, kind: str, *, sent: bool = False, upwards: bool = False) -> None:
        """Read on as a paper of that kind; ``sent``: as a letter, ``upwards`` to those above."""
        self.pledges = pledges_of.PLEDGING.match(kind) is not None
        self.commands = kind.startswith(words_of.ORDERING_TYPES)
        self.orders = self.commands or (sent and not upwards)
        self.rules = kind.startswith(words_of.RULE_TYPES) and not self.pledges
        self.agrees = pledges_of.AGREEMENTS.match(kind) is not None
        self.reports = kind.startswith("báo cáo")
        self.submits = kind.startswith(("báo cáo", "tờ trình")) or (sent and upwards)
        self.plans = kind.startswith(words_of.PLANNING_TYPES)
        self.drafts = self.submits and pledges_of.TO_SIGN.search(self.shadow, 0, _HEADER) is not None

    def _aim(self, path: Sequence[Level], at: int) -> Aim:
        if self.pledges:
            formal = any(level.aim is Aim.FORMAL for level in path)
            return Aim.TELLS if formal else Aim.PLEDGES
        for level in reversed(path):
            if level.aim is Aim.ASKS and self.commands:
                return Aim.TASKS  # what others asked for is decided here
            headline = level.is_title and not level.number
            if self.is_news and headline:
                continue  # what a headline or a caption names it neither gives nor tells of all below
            if level.aim is not Aim.OPEN:
                return Aim.TELLS if level.aim is Aim.FORMAL else level.aim
        if not self.orders and at <= self.asks_from:
            return Aim.OPEN
        numbered = any(level.number for level in path) or self.shadow.startswith("cuối cùng", at)
        return Aim.TASKS if numbered or at > self.decided_from else Aim.OPEN

    def _ordered(self, start: int, end: int, aim: Aim) -> Charge | None:
        """Read "giao X …", "yêu cầu X …", "đề nghị X …"."""
        for order in words_of.ORDER.finditer(self.shadow, start, end):
            verb = order[0].strip(" ,")
            actors, stop = self._asked(order, end)
            if verb.startswith("giao") and self.shadow.endswith("đã ", start, order.start()):
                tells = self.is_news and leaders_of.HIGHEST.match(self.shadow, start)
                if not (tells and self._bids(stop + 1)):
                    continue  # what was ordered once
            agreed = aim is Aim.PLEDGES and verb.startswith(("giao", "phân công"))
            if (
                not actors
                or not (agreed or self._may_be_asked(actors))
                or not self._may_order(start, order.start(), verb, aim)
            ):
                continue
            if stop >= end or self.text[stop] not in " :,":
                continue
            act = stop + 1
            if aim is Aim.PLEDGES:
                return Charge(start, actors, act, "order", "commitment") if agreed else None
            if self.is_news and verb == "giao nhiệm vụ cho" and not self._bids(act + (self.text[act] == " ")):
                continue  # "… đã gặp và giao nhiệm vụ cho các Trưởng cơ quan đại diện"
            if self.submits and words_of.BEGS.search(self.shadow, start, order.start()):
                return None
            if verb in words_of.LETS_ASK and self._is_upwards(actors, act, start, end):
                return None
            if verb.startswith("ủy quyền") and words_of.SIGNS_FOR.search(self.shadow, act, end):
                return None
            firm = verb.startswith(("giao", "phân công", "ủy quyền", "yêu cầu"))
            firm = firm or self._asks_below(start, order.start(), actors)
            firm = firm or (self.is_news and verb == "chỉ đạo" and self._bids(act))
            firm = firm or (self.is_speech and order.start() == start)
            ends = self.is_news and duties_of.CONCLUDED.search(self.shadow, start, order.start())
            self.concluded = self.concluded or bool(ends)
            firm = firm or bool(ends) or (self.is_news and self._asks_of_those_below(start, order, actors))
            due = firm or self.deadlines.is_set(start, end, loosely=True)
            if aim is Aim.TASKS or self.orders or self.plans or due:
                return Charge(start, actors, act, "order")
        return None

    def _asked(self, order: re.Match[str], end: int) -> tuple[tuple[Mention, ...], int]:
        """Who is named behind the word of an order, past what may stand before, and where they end."""
        later = words_of.LATER_ON.match(self.shadow, order.end(), end)
        if order[0].endswith(", "):
            return self._subject(order.end(), end) or ((), order.end())
        begin = later.end() if later else order.end()
        while self.text.startswith(" ", begin, end):
            begin += 1
        actors, stop = self.actors.listed(begin, end)
        if (
            order[0] == "đề nghị "
            and self.addressee
            and not actors
            and not self.shadow.startswith("lãnh đạo các ", begin)
            and self._says_act(order.end(), end, asks_too=False)
        ):
            return self.addressee, order.end() - 1
        called = words_of.ADDRESSED.match(self.shadow, order.end(), end)
        if called and not actors and self.addressee:
            return self.addressee, called.end()
        prefix = words_of.PREFIX.match(self.shadow, order.end(), end)
        return self.actors.listed(prefix.end(), end) if prefix and not actors else (actors, stop)

    def _bids(self, at: int) -> bool:
        """Whether the words at ``at`` are such as orders begin with."""
        words = self.shadow[at : at + 40]
        return words_of.bids(words) or words_of.DUTY.match(words) is not None

    def _says_act(self, act: int, end: int, *, asks_too: bool) -> bool:
        words = self.shadow[act : min(end, act + 40)]
        first = words.split(" ", 1)[0].rstrip(".,;:")
        listed = self.text[act - 2 : act] == ": " and self._bids(act)
        if not (listed or self.text[act].islower() or self.text[act].isdigit()):
            return False
        if words_of.DUTY.match(words):
            return True
        if words_of.PAST.match(words) or (words_of.AHEAD.match(words) and not self.commands):
            return False
        if self._tells(words) and not (asks_too and words.startswith(("đề nghị", "lưu ý"))):
            return False
        return first.isalpha() and (first not in words_of.NO_ACT or self._bids(act))

    def _tells(self, words: str) -> bool:
        """Whether the words tell of a body, and do not ask of it; rules ask what other papers tell."""
        return (words_of.MAY if self.rules else words_of.TOLD).match(words) is not None

    def _may_be_asked(self, actors: Sequence[Mention]) -> bool:
        """Whether they are bodies of ours, neither the state itself nor both sides of a talk."""
        name = self.shadow[actors[0].start : actors[0].end]
        if words_of.NOT_CHARGED.fullmatch(name) or pledges_of.SIDES.fullmatch(name):
            return False
        return self._is_ours(actors)

    def _is_upwards(self, actors: Sequence[Mention], act: int, start: int, end: int) -> bool:
        """Whether those above are asked, and not by a letter that sets a date; in an order only the highest
        are above."""
        if self.commands and not any(leaders_of.ABOVE.match(self.shadow, one.start) for one in actors):
            return False
        by_letter = bool(self.addressee) and self.deadlines.is_set(start, end)
        return words_of.UPWARDS.match(self.shadow, act) is not None and not by_letter

    def _asks_below(self, start: int, at: int, actors: Iterable[Mention]) -> bool:
        """Whether a leader asks bodies below, which is an order however polite."""
        leader = self._leader(start, at)
        if leader is None:
            return False
        above = any(leaders_of.ABOVE.match(self.shadow, actor.start) for actor in actors)
        return not above or leaders_of.HIGHEST.match(leader[0]) is not None

    def _asks_of_those_below(self, start: int, order: re.Match[str], actors: Sequence[Mention]) -> bool:
        """Whether news tells what a meeting ended with, or what a body asks of those under it."""
        if self.is_talks:
            return False
        if duties_of.ENDS_WITH.match(self.shadow, start, order.start()):
            return True
        asker = duties_of.BODY_ABOVE.match(self.shadow, start, order.start())
        return asker is not None and duties_of.BODIES_BELOW.match(self.shadow, actors[0].start) is not None

    def _is_ours(self, actors: Iterable[Mention]) -> bool:
        return not any(self.actors.is_foreign(actor) for actor in actors)

    def _may_order(self, start: int, at: int, verb: str, aim: Aim) -> bool:
        """Whether the word stands as the verb of an order: first, behind a leader, behind a comma or "và"."""
        before = self.shadow[start:at].rstrip()
        if not before:
            return verb != "chỉ đạo"
        if verb == "chỉ đạo" and before.endswith(" và") and aim is Aim.TASKS:
            own = self._subject(start, at)
            if own and self._bids(own[1] + 1) and not leaders_of.LEADER.match(self.shadow, start):
                return False  # "Các bộ tập trung quán triệt và chỉ đạo các đơn vị …"
        both = aim is Aim.PLEDGES and pledges_of.BOTH_LEADERS.fullmatch(before)
        if both or before.endswith(_BEFORE_ORDER):
            return True
        if verb in ("chỉ đạo", "lưu ý"):
            # "Bộ trưởng Bộ X chỉ đạo …", "Chủ tịch UBND các huyện chỉ đạo …"
            charged = (aim is Aim.TASKS or self.was_ordered) and not leaders_of.ON_TOP.match(before)
            return self._leader(start, at) is not None and not (charged and self._subject(start, at))
        if words_of.BESIDES.fullmatch(self.shadow, start, at - 1) or leaders_of.PAPER.fullmatch(before):
            return True
        subject = self._subject(start, at)
        polite = leaders_of.POLITELY.search(before)
        said = start + polite.start() if polite else at - 1
        return self._leader(start, at) is not None or (
            subject is not None and said <= subject[1] and self._is_ours(subject[0])
        )

    def _leader(self, start: int, at: int) -> re.Match[str] | None:
        """A leader of ours who is told to speak at ``at``: what opens the clause or a part of it does."""
        begin = start
        while 0 <= begin < at and at - start < LONGEST_BEFORE:
            leader = leaders_of.LEADER.match(self.shadow, begin, at) or self._he(begin, at)
            if leader is not None and at - begin < 2 * _NEAR:
                named = self.actors.at(begin, at)
                return None if named is not None and self.actors.is_foreign(named) else leader
            begin = self.shadow.find(", ", begin, at) + 2
            if begin < 2:
                break
        return None

    def _he(self, begin: int, at: int) -> re.Match[str] | None:
        """ "Ông", or a countryman with a name of ours, told to speak at ``at``."""
        he = leaders_of.HE.match(self.shadow, begin, at)
        if he is None or he.end() >= at - 1:
            return he
        surname = self.shadow[he.end() + 1 : at].split(" ", 1)[0]
        return he if surname in SURNAMES or leaders_of.ALSO.match(self.shadow, he.end(), at) else None

    def _subject(self, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
        """The actors that a clause begins with, past what may stand before them, and where they end."""
        at = start
        label = _LABEL.match(self.shadow, start, end)
        for _ in range(_MANY):
            prefix = words_of.PREFIX.match(self.shadow, at, end)
            for begin in (at, prefix.end()) if prefix else (at,):
                actors, stop = self.actors.listed(begin, end)
                told = self._told(begin, end) if not actors or actors[0].rule == "general" else None
                if told and (not actors or told.end > stop):
                    return (told,), told.end
                if actors:
                    return actors, stop
            if label is not None:
                at, label = label.end(), None
                continue
            if not words_of.WHEN.match(self.shadow, start, end) or self._says_deed(start, at, end):
                return None
            at = self.shadow.find(", ", at, end) + 2
            if at < 2:
                return None
        return None

    def _told(self, begin: int, end: int) -> Mention | None:
        """The body that an order tells by what it is for, whose duty stands behind."""
        if not self.commands or begin - 2 in self.actors.listing:
            return None
        told = self.actors.told(begin, end)
        return told if told and duties_of.DUTY_BEHIND.match(self.shadow, told.end, end) else None

    def _says_deed(self, start: int, at: int, end: int) -> bool:
        """Whether the clause has come to its verb at ``at``, and no subject stands behind: "Hằng năm, chủ trì
        …", "Khi …, chủ xe phải báo Sở X"."""
        again = words_of.AGAIN.match(self.shadow, at, end)
        if again and words_of.bids(self.shadow[again.end() : again.end() + 40]):
            return True
        if at == start:
            return False
        if self.shadow.startswith("chủ trì", at):
            return True
        comma = self.shadow.find(", ", at, end)
        told = duties_of.HAS_MUST.search(self.shadow, at, comma if comma > 0 else end)
        return told is not None and not words_of.WHEN.match(self.shadow, at, end)
