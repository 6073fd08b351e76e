"""Bodies that no register lists one by one: "Sở Công Thương", "Vụ Kết cấu hạ tầng và đô thị", "Bộ Y tế Lào".

A name begins with its kind and runs on with capitals, words that known names join, a field, a body, a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from banggiao.language import lazy_re as re
from banggiao.language.folding import shadow as shadow_of
from banggiao.language.names import UPPER, is_full_name
from banggiao.language.scanning import Words
from banggiao.reading import body_words as words_of
from banggiao.reading.body_fields import FIELDS, JOINT_FIELDS
from banggiao.reading.body_names import BodyName
from banggiao.reading.body_starts import begins, is_common
from banggiao.reading.records import Label, Mention
from banggiao.reading.short_names import short_names
from banggiao.reading.spans import Spans

_SCAN = Words([kind + " " for kind in words_of.KINDS])


_GIVEN = re.compile(rf"[{UPPER}][^\W\d_A-Z]*(?: [{UPPER}][^\W\d_A-Z]*)?(?![\w-]| [{UPPER}])")


class Composer:
    """Knows which words the names of bodies join. Build once from known names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.joined: set[tuple[str, str]] = set()
        for name in (*names, *FIELDS, *JOINT_FIELDS, *words_of.KINDS):
            pairs = pairwise(shadow_of(name).split(" "))
            self.joined.update(pair for pair in pairs if pair[0] != pair[1])  # "QUỐC HỘI HỘI ĐÀM"

    @classmethod
    def of_joined(cls, joined: Iterable[tuple[str, str]]) -> Composer:
        """Return a composer that knows these pairs of words, the ``joined`` of another one."""
        self = cls.__new__(cls)
        self.joined = set(joined)
        return self

    def bodies(self, text: str, shadow: str, names: Sequence[Mention]) -> list[Mention]:
        """Return ``names`` with the bodies that their kind and field give, by start; places inside stay.

        Where the name of a known body runs on, the longer body takes its place. It is another one, with no
        key, unless only "Việt Nam" was added.
        """
        by_start: dict[int, Mention] = {}
        names = [
            name
            for name in names
            if not is_common(shadow, name.start, name.end) and not _is_no_body(text, shadow, name)
        ]
        for name in names:
            if name.start not in by_start or name.end > by_start[name.start].end:
                by_start[name.start] = name
        composed: list[Mention] = []
        last = 0
        for at, kind_end in self._starts(text, shadow, by_start):
            if at >= last:
                body = BodyName(self.joined, text, shadow, at, by_start).body(kind_end)
                if body is not None:
                    composed.append(body)
                    last = body.end
        inside = Spans(composed)
        kept = [n for n in names if n.label is not Label.ORGANISATION or not inside.cover(n)]
        known = [name for name in kept if name.label is Label.ORGANISATION]
        short = short_names(text, [*composed, *known], {name.start for name in (*kept, *composed)})
        return sorted([*kept, *composed, *short], key=lambda name: name.start)

    def _starts(self, text: str, shadow: str, by_start: dict[int, Mention]) -> list[tuple[int, int]]:
        """Return where a name may begin and where its kind ends: known bodies, and kinds written as names."""
        starts = {at: 0 for at, name in by_start.items() if name.label is Label.ORGANISATION}
        for _, at, end in _SCAN.hits(shadow):
            if (at == 0 or not text[at - 1].isalnum()) and begins(text, shadow, at, end):
                if " " not in shadow[at : end - 1] and _of_person(text, shadow, at):
                    continue
                if text[at].islower() and _is_of_a_country(shadow, at, by_start.get(end)):
                    continue
                starts[at] = max(starts.get(at, 0), end - 1)
        places = [name for name in by_start.values() if name.label is Label.PLACE]
        inside = {at for place in places for at in range(place.start, place.end)}
        return sorted((at, end) for at, end in starts.items() if at not in inside)  # "Trường Sa", "Hội An"


def _is_no_body(text: str, shadow: str, name: Mention) -> bool:
    """Whether it is a word of a heading or a post: "TRÁCH NHIỆM QUẢN LÝ NHÀ NƯỚC", "TTCP, các PTT"."""
    words = text[name.start : name.end]
    if words == "TTCP":
        return text.startswith((", PTT", ", các PTT"), name.end)
    return words == "NHÀ NƯỚC" and shadow.endswith("quản lý ", 0, name.start)


def _is_of_a_country(shadow: str, at: int, place: Mention | None) -> bool:
    """Whether they are schools of a country, none by name: "các trường đại học Nga"."""
    of_country = place is not None and (place.key or "").startswith("country-")
    return of_country and shadow.startswith(words_of.SCHOOLS_IN_SMALL, at)


def _of_person(text: str, shadow: str, at: int) -> bool:
    """Whether a kind of body is a person's middle name here: "Nguyễn Trường Thắng"."""
    surname = text[max(0, at - 12) : at].removesuffix(" ").rpartition(" ")[2]
    given = _GIVEN.match(text, at) if surname[:1].isupper() and text[at - 1 : at] == " " else None
    if given is None or " " not in given[0]:
        return False
    return is_full_name([surname.lower(), *shadow[at : given.end()].split(" ")])
