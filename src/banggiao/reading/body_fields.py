"""What bodies work on."""

from __future__ import annotations


def _listed(words: str, mark: str = ",") -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(mark))


FIELDS = _listed(
    """
    y tế dự phòng, an toàn thực phẩm, quản lý dược, quản lý khám, bảo vệ thực vật, chăn nuôi thú y, bảo hộ
    công dân, các vấn đề toàn cầu, các vấn đề xã hội, quản trị công,
    chính sách công, cứu hộ - cứu nạn, lãnh sự, lễ tân, phát triển bền vững, nghiên cứu phát triển,
    nghiên cứu chiến lược, chiến lược
    chính sách, công nghệ cao, công nghệ thông tin, khu công nghiệp, khu kinh tế, khu chế xuất, cửa khẩu,
    hàng không, hàng hải, đường bộ, đường sắt, đường thủy nội địa, đăng kiểm, kinh tế đối ngoại, hợp tác
    quốc tế, hợp tác phát triển, quan hệ quốc tế, công tác xã hội, bảo trợ xã hội, bảo trợ trẻ em, trẻ em,
    phụ nữ, thanh niên, cựu chiến binh, người cao tuổi, khuyết tật, lao động ngoài nước, quản lý lao động,
    việc làm, dạy nghề, giáo dục thường xuyên, giáo dục nghề nghiệp, ngoại ngữ, tin học, khoa học xã hội,
    khoa học tự nhiên, di sản văn hóa, di tích, bảo tồn di tích, danh lam thắng cảnh, nghệ thuật biểu diễn,
    điện ảnh, thể dục thể thao, du lịch sinh thái, công viên địa chất, thông tin đối ngoại, thông tin cơ sở,
    báo chí, xuất bản, phát thanh, truyền hình, thú y, thủy sản, lâm nghiệp, kiểm lâm, thủy lợi, phòng chống
    thiên tai, môi trường, biến đổi khí hậu, tài nguyên nước, đo đạc bản đồ, đất đai, địa chất, khoáng sản,
    khí tượng thủy văn, năng lượng tái tạo, dầu khí, điện lực, công nghiệp hỗ trợ,
    công nghiệp bán dẫn, xúc tiến thương mại, xúc
    tiến đầu tư, đầu tư nước ngoài, phòng vệ thương mại, cạnh tranh, bảo vệ người tiêu dùng, quản lý thị
    trường, xuất nhập khẩu, xuất nhập cảnh, quản lý xuất nhập cảnh, an ninh đối ngoại, an ninh mạng, cảnh
    sát biển, cảnh sát hình sự, phòng cháy chữa cháy, biên phòng, kiểm tra biên phòng, ngân sách nhà nước,
    quản lý nợ, công sản, thuế quan, bảo hiểm xã hội, tổ chức cán bộ, cải cách hành chính, pháp chế, thi
    hành án, bổ trợ tư pháp, con nuôi, công chức viên chức, văn thư lưu trữ, tôn giáo, dân tộc thiểu số, thi
    đua khen thưởng, hành chính quản trị, tài chính kế toán, kế hoạch tổng hợp, tổng hợp kinh tế, chính sách
    đối ngoại, ngoại giao văn hóa, ngoại giao kinh tế, luật pháp quốc tế, biên giới lãnh thổ, đối ngoại nhân
    dân, hữu nghị, hòa bình, đoàn kết, viện trợ nhân dân, phi chính phủ, thành phố thông minh, thành phố học
    tập, chuyển đổi số, đổi mới sáng tạo, khởi nghiệp sáng tạo, công nghệ sinh học, trí tuệ nhân tạo, an
    toàn thông tin, công nghiệp an ninh mạng, sở hữu trí tuệ, tiêu chuẩn đo lường chất lượng, năng lượng
    nguyên tử, an toàn bức xạ, tần số vô tuyến điện, viễn thông, bưu chính, kinh tế số và xã hội số, bảo
    hiểm tiền gửi, giám sát tài chính, chứng khoán nhà nước, ngân quỹ, dự trữ nhà nước, thống kê, kinh tế
    tập thể, kinh tế tư nhân, doanh nghiệp nhỏ và vừa, doanh nghiệp tư nhân, doanh nghiệp nhà nước, doanh
    nghiệp trẻ, quản lý giá, đấu thầu, hợp tác xã và phát triển nông thôn, phát triển nông thôn, chất lượng
    chế biến và phát triển thị trường, trồng trọt và bảo vệ thực vật, chăn nuôi và thú y, thủy sản và kiểm
    ngư, lâm nghiệp và kiểm lâm, quản lý đê điều và phòng chống thiên tai, quản lý và xây dựng công trình
    thủy lợi, quản lý tài nguyên nước, quản lý đất đai, biển và hải đảo, đa dạng sinh học, bảo tồn thiên
    nhiên, hạ tầng kỹ thuật, quy hoạch kiến trúc, quản lý nhà và thị trường bất động sản, giám định, kinh tế
    xây dựng, vật liệu xây dựng, đường cao tốc, hàng hải và đường thủy, vận tải và an toàn giao thông, quản
    lý khám chữa bệnh, khám chữa bệnh, y dược cổ truyền, bà mẹ và trẻ em, dân số, phòng bệnh, kiểm soát bệnh
    tật, pháp y, huyết học, sản nhi, lão khoa, phục hồi chức năng, đa khoa, nội tiết, ung bướu, tâm thần, da
    liễu, y học cổ truyền, y học biển, quân y, truyền máu, vắc xin và sinh phẩm y tế, an toàn vệ sinh thực
    phẩm, giáo dục mầm non, giáo dục phổ thông, giáo dục đại học, quản lý chất lượng, nhà giáo và cán bộ
    quản lý giáo dục, học sinh sinh viên, dân tộc nội trú, ngoại thương, kinh tế quốc dân, sư phạm kỹ thuật,
    khoa học xã hội và nhân văn, ngoại ngữ tin học, bách khoa, luật kinh tế, mỹ thuật công nghiệp, công
    nghiệp thực phẩm, nông lâm, kinh tế kỹ thuật, văn hóa nghệ thuật, văn hóa cơ sở, di sản, bản quyền tác
    giả, gia đình, thư viện, mỹ thuật nhiếp ảnh, du lịch quốc gia, quảng bá xúc tiến, xúc tiến du lịch,
    thương mại, phát thanh và truyền hình, thông tấn, báo chí và xuất bản, quản lý phát thanh truyền hình,
    lao động tiền lương, quan hệ lao động, người có công, an toàn lao động, quan hệ lao động và tiền lương,
    chính quyền địa phương, tổ chức phi chính phủ, văn thư và lưu trữ nhà nước, công chức, viên chức, cán
    bộ, hành chính, tư pháp, pháp luật quốc tế, pháp luật hình sự hành chính, pháp luật dân sự kinh tế, kiểm
    tra văn bản, quản lý xử lý vi phạm hành chính, trợ giúp pháp lý, phổ biến giáo dục pháp luật, quản lý
    thi hành án, hộ tịch, quốc tịch, chứng thực, đăng ký giao dịch bảo đảm, bồi thường nhà nước, an ninh nội
    địa, an ninh kinh tế, an ninh chính trị nội bộ, tham mưu, hậu cần, kỹ thuật, tình báo, đối ngoại quốc
    phòng, gìn giữ hòa bình, cứu hộ cứu nạn, dân quân tự vệ, tác chiến, quân huấn, tuyên huấn, cảnh sát giao
    thông, cảnh sát kinh tế, cảnh sát điều tra, quản lý hành chính về trật tự xã hội, chống tội phạm, chống
    ma túy, chống thiên tai, chống tham nhũng, chống dịch, chống mua bán người, điều tra hình sự, tuyên giáo
    và dân vận, tuyên giáo, dân vận, nội chính, kiểm tra, chính sách chiến lược, tổ chức và biên chế, nghiên
    cứu lý luận, lý luận chính trị, báo chí tuyên truyền, công tác dân tộc, dân tộc và tôn giáo, thanh thiếu
    niên, thanh niên xung phong, phụ nữ và trẻ em, nạn nhân chất độc da cam, chữ thập đỏ, người khuyết tật,
    làm vườn, sinh vật cảnh, khuyến học, luật gia, kế toán kiểm toán, nhà văn, nhà báo, nghệ sĩ nhiếp ảnh,
    kiến trúc sư, du lịch lữ hành, lữ hành, khách sạn, dệt may, da giày túi xách, chế biến và xuất khẩu thủy
    sản, lương thực, cà phê ca cao, cao su, hồ tiêu và cây gia vị, rau quả, gỗ và lâm sản, xi măng, phần mềm
    và dịch vụ công nghệ thông tin, thương mại điện tử, dịch vụ logistics, đại lý và môi giới hàng hải, vận
    tải ô tô, chủ tàu, cảng biển, bất động sản, nhà thầu xây dựng, ngân hàng, bảo hiểm, quảng cáo, nữ doanh
    nhân, doanh nhân trẻ, nguồn nhân lực, cấp nước, cấp thoát nước, môi trường đô thị, công trình đô thị,
    đầu tư và phát triển, đầu tư xây dựng, xây dựng công trình giao thông, thương mại và dịch vụ, nhân lực,
    thủy điện, nhiệt điện, điện gió, xăng dầu, phân bón, hóa chất, giống cây trồng, giống vật nuôi, thức ăn
    chăn nuôi, bao bì, sách và thiết bị trường học, vận tải biển, đóng tàu, cơ khí, lắp máy, lữ hành quốc
    tế, du lịch biển, nghiên cứu phát triển kinh tế xã hội, quy hoạch đô thị, nông thôn, giáo dục quốc
    phòng, dịch vụ việc làm, dịch vụ đối ngoại, dịch vụ hành chính công, phục vụ hành chính công, hành chính
    công, hỗ trợ doanh nghiệp, phát triển quỹ đất, giám sát điều hành, quan trắc tài nguyên và môi trường,
    nước sạch, khuyến nông, khuyến công, ứng phó sự cố, tìm kiếm cứu nạn, phối hợp tìm kiếm cứu nạn hàng
    hải, dự báo khí tượng thủy văn, ngôn ngữ, châu Âu, châu Mỹ, châu Phi, Đông Bắc Á, Đông Nam Á, Nam Á, Nam
    Thái Bình Dương, Trung Đông, thế giới, liên hợp quốc, đa phương, chính trị khu vực, hợp tác kinh tế đa
    phương, luật pháp và điều ước quốc tế, ngoại vụ địa phương, nhà nước về người Việt Nam ở nước ngoài, lễ
    tân nhà nước, phối hợp ngoại vụ, cơ yếu công nghệ thông tin, quản trị tài vụ, phục vụ ngoại giao đoàn,
    hướng dẫn báo chí nước ngoài, biên phiên dịch, thương mại quốc tế, chính sách thương mại đa biên, thị
    trường nước ngoài, thị trường châu Âu châu Mỹ, thị trường châu Á châu Phi, dầu khí và than, tiết kiệm
    năng lượng, kỹ thuật an toàn và môi trường công nghiệp, công nghiệp nặng, công nghiệp địa phương, kinh
    tế công nghiệp, trọng tài quốc tế, hòa giải, nghị viện, bạn bè, liên lạc, đối ngoại, kinh tế và ngân
    sách, công tác đại biểu, dân nguyện, văn hóa và xã hội, quốc phòng, an ninh và đối ngoại, pháp luật và
    tư pháp, khoa học, công nghệ và môi trường, nhân dân cách mạng, cơ quan đảng, liên lạc đối ngoại,
    mặt trận thống nhất trung ương, kiểm tra kỷ luật trung ương, nhân quyền, lãng phí, tiêu cực, thủ
    tục hành chính, khoa học công nghệ, đổi mới sáng tạo và chuyển đổi số, chống khai thác hải sản bất hợp
    pháp, chống khai thác thủy sản, quy hoạch, kiến trúc, hội nhập quốc tế, khu công nghiệp và chế xuất, dạy
    nghề, xét xử tội ác chiến tranh, xét xử tội phạm
    """
)
"""Fields of bodies, whose words a name joins: "Cục Y tế dự phòng", "Quỹ Bảo hộ công dân"."""

