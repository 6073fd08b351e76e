"""The United Nations' extract is read as it is published: names to codes, groups as sponsors, absences."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banggiao.foresight.refusal import FileRefused
from banggiao.foresight.resolutions import Resolutions
from banggiao.foresight.rollcalls import NOT_MEMBER, VOTES, RollCalls
from banggiao.foresight.states import code_of, members_on, sponsor_code

VOTED: dict[str, Any] = {
    "symbol": "A/RES/78/31",
    "title": "A made-up text for\u00a0this test",
    "adoption_date": "4 December 2023",
    "adoption_type": "By a recorded vote",
    "MS_in_favour": ["VIET NAM", "LAO PEOPLE’S DEMOCRATIC REPUBLIC", "TÜRKİYE"],
    "MS_against": ["UNITED STATES"],
    "MS_abstaining": ["NETHERLANDS (KINGDOM OF THE)"],
    "sponsors": [
        "CUBA (ON BEHALF OF THE STATES MEMBERS OF THE UNITED NATIONS THAT ARE MEMBERS OF THE GROUP OF 77 AND CHINA)",
        "GE RMANY",
        "STATE OF PALESTINE",
        "SUBMITTED BY THE CHAIR OF THE COMMITTEE",
    ],
    "additional_sponsors": ["UNITED STATES AND VIET NAM", "THE NIGER", "GERMANY"],
    "subjects": [["PEACE", "UNBIS Thesaurus"], ["99", "A/78/251"]],
    "committee": "#fifthCommittee",
    "agenda_item_name": "Item",
}
CONSENSUS = VOTED | {
    "symbol": "A/RES/78/2",
    "adoption_date": "3 November 2023",
    "adoption_type": "Without a vote",
    "MS_in_favour": [], "MS_against": [], "MS_abstaining": [],
}  # fmt: skip
EMERGENCY = VOTED | {"symbol": "A/RES/ES-11/1", "adoption_date": "2 March 2022"}


def extract(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "78.json"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_member_on_none_of_the_lists_did_not_vote(tmp_path: Path) -> None:
    calls = RollCalls.from_unxml([extract(tmp_path, VOTED, CONSENSUS)])
    assert list(calls.resolutions) == ["A/RES/78/31"]
    votes = dict(zip(map(str, calls.members), (VOTES[code] for code in calls.votes[0]), strict=True))
    assert {iso3: votes[iso3] for iso3 in ("VNM", "LAO", "TUR", "USA", "NLD", "THA")} == {
        "VNM": "Y", "LAO": "Y", "TUR": "Y", "USA": "N", "NLD": "A", "THA": "X",
    }  # fmt: skip
    assert len(votes) == 193
    assert NOT_MEMBER not in calls.votes


def test_sponsors_are_codes_and_groups_and_texts_without_a_vote_stay(tmp_path: Path) -> None:
    resolutions = Resolutions.from_unxml([extract(tmp_path, VOTED, CONSENSUS)])
    assert resolutions.symbols == ["A/RES/78/2", "A/RES/78/31"]
    assert resolutions.recorded == [False, True]
    assert resolutions.sponsors[1] == ("@G77", "DEU", "PSE")
    assert resolutions.later_sponsors[1] == ("NER", "USA", "VNM")
    assert resolutions.titles[1] == "A made-up text for this test"
    assert resolutions.subjects[1] == ("PEACE",)
    assert resolutions.committees[1] == "Fifth Committee"


def test_an_emergency_session_counts_to_the_regular_session_of_its_day(tmp_path: Path) -> None:
    resolutions = Resolutions.from_unxml([extract(tmp_path, EMERGENCY)])
    assert (resolutions.sessions, resolutions.bodies) == ([76], ["ES-11"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (VOTED | {"MS_against": ["ATLANTIS"]}, "78.json: row 2: there is no state named «ATLANTIS»"),
        (VOTED | {"MS_against": ["VIET NAM"]}, "row 2: A/RES/78/31: «VNM» has two votes"),
        ({"symbol": "A/RES/78/31"}, "row 2: no resolution of the United Nations' extract"),
        (VOTED | {"adoption_date": "4 December 2013"}, "row 2: no resolution of the United Nations' extract"),
        (VOTED | {"adoption_date": "one day"}, "row 2: no resolution of the United Nations' extract"),
    ],
)
def test_an_extract_with_a_faulty_line_is_refused(tmp_path: Path, line: dict[str, Any], told: str) -> None:
    path = extract(tmp_path, CONSENSUS, line)
    with pytest.raises(FileRefused) as refused:
        RollCalls.from_unxml([path])
    assert told in refused.value.message("en")


def test_names_are_known_whatever_their_case_accents_and_spaces() -> None:
    assert code_of("Côte d’Ivoire") == code_of("COTE D'IVOIRE") == "CIV"
    assert code_of("TÜRKI\u0307YE") == code_of("Turkey") == "TUR"
    assert code_of("The Dominican Republic") == "DOM"
    assert code_of("State of Palestine") is None
    assert sponsor_code("State of Palestine") == "PSE"


def test_membership_follows_the_day() -> None:
    assert len(members_on(date(2011, 7, 14))) == len(members_on(date(2024, 1, 1))) == 193
    assert len(members_on(date(1946, 1, 10))) == 51
    assert "VNM" not in members_on(date(1977, 9, 19))
    assert "VNM" in members_on(date(1977, 9, 20))
    assert "IDN" not in members_on(date(1965, 12, 1))
    assert len(members_on(date(1985, 1, 1))) == 159
