"""Which clause a statement reports: from its words, its headings, its neighbours."""

from banggiao.appraisal import Matcher, findings_of
from banggiao.appraisal.records import Clause
from banggiao.appraisal.terms import Concepts, terms_of
from banggiao.packs import load_pack
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from tests.reading.papers import paper_from_text

CLAUSES = (
    Clause("1", "task", "", "Hội nhập kinh tế", "Hội nhập kinh tế"),
    Clause("1.1", "task", "1", "Xúc tiến thương mại", "tổ chức hội chợ, mở rộng thị trường xuất khẩu"),
    Clause("1.2", "task", "1", "Thu hút đầu tư nước ngoài", "thu hút dự án đầu tư trực tiếp nước ngoài"),
    Clause("2", "task", "", "Nguồn nhân lực", "Nguồn nhân lực"),
    Clause("2.1", "task", "2", "Đào tạo cán bộ", "bồi dưỡng ngoại ngữ, nghiệp vụ đối ngoại cho cán bộ"),
    Clause("I.1", "viewpoint", "", "Quan điểm", "Đầu tư cho đối ngoại là đầu tư cho phát triển"),
)
READER = Reader(Gazetteer.from_pack(load_pack("vn")))


def matched(text: str) -> dict[str, str | None]:
    reading = READER.read(paper_from_text("bao-cao.txt", text))
    return {f.words: f.clause for f in findings_of(reading, Matcher(CLAUSES), "mfa", "bao-cao.txt")}


def test_statements_find_their_clause_by_words_and_by_concept() -> None:
    found = matched(
        "II. KẾT QUẢ\n\nĐã tổ chức 12 hội chợ hàng xuất khẩu.\n\n"
        "Cấp mới 30 dự án FDI.\n\nMở 5 lớp tiếng Anh cho công chức."
    )

    assert found == {
        "Đã tổ chức 12 hội chợ hàng xuất khẩu.": "1.1",
        "Cấp mới 30 dự án FDI.": "1.2",
        "Mở 5 lớp tiếng Anh cho công chức.": "2.1",
    }


def test_a_statement_about_nothing_of_the_instrument_matches_nothing() -> None:
    found = matched("II. KẾT QUẢ\n\nĐã trồng 200 cây bóng mát quanh trụ sở.")

    assert found == {"Đã trồng 200 cây bóng mát quanh trụ sở.": None}


def test_viewpoints_and_groups_are_never_matched() -> None:
    matcher = Matcher(CLAUSES)

    assert [clause.id for clause in matcher.clauses] == ["1.1", "1.2", "2.1"]


def test_context_is_never_matched() -> None:
    text = "I. BỐI CẢNH\n\nThị trường xuất khẩu thế giới thu hẹp, đầu tư nước ngoài giảm."

    assert set(matched(text).values()) == {None}


def test_scores_are_between_nought_and_one_and_ordered() -> None:
    reading = READER.read(paper_from_text("x.txt", "II. KẾT QUẢ\n\nHội chợ thu hút đầu tư và xuất khẩu."))
    (finding,) = findings_of(reading, Matcher(CLAUSES), "mfa", "x.txt")
    scores = [match.score for match in finding.matches]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_longest_concept_wins_and_tone_placement_does_not_matter() -> None:
    concepts = Concepts({"ngoai-ngu": ["tiếng Anh"], "nuoc": ["Anh"], "hoa": ["hòa giải"]})

    assert "#ngoai-ngu" in terms_of("học tiếng Anh", concepts)
    assert "#nuoc" not in terms_of("học tiếng Anh", concepts)
    assert "#hoa" in terms_of("hoà giải", concepts)
