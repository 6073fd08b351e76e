"""Who answers for a body that was merged, split or renamed, on a given day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.packs import Succession, load_pack
from banggiao.packs.records import SuccessionRow, Verification

VIETNAM = Succession(load_pack("vn").successions)


def became(predecessor: str, successor: str, day: str, kind: str = "merged_into") -> SuccessionRow:
    return SuccessionRow(predecessor, successor, kind, day, Verification.UNVERIFIED, "bịa cho kiểm thử")


@st.composite
def histories(draw: st.DrawFn) -> list[SuccessionRow]:
    """Bodies 0, 1, 2 …: each becomes only bodies of a higher number, so that there is no cycle."""
    rows = []
    pairs = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1])
    for before, after in draw(st.sets(pairs, max_size=20)):
        day = draw(st.dates(date(2000, 1, 1), date(2030, 12, 31))).isoformat()
        rows.append(became(str(before), str(after), draw(st.sampled_from([day, day[:7], day[:4]]))))
    return rows


def test_binh_duong_answers_for_itself_until_the_merger_and_ho_chi_minh_city_after_it():
    assert VIETNAM.answers_for("former-province-74", date(2025, 6, 30)) == ("former-province-74",)
    assert VIETNAM.answers_for("former-province-74", date(2025, 7, 1)) == ("province-79",)
    assert VIETNAM.successors("former-province-74", date(2025, 6, 30)) == ()
    assert set(VIETNAM.predecessors("province-79", date(2025, 12, 31))) == {
        "former-province-74", "former-province-77", "former-province-79",
    }  # fmt: skip
    assert VIETNAM.predecessors("province-79", date(2025, 6, 30)) == ()


def test_a_split_body_has_several_answers():
    assert set(VIETNAM.answers_for("bldtbxh", date(2025, 3, 1))) == {"bnv", "byt", "bgddt"}


def test_a_chain_is_followed_to_its_end_as_of_the_day():
    chain = Succession([became("a", "b", "2016"), became("b", "c", "2025-02")])
    assert chain.answers_for("a", date(2015, 12, 31)) == ("a",)
    assert chain.answers_for("a", date(2016, 1, 1)) == ("b",)
    assert chain.answers_for("a", date(2025, 2, 1)) == ("c",)
    assert chain.successors("a", date(2025, 2, 1)) == ("b",)
    assert chain.predecessors("c", date(2025, 2, 1)) == ("b", "a")


def test_a_cycle_is_refused():
    with pytest.raises(ValueError, match="a → b → a"):
        Succession([became("a", "b", "2016"), became("b", "a", "2020")])


@given(histories(), st.dates(date(1999, 1, 1), date(2031, 12, 31)))
def test_asking_again_for_the_answer_gives_the_answer(rows, until):
    succession = Succession(rows)
    for body in map(str, range(12)):
        answers = succession.answers_for(body, until)
        assert answers and len(set(answers)) == len(answers)
        for answer in answers:
            assert succession.answers_for(answer, until) == (answer,)
            assert succession.successors(answer, until) == ()


@given(histories(), st.dates(date(1999, 1, 1), date(2031, 12, 31)))
def test_predecessors_are_exactly_those_for_whom_a_body_carries_on(rows, until):
    succession = Succession(rows)
    bodies = list(map(str, range(12)))
    for body in bodies:
        before = succession.predecessors(body, until)
        assert body not in before
        if not succession.successors(body, until):
            assert set(before) == {
                b for b in bodies if b != body and body in succession.answers_for(b, until)
            }


@given(histories(), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_nothing_has_happened_before_the_first_succession(rows, day):
    succession = Succession([row for row in rows if row.date[:10] > day.isoformat()[: len(row.date)]])
    for body in map(str, range(12)):
        assert succession.answers_for(body, day - timedelta(days=1)) == (body,)


@given(histories(), st.integers(0, 11), st.integers(0, 11))
def test_closing_a_circle_is_always_refused(rows, one, other):
    succession = Succession(rows)
    end = date(2031, 12, 31)
    if str(one) == str(other) or str(one) in succession.predecessors(str(other), end):
        with pytest.raises(ValueError, match="→"):
            Succession([*rows, became(str(other), str(one), "2031")])
