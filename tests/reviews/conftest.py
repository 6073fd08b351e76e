"""A review to test with: a directive of five clauses that asks six bodies."""

from __future__ import annotations

import pytest

from banggiao.core.jobs import run_until_idle
from banggiao.reviews import services
from tests.reviews.papers import DIRECTIVE_NAME, directive

LAN = "Lan"


@pytest.fixture
def review(vietnam, home):
    return services.review_create(
        name=DIRECTIVE_NAME, data=directive(), period=(2020, 2025), agency="Bộ Ngoại giao", who=LAN
    )


@pytest.fixture
def send(review):
    """Send a report and read it. Returns its submission as it is then."""

    def deed(name, data):
        received = services.submission_receive(review=review, name=name, data=data, who=LAN)
        run_until_idle()
        for submission in received:
            submission.refresh_from_db()
        return received[0] if len(received) == 1 else received

    return deed
