"""The words of the grammar of bodies: kinds of body, what they do, and what ends a name. In shadow form."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


KINDS = (
    *_listed(
        """
    nxb, tạp chí điện tử,
    bộ, sở, ban, cục, vụ, viện, phòng, hội, hiệp hội, ủy ban, văn phòng, vp, trung tâm, tổng cục, chi cục,
    đảng, đảng đoàn, đảng bộ, đảng ủy, ban cán sự đảng, đại hội đồng, hội người, liên hiệp, liên
    hiệp các, liên đoàn, liên minh, công ty, công ty tnhh, công ty cổ phần, công ty cp, tập đoàn, tổng công
    ty, ngân hàng, trường, trường đại học, đại học, trường cao đẳng, trường trung học, trường thpt, trường
    chính trị, học viện, bệnh viện, báo, tạp chí, đài, thông tấn xã, hãng thông tấn, nhà xuất bản, quỹ, tổ
    chức, cơ quan, đồn biên phòng, đại đội biên phòng, bộ đội biên phòng, bộ chỉ huy quân sự, bộ chỉ huy bộ
    đội biên phòng, bộ tư lệnh, quân khu, công an, hải quan, kho bạc nhà nước, đại sứ quán, sứ quán, đsq,
    tổng lãnh sự quán, tlsq, lãnh sự quán, phái đoàn, phái đoàn thường trực, phái bộ, thương vụ, hội đồng,
    hội đồng nhân dân, hđnd, ủy ban nhân dân, ubnd, mặt trận tổ quốc, ủy ban mặt trận tổ quốc, ủy ban mttq,
    ban quản lý, bql, ban chỉ đạo, ban chỉ huy, ban tổ chức, ban thường vụ, ban thường trực, ban điều phối,
    ban bí thư, thường trực, tỉnh ủy, thành ủy, huyện ủy, thị ủy, quận ủy, khu ủy, đoàn thanh niên, tỉnh đoàn,
    thành đoàn, nhóm, tổ công tác, tổ, chính phủ, quốc hội, nghị viện, thượng viện, hạ viện, chính quyền,
    tòa án, tòa án nhân dân, viện kiểm sát nhân dân, câu lạc bộ, clb, mạng lưới, chi nhánh, cảng vụ, cổng
    ttđt, đoàn chủ tịch,
    cổng thông tin điện tử, đội, trạm, thư viện, viện hàn lâm, hợp tác xã, doanh nghiệp tư nhân, hãng,
    tổng hội, tổng hội người, chi hội, hội liên hiệp, hội liên lạc, chính phủ nhân dân, chính phủ hoàng gia,
    chính phủ nước, ủy hội, đu-ma, duma, quốc vụ viện, châu ủy, khu
    bộ, trung đoàn, sư đoàn, lữ đoàn, tiểu đoàn, quân đoàn, quân chủng, vùng cảnh sát biển, vùng hải quân,
    phân hội, phân viện, phân xã, ban thư ký, thanh tra, cảng hàng không, tòa thánh, hội thánh, giáo hội,
    nhà máy, trung đoàn biên phòng, hội doanh nghiệp, hội sinh viên, đoàn kinh tế, sàn giao dịch,
    tổng công đoàn, công đoàn, liên hiệp hội, tòa trọng tài, nhóm bạn bè, đại học quốc gia, tòa án công lý,
    chính quyền nhân dân, cục cảnh sát, cơ quan đại diện thương mại, trường thpt chuyên,
    trường trung học phổ
    thông, trường tiểu học, trường thcs, trường mầm non, quân đội hoàng gia, quân đội nhân dân,
    trung tâm dịch
    vụ, trung tâm y tế, hội khuyến học, quân giải phóng nhân dân, tiểu khu quân sự, phân ban, tiểu ban,
    ban qlda, ban quản lý dự án, bql dự án, báo và đài, báo và
    phát thanh, báo và ptth, diễn đàn nghị sĩ, diễn đàn nghị viện, kiểm toán nhà nước khu vực, kho bạc,
    trường quốc tế, trường phổ thông, ban chấp hành, ban vận động, ban liên lạc, khoa,
    tòa án quân sự, viện kiểm sát, hải đội, hải đoàn, bộ tham mưu, quân chủng, tổng cục chính trị, bưu điện,
    tand, vksnd, bch bộ đội biên phòng, bch bđbp, bộ chỉ huy bđbp,
    tổng vụ, tổ thư ký, đảng ủy quân sự, đảng ủy công an, đảng ủy khối,
    hải quân, không quân, nhà nước, đoàn đàm phán, tòa,
    tòa án đặc biệt, hội hữu nghị, liên hiệp hội người, hội đồng nghị sĩ,
    liên minh nghị sĩ, hội nghị sĩ hữu nghị, cơ quan thường trực, cụm thi đua, khối thi đua, tổng nha, nha,
    trung ương hội, trung ương đoàn, thành hội, tỉnh hội, phân xã, văn phòng đại diện,
    tct, ctcp, cty, bv, đh, thường vụ, chi đội, chi bộ, binh đoàn, phân hiệu, công ty tnhh một thành viên,
    công ty trách nhiệm hữu hạn, công ty trách nhiệm hữu hạn một thành viên, công ty liên doanh, hội đồng
    quản trị, hội đồng thành viên,
    cảnh sát biển, cảnh sát quốc gia, cảnh sát liên bang, cảnh sát hoàng gia, hải cảnh, tuần duyên, hiến binh
    hoàng gia, quân lực hoàng gia, không quân hoàng gia, lực lượng bảo vệ bờ biển, lực lượng phòng vệ, lực
    lượng tự vệ, lực lượng tuần duyên, vệ binh cách mạng, mặt trận giải phóng, mặt trận giải phóng dân tộc,
    mặt trận dân tộc giải phóng, phong trào giải phóng, công đảng, hạm đội, vệ binh quốc gia, thủy quân lục
    chiến, lục quân, tổng viện kiểm sát
    """
    ),
    "báo và phát thanh, truyền hình",
    "đài phát thanh, truyền hình",
)
"""Kinds of body, with which names of bodies begin."""

LEVELLED = (
    "ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "công an", "tỉnh", "thành", "đảng bộ",
    "tand", "vksnd", "bch ", "bộ chỉ huy bđbp",
    "hải quan",
    "huyện", "báo", "đài", "chính quyền", "đồn biên phòng", "chi cục hải quan", "trạm kiểm soát",
    "trường chính trị", "ban quản lý khu", "bql khu", "chính phủ nhân", "bệnh viện", "nghị viện", "quốc hội",
    "thượng viện", "hạ viện", "hội đồng", "thanh tra", "tòa án nhân dân", "viện kiểm sát nhân dân",
    "kho bạc", "đại học", "trường đại học", "sở", "cảng vụ hàng không",
    "ban quản lý các", "bql các",
)  # fmt: skip
"""Kinds that a level alone makes one: "UBND tỉnh"."""

OPEN = frozenset(
    {"ban thư ký", "đảng", "chính phủ", "quốc hội", "nghị viện", "thượng viện", "hạ viện", "hội đồng"}
)
"""Names of our own bodies with which those of others begin: "Đảng Nhân dân Cách mạng Lào"."""

RULED = ("quy định", "ban hành", "hướng dẫn", "sửa đổi", "phê duyệt", "quyết định")
"""What a body does in its paper, written with a capital behind the body's name."""

