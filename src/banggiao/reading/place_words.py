"""Words by which places are known: their kinds, venues, what stands before and in them."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(sorted({" ".join(word.split()) for word in words.split(",") if word.strip()}))


KINDS = _listed(
    """
    xã, phường, thị trấn, huyện, quận, thị xã, thành phố, tp., tp, tx., tx, tt., tỉnh, bang, tiểu
    bang, vùng, tiểu vùng, khu vực, hạt, châu, đảo, quần đảo, cù lao, hòn, núi, sông, suối, hồ,
    vịnh, eo biển, đèo, cao nguyên, đồng bằng, cửa khẩu, cửa khẩu quốc tế, cửa khẩu chính, cửa khẩu
    phụ, cửa khẩu quốc gia, cửa khẩu song phương, cửa khẩu đường bộ, cửa khẩu đường sắt, cặp cửa
    khẩu, lối mở, lối thông quan, cảng, cụm cảng, cảng biển, cảng quốc tế, cảng biển quốc tế, cảng nước sâu,
    cảng cá, cảng cạn, sân bay, sân bay quốc tế, ga, ga quốc tế, bến, cầu, hầm, đường, phố,
    đại lộ, đường phố, phố đi bộ, phố cổ, ấp,
    thôn, làng, làng nghề, khóm, tổ dân phố, khu phố, buôn, kcn, khu công nghiệp, khu kinh tế, kkt,
    khu chế xuất, kcx, cụm công nghiệp, đặc khu, thủ đô, thủ phủ, cố đô, đô thị, thung lũng, lưu vực
    sông, đầm phá, đầm, khu kinh tế cửa khẩu, địa phương, địa bàn, khu tự trị dân tộc choang, khu đô
    thị, quốc lộ, cao tốc, hành lang, điểm cầu, bán đảo, rạch, kênh, mũi, bãi biển, làng chài, chợ,
    đồn, trấn, tuyến cao tốc, xóm, bản, nhà ga, bến cảng, bến xe, ngã ba, ngã tư, tỉnh lộ, châu tự
    trị, quận hành chính, điểm thông quan, cặp chợ, vùng biển, hồ chứa, đập, bãi, hang, mỏ, tuyến
    đường
    """
)
"""Kinds of place. The kind is no part of the name."""

WRITTEN_SMALL = frozenset(
    _listed(
        """
        hạt, châu, đảo, hòn, núi, sông, suối, hồ, vịnh, đèo, cảng, ga, bến, cầu, hầm, đường, phố, đại lộ,
        ấp,
        làng, buôn, bang, vùng, khu vực, đầm, địa phương, địa bàn, hành lang, rạch, kênh, mũi, chợ, đồn,
        trấn,
        tt., điểm cầu, khóm, xóm, bản, ngã ba, ngã tư, đập, bãi, hang, mỏ, tuyến đường
        """
    )
)
"""Kinds that announce a name only in small letters: capitals begin names with them ("Hồ Chí Minh")."""

NOT_A_KIND_AFTER = {
    "chợ": frozenset("hội phiên".split()),
    "cầu": frozenset("yêu nhu toàn địa thỉnh điểm hoàn khí đầu bắc bóng".split()),
    "bản": frozenset("văn biên nhật cơ căn phiên kịch xuất bằng ấn tái bài phân".split()),
    "bãi": frozenset("bồi".split()),
    "vùng": frozenset("hải".split()),
    "đường": frozenset("con bưu mở lên dẫn".split()),
    "khu vực": frozenset(),
    "bến": frozenset("cập".split()),
    "hồ": frozenset("cơ đồng".split()),
    "ga": frozenset("nhà".split()),
    "châu": frozenset("á âu năm".split()),
    "đồn": frozenset("tin".split()),
    "đảo": frozenset("đông".split()),
}
"""Words with which a kind makes another word: "yêu cầu", "toàn cầu"."""

ROADS = (
    "đường", "quốc lộ", "cao tốc", "đại lộ", "phố", "phố đi bộ", "đường phố", "cầu",
)  # fmt: skip
"""Kinds that often bear a person's name. It isn't sought again in the paper."""
LIKE_PERSONS = (*ROADS, "xã", "phường", "huyện", "thị trấn", "quận", "thị xã", "công viên")
"""Kinds whose names may look like a person's: "huyện Hoàng Su Phì", "phường Võ Thị Sáu"."""

POSTS_OF_PLACES = ("thị trưởng ", "tỉnh trưởng ", "châu trưởng ", "thống đốc ", "thủ hiến ", "huyện trưởng ")
"""Posts that a place follows."""

OF_INDUSTRY = ("kcn", "khu công nghiệp", "khu chế xuất", "cụm công nghiệp")
"""Kinds whose names may be a company's in capitals: "KCN VSIP Bắc Ninh"."""

PAIRED = ("cửa khẩu", "lối", "tuyến", "cặp", "cao tốc", "cầu", "quốc lộ", "hành lang")
"""Kinds that take two names, one for each end: "cửa khẩu Mường Khương - Kiều Đầu"."""

