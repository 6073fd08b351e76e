"""The words of who is meant: bodies in general, short forms, posts, lists of them. In shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re

FIELD_ON = re.compile(r"(?:, | và | - )[^\W\d_][^:;.()]{2,50}(?=:)")
"""How a body's field goes on to a colon, in the text's own letters."""

OF_PLACES = re.compile(
    r" (?:các|cấp)(?:,? (?:và )?(?:tỉnh|thành|huyện|xã|phường|quận|đặc khu|phố|ủy|địa phương|trực thuộc"
    r"|trung ương"
    r"|biên giới|ven biển|miền núi|đơn vị|bộ|ngành|cơ quan|liên quan|có|thị xã)(?!\w)){1,10}"
)
"""Whose body a title names, to its end."""

HEADED_BY = re.compile(
    r"(?:(?:trách nhiệm|nhiệm vụ|phân công nhiệm vụ|phân công)(?: cụ thể)?(?: của)?|đối với|về phía|phía|bên"
    r"|đề nghị|yêu cầu|giao|chỉ đạo|các đơn vị:?|đồng chí|ông|bà) "
)
"""What stands before the actor of a heading: "Trách nhiệm của Sở Ngoại vụ"."""

GENERALLY = (
    "các ", "những ", "hai ", "mỗi ", "bộ, ", "phía bạn", "cơ quan ", "đơn vị ", "tổ chức ",
    "người đứng đầu ",
    "chính quyền ", "lực lượng chức", "trưởng đoàn", "thành viên đoàn",
)  # fmt: skip
GENERAL = re.compile(
    r"trưởng đoàn(?: công tác| đàm phán)?(?!\w)|thành viên đoàn(?: công tác| đàm phán)?(?!\w)"
    r"|chính quyền (?:địa phương|các cấp)(?: các cấp)?(?!\w)|(?:lực lượng|cơ quan) chức năng(?!\w)"
    r"|(?:người đứng đầu )?cơ quan (?:nhà nước )?(?:ở trung ương|trung ương|cấp tỉnh|cấp huyện)"
    r"(?: của tổ chức)?"
    r"|người đứng đầu (?:các )?cơ quan(?: đại diện)?(?:, tổ chức)?(?:, đơn vị)?(?!\w)"
    r"|(?!tổ chức (?:kiểm|thẩm|tiếp|trình))(?:cơ quan|đơn vị|tổ chức)(?:, (?:cơ quan|đơn vị"
    r"|tổ chức)){0,3} (?:chủ quản(?: việt nam)?|trình"
    r"|(?:được )?đề xuất(?: ký kết)?|(?:đã )?ký kết|tiếp nhận(?! hồ)|thẩm định|kiểm tra|được (?:lấy ý kiến"
    r"|giao"
    r"|phân công)|(?:chủ trì )?soạn thảo|đầu mối|cấp phép|cấp giấy phép)(?!\w)"
    r"|(?:các )?cơ quan hành chính nhà nước(?: các cấp)?(?!\w)"
    r"|(?<!các )bộ, (?:ngành|cơ quan ngang bộ)(?:(?:,| và) (?:cơ quan thuộc chính phủ|ngành|địa phương"
    r"|cơ quan))*"
    r"(?: (?:có )?liên quan)?(?!\w)"
    r"|(?:các|những) ủy viên (?:bộ chính trị|ban bí thư|trung ương(?: đảng)?|ban chấp hành(?: trung ương)?"
    r"|ban thường vụ|ubnd tỉnh)(?!\w)"
    r"|(?:các|những) (?:(?:tỉnh|thành|huyện|quận|đảng) ủy)(?:,(?: và)? (?:tỉnh|thành|huyện|quận"
    r"|đảng) ủy)*(?!\w)"
    r"|(?:các|những) (?:địa phương|cơ quan đại diện|cơ quan (?:chức năng|hữu quan)|cơ quan"
    r"|đơn vị|bộ, ngành|sở, ngành|ban, ngành"
    r"|doanh nghiệp|hiệp hội"
    r"|tổ chức(?: chính trị - xã hội)?"
    r"|đồn biên phòng(?: cửa khẩu)?|đại sứ|cấp ủy|tỉnh|bộ(?! trưởng| phận)|sở|trường(?: đại học| cao đẳng"
    r"| phổ thông| học)?"
    r"|chủ (?:dự án|đầu tư)|nhà thầu|(?:thôn|bản|xóm|ấp|khu phố)(?:, (?:thôn|bản|xóm|ấp|tổ dân phố"
    r"|khu phố))*|thành viên(?: đoàn(?: đàm phán| công tác)?| ban chỉ đạo| ban tổ chức| tổ công tác)?"
    r"|đồng chí"
    r"|phòng|đoàn thể|hội(?:, đoàn thể)?|ngành|lực lượng(?: chức năng)?|ban đảng|tập đoàn|tổng công ty"
    r"|(?:bộ trưởng|thứ trưởng)(?: ngoại giao| quốc phòng| công thương)?|tiểu ban|nhà trường"
    r"|bệnh viện|hãng hàng không|chủ tàu|thương vụ|(?:cơ quan )?báo(?:,| -)? đài)"
    r"(?:, (?:địa phương|cơ quan|đơn vị|tổ chức|doanh nghiệp|hiệp hội))*"
    r"(?: (?:có )?liên quan)?(?!\w)|\d{1,3} (?:tỉnh, thành phố|địa phương|tỉnh|bộ, ngành)(?: ven biển"
    r"| biên giới)?"
    r"(?!\w)|(?:hai|các|mỗi) bên(?: ký kết| tham gia)?(?!\w)"
    r"|phía bạn(?!\w)"
)
"""Bodies in general, which no mention names: words that each begins with (or it begins with a number)."""

TOLD = re.compile(
    r"(?:(?:các|mỗi|từng|những|mọi) )?(?:(?:người đứng đầu|thủ trưởng|giám đốc"
    r"|trưởng|chủ tịch|chủ nhiệm|hiệu trưởng) )?"
    r"(?:cơ quan|đơn vị|chính quyền|lực lượng|doanh nghiệp|cơ sở|nhà (?:đầu tư|thầu|trường|máy)|trường|hãng"
    r"|ban quản lý|chủ (?:đầu tư|dự án|tàu|hàng|phương tiện|cơ sở|cảng|rừng|thể)|đoàn"
    r"|thuyền trưởng|người|cán bộ|công chức|cá nhân|công dân|học sinh|du học sinh|lưu học sinh|thành viên"
    r"|tổ chức(?= (?:chính|xã|kinh|khoa|tín|phi|được|chủ trì|trong nước|quốc tế|nước ngoài|có|phải)|,))(?!\w)"
    r"(?:(?:,| và|, và) (?:cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp|lực lượng|địa phương))*"
    r"(?: (?!(?:đã|đang|cùng|khi|nếu|nơi|cho phép|trong (?:quá|thời|phạm|vòng)|theo|sau khi|trước khi"
    r"|phải|cần|sẽ|là|không|chịu|có(?! (?:thẩm quyền|liên quan|chức năng|trụ sở)))(?!\w))[^\W_][\w-]*){0,14}"
)
"""A body told by what it is for, as far as the name runs: "cơ quan kiểm dịch cửa khẩu"."""

TOLD_BY = (
    "các ", "mỗi ", "từng ", "những ", "mọi ", "người đứng đầu ", "thủ trưởng ", "giám đốc ", "trưởng ",
    "chủ ", "hiệu ", "cơ quan ", "đơn vị ", "chính quyền ", "lực lượng ", "doanh nghiệp ", "cơ sở ",
    "nhà ", "hãng ", "ban quản lý ", "đoàn ", "tổ chức", "thuyền ", "người ", "cán bộ", "công ",
    "cá nhân", "học sinh ", "du học ", "lưu học ", "thành viên ",
)  # fmt: skip
"""Words that each of them begins with."""

SHORT = re.compile(
    r"(?:Ban (?:Tổ chức|Chỉ đạo|Thư ký|Quản lý|Giám đốc|Biên tập)|(?:Tổ|Nhóm) (?:công tác|giúp việc|thư ký"
    r"|biên tập)"
    r"|Tiểu ban [^,;.:]{3,30}"
    r"|(?:Sở|Bộ|Cục|Vụ|Viện|Học viện|Văn phòng|Ủy ban|Trung tâm)(?= (?:cũng )?(?:cần|phải|tiếp tục"
    r"|chủ động|chủ trì|khẩn trương|phối hợp|có trách nhiệm|tập trung|tham mưu|nghiên cứu|sớm|tăng cường"
    r"|quan tâm|rà soát|chuẩn bị|kịp thời|theo dõi) )"
    r"|(?:Công an|Quân đội|Hải quan|Biên phòng|Cảnh sát biển|Kiểm ngư|Kiểm lâm|Quản lý thị trường)"
    r"(?: nhân dân| cửa khẩu)?"
    r"|Cơ quan đại diện|Đại sứ quán|Tổng Lãnh sự quán|Đoàn (?:công tác|đàm phán)|Bên [AB]"
    r"|Ủy ban (?:liên Chính phủ|hỗn hợp|Hợp tác song phương)"
    r"|(?![IVX]+(?!\w))(?=\w{0,5}[A-ZĐ]\w{0,5}[A-ZĐ])[A-ZĐ][A-Za-zĐđ]{2,7}(?: (?:tỉnh|TP))?"
    r"|(?![IVX]+(?!\w))[A-ZĐ]{3,}[A-ZĐ\d&-]*)(?!\w)"
)
"""Capitalised short forms of bodies."""

LISTED = re.compile(
    r",? và |, |; (?=(?:các|ubnd|ủy ban nhân dân|bộ|sở|ban|(?:tổng )?giám đốc|thủ trưởng|chủ tịch"
    r"|bộ trưởng|cục trưởng|người đứng đầu|trưởng|hiệu trưởng|đài|thông tấn xã|đại học|trường|học viện|viện"
    r"|văn phòng|cục|tổng cục|tập đoàn|tổng công ty|ngân hàng|liên hiệp|liên đoàn|hội|tòa án|viện kiểm sát"
    r"|công an|bộ đội|thường trực|đại sứ quán) )"
)
"""What joins actors of a list."""

NO_BODY = re.compile(
    r"(?:các )?(?:doanh nghiệp|cá nhân|người dân|nhân dân|hộ dân|nhà đầu tư|cơ sở|hãng"
    r"|đối tác)(?: [^\W\d_]+){0,4}?(?:,? và |, )"
)
"""What stands in a list of actors and is none."""

TOLD_OF = re.compile(r", | [-–] ")
"""What joins a person's post to the name."""

