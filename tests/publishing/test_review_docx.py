"""The synthesis as Word: official layout, and every factual sentence traceable to its source."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from banggiao.appraisal.records import Appraisal, Passage, Sentence
from banggiao.publishing import write_review_docx
from banggiao.publishing.citations import citation_text, read_citations, short_path
from banggiao.publishing.naming import instrument_phrase
from tests.publishing.sample_appraisal import make_appraisal


@pytest.fixture(scope="module")
def appraisal() -> Appraisal:
    return make_appraisal()


def write(appraisal: Appraisal, folder: Path, **head: object) -> Path:
    path = folder / "review.docx"
    write_review_docx(appraisal, path, **head)  # type: ignore[arg-type]
    return path


def with_sentence(appraisal: Appraisal, sentence: Sentence) -> Appraisal:
    return replace(appraisal, passages=(Passage("I. TÌNH HÌNH", 1, (sentence,)),))


@pytest.fixture(scope="module")
def document(appraisal: Appraisal, tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("word")
    head = {"agency": "Cơ quan Mẫu", "parent": "Cơ quan cấp trên", "place": "Hà Nội"}
    return docx.Document(str(write(appraisal, folder, **head)))


class TestLayout:
    def test_every_page_is_a4_with_the_legal_margins(self, document: Document) -> None:
        for section in document.sections:
            assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
            margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]

    def test_letters_are_times_new_roman_13_to_14(self, document: Document) -> None:
        fonts = document.element.xpath("/w:document//w:rFonts") + document.styles.element.xpath("//w:rFonts")
        assert {value for font in fonts for value in font.attrib.values()} == {"Times New Roman"}
        defaults = document.styles.element.xpath("//w:docDefaults//w:sz/@w:val")
        assert defaults == ["28"]
        for style in ("Body Text", "heading 1", "Heading 2"):
            assert document.styles[style].font.size in (None, Pt(13), Pt(14))

    def test_body_is_justified_with_an_indented_first_line(self, document: Document) -> None:
        layout = document.styles["Body Text"].paragraph_format
        assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert Mm(10) <= layout.first_line_indent <= Mm(12.75)
        assert layout.space_after == Pt(6)

    def test_head_names_agency_country_number_place_and_date(self, document: Document) -> None:
        head = document.tables[0]
        left, right = (cell.text for cell in head.rows[0].cells)
        assert left.split() == "CƠ QUAN CẤP TRÊN CƠ QUAN MẪU".split()
        assert right.strip().splitlines() == [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
        ]
        number, dated = head.rows[1].cells
        assert number.text.startswith("Số: ") and number.text.endswith("/BC-…")
        assert dated.text == "Hà Nội, ngày … tháng … năm …"
        assert dated.paragraphs[0].runs[0].italic
        sizes = [
            run.font.size
            for cell in head.rows[0].cells
            for p in cell.paragraphs
            for run in p.runs
            if run.text
        ]
        assert sizes == [Pt(13), Pt(13), Pt(13), Pt(14)]
        bold = [
            run.bold for cell in head.rows[0].cells for p in cell.paragraphs for run in p.runs if run.text
        ]
        assert bold == [None, True, True, True]

    def test_parts_come_in_the_official_order(self, document: Document) -> None:
        text = "\n".join("".join(node.itertext()) for node in document.element.body)
        order = (
            "CỘNG HÒA XÃ HỘI",
            "BẢN NHÁP, CHƯA XÁC NHẬN",
            "BÁO CÁO",
            "Tổng hợp, rà soát tình hình thực hiện Chỉ thị số 01/CT-MAU về đẩy mạnh hội nhập",
            "I. TÌNH HÌNH",
            "II. KẾT QUẢ",
            "III. ĐÁNH GIÁ",
            "IV. PHƯƠNG HƯỚNG",
            "V. KIẾN NGHỊ",
            "Nơi nhận:",
            "Phụ lục I\nDANH MỤC TRÍCH DẪN",
            "Phụ lục II\nDANH SÁCH CƠ QUAN",
            "Phụ lục III\nVIỆC ĐÃ HỨA",
        )
        places = [text.index(part) for part in order]
        assert places == sorted(places)

    def test_page_number_stands_top_centre_from_the_second_page(self, document: Document) -> None:
        for section in document.sections:
            assert section.different_first_page_header_footer
            assert not section.first_page_header.paragraphs[0].text.strip()
            header = section.header.paragraphs[0]
            assert header.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
            assert "PAGE" in "".join(header._p.itertext())

    def test_nothing_is_invented_where_nothing_was_given(self, appraisal: Appraisal, tmp_path: Path) -> None:
        head = docx.Document(str(write(appraisal, tmp_path))).tables[0]
        assert head.rows[0].cells[0].text.strip() == "……………"
        assert head.rows[1].cells[1].text == "……………, ngày … tháng … năm …"


class TestCitations:
    def test_every_factual_sentence_traces_to_a_statement_of_a_report(
        self, appraisal: Appraisal, tmp_path: Path
    ) -> None:
        statements = {(f.place.file, f.place.paragraph, f.place.page, f.words): f for f in appraisal.findings}
        found = [s for s in read_citations(write(appraisal, tmp_path)) if s.kind == "fact"]
        written = [s for p in appraisal.passages for s in p.sentences if s.kind == "fact"]
        assert len(found) == len(written) > 100
        for sentence, source in zip(found, written, strict=True):
            assert sentence.text == source.text
            cited = [statements[c.file, c.paragraph, c.page, c.words].id for c in sentence.citations]
            assert tuple(cited) == source.findings
            assert cited

    def test_citations_are_numbered_from_one_in_the_order_of_the_text(
        self, appraisal: Appraisal, tmp_path: Path
    ) -> None:
        numbers = [c.number for s in read_citations(write(appraisal, tmp_path)) for c in s.citations]
        firsts = list(dict.fromkeys(numbers))
        assert firsts == list(range(1, len(firsts) + 1))

    def test_a_contradiction_cites_both_sides_and_a_promise_its_old_and_new_source(
        self, appraisal: Appraisal, tmp_path: Path
    ) -> None:
        found = read_citations(write(appraisal, tmp_path))
        contradictions = [s for s in found if s.kind == "contradiction"]
        assert [{c.words for c in s.citations} for s in contradictions] == [
            {side.words for side in contradiction.sides} for contradiction in appraisal.contradictions
        ]
        promise = next(s for s in found if s.kind == "promise")
        assert [c.file for c in promise.citations] == ["ky-truoc/body-01.docx", "bao-cao/body-01.docx"]

    def test_a_gap_cites_the_list_of_bodies_asked(self, appraisal: Appraisal, tmp_path: Path) -> None:
        gaps = [s for s in read_citations(write(appraisal, tmp_path)) if s.kind == "gap"]
        assert gaps and all(gap.cites_body_list for gap in gaps)
        names = {body.key: body.name for body in appraisal.bodies}
        assert [body.name for body in gaps[0].bodies] == [names[key] for key in appraisal.missing]
        assert {body.reports for body in gaps[0].bodies} == {"Chưa có báo cáo"}

    def test_ranges_of_bodies_are_read_back_one_by_one(self, appraisal: Appraisal, tmp_path: Path) -> None:
        keys = tuple(body.key for body in (*appraisal.bodies[3:17], appraisal.bodies[20]))
        gap = Sentence("Chưa có báo cáo.", bodies=keys, kind="gap", draft=False)
        [found] = read_citations(write(with_sentence(appraisal, gap), tmp_path))
        assert [body.number for body in found.bodies] == [*range(4, 18), 21]

    def test_many_sources_are_all_cited(self, appraisal: Appraisal, tmp_path: Path) -> None:
        keys = tuple(finding.id for finding in appraisal.findings[:40])
        [found] = read_citations(
            write(with_sentence(appraisal, Sentence("Tổng hợp.", findings=keys)), tmp_path)
        )
        assert [c.words for c in found.citations] == [f.words for f in appraisal.findings[:40]]

    def test_a_citation_names_agency_heading_path_paragraph_and_page(self, appraisal: Appraisal) -> None:
        word_paper = next(f.place for f in appraisal.findings if f.place.page is None)
        pdf = next(f.place for f in appraisal.findings if f.place.page is not None)
        label = short_path(word_paper.heading_path)
        assert label.startswith("II.") and label.count(".") == 2
        assert (
            citation_text("Bộ Ngoại giao", word_paper)
            == f"[Bộ Ngoại giao, {label}, đoạn {word_paper.paragraph}]"
        )
        assert citation_text("Bộ Y tế", pdf).endswith(f", đoạn {pdf.paragraph}, tr. {pdf.page}]")

    @pytest.mark.parametrize(
        ("headings", "label"),
        [
            (("II. Kết quả", "2. Đối ngoại", "2.1. Đảng"), "II.2.1"),
            (("Phần II. Kết quả", "A. Chung", "a) Về đào tạo"), "II.A.a"),
            (("II. Kết quả", "1.2. Lối tắt"), "II.1.2"),
            (("Kết quả nổi bật",), "“Kết quả nổi bật”"),
            ((), ""),
        ],
    )
    def test_a_heading_path_is_shortened_to_its_labels(self, headings: tuple[str, ...], label: str) -> None:
        assert short_path(headings) == label

    def test_a_sentence_without_a_source_is_refused(self, appraisal: Appraisal, tmp_path: Path) -> None:
        with pytest.raises(LookupError, match="bịa"):
            write(with_sentence(appraisal, Sentence("Không có nguồn.", findings=("bịa",))), tmp_path)


class TestDraft:
    def test_unconfirmed_sentences_are_marked_and_their_sections_say_so(
        self, appraisal: Appraisal, tmp_path: Path
    ) -> None:
        path = write(appraisal, tmp_path)
        facts = [s for s in read_citations(path) if s.kind == "fact"]
        assert all(sentence.draft for sentence in facts)
        document = docx.Document(str(path))
        notes = [p.text for p in document.paragraphs if p.style.name == "Draft Note"]
        drafted = [p for p in appraisal.passages if any(s.draft for s in p.sentences)]
        assert len(notes) == len(drafted)
        assert all("bản nháp, chưa xác nhận" in note for note in notes)
        assert "BẢN NHÁP, CHƯA XÁC NHẬN" in document.sections[0].footer.paragraphs[0].text

    def test_a_confirmed_review_bears_no_draft_mark(self, tmp_path: Path) -> None:
        confirmed = make_appraisal(confirmed=True)
        passages = tuple(
            replace(part, sentences=tuple(replace(s, draft=False) for s in part.sentences))
            for part in confirmed.passages
        )
        path = write(replace(confirmed, passages=passages), tmp_path)
        assert not any(sentence.draft for sentence in read_citations(path))
        document = docx.Document(str(path))
        text = "\n".join("".join(node.itertext()) for node in document.element.body)
        assert "nháp" not in text.lower()
        assert not document.sections[0].footer.paragraphs[0].text


def test_the_same_review_gives_the_same_bytes(appraisal: Appraisal, tmp_path: Path) -> None:
    first = write(appraisal, tmp_path).read_bytes()
    assert write(make_appraisal(), tmp_path).read_bytes() == first


def test_hostile_text_survives_as_text(appraisal: Appraisal, tmp_path: Path) -> None:
    words = 'A & B <w:p> "x" ]]> &amp; 😀 שלום \u202eabc\u202c عربي'
    finding = replace(appraisal.findings[0], id="độc hại", words=words + "\x00\x0b\ud800 hết")
    hostile = replace(appraisal, findings=(finding,), promises=(), contradictions=())
    path = write(with_sentence(hostile, Sentence(words, findings=(finding.id,))), tmp_path, agency="<A> & B")
    [sentence] = read_citations(path)
    assert sentence.text == words
    assert sentence.citations[0].words == words + "    hết"
    assert "<A> & B" in docx.Document(str(path)).tables[0].rows[0].cells[0].text


def test_headings_without_a_label_are_numbered_by_level(appraisal: Appraisal, tmp_path: Path) -> None:
    passages = (
        Passage("Tình hình", 1, ()),
        Passage("Kết quả", 1, ()),
        Passage("Đối ngoại Đảng", 2, ()),
        Passage("Đoàn ra", 3, ()),
        Passage("3. Việc khác", 2, ()),
        Passage("Phần III. ĐÁNH GIÁ", 1, ()),
    )
    path = write(replace(appraisal, passages=passages), tmp_path)
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name.lower().startswith("heading")][:6]
    assert headings == [
        "I. Tình hình",
        "II. Kết quả",
        "1. Đối ngoại Đảng",
        "a) Đoàn ra",
        "3. Việc khác",
        "ĐÁNH GIÁ",
    ]
    assert "Phần III" in [p.text for p in document.paragraphs]


@pytest.mark.parametrize(
    ("title", "number", "phrase"),
    [
        ("Chỉ thị về hội nhập", "01/CT-MAU", "Chỉ thị số 01/CT-MAU về hội nhập"),
        ("CHỈ THỊ về hội nhập", "01/CT-MAU", "Chỉ thị số 01/CT-MAU về hội nhập"),
        ("Chỉ thị số 01/CT-MAU về hội nhập", "01/CT-MAU", "Chỉ thị số 01/CT-MAU về hội nhập"),
        ("Về hội nhập", "01/CT-MAU", "văn bản số 01/CT-MAU “Về hội nhập”"),
        ("Chỉ thị về hội nhập", "", "Chỉ thị về hội nhập"),
    ],
)
def test_the_instrument_is_named_as_a_sentence_names_it(title: str, number: str, phrase: str) -> None:
    assert instrument_phrase(title, number) == phrase


def test_a_large_synthesis_is_written_fast(tmp_path: Path) -> None:
    large = make_appraisal(per_report=200, facts_per_clause=48, citations_per_fact=2)
    sentences = [s for part in large.passages for s in part.sentences]
    assert len(sentences) > 1500 and sum(len(s.findings) for s in sentences) > 3000
    before = time.process_time()
    path = write(large, tmp_path)
    assert time.process_time() - before < 0.6
    docx.Document(io.BytesIO(path.read_bytes()))
