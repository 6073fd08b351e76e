"""Names that no register holds are read as listed, and where the register knows one, its own counts."""

from banggiao.packs.records import Name
from banggiao.reading.common_names import LISTS, common_names
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.records import Label


def test_every_list_holds_each_name_once_and_no_stray_space() -> None:
    names = [(name.label, name.text) for name in common_names()]
    assert len(names) == len(set(names)) > 800
    assert {name.label for name in common_names()} <= {
        Label.ORGANISATION,
        Label.INSTRUMENT,
        Label.PLACE,
    }
    for file in LISTS:
        for line in file.read_text("utf-8").splitlines():
            assert line == " ".join(line.split()), line


def test_a_listed_name_has_no_key_until_the_register_knows_it() -> None:
    text = "Đại diện Lầu Năm Góc dự."
    (listed,) = Gazetteer([]).find(text, text.lower(), None)
    assert (text[listed.start : listed.end], listed.label, listed.key) == (
        "Lầu Năm Góc",
        Label.ORGANISATION,
        None,
    )
    (known,) = Gazetteer([Name("us-dod", "Lầu Năm Góc", "ORG", "", "")]).find(text, text.lower(), None)
    assert known.key == "us-dod"
