"""The words of the grammar of groups: kinds of body that are meant together, what is said of them, fields.
In shadow form."""

from __future__ import annotations

from banggiao.language import lazy_re as re


def _either(words: str) -> str:
    """Return an alternation of the words, longest first, whatever may not follow them."""
    listed = (" ".join(word.split()) for word in words.split(","))
    return "|".join(sorted(listed, key=lambda word: len(word.split("(?")[0]), reverse=True))


_KINDS_ALONE = """
    ban, bộ, ngành, bộ ngành, ban ngành, sở, sở ngành, vụ, cục, tổng cục, phòng, phòng ban, viện, văn
    phòng, cơ quan, đơn vị, đoàn thể, cấp ủy, đảng ủy, đảng bộ, chi bộ, tỉnh ủy, thành ủy, huyện ủy, thị
    ủy, quận ủy, đảng đoàn, ban cán sự đảng, ban đảng, ubnd, hđnd, ủy ban nhân dân, hội đồng nhân dân,
    ủy ban, hiệp hội, hội, hội đoàn, hội hữu nghị, hội nghề nghiệp, hội quần chúng, tập đoàn, tổng công
    ty, học viện, đại học, cao đẳng, trường đại học, viện nghiên cứu, cơ sở giáo dục, cơ sở đào tạo,
    bệnh viện, trung tâm, cơ quan đại diện, cqđd, cơ quan lãnh sự, đại sứ quán, tổng lãnh sự quán,
    thương vụ, báo chí, lực lượng, chính quyền, chính quyền địa phương, chính quyền các cấp, chủ dự án,
    đồn biên phòng
"""
PLAIN = _either(f"{_KINDS_ALONE}, tổ chức, trường")
"""Kinds of body that one word tells: alone they mean none in particular."""

BODIES = _either(
    f"""
    {_KINDS_ALONE},
    ban xây dựng đảng, sở ban ngành, ban bộ ngành, cơ quan ngang bộ, cơ quan thuộc chính phủ, cơ quan
    thuộc cp, cơ quan thuế, cơ quan hải quan, đoàn thể nhân dân, tổ chức xã hội, tổ chức chính trị - xã
    hội, tổ chức đảng, tập đoàn kinh tế, trường đại học; cao đẳng, đoàn đại biểu quốc hội và đại biểu
    quốc hội, cơ quan báo chí, cơ quan thông tấn, mặt trận tổ quốc, cơ quan tham mưu; giúp việc, cơ quan
    đại diện ngoại giao, cơ quan báo chí; thông tấn, cơ quan thông tấn; báo chí, cơ quan thông tin đại
    chúng, cơ quan thông tin; báo chí, cơ quan truyền thông, đơn vị sự nghiệp công lập, đơn vị sự
    nghiệp, huyện; thị; thành ủy, huyện; thành ủy, huyện; thị ủy, thị; thành ủy, quận; huyện ủy, tỉnh;
    thành ủy, tổ chức xã hội nghề nghiệp, tổ chức xã hội - nghề nghiệp, tổ chức chính trị - xã hội -
    nghề nghiệp, thường trực tỉnh ủy, tổ chức chính trị, tổ chức thành viên, tổ chức(?! quốc tế| phi|
    nước| đa| khu| kinh| tài| của| thực hiện| và| xã| hữu| tôn), tổ chức chính trị - xã hội; xã hội -
    nghề nghiệp, đoàn thể chính trị - xã hội, tổ chức đoàn thể; chính trị - xã hội, tổ chức đoàn thể,
    đoàn đại biểu quốc hội, trường(?! hợp| phái| quay| lớp| sa), tổ chức nhân dân, đoàn thể quần chúng,
    tổ chức chính trị-xã hội, tổ chức xã hội-nghề nghiệp
    """
).replace(";", ",")
"""Kinds of body."""

AREAS = _either(
    r"""
    tp(?= trực thuộc|[^\w ]|\Z),
    địa phương, tỉnh; thành(?! phố| ủy), tỉnh, thành phố, thị xã, huyện, quận, xã(?! hội), phường, thị
    trấn, đặc khu, thôn bản
    """
).replace(";", ",")
"""Areas, which mean their authorities where they act."""

