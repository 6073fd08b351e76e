"""The facts that ship are whole and small, and later sessions are laid over them once."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from banggiao.foresight.facts import Facts, load_extracts, written
from banggiao.foresight.refusal import FileRefused
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import NO, NOT_MEMBER, YES, RollCalls
from banggiao.foresight.states import members_on

# A vote of a session that does not exist yet, so that it can never stand in the facts.
LINE = {
    "symbol": "A/RES/99/1",
    "title": "A made-up text for this test",
    "adoption_date": "4 December 2044",
    "adoption_type": "By a recorded vote",
    "MS_in_favour": ["VIET NAM", "INDONESIA"],
    "MS_against": ["UNITED STATES"],
    "MS_abstaining": [],
}


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "99.json"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def calls() -> RollCalls:
    return RollCalls.shipped()


def test_the_shipped_facts_span_sessions_1_to_78_and_are_small(calls: RollCalls) -> None:
    known = Resolutions.shipped()
    assert set(calls.sessions.tolist()) == set(known.sessions) == set(range(1, 79))
    assert set(calls.resolutions) == {
        s for s, voted in zip(known.symbols, known.recorded, strict=True) if voted
    }
    assert not all(known.recorded)
    assert not any(known.preambles) and not any(known.operatives)
    sizes = {path.name: len(path.read_bytes()) for path in files("banggiao.foresight").joinpath("data").iterdir()
             if path.name in ("votes.parquet", "resolutions.parquet")}  # fmt: skip
    assert sizes["votes.parquet"] < 300_000
    assert sizes["resolutions.parquet"] < 400_000


def test_known_votes_stand_as_they_were_cast(calls: RollCalls) -> None:
    """A/RES/77/7 on the embargo against Cuba: 185 for, the United States and Israel against, 2 abstentions."""
    row = calls.votes[calls.index_of("A/RES/77/7")]
    assert [(row == code).sum() for code in range(4)] == [185, 2, 2, 4]
    assert set(calls.members[row == NO]) == {"ISR", "USA"}
    assert row[list(calls.members).index("VNM")] == YES


def test_no_vote_stands_under_namibia_before_it_was_a_member(calls: RollCalls) -> None:
    earlier = calls.before(date(1990, 4, 23))
    namibia, yemen = (list(calls.members).index(code) for code in ("NAM", "YEM"))
    assert (earlier.votes[:, namibia] == NOT_MEMBER).all()
    assert (earlier.before(date(1973, 9, 18)).votes[:, yemen] != NOT_MEMBER).sum() == 776


def test_since_the_days_are_true_the_members_are_those_of_the_day(calls: RollCalls) -> None:
    recent = calls.of_sessions(range(59, 79))
    first = int(np.searchsorted(recent.dates, np.datetime64("2006-07-01")))
    for row in range(first, len(recent.dates)):
        day = recent.dates[row].item()
        if day >= date(2006, 10, 1):  # Montenegro joined in June 2006 and first voted in October
            assert set(recent.members[recent.votes[row] != NOT_MEMBER]) == members_on(day)
    assert len(calls.members_on(date(2024, 9, 1))) == 193


def test_a_later_session_is_added_once_and_changed_when_the_extract_changes(
    tmp_path: Path, extract: Path
) -> None:
    home = tmp_path / "votes"
    assert load_extracts(home, [extract]).added == ("A/RES/99/1",)
    facts = Facts.at_hand(home)
    assert facts.calls.resolutions[-1] == "A/RES/99/1"
    assert len(facts.calls.resolutions) == len(RollCalls.shipped().resolutions) + 1
    assert facts.known.titles[facts.known.index_of("A/RES/99/1")] == LINE["title"]

    bytes_before = {path.name: path.read_bytes() for path in home.iterdir()}
    again = load_extracts(home, [extract])
    assert (again.added, again.changed, again.unchanged) == ((), (), 1)
    assert {path.name: path.read_bytes() for path in home.iterdir()} == bytes_before

    extract.write_text(json.dumps(LINE | {"MS_abstaining": ["JAPAN"]}), encoding="utf-8")
    assert load_extracts(home, [extract]).changed == ("A/RES/99/1",)
    after = Facts.at_hand(home).calls
    assert after.votes[-1, list(after.members).index("JPN")] == 2


def test_a_refused_extract_leaves_the_facts_as_they_were(tmp_path: Path, extract: Path) -> None:
    home = tmp_path / "votes"
    load_extracts(home, [extract])
    before = (home / "votes.parquet").read_bytes()
    faulty = tmp_path / "faulty.json"
    faulty.write_text(
        json.dumps(LINE | {"symbol": "A/RES/99/2", "MS_against": ["ATLANTIS"]}), encoding="utf-8"
    )
    with pytest.raises(FileRefused, match="ATLANTIS"):
        load_extracts(home, [extract, faulty])
    assert (home / "votes.parquet").read_bytes() == before


def test_votes_loaded_without_their_resolutions_are_not_lost(tmp_path: Path, extract: Path) -> None:
    load_extracts(tmp_path, [extract])
    loaded = Facts.in_folder(tmp_path)
    written(Facts(loaded.votes, loaded.resolutions.slice(0, 0)), tmp_path)
    assert "A/RES/99/1" in Facts.at_hand(tmp_path).calls.resolutions
