"""The words of the grammar of tasks, in shadow form: who orders, with what words orders begin."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Phrase


def _either(words: str) -> str:
    listed = (" ".join(word.split()) for word in words.split(","))
    return "|".join(sorted((word for word in listed if word), key=len, reverse=True))


ORDERING_TYPES = (
    "chỉ thị", "quyết định", "kết luận", "thông báo", "công điện", "nghị quyết", "hướng dẫn", "quy chế",
    "quy định", "thông tri", "công văn", "thông tư", "nghị định",
    "luật", "pháp lệnh",
)  # fmt: skip
"""Types of paper that give orders, by the start of their name."""

RULE_TYPES = ("luật", "pháp lệnh", "nghị định", "thông tư", "quy định", "quy chế")
"""Types of paper whose every sentence is a rule, by the start of their name."""

PLANNING_TYPES = ("kế hoạch", "chương trình", "phương án", "đề án", "dự án")
"""Types of paper that plan, and say who does what in a part of their own."""

ORDER = Phrase(
    r"(?<!\w)(?:(?<!ngoại )(?<!xã )(?<!bàn )(?<!chuyển )(?<!được )(?<!là )giao(?: nhiệm vụ)?"
    r"(?: cụ thể)?(?: cho)?|phân công|(?<!nội dung )(?<!theo )(?<!có )yêu cầu"
    r"|(?<!theo )(?<!xét )(?<!văn bản )đề nghị|(?<!ban )chỉ đạo|ủy quyền(?: cho)?"
    r"|lưu ý|nhắc nhở)(?: đối với)?(?: |, (?=(?:trong )?thời gian tới|trước mắt|từ nay"
    r"|sau |ngay sau ))"
)
"""Words that charge the one who is named behind them."""

OF_THEIR_OWN = re.compile(
    r"(?:(?:căn cứ|trên cơ sở|theo|trong|khi|sau khi|định kỳ)(?= )[^;:.]{3,120}, )?(?:yêu cầu|đề nghị"
    r"|giao|phân công) "
)
"""How an order begins that whoever the part names is to give to others."""

LATER_ON = re.compile(
    r"(?:(?:trong )?(?:thời gian|giai đoạn|những năm|năm) (?:sắp )?tới(?: đây)?|trước mắt"
    r"|từ nay(?: đến [^,;.]{3,20})?"
    r"|ngay sau [^,;.]{3,30})(?:, | (?=(?:các|bộ|sở|ubnd|ủy ban|hội|hiệp hội|ban|cơ quan|đơn vị) ))"
)
"""When those are to act who are named behind the word of an order and this."""

LETS_ASK = frozenset({"đề nghị", "lưu ý"})
"""Words that ask; upwards they are no order."""

UPWARDS = re.compile(
    r"(?:sớm )?(?:xem xét|cho phép|phê duyệt|chấp thuận|cho ý kiến|cho chủ trương|quyết định|quan tâm|bố trí"
    r"|tiếp tục quan tâm|hỗ trợ|cấp |ủng hộ|tạo điều kiện|bổ sung)(?!\w)"
)
"""What is asked of those above."""

SIGNS_FOR = re.compile(
    r"(?<!\w)ký (?:kết )?[^;.]{0,80}"
    r"(?:hiệp (?:định|ước)|thỏa (?:thuận|ước)|nghị định thư|bản ghi nhớ|công hàm|biên bản)"
)
"""The treaties that one is empowered to sign, which is a power and no charge."""

SO_FAR = re.compile(
    r"(?:trong )?(?:thời gian qua|những năm qua|năm qua|thời gian vừa qua|vừa qua|nhiều năm qua"
    r"|từ đầu năm|\d+ năm qua)"
    r"(?!\w)"
)
"""What a paragraph opens with that tells how things have gone so far."""

SENT_BACK = re.compile(
    r"(?<!\w)(?:gửi|phản hồi|trả lời|báo cáo|thông báo|báo)(?: (?:lại|bằng văn bản))? (?:về|cho|đến|trước) "
)
"""What a letter says of an answer."""

MUST = re.compile(
    r"(?:cần|phải|tuyệt đối (?:không|tránh)|không(?= (?:được|để|làm|tự|cho|tổ chức|bố trí|cung cấp|đưa"
    r"|nhận|ký|lợi dụng"
    r"|chủ quan|lơ là|gây|phát sinh|đặt|sử dụng|đón|tiếp|thu|cấp|mang"
    r"|giải quyết))|nghiêm cấm|dứt khoát|đừng)(?: phải)? "
)
"""What an order begins with that names nobody."""

THEY_MUST = re.compile(
    rf"(?:(?:tỉnh|thành phố|địa phương|huyện|xã|ngành|trường|đơn vị|cơ quan) )?{MUST.pattern}"
)
"""What a leader goes on with, where those asked before are called by their kind: "Tỉnh cần …"."""

ALLOWS = re.compile(
    r"(?:đồng ý|nhất trí|thống nhất|cho phép|chấp thuận)(?: về)?(?: chủ trương)?(?: để| cho)?(?: về)? "
)
"""What a clause opens with that lets somebody do what they asked for."""

UP_TO = re.compile(
    r"(?:đồng chí|ông|bà|lãnh đạo|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|chủ tịch|phó chủ tịch|giám đốc"
    r"|tổng giám đốc|thường trực|ban thường vụ|bộ chính trị|ban bí thư|chính phủ|cục trưởng|vụ trưởng)"
    r"(?! (?:các|[^\n]{0,40} các tỉnh))(?!\w)"
)
"""Those above, to whom a letter orders nothing."""

ADDRESSED = re.compile(
    r"(?:quý (?:cơ quan|bộ|ban|sở|ủy ban|đơn vị|văn phòng|địa phương|tỉnh|thành phố|vụ|cục)"
    r"|tỉnh|thành phố)(?= [^\W\d_])"
)
"""Those to whom a letter is sent, as it calls them."""

BESIDES = re.compile(
    r"(?:(?:đồng thời|ngoài ra|bên cạnh đó|bên cạnh việc này|cùng với đó|trước mắt|riêng|nay|do đó|vì vậy"
    r"|theo đó|trong đó|đặc biệt(?: là)?|nhất là|nhân dịp này|qua đó|từ đó|để kịp[^,;.]{0,40}|một lần nữa"
    r"|mặt khác|cụ thể),?)+"
)
"""What joins an order to what was said before."""

CLOSING = Phrase(
    r"có trách nhiệm thi hành (?:nghị quyết|quyết định|chỉ thị|quy chế|quy định|nghị định|lệnh)[^.;]{0,30}này"
    r"|chịu trách nhiệm (?:trực tiếp )?trước [^.;]{5,80} (?:về việc|việc|về kết quả) [^.;]{0,80}"
    r"(?:chỉ thị|công điện|nghị quyết|quyết định|kế hoạch) này"
    r"|chịu trách nhiệm (?:thi hành|thực hiện|tổ chức thực hiện|triển khai thực hiện)[^.;]{0,60}"
    r"(?:chỉ thị|quyết định|thông báo|kết luận|kế hoạch|nghị quyết|công điện|quy chế|quy định|thông tư"
    r"|nghị định|luật"
    r"|chương trình)(?: này|(?=[./;]|\Z))|căn cứ (?:quyết định|kế hoạch|chỉ thị) thi hành"
    r"|thông báo để (?=các |quý |đồng chí|[^,;.]{0,60} biết|(?:bộ|ủy ban|ubnd) [^;.]{0,120} biết)"
    r"|trân trọng(?! đề nghị| giao| yêu cầu)|xin (?:gửi|báo cáo|thông ?báo|cảm ơn)|trên đây là"
    r"|(?:này|đây|số [^ ]{3,20}) có hiệu lực|có hiệu lực (?:thi hành|(?:kể )?từ ngày)"
)
"""Formulas that close a paper and charge nobody with anything."""

PAST = re.compile(r"(?:đã|đang|vừa|vẫn|chưa|từng|được|bị|hiện|thường xuyên được)(?!\w)")
"""What tells of what was or is, right behind its subject."""

AHEAD = re.compile(r"(?:sẽ|dự kiến)(?!\w)")
"""What is to come, but is not ordered."""

SOON = re.compile(
    r"sẽ (?=(?:phối hợp|chủ trì|hoàn thành|hoàn thiện|báo cáo|trình|rà soát|xây dựng|ban hành|hướng dẫn"
    r"|tham mưu) )"
)
"""What news tells of a body's task that is to be done by a date."""

