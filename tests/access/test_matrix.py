"""The permission matrix: every row says what it does, and a wrong row is refused where it stands."""

from __future__ import annotations

import csv

import pytest

from banggiao.access.matrix import (
    ACTIONS,
    ANY,
    APART,
    COLUMNS,
    OTHER_NOUNS,
    OWN,
    PERSONAL,
    MatrixRefused,
    matrix_read,
    states_of,
)  # fmt: skip
from banggiao.access.models import Group
from banggiao.core.access import Question
from banggiao.core.nouns import noun_of, nouns

TEXT = OWN.read_text("utf-8")
ROWS = list(csv.DictReader(TEXT.splitlines()))
HEAD = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def matrix():
    return matrix_read(TEXT)


def questions_of(row):
    """Return the questions that a row of the table answers: each noun, field and state that it names."""
    everything = [noun.code for noun in nouns()] + [n for n in OTHER_NOUNS if n not in APART]
    for noun in everything if row["noun"] == ANY else [row["noun"]]:
        described = None if noun in OTHER_NOUNS else noun_of(noun)
        fields = [row["field"]]
        if row["field"] == ANY:
            fields = ["", *(f.name for f in described.open_fields)] if described else [""]
        elif row["field"] == PERSONAL:
            fields = [f.name for f in described.personal_fields] if described else []
        states = [row["state"]]
        if row["state"] == ANY:
            states = ["", *states_of(described)] if described else [""]
        for action in ACTIONS if row["action"] == ANY else [row["action"]]:
            yield from (Question(noun, action, field, state) for field in fields for state in states)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: "-".join(r[c] for c in COLUMNS[:6]))
def test_a_row_of_the_table_holds(matrix, row):
    groups = Group.values if row["group"] == ANY else [row["group"]]
    barred = [other for other in ROWS if other["answer"] == "no"]
    asked = list(questions_of(row))
    assert asked
    for question in asked:
        for group in groups:
            allowed = matrix.may(frozenset({group}), question)
            if row["answer"] == "no":
                assert not allowed, (group, question)
            elif not any(
                r["group"] in (ANY, group)
                and r["noun"] in (ANY, question.noun)
                and r["action"] in (ANY, question.action)
                and r["state"] in (ANY, question.state)
                and r["field"] in (ANY, question.field)
                for r in barred
            ):
                assert allowed, (group, question)


@pytest.mark.parametrize("noun", [*(n.code for n in nouns()), "review"])
@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"read_personal"}))
def test_somebody_may_do_each_deed_with_each_noun(matrix, noun, action):
    states = states_of(noun_of(noun)) if noun != "review" else ("draft", "archived")
    assert any(
        matrix.may(frozenset({group}), Question(noun, action, "", state))
        for group in Group
        for state in states
    )


@pytest.mark.parametrize(
    ("noun", "field"), [(noun.code, f.name) for noun in nouns() for f in noun.personal_fields]
)
def test_personal_values_are_for_their_keepers_alone_and_are_never_exported(matrix, noun, field):
    others = frozenset(Group.values) - {Group.PERSONAL}
    for action in ACTIONS:
        for state in states_of(noun_of(noun)):
            assert not matrix.may(others, Question(noun, action, field, state)), action
    assert matrix.may(frozenset({Group.PERSONAL}), Question(noun, "read_personal", field, "draft"))
    assert not matrix.may(frozenset(Group.values), Question(noun, "export", field, "draft"))


def test_users_are_no_part_of_any_noun(matrix):
    everybody_else = frozenset(Group.values) - {Group.ADMINISTRATOR}
    assert not any(matrix.may(everybody_else, Question("user", action)) for action in ACTIONS)
    assert not matrix.may(frozenset({Group.ADMINISTRATOR}), Question("person", "view"))


def test_who_drafts_does_not_decide_and_does_not_touch_what_is_released(matrix):
    drafter = frozenset({Group.DRAFTER})
    assert not matrix.may(drafter, Question("tie", "approve", "", "draft"))
    assert matrix.may(drafter, Question("tie", "change", "rank", "draft"))
    assert not matrix.may(drafter, Question("tie", "change", "rank", "released"))


def test_no_beats_yes():
    table = matrix_read(
        f"{HEAD}\nreader,*,*,view,*,yes,ai cũng xem\nauditor,figure,*,view,*,no,kiểm tra không xem số liệu\n"
    )
    assert table.may(frozenset({"reader"}), Question("figure", "view"))
    assert not table.may(frozenset({"reader", "auditor"}), Question("figure", "view"))
    assert table.may(frozenset({"reader", "auditor"}), Question("tie", "view"))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("everyone,*,*,view,*,yes,ghi chú", "group"),
        ("reader,thing,*,view,*,yes,ghi chú", "noun"),
        ("reader,tie,colour,view,*,yes,ghi chú", "field"),
        ("reader,*,rank,view,*,yes,ghi chú", "field"),
        ("reader,tie,*,look,*,yes,ghi chú", "action"),
        ("reader,tie,*,view,planned,yes,ghi chú", "state"),
        ("reader,tie,*,view,*,maybe,ghi chú", "answer"),
        ("reader,tie,*,view,*,yes,", "note"),
        ("reader,tie,*,view,*,yes", "*"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_file_row_and_column(row, column):
    with pytest.raises(MatrixRefused) as refused:
        matrix_read(f"{HEAD}\nreader,*,*,view,*,yes,được\n\n{row}\n", "bảng.csv")
    assert (refused.value.file, refused.value.row, refused.value.column) == ("bảng.csv", 4, column)
    assert "bảng.csv, dòng 4" in str(refused.value)


def test_a_table_with_other_columns_is_refused():
    with pytest.raises(MatrixRefused):
        matrix_read("ai,gì\nreader,tie\n")


def test_a_deployers_table_takes_the_place_of_ours(home):
    from banggiao.access.matrix import matrix as in_force

    (home / "matrix.csv").write_text(f"{HEAD}\nreader,tie,*,view,*,yes,chỉ quan hệ\n", "utf-8")
    assert in_force().may(frozenset({"reader"}), Question("tie", "view"))
    assert not in_force().may(frozenset({"reader"}), Question("figure", "view"))
