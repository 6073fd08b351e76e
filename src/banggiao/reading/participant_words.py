"""The words by which it is told who takes part in an event, and how. In shadow form, but where noted."""

from __future__ import annotations

from banggiao.language import lazy_re as re
from banggiao.language.scanning import Before, Phrase
from banggiao.reading.records import Part

HONOURED = re.compile(
    r"(?: ?\([^()]{2,40}\))?(?:[ ,]*| ?- (?=(?:đồng chí|ông|bà|ngài) ))"
    r"(?:\(?(?:đồng chí|ông|bà|ngài|ts\.?|gs\.?|pgs\.?|ths\.?|là) ?)*\Z"
)
APPOSITION = re.compile(
    r"(?:, ủy viên [^,;.]{3,50}){0,2}(?:, | ?- | \(|,? kiêm |, nguyên |,? đồng thời là )\Z"
)
POSTS = re.compile(r"(?:, ủy viên [^,;.]{3,50}){0,2}(?:, | - |,? kiêm |,? đồng thời là )")
PRONOUNS = frozenset({"ông", "bà", "ngài"})
OF = re.compile(r"(?<!\w)(?<!lời mời )của (?:[^,;.]{0,40} )?\Z")
GOES = re.compile(
    r"(?<!\w)((?:tham )?dự(?: và phát biểu(?: khai mạc)? tại)?|(?:đồng )?chủ trì"
    r"|phát biểu(?: khai mạc| bế mạc| chỉ đạo)?(?: tại)?|khai mạc|cắt băng|tham gia)"
    r"(?: (?:buổi|cuộc|các|chuỗi))?(?: (?:hoạt động|sự kiện) của)? \Z"
)
WELCOMES = (" đón ", " tiễn ", " đón trọng thể ")
"""What a ceremony for a guest goes on with."""
OCCASION = Phrase(r" nhân (?:dịp|chuyến) ")
"""Behind it stands on what occasion something is done, and whose that is."""

