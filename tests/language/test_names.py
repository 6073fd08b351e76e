import re

from banggiao.language.names import LOWER, UPPER


def test_the_classes_of_letters_hold_one_case_alone() -> None:
    letters = "AaĐđẤấƠơẠạỸỹÝýỦủŠš"
    assert re.findall(rf"[{UPPER}]", letters) == list(letters[::2])
    assert re.findall(rf"[{LOWER}]", letters) == list(letters[1::2])
