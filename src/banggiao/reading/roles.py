"""What each statement does in its paper: by its own words where they are plain, else by its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from banggiao.language import lazy_re as re
from banggiao.language.cues import Cue
from banggiao.language.headings import kind_of_heading
from banggiao.reading.records import Role, Section

_ROLE_OF_KIND = {
    "context": Role.CONTEXT,
    "result": Role.RESULT,
    "assessment": Role.RESULT,
    "shortcoming": Role.SHORTCOMING,
    "cause": Role.CAUSE,
    "direction": Role.DIRECTION,
    "proposal": Role.PROPOSAL,
    "lesson": Role.OTHER,
    "closing": Role.OTHER,
}
# Parts whose sentences say what the heading says, whatever their words. In the others results,
# shortcomings, causes, plans and requests stand side by side and the words decide first.
_WEIGHING = frozenset({"assessment", "shortcoming", "cause"})  # parts whose own headings tell them apart
_SINGLE_MINDED = frozenset({"context", "cause", "direction", "proposal", "lesson", "closing"})

_PRECISE = re.compile(
    r"(?<!\w)(?:(?P<viewpoint>quan điểm|phương châm|tư tưởng chỉ đạo|nguyên tắc chỉ đạo)|(?P<goal>mục tiêu"
    r"|chỉ tiêu)|(?P<direction>phương hướng|định hướng)|(?P<task>nhiệm vụ|giải pháp|biện pháp|phân công"
    r"|tổ chức thực hiện|việc cần làm|phần việc)|(?P<lesson>bài học|kinh nghiệm))(?!\w)"
)
_MAY_BE = {
    Role.CONTEXT: frozenset({Role.VIEWPOINT}),
    Role.DIRECTION: frozenset({Role.GOAL, Role.TASK}),
    Role.OTHER: frozenset({Role.LESSON}),
}
_SAYS = (
    (Role.GOAL, re.compile(r"(?:mục tiêu|phấn đấu(?: đến)?|chỉ tiêu)(?!\w)")),
    (Role.LESSON, re.compile(r"(?:một trong những |những )?bài học(?!\w)")),
)

_FORMULA = re.compile(
    r"trên đây là|xin (?:trân trọng )?(?:cảm ơn|báo cáo)|trân trọng(?: báo cáo| cảm ơn|\W|$)"
    r"|kính (?:gửi|trình|mong|báo cáo)|căn cứ (?:luật|nghị|quyết|chỉ|kế hoạch|công văn|chức năng)"
    r"|nơi nhận|\([^()]{8,200}\)\W*\Z"
)
_REPORTING = re.compile(r"(?:báo cáo|cụ thể|kết quả|tình hình)[^.;]{0,150} như sau\W*\Z")
_ON_ORDER = re.compile(
    r"(?:thực hiện|triển khai|phúc đáp|theo|tiếp theo|trả lời|căn cứ) (?:công văn|văn bản|yêu cầu|đề nghị"
    r"|kế hoạch|chỉ thị|kết luận|nghị quyết|quyết định|chỉ đạo)"
)
_ASKS = re.compile(
    r"(?:kính |trân trọng |và )?(?:đề nghị|kiến nghị|đề xuất (?:với )?(?:bộ|chính phủ|trung ương))(?!\w| \d)"
)
_EXPLAINS = re.compile(
    r"(?:một phần |chủ yếu )?(?:là )?do(?! (?:đó|vậy|thái|anh)\b)(?!\w)"
    r"|(?:một trong những |các |những )?nguyên nhân(?!\w)"
)
_TURNS = re.compile(
    r"(?:tuy nhiên|tuy vậy|song|mặc dù|dù|nhưng|hạn chế|tồn tại|khó khăn|bên cạnh (?:những |các )?kết quả"
    r"|(?:một|vẫn còn một) số (?:hạn chế|tồn tại|khó khăn|nơi|đơn vị|địa phương|cơ quan|nhiệm vụ))(?!\w)"
)
_LOOKS_AHEAD = re.compile(
    r"(?:(?:trong )?(?:thời gian|giai đoạn|những năm|các năm|năm|nhiệm kỳ) (?:tới|sau|tiếp theo)|phấn đấu"
    r"|từ nay|trước mắt)(?!\w)"
)
_BIDS = re.compile(
    r"(?:đẩy mạnh|tăng cường|nâng cao|tiếp tục|chủ động|đổi mới|không ngừng|hoàn thiện|củng cố|xây dựng"
    r"|phát huy|mở rộng|quán triệt|tập trung|chú trọng|bảo đảm|huy động|rà soát"
    r"|cùng với đó, không ngừng)(?!\w)"
)
_SPEAKS_FIRST = re.compile(
    r"(?:trả lời (?:phỏng vấn|báo chí)|theo (?:ông|bà|đồng chí|bộ trưởng|thứ trưởng|đại sứ))(?!\w)"
)
_QUOTED = re.compile(r'"[^"]{8,}')
_LONGEST_LEAD_IN = 220
_LONGEST_ATTRIBUTION = 140
_SHORTEST_QUOTATION = 60


@dataclass(slots=True)
class Said:
    """A statement as the rules see it: its shadow, the cues in it and where it stands."""

    words: str
    cues: Sequence[tuple[Cue, int]]
    kind: str | None
    lead_in: bool = False
    from_table: bool = False
    is_news: bool = False
    in_quotation: bool = False

    kinds: frozenset[Cue] = field(init=False)
    """The kinds of cue in the statement."""

    def __post_init__(self) -> None:
        self.kinds = frozenset([cue for cue, _ in self.cues])

    @property
    def lacks(self) -> bool:
        """Whether something is said to be wanting: plainly, or as a difficulty that a turn leads to."""
        turned = _TURNS.match(self.words) is not None
        for cue, _ in self.cues:
            turned = turned or cue is Cue.TURN
            if (cue is Cue.LACK and (turned or not self.done)) or (cue is Cue.TROUBLE and turned):
                return True
        return False

    @property
    def done(self) -> bool:
        return Cue.DONE in self.kinds


def kinds_of(sections: Sequence[Section], shadows: Sequence[str]) -> list[str | None]:
    """Return what each section tells: by its own heading, else what the section around it tells."""
    kinds: list[str | None] = []
    for section, shadow in zip(sections, shadows, strict=True):
        around = kinds[section.parent] if section.parent is not None else None
        own = kind_of_heading(shadow, opening=around is not None and around not in _WEIGHING)
        kinds.append(own if own is not None else around)
    return kinds


def precise_of(sections: Sequence[Section], shadows: Sequence[str]) -> list[Role | None]:
    """Return for each section the role that its own heading, or the nearest above it, names precisely."""
    found: list[Role | None] = []
    for section, shadow in zip(sections, shadows, strict=True):
        word = _PRECISE.search(shadow)
        above = found[section.parent] if section.parent is not None else None
        found.append(Role(str(word.lastgroup)) if word else above)
    return found


def precisely(role: Role, rule: str, heading: Role | None, words: str) -> Role:
    """Return the role that ``heading`` names within ``role``, or that the words begin with."""
    may_be = _MAY_BE.get(role, frozenset()) if rule != "formula" else frozenset()
    for meant, pattern in _SAYS:
        if meant in may_be and pattern.match(words):
            return meant
    return heading if heading in may_be else role


def role_of(said: Said) -> tuple[Role, str]:
    """Return the role of a statement and the name of the rule that gave it."""
    if said.from_table:
        return _ROLE_OF_KIND.get(said.kind or "result", Role.RESULT), "table"
    if _is_formula(said):
        return Role.OTHER, "formula"
    if _is_quote(said):
        return Role.QUOTE, "quote"
    by_words = _by_words(said)
    if by_words is not None:
        return by_words, "words"
    if said.kind is not None:
        return _ROLE_OF_KIND[said.kind], "heading"
    return _without_heading(said)


def _is_formula(said: Said) -> bool:
    words = said.words
    if said.lead_in and len(words) < _LONGEST_LEAD_IN:
        return True
    if _FORMULA.match(words) or (words.rstrip(" :.;").endswith(" như sau") and _REPORTING.search(words)):
        return True
    return _ON_ORDER.match(words) is not None and "báo cáo" in words and not said.done


def _is_quote(said: Said) -> bool:
    """Whether somebody else's assessment is reported; such words are never a result (requirement A5.16)."""
    if Cue.PRAISE in said.kinds or said.in_quotation:
        return True
    quoted = '"' in said.words and _QUOTED.search(said.words) is not None
    return (quoted or said.is_news) and _is_attributed(said)


