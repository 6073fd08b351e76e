"""The table of steps: dated, the deployer's own where there is one, each fault named by row and column."""

from __future__ import annotations

from datetime import date

import pytest

from banggiao.reminders.steps import COLUMNS, OWN, StepsRefused, steps_in_force, steps_read

HEAD = ",".join(COLUMNS)
ROW = "nhac,*,Nhắc,Remind,-7,day,0,lead,drafter,,,"


def test_the_table_that_ships_reminds_seven_three_and_one_days_before_and_when_overdue():
    steps = steps_read(OWN.read_text("utf-8"))
    assert [(s.offset, s.to) for s in steps if s.to == "lead"] == [
        (-7, "lead"), (-3, "lead"), (-1, "lead"), (1, "lead"),
    ]  # fmt: skip
    assert {s.to for s in steps} == {"lead", "superior", "leader"}


def test_a_row_counts_from_its_first_day_to_its_last(home):
    rows = [
        ROW.replace(",,,", ",2026-01-01,2026-06-30,"),
        ROW.replace("-7", "-9").replace(",,,", ",2026-07-01,,"),
    ]
    (home / "reminders.csv").write_text("\n".join([HEAD, *rows]), "utf-8")
    assert [s.offset for s in steps_in_force(date(2026, 6, 30))] == [-7]
    assert [s.offset for s in steps_in_force(date(2026, 7, 1))] == [-9]
    assert steps_in_force(date(2025, 12, 31)) == ()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("nhac", ""), "code"),
        (ROW.replace("-7", "bảy"), "offset"),
        (ROW.replace("-7", "-9999"), "offset"),
        (ROW.replace(",day", ",tuần"), "unit"),
        (ROW.replace("lead", "ai đó"), "to"),
        (ROW.replace("drafter", "drafter, vua"), "*"),
        (ROW.replace("drafter", "vua"), "groups"),
        (ROW.replace(",,,", ",31/02/2026,,"), "valid_from"),
        (ROW + ",thừa", "*"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(row, column):
    with pytest.raises(StepsRefused) as refused:
        steps_read(f"{HEAD}\n{ROW}\n{row}")
    assert (refused.value.row, refused.value.column) == (3, column)
    assert "reminders.csv, dòng 3" in str(refused.value)
