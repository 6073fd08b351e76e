"""What the tests of deeds share: a person who acts, short ways to write records, and a record seen whole."""

from banggiao.actors.models import Actor
from banggiao.core.access import label_get, system
from banggiao.core.models import Event
from banggiao.core.nouns import noun_of
from banggiao.search.models import Entry
from banggiao.sources.holding import choices_about, claims_about, held, personal_values
from banggiao.sources.models import Source
from banggiao.sources.records import record_create
from banggiao.sources.values import values_of

BY = system("Nguyễn Văn Thử")


def write(noun, /, evidence=None, record_label=None, by=BY, **values):
    more = {"evidence": evidence} if evidence else {}
    return record_create(noun_of(noun), values, by=by, label=record_label, **more)


def meeting(**more):
    return write("engagement", **{"title": "Hội đàm cấp Thứ trưởng", "kind": "meeting", **more})


def actor(code, name, **more):
    return write("actor", code=code, name_vi=name, kind="agency", **more)


def source(number, label=None):
    own = {"label": label} if label else {}
    return Source.objects.create(
        sha256=number * 64, name=f"{number}.docx", format="docx", title=f"Văn bản {number}", **own
    )


def agency(code="mfa"):
    return label_get(circulation="agency", owner=Actor.objects.get(code=code).key)


def events_of(record):
    return list(Event.objects.filter(noun=record.noun_code, record_key=record.key).order_by("id"))


def last_event(record):
    return events_of(record)[-1]


def claim_saying(record, field, value):
    living = (c for c in claims_about(record.noun_code, record.key) if c.recorded_to is None)
    return next(claim for claim in living if claim.says.get(field) == value)


def whole(record):
    """A record as its readers have it: columns, life, label, what holds and is said against it, search."""
    noun = noun_of(record.noun_code)
    record = type(record).objects.get(pk=record.pk)
    entries = held(claims_about(noun.code, record.key), choices_about(noun.code, record.key))
    holding = {
        name: (e.value, e.claim.thread, e.claim.state, e.choice.claim_id if e.choice else None,
               e.choice.reason if e.choice else None, sorted(str(c.thread) for c in e.others))
        for name, e in entries.items()
    }  # fmt: skip
    found = Entry.objects.filter(noun=noun.code, record_id=record.pk)
    return {
        "values": values_of(noun, [record])[0],
        "caption": (record.caption, record.sort_key),
        "archived": record.archived_at is not None,
        "label": record.label_id,
        "holding": holding,
        "personal": personal_values(noun, record.key, entries),
        "search": sorted(found.values_list("caption", "label_id", "part_noun", "part_id")),
    }