NO_ACT = frozenset(
    """
    và của tại ở trong ngoài trên nhằm do theo đến từ này nêu khi để còn cũng như là hay hoặc gồm với về thì
    mà nói nhận gặp thăm nơi các
    """.split()
)
"""Words with which no action begins."""

TOLD = re.compile(
    r"(?:cho biết|cho rằng|cho hay|khẳng định|nhận được|nhất trí|đồng ý"
    r"|thống nhất(?! với (?:phía|bộ|sở|các|ubnd))|bày tỏ|đánh giá cao|ghi nhận"
    r"|đề nghị|kiến nghị|trân trọng|hoan nghênh|cảm ơn|nhận định|nhấn mạnh|hội đàm|hội kiến|tiếp (?!tục"
    r"|nhận|cận|thu)"
    r"|dẫn đầu|xin |ủng hộ|có (?:ý kiến như|công văn|tờ trình|văn bản số|báo cáo số)|tham dự|phát biểu"
    r"|chia sẻ(?! (?:danh sách|dữ liệu|số liệu|tài liệu))"
    r"|có (?:thể|quyền)|lưu ý|yêu cầu|thăm|chúc|kêu gọi|coi trọng|tái khẳng định|nhắc lại|tin tưởng"
    r"|quan ngại|mong muốn|vui mừng"
    r"|chủ trương|luôn|sẵn sàng(?! lực| phương| ứng)|trả lời|làm trưởng đoàn|cùng dự|chứng kiến|mong)(?!\w)"
)
"""What is told of a body, not asked of it."""