OPEN_KINDS = (
    "ban quản lý",
    "bql",
    "ubnd",
    "ủy ban nhân dân",
    "hđnd",
    "chi cục",
    "trường",
    "bệnh viện",
    "công ty",
)
"""Kinds whose known names go on with a place that no list knows: "Ban Quản lý Khu kinh tế Vân Phong"."""

FIELDED = ("vụ ", "phòng ", "cục ", "ban ", "trung tâm ", "viện ")
"""Kinds with more than one field: "Vụ Kết cấu hạ tầng và đô thị"."""

TWOFOLD = (
    "phòng ", "tiểu ban ", "cục ", "đài ", "trường ", "trung tâm ", "bệnh viện ", "ban ", "vụ ", "khoa ",
    "viện ", "tập đoàn ", "tổng công ty ",
)  # fmt: skip
"""Kinds whose names join two fields by a dash: "Phòng Lễ tân - Lãnh sự"."""

TWOFOLD_IF_KNOWN = ("bộ ", "sở ", "ủy ban ", "học viện ", "tạp chí ", "hội ", "hiệp hội ")
"""Kinds that do so where the second is known as a field: "Sở Quy hoạch - Kiến trúc"."""

LISTED = ("bộ ", "sở ", "phòng ", "ủy ban ")
"""Kinds with a list of fields: "Bộ Thương mại, Công nghiệp và Năng lượng"."""