JOINT_FIELDS = _listed(
    """
    phòng, chống tội phạm | phòng, chống ma túy | phòng, chống thiên tai | phòng, chống tham nhũng | phòng,
    chống dịch | phòng, chống mua bán người | phòng, chống khủng bố | xúc tiến đầu tư, thương mại | xúc tiến
    thương mại, du lịch | đầu tư, thương mại và du lịch | phát thanh, truyền hình | công chức, viên chức |
    cán bộ, công chức | hành chính, tư pháp | quốc phòng, an ninh và đối ngoại | khoa học, công nghệ và môi
    trường | văn hóa, giáo dục | văn hóa, xã hội | văn hóa, thể thao | quy hoạch đô thị, nông thôn | kinh
    tế, ngân sách | y tế, giáo dục | thủy lợi, đê điều | người cao tuổi, trẻ em | nghiên cứu, đào tạo | đào
    tạo, bồi dưỡng | nghiên cứu, ứng dụng | kiểm tra, giám sát | kế hoạch, tài chính | tổ chức, hành chính |
    hành chính, tổng hợp | hành chính, quản trị | tổ chức, cán bộ | giáo dục, đào tạo | thương mại, du lịch
    | thi đua, khen thưởng | thể dục, thể thao | xuất cảnh, nhập cảnh | tìm kiếm, cứu nạn | văn thư, lưu trữ
    | phòng cháy, chữa cháy | bồi dưỡng, nghiên cứu | hội chợ, triển lãm | thanh niên, thiếu niên
    """,
    "|",
)
"""Fields with a comma of their own: "Ban Chỉ đạo phòng, chống thiên tai"."""
