"""Citations: how a sentence of a Word file points at its source, and how the source is found again.

A sentence is a bookmark whose name tells its kind; its citations are links into the table "Danh mục trích
dẫn" (findings) or "Danh sách cơ quan" (the bodies asked), whose rows are bookmarks too. So a reader clicks
through in Word, and :func:`read_citations` follows the same path in the file itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from banggiao.appraisal.records import Place

FINDING_ANCHOR = "trich_dan_"
BODY_ANCHOR = "co_quan_"
BODIES_ANCHOR = "danh_sach_co_quan"
FINDINGS_ANCHOR = "danh_muc_trich_dan"
SENTENCE_ANCHORS = {
    "fact": "cau_ket_qua_",
    "contradiction": "cau_mau_thuan_",
    "promise": "cau_da_hua_",
    "gap": "cau_thieu_",
    "count": "cau_dem_",
    "lead-in": "cau_dan_",
}
RANGE = "–"  # between two links: every row from the one to the other is cited
PATH_SEPARATOR = " › "

_LABEL = re.compile(r"^(?:Phần|Chương|Mục)?\s*([IVXLC]+|\d+(?:\.\d+)*|[A-Za-zđ])[.)](?:\s|$)")
_PARAGRAPH = re.compile(r"đoạn (\d+)(?:, tr\. (\d+))?")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def short_path(headings: tuple[str, ...]) -> str:
    """Return a heading path as a citation carries it: "II. Kết quả", "2. Đối ngoại", "2.1. Đảng" -> "II.2.1".

    A path without any label is named by its last heading, cut to forty characters.
    """
    labels: list[str] = []
    for heading in headings:
        found = _LABEL.match(heading)
        if not found:
            continue
        label = found[1]
        if labels and label.startswith(labels[-1] + "."):
            label = label[len(labels[-1]) + 1 :]
            labels[-1] = f"{labels[-1]}.{label}"
        else:
            labels.append(label)
    if labels:
        return ".".join(labels)
    if not headings:
        return ""
    last = headings[-1].strip()
    return f"“{last}”" if len(last) <= 40 else f"“{last[:39].rstrip()}…”"


def where(place: Place) -> str:
    """Return "đoạn 45", or "đoạn 45, tr. 12" for a paper with fixed pages."""
    return f"đoạn {place.paragraph}" + (f", tr. {place.page}" if place.page is not None else "")


def citation_text(agency: str, place: Place) -> str:
    """Return a citation as it stands in the sentence: "[Bộ Ngoại giao, II.2.1, đoạn 45]"."""
    parts = (agency, short_path(place.heading_path), where(place))
    return f"[{', '.join(part for part in parts if part)}]"


@dataclass(frozen=True, slots=True)
class Citation:
    """A row of the table of citations: the words and where they stand."""

    number: int
    agency: str
    file: str
    heading_path: str
    paragraph: int
    page: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ListedBody:
    """A row of the list of bodies asked."""

    number: int
    name: str
    named_in: str
    reports: str


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence as found in a Word file. ``kind`` is that of the synthesis' own sentence."""

    text: str
    kind: str
    draft: bool
    citations: tuple[Citation, ...]
    bodies: tuple[ListedBody, ...]
    cites_body_list: bool


def read_citations(path: str | Path | bytes) -> list[CitedSentence]:
    """Return the sentences of a review's Word file in order, each with the sources that it cites.

    Raises:
        ValueError: a citation points at a row that the file does not have.
    """
    document = _document(path)
    findings: dict[str, Citation] = {}
    bodies: dict[str, ListedBody] = {}
    for row in document.iter(f"{_W}tr"):
        mark = row.find(f".//{_W}bookmarkStart")
        name = "" if mark is None else mark.get(f"{_W}name", "")
        if name.startswith(FINDING_ANCHOR):
            findings[name] = _citation([_text(cell) for cell in row.iter(f"{_W}tc")])
        elif name.startswith(BODY_ANCHOR):
            number, *rest = [_text(cell) for cell in row.iter(f"{_W}tc")]
            bodies[name] = ListedBody(int(number), *rest)
    kinds = {prefix: kind for kind, prefix in SENTENCE_ANCHORS.items()}
    sentences = []
    for mark in document.iter(f"{_W}bookmarkStart"):
        kind = kinds.get(mark.get(f"{_W}name", "").rstrip("0123456789"))
        if kind:
            sentences.append(_sentence(mark, kind, findings, bodies))
    return sentences


def _document(path: str | Path | bytes) -> etree._Element:
    source = io.BytesIO(path) if isinstance(path, bytes) else path
    with zipfile.ZipFile(source) as archive:
        return etree.fromstring(
            archive.read("word/document.xml"),
            etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True),
        )


def _citation(cells: list[str]) -> Citation:
    number, agency, file, headings, place, words = cells
    found = _PARAGRAPH.fullmatch(place)
    if found is None:
        raise ValueError(f"dòng trích dẫn {number} không có số đoạn / citation row {number} has no paragraph")
    page = int(found[2]) if found[2] else None
    return Citation(int(number), agency, file, headings, int(found[1]), page, words)


def _sentence(
    mark: etree._Element, kind: str, findings: dict[str, Citation], bodies: dict[str, ListedBody]
) -> CitedSentence:
    words: list[str] = []
    anchors: list[str] = []
    draft = in_range = False
    for node in mark.itersiblings():
        if node.tag == f"{_W}bookmarkEnd" and node.get(f"{_W}id") == mark.get(f"{_W}id"):
            break
        if node.tag == f"{_W}hyperlink":
            anchor = node.get(f"{_W}anchor", "")
            anchors += _between(anchors[-1], anchor) if in_range else [anchor]
            in_range = False
            continue
        style = node.find(f"{_W}rPr/{_W}rStyle")
        styled = "" if style is None else style.get(f"{_W}val", "")
        draft = draft or styled == "DraftMark"
        in_range = styled == "Citation" and _text(node) == RANGE
        if not styled:
            words.append(_text(node))
    try:
        return CitedSentence(
            "".join(words).strip(),
            kind,
            draft,
            tuple(findings[anchor] for anchor in anchors if anchor.startswith(FINDING_ANCHOR)),
            tuple(bodies[anchor] for anchor in anchors if anchor.startswith(BODY_ANCHOR)),
            BODIES_ANCHOR in anchors,
        )
    except KeyError as missing:
        raise ValueError(f"trích dẫn không có nguồn: {missing} / a citation without a source") from None


def _between(first: str, last: str) -> list[str]:
    """Return the anchors after ``first`` up to ``last``, which differ in their number only."""
    stem = last.rstrip("0123456789")
    return [f"{stem}{number}" for number in range(int(first[len(stem) :]) + 1, int(last[len(stem) :]) + 1)]


def _text(node: etree._Element) -> str:
    return "".join(piece.text or "" for piece in node.iter(f"{_W}t"))
