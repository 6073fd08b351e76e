"""What was before an origin, laid out for comparison: votes, words and sponsors of every text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from banggiao.foresight.drafts import Draft
from banggiao.foresight.forecasting import Record
from banggiao.foresight.rollcalls import ABSENT, NOT_MEMBER, YES
from banggiao.foresight.shipped_words import shipped_words
from banggiao.foresight.wording import READABLE, Weighing, words_of

Floats = npt.NDArray[np.float32]
YEARS = 14
MEMORY = np.timedelta64(YEARS * 365, "D")
"""Texts older than this tell nothing of tomorrow's votes."""
PARTS = {"title": 1.0, "agenda": 0.5, "text": 1.5, "sponsors": 0.7}
"""What two texts are compared by, and how much each part counts where both have it."""
RECURRING = 0.7
RETURN = np.timedelta64(6 * 365 + 2, "D")


@dataclass(frozen=True, eq=False)
class Described:
    """Texts or drafts (n) as vectors of their parts; a part that is not known is marked so."""

    parts: dict[str, Any]
    """Sparse or dense rows of length one, per name of `PARTS`."""
    has: dict[str, npt.NDArray[np.bool_]]
    sponsoring: Floats
    """(n, C) 1 where a state sponsors."""
    groups: Floats
    """(n,) how many groups of states sponsor."""

    def take(self, rows: npt.NDArray[np.intp]) -> Described:
        """Return these rows."""
        parts = {name: rows_of[rows] for name, rows_of in self.parts.items()}
        has = {name: flags[rows] for name, flags in self.has.items()}
        return Described(parts, has, self.sponsoring[rows], self.groups[rows])

    def without(self, part: str, rows: npt.NDArray[np.bool_]) -> Described:
        """Return the same, the part unknown in these rows."""
        return Described(self.parts, {**self.has, part: self.has[part] & ~rows}, self.sponsoring, self.groups)


