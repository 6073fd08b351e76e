"""Damages files of every format and hands them in: a paper or a refusal must come out, in time.

``python -m tests.reading.intake.fuzzing 600`` goes on for ten minutes with seeds of its own (`make fuzz`);
a failure prints the format and the seed, which :func:`case` turns into the same file again.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache

import openpyxl

from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.intake import Limits, open_paper, open_papers
from banggiao.reading.intake.kinds import NotTaken, kind_of
from banggiao.reading.reader import Reader
from banggiao.reading.refusal import Refusal

from .legacy_words import to_tcvn3, to_vni
from .papers import docx_of_body, long_report, p, pdf_of, sentence, zipped
from .test_edxml import SHA256, envelope, signed
from .test_odt import odt_bytes
from .test_open_paper import promised
from .test_rtf import FONTS, escaped

QUICK = Limits(seconds=5, max_bytes=3_000_000, max_unpacked=10_000_000, max_paragraphs=5_000)
LARGEST = 2_000_000
SLOWEST = 10.0  # seconds of processor time of one case, the limits of its parts together
_TOKEN = re.compile(rb"<[^<>]*>|\\[a-z]+-?\d* ?|[{}]|[^<>\\{}\s]+\s*|\s+")
_VALUES = (
    b"0",
    b"-1",
    b"99999999999",
    b"1e999",
    b"",
    b"&#0;",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"%s%n",
    b"../../x",
    b"A" * 500,
)
LEVEL = '<w:outlineLvl w:val="1"/>'


def _odt() -> bytes:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    return odt_bytes(
        '<text:h text:outline-level="1">Mục</text:h><text:p>một<text:s text:c="3"/><text:tab/><text:span text:style-name="V">'
        + to_tcvn3("đối ngoại") + "</text:span><text:note><text:note-body><text:p>chú</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>"
        f'<text:list text:style-name="L">{item.format("a")}{item.format("b")}</text:list><table:table><table:table-row>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell><table:covered-table-cell/>'
        "</table:table-row></table:table><text:tracked-changes/><text:section text:display='none'><text:p>y</text:p></text:section>"
    )  # fmt: skip


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Chỉ tiêu", 2024], ["Xuất khẩu", 12.5], ["=1+1", True], [None, 45000.25]):
        book.active.append(row)  # type: ignore[union-attr]
    sheet = book.active
    assert sheet is not None
    sheet["B2"].number_format, sheet["B4"].number_format = '#,##0.0 "tỷ"', "dd/mm/yyyy hh:mm"
    sheet.merge_cells("A1:B1")
    book.create_sheet("ẩn").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _docx() -> bytes:
    box = "<mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    body = (
        "<w:p><w:ins w:id='1'><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:r><w:footnoteReference w:id='2'/>{box.format(p('khung'))}</w:r></w:p>"
        + p(to_tcvn3("Công tác đối ngoại"), "", "<w:rFonts w:ascii='.VnTime'/>")
        + f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('ô', LEVEL)}</w:tc></w:tr></w:tbl>"
    )
    return docx_of_body(body)


def _rtf() -> bytes:
    words = escaped("Kết quả công tác đối ngoại")
    body = (
        rf"\pard\outlinelevel0{{\b {words}}}\par{{\footnote {words}}}\f2 \'ad\f1 \'d5\f4 a\'f9\par\uc2\u7889??{{\*\shpinst{{\shptxt x}}}}"
        r"\trowd\clvmrg\cellx9\cellx20\intbl a\cell{\itap2 b\nestcell\nestrow}c\cell\row\pard{\v h}{\deleted d}\bin3 abc{\pict 00ff}"
    )
    return rf"{{\rtf1\ansi\ansicpg1258\deff0{FONTS}{body}}}".encode("latin-1")


PASSAGE = """UBND TỈNH MẪU
Số: 12/KH-UBND
Mẫu, ngày 05 tháng 01 năm 2024
KẾ HOẠCH
Thực hiện Nghị quyết số 59-NQ/TW ngày 24/01/2025 (sau đây gọi tắt là Nghị quyết 59)
I. KẾT QUẢ
1. Từ ngày 12 đến 15/3/2024, Bộ trưởng Bộ Ngoại giao thăm chính thức Lào, Hoa Kỳ và dự Hội nghị cấp cao ASEAN lần thứ 44.
- Đã đón 12 đoàn/85 lượt người, ký 3 thỏa thuận; kim ngạch đạt 1.234,5 triệu USD, tăng 5,2% so với năm 2023.
II. NHIỆM VỤ
2. Bộ Ngoại giao chủ trì, phối hợp với Bộ Công Thương, UBND các tỉnh, thành phố rà soát hồ sơ, hoàn thành trước ngày 30/6/2025.
TT\tNội dung\tCơ quan chủ trì\tThời hạn
1\tTham mưu đề án hợp tác\tSở Ngoại vụ\tQuý II/2025
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH"""


def _text() -> str:
    source = random.Random(7)
    return "\n".join([PASSAGE, *(sentence(source) for _ in range(12))])


@cache
def reader() -> Reader:
    """Return a reader that knows the names of the pack, so that every grammar has something to find."""
    return Reader(Gazetteer.from_pack(load_pack("vn")))


def _html() -> bytes:
    return (
        f"<!doctype html><html><head><meta charset=utf-8></head><body><nav>a</nav><article><h1>B</h1><p>{_text()}</p>"
        f"<table><tr><td rowspan=2>c<td>d</table><font face='VNI-Times'>{to_vni('đối ngoại')}</font></article></body></html>"
    ).encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": _docx,
    "docx of 3 pages": lambda: long_report(characters=6_000),
    "odt": _odt,
    "xlsx": _xlsx,
    "rtf": _rtf,
    "pdf": lambda: pdf_of([_text().split("\n"), ["Trang hai"]]),
    "packed pdf": lambda: pdf_of([_text().split("\n")], pageCompression=1),
    "html": _html,
    "txt": lambda: _text().encode(),
    "txt in UTF-16": lambda: _text().encode("utf-16"),
    "txt in TCVN3": lambda: to_tcvn3(_text()).encode("latin-1"),
    "edxml": lambda: envelope(("a.docx", _docx()), ("b.zip", zipped({"c.rtf": _rtf()})), signature=signed("cid:f0", _docx(), method=SHA256)),
    "zip": lambda: zipped({"a.docx": _docx(), "b/c.xlsx": _xlsx(), "d.zip": zipped({"e.odt": _odt()})}),
}  # fmt: skip
_made: dict[str, bytes] = {}


def case(kind: str, seed: int) -> bytes:
    """Return the damaged file of a format that a seed gives."""
    if kind not in _made:
        _made[kind] = SEEDS[kind]()
    source = random.Random(f"{kind} {seed}")
    data = _made[kind]
    inside = data[:2] == b"PK" and source.random() < 0.8
    return _damage_member(data, source) if inside else _damage(data, source)


def _damage_member(data: bytes, source: random.Random) -> bytes:
    """Damage one part of a zip and pack it again, so that the damage reaches the reader."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = source.choice([*names, *[name for name in names if name.endswith(".xml")]])
        for name in names:
            content = old.read(name)
            if name == chosen:
                if source.random() < 0.05:
                    continue
                inner = content[:2] == b"PK"
                content = _damage_member(content, source) if inner else _damage(content, source)
            new.writestr(name, content)
    return target.getvalue()


