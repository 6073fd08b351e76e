"""The reader as the register teaches it: its gazetteer is the register's own names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from banggiao.actors.models import ActorName
from banggiao.actors.selectors import names_for_gazetteer
from banggiao.instruments.models import Instrument, Term
from banggiao.instruments.selectors import names_of_instruments
from banggiao.reading.gazetteer import Gazetteer
from banggiao.reading.reader import Reader
from banggiao.reading.records import Reading
from banggiao.reading.snapshot import OF_REGISTER, save_snapshot


def register_reader() -> Reader:
    """Return a reader that knows every name in the register; built anew when a name was added."""
    return _reader(_version())


def register_gazetteer() -> Gazetteer:
    """Return the gazetteer of :func:`register_reader`."""
    return _gazetteer(_version())


def reporting_actor(reading: Reading) -> str:
    """Return the code of the actor that issued a paper, as its header says; "" where it cannot be told."""
    return reading.header.actor or ""


def _version() -> tuple[object, ...]:
    """Return what changes whenever a name is added or archived. Papers under review give no names."""
    counts: list[object] = []
    for names in (
        ActorName.objects.all(),
        Instrument.objects.filter(code__isnull=False),
        Term.objects.all(),
    ):
        rows = names.aggregate(rows=Count("id"), last=Max("id"), archived=Count("archived_at"))
        counts += rows.values()
    return tuple(counts)


@lru_cache(maxsize=1)
def _gazetteer(version: tuple[object, ...]) -> Gazetteer:
    gazetteer = Gazetteer.from_names([*names_for_gazetteer(), *names_of_instruments()])
    save_snapshot(Path(settings.BANGGIAO_HOME) / OF_REGISTER, "register", gazetteer)
    return gazetteer


@lru_cache(maxsize=1)
def _reader(version: tuple[object, ...]) -> Reader:
    return Reader(_gazetteer(version))
