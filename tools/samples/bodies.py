"""The bodies of the sample: who is asked, who answers, in which half, in which format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body asked to report, or a predecessor that reported. ``kind`` is province, city, ministry, party,
    state or mass; ``short`` what its papers call it; ``notation`` what follows the number."""

    key: str
    name: str
    kind: str
    short: str
    notation: str
    place: str = "Hà Nội"
    border: bool = False
    coast: bool = False
    stem: str = ""  # for file names


def _province(
    code: str, name: str, stem: str, *, city: bool = False, border: bool = False, coast: bool = False
) -> Body:
    return Body(
        key=f"province-{code}",
        name=f"Thành phố {name}" if city else f"Tỉnh {name}",
        kind="city" if city else "province",
        short="thành phố" if city else "tỉnh",
        notation="BC-UBND",
        place=name,
        border=border,
        coast=coast,
        stem=stem,
    )


PROVINCES = (
    _province("01", "Hà Nội", "ha-noi", city=True),
    _province("04", "Cao Bằng", "cao-bang", border=True),
    _province("08", "Tuyên Quang", "tuyen-quang", border=True),
    _province("11", "Điện Biên", "dien-bien", border=True),
    _province("12", "Lai Châu", "lai-chau", border=True),
    _province("14", "Sơn La", "son-la", border=True),
    _province("15", "Lào Cai", "lao-cai", border=True),
    _province("19", "Thái Nguyên", "thai-nguyen"),
    _province("20", "Lạng Sơn", "lang-son", border=True),
    _province("22", "Quảng Ninh", "quang-ninh", border=True, coast=True),
    _province("24", "Bắc Ninh", "bac-ninh"),
    _province("25", "Phú Thọ", "phu-tho"),
    _province("31", "Hải Phòng", "hai-phong", city=True, coast=True),
    _province("33", "Hưng Yên", "hung-yen", coast=True),
    _province("37", "Ninh Bình", "ninh-binh", coast=True),
    _province("38", "Thanh Hóa", "thanh-hoa", border=True, coast=True),
    _province("40", "Nghệ An", "nghe-an", border=True, coast=True),
    _province("42", "Hà Tĩnh", "ha-tinh", border=True, coast=True),
    _province("44", "Quảng Trị", "quang-tri", border=True, coast=True),
    _province("46", "Huế", "hue", city=True, border=True, coast=True),
    _province("48", "Đà Nẵng", "da-nang", city=True, border=True, coast=True),
    _province("51", "Quảng Ngãi", "quang-ngai", border=True, coast=True),
    _province("52", "Gia Lai", "gia-lai", border=True, coast=True),
    _province("56", "Khánh Hòa", "khanh-hoa", coast=True),
    _province("66", "Đắk Lắk", "dak-lak", border=True, coast=True),
    _province("68", "Lâm Đồng", "lam-dong", border=True, coast=True),
    _province("75", "Đồng Nai", "dong-nai", border=True),
    _province("79", "Hồ Chí Minh", "ho-chi-minh", city=True, coast=True),
    _province("80", "Tây Ninh", "tay-ninh", border=True),
    _province("82", "Đồng Tháp", "dong-thap", border=True, coast=True),
    _province("86", "Vĩnh Long", "vinh-long", coast=True),
    _province("91", "An Giang", "an-giang", border=True, coast=True),
    _province("92", "Cần Thơ", "can-tho", city=True, coast=True),
    _province("96", "Cà Mau", "ca-mau", coast=True),
)

