"""The synthesis of a review as an official Word paper, every factual sentence with its citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from banggiao.appraisal.records import Appraisal, Body, Passage, Place, Sentence
from banggiao.publishing import layout, word
from banggiao.publishing.citations import (
    BODIES_ANCHOR,
    BODY_ANCHOR,
    FINDING_ANCHOR,
    FINDINGS_ANCHOR,
    PATH_SEPARATOR,
    RANGE,
    SENTENCE_ANCHORS,
    citation_text,
    where,
)
from banggiao.publishing.layout import DRAFT_SIGN, DRAFT_WORDS, Letterhead
from banggiao.publishing.naming import instrument_phrase, period_phrase, short_agency
from banggiao.publishing.package import docx_bytes
from banggiao.publishing.vocabulary import OUTCOMES

SPELLED_OUT = 6  # citations written in full after one sentence; further ones are given by number
_ITEMS = (
    "fact",
    "contradiction",
    "promise",
)  # sentences that stand as items of a list where there are several
_PROMISES_ANCHOR = "cam_ket_ky_truoc"


def write_review_docx(
    appraisal: Appraisal,
    path: str | Path,
    *,
    agency: str = "",
    parent: str = "",
    place: str = "",
    number: str = "",
    notation: str = "",
    date: tuple[int, int, int] | None = None,
    signer: str = "",
    recipients: Sequence[str] = (),
) -> None:
    """Write the review of ``appraisal`` to ``path``. What is not given stays dots in the paper.

    Raises:
        LookupError: a sentence cites a finding, contradiction or promise that the appraisal does not hold.
    """
    letterhead = Letterhead(agency, parent, place, number, notation, date, signer)
    Path(path).write_bytes(review_docx(appraisal, letterhead, recipients=recipients))


def review_docx(appraisal: Appraisal, letterhead: Letterhead, *, recipients: Sequence[str] = ()) -> bytes:
    """Return the bytes of the review's Word file; see :func:`write_review_docx`."""
    return _Composer(appraisal).compose(letterhead, recipients)


@dataclass(frozen=True, slots=True)
class _Source:
    """What a citation points at."""

    agency: str
    words: str
    place: Place


