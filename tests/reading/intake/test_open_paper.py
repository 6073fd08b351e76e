"""Whatever is handed in, a paper or a refusal comes out, and a paper keeps its promises."""

import hashlib
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banggiao.reading.intake import Limits, open_paper, unpack
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason, Refusal

from .legacy_words import to_tcvn3
from .papers import docx_of, docx_of_body, p, pdf_of, sentence, zipped

QUICK = Limits(seconds=5, max_bytes=2_000_000, max_unpacked=5_000_000)
SEEDS = [
    docx_of(*(sentence(random.Random(i)) for i in range(8))),
    docx_of_body(f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc></w:tr></w:tbl>{p('b', '', '<w:vanish/>')}{p('c')}"),
    pdf_of([["Báo cáo", "Nội dung công tác"]]),
    zipped({"a.txt": "nội dung", "b.docx": docx_of("x")}),
    "<html><body><p>Nội dung</p><table><tr><td>ô</td></tr></table></body></html>".encode(),
    "Nội dung công tác\n\nđối ngoại".encode(),
    "Nội dung".encode("utf-16"),
    to_tcvn3("Kết quả công tác đối ngoại của tỉnh trong nhiệm kỳ").encode("latin-1"),
    rb"{\rtf1\ansi{\fonttbl{\f0\fcharset163 A;}{\f1 .VnTime;}}\pard\f1 \'ad\u7841?a{\footnote b}\par\trowd\clmrg\cellx9"
    rb"\intbl x\cell{\itap2 y\nestcell\nestrow}z\cell\row{\*\shpinst{\shptxt t}}\v h\bin3 abc}",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"\xec\xa5" + b"\0" * 600,
]


def promised(paper: Paper) -> None:
    """Check what every paper promises."""
    assert paper.text == "\n".join(paper.words(block.start, block.end) for block in paper.blocks)
    assert unicodedata.is_normalized("NFC", paper.text)
    assert [block.paragraph for block in paper.blocks] == list(range(1, len(paper.blocks) + 1))
    for block in paper.blocks:
        words = paper.words(block.start, block.end)
        assert words == words.strip() != ""
        assert len(words.splitlines()) == 1
        assert paper.block_at(block.start) is block
        assert 0 <= block.level <= 9
    paper.text.encode()


def handed_in(data: bytes) -> None:
    try:
        promised(open_paper("tệp", data, limits=QUICK))
    except Refusal as refusal:
        assert refusal.name == "tệp"
        assert refusal.message("vi") and refusal.message("en")
    for _, item in unpack("tệp", data, limits=QUICK):
        assert isinstance(item, bytes | Refusal)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_give_a_paper_or_a_refusal(data: bytes) -> None:
    handed_in(data)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_files_give_a_paper_or_a_refusal(seed: bytes, draw: st.DataObject) -> None:
    data = bytearray(seed)
    for _ in range(draw.draw(st.integers(1, 6))):
        at = draw.draw(st.integers(0, len(data) - 1))
        match draw.draw(st.sampled_from(["flip", "cut", "insert"])):
            case "flip":
                data[at] = draw.draw(st.integers(0, 255))
            case "cut":
                del data[at : at + draw.draw(st.integers(1, 50))]
            case "insert":
                data[at:at] = draw.draw(st.binary(max_size=20))
        if not data:
            break
    handed_in(bytes(data))


XML_TAGS = "p r t tbl tr tc tab br ins del pPr rPr b vMerge gridSpan sdt txbxContent numPr vanish".split()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(XML_TAGS), st.sampled_from(["open", "close", "empty", "text"])), max_size=40
    )
)
def test_word_xml_of_any_shape_gives_a_paper_or_a_refusal(tags: list[tuple[str, str]]) -> None:
    forms = {"open": "<w:{}>", "close": "</w:{}>", "empty": "<w:{}/>", "text": "<w:t>{} chữ</w:t>"}
    handed_in(docx_of_body("".join(forms[form].format(tag) for tag, form in tags)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=8))
def test_any_text_keeps_the_promises_in_every_format(paragraphs: list[str]) -> None:
    handed_in("\n\n".join(paragraphs).encode())
    safe = [
        "".join(c for c in text if c >= " " and c not in "<>&\ufffe\uffff" and c.isprintable())
        for text in paragraphs
    ]
    handed_in(docx_of(*safe))
    handed_in(f"<html><body>{''.join(f'<p>{text}</p>' for text in safe)}</body></html>".encode())


def test_the_fingerprint_is_of_the_original_bytes() -> None:
    data = docx_of("Một")
    assert open_paper("a", data).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.BROKEN),
        (b" \r\n\t ", Reason.BROKEN),
        (b"\xff\xd8\xff\xe0 anh", Reason.NO_TEXT),
        (b"\x89PNG\r\n\x1a\n", Reason.NO_TEXT),
        (b"{\\rtf1 }", Reason.NO_TEXT),
        (b"<?xml version='1.0'?><data>1</data>", Reason.UNKNOWN_FORMAT),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Reason.UNKNOWN_FORMAT),
        (b"\x7fELF\x02\x01\x01\x00\x00", Reason.UNKNOWN_FORMAT),
        (zipped({"a.txt": "x"}), Reason.UNKNOWN_FORMAT),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), Reason.UNKNOWN_FORMAT),
        (zipped({"[Content_Types].xml": "spreadsheetml.sheet.main+xml"}), Reason.BROKEN),
        (docx_of("Một")[:-40], Reason.BROKEN),
        (docx_of("", " "), Reason.NO_TEXT),
        (b"<html><body><script>x</script></body></html>", Reason.NO_TEXT),
        (b"a" * 3_000_000, Reason.TOO_LARGE),
    ],
)  # fmt: skip
def test_each_reason_is_told(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("tệp", data, limits=QUICK)
    assert refused.value.reason is reason


def test_too_many_paragraphs_are_too_large() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("a", docx_of(*"abcde"), limits=Limits(max_paragraphs=4))
    assert refused.value.reason is Reason.TOO_LARGE


def test_content_decides_and_the_name_does_not() -> None:
    assert open_paper("bao-cao.pdf", docx_of("Một")).format == "docx"


def test_more_text_than_a_person_writes_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        open_paper("a", docx_of("a" * 60, "b" * 60), limits=Limits(max_characters=100))
    assert refused.value.reason is Reason.TOO_LARGE
