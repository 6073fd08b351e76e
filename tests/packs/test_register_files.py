"""What the pack's files for the register say: each row with source and mark, totals per kind, nothing invented."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from banggiao import packs
from banggiao.packs import PackError, load_pack
from banggiao.packs.records import Verification
from banggiao.packs.rows import read_rows

FOLDER = Path(packs.__file__).parent / "vn"
FILES = sorted(path.name for path in FOLDER.glob("*.csv"))
MARKS = {mark.value for mark in Verification}


def rows(name):
    return [row.cells for row in read_rows(FOLDER, "vn", name).rows]


def tiers(on: str) -> Counter[str]:
    """The partnerships in force on a day, by tier: dates cut to months cover their whole month."""
    return Counter(
        r["rank"]
        for r in rows("ties.csv")
        if r["kind"] == "partnership"
        and (not r["valid_from"] or r["valid_from"] <= on)
        and (not r["valid_to"] or r["valid_to"] >= on[: len(r["valid_to"])])
    )


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_every_file_has_a_source_and_a_mark(name):
    found = rows(name)
    assert found
    for row in found:
        assert row["verification"] in MARKS and row["source"].strip(), row
        if row["source"].startswith("kiến thức chung"):
            assert row["verification"] == "U", row


@pytest.mark.parametrize("name", FILES)
def test_text_is_composed_and_keys_are_used_once(name):
    found = rows(name)
    for row in found:
        for value in row.values():
            assert value == unicodedata.normalize("NFC", value).strip(), row
    if "key" in found[0] and name not in ("names.csv", "vocabularies.csv", "claims.csv"):
        keys = Counter(row["key"] for row in found)
        assert max(keys.values()) == 1, keys.most_common(2)


def test_every_wording_of_places():
    for name in FILES:
        for row in rows(name):
            told = " ".join(row.values()).lower()
            assert "south china sea" not in told and "tây philippines" not in told, row


def test_partners_by_tier():
    everything = Counter(r["rank"] for r in rows("ties.csv") if r["kind"] == "partnership")
    assert everything == {
        "đặc biệt": 3,
        "đối tác chiến lược toàn diện": 15,
        "đối tác chiến lược": 14,
        "đối tác chiến lược tăng cường": 1,
        "đối tác toàn diện": 16,  # South Africa's of 2004 to 2025 among them
    }
    assert tiers("2025-08-22") == {
        "đặc biệt": 2, "đối tác chiến lược toàn diện": 13, "đối tác chiến lược": 9, "đối tác toàn diện": 16,
    }  # fmt: skip
    assert tiers("2025-12-29") == {
        "đặc biệt": 3, "đối tác chiến lược toàn diện": 14, "đối tác chiến lược": 14, "đối tác toàn diện": 15,
    }  # fmt: skip
    assert tiers("2026-11-21") == {
        "đặc biệt": 3, "đối tác chiến lược toàn diện": 15, "đối tác chiến lược": 13,
        "đối tác chiến lược tăng cường": 1, "đối tác toàn diện": 15,
    }  # fmt: skip


def test_what_was_not_verified_of_the_partners_says_so():
    marks = {r["key"]: r["verification"] for r in rows("ties.csv") if r["kind"] == "partnership"}
    unsure = {key.removeprefix("tie-partnership-") for key, mark in marks.items() if mark == "U"}
    assert unsure == set(
        "khm cub esp deu ita bra cze kaz aze blr chl ven arg ukr dnk mmr can hun brn nld mng are che pol".split()
    )
    assert marks["tie-partnership-usa"] == "V" and marks["tie-partnership-gbr"] == "conf"


def test_official_labels_are_exact():
    labels = {r["counterpart"]: r["label_official"] for r in rows("ties.csv") if r["label_official"]}
    assert (
        labels["country-LAO"] == "hữu nghị vĩ đại, đoàn kết đặc biệt, hợp tác toàn diện, gắn kết chiến lược"
    )
    assert labels["country-KHM"] == (
        "láng giềng tốt đẹp, hữu nghị truyền thống, hợp tác toàn diện, bền vững lâu dài"
    )
    assert labels["country-CUB"] == "đoàn kết, hữu nghị đặc biệt, hợp tác toàn diện"
    assert labels["country-USA"] == "vì hòa bình - hợp tác và phát triển bền vững"
    assert labels["country-PHL"] == "Enhanced Strategic Partnership"
    assert "country-JPN" not in labels  # its label is not verified: a claim of its own


def test_two_dates_of_the_tier_of_the_united_kingdom():
    first = next(r for r in rows("ties.csv") if r["key"] == "tie-partnership-gbr")
    other = next(r for r in rows("claims.csv") if r["key"] == "tie-partnership-gbr")
    assert (first["valid_from"], other["field"], other["value"]) == ("2025-10-29", "valid_from", "2025-10-30")
    assert first["source"] != other["source"]


def test_memberships_of_a_predecessor_state_carry_a_note():
    for row in rows("ties.csv"):
        if row["kind"] == "member" and row["source"].startswith("COW") and row["valid_from"][:4] < "1976":
            assert "1976" in row["note"] or "1975-1976" in row["note"], row
    empty = {"fao", "unido", "itu", "upu"}
    for row in rows("ties.csv"):
        if row["key"].removeprefix("tie-member-") in empty:
            assert row["valid_from"] == "" and row["verification"] == "conf" and "tiền thân" in row["note"]


def test_candidatures_without_a_result_say_so():
    [row] = [r for r in rows("ties.csv") if r["kind"] == "candidate"]
    assert "không tìm thấy kết quả" in row["note"] and row["counterpart"] == "org-itlos"


def test_five_units_are_known_as_provincial_foreign_affairs_bodies():
    held = {r["subject"] for r in rows("ties.csv") if r["kind"] == "role"}
    assert held == {"snv-68", "snv-42", "snv-75", "mfa-snv-hcm", "vpubnd-66"}


def test_17_trade_agreements_are_signed():
    found = [r for r in rows("trade_agreements.csv") if r["kind"] == "fta" and r["state"] != "negotiation"]
    assert len(found) == 17
    assert {r["code"] for r in rows("trade_agreements.csv") if r["kind"] != "fta"} == {"EVIPA", "BTA"}


def test_directive_25_has_neither_viewpoints_nor_task_groups():
    assert not (FOLDER / "clauses.csv").exists()
    row = next(r for r in rows("instruments.csv") if r["key"] == "instr-25-ct-tw")
    assert "Không có toàn văn" in row["note"]
    for name in FILES:
        for row in rows(name):
            assert "quan điểm thứ" not in " ".join(row.values()).lower(), row


def test_no_mission_is_guessed():
    template = (FOLDER / "templates" / "missions.csv").read_text("utf-8").splitlines()
    assert len(template) == 1
    assert [a.key for a in load_pack().actors if a.kind == "mission"] == ["cqdd"]


def test_the_foreign_minister_of_november_2026_is_not_told():
    post = next(r for r in rows("posts.csv") if r["key"] == "post-bt-mfa")
    assert "11/2026 chưa kiểm chứng" in post["note"]
    last = [r for r in rows("tenures.csv") if r["post"] == "post-bt-mfa" and not r["valid_to"]]
    assert [r["person"] for r in last] == ["person-hoai-trung"] and "chưa kiểm chứng" in last[0]["note"]


def test_deadlines_of_the_law():
    by_code = {}
    for row in rows("deadlines.csv"):
        by_code.setdefault(row["code"], []).append(row)
        assert row["legal_ref"]
        assert bool(row["offset"]) != bool(row["month"]), row
    assert [(r["offset"], r["valid_from"], r["valid_to"]) for r in by_code["treaty-consult"]] == [
        ("15", "", "2025-12-31"), ("10", "2026-01-01", ""),
    ]  # fmt: skip
    offsets = {code: r[0]["offset"] for code, r in by_code.items() if r[0]["offset"]}
    assert offsets | {
        "conf-submit-pm": "-40", "conf-submit": "-30", "conf-consult": "15", "conf-result": "15",
        "agr-consult": "7", "agr-dissent": "7", "agr-report": "15", "agr-unit-decide": "5", "agr-fast": "3",
        "treaty-check": "15", "treaty-check-council": "30", "treaty-appraisal": "20",
        "treaty-appraisal-council": "60", "treaty-plan": "15", "treaty-fast": "5", "trip-report": "7",
    } == offsets  # fmt: skip
    working = {code for code, r in by_code.items() if r[0]["unit"] == "working"}
    assert working == {code for code in by_code if code.startswith("agr-") and by_code[code][0]["offset"]} - {
        "agr-report", "agr-unit-report", "agr-change",
    }  # fmt: skip
    yearly = {code: (r[0]["day"], r[0]["month"]) for code, r in by_code.items() if r[0]["month"]}
    assert yearly["conf-yearly"] == ("18", "12") and yearly["agr-yearly"] == yearly["treaty-yearly"] == (
        "15",
        "11",
    )
    assert yearly["budget-estimate"] == ("10", "7") and by_code["budget-estimate"][0]["strict"] == "before"
    assert (by_code["agr-rename"][0]["year"], yearly["agr-rename"]) == ("2027", ("28", "2"))


def test_norms_of_circular_35():
    found = {(r["code"], r["guest_class"], r["person"]): r["amount"] for r in rows("norms.csv")}
    assert found["lodging", "a", "trưởng đoàn"] == "9400000"
    assert found["meals", "other", ""] == "1200000"
    assert found["reception", "a", ""] == "300000"
    assert found["gift", "b", "trưởng đoàn"] == "1800000"
    assert found["interpreting-simultaneous", "", ""] == "1500000"
    assert all(r["valid_from"] == "2026-05-18" and r["verification"] == "T" for r in rows("norms.csv"))
    assert {r["amount"] for r in rows("norms.csv") if r["guest_class"] == "special"} == {""}


def test_holidays_are_those_with_a_source():
    found = {r["on"]: r for r in rows("holidays.csv")}
    for year in (2025, 2026, 2027):
        assert {f"{year}-01-01", f"{year}-04-30", f"{year}-05-01", f"{year}-09-02"} <= found.keys()
    assert sorted(day for day, r in found.items() if "Bính Ngọ" in r["name"]) == [
        f"2026-02-{d}" for d in range(16, 21)
    ]
    worked = {day for day, r in found.items() if r["works"] == "có"}
    assert worked == {"2026-01-10", "2026-08-22"}
    assert all(date.fromisoformat(day).weekday() == 5 for day in worked)
    for day, r in found.items():
        if "hoán đổi" in r["name"] or "bù Giỗ Tổ" in r["name"]:
            assert date.fromisoformat(day).weekday() < 5, day
    assert not any("Nguyên đán" in r["name"] for day, r in found.items() if day[:4] != "2026")


def test_official_totals_are_figures():
    found = {r["key"]: (r["value"], r["as_of"]) for r in rows("figures.csv")}
    assert found["figure-partners-total-2025-08-22"] == ("38", "2025-08-22")
    assert found["figure-partners-total-2025-12-29"] == ("42", "2025-12-29")
    assert found["figure-missions-2025"] == ("99", "2025-12-29")
    assert found["figure-diplomatic-relations-2025"][0] == "194"
    told = [found[f"figure-citizen-protection-{year}"][0] for year in (2017, 2018, 2019, 2020)]
    assert told == ["8024", "10000", "13643", "21384"]


def test_visitors_by_market_are_part_of_all_visitors():
    found = [r for r in rows("figures.csv") if r["indicator"] == "visitors"]
    total = next(int(r["value"]) for r in found if not r["counterpart"])
    assert total == 21168291 and 0 < sum(int(r["value"]) for r in found if r["counterpart"]) < total


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        (b"key,source\nx,y\n", 1, "verification"),
        (b"key,verification,source,source\nx,U,y,y\n", 1, "source"),
        (b"key,verification,source\nx,U\n", 2, "*"),
        (b"key,verification,source\nx,?,y\n", 2, "verification"),
        (b"key,verification,source\nx,U,y\nz,U, \n", 3, "source"),
        (b"key,verification,source\nx,U,y\n\xff,U,y\n", 3, "*"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_its_place(tmp_path, text, row, column):
    (tmp_path / "ties.csv").write_bytes(text)
    with pytest.raises(PackError) as refused:
        read_rows(tmp_path, "vn", "ties.csv")
    assert (refused.value.file, refused.value.row, refused.value.column) == ("ties.csv", row, column)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PackError, match=r"ties\.csv"):
        read_rows(tmp_path, "vn", "ties.csv")


def test_a_row_keeps_its_own_words_and_place():
    file = read_rows(FOLDER, "vn", "ties.csv")
    for row in file.rows:
        assert file.text[row.start : row.end] == row.words
        assert next(csv.reader([row.words])) == list(row.cells.values())
