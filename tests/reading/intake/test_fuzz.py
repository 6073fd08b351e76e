"""Damaged files of every format give a paper or a refusal, and soon. `make fuzz` goes on for ten minutes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .fuzzing import SEEDS, case, hand_in

CASES = 1000 // len(SEEDS) + 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_damaged_files_give_a_paper_or_a_refusal(kind: str, seed: int) -> None:
    hand_in(case(kind, seed))