SEEN_BY = re.compile(r"(?<!\w)(?:dưới|với|có|trước) sự chứng kiến của ")
PRESENT = re.compile(r"(?: [^,;.]{1,30})?,? (?:còn |gồm )?(?:có|gồm)(?=[ :])")
AND = re.compile(r"(?<!\w)(?:và|rồi)(?: (?:cũng|đã|sẽ|cùng))? \Z")
STAYS = re.compile(r"(?<!\w)(?:đang|sang|vừa|đến|tới|nhân)(?!\w)")
AUTHOR = re.compile(r"(?:thông cáo|thông báo|tuyên bố)(?: báo chí)? của \Z")
INVERTED = re.compile(r", (?:[^,;.]{0,90} )?\Z")
WHERE = Before(
    r"(?:tại|ở|từ|của|thuộc|bên cạnh|trực thuộc|theo|nhân|về|đến|sang|vào|thay mặt|thừa (?:ủy|uỷ) quyền)"
    r"(?: (?:trụ sở|thành phố|tp\.?|tỉnh|xã|thủ đô|huyện|phường|khu vực|điểm cầu|nước|bang|khách sạn"
    r"|lời mời của)){0,6} \Z"
)
NOUN = Phrase(
    r"(?<!\w)(?<!tập )(?:phu nhân|hai (?:bên|đoàn|đảng|ban|nước|thủ tướng|bộ trưởng"
    r"|(?:nhà )?lãnh đạo|ngoại trưởng|chủ tịch|tổng bí thư|tổng thống)|trưởng đoàn|phía bạn"
    r"|(?:các |bà con )?kiều bào(?: tiêu biểu)?|cộng đồng người việt(?: nam)?"
    r"|(?:phái )?đoàn(?! (?:kết|thể|viên|thanh niên|kinh tế|tàu|xe|luật|chủ tịch|thư ký|bay)(?!\w))"
    r"|(?:các )?lãnh đạo(?: cấp cao)?(?= (?:của )?(?:(?:tỉnh|thành phố|tp\.?) ?)?[^\W\d_])"
    r"|(?:các )?thành viên(?= (?:của )?(?:ban|ủy ban|hội đồng|tổ|chính phủ|đoàn) ))(?!\w)"
)
OF_OTHERS = ("lãnh đạo", "các lãnh đạo", "thành viên", "các thành viên")
"""Nouns that are nothing without whose they are."""
PRESENT_TOO = ("đoàn", "phái đoàn", "các thành viên", "lãnh đạo", "các lãnh đạo", "phu nhân")
"""Nouns that a list of those present may hold."""
DELEGATES = re.compile(
    r"(?: (?:đại biểu|công tác|cán bộ|lãnh đạo|cấp cao|doanh nghiệp|doanh nhân|chuyên gia|nghị sĩ|liên ngành"
    r"|nhà báo|phóng viên|báo chí|học giả|học sinh|sinh viên|giáo viên|giảng viên|thanh niên|phụ nữ"
    r"|cựu chiến binh|bác sĩ|y bác sĩ|nhà đầu tư|xúc tiến|thương mại|đầu tư|du lịch|nghệ thuật|nghệ sĩ"
    r"|thể thao|quân sự|quân nhân|kỹ thuật|chỉ huy|quốc tế|kiều bào|trí thức|giám sát|khảo sát|thanh tra"
    r"|kiểm tra|đàm phán(?= (?:của )?(?:việt nam|chính phủ))|thẩm định|tiền trạm)(?!\w))+"
)
"""Whom a delegation is made up of, or what it is sent for."""
WHOSE = re.compile(r",? (?:của )?(?:(?:các )?(?:tỉnh|thành phố|tp\.|nước|bang|vùng|liên bang) )?")
"""What joins a delegation and those whose it is."""
OUR_OWN = re.compile(r" (?:của )?(?:tỉnh|thành phố|huyện|ta)(?!\w)")
"""Whose a delegation is that the paper itself speaks for."""
NAMES_IT = (" buổi ", " cuộc ", " lễ ", " phiên ")
"""Before a word of meeting that is a noun."""
TAKES = re.compile(r"(?:dẫn đầu|cùng(?: với)?|và|làm trưởng) \Z")

