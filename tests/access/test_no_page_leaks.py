"""No page of the register tells somebody a word that she may not know, and each tells what it is there for.

The worlds are those of tests.access.random_worlds: each record, file and saying has a word of its own, and the
oracle says who may know it.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, time, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banggiao.access.models import Membership, Token
from banggiao.core.access import Question
from banggiao.core.following import events_follow
from banggiao.core.jobs import run_until_idle
from banggiao.core.models import Job
from banggiao.instruments.models import Commitment
from banggiao.reminders import passing
from banggiao.reminders.inbox import unread_count
from banggiao.reminders.mailing import digest_mail
from banggiao.reminders.models import Choice, Digest
from banggiao.reminders.services import watch_set
from banggiao.reminders.watching import FOLLOWER, changes_tell
from banggiao.sources.records import record_change
from tests.access.random_worlds import BY, LAST_WEEK, WideWorld, faces_of, looked
from tests.access.worlds import TODAY, sees
from tests.multilateral.conftest import use_generated_facts

OFFERED = re.compile(r'href="([^"]+\.csv(?:\?[^"]*)?)" download')
FAR = datetime(2100, 1, 1, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(params=range(2))
def world(request, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: TODAY)
    made = WideWorld(request.param)
    made.taken = set()
    return made


@pytest.fixture
def each(world):
    """Every user with a browser in which she is signed in, and the words that she may know."""
    return [(person, *faces_of(person), world.known_to(person)) for person in world.users]


def text_of(answer):
    data = b"".join(answer) if answer.streaming else answer.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return data.decode()


def told(world, browser, known, name, args=(), **query):
    """The words that a page tells; none of them is one that may not be known."""
    answer = browser.get(reverse(f"web:{name}", args=args), query)
    assert answer.status_code in (200, 302, 403, 404, 422), (name, answer.status_code)
    text = text_of(answer)
    words = looked(world, text.lower())  # a heading begins with a capital
    assert words <= known, (name, args, query)
    if name not in world.taken:  # a page's tables as files, once in each world
        for link in OFFERED.findall(text):
            world.taken.add(name)
            assert looked(world, text_of(browser.get(unescape(link))).lower()) <= known, link
    return words


def seen(world, known, records):
    """The words of those of the records that may be known."""
    return {world.word_of(record) for record in records} & known


def of(world, noun):
    return [record for record in world.records.values() if record.noun_code == noun]


def now_said(world, browser, known, records):
    """The words that the records say today, each on its own page."""
    words = set()
    for record in records:
        words |= told(world, browser, known, "record", [record.noun_code, record.key])
    return words


def test_the_calendar_shows_duties_reports_and_tasks_that_one_may_see(world, each):
    for _person, _viewer, browser, known in each:
        year = told(world, browser, known, "calendar", year=2026)
        assert seen(world, known, of(world, "report")) <= year
        month = told(world, browser, known, "calendar", year=2026, month=11)
        general = [rule for rule in of(world, "deadline") if rule.owner_id is None]
        assert seen(world, known, general) <= month & year
        due = [task for task in of(world, "commitment") if world.due[task.key] > "2026-11"]
        for task in due:
            own = now_said(world, browser, known, [task])
            assert not own or own & month
        for occasion in general:
            told(world, browser, known, "deadline", rule=str(occasion.key), on="2026-11-22")


def test_the_states_of_commitments_name_only_what_one_may_see(world, each):
    for _person, _viewer, browser, known in each:
        page = told(world, browser, known, "states")
        for task in of(world, "commitment"):
            own = now_said(world, browser, known, [task])
            if own and world.due[task.key] < "2026-11":
                assert own & page


def in_charge(world):
    """Tasks of the world that fall due soon, led by bodies at which its users work, with who works there."""
    tasks = of(world, "commitment")
    held = Membership.objects.filter(
        user__in=world.users, group__in=("drafter", "approver"), archived_at=None
    )
    at_work = [m for m in held if (m.valid_from or TODAY) <= TODAY <= (m.valid_to or TODAY)]
    for n, task in enumerate(tasks):
        lead = at_work[n % len(at_work)].actor
        Commitment.objects.filter(pk=task.pk).update(lead=lead, due=TODAY + timedelta(days=n))
        task.refresh_from_db()
    return [(task, [m.user for m in at_work if m.actor_id == task.lead_id]) for task in tasks]


def words_mailed(world, person):
    """The words of the digest that a person would get now."""
    now = datetime.combine(TODAY, time(8), tzinfo=UTC)
    choice = Choice(user=person, mail="daily", address="x@x.example", confirmed_at=now)
    digest = Digest.objects.create(user=person, day=TODAY, address=choice.address, try_after=now)
    person.notices.update(digest=digest)
    mail = digest_mail(digest, choice, now)
    person.notices.update(digest=None)
    digest.delete()
    if mail is None:
        return set()
    return looked(world, " ".join([mail.subject, mail.body, mail.alternatives[0].content]))


def test_reminders_in_the_page_and_by_mail_tell_what_one_may_see(world, each):
    Job.objects.all().delete()  # what making the world left to do takes long and tells nobody anything
    tasks = in_charge(world)
    for person in world.users:
        for task in tasks:
            watch_set(user=person, record=task[0], on=True)
    record_change(tasks[0][0], {"beneficiary": "x"}, by=BY)
    run_until_idle()
    events_follow(FOLLOWER, changes_tell)
    passing.reminders_write(today=TODAY)
    heard = 0
    for person, viewer, browser, known in each:
        page, mailed = told(world, browser, known, "reminders"), words_mailed(world, person)
        assert mailed <= known
        for task, people in tasks:
            word = looked(world, task.caption)
            if person in people and sees(person, task.label) and viewer.may(Question("commitment", "view")):
                assert word and word <= page & mailed
                heard += 1
    assert heard, "in this world somebody is told something"
    Commitment.objects.update(label=world.apart)  # nobody of the world sees what this body alone sees
    for person, viewer, browser, known in each:
        if not viewer.sees(world.apart.pk):
            gone = {word for task, _people in tasks for word in looked(world, task.caption)}
            assert not gone & words_mailed(world, person)
            assert not gone & told(world, browser, known, "reminders", all="1")
            assert unread_count(person.pk) == 0


def test_coverage_names_the_fields_and_channels_that_one_may_see(world, each):
    for _person, _viewer, browser, known in each:
        terms = told(world, browser, known, "coverage", year=2026)
        assert terms == seen(world, known, of(world, "term"))


def test_a_relation_file_holds_what_one_may_see(world, each):
    for _person, _viewer, browser, known in each:
        told(world, browser, known, "relation", [world.bodies[0].key])
        for n, partner in enumerate(world.actors):
            file = told(world, browser, known, "relation", [partner.key])
            if world.word_of(partner) in known:
                own = now_said(world, browser, known, [world.contacts[n]])
                assert not own or own & file


def test_what_an_ended_body_leaves_is_shown_to_those_who_may_see_it(world, each):
    for _person, _viewer, browser, known in each:
        listed = told(world, browser, known, "inherit")
        for actor in (*world.actors, *world.ended):
            told(world, browser, known, "inherited", [actor.key])
        for old in world.ended:
            page = told(world, browser, known, "inherit_body", [old.key])
            for body, paper, party in world.parties:
                asked = {world.word_of(one) for one in (body, paper, party)}
                if body is old and asked <= known:
                    assert world.word_of(paper) in page
                    assert world.word_of(old) in listed


def test_a_letter_to_the_partner_tells_nothing_that_its_writer_may_not_see(world, each):
    for _person, viewer, browser, known in each:
        for old, paper, _party in world.parties:
            for heir in world.actors:
                asked = {"decision": "rename", "successor": str(heir.key)}
                letter = told(world, browser, known, "inherit_letter", [old.key, paper.key], **asked)
                if letter and viewer.may(Question("party", "export")):
                    assert {world.word_of(one) for one in (old, paper, heir)} <= letter


def test_a_vote_sheet_and_its_soundings_are_shown_to_those_who_may_see_the_draft(world, each, monkeypatch):
    use_generated_facts(monkeypatch)
    run_until_idle()
    drafts, soundings = of(world, "votedraft"), of(world, "sounding")
    for _person, viewer, browser, known in each:
        listed = told(world, browser, known, "votes")
        if viewer.may(Question("votedraft", "view")):
            assert listed == seen(world, known, drafts)
        for draft in drafts:
            page = told(world, browser, known, "vote", [draft.key])
            assert seen(world, known, [draft]) <= page or not viewer.may(Question("votedraft", "view"))
            own = [one for one in soundings if one.draft_id == draft.pk]
            if page:
                assert seen(world, known, own) <= page
            for kind in ("csv", "xlsx", "docx"):
                told(world, browser, known, "vote_file", [draft.key, kind])


def test_files_are_listed_and_fetched_by_those_who_may_see_them(world, each):
    for _person, _viewer, browser, known in each:
        for word, (record, file) in world.files.items():
            page = told(world, browser, known, "record", ["engagement", record.key])
            fetched = told(world, browser, known, "file", ["engagement", record.key, file.key])
            assert (word in page, word in fetched) == (word in known, word in known)


def test_duplicates_are_pairs_of_what_one_may_see(world, each):
    for _person, viewer, browser, known in each:
        for noun in ("actor", "indicator", "engagement", "commitment"):
            page = told(world, browser, known, "duplicates", [noun])
            twins = [one for one in of(world, noun) if one.caption.startswith("đoàn ra vào")]
            if twins and viewer.may(Question(noun, "merge")):
                words = seen(world, known, twins)
                assert (words <= page) if len(words) == 2 else not (words & page)


def test_the_preview_of_a_merge_tells_what_one_may_see(world, each):
    one, other = world.alike
    for _person, viewer, browser, known in each:
        for record in of(world, "actor"):
            told(world, browser, known, "merge", ["actor", record.key])
        for keep, drop in ((one, other), (other, one)):
            page = told(world, browser, known, "merge", ["actor", keep.key], **{"with": str(drop.key)})
            if {world.word_of(keep), world.word_of(drop)} <= known and viewer.may(
                Question("actor", "merge", label=keep.label_id)
            ):
                assert {world.word_of(keep), world.word_of(drop)} <= page


def test_what_was_said_before_is_told_to_those_who_may_see_it(world, each):
    for _person, _viewer, browser, known in each:
        for noun in ("engagement", "commitment"):
            for when in (world.moment.isoformat(), LAST_WEEK.isoformat()):
                for archived in ("", "1"):
                    asked = {"known_on": when, "archived": archived}
                    told(world, browser, known, "list", [noun], **asked)
                    told(world, browser, known, "list_file", [noun, "csv"], **asked)
            then = told(world, browser, known, "list", [noun], known_on=world.moment.isoformat())
            before = {world.past[r.key] for r in of(world, noun) if r.key in world.past}
            assert before & known <= then
        for record in world.contacts:
            page = told(
                world, browser, known, "record", ["engagement", record.key], known_on=LAST_WEEK.isoformat()
            )
            assert (world.past[record.key] in page) == (world.past[record.key] in known)


def test_a_history_tells_what_one_may_see(world, each):
    for _person, viewer, browser, known in each:
        for record in world.records.values():
            page = told(world, browser, known, "history", [record.noun_code, record.key])
            may = viewer.may(Question(record.noun_code, "view_history", label=record.label_id))
            if may and record.key in world.past:
                assert (world.past[record.key] in page) == (world.past[record.key] in known)


def test_the_opening_page_checks_and_releases_tell_what_one_may_see(world, each):
    for _person, _viewer, browser, known in each:
        for name in ("home", "checks", "releases", "reviews"):
            told(world, browser, known, name)
        for noun in ("actor", "commitment", "party", "succession"):
            told(world, browser, known, "check_doubted", [noun])


def test_a_calendar_feed_tells_what_its_owner_may_see(world, each):
    told_any = set()
    for person, _viewer, browser, known in each:
        asked = ["mine", *(f"{kind}:{one.key}" for kind in ("body", "partner") for one in world.actors)]
        for scope in asked:
            form = {"scope": scope, "last_day": TODAY.isoformat()}
            answer = browser.post(reverse("web:feeds"), form)
            assert looked(world, text_of(answer)) <= known
            address = answer.context.get("address") if answer.context else ""
            if not address:
                continue
            Token.objects.filter(user=person).update(expires_at=FAR)
            words = looked(world, text_of(Client().get(address)))
            assert words <= known, scope
            Token.objects.filter(user=person).delete()
            told_any |= words
    assert told_any
