"""The words of the grammar of named meetings and occasions. In shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


KINDS = _listed(
    """
    hội nghị, hội thảo, hội chợ, hội đàm, hội diễn, hội thi, hội trại, đại hội, đại lễ, diễn đàn,
    đối thoại, kỳ họp, phiên họp, phiên đối thoại, cuộc họp, tọa đàm, triển lãm, festival, liên
    hoan, tuần, tuần lễ, lễ, lễ hội, ngày hội, ngày, năm, gặp gỡ, giao lưu, tết, chương trình, cuộc
    thi, giải, tham vấn, khóa họp, hội báo, hội sách, hội làng, trại hè, đại nhạc hội, đêm nhạc,
    những ngày, mùa, tháng, cuộc gặp gỡ, cấp cao, ngày thơ, trại sáng tác,
    phiên thảo luận, đại hội đồng, cuộc gặp, gặp mặt, hncc, đêm hội, đêm ẩm thực, đêm giao lưu,
    đêm văn hóa, không gian văn hóa, hòa đàm
    """
)
"""Kinds of meeting and occasion, with which their names begin."""

OCCASIONS = frozenset({"tuần", "ngày", "năm", "giải", "giao lưu", "tết", "những ngày", "mùa", "tháng"})
"""Kinds that are ordinary words: a name only before a capital that no sentence gives."""

NAMING = frozenset(
    _listed(
        """
        hữu nghị, đoàn kết, văn hóa, du lịch, hợp tác, quốc tế, thế giới, giao lưu, hội, phim, ẩm
        thực, lễ, áo dài, hàng, thơ, chủ tịch, nguyên đán, cổ truyền, chôl, bunpimay, đầu, quốc gia,
        ngoại giao, gia đình, quốc khánh, giải phóng, toàn thắng, chiến thắng, đại dương,
        độc lập, nhân quyền, quốc phòng,
        môi trường, nước, biên phòng, toàn dân, cao điểm, hành động, thanh niên, nhân đạo, an toàn, điện ảnh,
        biển, khuyến mại, công nhân, việt nam, âm nhạc, nghệ thuật, pháp luật, chuyển đổi số, doanh nhân,
        thương binh, tôn vinh, tri ân, truyền thống
        """
    )
)
"""What an occasion is named for: "Năm Hữu nghị", "Tuần Văn hóa", "Ngày Quốc tế"."""

PLAIN_MEETINGS = frozenset(
    _listed(
        """
        hội nghị, hội thảo, diễn đàn, tọa đàm, lễ, lễ hội, hội chợ, triển lãm, gặp mặt, cuộc gặp,
        cuộc gặp gỡ
        """
    )
)
"""Kinds that inside a sentence have a capital only where they begin a name, whatever defines it."""

AT_LINES = frozenset({"hội nghị", "hội thảo", "tọa đàm"})
"""Kinds that what defines them in small letters makes a name of, also where they open a heading."""

FOUNDING = ("thành lập ", "thiết lập quan hệ ", "ký hiệp định ", "ký kết hiệp định ")
"""What a day is kept for in small letters."""

OF_A_PLACE = ("trung tâm ", "cục ", "cung ", "nhà ", "phòng ", "thường vụ ", "thường trực ")
"""What stands before a kind of meeting where a venue or an office is meant: "Trung tâm Hội nghị"."""

STANDING = ("diễn đàn", "đối thoại", "đại hội đồng", "đại lễ đường")
"""Kinds that are also those of bodies that stand all year, or of a hall."""

DEFINING = _listed(
    """
    cấp cao, cấp bộ trưởng, thượng đỉnh, toàn quốc, toàn tỉnh, toàn thể, toàn cầu, quốc tế, khu vực,
    thế giới, đại biểu, thường niên, thường kỳ, đặc biệt, mở rộng, chuyên đề, giao ban, tập huấn,
    bồi dưỡng, sơ kết, tổng kết, triển khai, quán triệt, công bố, trực tuyến, trực tiếp, cán bộ,
    khoa học, lý luận, hợp tác, xúc tiến, kết nối, đối ngoại, ngoại giao, ngoại vụ, bộ trưởng, thứ
    trưởng, quan chức, tham vấn, tháo gỡ, phát triển, đầu tư, thương mại, kinh tế, văn hóa, du lịch,
    quốc phòng, an ninh, biên giới, hữu nghị, nhân dân, chính sách, chiến lược, chính trị, biểu
    dương, tuyên dương, khởi công, khánh thành, ký kết, ký, khai mạc, bế mạc, kỷ niệm, kỉ niệm, trao, đón
    nhận, phát động, động thổ, ra mắt, mít tinh, truyền thống, hoa, ánh sáng, trung ương, thiết lập,
    thành lập, gặp gỡ, gặp mặt, đối thoại, đầu xuân, vận động, điều phối, rà soát, đánh giá, công
    tác, liên hợp, hỗn hợp, chung, song phương, đa phương, ba bên, bốn bên, công chức, chuyên gia,
    quảng bá, giới thiệu, nghiên cứu, góp ý, phản biện, ứng phó, phòng chống, phòng, bảo vệ, bảo
    tồn, nhà, các, về, lãnh đạo, giáo dục, lao động, thanh niên, phụ nữ, nghị sĩ, nghị viện, tư
    pháp, ảnh, tranh, nghệ thuật, phim, quốc gia, bàn tròn, mở ký, mở cấp cao,
    trù bị, hẹp, các nhà, nhà tài trợ, thúc đẩy, tăng cường, nâng cao, giữa,
    pháp luật, công an, nông nghiệp, môi trường, công nghệ, y tế, biển, hàng, sách, ẩm thực, phổ biến, ba thủ
    tướng, hai thủ tướng, ba nước, bốn nước, thẩm định, bàn giao, thượng cờ, chào cờ, viếng,
    truy điệu, dâng hương, dâng hoa, tưởng niệm, mừng, tuyên thệ, nhậm chức, gắn biển, thông xe, hạ thủy,
    duyệt binh, vinh danh, tôn vinh
    """
)
"""What defines a meeting in small letters. A kind with other small letters behind names none."""

JOINING = frozenset("và về với cho các những gắn".split())
"""Words inside a name that can't be its last."""

