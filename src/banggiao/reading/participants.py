"""Who takes part in an event, and how: the actors of a clause, by their place about its verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from banggiao.language.scanning import Before, Phrase
from banggiao.reading.records import EventKind, Label, Mention, Part

Participant = tuple[int, int, Part]

_ACTORS = frozenset({Label.PERSON, Label.POST, Label.ORGANISATION, Label.GROUP, Label.PLACE})
_HONOURED = re.compile(r"[ ,]*(?:\(?(?:đồng chí|ông|bà|ngài|ts\.?|gs\.?|pgs\.?|ths\.?|là) ?)*\Z")
_APPOSITION = re.compile(r"(?:, | - | \(|,? kiêm |, nguyên |,? đồng thời là )\Z")
_WHERE = Before(
    r"(?:tại|ở|từ|của|thuộc|bên cạnh|trực thuộc|theo|nhân|về|đến|sang|vào)"
    r"(?: (?:trụ sở|thành phố|tp\.?|tỉnh|xã|thủ đô|huyện|phường|khu vực|điểm cầu|nước|bang|khách sạn"
    r"|lời mời của)){0,6} \Z"
)
_NOUN = Phrase(
    r"(?<!\w)(?<!tập )(?:phu nhân|hai (?:bên|đoàn|đảng|ban|nước|thủ tướng|bộ trưởng)|trưởng đoàn|phía bạn"
    r"|đoàn(?: đại biểu(?: cấp cao)?(?: (?:của )?tỉnh)?| công tác| khảo sát| cấp cao| nghị sĩ"
    r"| chuyên gia)?)(?!\w)"
)
_LISTED = re.compile(
    r"(?:,? và |,? cùng (?:với )?|,? với |, |; | - | phối hợp (?:với|cùng)(?: với)? )"
    r"(?:(?:đồng chí|ông|bà|ngài|tỉnh|thành phố|các|hai tỉnh) )*"
    r"(?:[^,;.()]{0,30}(?:trưởng|chủ tịch|giám đốc|thủ tướng|bí thư|đại sứ|tổng thống|thống đốc|lãnh sự"
    r"|quốc vương)(?: [^,;.()]{0,30})? )?\Z"
)
_SHORT = re.compile(
    r"(?:Bộ|Ban|Sở|Cục|Vụ|Viện|Học viện|Ban Tổ chức|Tổng cục|Hội|Tỉnh|Thành phố|Đoàn(?: công tác)?|Thứ trưởng"
    r"|Bộ trưởng|Tổng Lãnh sự|Đại sứ|Chủ tịch nước|Chủ tịch Quốc hội|Phó Chủ tịch|Chủ tịch|Thủ tướng"
    r"|Phó Thủ tướng|Trưởng đoàn|Giám đốc|Bí thư|Tổng Bí thư|Người phát ngôn|[A-ZĐ]{3,8})(?= [a-zđà-ỹ])"
)
_ASIDE = re.compile(r" ?\([^()]*\)")
_COUNTED = re.compile(
    r"đại biểu|khách|học giả|doanh nghiệp|diễn giả|lưu học sinh|học viên|địa phương|quốc gia|chuyên gia|người"
    r"|nhà khoa học|sinh viên|cán bộ|nhà đầu tư|phóng viên|kiều bào|cơ quan đại diện|thành viên"
)
_DATELINE = re.compile(r", (?:ngày |sáng |chiều |tối )?\d{1,2}[/-]\d{1,2}(?:/\d{4})? [-–] ")
_CALLS = frozenset({"chào xã giao", "yết kiến", "triều kiến"})
_INVITED = re.compile(r"(?:theo|nhận) lời mời của (?:[^,;.]{0,60} )?\Z")
_ROLES = (
    (re.compile(r"chủ trì"), Part.CHAIR),
    (re.compile(r"chỉ đạo"), Part.DIRECTS),
    (re.compile(r"khai mạc"), Part.OPENS),
    (re.compile(r"bế mạc"), Part.CLOSES),
    (re.compile(r"phát biểu|trình bày|tham luận"), Part.SPEAKS),
    (re.compile(r"đăng cai"), Part.HOSTS),
    (re.compile(r"tổ chức|đồng tổ chức"), Part.ORGANISES),
    (re.compile(r"dự|tham gia"), Part.ATTENDS),
)
_LED_BY = (
    (re.compile(r"sự (?:đồng )?chủ trì(?: và điều hành)? của (?:[^,;.()]{0,40} )?\Z"), Part.CHAIR),
    (re.compile(r"với sự (?:tham dự|tham gia|có mặt) của \Z"), Part.ATTENDS),
)
_OF_KIND = {
    EventKind.MEETING: Part.MEETS,
    EventKind.SIGNING: Part.SIGNS,
    EventKind.NEGOTIATION: Part.NEGOTIATES,
    EventKind.VOTE: Part.VOTES,
    EventKind.STATEMENT: Part.SPEAKS,
    EventKind.VISIT: Part.VISITS,
}
_LEADS = ("dẫn đầu ", "trưởng ", "làm trưởng ")
_LED = re.compile(r"(?<!\w)do [^,;.]{0,120}\Z")
_BETWEEN = Phrase(r"(?<!\w)giữa (?!kỳ)")
_OF_STATES = (Part.HOSTS, Part.ORGANISES)
_Actor = tuple[int, int, Label | None]
_MOST = 12
_NEAR = 60  # characters between a meeting and "giữa"
_LONGEST_LEAD = 120  # characters of circumstances before a subject


class Actors:
    """The actors of a paper. Persons stand for their posts, a delegation's head for the delegation."""

    def __init__(self, text: str, shadow: str, mentions: Sequence[Mention]) -> None:
        self.text, self.shadow = text, shadow
        self.posts = {m.start: m.end for m in mentions if m.label is Label.POST}
        self.counted = [m for m in mentions if m.label is Label.QUANTITY and self._counts_people(m)]
        self.all = self._outer([m for m in mentions if m.label in _ACTORS])
        self.starts = [actor.start for actor in self.all]

    def _counts_people(self, mention: Mention) -> bool:
        return _COUNTED.search(self.shadow, mention.start, mention.end) is not None

    def _outer(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Leave out what stands inside another actor, and the posts of persons that are named."""
        outer: list[Mention] = []
        tail = 0  # where a person's appositions end
        for mention in mentions:
            if (outer and mention.start < outer[-1].end) or mention.start < tail:
                continue
            between = self.shadow[tail : mention.start][:14] if tail else "-"
            if mention.label is Label.POST and _APPOSITION.fullmatch(between):
                tail = mention.end
                continue
            if mention.label is Label.PERSON:
                if outer and outer[-1].label is Label.POST:
                    between = self.shadow[outer[-1].end : mention.start]
                    if _HONOURED.fullmatch(between):
                        outer.pop()
                tail = mention.end
            else:
                tail = 0
            outer.append(mention)
        return outer

    def within(self, start: int, end: int) -> list[_Actor]:
        """Return the actors that act in ``start:end``: not places where something is, nor owners."""
        found: list[_Actor] = []
        for actor in self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            before = self.shadow[max(start, actor.start - 40) : actor.start]
            if actor.end > end or _WHERE.search(before):
                continue
            if actor.label is Label.PLACE and _DATELINE.match(self.shadow, actor.end):
                continue
            if before.endswith("(") and (actor.label is Label.PLACE or self._is_aside(actor)):
                continue
            found.append((actor.start, actor.end, actor.label))
        for noun in _NOUN.finditer(self.shadow, start, end):
            if not any(a <= noun.start() < b for a, b, _ in found):
                found.append((noun.start(), noun.end(), None))
        if (short := self._short(start, end)) and not any(a < short[1] and short[0] < b for a, b, _ in found):
            found.append(short)
        found.sort()
        return found

    def is_delegation(self, participant: Participant) -> bool:
        """Whether it is a delegation as a noun, for which whoever leads it stands."""
        return self.shadow.startswith("đoàn", participant[0])

    def _is_aside(self, actor: Mention) -> bool:
        """Whether it only says in brackets what stands before them: "Viện Nghiên cứu (TDRI)"."""
        return self.text.startswith(")", actor.end)

    def _short(self, start: int, end: int) -> _Actor | None:
        """The subject of a clause that is a bare post or a body's short form: "Thứ trưởng gặp …"."""
        begin = start
        while 0 <= begin - start < _LONGEST_LEAD:
            short = _SHORT.match(self.text, begin, end)
            if short and self.posts.get(begin, 0) <= short.end():
                return short.start(), short.end(), Label.POST
            begin = max(self.text.find(", ", begin, end), self.text.find(": ", begin, end)) + 2
            if begin < 2:
                break
        return None

    def participants(
        self, kind: EventKind, start: int, end: int, at: int, after: int
    ) -> tuple[Participant, ...]:
        """Return who takes part in the event that the word at ``at:after`` tells, in the text's order."""
        actors = self._led(self.within(start, end))
        if kind is EventKind.CONFERENCE:
            return self._of_conference(actors, start, end)
        between = _BETWEEN.search(self.shadow, start, end)
        if between and kind is not EventKind.SIGNING and between.start() > after + _NEAR:
            between = None  # "hội đàm với X và chứng kiến lễ ký giữa …"
        if between and kind in (EventKind.MEETING, EventKind.SIGNING, EventKind.NEGOTIATION):
            sides = self._listed([one for one in actors if one[0] >= between.end()])
            seen = self._witnesses(actors, start, at) if kind is EventKind.SIGNING else []
            return (*seen, *((a, b, _OF_KIND[kind]) for a, b, _ in sides[:_MOST]))
        if kind is EventKind.VISIT:
            return self._visitors(actors, at, is_row=at == after)
        word = self.shadow[at:after]
        if kind is EventKind.MEETING and (word == "tiếp" or word in _CALLS):
            first, second = (Part.VISITS, Part.HOSTS) if word in _CALLS else (Part.HOSTS, Part.VISITS)
            hosts = [(a, b, first) for a, b, _ in actors if b <= at]
            guests = [(a, b, second) for a, b, _ in actors if a >= after]
            return (*hosts[-1:], *guests[:1])
        part = _OF_KIND[kind]
        before = self._run([one for one in actors if one[1] <= at])
        behind = [one for one in actors if one[0] >= after]
        if kind in (EventKind.VOTE, EventKind.STATEMENT):
            return tuple((a, b, part) for a, b, _ in before)
        return tuple((a, b, part) for a, b, _ in (*before, *behind[:2]))[:_MOST]

    def _witnesses(self, actors: Sequence[_Actor], start: int, at: int) -> list[Participant]:
        """Those who are told to have seen what is signed."""
        sees = self.shadow.find("chứng kiến", start, at)
        return [(a, b, Part.WITNESSES) for a, b, _ in actors if b <= sees]

    def _led(self, actors: list[_Actor]) -> list[_Actor]:
        """Where a delegation is led by a person who is named, the person stands for it."""
        kept: list[_Actor] = []
        for actor in actors:
            start, _, label = actor
            if label is None and self.shadow.endswith(_LEADS, 0, start):
                continue
            if label is Label.PERSON and kept and kept[-1][2] is None and self._is_of(kept[-1], start):
                kept.pop()  # "Đoàn Chủ tịch UBND tỉnh A thăm": the person stands for it
            if label is Label.PERSON and _LED.search(self.shadow, max(0, start - 130), start):
                while kept and kept[-1][2] is not Label.PERSON:
                    kept.pop()
            kept.append(actor)
        return kept

    def _is_of(self, noun: _Actor, start: int) -> bool:
        between = self.text[noun[1] : start]
        return self.shadow.startswith("đoàn", noun[0]) and len(between) < 60 and between[1:2].isupper()

    def _run(self, actors: list[_Actor]) -> list[_Actor]:
        """The last actor and those listed with it."""
        run: list[_Actor] = []
        for actor in reversed(actors):
            if run and not _LISTED.search(self._between(actor[1], run[0][0])):
                break
            run.insert(0, actor)
        return run

    def _between(self, start: int, end: int) -> str:
        """The last words between two actors, without what stands in brackets."""
        return _ASIDE.sub("", self.shadow[start:end])[-50:]

    def _visitors(self, actors: list[_Actor], at: int, *, is_row: bool) -> tuple[Participant, ...]:
        """The first who acts before the verb; in a row the person that it names."""
        if is_row:
            people = [one for one in actors if one[2] is Label.PERSON] or actors
            return tuple((a, self._cell_end(a, b, label), Part.VISITS) for a, b, label in people[:1])
        before = [one for one in actors if one[1] <= at and one[2] is not Label.PLACE]
        hosts = [one for one in before if _INVITED.search(self.shadow, max(0, one[0] - 90), one[0])]
        guests = [one for one in before if one not in hosts]
        delegations = [one for one in guests if one[2] is None and self.shadow.startswith("đoàn", one[0])]
        if delegations and not any(one[2] is Label.PERSON for one in guests):
            guests = delegations[-1:]
        found = [(a, b, Part.VISITS) for a, b, _ in guests[:1]] + [
            (a, b, Part.HOSTS) for a, b, _ in hosts[:1]
        ]
        return tuple(sorted(found))

    def _cell_end(self, start: int, end: int, label: Label | None) -> int:
        """The end of the cell where a delegation as a noun fills it: "Đoàn chuyên gia UNESCO"."""
        stop = self.text.find("\t", end)
        whole = label is None and stop - end < _LONGEST_LEAD and "\n" not in self.text[end:stop]
        return stop if whole and stop > 0 and self.text[start - 1 : start] in ("\t", "\n", " ") else end

    def _listed(self, actors: list[_Actor]) -> list[_Actor]:
        """The first actor and those listed with it."""
        run = actors[:1]
        for actor in actors[1:]:
            if not _LISTED.search(self._between(run[-1][1], actor[0])):
                break
            run.append(actor)
        return run

    def _of_conference(self, actors: Sequence[_Actor], start: int, end: int) -> tuple[Participant, ...]:
        """Each actor does what the first verb behind it says, or behind those listed with it."""
        found: list[Participant] = []
        part: Part | None = None
        organised = "tổ chức" in self.shadow[start:end]
        after = end
        for a, b, label in reversed(actors):
            words = self.shadow[b : min(after, b + 60)]
            listed = after < end and _LISTED.fullmatch(self._between(b, after)) is not None
            if not listed:
                part = next((role for pattern, role in _ROLES if pattern.search(words)), None)
                if part is Part.CHAIR and organised and "phối hợp" in words:
                    part = Part.ORGANISES
            low = max(start, a - _LONGEST_LEAD)
            part_of = next((role for led, role in _LED_BY if led.search(self.shadow, low, a)), None)
            part = part_of or part
            if part is not None and (label is not Label.PLACE or part in _OF_STATES):
                found.insert(0, (a, b, part))
            after = a
        found += [(m.start, m.end, Part.ATTENDS) for m in self.counted if start <= m.start and m.end <= end]
        return tuple(sorted(set(found))[:_MOST])
