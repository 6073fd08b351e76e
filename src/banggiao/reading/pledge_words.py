"""The words of what two sides promise each other, in shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Phrase

PLEDGING = re.compile(
    r"(?:tuyên bố chung|thông cáo chung|biên bản(?: ghi nhớ| làm việc| hội đàm| cuộc họp| thỏa thuận)?"
    r"|bản ghi nhớ|bản thỏa thuận|thỏa thuận|hiệp định|nghị định thư|ý định thư|tuyên bố"
    r"|chương trình hợp tác)(?!\w)"
)
"""Papers of two sides."""

AGREEMENTS = re.compile(
    r"(?:biên bản (?:ghi nhớ|thỏa thuận)|bản ghi nhớ|bản thỏa thuận|thỏa thuận|hiệp định|nghị định thư"
    r"|ý định thư|chương trình hợp tác)(?!\w)"
)
"""Papers of two sides, each of whose clauses binds whom it names."""

SPEAKS = re.compile(
    r"(?:(?:cũng|đã|trân trọng) )*(?:mời(?= [^,;.]{0,80} thăm)|đề xuất|kiến nghị|đề nghị"
    r"|nhận định|nhận xét)(?!\w)"
)
"""What a person says or does at a meeting, with no charge in it."""

AGREED = re.compile(
    r"(?:cũng |đã |sẽ )?(?:nhất trí|thống nhất|thỏa thuận|đồng ý|đặt mục tiêu(?= (?:đưa|nâng|hoàn))"
    r"|phấn đấu)(?: sẽ| về)?(?!\w)"
)
"""What both sides do who agree on something."""

ALSO_AGREED = re.compile(r"(?:, |,? và )(?:nhất trí|thống nhất|đồng ý)(?= )")
"""What they agree on besides."""

GRANTS = re.compile(
    r"(?:(?:cũng |đã )?(?:đồng ý|chấp thuận|nhận lời) (?=cấp|cho|hỗ trợ|cử|tiếp nhận|mở|tài trợ"
    r"|viện trợ|đào tạo|miễn|giảm"
    r"|cung cấp|tạo điều kiện)|được giao (?!\w*động))"
)
"""What a side does that grants something to the other, and what a body of theirs is told."""

GOES_ON = re.compile(
    r"(?:cũng |đã )?(?:khẳng định|tái khẳng định|tuyên bố|cho biết|thông báo|nhất trí|đồng ý)(?: sẽ)?"
    r" tiếp tục (?:dành|hỗ trợ|giúp|đào tạo|tiếp nhận|cung cấp|cấp|tài trợ|viện trợ|cử|chia sẻ|miễn|giảm)"
)
"""What a side says that it goes on to give."""

UNDERSTANDS = re.compile(
    r"(?:hiểu|thỏa thuận|nhất trí|thống nhất|công nhận|thừa nhận|ghi nhận|là|được|tự|khuyến khích"
    r"|xem xét|bày tỏ"
    r"|mong muốn|nhận thức|khẳng định|tôn trọng)(?!\w)"
)
"""What parties say in an agreement without binding themselves to a deed."""

SIDES = re.compile(r"(?:hai|các|mỗi) (?:bên(?: ký kết| tham gia)?|nước)|phía bạn")
"""Both sides of a talk."""

GIVES = re.compile(r"(?:dành|cấp|tài trợ|viện trợ|tặng|tiếp nhận|cung cấp|hỗ trợ) [^,;.]{0,30}\d")
"""What a side gives, by number."""

BOTH_LEADERS = re.compile(
    r"(?:hai|các) (?:nhà lãnh đạo|thủ tướng|bộ trưởng|chủ tịch|lãnh đạo|tổng bí thư|nguyên thủ|ngoại trưởng"
    r"|tỉnh trưởng|trưởng đoàn)(?: (?:cũng|đã|thống nhất|nhất trí|ngoại giao)){0,3}"
)
"""Those who together charge bodies of both sides."""

TOGETHER = Phrase(
    r"(?<!\w)(?P<who>(?:hai|2) (?:bên|nước|(?:phó )?thủ tướng|bộ trưởng|thứ trưởng|(?:nhà )?lãnh đạo|chủ tịch"
    r"|tổng bí thư|tổng thống|ngoại trưởng|đảng|tỉnh|thành phố|địa phương|bộ|cơ quan|đơn vị|trường|tổ chức"
    r"|đoàn|quốc hội|ngành))(?: (?:bộ trưởng|ngoại trưởng|[^,;.:]{1,60}?))??(?: và)?(?: đã| cũng| cùng){0,2}"
    r" (?:nhất trí|thống nhất|(?<!ký )(?<!kết )(?<!các )(?<!bản )(?<!theo )(?<!số )(?:thỏa thuận|cam kết)"
    r"|đồng ý|(?:xác định|khẳng định)(?= (?:sẽ|tiếp tục) ))"
    r"(?: cao)?(?= )"
)
"""What both sides say together in news of their talk."""

TO_DO = re.compile(
    r" (?:sẽ |chỉ đạo |mục tiêu (?:đưa|nâng)|định hướng và |tiếp tục (?!ủng hộ lập trường)"
    r"|cùng |phối hợp|tăng cường|thúc đẩy|đẩy mạnh|mở rộng|triển khai"
    r"|tổ chức"
    r"|duy trì|xây dựng|thành lập|hợp tác|thực hiện|sớm |phấn đấu|tạo (?:điều kiện|thuận lợi)|hỗ trợ|giao "
    r"|nâng"
    r"|làm sâu sắc|tích cực |trao đổi đoàn|ký kết|hoàn tất|khuyến khích|phát huy|nghiên cứu|kết nối|đưa )"
)
"""What they agree to do; what they agree upon is no pledge."""

GIVEN = re.compile(r" giao (?:nhiệm vụ )?(?:cho )?")
"""What both agree on who charge their bodies."""

ASSURES = Phrase(
    r"(?<!\w)(?:khẳng định|cam kết|nhấn mạnh|cho biết)(?: rằng)?,? (?:phía )?(?P<who>[^;.]{2,80}?) sẽ "
    r"(?!là |trở thành|được|có |góp phần|mở ra|giúp|không)"
)
"""What a side is said to do by one of its own: "khẳng định Nhật Bản sẽ hỗ trợ …"."""

AT_HOME = re.compile(r"(?:lãnh đạo |chính quyền )?(?:tỉnh|thành phố|địa phương|ta)")
"""How a speaker calls the side that the speaker belongs to."""

PROVIDES = re.compile(
    r"(?:sẽ )?(?:bảo đảm|cử|cung cấp|bố trí|đài thọ|chi trả|chịu (?:chi phí|kinh phí)|tạo (?:điều kiện"
    r"|thuận lợi)|dành"
    r"|cấp|tiếp nhận) (?!được)"
)
"""What a side provides by the minutes of talks."""

HELPS = re.compile(
    r"(?:tiếp tục )?(?:hỗ trợ|dành|cấp|tài trợ|viện trợ|tiếp nhận|cung cấp|cử|đào tạo|giúp)(?!\w)"
)
"""What a side says that it will give."""

EACH_AGREES = Phrase(
    r" (?:cùng |đã |cũng ){0,2}(?:nhất trí|thống nhất|thỏa thuận|cam kết|khẳng định)(?= (?:sẽ|tiếp tục"
    r"|định hướng|phấn đấu|tăng cường|thúc đẩy|phối hợp|đẩy mạnh|sớm|nâng) )"
)
"""What two are told to agree on who are named: "Việt Nam và Lào khẳng định tiếp tục phối hợp …"."""

ANNOUNCES = Phrase(
    r" (?:công bố|tuyên bố|thông báo)(?: sẽ)? (?:dành |cấp |tài trợ |viện trợ )?(?:khoản |gói )?"
    r"(?:hỗ trợ|viện trợ|tài trợ|tín dụng)[^.;,]{0,40}\d"
)
"""What a side announces that it gives, by number."""

UNDER = re.compile(
    r"theo (?:nội dung (?:của )?)?(?:các )?(?:bản )?(?:ghi nhớ|thỏa thuận|biên bản|hiệp định|tuyên bố chung)"
    r"[^,;.]{0,80}, "
)
"""What news begins with that goes on to tell what an agreement says."""

SAYS = re.compile(
    r"(?: cũng| đã)? (?:cho biết|khẳng định|cam kết|nhấn mạnh|thông báo|tuyên bố|cho hay|hứa)(?: rằng)?,?"
    r"(?: [^,;.]{0,40},?)?\Z"
)
"""What stands between a speaker and what the speaker says will be."""

SPEAKER = Before(
    r"(?<!\w)(?:ông|bà|(?P<post>(?:phó )?(?:(?P<theirs>tổng (?:thư ký|thống|lãnh sự)|đại sứ|thống đốc"
    r"|tỉnh trưởng"
    r"|thị trưởng|quốc vương|nhà vua|ngoại trưởng)|tổng (?:giám đốc|bí thư)|thủ tướng|chủ tịch|bộ trưởng)))\Z"
)
"""One who speaks for a side, told by the post alone, or by a pronoun."""

CHARGES_HIS = ("chỉ đạo ", "giao ")
OWN_WORD = Phrase(
    r" (?:(?:(?:khẳng định|cam kết|tuyên bố) sẽ|hứa(?: sẽ)?) (?!là |trở thành|được |có )"
    r"|cho biết(?:,? (?:trong )?thời gian tới,?)? sẽ (?=(?:tiếp tục|hỗ trợ|dành|cấp|tài trợ|viện trợ"
    r"|tiếp nhận"
    r"|cung cấp|đào tạo|giúp|tăng cường|thúc đẩy|phối hợp|hợp tác|tạo điều kiện|nỗ lực|hết sức|làm hết sức) )"
    r"|(?:nhất trí|đồng ý)(?: sẽ)? (?:chỉ đạo|giao) "
    r"|(?:nhất trí|đồng ý)(?: sẽ)? (?=(?:hỗ trợ|dành|cấp|tài trợ|viện trợ|tiếp nhận|cung cấp|đào tạo|giúp"
    r"|miễn|cử) )"
    r"|sẽ (?=(?:tiếp tục )?(?:hỗ trợ|tạo điều kiện|dành|cấp|tài trợ|viện trợ|cung cấp|đào tạo|giúp) ))"
)
"""What a side says of itself that it will do, and that its own bodies will."""

WILL_ORDER = Phrase(r" sẽ (?:chỉ đạo|giao) (?!lưu|dịch|thương|hữu|ban(?:[.,;]| trực tuyến| đầu| định kỳ))")
"""What a leader says that bodies below will be told."""

AND_AGREED = Phrase(r"(?<=[;,] )(?:và )?(?:nhất trí|thống nhất|đồng ý)(?= )")
"""What a sentence of both sides goes on with behind a comma or semicolon."""

WISHES = re.compile(r"(?<!\w)(?:mong|hy vọng|tin tưởng|tin rằng)(?!\w)")
"""What is only wished for."""

ARRANGED = re.compile(r"(?:thời gian|địa điểm|lịch|chi tiết|nội dung)(?: cụ thể)? \Z")
"""What is yet to be arranged, and pledged by nobody."""

TO_SIGN = re.compile(
    r"(?:về việc|v/v|về)[^\n.;]{0,30} (?:ký|gia hạn)[^\n.;]{0,40}(?:thỏa thuận|ghi nhớ|biên bản|hiệp định"
    r"|kết nghĩa|hợp tác)"
)
"""What the subject of a paper says that submits a draft agreement."""

DRAFTED = re.compile(r"\W*(?:những |các )?nội dung(?: chính| chủ yếu| cơ bản)?(?! ?tờ trình)(?!\w)")
"""The title of the part that tells what the draft says."""

PLEDGE = Phrase(
    r"(?<!với )(?<!các )(?<!những )(?<!hiện )(?<!dung )(?<!theo )(?<!từ )(?<!mọi )(?<!đúng )(?<!\w)"
    r"(?:cam kết|sẽ) "
    r"(?!báo cáo cấp trên|xem xét|cân nhắc|phát thải|net zero|mạnh mẽ (?:của|đối với|với|về|trong)"
    r"|của|trong|về|giữa|ban đầu|này|đã|quốc tế)[^\W\d_]"
)
"""What a side says it will do."""
