"""The numbers of parts, as clauses are named by them, and which number goes on from which."""

from __future__ import annotations

_COUNT = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX").split()
_LOST = 2  # a number may be lost between two that are told


def number_of(printed: str) -> str:
    """Return a number as clauses are named: "Điều 5" and "Thứ năm" are "5", "Phần thứ tư" is "4"."""
    label = printed.lower()
    last = label.rsplit(" ", 1)[-1] if not label.endswith(" là") else label[:-3]
    if label.startswith(("phụ lục", "cuối")):
        return ""
    if " " in label or last in _COUNT or last in ("một", "bốn"):
        last = {"một": "nhất", "bốn": "tư"}.get(last, last)
        return str(_COUNT.index(last) + 1) if last in _COUNT else last.upper() if last.isalpha() else last
    return printed.strip(" .")


def goes_on(former: str, later: str) -> bool:
    """Say whether ``later`` comes right behind ``former``, or with one number lost between them."""
    before, after = former.rpartition("."), later.rpartition(".")
    if before[0] != after[0]:
        return False
    places = _place(before[2]), _place(after[2])
    return places[0] > 0 and 0 < places[1] - places[0] <= _LOST


def _place(number: str) -> int:
    """The place of a number in its row, 0 where it is none."""
    if number.isdigit():
        return int(number)
    if number in _ROMAN:
        return _ROMAN.index(number) + 1
    return _LETTERS.index(number) + 1 if len(number) == 1 and number in _LETTERS else 0
