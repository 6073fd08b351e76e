"""What speaks for a member's vote on a draft, as numbers, each counted from what was before a cutoff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from banggiao.foresight.past import Described, Floats, Past
from banggiao.foresight.rollcalls import ABSENT, ABSTAIN, NO, YES

Days = npt.NDArray[np.datetime64]
YEAR = 365.25
AVERAGE = np.array([0.8, 0.06, 0.14], dtype=np.float32)
"""Shares of for, against and abstaining among all votes: where a member's own rates start from."""
DIMENSIONS = 4
NEAREST = 3
OF_LIKE_TITLE = 0.6
GREAT = ("USA", "RUS")
SMOOTHED = ("sharp", "broad", "recorded")
CHAMBER = "chamber: "
"""Begins the names of what is said of the chamber as a whole: trees learn single drafts by heart from it."""
OF_ALL = (
    "sharp no", "sharp abstain", "broad no", "broad abstain",
    "surface no", "surface abstain", "sponsors no", "sponsors abstain",
)  # fmt: skip
ALONG = ("sharp no", "broad no", "broad abstain", "surface no", "surface abstain", "sponsors no")
NEARNESS = ("votes with sponsors", "far from sponsors", "votes with a sponsor")
ATTENDANCE = (
    "absent lately",
    "absent",
    "absent on like texts",
    "nearest 0 absent",
    "base no",
    "base abstain",
)
"""The features by which absence is forecast."""


@dataclass(frozen=True, eq=False)
class Chamber:
    """How members stand to each other at a cutoff, by their votes of the two years before it."""

    alike: Floats
    """(C, C) correlation of votes beyond what the chamber does, 0 to 1."""
    positions: Floats
    """(C, DIMENSIONS) positions whose products give the correlations."""

    @classmethod
    def at(cls, past: Past, day: np.datetime64) -> Chamber:
        """Correlate the votes of each pair of members."""
        rows = (past.dates < day) & past.recorded & (past.dates >= day - np.timedelta64(800, "D"))
        votes = past.votes[rows]
        cast = _cast(votes).reshape(*votes.shape, 3)
        there = cast.sum(axis=2, keepdims=True)
        beyond = (
            cast - cast.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1) * there
        )
        weight = np.exp2(-((day - past.dates[rows]).astype(float) / YEAR) / 2).astype(np.float32)
        flat = (beyond * weight[:, None, None]).transpose(1, 0, 2).reshape(votes.shape[1], 3 * len(votes))
        length = np.linalg.norm(flat, axis=1) + 1e-6
        correlation = (flat @ flat.T) / length[:, None] / length[None, :]
        values, vectors = np.linalg.eigh(correlation.astype(np.float64))
        positions = (vectors * np.sqrt(np.maximum(values, 0)))[:, ::-1][:, :DIMENSIONS]
        return cls(np.maximum(correlation, 0), _oriented(positions, past.members).astype(np.float32))

    @cached_property
    def blocs(self) -> Floats:
        """(C, C) weights of the other members in what a member's bloc does; rows sum to 1."""
        near = self.alike**4
        np.fill_diagonal(near, 1)
        return np.asarray(near / near.sum(axis=1, keepdims=True), dtype=np.float32)


