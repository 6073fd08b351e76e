"""What kind of paper an excerpt without its head is of, by what it says of itself and how it is cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Phrase

_THIS = Phrase(
    r"(?<!\w)(?P<kind>luật|pháp lệnh|nghị định thư|nghị định|thông tư|quyết định|quy chế|quy định|chỉ thị"
    r"|công điện|nghị quyết|kết luận|thông báo|hướng dẫn|kế hoạch|chương trình|đề án|hiệp định|thỏa thuận"
    r"|bản ghi nhớ|biên bản|tuyên bố chung) này(?!\w)"
)
_THIS_ARTICLE = Phrase(r"điều này(?!\w)")
_PART = re.compile(
    r"^[#*\s]{0,9}(?:\d{1,2}(?:\.\d{1,2}){0,2}\s?[.)]|[a-zđ]\)|[IVX]{1,4}[.-]|(?:\d{1,2}|[a-zđ])[-/](?= )"
    r"|Điều \d{1,3}[a-z]?(?:[.:]|\s*$))"
    r" *(?:\*\* *)?",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"^[#*\s]{0,9}Điều \d{1,3}[a-z]?[.:] ", re.MULTILINE)
_GIVEN = re.compile(r"(?:giao|phân công) ")
_GIVEN_LINE = re.compile(r"^(?:Giao|Phân công) +[^\W\d_]", re.MULTILINE)
_CARRYING_OUT = re.compile(
    r"^[#*\s]{0,9}[IVX\d.\-/) ]{0,8}(?:tổ chức (?:thực hiện|triển khai)(?: thực hiện)?|phân công thực hiện)"
    r"\W*$",
    re.MULTILINE | re.IGNORECASE,
)
_SEVERAL = 2  # paragraphs that begin with "Giao", which no news does
_SIDES = re.compile(r"^\W{0,5}(?:Hai bên|Các bên|Mỗi bên|Bên [AB])\s", re.MULTILINE | re.IGNORECASE)
_A_SIDE = re.compile(r"(?<!\w)(?:Bên (?:A|B|kia|nhận)|(?:các|mỗi|một|cả hai) Bên)(?!\w)")
_OF_ARTICLES = ("luật", "pháp lệnh", "nghị định", "thông tư", "quyết định", "quy chế", "quy định")
_RULES = "quy định"
REMARKS = "thông báo"


def own_kind(text: str, shadow: str) -> str:
    """Return the kind of paper, in shadow form, that an excerpt says it is of; "" where nothing says.

    "Nghị định này" says it outright, articles and "khoản 1 Điều này" are of rules, parts that begin with
    "Giao …" are of a leader's remarks. What is not cut into numbered parts is no such paper.
    """
    parts = list(numbered_lines(text))
    if len(_GIVEN_LINE.findall(text)) >= _SEVERAL:
        return REMARKS
    carrying_out = _CARRYING_OUT.search(text)
    if not parts:
        return REMARKS if carrying_out else ""
    told = Counter(this["kind"] for this in _THIS.finditer(shadow))
    articles = _ARTICLE.search(text) or _THIS_ARTICLE.search(shadow)
    if articles and not (_SIDES.search(text) or _A_SIDE.search(text)):
        rules = [kind for kind, _ in told.most_common() if kind.startswith(_OF_ARTICLES)]
        return rules[0] if rules else _RULES
    if told:
        return told.most_common(1)[0][0]
    return REMARKS if carrying_out or any(_GIVEN.match(shadow, start) for start, _ in parts) else ""


def numbered_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of each numbered line begin and end."""
    for part in _PART.finditer(text):
        end = text.find("\n", part.end())
        yield part.end(), end if end >= 0 else len(text)
