"""Words that lost the space between them."""

import pytest

from banggiao.language.glued import parted


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Thủ tướngChính phủ", "Thủ tướng Chính phủ"),
        ("vàThụy Điển", "và Thụy Điển"),
        ("báo cáo củaTrung ương", "báo cáo của Trung ương"),
    ],
)
def test_vietnamese_words_without_their_space_are_parted(glued: str, apart: str) -> None:
    assert parted(glued) == apart


@pytest.mark.parametrize(
    "name", ["MoMo", "PeaceTrees", "iPhone", "YouTube", "an@VănPhòng.vn", "Hà Nội", "kWh"]
)
def test_names_of_other_make_stay_as_they_are(name: str) -> None:
    assert parted(name) == name
