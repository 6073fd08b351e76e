"""Envelopes of the interchange of official papers (edXML, QCVN 102:2016/BTTTT): header and attachments.

The shape: a root ``edXML`` with ``edXMLEnvelope`` (``edXMLHeader`` with ``MessageHeader``, ``edXMLBody`` with
a manifest) and beside it ``AttachmentEncoded``, whose ``Attachment`` elements hold files in Base64. Names are
compared without namespaces, since senders write several. Where the envelope carries an XML signature, the
digests in it are computed again; the signature itself is not verified (that takes the signer's certificate).
"""

from __future__ import annotations

import base64
import binascii
import copy
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from banggiao.reading import secrecy
from banggiao.reading.intake.builder import clean
from banggiao.reading.intake.file_names import readable_name
from banggiao.reading.intake.limits import Watch
from banggiao.reading.intake.odt_styles import name_of, value_of
from banggiao.reading.intake.xml import parse
from banggiao.reading.refusal import Reason, Refusal

_LONGEST_VALUE = 500
_MOST_ATTACHMENTS = 500

# What is told of the header: the words before a value, and where under MessageHeader it stands.
_FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Nơi gửi", ("From",), "OrganName"),
    ("Mã nơi gửi", ("From",), "OrganId"),
    ("Nơi nhận", ("To",), "OrganName"),
    ("Số", ("Code",), "CodeNumber"),
    ("Ký hiệu", ("Code",), "CodeNotation"),
    ("Địa danh", ("PromulgationInfo",), "Place"),
    ("Ngày ban hành", ("PromulgationInfo",), "PromulgationDate"),
    ("Loại", ("DocumentType",), "TypeName"),
    ("Trích yếu", (), "Subject"),
    ("Người ký", ("SignerInfo",), "FullName"),
    ("Chức vụ", ("SignerInfo",), "Position"),
    ("Thẩm quyền ký", ("SignerInfo",), "Competence"),
    ("Hạn xử lý", (), "DueDate"),
    ("Mã văn bản", (), "DocumentId"),
)
_DIGESTS = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_CANONICAL = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
}

