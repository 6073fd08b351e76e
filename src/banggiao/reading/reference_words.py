"""Words of the names of papers, in shadow form: their kinds, what begins a subject and what ends it."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.names import UPPER


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for line in words.strip().splitlines() for word in line.split("|"))


# Kinds of paper (Nghị định 30/2020/NĐ-CP, art. 7; Quy định 66-QĐ/TW; the laws) that bear a number.
NUMBERED = _listed(
    """
    chương trình hành động|nghị quyết liên tịch|thông tư liên tịch|kế hoạch hành động|chương trình
    nghị quyết|quyết định|nghị định|thông tư|thông tri|thông báo kết luận|thông báo|kết luận|kế hoạch
    chỉ thị|công văn|công điện|hướng dẫn|quy định|quy chế|báo cáo|tờ trình|pháp lệnh|đề án|bộ luật|luật
    lệnh|chiến lược|công hàm|giấy mời|giấy ủy quyền|văn bản|công ước|biên bản|hợp đồng|phương án|dự án
    giấy phép|giấy đăng ký|quy tắc|điều lệ|sắc lệnh|thông cáo|thư mời|phiếu trình|phiếu chuyển
    """
)
# Those that a short number alone may follow: "Chỉ thị 25".
LOOSE_TYPES = _listed(
    """
    chỉ thị|nghị quyết|kết luận|quyết định|nghị định|thông tư|kế hoạch|chương trình|công ước|công văn
    thông báo|hướng dẫn|quy định|luật|tờ trình|thông tri|pháp lệnh
    công điện|báo cáo|công hàm|quy chế|đề án|chương trình hành động|thông tư liên tịch|nghị quyết liên tịch
    """
)
ABBREVIATED = ("nq", "qđ", "nđ", "cv", "kh", "ct", "tb", "kl", "hd")
"""Kinds as notes abbreviate them before a full number: "NQ số 59-NQ/TW"."""

# Kinds whose names need no number.
LAWS = _listed(
    """
    luật|bộ luật|đạo luật|pháp lệnh|hiến pháp|điều lệ|bộ quy tắc|cương lĩnh
    """
)
TREATIES = _listed(
    """
    hiệp định|hiệp định khung|hiệp ước|nghị định thư|công ước|hiến chương|tuyên bố|tuyên bố chung
    thông cáo chung|quy tắc|định ước
    thông cáo báo chí chung|tuyên bố báo chí chung|tuyên bố cấp cao|tuyên ngôn
    """
)
KNOWN_WHOLE = frozenset({*LAWS, "công ước", "hiến chương", "tuyên ngôn"})
"""Kinds of which a known name is the whole name, where none goes on behind it."""
AGREEMENTS = _listed(
    """
    mou|thỏa thuận|bản thỏa thuận|thỏa thuận hợp tác|bản ghi nhớ|biên bản ghi nhớ|bản ghi nhớ hợp tác
    biên bản hợp tác|biên bản thỏa thuận|công hàm trao đổi|ý định thư|thư|biên bản|biên bản hội đàm
    chương trình hợp tác|kế hoạch hợp tác|tuyên bố ý định
    thỏa thuận khung|bản thỏa thuận hợp tác|biên bản làm việc|văn bản thỏa thuận|văn bản ghi nhớ
    thư thỏa thuận|thư bày tỏ ý định|chương trình phối hợp|quy chế phối hợp|kế hoạch phối hợp|khung hợp tác
    """
)
PROGRAMMES = _listed(
    """
    chiến lược|quy hoạch|đề án|quy chế|kế hoạch hành động|chương trình hành động
    chương trình mục tiêu quốc gia
    kế hoạch tổng thể|kế hoạch chiến lược|lộ trình|sách trắng|quy hoạch tổng thể
    """
)
ORDERS = _listed(
    """
    nghị quyết|quyết định|chỉ thị|kết luận|kế hoạch|chương trình|nghị định|thông tư|quy định|hướng dẫn
    """
)

# A small letter may begin the subject: "Hiệp định tương trợ tư pháp", "Quy hoạch thoát nước".
SUBJECT_FOLLOWS = _listed(
    """
    công ước|kế hoạch|quy hoạch tổng thể|chương trình mục tiêu quốc gia
    biên bản ghi nhớ|biên bản hợp tác|biên bản thỏa thuận|bản ghi nhớ|bản ghi nhớ hợp tác|bản thỏa thuận
    bộ quy tắc|chiến lược|chương trình hợp tác|công hàm trao đổi|hiến pháp|hiệp định|hiệp định khung
    hiệp ước|kế hoạch hợp tác|nghị định thư|quy chế|quy hoạch|thỏa thuận|thỏa thuận hợp tác|đề án
    thỏa thuận khung|bản thỏa thuận hợp tác|chương trình phối hợp|quy chế phối hợp|kế hoạch tổng thể
    kế hoạch phối hợp|khung hợp tác|kế hoạch chiến lược|chương trình hành động|kế hoạch hành động|pháp lệnh
    lộ trình|chương trình
    """
)
# What is whole without a subject: "Thỏa thuận hợp tác giữa …".
WHOLE = _listed(
    """
    biên bản ghi nhớ|biên bản hợp tác|biên bản thỏa thuận|bản ghi nhớ|bản ghi nhớ hợp tác
    chương trình hợp tác|hiến pháp|kế hoạch hợp tác|nghị định thư|thông cáo chung|thỏa thuận hợp tác
    tuyên bố chung|ý định thư
    thỏa thuận khung|bản thỏa thuận hợp tác|biên bản làm việc|chương trình phối hợp|quy chế phối hợp
    thông cáo báo chí chung|tuyên bố báo chí chung|khung hợp tác|kế hoạch phối hợp
    """
)
A_NAME_FOLLOWS = frozenset({"tầm nhìn", *LAWS, *TREATIES, *PROGRAMMES, *AGREEMENTS}) - {
    "thư",
    "biên bản",
    "tuyên bố ý định",
}
OF_ISSUER = _listed(
    """
    nghị quyết|công ước|hiến chương|kết luận|tuyên bố|chương trình hợp tác|chỉ thị|quyết định|kế hoạch
    quy chế
    thông báo|thông tư|nghị định|quy định|hướng dẫn|chiến lược|chương trình hành động|thông báo kết luận
    điều lệ
    """
)
# Kinds that a meeting may name: "Nghị quyết Đại hội XIII", "Văn kiện Đại hội XIII".
OF_MEETING = _listed("nghị quyết|kết luận|văn kiện|biên bản|thông báo kết luận|báo cáo chính trị")
# Kinds that a quoted title follows.
QUOTED = _listed(
    """
    chiến lược|chương trình|dự án|kế hoạch|sáng kiến|đề án
    """
)
QUOTED_WHOLE = frozenset({*QUOTED, *TREATIES, *LAWS, "quy hoạch", "quy chế", "quy định"})
"""Kinds that stand in the quotation marks with their name."""
SHOWN = re.compile(
    r" (?:pháp|nghệ thuật|văn nghệ|giao lưu|biểu diễn|truyền hình|hòa nhạc|ca nhạc|gặp gỡ)(?!\w)"
)
"""What a programme of an evening, no paper, is of; "Luật pháp"."""
# Alone with a capital these mean a paper named before: "thực hiện Kế hoạch này".
MEANS_ONE_BEFORE = _listed(
    """
    bản ghi nhớ|chiến lược|chương trình|chỉ thị|công hàm|công ước|hiệp định|kế hoạch|kết luận|luật
    nghị quyết|nghị định|nghị định thư|pháp lệnh|quy chế|quyết định|thông báo|thông tư|thỏa thuận
    tuyên bố|tờ trình|đề án
    """
)
KINDS = tuple(
    sorted(
        {
            "tầm nhìn",
            *A_NAME_FOLLOWS,
            *AGREEMENTS,
            *ORDERS,
            *MEANS_ONE_BEFORE,
            *WHOLE,
            *NUMBERED,
            *QUOTED,
            *OF_MEETING,
            *OF_ISSUER,
        }
    )
)

SURE_SUBJECTS = _listed(
    """
    thành lập|thiết lập|kết nghĩa|hợp tác|tài trợ|viện trợ|thúc đẩy|tăng cường|trao đổi
    """
)
"""What follows "Thỏa thuận" at the start of a sentence only where it is a paper's name."""
ENDS_AFTER_AND = frozenset("trao ký gặp chứng gửi mời rà đạt sẽ đã đang khẳng luật".split())
"""First syllables of what is done next: "… về giáo dục và trao Ý định thư"."""

