"""Decides what to ask of the API of a generated register: addresses, each with the token of who asks. Prints
them as JSON. The tokens are good until the next day has ended."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from urllib.parse import urlencode

import django

django.setup()

from django.utils import timezone  # noqa: E402

from banggiao.access.models import Purpose, User  # noqa: E402
from banggiao.access.tokens import token_make  # noqa: E402
from banggiao.access.viewers import viewer_of  # noqa: E402
from banggiao.actors.models import Actor  # noqa: E402
from banggiao.api.asking import cursor_given  # noqa: E402
from banggiao.core.access import Question  # noqa: E402
from banggiao.core.nouns import noun_of  # noqa: E402
from banggiao.sources.asking import query_from  # noqa: E402
from benchmarks.register.plan import USERS, deepest, lists_of  # noqa: E402


def main() -> None:
    """Print the plan."""
    draw = random.Random(47)
    everybody = list(User.objects.filter(username__startswith="sinh").order_by("id"))
    readers = draw.sample(everybody, min(USERS, len(everybody)))
    may_write = Question("engagement", "create")
    writer = next(user for user in everybody if viewer_of(user).may(may_write))
    lists = [
        (n, address.replace("/r/", "/api/v1/", 1).replace("/?", "?", 1))
        for n in range(len(readers)) for n, address in lists_of(n, draw)
    ]  # fmt: skip
    told = {
        "tokens": [_token(user, "*:read") for user in readers],
        "writer": _token(writer, "engagement:write"),
        "hosts": [str(key) for key in Actor.objects.order_by("id").values_list("key", flat=True)[:300]],
        "asks": {"list": lists},
        "alone": {
            "first": [(n, "/api/v1/engagement") for n in range(len(readers))],
            "deepest": [(n, _deepest(user)) for n, user in enumerate(readers)],
        },
    }
    print(json.dumps(told))


def _token(user: User, scope: str) -> str:
    return token_make(
        user=user, by=viewer_of(user), purpose=Purpose.API, name="đo tốc độ", scopes=[scope],
        last_day=timezone.localdate() + timedelta(days=1),
    )[1]  # fmt: skip


def _deepest(user: User) -> str:
    """Return the address of the last page of the list of engagements, newest first."""
    query = query_from(noun_of("engagement"), {}, viewer_of(user))
    place = deepest(viewer_of(user)).partition("after=")[2]
    return f"/api/v1/engagement?{urlencode({'cursor': cursor_given(query, 'n', place)})}"


if __name__ == "__main__":
    main()
