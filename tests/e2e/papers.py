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