STOPS = frozenset(
    """
    của tại do đã có là để trong theo từ đến phải được sẽ cần cùng như giữa gồm gửi này đó nêu khi
    mà nhưng hoặc hay cũng đang vẫn bị mời trình nộp nhận thăm sang lên vào ra nhiệm tới ở nhằm bằng
    đưa đón đi trên dưới qua trước sau nhân dịp bên vừa sắp không chưa rất nghe nói tháng ngày quý
    sáng trưa chiều tối đêm hôm ta bạn nhiều vì nếu khoảng gần hơn dành tôi chúng họ đều lại đây kia
    ấy trở làm họp thì
    """.split()
)
"""No name of a meeting goes on with these."""

NO_STOPS = frozenset(
    _listed(
        """
        nhân dân, nhân lực, nhân đạo, nhân quyền, nhân văn, nhân tài, nhân ái, sáng tạo, sáng kiến,
        ký kết, không chính, không thường, không vũ, không gian, không khí, không quân, nhân sĩ, nhân chứng,
        không liên, đón nhận, vì an, vì hòa, vì trẻ, vì sự, vì môi, vì một, vì phát, vì người, vì tương,
        họp cấp, họp thường
        """
    )
)
"""Words of names that begin like what no name goes on with."""

OTHER_SIDE = ("kết hợp với ", "so với ")
"""What a meeting is held together with or measured by: no part of its name."""

SESSIONS = ("kỳ họp ", "khóa họp ", "phiên họp ", "phiên đối thoại ", "phiên thảo luận ", "hội nghị ")
"""Meetings of a body that their names tell behind the number: "Kỳ họp lần thứ 5 Ủy ban liên Chính phủ"."""

ASSEMBLY = "đại hội đại biểu nhân dân"
"""A parliament of others, which is no meeting."""
ASSEMBLIES = (ASSEMBLY, "hội nghị chính trị hiệp thương", "hội nghị hiệp thương chính trị", "đại hội đồng ")
"""Bodies that are called meetings."""
OF_CONVENTION = re.compile(r" công ước(?: unesco)? (?:19|20)\d\d(?!\w)")
"""The convention whose parties such a body is: its year is no number of a meeting."""

VERBS = frozenset(
    _listed(
        """
        nhấn mạnh, thống nhất, ghi nhận, diễn ra, diễn biến, thông qua, thảo luận, khẳng định, yêu
        cầu, kết thúc, thành công, cho rằng, cho biết, xem xét, tập trung, kêu gọi, ủng hộ, hoan
        nghênh, tiếp tục, thu hút, quy tụ, kéo dài, với chủ, với sự, với hình, với tư, với khoảng,
        với hơn, với gần, với trên, với đại, với các, với nội, chủ đề, quy mô, kinh phí, chủ trì, tổ
        chức, phối hợp, dự kiến, quyết định, chỉ đạo, góp phần, hoàn thành, hình thức, nội dung,
        thời gian, địa điểm, thành phần, tham dự, tham gia, tiến hành, bắt đầu, nhất trí, đề nghị,
        đề xuất, đề ra, bày tỏ, bầu ra, biểu quyết, bỏ phiếu, kết luận, xác định, đạt được, nhằm
        mục, đạt mục, đạt kết, đạt yêu,
        trao đổi, chứng kiến, quan trọng, khai giảng, lần đầu, lần này, năm nay, năm ngoái, năm
        sau, hằng năm, hàng năm, sắp tới, vừa qua, vừa rồi, cử đại, cử cán, hoàn toàn, đúng vào,
        đối với, ngoài ra, ngoài việc, dự hội, dự lễ, dự thảo, có ý, mang ý, trực tiếp, theo hình, nhờ vậy,
        phục vụ, giai đoạn, tuần trước, tuần này, tuần qua, tuần tới, tuần sau
        """
    )
)
"""What a meeting does, and what is told of it: none of these goes on with its name."""

