"""Words that lost the space between them: "thủ tướngChính phủ", "vănbản", "UBNDtỉnh", "ngày19"."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER, is_syllable
from banggiao.language.spelling import model

_SMALL = r"[^\W\d_A-Z]"
_BOTH = re.compile(rf"(?<![\w/.@-])([{UPPER}]?{_SMALL}{{1,6}})([{UPPER}]{_SMALL}{{1,6}})(?![\w@/-]|\.\w)")
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_CONSONANTS = "bcdđghklmnpqrstvx"
# A syllable has its vowels together: consonants between two vowels are the end of one and the start of one.
_TWO_SYLLABLES = re.compile(
    rf"[{_VOWELS}{_VOWELS.upper()}][{_CONSONANTS}{_CONSONANTS.upper()}]{{1,5}}[{_VOWELS}{_VOWELS.upper()}]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 20  # letters of what two words may be glued to
_LONGEST_FOREIGN = 3  # letters of the last syllable of a transliterated name: "Tôgô"
_CODE = frozenset("@/_.")
_LINKS = r"và|với|của|tại|từ|đến|để|được|có"
_SMALL_BEFORE_NAME = re.compile(rf"(?<![\w/.@-])({_SMALL}{{1,6}})(?=([{UPPER}]{_SMALL}{{2,}}))")
_BEHIND_STATE = re.compile(rf"Nam(?<=Việt Nam)(?={_SMALL}{{2}})")
_BEHIND_CAPITALS = re.compile(
    rf"(?<![\w/.@-])([{UPPER}]{{3,}})(?=(?:{_LINKS}|tỉnh|ngày|tháng|nêu|huyện|thành phố)(?!\w))"
)
_CAPITALS_AND_NAME = re.compile(rf"(?<![\w/.@-])([{UPPER}]{{2,}})(?=[{UPPER}]{_SMALL}{{2,6}}(?!\w))")
# What stands before is looked at last: the engine finds a capital, a digit, a comma far faster.
_SEAM = re.compile(rf"[{UPPER}](?:(?<={_SMALL}[{UPPER}])|[{UPPER}]{_SMALL})")
_NUMBER = re.compile(r"\d(?<=[ốmị]\d)(?:(?<=số\d)|(?<=năm\d)|(?<=[Cc]hỉ thị\d))")
_DAY = re.compile(r"\d{1,2}(?![\d.,]{0,4}[^\W\d])(?:(?<=\s[Nn]gày\d)|(?<=\s[Nn]gày\d\d)|(?<=\stháng\d))")
_COMMA = re.compile(rf",(?<=[^\W\d_]{{2}},)(?=(?:[{UPPER}]{_SMALL}|{_SMALL}{{3}})(?![\w.]*[@/]))")
_GRAMMAR = frozenset(
    """
    và với của tại từ đến để được có các nêu trên trong về việc này đã sẽ là do như cho theo nước tỉnh
    ngày tháng năm cùng giữa một những tổ
    """.split()
)
"""Words that stand beside any other."""
_NATIVE = re.compile(r"[^a-zêôâ]")
_TRANSLITERATED = frozenset("xuđăng libăng brunây mađrít béclin".split())
_NO_END = re.compile(r"(?:[ăằắẳẵặâầấẩẫậ]|[iy][êềếểễệ]|u[ôồốổỗộ]|ư[ơờớởỡợ])\Z")
_NO_START = re.compile(r"(?:n?g|c)[eèéẻẽẹêềếểễệ]")  # "gh", "ngh" and "k" are written before these
_STOPPED = re.compile(r"[^áắấéếíóốớúứýạặậẹệịọộợụựỵ]*(?:ch|[cpt])\Z")


def parted(text: str) -> str:
    """Return ``text`` with a space between two Vietnamese words that are written as one.

    Names of other make stay as they are: one of the two must bear a sign that only Vietnamese has, and two
    words in small letters must be known as neighbours, or allow one reading alone.
    """
    if _LETTERS.search(text) is None:  # a cell's figure
        return text
    if _SEAM.search(text):
        text = _BOTH.sub(_apart, text)
        text = _SMALL_BEFORE_NAME.sub(_before_name, text)
        text = _BEHIND_CAPITALS.sub(r"\1 ", text)
        text = _CAPITALS_AND_NAME.sub(_behind_capitals, text)
    text = _BEHIND_STATE.sub("Nam ", text)
    return _within(_COMMA.sub(", ", _DAY.sub(_behind_space, _NUMBER.sub(_behind_space, text))))


def _behind_space(day: re.Match[str]) -> str:
    return f" {day[0]}"


def _apart(both: re.Match[str]) -> str:
    first, second = both[1], both[2]
    small = first[1:].islower() and second[1:].islower()
    if not small or both[0].isascii() or not (is_syllable(first.lower()) and is_syllable(second.lower())):
        return both[0]
    return f"{first} {second}"


def _before_name(small: re.Match[str]) -> str:
    """A small word before a capitalised one: "tạiWashington", "quốcCampuchia"; not "iPhone"."""
    word = small[1]
    native = word in _GRAMMAR or not (word + small[2]).isascii()
    return f"{word} " if native and len(word) > 1 and _is_whole(word) else word


def _behind_capitals(capitals: re.Match[str]) -> str:
    """A word in capitals before a capitalised one: "PHÓ CHỦ NHIỆMTrần"."""
    return f"{capitals[0]} " if _is_whole(capitals[0].lower()) else capitals[0]


def _within(text: str) -> str:
    parts: list[str] = []
    done = 0
    for inner in _TWO_SYLLABLES.finditer(text):
        if inner.start() < done:
            continue
        start = inner.start()
        while start > done and text[start - 1].isalpha() and inner.start() - start < _LONGEST:
            start -= 1
        end = _LETTERS.match(text, start).end()  # type: ignore[union-attr]
        at = 0 if end - start > _LONGEST or text[start:end].isascii() else _seam(text[start:end])
        if at and text[start - 1 : start] not in _CODE and text[end : end + 1] not in ("@", "/", "_"):
            parts += (text[done : start + at], " ")
            done = start + at
    return "".join((*parts, text[done:])) if parts else text


def _seam(word: str) -> int:
    """Return where the second of two words begins in ``word``, 0 where it is one or may be read otherwise."""
    written = word.lower()
    if word[1:] != written[1:] and not word.isupper():
        return 0
    for link in ("và", "vào", "của", "tại", "với", "đến"):
        if word[0].isupper() and written.endswith(link) and len(word) > len(link) + 2:
            return len(word) - len(link)
    seams = [at for at in range(1, len(word)) if _is_whole(written[:at]) and _is_whole(written[at:])]
    name = word[0].isupper() and (seams == [1] or not _NATIVE.search(written) or written in _TRANSLITERATED)
    if name or not seams:
        return 0
    pairs = model().pairs
    known = [at for at in seams if (written[:at], written[at:]) in pairs or (word[:at], word[at:]) in pairs]
    beside = [at for at in seams if written[at:] in _GRAMMAR or (word[0].islower() and word[:at] in _GRAMMAR)]
    native = len(seams) == 1 and not (written[: seams[0]].isascii() or written[seams[0] :].isascii())
    native = native and len(written) - seams[0] > _LONGEST_FOREIGN
    for sure in (known, beside, seams if word.islower() or native else []):
        if len(sure) == 1:
            return sure[0]
    return 0


def _is_whole(word: str) -> bool:
    """Whether the word is a syllable by its sounds: "nhất" is, "nhấ" and "thủt" are not."""
    return is_syllable(word) and not (_NO_START.match(word) or _NO_END.search(word) or _STOPPED.match(word))