MAY = re.compile(
    r"(?:có (?:thể|quyền)|luôn|mong|chúc|tin tưởng|quan ngại|vui mừng|cảm ơn|hoan nghênh|bày tỏ|đánh giá cao"
    r"|kêu gọi|nhận được|cho rằng|cho hay|cho biết)(?!\w)"
)
"""What rules tell of a body and do not ask of it."""

DUTY = re.compile(
    r"(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|(?:là|làm) (?:cơ quan |đơn vị )?(?:đầu mối"
    r"|thường trực(?!, được)|chủ trì)"
    r"|(?:cơ quan |đơn vị )?đầu mối|trực tiếp (?:theo dõi|chỉ đạo|phụ trách)|được (?:giao|yêu cầu|ủy quyền"
    r"|phân công)|(?:đồng )?chủ trì|phối hợp"
    r"|chủ động|cùng|khẩn trương|thường xuyên"
    r"|định kỳ|căn cứ|mỗi|hằng|hàng)(?!\w)"
)
"""What says plainly that somebody is charged."""

PLAINLY = re.compile(r"(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|chủ trì(?:,| và)? phối hợp)(?!\w)")
"""What charges somebody wherever it stands."""

BIDS = frozenset(
    _either(
        """
        phụ trách, phấn đấu, nêu rõ, đẩy nhanh, thiết lập, vận hành, niêm yết, khuyến cáo, cảnh báo,
        trang bị, đối chiếu, giữ mối, lập biên, chi trả, đón tiếp, vận chuyển, khuyến khích, định hướng,
        nắm bắt, thu hồi, phản ánh, thường trực, điều tra, truy quét, bắt giữ,
        dứt điểm, xây dựng, rà soát, tổ chức, triển khai, thực hiện, hoàn thành, hoàn
        thiện, hoàn tất, báo cáo, gửi, trình, phối hợp, chủ trì, chủ động, hướng dẫn, kiểm tra, giám
        sát, đôn đốc, theo dõi, tổng hợp, tham mưu, đề xuất, nghiên cứu, ban hành, phê duyệt, thẩm định,
        bố trí, cấp phát, bảo đảm, đảm bảo, tăng cường, đẩy mạnh, nâng cao, đổi mới, tiếp tục, tập
        trung, chú trọng, quan tâm, khẩn trương, kịp thời, thường xuyên, định kỳ, quán triệt, tuyên
        truyền, phổ biến, lập danh, lập kế, lập hồ, lập báo, cung cấp, cập nhật, chuẩn bị, đón đoàn, mời
        đoàn, dịch thuật, thống kê, thu thập, công bố, công khai, đăng tải, đăng ký, cử cán, cử người,
        quản lý, sử dụng, tạo điều, tháo gỡ, xử lý, giải quyết, khắc phục, chấn chỉnh, ngăn chặn, đấu
        tranh, bảo vệ, bảo hộ, hỗ trợ, giúp đỡ, kết nối, thu hút, vận động, khai thác, tận dụng, mở
        rộng, duy trì, củng cố, phát huy, phát triển, thúc đẩy, đàm phán, ký kết, đào tạo, bồi dưỡng,
        tập huấn, khảo sát, đánh giá, sơ kết, tổng kết, rút kinh, khen thưởng, kiện toàn, sắp xếp, bàn
        giao, tiếp nhận, tiếp thu, giải trình, chỉnh sửa, sửa đổi, bổ sung, thông báo, thông tin, liên
        hệ, trao đổi, thống nhất, lựa chọn, xác định, xác minh, cụ thể, lồng ghép, ứng dụng, số hóa, bám
        sát, chấp hành, tuân thủ, tham gia, tham dự, huy động, quyết toán, thanh toán, phân bổ, giải
        ngân, đưa vào, không để, không được, tuyệt đối, cắt giảm, rút ngắn, hạn chế, chấm dứt, thành
        lập, in ấn, xin ý, lấy ý, góp ý, trả lời, đồng thời, nghiêm túc, hằng tháng, hằng quý, hằng năm,
        hàng năm, hàng tháng, hàng quý, chậm nhất, chỉ đạo, lãnh đạo, phân công, phân cấp, ưu tiên, xúc
        tiến, quảng bá, giới thiệu, trưng bày, tặng hoa, tìm kiếm, chuyển giao, điều chỉnh, ổn định, gia
        hạn, rà lại, làm rõ, làm tốt, làm việc, mở lớp, mở rộng, cấp giấy, thực hành, sẵn sàng, chỉ
        định, tận tụy, gìn giữ, kiểm đếm, kiểm soát, nắm chắc, nắm tình, sơ tán, di dời, ứng phó, hoàn
        chỉnh, soạn thảo, biên soạn, cải cách, cải thiện, đa dạng, tranh thủ, phòng ngừa, phát hiện,
        nhân rộng, điều hành, cân đối, giữ vững, giữ gìn, khôi phục, tái lập, xem xét
        """
    ).split("|")
)
"""Two-syllable words with which orders begin."""


