"""What tells that something happened: the words of each kind, and those that look alike. In shadow form."""

from __future__ import annotations

from banggiao.reading.records import EventKind


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


_JOINTLY = (
    *("ra tuyên bố", "ra tuyên bố chung", "đưa ra tuyên bố", "ra thông cáo chung"),
    *(f'ra "{paper} chung' for paper in ("tuyên bố", "thông cáo", "thông cáo báo chí")),
)
_WRITTEN_OR_ASKED = _listed(
    """
    gửi công hàm, trao công hàm, có công hàm, ra thông cáo, phát đi thông cáo,
    gửi điện mừng, gửi điện chia buồn, gửi điện chúc mừng, gửi điện thăm hỏi, gửi điện và thư,
    gửi thư và điện,
    gửi thư chúc mừng, gửi thư mừng, gửi thư chia buồn, gửi lời chúc mừng, gửi lời chia buồn,
    có thư chúc mừng, có thư mừng, có điện mừng, có điện chúc mừng,
    gọi điện chúc mừng, gọi điện thăm hỏi, gọi điện chia buồn,
    trả lời câu hỏi, trả lời phỏng vấn, trả lời báo chí, trả lời truyền thông, trả lời phóng viên,
    trao đổi với phóng viên, trao đổi với báo chí, chia sẻ với phóng viên, chia sẻ với báo chí
    """
)
_SAYINGS = _listed(
    """
    cho biết, cho hay, thông báo, công bố, tuyên bố, phát biểu, nói, cho rằng, nói rõ, nêu rõ, khẳng
    định, nhấn mạnh, kêu gọi, lên án, bày tỏ, chúc mừng, hoan nghênh, thông tin về, đã thông tin
    """
)

TRIGGERS: dict[EventKind, tuple[str, ...]] = {
    EventKind.VISIT: _listed(
        """
        thăm, đi công tác, sang công tác, sang làm việc, chuyến công tác, khảo sát,
        dẫn đầu sang, sang nghiên cứu,
        vào việt nam, lên đường sang, tháp tùng, tham quan, đến làm việc, công tác tại, đón đoàn,
        đón tiếp đoàn, đặt vòng hoa, sang dự, sẽ sang, trở lại, rời hà nội đi, rời hà nội sang, lên đường
        thăm, lên đường đi, lên đường tới, chuyến đi, cập cảng, chương trình làm việc tại
        """
    ),
    EventKind.MEETING: _listed(
        """
        tiếp, gặp, hội kiến, hội đàm, làm việc với, làm việc trực tuyến với, chào xã giao, điện đàm,
        tham vấn, tiếp xúc với, tiếp xúc song phương, làm việc trực tiếp với, đối thoại với, phiên
        làm việc, buổi làm việc, trao đổi với, trao đổi trực tuyến với, họp trực tuyến với, ăn trưa
        làm việc, hội ý với, họp trực tuyến, họp với, yết kiến, triều kiến, tiếp kiến, đến chào,
        cuộc làm việc, gặp gỡ, tiễn, tiễn đoàn, đón tiếp,
        cuộc họp trực tuyến với, cuộc họp với
        """
    ),
    EventKind.CONFERENCE: _listed(
        """
        hội nghị, hội thảo, tọa đàm, diễn đàn, phiên họp, cuộc họp, kỳ họp, đại hội, triển lãm, hội
        chợ, lễ, tập huấn, chiêu đãi, phiên thảo luận, họp báo, lớp bồi dưỡng, bồi dưỡng, đại hội cổ
        đông, giao lưu văn hóa, liên hoan, chương trình nghệ thuật, mít tinh, lễ hội, họp, lớp tập
        huấn, khóa tập huấn, khóa bồi dưỡng, ngày hội, trưng bày, khởi công, khánh thành, gặp gỡ báo chí,
        tổ chức kỷ niệm, đã kỷ niệm, khai trương, phiên đối thoại, khóa họp, chương trình giao lưu,
        cuộc thi, buổi lễ, giao lưu hữu nghị, buổi giao lưu
        """
    ),
    EventKind.SIGNING: _listed(
        """
        ký, ký kết, trao giấy chứng nhận, trao văn kiện, trao biên bản ghi nhớ, trao bản ghi nhớ,
        trao thỏa thuận, gia hạn, trao đổi thư, trao đổi văn kiện, trao đổi các văn kiện, trao các văn kiện,
        trao các biên bản ghi nhớ, trao các bản ghi nhớ, trao các thỏa thuận, trao đổi các thỏa thuận,
        trao đổi biên bản ghi nhớ, trao đổi bản ghi nhớ, trao đổi thỏa thuận
        """
    ),
    EventKind.NEGOTIATION: _listed(
        """
        đàm phán, họp kỹ thuật
        """
    ),
    EventKind.VOTE: _listed(
        """
        bỏ phiếu, biểu quyết, biểu quyết thông qua, thông qua, bầu, trúng cử, đắc cử, được bầu, phê chuẩn
        """
    ),
    EventKind.STATEMENT: (
        *_JOINTLY,
        *_WRITTEN_OR_ASKED,
        *_SAYINGS,
        *_listed(
            """
            lên tiếng, gửi điện, gửi thư thăm hỏi, gửi thông điệp, ra thông báo, gửi thông điệp chúc mừng
            """
        ),
    ),
}
"""Words that tell a happening of each kind."""