class _Composer:
    """Composes one paper: numbers the citations in the order in which the text first makes them."""

    def __init__(self, appraisal: Appraisal) -> None:
        self._appraisal = appraisal
        self._findings = {finding.id: finding for finding in appraisal.findings}
        self._contradictions = {contradiction.id: contradiction for contradiction in appraisal.contradictions}
        self._promises = {promise.id: promise for promise in appraisal.promises}
        self._cited: dict[_Source, int] = {}
        self._sources: dict[str, _Source] = {}
        self._body_numbers = {body.key: index for index, body in enumerate(appraisal.bodies, start=1)}
        self._bookmarks = layout.bookmark_numbers()
        self._draft = any(_is_draft(sentence) for part in appraisal.passages for sentence in part.sentences)

    def compose(self, letterhead: Letterhead, recipients: Sequence[str]) -> bytes:
        appraisal = self._appraisal
        instrument = instrument_phrase(appraisal.instrument.title, appraisal.instrument.number)
        subject = f"Tổng hợp, rà soát tình hình thực hiện {instrument}"
        period = period_phrase(appraisal.period)
        if period:
            subject = f"{subject}, {period}"
        parts = [layout.head(letterhead, notation_default="BC-…")]
        if self._draft:
            parts.append(layout.draft_banner())
        parts.append(layout.title("Báo cáo", subject))
        numbering = layout.Numbering()
        for passage in appraisal.passages:
            parts.append(self._passage(passage, numbering))
        parts.append(layout.signature(letterhead, recipients=recipients))
        promises = [self._promise_annex()] if appraisal.promises else []  # it cites, so it is composed first
        annexes = [self._citation_annex(), self._body_annex(), *promises]
        parts.append(word.section_break(word.section(draft=self._draft)))
        wide = word.section(landscape=True, draft=self._draft)
        for annex in annexes[:-1]:
            parts += (annex, word.section_break(wide))
        parts += (annexes[-1], wide)
        return docx_bytes("".join(parts), title=subject, draft=self._draft)

    def _passage(self, passage: Passage, numbering: layout.Numbering) -> str:
        parts = [layout.heading(numbering.label(passage.heading, passage.level), passage.level)]
        drafts = sum(map(_is_draft, passage.sentences))
        if drafts:
            counted = sum(sentence.kind != "lead-in" for sentence in passage.sentences)
            note = f"({DRAFT_WORDS}: {drafts}/{counted} câu, đánh dấu {DRAFT_SIGN})"
            parts.append(word.paragraph(word.run(note), style="DraftNote"))
        listed = sum(sentence.kind in _ITEMS for sentence in passage.sentences) > 1
        running: list[str] = []
        for sentence in passage.sentences:
            if sentence.kind in _ITEMS and listed:
                parts.append(_running(running))
                running = []
                parts.append(word.paragraph(self._sentence(sentence, bullet=True), style="BodyText"))
            else:
                running.append(self._sentence(sentence))
        parts.append(_running(running))
        return "".join(parts)

    def _sentence(self, sentence: Sentence, *, bullet: bool = False) -> str:
        text = sentence.text.strip()
        if bullet:
            text = text.lstrip("-–—+•* ")
        content = word.run(text)
        if _is_draft(sentence):
            content += word.run(DRAFT_SIGN, style="DraftMark", superscript=True)
        if sentence.kind != "lead-in":
            content += self._citations(sentence)
        number = next(self._bookmarks)
        marked = word.bookmark(content, f"{SENTENCE_ANCHORS[sentence.kind]}{number}", number)
        return word.run("- ") + marked if bullet else marked

    def _citations(self, sentence: Sentence) -> str:
        sources = self._sources_of(sentence)
        links = [_SPACE + self._link(source) for source in sources[:SPELLED_OUT]]
        further = sources[SPELLED_OUT:]
        if further:
            numbers = [self._number(source) for source in further]
            opening = _cite(f" [và {len(numbers)} trích dẫn khác, số ")
            links.append(f"{opening}{_numbers(FINDING_ANCHOR, numbers)}{_cite(']')}")
        if sentence.kind in ("gap", "count"):
            links.append(self._body_citation(sentence.bodies))
        return "".join(links)

    def _sources_of(self, sentence: Sentence) -> list[_Source]:
        """Return what a sentence cites. One about a contradiction cites each of its sides; one about a
        promise cites the promise in the last review's source, then the findings that answer it."""
        try:
            if sentence.kind == "contradiction":
                return [
                    _Source(self._agency(side.actor), side.words, side.place)
                    for key in sentence.findings
                    for side in self._contradictions[key].sides
                ]
            if sentence.kind == "promise":
                promise = self._promises[sentence.findings[0]]
                made = _Source(self._agency(promise.body), promise.words, promise.place)
                return [made, *map(self._source, sentence.findings[1:])]
            return [self._source(key) for key in sentence.findings]
        except KeyError as missing:
            raise LookupError(
                f"câu tổng hợp dẫn nguồn không có: {missing} / a sentence cites no source {missing}"
            ) from None

    def _source(self, key: str) -> _Source:
        source = self._sources.get(key)
        if source is None:
            finding = self._findings[key]
            source = self._sources[key] = _Source(self._agency(finding.actor), finding.words, finding.place)
        return source

    def _link(self, source: _Source) -> str:
        return word.link(
            citation_text(source.agency, source.place), f"{FINDING_ANCHOR}{self._number(source)}", "Citation"
        )

    def _number(self, source: _Source) -> int:
        return self._cited.setdefault(source, len(self._cited) + 1)

    def _agency(self, key: str) -> str:
        return short_agency(self._appraisal.actor_names.get(key, key))

    def _body_citation(self, bodies: Sequence[str]) -> str:
        """Return the citation of the list of bodies asked: the bodies' own rows, or the list as a whole.

        A body that promised something in the last review and is no longer asked has no row.
        """
        listed = word.link("Danh sách cơ quan, Phụ lục II", BODIES_ANCHOR, "Citation")
        numbers = sorted(self._body_numbers[key] for key in bodies if key in self._body_numbers)
        if len(numbers) in (0, len(self._appraisal.bodies)):
            return f"{_cite(' [')}{listed}{_cite(']')}"
        return f"{_cite(' [')}{listed}{_cite(', số ')}{_numbers(BODY_ANCHOR, numbers)}{_cite(']')}"

    def _citation_annex(self) -> str:
        heads = ("Số", "Cơ quan", "Tệp", "Đề mục", "Đoạn, trang", "Nguyên văn")
        widths = (12.0, 36.0, 46.0, 48.0, 18.0, word.TEXT_WIDTH_LANDSCAPE - 160.0)
        return self._annex("I", "Danh mục trích dẫn", FINDINGS_ANCHOR) + word.table(
            heads, self._citation_rows(), widths
        )

    def _citation_rows(self) -> Iterator[tuple[str, ...]]:
        run = word.run
        for source, number in self._cited.items():
            yield (
                word.bookmark(run(str(number)), f"{FINDING_ANCHOR}{number}", next(self._bookmarks)),
                run(source.agency),
                run(source.place.file),
                run(PATH_SEPARATOR.join(source.place.heading_path)),
                run(where(source.place)),
                run(source.words),
            )

    def _body_annex(self) -> str:
        heads = ("Số", "Cơ quan", "Nêu tên tại", "Báo cáo đã nhận")
        widths = (12.0, 70.0, 75.0, word.TEXT_WIDTH_LANDSCAPE - 157.0)
        return self._annex("II", "Danh sách cơ quan được yêu cầu báo cáo", BODIES_ANCHOR) + word.table(
            heads, map(self._body_row, self._appraisal.bodies), widths
        )

    def _body_row(self, body: Body) -> tuple[str, ...]:
        number = self._body_numbers[body.key]
        received = [
            report.file
            + (f" (của {report.actor_name}, nay thuộc {body.name})" if report.actor != body.key else "")
            for report in self._appraisal.reports
            if report.counts_for == body.key and not report.replaced_by
        ]
        return (
            word.bookmark(word.run(str(number)), f"{BODY_ANCHOR}{number}", next(self._bookmarks)),
            word.run(body.name),
            word.run(_named_at(body.place)),
            word.run("; ".join(received)) if received else word.run("Chưa có báo cáo", bold=True),
        )

    def _promise_annex(self) -> str:
        heads = ("Mục", "Cơ quan", "Điều đã hứa ở kỳ trước", "Nguồn", "Kết cục", "Trích dẫn kỳ này")
        widths = (14.0, 40.0, 84.0, 50.0, 28.0, word.TEXT_WIDTH_LANDSCAPE - 216.0)
        rows = (
            (
                word.run(promise.clause),
                word.run(self._agency(promise.body)),
                word.run(promise.words),
                word.run(_named_at(promise.place)),
                word.run(OUTCOMES[promise.outcome]),
                _cite("; ").join(self._link(self._source(key)) for key in promise.findings),
            )
            for promise in self._appraisal.promises
        )
        return self._annex("III", "Việc đã hứa ở kỳ trước", _PROMISES_ANCHOR) + word.table(
            heads, rows, widths
        )

    def _annex(self, number: str, name: str, anchor: str) -> str:
        return layout.annex_title(number, name, "Báo cáo", (anchor, next(self._bookmarks)), landscape=True)


_SPACE = word.run(" ", style="Citation")


def _cite(text: str) -> str:
    return word.run(text, style="Citation")


def _numbers(anchor: str, numbers: Sequence[int]) -> str:
    """Return "3, 14–20" with links to the rows; three or more in a row are given as a range."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    parts = []
    for stretch in stretches:
        ends = [word.link(str(n), f"{anchor}{n}", "Citation") for n in (stretch[0], stretch[-1])]
        if len(stretch) > 2:
            parts.append(_cite(RANGE).join(ends))
        else:
            parts.append(_cite(", ").join(ends[: len(stretch)]))
    return _cite(", ").join(parts)


def _running(sentences: Sequence[str]) -> str:
    return word.paragraph(word.run(" ").join(sentences), style="BodyText") if sentences else ""


def _is_draft(sentence: Sentence) -> bool:
    """A lead-in says nothing that needs confirming."""
    return sentence.draft and sentence.kind != "lead-in"


def _named_at(place: Place | None) -> str:
    if place is None:
        return ""
    return ", ".join(
        part for part in (place.file, PATH_SEPARATOR.join(place.heading_path), where(place)) if part
    )