def bids(words: str) -> bool:
    """Say whether the words, in shadow form, begin as an order does."""
    return " ".join(words[:40].split(" ", 2)[:2]).rstrip(".,;:") in BIDS


IS = re.compile(
    r"(?:là|làm việc theo"
    r"|có(?! trách nhiệm| nhiệm vụ| phương án| kế hoạch| ý kiến| văn bản| biện pháp| giải pháp"
    r"| hình thức)|gồm|bao gồm|thuộc|nằm|đạt|ký|tăng|giảm|chiếm"
    r"|tự (?:giải thể|chấm dứt)|tổ chức (?:hội nghị|lễ) (?:ngày|vào)|trở thành|giáp|hoạt động|hình thành"
    r"|tồn tại|cấm)(?!\w)"
)
"""What is told of a body in a paper of orders, not ordered."""

ALSO_MUST = re.compile(r"(?:cũng|đều|còn|luôn)(?: luôn)? (?=(?:cần|phải) )")
"""What stands before a further thing that somebody must do."""

LEADS = re.compile(r"đồng chủ trì|(?:có trách nhiệm )?chủ trì(?:,| và|, và)? phối hợp")
"""What the first of several is told who lead: the others help."""

THEIRS = re.compile(
    r" (?:của )?(?:nước |các nước )?(?:sở tại|bạn|phía (?:bạn|trung quốc|lào|campuchia|nước ngoài))(?!\w)"
)
"""What stands behind bodies of another country, who help in no task of ours."""

ENDS = re.compile(r"tự (?:giải thể|chấm dứt)(?!\w)")
"""What becomes of a body in the end, which nobody orders."""

URGES = re.compile(
    r"(?:khẩn trương|chủ động|thường xuyên|tập trung|nghiêm túc|tiếp tục|phải|cần|kịp thời|quyết liệt)(?!\w)"
)
"""With what words a leader's orders go on in news."""

GROUP_MUST = Phrase(r" (?:cần|phải) (?:phải )?(?!là |có thể)")
"""What bodies must do, behind them."""

MUST_BE_DONE = re.compile(r"việc [^;:.]{5,200}? (?:cần|phải)(?: phải)? được ")
"""How a leader says what is to be done with something, and not by whom: "Việc X cần được bàn kỹ"."""

WHOSE_DUTY = Phrase(r" (?:thuộc|là) trách nhiệm của ")
"""Words behind which those stand whose duty the subject is."""

ONLY_LEADS = re.compile(r"(?:chủ trì|phụ trách)[.;]?\Z")
"""What is told of one who leads what was said before."""

IS_DONE = re.compile(
    r"\A(?:thời hạn|thời gian) [^,;]{3,80}? (?:là|không quá|chậm nhất) |(?<!đã )(?<!được )(?:phải được|được) "
    r"(?:gửi|thực hiện|hoàn thành|tiến hành|trình|nộp|chuyển|trả|thông báo|báo cáo)(?!\w)"
)
"""What is to be done by a date, of whomever: "Hồ sơ được gửi chậm nhất …", "Thời hạn thẩm định là …"."""

