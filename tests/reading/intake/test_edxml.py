"""edXML envelopes: the header is told, attachments are papers of their own, what was tampered with is refused."""

import base64
import hashlib

import pytest

from banggiao.reading.intake import Limits, open_paper, open_papers, unpack
from banggiao.reading.paper import Paper
from banggiao.reading.refusal import Reason, Refusal

from .papers import docx_of, pdf_of, zipped

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DOCX = docx_of("BÁO CÁO", "Kết quả công tác đối ngoại")
SIGNATURE = (
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>{}</SignedInfo>'
    "<SignatureValue>AAAA</SignatureValue></Signature>"
)
REFERENCE = '<Reference URI="{uri}">{transforms}<DigestMethod Algorithm="{method}"/><DigestValue>{value}</DigestValue></Reference>'
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
TRANSFORMS = (
    '<Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>'
    '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>'
)


def envelope(
    *files: tuple[str, bytes],
    signature: str = "",
    head: str = "",
    subject: str = "Công tác đối ngoại",
    notation: str = "BC-UBND",
) -> bytes:
    references = "".join(
        f'<edXML:Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:f{n}"><edXML:AttachmentName>{name}</edXML:AttachmentName>'
        f"<edXML:ContentId>cid:f{n}</edXML:ContentId></edXML:Reference>"
        for n, (name, _) in enumerate(files)
    )
    attached = "".join(
        f"<Attachment><ContentType>x</ContentType><ContentId>f{n}</ContentId>"
        f"<ContentTransferEncoded>{base64.encodebytes(data).decode()}</ContentTransferEncoded><AttachmentName>{name}</AttachmentName></Attachment>"
        for n, (name, data) in enumerate(files)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<edXML xmlns="{NS}"><edXML:edXMLEnvelope xmlns:edXML="{NS}"><edXML:edXMLHeader>'
        "<edXML:MessageHeader><edXML:From><edXML:OrganId>000.00.00.H56</edXML:OrganId><edXML:OrganName>UBND tỉnh thử</edXML:OrganName></edXML:From>"
        "<edXML:To><edXML:OrganName>Bộ thử</edXML:OrganName></edXML:To><edXML:To><edXML:OrganName>Sở thử</edXML:OrganName></edXML:To>"
        f"<edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>{notation}</edXML:CodeNotation></edXML:Code>"
        f"<edXML:PromulgationInfo><edXML:PromulgationDate>2025/06/05</edXML:PromulgationDate></edXML:PromulgationInfo><edXML:Subject>{subject}</edXML:Subject>"
        f"</edXML:MessageHeader>{signature}</edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest>{references}</edXML:edXMLManifest></edXML:edXMLBody>"
        f"</edXML:edXMLEnvelope><AttachmentEncoded>{attached}</AttachmentEncoded></edXML>"
    ).encode()


def signed(uri: str, value: bytes, transforms: str = "", method: str = SHA256) -> str:
    digest = base64.b64encode(hashlib.sha256(value).digest()).decode()
    return SIGNATURE.format(REFERENCE.format(uri=uri, transforms=transforms, method=method, value=digest))


def reason_of(data: bytes) -> Reason:
    with pytest.raises(Refusal) as refused:
        open_paper("a.edxml", data)
    return refused.value.reason


def test_the_paper_is_read_and_its_header_is_told() -> None:
    data = envelope(("bao-cao.docx", DOCX), ("phụ lục.txt", "Phụ lục".encode()))
    paper = open_paper("a.edxml", data)
    assert paper.text == "BÁO CÁO\nKết quả công tác đối ngoại"
    assert paper.format == "edxml"
    assert paper.sha256 == hashlib.sha256(data).hexdigest()
    assert paper.notes[:6] == (
        "edXML – Nơi gửi: UBND tỉnh thử", "edXML – Mã nơi gửi: 000.00.00.H56", "edXML – Nơi nhận: Bộ thử; Sở thử",
        "edXML – Số: 12", "edXML – Ký hiệu: BC-UBND", "edXML – Ngày ban hành: 2025/06/05",
    )  # fmt: skip
    assert "Tệp đính kèm đọc được: phụ lục.txt." in paper.notes


