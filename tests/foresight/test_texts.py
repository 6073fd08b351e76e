"""What a draft changes in an earlier text is told paragraph by paragraph."""

from banggiao.foresight.texts import TextChange, changes_between, paragraphs

EARLIER = (
    "Recalling its resolution 70/1, > 1. Takes note of the report of the Secretary-General of 2015; "
    "2. Calls upon all States to refrain from tests; 3. Decides to include the item in the provisional agenda."
)
NOW = (
    "Recalling its resolution 70/1,\n1. Takes  note of the report of the Secretary-General of 2016;\n"
    "2. Establishes a fund for the victims.\n3. Calls upon all States to refrain from tests;"
)


def test_a_paragraph_begins_at_a_line_or_at_its_number() -> None:
    assert paragraphs(NOW)[1] == "1. Takes note of the report of the Secretary-General of 2016;"
    assert len(paragraphs(NOW)) == len(paragraphs(EARLIER)) == 4


def test_what_was_changed_added_and_removed_is_told_apart() -> None:
    assert changes_between(EARLIER, NOW) == [
        TextChange(
            "changed",
            "1. Takes note of the report of the Secretary-General of 2015;",
            "1. Takes note of the report of the Secretary-General of 2016;",
        ),
        TextChange("added", "", "2. Establishes a fund for the victims."),
        TextChange("removed", "3. Decides to include the item in the provisional agenda.", ""),
    ]


def test_the_same_paragraph_under_another_number_and_with_other_spaces_is_no_change() -> None:
    assert changes_between("1. Calls upon all States;", "2.  Calls upon\tall States;") == []


def test_a_text_against_nothing_is_all_new() -> None:
    assert [one.kind for one in changes_between("", NOW)] == ["added"] * 4
