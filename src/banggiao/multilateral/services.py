"""Writing vote sheets: a draft from a form and a file, a forecast asked again, the outcome and its scores."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from banggiao.core.access import Viewer
from banggiao.core.errors import DeedRefused
from banggiao.core.jobs import job_enqueue_waiting
from banggiao.multilateral import learning
from banggiao.multilateral.jobs import SCORE
from banggiao.multilateral.models import VoteDraft
from banggiao.sources.records import record_change

_WORDS = {
    "y": "Y", "yes": "Y", "thuận": "Y", "n": "N", "no": "N", "chống": "N", "a": "A", "abstain": "A",
    "trắng": "A", "x": "X", "absent": "X", "vắng mặt": "X", "vắng": "X",
}  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{3}")


def text_of_file(name: str, data: bytes) -> str:
    """Return the text of a draft's file.

    Raises:
        Refusal: it bears a mark of State secrecy, or cannot be read.
    """
    from banggiao.reading.intake import open_paper  # noqa: PLC0415 - loads the readers of formats

    return open_paper(name, data).text


def votes_typed(text: str) -> dict[str, str]:
    """Read a record of votes: lines such as "thuận: VNM, LAO" or "N: USA ISR", by ISO 3166-1 alpha-3 codes.

    Raises:
        DeedRefused: a line is none of these, or a state stands there twice.
    """
    votes: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        word, colon, states = line.partition(":")
        vote = _WORDS.get(word.strip().casefold())
        if not colon or vote is None:
            raise _wrong(f"dòng {number}: ghi như “thuận: VNM, LAO”", f"line {number}: write “Y: VNM, LAO”")
        for told in re.split(r"[,;\s]+", states.strip()):
            state = told.upper()
            if not told:
                continue
            if not _CODE.fullmatch(told) or state in votes:
                raise _wrong(f"dòng {number}: “{told[:20]}”", f"line {number}: “{told[:20]}”")
            votes[state] = vote
    return votes


def outcome_enter(*, draft: VoteDraft, symbol: str, adopted: str, votes: str, by: Viewer) -> None:
    """Write how the vote ended, and ask that the forecasts be scored: against the roll call of that symbol
    where the facts hold it, against the votes typed where they were.

    Raises:
        DeedRefused: the votes cannot be read, or the person may not change the draft.
    """
    told = votes_typed(votes)
    record_change(draft, {"symbol": symbol, "adopted": adopted}, by=by, reason="kết quả bỏ phiếu")
    score_ask(draft, told, by.name)


def score_ask(draft: VoteDraft, votes: dict[str, str], who: str) -> None:
    """Ask that the forecasts of a draft be scored."""
    if learning.available():
        payload: dict[str, Any] = {"draft": str(draft.key), "votes": votes, "who": who[:200]}
        job_enqueue_waiting(kind=SCORE, subject=str(draft.key), payload=payload)


def adopted_on(draft: VoteDraft) -> date | None:
    """Return the day of the outcome where it is known to the day."""
    return draft.adopted if draft.adopted_precision == "day" else None


def _wrong(vietnamese: str, english: str) -> DeedRefused:
    return DeedRefused(
        "votes",
        f"Không đọc được phiếu, {vietnamese}.",
        f"The votes cannot be read, {english}.",
        field="votes",
    )
