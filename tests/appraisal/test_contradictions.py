"""Figures that cannot all be true are found, and none is invented."""

from hypothesis import given
from hypothesis import strategies as st

from banggiao.appraisal.contradictions import StatedFigure, agree, contradictions_in
from banggiao.appraisal.records import Place
from banggiao.reading.records import Figure
from tests.appraisal.builders import figure


def stated(number: Figure, *, actor: str = "bct", file: str = "bct.docx", at: int = 0) -> StatedFigure:
    return StatedFigure(actor, number, "…", Place(file, at + 1, None, at, at + 1))


def test_prose_against_annex_of_one_report() -> None:
    (found,) = contradictions_in(
        [stated(figure(45)), stated(figure(47, from_table=True), at=900)],
    )

    assert (found.kind, found.period, [s.figure.value for s in found.sides]) == ("annex", 2023, [45, 47])


def test_two_values_in_the_prose_of_one_report() -> None:
    (found,) = contradictions_in([stated(figure(45)), stated(figure(45), at=5), stated(figure(54), at=9)])

    assert found.kind == "within"
    assert [s.figure.value for s in found.sides] == [45, 54]


def test_two_reports_about_the_same_subject() -> None:
    (found,) = contradictions_in(
        [
            stated(figure(12, subject="province-46"), actor="mfa", file="mfa.docx"),
            stated(figure(15), actor="province-46", file="hue.docx"),
        ]
    )

    assert found.kind == "between"
    assert {s.place.file for s in found.sides} == {"hue.docx", "mfa.docx"}


def test_other_year_other_unit_other_body_or_no_year_is_no_contradiction() -> None:
    assert not contradictions_in(
        [
            stated(figure(45)),
            stated(figure(46, year=2022)),
            stated(figure(47, unit="lượt")),
            stated(figure(48), actor="byt", file="byt.docx"),
            stated(figure(49, year=None)),
            stated(figure(50, indicator="doan vao")),
        ]
    )


def test_a_hedge_and_a_rounding_agree_but_a_slip_does_not() -> None:
    assert agree(figure(20, hedge="gần"), figure(19))
    assert agree(figure(1_200_000), figure(1_213_400))
    assert not agree(figure(45), figure(47))
    assert not agree(figure(8_300), figure(8_700))


@given(st.floats(1, 1e12, allow_nan=False), st.floats(1, 1e12, allow_nan=False))
def test_agreement_is_mutual(one: float, other: float) -> None:
    assert agree(figure(one), figure(one))
    assert agree(figure(one), figure(other)) == agree(figure(other), figure(one))


@given(st.permutations(range(5)))
def test_the_order_of_reading_changes_nothing(order: list[int]) -> None:
    items = [stated(figure(40 + (i == 3)), at=i * 10) for i in range(5)]

    assert contradictions_in(items[i] for i in order) == contradictions_in(items)


def test_sentences_about_different_clauses_speak_of_different_things() -> None:
    exercise = StatedFigure("bct", figure(2108), "…", Place("bct.docx", 1, None, 0, 9), "3.3")
    course = StatedFigure("bct", figure(67), "…", Place("bct.docx", 2, None, 20, 29), "7.1")
    same = StatedFigure("bct", figure(76), "…", Place("bct.docx", 3, None, 40, 49), "7.1")

    (found,) = contradictions_in([exercise, course, same])

    assert {side.figure.value for side in found.sides} == {67, 76}


def test_a_sentence_that_compares_does_not_contradict_itself_or_the_table_it_agrees_with() -> None:
    here = Place("bct.docx", 1, None, 0, 90)
    compared = [StatedFigure("bct", figure(value), "…", here) for value in (62, 94)]

    assert not contradictions_in([*compared, stated(figure(62, from_table=True), at=500)])