class Past:
    """Texts (H) before an origin, by date, those adopted without a vote among them as if all had been for."""

    def __init__(self, record: Record, day: np.datetime64, info: Sequence[str]) -> None:
        calls, texts = record.rollcalls, record.resolutions
        self.day, self.info = day, tuple(info)
        self.members = calls.members
        row_of = {str(symbol): row for row, symbol in enumerate(calls.resolutions)}
        dates = np.array(texts.dates, dtype="datetime64[D]")
        kept = [
            row
            for row in np.flatnonzero(dates >= day - MEMORY).tolist()
            if texts.symbols[row] in row_of or not texts.recorded[row]
        ]
        self.rows = np.array(kept, dtype=np.intp)
        self.dates = dates[self.rows]
        self.sessions = np.array([texts.sessions[row] for row in kept], dtype=np.int16)
        self.recorded = np.array([texts.symbols[row] in row_of for row in kept], dtype=bool)
        self.votes = np.empty((len(kept), len(self.members)), dtype=np.int8)
        there = np.zeros(len(self.members), dtype=bool)
        for place, row in enumerate(kept):
            call = row_of.get(texts.symbols[row])
            if call is not None:
                there = calls.votes[call] != NOT_MEMBER
            self.votes[place] = calls.votes[call] if call is not None else np.where(there, YES, NOT_MEMBER)
        drafts = [Draft.of(texts, row).told(self.info) for row in kept]
        self._learn(drafts, [texts.symbols[row] for row in kept])

    def _learn(self, drafts: list[Draft], symbols: list[str]) -> None:
        self._groups = sorted({s for draft in drafts for s in draft.sponsors} - set(self.members.tolist()))
        self.title_words = Weighing.learn([words_of(draft.title, True) for draft in drafts])
        stand_in = shipped_words() if "text" in self.info else {}
        texts = [
            words_of(draft.text) if draft.text else stand_in.get((symbol, draft.date), words_of(""))
            for draft, symbol in zip(drafts, symbols, strict=True)
        ]
        self.text_words = Weighing.learn(texts)
        self.texts = self._described(drafts, texts)

    def describe(self, drafts: Sequence[Draft]) -> Described:
        """Return drafts as vectors, in the words and sponsors that the past knows."""
        return self._described(drafts, [words_of(draft.text or "") for draft in drafts])

    def readable(self, draft: Draft) -> tuple[bool, bool]:
        """Say whether title and text are in the language of the record."""
        known = self.title_words.seen | self.text_words.seen
        shares = []
        for text in (draft.title, draft.text or ""):
            places = words_of(text)[0]
            shares.append(float(known[places].mean()) if len(places) else 0.0)
        return shares[0] >= READABLE, shares[1] >= READABLE

    def _described(self, drafts: Sequence[Draft], texts: list[Any]) -> Described:
        titles = self.title_words.vectors([words_of(draft.title, True) for draft in drafts])
        agenda = self.title_words.vectors([words_of(draft.agenda_item or "", True) for draft in drafts])
        column = {str(member): place for place, member in enumerate(self.members)}
        column |= {group: len(self.members) + place for place, group in enumerate(self._groups)}
        sponsors = np.zeros((len(drafts), len(column)), dtype=np.float32)
        for row, draft in enumerate(drafts):
            sponsors[row, [column[s] for s in draft.sponsors if s in column]] = 1
        known = np.sqrt(sponsors.sum(axis=1))
        parts = {
            "title": titles,
            "agenda": agenda,
            "text": self.text_words.vectors(texts),
            "sponsors": sponsors / np.maximum(known, 1)[:, None],
        }
        has = {
            "title": np.array([bool(self.readable(draft)[0]) for draft in drafts], dtype=bool),
            "agenda": np.array([bool(draft.agenda_item) for draft in drafts], dtype=bool),
            "text": np.array([len(places) > 0 for places, _ in texts], dtype=bool),
            "sponsors": known > 0,
        }
        states = len(self.members)
        return Described(parts, has, sponsors[:, :states], sponsors[:, states:].sum(axis=1))

    def similarity(self, of: Described, to: Described | None = None) -> Floats:
        """Return how like texts are to others, or to all of the past: (n, m) from 0 to 1, mean over parts."""
        texts = to or self.texts
        sum_ = np.zeros((len(of.groups), len(texts.groups)), dtype=np.float32)
        weights = np.zeros_like(sum_)
        for part, weight in PARTS.items():
            both = weight * (of.has[part][:, None] & texts.has[part][None, :])
            sum_ += both * _cosine(of, texts, part)
            weights += both
        return np.asarray(np.clip(sum_ / np.maximum(weights, 1e-6), 0, 1), dtype=np.float32)

    def part_similarity(self, of: Described, part: str) -> Floats:
        """Return the cosine of one part, (n, H); 0 where it is not known."""
        return _cosine(of, self.texts, part) * of.has[part][:, None]

    @cached_property
    def change(self) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """What changed from the nearest earlier title to each roll call that had one: the share of no and of
        abstention gained (H, C, 2), where both votes are known (H, C), and which rows recur (H,)."""
        alike = _cosine(self.texts, self.texts, "title")
        apart = self.dates[:, None] - self.dates[None, :]
        zero = np.timedelta64(0, "D")
        alike[(apart <= zero) | (apart > RETURN) | ~self.recorded[None, :]] = -1
        last = alike.shape[1] - 1 - (alike - apart.astype(np.float32) * 1e-5)[:, ::-1].argmax(axis=1)
        recurring = (alike[np.arange(len(last)), last] >= RECURRING) & self.recorded
        now, then = self.votes, self.votes[last]
        both = (now >= 0) & (now < ABSENT) & (then >= 0) & (then < ABSENT) & recurring[:, None]
        gained = [((now == code) * 1.0 - (then == code)) * both for code in (1, 2)]
        return np.stack(gained, axis=2).astype(np.float32), both, recurring


def _cosine(one: Described, other: Described, part: str) -> Floats:
    product = one.parts[part] @ other.parts[part].T
    return np.asarray(product.toarray() if hasattr(product, "toarray") else product, dtype=np.float32)
