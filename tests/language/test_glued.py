"""Words that lost the space between them."""

import pytest

from banggiao.language.glued import parted


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Thủ tướngChính phủ", "Thủ tướng Chính phủ"),
        ("vàThụy Điển", "và Thụy Điển"),
        ("báo cáo củaTrung ương", "báo cáo của Trung ương"),
        ("vănbản của Thủ tướng Chínhphủ", "văn bản của Thủ tướng Chính phủ"),
        ("giúp UBNDtỉnh và cáchuyện", "giúp UBND tỉnh và các huyện"),
        ("PHÓ CHỦ NHIỆMTrần Văn An", "PHÓ CHỦ NHIỆM Trần Văn An"),
        ("Thủ tướng Trần Văn Ancó ý kiến", "Thủ tướng Trần Văn An có ý kiến"),
        ("tạiLa Hay, từ ngày 3 đến ngày19 tháng 12", "tại La Hay, từ ngày 3 đến ngày 19 tháng 12"),
        ("ông Trần Văn An,Bộ trưởng", "ông Trần Văn An, Bộ trưởng"),
        ("QUYẾTĐỊNH", "QUYẾT ĐỊNH"),
        ("GIỮACHÍNH PHỦ", "GIỮA CHÍNH PHỦ"),
        ("Chủ tịch Trần Văn Lâmchào xã giao", "Chủ tịch Trần Văn Lâm chào xã giao"),
        ("Vương quốcCampuchia thăm thủ đôViêng Chăn", "Vương quốc Campuchia thăm thủ đô Viêng Chăn"),
        ("Đảng Cộng sản Việt Namthăm", "Đảng Cộng sản Việt Nam thăm"),
        ("Nghị quyết số08-NQ/TW, Chỉ thị12/CT-TW", "Nghị quyết số 08-NQ/TW, Chỉ thị 12/CT-TW"),
        ("trong năm2010", "trong năm 2010"),
    ],
)
def test_vietnamese_words_without_their_space_are_parted(glued: str, apart: str) -> None:
    assert parted(glued) == apart


@pytest.mark.parametrize(
    "name",
    [
        *("MoMo", "PeaceTrees", "iPhone", "YouTube", "an@VănPhòng.vn", "Hà Nội", "kWh"),
        *("Pêru", "Irắc", "José", "Nêpan", "TTr", "PTTg", "Tôgô", "eOffice"),
    ],
)
def test_names_of_other_make_stay_as_they_are(name: str) -> None:
    assert parted(name) == name
