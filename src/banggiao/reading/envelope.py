"""What the header of an edXML envelope (QCVN 102:2016/BTTTT) says, element by element.

One table (:data:`ELEMENTS`) serves the reader here and the writer in :mod:`banggiao.publishing.edxml`, so
that what is written reads back equal. Which elements there are is known from public samples and from the code
of systems that exchange them; the text of the standard was not at hand (docs/how-to/exchange-edxml.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, NoReturn

from lxml import etree

from banggiao.language import lazy_re as re
from banggiao.reading.intake.limits import DEFAULT_LIMITS, Limits, Watch
from banggiao.reading.intake.odt_styles import name_of
from banggiao.reading.intake.xml import parse
from banggiao.reading.refusal import Reason

Day = date
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
LONGEST = 2000
"""Characters that one element may hold."""
_MOST = 1000  # receivers, places, steps of the way
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Organ:
    """A body as an envelope names it."""

    code: str = ""
    in_charge: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One body on the way of an envelope, and when it was there."""

    organ: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The paper that this one answers."""

    organ: str = ""
    code: str = ""
    date: Day | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who handled the envelope at its sender."""

    department: str = ""
    name: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeHeader:
    """The header of an envelope. What an envelope does not say is "", None or empty.

    ``priority`` and ``steering`` are the numbers as written; ``business`` is 0 for a new paper, 1 for one
    taken back, 2 changed, 3 replaced, as systems that exchange envelopes number it; ``about`` is the id of
    the paper meant.
    """

    sender: Organ = Organ()
    receivers: tuple[Organ, ...] = ()
    document_id: str = ""
    number: str = ""
    notation: str = ""
    place: str = ""
    date: Day | None = None
    type: int | None = None
    type_name: str = ""
    type_detail: str = ""
    subject: str = ""
    content: str = ""
    competence: str = ""
    position: str = ""
    signer: str = ""
    due: Day | None = None
    places: tuple[str, ...] = ()
    priority: int | None = None
    sphere: str = ""
    typer: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: str = ""
    appendixes: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    steering: int | None = None
    trace: tuple[Step, ...] = ()
    business: int | None = None
    reason: str = ""
    about: str = ""
    paper: int | None = None
    staff: Staff = Staff()

    @property
    def full_number(self) -> str:
        """Its number and notation as papers bear them: "12/BC-UBND"."""
        return "/".join(part for part in (self.number, self.notation) if part)


