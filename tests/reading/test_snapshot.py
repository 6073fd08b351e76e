import json
from pathlib import Path

import pytest

from banggiao.packs import load_pack
from banggiao.packs.records import Name
from banggiao.reading import country_words, snapshot
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.paper import Block, Paper
from banggiao.reading.reader import Reader
from banggiao.reading.snapshot import load_snapshot, save_snapshot, snapshot_or

WORDS = "Bộ Ngoại giao, UBND tỉnh Hà Giang (cũ), TTXVN và Hàn Quốc dự Hội nghị Cấp cao ASEAN tại I-ta-li-a."


def _paper(text: str) -> Paper:
    return Paper("a.txt", "0" * 64, "txt", text, (Block(0, len(text), 1),))


def test_a_kept_gazetteer_reads_as_the_one_that_was_kept(tmp_path: Path) -> None:
    built = Gazetteer.from_pack(load_pack("vn"))
    save_snapshot(tmp_path / "names.json", "vn", built)
    kept = load_snapshot(tmp_path / "names.json", "vn")
    assert kept is not None
    assert kept.compiled() == built.compiled()
    reading = Reader(built).read(_paper(WORDS))
    assert Reader(kept).read(_paper(WORDS)) == reading
    assert len(reading.mentions) > 4
    office = "UBND tỉnh Quảng Ninh"
    assert kept.resolve(office, None) == built.resolve(office, None) == built.resolve("Quảng Ninh", None)


def test_a_snapshot_of_other_names_or_other_rules_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "deep" / "names.json"
    first = snapshot_or(place, "one", lambda: Gazetteer([Name("a", "Bộ Ngoại giao", "ORG", "", "")]))
    assert first.official("a") == "Bộ Ngoại giao"
    second = snapshot_or(place, "two", lambda: Gazetteer([Name("a", "Bộ Tài chính", "ORG", "", "")]))
    assert second.official("a") == "Bộ Tài chính"
    assert load_snapshot(place, "one") is None
    monkeypatch.setattr(snapshot, "rules", lambda: "changed")
    assert load_snapshot(place, "two") is None


def test_other_words_that_names_are_compiled_by_are_other_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "country_words.py"
    changed.write_text("SMALL = ()")
    monkeypatch.setattr(country_words, "__file__", str(changed))
    assert snapshot.rules.__wrapped__() != snapshot.rules()


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", json.dumps({"rules": snapshot.rules(), "of": "vn"}).encode()]
)
def test_a_damaged_snapshot_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "names.json"
    place.write_bytes(data)
    assert load_snapshot(place, "vn") is None


def test_a_folder_that_cannot_be_written_to_keeps_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    gazetteer = snapshot_or(tmp_path / "file" / "names.json", "vn", lambda: Gazetteer([]))
    assert gazetteer.official("a") == ""
