"""The words of the sample directive: viewpoints, objectives, seven task groups, assignments."""

from __future__ import annotations

NUMBER = "01/CT-MAU"
DATE = (15, 1, 2020)
AGENCY = "CƠ QUAN MẪU"
SUBJECT = "về đẩy mạnh hội nhập quốc tế của địa phương"
MARK = "Văn bản mẫu, sinh tự động cho phần mềm Bang Giao; số liệu không có thật"

OPENING = (
    "Hội nhập quốc tế của địa phương là bộ phận quan trọng trong tiến trình hội nhập quốc tế của đất nước. "
    "Những năm qua, các địa phương và các cơ quan đã chủ động mở rộng quan hệ với đối tác nước ngoài, "
    "song việc thực hiện còn thiếu đồng bộ, cam kết chưa được theo dõi đầy đủ, nguồn lực còn phân tán.",
    "Để khắc phục hạn chế nêu trên và đẩy mạnh hội nhập quốc tế của địa phương trong giai đoạn 2020-2025, "
    "Cơ quan Mẫu yêu cầu các cơ quan, địa phương quán triệt và thực hiện các nội dung sau:",
)

VIEWPOINTS = (
    "Hội nhập quốc tế là sự nghiệp của toàn dân, do địa phương, doanh nghiệp và người dân trực tiếp thực hiện, "
    "đặt dưới sự lãnh đạo thống nhất và sự quản lý tập trung.",
    "Hội nhập kinh tế là trọng tâm; hội nhập trong các lĩnh vực khác phải tạo thuận lợi cho hội nhập kinh tế "
    "và góp phần giữ vững quốc phòng, an ninh, trật tự, an toàn xã hội.",
    "Cam kết với nước ngoài phải được thực hiện nghiêm túc, có người chịu trách nhiệm, có thời hạn và có kiểm tra.",
)

OBJECTIVES = (
    "Đến năm 2025, mọi địa phương có chương trình hội nhập quốc tế 5 năm và bộ phận đầu mối hoạt động ổn định.",
    "Kim ngạch xuất khẩu và vốn đầu tư nước ngoài giai đoạn 2020-2025 tăng bình quân từ 8% mỗi năm trở lên.",
    "Mỗi địa phương duy trì quan hệ thường xuyên, có kết quả cụ thể với ít nhất 03 đối tác nước ngoài.",
)

