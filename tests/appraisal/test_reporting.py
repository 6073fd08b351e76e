"""Who reported, for whom, and which of two reports counts."""

from banggiao.appraisal.reporting import missing_bodies, settle_reports
from tests.appraisal.builders import BODIES, report


def test_report_of_a_merged_province_counts_for_its_successor_and_both_are_kept() -> None:
    settled = settle_reports(
        [report("hcm.docx", "province-79"), report("binh-duong.docx", "former-province-74")], BODIES
    )

    assert {r.file: (r.counts_for, r.replaced_by) for r in settled} == {
        "hcm.docx": ("province-79", ""),
        "binh-duong.docx": ("province-79", ""),
    }


def test_a_newer_report_of_the_same_body_replaces_the_older_whatever_the_order() -> None:
    older = report("a-hue.docx", "province-46", date="2025-10-01")
    newer = report("b-hue.docx", "province-46", date="2025-11-15")

    for order in ([older, newer], [newer, older]):
        replaced = {r.file: r.replaced_by for r in settle_reports(order, BODIES)}
        assert replaced == {"a-hue.docx": "b-hue.docx", "b-hue.docx": ""}


def test_the_same_bytes_sent_twice_are_one_report() -> None:
    settled = settle_reports(
        [report("1.docx", "bct", sha="same"), report("2.docx", "bct", sha="same")], BODIES
    )

    assert [r.replaced_by for r in settled] == ["", "1.docx"]


def test_a_body_that_was_not_asked_is_read_but_counts_for_nobody() -> None:
    (settled,) = settle_reports([report("x.docx", "byt")], BODIES)

    assert settled.counts_for == ""


def test_missing_are_the_bodies_asked_for_whom_no_report_counts() -> None:
    settled = settle_reports([report("binh-duong.docx", "former-province-74")], BODIES)

    assert missing_bodies(BODIES, settled) == ("province-46", "bct")
