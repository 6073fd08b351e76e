"""Alignment on pages: the library's own numbers, the votes behind each, and words where nothing can be compared."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pytest

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.foresight.alignment import alignment
from banggiao.foresight.dyads import agreement
from banggiao.foresight.facts import load_extracts
from banggiao.foresight.standings import years_of
from banggiao.multilateral import learning
from banggiao.sources.records import record_create
from banggiao.web import roll_calls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vietnam")]

BY = system("kiểm thử")
LATER = {
    "symbol": "A/RES/99/1",
    "title": "A made-up text",
    "adoption_date": "30 November 2044",
    "adoption_type": "By a recorded vote",
    "MS_in_favour": ["VIET NAM"],
    "MS_against": [],
    "MS_abstaining": ["LAO PEOPLE'S DEMOCRATIC REPUBLIC"],
}
"""A made-up vote of a session to come."""


@pytest.fixture(scope="module")
def held():
    return roll_calls.at_hand()


@pytest.fixture(scope="module")
def recent(held):
    """The roll calls of the last years alone, so that positions are estimated at once."""
    return replace(held, digest="recent", calls=years_of(held.calls, 2020))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("alignment")


@pytest.fixture
def browser(sign_in, recent, monkeypatch, folder, settings):
    settings.BANGGIAO_HOME = folder
    monkeypatch.setattr(roll_calls, "at_hand", lambda: recent)
    if not list(folder.rglob("*.npz")):
        roll_calls.estimate(recent)
    return sign_in(mfa=["reader"])


def read(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return unescape(answer.content.decode())


def rows_of(page, heading="<table"):
    """Return the cells of a table's body rows in words."""
    body = page[page.index(heading) :].split("<tbody>")[1].split("</tbody>")[0]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split(r"</t[hd]>", row)[:-1]]
        for row in body.split("</tr>")[:-1]
    ]


def told(value):
    return "– not" if value is None else f"{value:.2f}".replace(".", ",").replace("-", "−")


def test_the_figures_by_year_are_those_of_the_library(browser, recent):
    points = roll_calls.positions(recent)
    found = alignment(recent.calls, recent.resolutions, points, ours="VNM", partner="USA")
    shown = {row[0]: row[1:] for row in rows_of(read(browser, "/alignment/USA/"), 'id="by-year"')}
    assert list(shown) == [point.group for point in reversed(found.by_year)]
    for point in found.by_year:
        n, *cells = shown[point.group]
        assert n == str(point.n)
        figures = [*(point.measures[name] for name in ("lijphart", "S", "kappa", "pi")), point.distance]
        assert cells == [f"{told(f.value)} {told(f.low)} … {told(f.high)}" for f in figures]


def test_the_figures_by_subject_are_those_of_the_library(browser, recent):
    found = alignment(recent.calls, recent.resolutions, None, ours="VNM", partner="USA")
    shown = rows_of(read(browser, "/alignment/USA/"), 'id="by-subject"')
    assert [(row[1], row[4].split()[0]) for row in shown] == [
        (str(point.n), told(point.measures["kappa"].value)) for point in found.by_subject
    ]
    assert "Quyền con người" in {row[0] for row in shown}


@pytest.mark.parametrize("asked", ["year=2022", "subject=Human+rights"])
def test_the_votes_behind_a_figure_are_as_many_as_it_says(browser, recent, asked):
    page = read(browser, "/alignment/USA/")
    link = next(
        m for m in re.finditer(r'<a href="(/alignment/USA/votes/\?[^"]+)">(\d+)</a>', page) if asked in m[1]
    )
    file = browser.get(link[1].replace("votes/?", "votes/votes.csv?"))
    listed = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode())))[1:]
    assert len(listed) == int(link[2]) > 0
    votes = read(browser, link[1])
    assert f'<b class="num">{link[2]}</b> lần biểu quyết' in votes
    shown = [row for n in (1, 2, 3) for row in rows_of(read(browser, f"{link[1]}&page={n}"))][: len(listed)]
    assert [row[0] for row in shown] == [row[0] for row in listed]


def test_each_vote_is_told_in_words_with_symbol_title_and_date(browser, recent):
    row = 50
    symbol, year = str(recent.calls.resolutions[row]), str(recent.calls.dates[row])[:4]
    cast = {
        code: ("thuận", "chống", "trắng", "vắng mặt")[
            recent.calls.votes[row, list(recent.calls.members).index(code)]
        ]
        for code in ("VNM", "USA")
    }
    shown = next(r for r in rows_of(read(browser, f"/alignment/USA/votes/?year={year}")) if r[0] == symbol)
    place = recent.resolutions.index_of(symbol)
    day = f"{recent.resolutions.dates[place]:%d/%m/%Y}"
    assert shown == [
        symbol,
        day,
        " ".join(recent.resolutions.titles[place].split()),
        cast["VNM"],
        cast["USA"],
    ]


