"""A stopped review goes on with exactly what it had read."""

import json

from banggiao.appraisal.storage import finding_from_row, finding_to_row, report_from_row, report_to_row
from tests.appraisal.builders import figure, finding, report


def test_findings_and_reports_come_back_whole() -> None:
    kept = finding(figures=(figure(12.5, hedge="gần"),), evidence=("Phụ lục 2",), years=(2022, 2023))
    paper = report("hcm.docx", "province-79")

    assert finding_from_row(json.loads(json.dumps(finding_to_row(kept)))) == kept
    assert report_from_row(json.loads(json.dumps(report_to_row(paper)))) == paper