_IN_A_BODY = """
    thành viên chính phủ, ủy viên ban thường vụ, ủy viên bộ chính trị, bí thư trung ương đảng, ủy viên
    trung ương đảng, ủy viên dự khuyết trung ương đảng, ủy viên ban chấp hành trung ương đảng, ủy viên
    ban chấp hành trung ương, ủy viên trung ương, ủy viên ban chấp hành đảng bộ
"""
IN_A_BODY = _either(_IN_A_BODY)
"""Posts that tell the body in which they are held."""

POSTS = _either(
    f"""
    {_IN_A_BODY},
    chủ tịch hội đồng thành viên, chủ tịch hội đồng quản trị, bộ trưởng, thứ trưởng, trợ lý bộ trưởng,
    phó thủ tướng, thủ trưởng, chủ tịch, phó chủ tịch, bí thư, phó bí thư, tổng giám đốc, giám đốc, phó
    giám đốc, đại sứ(?! quán), tổng lãnh sự(?! quán), trưởng ngành, trưởng đoàn, trưởng phòng, hiệu
    trưởng, viện trưởng, người đứng đầu, tham tán thương mại, thành viên ban chỉ đạo, thành viên ủy ban,
    thành viên hội đồng, thành viên ban tổ chức, trưởng cơ quan đại diện, vụ trưởng, cục trưởng, chánh
    văn phòng, ct, pct, ủy viên ban chấp hành, trưởng ban, phó trưởng ban, phó chủ nhiệm, đội trưởng, tổ
    trưởng, đồn trưởng, chi cục trưởng, chủ nhiệm ủy ban nhà nước
    """
)
"""Posts, of whose holders several are meant."""

OF_PEOPLE = r"(?:đoàn thể|tổ chức|hội)(?: (?:chính trị - xã hội|nhân dân|quần chúng))?"
"""People's organisations, which have central organs."""

OF_AREAS = _either(
    """
    đồn biên phòng, văn phòng hđnd và ubnd, văn phòng, ubmttq, ubnd, ủy ban nhân dân, uy ban nhân dân,
    hđnd, hội đồng nhân dân, công an, thường trực hđnd, thường trực tỉnh ủy, bộ đội biên phòng, bộ chỉ
    huy bộ đội biên phòng, bộ chỉ huy quân sự, báo, đài, đảng ủy, ban thường vụ, ban thường vụ đảng ủy,
    thường trực, đảng bộ, mttq, mặt trận tổ quốc, ủy ban mttq, ủy ban mặt trận tổ quốc, ban tuyên giáo,
    ban dân vận, ban tổ chức, ủy ban kiểm tra, hải quan, thanh tra, người đứng đầu, lực lượng vũ trang
    """
)
"""Bodies that every area has: "UBND các tỉnh"; those with a field are told by their kind."""

OF_PLACE = (
    "đảng ủy|tỉnh ủy|huyện ủy|thành ủy|quận ủy|thị ủy|đoàn đại biểu quốc hội|đoàn đbqh|hđnd"
    "|hội đồng nhân dân|ubnd|ủy ban nhân dân|ubmttq|ủy ban mttq|mttq|mặt trận tổ quốc"
)
"""Of these, the organs of power of a place, which are told together: "Đảng ủy, HĐND, UBND các xã"."""

