"""Registers made by chance, in which each record bears a word of its own: what a face gives to a user is
searched for all the words."""

from __future__ import annotations

import random
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from banggiao.access.models import Group
from banggiao.access.viewers import viewer_of
from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.models import Attachment, Circulation
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sources.attaching import file_attach
from banggiao.sources.deeds import claim_add
from banggiao.sources.evidence import Evidence
from banggiao.sources.models import Claim, Source
from banggiao.sources.records import record_change, record_create
from tests.access.worlds import DAYS, TODAY, actor, sees, user, works

BY = system("kiểm thử")
LETTERS = "bcdghklmnpqrstvx"


class World:
    """A tree of actors, users with roles, and records of several nouns under labels of every kind."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.bodies = []
        for n in range(5):
            parent = self.dice.choice([None, *self.bodies]) if n else None
            self.bodies.append(actor(f"{self.word()}-{n}", parent))
        self.users = [user(self.word()) for _ in range(4)]
        for person in self.users:
            for body in self.dice.sample(self.bodies, self.dice.randint(0, 2)):
                start, end = self.dice.choice(DAYS), self.dice.choice(DAYS)
                if not (start and end and end < start):
                    works(person, body, self.dice.choice(Group.values), start, end)
        self.records = {}
        self.words = {}
        self._write()

    def word(self) -> str:
        return "z" + "".join(self.dice.choices(LETTERS, k=9))

    def label(self):
        named = self.dice.sample([*self.bodies, *self.users], self.dice.randint(1, 2))
        return label_get(
            circulation=self.dice.choice(Circulation.values),
            owner=self.dice.choice(self.bodies).key,
            named=[one.key for one in named],
            embargo_until=self.dice.choice(DAYS),
        )

    def _write(self) -> None:
        public = self.bodies[0]
        actors = [self.make("actor", "name_vi", kind="agency", code=self.word()) for _ in range(3)]
        indicators = [self.make("indicator", "name_vi", code=self.word(), unit="lượt") for _ in range(2)]
        for _ in range(4):
            host = self.dice.choice([public, *actors])
            self.make("engagement", "title", kind="meeting", host=str(host.key), valid_from="2026-03-04")
        for _ in range(2):
            self.make("person", "name", organisation=str(self.dice.choice(actors).key))
        for other in actors:
            self.make(
                "tie", "label_official", kind="twinning", subject=str(public.key), counterpart=str(other.key)
            )
        for indicator in indicators:
            self.make(
                "figure", "note", indicator=str(indicator.key), subject=str(public.key), value="7",
                unit="lượt", valid_from="2025", valid_to="2025", as_of="2026-01-01",
            )  # fmt: skip

    def make(self, noun, field, /, *, says="", label=None, **values):
        word = self.word()
        told = {**values, field: f"{says} {word}".strip()}
        record = record_create(noun_of(noun), told, by=BY, label=label or self.label())
        self.records[word] = record
        return record

    def groups_of(self, person):
        return {
            held.group for held in person.memberships.filter(archived_at=None)
            if (held.valid_from is None or held.valid_from <= TODAY)
            and (held.valid_to is None or held.valid_to >= TODAY)
        }  # fmt: skip

    def expected(self, person, noun):
        """The words of the noun's records that the rules let this user see."""
        if not self.groups_of(person) & {"reader", "drafter", "approver", "personal"}:
            return set()
        return {
            word for word, record in self.records.items()
            if record.noun_code == noun and sees(person, record.label)
        }  # fmt: skip


ALIKE = "đoàn ra vào dự hội nghị tham vấn song phương khu vực châu lục toàn năm qua"
"""Words enough for two names to look like one although each has a word of its own."""
LAST_WEEK = TODAY - timedelta(days=7)


