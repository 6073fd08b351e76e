"""The forecast of a draft on the command line, from the facts that ship."""

import json

import pytest
from click.testing import CliRunner

from banggiao.cli import main
from banggiao.foresight import hindcasts, learning

MYANMAR = ("votes", "forecast", "--title", "Situation of human rights in Myanmar", "--date", "2024-12-01")


def told(*arguments: str):
    return CliRunner().invoke(main, [*MYANMAR, *arguments])


@pytest.fixture
def learns_from_little(monkeypatch):
    """One session to learn from and one to look back on: what is told has the same form, sooner."""
    monkeypatch.setattr(learning, "SESSIONS", 1)
    monkeypatch.setattr(hindcasts, "SESSIONS", 1)


@pytest.mark.slow
@pytest.mark.usefixtures("learns_from_little")
def test_a_forecast_tells_tally_precedents_swings_and_members_vietnamese_first(tmp_path):
    done = told("--facts", str(tmp_path))
    assert done.exit_code == 0, done.output
    parts = [
        "Kiểm phiếu",
        "Tiền lệ / precedents",
        "A/RES/73/264",
        "Có thể đổi phiếu",
        "Từng nước",
        "VNM",
        "Voeten (CC0)",
    ]
    places = [done.output.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.slow
@pytest.mark.usefixtures("learns_from_little")
def test_as_json_what_is_known_is_certain(tmp_path):
    informed = json.loads(told("--facts", str(tmp_path), "--json", "--known", "IDN=N,MYS=N,BGD=N").output)
    assert informed["members"]["IDN"] == {"Y": 0.0, "N": 1.0, "A": 0.0, "X": 0.0}
    assert informed["tally"]["expected"]["N"] >= 3
    assert len(informed["members"]) == 193


@pytest.mark.parametrize("known", ["IDN", "=Y", "IDN="])
def test_a_position_in_another_form_is_refused(known):
    done = told("--known", known)
    assert done.exit_code == 2
    assert "IDN=Y" in done.output
