"""The words of leaders: who they are, how they ask without saying of whom. In shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Phrase

REMARK = Phrase(
    r"(?:(?:nhấn mạnh|chỉ đạo|chỉ rõ|nêu rõ|quán triệt|lưu ý)"
    r"(?: (?!những|các (?:hạn|vấn|điểm)|một số (?:hạn|vấn))[^.;:]{0,60}?)?[ ,:](?:cần|phải)(?: phải)? "
    r"|(?:lưu ý|nhấn mạnh|chỉ đạo|nêu|xác định)(?: rõ)?(?: [^.;:]{0,40})?"
    r" (?:nhiệm vụ|nội dung|công việc|giải pháp)(?: [^.;:]{0,60})?: ?(?=\w)"
    r"|(?:đề nghị|khẳng định|cho rằng|nhắc nhở)(?: rằng)?,? (?:[^.;:,]{0,40}, )?(?:cần|phải)(?: phải)? "
    r"|(?:yêu cầu|lưu ý)(?!\w| (?:khách quan|tất yếu|cấp bách|cấp thiết|bức thiết|đặt ra|đề ra|của"
    r"|thực tiễn|nhiệm vụ"
    r"|phát triển|mới)(?!\w)))"
)
"""A leader's remark that asks without naming whom: "yêu cầu", "nhấn mạnh cần"."""

SAYS = ("đề nghị", "khẳng định", "cho rằng")
"""Words that ask nothing of ours where relations with others were spoken of."""

VIEW = re.compile(
    r"theo (?:đồng chí |ông |bà )?(?:tổng bí thư|chủ tịch nước|(?:phó )?thủ tướng|bộ trưởng|thứ trưởng"
    r"|(?:phó )?chủ tịch|(?:phó )?bí thư|(?:phó )?giám đốc)(?!\w)[^,;:.]{0,80},(?: [^.;:]{0,160}?,"
    r"| (?:trong )?thời gian (?:sắp )?tới| trước mắt)?"
    r" (?:cần|phải|(?:nhiệm vụ|công việc|giải pháp|ưu tiên|trọng tâm|điều quan trọng)[^,.;:]{0,60}"
    r" (?P<is>là))(?= )"
)
"""How news tells what a leader holds is to be done: "Theo Bộ trưởng, thời gian tới, cần …"."""

ASKS_DONE = Phrase(
    r"(?<!\w)(?:(?<!ban )chỉ đạo|đề nghị|quán triệt|nhắc nhở|giao nhiệm vụ)"
    r"(?:,? (?:trong )?thời gian tới|,? trước mắt)?[,:]? "
)
"""What a leader is told to say before the deeds that he asks: "chỉ đạo tập trung …"."""

FORBIDS = Phrase(r" (?:nghiêm cấm|tuyệt đối cấm|tuyệt đối không|không cho phép) ")
"""What a leader or a body above is told to forbid."""

QUOTED = re.compile(
    r"[\"“](?P<said>[^\"“”]{8,400})[\"”’'],? (?P<who>[^.;\"“”]{3,160}?) (?:chỉ đạo|yêu cầu|nhấn mạnh"
    r"|lưu ý|nêu rõ"
    r"|quán triệt|nói)[^\w]*\Z"
)
"""What a leader asks in words that are quoted: “Phải làm ngay”, Bộ trưởng yêu cầu."""

HAPPENED = re.compile(
    r"(?:(?:tham )?dự|tổ chức (?:ở|vào|lễ)|tập trung đông|[^\W\d_]+ [^\W\d_]+ (?:tại|là))(?!\w)"
    r"|(?!phấn đấu|bảo đảm|đảm bảo)(?:[^\W\d_]+ ){2,4}đạt \d"
    r"|(?:công bố|thông báo|thông tin|tiếp nhận|phát hiện|xử lý|ghi nhận)(?: [^\W\d_]+){0,2} \d"
    r"|[^.;\n]{0,200}?(?<!\w)(?:(?:sáng|trưa|chiều|tối|đêm) (?:nay|qua|(?:ngày )?\d)|hôm (?:nay|qua)"
    r"|thu hút (?:hơn |gần |trên |khoảng )?\d)"
)
"""How news goes on behind an order with what merely happened."""