IN_WORK = (
    "dự thảo ", "phê duyệt ", "xây dựng ", "soạn thảo ", "góp ý ", "thẩm định ", "hoàn thiện ", "hoàn chỉnh ",
)  # fmt: skip
"""Behind these an order is named by what it is to do: "dự thảo Thông tư quy định …"."""
SAYS = frozenset({"quy", "hướng", "thực", "hoạt", "sửa", "hành", "điều"})
"""First syllables of what it is to do."""

DECIDED = frozenset(
    _listed(
        """
        kiện toàn|thành lập|bổ nhiệm|miễn nhiệm|công nhận|đình chỉ|chấm dứt|giải thể|công bố|phê duyệt
        phân công|cử tuyển|sửa đổi|bãi bỏ|thu hồi|ủy quyền|tặng thưởng|trao quyền
        """
    )
)
"""What a decision decides, where that names it: "ban hành Quyết định kiện toàn Ban Chỉ đạo"."""
CARRIES_OUT = frozenset(
    {"thực", "triển", "như", "gồm", "dự", "đã", "với", "do", "tiếp", "có", "sẽ", "được", "này"}
)
"""What a plan's name does not begin with: it only carries out another paper, or the sentence goes on."""
OF_POST = re.compile(
    r" (?:thủ tướng|phó thủ tướng|chủ tịch|bộ trưởng|tổng bí thư|thống đốc|tổng thống|quốc vương)"
    r" (?:[^\W\d_]+ ){1,9}?về (?!việc )"
)
"""The post that issues an order, before the subject: "của Thủ tướng Chính phủ về"."""
SHORT_INSIDE = re.compile(r"( \([A-ZĐ][A-ZĐ&]{1,7}\)) (?:và|của) [^\W\d_]")
"""An abbreviation in the midst of a subject: "… phát triển chính thức (ODA) và vốn vay ưu đãi"."""
RULES_OF_BODY = re.compile(r"quy chế (?:(?:tổ chức|làm việc|hoạt động|và) ?){1,4}của [^,;.]{3,80}\Z")
"""The rules by which a body works; its name ends theirs."""

