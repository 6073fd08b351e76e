"""The vote sheet of a draft: all that a desk wants to see before a vote, as plain values that can be kept.

Nothing here looks past the forecaster's origin; what is not known is empty and not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np

from banggiao.foresight.drafts import Draft, Forecast
from banggiao.foresight.dyads import agreement
from banggiao.foresight.forecasting import Record
from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, VOTES
from banggiao.foresight.swing import NEAR, Swing, reason_in
from banggiao.foresight.tally import Tally
from banggiao.foresight.texts import TextChange, changes_between
from banggiao.foresight.titles import Titles

LEVEL = 0.9
SHOWN = 6
"""Precedents of a sheet."""
OWN_SHOWN = 12
"""Own past votes of a sheet."""
ON_THE_ITEM = 0.5
"""From this cosine of titles on, a vote is told as one on the same item."""
LIKE_MINDED = 10
LIKE_MINDED_DAYS = 3 * 365
LIKE_MINDED_LEAST = 30
"""So many joint votes a member needs before its agreement is told."""
LIKE_MINDED_MEASURE = "pi"
"""Scott's pi: agreement above what the two would share by chance (see `measures`)."""


class Forecasting(Protocol):
    """What a sheet asks of a forecaster that has learnt."""

    origin: dt.date
    record: Record

    def predict_proba(self, draft: Draft) -> Forecast:
        """Forecast one draft."""

    def tally(
        self, draft: Draft, level: float = LEVEL, known: Mapping[str, str] | None = None, seed: int = 0
    ) -> Tally:
        """Draw the members' votes together."""

    def update(self, draft: Draft, known: Mapping[str, str]) -> Forecast:
        """Condition on known positions."""

    def swing(self, draft: Draft, limit: int = 20, known: Mapping[str, str] | None = None) -> list[Swing]:
        """Rank who may leave its last position."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier resolution on the matter. `counts` are votes by kind, empty where it passed without one."""

    symbol: str
    day: str
    title: str
    likeness: float
    """Cosine of the titles, 0 to 1."""
    counts: dict[str, int]
    ours: str
    """Our own vote: Y, N, A, X; empty where we were no member or no vote was taken."""
    sponsors_known: bool
    joined: list[str]
    """Sponsors of the draft that did not sponsor this one; only where both lists are known."""
    left: list[str]


@dataclass(frozen=True, slots=True)
class Member:
    """One member's forecast, in the order of `VOTES`."""

    iso3: str
    last: str
    """Its vote on the nearest precedent."""
    chances: list[float]
    known: list[float]
    """The same conditioned on what is known; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class LikeMinded:
    """A member that votes much as we do: the measure, its 90 % interval, and on how many votes it stands."""

    iso3: str
    agreement: float
    low: float | None
    high: float | None
    votes: int


def vote_sheet(
    forecaster: Forecasting,
    baselines: Mapping[str, Forecasting],
    draft: Draft,
    *,
    ours: str,
    earlier_text: str = "",
    known: Mapping[str, str] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Return the sheet of `draft` as plain values: numbers, texts, lists and mappings.

    `ours` is our own code, `earlier_text` the text of the last time (to tell what changed), `known` the
    positions told so far, `groups` members by the name of a group. Raises UnknownSounding for a position of
    a state that is no member.
    """
    known = dict(known or {})
    past, matter = forecaster.record.rollcalls, _Matter(forecaster.record, draft, ours)
    plain = forecaster.predict_proba(draft)
    told = forecaster.update(draft, known) if known else None
    return {
        "origin": forecaster.origin.isoformat(),
        "last_day": str(past.dates[-1]),
        "rollcalls": len(past.dates),
        "notes": [note.english for note in plain.notes],
        "unread": matter.unread(),
        "members": [asdict(one) for one in _members(plain, told, matter)],
        "tally": asdict(forecaster.tally(draft, LEVEL)),
        "tally_known": asdict(forecaster.tally(draft, LEVEL, known=known)) if known else None,
        "precedents": [asdict(one) for one in matter.precedents(SHOWN)],
        "own": [asdict(one) for one in matter.own(OWN_SHOWN)],
        "changes": [asdict(one) for one in _changes(earlier_text, draft)],
        "swings": [_worded(one) for one in forecaster.swing(draft, known=known) if one.member not in known],
        "like_minded": [asdict(one) for one in like_minded(forecaster.record, ours)],
        "like_minded_days": LIKE_MINDED_DAYS,
        "groups": {name: sorted(set(codes)) for name, codes in (groups or {}).items()},
        "baselines": {name: _chances(one.predict_proba(draft)) for name, one in baselines.items()},
    }


