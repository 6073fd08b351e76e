"""Words by which posts are known: their heads, what qualifies them, fields, and forms of address."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER
from banggiao.language.scanning import Before


def _listed(words: str) -> tuple[str, ...]:
    return tuple(sorted({" ".join(word.split()) for word in words.split(",") if word.strip()}))


_DEPUTIES = ("", "phó ", "quyền ", "nguyên ", "cựu ", "nguyên phó ", "quyền phó ")
_POSTS = _listed(
    """
    tổ trưởng, tổ phó, tổng vụ trưởng, phát ngôn,
    tổng bí thư, chủ tịch nước, thủ tướng, bộ trưởng, thứ trưởng, trợ lý bộ trưởng, đại sứ, tổng
    lãnh sự, lãnh sự, lãnh sự danh dự, tổng lãnh sự danh dự, đại biện lâm thời, đại biện, công sứ,
    tham tán, tham tán công sứ, tham tán thương mại, bí thư thứ nhất, bí thư thứ hai, bí thư thứ ba,
    tùy viên, tùy viên quân sự, tùy viên quốc phòng, tổng thống, quốc vương, nữ hoàng, nhà vua, vua, thái
    tử, hoàng tử, hoàng thân, công chúa, ngoại trưởng, tổng thư ký, chủ tịch, đồng chủ tịch, bí thư,
    trưởng ban, giám đốc, tổng giám đốc, giám đốc điều hành, giám đốc quốc gia, giám đốc khu vực, vụ
    trưởng, cục trưởng, tổng cục trưởng, chi cục trưởng, chánh văn phòng, trưởng phòng, viện trưởng,
    chủ nhiệm, ủy viên, ủy viên trưởng, thống đốc, thị trưởng, tỉnh trưởng, châu trưởng, huyện trưởng,
    đô trưởng,
    thủ hiến, toàn quyền, quốc vụ khanh, đặc phái viên, cao ủy, người phát ngôn, chánh thanh tra,
    tổng thanh tra, kiểm toán trưởng, tổng kiểm toán, chánh án, trưởng, chánh, chuyên viên, chuyên
    viên chính, chuyên viên cao cấp, cố vấn, cố vấn trưởng, trưởng đại diện, trợ lý, trợ lý tổng thư
    ký, thư ký, hiệu trưởng, kế toán trưởng, đổng lý, tư lệnh, tư lệnh trưởng, chính ủy, tham mưu
    trưởng, tư lệnh tham mưu trưởng,
    tổng tham mưu trưởng, đồn trưởng, trạm trưởng, chỉ huy trưởng, trưởng phái đoàn, đại
    diện thường trú, đại diện thường trực, điều phối viên, điều phối viên thường trú, đại diện cấp
    cao, nghị sĩ, thượng nghị sĩ, hạ nghị sĩ, tổng biên tập, trưởng khoa, hội trưởng, tgđ, ttg,
    pttg, tổng cục phó, trưởng ban thường trực, chính trị viên, phó tư lệnh, đội trưởng, trưởng đoàn
    đại biểu quốc hội, phái viên, trưởng chi nhánh, phó đại sứ, tổng tư lệnh, tổng giám đốc điều
    hành, chủ tịch hội đồng quản trị, chủ tịch hđqt, chủ tịch hđtv, nghị sỹ,
    thượng nghị sỹ, hạ nghị sỹ, chủ tịch hội đồng thành viên, đại diện thương
    mại, đại diện trưởng, cục phó, vụ phó, phó phòng, thường trực, ủy viên quốc vụ, cố vấn nhà nước,
    cố vấn an ninh quốc gia, bộ trưởng nhà nước, bộ trưởng thứ hai, tổng kiểm toán nhà nước, phát
    ngôn viên, kiểm sát viên, thẩm phán, trưởng thương vụ, trưởng văn phòng đại diện, trưởng cơ quan
    đại diện, trưởng bộ phận, phó thị trưởng thường trực, tổng trưởng, quận trưởng, xã trưởng,
    trưởng nhóm, trưởng tiểu ban, trưởng som, nhật hoàng, hoàng hậu, giáo hoàng, đại biểu quốc hội,
    trợ lý ngoại trưởng, đại giáo chủ, tổng đốc, tỉnh ủy viên, thành ủy viên, huyện ủy viên, quận ủy
    viên, đảng ủy viên, cố vấn đặc biệt, pct, pgđ, gđ
    """
)
RANKS = _listed(
    """
    thiếu tướng, trung tướng, thượng tướng, đại tướng, chuẩn tướng, chuẩn đô đốc, phó đô đốc, đô
    đốc, thiếu tá, trung tá, thượng tá, đại tá, thiếu úy, trung úy, thượng úy, đại úy, thống chế,
    tướng, bếp trưởng, cơ trưởng, pcn, btcn, ctn, tbt, ptt, uvtv, uvtw, uvbtv, uvbct
    """
)
"""Military ranks and the like: posts only beside a person."""

HEADS = tuple(sorted({deputy + post for deputy in _DEPUTIES for post in _POSTS} | set(RANKS), key=len))
"""First words of posts."""

_STATE = _listed(
    """
    thủ tướng, tổng thống, ngoại trưởng, bộ trưởng, thứ trưởng, trợ lý ngoại trưởng, đại sứ, người phát ngôn,
    phát ngôn viên, quốc vương, nhà vua, tổng thư ký
    """
)
SMALL_OF_STATES = frozenset(f"{deputy}{head}" for deputy in _DEPUTIES for head in _STATE)
"""Posts of states that are posts in small letters too, where a country or a body is in them."""
SMALL = (
    SMALL_OF_STATES
    | frozenset(RANKS) - {"tướng", "pcn", "btcn", "ctn", "tbt", "ptt", "uvtv", "uvtw", "uvbtv", "uvbct"}
    | frozenset(
        f"{deputy}{head}"
        for deputy in _DEPUTIES
        for head in _listed(
            """
        tổng bí thư, chủ tịch nước, hoàng tử, thái tử, công chúa, nữ hoàng, tổng giám đốc, giám đốc, chủ tịch,
        bí thư, cục trưởng, vụ trưởng, chánh văn phòng, viện trưởng, hiệu trưởng, tổng biên tập, tư lệnh,
        cố vấn an ninh quốc gia, đặc phái viên, nghị sĩ, thượng nghị sĩ, hạ nghị sĩ, đại biểu quốc hội,
        thống đốc, thị trưởng, tỉnh trưởng, tổng lãnh sự, đại biện lâm thời, tổng tham mưu trưởng
        """
        )
    )
)
"""Posts that may be written small; those not of a state are posts only beside a person."""

BEFORE_HEADS = Before(r"(?<!\w)(?:nguyên|cựu|(?<!ủy )(?<!uỷ )quyền|phó|(?<!hội )đồng)(?: phó)? \Z")
"""What belongs to a post though it is written small before it."""

OF_COMMANDS = frozenset({"tư lệnh", "tổng tham mưu", "tham mưu"})
"""Heads with which the names of commands go on: "Bộ Tư lệnh"."""

NEEDS_BODY = frozenset(
    f"{deputy}{head}"
    for deputy in _DEPUTIES
    for head in ("trưởng", "chánh", "trợ lý", "thư ký", "thường trực")
)
"""Heads that are no post without the body they are of."""

FIELDS_TOO = frozenset({"lãnh sự", "phát ngôn", "cố vấn", "tùy viên", "công sứ", "trợ lý", "tướng"})
"""Heads that are fields of bodies too: "Phòng Lễ tân - Lãnh sự"."""

BODY_IN_HEAD = (
    "trưởng ban", "chánh văn phòng", "trưởng phòng", "trưởng phái đoàn", "trưởng khoa", "trưởng thương vụ",
    "trưởng văn phòng đại diện", "trưởng cơ quan đại diện", "phó phòng", "trưởng nhóm", "trưởng tiểu ban",
    "tổng thanh tra",
)  # fmt: skip
"""Heads that end with the first word of their body: "Trưởng Ban Đối ngoại Trung ương"."""

WORKING = re.compile(
    r" (?:[Cc]hỉ đạo|[Tt]ổ chức|[Ss]oạn thảo|[Đđ]iều phối|[Gg]iúp việc|[Ll]iên lạc|[Cc]ông tác|[Tt]hư ký"
    r"|[Đđ]iều hành)(?! (?:thực|các|của))"
    r"(?: liên ngành| quốc gia| Trung ương| Nhà nước| Thành phố| thành phố){0,3}(?!\w)"
)
"""What a board or group named before does, behind the head that ends with its kind: "Trưởng Ban Chỉ đạo"."""

AIDES = ("đặc phái viên", "trợ lý", "thư ký", "chánh văn phòng", "chủ nhiệm văn phòng")
AIDED = re.compile(
    r"(?: của)? (?:tổng bí thư|thủ tướng(?: chính phủ)?|chủ tịch nước|chủ tịch quốc hội|tổng thống|bộ trưởng)"
    r"(?!\w)"
)
"""Whom an aide serves: "Trợ lý Thủ tướng"."""
MEETING_BEFORE = ("hội nghị ", "đối thoại ", "tham vấn ", "cấp ", "cuộc họp ")
MINISTERS = frozenset({"bộ trưởng", "thứ trưởng", "ngoại trưởng", "tư lệnh", "quan chức cấp cao"})
PAIR_AFTER = re.compile(r" ?[-–] ?[A-ZĐ]")
"""In "Hội nghị Bộ trưởng Ngoại giao Lào - Campuchia" many are meant."""

ENVOY_FIELD = re.compile(
    r"(?<=Liên hợp quốc|Liên Hợp Quốc|iên hiệp quốc) về (?:[Nn]gười tị nạn|[Nn]hân quyền)(?!\w)"
)
"""The field of a High Commissioner: "Cao ủy Liên hợp quốc về người tị nạn"."""

QUALIFIER = re.compile(
    r" (?:thường ?trực|thiện chí|đắc cử|tạm quyền|mãn nhiệm|sắp mãn nhiệm|đương nhiệm"
    r"|danh dự|điều hành|chuyên trách|cấp cao|thứ nhất|thứ hai|thứ ba|lâm thời"
    r"|đặc mệnh toàn quyền|cao cấp|thường trú|quốc gia|khóa (?:họp )?(?:thứ )?\d{1,3}(?= đại hội đồng))(?!\w)"
)
CHARGED = re.compile(rf" [Pp]hụ trách(?= [{UPPER}])")
"""Of one who leads for the time being: "Phó Giám đốc phụ trách Sở Ngoại vụ"."""
ORDINAL = re.compile(r" thứ \d{1,3}(?: của)?(?= )")
"""Of a head of state: "Tổng thống thứ 40 của Mỹ"."""
IN_CHARGE = re.compile(
    r" phụ trách(?: (?!của )(?:- )?[^\W\d_]+){1,7}?(?=[,;.()\n\t]| (?:và|của|cùng|dự|đã) |$)"
)
MEMBER_OF = re.compile(
    r" (?:dự khuyết )?(?:ban chấp hành )?(?:bộ chính trị|trung ương đảng|trung ương)(?!\w)"
    r"(?: (?:nhân dân cách mạng|cộng sản|nhân dân campuchia|lao động)(?!\w))?"
)
SHORT_BODY = re.compile(
    r" (?:Viện|Sở|Học viện|Cục|Vụ|Chi cục|Trường(?! Chinh)|Công ty|Tập đoàn|Trung tâm|Quỹ|Đại hội đồng"
    r"|Thượng viện|Hạ viện|Ban(?: (?:[Cc]hỉ đạo|[Tt]ổ chức|[Đđ]iều hành|[Đđ]iều phối))?|Ủy ban"
    r"|Văn phòng|Hiệp hội|Phòng|Đoàn(?! [Cc]hủ tịch)|Tổ công tác|Hội đồng|Tiểu ban)(?!\w)"
)
"""Bodies already named, by their kind alone: "Giám đốc Sở"."""

LEVEL = re.compile(
    r" (?:tỉnh|thành phố|tp\.?|bang|tiểu bang|vùng|khu vực|nước|huyện|quận|thị xã|xã|phường|châu|thủ đô"
    r"|khu tự trị|đặc khu|liên bang|vương quốc|hoàng gia|cộng hòa)(?!\w)"
)
SEAT = re.compile(r" (?:tại|bên cạnh)(?: (?:tp\.?|thành phố|tỉnh|bang|nước))?(?!\w)")
NO_SEAT = frozenset(
    f"{deputy}{head}"
    for deputy in _DEPUTIES
    for head in (
        "thủ tướng",
        "tổng thống",
        "bộ trưởng",
        "ngoại trưởng",
        "thứ trưởng",
        "chủ tịch nước",
        "quốc vương",
    )
)
"""Posts that are of a country and not at a place: "chuyến thăm của Thủ tướng Úc tại Hà Nội"."""
OF = re.compile(r" (?:của|thuộc|trong) ")
PLURAL = (
    "các ", "những ", "chức vụ ", "chức danh ", "vai trò ", "văn phòng ", "chức ", "ghế ", "ứng cử viên ",
    "ứng viên ", "bầu cử ", "tranh cử ", "nhiều ", "một số ", "mỗi ", "từng ", "nhiệm kỳ ",
)  # fmt: skip
"""Words after which a post stands for no person."""

SEVERAL = ("hai ", "ba ", "bốn ")
"""Words after which the post of a country stands for several: "Hai Thủ tướng Việt Nam và Lào"."""

_PORTFOLIOS = (
    "ngoại giao và hợp tác kinh tế", "ngoại giao và hợp tác quốc tế", "ngoại giao", "quốc phòng", "công an",
    "nội vụ", "tư pháp", "tài chính", "công thương", "nông nghiệp và môi trường", "nông nghiệp", "xây dựng",
    "văn hóa, thể thao và du lịch", "khoa học và công nghệ", "giáo dục và đào tạo", "giáo dục", "y tế",
    "kế hoạch và đầu tư", "giao thông vận tải", "thông tin và truyền thông", "tài nguyên và môi trường",
    "thương mại và du lịch", "thương mại và công nghiệp", "thương mại", "kinh tế", "an ninh", "năng lượng",
    "môi trường", "lao động", "nông lâm nghiệp", "văn hóa", "du lịch", "chính trị", "lãnh sự",
    "báo chí", "quân sự", "đầu tư", "thương mại và đầu tư", "công nghiệp và thương mại", "công nghiệp",
    "ngoại thương", "năng lượng và hạ tầng", "năng lượng và mỏ", "dầu mỏ", "dầu khí", "giao thông", "hạ tầng",
    "thủy sản", "hàng hải và thủy sản", "nông nghiệp và lâm nghiệp", "lâm nghiệp", "thể thao", "nhân lực",
    "thanh niên và thể thao", "phụ nữ", "kinh tế và thương mại", "kinh tế và tài chính", "kinh tế số",
    "lao động và phúc lợi xã hội", "phát triển nông thôn", "văn hóa và du lịch", "văn hóa và thể thao",
)  # fmt: skip
SHORT_PORTFOLIO = re.compile(
    r" (?:VH,? ?TT ?& ?DL|VHTTDL|VH-TT-DL|VHTT|NN ?& ?PTNT|NN-PTNT|NN ?& ?MT|KH ?& ?ĐT|KH-ĐT"
    r"|KHĐT|GD ?& ?ĐT|GD-ĐT|GDĐT|TT ?& ?TT|TTTT|TN ?& ?MT|TN-MT|TNMT|KH ?& ?CN|KHCN"
    r"|LĐ-?TB ?& ?XH|LĐ-TB-XH|LĐTBXH|GTVT)(?![\w&-])"
)
"""Fields of ministers by their letters: "Bộ trưởng VHTT&DL"."""
PORTFOLIO = re.compile(rf" (?:{'|'.join(sorted(_PORTFOLIOS, key=len, reverse=True))})(?!\w)")

HONORIFICS = (
    "ông ", "bà ", "đồng chí ", "đ/c ", "ngài ", "giáo sư ", "tiến sĩ ", "nhà báo ", "cô ", "chị ", "anh ",
    "phu nhân ", "luật sư ", "bác sĩ ", "thạc sĩ ", "kỹ sư ", "nhà văn ", "họa sĩ ", "nhạc sĩ ", "nghệ sĩ ",
    "trưởng đoàn ", "học giả ", "gs.", "pgs.", "ts.", "ths.", "gs ", "ts ", "pgs ", "ths ", "bs ",
    "bs.", "cháu ", "thầy ", "chuyên gia ",
    "phóng viên ", "sinh viên ", "doanh nhân ", "nghệ nhân ", "nhà nghiên cứu ", "công dân ", "em ", "ca sĩ ",
    "biên dịch viên ", "nhà sử học ", "thuyền trưởng ",
)  # fmt: skip
"""Forms of address and degrees, after which a name stands."""

NO_NAMES = (
    "trưởng đoàn", "chủ nhà", "lãnh đạo", "đại biểu", "đại diện", "thủ trưởng", "chủ tọa", "chủ trì",
    "phó đoàn",
)  # fmt: skip
"""What follows a form of address or a post and is no name."""

STYLES = (
    "preah bat ",
    "samdech ",
    "tengku ",
    "datuk ",
    "dato' ",
    "tan sri ",
    "sheikh ",
    "somdet ",
    "sayyid ",
)
"""Styles of nobles: a part of the name."""

NAME_PARTICLES = frozenset("van von der den de del da dos di bin binti ibn al el la le ter zu".split())
"""Small words in foreign names of persons."""