def _is_attributed(said: Said) -> bool:
    opens_quotation = said.is_news and said.words.startswith('"') and len(said.words) > _SHORTEST_QUOTATION
    if opens_quotation or _SPEAKS_FIRST.match(said.words):
        return True
    speaker = -_LONGEST_ATTRIBUTION - 1
    for cue, at in said.cues:
        if cue is Cue.SPEAKER:
            speaker = at
        elif cue is Cue.SPEECH and at - speaker <= _LONGEST_ATTRIBUTION:
            return True
    return False


def _by_words(said: Said) -> Role | None:
    """The role that the words give whatever the heading says, or None where the heading decides."""
    words, kind = said.words, said.kind
    if kind in _SINGLE_MINDED:
        return Role.PROPOSAL if kind == "direction" and _ASKS.match(words) else None
    if _ASKS.match(words):
        return Role.PROPOSAL
    if _EXPLAINS.match(words) or (kind == "shortcoming" and Cue.CAUSE in said.kinds):
        return Role.CAUSE
    return None if kind == "shortcoming" else _among_results(said)


def _among_results(said: Said) -> Role | None:
    if said.lacks:
        return Role.SHORTCOMING
    return Role.DIRECTION if _LOOKS_AHEAD.match(said.words) and not said.done else None


def _without_heading(said: Said) -> tuple[Role, str]:
    if said.done:
        return Role.RESULT, "words"
    if Cue.AHEAD in said.kinds or _BIDS.match(said.words):
        return Role.DIRECTION, "words"
    return Role.CONTEXT, "default"
