"""Names of bodies that papers give as they are, without what kind they are: seats of power that stand for
who sits there, organs of parties and parliaments, papers and agencies. Not in the register: they have no key.
"""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split("|"))


STANDING_ALONE = _listed(
    """
    Đảng Nước Nga thống nhất | Vietnam+ | Nhà Trắng | Lầu Năm Góc | Điện Kremlin | Điện Élysée
    | Nhà Xanh | Ngoại giao đoàn | Quân đội
    | Quân đội nhân dân | Công an nhân dân | Nhân đại toàn quốc | Chính hiệp toàn quốc | Chính hiệp
    | Nhân đại | Ủy ban Thường vụ Nhân đại toàn quốc | Hội nghị Chính trị Hiệp thương nhân dân
    | Hội nghị Chính trị hiệp thương nhân dân toàn quốc | Hội nghị Hiệp thương chính trị nhân dân
    | Đảng ủy các cơ quan Đảng Trung ương | Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương
    | Ủy ban công tác liên hợp | Bộ Công nghiệp nhẹ | Bộ Công nghiệp nặng | Bộ Bưu chính, Viễn thông
    | Ủy ban Nhà nước về Hợp tác và Đầu tư | Ủy ban Dân tộc và Miền núi | Ban Biên giới của Chính phủ
    | Ủy ban Quốc gia về Hợp tác Kinh tế Quốc tế | Ủy ban về người Việt Nam ở nước ngoài
    | Ủy ban quốc gia điều phối hoạt động của Việt Nam trong ASEAN | Ủy ban Quốc gia về ASEAN
    | Vụ Văn hóa đối ngoại và UNESCO | UBTƯ MTTQ Việt Nam | Sở VHTT&DL
    | Nhóm giúp việc | Tổ giúp việc | Đoàn đàm phán Chính phủ
    | Đoàn Thư ký kỳ họp | Hội đồng Dân tộc | Hội đồng Lập pháp | Hội đồng Lập hiến
    | Bộ Tổng tham mưu | Tổng cục Hậu cần | Tổng cục Kỹ thuật | Tổng cục Công nghiệp Quốc phòng
    | Viện Kiểm sát Nhân dân Tối cao | Tòa án tối cao | Tòa tối cao | Tòa án Hiến pháp
    | Hội đồng Hiến pháp | Hội đồng Bầu cử quốc gia | Ủy ban Bầu cử quốc gia | Hội đồng Cơ mật
    | Ủy ban Quốc gia ứng phó sự cố, thiên tai và tìm kiếm cứu nạn | Ủy ban Quốc gia Tìm kiếm cứu nạn
    | Tổ chức Giám sát Nhân quyền | Giám sát Nhân quyền | Tổ chức Ân xá Quốc tế | Làng trẻ em SOS
    | Văn phòng Nội các | Văn phòng Tổng thống | Phủ Tổng thống | Phủ Thủ tướng | Văn phòng Thủ tướng
    | Nội các | Liên minh châu Âu | Liên minh Châu Âu | Ủy ban châu Âu | Nghị viện châu Âu
    | Hội đồng châu Âu | Hội đồng Liên minh châu Âu | Cao ủy Liên hợp quốc về người tị nạn
    | Nhóm Bộ tứ | Bộ Tứ | Phong trào Hamas | Hamas | Hezbollah | Taliban | Khmer Đỏ | Polisario
    | Cộng đồng Pháp ngữ | Khối Thịnh vượng chung | Cộng đồng các quốc gia độc lập
    | Cộng đồng Caribe | Cộng đồng Đông Phi | Cộng đồng Kinh tế các quốc gia Tây Phi
    | Cộng đồng Phát triển miền Nam châu Phi | Hiệp hội Hợp tác khu vực Nam Á
    | Hiệp hội các nước vành đai Ấn Độ Dương | Hiệp hội Vành đai Ấn Độ Dương
    | Hiệp hội Thương mại tự do châu Âu | Khối thương mại tự do châu Âu | Hiệp hội Mậu dịch tự do châu Âu
    | Diễn đàn các đảo Thái Bình Dương | Diễn đàn các nước đảo Thái Bình Dương | Diễn đàn Khu vực ASEAN
    | Diễn đàn Kinh tế Thế giới | Tổ chức Hiệp ước An ninh Tập thể | Tổ chức An ninh và Hợp tác châu Âu
    | Hội đồng Hợp tác các quốc gia Ả-rập vùng Vịnh | Hội đồng Hợp tác Vùng Vịnh | Hội đồng Bắc Cực
    | Tổ chức các quốc gia châu Mỹ | Tổ chức Hợp tác Hồi giáo | Tổ chức Thống nhất châu Phi
    | Thị trường chung Nam Mỹ | Liên minh Bolivar cho các dân tộc châu Mỹ | Liên minh Thái Bình Dương
    | Nhóm các nước phát triển hàng đầu thế giới | Cộng đồng các nước Mỹ Latinh và Caribe
    | Cộng đồng các quốc gia Mỹ Latinh và Caribe | Hội nghị Tổ chức Hợp tác kinh tế Biển Đen
    | Ngân hàng Phát triển Mới | Ngân hàng Đầu tư cơ sở hạ tầng châu Á | Ngân hàng Phát triển châu Phi
    | Quỹ Khí hậu Xanh | Quỹ Môi trường toàn cầu | Quỹ Toàn cầu phòng chống AIDS, lao và sốt rét
    | Ủy ban Liên hợp quốc về sử dụng hòa bình khoảng không vũ trụ | Cơ quan Cứu trợ và Việc làm
    của Liên hợp quốc dành cho người tị nạn Palestine | Ủy ban Nghề cá Trung và Tây Thái Bình Dương
    | Viện Tăng trưởng xanh toàn cầu | Cơ quan Năng lượng quốc tế | Cơ quan Năng lượng tái tạo quốc tế
    | Liên minh Năng lượng mặt trời quốc tế | Tổ chức Thú y thế giới | Liên minh Bưu chính thế giới
    | Liên minh Viễn thông quốc tế | Tổ chức Khí tượng thế giới | Tổ chức Hàng không dân dụng quốc tế
    | Tổ chức Hàng hải quốc tế | Tổ chức Sở hữu trí tuệ thế giới | Tổ chức Hải quan thế giới
    | Tổ chức Du lịch thế giới | Tổ chức Phát triển Công nghiệp Liên hợp quốc
    | Liên minh quốc tế Bảo tồn thiên nhiên | Ủy ban Olympic quốc tế | Tổ chức Ân xá quốc tế
    | Tổ chức Cấm vũ khí hóa học | Hội nghị La Haye về Tư pháp quốc tế | Tòa Thánh Vatican
    | Cộng đồng An ninh - Chính trị ASEAN | Cộng đồng Chính trị - An ninh ASEAN
    | Cộng đồng Văn hóa - Xã hội ASEAN | Hội đồng Cộng đồng Kinh tế ASEAN
    | Hội đồng Cộng đồng Chính trị - An ninh ASEAN | Hội đồng Cộng đồng Văn hóa - Xã hội ASEAN
    | Ủy ban ASEAN tại Geneva | Trung tâm ASEAN - Nhật Bản | Trung tâm ASEAN - Hàn Quốc
    | Trung tâm ASEAN - Trung Quốc | Trung tâm AHA | Quỹ ASEAN | Viện Hòa bình và Hòa giải ASEAN
    | Tòa án Nhân quyền châu Âu | Tòa án Công lý Liên minh châu Âu | Ngân hàng Trung ương châu Âu
    | Cục Dự trữ Liên bang Mỹ | Cục Dự trữ Liên bang | Cục Điều tra Liên bang | Cơ quan Tình báo Trung ương
    """
)

