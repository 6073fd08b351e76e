"""The paper beside the statements: nothing of its text is lost, and marks stand exactly on the statements."""

from hypothesis import given
from hypothesis import strategies as st

from banggiao.reading.paper import Block, BlockKind, Paper
from banggiao.web.papers import Span, shown_blocks


def paper_of(*texts, **kind):
    blocks, start = [], 0
    for number, text in enumerate(texts, start=1):
        blocks.append(Block(start, start + len(text), number, **kind))
        start += len(text) + 1
    return Paper("bao-cao.docx", "0" * 64, "docx", "\n".join(texts), tuple(blocks))


def blocks_of(paper):
    return shown_blocks(paper.text, paper.blocks)


def test_a_statement_is_marked_within_its_paragraph():
    paper = paper_of("Kết quả chung.", "Đã ký 12 thỏa thuận. Đã đón 5 đoàn.")
    start = paper.text.index("Đã ký")
    (_, second) = shown_blocks(
        paper.text, paper.blocks, [Span("a", start, start + len("Đã ký 12 thỏa thuận."))]
    )
    assert [(run.text, run.findings) for run in second.runs] == [
        ("Đã ký 12 thỏa thuận.", ("a",)),
        (" Đã đón 5 đoàn.", ()),
    ]


def test_a_statement_that_crosses_paragraphs_is_marked_in_both():
    paper = paper_of("Một.", "Hai.")
    assert [
        run.findings
        for block in shown_blocks(paper.text, paper.blocks, [Span("a", 0, len(paper.text))])
        for run in block.runs
    ] == [("a",), ("a",)]


def test_the_first_paragraph_of_a_page_opens_it():
    paper = Paper(
        "a.pdf",
        "0" * 64,
        "pdf",
        "Một\nHai\nBa",
        (Block(0, 3, 1, page=1), Block(4, 7, 2, page=1), Block(8, 10, 3, page=2)),
    )
    assert [block.new_page for block in shown_blocks(paper.text, paper.blocks)] == [True, False, True]


def test_table_cells_and_headings_look_like_themselves():
    assert [block.css for block in blocks_of(paper_of("Số đoàn ra", kind=BlockKind.CELL))] == ["cell"]
    assert [block.css for block in blocks_of(paper_of("II. KẾT QUẢ", level=1))] == ["strong"]


@given(
    st.lists(st.text(alphabet="aáđ .", min_size=1, max_size=12), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6),
)
def test_no_letter_is_lost_or_doubled_whatever_the_spans(texts, places):
    paper = paper_of(*texts)
    spans = [
        Span(str(i), min(start, len(paper.text)), min(start + length, len(paper.text)))
        for i, (start, length) in enumerate(places)
    ]
    shown = [
        "".join(run.text for run in block.runs) for block in shown_blocks(paper.text, paper.blocks, spans)
    ]
    assert shown == texts
