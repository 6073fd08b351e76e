"""`banggiao read` on a paper, and on a file that is none."""

import gc
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from banggiao.cli import main
from banggiao.cli.names import pack_gazetteer
from banggiao.packs.table import PackError

DIRECTIVE = Path(__file__).parents[2] / "samples" / "review" / "directive.docx"


def test_reads_header_outline_and_assignments_of_the_directive() -> None:
    result = CliRunner().invoke(main, ["read", str(DIRECTIVE), "--json"])

    assert result.exit_code == 0, result.output
    reading = json.loads(result.output)
    header = reading["header"]
    assert (header["number"]["text"], header["notation"]["text"]) == ("01", "CT-MAU")
    assert header["date"] == "2020-01-15"
    assert any("NHIỆM VỤ" in section["title"] for section in reading["sections"])
    leads = [assignment["lead"]["words"] for assignment in reading["assignments"] if assignment["lead"]]
    assert "Bộ Ngoại giao" in leads


def test_annotations_select_in_the_text_that_is_printed() -> None:
    annotations = CliRunner().invoke(main, ["read", str(DIRECTIVE), "--format", "annotations"])
    text = CliRunner().invoke(main, ["read", str(DIRECTIVE), "--format", "text"]).output

    items = json.loads(annotations.output)["first"]["items"]
    assert len(items) > 100
    for item in items:
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_prints_roles_for_a_person() -> None:
    result = CliRunner().invoke(main, ["read", str(DIRECTIVE)])

    assert result.exit_code == 0
    assert "Số: 01" in result.output
    assert "NHIỆM VỤ" in result.output


def test_refuses_in_two_languages(tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(DIRECTIVE.read_bytes()[:4000])

    result = CliRunner().invoke(main, ["read", str(broken)])

    assert result.exit_code == 1
    assert "hong.docx: Tệp hỏng" in result.output
    assert "hong.docx: The file is damaged" in result.output


def test_names_that_cannot_be_read_leave_the_collecting_of_memory_as_it_was() -> None:
    with pytest.raises(PackError):
        pack_gazetteer("no-such-pack")
    assert gc.isenabled()