VENUES = _listed(
    """
    khách sạn, trung tâm hội nghị, trung tâm triển lãm, trung tâm hành chính, trung tâm thương mại, nhà hát,
    nhà khách, nhà quốc hội, nhà văn hóa, nhà thi đấu, nhà trưng bày, nhà thờ, cung văn hóa, cung hội nghị,
    cung điện, dinh, điện, lăng, phủ chủ tịch, văn miếu, hoàng thành, đại nội, quảng trường, công viên,
    sân vận động, bảo tàng, cảng hàng không, cảng hàng không quốc tế, sân bay quốc tế, cảng quốc tế,
    cảng biển quốc tế, ga quốc tế, chùa, đền, thiền viện, thánh đường,
    khu di tích, khu lưu niệm, nhà tưởng niệm, khu tưởng niệm, thành cổ,
    nghĩa trang, tượng đài, đài tưởng niệm, khu công nghệ cao,
    không gian, ga đường sắt, vườn quốc gia, khu du lịch, khu nghỉ dưỡng, resort, miền, biển, cao nguyên đá,
    pháo đài, toà nhà, tòa nhà, trụ sở, văn miếu - quốc tử giám, đài liệt sĩ, nhà truyền thống,
    thư viện quốc gia, hội trường, phòng khách
    """
)
"""Kinds of venue and of landmark. The kind is the beginning of the name. Kinds of place as well are so only
with a capital: "Sân bay Quốc tế Phnom Penh", "sân bay quốc tế" before "Nội Bài"."""

VENUES_WRITTEN_SMALL = frozenset(("khách sạn", "hội trường", "miền", "tòa nhà", "toà nhà", "resort"))
"""Venues that announce a name in small letters too."""

IN_A_VENUE = frozenset(
    """
    quốc gia tế tỉnh thành phố đường sắt địa chất toàn cầu dân ca quan họ cửa khẩu kinh công nghệ cao hành
    tịch chính hàng không tộc di sản liệt
    sĩ sỹ anh hùng vô danh mạng chứng tích chiến thắng
    văn hóa hoá thế giới đá lịch sử nghị hội liên điện
    """.split()
)
"""Small words in names of venues."""

STANDING_ALONE = frozenset(
    ("phủ chủ tịch", "nhà quốc hội", "đại nội", "khu công nghệ cao", "văn miếu", "văn miếu - quốc tử giám")
)
"""Venues there is one of."""

SEATS = frozenset(("nhà trắng", "nhà xanh", "điện kremlin", "điện élysée", "phủ tổng thống", "phủ thủ tướng"))
"""Seats of power that stand for who sits there, but behind these words are places."""
AT_A_SEAT = ("tại ", "ở ")

HOLDERS = (
    "thủ tướng ", "phó thủ tướng ", "tổng thống ", "chủ tịch ", "phó chủ tịch ", "tổng bí thư ", "bộ trưởng ",
    "thứ trưởng ", "ngoại trưởng ", "đại sứ ", "tổng lãnh sự ",
)  # fmt: skip
"""Posts that begin behind a place: "tại New York Thủ tướng …"."""
NEVER = (
    "km", "khoản ", "điểm ", "chương ", "mục ", "phụ lục", "tiểu mục", "phần ",
    "ông ", "bà ", "đồng chí", "ngài ", "gs.", "ts.", "pgs.", "ths.", "chủ tịch", "phó ", "bí thư", "tổng ",
    "bộ ", "bộ trưởng", "thứ trưởng", "giám đốc", "đại sứ", "đại biện", "đại tá", "trưởng ", "ubnd", "hđnd",
    "phiên ", "lễ ", "tuần ", "luật ", "nghị ", "điều ", "cộng", "khu ", "hội nghị", "hội thảo", "diễn đàn",
)  # fmt: skip
"""No name of a place begins so."""

AT = ("tại", "ở", "sang")
"""Words before a place, if a name follows that nothing else explains."""

TOWARDS = (
    "đến", "tới", "rời", "đi", "thăm", "từ", "qua", "gần", "thăm chính thức", "thăm hữu nghị chính thức",
    "thăm cấp nhà nước", "thăm hữu nghị",
)  # fmt: skip
"""Words before a place, if nothing but a name follows and the sentence then pauses or goes on."""

FOREIGN_MAY_BE_BODIES = ("thăm", "từ", "qua", "gần")
"""Of these,
the words that stand before companies as well: what follows must be Vietnamese or spelled so."""

GO_ON = (
    ",", ".", ";", ")", "\n", " (", " và ", " để ", " trong ", " từ ", " bằng ", " vào ", " lúc ", " ngày ",
    " với ", " làm ", " dự ", " tham ", " chiều ", " sáng ", " trước ", " sau ", " đến ",
)  # fmt: skip
"""What may follow a place after them."""

PARTICLES = frozenset(
    "de del della di da do dos du des la le les el al los las of the upon am an und bin".split()
)
"""Small words in foreign names of places."""

COLUMNS = (
    "địa bàn", "địa điểm", "nơi tổ chức", "nơi thực hiện", "quê quán", "nơi làm việc", "nơi đến", "huyện",
    "xã", "tỉnh, thành phố", "tỉnh", "thành phố", "quốc gia", "nước", "quốc tịch", "nước tài trợ",
    "địa phương", "quốc gia, vùng lãnh thổ", "nơi ở", "địa chỉ", "cửa khẩu", "điểm đến",
)  # fmt: skip
"""Headings of columns that hold places."""

GATES = (
    "cửa khẩu", "tên cửa khẩu", "cặp cửa khẩu", "tên cặp cửa khẩu", "lối mở", "tên lối mở", "lối thông quan",
)  # fmt: skip
"""Headings of columns that hold border gates begin so."""
SIDES = frozenset(
    _listed(
        """
        việt nam, lào, trung quốc, campuchia, cam-pu-chia, phía việt nam, phía lào, phía trung quốc,
        phía campuchia, phía cam-pu-chia, phía bạn, bên việt nam, bên lào, bên trung quốc, bên campuchia,
        bên cam-pu-chia, đối diện
        """
    )
)
"""Headings of columns that hold border gates where the table is about gates."""
