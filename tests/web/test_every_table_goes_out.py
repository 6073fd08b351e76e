"""Every page that shows a table offers it as CSV, Excel and JSON, and the files hold what the page shows.

The walk goes through all addresses of the workspace over a filled register; a template with a table that it does
not meet fails as well, so that a new page cannot be forgotten.
"""

import csv
import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.jobs import run_until_idle
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "src" / "banggiao" / "web" / "templates"
FORMATS = ("csv", "xlsx", "json")
BY = system("kiểm thử")
LAST_TITLE = "Generated text on the right to development"

NO_FILES = {
    "web/register/merge.html": "a form: which value of two records stays",
    "web/register/merge_with.html": "a step of merging; the pairs go out from the page of duplicates",
    "web/sheets/_files.html": "a person's own files on their way in; what they bring goes out from its list",
    "web/sheets/file.html": "a form over a person's own file, before anything of it is kept",
    "web/sheets/_lists.html": "the files that a person asked for are themselves what goes out",
    "web/feeds.html": "a person's own calendar feeds, each with the button that revokes it",
    "web/people/tokens.html": "a person's own access tokens, each with the button that revokes it",
    "web/people/account.html": "where a person is signed in: personal, for her alone",
    "web/people/list.html": "the permission matrix lets nobody export accounts",
    "web/people/user.html": "the permission matrix lets nobody export accounts",
    "web/webhooks/list.html": "settings of this server; the permission matrix lets nobody export webhooks",
    "web/webhooks/one.html": "settings of this server; the permission matrix lets nobody export webhooks",
    "web/register/calendar_month.html": "the days of a month as a calendar; what is due in it goes out as agenda",
}
"""Templates whose own table is not offered as files, and why."""


def make(noun, /, **values):
    return record_create(noun_of(noun), values, by=BY)


