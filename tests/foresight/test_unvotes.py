"""The tables of the R package unvotes: names and codes, absences by membership, paragraphs apart from the whole."""

from pathlib import Path

import pytest

from banggiao.foresight.refusal import FileRefused
from banggiao.foresight.rollcalls import VOTES, RollCalls

HEAD = "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
ROLL_CALLS = HEAD + (
    '10,29,0,1974-12-06,R/29/1,1,0,"X, AMENDMENT",TO ADOPT AN AMENDMENT\n'
    '11,29,0,1974-12-06,R/29/1,0,0,X,"TO ADOPT A DRAFT,\nAS A WHOLE"\n'
    "20,71,NA,2016-12-05,R/71/44,NA,1,NA,I now put to the vote operative paragraph 3. A\n"
    "21,71,NA,2016-12-05,R/71/44,NA,NA,NA,A separate vote has been requested on its eighth preambular paragraph. A\n"
    "30,71,NA,2016-12-05,R/71/35,NA,1,NA,The whole of this one passed without a vote\n"
    "31,71,NA,2016-12-05,R/71/36,NA,NA,NA,I shall now put to the vote the seventh preambular paragraph. A\n"
    "22,71,NA,2016-12-05,R/71/44,NA,NA,NA,as recommended in paragraph 6 of its report. The draft was put to the vote.\n"
)
CELLS = (
    "rcid,country,country_code,vote\n"
    "10,Yemen Arab Republic,,yes\n11,Yemen Arab Republic,NA,no\n11,Federal Republic of Germany,,yes\n"
    "20,Namibia,NA,yes\n30,Namibia,NA,yes\n31,Namibia,NA,yes\n21,Namibia,NA,yes\n22,Namibia,NA,abstain\n22,Congo - Kinshasa,CD,yes\n22,Zanzibar,,no\n"
)


def read(folder: Path, cells: str = CELLS, roll_calls: str = ROLL_CALLS) -> RollCalls:
    (folder / "unvotes.csv").write_text(cells, encoding="utf-8")
    (folder / "roll_calls.csv").write_text(roll_calls, encoding="utf-8")
    return RollCalls.from_unvotes(folder / "unvotes.csv", folder / "roll_calls.csv")


def vote(calls: RollCalls, symbol: str, iso3: str) -> str:
    code = calls.votes[calls.index_of(symbol), list(calls.members).index(iso3)]
    return VOTES[code] if code >= 0 else "-"


def test_paragraphs_and_amendments_stand_apart_from_the_whole(tmp_path: Path) -> None:
    calls = read(tmp_path)
    assert sorted(calls.resolutions) == [
        "A/RES/29/1", "A/RES/29/1#10",
        "A/RES/71/35#30", "A/RES/71/36#31", "A/RES/71/44", "A/RES/71/44#20", "A/RES/71/44#21",
    ]  # fmt: skip
    final = calls.final_passage()
    assert sorted(final.resolutions) == ["A/RES/29/1", "A/RES/71/44"]
    assert vote(final, "A/RES/71/44", "NAM") == "A"
    assert list(final.before(final.dates[-1].item()).final_passage().resolutions) == ["A/RES/29/1"]


def test_states_are_known_by_name_before_code_and_absences_by_membership(tmp_path: Path) -> None:
    calls = read(tmp_path)
    assert (vote(calls, "A/RES/29/1", "YEM"), vote(calls, "A/RES/29/1", "DEU")) == ("N", "Y")
    assert (vote(calls, "A/RES/71/44", "COD"), vote(calls, "A/RES/71/44", "VNM")) == ("Y", "X")
    assert (vote(calls, "A/RES/29/1", "NAM"), vote(calls, "A/RES/29/1", "VNM")) == ("-", "-")


def test_a_strange_state_vote_or_roll_call_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"unvotes\.csv: dòng 2: không có nước tên «Atlantis»"):
        read(tmp_path, "rcid,country,country_code,vote\n11,Cuba,CU,yes\n11,Atlantis,,no\n")
    with pytest.raises(FileRefused, match="row 1: the rcid is in no roll call"):
        read(tmp_path, "rcid,country,country_code,vote\n99,Cuba,CU,yes\n")
    with pytest.raises(FileRefused, match="row 1: «maybe» is no vote"):
        read(tmp_path, "rcid,country,country_code,vote\n11,Cuba,CU,maybe\n")
    with pytest.raises(FileRefused, match="row 1, 2: a state has two votes"):
        read(tmp_path, "rcid,country,country_code,vote\n11,Cuba,CU,no\n11,Cuba,CU,no\n")
    with pytest.raises(FileRefused, match="thiếu cột «unres»"):
        read(tmp_path, roll_calls=ROLL_CALLS.replace("unres", "symbol"))
    with pytest.raises(FileRefused, match="thiếu cột «para»"):
        read(tmp_path, roll_calls=ROLL_CALLS.replace("para,", "paragraph,"))
