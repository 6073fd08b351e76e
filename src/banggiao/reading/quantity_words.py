"""What numbers count in papers, in shadow form: measures, terms, nouns,
and the classifiers before nouns."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for line in words.strip().splitlines() for word in line.split("|"))


MEASURES = _listed(
    """
    đồng việt nam|đồng|vnđ|vnd|usd|đô la mỹ|đô la úc|đô la|đô-la mỹ|đô-la|euro|eur|yên nhật|yên|jpy
    won|krw|nhân dân tệ|ndt|cny|rmb|đài tệ|bảng anh|bảng|gbp|aud|cad|chf|sgd|thb|bath|baht|kíp|rúp|rub
    ringgit|rm
    franc|rupee|riel|km2|km²|km|m2|m²|m3|m³|mét vuông|mét khối|mét|km/h|m|cm|mm|ki-lô-mét|hải lý|héc-ta
    hécta|hec-ta|hecta|héc ta|ha|tấn|tạ|kg|gam|lít|thùng|kw|mw|gw|kwh|mwh|gwh|mwp|gb|tb|mb|teu|độ c
    điểm phần trăm
    điểm phần nghìn|giờ|phút|giây|ngày làm việc|ngày đêm|ngày|tuần|tháng|năm|quý|thập niên|thập kỷ
    thế kỷ|nhiệm kỳ|tuổi|lần|đêm
    """
)
SHORT_NOUNS = frozenset(
    "DNNN DNNVV ĐB ĐBQH CB CBCS CBCC CBCCVC HSSV SV HS TNV DN HTX LHS NLĐ ĐV TTHC TTQT ƯTQT".split()
)
"""Counted nouns as notes abbreviate them."""
TERMS = _listed(
    """
    đoàn ra|đoàn vào|lượt người|lượt khách|lượt đoàn|lượt đơn vị|lượt doanh nghiệp
    thỏa thuận quốc tế|hội nghị quốc tế
    điều ước quốc tế|phiên thảo luận|cơ quan đại diện|hiệp định thương mại tự do|người nước ngoài
    tổ chức phi chính phủ|tổ chức pcpnn
    """
)
"""Terms that count as one noun; the label guide closes their list."""
PERSONS = _listed(
    """
    người dân|người lao động|người|dân|cán bộ|công chức|viên chức|công dân|lao động|học viên|sinh viên
    học sinh|lưu học sinh|giáo viên|giảng viên|đại biểu|chuyên gia|chuyên viên|thành viên|hành khách
    du khách|khách mời|khách|kiều bào|ngư dân|thuyền viên|nông dân|công nhân|kỹ sư|bác sĩ|bác sỹ|y tá
    phó chủ nhiệm|phó chủ tịch|phó thủ tướng|phó giám đốc|phó trưởng ban
    điều dưỡng|phóng viên|nhà báo|biên tập viên|phiên dịch|tình nguyện viên|cộng tác viên|chiến sĩ
    chiến sỹ|sĩ quan|sỹ quan|quân nhân|nhân viên|lãnh đạo|đồng chí|đảng viên|đoàn viên|hội viên
    thanh niên|phụ nữ|trẻ em|thiếu nhi|nghị sĩ|nghị sỹ|thượng nghị sĩ|hạ nghị sĩ|doanh nhân|nhà đầu tư
    nhà khoa học|nhà nghiên cứu|nghệ nhân|nghệ sĩ|diễn viên|vận động viên|huấn luyện viên|trọng tài
    khán giả|độc giả|học giả|diễn giả|báo cáo viên|thực tập sinh|nghiên cứu sinh|thí sinh|nạn nhân
    bệnh nhân|liệt sĩ|cựu chiến binh|đại sứ|tham tán|bạn bè|cử tri|ủy viên|đối tượng|nhân sự
    hướng dẫn viên|già làng|trẻ|cụ|cháu|hộ nghèo|người có công|nguyên thủ|trưởng đoàn|quan chức
    tùy viên|nhà ngoại giao|việt kiều|du học sinh|thẩm phán|luật sư|binh sĩ|binh sỹ|cảnh sát|thợ lặn
    đầu bếp|ca sĩ|họa sĩ|giám khảo|tiến sĩ|thạc sĩ|giáo sư|phó giáo sư|nhà văn|phạm nhân|nghi phạm
    con tin|nhà lãnh đạo|bộ trưởng|thứ trưởng|lính|trí thức|giám đốc|tổng lãnh sự|nhân chứng|ứng viên
    ứng cử viên|thuyền trưởng|em học sinh|em lưu học sinh|em|giáo dân|chức sắc|thân nhân|cựu sinh viên
    cựu lưu học sinh|chủ tàu|máy trưởng|lái xe|nhân công|quan sát viên|đặc phái viên|phái viên|tổng thư ký
    trưởng cơ quan đại diện|nhân lực|thống đốc|tỉnh trưởng|thị trưởng|hiệu trưởng|thư ký|trợ lý|tác giả
    nhạc công|nghị viên|kiểm ngư viên
    """
)
AREAS = _listed(
    """
    quốc gia|vùng lãnh thổ|nước|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|địa phương
    thôn|bản|ấp|làng|dân tộc|khu vực|khu phố|tổ dân phố|bang
    """
)
POSTS = _listed(
    """
    tổ|chốt|trạm|đồn|đội|nhóm|đơn vị|cơ quan|tổ chức|đoàn thể|sở|ban|ngành|bộ
    """
)
THINGS = _listed(
    """
    doanh nghiệp|hợp tác xã|hiệp định|thỏa thuận|bản ghi nhớ|biên bản|văn bản|văn kiện|kế hoạch|đề án
    chương trình|dự án|nhiệm vụ|chỉ tiêu|điều kiện|sáng kiến|đề tài|mô hình|giải pháp|nội dung|kiến nghị
    hội nghị|hội thảo|tọa đàm|cuộc họp báo|cuộc họp|phiên họp|phiên|buổi|lớp|khóa|đợt|chuyến thăm
    chuyến bay|chuyến|hoạt động|sự kiện|lễ hội|lễ|trụ cột|nhóm nhiệm vụ|nhóm hàng|tin bài|tin|bài viết
    bài|bản tin|ấn phẩm|phóng sự|video|clip|chuyên mục|chuyên trang|chuyên đề|tài liệu|tờ rơi|hồ sơ
    thủ tục|vụ việc|vụ|vụ án|trường hợp|ca|sản phẩm|mặt hàng|cặp|giải thưởng|giải|công trình|trung tâm
    phòng học|phòng|nghị viện|cửa khẩu|cột mốc|mốc|tuyến|tàu|xe|container|cam kết|biện pháp|nguyên tắc
    gian hàng|học bổng|phi dự án|báo cáo|tham luận|ý kiến|câu hỏi|cấp|lĩnh vực|đối tác|thị trường
    nhà máy|khu công nghiệp|cụm công nghiệp|khu kinh tế|đầu mối|phái đoàn|đoàn khách|đoàn|hội|hiệp hội
    gia đình|hộ dân|hộ gia đình|hộ|điểm cầu|cơ sở|trạm y tế|trường học|trường|bệnh viện|đường bay
    chặng bay|biên chế|mục|điều|khoản|điểm|chỗ|xưởng|bao|kiện|mẫu|thư|công hàm|trang|công nghệ|bộ luật
    luật|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|hợp đồng|vùng|sàn thương mại điện tử|sàn|đảo
    cảng|sân bay|cầu|con đường|đường|cặp chợ|chợ|cặp cửa khẩu|di sản|di tích|tác phẩm|bức ảnh|ảnh
    tiết mục|bộ phim|phim|trận|môn|huy chương|kỷ niệm chương|bằng khen|tiêu chí|chỉ số|bậc|kỳ họp|kỳ
    số|hàng|nhà tài trợ|nhà|phần quà|hài cốt|phôi hộ chiếu|hộ chiếu|thị thực|giấy phép|visa
    cảng cá|nhà nhập khẩu|nhà xuất khẩu|nhà cung cấp|nhà phân phối|nhà thầu|thứ tiếng|ngôn ngữ
    tổng lãnh sự quán|lãnh sự quán|đại sứ quán|cơ quan lãnh sự
    giấy chứng nhận|tài khoản|lượt|cuộc|phiếu|đầu báo|đài|trang web|website|tòa soạn|máy thở|máy tính
    khẩu trang|vắc-xin|vắc xin|vaccine|phòng họp|phòng máy tính|phòng nghỉ|phòng khám|phòng thí nghiệm
    máy bay|vé máy bay|vòng đàm phán|vòng|chương|hạng mục|khuyến nghị|ưu tiên|định hướng|thành tựu
    kết quả|bài học|thách thức|nguyên nhân|nhóm vấn đề|vấn đề|cửa hàng|khách sạn|chi nhánh|văn phòng
    đại lý|kho|bến|bãi|đập|hồ|làng nghề|bảo tàng|thư viện|viện|học viện|trường đại học|trường cao đẳng
    đại học|khoa|ngành hàng|chuyên ngành|nghiên cứu|bài báo|đầu sách|tạp chí|kênh|quầy|hãng thông tấn
    hãng hàng không|hãng|công ty|tập đoàn|ngân hàng|quỹ|liên minh|câu lạc bộ|chi hội|hội đoàn|chi bộ
    đảng bộ|tổ công tác|ban chỉ đạo|ủy ban|tiểu ban|hội đồng|nhóm công tác
    điểm du lịch|bằng sáng chế|danh hiệu|kịch bản|phương án|đầu việc|phần việc|công việc
    nhóm giải pháp|nhóm công việc|bước|hướng|nền kinh tế|nền tảng|ứng dụng|dịch vụ|cơ chế|tuyến đường
    tuyến bay|đơn hàng|đơn|lô hàng|lô|chuyến hàng|chuyến xe|chuyến công tác|thiết bị|suất ăn|phần ăn
    ca mắc|ca bệnh|ca tử vong|mũi tiêm|giường bệnh|giường|bộ kit|căn hộ|căn nhà|ngôi nhà|tàu cá
    tàu hàng|xe tải|xe khách|xe container|con tàu|con bò|cổng|kho lạnh
    bản sao|bản chính|bản gốc|bản dịch|giấy mời|cổ vật|hiện vật
    mốc giới|điểm đến|điểm bán|điểm trường|câu|khẩu hiệu|phần|cụm|tập|kỷ yếu|logo|biểu mẫu|biểu|điều khoản
    phụ lục|quy định|quy trình|tua|hành lang|trục|tổ hợp|đối thoại|chính sách
    nhóm chính sách|phát hiện|sai phạm|tồn tại|hạn chế|chứng chỉ|khóa học|thư mời|bức thư|bức điện
    xe cứu thương|xe ô tô|ô tô|xuồng|tin, bài
    điện mừng|cuộc điện đàm|mục tiêu|giấy miễn thị thực|giấy thông hành|giấy xác nhận|gói thầu|tiểu dự án
    phần mềm|gói hỗ trợ|gói tín dụng|giờ học|tiết học|cơ quan báo chí|cơ quan thông tấn
    chuỗi cung ứng|văn kiện|quy chuẩn|tiêu chuẩn|phát đại bác|phát súng|phát đạn
    gói viện trợ|chiến dịch|cuộc thi|lớp học
    dòng thuế|dòng sản phẩm|liều vắc xin|suất học bổng|suất quà|suất|phần thưởng|món quà|băng rôn|pa-nô
    lá cờ|cờ phướn|cờ hoa|cờ|màn hình|lối mở|cặp lối mở|cặp mốc|vị trí|khu|khung giờ|phương tiện|tờ khai
    bộ hồ sơ|bộ tài liệu|bộ sách|máy soi|máy tính bảng|máy chiếu|máy phát điện|máy|xe buýt|xe đạp
    xe máy|xe lăn|nhà ở|giếng|cây cầu|ngành nghề|nghề|khuôn khổ|kênh truyền hình|tờ báo|bài dự thi|chữ ký
    hợp phần|cấu phần|tiểu vùng|ca khúc|bức tranh|hệ thống|mạng lưới|trạm biến áp|tua-bin|điểm dạy|điểm nghẽn
    tổ hợp tác|hộ kinh doanh|nhãn hiệu|sản lượng|tỷ suất|khoản vay|khoản viện trợ|khoản|giao dịch|lệnh
    đề xuất|vướng mắc|tranh chấp|điểm nóng|nhóm dự án|trạm kiểm soát|cột cờ|bia|nghĩa trang|nhà văn hóa
    đường dây nóng|cuộc gọi|đơn thư|thư điện tử|vụ kiện|vụ án|cơ sở dữ liệu|bản đồ|chuyến tàu
    tuyên bố chung|tuyên bố|thông cáo|nghị định thư|công ước|hiệp ước|tờ trình|công điện|kết luận|công văn
    chức danh|chức vụ|tuyến đường sắt|tuyến đường bộ|tuyến đường thủy|tuyến đường cao tốc|tuyến cao tốc
    tập thể|cá nhân|huân chương|cờ thi đua|dự thảo|khu bảo tồn|khu du lịch|khu đô thị|khu dân cư
    khu tái định cư|ổ dịch|lò giết mổ|ca nhiễm|ca ghép tạng|đêm nhạc|sổ bảo hiểm|sổ đỏ|vòng thi|làn xe
    ngọn hải đăng
    lò hạt nhân
    ổ khóa|ổ cứng|ô đất|thửa đất|mã số|mã vùng|chuỗi giá trị|tổ máy|trục đường
    """
)
DEEDS = _listed(
    """
    viện trợ|tiếp xúc|làm việc|phát biểu|tiếp đón|xuất cảnh|nhập cảnh|xuất nhập cảnh|phát sóng|hội đàm
    gặp gỡ|tiếp khách
    gặp|điện đàm|trao đổi|kiểm tra|khảo sát|đối thoại|tiếp|họp|diễn tập|tuần tra|thanh tra|giám sát
    phỏng vấn|đàm phán|tham vấn|khai báo|truy cập|xem|tương tác|giao lưu|thi|vận động|bỏ phiếu|cứu hộ
    khám|tuyên truyền|hội thảo|hội nghị|họp báo
    """
)
"""What "cuộc", "lượt" and "bài" make a unit of."""

NOT_JOINED = frozenset(
    {
        "báo cáo",
        "bao",
        "nghiên cứu",
        "kiến nghị",
        "đề xuất",
        "phát hiện",
        "quy định",
        "ưu tiên",
        "định hướng",
        "cam kết",
    }
    | {"số", "kế hoạch", "kết quả", "tổ chức", "hạn chế", "tồn tại", "hội đồng", "lãnh đạo", "giao dịch"}
)
"""Nouns that behind a comma are rather what is done next: "120 dòng thuế, báo cáo Phó Thủ tướng"."""

CLASSIFIERS = frozenset(
    """
    bài bó bản bộ bức chiếc con cuốn cuộc cái cây căn dòng gói hòn khoản khối kênh liều loại lá lượt
    ngôi phôi quyển quả suất số thẻ tòa tấm tờ viên vé
    """.split()
)
"""Before a noun they make one unit with it: "cuộc tiếp xúc", "vé máy bay", "suất học bổng"."""
VOTES = frozenset({"thuận", "chống", "trắng", "bầu"})
SINGLE_ENDS = frozenset(
    """
    dài ngắn
    bao bán bằng bị chi chia cho chưa chạy chờ chức cuối các còn có cùng cũng cấp cần của diễn do dành
    dùng dưới dự giành giúp giảm giữa góp gặp gồm gửi hay hiện hoàn hoạt hoặc hỗ khi khoản không ký
    kết kể là làm lên lấy lần lập mang miền mà mất mắc mỗi mới mời mục nay ngoài ngày như nhưng nhất
    nhập nhằm những này nêu năm nước nằm nữa phát phê phải phối phục qua quản quốc ra rút rời sang sau
    so sẽ sử tham theo thu thuộc tháng thì thăm thường thứ thực tiến tiếng tiếp trao triển trong trên
    trước trị trở tuyên tăng tương tại tập tốt tổ tới từ việt và vào vì vượt vẫn về với xin xuất xuống
    xác xây xử yêu đang đi điều đoạt đã đó đón đúng đăng đưa được đạt đầu đến đều để đồng đủ ở
    ven vùng vừa rất nhạy trọng điển nguy lưu cao thấp lớn nhỏ đặc ưu chính phụ riêng chung song đa
    """.split()
)
"""Words that begin nothing of a noun that no list knows."""
NO_COUNT_SPELLED = frozenset(
    """
    bang bên khu lần miền nơi nước phía thành tỉnh vùng đêm
    """.split()
)
"""Behind a number in words they are set phrases: "hai nước", "hai bên"."""

# Heads of columns whose numbers count nothing; those of CODE_HEADS may go on.
ORDER_HEADS = frozenset(
    _listed(
        """
        năm|tháng|quý|thời gian|thời hạn|tt|stt|số tt|số thứ tự|thứ tự|no|no.|#|ngày|ngày tháng|giờ|mục|hạng
        xếp hạng|kỳ|khóa|lớp|điều|khoản|trang|hạn|căn cứ|ghi chú
        """
    )
)
CODE_HEADS = _listed(
    """
    mã|số hiệu|số, ký hiệu|số ký hiệu|số văn bản|điện thoại|sđt|số điện thoại|năm sinh|năm cấp
    năm thành lập|số hộ chiếu|cccd|số cmnd|biển số|giấy đăng ký|số quyết định|số công văn|năm ký|năm thực
    năm bắt|năm hoàn|năm học|năm ban
    ngày ký|ngày ban|ngày đi|ngày về|ngày đến|ngày cấp|ngày có|ngày hết|ngày sinh|ngày, tháng|thời gian
    hạn nộp|hạn hoàn
    """
)
