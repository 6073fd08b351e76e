"""What a draft changes in an earlier text is told by its operative paragraphs."""

from banggiao.foresight.precedents import changes, operative_paragraphs

EARLIER = (
    "Recalling its resolution 70/1, > 1. Takes note of the report of the Secretary-General of 2015; "
    "2. Calls upon all States to refrain from tests; 3. Decides to include the item in the provisional agenda."
)
NOW = (
    "Recalling its resolution 71/1,\n1. Takes note of the report of the Secretary-General of 2016;\n"
    "2. Calls upon all States to refrain from tests of every kind;\n3. Establishes a fund for the victims."
)


def test_the_preamble_is_no_operative_paragraph() -> None:
    assert operative_paragraphs(NOW)[0] == "Takes note of the report of the Secretary-General of 2016;"
    assert len(operative_paragraphs(NOW)) == len(operative_paragraphs(EARLIER)) == 3


def test_what_was_added_removed_reworded_and_kept_is_told_apart() -> None:
    found = changes(EARLIER, NOW)
    assert found.added == ("Establishes a fund for the victims.",)
    assert found.removed == ("Decides to include the item in the provisional agenda.",)
    assert [new for _, new in found.reworded] == [
        "Calls upon all States to refrain from tests of every kind;"
    ]
    assert found.kept == 1