SAID = _either(
    """
    trung ương, ở trung ương, tw, tỉnh ủy, thành ủy, trực thuộc, có liên quan(?! trực tiếp), liên
    quan(?! trực tiếp), chức năng, hữu quan, địa phương, trong bộ, trong ngành, trong sở, ngoài sở,
    ngoài tỉnh, trong tỉnh, có thẩm quyền trong nước, trong và ngoài tỉnh, trong nước và ở sở tại, việt
    nam tại nước ngoài, của việt nam tại nước ngoài, nêu trên, nói trên, trên(?! địa bàn| tuyến| cả|
    toàn| các| cơ sở| biển), biên giới, ven biển, miền núi, cấp tỉnh, cấp huyện, cấp xã, đảng, đoàn thể,
    đảng trung ương, chuyên môn, việt nam ở nước ngoài, vn ở nước ngoài, ta ở nước ngoài, việt nam ở
    ngoài nước, ngoại giao việt nam ở nước ngoài, của việt nam ở nước ngoài, chính phủ, ubnd tỉnh, ubnd
    thành phố, đơn vị trực thuộc, trong nước, đóng trên địa bàn, nhà nước, đối ngoại, cửa khẩu, có chung
    đường biên giới, khu vực, thành viên, chuyên trách, báo chí, truyền thông, phía bắc, phía nam, phía
    tây, miền trung, miền núi phía bắc, tây nguyên, tây nam bộ, lớn, trọng điểm, cùng cấp, các cấp,
    chính trị - xã hội, ngành hàng, thuộc và trực thuộc, thuộc phạm vi quản lý, với lào, với trung quốc,
    với campuchia, với cam-pu-chia, giáp lào, giáp trung quốc, giáp campuchia, chủ quản, được giao nhiệm
    vụ, ở trong nước, thuộc quyền, được lấy ý kiến, quân đội; công an, quân đội, của việt nam, của tổ
    chức, ở trung ương và địa phương, liên quan của tỉnh, liên quan của thành phố, hđnd, hđnd tỉnh, hđnd
    thành phố, ngang bộ, thông tấn, nhà nước ở trung ương, nhà nước cấp tỉnh, ngoại vụ, của địa phương,
    quản lý nhà nước, quản lý chuyên ngành, chuyên ngành, tư pháp, tiến hành tố tụng, thực thi pháp
    luật, nghiệp vụ, đặc thù, cấp dưới, khu vực đồng bằng sông cửu long, đồng bằng sông cửu long, khu
    vực biên giới, vùng đồng bằng sông cửu long, của mặt trận, của mặt trận tổ quốc, đối tác, đối tác
    việt nam, chủ quản việt nam, trong quân đội nhân dân, trong quân đội nhân dân và công an nhân dân,
    trong công an nhân dân, trong quân đội, trong quân đội và công an, khác, có thẩm quyền, tại địa
    phương, chính trị-xã hội, (?<=đại diện )việt nam(?! (?:tại|ở|trong|và)), kiểm tra chuyên ngành,
    tuyến trung ương, tuyến tỉnh, tuyến huyện, thường trú, đầu mối, bảo vệ pháp luật, hành chính nhà
    nước, hành chính, thuộc; trực thuộc
    """
).replace(";", ",")
"""What is said of the bodies: "các cơ quan liên quan"."""

OWNERS = _either(
    """
    cp, hội đồng bộ trưởng,
    quân khu, quân chủng, binh chủng, quân đoàn, cục, đại học, đài, bộ, chính phủ, các đoàn thể,
    công ty, huyện, học viện, hội, ngành, nhà nước, quốc hội, sở, thành phố, thành ủy, trung ương,
    trường, tw, tỉnh, tỉnh ủy, tổng cục, ubnd huyện, ubnd tỉnh, viện, đoàn thể, đảng, ủy ban nhân dân
    huyện, ủy ban nhân dân thành phố, ủy ban nhân dân tỉnh
    """
)
"""Whose they are: "các đơn vị thuộc Bộ"."""

ABROAD = re.compile(r"(?: của)?(?: nước)? (?:sở tại|bạn)(?!\w)| nước ngoài(?!\w)| của (?:hai|mỗi) nước(?!\w)")
"""What tells that bodies are those of another country."""
OF_SIDE = re.compile(r" (?:của )?(?:phía )?")
"""What stands between them and its name."""

SEAT = re.compile(r"(?: (?:việt nam|vn|ta))? tại ")
LANDS = re.compile(
    r"(?:các|những|một số) (?:nước|quốc gia|địa bàn|nước sở tại)(?: (?:lân cận|láng giềng|khác|trong khu vực"
    r"|liên quan))?(?!\w)"
)
LANDS_TOO = re.compile(rf"(?:,| và)(?: tại)? {LANDS.pattern}")
"""Where missions are, and lands that are not named."""