ORGAN = {
    "code": "OrganId", "in_charge": "OrganizationInCharge", "name": "OrganName", "address": "OrganAdd",
    "email": "Email", "telephone": "Telephone", "fax": "Fax", "website": "Website",
}  # fmt: skip
ANSWERED = {"organ": "OrganId", "code": "Code", "date": "PromulgationDate", "document_id": "DocumentId"}
STEP = {"organ": "OrganId", "at": "Timestamp"}
STAFF = {"department": "Department", "name": "Staff", "mobile": "Mobile", "email": "Email"}
PARTS: Mapping[type, Mapping[str, str]] = {Organ: ORGAN, Answered: ANSWERED, Step: STEP, Staff: STAFF}
"""For what is written as an element of its own: field → name of the element within."""
MESSAGE, TRACE = "MessageHeader", "TraceHeaderList"
ELEMENTS: tuple[tuple[str, str, str], ...] = (
    ("sender", MESSAGE, "From"),
    ("receivers", MESSAGE, "To"),
    ("number", MESSAGE, "Code/CodeNumber"),
    ("notation", MESSAGE, "Code/CodeNotation"),
    ("place", MESSAGE, "PromulgationInfo/Place"),
    ("date", MESSAGE, "PromulgationInfo/PromulgationDate"),
    ("type", MESSAGE, "DocumentType/Type"),
    ("type_name", MESSAGE, "DocumentType/TypeName"),
    ("type_detail", MESSAGE, "DocumentType/TypeDetail"),
    ("subject", MESSAGE, "Subject"),
    ("content", MESSAGE, "Content"),
    ("competence", MESSAGE, "SignerInfo/Competence"),
    ("position", MESSAGE, "SignerInfo/Position"),
    ("signer", MESSAGE, "SignerInfo/FullName"),
    ("due", MESSAGE, "DueDate"),
    ("places", MESSAGE, "ToPlaces/Place"),
    ("priority", MESSAGE, "OtherInfo/Priority"),
    ("sphere", MESSAGE, "OtherInfo/SphereOfPromulgation"),
    ("typer", MESSAGE, "OtherInfo/TyperNotation"),
    ("copies", MESSAGE, "OtherInfo/PromulgationAmount"),
    ("pages", MESSAGE, "OtherInfo/PageAmount"),
    ("direction", MESSAGE, "OtherInfo/Direction"),
    ("appendixes", MESSAGE, "OtherInfo/Appendixes/Appendix"),
    ("answers", MESSAGE, "ResponseFor"),
    ("steering", MESSAGE, "SteeringType"),
    ("document_id", MESSAGE, "DocumentId"),
    ("trace", TRACE, "TraceHeader"),
    ("business", TRACE, "Bussiness/BussinessDocType"),
    ("reason", TRACE, "Bussiness/BussinessDocReason"),
    ("about", TRACE, "Bussiness/DocumentId"),
    ("staff", TRACE, "Bussiness/StaffInfo"),
    ("paper", TRACE, "Bussiness/Paper"),
)
"""Field, the part of the header, and where in that part it stands. "Bussiness" is spelt so."""
_REQUIRED = ("document_id", "subject")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?|(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_MOMENT = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?")


def read_envelope_header(name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> EnvelopeHeader:
    """Read the header of an envelope, strictly: in the standard's namespace, every value one that can be.

    Raises:
        Refusal: BROKEN, its detail names the element and what is wrong with it.
    """
    watch = Watch(name, limits)
    root = parse(data, watch, huge=True)
    if etree.QName(root).namespace != NAMESPACE:
        raise watch.refusal(
            Reason.BROKEN,
            f"Phần tử gốc không thuộc không gian tên {NAMESPACE} (the root element is of another namespace).",
        )
    message = _part(root, MESSAGE)
    if message is None:
        _refuse(watch, MESSAGE, "không có", "is missing")
    if _found(message, "StatusCode"):
        _refuse(
            watch, f"{MESSAGE}/StatusCode", "là phong bì báo trạng thái, không mang văn bản",
            "this envelope reports a status and carries no paper",
        )  # fmt: skip
    parts = {MESSAGE: message, TRACE: _part(root, TRACE)}
    reader = _Reader(watch)
    told = {}
    for field, part, path in ELEMENTS:
        above = parts[part]
        found = _found(above, path) if above is not None else []
        told[field] = reader.value(field, found, f"{part}/{path}")
    header = EnvelopeHeader(**told)
    for field, part, path in ELEMENTS:
        if field in _REQUIRED and not getattr(header, field):
            _refuse(watch, f"{part}/{path}", "để trống", "is empty")
    if not header.sender.code and not header.sender.name:
        _refuse(watch, f"{MESSAGE}/From/OrganId", "để trống", "is empty")
    return header


class _Reader:
    """Reads the elements of one envelope as the values of fields."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    def value(self, field: str, found: list[etree._Element], path: str) -> Any:
        kind = KINDS[field]
        if kind.many:
            if len(found) > _MOST:
                _refuse(self.watch, path, "lặp lại quá nhiều lần", "is repeated too often")
            values = [self._one(kind.of, element, path) for element in found]
            return tuple(value for value in values if value not in ("", None))
        if len(found) > 1:
            _refuse(self.watch, path, "có hai lần", "is there twice")
        return self._one(kind.of, found[0], path) if found else kind.empty

    def _one(self, kind: type, element: etree._Element, path: str) -> Any:
        if kind in PARTS:
            within = PARTS[kind]
            told = {}
            for part in fields(kind):
                inner = _found(element, within[part.name])
                of = _PART_KINDS.get((kind, part.name), str)
                told[part.name] = (
                    self._one(of, inner[0], f"{path}/{within[part.name]}") if inner else _EMPTY[of]
                )
            return kind(**told)
        text = " ".join(unicodedata.normalize("NFC", element.text or "").split())
        if len(text) > LONGEST:
            _refuse(self.watch, path, f"dài hơn {LONGEST} ký tự", f"is longer than {LONGEST} characters")
        if kind is str:
            return text
        if not text:
            return None
        return _CONVERT[kind](self.watch, path, text)


def _whole(watch: Watch, path: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text) <= _LARGEST):
        _refuse(watch, path, "không phải số nguyên", "is no whole number")
    return int(text)


def _day(watch: Watch, path: str, text: str) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        _refuse(watch, path, "không phải ngày dạng 2026/11/22", "is no date such as 2026/11/22")
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        _refuse(watch, path, "ngày không có thật", "there is no such day")


def _moment(watch: Watch, path: str, text: str) -> datetime:
    found = _MOMENT.fullmatch(text)
    if found is None:
        _refuse(
            watch,
            path,
            "không phải thời điểm dạng 2026/11/22 08:30:00",
            "is no time such as 2026/11/22 08:30:00",
        )
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
    except ValueError:
        _refuse(watch, path, "thời điểm không có thật", "there is no such time")


@dataclass(frozen=True, slots=True)
class _Kind:
    of: type
    many: bool = False

    @property
    def empty(self) -> Any:
        return _EMPTY[self.of]


_CONVERT: Mapping[type, Callable[[Watch, str, str], Any]] = {int: _whole, date: _day, datetime: _moment}
_EMPTY: Mapping[type, Any] = {
    str: "", int: None, date: None, datetime: None,
    Organ: Organ(), Staff: Staff(), Answered: Answered(), Step: Step(),
}  # fmt: skip
_PART_KINDS: Mapping[tuple[type, str], type] = {(Step, "at"): datetime, (Answered, "date"): date}
_OTHERS: Mapping[str, _Kind] = {
    "sender": _Kind(Organ), "receivers": _Kind(Organ, True), "staff": _Kind(Staff),
    "trace": _Kind(Step, True), "answers": _Kind(Answered, True), "places": _Kind(str, True),
    "appendixes": _Kind(str, True), "date": _Kind(date), "due": _Kind(date),
    **{name: _Kind(int) for name in ("type", "priority", "copies", "pages", "steering", "business", "paper")},
}  # fmt: skip
KINDS: Mapping[str, _Kind] = {field: _OTHERS.get(field, _Kind(str)) for field, _, _ in ELEMENTS}
"""The kind of each field's value, and whether there are many."""


def _part(root: etree._Element, name: str) -> etree._Element | None:
    return next(root.iter(f"{{*}}{name}"), None)


def _found(above: etree._Element, path: str) -> list[etree._Element]:
    found = [above]
    for name in path.split("/"):
        found = [child for one in found for child in one if name_of(child) == name]
    return found


def _refuse(watch: Watch, path: str, vietnamese: str, english: str) -> NoReturn:
    raise watch.refusal(Reason.BROKEN, f"Phần tử {path} {vietnamese} ({path} {english}).")
