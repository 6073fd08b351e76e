"""The words of duties: how papers say that somebody has one, and what announces several. In shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Phrase

WHAT_FOLLOWS = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc|việc|giải pháp|biện pháp|hoạt động)(?: cụ thể)? sau(?: đây)? ?:\Z"
)
"""What announces deeds that the words before are told of, each of them."""

ANNOUNCES = re.compile(
    r" (?:(?:có|chịu) (?:các |những )?(?:trách nhiệm|nhiệm vụ)(?:,? (?:và )?(?:quyền hạn|quyền|nghĩa vụ))?"
    r"|(?:cần |phải )?(?:tổ chức |triển khai |tập trung )?thực hiện (?:tốt )?(?:các |những |một số )?"
    r"(?:nội dung|nhiệm vụ|công việc|việc|giải pháp|biện pháp|hoạt động)(?: [^,;:.]{1,40})?)"
    r"(?: sau(?: đây)?)? ?:\Z"
)
"""What announces the duties of those who stand right before it."""

DECIDED = re.compile(
    r"(?:(?:thường trực )?chính phủ|tổng bí thư|chủ tịch nước|thủ tướng|chủ tịch|bộ trưởng|thứ trưởng"
    r"|ban bí thư|bộ chính trị|ban thường vụ|thường trực|giám đốc|chủ nhiệm|ban chỉ đạo)"
    r"(?!\w)[^.:]{0,160}? (?:có ?ý ?kiến|ý ?kiến|kết luận|chỉ đạo)"
    r"(?: (?:chỉ đạo|kết luận|giải quyết))?(?: [^.:]{0,40})? như ?sau ?:\Z"
)
"""What announces those above have decided on what they were asked: all that follows is their order."""

ISSUED = Phrase(
    r"(?<!\w)ban hành (?:kế hoạch|chỉ thị|công điện|quyết định|công văn|văn bản|chương trình|thông báo"
    r"|hướng dẫn|kết luận|nghị quyết)(?!\w)|phê duyệt (?:kế hoạch|đề án|chương trình|chiến lược)(?!\w)"
)
"""What news says in its first lines whose orders it tells."""

CONCLUDED = re.compile(r"(?:kết luận|chỉ đạo|ý kiến|quyết định|nhất trí)[^.;:]{0,30}: ?\Z")
"""What stands before the orders with which a meeting ended."""

TELLS = Phrase(r" (?:cho (?:biết|rằng|hay)|đã) ")
"""What news tells, and no order goes on with."""

SEES_TO = re.compile(
    r"(?:(?:có|chịu) trách nhiệm |phối hợp [^.;]{0,80} )?(?:theo dõi|đôn đốc|kiểm tra|hướng dẫn|giúp"
    r"|chỉ đạo|tổ chức|phối hợp)[^.;]{0,120}(?:thực hiện|thi hành)[^.;]{0,60}(?:chỉ thị|quyết định|nghị quyết"
    r"|kết luận|thông báo|kế hoạch|quy chế|thông tư|nghị định|công điện|quy định) này"
)
"""What a paper closes with of whoever sees to its carrying out."""

DUTIES_FOLLOW = re.compile(r" (?:có|chịu) (?:các |những )?(?:trách nhiệm|nhiệm vụ)(?: sau(?: đây)?)?\Z")
"""What announces duties where the colon was forgotten."""

GIVEN_TASK = re.compile(r"được (?:giao|phân công|yêu cầu)(?: nhiệm vụ)? ")
"""The words of a task that news tells a body was given."""

HAS_TASK = re.compile(r"(?:có|chịu) (?:nhiệm vụ|trách nhiệm) (?!về|trước|pháp lý|của|hình sự|bồi thường|với)")
"""The words of a task that a body is told to have."""

STANDS_FOR = re.compile(
    r"là (?:cơ quan|đơn vị|đầu mối)[^,;.:]{0,80}, (?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|chủ trì) "
)
"""What a body is made, with its duty: "Bộ X là cơ quan thường trực của Tổ công tác, có trách nhiệm …"."""

HAS_DUTY = Phrase(r" (?:có|chịu) trách nhiệm (?!về|trước|pháp lý|của|hình sự|bồi thường)")
"""The words of a duty, right behind whose it is."""

DUTY_LATER = re.compile(
    r"(?:(?:,| và| hoặc| hay| nơi| trong| được| khi| có| theo| thuộc| ở| tại| -)(?: |,)[^;:]{0,280}?[ ,])??"
    r"(?<!phải )(?P<duty>(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|có ý kiến(?= trả lời))(?!\w)"
)
"""A duty told past others or circumstances: "X, trong phạm vi quyền hạn của mình, có trách nhiệm …"."""

_DUTY = r"(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|phải|không được)"

DUTY_BEHIND = re.compile(
    r"(?: (?:cùng|nơi|trong|được (?:giao|phân công|ủy quyền|lấy)|khi|nếu|theo|sau khi|trước khi|cho phép|có)"
    r" [^;:.]{2,160}?,?)??"
    rf" (?P<duty>{_DUTY})(?= )(?! trước pháp)"
)
"""The duty of a body in a rule, behind its name and when it has it: "cơ quan X khi thu phí phải …"."""

HAS_MUST = re.compile(rf" {_DUTY}(?= )")
"""The verb of a duty."""

BIDS_LATER = re.compile(
    r"(?:,? (?:có|nơi|theo|đang|thuộc|ở|tham gia) [^;:,]{0,80}?"
    r"|, (?:nhất là|đặc biệt là|trước hết là|trong đó có|bao gồm) [^;:]{2,280}?) (?P<duty>(?:phải|cần"
    r"|chủ động|khẩn trương"
    r"|thường xuyên"
    r"|tiếp tục|tăng cường|tập trung|phối hợp|chủ trì) )"
)
"""What bodies are told past what sort of bodies they are: "UBND các tỉnh có tàu cá chủ động …"."""

CIRCUMSTANCE = re.compile(
    r", ?(?:căn cứ|trên cơ sở|theo|trong|với|thay mặt|khi|sau khi|trước khi|ngoài|bên cạnh|tùy|thông qua|tại"
    r"|qua|để|nhằm|bằng)(?= )"
)
"""What opens a circumstance between those charged and what they are to do."""

ENDS_WITH = re.compile(
    r"(?:phát biểu )?(?:kết luận|chỉ đạo|bế mạc|kết thúc)(?: tại)?"
    r" (?:cuộc|buổi|phiên|hội nghị|hội thảo|kỳ)(?!\w)"
)
"""What news begins with that goes on to tell what a leader closed a meeting with."""

BODY_ABOVE = re.compile(
    r"(?:bộ|cục|tổng cục|ubnd (?:tỉnh|thành phố)|ủy ban nhân dân (?:tỉnh|thành phố)|sở)(?!\w)"
)
BODIES_BELOW = re.compile(
    r"(?:các )?(?:sở|ubnd (?:các|cấp|xã|phường|huyện)|ủy ban nhân dân (?:các|cấp)|địa phương|đơn vị"
    r"|cơ quan đại diện|phòng|xã|phường)(?!\w)"
)
"""A body whose requests are orders, and those to whom they are."""

OTHERS_TOO = re.compile(r"(?:,? và |,? )(?=[A-ZĐ]|các |những )[^;:.()]+")
"""What stands behind an actor and names others, or goes on with the name; in the text's own letters."""