FIELDS = _either(
    """
    tài chính - kế hoạch, ngoại giao, công an, quốc phòng, y tế, tài chính, tư pháp, nội vụ, công
    thương, xây dựng, kế hoạch và đầu tư, giao thông vận tải, giao thông, thông tin và truyền thông,
    khoa học và công nghệ, giáo dục và đào tạo, văn hóa; thể thao và du lịch, nông nghiệp và phát triển
    nông thôn, nông nghiệp và môi trường, tài nguyên và môi trường, lao động ?- ?thương binh và xã hội,
    lao động; thương binh và xã hội, dân tộc và tôn giáo, ngoại vụ, du lịch, văn hóa và thể thao, công
    nghiệp, thương mại, nông nghiệp, dân tộc, tổ chức, tuyên giáo, dân vận, kinh tế, đối ngoại, nội
    chính, quân đội, quân sự, biên phòng, bộ đội biên phòng, hải quan, kiểm lâm, cảnh sát biển, thuế,
    kiểm dịch
    """
).replace(";", ",")
"""Fields of ministries and departments: "các Bộ: Ngoại giao, Công an"."""

NO_FIELDS = _either(
    """
    bộ, sở, văn phòng, ubnd, ủy ban, thống đốc, chủ tịch, thủ trưởng, tổng giám đốc, tgđ, ngân hàng,
    thanh tra, đài, tập đoàn, tổng công ty, website, trang tin, cổng, công báo, lễ tân, trợ lý, thư ký,
    chánh văn phòng, viện kiểm sát, tòa án, kiểm toán, thông tấn xã
    """
)
"""What no list of fields goes on with: "các Vụ: TH, QHQT, Cổng TTĐT"."""

NAMED_KINDS = (
    "bộ",
    "sở",
    "vụ",
    "cục",
    "ban",
    "phòng",
    "đơn vị",
    "vụ, cục",
    "sở, ngành",
    "ngành",
    "lực lượng",
    "chi cục",
    "trung tâm",
    "cơ quan",
    "bộ, ngành",
    "sở, ban, ngành",
    "ban, bộ, ngành",
    "bộ, ban, ngành",
    "tỉnh ủy",
    "thành ủy",
)
"""Kinds that a list of their fields may follow: "các Vụ: TH, QHQT"."""
OF_NAMED_FIELDS = frozenset({"ngành", "lực lượng", "đơn vị", "cơ quan"})
"""Of these, those whose fields are names, with a capital: "các ngành Công an, Biên phòng"."""

FIELDED = "chi cục|trung tâm|ban quản lý|trạm|hạt|đội|bệnh viện|chi nhánh|hội|hiệp hội|công ty|trường"
"""Kinds of body of which each has a field: "các chi cục thú y"."""
CIVIL = "trường|công ty|bệnh viện|trung tâm|hội|hiệp hội|đội|trạm"
"""Of these, those that alone mean no organs: "các trung tâm thể thao"."""
EACH_FIELDED = rf"{FIELDED}|sở(?! ngoại giao)|phòng|thanh tra|cục|liên đoàn"
"""Those that each of several areas has: "Sở Xây dựng các tỉnh"."""

SERVICES = _either(
    """
    trung học phổ thông, trung học cơ sở, tiểu học, mầm non, cao đẳng, trung cấp, dạy nghề, dân tộc nội
    trú, thú y, chăn nuôi, chăn nuôi và thú y, trồng trọt và bảo vệ thực vật, bảo vệ thực vật, thủy sản,
    thủy lợi, đê điều, lâm nghiệp, khuyến nông, kiểm dịch động vật, kiểm dịch thực vật, kiểm dịch y tế,
    kiểm soát bệnh tật, y tế dự phòng, y học cổ truyền, đa khoa, chuyên khoa, bảo hiểm xã hội, thống kê,
    quản lý thị trường, đăng kiểm, đường bộ, cảng vụ, hàng hải, hàng không, xúc tiến thương mại, xúc
    tiến đầu tư, dịch vụ việc làm, dịch vụ hành chính công, phục vụ hành chính công, giáo dục nghề
    nghiệp, giáo dục thường xuyên, văn hóa, thể thao, lưu trữ, giáo dục, văn hóa -
    thông tin, kiểm soát, cửa khẩu, khu kinh tế, khu công nghiệp, dự án, điện lực, viễn thông, chữ thập
    đỏ, nông dân, phụ nữ, cựu chiến binh, luật gia, doanh nghiệp, khoa học và công nghệ, phát triển quỹ
    đất, trợ giúp pháp lý, ngoại ngữ, tin học, khí tượng thủy văn, bảo trợ xã hội, điều dưỡng, cứu hộ,
    cứu nạn
    """
).replace(";", ",")
"""More fields, of services that many places have."""