class Evidence:
    """The features of drafts (D), each seen from its own cutoff: only texts of earlier days count.

    `strange` drafts are seen as if no text of a like title had come before them."""

    def __init__(
        self, past: Past, drafts: Described, cutoffs: Days, strange: npt.NDArray[np.bool_] | None = None
    ) -> None:
        self._past, self._drafts, self._cutoffs = past, drafts, cutoffs
        self._known = past.dates[None, :] < cutoffs[:, None]
        if strange is not None:
            self._known &= ~(strange[:, None] & (past.part_similarity(drafts, "title") >= OF_LIKE_TITLE))
        self._calls = self._known & past.recorded[None, :]
        self._age = (cutoffs[:, None] - past.dates[None, :]).astype(np.float32) / np.float32(YEAR)
        self._fresh = np.exp2(-np.maximum(self._age, 0) / 3)
        self._alike = past.similarity(drafts) * self._known
        self._cast = _cast(past.votes)
        self._days, self._which = np.unique(cutoffs, return_inverse=True)
        self._chambers = [Chamber.at(past, day) for day in self._days]

    def table(self) -> tuple[Floats, list[str]]:
        """Return the features, (D, C, F), and their names; NaN where something is not known."""
        named: dict[str, Floats] = {}
        for source in (self._rates, self._precedents, self._positions, self._sponsors, self._habits):
            named.update(source())
        named.update(_of_chamber(named))
        names = list(named)
        values = np.empty((len(self._cutoffs), len(self._past.members), len(names)), dtype=np.float32)
        for place, name in enumerate(names):
            values[:, :, place] = named.pop(name)
        return values, names

    @cached_property
    def _base(self) -> Floats:
        """(D, C, 3) each member's rates, those of a year ago counting half."""
        return self._rate(self._calls * np.exp2(-self._age.clip(0)), AVERAGE, 2.0)

    def _rate(self, weights: npt.NDArray[np.floating], prior: Floats, count: float) -> Floats:
        """Return weighted shares of for, against and abstaining, as if `count` votes were as the prior."""
        sums = (weights.astype(np.float32) @ self._cast).reshape(len(weights), len(self._past.members), 3)
        return np.asarray(
            (sums + count * prior) / (sums.sum(axis=2, keepdims=True) + count), dtype=np.float32
        )

    def _rates(self) -> Iterator[tuple[str, Floats]]:
        """Rates of members on like texts, of their blocs on these, and a smooth surface through all votes."""
        yield from _two("base", self._base)
        fresh = self._fresh * self._known
        title = self._past.part_similarity(self._drafts, "title")
        together = self._past.part_similarity(self._drafts, "sponsors")
        kernels = {
            "title": (title**6 * fresh, 0.3),
            "sharp": (self._alike**6 * fresh, 0.1),
            "broad": (self._alike**3 * fresh, 0.2),
            "recorded": (self._alike**4 * fresh * self._calls, 0.1),
            "sponsors": (together**2 * fresh, 1.0),
            "lately": (self._alike**2 * self._calls * np.exp2(-self._age.clip(0) / 0.25), 1.0),
            "sponsors lately": (together * self._calls * np.exp2(-self._age.clip(0) / 0.25), 1.0),
        }
        for name, (weights, count) in kernels.items():
            rate = self._rate(weights, self._base, count)
            yield from _two(name, rate)
            weight = weights.sum(axis=1)
            unrecorded = (weights * ~self._past.recorded).sum(axis=1)
            yield f"{name} weight", np.log(weight + 1e-3)[:, None]
            yield f"{name} by consensus", (unrecorded / np.maximum(weight, 1e-9))[:, None]
            if name in SMOOTHED:
                blocs = [chamber.blocs for chamber in self._chambers]
                yield from _two(f"{name} bloc", self._each_day(blocs, rate))
        surface = self._surface()
        yield "surface no", surface[:, :, 0]
        yield "surface abstain", surface[:, :, 1]

    def _each_day(self, of_days: list[Floats], rates: Floats) -> Floats:
        """Multiply each draft's (C, K) by the (C, C) of its day."""
        return np.stack(
            [of_days[which] @ each for which, each in zip(self._which.tolist(), rates, strict=True)]
        )

    def _surface(self) -> Floats:
        """Kernel ridge regression of votes on the likeness of texts, per cutoff: (D, C, 2)."""
        surface = np.empty((len(self._cutoffs), len(self._past.members), 2), dtype=np.float32)
        taught = [self._teaching(day) for day in self._days]
        every = np.unique(np.concatenate(taught))
        texts = self._past.texts.take(every)
        alike = self._past.similarity(texts, texts) ** 2
        for which, (day, rows) in enumerate(zip(self._days, taught, strict=True)):
            drafts = np.flatnonzero(self._which == which)
            among = np.searchsorted(every, rows)
            base = self._base[drafts[0]][:, 1:]
            cast = self._cast[rows].reshape(len(rows), len(self._past.members), 3)
            voted = cast.sum(axis=2, keepdims=True)
            beyond = ((cast[:, :, 1:] - base) * voted).reshape(len(rows), 2 * len(self._past.members))
            ages = (day - self._past.dates[rows]).astype(np.float32) / np.float32(YEAR)
            kernel = alike[np.ix_(among, among)] + np.diag(0.15 * np.exp2(ages / 3))
            weights = np.linalg.solve(kernel, beyond)
            found = self._alike[np.ix_(drafts, rows)] ** 2 @ weights
            surface[drafts] = found.reshape(surface[drafts].shape) + base
        return surface

    def _teaching(self, day: np.datetime64) -> npt.NDArray[np.intp]:
        """Return the roll calls of the six years before a day, and the last texts adopted without one."""
        known = (self._past.dates < day) & (self._past.dates >= day - np.timedelta64(6 * 365, "D"))
        calls = np.flatnonzero(known & self._past.recorded)
        others = np.flatnonzero(known & ~self._past.recorded)[-400:]
        return np.sort(np.concatenate([calls, others]))

    def _precedents(self) -> Iterator[tuple[str, Floats]]:
        """Votes on the nearest roll calls, how near and how old they are."""
        near = np.where(self._calls, self._alike * np.exp2(-self._age / 20), -1)
        each = np.arange(len(near))
        for place in range(NEAREST):
            row = near.shape[1] - 1 - near[:, ::-1].argmax(axis=1)
            votes = self._past.votes[row]
            yield (
                f"nearest {place} vote",
                np.select([votes == YES, votes == NO, votes == ABSTAIN], [1, -1, 0], np.nan),
            )
            yield f"nearest {place} alike", self._alike[each, row][:, None]
            yield f"nearest {place} age", self._age[each, row][:, None]
            if not place:
                yield "nearest 0 absent", (votes == ABSENT).astype(np.float32)
                yield from self._changed(row)
            near[each, row] = -2
        others = self._known & ~self._past.recorded[None, :]
        yield "nearest consensus", np.where(others, self._alike, 0).max(axis=1, initial=0)[:, None]
        titles = self._past.part_similarity(self._drafts, "title")
        yield "nearest title", np.where(self._calls, titles, 0).max(axis=1, initial=0)[:, None]
        stale = np.where(self._calls, self._age, np.inf).min(axis=1, initial=np.inf)
        yield "stale", np.minimum(stale, 5)[:, None]

    def _changed(self, nearest: npt.NDArray[np.intp]) -> Iterator[tuple[str, Floats]]:
        """What a draft changes in the nearest roll call: its words, who sponsors no longer or newly."""
        then, drafts = self._past.texts, self._drafts
        each = np.arange(len(nearest))
        words = self._past.part_similarity(drafts, "text")[each, nearest]
        both = drafts.has["text"] & then.has["text"][nearest]
        yield "nearest 0 text", _where(both, words)[:, None]
        now, before = drafts.sponsoring, then.sponsoring[nearest]
        both = (drafts.has["sponsors"] & then.has["sponsors"][nearest])[:, None]
        yield "nearest 0 sponsored", _where(then.has["sponsors"][nearest][:, None], before)
        yield "sponsors anew", _where(both, now - before)
        counts = now.sum(axis=1, keepdims=True), before.sum(axis=1, keepdims=True)
        yield "sponsors gained", _where(both, np.log1p(counts[0]) - np.log1p(counts[1]))

    def _positions(self) -> Iterator[tuple[str, Floats]]:
        positions = np.stack([chamber.positions for chamber in self._chambers])[self._which]
        for dimension in range(DIMENSIONS):
            yield f"position {dimension}", positions[:, :, dimension]

    def _sponsors(self) -> Iterator[tuple[str, Floats]]:
        """Whether a member sponsors, how it votes with those who do, where they stand."""
        names = self._drafts.sponsoring
        known = self._drafts.has["sponsors"][:, None]
        count = names.sum(axis=1, keepdims=True)
        some = known & (count > 0)
        alike = [chamber.alike for chamber in self._chambers]
        which = self._which.tolist()
        nearest = np.stack([(alike[day] * each).max(axis=1) for day, each in zip(which, names, strict=True)])
        positions = np.stack([chamber.positions for chamber in self._chambers])[self._which]
        centre = np.einsum("dc,dck->dk", names, positions) / np.maximum(count, 1)
        apart = np.sqrt(((positions - centre[:, None, :]) ** 2).sum(axis=2))
        with_them = self._each_day(alike, names[:, :, None])[:, :, 0] / np.maximum(count, 1)
        yield "sponsors", _where(known, names)
        yield "votes with sponsors", _where(some, with_them)
        yield "votes with a sponsor", _where(some, nearest)
        yield "far from sponsors", _where(some, apart)
        yield "number of sponsors", _where(known, count)
        yield "groups sponsoring", _where(known, self._drafts.groups[:, None])
        for dimension in range(DIMENSIONS - 1):
            yield f"sponsors' position {dimension}", _where(some, centre[:, dimension : dimension + 1])
        for great in GREAT:
            column = np.flatnonzero(self._past.members == great)
            yield f"{great} sponsors", _where(known, names[:, column].sum(axis=1, keepdims=True))
        told = self._past.texts.has["sponsors"][None, :]
        weights = self._alike**4 * self._fresh * self._known * told
        habit = weights @ self._past.texts.sponsoring
        yield "sponsors like texts", habit / (weights.sum(axis=1, keepdims=True) + 0.05)

    def _habits(self) -> Iterator[tuple[str, Floats]]:
        """How a member has been moving from its last votes, how it meets new texts, how often it is away."""
        gained, both, recurring = self._past.change
        again = self._known & recurring[None, :]
        for name, weights, count in (
            ("moved lately", again * np.exp2(-self._age.clip(0) / 0.25), 1.0),
            ("moved", again * np.exp2(-self._age.clip(0) / 1.5), 1.0),
            ("moved on like texts", again * np.exp2(-self._age.clip(0)) * self._alike**2, 0.1),
        ):
            seen = weights @ both + count
            yield f"{name} to no", weights @ gained[:, :, 0] / seen
            yield f"{name} to abstain", weights @ gained[:, :, 1] / seen
            yield f"{name} at all", weights @ np.abs(gained).max(axis=2) / seen
        fresh = np.exp2(-self._age.clip(0) / 2) * (self._calls & ~recurring[None, :])
        yield from _two("on new texts", self._rate(fresh, self._base, 2.0))
        absent, member = (self._past.votes == ABSENT) * 1.0, (self._past.votes >= 0) * 1.0
        for name, weights, count in (
            ("absent lately", self._calls * np.exp2(-self._age.clip(0) / 0.15), 1.0),
            ("absent", self._calls * np.exp2(-self._age.clip(0)), 1.0),
            ("absent on like texts", self._alike**4 * self._fresh * self._calls, 0.05),
        ):
            yield name, (weights @ absent + 0.1 * count) / (weights @ member + count)