ENDS_LAW_AFTER_AND = frozenset(
    _listed(
        """
        xem xét|cho ý|triển khai|ban hành|chỉ đạo|phối hợp|đề nghị|yêu cầu|báo cáo|hoàn thiện|hoàn thành
        tiếp tục|đẩy mạnh|thống nhất|đề xuất|khẩn trương|văn bản|pháp luật|nghị định|nghị quyết|thông tư
        """
    )
)
"""What is done next, and what is no subject, behind the name of a law or order and "và"."""
_ORDERED = "|".join(sorted({*LAWS, *TREATIES}, key=lambda kind: (-len(kind), kind)))
CARRIES_OUT_NEXT = re.compile(rf" (?:triển khai |thực hiện ){{1,2}}(?:các|{_ORDERED})(?!\w)")
"""What is done next with other papers: "Nghị định thư Kyoto và thực hiện Công ước …"."""
ENDS_ANY = frozenset(
    {"phù hợp", "ra mắt", "báo cáo", "đồng thời", "kéo dài", "mang dấu", "mang đậm", "mang tính"}
)
"""What a sentence goes on with behind any paper's name."""
LAW_SUBJECTS = frozenset(
    _listed(
        """
        tổ chức|ban hành|sửa đổi|đầu tư|doanh nghiệp|thương mại|báo chí|xuất bản|phòng chống|bảo vệ|biên giới
        cư trú|hải quan|quốc tịch|hôn nhân|đất đai|xây dựng|hàng không|khiếu nại|tố cáo|thi đua|hợp tác|ký kết
        điều ước|thỏa thuận|quản lý|an ninh|quốc phòng|công đoàn|giáo dục|khoa học|ngân sách|kế toán|kiểm toán
        du lịch|lao động|nhà ở|thuế thu|thuế giá|thuế xuất|cán bộ|viên chức|tiếp cận|mặt trận|bầu cử|hoạt động
        thanh tra|di sản|điện lực|dầu khí|khoáng sản|chứng khoán|cạnh tranh|sở hữu|công nghệ|viễn thông
        bưu chính|người lao|nghĩa vụ|dân quân|cảnh sát|biên phòng|cơ quan|xuất cảnh|nhập cảnh|tương trợ|dẫn độ
        quy hoạch|thủy sản|bảo hiểm|bình đẳng|trẻ em|thanh niên|giao dịch|phá sản|công chứng|luật sư
        """
    )
)
"""First words of the small subject of a law, as older papers write it: "Luật tổ chức Chính phủ"."""
ENDS_LAW = frozenset({"đảm bảo", "bảo đảm", "có hiệu", "quy định", "được ban"})
"""What a sentence goes on with behind a law's name."""
TIED_BEFORE = ("đối tác ", "quan hệ ", "hợp tác ")
"""Before "Chiến lược Toàn diện" these tell of ties, not of a paper."""
OF_AREAS = frozenset({"quy chế", "quy định", "đề án", "kế hoạch", "chương trình", "chiến lược", "quy hoạch"})
IN_AREA = re.compile(r" trên địa bàn (?:tỉnh|thành phố|huyện|quận|thị xã|đặc khu)(?!\w)")
"""The area in which papers of these kinds hold."""
FIELD_OF_PLANNING = re.compile(
    r"kế hoạch (?:và )?đầu tư(?=[,;.)]|\Z)|quy chế (?:nền )?(?:kinh tế thị trường|tối huệ quốc|quan sát viên)"
)
"""A ministry's field in a list: "Các Bộ: Tài chính, Kế hoạch và Đầu tư"; a status, no paper."""
PLURAL = ("các ", "những ", "một số ", "nhiều ")
"""Before a bare kind these mean no one paper."""
MEETING_NAMED = (
    "ngày ", "tuần ", "năm ", "lễ ", "festival ", "liên hoan ", "hội chợ ", "diễn đàn ", "hội thảo ",
)  # fmt: skip
"""What the quoted name of an occasion begins with."""
COUNCIL_AND_COMMITTEE = re.compile(r", ?ủy ban nhân dân(?!\w)")
"""What goes on the name of a law on people's councils."""
CARRIED_OUT = re.compile(
    r"(?: (?:và|nhằm|để|về|triển khai|thực hiện|cụ thể hóa|hướng dẫn|thi hành|theo)){1,4}\Z"
)
"""What only says that another paper, whose number follows, is carried out."""
ITEM_BEFORE = re.compile(r"(?:\A|[\s;:(])[a-zđ]\) \Z")
"""The mark of an item of a list, behind which a capital is that of the first word: "a) Quyết định …"."""
VERB_BEFORE = re.compile(rf"{ITEM_BEFORE.pattern}|(?:[\n\t]|(?:\A|\n)(?:[-+•*]|\d{{1,2}}\.) )\Z")
"""Where a line or item begins an order's kind may be a verb: "- Quyết định về nhân sự"."""
QUOTE_CLOSED = re.compile(r"[^“”\"\n.;]{0,220}([”\"])")
"""What a quoted name goes on with to its closing mark."""
CONDUCT = ("quy tắc ứng xử", "ứng xử của các bên")
AT_SEA = re.compile(r" (?:của các bên )?(?:tại|ở|trên) biển đông(?!\w)")
"""The place that belongs to the name of a code of conduct."""
BEHIND_NUMBER = re.compile(
    r"(?:,? ?(?:ngày )?\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4})?"
    r"(?:,? (?:của|do) [^.;:\n]{3,90})?,? \Z"
)
"""What stands between a paper's number and what it says: its day and issuer."""
NEXT_IN_LIST = re.compile(
    r"(?P<day>,? (?:ngày )?\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4})?"
    r"(?: (?:của|do) [^.,;:]{3,90})?(?P<joint>,|;| và|, và) số "
)
"""What stands between a paper's number and the next one's, which bears its own "số"."""
TRANSITION = re.compile(r" trong thời kỳ quá độ lên (?:chủ nghĩa xã hội|cnxh)(?!\w)")
"""How the name of the Party's platform goes on."""
_FIELDS = (
    r"(?:kinh tế|thương mại|văn hóa|khoa học|kỹ thuật|giáo dục|y tế|du lịch|thể thao|công nghệ|đầu tư|an ninh"
    r"|quốc phòng|nông nghiệp|lao động|môi trường|thông tin|truyền thông|nghệ thuật|báo chí|chính trị)"
)
FIELD_BEFORE = re.compile(rf" {_FIELDS}\Z")
FIELD_BEHIND_COMMA = re.compile(rf", {_FIELDS}(?!\w)")
"""Fields of cooperation that a comma joins: "Hiệp định Hợp tác kinh tế, văn hóa, khoa học"."""
SMALL_NUMBERED = re.compile(
    r"(?:công văn|công điện|chỉ thị|nghị quyết|kết luận|quyết định|nghị định|thông tư|thông báo|tờ trình)"
    r" (?:số )?(?!(?:19|20)\d\d)\d{2,4}(?= (?:ngày|của|về)(?!\w)|[,;)])"
)
"""Written small these are papers where a number is behind them: "công văn 1925 ngày 5/5"."""
SAYS_ITS_SUBJECT = frozenset({"quy định", "hướng dẫn", "quyết định", "chỉ thị"})
"""Behind another paper's number these are verbs: "Thông tư số 5/2021/TT-BNG Quy định về …"."""