NOT_AFTER: dict[str, frozenset[str]] = {
    "thăm": frozenset("dò khám là còn cũng".split()),
    "khảo sát": frozenset({"của"}),
    "tiếp": frozenset("tục theo nhận cận đó đến thu cụ diễn sức nối thị xúc giáp tế cho viện".split()),
    "gặp": frozenset("khó nhiều phải trở vướng một rủi sự cố bất".split()),
    "ký": frozenset(
        "ban quyết chỉ lệnh hiệu túc ức quỹ sinh giả cược gửi lục họa tên tự năm sự sổ tờ trình duyệt".split()
    ),
    "lễ": frozenset("tân phép nghi tết vật độ ký".split()),
    "đại hội": frozenset({"đồng"}),
    "cuộc họp": frozenset({"báo"}),
    "thông qua": frozenset("việc các hình đó kênh hoạt con đường cơ".split()),
    "bầu": frozenset("không cử trời".split()),
    "bồi dưỡng": frozenset({"chính"}),
    "ngày hội": frozenset("kiến đàm nghị ý thảo".split()),
    "phê chuẩn": frozenset("việc của các theo".split()),
    "gia hạn": frozenset("thị visa nợ giấy".split()),
    "tuyên bố": frozenset("bế khai chung".split()),
    "nói": frozenset("chung riêng trên tới đến về rất".split()),
    "thông báo": frozenset("số kết vụ cho về tới".split()),
    "công bố": frozenset("số quyết danh".split()),
}
"""A trigger followed by one of these is another word: "tiếp tục"."""

NOT_BEFORE: dict[str, tuple[str, ...]] = {
    "tuyên bố": ("ra ", "dự thảo ", "bản ", "các "),
    "phê chuẩn": ("trình ", "được ", "đã được ", "để ", "nghị quyết "),
    "thông báo": ("ra ", "văn bản ", "bản ", "công hàm ", "theo "),
    "họp trực tuyến": ("phòng ", "cuộc ", "phiên ", "buổi "),
    "đàm phán": (
        "lập đoàn ",
        "trưởng đoàn ",
        "của đoàn ",
        "các đoàn ",
        "thúc đẩy ",
        "khởi động ",
        "văn bản ",
        "kỹ năng ",
        "tiến trình ",
        "quá trình ",
        "kết thúc ",
        "kết quả ",
    ),
    "cuộc họp trực tuyến với": ("chủ trì ", "dự "),
    "cuộc họp với": ("chủ trì ", "dự "),
    "bỏ phiếu": ("đưa ra ", "cuộc "),
    "bầu": ("cuộc ", "được ", "họp "),
    "tiếp": ("trực ", "gián ", "kế ", "nối ", "giao ", "đón "),
    "gặp": ("thường ",),
    "họp": ("cuộc ", "phiên ", "kỳ ", "khóa ", "phòng ", "buổi ", "các ", "tổ hợp "),
    "trở lại": ("quay ",),
    "trao đổi thư": ("bằng ", "qua ", "việc "),
    "thăm": ("lời ", "thư ", "điện ", "cảm ơn và "),
    "ký kết": ("ngày ",),
    "ký": ("đăng ", "thư ", "nhật ", "chữ ", "văn ", "du ", "người ", "ngày ", "văn bản ", "hồi ", "kinh "),
    "hội nghị": ("trung tâm ",),
    "biểu quyết": ("quyền ",),
    "tập huấn": ("được ", "đã ", "cán bộ "),
    "bồi dưỡng": ("đào tạo, ", "đào tạo và "),
    "lễ": ("nghi ", "tuần ", "hiếu ", "ngày "),
}
"""A trigger behind one of these is another word, or told by a longer one."""

BACKGROUND = (
    "nhân ", "nhân dịp ", "dịp ", "bên lề ", "trước ", "sau ", "kết quả ", "nghị quyết ", "thực hiện ",
    "nghị quyết của ", "kết luận ",  "tinh thần ", "nội dung ", "bên lề các ",
    "kết quả của ", "ban tổ chức ", "ban chỉ đạo ",
    "đường lối đối ngoại ", "đường lối ", "chủ trương ",
    "các ", "những ", "kỷ yếu ", "biên bản ", "thông báo kết luận ",
    "theo tinh thần ",
)  # fmt: skip
"""A meeting behind one of these is only referred to."""

