"""Which of a group and the names in it stand: bodies that a group is made of are no mentions of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from banggiao.language import lazy_re as re
from banggiao.reading import group_members as grammar
from banggiao.reading import group_words as words_of
from banggiao.reading.group_lists import MISSION
from banggiao.reading.records import Label, Mention

OF_EACH = re.compile(
    rf"(?:{grammar.COUNCILS}|uỷ ban nhân dân|hội đồng nhân dân)(?:(?:,| và)(?: {grammar.COUNCILS})?)?"
    r" (?:các |cấp (?:huyện|xã)"
    r"|(?:tỉnh|quận|huyện|xã|phường)(?:,|/| và) ?(?:thành phố|thị|huyện|quận|xã|phường))"
)
_AREA = re.compile(rf"(?:{words_of.AREAS})(?!\w)")
_NEAR = 70


def groups_first(
    names: Sequence[Mention], groups: Sequence[Mention]
) -> tuple[list[Mention], list[Mention], list[Mention]]:
    """Return the names and the groups that stand where both were read, and the names that gave way.

    Bodies that a group is made of are no mentions of their own; where the register knows them as one actor,
    the group has its key. Places inside stay, and bodies that the group is of ("thuộc Chính phủ").
    """
    kept_groups = list(groups)
    starts = [group.start for group in groups]
    kept: list[Mention] = []
    gone: list[Mention] = []
    for name in names:
        index = _around(groups, starts, name)
        if index is None or name.label is not Label.ORGANISATION:
            kept.append(name)
            continue
        group = kept_groups[index]
        if name.end == group.end and name.key and "các " in group.value.lower():
            kept_groups[index] = group._replace(key=name.key)
        within = name.start > group.start and name.end <= group.end
        if within and not _is_member(group, name) and not _of_each(group, name):
            kept.append(name)
        else:
            gone.append(name)
    return kept, [group for group in kept_groups if not _is_of_title(group)], gone


def _is_of_title(group: Mention) -> bool:
    """Whether the words are in the capitals of a chapter's title, which means no bodies in particular."""
    return group.value.isupper() and " " in group.value


def _around(groups: Sequence[Mention], starts: Sequence[int], name: Mention) -> int | None:
    index = bisect_right(starts, name.end - 1) - 1
    if index < 0 or groups[index].end <= name.start:
        return None
    return index


def _of_each(group: Mention, name: Mention) -> bool:
    """Whether the name is of bodies that each of several places has: "Chủ tịch UBND các tỉnh"."""
    at, behind = name.start - group.start, name.end - group.start
    areas = group.value[behind : behind + _NEAR].lower()
    each = areas.startswith(" các ") and _AREA.match(areas, 5)
    return bool(each) or OF_EACH.match(group.value[at : at + _NEAR].lower()) is not None


def _is_member(group: Mention, name: Mention) -> bool:
    at = name.start - group.start
    before = group.value[max(0, at - 8) : at].lower()
    mission = MISSION.match(name.value.lower()) is not None
    return before.endswith("các ") or " các " in name.value or mission
