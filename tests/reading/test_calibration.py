"""A confidence is the share of what a rule proposed that was right, where nothing was tuned if possible."""

from banggiao.reading.calibration import RESPELT, confidences, confidences_of
from banggiao.reading.records import Label
from tests.reading.mentions.test_bank import BANK, found, labelled, reader
from tests.reading.papers import paper_from_text


def test_what_nothing_was_tuned_on_counts_most() -> None:
    known = confidences_of({("ORG", "body"): [98, 100, 70, 100]})
    assert 0.70 < known["ORG", "body"] < 0.76


def test_a_rule_never_seen_untuned_is_as_sure_as_its_label_and_its_train_papers() -> None:
    known = confidences_of({("ORG", "body"): [98, 100, 70, 100], ("ORG", "rare"): [2, 2, 0, 0]})
    assert known["ORG", "body"] < known["ORG", "rare"] < 0.9


def test_a_rule_that_is_often_wrong_is_less_sure() -> None:
    known = confidences_of({("DOC", "a"): [50, 50, 20, 20], ("DOC", "b"): [20, 50, 5, 20]})
    assert known["DOC", "a"] > 0.95
    assert known["DOC", "b"] < 0.5


def test_every_label_is_known_and_every_confidence_is_a_share() -> None:
    known = confidences()
    assert {label for label, _ in known} == {label.value for label in Label}
    assert all(0 < sure <= 1 for sure in known.values())


def test_mentions_bear_the_confidence_of_their_rule() -> None:
    line = (BANK / "papers.txt").read_text("utf-8").splitlines()[1]
    text, _ = labelled(line)
    read = reader().read(paper_from_text("paper.txt", text))
    assert read.mentions and len(found(text)) == len(read.mentions)
    assert all(one.confidence == confidences()[one.label.value, one.rule] for one in read.mentions)


def test_a_respelt_paper_is_no_surer_than_such_papers_were() -> None:
    read = reader().read(
        paper_from_text(
            "paper.txt", "BỘ NGOẠI GIAO CHỦ TRÌ HỘI NGHỊ VỀ HỘI NHẬP QUỐC TẾ TẠI HÀ NỘI NGÀY 12/3/2024."
        )
    )
    assert read.mentions
    assert all(one.confidence <= confidences()[one.label.value, RESPELT] for one in read.mentions)
