"""What the Vietnam pack says, and that each of its rows says where from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from banggiao.packs import Succession, load_pack, pack_names
from banggiao.packs.records import Verification

PACK = load_pack("vn")
NAMES = tuple(pack_names(PACK))
ACTORS = {actor.key: actor for actor in PACK.actors}
PROVINCES = {key: actor for key, actor in ACTORS.items() if key.startswith("province-")}
FORMER_PROVINCES = {key: actor for key, actor in ACTORS.items() if key.startswith("former-province-")}
AFTER_THE_MERGER = date(2025, 7, 1)

# Nghị quyết 202/2025/QH15: what was merged into what, by name. The eleven others did not change.
MERGERS = {
    "Tuyên Quang": {"Hà Giang", "Tuyên Quang"},
    "Lào Cai": {"Yên Bái", "Lào Cai"},
    "Thái Nguyên": {"Bắc Kạn", "Thái Nguyên"},
    "Bắc Ninh": {"Bắc Giang", "Bắc Ninh"},
    "Phú Thọ": {"Vĩnh Phúc", "Hòa Bình", "Phú Thọ"},
    "Hải Phòng": {"Hải Dương", "Hải Phòng"},
    "Hưng Yên": {"Thái Bình", "Hưng Yên"},
    "Ninh Bình": {"Hà Nam", "Nam Định", "Ninh Bình"},
    "Quảng Trị": {"Quảng Bình", "Quảng Trị"},
    "Đà Nẵng": {"Quảng Nam", "Đà Nẵng"},
    "Quảng Ngãi": {"Kon Tum", "Quảng Ngãi"},
    "Gia Lai": {"Bình Định", "Gia Lai"},
    "Khánh Hòa": {"Ninh Thuận", "Khánh Hòa"},
    "Đắk Lắk": {"Phú Yên", "Đắk Lắk"},
    "Lâm Đồng": {"Đắk Nông", "Bình Thuận", "Lâm Đồng"},
    "Đồng Nai": {"Bình Phước", "Đồng Nai"},
    "Thành phố Hồ Chí Minh": {"Bình Dương", "Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"},
    "Tây Ninh": {"Long An", "Tây Ninh"},
    "Đồng Tháp": {"Tiền Giang", "Đồng Tháp"},
    "Vĩnh Long": {"Bến Tre", "Trà Vinh", "Vĩnh Long"},
    "An Giang": {"Kiên Giang", "An Giang"},
    "Cần Thơ": {"Sóc Trăng", "Hậu Giang", "Cần Thơ"},
    "Cà Mau": {"Bạc Liêu", "Cà Mau"},
}
UNCHANGED = {
    "Hà Nội", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa",
    "Nghệ An", "Hà Tĩnh", "Huế",
}  # fmt: skip


def every_row():
    rows = (
        *PACK.actors, *PACK.names, *PACK.successions, *PACK.instruments, *PACK.terms, *PACK.countries,
        *PACK.trade_agreements,
    )  # fmt: skip
    assert len(rows) > 3500
    return rows


def bearers(text: str, on: date | None = None) -> set[str]:
    day = on.isoformat() if on else ""
    return {
        name.key
        for name in NAMES
        if name.text == text and (not day or (name.valid_from or day) <= day <= (name.valid_to or day))
    }


def test_every_row_has_a_source_and_a_mark():
    for row in every_row():
        assert isinstance(row.verification, Verification)
        assert row.source.strip(), row


def test_what_comes_from_general_knowledge_is_marked_unverified():
    for row in every_row():
        if row.source.startswith("kiến thức chung"):
            assert row.verification is Verification.UNVERIFIED, row


def test_text_is_composed_unicode_without_stray_spaces():
    for row in every_row():
        for column in row.__slots__:
            value = getattr(row, column)
            if isinstance(value, str):
                assert value == unicodedata.normalize("NFC", value).strip(), row
                assert "  " not in value and "\n" not in value, row


def test_34_provinces_of_which_seven_are_cities_since_dong_nai_became_one():
    assert len(PROVINCES) == 34

    def types(on: str) -> Counter[str]:
        return Counter(
            row.name.split(" ")[0]
            for row in PACK.names
            if row.key in PROVINCES
            and row.kind == "official"
            and (row.valid_from or on) <= on <= (row.valid_to or on)
        )

    assert types("2026-11-21") == {"tỉnh": 27, "thành": 7}
    assert types("2025-07-01") == {"tỉnh": 28, "thành": 6}
    assert bearers("tỉnh Đồng Nai", date(2026, 4, 29)) == {"province-75"}
    assert bearers("thành phố Đồng Nai", date(2026, 4, 29)) == set()
    assert bearers("thành phố Đồng Nai", date(2026, 4, 30)) == {"province-75"}


def test_63_provinces_before_the_merger():
    before = date(2025, 6, 30).isoformat()
    existed = [
        a for a in (*PROVINCES.values(), *FORMER_PROVINCES.values()) if (a.valid_from or before) <= before
    ]
    assert len(existed) == 63
    assert {a.valid_to for a in FORMER_PROVINCES.values()} == {"2025-06-30"}
    assert all("NQ 202/2025/QH15" in a.source for a in FORMER_PROVINCES.values())


def test_the_merger_is_that_of_resolution_202():
    merged = {new: set() for new in MERGERS}
    for row in PACK.successions:
        if row.predecessor in FORMER_PROVINCES:
            assert (row.kind, row.date) == ("merged_into", "2025-07-01")
            merged[ACTORS[row.successor].name_vi].add(ACTORS[row.predecessor].name_vi)
    assert merged == MERGERS
    assert {a.name_vi for a in PROVINCES.values()} == UNCHANGED | set(MERGERS)


def test_every_merged_province_keeps_its_code_or_the_code_of_one_of_its_parts():
    succession = Succession(PACK.successions)
    for key in PROVINCES:
        parts = succession.predecessors(key, AFTER_THE_MERGER)
        if parts:
            assert f"former-{key}" in parts


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("UBND tỉnh Bình Dương", date(2024, 5, 1), "former-province-74"),
        ("Tỉnh ủy Bình Dương", date(2024, 5, 1), "former-province-74"),
        ("Tuyên Quang", date(2024, 5, 1), "former-province-08"),
        ("Tuyên Quang", date(2025, 8, 1), "province-08"),
        ("TP. Hồ Chí Minh", date(2025, 6, 30), "former-province-79"),
        ("TP.HCM", date(2025, 7, 1), "province-79"),
        ("Thừa Thiên Huế", date(2023, 1, 1), "province-46"),
        ("BR-VT", date(2023, 1, 1), "former-province-77"),
        ("Ban Đối ngoại Trung ương", date(2021, 1, 27), "bdntw"),
        ("Bộ KH&ĐT", date(2024, 1, 1), "bkhdt"),
        ("BNG", None, "mfa"),
        ("Bộ NG", None, "mfa"),
        ("Bộ Công Thương", None, "bct"),
        ("TANDTC", None, "tand"),
        ("MTTQ", None, "mttq"),
        ("VCCI", None, "vcci"),
        ("Vụ Các tổ chức quốc tế", None, "mfa-ctcqt"),
        ("Mỹ", None, "country-USA"),
        ("Ô-xtrây-li-a", None, "country-AUS"),
        ("Đại Hàn Dân Quốc", None, "country-KOR"),
        ("Đài Loan (Trung Quốc)", None, "country-TWN"),
        ("Liên Hợp Quốc", None, "org-un"),
        ("Hội đồng Bảo an", None, "org-unsc"),
        ("APPF", None, "forum-appf"),
        ("Hiệp định CPTPP", None, "fta-cptpp"),
        ("Chỉ thị 25", None, "instr-25-ct-tw"),
        ("Chỉ thị số 25-CT/TW", None, "instr-25-ct-tw"),
        ("Luật Thỏa thuận quốc tế", None, "instr-70-2020-qh14"),
        ("Hội nghị Ngoại vụ", None, "event-local-foreign-affairs"),
        ("Biển Đông", None, "biendong"),
    ],
)
def test_a_name_leads_to_its_bearer_of_that_day(name, on, key):
    assert bearers(name, on) == {key}


def test_a_number_that_comes_back_every_year_names_no_instrument():
    assert bearers("1178/QĐ-TTg") == set()
    assert bearers("30/2020/NĐ-CP") == {"instr-30-2020-nd-cp"}


def test_two_instruments_of_one_number_both_bear_it():
    assert bearers("36-NQ/TW") == {"instr-36-nq-tw", "instr-36-nq-tw-2018"}


def test_the_pack_knows_at_least_2500_names():
    assert len(NAMES) >= 2500
    assert Counter(name.label for name in NAMES).keys() == {"ORG", "LOC", "FTA", "DOC", "EVENT", "TITLE"}


def test_the_body_of_a_province_is_an_organisation_and_the_province_a_place():
    labels = {name.text: name.label for name in NAMES if name.key == "province-22"}
    assert labels["Quảng Ninh"] == labels["tỉnh Quảng Ninh"] == "LOC"
    assert labels["UBND tỉnh Quảng Ninh"] == labels["Tỉnh ủy Quảng Ninh"] == "ORG"


def test_no_row_holds_more_than_one_body():
    for actor in PACK.actors:
        assert not re.search(r"[;+/]", actor.key), actor
        assert ";" not in actor.name_vi and "→" not in actor.name_vi, actor
    ministries = [a for a in PACK.actors if a.kind == "ministry" and not a.valid_to]
    assert len(ministries) == 14
    assert all(a.name_vi.startswith("Bộ ") and a.parent == "cp" for a in ministries)
    assert {a.key for a in PACK.actors if a.kind == "mass" and a.parent == "mttq"} >= {
        "tldld", "hnd", "doantn", "hlhpn", "hccb",
    }  # fmt: skip
    assert {"tand", "vks", "ktnn", "nhnn", "ttcp", "vpcp"} <= ACTORS.keys()


def test_rows_that_nobody_checked_stay_unverified():
    for key in ("hddt", "ubpltp", "bqp", "bca", "nhnn", "ttcp", "vcci", "bkhdt", "ubdt"):
        assert ACTORS[key].verification is Verification.UNVERIFIED, key
    marks = {
        row.successor: row.verification for row in PACK.successions if row.predecessor in FORMER_PROVINCES
    }
    assert marks["province-08"] is Verification.NEWS
    assert marks["province-79"] is Verification.UNVERIFIED


def test_units_of_the_ministry_of_foreign_affairs_by_decree_28():
    units = [a for a in PACK.actors if a.parent == "mfa" and not a.valid_to]
    assert len(units) == 25
    assert sum("NĐ 28/2025/NĐ-CP, điều 3" in a.source for a in units) == 24  # and the missions abroad


def test_a_former_ministry_ended_with_february_2025_and_has_a_successor():
    succession = Succession(PACK.successions)
    for key in ("bkhdt", "bgtvt", "btttt", "bldtbxh", "btnmt", "bnnptnt", "ubdt"):
        assert ACTORS[key].valid_to == "2025-02-28"
        assert succession.answers_for(key, date(2025, 2, 28)) == (key,)
        assert key not in succession.answers_for(key, date(2025, 3, 1))
    assert succession.answers_for("bdntw", date(2025, 3, 1)) == ("mfa",)
    assert succession.answers_for("ubdnqh", date(2025, 3, 1)) == ("ubqpandn",)


def test_whoever_has_a_successor_has_ended_and_the_successor_has_not_ended_before():
    for row in PACK.successions:
        assert ACTORS[row.predecessor].valid_to, row
        end = ACTORS[row.successor].valid_to
        assert not end or end > row.date, row


def test_all_countries_of_iso_3166_and_the_193_members_of_the_united_nations():
    assert len(PACK.countries) == 249
    assert sum(bool(country.un_member_since) for country in PACK.countries) == 193
    by_code = {country.iso3: country for country in PACK.countries}
    assert by_code["VNM"].un_member_since == "1977"
    assert by_code["TWN"].name_vi == "Đài Loan (Trung Quốc)"
    assert ACTORS["country-TWN"].kind == "territory"


def test_wording_of_places():
    forbidden = re.compile(
        r"south china sea|west philippine|tây philippines|biển nam trung hoa|nam hải", re.I
    )
    for row in every_row():
        for column in row.__slots__:
            assert not forbidden.search(str(getattr(row, column))), row
    for special_zone, province in (("dackhu-20333", "province-48"), ("dackhu-22736", "province-56")):
        assert ACTORS[special_zone].parent == province


def test_the_chain_of_directive_25_has_no_invented_clauses():
    instruments = {row.key: row for row in PACK.instruments}
    directive = instruments["instr-25-ct-tw"]
    assert (directive.number, directive.date, directive.horizon) == ("25-CT/TW", "2018-08-08", "2030")
    assert directive.successor == "instr-125-kl-tw"
    assert instruments["instr-125-kl-tw"].date == "2025-02-14"
    assert {"instr-59-nq-tw", "instr-250-2025-qh15", "instr-240-2026-nd-cp"} <= instruments.keys()


def test_trade_agreements_on_which_sources_disagree_say_so():
    by_code = {row.code: row for row in PACK.trade_agreements}
    for code in ("AKFTA", "UKVFTA", "VIFTA"):
        assert by_code[code].verification is Verification.CONFLICT
        assert by_code[code].note
    assert by_code["CPTPP"].in_force == "2019-01-14"
    assert by_code["EVIPA"].in_force == "" and by_code["EVIPA"].state == "signed"


def test_vocabularies_are_complete():
    size = Counter(term.vocabulary for term in PACK.terms)
    assert size["document_type"] == 29
    assert size["task_state"] == 4
    assert size["diplomatic_rank"] == 7
    assert size["guest_class"] == 5
    assert size["result_type"] == 6
    assert [t.label_vi for t in PACK.terms if t.vocabulary == "channel"][:4] == [
        "Đảng", "Nhà nước", "Quốc hội", "Nhân dân",
    ]  # fmt: skip
    for vocabulary in size:
        orders = [term.order for term in PACK.terms if term.vocabulary == vocabulary]
        assert orders == list(range(1, len(orders) + 1))


def test_names_in_the_gazetteer_have_whole_dates():
    for name in NAMES:
        assert name.text and name.key
        for day in (name.valid_from, name.valid_to):
            assert day == "" or date.fromisoformat(day)