# (title of the group, ((title of the clause, its words), …)). Clause 2.3 is the third of the second group.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Hoàn thiện thể chế, tăng cường lãnh đạo, chỉ đạo công tác hội nhập quốc tế",
        (
            (
                "Quán triệt, tuyên truyền về hội nhập quốc tế",
                "tổ chức học tập, phổ biến chủ trương của Đảng, chính sách, pháp luật của Nhà nước về hội nhập "
                "quốc tế tới cán bộ, đảng viên, doanh nghiệp và các tầng lớp Nhân dân.",
            ),
            (
                "Xây dựng chương trình, kế hoạch hội nhập quốc tế",
                "ban hành chương trình 5 năm và kế hoạch hằng năm, lồng ghép vào kế hoạch phát triển kinh tế - "
                "xã hội; bố trí kinh phí thực hiện trong dự toán ngân sách.",
            ),
            (
                "Rà soát văn bản quy phạm pháp luật",
                "rà soát, sửa đổi, bổ sung hoặc bãi bỏ quy định không còn phù hợp với cam kết quốc tế; kiểm soát "
                "dự thảo văn bản ngay từ khâu soạn thảo, thẩm định.",
            ),
            (
                "Kiện toàn ban chỉ đạo và bộ máy đầu mối",
                "kiện toàn ban chỉ đạo hội nhập quốc tế, tổ chức bộ máy làm công tác đối ngoại; ban hành quy chế "
                "phối hợp giữa các cơ quan.",
            ),
        ),
    ),
    (
        "Nâng cao hiệu quả hội nhập kinh tế quốc tế",
        (
            (
                "Thực thi các hiệp định thương mại tự do",
                "hướng dẫn doanh nghiệp tận dụng ưu đãi thuế quan, đáp ứng quy tắc xuất xứ và các cam kết trong "
                "hiệp định thương mại tự do thế hệ mới; phòng ngừa kiện phòng vệ thương mại.",
            ),
            (
                "Xúc tiến thương mại và phát triển xuất khẩu",
                "mở rộng thị trường xuất khẩu, tổ chức hội chợ, kết nối giao thương, đưa hàng hóa vào hệ thống "
                "phân phối ở nước ngoài, xây dựng thương hiệu sản phẩm.",
            ),
            (
                "Thu hút đầu tư nước ngoài",
                "thu hút có chọn lọc các dự án đầu tư trực tiếp nước ngoài có công nghệ cao, giá trị gia tăng lớn; "
                "chuẩn bị mặt bằng, hạ tầng khu công nghiệp; chăm sóc nhà đầu tư.",
            ),
            (
                "Cải thiện môi trường kinh doanh",
                "cắt giảm thủ tục hành chính, chi phí tuân thủ cho doanh nghiệp; nâng cao chỉ số năng lực cạnh "
                "tranh; đối thoại, tháo gỡ khó khăn cho doanh nghiệp.",
            ),
        ),
    ),
    (
        "Mở rộng quan hệ với đối tác nước ngoài, giữ vững quốc phòng, an ninh",
        (
            (
                "Quan hệ kết nghĩa, hữu nghị với địa phương nước ngoài",
                "thiết lập, củng cố quan hệ với địa phương, cơ quan đối tác nước ngoài, ưu tiên các nước láng "
                "giềng, đối tác chiến lược và bạn bè truyền thống; duy trì cơ chế gặp gỡ định kỳ.",
            ),
            (
                "Ký kết và thực hiện thỏa thuận quốc tế",
                "đàm phán, ký kết thỏa thuận quốc tế đúng thẩm quyền, trình tự; thống kê, đôn đốc thực hiện, "
                "chấm dứt thỏa thuận không còn hiệu quả.",
            ),
            (
                "Quản lý biên giới, biển đảo và bảo đảm an ninh",
                "bảo vệ đường biên, mốc giới, chủ quyền biển đảo; quản lý cửa khẩu; phối hợp với lực lượng chức "
                "năng nước láng giềng phòng, chống tội phạm; giữ vững an ninh trong hội nhập.",
            ),
            (
                "Quản lý đoàn ra, đoàn vào và hội nghị, hội thảo quốc tế",
                "cử, đón các đoàn theo chương trình được duyệt, tiết kiệm, hiệu quả; cấp phép, quản lý hội nghị, "
                "hội thảo quốc tế đúng quy định; báo cáo kết quả chuyến công tác.",
            ),
        ),
    ),
    (
        "Ngoại giao văn hóa, du lịch và thông tin đối ngoại",
        (
            (
                "Quảng bá văn hóa, giữ gìn di sản",
                "tổ chức tuần văn hóa, biểu diễn nghệ thuật, giao lưu với nước ngoài; lập hồ sơ, bảo tồn di sản "
                "được UNESCO ghi danh, các danh hiệu quốc tế.",
            ),
            (
                "Phát triển du lịch quốc tế",
                "thu hút khách quốc tế, mở đường bay, tuyến du lịch liên kết; nâng chất lượng cơ sở lưu trú, "
                "sản phẩm và nhân lực du lịch.",
            ),
            (
                "Thông tin đối ngoại",
                "cung cấp thông tin bằng tiếng nước ngoài qua báo chí, cổng thông tin điện tử, mạng xã hội; hỗ trợ "
                "phóng viên nước ngoài; đấu tranh với thông tin sai lệch.",
            ),
        ),
    ),
    (
        "Hội nhập về giáo dục, khoa học, y tế và môi trường",
        (
            (
                "Hợp tác giáo dục, đào tạo và dạy nghề",
                "liên kết đào tạo với cơ sở giáo dục nước ngoài, trao đổi giáo viên, học sinh, sinh viên; nâng "
                "cao năng lực ngoại ngữ; công nhận văn bằng, kỹ năng nghề.",
            ),
            (
                "Hợp tác khoa học, công nghệ và chuyển đổi số",
                "tiếp nhận, chuyển giao công nghệ; nghiên cứu chung; hỗ trợ khởi nghiệp sáng tạo; học tập kinh "
                "nghiệm chính quyền số, đô thị thông minh; bảo hộ sở hữu trí tuệ ở nước ngoài.",
            ),
            (
                "Hợp tác y tế, chăm sóc sức khỏe",
                "tranh thủ vắc-xin, trang thiết bị y tế, chuyên gia; phối hợp phòng, chống dịch bệnh xuyên biên "
                "giới; chuyển giao kỹ thuật khám, chữa bệnh.",
            ),
            (
                "Bảo vệ môi trường, ứng phó biến đổi khí hậu",
                "huy động hỗ trợ quốc tế cho giảm phát thải, tăng trưởng xanh, quản lý nguồn nước, rừng và đa "
                "dạng sinh học; phòng, chống thiên tai.",
            ),
        ),
    ),
    (
        "Phát huy vai trò của người dân, cộng đồng",
        (
            (
                "Công tác người Việt Nam ở nước ngoài",
                "vận động, hỗ trợ kiều bào hướng về quê hương; tạo thuận lợi cho kiều bào đầu tư, hiến kế, gìn giữ "
                "tiếng Việt; thu hút chuyên gia, trí thức kiều bào.",
            ),
            (
                "Bảo hộ công dân, lãnh sự và lao động ngoài nước",
                "bảo hộ công dân, ngư dân gặp nạn ở nước ngoài; giải quyết thủ tục lãnh sự; quản lý, bảo vệ người "
                "lao động đi làm việc ở nước ngoài theo hợp đồng.",
            ),
            (
                "Đối ngoại nhân dân và viện trợ phi chính phủ nước ngoài",
                "mở rộng hoạt động của các hội hữu nghị, đoàn thể; vận động, tiếp nhận và quản lý viện trợ của "
                "các tổ chức phi chính phủ nước ngoài.",
            ),
        ),
    ),
    (
        "Bảo đảm nguồn lực và kiểm tra việc thực hiện",
        (
            (
                "Đào tạo, bồi dưỡng cán bộ làm công tác hội nhập",
                "bồi dưỡng kiến thức đối ngoại, kỹ năng đàm phán, phiên dịch, nghiệp vụ lễ tân; quy hoạch, bố trí "
                "cán bộ chuyên trách.",
            ),
            (
                "Vận động, sử dụng vốn ODA và vốn vay ưu đãi",
                "đề xuất danh mục dự án, bố trí vốn đối ứng, đẩy nhanh giải ngân các chương trình, dự án sử dụng "
                "vốn của nhà tài trợ.",
            ),
            (
                "Kiểm tra, giám sát, thi đua, khen thưởng",
                "kiểm tra, giám sát việc thực hiện; sơ kết, tổng kết, báo cáo đúng hạn; khen thưởng tập thể, cá "
                "nhân có thành tích; chấn chỉnh nơi làm chưa tốt.",
            ),
        ),
    ),
)