HIGHEST = re.compile(r"Chủ tịch nước(?!\w)")
"""A post that no body's name goes with."""

ASIDE = re.compile(
    r" ?\([^()\n]{1,80}\)|,? (?:theo|trong phạm vi|căn cứ) (?:đúng )?(?:chức năng|nhiệm vụ|thẩm quyền"
    r"|lĩnh vực|quyền hạn)(?:(?:,| và)? (?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|địa bàn|quyền hạn))*"
    r"(?:[^;:.()\n]{0,60}?(?: được giao| được phân công| của mình| phụ trách| quản lý|(?=,))|)(?=,? )"
    r"| hai (?:nước|bên|tỉnh)(?!\w)"
    r"| (?:cùng cấp|(?:có )?liên quan|hữu quan|nêu trên|nói trên|(?:trên|trong) địa bàn(?: tỉnh"
    r"| thành phố)?)(?=[,.;]"
    r"| và )"
    r"| và (?:tại|ở) các nước (?:trong khu vực|láng giềng|lân cận|liên quan|khác)(?!\w)"
    r"| [-–] (?:cơ quan|đơn vị|chủ tịch|phó chủ tịch|trưởng|phó trưởng|thường trực)(?!\w)[^,;:.()\n]{3,90}?"
    r"(?:,(?= )|(?= (?:chủ trì|có trách nhiệm|phối hợp|khẩn trương|chủ động)(?!\w)))"
    r"|, (?:nhất là|trước hết là|trong đó có"
    r"|đặc biệt là|trực tiếp là)(?: [^,]{2,40},)+"
)
"""What may stand behind an actor and is not of it."""

OUR_KINDS = re.compile(r"(?:vụ|phòng|ban|sở|hội hữu nghị|nhóm nghị sĩ|tổ|ubnd|ủy ban nhân dân)(?!\w)")
"""Kinds of body of ours whose fields may be other countries: "Vụ Lào - Campuchia"."""

POST = re.compile(
    r"(?:(?:phó )?(?:chủ tịch|bộ trưởng|giám đốc|thủ trưởng|cục trưởng|vụ trưởng|viện trưởng"
    r"|tổng giám đốc|bí thư"
    r"|chánh văn phòng|trưởng|chủ nhiệm|hiệu trưởng|tư lệnh|chỉ huy trưởng)|thứ trưởng|thống đốc"
    r"|tổng thanh tra) "
)
"""Posts that with their body are one actor: "Chủ tịch UBND tỉnh"."""