LISTED = re.compile(
    r"(?:,? và |,? cùng (?:với )?|,? với |, |; | - |/| phối hợp (?:với|cùng)(?: với)? )"
    r"(?:(?:đồng chí|ông|bà|ngài|tỉnh|thành phố|các|hai tỉnh) )*"
    r"(?:[^,;.()]{0,30}(?:trưởng|chủ tịch|giám đốc|thủ tướng|bí thư|đại sứ|tổng thống|thống đốc|lãnh sự"
    r"|quốc vương)(?: [^,;.()]{0,30})? )?\Z"
)
BREAKS = re.compile(
    r"\d|(?<!\w)(?:ngày|sáng|trưa|chiều|tối|được|đã|gặp|tiếp|thăm|tại|khi|cho biết|rằng)(?!\w)"
)
SHORT = re.compile(
    r"(?:Bộ|Ban|Sở|Cục|Vụ|Viện|Học viện|Ban Tổ chức|Tổng cục|Hội(?! nghị| thảo| đàm| chợ| đồng)"
    r"|Tỉnh|Thành phố|Đoàn(?: công tác)?|Thứ trưởng"
    r"|Bộ trưởng|Tổng Lãnh sự|Đại sứ(?! quán)|Chủ tịch nước|Chủ tịch Quốc hội|Phó Chủ tịch|Chủ tịch|Thủ tướng"
    r"|Phó Thủ tướng|Trưởng đoàn|Giám đốc|Bí thư|Tổng Bí thư|Người phát ngôn|[Bb]à|[Ôô]ng"
    r"|[A-ZĐ]{3,8})(?= [a-zđà-ỹ])"
)
ASIDE = re.compile(r" ?\([^()]*\)")
COUNTED = re.compile(
    r"đại biểu|khách|học giả|doanh nghiệp|diễn giả|lưu học sinh|học viên|địa phương|quốc gia|chuyên gia|người"
    r"|nhà khoa học|nhà báo|giáo viên|giảng viên|thanh niên|nghệ sĩ|nghệ nhân|vận động viên|cơ quan|tỉnh"
    r"|hiệp hội|đại sứ|tổng lãnh sự|sinh viên|cán bộ|nhà đầu tư|phóng viên|kiều bào|thành viên"
)
DATELINE = re.compile(r", (?:ngày |sáng |chiều |tối )?\d{1,2}[/-]\d{1,2}(?:/\d{4})? [-–] ")
NO_VERB = (",", ".", ";", ")", " từ ", " ngày ", " vào ")
SESSION = re.compile(r" (?:thứ|lần|lần thứ) \w+ của (?:các )?")
RECEIVES = frozenset({"tiếp", "đón tiếp", "tiễn", "tiễn đoàn"})
RECEIVING = Before(r"(?<!lễ )(?<!\w)đón(?:,| và) \Z")
HOLDS = Before(r"(?<!\w)(chủ trì|điều hành|tổ chức) (?:(?:buổi|cuộc|phiên|các|thành công) ?)*\Z")
OF_PART = re.compile(r" (?:tổng cục|cục|vụ|(?<!quốc )phòng|trung tâm|văn phòng) ")
"""In a post, that it is of a part of a body."""
PARTS = ("cục ", "vụ ", "phòng ", "sở ", "trung tâm ")
WHOLES = ("bộ ", "ủy ban ", "uỷ ban ", "ubnd ", "sở ")
RECEIVES_THEM = frozenset({"đón đoàn", "đón tiếp đoàn"})
CALLS = frozenset({"chào xã giao", "đến chào", "yết kiến", "triều kiến"})
INVITED = re.compile(r"(?:theo|nhận) lời mời của (?:[^,;.]{0,60} )?\Z")
INVITED_THEN = re.compile(r"(?<!\w)(?:theo|nhận) lời mời của ")
SPOUSE = re.compile(r" (?:và|cùng) phu (?:nhân|quân)")
INVITES = re.compile(r"(?<!\w)mời (?!của)")
ROLES = (
    (re.compile(r"chủ trì"), Part.CHAIR),
    (re.compile(r"(?<!ban )chỉ đạo"), Part.DIRECTS),
    (re.compile(r"khai mạc"), Part.OPENS),
    (re.compile(r"bế mạc"), Part.CLOSES),
    (re.compile(r"phát biểu|trình bày|tham luận"), Part.SPEAKS),
    (re.compile(r"đăng cai"), Part.HOSTS),
    (re.compile(r"(?<!được )tổ chức"), Part.ORGANISES),
    (re.compile(r"dự|tham gia|cắt băng"), Part.ATTENDS),
)
SAYS = re.compile(
    r"(?<!\w)(?:cho (?:biết|rằng|hay)|nhấn mạnh|khẳng định|đề nghị|đánh giá|bày tỏ|yêu cầu|mong muốn|đề xuất"
    r"|nêu|chia sẻ)(?!\w)"
)
"""Behind one of these stands what was said, which tells no part."""
LED_BY = (
    (re.compile(r"sự (?:đồng )?chủ trì(?: và điều hành)? của (?:[^,;.()]{0,40} )?\Z"), Part.CHAIR),
    (re.compile(r"với sự (?:tham dự|tham gia|có mặt)(?: tích cực)? của \Z"), Part.ATTENDS),
    (
        re.compile(
            r"(?:hội nghị|cuộc họp|phiên họp|tọa đàm)(?: trực tuyến)? với (?:(?:các|đại diện|lãnh đạo) )*\Z"
        ),
        Part.ATTENDS,
    ),
)
WITH_THEM = (
    (re.compile(r"với sự (?:tham dự|tham gia|có mặt)(?: tích cực)? của "), Part.ATTENDS),
    (re.compile(r"dưới sự (?:đồng )?chủ trì(?: và điều hành)? của "), Part.CHAIR),
)
"""What stands before a list of those who are present, or who lead."""
