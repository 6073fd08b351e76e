"""Papers and agencies whose names are also ordinary words: read where a credit or "báo" gives them."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split("|"))


PUBLISHERS = _listed(
    """
    Nhân Dân | Nhân dân | Quân đội nhân dân | Quân đội Nhân dân | Công an nhân dân | Lao Động | Lao động
    | Thanh Niên | Thanh niên | Tuổi Trẻ | Tuổi trẻ | Tiền Phong | Tiền phong | Sài Gòn Giải Phóng
    | Sài Gòn giải phóng | SGGP | Hà Nội mới | Hànộimới | Đại Đoàn Kết | Đại đoàn kết | Người Lao Động
    | Người lao động | Pháp luật Việt Nam | Pháp Luật TP.HCM | Thế giới và Việt Nam | Thế giới & Việt Nam
    | Quốc tế | Đầu tư | Công Thương | Công thương | Giao thông | Xây dựng | Văn hóa | Thể thao và Văn hóa
    | Đấu thầu | Hải quan | Biên phòng | Đại biểu Nhân dân | Phụ nữ Việt Nam | Nông nghiệp Việt Nam
    | Nông thôn ngày nay | Dân Việt | Vietnam+ | VietnamPlus | Việt Nam News | VietNamNet | Vietnamnet
    | VnExpress | Dân trí | Dân Trí | Zing | Znews | Tri thức | Kinh tế Sài Gòn | VnEconomy | Tin tức
    | Tin Tức | Nhân Dân điện tử | Chính phủ | Thời báo Hoàn cầu | Hoàn cầu Thời báo | Nhân dân Nhật báo
    | Nhân Dân Nhật báo | Bưu điện Băng Cốc | Thời báo Kinh tế | Xinhua | Kinh tế & Đô thị
    | Khoa học và Đời sống
    | Giáo dục và Thời đại | Giáo dục & Thời đại | Sức khỏe và Đời sống | Bảo vệ pháp luật
    | Cựu chiến binh Việt Nam
    | Tài nguyên và Môi trường | Nông nghiệp và Môi trường | Tạp chí Cộng sản | Cộng sản | An ninh Thủ đô
    | Ngày Nay
    """
)