GROUNDS = _either(
    """
    cảng, cửa khẩu, sân bay, nhà ga, biên giới, hải đảo, đảo, cả nước, toàn quốc, toàn tỉnh, toàn thành
    phố, toàn ngành, toàn hệ thống, toàn quân, vùng, khu vực, tuyến, tiểu vùng, miền, hệ thống, địa
    phương, cơ sở, trung ương, khu kinh tế, khu công nghiệp, khu chế xuất, ngành, hiện trường
    """
)
"""Where bodies are, when that tells which ones are meant: "các đội kiểm tra tại cảng"."""

OF_GROUNDS = _either(
    """
    biển, hàng không, quốc tế, quốc gia, quốc phòng, biên giới, trên biển, trên bộ, trọng điểm, kinh tế,
    ven biển, hải đảo, công nghiệp, chính trị, nông nghiệp, ngoại giao, y tế, giáo dục, nội địa, thủy nội
    địa, cạn, chính, phụ, đồng bằng, sông, trung du, miền núi, phía bắc, phía nam, phía tây, phía đông,
    duyên hải, bắc trung bộ, nam trung bộ, trung bộ, nam bộ, bắc bộ, đông nam bộ, tây nam bộ, đông bắc,
    tây bắc, tây nguyên, sông hồng, cửu long, sông cửu long, thủ đô, động lực, đặc biệt khó khăn, khó
    khăn, sâu, xa, cao, dân tộc thiểu số, và miền núi(?= phía), và duyên hải, đất liền, phên dậu, lân cận
    """
)
"""What is said of such places."""

HELD = _either(
    """
    biên giới, chung biên giới, chung đường biên giới, đường biên giới, cửa khẩu, cảng, sân bay, biển, bờ
    biển, rừng, đê, lao động, người lao động, công dân, chức năng, khu công nghiệp, khu kinh tế, dự án,
    công trình, nông sản, sản phẩm, hàng hóa, tàu cá, tàu thuyền, ngư dân, đồng bào, đông đồng bào, người
    việt nam, đông người, dịch, ổ dịch, quan hệ, hoạt động, đoàn ra, đoàn vào, đường sắt, cao tốc, di sản,
    di tích, trụ sở, nhu cầu, vướng mắc, tên trong danh sách, tỷ lệ
    """
)
"""What areas and bodies have, when that tells which ones are meant: "các tỉnh có cửa khẩu"."""

GOES_ON = "với|giáp|qua|trên|tại|ở|đi|thuộc|đang|bị|xuất khẩu|nhập khẩu|sinh sống|làm việc"
"""With which that which they have goes on: "có lao động đi làm việc ở nước ngoài"."""

PREDICATES = _either(
    """
    và, với, hoặc, cùng, chủ trì, phối hợp, chỉ đạo, tổ chức, rà soát, tăng cường, báo cáo, có trách nhiệm,
    chịu trách nhiệm, chủ động, tiếp tục, khẩn trương, thực hiện, triển khai, xây dựng, bố trí, gửi, cần,
    phải, đã, sẽ, đang, được, không, quan tâm, nghiên cứu, đề xuất, theo dõi, theo, kịp thời, thường xuyên,
    thống nhất, trao đổi, trong, trên, tại, để, khi, nếu, nhằm, nghiêm túc, tập trung, đẩy mạnh, hướng dẫn,
    kiểm tra, giám sát, xử lý, tạo điều kiện, hỗ trợ, cung cấp, ban hành, cho, cử, duy trì, đăng ký, giải
    quyết, hoàn thành, hoàn thiện, lập, phát huy, quán triệt, sớm, tham gia, tham dự, tham mưu, thông báo,
    tuyên truyền, vận động, xem xét, rất, cũng, là, trước, sau, từ, đến, ngay, căn cứ, thường trực, tích cực,
    nâng cao, đánh giá, tổng hợp, trình, dự, đưa, lựa chọn, bảo đảm, đảm bảo, chuẩn bị, chia sẻ, phát biểu
    """
)
"""What bodies do, or what else ends that which is said of them."""