class WideWorld(World):
    """A world that also has agreements left behind, tasks, rules, files, twins, and things said otherwise once.

    ``needs`` holds, for each word, all the labels that somebody must see to know it.
    """

    def _write(self) -> None:
        super()._write()
        self.needs, self.files, self.past = {}, {}, {}
        self.users = [self.users[0], user(self.word()), user(self.word())]
        works(self.users[1], actor(self.word()))  # an outsider, who sees what everybody sees
        for body in self.dice.sample(self.bodies, 3):
            works(self.users[2], body, Group.APPROVER)  # may do all that shows something
        self.apart = label_get(circulation="agency", owner=actor(self.word()).key)
        self.actors = [record for record in self.records.values() if record.noun_code == "actor"]
        self._bodies_ended()
        self._work()
        self._twins()
        self._votes()
        for record in list(self.records.values()):
            self.needs[self.word_of(record)] = (record.label,)
        self._files()
        self._said_otherwise()

    def label(self):
        own = {"circulation": "agency", "owner": self.dice.choice(self.bodies).key}
        return label_get(**own) if self.dice.random() < 0.4 else super().label()

    def word_of(self, record):
        return next(word for word, one in self.records.items() if one is record)

    def key_of_any(self):
        return str(self.dice.choice([*self.actors, *self.bodies]).key)

    def _bodies_ended(self) -> None:
        self.ended = [
            self.make("actor", "name_vi", kind="agency", code=self.word(), valid_to="2026-06-30")
            for _ in range(2)
        ]
        self.papers = [
            self.make("instrument", "title", kind="agreement", lifecycle="in_force", date="2024-01-01")
            for _ in range(2)
        ]
        paper = self.make("instrument", "title", kind="agreement", lifecycle="in_force", label=self.apart)
        self.papers.append(paper)
        for old in self.ended:
            for heir in self.dice.sample(self.actors, 2):
                given = {"predecessor": str(old.key), "successor": str(heir.key), "kind": "split_into"}
                record_create(noun_of("succession"), {**given, "on": "2026-07-01"}, by=BY, label=self.label())
        self.parties = [
            (
                old,
                paper,
                self.make("party", "signatory", role="party", actor=str(old.key), instrument=str(paper.key)),
            )
            for old in self.ended
            for paper in self.papers
        ]
        for paper in self.papers:
            other = str(self.dice.choice(self.actors).key)
            self.make("party", "signatory", role="party", actor=other, instrument=str(paper.key))

    def _work(self) -> None:
        self.due = {}
        for due in ("2026-11-25", "2026-11-28", "2026-10-01", "2026-10-02"):
            given = {"lead": self.key_of_any(), "counterpart": self.key_of_any(), "due": due}
            paper = str(self.dice.choice(self.papers).key)
            task = self.make("commitment", "text", instrument=paper, **given)
            self.due[task.key] = due
            self.make("progress", "text", commitment=str(task.key), on="2026-09-01")
        channel, field = (
            self.make("term", "label_vi", vocabulary=name, code=self.word())
            for name in ("channel", "field_central")
        )
        self.contacts = [
            self.make(
                "engagement", "title", kind="visit", status="held", valid_from="2026-05-05",
                counterpart=str(partner.key), channel=channel.code, field=field.code,
            )
            for partner in self.actors
        ]  # fmt: skip
        for partner in self.actors:
            self.make(
                "figure", "note", indicator=str(self._indicator().key), subject=str(partner.key), value="7",
                unit="lượt", valid_from="2025", valid_to="2025", as_of="2026-01-01",
            )  # fmt: skip
        for n in range(3):
            self.make(
                "deadline", "name", code=self.word(), month=11, day=20 + n, legal_ref="x",
                owner=str(self.dice.choice(self.bodies).key) if n else None,
            )  # fmt: skip
            self.make(
                "report", "name", content="x", period="year", cut_off="15/12", legal_ref="x",
                receiver=self.key_of_any(),
            )  # fmt: skip

    def _indicator(self):
        return self.dice.choice([r for r in self.records.values() if r.noun_code == "indicator"])

    def _twins(self) -> None:
        label = label_get(circulation="agency", owner=self.users[-1].memberships.first().actor.key)
        self.alike = [
            self.make("actor", "name_vi", says=ALIKE, label=label, kind="agency", code=self.word())
            for _ in range(2)
        ]
        for twin in self.alike:  # the same place in the same paper: what stands against making them one
            self.make(
                "party", "signatory", role="party", label=self.apart,
                actor=str(twin.key), instrument=str(self.papers[-1].key),
            )  # fmt: skip
        for _ in range(2):
            self.make("indicator", "name_vi", says=ALIKE, code=self.word(), unit="lượt")

    def _votes(self) -> None:
        """Drafts put to the vote, each with what a state let somebody know."""
        state = str(Actor.objects.get(code="country-JPN").key)
        for _ in range(3):
            one = self.make("votedraft", "title")
            self.make("sounding", "note", draft=str(one.key), actor=state, position="N")

    def _files(self) -> None:
        for contact in self.contacts:
            word = self.word()
            data = f"BÁO CÁO\nKết quả {word} năm 2025.\n".encode()
            file = file_attach(record=contact, name=f"{word}.txt", data=data, by=BY, stated=True)
            Attachment.objects.filter(pk=file.pk).update(label=self.label())
            file.refresh_from_db()
            Source.objects.filter(sha256=file.sha256).update(label=file.label)
            self.files[word] = (contact, file)
            self.needs[word] = (contact.label, file.label)

    def _said_otherwise(self) -> None:
        """Let records have said something else last week, and a paper that fewer may see say a third thing."""
        earlier = timezone.now() - timedelta(days=10)
        told = (*self.contacts, *(r for r in self.records.values() if r.noun_code == "commitment"))
        Claim.objects.filter(record_key__in=[r.key for r in told]).update(recorded_from=earlier)
        Engagement.objects.filter(pk__in=[r.pk for r in self.contacts]).update(created_at=earlier)
        for contact in self.contacts:  # what only a paper says that fewer may see stands in no column
            place = self.word()
            paper = self._paper(place)
            claim_add(contact, {"place": place}, by=BY, evidence=Evidence(source=paper, words="x"))
            self.needs[place] = (contact.label, paper.label)
        self.moment = timezone.now()
        for record in told:
            field = "title" if record.noun_code == "engagement" else "text"
            self.past[record.key] = self.word_of(record)
            new, narrow = self.word(), self.word()
            record_change(record, {field: new}, by=BY)
            paper = self._paper(narrow)
            claim_add(record, {field: narrow}, by=BY, evidence=Evidence(source=paper, words="x"))
            self.needs[new] = (record.label,)
            self.needs[narrow] = (record.label, paper.label)

    def _paper(self, word):
        given = {"sha256": word.ljust(64, "0"), "name": "x", "title": "x"}
        return Source.objects.create(**given, label=self.label())

    def known_to(self, person):
        """The words that the rules let this user know."""
        if not self.groups_of(person) & {"reader", "drafter", "approver", "personal"}:
            return set()
        return {word for word, labels in self.needs.items() if all(sees(person, one) for one in labels)}


def looked(world, text):
    """Which of the world's words stand in what a face gave."""
    return {word for word in getattr(world, "needs", world.records) if word in text}


def faces_of(person):
    """The viewer, and a browser in which the person is signed in."""
    browser = Client()
    browser.force_login(person)
    person.must_change_password = False
    person.save(update_fields=["must_change_password"])
    return viewer_of(person), browser
