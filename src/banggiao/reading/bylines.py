"""Names alone in the first or last lines: "Bích Hường - Trọng Nhân", "Theo Lê Anh/Dân trí"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banggiao.language import lazy_re as re
from banggiao.language.names import CAPITAL_RUN, UPPER, is_full_name, is_syllable
from banggiao.language.scanning import Phrase
from banggiao.language.spelling import model
from banggiao.reading.body_starts import begins_with_kind
from banggiao.reading.paper import Paper
from banggiao.reading.records import Mention

INITIALS = re.compile(rf"(?:[{UPPER}]\. ?){{1,3}}(?=[{UPPER}][^\W\d_])")
"""Initials before a name: "A.I. Herzen"."""
NOBODY = frozenset(("internet", "google", "facebook", "zalo", "youtube", "tư liệu", "sưu tầm", "minh họa"))
CREDIT = Phrase(
    r"(?:ảnh|photo|nguồn ảnh|ảnh minh họa|tác giả|người dịch|biên tập viên"
    r"|biên tập|thực hiện|người soạn|bài và ảnh): ?"
)
ANOTHER_CREDITED = re.compile(rf" [-–] ([{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{1,3}})(?=[.;)\n]|\Z)")
AGENCY_FIRST = re.compile(r"(?:[A-ZĐ]{2,6}\d?|[a-z]{2,20}\.vn) ?/ ?")
OF_AGENCY = re.compile(r"-[A-ZĐ]{3,6}\Z")
_AFTER = re.compile(r" {0,4}\([^()]*\)?$")
_PARTED = re.compile(" [-–] ")
_AGENCY_BEHIND = re.compile(r"/| ?\|(?: ?\d| ?$)")
"""What follows an author: an agency, or a bar, with a day or alone."""
_COPIES = re.compile(r"\(([A-ZĐÀ-Ỹ][^\W\d_]+), \d+b\)")
_SURNAME_BEFORE = re.compile(
    rf"(?<![^\s(“\"])(?!Ông|Phó|Đoàn|Văn |Quản )[{UPPER}][a-zà-ỹ]+ (?:[{UPPER}][a-zà-ỹ]+ )?\Z"
)
_HIGHLANDERS = ("y ", "h'", "h’", "k'", "k’", "ksor ", "siu ", "rơ ", "rah ", "rmah ", "a lăng ")
_MOTTO = frozenset({"độc lập", "tự do", "hạnh phúc"})
_LONGEST = 6  # words of a name
_TAIL = 1500  # characters that hold the list of who gets copies


def bylines_in(paper: Paper) -> Iterator[tuple[int, int]]:
    """Yield the spans of authors alone in a line, and of who keeps copies: "Lưu: VT, KTĐN (Hưng, 12b)"."""
    text = paper.text
    for block in (*paper.blocks[:6], *paper.blocks[-4:]):
        words = text[block.start : block.end]
        signed = words.startswith("Theo ") and "/" in words[:60]
        at = block.start + (5 if words.startswith("Theo ") else 0)
        line = text[at : block.end].removesuffix(".")
        names = _PARTED.split(_AGENCY_BEHIND.split(line if signed else _AFTER.sub("", line))[0])
        if len(names) > 3 or not all(_is_byline(name, signed=signed) for name in names):
            continue
        for name in names:
            yield at, at + len(name)
            at += len(name) + 3
    tail = max(0, len(text) - _TAIL)
    for match in _COPIES.finditer(text, tail) if "Lưu" in text[tail:] else ():
        yield match.span(1)


def without_given_names(text: str, shadow: str, names: Sequence[Mention]) -> list[Mention]:
    """Return ``names`` without bodies of two capital words that are given names: "Nguyễn Trường Sơn"."""
    return [name for name in names if not (name.rule == "body" and _is_given(text, shadow, name))]


def is_highlander(shadow: str, place: Mention) -> bool:
    """Whether a place read behind "tỉnh" is a person's name: "Chủ tịch UBND tỉnh Y Thanh Hà"."""
    return (
        place.rule == "kind"
        and shadow.endswith("tỉnh ", 0, place.start)
        and shadow.startswith(_HIGHLANDERS, place.start)
    )


def _is_given(text: str, shadow: str, name: Mention) -> bool:
    words = text[name.start : name.end].split(" ")
    if len(words) != 2 or not all(word[:1].isupper() and not word.isupper() for word in words):
        return False
    before = _SURNAME_BEFORE.search(text, max(0, name.start - 24), name.start)
    return before is not None and is_full_name(shadow[before.start() : name.end].split(" "))


def _is_byline(words: str, *, signed: bool) -> bool:
    parts = words.strip().split(" ")
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() and part.isalpha() for part in parts):
        return False
    if all(part.isupper() for part in parts):  # "MAI HOA", not "GIÁM ĐỐC"
        small = [part.lower() for part in parts]
        return parts[0] != "PHÓ" and is_full_name(small) and (small[0], small[1]) not in model().pairs
    if words.lower().strip() in _MOTTO:
        return False
    return signed or all(is_syllable(part.lower()) for part in parts)


def end_in_capitals(text: str, at: int) -> int:
    """Return the end of two or three syllables in capitals that close a line, 0 if none: "Ảnh: MINH AN"."""
    run = CAPITAL_RUN.match(text, at)
    words = run[0].split(" ") if run else []
    alone = run is not None and text[run.end() : run.end() + 1] in ("", "\n", ".", ")")
    native = 2 <= len(words) <= 3 and all(is_syllable(word.lower()) for word in words)
    if run is None or not (alone and native and run[0].isupper()):
        return 0
    return 0 if begins_with_kind(f"{run[0].lower()} ") else run.end()  # "Thực hiện: PHÒNG LỄ TÂN"


def _like_a_name(word: str) -> bool:
    return word[:1].isupper() and all(part.isalpha() for part in re.split(r"[-'’.]", word) if part)


def is_signature(line: str) -> bool:
    """Whether a line or a cell is a name and nothing else."""
    parts = line.split(" ")
    return 2 <= len(parts) <= _LONGEST and not line.isupper() and all(map(_like_a_name, parts))
