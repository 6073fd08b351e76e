"""Where Vietnamese official sentences end."""

from __future__ import annotations

from collections.abc import Iterator

from banggiao.language import lazy_re as re

# A mark with its closing quotes and brackets. Whether it ends a sentence is decided by what stands around it.
# A small letter or a figure right behind it never begins one: "1.200", "ii.a".
_MARK = re.compile(r"[.!?…][.!?…]*[\"'”’»)\]]*(?![a-z0-9,;])")
_OPENING = re.compile(r"\s*[\"'“‘«(\[]*(\w|[-–+•](?=\s))")
_TOKEN_BEFORE = re.compile(r"[\w./]+\Z")
_ABBREVIATIONS = frozenset(
    "tp ts ths gs pgs bs ks cn tx tt q p h x tr st mr mrs ms dr prof no vs vd đ/c đc tel fax ncs nsnd nsut"
    " gs.ts pgs.ts inc ltd corp co jr sr art".split()
)
_LONGEST_TOKEN = 12
_SHORT_NAME = re.compile(r"(?<![\w./])(?!PGS|TTX)[A-ZĐ]{3,8}\Z")  # "… của LHQ.Hai bên …"


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of ``text[start:end]``, without the space around them.

    Abbreviations (TP. Hồ Chí Minh), initials (J. Biden), numbers (1.200) and the number that opens a line
    ("1. Đẩy mạnh") end none; a full stop without the space after it ("toàn diện.Tham dự") does.
    """
    begin = start
    for mark in _MARK.finditer(text, start, end):
        if mark.end() < end and _ends_sentence(text, begin, mark, end):
            yield from tight(text, begin, mark.end())
            begin = mark.end()
    yield from tight(text, begin, end)


def tight(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield ``start:end`` without the space at either end, or nothing where only space is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, mark: re.Match[str], end: int) -> bool:
    after = mark.end()
    opening = _OPENING.match(text, after, end)
    if opening is None or (opening[1].isalpha() and not opening[1].isupper()):
        return False
    if not text[after].isspace():
        return _is_glued(text, mark, end)
    if mark[0] != ".":
        return True
    token = _TOKEN_BEFORE.search(text, max(begin, mark.start() - _LONGEST_TOKEN), mark.start())
    return token is None or not _shortens(token[0], opening[1], opens_line=token.start() <= begin + 1)


def _is_glued(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the space after a full stop was forgotten: small letters or a short name before, a capitalised
    word after."""
    at, after = mark.start(), mark.end()
    small = text[max(0, at - 2) : at]
    short = _SHORT_NAME.search(text, max(0, at - _LONGEST_TOKEN), at)
    return (
        mark[0] == "."
        and ((len(small) > 1 and small.isalpha() and small.islower()) or short is not None)
        and after + 1 < end
        and text[after].isupper()
        and text[after + 1].islower()
    )


def _shortens(token: str, following: str, *, opens_line: bool) -> bool:
    """Whether the full stop belongs to ``token``: an abbreviation, an initial, the number of a part."""
    if token.lower() in _ABBREVIATIONS:
        return True
    if len(token) == 1 and token.isupper():
        return following.isalpha()
    return token.isdigit() and (following.isdigit() or opens_line)
