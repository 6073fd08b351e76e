"""Whether a clause tells an event: not a sum, a custom, a wish, a reference or this paper itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Phrase
from banggiao.reading import happening_words as words_of
from banggiao.reading.happening_parts import Index, Piece
from banggiao.reading.happening_told import Told
from banggiao.reading.paper import Paper
from banggiao.reading.records import EventKind, Mention

GOES_ON = re.compile(
    r"(?:tại đây|tại buổi|trước đó|tiếp đó|sau đó|(?:cũng )?(?:trong|nhân) dịp này|dịp này|cũng tại"
    r"|(?:ngay )?sau (?:cuộc |buổi )?(?:hội đàm|hội kiến|lễ đón))(?!\w)"
)
"""What begins a sentence that goes on telling of the event before."""

HOUR = re.compile(r"\W*\d{1,2}(?:h|g|:|giờ)\d{0,2}")
_BACK = Before(
    r"(?:tại|trong|sau|trước|kết thúc|ngay sau|bên lề|khuôn khổ|thời gian|kết quả) (?:các )?"
    r"(?:buổi |cuộc |chuyến |phiên )?\Z"
)
_COUNT = re.compile(
    r"(?:(?<![\d/.,-])(?<!tháng )(?<!ngày )(?<!năm )(?<!phiên )(?<!vòng )\d{1,3} "
    r"|nhiều |các |những |một số |mỗi )"
    r"(?:cuộc |buổi |chuyến |lượt |đoàn )?\Z"
)
_ONLY_WISHED = re.compile(
    r"(?<!\w)(?:mời(?! của)|chủ trương"
    r"|đồng ý (?:để|cho)|(?:chưa|không) đồng ý|cho phép|nhất trí để|đề xuất)(?!\w)"
    r"(?! (?:đồng chí|ông|bà|bộ trưởng|thứ trưởng|phó thủ tướng) )[^;]*\Z"
)
_WELCOMED = Before(
    r"(?<!\w)(?:(?:rất )?vui(?: mừng)?|hân hạnh|phấn khởi|mong(?: muốn| đợi)?|hy vọng|kỳ vọng|sẵn sàng)"
    r"(?: (?:sớm|tiếp tục|sẽ|có dịp|có cơ hội|lại|được|khi|trong))+ \Z"
)
_INVITED = re.compile(r"(?<!\w)(?<!lời )(?<!được )(?<!thư )(?<!khách )mời (?!của)[^;]*\Z")
_SUBMITTED = re.compile(r"(?<!\w)trình [^,;]{2,60}\Z")
_ASKED = re.compile(r"(?<!\w)(?:đề nghị|kiến nghị|ủy quyền|uỷ quyền|giao|yêu cầu)(?!\w)[^;]*\Z")
_MAY_AGREE = Phrase(r"đồng ý|ủy quyền|uỷ quyền")
_AGREED = re.compile(
    r"(?<!\w)(?:(?<!không )(?<!chưa )đồng ý(?: về (?:nguyên tắc|chủ trương))?(?: việc)?"
    r"|(?<!trình )(?<!giấy )(?<!tục )(?:ủy|uỷ) quyền (?!để |và |của )(?:(?!trình |đề nghị )[^;]){2,240}) \Z"
)
_EXAMPLES = re.compile(
    r"\d (?:sự kiện|hoạt động|hội nghị|hội thảo|chương trình)(?!\w)[^;.]{0,90} (?:như|gồm) "
)
_TOLD_TO = re.compile(r"(?:giao|đề nghị|yêu cầu) ")
_WITH = re.compile(r"(?: và ký kết)? với (?!các|những|một|nhiều|tinh thần|mục tiêu|thái độ|điều kiện)")
_WITH_POST = re.compile(
    r"(?: song phương)?(?: với)? (?:(?:phó )?(?:tổng thống|thủ tướng|chủ tịch|tổng giám đốc|bộ trưởng"
    r"|giám đốc)|thứ trưởng|đại sứ|tổng thư ký|tổng bí thư|quốc vương|ngoại trưởng|thống đốc|tỉnh trưởng"
    r"|bí thư|ông|bà|ngài) "
)
_CHARGED = re.compile(r"(?<!\w)(?:giao|phân công|cử|ủy quyền|uỷ quyền) ")
_STILL_ASKED = re.compile(r"(?<!xét )(?<!theo )(?:đề nghị|kiến nghị|kính trình|xin)(?! của | tại )(?!\w)")
_REQUESTED = re.compile(r"đề nghị|kiến nghị|phương án|kịch bản|khả năng|đoàn \Z|quá trình")
_COUNTED = Phrase(r"lượt (?:người|khách|cán bộ)")
_TOURISTS = re.compile(r"(?:du khách|lượt khách|khách quốc tế|khách du lịch)(?!\w)[^,;]{0,40}\Z")
_TO_POST = re.compile(r" (?:là|làm|giữ|vào)(?!\w)")
_ELECTS = re.compile(r" [^,;.]{2,60} (?:làm|trở thành|giữ|là|vào) ")
_THIS_PAPER = re.compile(
    r"(?:biên bản|bản ghi nhớ|thỏa thuận|hiệp định|tuyên bố|nghị định thư|văn bản) này (?:được |đã )*\Z"
)
_ITSELF = re.compile(r"(?:nghị quyết|luật|bộ luật|pháp lệnh|hiến pháp) này (?:đã )?được ")
_RULE = re.compile(r"(?<!\w)(?:trong trường hợp|khi xem xét|quy định tại|sự cần thiết|hoặc đề xuất)(?!\w)")
_SUM = re.compile(r" (?:được )?(?:trên |gần |hơn |khoảng |tổng cộng )?\d")
_SAID = 90  # characters between what is said or voted and its date
_REFERS = re.compile(
    r"(?:[^,;.]{3,40}, )?(?:cũng )?(?:tại|trong(?: khuôn khổ)?|nhân(?: dịp)?|kết thúc)"
    r" (?:buổi|cuộc|chuyến) (?:làm việc, )?\Z"
)
_WHOSE = re.compile(r" (?!này|đó|trên|của)[^,;.]{2,90} của (?!ta |mình |hai )")
_PLACED = re.compile(
    r" ?(?:\([^()]{1,30}\) )?(?:(?:được )?tổ chức |diễn ra )?(?:tại|ở|vào|từ|trong|ngày|tháng) "
)
_OPENS = 12  # characters before what opens a sentence
_LONGER = re.compile(r"(?:tuần|tháng|quý|năm)(?! \d)")
_LIST = 300  # characters of a list of meetings
_DAY = len("--01-27")
_TO_PRESS = re.compile(
    r"[^,;:.]{0,40}(?:báo chí|họp báo|thông cáo|phỏng vấn|truyền hình|cuộc gặp báo giới|mạng xã hội)"
    r"[^,;:.]{0,30}"
)
_OFTEN = Phrase(r"hằng (?:năm|quý|tháng|tuần)|hàng (?:năm|quý|tháng|tuần)|mỗi (?:năm|quý|tháng)")
_SPOKESMAN = re.compile(r"(?:[^,;.]{2,60}, )?người phát ngôn [^;.]{2,90}\Z")
_THERE = re.compile(r"(?:tại|trong) (?:buổi |cuộc )?\Z")
_REGULAR = Phrase(r"định kỳ")
_ROUND = Phrase(
    r"vòng|phiên (?:thứ|sau|tới|\d)|phiên đàm phán|họp|đã đàm phán|đàm phán (?:với|trực tiếp|trực tuyến)"
)


@dataclass(slots=True)
class Trigger:
    at: int
    end: int
    kind: EventKind
    word: str
    name: Mention | None = None


@dataclass(slots=True)
class Group:
    """The words of one kind in one clause. ``reported`` says that someone else tells it: the date and the
    subject before the clause are those of the telling. Where several such events share a subject, it ends
    before ``subject``, and this one's objects before ``until``.
    ``listed`` is where the list of named meetings begins in which it stands."""

    start: int
    end: int
    kind: EventKind
    triggers: list[Trigger] = field(default_factory=list)
    reported: bool = False
    sentence: int = 0
    until: int = 0
    subject: int = 0
    listed: int = 0

    @property
    def subjects_end(self) -> int:
        return self.subject or self.triggers[0].at

    @property
    def objects_end(self) -> int:
        return self.until or self.end


class Telling:
    """Tells which clauses of a paper tell an event. ``names`` are its named meetings."""

    def __init__(self, paper: Paper, shadow: str, names: Index, told: Told) -> None:
        self.paper, self.shadow, self.names, self.told = paper, shadow, names, told

    def is_row(self, statement: Piece) -> bool:
        return statement.is_row or self.paper.text.count("\t", statement.start, statement.end) > 1

    def tells(self, statement: Piece, group: Group, date: Mention | None) -> bool:
        """Whether the clause tells the event itself, and does not count events or refer to one."""
        trigger = group.triggers[0]
        before = self.shadow[max(statement.start, trigger.at - 30) : trigger.at]
        own = date is not None and statement.start <= date.start
        if self._is_none(statement, group, before, date, own=own):
            return False
        if group.kind is EventKind.CONFERENCE:
            if before.endswith(words_of.BACKGROUND) and not before.endswith(words_of.OF_PEOPLE):
                return self.is_placed(trigger)
            return self._is_held(statement, group, own=own)
        back = _BACK.search(before) is not None and not self.is_row(statement)
        first = back and (self._is_first(statement, trigger) or self._is_of_somebody(group, trigger))
        if first or self.is_certain(group):
            return True
        if date is not None and own:
            late = date.start > trigger.end + (0 if self._is_known(trigger, date) else _SAID)
            return not (back and late) and self._is_dated(statement, group, date)
        back = back or before.endswith(("việc ", "về ")) or self._is_known_meeting(trigger, before)
        told = group.kind not in (EventKind.VOTE, EventKind.STATEMENT, EventKind.NEGOTIATION)
        firm = trigger.word in words_of.FIRM or self._decides(trigger) or self.is_official(group)
        return not back and (firm or (told and trigger.word not in words_of.TASKS))

    def is_placed(self, trigger: Trigger) -> bool:
        """Whether a meeting that is only referred to has its place or day with its name."""
        return trigger.name is not None and _PLACED.match(self.shadow, trigger.end) is not None

    def _is_first(self, statement: Piece, trigger: Trigger) -> bool:
        """Whether a reference that opens its sentence is the first that the paper tells of the event:
        "Tại buổi tiếp, A …", "Trong khuôn khổ chuyến thăm Lào, A …"."""
        if trigger.kind not in (EventKind.MEETING, EventKind.VISIT) or self.told.any_of(trigger.kind):
            return False
        return _REFERS.match(self.shadow, statement.start, trigger.at) is not None

    def _is_of_somebody(self, group: Group, trigger: Trigger) -> bool:
        """Whether a visit that is only referred to is told with whose it is and where, before any other:
        "trong chuyến thăm Lào của Thủ tướng A"."""
        if trigger.kind is not EventKind.VISIT or self.told.any_of(EventKind.VISIT):
            return False
        return _WHOSE.match(self.shadow, trigger.end, group.end) is not None

    def first_named(self, trigger: Trigger) -> int:
        """Where the list of named meetings begins in which the trigger stands: "Hội nghị A và Hội nghị B"."""
        at = trigger.at
        if trigger.name is None:
            return at
        for name in reversed(self.names.within(max(0, at - _LIST), at)):
            if self.shadow[name.end : at] not in (" và ", ", "):
                break
            at = name.start
        return at

    def _is_known(self, trigger: Trigger, date: Mention) -> bool:
        """Whether talks were told, so that a stretch of time named with them is what they are about."""
        talks = trigger.kind is EventKind.MEETING and self.told.any_of(EventKind.MEETING)
        return talks and "/" in date.value

    def _is_known_meeting(self, trigger: Trigger, before: str) -> bool:
        """Whether it only says who leads talks that were told."""
        leads = before.endswith(("chủ trì ", "điều hành ", "tham dự "))
        told = self.told.any_of(EventKind.MEETING) or (
            before.endswith("tham dự ") and self.told.any_of(EventKind.CONFERENCE)
        )
        return leads and trigger.kind is EventKind.MEETING and told

    def _decides(self, trigger: Trigger) -> bool:
        """Whether somebody is elected to a post, or a body has passed something."""
        if self.told.any_of(EventKind.VOTE) and trigger.word == "được bầu":
            return False
        chosen = trigger.word in ("được bầu", "bầu") and _TO_POST.match(self.shadow, trigger.end) is not None
        if trigger.word in ("thông qua", "phê chuẩn", "biểu quyết thông qua", "bỏ phiếu"):
            return self.shadow.endswith(("đã ", "vừa ", "nhất trí "), 0, trigger.at)
        return chosen or (trigger.word == "bầu" and _ELECTS.match(self.shadow, trigger.end) is not None)

    def is_official(self, group: Group) -> bool:
        """Whether it is the first that a spokesman says, whose words are his state's statement."""
        trigger = group.triggers[0]
        says = trigger.word in words_of.SAYINGS and not self.told.any_of(EventKind.STATEMENT)
        return says and _SPOKESMAN.match(self.shadow, group.start, trigger.at) is not None

    def is_to_press(self, group: Group) -> bool:
        """Whether somebody speaks at a press conference that only says where."""
        return group.kind is EventKind.STATEMENT and group.triggers[0].word in words_of.TO_THE_PRESS

    def is_certain(self, group: Group) -> bool:
        """Whether its own words are enough: what is said to the press, what may be signed."""
        return self.is_to_press(group) or self.is_agreed(group) or self.is_ordered(group)

    def is_ordered(self, group: Group) -> bool:
        """Whether somebody is to negotiate with a partner who is named: "giao Bộ A đàm phán với Bộ B"."""
        trigger = group.triggers[0]
        if group.kind is not EventKind.NEGOTIATION or not _WITH.match(self.shadow, trigger.end):
            return False
        before = self.shadow[group.start : trigger.at]
        return _CHARGED.search(before) is not None and _REQUESTED.search(before) is None

    def is_agreed(self, group: Group) -> bool:
        """Whether it is agreed that something be signed, or somebody is authorised to sign it."""
        at = group.triggers[0].at
        if group.kind is not EventKind.SIGNING or not _MAY_AGREE.search(self.shadow, group.start, at):
            return False
        agreed = _AGREED.search(self.shadow, group.start, at)
        return agreed is not None and not _STILL_ASKED.search(self.shadow, group.start, agreed.start())

    def _is_none(
        self, statement: Piece, group: Group, before: str, date: Mention | None, *, own: bool
    ) -> bool:
        """Whether events are counted, wished for or customary, or nothing but this paper is signed."""
        trigger = group.triggers[0]
        opens_cell = self.paper.text.startswith(("\t", "\n"), trigger.at - 1)
        counted = _COUNT.search(before) is not None and not opens_cell and not self._is_with_each(group)
        asked = self.shadow[statement.end - 1] == "?" and not self.is_to_press(group)
        if (
            asked
            or counted
            or self._is_sum(group, date)
            or _OFTEN.search(self.shadow, group.start, group.end)
        ):
            return True
        if _REGULAR.search(self.shadow, group.start, group.end) and not self._is_on_a_day(date, own):
            return True
        if self._is_itself(statement, group) or (not own and self._is_told_to(group)):
            return True
        if group.kind is EventKind.VISIT and _TOURISTS.search(self.shadow, group.start, trigger.at):
            return True
        if self._is_to_come(group, before, own=own):
            return True
        return group.kind is EventKind.SIGNING and (
            (_SUM.match(self.shadow, trigger.end) is not None and not GOES_ON.match(self.shadow, group.start))
            or before.endswith(words_of.NO_SIGNING)
            or (not own and _RULE.search(self.shadow, statement.start, statement.end) is not None)
            or (not own and before.endswith("việc ") and not self.is_agreed(group))
            or (not own and self._is_asked(group))
            or _THIS_PAPER.search(self.shadow, group.start, trigger.at) is not None
        )

    def _is_with_each(self, group: Group) -> bool:
        """Whether those are named with whom several talks were: "có các cuộc gặp với A và B"."""
        behind = group.triggers[0].end
        return group.kind is EventKind.MEETING and _WITH_POST.match(self.shadow, behind) is not None

    def _is_to_come(self, group: Group, before: str, *, own: bool) -> bool:
        """Whether it is only wished for or welcomed, or submitted to those who are to vote."""
        at = group.triggers[0].at
        if group.kind is EventKind.VOTE and _SUBMITTED.search(self.shadow, group.start, at):
            return True
        if own:
            return False
        met = group.kind in (EventKind.VISIT, EventKind.MEETING)
        welcomed = met and _WELCOMED.search(before) is not None
        if group.kind is EventKind.VISIT and _INVITED.search(self.shadow, group.start, at):
            return True
        return welcomed or _ONLY_WISHED.search(self.shadow, group.start, at) is not None

    def _is_itself(self, statement: Piece, group: Group) -> bool:
        """Whether it is this paper that was passed: "Luật này được Quốc hội thông qua"."""
        passed = group.kind in (EventKind.VOTE, EventKind.CONFERENCE)
        return passed and _ITSELF.match(self.shadow, statement.start) is not None

    def _is_told_to(self, group: Group) -> bool:
        """Whether somebody is to state something: "Giao Sở A có công hàm"."""
        return group.kind is EventKind.STATEMENT and _TOLD_TO.match(self.shadow, group.start) is not None

    def _is_sum(self, group: Group, date: Mention | None) -> bool:
        """Whether the clause counts delegations: "Trong tháng 7, tỉnh đón 06 đoàn với 49 lượt người"."""
        at = group.triggers[0].at
        listed = any(self.shadow.find(word, group.start, at) >= 0 for word in (" như ", " gồm "))
        if listed and _EXAMPLES.search(self.shadow, group.start, at):
            return True
        if group.kind not in (EventKind.VISIT, EventKind.MEETING) or self._is_on_a_day(date, own=True):
            return False
        return _COUNTED.search(self.shadow, group.start, group.end) is not None

    def _is_asked(self, group: Group) -> bool:
        asked = _ASKED.search(self.shadow, group.start, group.triggers[0].at) is not None
        return asked and not self.is_agreed(group)

    def _is_on_a_day(self, date: Mention | None, own: bool) -> bool:
        """Whether what is held at regular times is told of one day."""
        return own and date is not None and "/" not in date.value and len(date.value) >= _DAY

    def _is_dated(self, statement: Piece, group: Group, date: Mention) -> bool:
        """Whether the date in the sentence can be that of what its trigger says."""
        trigger = group.triggers[0]
        before = date.start < trigger.at
        if group.kind is EventKind.NEGOTIATION:
            return before or _ROUND.search(self.shadow, group.start, group.end) is not None
        if trigger.word in words_of.SAYINGS:
            return self._is_said_on(trigger, date)
        if group.kind in (EventKind.VOTE, EventKind.STATEMENT) and not self.is_row(statement):
            opens = trigger.at - statement.start < _OPENS and group.kind is EventKind.STATEMENT
            return opens or abs(trigger.at - date.start) < _SAID
        return before or trigger.word not in words_of.TASKS

    def _is_said_on(self, trigger: Trigger, date: Mention) -> bool:
        """Whether the day is that of the saying: it stands before the verb, or behind with the press."""
        words = self.shadow[date.start : date.end]
        if "/" in date.value or (date.value and len(date.value) < _DAY) or _LONGER.search(words):
            return False
        if date.end <= trigger.at:
            return trigger.at - date.end < _SAID
        return _TO_PRESS.fullmatch(self.shadow, trigger.end, date.start) is not None

    def _is_held(self, statement: Piece, group: Group, *, own: bool) -> bool:
        """Whether the meeting takes place: a word says so, a date stands with its name, or it is a row."""
        trigger = group.triggers[0]
        line = self.paper.block_at(statement.start).start
        if self.is_row(statement) or HOUR.match(self.shadow, line):
            return True
        if trigger.name is not None and trigger.name.value.startswith(words_of.KEPT):
            return own and self.shadow.endswith(words_of.KEEPING, 0, trigger.at)
        names = self.names.within(group.start, group.end)
        first = self.first_named(trigger)
        start = max((name.end for name in names if name.end <= first), default=group.start)
        words = self.shadow[start : min((n.start for n in names if n.start > trigger.at), default=group.end)]
        words = words if first == trigger.at else words[: first - start]
        if own and _THERE.match(self.shadow, statement.start, trigger.at):
            return True
        return any(word in words for word in words_of.HELD) or (own and trigger.name is not None)