ASSIGNMENTS = (
    "Bộ Ngoại giao chủ trì, phối hợp với Bộ Tài chính, Bộ Nội vụ và các địa phương hướng dẫn xây dựng chương trình "
    "hội nhập quốc tế 5 năm, hoàn thành trước ngày 30/6/2020.",
    "Bộ Công Thương chủ trì, phối hợp với Bộ Tư pháp và Bộ Tài chính tập huấn cho địa phương về các hiệp định thương "
    "mại tự do, báo cáo kết quả trước ngày 31/12/2020.",
    "Bộ Tư pháp chủ trì, phối hợp với các bộ, ngành liên quan rà soát văn bản quy phạm pháp luật, hoàn thành trước "
    "ngày 30/9/2021.",
    "Bộ Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Bộ Ngoại giao và các địa phương xây dựng bộ nhận diện quảng "
    "bá ở nước ngoài trước ngày 31/3/2021.",
    "Thanh tra Chính phủ chủ trì, phối hợp với Văn phòng Chính phủ kiểm tra việc thực hiện Chỉ thị tại các địa "
    "phương, báo cáo trước ngày 15/12/2023.",
    "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương xây dựng kế hoạch thực hiện trước ngày 31/3/2020; "
    "báo cáo sơ kết 5 năm trước ngày 31/10/2025.",
)


def clause_ids() -> list[str]:
    """Return the ids of the clauses of the task groups, in order: "1.1" … "7.3"."""
    return [f"{g}.{c}" for g, (_, clauses) in enumerate(GROUPS, 1) for c in range(1, len(clauses) + 1)]