ABOUT = ("ban chỉ đạo", "ủy ban", "nhóm ", "tổ ", "hội đồng")
"""Kinds whose names say what they are about: "Ban Chỉ đạo quốc gia về hội nhập quốc tế"."""

OF_TWO = (
    "hội ", "nhóm ", "ủy ban ", "liên minh ", "hội đồng ", "diễn đàn ", "tổ ", "liên hiệp ", "phân ban ",
)  # fmt: skip
"""Kinds that two countries have together: "Nhóm Nghị sĩ hữu nghị Việt Nam - Lào"."""

CHARGED = (
    "ban chỉ đạo", "ban điều hành", "tổ công tác", "nhóm công tác", "ủy ban quốc gia", "ủy ban chỉ đạo",
    "hội đồng quốc gia", "tổ chỉ đạo", "tiểu ban", "ban vận động", "ban điều phối", "tổ điều phối",
    "ủy ban điều phối", "hội đồng điều phối", "đoàn đàm phán", "ủy ban hỗn hợp", "ủy ban liên hợp về",
    "ủy ban asean", "ủy ban liên hợp quốc", "ủy ban nhà nước", "trung tâm điều phối",
    "văn phòng liên hợp quốc", "hội đồng asean",
)  # fmt: skip
"""Kinds set up for one matter, which their names tell: "Ban Chỉ đạo quốc gia về hội nhập quốc tế"."""

