"""Names of countries that are ordinary syllables too, and what stands around them where they are names."""

from __future__ import annotations

from banggiao.language import lazy_re as re

# One-syllable names of countries that are also ordinary syllables: the word after them decides.
NOT_A_COUNTRY_BEFORE: dict[str, frozenset[str]] = {
    "anh": frozenset("chị em hùng ấy dũng minh ta".split()),
    "đức": frozenset("tính độ hạnh tin".split()),
    "ý": frozenset("kiến nghĩa thức chí tưởng nguyện định đồ muốn thứ".split()),
    "pháp": frozenset("luật lý nhân chế quy lệnh danh".split()),
    "nhật": frozenset("ký báo trình hoàng".split()),
    "mỹ": frozenset("thuật phẩm lệ học".split()),
    "áo": frozenset("dài quần".split()),
    "thái": frozenset("độ".split()),
    "nga": frozenset(),
    "lào": frozenset(),
    "viên": frozenset("chức kim đạn nang thuốc nén gạch đá ngọc tịch mãn".split()),
    "hàn": frozenset("gắn lâm".split()),
    "úc": frozenset(),
    "bỉ": frozenset(),
    "séc": frozenset(),
    "hy": frozenset("sinh vọng hữu".split()),
}
IN_CAPITALS = frozenset({"nga", "lào", "mỹ", "pháp", "úc", "séc", "bỉ", "đức", "nhật"})
BEFORE_IN_CAPITALS = re.compile(
    r"(?<!\w)(?:GIỮA|VỚI|TẠI|NƯỚC|TƯỚNG|THỐNG|TRƯỞNG|GIAO|HÓA|HOÁ|TỪ|SANG|THĂM|TOÀN|ĐẾN|NAM [-–]) \Z"
)
"""What stands before a country of one syllable in a line of capitals: "GIỮA NGA VÀ VIỆT NAM"."""
NO_GIVEN_NAME = frozenset({"lào", "séc", "bỉ", "úc", "ấn"})
"""Countries that are no part of a person's name."""
BEFORE_A_COUNTRY = frozenset(
    "tướng thống phủ hội trưởng giao ngoại quốc hoàng vua sứ cộng nước đảng sự phòng tế giả gia sĩ nghiệp "
    "phía đoàn dân bang tỉnh phố vùng với tại của từ theo trong hai và các cho giữa do sang đến".split()
)

BEFORE_A_SYLLABLE = ("công ước ", "tuyên bố ", "hiệp định ", "tại ", "ở ", "thủ đô ", "thành phố ")
"""What announces a listed place of one syllable that is a word as well: "Công ước Viên", not "bà Viên"."""

# Names of places that may begin small
SMALL = (
    "châu á", "châu âu", "châu phi", "châu mỹ", "châu đại dương", "đồng bằng sông", "thành phố hồ chí minh",
    "ấn độ", "châu úc", "trung du ", "duyên hải ", "tứ giác long xuyên",
)  # fmt: skip
LOST = "ÁÂẤẢÔÚÝĂĐ"
"""Capitals that old fonts lost: "Đông Nam á", "ấn Độ"."""
KINDS_OF_PLACE = (
    "TP ",
    "TP.",
    "TP. ",
    "Thủ đô ",
    "Khu tự trị ",
    "Choang ",
    "Tiểu vùng ",
    "Bán đảo ",
    "bán đảo ",
    "Cửa khẩu ",
)
