"""A post has its time, a result its type, a coordination mechanism its members with their duties."""

import pytest

from banggiao.core.access import system
from banggiao.core.errors import RowsRefused
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")


def write(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


def test_a_post_that_was_abolished_keeps_its_time():
    post = write("post", name_vi="Trưởng ban thử", actor="bdntw", valid_from="1990", valid_to="2025-02")
    assert (post.valid_from.year, post.valid_to.isoformat()) == (1990, "2025-02-28")
    with pytest.raises(RowsRefused):
        write("post", name_vi="Trưởng ban ngược", actor="bdntw", valid_from="2025", valid_to="2024")


def test_a_result_is_of_a_type_of_the_vocabulary_and_of_no_other():
    task = write("commitment", text="Việc", lead="mfa")
    result = write("progress", commitment=str(task.key), on="2026-10", text="Xong", result_type="sovereignty")
    assert result.result_type == "sovereignty"
    with pytest.raises(RowsRefused):
        write("progress", commitment=str(task.key), on="2026-10", text="Xong", result_type="bịa")


def test_a_coordination_mechanism_names_its_members_and_their_duties(sign_in):
    board = write("actor", name_vi="Tổ công tác thử", code="to-cong-tac-thu", kind="steering")
    write(
        "tie", kind="coordination", subject="mfa", counterpart=str(board.key), rank="tổ trưởng",
        duty="Chủ trì họp hằng quý", valid_from="2026-01",
    )  # fmt: skip
    told = sign_in().get(f"/r/actor/{board.key}/").content.decode()
    assert "Bộ Ngoại giao" in told
    tie = noun_of("tie").model.objects.get(counterpart=board)
    assert (tie.rank, tie.duty, tie.valid_to) == ("tổ trưởng", "Chủ trì họp hằng quý", None)