PUBLISHERS = _listed(
    """
    Nhân Dân | Nhân dân | Quân đội nhân dân | Quân đội Nhân dân | Công an nhân dân | Lao Động | Lao động
    | Thanh Niên | Thanh niên | Tuổi Trẻ | Tuổi trẻ | Tiền Phong | Tiền phong | Sài Gòn Giải Phóng
    | Sài Gòn giải phóng | SGGP | Hà Nội mới | Hànộimới | Đại Đoàn Kết | Đại đoàn kết | Người Lao Động
    | Người lao động | Pháp luật Việt Nam | Pháp Luật TP.HCM | Thế giới và Việt Nam | Thế giới & Việt Nam
    | Quốc tế | Đầu tư | Công Thương | Công thương | Giao thông | Xây dựng | Văn hóa | Thể thao và Văn hóa
    | Đấu thầu | Hải quan | Biên phòng | Đại biểu Nhân dân | Phụ nữ Việt Nam | Nông nghiệp Việt Nam
    | Nông thôn ngày nay | Dân Việt | Vietnam+ | VietnamPlus | Việt Nam News | VietNamNet | Vietnamnet
    | VnExpress | Dân trí | Dân Trí | Zing | Znews | Tri thức | Kinh tế Sài Gòn | VnEconomy | Tin tức
    | Tin Tức | Nhân Dân điện tử | Chính phủ | Thời báo Hoàn cầu | Hoàn cầu Thời báo | Nhân dân Nhật báo
    | Nhân Dân Nhật báo | Bưu điện Băng Cốc | Thời báo Kinh tế | Xinhua | Kinh tế & Đô thị
    | Khoa học và Đời sống
    | Giáo dục và Thời đại | Giáo dục & Thời đại | Sức khỏe và Đời sống | Bảo vệ pháp luật
    | Cựu chiến binh Việt Nam
    | Tài nguyên và Môi trường | Nông nghiệp và Môi trường | Tạp chí Cộng sản | Cộng sản | An ninh Thủ đô
    """
)
"""Papers and agencies whose names are also ordinary words: read where a credit or "báo" gives them."""

SHORT = _listed(
    """
    ECCC | WEF | SCO | CIS | SNG | GCC | CELAC | PIF | OAS | OIC | SAARC | IORA | EFTA | EAEU
    | ECOWAS | SADC | CARICOM | COMESA | BIMSTEC | CICA | ASEF | OPCW | CTBTO | UNRWA | OCHA | UNOPS | IPCC
    | IMO | ICAO | UPU | ITU | WMO | WIPO | WCO | UNWTO | UNIDO | IRENA | IEA | NDB | AfDB | IFC | FATF
    | UNDRR | KCNA
    | ACDM | Cổng TTĐT | Cổng TTĐTCP | ĐTHVN | TNVN | LHQ | METI | MOFA | MOFCOM | NATO | OPEC | OSCE |
    CSTO | GGGI | ASEANAPOL | DANIDA | AusAID | HUFO | TANDTC | VKSNDTC
    """
)
"""Abbreviations of bodies of the world."""