NOBODY = frozenset("một hai nhiều mỗi từng mình ta bạn phía nước họ".split())
"""Behind "của" these issue nothing: "Chiến lược Ấn Độ Dương của một số nước"."""

LAW = r"(?:luật|bộ luật|pháp lệnh)(?!\w)"
LAW_BEGINS = re.compile(LAW)
AMENDS = re.compile(
    rf"{LAW} (?:sửa đổi|bổ sung)(?:,| và)? (?:sửa đổi |bổ sung )?(?:[^\W\d_]+ ){{0,4}}?(?:của |{LAW})"
)
"""What amends other laws: "Luật sửa đổi, bổ sung một số điều của"."""
SMALL_LAW = re.compile(rf"{LAW} [{UPPER}]")
"""A law's kind that lost its capital before its name: "luật Đất đai"."""
TREATY_ABOUT = re.compile(
    r"(?:công ước|hiệp định|nghị định thư)[^,;:\n\"“]{0,60}(?:19|20)\d\d(?: của [^,;:\n]{3,40}?)? về \Z"
)
"""What a treaty of a year is about: "Công ước Viên năm 1969 về Luật Điều ước quốc tế"."""
ARTICLE = re.compile(r" (?:khoản \d{1,2} )?điều \d{1,3}[a-zđ]?(?= (?:của )?(?:luật|bộ luật|pháp lệnh)(?!\w))")
"""What of a law another amends: "Luật sửa đổi, bổ sung Điều 6 của Luật Đầu tư"."""
SEVERAL_LAWS = re.compile(
    r" (?:\d{1,3}|các|một số) (?:luật|pháp lệnh|nghị định|thông tư)(?!\w)"
    r"(?: (?:có )?liên quan (?:đến|tới)(?!\w)| (?:trong|thuộc) lĩnh vực(?!\w))?"
)
"""What a paper amends that names none: "… một số điều của 10 luật có liên quan đến an ninh"."""
IN_VIET_NAM = re.compile(r" (?:tại|ở) (?=việt nam(?!\w))")
"""Behind "nước ngoài" this belongs to a paper's subject: "tổ chức nước ngoài tại Việt Nam"."""
BODY_OF_LAW = re.compile(
    r"luật (?:(?:hiến pháp|hình sự|kinh tế|thương mại|nhân quyền|nhân đạo|biển|môi trường) )?quốc tế"
    r"(?!\w)"
)
"""No paper's name: "khoa Luật Quốc tế", "nguyên tắc của Luật Nhân đạo quốc tế"."""
AMENDED = re.compile(
    r" (?:\((?:sửa đổi|bổ sung)(?:, (?:sửa đổi|bổ sung))?\)"
    r"|sửa đổi(?:, bổ sung)?(?=[,.;:)]| (?:và|năm|với|gồm|được|có|đã|sẽ|tại|để|do|vào|mới)(?!\w)|\Z))"
)
"""What belongs to the name of a law behind it: "Luật Đất đai (sửa đổi)", "Luật Đất đai sửa đổi"."""
NO_LAW_AFTER = ("pháp ", "kỷ ", "quy ", "trọng ")
"""Before "luật" these make another word of it, which a line in capitals shows only so: "PHÁP LUẬT"."""