def _of_chamber(named: dict[str, Floats]) -> Iterator[tuple[str, Floats]]:
    """What the chamber as a whole does on like texts, how that goes with positions, and who stands nearer to
    the sponsors than others do."""
    mean = {name: np.nanmean(named[name], axis=1, keepdims=True) for name in (*OF_ALL, *ALONG)}
    for name in OF_ALL:
        yield f"{CHAMBER}{name}", mean[name]
    for dimension in range(DIMENSIONS):
        position = named[f"position {dimension}"]
        apart = position - position.mean(axis=1, keepdims=True)
        spread = (apart**2).mean(axis=1, keepdims=True) + 1e-4
        for name in ALONG:
            slope = (apart * named[name]).mean(axis=1, keepdims=True) / spread
            yield f"{CHAMBER}{name} along {dimension}", slope * apart
    yield f"{CHAMBER}log of number of sponsors", np.log1p(named["number of sponsors"])
    quarrel = mean["broad no"].clip(0.004, 0.996)
    for name in NEARNESS:
        known = ~np.isnan(named[name])
        sums = np.where(known, named[name], 0).sum(axis=1, keepdims=True)
        beyond = named[name] - sums / np.maximum(known.sum(axis=1, keepdims=True), 1)
        yield f"{CHAMBER}{name} beyond", beyond
        yield f"{CHAMBER}{name} by quarrel", beyond * np.log(quarrel / (1 - quarrel))


def _cast(votes: npt.NDArray[np.int8]) -> Floats:
    """Return (n, C * 3): 1 where a vote was for, against, an abstention."""
    cast = np.stack([votes == code for code in range(3)], axis=2)
    return cast.reshape(len(votes), 3 * votes.shape[1]).astype(np.float32)


def _two(name: str, rate: Floats) -> Iterator[tuple[str, Floats]]:
    yield f"{name} no", rate[:, :, NO]
    yield f"{name} abstain", rate[:, :, ABSTAIN]


def _where(known: npt.NDArray[np.bool_], value: npt.NDArray[np.floating]) -> Floats:
    return np.where(known, value, np.nan).astype(np.float32)


def _oriented(positions: npt.NDArray[np.float64], members: npt.NDArray[np.str_]) -> npt.NDArray[np.float64]:
    """Turn each dimension so that its anchor stands on the positive side: signs are arbitrary otherwise."""
    for dimension, anchor in zip(range(positions.shape[1]), ("USA", "RUS", "IND", "BRA"), strict=False):
        column = np.flatnonzero(members == anchor)
        pole = positions[column[0], dimension] if len(column) else positions[:, dimension].sum()
        if pole < 0:
            positions[:, dimension] *= -1
    return positions
