"""Spreadsheets as people and strangers write them."""

from __future__ import annotations

import io
import zipfile

import openpyxl

HEAD = ("STT", "Nội dung hoạt động", "Loại", "Cơ quan chủ trì", "Đối tác", "Địa điểm", "Từ ngày", "Đến ngày")


def book(rows, *, title="Đề xuất", more=None, above=()):
    """Return an xlsx of these rows below some lines of titles; ``more`` changes the workbook before it is saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for line in above:
        sheet.append([line])
    for row in rows:
        sheet.append(list(row))
    if more:
        more(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def proposals(count=3, *, body="Sở Y tế", start=0):
    """Return the table of a body's proposed activities, as the form of a province asks for it."""
    rows = [HEAD]
    for n in range(start, start + count):
        rows.append(
            (n + 1, f"Đoàn công tác {body} số {n} về hợp tác y học", "chuyến thăm, đoàn", "mfa", "country-JPN",
             "Tokyo", f"{n % 27 + 1}/{n % 12 + 1}/2026", f"{n % 27 + 2}/{n % 12 + 1}/2026")
        )  # fmt: skip
    return rows


def repacked(data, change):
    """Return a zip with its parts changed: ``change`` maps a part's name to what makes its new bytes from the old."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            told = old.read(name)
            new.writestr(name, change[name](told) if name in change else told)
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name](b""))
    return out.getvalue()


def ods(table):
    """Return an OpenDocument spreadsheet; ``table`` is the XML of its tables."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0"><office:body><office:spreadsheet>{table}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()
