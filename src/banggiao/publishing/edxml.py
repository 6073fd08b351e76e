"""Envelopes of the interchange of official papers (edXML, QCVN 102:2016/BTTTT), as files.

Each attached file is packed into a zip and written in Base64, as the systems on the national bus read it. The
envelope bears no signature: that takes the sender's certificate, which this program never holds. The manifest
of the samples knows no digests, so none are written.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from lxml import etree

from banggiao.reading.envelope import ELEMENTS, KINDS, MESSAGE, NAMESPACE, PARTS, TRACE, EnvelopeHeader

XLINK = "http://www.w3.org/1999/xlink"
_PREFIX = "edXML"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with an envelope."""

    name: str
    media_type: str
    data: bytes


def envelope_xml(header: EnvelopeHeader, files: Sequence[AttachedFile]) -> bytes:
    """Return an envelope with these files, in their order. The same input gives the same bytes."""
    root = etree.Element(_tag("edXML"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the default namespace
    envelope = etree.SubElement(root, _tag("edXMLEnvelope"), nsmap={_PREFIX: NAMESPACE})
    head = _prefixed(envelope, "edXMLHeader")
    parts = {MESSAGE: _prefixed(head, MESSAGE)}
    trace = _prefixed(head, TRACE)
    trace.set("version", "1.0")
    parts[TRACE] = trace
    for field, part, path in ELEMENTS:
        told = getattr(header, field)
        for value in told if KINDS[field].many else [told]:
            _write(parts[part], path, value)
    manifest = _prefixed(_prefixed(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    encoded = etree.SubElement(root, _tag("AttachmentEncoded"))
    for n, file in enumerate(files, start=1):
        content_id = f"file-{n}"
        _reference(manifest, content_id, file)
        attached = etree.SubElement(encoded, _tag("Attachment"))
        for tag, text in (
            ("ContentType", file.media_type), ("ContentId", content_id), ("Description", file.name),
            ("ContentTransferEncoded", base64.b64encode(_zipped(file)).decode("ascii")),
            ("AttachmentName", file.name),
        ):  # fmt: skip
            etree.SubElement(attached, _tag(tag)).text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def document_id(organ: str, day: date, full_number: str) -> str:
    """Return the id of a paper as samples write it: organisation code, day, number and notation."""
    return f"{organ},{day:%Y/%m/%d},{full_number}"


def _reference(manifest: etree._Element, content_id: str, file: AttachedFile) -> None:
    reference = etree.SubElement(manifest, _tag("Reference"), nsmap={"xlink": XLINK})
    for attribute, value in (("href", f"cid:{content_id}"), ("role", "XLinkRole"), ("type", "simple")):
        reference.set(f"{{{XLINK}}}{attribute}", value)
    for tag, text in (
        ("AttachmentName", file.name), ("ContentId", f"cid:{content_id}"),
        ("ContentType", file.media_type), ("Description", file.name),
    ):  # fmt: skip
        _prefixed(reference, tag).text = text


def _write(above: etree._Element, path: str, value: Any) -> None:
    """Write one value at a path, of which only the last element is repeated; nothing for what is not said."""
    if value in ("", None) or (type(value) in PARTS and value == type(value)()):
        return
    *way, last = path.split("/")
    for name in way:
        there = next((child for child in above if etree.QName(child).localname == name), None)
        above = _prefixed(above, name) if there is None else there
    element = _prefixed(above, last)
    if type(value) in PARTS:
        within = PARTS[type(value)]
        for part in fields(value):
            _write(element, within[part.name], getattr(value, part.name))
        return
    element.text = _text(value)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y/%m/%d %H:%M:%S}"
    return f"{value:%Y/%m/%d}" if isinstance(value, date) else str(value)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _prefixed(above: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(above, _tag(name))


def _zipped(file: AttachedFile) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(file.name)
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, file.data)
    return stream.getvalue()