DECIDES = re.compile(
    r"(?:thống nhất (?:quản lý|lãnh đạo|chỉ đạo)|xem xét|quyết định|phê duyệt|chấp thuận|cho ý kiến)(?!\w)"
)
"""What the highest do in rules, which is their power and no charge."""

ANEW = re.compile(r"(?:không|phải|cần|nghiêm cấm|tuyệt đối)(?!\w)")
"""What a sentence within an item begins with that orders anew."""

HEADS = re.compile(r"\(?(?:điều|chương|mục|khoản) \d")
"""What begins another article within a line."""

ONCE = re.compile(
    r"(?:trước khi|sau khi|khi|nếu|trong (?:quá trình|thời gian|khi))[^,;.]{3,90}?,?"
    r" (?=(?:phải|cần|không được|có trách nhiệm) )"
)
"""When one must do what follows: "các sở khi tiếp khách nước ngoài phải báo …"."""

THING_MUST = re.compile(r"(?:[^\W\d_]+ ){1,6}(?:phải|không được) (?!là |có thể)")
"""How a thing that is asked for must be: "Nội dung phải ngắn gọn"."""

BEGS = re.compile(r"(?:kính|trân trọng) (?:đề nghị|trình|xin)|kiến nghị|đề xuất(?! của)|xin ")
"""Words by which one below asks those above to order what follows."""

OPINION = re.compile(
    r"ý kiến (?:chỉ đạo|kết luận|phê duyệt|giải quyết)|bút phê"
    r"|ý kiến của (?:đồng chí |lãnh đạo|giám đốc|(?:phó )?tổng giám đốc|bộ trưởng|thứ trưởng"
    r"|(?:phó )?chủ tịch|phó giám đốc|thủ tướng|phó thủ tướng|cục trưởng|vụ trưởng)"
)
"""What stands over a leader's decision on the paper."""

ON_WHAT = re.compile(r"(?:trong (?:việc|công tác|quản lý|thực hiện)|về (?:việc|công tác)|đối với) [^:]*\Z")
"""What the duties of a heading are about: "Trách nhiệm của Bộ Ngoại giao trong việc …"."""

PREFIX = re.compile(
    r"(?:(?:lãnh đạo|đổi lại,?|riêng(?: đối với)?|mỗi|từng|phía|về phía|đồng chí|đ/c|ông|bà|anh|chị|cô"
    r"|ngoài ra,?|đồng thời,?|còn"
    r"|trong đó,?|theo đó,?|do đó,?|vì vậy,?|vì thế,?|cụ thể,?|tiếp theo,?|để|và|thì|xã|tỉnh|thành phố|huyện"
    r"|phường|quận|thị xã|thị trấn|thủ đô|lực lượng"
    r"|đặc khu|các (?:xã|tỉnh"
    r"|huyện|phường"
    r"|thành phố)|bên|tuyên bố|khẳng định) )+"
)
"""What may stand between the start of a clause and the one charged."""

WHEN = re.compile(
    r"(?:trường hợp|dựa trên|đối với|căn cứ|để|nhằm|trong|sau|trước|hết|định kỳ|khi|về|nhân|hằng|hàng|từ"
    r"|trên cơ sở|theo"
    r"|chậm nhất|cùng với|ngoài|nếu|tùy|tại|qua|với|thứ|cuối cùng|ngày|mọi|thực hiện|triển khai|xét"
    r"|phát biểu|kết luận|kết thúc|phúc đáp|ngay sau|sáng|chiều|tối|thời gian tới|trước mắt"
    r"|song song|bên cạnh|đến|không quá|tối đa|kể từ|thông qua|bằng|ít nhất|tối thiểu|việc|hàng)(?!\w)"
)
"""Words that open a clause's circumstances, which end with a comma."""

AGAIN = re.compile(r"(?:định kỳ|(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm))(?: (?:hằng|hàng) [^\W\d_]+)?,? ")
"""How often something is to be done, before the verb of what is."""

HELPED_BY = re.compile(r" (?:cùng )?phối hợp(?! với| cùng|\w)")
"""What stands behind one who helps: "Bộ A chủ trì, Bộ B phối hợp"."""

