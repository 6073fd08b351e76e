"""Envelopes for tests: written by the product's own writer, then changed by hand where a test wants them wrong."""

from datetime import date, datetime

from banggiao.publishing.edxml import AttachedFile, envelope_xml
from banggiao.reading.envelope import EnvelopeHeader, Organ, Step

DAY = date(2026, 11, 20)
LETTER = "Báo cáo\nKết quả công tác đối ngoại của tỉnh trong tháng."


def header(**more):
    told = {
        "sender": Organ("000.00.00.H56", "UBND tỉnh Thanh Hóa", "UBND tỉnh Thanh Hóa"),
        "receivers": (Organ("000.00.00.G99", name="Bộ Ngoại giao"), Organ("000.00.00.G77", name="Bộ thử")),
        "document_id": "000.00.00.H56,2026/11/20,12/BC-UBND",
        "number": "12", "notation": "BC-UBND", "place": "Thanh Hóa", "date": DAY, "type_name": "Báo cáo",
        "subject": "Kết quả công tác đối ngoại tháng 11", "signer": "Nguyễn Văn Thử", "position": "Chủ tịch",
        "priority": 1, "steering": 0, "business": 0, "due": date(2026, 12, 1),
        "trace": (Step("000.00.00.H56", datetime(2026, 11, 20, 8, 30)),),
    }  # fmt: skip
    return EnvelopeHeader(**(told | more))


def envelope(*files, **more):
    given = files or (("báo cáo.txt", LETTER.encode()),)
    return envelope_xml(header(**more), [AttachedFile(name, "text/plain", data) for name, data in given])