def like_minded(record: Record, ours: str, count: int = LIKE_MINDED) -> list[LikeMinded]:
    """Return the members whose votes of the last three years agree most with ours above chance."""
    past = record.rollcalls
    if not len(past.dates) or ours not in past.members:
        return []
    recent = past.take(past.dates > past.dates[-1] - np.timedelta64(LIKE_MINDED_DAYS, "D"))
    pairs = agreement(recent, LIKE_MINDED_MEASURE, by="all", of=ours, level=LEVEL)
    value = pairs.values[LIKE_MINDED_MEASURE]
    low, high = pairs.low[LIKE_MINDED_MEASURE], pairs.high[LIKE_MINDED_MEASURE]
    found = np.flatnonzero((pairs.n >= LIKE_MINDED_LEAST) & ~np.isnan(value))
    best = found[np.argsort(-value[found], kind="stable")][:count]
    return [
        LikeMinded(
            str(pairs.second[at]),
            round(float(value[at]), 5),
            _finite(low[at]),
            _finite(high[at]),
            int(pairs.n[at]),
        )
        for at in best
    ]


class _Matter:
    """What the record holds on the matter of one draft."""

    def __init__(self, record: Record, draft: Draft, ours: str) -> None:
        self._record, self._draft = record, draft
        past = record.rollcalls
        self._likeness = Titles(past, record.resolutions).similarity(draft.title)
        self._columns = {str(code): column for column, code in enumerate(past.members)}
        self._ours = self._columns.get(ours)
        near = np.flatnonzero(self._likeness >= NEAR)
        best = near[self._likeness[near] >= self._likeness[near].max() - 0.02] if len(near) else near
        self._nearest = int(best[-1]) if len(best) else None

    def last_vote(self, member: str) -> str:
        """Return the member's vote on the nearest precedent, empty where there is none."""
        if self._nearest is None or member not in self._columns:
            return ""
        return _vote(self._record.rollcalls.votes[self._nearest, self._columns[member]])

    def unread(self) -> bool:
        """Say whether most words of the title stand in no earlier one: it may be in another language."""
        known = {word for title in set(self._record.resolutions.titles) for word in _words(title)}
        words = _words(self._draft.title)
        return len(words & known) * 2 < len(words)

    def precedents(self, count: int) -> Iterator[Precedent]:
        """Yield the nearest earlier roll calls, the nearest first and of equal ones the latest."""
        near = np.flatnonzero(self._likeness >= NEAR)
        order = np.lexsort((-near, -self._likeness[near].round(2)))
        for row in near[order][:count]:
            yield self._precedent(int(row))

    def own(self, count: int) -> Iterator[Precedent]:
        """Yield the roll calls on the same item, the latest first."""
        of = self._record.resolutions
        item = (self._draft.agenda_item or "").casefold().strip()
        same = self._likeness >= ON_THE_ITEM
        if item:
            names = dict(zip(of.symbols, of.agenda_items, strict=True))
            symbols = self._record.rollcalls.resolutions.tolist()
            same = same | np.array([names[str(symbol)].casefold() == item for symbol in symbols], dtype=bool)
        for row in np.flatnonzero(same)[::-1][:count]:
            yield self._precedent(int(row))

    def _precedent(self, row: int) -> Precedent:
        past, of = self._record.rollcalls, self._record.resolutions
        symbol = str(past.resolutions[row])
        known = of.index_of(symbol)
        votes = past.votes[row]
        then = {*of.sponsors[known], *of.later_sponsors[known]}
        now = set(self._draft.sponsors)
        both = bool(then and now)
        return Precedent(
            symbol,
            str(past.dates[row]),
            of.titles[known],
            round(float(self._likeness[row]), 3),
            {vote: int((votes == code).sum()) for code, vote in enumerate(VOTES)},
            "" if self._ours is None else _vote(votes[self._ours]),
            both,
            sorted(now - then) if both else [],
            sorted(then - now) if both else [],
        )


def _members(plain: Forecast, told: Forecast | None, matter: _Matter) -> Iterator[Member]:
    for row, code in enumerate(plain.members.tolist()):
        yield Member(
            code,
            matter.last_vote(code),
            _rounded(*plain.probabilities[row]),
            _rounded(*told.probabilities[row]) if told else [],
        )


def _changes(earlier_text: str, draft: Draft) -> list[TextChange]:
    return changes_between(earlier_text, draft.text or "") if earlier_text and draft.text else []


def _chances(forecast: Forecast) -> dict[str, list[float]]:
    rows = zip(forecast.members.tolist(), forecast.probabilities, strict=True)
    return {code: _rounded(*chances) for code, chances in rows}


def _worded(one: Swing) -> dict[str, Any]:
    return {
        "iso3": one.member,
        "last": one.last,
        "likely": one.likely,
        "probability": round(one.probability, 4),
        "reasons": [{"vi": reason_in(why, "vi"), "en": reason_in(why, "en")} for why in one.reasons],
    }


def _finite(number: float) -> float | None:
    return None if np.isnan(number) else round(float(number), 5)


def _rounded(*numbers: float) -> list[float]:
    return [round(float(number), 5) for number in numbers]


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w{3,}", title.casefold()))


def _vote(code: int) -> str:
    return "" if code == NOT_MEMBER or code > ABSENT else VOTES[code]