def _damage(data: bytes, source: random.Random) -> bytes:
    damaged = data
    for _ in range(source.randint(1, 5)):
        way = source.choice((_damage_bytes, _damage_tokens))
        damaged = way(damaged, source)[:LARGEST] or b"x"
    return damaged


def _damage_bytes(data: bytes, source: random.Random) -> bytes:
    out = bytearray(data)
    at = source.randrange(len(out))
    match source.randrange(5):
        case 0:
            out[at] = source.randrange(256)
        case 1:
            del out[at : at + source.randint(1, 200)]
        case 2:
            out[at:at] = source.randbytes(source.randint(1, 30))
        case 3:
            out[at:at] = out[at : at + source.randint(1, 400)] * source.randint(1, 20)
        case _:
            del out[at:]
    return bytes(out)


def _damage_tokens(data: bytes, source: random.Random) -> bytes:
    """Move, double or drop tags and words, and give attributes and numbers values that nobody expects."""
    tokens = _TOKEN.findall(data[:300_000])
    if not tokens:
        return data
    at, other = source.randrange(len(tokens)), source.randrange(len(tokens))
    match source.randrange(5):
        case 0:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 1:
            del tokens[at]
        case 2:
            tokens[at:at] = [tokens[other]] * source.choice((1, 3, 300))
        case 3:
            value = source.choice(_VALUES)
            tokens[at] = re.sub(rb"\d+", lambda _: value, tokens[at])
        case _:
            value = b'"' + source.choice(_VALUES) + b'"'
            tokens[at] = re.sub(rb"\"[^\"]*\"|'[^']*'", lambda _: value, tokens[at])
    return b"".join(tokens)


def hand_in(data: bytes) -> None:
    """Open a file in every way that there is; only refusals may come out beside papers."""
    begun = time.process_time()
    try:
        paper = open_paper("tệp", data, limits=QUICK)
        promised(paper)
        reader().read(paper)
    except Refusal as refusal:
        assert refusal.message("vi") and refusal.message("en")
    for _, opened in open_papers("tệp", data, limits=QUICK):
        if not isinstance(opened, Refusal):
            promised(opened)
    with contextlib.suppress(NotTaken, Refusal):
        kind_of("tệp.docx", data, limits=QUICK)
    assert time.process_time() - begun < SLOWEST


def main() -> None:
    """Go on for as many seconds as the argument says."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    end = time.monotonic() + seconds
    first = int(time.time()) * 1000
    count = 0
    while time.monotonic() < end:
        for kind in SEEDS:
            data = case(kind, first + count)
            try:
                hand_in(data)
            except BaseException:
                print(f"case({kind!r}, {first + count})", file=sys.stderr)  # noqa: T201
                raise
        count += 1
    print(f"{count * len(SEEDS)} damaged files, none that the reader fell over.")  # noqa: T201


if __name__ == "__main__":
    main()