NOUNS = {"làm việc": (" nhóm",), "tổ chức": (" kế hoạch", " công tác", " phương án")}
"""What a verb makes a noun with: "Kế hoạch tổ chức …", "Nhóm làm việc …"."""

WORK = (
    "triển khai",
    "quán triệt",
    "thực hiện",
    "tổng kết",
    "sơ kết",
    "bàn ",
    "đánh giá",
    "rà soát",
    "thể hiện",
    *(f"{begins} {then}" for begins in ("khai mạc", "bế mạc") for then in ("với ", "ngày ", "tại ", "vào ")),
)
"""What a meeting with a name of its own is held for: "Hội nghị Đối ngoại toàn quốc triển khai …"."""

COUNTED = frozenset("tháng ngày giờ người đại khách gian lượt nghìn triệu tỷ năm phiên điểm quý bên".split())
"""After a number these begin a figure or a date, and no name."""

SERIES = frozenset(
    """
    ASIAD AMMTC SOMTC AELM CAEXPO AMF APPF APEC ASEM COP IPU AIPA WHA AMM PMC AEM ADMM AMAF CHOGM
    UNGA EXPO SPIEF CIIE WEF
    UNCTAD SOM GMS CLV CLMV ACMECS MRC ICAPP TICAD FEALAC EAS ARF AMMSWD AMME ALMM AMRI BRICS
    BIMSTEC WTO-MC MC Shangri-La
    """.split()
) | {"WEF ASEAN", "SEA Games", "ASEAN Para Games", "Para Games", "Xuân Quê hương"}
"""Series of meetings whose editions are named by number or year: "APEC 2027", "COP28"."""

PARTIES = re.compile(
    r" (?:hội nghị )?các bên tham gia (?:công ước|hiệp ước|nghị định thư)(?: khung)?"
    r"(?: của [^\W\d_]+(?: [^\W\d_]+){1,2}?)?(?: về (?:[^\W\d_]+ ){1,6}?[^\W\d_]+)?"
    r"(?=[,.;:]| \(| tại | ở | đã )"
)
"""Those who meet under a treaty: "Hội nghị lần thứ 30 Các bên tham gia Công ước khung …"."""

REVIEWED = re.compile(
    r" (?:trù bị|(?:(?:sơ kết|tổng kết|k[ỷỉ] niệm)(?: giữa kỳ)?|lần thứ) (?:\d{1,3}|\w+) năm"
    r"|(?<=chiến thắng )trong chiến tranh"
    r"|(?<=tiếng việt )trong cộng đồng người việt nam ở nước ngoài)(?!\w)"
)
INTO = re.compile(r"(?<=đầu tư) vào (?:tỉnh |thành phố )?")
MEETING_OF = re.compile(r" (?:gặp gỡ|giao lưu|lãnh đạo trẻ)(?!\w)")
EDITION_AHEAD = re.compile(r" (?:asean|apec|asem|đông á)(?:[- ]?\d| lần thứ )")
"""What a name goes on with, or is of, beyond single words."""

ORDINAL = re.compile(
    r" (?:lần thứ|lần|thứ|khóa) (?:\d{1,3}|[ivxl]{1,7}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \w+)?)"
    r"(?!/|\d|[^\W\d_](?<!\d.))"
)
TERM = re.compile(r" khóa [ivxl]{1,7}(?!\w)")
NUMBER = re.compile(r" ((?:19|20)\d\d|\d\+\d|\d{1,3}|[IVXL]{1,7})(?![\w/%]|[.,]\d|-\d)(?: (\w+))?")
"""Which of a series of meetings it is."""

SERIES_AT = re.compile(rf"(?:{'|'.join(sorted(SERIES))}) (?:lần )?thứ ")
"""An edition of a series."""

OCEAN = ["thái", "bình", "dương"]
"""A name that looks like a person's."""

ABROAD = re.compile(r"(?<=việt nam) ở nước ngoài(?!\w)")
"""What goes on behind "Việt Nam"."""

TWINS = re.compile(r" \([^()\n]{3,40}\)(?= (?:lần thứ|lần|(?:19|20)\d\d(?![\w/.])))")
ASIDES = re.compile(r" \([^()\n]{3,40}\)")
"""What stands in brackets amid a name."""
