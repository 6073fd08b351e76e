"""A small register for the tests of mentions. Validity dates as in the merger of July 2025."""

from __future__ import annotations

from datetime import date

from banggiao.language.folding import shadow
from banggiao.packs.records import Name
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.mentions import find_mentions
from banggiao.reading.records import Label, Mention
from tests.reading.papers import paper_from_text

NAMES = [
    Name(key, text, label, start, end)
    for key, text, label, start, end in [
        ("mfa", "Bộ Ngoại giao", "ORG", "", ""),
        ("bca", "Bộ Công an", "ORG", "", ""),
        ("cp", "Chính phủ", "ORG", "", ""),
        ("bbt", "Ban Bí thư", "ORG", "", ""),
        ("bdntw", "Ban Đối ngoại Trung ương", "ORG", "", "2025-02-28"),
        ("dcsvn", "Đảng Cộng sản Việt Nam", "ORG", "", ""),
        ("dcsvn", "Đảng", "ORG", "", ""),
        ("nn", "Nhà nước", "ORG", "", ""),
        ("qh", "Quốc hội", "ORG", "", ""),
        ("org-un", "Liên hợp quốc", "ORG", "", ""),
        ("org-asean", "ASEAN", "ORG", "", ""),
        ("country-VNM", "Việt Nam", "LOC", "", ""),
        ("country-LAO", "Lào", "LOC", "", ""),
        ("country-DEU", "Đức", "LOC", "", ""),
        ("country-GBR", "Anh", "LOC", "", ""),
        ("country-FRA", "Pháp", "LOC", "", ""),
        ("country-JPN", "Nhật Bản", "LOC", "", ""),
        ("country-JPN", "Nhật", "LOC", "", ""),
        ("country-KHM", "Campuchia", "LOC", "", ""),
        ("country-CHN", "Trung Quốc", "LOC", "", ""),
        ("country-TWN", "Đài Loan (Trung Quốc)", "LOC", "", ""),
        ("country-TWN", "Đài Loan", "LOC", "", ""),
        ("place-truong-sa", "Trường Sa", "LOC", "", ""),
        ("place-chau-au", "châu Âu", "LOC", "", ""),
        ("place-chau-au", "Châu Âu", "LOC", "", ""),
        ("province-22", "Quảng Ninh", "LOC", "", ""),
        ("province-22", "UBND tỉnh Quảng Ninh", "ORG", "", ""),
        ("province-08", "Tuyên Quang", "LOC", "2025-07-01", ""),
        ("former-province-08", "Tuyên Quang", "LOC", "", "2025-06-30"),
        ("former-province-17", "Hòa Bình", "LOC", "", "2025-06-30"),
        ("former-province-34", "Thái Bình", "LOC", "", "2025-06-30"),
        ("former-province-74", "Bình Dương", "LOC", "", "2025-06-30"),
        ("province-79", "Thành phố Hồ Chí Minh", "LOC", "", ""),
        ("fta-cptpp", "CPTPP", "FTA", "", ""),
        ("instr-59", "Nghị quyết 59-NQ/TW", "DOC", "", ""),
        ("instr-59", "59-NQ/TW", "DOC", "", ""),
    ]
]
GAZETTEER = Gazetteer.from_names(NAMES)
PAPER_DATE = date(2024, 1, 25)


def mentions(text: str, on: date | None = PAPER_DATE) -> list[Mention]:
    paper = paper_from_text("paper.txt", text)
    return find_mentions(paper, shadow(paper.text), GAZETTEER, on)


def said(text: str, label: Label, on: date | None = PAPER_DATE) -> list[str]:
    paper = paper_from_text("paper.txt", text)
    found = find_mentions(paper, shadow(paper.text), GAZETTEER, on)
    return [paper.words(m.start, m.end) for m in found if m.label is label]


def keys(text: str, label: Label, on: date | None = PAPER_DATE) -> list[str | None]:
    return [m.key for m in mentions(text, on) if m.label is label]