OTHERS = re.compile(
    r"(?<!\w)(?:hai (?:nước|bên|đảng|nền)|các (?:bên|nước|quốc gia)|cộng đồng quốc tế|thế giới|quan hệ"
    r"|asean|apec"
    r"|liên hợp quốc|doanh nghiệp)(?!\w)"
)
"""Those of whom a leader says what they need, and who are charged with nothing."""

LEADER = re.compile(
    r"(?:(?:đồng chí|ông|bà) )?(?:tổng bí thư|chủ tịch nước|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng"
    r"|phó chủ tịch|chủ tịch|phó bí thư|bí thư|thường trực|trưởng ban|phó trưởng ban|giám đốc|phó giám đốc"
    r"|lãnh đạo|người đứng đầu|đồng chí|tôi|hội nghị|ban bí thư|bộ chính trị|ubnd tỉnh|ban thường vụ)(?!\w)"
)
"""Those whose remarks are orders."""

OF_BUSINESS = re.compile(
    r"(?:chủ tịch|giám đốc|trưởng ban) (?:danh dự )?(?:hội đồng quản trị|hđqt|công ty|tập đoàn|hiệp hội"
    r"|liên đoàn|quỹ|ngân hàng|doanh nghiệp|tổng công ty|phòng thương mại"
    r"|hội (?!đồng nhân dân))"
)
"""Those who lead no authority, and order nothing."""

HE = re.compile(r"(?:đồng chí|ông|bà)(?= )")
ALSO = re.compile(r" (?:cũng|đã|đồng thời|tiếp tục|cho biết|khẳng định|nhấn mạnh|yêu cầu|đề nghị)(?!\w)")
"""Those who speak, told by name or pronoun, and what stands between them and their word."""

HIGHEST = re.compile(
    r"(?:tổng bí thư|chủ tịch nước|phó chủ tịch nước|thủ tướng|phó thủ tướng|chủ tịch quốc hội|bộ trưởng"
    r"|thường trực ban bí thư|ban bí thư|bộ chính trị)(?!\w)"
)
"""Leaders of the country: what they ask of any body of ours is asked of one below."""

POWERS = re.compile(rf"(?:chính phủ|quốc hội|nhà nước)\Z|{HIGHEST.pattern}")
"""Those whose powers rules tell, as well as their tasks."""

ABOVE = re.compile(
    r"(?:chính phủ|thủ tướng|quốc hội|trung ương|bộ chính trị|ban bí thư|bộ|tổng bí thư|chủ tịch nước"
    r"|ban chấp hành trung ương)(?!\w)"
)
"""Bodies of the country's top, which a leader of a province asks and does not order."""

ON_TOP = re.compile(
    r"(?:(?:tổng bí thư|chủ tịch nước|thủ tướng|phó thủ tướng)(?!\w)|(?:bộ trưởng|chủ tịch|giám đốc)\Z)"
)
"""Those who direct in a paper of tasks and are charged with none."""

I_ASK = re.compile(
    r"(?:chúng )?tôi (?:đề nghị|yêu cầu) (?!các nước|các bên|cộng đồng quốc tế|hai bên|quý vị)"
)
"""What a speaker asks all who listen."""

PAPER = re.compile(
    r"(?:(?:cụ thể|theo đó|trong đó|ngoài ra|đồng thời|bên cạnh đó),? )?(?:nghị quyết|quyết định"
    r"|kế hoạch|chỉ thị|công điện|thông báo|kết luận|văn bản|chương trình(?: hành động)?|đề án|công văn"
    r"|chiến lược)"
    r"(?: (?:này|trên|nêu trên|số [^ ]{3,20}))?(?:,? (?:cũng|đã|còn|nêu rõ:?)){0,2}"
)
"""A paper that news tells to order something."""

POLITELY = re.compile(
    r" (?:(?:trân trọng|kính|cũng|đã|sẽ|tiếp tục|trực tiếp|đồng thời|thống nhất|nhất trí"
    r"|quyết định) ?){1,12}\Z"
)
"""What may stand between the one who asks and the word that asks."""