def test_votes_that_do_not_count_because_one_was_absent_are_told_apart(browser, recent):
    shown = rows_of(read(browser, "/alignment/TKM/votes/?year=2022&which=missed"))
    assert shown
    assert all("vắng mặt" in row[3:] for row in shown)
    kinds = [
        len(rows_of(read(browser, f"/alignment/TKM/votes/?year=2022&which={which}")))
        for which in ("", "0", "1")
    ]
    assert kinds[0] == kinds[1] + kinds[2] > 0


def test_the_list_ranks_all_partners_by_the_librarys_numbers(browser, recent):
    shown = rows_of(read(browser, "/alignment/"))
    found = agreement(recent.calls, ["S"], by="all", of="VNM")
    assert [row[3].split()[0] for row in shown] == [told(v) for v in sorted(found.values["S"], reverse=True)]
    assert len(shown) == len(found)
    nearest = rows_of(read(browser, "/alignment/?sort=distance"))
    distances = [float(row[6].split()[0].replace(",", ".")) for row in nearest if row[6][0].isdigit()]
    assert distances == sorted(distances)
    assert "không xác định" in "".join(row[6] for row in nearest[len(distances) :])


def test_the_list_is_narrowed_by_words_without_diacritics_and_by_the_registers_memberships(browser):
    assert [row[0] for row in rows_of(read(browser, "/alignment/?q=nhat+ban"))] == ["Nhật Bản"]
    assert [row[0] for row in rows_of(read(browser, "/alignment/?q=lao"))] == ["Lào"]
    for code in ("country-THA", "country-LAO"):
        values = {"kind": "member", "subject": code, "counterpart": "org-mrc", "valid_from": "1995"}
        record_create(noun_of("tie"), values, by=BY)
    assert {row[0] for row in rows_of(read(browser, "/alignment/?group=org-mrc"))} == {"Lào", "Thái Lan"}
    assert len(rows_of(read(browser, "/alignment/?group=nothing"))) > 180


def test_a_membership_that_ended_or_may_not_be_seen_makes_no_group(browser, member):
    hidden = label_get(circulation="agency", owner=Actor.objects.get(code="bct").key)
    ended = {
        "kind": "member",
        "subject": "country-THA",
        "counterpart": "org-mrc",
        "valid_from": "1995",
        "valid_to": "2001",
    }
    record_create(noun_of("tie"), ended, by=BY)
    record_create(noun_of("tie"), {**ended, "counterpart": "org-apo", "valid_to": ""}, by=BY, label=hidden)
    page = read(browser, "/alignment/")
    assert 'value="org-mrc"' not in page
    assert 'value="org-apo"' not in page


def test_partners_of_one_rank_are_a_group(browser):
    page = read(browser, "/alignment/")
    code = "rank:đối tác chiến lược toàn diện"
    assert f'value="{code}"' in page
    names = {row[0] for row in rows_of(read(browser, f"/alignment/?group={code}"))}
    assert "Trung Quốc" in names
    assert "Turkmenistan" not in names


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("ZZZ", 404, "Không có nước ZZZ"),
        ("VNM", 200, "Một nước luôn đồng thuận với chính mình"),
        ("VAT", 200, "Chưa từng tham gia biểu quyết"),
        ("ABW", 200, "Chưa từng tham gia biểu quyết"),
        ("YUG", 200, "không còn là thành viên Liên hợp quốc từ"),
        ("TWN", 200, "không có lần biểu quyết nào"),
    ],
)
@pytest.mark.parametrize("page", ["", "votes/"])
def test_where_nothing_can_be_compared_the_page_says_why(browser, code, status, words, page):
    answer = browser.get(f"/alignment/{code}/{page}")
    assert answer.status_code == status
    if not page or code not in ("YUG", "TWN"):
        assert words in unescape(answer.content.decode())


def test_a_code_in_small_letters_leads_to_the_right_one(browser):
    assert browser.get("/alignment/lao/").headers["Location"] == "/alignment/LAO/"


@pytest.mark.parametrize("since", ["0001", "9999", "abc", "２０２１", "2021"])
def test_a_year_that_is_none_counts_for_nothing(browser, since):
    years = [row[0] for row in rows_of(read(browser, f"/alignment/LAO/?since={since}"), 'id="by-year"')]
    assert years[-1] == ("2021" if since == "2021" else "2020")


def test_the_files_hold_what_the_page_shows(browser):
    sent = b"".join(browser.get("/alignment/list.csv?q=lao").streaming_content)
    listed = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert [row[0] for row in listed] == ["Đối tác", "Lào"]
    assert "Khoảng cách vị trí 2023" in listed[0]
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/alignment/USA/years.xlsx").content))
    rows = list(book.active.values)
    assert [row[0] for row in rows[1:]] == [
        r[0] for r in rows_of(read(browser, "/alignment/USA/"), 'id="by-year"')
    ]
    assert isinstance(rows[1][2], float)
    assert browser.get("/alignment/USA/years.exe").status_code == 404
    assert browser.get("/alignment/USA/planets.csv").status_code == 404


