"""Vote sheets on a generated assembly: invented sessions, a baseline that learns at once. No vote is real."""

import datetime as dt

import pytest

from banggiao.core.access import label_get, system
from banggiao.core.nouns import noun_of
from banggiao.sources.records import record_create
from tests.foresight.generated import tables

BY = system("kiểm thử")
LAST_TITLE = "Generated text on the right to development"


@pytest.fixture
def assembly(vietnam, home, monkeypatch):
    """Facts of a generated assembly in place of those that ship."""
    return use_generated_facts(monkeypatch)


def use_generated_facts(monkeypatch):
    """Learn from the generated assembly, with a forecaster that learns at once; return its facts."""
    from django.conf import settings

    from banggiao.foresight.facts import Facts
    from banggiao.multilateral import learning

    facts = Facts.of_tables(*filled(tables()))
    monkeypatch.setattr(settings, "FORECASTER", "copy last vote")
    monkeypatch.setattr(learning, "facts", lambda: facts)
    monkeypatch.setattr(learning, "_shipped", lambda: "generated")
    learning._memory.cache_clear()
    return facts


def filled(both):
    """The tables with the columns that facts have."""
    import pyarrow as pa

    from banggiao.foresight.facts import RESOLUTION_COLUMNS

    votes, resolutions = both
    for field in RESOLUTION_COLUMNS:
        if field.name not in resolutions.column_names:
            resolutions = resolutions.append_column(field.name, pa.array([""] * len(resolutions)))
    return votes, resolutions


def actor_key(code):
    from banggiao.actors.models import Actor

    return str(Actor.objects.get(code=code).key)


@pytest.fixture
def draft(assembly):
    """Make a draft: ``draft(title=…, label=…)``."""

    def make(*, label=None, **values):
        told = {"title": LAST_TITLE, **values}
        return record_create(noun_of("votedraft"), told, by=BY, label=label or label_get())

    return make


def sound(draft, state, position, **more):
    values = {"draft": str(draft.key), "actor": actor_key(f"country-{state}"), "position": position, **more}
    return record_create(noun_of("sounding"), values, by=BY)


DAY = dt.date(2020, 10, 10)