TELLS_OF = re.compile(r" (?:đã|đang|là|được|bị|tại|ngày|có|sẽ)(?!\w)")
"""Words by which something is told of those others, and not ordered."""

DUTY_OF = re.compile(
    r"\W*(?:trách nhiệm|nhiệm vụ)(?:,? (?:và )?(?:quyền hạn|quyền|nghĩa vụ|nhiệm vụ|trách nhiệm))?"
    r"(?: cụ thể)? của (?P<who>(?!năm|tỉnh|công tác|kế hoạch|đề án|chương trình|giai đoạn|quý|tháng|thời kỳ"
    r"|đối ngoại|ngành|nước|đảng|quy chế|quyết định|từng|hai|bên)[^,;:.()*\n]{3,80}"
    r"(?:,[^,;:.()*\n]{3,90}){0,6}?)(?= trong (?:việc|công tác) |[ :.*]*\Z)"
)
"""A title that says whose duties follow, in whatever words: "Nhiệm vụ của Trưởng cơ quan thường trú"."""

SIGNS = (
    "giao ", "phân công", "yêu cầu", "đề nghị", "ủy quyền", "lưu ý", "cam kết", "trước ", "chậm nhất",
    "muộn nhất", "hạn chót", "thời hạn", "trách nhiệm", "chủ trì", "nhấn mạnh", "chỉ đạo", "nhắc nhở",
    "trong vòng", "xong ", "hết ngày", "nhất trí", "thống nhất", "khẳng định", "nghiêm cấm",
    "không cho phép", " cần ", " phải ", "trong quý", "trong tháng", "trong tuần", "phụ trách",
    "đảm nhiệm", "ý kiến c", "bút phê", "cho biết ", "xác định ", "công bố ", " hứa ", "theo tổng bí thư",
    "theo thủ tướng", "theo phó ", "theo bộ trưởng", "theo thứ trưởng", "theo chủ tịch", "theo bí thư",
    "theo đồng chí", "theo ông ", "theo bản", "theo thỏa thuận", "theo biên bản", "theo hiệp định",
    "theo tuyên bố", "theo nội dung", "sẽ hỗ trợ", "sẽ tạo điều", "sẽ dành ", "sẽ cấp ", "sẽ tài trợ",
    "sẽ viện trợ", "sẽ cung cấp", "sẽ đào tạo", "sẽ giúp ", "sẽ tiếp tục ", "sẽ chỉ đạo", "sẽ giao ",
    "sẽ phối hợp", "sẽ hoàn t", "sẽ trình ", "sẽ báo cáo",
)  # fmt: skip
"""Words without one of which a sentence outside of the parts on carrying out gives no task."""
