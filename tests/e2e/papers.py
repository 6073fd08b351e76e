"""Small papers in the layout of the genre, made up for the browser tests; nothing in them is real."""

from io import BytesIO

from docx import Document


def report(agency, number, date, results, *, place="Hà Nội", shortcomings=()):
    """Return a report as Word bytes: head, three sections, the given results under the second."""
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = agency.upper()
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = f"Số: {number}"
    table.cell(1, 1).text = f"{place}, {date}"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph(
        "Kết quả thực hiện Chỉ thị về hội nhập quốc tế của địa phương giai đoạn 2020 - 2025"
    )
    document.add_paragraph("I. TÌNH HÌNH CHUNG")
    document.add_paragraph("Trong kỳ báo cáo, tình hình có nhiều thuận lợi và khó khăn đan xen.")
    document.add_paragraph("II. KẾT QUẢ THỰC HIỆN")
    for index, result in enumerate(results, start=1):
        document.add_paragraph(f"{index}. Kết quả {index}")
        document.add_paragraph(result)
    document.add_paragraph("III. TỒN TẠI, HẠN CHẾ")
    for words in shortcomings or ("Nguồn lực bố trí cho công tác đối ngoại còn hạn chế.",):
        document.add_paragraph(words)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def pile(count=12, start=0):
    """Return (file name, bytes) of ``count`` reports that cover the sample directive unevenly."""
    return [_paper(index) for index in range(start, start + count)]


BODIES = (
    "Bộ Ngoại giao", "Bộ Công Thương", "Bộ Tài chính", "Bộ Giáo dục và Đào tạo", "Bộ Y tế",
    "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân thành phố Hà Nội", "Ủy ban nhân dân thành phố Đà Nẵng",
    "Ủy ban nhân dân tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Quảng Ninh", "Ủy ban nhân dân thành phố Hải Phòng",
    "Ủy ban nhân dân thành phố Cần Thơ", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Ủy ban nhân dân tỉnh Bình Dương",
    "Ủy ban nhân dân tỉnh Nghệ An", "Ủy ban nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân tỉnh Sơn La",
    "Ủy ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Đắk Lắk", "Ủy ban nhân dân tỉnh An Giang",
    "Ủy ban nhân dân tỉnh Cà Mau", "Ủy ban nhân dân tỉnh Phú Thọ", "Bộ Tư pháp", "Bộ Nội vụ",
)  # fmt: skip
RESULTS = (
    "Trong giai đoạn 2020 - 2025, đã ký kết {n} thỏa thuận quốc tế với đối tác nước ngoài, trong đó năm 2023 ký {m} thỏa thuận (Kế hoạch số {k}/KH-UBND ngày 12/3/2021).",
    "Năm 2024, tổ chức {n} đoàn ra và đón {m} đoàn vào, bảo đảm đúng quy định về quản lý đoàn.",
    "Công tác thông tin đối ngoại được đẩy mạnh, góp phần quảng bá hình ảnh địa phương ra thế giới.",
    "Kim ngạch xuất khẩu năm 2024 đạt {n},5 tỷ USD, tăng {m}% so với năm 2023.",
    "Thu hút {n} dự án đầu tư nước ngoài với tổng vốn đăng ký {m} triệu USD trong giai đoạn 2021 - 2025.",
    "Đã cử {n} cán bộ tham gia các lớp đào tạo, bồi dưỡng kiến thức hội nhập quốc tế (Báo cáo số {k}/BC-SNV).",
    "Đã thiết lập quan hệ kết nghĩa, hữu nghị với {n} địa phương nước ngoài.",
    "Công tác bảo hộ công dân, lãnh sự được thực hiện kịp thời, giải quyết {n} vụ việc trong năm 2022.",
    "Đón {n} nghìn lượt khách du lịch quốc tế trong năm 2024.",
    "Tổ chức {n} hội nghị phổ biến, tuyên truyền về hội nhập quốc tế cho cán bộ, người dân.",
    "Các hiệp định thương mại tự do thế hệ mới được phổ biến, cấp {n} giấy chứng nhận xuất xứ hàng hóa.",
    "Hợp tác y tế, chăm sóc sức khỏe với nước ngoài tiếp tục được mở rộng.",
    "Vận động được {n} dự án viện trợ phi chính phủ nước ngoài, tổng giá trị {m} triệu USD.",
)


def _paper(index):
    body = BODIES[index % len(BODIES)]
    chosen = [RESULTS[(index * 5 + step * 3) % len(RESULTS)] for step in range(4 + index % 4)]
    results = [
        words.format(n=12 + index * 3 + step, m=4 + index + step, k=100 + index * 7 + step)
        for step, words in enumerate(dict.fromkeys(chosen))
    ]
    date = "ngày 14 tháng 6 năm 2025" if "Bình Dương" in body else f"ngày {10 + index % 15} tháng 9 năm 2025"
    return f"{index + 1:02d} {body}.docx", report(body, f"{120 + index}/BC-UBND", date, results)