OF_LEVELS = frozenset({"ubnd", "ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "chính quyền", "công an"})
"""Bodies that each level has."""

WHOSE = (" quốc gia", " trung ương", " liên ngành", " tỉnh", " thành phố")
"""What says whose a body set up for one matter is."""

OF_UNITED_NATIONS = (
    "chương trình ", "cơ quan ", "hội đồng ", "mạng lưới ", "phái bộ ", "quỹ ", "tiểu ban ", "trung tâm ",
    "tổ chức ", "văn phòng ", "viện ", "ủy ban ",
)  # fmt: skip
"""Kinds of which the United Nations have organs."""

OF_STATES = frozenset({"đảng", "nhà nước", "chính phủ", "quốc hội", "mặt trận tổ quốc"})
"""Bodies that each state has."""

EMBASSIES = ("đại sứ quán ", "tổng lãnh sự quán ", "lãnh sự quán ")
SEATED = (
    "câu lạc bộ", "clb ", "tổng hội", "chi hội", "liên hiệp", "cộng đồng", "trường ", "quỹ ",
    "đại sứ quán", "sứ quán", "đsq", "tổng lãnh sự quán", "tlsq", "lãnh sự quán", "phái đoàn", "phái bộ",
    "văn phòng", "vp ", "hội ", "hiệp hội", "thương vụ", "viện ", "trung tâm", "cơ quan", "phòng ",
    "chi nhánh", "phân hiệu ",
)  # fmt: skip
"""Kinds that take the country or town where they are: "Đại sứ quán Việt Nam tại Lào"."""

OF_A_STATE = (*SEATED, "bộ ", "ủy ban ", "tòa án ", "viện kiểm sát ")
"""Kinds that take their state by its full name: "Ủy ban Dân tộc nước Cộng hòa …"."""

NEVER_OPENED = (
    "ban hđnd", "nha trang", "bộ quy tắc", "bộ luật", "bộ tiêu chí", "bộ chỉ số", "bộ tài liệu",
    "bộ thủ tục", "bộ phận", "bộ máy",
    "bộ công cụ", "bộ dữ liệu", "bộ câu hỏi", "bộ ảnh", "bộ sách", "bộ phim", "tổ chức lễ",
    "tổ chức hội chợ",
    "tổ chức hội nghị", "tổ chức hội thảo", "tổ chức tuần", "tổ chức ngày", "tổ chức đoàn",
    "tổ chức diễn đàn",
    "tổ chức tọa đàm", "tổ chức phiên", "tổ chức pcpnn", "tổ chức phi chính phủ", "tổ chức chính phủ",
    "tổ chức chương trình", "tổ chức triển lãm", "tổ chức cuộc", "tổ chức giải", "tổ chức tết", "hội nghị",
    "tổ chức hđnd", "tổ chức ubnd", "tổ chức ủy ban", "tổ chức hội đồng", "ban thường trực ban ",
    "tổ chức quốc hội", "tổ chức chính quyền", "tổ chức tòa", "báo cáo", "đài thọ", "đội ngũ", "quỹ đất",
    "đảng viên", "viện trợ", "trạm thu", "hội thảo", "hội chợ", "hội đàm", "hội kiến", "hội nhập",
    "nhóm nghị sĩ và", "thường trực ban bí thư", "bộ trưởng", "vụ trưởng", "cục trưởng", "viện trưởng",
    "hội trưởng", "đội trưởng",
    "trạm trưởng", "ban ngành", "hội viên", "khoa học", "tổ trưởng", "tổ phó", "nhóm trưởng", "viện phó",
    "vụ phó", "cục phó", "bộ đội cụ hồ", "tổ quốc",
    "tổ chức liên quan", "cơ quan liên quan", "tổ chức có liên quan", "cơ quan có liên quan",
    "cơ quan quản lý nhà nước", "cơ quan chủ quản", "cơ quan chức năng", "phòng truyền thống",
    "phòng khánh tiết", "phòng khách", "phòng họp",
    "đội tuyển", "trung tâm hội nghị", "ban tổng giám đốc", "thanh tra,", "nhà máy điện hạt nhân",
    "mạng lưới đường", "trường chinh", "tỉnh ủy ban", "chính phủ nước ngoài",
)  # fmt: skip
"""What begins like a kind of body and is something else, or what is done."""

QUALIFIED = (
    " hàng không", " thông tấn", " nghiên cứu",
    " liên chính phủ", " công tác liên hợp", " hỗn hợp", " liên hợp", " liên ngành", " tư vấn",
    " chuyên gia", " công tác",
    " điều hành",
    " quốc gia", " hợp tác", " song phương", " chỉ đạo", " điều phối", " kinh tế", " tổ chức", " hữu nghị",
    " giám sát", " phối hợp", " soạn thảo", " đàm phán", " vận động", " hỗ trợ", " nghị sĩ",
    " thứ",
    " nhân quyền",
    " đặc biệt", " thường trực", " nhân dân", " ngành",
)  # fmt: skip
"""Small words between the kind and the name: "Ủy ban hỗn hợp Việt Nam - Lào"."""

QUALIFIABLE = (
    "hãng", "tòa", "trung tâm", "viện", "ủy ban", "nhóm", "hội đồng", "tổ", "ban", "tiểu ban", "mạng lưới",
    "diễn đàn", "quỹ", "đoàn", "liên minh nghị",
)  # fmt: skip
"""Kinds that they follow."""

NUMBERED = (
    "quân khu", "ủy ban", "bệnh viện", "quân đoàn", "đại đội biên phòng", "vùng cảnh sát biển",
    "vùng hải quân", "bộ tư lệnh vùng", "bộ chỉ huy vùng",
    "trung đoàn", "hải đoàn", "hải đội", "binh đoàn",
    "cụm thi đua", "khối thi đua", "sư đoàn", "lữ đoàn", "tiểu đoàn", "kênh", "đài truyền hình",
    "hạm đội",
)  # fmt: skip
"""Kinds that a number makes one: "Quân khu 7"."""

SCHOOLS_IN_SMALL = ("đại học ", "trường đại học ", "học viện ")
"""Schools written small that their place alone names: "trường đại học Khon Kaen"."""

IN_SMALL = (
    "chính quyền ", "chính phủ ", "quốc hội ", "tỉnh ủy ", "thành ủy ", "nhà nước ", "phân ban ",
    *SCHOOLS_IN_SMALL,
)  # fmt: skip
"""Kinds written small before the place they are of: "chính quyền vùng Pi-ê-môn-tê"."""

FOREIGN_WORDS = frozenset(
    """
    foundation services service international fund bank group university institute council association relief
    airlines airways company corporation corp agency network centre center society alliance union chamber
    organization organisation ltd limited inc llc gmbh children holdings partners trust federation committee
    forum assistance energy electronics motors motor technology technologies
    technik solutions systems industries
    engineering logistics shipping petroleum pharma pharmaceutical development capital consulting ventures
    fondation stiftung asociación microelectronics semiconductor semiconductors
    networks media press times news
    college academy hospital school steel power solar wind marine foods beverage textile garment
    """.split()
)
"""Words that make a run of foreign capitals the name of a body."""

ORGANISATION_COLUMNS = frozenset(
    _listed(
        """
        tổ chức, tên tổ chức, tổ chức tài trợ, nhà tài trợ, tên nhà tài trợ, đối tác nước ngoài,
        tổ chức nước ngoài,
        tổ chức pcpnn, tên tổ chức pcpnn, tổ chức phi chính phủ, doanh nghiệp, tên doanh nghiệp, nhà đầu tư,
        bên tài trợ, tổ chức phi chính phủ nước ngoài
        """
    )
)
"""Heads of columns that hold bodies."""

LAST_WORD = (
    "hiệp hội",
    "hội ",
    "công ty",
    "liên đoàn",
    "viện ",
    "trung tâm",
    "quỹ ",
    "liên minh",
    "câu lạc bộ",
)
"""Kinds whose names may end in one word that no list knows,
before their place: "Hiệp hội Chế biến gỗ Huế"."""
NO_LAST_WORD = frozenset("giúp phía nước thuộc thành quốc ngoại qua toàn cộng của phố tỉnh".split())

ABBREVIATED = (
    "tand ", "vksnd ", "tct ", "ctcp ", "cty ", "bv ", "đh ", "ubnd ", "hđnd ", "tlsq ", "đsq ", "bql ",
    "clb ", "vp ",
)  # fmt: skip
"""Kinds that are capitals whatever the line."""

VERBS = frozenset(
    _listed(
        """
        chủ trì, phối hợp, tổng hợp, tham mưu, báo cáo, theo dõi, rà soát, hướng dẫn, đề nghị, đề xuất, thực
        hiện, tổ chức, trình bày, xây dựng, triển khai, cung cấp, chuẩn bị, thông báo, chịu trách, có trách,
        kiểm tra, giám sát, tiếp tục, tiếp nhận, tăng cường, hoàn thiện, hoàn thành, bảo đảm, đảm bảo,
        bố trí, phát hành,
        lập kế, ban hành, chỉ đạo, giới thiệu, tài trợ, phê duyệt, thẩm định, đôn đốc, nghiên cứu, đào tạo,
        giữ nguyên, ra mắt, quản lý, cấp giấy, phát triển, hợp tác, hỗ trợ, đóng góp, thống nhất, công bố,
        công nhận, thành lập,
        tham gia, tham dự, đại diện, cử cán, làm việc, làm đầu, phân công, xem xét, cho biết, cho
        phép, trả lời, đồng ý, giao ban, họp thẩm, chấp thuận, nhất trí, lấy ý, cập nhật, công tác, thăm
        chính, thăm hữu, đăng cai, lãnh đạo, hoàn tất, hoàn chỉnh, xúc tiến, tháo gỡ, duy trì, chủ động,
        yêu cầu, kính đề, kính mời, xin ý, xin báo, xin gửi, trân trọng, khẩn trương, tập trung, quán triệt,
        kịp thời, thường xuyên, định kỳ, kiến nghị,
        sản xuất, khởi công, khai trương, bàn giao, tuyển dụng, tuyên truyền, tổng kết, tích cực, nhấn mạnh,
        khẳng định, đánh giá, cam kết, mong muốn, ủng hộ, ghi nhận, khai mạc, bế mạc, phát biểu, thảo luận,
        trao đổi, ủy quyền, chuyển giao, kết nối, tiến hành, vận động, huy động, tiếp đón,
        giải trình, khắc phục, tập hợp, thống kê, chấn chỉnh, đăng tải, phổ biến, vận hành, thu thập,
        quyết toán, giải ngân, thẩm tra, cân đối, phân bổ, cấp phát, lựa chọn, tuyển chọn, phản ánh,
        đưa tin, biên soạn, trực thuộc,
        nhân dịp, nhân chuyến, chấm dứt, gia hạn, thương lượng, giải quyết, thu hồi, khởi động,
        cải tiến, cải thiện, nâng cao,
        đẩy mạnh, trực tuyến, tìm kiếm, thúc đẩy, kêu gọi, bày tỏ, trao tặng, đồng chủ, quyết định, ký kết,
        xác minh, xác định, công khai, niêm yết, lắp đặt, mua sắm, vận chuyển, nghiệm thu, tiếp thu, chỉnh lý,
        sửa đổi, bổ sung, trang trí, sắp xếp, phát động, nhân rộng, học tập, nghiêm túc, thay mặt, chỉnh trang
        """
    )
)
"""What a body does: none of these begins the rest of a name, though names hold some of the words."""

LOOSE_ENDS = frozenset("và về của các cho với trong lĩnh vực tại".split())
"""Words that end no subject."""

OF_SUBJECTS = frozenset(_listed("hợp tác, đào tạo, phát triển, quản lý, hỗ trợ, xúc tiến, phát thanh"))
"""Of these, what is a subject as well: "về hợp tác kinh tế"."""

LEVELS = (" tỉnh", " thành phố", " tp", " tp.", " huyện", " quận", " xã", " phường", " thị xã", " thị trấn")
"""Levels with which known names end: "UBND tỉnh"."""

HONORIFICS = ("ông ", "bà ", "đồng chí ", "ngài ", "các ông ", "các bà ", "các đồng chí ")
"""Before a person, however they are written: "… kinh tế đa phương và ông Lê A"."""

HEADS = ("pct ", "ct ", "tịch ", "trưởng ", "thư ", "đốc ", "phó ", "nhiệm ", "chánh ", "trực ", "khanh ")
"""The ends of posts: behind the body of one stands a person."""

FORUMS = frozenset({"asean", "wef", "asem", "g20", "eu", "apec", "liên minh châu âu", "liên hợp quốc"})
"""Groups of states that stand for a side, as countries do: "Hội đồng Kinh doanh Hoa Kỳ - ASEAN"."""

SERIAL = (
    "cụm thi đua", "khối thi đua", "công ty", "nhà máy", "xí nghiệp", "trường", "bệnh viện", "đội", "trạm",
    "tổ", "chi nhánh",
)  # fmt: skip
"""Kinds with a number of their own: "Công ty Xây dựng số 9"."""

PAPERS = (
    "quyết định", "nghị quyết", "kế hoạch", "chỉ thị", "thông báo", "công văn", "báo cáo", "tờ trình", "phó ",
)  # fmt: skip
"""What begins no name of a province: "HĐND tỉnh Nghị quyết số 12/NQ-HĐND"."""

OF_PARTIES = ("ban ", "ủy ban ", "trung ương ", "văn phòng ", "bộ chính trị", "ban chấp hành ")
"""Kinds that parties have."""

PARTS = (
    "đảng ủy",
    "đảng bộ",
    "chi bộ",
    "công đoàn",
    "đoàn thanh niên",
    "văn phòng",
    "thanh tra",
    "chi đoàn",
    "hội đồng thành viên",
    "hội đồng quản trị",
)
"""Kinds that are parts of the body named right behind: "Đảng ủy Bộ đội Biên phòng tỉnh"."""

POSTS = (
    "phó ", "chủ tịch", "bộ trưởng", "thứ trưởng", "giám đốc", "đại sứ", "tổng thống", "thủ tướng",
    "hiệu trưởng", "viện trưởng", "chủ nhiệm", "tư lệnh", "chính ủy", "tổng biên tập", "tổng lãnh sự",
    "thống đốc", "thị trưởng", "bí thư", "trưởng ", "tổng bí thư", "tổng thư ký", "ông ", "bà ", "đồng chí ",
    "tổng giám đốc", "vụ trưởng", "ngoại trưởng", "quốc vương",
    "ủy viên", "thành viên", "thư ký", "tổ trưởng", "tổ phó", "chánh ", "cục trưởng",
)  # fmt: skip
"""What begins a person's post or address: no name of a body goes on with it after "và"."""

COMPOUNDS = frozenset(
    _listed(
        """
        đổi mới, đổi số, tự do, độc lập, dân lập, công lập, thành lập, trung lập, đồng nai, số hóa,
        đại học, y học, tự trị, kế cận, hậu cần, cơ bản, việc làm, trợ phát, cứu phát, tư phát, tiến
        phát, lược phát, sách phát, hàng phát, nước ngoài, ứng với
        """
    )
)
"""Words that a word of grammar ends, and that names hold: "Đảng Dân chủ Tự do"."""

TRADERS = (
    "tct ", "ctcp ", "cty ", "công ty", "tập đoàn", "tổng công ty", "hãng", "doanh nghiệp tư nhân",
    "hợp tác xã", "nhà máy",
)  # fmt: skip
"""Kinds whose own names are of capitals alone."""

NAMED_FOR = (*TRADERS, "quỹ", "trường", "bệnh viện", "học viện")
"""Kinds that bear a person's name."""

FORMS = frozenset({"CP", "TMCP", "TNHH", "MTV", "XNK", "TM", "DV", "XD", "SX", "ĐT", "LD"})
"""Of the capitals behind a trader's kind, those that only say its form."""

NEVER = frozenset(
    """
    các của tại với do đã có là để trong ngoài theo cho từ đến phải được sẽ cần cùng như giữa gồm ký gửi
    trao này đó nêu lần ta bạn ngày tháng năm khi mà nhưng hoặc hay cũng đang vẫn bị mời họp trình nộp
    nhận thăm dự sang lên vào ra số khóa khoá nhiệm đồng hai ba bốn mới cũ nói chịu trước sau thứ tới ở
    nhằm kiêm bằng đưa đón tiếp gặp làm dẫn đi về mỗi hoàn lập lo soạn rà
    """.split()
)
"""No name of a body goes on with these."""