WITH = Phrase(
    r"(?<!\w)(?:phối hợp(?:(?:,? (?:và )?(?:chặt chẽ|thường xuyên|hiệu quả|có hiệu quả|kịp thời"
    r"|quyết liệt|đồng bộ"
    r"|tích cực|chủ động|nhịp nhàng|trực tiếp))+(?= (?:với|cùng|và hướng dẫn) ))?(?: với| cùng(?: với)?"
    r"| và hướng dẫn)?|cùng(?: với)?"
    r"|với sự (?:tham gia|phối hợp) của|đồng chủ trì (?:với|cùng)|kết hợp với)(?: chặt chẽ với)? "
    r"(?:đại diện )?(?:lãnh đạo (?=các ))?"
)
"""What stands before those who help."""

BY_OTHERS = re.compile(r"(?<!\w)do [^,;.]{3,60}\Z")
"""Whether what follows is told of another: "hội nghị do Bộ Ngoại giao phối hợp với …"."""

DONE_BY = Phrase(
    r"(?<!\w)do (?P<who>[^,;.]{2,80}?) (?:chủ trì|thực hiện|vận động|đảm nhiệm|phụ trách"
    r"|chịu trách nhiệm|chịu|chi trả|bảo đảm)(?=[ ,.;]|\Z)"
)
"""The one charged, named behind: "phần còn lại do Sở Tài chính bảo đảm"."""

TYPED = re.compile(
    r"(?:các )?(?:xã|huyện|tỉnh|thành phố|phường|quận|thị xã|đồng chí|ông|bà|phía|lực lượng) |các "
)
"""What may stand before an actor of a list and is not of it."""

PLACE_TYPE = re.compile(r"(?<!\w)(?:tỉnh|thành phố|thủ đô|huyện|quận|xã|phường|đặc khu) \Z")
"""What stands before a place of ours that is charged as a body is."""

ATTACHED = re.compile(
    r"(?:quy chế|quy định|kế hoạch|chương trình|phương án|đề án|quy trình|hướng dẫn|thỏa thuận"
    r"|biên bản)[.: ]*"
)
"""Titles of papers that come with another."""

CHARGED = re.compile(r"(?:(?:có|chịu) trách nhiệm |được giao )?(?:(?:đồng )?chủ trì(?:,| và)? )?")
"""What only says that somebody is charged."""

NOT_CHARGED = re.compile(
    r"việt nam|nước ta|đảng|đảng ta|nhà nước|asean|apec|asem|eu|liên hợp quốc|lhq|wto|liên minh châu âu"
    r"|unesco|who|imf"
    r"|adb|wb|ngân hàng thế giới|icao|ilo|fao|undp|cptpp|evfta|rcep|fta|odb|oda|fdi"
)
"""Whom no authority of ours charges: the state itself, organisations of states, short forms of agreements."""

IN_BRACKETS = Phrase(r"\((?P<who>[^()]{3,90}?) (?:đồng )?chủ trì(?=[,;) ])")
"""The one charged, named in brackets behind the task: "(Sở Ngoại vụ chủ trì)"."""

THINGS = re.compile(
    r"(?:kinh phí|mọi|tất cả|thời gian|thời hạn|hồ sơ|tờ trình|địa điểm|thành phần|nội dung|danh sách|dự thảo"
    r"|công hàm|bản|các"
    r"|những|một|ông|bà|đồng chí|văn bản|ý kiến|tên|số|ngày|việc|đơn|giấy|phiếu|lãnh đạo|trưởng|phó"
    r"|thành viên|lễ|hội nghị|hội thảo|đại hội|cuộc|buổi|phiên|đoàn|lớp|dự án|công trình|nguồn|chi phí|phía"
    r"|hai|cả|đây|đó|này|toàn bộ|mức|tổng|chương trình|kế hoạch|nghị quyết|quyết định|chỉ thị|thông báo này"
    r"|theo|qua|nhờ|tuy|song|hiện|năm|tháng|quý|do|vì|tình hình|quan hệ|kết quả|khách|đại biểu|học viên"
    r"|cơ quan|đơn vị|cá nhân|công an|lực lượng|tổ chức(?=,| và| có | nước)"
    r"|công dân|doanh nghiệp|người|nhân dân|chúng ta|tôi|ta|bạn|nước|tỉnh ta|thời điểm|vị trí|quy mô)(?!\w)"
)
"""What an item opens with that says a thing, not a deed."""

LIST_OF = re.compile(r"(?:gồm(?: có)?|thành phần|sau đây là)[^,;:]{0,40}:\Z")
"""What announces a list of things."""