CENTRAL = (
    Body("mfa", "Bộ Ngoại giao", "ministry", "Bộ", "BC-BNG", stem="bo-ngoai-giao"),
    Body("bqp", "Bộ Quốc phòng", "ministry", "Bộ", "BC-BQP", stem="bo-quoc-phong"),
    Body("bca", "Bộ Công an", "ministry", "Bộ", "BC-BCA", stem="bo-cong-an"),
    Body("bnv", "Bộ Nội vụ", "ministry", "Bộ", "BC-BNV", stem="bo-noi-vu"),
    Body("btp", "Bộ Tư pháp", "ministry", "Bộ", "BC-BTP", stem="bo-tu-phap"),
    Body("btc", "Bộ Tài chính", "ministry", "Bộ", "BC-BTC", stem="bo-tai-chinh"),
    Body("bct", "Bộ Công Thương", "ministry", "Bộ", "BC-BCT", stem="bo-cong-thuong"),
    Body(
        "bnnmt",
        "Bộ Nông nghiệp và Môi trường",
        "ministry",
        "Bộ",
        "BC-BNNMT",
        stem="bo-nong-nghiep-moi-truong",
    ),
    Body("bxd", "Bộ Xây dựng", "ministry", "Bộ", "BC-BXD", stem="bo-xay-dung"),
    Body("bvhttdl", "Bộ Văn hóa, Thể thao và Du lịch", "ministry", "Bộ", "BC-BVHTTDL", stem="bo-van-hoa"),
    Body("bkhcn", "Bộ Khoa học và Công nghệ", "ministry", "Bộ", "BC-BKHCN", stem="bo-khoa-hoc-cong-nghe"),
    Body("bgddt", "Bộ Giáo dục và Đào tạo", "ministry", "Bộ", "BC-BGDĐT", stem="bo-giao-duc"),
    Body("byt", "Bộ Y tế", "ministry", "Bộ", "BC-BYT", stem="bo-y-te"),
    Body("bdttg", "Bộ Dân tộc và Tôn giáo", "ministry", "Bộ", "BC-BDTTG", stem="bo-dan-toc-ton-giao"),
    Body(
        "nhnn",
        "Ngân hàng Nhà nước Việt Nam",
        "ministry",
        "Ngân hàng Nhà nước",
        "BC-NHNN",
        stem="ngan-hang-nha-nuoc",
    ),
    Body(
        "ttcp",
        "Thanh tra Chính phủ",
        "ministry",
        "Thanh tra Chính phủ",
        "BC-TTCP",
        stem="thanh-tra-chinh-phu",
    ),
    Body("vpcp", "Văn phòng Chính phủ", "ministry", "Văn phòng", "BC-VPCP", stem="van-phong-chinh-phu"),
    Body("vptw", "Văn phòng Trung ương Đảng", "party", "Văn phòng", "BC/VPTW", stem="van-phong-trung-uong"),
    Body(
        "btgdv",
        "Ban Tuyên giáo và Dân vận Trung ương",
        "party",
        "Ban",
        "BC/BTGDVTW",
        stem="ban-tuyen-giao-dan-van",
    ),
    Body(
        "vpctn", "Văn phòng Chủ tịch nước", "state", "Văn phòng", "BC-VPCTN", stem="van-phong-chu-tich-nuoc"
    ),
    Body(
        "ubqpandn",
        "Ủy ban Quốc phòng, An ninh và Đối ngoại",
        "state",
        "Ủy ban",
        "BC-UBQPANĐN15",
        stem="uy-ban-qpandn",
    ),
    Body(
        "tand",
        "Tòa án nhân dân tối cao",
        "state",
        "Tòa án nhân dân tối cao",
        "BC-TANDTC",
        stem="toa-an-toi-cao",
    ),
    Body("vks", "Viện kiểm sát nhân dân tối cao", "state", "Viện", "BC-VKSTC", stem="vien-kiem-sat-toi-cao"),
    Body("ktnn", "Kiểm toán Nhà nước", "state", "Kiểm toán Nhà nước", "BC-KTNN", stem="kiem-toan-nha-nuoc"),
    Body("mttq", "Mặt trận Tổ quốc Việt Nam", "mass", "Mặt trận", "BC-MTTW-BTT", stem="mat-tran-to-quoc"),
    Body(
        "tldld", "Tổng Liên đoàn Lao động Việt Nam", "mass", "Tổng Liên đoàn", "BC-TLĐ", stem="tong-lien-doan"
    ),
    Body("hlhpn", "Hội Liên hiệp Phụ nữ Việt Nam", "mass", "Hội", "BC-ĐCT", stem="hoi-phu-nu"),
    Body(
        "dtncshcm",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "mass",
        "Trung ương Đoàn",
        "BC-TWĐTN",
        stem="doan-thanh-nien",
    ),
    Body("hnd", "Hội Nông dân Việt Nam", "mass", "Hội", "BC-HNDTW", stem="hoi-nong-dan"),
)

# Reported before 1 July 2025, before the merger. Hồ Chí Minh City reports too, Hải Phòng does not.
PREDECESSORS = {
    Body(
        "former-province-74",
        "Tỉnh Bình Dương",
        "province",
        "tỉnh",
        "BC-UBND",
        "Bình Dương",
        stem="binh-duong",
    ): "province-79",
    Body(
        "former-province-30", "Tỉnh Hải Dương", "province", "tỉnh", "BC-UBND", "Hải Dương", stem="hai-duong"
    ): "province-31",
}

NEVER_REPORT = ("province-12", "province-86", "hnd")
