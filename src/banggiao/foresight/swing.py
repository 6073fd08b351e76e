"""Who may vote otherwise than last time, and what in the record says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import Draft, Forecast
from banggiao.foresight.forecasting import Record
from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, VOTES, YES
from banggiao.foresight.titles import RECURRING, Titles

Rows = npt.NDArray[np.intp]
NEAR = 0.3
"""From this cosine on a title is of the same topic."""
ALIKE = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in the record: a code and its figures, worded by `reason_in`."""

    code: str
    figures: tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """A member that may leave its last position on the precedent."""

    member: str
    last: str
    """Its last position: Y, N or A."""
    likely: str
    """Its likeliest other position."""
    probability: float
    """That it differs from the last, given that it votes."""
    reasons: tuple[Reason, ...]


WORDS = {
    "here": ("các lần trước với văn bản này: {0}", "earlier votes on this text: {0}"),
    "restless": (
        "đổi phiếu {0:.0f} trong {1:.0f} lần cùng văn bản, sáu năm qua",
        "changed vote on {0:.0f} of {1:.0f} returning texts in six years",
    ),
    "drifted": (
        "về chủ đề này: thuận {0:.0%} trước đây, {1:.0%} hai năm gần nhất ({2:.0f} lần)",
        "on this topic: for {0:.0%} before, {1:.0%} in the last two years ({2:.0f} votes)",
    ),
    "alone": (
        "{0:.0f} trong {1:.0f} nước bỏ phiếu giống nhất đã bỏ khác lần trước",
        "{0:.0f} of the {1:.0f} members that vote most alike voted otherwise last time",
    ),
    "absent": ("vắng {0:.0%} số lần, hai năm qua", "did not vote in {0:.0%} of votes in two years"),
    "sponsor": ("đồng bảo trợ dự thảo lần này", "co-sponsors this draft"),
    "left": ("từng đồng bảo trợ {0}, nay không", "co-sponsored {0}, not this draft"),
    "group": ("nhóm mới bảo trợ: {0}", "a group that newly sponsors: {0}"),
}


def reason_in(reason: Reason, language: str = "vi") -> str:
    """Word a reason in `language` ("vi" or "en")."""
    vietnamese, english = WORDS[reason.code]
    return (vietnamese if language == "vi" else english).format(*reason.figures)


def swing(draft: Draft, forecast: Forecast, record: Record, *, limit: int = 20) -> list[Swing]:
    """Rank members by the probability that they leave their last position on the nearest earlier title.

    `record` is the past of the origin. Empty where no earlier title is near enough to be called a precedent.
    """
    past = record.rollcalls
    titles = Titles(past, record.resolutions)
    likeness = titles.similarity(draft.title)
    if not len(likeness) or likeness.max() < NEAR:
        return []
    line = np.flatnonzero(likeness >= max(likeness.max() - 0.02, NEAR))[-6:]
    about = _About(record, draft, line, np.flatnonzero(likeness >= NEAR))
    found = []
    for row, member in enumerate(forecast.members.tolist()):
        votes = past.votes[line, about.column(member)]
        held = votes[(votes >= YES) & (votes < ABSENT)]
        if not len(held):
            continue
        three = forecast.of_voting()[row]
        other = np.where(np.arange(ABSENT) == held[-1], -1.0, three)
        found.append((float(1 - three[held[-1]]), member, int(held[-1]), int(other.argmax())))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [
        Swing(member, VOTES[last], VOTES[likely], chance, tuple(about.reasons(member, last)))
        for chance, member, last, likely in found[:limit]
    ]


class _About:
    """The record of one draft's precedents, from which reasons are read."""

    def __init__(
        self, record: Record, draft: Draft, line: npt.NDArray[np.intp], topic: npt.NDArray[np.intp]
    ) -> None:
        past = record.rollcalls
        self._columns = {str(code): column for column, code in enumerate(past.members)}
        self._draft = draft
        self._line = past.votes[line]
        recent = past.dates >= past.dates[-1] - np.timedelta64(730, "D")
        self._topic = past.votes[topic]
        self._topic_recent = recent[topic]
        self._recent = past.votes[recent]
        self._changes = _changes(record)
        self._symbol = str(past.resolutions[line[-1]])
        of = record.resolutions.index_of(self._symbol)
        self._sponsors = {*record.resolutions.sponsors[of], *record.resolutions.later_sponsors[of]}

    def column(self, member: str) -> int:
        """Return the member's column in the roll calls."""
        return self._columns[member]

    def reasons(self, member: str, last: int) -> Iterator[Reason]:
        """Read what the record says of one member, the most telling first."""
        column = self.column(member)
        yield from self._sponsoring(member, last)
        here = self._line[:, column]
        if len(set(here[(here >= YES) & (here < ABSENT)].tolist())) > 1:
            yield Reason("here", (" ".join(VOTES[code] if code >= 0 else "–" for code in here),))
        yield from self._drifting(column)
        changed, pairs = self._changes[:, column]
        if pairs >= 10 and changed / pairs > 2 * self._changes[0].sum() / self._changes[1].sum():
            yield Reason("restless", (float(changed), float(pairs)))
        yield from self._standing_alone(column, last)
        votes = self._recent[:, column]
        away = (votes == ABSENT).sum() / max((votes != NOT_MEMBER).sum(), 1)
        if away >= 0.25:
            yield Reason("absent", (float(away),))

    def _sponsoring(self, member: str, last: int) -> Iterator[Reason]:
        now = set(self._draft.sponsors)
        if member in now and last != YES:
            yield Reason("sponsor", ())
        if now and member in self._sponsors - now:
            yield Reason("left", (self._symbol,))
        groups = sorted(name.lstrip("@") for name in now - self._sponsors if name.startswith("@"))
        if groups and last != YES:
            yield Reason("group", (", ".join(groups),))

    def _drifting(self, column: int) -> Iterator[Reason]:
        votes = self._topic[:, column]
        voted = (votes >= YES) & (votes < ABSENT)
        new, old = votes[voted & self._topic_recent], votes[voted & ~self._topic_recent]
        if len(new) >= 3 and len(old) >= 3:
            before, now = float((old == YES).mean()), float((new == YES).mean())
            if abs(now - before) >= 0.2:
                yield Reason("drifted", (before, now, float(len(new))))

    def _standing_alone(self, column: int, last: int) -> Iterator[Reason]:
        own = self._recent[:, [column]]
        both = (own >= 0) & (own < ABSENT) & (self._recent >= 0) & (self._recent < ABSENT)
        same = (both & (own == self._recent)).sum(axis=0) / np.maximum(both.sum(axis=0), 1)
        same[column] = -1
        like = self._line[-1, np.argsort(-same, kind="stable")[:ALIKE]]
        like = like[(like >= YES) & (like < ABSENT)]
        if len(like) and (like != last).mean() >= 0.5:
            yield Reason("alone", (float((like != last).sum()), float(len(like))))


def _changes(record: Record) -> npt.NDArray[np.float64]:
    """Count, for each member, changes and pairs of positions on texts that came back in the last six years:
    (2, C)."""
    past = record.rollcalls
    recent = np.flatnonzero(past.dates >= past.dates[-1] - np.timedelta64(6 * 365, "D"))
    nearest = Titles(past, record.resolutions).nearest_of_own(recent)
    back = nearest.similarity >= max(RECURRING, 0.995)
    now, then = past.votes[recent[back]], past.votes[nearest.rows[back]]
    both = (now >= YES) & (now < ABSENT) & (then >= YES) & (then < ABSENT)
    return np.stack([(both & (now != then)).sum(axis=0), both.sum(axis=0)]).astype(float)
