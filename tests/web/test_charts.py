"""Charts put a value where it belongs, leave a gap where there is none, and keep inside their frame."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.web.charts import Datum, by_name, by_year, scale_to

SCALE = [(-1.0, "−1"), (0.0, "0"), (1.0, "1")]


def datum(name, value, low=None, high=None):
    return Datum(str(name), value, low, high, f"?year={name}", f"{name}: {value}")


def test_a_greater_value_stands_higher_and_a_later_year_further_right():
    chart = by_year([datum(2001, 0.0), datum(2002, 0.5), datum(2003, 1.0)], (-1, 1), SCALE)
    assert [one.x for one in chart.marks] == sorted(one.x for one in chart.marks)
    assert [one.y for one in chart.marks] == sorted((one.y for one in chart.marks), reverse=True)
    assert chart.marks[0].y == next(tick.at for tick in chart.up if tick.label == "0")


def test_a_year_without_a_value_breaks_the_line():
    chart = by_year([datum(2001, 0.1), datum(2002, None), datum(2003, 0.2), datum(2004, 0.3)], (-1, 1), SCALE)
    assert len(chart.marks) == 3
    assert re.findall("[ML]", chart.line) == ["M", "M", "L"]


def test_a_year_that_is_missing_breaks_the_line_as_well():
    assert re.findall("[ML]", by_year([datum(2001, 0.1), datum(2003, 0.2)], (-1, 1), SCALE).line) == [
        "M",
        "M",
    ]


def test_an_interval_reaches_from_its_lower_to_its_upper_bound():
    chart = by_year([datum(2001, 0.0, -1.0, 1.0)], (-1, 1), SCALE)
    assert chart.whiskers == f"M{chart.marks[0].x} {chart.bottom}.0V{chart.top}.0"


def test_names_stand_below_each_other_in_their_order():
    chart = by_name([datum("b", 0.5, 0.4, 0.6), datum("a", None), datum("c", -1.0)], (-1, 1), SCALE)
    assert [tick.label for tick in chart.up] == ["b", "a", "c"]
    assert chart.marks[1].x == chart.left
    assert chart.marks[0].y < chart.marks[1].y


@given(st.dictionaries(st.integers(1946, 2100), st.none() | st.floats(-3, 3), min_size=1))
def test_everything_stays_inside_the_frame(values):
    chart = by_year([datum(year, values[year], -3, 3) for year in sorted(values)], (-1, 1), SCALE)
    for mark in chart.marks:
        assert chart.left <= mark.x <= chart.right
        assert chart.top <= mark.y <= chart.bottom
    assert all(one.at < other.at for one, other in pairwise(chart.across))
    assert len(chart.across) <= 17


@given(st.floats(0, 400))
def test_a_scale_reaches_its_highest_value_in_few_even_steps(highest):
    scale = scale_to(highest)
    assert scale[0] == 0
    assert scale[-1] >= highest
    assert 2 <= len(scale) <= 5
    assert len({round(b - a, 6) for a, b in pairwise(scale)}) == 1


@pytest.mark.parametrize(
    ("highest", "told"), [(0.0, (0, 0.25)), (2.2, (0, 1, 2, 3)), (143, (0, 50, 100, 150))]
)
def test_scales_are_round(highest, told):
    assert scale_to(highest) == told