def key_of(code):
    return str(Actor.objects.get(code=code).key)


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every page over a filled register: name → (address, answer), and the browser that asked."""
    from django.conf import settings
    from django.db import transaction

    from banggiao.web import urls

    patch, home = pytest.MonkeyPatch(), settings.BANGGIAO_HOME
    settings.BANGGIAO_HOME = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), transaction.atomic():
        browser = signed_in()
        places = filled(browser, patch, tmp_path_factory.mktemp("tables"))
        pages = {}
        for pattern in (
            one for one in urls.pages if not one.name.startswith(("sign_", "second", "account_"))
        ):
            told = places.get(pattern.name, {})
            given = {name: told.get(name, places[""].get(name)) for name in pattern.pattern.converters}
            address = reverse(f"web:{pattern.name}", kwargs=given)
            query = told.get("?", "")
            answer = browser.get(
                f"{address}{query}", headers={"HX-Request": "true"} if told.get("part") else {}
            )
            pages[pattern.name] = (f"{address}{query}", answer)
        yield browser, pages
        transaction.set_rollback(True)
    patch.undo()
    settings.BANGGIAO_HOME = home


def signed_in():
    from banggiao.access.services import user_ensure
    from tests.conftest import ALL_GROUPS

    mfa = Actor.objects.get(code="mfa")
    user = user_ensure(username="thu", name="Thu", actor=mfa, groups=ALL_GROUPS, by=BY)
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def filled(browser, patch, folder):
    """Fill the register, and tell which arguments the addresses take: by name, and for all under ""."""
    sys.path.insert(0, str(ROOT / "tests" / "e2e"))
    from papers import pile

    from banggiao.reviews import services
    from tests.multilateral.conftest import use_generated_facts

    use_generated_facts(patch)
    directive = (ROOT / "samples" / "review" / "directive.docx").read_bytes()
    review = services.review_create(name="chi-thi.docx", data=directive, who="thu", period=(2020, 2025))
    for name, data in pile(2):
        services.submission_receive(review=review, name=name, data=data, who="thu")
    draft = voted(browser)
    run_until_idle()
    old, new = succeeded()
    proposed = make("instrument", title="Thỏa thuận đề xuất", kind="agreement", lifecycle="negotiation")
    for text in ("=Việc bắt đầu bằng dấu bằng", "Việc quá hạn"):
        make("commitment", text=text, lead="mfa", due="2020-05-10", counterpart="country-JPN")
    meeting = make(
        "engagement", title="Hội đàm", kind="meeting", counterpart="country-JPN", status="held",
        valid_from="2026-05-01", valid_to="2026-05-01",
    )  # fmt: skip
    for n in (1, 2):
        make("actor", code=f"hn-{n}", name_vi="Hội hữu nghị Việt - Nhật", kind="people")
    make("deadline", code="testconf-dossier", name="Trình hồ sơ", applies_to="hội nghị", occasion="event_start",
         offset=-30, unit="day", legal_ref="QĐ 06/2020")  # fmt: skip
    rule("authority", code="test-hoi-nghi", subject="Hội nghị thử", authority="Thủ tướng", legal_ref="QĐ")
    noticed(browser, meeting)
    source = review.instrument.source
    proposal(source)
    submission = review.submissions.exclude(source=None).first()
    everywhere = {
        "noun": "engagement", "key": meeting.key, "review_key": review.key, "code": "USA", "table": "x",
        "format": "csv", "deed": "x", "token": "x", "request_id": loaded(folder), "name": "review.json",
        "passage_id": "x", "thread": review.key, "clause": "2.1", "body": "mfa", "file_key": submission.key,
        "clause_key": review.instrument.clauses.first().key, "instrument_key": proposed.key,
        "upload_key": review.key, "membership": review.key, "delivery": review.key, "factor": 1, "session": 1,
    }  # fmt: skip
    of = {
        "duplicates": {"noun": "actor"}, "relation": {"key": key_of("country-JPN")},
        "instrument_follow": {"key": proposed.key}, "tasks": {"key": source.key}, "model": {"key": source.key},
        "named_instruments": {"key": source.key}, "inherit_body": {"key": old.key}, "inherited": {"key": new.key},
        "vote": {"key": draft}, "alignment_of": {"code": "CUB"}, "alignment_votes": {"code": "CUB"},
        "check_rows": {"key": counted()}, "check_doubted": {"noun": "succession"}, "audit": {"?": "?noun=review"},
        "deadline": {"?": f"?event=testconf&start={dt.date.today() + dt.timedelta(90)}"},
        "authority": {"?": "?matter=test-hoi-nghi"}, "calendar": {"?": "?year=2020&month=5"},
        "reminders": {"?": "?all=1"}, "person": {"key": browser.user.key},
    }  # fmt: skip
    return {"": everywhere, **of}


def voted(browser):
    """A vote sheet with a sounding, a commitment towards a sponsor, a text that changed, and its score."""
    sponsors = [key_of("country-CUB"), key_of("country-VNM")]
    typed = {"title": LAST_TITLE, "text": "Decides to rest.", "earlier_text": "Decides to work.",
             "sponsors": sponsors, "position": "A"}  # fmt: skip
    address = browser.post("/votes/new/", typed).url
    key = address.strip("/").rpartition("/")[2]
    make("commitment", text="Việc với Cuba", lead="mfa", counterpart="country-CUB")
    make("sounding", draft=key, actor=key_of("country-CUB"), position="Y")
    run_until_idle()
    browser.post(
        f"{address}outcome/", {"symbol": "A/RES/99/9", "adopted": "2020-12-16", "votes": "Y: VNM, CUB"}
    )
    return key


def succeeded():
    """A body that ended, with an agreement and work left behind; its successor, with summed figures."""
    old = make("actor", code="test-old", name_vi="Huyện Cũ", kind="local", valid_to="2025-06-30")
    new = make("actor", code="test-new", name_vi="Tỉnh Mới", kind="province")
    make("succession", predecessor=str(old.key), successor=str(new.key), kind="merged_into", on="2025-07-01")
    paper = make("instrument", title="Thỏa thuận chung", kind="agreement", lifecycle="in_force")
    make("party", instrument=str(paper.key), actor=str(old.key), role="party")
    make("commitment", text="Việc của huyện", lead=str(old.key), due="2031-01-01")
    indicator = make("indicator", code="test-x", name_vi="Số đoàn thử", unit="đoàn")
    for subject in (old, new):
        make("figure", indicator=str(indicator.key), subject=str(subject.key), value=3, unit="đoàn",
             valid_from="2023", valid_to="2023", as_of="2023")  # fmt: skip
    return old, new


def rule(noun, **values):
    return make(noun, valid_from="2020", **values)


def noticed(browser, record):
    from banggiao.reminders.models import Notice

    Notice.objects.create(user=browser.user, noun="engagement", record_key=record.key, occasion="x")


def proposal(source):
    """What a model proposed for a paper."""
    from banggiao.reviews.model_reading import ORIGIN
    from banggiao.sources.models import Claim

    Claim.objects.create(
        noun="source", record_key=source.key, source=source, rule=f"{ORIGIN}mẫu", role="ORG", words="=Bộ",
        start=0, end=3, says={}, thread=source.key, recorded_from=timezone.now(),
    )  # fmt: skip


def counted():
    """The figure of an official total of the pack."""
    from banggiao.figures.checks import COUNTS
    from banggiao.figures.models import Figure

    return Figure.objects.current().filter(indicator__code__in=COUNTS).first().key


def loaded(folder):
    """The number of a table that was loaded."""
    from django.core.management import call_command

    from banggiao.core.models import Event

    path = folder / "hoat-dong.csv"
    path.write_text("Tên hoạt động,Loại\nHọp thử,meeting\n", "utf-8")
    call_command("load", str(path), "--noun=engagement", stdout=io.StringIO())
    return Event.objects.exclude(request_id="").latest("pk").request_id


def with_a_table(pages):
    """Yield name, address, document and the templates of each page that shows a table of its own."""
    own = {name: path for name in templates_with_tables() for path in [name]}
    for name, (address, answer) in pages.items():
        if answer.streaming or b"<table" not in answer.content:
            continue
        drawn = {one.name for one in answer.templates if one.name in own} - set(NO_FILES)
        if drawn:
            yield name, address, html.fromstring(answer.content.decode()), drawn


def templates_with_tables():
    return {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "<table" in path.read_text("utf-8")
    }


def files_on(page):
    return [
        link
        for link in page.xpath("//a/@href")
        if link.partition("?")[0].endswith(tuple(f".{one}" for one in FORMATS))
    ]


def test_every_page_with_a_table_offers_it_as_csv_excel_and_json(walked):
    _browser, pages = walked
    lacking = {}
    for name, address, page, drawn in with_a_table(pages):
        offered = {link.partition("?")[0].rpartition(".")[2] for link in files_on(page)}
        if offered < set(FORMATS):
            lacking[name] = (address, sorted(drawn), sorted(set(FORMATS) - offered))
    assert not lacking


def test_the_walk_meets_every_template_that_draws_a_table(walked):
    _browser, pages = walked
    met = set().union(*(drawn for _name, _address, _page, drawn in with_a_table(pages)))
    assert templates_with_tables() - met - set(NO_FILES) == set()
    assert set(NO_FILES) <= templates_with_tables()


def test_every_file_that_a_page_offers_is_there_and_no_cell_of_its_csv_is_a_formula(walked):
    browser, pages = walked
    for _name, _address, page, _drawn in with_a_table(pages):
        for link in files_on(page):
            answer = browser.get(link)
            assert answer.status_code == 200, link
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if link.partition("?")[0].endswith(".csv"):
                for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
                    for cell in row:
                        assert not cell.startswith(("=", "+", "@")), (link, cell)
                        assert not cell.startswith("-") or cell[1:2].isdigit(), (link, cell)


def test_a_described_table_has_the_rows_of_its_page(walked):
    browser, pages = walked
    compared = 0
    for _name, _address, page, _drawn in with_a_table(pages):
        for section in page.xpath(
            "//section[h2[starts-with(@id, 'table-')] or .//h2[starts-with(@id, 'table-')]]"
        ):
            code = section.xpath(".//h2/@id")[0].removeprefix("table-")
            (link,) = [one for one in files_on(section) if one.partition("?")[0].endswith(f"/{code}.csv")]
            sent = b"".join(browser.get(link).streaming_content).decode("utf-8-sig")
            _heads, *rows = csv.reader(io.StringIO(sent))
            shown = [
                " ".join(row.text_content().split())
                for row in section.xpath(".//tbody/tr[not(td[@class='blank'])]")
            ]
            assert len(rows) == len(shown), link
            for row, words in zip(rows, shown, strict=True):
                for cell in row:
                    for part in cell.removeprefix("'").split("; "):
                        assert " ".join(part.split()) in words, (link, part)
            compared += len(rows)
    assert compared > 100
