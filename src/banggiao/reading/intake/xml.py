"""XML from strangers: no entities, no network, no document type, bounded depth."""

from __future__ import annotations

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading.intake.limits import Watch
from banggiao.reading.refusal import Reason

_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DOCTYPE = re.compile(b"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")


def parse(xml: bytes, watch: Watch, *, huge: bool = False) -> etree._Element:
    """Parse a part of an Office file. ``huge`` lets a text node hold more than 10 MB, as attachments do.

    Raises:
        Refusal: BROKEN when it is not well formed, nests too deep or has a document type (which Office
            files never have, and entity bombs always do).
    """
    forbid_doctype(xml, watch)
    # libxml2 without huge_tree bounds depth (256) and text nodes (10 MB) by itself.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise watch.refusal(Reason.BROKEN) from error


def forbid_doctype(xml: bytes, watch: Watch) -> None:
    """Refuse XML that declares a document type, in any of the encodings that XML allows by default."""
    if _DOCTYPE.search(xml):
        raise watch.refusal(Reason.BROKEN, "Tệp khai báo DTD (it declares a DTD).")


def unescape(text: str) -> str:
    """Return ``text`` with XML's five named entities and character references resolved, once."""
    return _REFERENCE.sub(_resolve, text)


def _resolve(found: re.Match[str]) -> str:
    named, decimal, hexadecimal = found.groups()
    if named:
        return _NAMED[named]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
