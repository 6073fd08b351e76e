"""Decides what to ask of a generated register: addresses, each with the user who asks. Prints them as JSON.

Users are ordinary ones of many bodies; a record is asked for only by somebody who may see it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.db.models import Count  # noqa: E402

from banggiao.access.models import User  # noqa: E402
from banggiao.access.viewers import viewer_of  # noqa: E402
from banggiao.actors.models import Actor  # noqa: E402
from banggiao.core.access import Viewer  # noqa: E402
from banggiao.core.nouns import noun_of  # noqa: E402
from banggiao.engagements.models import Engagement  # noqa: E402
from banggiao.instruments.models import Commitment  # noqa: E402
from banggiao.sources.asking import cursor_text, query_from  # noqa: E402
from banggiao.sources.listed import SINCE, Cursor  # noqa: E402
from benchmarks.register.generate import PASSWORD  # noqa: E402
from benchmarks.register.world import TOPICS  # noqa: E402

USERS = 20
RECORDS = 40
Ask = tuple[int, str]  # which user, which address


def main() -> None:
    """Print the plan."""
    draw = random.Random(47)
    users = list(User.objects.filter(username__startswith="sinh").order_by("id"))
    # Ordinary users of all kinds of bodies, and as many again of those who see most: of bodies above others.
    some = draw.sample(users, min(300, len(users)))
    most = sorted(some, key=lambda user: len(viewer_of(user).labels or ()), reverse=True)
    asking = most[: USERS // 2] + draw.sample(some, USERS // 2)
    viewers = [viewer_of(user) for user in asking]
    lists = [ask for n in range(len(asking)) for ask in lists_of(n, draw)]
    plan = {
        "users": [user.username for user in asking],
        "password": PASSWORD,
        "labels": [len(viewer.labels or ()) for viewer in viewers],
        "asks": {
            "list": lists,
            "detail": [ask for n, viewer in enumerate(viewers) for ask in details_of(n, viewer, draw)],
            "search": [ask for n in range(len(asking)) for ask in searches_of(n, draw)],
            "first": [(n, "/r/engagement/") for n in range(len(asking))],
            "deepest": [(n, deepest(viewer)) for n, viewer in enumerate(viewers)],
        },
        "pages": pages(viewers[0]),
    }
    print(json.dumps(plan, ensure_ascii=False))


def lists_of(user: int, draw: random.Random) -> Iterator[Ask]:
    """Lists with two filters and a sorting: filters that many rows pass, that few pass, and both."""
    hosts, counterparts = busiest("host"), busiest("counterpart")
    some = draw.choice(hosts[:5]), draw.choice(counterparts[:5])
    few = draw.choice(hosts[-20:]), draw.choice(counterparts[-20:])
    asked: list[tuple[str, dict[str, Any]]] = [
        ("engagement", {"kind": "visit", "status": "held", "sort": "-valid_from"}),
        ("engagement", {"kind": "meeting", "status": "planned", "sort": "valid_from"}),
        ("engagement", {"host": some[0], "status": "held", "sort": "-valid_from"}),
        ("engagement", {"counterpart": some[1], "kind": "conference", "sort": "title"}),
        ("engagement", {"host": some[0], "counterpart": some[1], "sort": "-valid_from"}),
        ("engagement", {"host": few[0], "counterpart": few[1], "sort": "title"}),
        ("engagement", {"status": "cancelled", "kind": "signing", "sort": "title"}),
        ("engagement", {"counterpart": few[1], f"valid_from{SINCE}": "2020", "sort": "-valid_from"}),
        ("commitment", {"lead": some[0], "kind": "task", "sort": "due"}),
        ("commitment", {"lead": few[0], "counterpart": some[1], "sort": "-due"}),
    ]
    for noun, given in asked:
        yield user, f"/r/{noun}/?{urlencode(given)}"


def busiest(field: str) -> list[str]:
    """Return the codes of the actors that most engagements have in a field, the most frequent first."""
    if field not in _busiest:
        found = Engagement.objects.values(f"{field}_id").annotate(n=Count("id")).order_by("-n")
        codes = dict(Actor.objects.values_list("pk", "code"))
        _busiest[field] = [codes[row[f"{field}_id"]] for row in found if row[f"{field}_id"]]
    return _busiest[field]


_busiest: dict[str, list[str]] = {}


def details_of(user: int, viewer: Viewer, draw: random.Random) -> Iterator[Ask]:
    """Records of engagements and commitments from all over the table that the user may see."""
    for model, share in ((Engagement, RECORDS * 3 // 4), (Commitment, RECORDS // 4)):
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for _ in range(share):
            seen = model.objects.visible_to(viewer).filter(pk__gte=draw.randrange(1, last + 1))
            key = seen.order_by("pk").values_list("key", flat=True).first()
            if key:
                yield user, f"/r/{model.noun_code}/{key}/"


def searches_of(user: int, draw: random.Random) -> Iterator[Ask]:
    """Words in many rows, words in few, both together, phrases and beginnings; with and without marks."""
    number = draw.randrange(1, 10_000)
    words = [
        "hop tac", "đối ngoại", "hoi nghi", draw.choice(TOPICS), draw.choice(TOPICS).split()[0],
        f"số {number}", f"{draw.choice(TOPICS)} {number}", '"hội nhập quốc tế"', f"bộ {draw.choice(TOPICS)}",
        f"hang hai {number}", "doan cong tac", "van hoa ngh",
    ]  # fmt: skip
    for asked in words:
        yield user, f"/search/?{urlencode({'q': asked})}"


def deepest(viewer: Viewer) -> str:
    """Return the address of the last page of the list of engagements, newest first."""
    query = query_from(noun_of("engagement"), {}, viewer)
    rows = Engagement.objects.visible_to(viewer).current().filter(valid_from__isnull=False)
    last = rows.order_by("valid_from", "pk").values_list("valid_from", "pk")[51:52]
    place = cursor_text(query, Cursor(*last[0]))
    return f"/r/engagement/?{urlencode({'after': place})}"


def pages(viewer: Viewer) -> dict[str, str]:
    """Return one address of each kind of page."""
    key = Engagement.objects.visible_to(viewer).order_by("-pk").values_list("key", flat=True)[0]
    return {
        "home": "/", "list": "/r/engagement/?kind=visit&status=held", "detail": f"/r/engagement/{key}/",
        "history": f"/r/engagement/{key}/history/", "form": "/r/engagement/new/",
        "search": "/search/?q=hop+tac",
    }  # fmt: skip


if __name__ == "__main__":
    main()