def test_each_attachment_is_a_paper_of_its_own_also_in_a_zip() -> None:
    packed = zipped({"trong/một.docx": DOCX, "hai.txt": "Hai"})
    data = envelope(("../gói.zip", packed), ("ba.pdf", pdf_of([["Trang ba"]])), ("lạ.bin", b"\x7fELF\0"))
    found = dict(open_papers("a.edxml", data))
    assert {name: one.text if isinstance(one, Paper) else one.reason for name, one in found.items()} == {
        "a.edxml/gói.zip/hai.txt": "Hai",
        "a.edxml/gói.zip/trong/một.docx": "BÁO CÁO\nKết quả công tác đối ngoại",
        "a.edxml/ba.pdf": "Trang ba",
        "a.edxml/lạ.bin": Reason.UNKNOWN_FORMAT,
    }
    pdf = found["a.edxml/ba.pdf"]
    assert isinstance(pdf, Paper) and "edXML – Số: 12" in pdf.notes
    assert [name for name, _ in unpack("z.zip", zipped({"b.edxml": data}))][-1] == "z.zip/b.edxml/lạ.bin"
    assert open_paper("a.edxml", data).text == "Hai"


def test_envelopes_in_envelopes_end() -> None:
    data = envelope(("a.txt", b"x"))
    for _ in range(4):
        data = envelope(("b.edxml", data))
    assert [one.reason for _, one in unpack("a", data) if isinstance(one, Refusal)] == [Reason.BOMB]


@pytest.mark.parametrize(
    "data",
    [
        envelope(("a.docx", docx_of("MẬT", "x"))),
        envelope(("b.docx", DOCX), ("a.zip", zipped({"c.docx": docx_of("TỐI MẬT", "x")}))),
        envelope(("a.docx", DOCX), notation="BC-UBND-m"),
        envelope(("a.docx", DOCX), subject="MẬT"),
    ],
)
def test_a_mark_of_secrecy_anywhere_refuses_the_whole(data: bytes) -> None:
    assert reason_of(data) is Reason.SECRET


def test_external_entities_are_refused() -> None:
    head = '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert reason_of(envelope(("a.txt", b"x"), head=head, subject="&x;")) in (
        Reason.BROKEN,
        Reason.UNKNOWN_FORMAT,
    )
    late = envelope(("a.txt", b"x")).replace(b"<edXML xmlns", b"<!-- x --><edXML xmlns", 1)
    assert open_paper("a", late).text == "x"


def test_digests_are_computed_again() -> None:
    good = envelope(("a.docx", DOCX), signature=signed("cid:f0", DOCX))
    assert open_paper("a", good).text.startswith("BÁO CÁO")
    over_text = envelope(("a.docx", DOCX), signature=signed("cid:f0", base64.b64encode(DOCX)))
    assert open_paper("a", over_text).text.startswith("BÁO CÁO")
    assert reason_of(envelope(("a.docx", DOCX), signature=signed("cid:f0", DOCX + b"x"))) is Reason.BROKEN
    assert reason_of(envelope(("a.docx", DOCX), signature=signed("cid:khác", DOCX))) is Reason.BROKEN
    odd = open_paper("a", envelope(("a.docx", DOCX), signature=signed("cid:f0", b"", method="urn:lạ")))
    assert any("không đối chiếu được" in note for note in odd.notes)


def test_the_digest_of_the_whole_envelope_is_computed_again() -> None:
    from lxml import etree

    bare = envelope(("a.docx", DOCX))
    whole = etree.tostring(etree.fromstring(bare), method="c14n", exclusive=True)
    good = envelope(("a.docx", DOCX), signature=signed("", whole, TRANSFORMS))
    assert open_paper("a", good).text.startswith("BÁO CÁO")
    assert reason_of(good.replace(b"CodeNumber>12", b"CodeNumber>13")) is Reason.BROKEN


def test_what_is_missing_or_broken_is_told() -> None:
    listed = envelope(("a.txt", b"x")).replace(b"<ContentId>f0<", b"<ContentId>f9<")
    assert any("không kèm theo: a.txt" in note for note in open_paper("a", listed).notes)
    broken = envelope(("a.txt", b"x"), ("b.txt", b"tot")).replace(base64.encodebytes(b"x"), b"!!!")
    paper = open_paper("a", broken)
    assert paper.text == "tot" and any("a.txt" in note and "Base64" in note for note in paper.notes)
    assert reason_of(envelope()) is Reason.NO_TEXT
    assert reason_of(b'<?xml version="1.0"?><edXML><a/></edXML>') is Reason.BROKEN
    assert reason_of(envelope(("a.txt", b"x"))[:-20]) is Reason.BROKEN


def test_large_attachments_are_read_and_limits_hold() -> None:
    long = ("Kết quả công tác đối ngoại. " * 400_000).encode()
    files = [one for _, one in unpack("a", envelope(("a.txt", long)))]
    assert files == [long]
    refused = [one for _, one in unpack("a", envelope(("a.txt", long)), limits=Limits(max_unpacked=1000))]
    assert isinstance(refused[0], Refusal) and refused[0].reason is Reason.BOMB