def test_before_session_58_a_vote_is_told_by_month(sign_in, held, monkeypatch):
    old = replace(held, digest="old", calls=held.calls.of_sessions([50]))
    monkeypatch.setattr(roll_calls, "at_hand", lambda: old)
    monkeypatch.setattr(roll_calls, "positions", lambda _: None)
    page = read(sign_in(mfa=["reader"]), "/alignment/LAO/votes/")
    assert {row[1] for row in rows_of(page)} <= {f"{m:02}/{y}" for m in range(1, 13) for y in (1995, 1996)}


def test_while_positions_are_estimated_the_page_says_so_and_comes_again(browser, recent, monkeypatch):
    monkeypatch.setattr(roll_calls, "positions", lambda _: None)
    page = read(browser, "/alignment/USA/")
    assert "Đang tính vị trí" in page
    assert "HX-Refresh" not in browser.get("/alignment/ready/").headers
    monkeypatch.undo()
    monkeypatch.setattr(roll_calls, "at_hand", lambda: recent)
    monkeypatch.setattr(roll_calls, "positions", lambda _: "known")
    assert browser.get("/alignment/ready/").headers["HX-Refresh"] == "true"


def test_positions_that_cannot_be_estimated_are_told_once(recent, tmp_path, settings, monkeypatch):
    settings.BANGGIAO_HOME = tmp_path
    monkeypatch.setattr(roll_calls, "_failed", set())
    one = replace(recent, digest="one", calls=recent.calls.take([0][:0]))
    roll_calls._estimate_in_words(one)
    assert roll_calls.failed(one)
    assert roll_calls.positions(one) is None


def test_kept_positions_that_are_not_whole_are_estimated_anew(recent, tmp_path, settings):
    settings.BANGGIAO_HOME = tmp_path
    known = roll_calls.estimate(recent)
    kept = roll_calls._file_of(recent.digest)
    assert (roll_calls._kept_positions(recent.digest).theta == known.theta)[known.theta == known.theta].all()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert roll_calls._kept_positions(recent.digest) is None


def test_sessions_loaded_later_are_on_the_pages(sign_in, tmp_path, settings, monkeypatch):
    settings.BANGGIAO_HOME = tmp_path
    monkeypatch.setattr(roll_calls, "positions", lambda _: None)
    browser = sign_in(mfa=["reader"])
    assert rows_of(read(browser, "/alignment/LAO/"), 'id="by-year"')[0][0] != "2044"
    extract = tmp_path / "99.json"
    extract.write_text(json.dumps(LATER), encoding="utf-8")
    load_extracts(tmp_path / "votes", [extract])
    assert rows_of(read(browser, "/alignment/LAO/"), 'id="by-year"')[0][:2] == ["2044", "1"]
    assert rows_of(read(browser, "/alignment/LAO/votes/?year=2044")) == [
        ["A/RES/99/1", "30/11/2044", "A made-up text", "thuận", "trắng"]
    ]


def test_without_the_extra_the_page_names_it(sign_in, monkeypatch):
    monkeypatch.setattr(learning, "NEEDED", ("no_such_package",))
    answer = sign_in(mfa=["reader"]).get("/alignment/")
    assert answer.status_code == 503
    assert "banggiao[foresight]" in unescape(answer.content.decode())


def test_a_states_record_and_relation_file_lead_to_its_alignment_and_back(browser):
    japan = Actor.objects.get(code="country-JPN")
    for url in (f"/r/actor/{japan.key}/", f"/r/actor/{japan.key}/relation/"):
        assert '"/alignment/JPN/"' in read(browser, url)
    page = read(browser, "/alignment/JPN/")
    assert f"/r/actor/{japan.key}/" in page
    assert '"/alignment/"' in read(browser, f"/r/actor/{Actor.objects.get(code='country-VNM').key}/")
    ministry = read(browser, f"/r/actor/{Actor.objects.get(code='mfa').key}/")
    assert ministry.count("/alignment/") == 1  # in the menu


def test_the_pages_are_for_those_who_signed_in(client):
    for url in ("/alignment/", "/alignment/LAO/", "/alignment/LAO/votes/", "/alignment/list.csv"):
        assert client.get(url).headers["Location"].startswith("/sign-in/")


def test_the_pages_speak_english(browser):
    browser.cookies["django_language"] = "en"
    page = read(browser, "/alignment/CHN/")
    assert "Agreement alone makes nearly everybody look close" in page
    assert "Human rights" in page
    assert "Mức gần nhau" not in page