NOTE_FIELD = "edXML – {}: {}"
NOTE_UNSIGNED = "Phong bì edXML không có chữ ký số."
NOTE_SIGNATURE = "Chữ ký số của phong bì edXML chưa được kiểm tra; chỉ đối chiếu giá trị băm."
NOTE_UNCHECKED = "Có giá trị băm không đối chiếu được (thuật toán lạ)."
NOTE_MISSING = "Phong bì kê tệp không kèm theo: {}."


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an envelope holds: notes on its header, and its files, each with its name."""

    notes: tuple[str, ...]
    files: tuple[tuple[str, bytes | Refusal], ...]


@dataclass(frozen=True, slots=True)
class _Attachment:
    id: str
    name: str
    written: str  # in Base64, without spaces


def open_envelope(data: bytes, watch: Watch) -> Envelope:
    """Open an envelope; its files are decoded, not read.

    Raises:
        Refusal: SECRET (the header's words), BROKEN (no well-formed XML, a document type, a digest that does
            not fit), BOMB (too many attachments).
    """
    root = parse(data, watch, huge=True)
    header = next(root.iter("{*}MessageHeader"), None)
    if header is None:
        raise watch.refusal(Reason.BROKEN, "Phong bì edXML không có MessageHeader.")
    fields = [(label, value) for label, value in _fields(header) if value]
    number = "/".join(value for label, value in fields if label in ("Số", "Ký hiệu"))
    words = [clean(str(text)) for text in header.itertext()]
    if secrecy.mark_in("\n".join([f"Số: {number}", *words])):
        raise watch.refusal(Reason.SECRET)
    attachments = list(_attachments(root))
    if len(attachments) > _MOST_ATTACHMENTS:
        raise watch.refusal(Reason.BOMB, "Quá nhiều tệp đính kèm (too many attachments).")
    files = tuple((one.name, _decoded(one, watch)) for one in attachments)
    notes = [NOTE_FIELD.format(label, value[:_LONGEST_VALUE]) for label, value in fields]
    notes += _check_digests(root, attachments, files, watch)
    missing = _missing(root, attachments)
    if missing:
        notes.append(NOTE_MISSING.format(", ".join(missing)))
    return Envelope(tuple(notes), files)


def _fields(header: etree._Element) -> Iterator[tuple[str, str]]:
    for label, above, wanted in _FIELDS:
        parents = [header] if not above else [one for one in header if name_of(one) == above[0]]
        values = [clean(child.text or "") for one in parents for child in one if name_of(child) == wanted]
        yield label, "; ".join(value for value in values if value)


def _attachments(root: etree._Element) -> Iterator[_Attachment]:
    listed = {
        _id(_child(one, "ContentId")): _child(one, "AttachmentName") for one in root.iter("{*}Reference")
    }
    taken: set[str] = set()
    for number, one in enumerate(root.iter("{*}Attachment"), 1):
        own_id = _id(_child(one, "ContentId"))
        parts = re.split(r"[\\/]", _child(one, "AttachmentName") or listed.get(own_id, ""))
        name = readable_name(parts[-1]).strip(". ") or f"tệp {number}"
        while name in taken:
            name = f"{number} {name}"
        taken.add(name)
        yield _Attachment(own_id, name, "".join(_child(one, "ContentTransferEncoded").split()))


def _child(parent: etree._Element, wanted: str) -> str:
    return next(((one.text or "").strip() for one in parent if name_of(one) == wanted), "")


def _id(written: str) -> str:
    return written.strip().removeprefix("cid:").removeprefix("#")


def _decoded(attachment: _Attachment, watch: Watch) -> bytes | Refusal:
    watch.check()
    try:
        return base64.b64decode(attachment.written, validate=True)
    except (binascii.Error, ValueError):
        inner = Watch(f"{watch.name}/{attachment.name}", watch.limits)
        return inner.refusal(Reason.BROKEN, "Không giải mã được Base64 (not Base64).")


def _missing(root: etree._Element, attachments: list[_Attachment]) -> list[str]:
    """Return the names of files that the manifest lists and nobody attached."""
    held = {one.id for one in attachments}
    names = []
    for manifest in root.iter("{*}edXMLManifest", "{*}Manifest"):
        for one in manifest:
            if (
                name_of(one) == "Reference"
                and _id(_child(one, "ContentId") or value_of(one, "href")) not in held
            ):
                names.append(clean(_child(one, "AttachmentName"))[:200] or "?")
    return names


def _check_digests(
    root: etree._Element,
    attachments: list[_Attachment],
    files: tuple[tuple[str, bytes | Refusal], ...],
    watch: Watch,
) -> list[str]:
    """Compute again every digest that the envelope states.

    Raises:
        Refusal: BROKEN, one does not fit.
    """
    signed = list(root.iter("{*}SignedInfo"))
    if not signed:
        return [NOTE_UNSIGNED]
    notes = [NOTE_SIGNATURE]
    contents = {one.id: (one, content) for one, (_, content) in zip(attachments, files, strict=True)}
    for info in signed:
        for reference in info.iter("{*}Reference"):
            watch.check()
            method = next(reference.iter("{*}DigestMethod"), None)
            kind = _DIGESTS.get(value_of(method, "Algorithm") if method is not None else "")
            stated = "".join(
                str(text) for one in reference.iter("{*}DigestValue") for text in one.itertext()
            ).split()
            forms = _forms(root, info, reference, contents) if kind else None
            if kind is None or forms is None:
                notes += [] if NOTE_UNCHECKED in notes else [NOTE_UNCHECKED]
            elif not any(_digest(kind, form) == "".join(stated) for form in forms):
                raise watch.refusal(
                    Reason.BROKEN, "Giá trị băm trong phong bì không khớp (a digest does not fit)."
                )
    return notes


def _digest(kind: str, content: bytes) -> str:
    return base64.b64encode(hashlib.new(kind, content, usedforsecurity=False).digest()).decode("ascii")


def _forms(
    root: etree._Element,
    info: etree._Element,
    reference: etree._Element,
    contents: dict[str, tuple[_Attachment, bytes | Refusal]],
) -> list[bytes] | None:
    """Return the bytes that a digest may be of, None where its transforms are not known here.

    Senders take an attachment's digest over the file or over its Base64.
    """
    uri = value_of(reference, "URI")
    if uri:
        attachment, content = contents.get(_id(uri), (None, b""))
        if attachment is None:
            return [] if uri.startswith("cid:") else None
        return [attachment.written.encode(), *([content] if isinstance(content, bytes) else [])]
    transforms = [value_of(one, "Algorithm") for one in reference.iter("{*}Transform")]
    if _ENVELOPED not in transforms or any(t != _ENVELOPED and t not in _CANONICAL for t in transforms):
        return None
    exclusive = any(_CANONICAL.get(one, False) for one in transforms)
    signature = info.getparent() if info.getparent() is not None else info
    place = next(number for number, element in enumerate(root.iter()) if element is signature)
    whole = copy.deepcopy(root)
    _remove(next(islice(whole.iter(), place, None)))
    return [etree.tostring(whole, method="c14n", exclusive=exclusive, with_comments=False)]


def _remove(element: etree._Element) -> None:
    """Remove an element, not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
