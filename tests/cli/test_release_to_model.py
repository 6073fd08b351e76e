"""`banggiao read FILE --release-to-model`: one file, by hand, and never one with a mark of secrecy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from banggiao.cli import main

from ..reading.llm.service import Service, proposes, record, serving

SENTENCE = "Tổ Biên Soạn Mẫu rà soát hồ sơ cùng Nhóm Tư Vấn Mẫu trước mùa mưa."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "mau.txt"
    file.write_text(f"Bộ Ngoại giao báo cáo.\n\n{SENTENCE}\n", "utf-8")
    return file


def read(paper: Path, service: Service | None, home: Path, *options: str) -> Result:
    home.mkdir(exist_ok=True)
    if service:
        table = f'[reading.llm]\nurl = "{service.url}"\nmodel = "mau-1"\ntimeout = 30\n'
        (home / "settings.toml").write_text(table)
    return CliRunner(env={"BANGGIAO_HOME": str(home)}).invoke(main, ["read", str(paper), *options])


def test_a_released_paper_brings_proposals_beside_the_reading(paper: Path, tmp_path: Path) -> None:
    with serving(proposes(record("GROUP", SENTENCE, "Nhóm Tư Vấn Mẫu"))) as service:
        plain = json.loads(read(paper, service, tmp_path / "home", "--json").stdout)
        assert service.asked == []
        told = read(paper, service, tmp_path / "home", "--json", "--release-to-model")
        again = read(paper, service, tmp_path / "home", "--release-to-model")

    data = json.loads(told.stdout)
    assert "mau.txt" in told.stderr and service.url in told.stderr and "mau-1" in told.stderr
    [proposal] = data.pop("proposals")
    assert (proposal["words"], proposal["origin"], proposal["rule"]) == ("Nhóm Tư Vấn Mẫu", "model", "mau-1")
    assert data == plain
    assert "chưa xác nhận" in again.stdout and "[GROUP] Nhóm Tư Vấn Mẫu" in again.stdout
    assert len(service.asked) == 1


def test_a_paper_with_a_mark_of_secrecy_is_never_sent(tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("BỘ MẪU\n\nTUYỆT MẬT\n\nBáo cáo về việc mẫu.\n", "utf-8")
    with serving(proposes()) as service:
        told = read(secret, service, tmp_path / "home", "--release-to-model")

    assert told.exit_code == 1
    assert service.asked == []


def test_without_settings_there_is_no_model(paper: Path, tmp_path: Path) -> None:
    told = read(paper, None, tmp_path / "home", "--release-to-model")

    assert told.exit_code == 1
    assert "[reading.llm]" in told.output


def test_a_public_address_is_refused_before_anything_is_sent(paper: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[reading.llm]\nurl = "http://192.0.2.1/v1"\nmodel = "m"\n')
    told = read(paper, None, home, "--release-to-model")

    assert told.exit_code == 1
    assert "mạng nội bộ" in told.output and "Chuyển" not in told.output


def test_a_folder_is_never_released_whole(paper: Path, tmp_path: Path) -> None:
    told = read(paper.parent, None, tmp_path / "home", "--release-to-model")

    assert told.exit_code == 2
