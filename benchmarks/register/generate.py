"""Writes the generated register into the database that the environment names:

    python -m benchmarks.register.generate \
        --engagements 1000000 --commitments 300000 --claims 2000000 --users 5000

Records go through the register's own bulk write, with claims, audit and search entries. Prints JSON: how many
rows of each there are, and how fast they were written.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from banggiao.access.models import Group, Membership, User  # noqa: E402
from banggiao.actors.models import Actor  # noqa: E402
from banggiao.core.access import label_get, system  # noqa: E402
from banggiao.core.bulk import room_for_many, rows_insert  # noqa: E402
from banggiao.core.keys import uuid7  # noqa: E402
from banggiao.core.models import AccessLabel, Event  # noqa: E402
from banggiao.core.nouns import Noun, noun_of  # noqa: E402
from banggiao.core.sealing import events_seal  # noqa: E402
from banggiao.engagements.models import Engagement  # noqa: E402
from banggiao.instruments.models import Commitment, Term  # noqa: E402
from banggiao.search.filling import blocks_write  # noqa: E402
from banggiao.sources.evidence import Evidence  # noqa: E402
from banggiao.sources.models import Claim, ClaimState, Source, SourceKind  # noqa: E402
from banggiao.sources.records import records_create  # noqa: E402
from benchmarks.register.world import SAID, Setting, World  # noqa: E402

BY = system("bộ sinh dữ liệu đo")
CHUNK = 10_000
PASSWORD = "mat-khau-cua-nguoi-dung-sinh"
OWNERS = (
    "province",
    "ministry",
    "ministerial",
    "agency",
    "party",
    "assembly",
    "people",
    "mass",
    "front",
    "state",
    "unit",
)
NAMED_LISTS = 60
EMBARGOES = 20


def main() -> None:
    """Write what the arguments ask for."""
    asked = argparse.ArgumentParser()
    for name in ("engagements", "commitments", "claims", "users"):
        asked.add_argument(f"--{name}", type=int, required=True)
    asked.add_argument("--seed", type=int, default=47)
    wanted = asked.parse_args()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    if not Actor.objects.exists():
        call_command("load", "vn", verbosity=0, skip_checks=True)
    draw = random.Random(wanted.seed)
    owners = list(
        Actor.objects.filter(kind__in=OWNERS, archived_at=None).order_by("code").values_list("pk", "key")
    )
    users_write(wanted.users, above(owners), owners, draw)
    sources, weights = sources_write([key for _, key in owners], draw)
    world = World(setting([str(key) for _, key in owners]), wanted.seed)
    with room_for_many():
        speeds = {
            "engagement": write(
                noun_of("engagement"), world.engagements(wanted.engagements), world, sources, weights
            ),
            "commitment": write(
                noun_of("commitment"), world.commitments(wanted.commitments), world, sources, weights
            ),
        }
    missing = wanted.claims - Claim.objects.filter(noun__in=("engagement", "commitment")).count()
    competing_write(missing, world, sources, draw)
    settle()
    print(json.dumps({"rows": counts(), "per_second": speeds, "peak_mb": peak_mb()}))


def setting(hosts: list[str]) -> Setting:
    """Return what the pack has for hosts, counterparts and vocabularies."""
    countries = Actor.objects.filter(kind="country", archived_at=None).exclude(code="country-VNM")
    return Setting(
        hosts=hosts,
        counterparts=[str(key) for key in countries.order_by("code").values_list("key", flat=True)],
        channels=terms("channel"),
        fields=terms("budget_head"),
    )


def terms(vocabulary: str) -> list[str]:
    held = Term.objects.filter(vocabulary=vocabulary, archived_at=None)
    return list(held.order_by("code").values_list("code", flat=True))


def above(owners: list[tuple[int, UUID]]) -> list[tuple[int, UUID]]:
    """Return the actors that stand above most owners in the tree."""
    parents = dict(Actor.objects.values_list("pk", "parent_id"))
    keys = dict(Actor.objects.values_list("pk", "key"))
    below: Counter[int] = Counter()
    for pk, _ in owners:
        at = parents[pk]
        while at is not None:
            below[at] += 1
            at = parents[at]
    return [(pk, keys[pk]) for pk, _ in below.most_common(8)]


def users_write(
    count: int, high: list[tuple[int, UUID]], owners: list[tuple[int, UUID]], draw: random.Random
) -> None:
    """Write users, each with one or two memberships, one in twenty of a body above others; they share one
    password, so that it is hashed once."""
    if User.objects.filter(username__startswith="sinh").exists():
        return
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        [
            User(
                username=f"sinh{n:05}",
                name=f"Người dùng {n} ({SAID})",
                password=password,
                must_change_password=False,
            )
            for n in range(count)
        ],
        batch_size=500,
    )
    groups = (Group.READER, Group.DRAFTER, Group.APPROVER)
    memberships = []
    for user in users:
        actors = draw.sample(owners, k=2 if draw.random() < 0.15 else 1)
        if draw.random() < 0.05:
            actors = [draw.choice(high)]
        memberships += [
            Membership(user=user, actor_id=pk, group=draw.choices(groups, (50, 40, 10))[0])
            for pk, _ in actors
        ]
    Membership.objects.bulk_create(memberships, batch_size=500)


def sources_write(owners: list[UUID], draw: random.Random) -> tuple[list[Source], list[float]]:
    """Write a source for each reach that records have, and return them with the share of records of each.

    Three in five everybody may see, a third only those of one body, the others a list of bodies, or nobody
    else before a day.
    """
    users = list(User.objects.filter(username__startswith="sinh").values_list("key", flat=True)[:500])
    labels = [AccessLabel.objects.get(pk=1)]
    labels += [label_get(circulation="agency", owner=owner) for owner in owners]
    for _ in range(NAMED_LISTS):
        named = draw.sample(owners, k=draw.randrange(2, 8)) + draw.sample(users, k=min(3, len(users)))
        labels.append(label_get(circulation="named", owner=draw.choice(owners), named=named))
    for n in range(EMBARGOES):
        until = date(2030, 1 + n % 12, 1 + n)
        labels.append(label_get(circulation="public", owner=draw.choice(owners), embargo_until=until))
    of_body = 0.33 / len(owners)
    weights = [
        0.60,
        *[of_body] * len(owners),
        *[0.05 / NAMED_LISTS] * NAMED_LISTS,
        *[0.02 / EMBARGOES] * EMBARGOES,
    ]
    sources = []
    for n, label in enumerate(labels):
        told = f"nguồn số {n} ({SAID})"
        source, _ = Source.objects.get_or_create(
            sha256=hashlib.sha256(told.encode()).hexdigest(),
            defaults={
                "name": told,
                "title": told,
                "caption": told,
                "format": "",
                "kind": SourceKind.TABLE,
                "label": label,
            },
        )
        sources.append(source)
    return sources, weights


def write(
    noun: Noun, rows: Iterator[dict[str, Any]], world: World, sources: list[Source], weights: list[float]
) -> float:
    """Write records as the loading of a table does. Return rows a second."""
    count, began = 0, time.perf_counter()
    while chunk := list(itertools.islice(rows, CHUNK)):
        told = [
            Evidence(source=sources[at], words=f"dòng {count + n} ({SAID})", rule="generated")
            for n, at in enumerate(world.labels(len(chunk), weights))
        ]
        records_create(noun, chunk, by=BY, evidence=told)
        count += len(chunk)
        say(f"{noun.code}: {count} ({count / (time.perf_counter() - began):.0f}/s, {peak_mb():.0f} MB)")
    return count / (time.perf_counter() - began) if count else 0.0


def competing_write(count: int, world: World, sources: list[Source], draw: random.Random) -> None:
    """Write what other sources say of engagements, as claims that do not hold, and their events."""
    public = [source for source in sources if source.label_id == 1]
    rows = Engagement.objects.order_by("pk").values_list("key", "title")
    written, now = 0, timezone.now()
    while written < count:
        for chunk in chunks(rows.iterator(chunk_size=CHUNK), CHUNK):
            claims, events = [], []
            for key, title in chunk:
                if written + len(claims) >= count or draw.random() > 0.8:
                    continue
                says, claim = world.other_words(title), uuid7()
                source = draw.choice(public) if draw.random() < 0.7 else sources[0]
                claims.append(
                    (claim, claim, source.pk, "engagement", key, 0, 0, f"theo nguồn khác ({SAID})", [], "",
                     "generated", [], says, 1.0, "", ClaimState.CONFIRMED, "", BY.name, now, "", now)
                )  # fmt: skip
                events.append(
                    (uuid7(), "engagement.claimed", "engagement", key, {}, says, BY.name, now, "", "")
                )
            with transaction.atomic():
                rows_insert(Claim, CLAIM, claims)
                rows_insert(Event, EVENT, events)
            written += len(claims)
            if written >= count:
                break
    say(f"competing claims: {written}")


CLAIM = (
    "key", "thread", "source_id", "noun", "record_key", "start", "end", "words", "heading_path", "role",
    "rule", "candidates", "says", "confidence", "verification", "state", "corrected_words", "decided_by",
    "decided_at", "reason", "recorded_from",
)  # fmt: skip
EVENT = ("key", "code", "noun", "record_key", "before", "after", "who", "at", "request_id", "reason")


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    held = iter(rows)
    while chunk := list(itertools.islice(held, size)):
        yield chunk


def settle() -> None:
    """Seal the audit, write the bits of common words, and let the database know how its tables are filled: a
    running register does so by itself behind its writers."""
    events_seal()
    blocks_write()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def counts() -> dict[str, int]:
    models = (Engagement, Commitment, Claim, Event, User, Membership, AccessLabel, Source)
    return {model.__name__: model._default_manager.count() for model in models}


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