OF_PEOPLE = tuple(
    f"{word} nhân "
    for word in (
        "bệnh cá chứng công cử danh doanh nạn nghệ nguyên nữ phạm pháp phu quân thân thi thương tội tù tư vĩ"
    ).split()
)
"""Words that end as "nhân" does, before which nothing is an occasion."""

PREPARED = ("ban tổ chức ", "chuẩn bị ", "chuẩn bị cho ", "chuẩn bị tổ chức ", "kế hoạch tổ chức ")
"""What a meeting is held for that stands before the name of another."""

MEETING = ("chủ trì ", "dự ", "điều hành ", "tổ chức ")
"""Verbs before a meeting that is held, and not named."""

HELD = (
    "tổ chức", "diễn ra", "chủ trì", "dự ", "khai mạc", "bế mạc", "phát biểu", "khai giảng", "tại phiên",
    "tại cuộc", "tại hội nghị", "họp", "mở ", "chuẩn bị", "đăng cai", "khánh thành", "triển khai",
    "kết thúc", "tại một ", "tiến hành", "thu hút",
)  # fmt: skip
"""Words one of which stands with a meeting that takes place."""

TASKS = frozenset({"trao đổi với", "tham vấn", "khảo sát", "họp với"})
"""Triggers that also say what someone is to do: an event only behind its date."""

FIRM = frozenset({"biểu quyết thông qua", *_JOINTLY, *_WRITTEN_OR_ASKED})
"""Triggers that tell a happening without a date."""

NO_SIGNING = (
    "có thể ",
    "đề nghị ",
    "đàm phán, ",
    "đàm phán và ",
    "thúc đẩy ",
    "tiến tới ",
    "xúc tiến ",
    "chưa ",
    "sớm ",
    "nếu ",
    "được phép ",
    "quy định việc ",
    "thẩm quyền ",
    "thủ tục ",
    "trình ",
    "về việc ",
)
"""Before these words something is not signed, or nobody says that it is."""

JOINTLY = frozenset(_JOINTLY)
"""What a joint statement says of itself."""

SAYINGS = frozenset(_SAYINGS)
"""Triggers that tell a statement only where the day on which it was made stands with them."""

MEETS = frozenset(
    _listed(
        """
        tiếp, gặp, hội kiến, hội đàm, làm việc với, chào xã giao, điện đàm, tiếp xúc với, trao đổi với,
        yết kiến, triều kiến, tiếp xúc song phương
        """
    )
)
"""Verbs each of which, with its own object, tells a meeting of its own."""

FORMAL = frozenset({"hội kiến", "hội đàm"})
"""Talks that one who holds a post has with one other."""

TO_THE_PRESS = frozenset({"họp báo", "gặp gỡ báo chí"})
"""Meetings that are held to say something."""

AT_THE_PRESS = (
    "tại ", "trong ", "tại buổi ", "trong buổi ", "tại cuộc ", "trong cuộc ", "tại chương trình ",
    "trong chương trình ",
)  # fmt: skip
"""Before a press conference at which somebody says something."""

NAMED: tuple[tuple[str, EventKind], ...] = (
    ("lễ ký", EventKind.SIGNING),
    ("lễ trao văn kiện", EventKind.SIGNING),
    ("lễ trao các văn kiện", EventKind.SIGNING),
    ("lễ trao đổi", EventKind.SIGNING),
    ("lễ trao thỏa thuận", EventKind.SIGNING),
    ("lễ trao biên bản", EventKind.SIGNING),
    ("lễ trao bản ghi nhớ", EventKind.SIGNING),
    ("hội đàm", EventKind.MEETING),
    ("vòng đàm phán", EventKind.NEGOTIATION),
    ("phiên đàm phán", EventKind.NEGOTIATION),
)
"""Occasions that are named for what is done there; others are conferences."""

HOUSES = ("đại sứ quán", "tổng lãnh sự quán", "trường", "đại học", "bệnh viện", "học viện")
"""Bodies that are houses as well: one goes there."""

BODIES = ("đại hội đồng",)
"""Bodies whose names begin as those of occasions do."""

KEPT = ("Ngày ", "Năm ", "Tết ")
"""Occasions that are kept whatever is done on them."""

KEEPING = ("tổ chức ", "khai mạc ", "dự ", "hưởng ứng ")
"""What makes an event of an occasion."""

OF_MEETINGS = frozenset({"họp", "đến làm việc", "công tác tại"})
"""Triggers that in a clause which tells a meeting say no more than that."""