# Where a subject ends.
STOPS = frozenset(
    """
    ban bao bà bằng bị cho chính chưa các còn có cũng cần diễn do dưới dự giai giao giúp giữa góp gồm
    gửi hiện hết khi không khẳng kia kèm ký luôn là lần mà mọi mỗi mới mở nay ngoài ngày nhân như nhưng
    nhất nhằm những này nên nêu năm nếu phê phải qua quý sau sắp sẽ số thay theo tháng thì thông thứ thời
    trong trên trình trước trị tại tạo từ vào vẫn với vừa xác yêu ông đang đã đó được đạt đến đề để ấy
    """.split()
)
TAKES_SEVERAL = tuple(
    f" {verb} "
    for verb in (
        "tổ chức", "thiết lập", "quản lý", "thu hút", "củng cố", "kiện toàn", "đào tạo", "xử lý",
        "giải quyết", "xúc tiến", "hỗ trợ", "bảo vệ", "cử", "năng lực", "hợp tác với", "khai thác",
    )
)  # fmt: skip
"""What a paper's subject does to the several things behind it: "Kế hoạch tổ chức các đoàn ra"."""

GO_ON = _listed(
    """
    ban đầu|bảo vệ|bằng chứng|bằng cấp|bị bắt|bị kết|cho cán|cho học|cho người|cho sinh|chính phủ
    chính quyền|chính sách|chính thức|chính trị|các dự|các hoạt|các nước|các quyền|các tổ|các vùng
    dự phòng|dự án|giao dịch|giao lưu|giao nhận|giao thông|giao đất|hiện hành|hiện đại|hết hạn
    không chính|không gian|không hoàn|ký kết|mới và|mở cửa|mở rộng|mở và|ngày công|nhân dân|nhân lực
    nhân quyền|nhân sự|nhân tạo|nhân đạo|phê chuẩn|phải nộp|qua biên|quý hiếm|sau đại|số hóa|số quốc
    thời vụ|thời đại|thời trang|trên đất|trên biển|trên không|tháng thanh|thông minh|thông thường|thông tin
    thứ hai|trong khuôn
    trong lĩnh|trong xung|trong tình|trong thời|trong bối|trị an|trị giá
    tạo nguồn|đề nghị|yêu cầu
    bao bì|cho vay|cho thuê|có tổ|có yếu|dưới nước|giao thương|giao thức|hiện vật|không quân|không phổ
    không thuế|không khí|nhân văn|nhân tài|nhân khẩu|nhân viên|qua cửa|qua mạng|quý báu|sắp xếp|số liệu
    thay thế|thay đổi|theo dõi|thông quan|thông tấn|thời tiết|thời sự|trong nước|trong công|trong phát
    trong đào|trong quản|trong nghiên|trong ứng|trong phòng|trong giáo|trong ngành|trong đầu|trong thương
    trên và|trên sông|trên mạng|trên tuyến|trình độ|trị liệu|tại chỗ|từ thiện|từ xa|xác nhận|xác minh|xác thực
    """
)
"""Words above that go on inside a name, with the word that follows them."""
NOT_FIRST = frozenset(
    _listed("ban đầu|các hoạt|hết hạn|không chính|mới và|mở rộng|phê chuẩn|đề nghị|yêu cầu")
)
"""Of these, those that begin no subject."""
COMPOUNDS = _listed(
    """
    hình mới|kỳ mới|cảnh mới|một số
    thôn mới|lâm thời|đồng thời|nhất thời|an ninh|biểu hiện|bàn giao|bên ngoài|bưu chính|bảo đảm|bệnh nhân
    chuyên đề|chuyển giao|chuyển đổi số
    chuẩn bị|chính trị|chính xác|chương trình|chế tạo|chỉ số|chủ đề|chữ ký|cá nhân|cân bằng|công bằng
    công nhân|công trình|công tác|cải tạo|hai lần|ba bên|hai bên|doanh nhân|dân số|giao thông|giá trị
    giáo trình|hiện tại
    hành chính|hành trình|hạ tầng số|hạt nhân|hợp nhất|hợp đồng|kinh tế số|lý do|lưu thông|lộ trình
    mã số|môi trường|nghệ nhân|ngoại giao|ngăn ngừa|nhân tạo|nước ngoài|nạn nhân|pháp luật|pháp nhân
    phát hiện|phòng ngừa|phạm nhân|phổ thông|qua lại|quy trình|quá trình|quân nhân|quản trị|sau đại
    sáng tạo|sóng thần|số hóa|thiết bị|thân nhân|thể hiện|thống nhất|thực hiện|tin cậy|tiền gửi|trang bị
    trong xung|truyền thông|trẻ em|trợ giúp|tài chính|tái tạo|tình trạng|tư nhân|tầng số|tế số|tồn tại
    tự do|viễn thông|và mở|và vừa|văn bằng|vấn đề|vốn góp|vụ trong|điều trị|đào tạo|đóng góp|đăng ký
    địa bàn|đồng bằng|đổi mới|đổi số|ủy ban|tiểu ban|phân ban|trưởng ban|hậu cần|biểu diễn|trình diễn
    danh dự|hàng không|phòng không|thư ký|lưu ký|nhật ký|cởi mở|phu nhân|nguyên nhân|hôn nhân|thương nhân
    tù nhân|đồng nhất|duy nhất|cà phê|đá quý|tần số|nghệ số|phủ số|hội số|liệu số|đa số|thiểu số|năng số
    gia vào|phân giao
    ký số|trường số|gian số|mại số|giao số|nghiệp số|liên thông|thuyết trình|tiến trình|kiến tạo|cấu tạo
    hàng năm|hằng năm|từ xa|đầu vào|ra vào|phó với|ứng với|tống đạt|truyền đạt|tiêu đề|liêm chính|đối với
    """
)
"""Words whose last syllable, alone, would end a subject."""
PAIRS = _listed(
    """
    lý, quyền|xét, cho|xét, duyệt|xét, tặng|đón, tiếp|cố, kiện|ra, đoàn
    dệt, may|bộ, công|giới, cắm|giao, hộ|giao, công|học, công|hóa, nghệ|lịch, văn|dục, khoa|nông, lâm|lâm, ngư
    thao, du|sắt, đường|bộ, đường|tranh, lập|thanh, truyền
    chức, viên|cảnh, cư|cảnh, nhập|cảnh, quá|cảnh, xuất|gia, khu|khí, vật|kiệm, chống|kết, gia
    hàm, cấp|học, công|tế, xã|mại, đầu|dục, đào|nghiệp, nông|hóa, thể|phòng, an|tế, thương|lý, sử
    sông, kênh|kênh, rạch|sông, suối|hồ, đập|đê, kè
    dựng, chỉnh|khích, bảo|ngưỡng, tôn|nhập, thực|nạn, cứu|phòng, chống|rượu, bia|thuật, công|đổi, bổ
    """
)
"""Syllables on both sides of a comma that belong to one name: "Phòng, chống", "Xuất cảnh, nhập cảnh"."""
TRADE = _listed(
    """
    thương mại tự do|đối tác kinh tế|đối tác toàn diện|đối tác xuyên thái bình dương
    khu vực thương mại tự do|khu vực mậu dịch tự do|thành lập khu vực thương mại tự do
    """
)
"""What the name of a free-trade agreement begins with after its kind word."""
