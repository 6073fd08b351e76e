"""Asks every operation of the API what its own description allows, and what it forbids, and judges the answers.

    python -m tests.api.conforming 1000 [noun …]     so many cases an operation, on a register of its own

Each noun is asked in a process of its own, one after the other: the strategies of all of them together would hold
many gigabytes. The cases follow from a seed, so the same call asks the same again.

No answer may be a failure of the server, none may differ from its description, and nothing that the description
forbids may be taken. That all which it allows is taken is not asked: the rules of the register are more than types.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
BOTH = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
"""What the description allows, and what it forbids."""
ADDRESS = "/api/v1/openapi.json"


class App:
    """The workspace, asked as Django's own test client asks it: within the transaction of the test.
    ``asked`` counts the requests of this process."""

    asked = 0

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self._handler = WSGIHandler()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections

        App.asked += 1
        signals = (request_started, request_finished)
        for signal in signals:
            signal.disconnect(close_old_connections)
        try:
            answer = self._handler(environ, start_response)
            body = b"".join(answer)
            answer.close()
            return [body]
        finally:
            for signal in signals:
                signal.connect(close_old_connections)


@cache
def _all_operations() -> tuple[Any, ...]:
    described = schemathesis.openapi.from_wsgi(ADDRESS, App())
    described.validate()
    return tuple(found.ok() for found in described.get_all_operations())


def operations(nouns: tuple[str, ...] = ()) -> Iterator[Any]:
    """Yield the operations that the served description names, of these nouns or of all."""
    for operation in _all_operations():
        if not nouns or operation.path.split("/")[3] in nouns:
            yield operation


def conforms(
    operation: Any, *, token: str, cases: int, keys: Mapping[str, str], seed: int | None, ways: Any = BOTH
) -> None:
    """Ask an operation ``cases`` times in each of the ways. ``keys`` are noun → the key of a record there.

    Raises:
        schemathesis.core.failures.FailureGroup: an answer is wrong.
    """
    noun = operation.path.split("/")[3]
    there = {"key": keys[noun]} if "{key}" in operation.path and noun in keys else None
    for mode in ways:
        strategy = operation.as_strategy(
            generation_mode=mode, path_parameters=there if mode.is_positive else None
        )
        _asked(strategy, token, cases, seed, matching=mode.is_positive and operation.method.upper() != "GET")


def _asked(strategy: Any, token: str, cases: int, seed: int | None, *, matching: bool) -> None:
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=seed is None, verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(case=strategy)
    def ask(case: Any) -> None:
        if matching:  # most writes are to get past the question whether somebody else has written
            case.headers = {**(case.headers or {}), "If-Match": "*"}
            case.headers.pop("Idempotency-Key", None)
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        return  # nothing can be said to this operation that is wrong


def main() -> int:
    """Make a register of its own, have each noun asked, and say what was wrong."""
    cases, nouns = int(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="banggiao-conform-") as home:
        _settled(home)
        token, keys = _register()
        given = json.dumps({"token": token, "keys": keys, "cases": cases}).encode()
        said: Counter[str] = Counter()
        for noun in nouns or dict.fromkeys(one.path.split("/")[3] for one in operations()):
            asking = [sys.executable, "-c", _ASK_NOUN, home, noun]
            told = subprocess.run(asking, input=given, stdout=subprocess.PIPE, check=True).stdout
            counted = json.loads(told.splitlines()[-1])
            said.update(counted)
            sys.stdout.write("".join(f"{line.decode()}\n" for line in told.splitlines()[:-1]))
            sys.stdout.write(f"{noun}: {counted}\n")
            sys.stdout.flush()
    sys.stdout.write(
        f"{said['operations']} operations, {cases} cases each way, {said['asked']} asked, "
        f"{said['wrong']} operations wrong\n"
    )
    return int(said["wrong"] > 0)


_ASK_NOUN = "import sys; from tests.api.conforming import ask_noun; ask_noun(*sys.argv[1:])"


def ask_noun(home: str, noun: str) -> None:
    """Ask the operations of one noun; print what was wrong, and at last how many were asked."""
    _settled(home)
    logging.disable(logging.WARNING)
    given = json.loads(sys.stdin.buffer.read())
    wrong = count = 0
    for operation in operations((noun,)):
        count += 1
        for mode in BOTH:  # what one finds must not hide what the other would
            try:
                conforms(
                    operation, token=given["token"], cases=given["cases"], keys=given["keys"], seed=0,
                    ways=(mode,),
                )  # fmt: skip
            except FailureGroup as failure:
                wrong += 1
                told = "; ".join(str(one) for one in failure.exceptions)
                sys.stdout.write(f"{operation.method.upper()} {operation.path} {mode.value}: {told}\n")
    sys.stdout.write(json.dumps({"operations": count, "asked": App.asked, "wrong": wrong}) + "\n")


def _settled(home: str) -> None:
    """Set Django up for the register in a folder."""
    os.environ |= {
        "BANGGIAO_HOME": home,
        "BANGGIAO_DATABASE_URL": "",
        "BANGGIAO_API_PER_MINUTE": "1000000000",
        "DJANGO_SETTINGS_MODULE": "banggiao.config.settings",
    }
    import django

    django.setup()


def _register() -> tuple[str, dict[str, str]]:
    """Make a register with the country pack; return a token for it, and noun → the key of a record."""
    from django.core.management import call_command
    from django.utils import timezone

    from banggiao.access.models import Purpose
    from banggiao.access.services import user_ensure
    from banggiao.access.tokens import token_make
    from banggiao.access.viewers import viewer_of
    from banggiao.actors.models import Actor
    from banggiao.core.access import system

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("load", "vn", verbosity=0, skip_checks=True)
    user = user_ensure(
        username="thu", name="Người thử", actor=Actor.objects.get(code="mfa"),
        groups=["drafter", "approver", "personal"], by=system("kiểm thử"),
    )  # fmt: skip
    _, text = token_make(
        user=user, by=viewer_of(user), purpose=Purpose.API, name="kiểm thử", scopes=["*:write"],
        last_day=timezone.localdate(),
    )  # fmt: skip
    return text, keys_there()


def keys_there() -> dict[str, str]:
    """Return noun → the key of a record that everybody may see, written where there was none."""
    from banggiao.core.access import PUBLIC_LABEL
    from banggiao.core.errors import RowsRefused
    from banggiao.core.nouns import nouns
    from tests.ops.full_register import written

    keys: dict[str, str] = {}
    for noun in nouns():
        seen = noun.model.objects.filter(label=PUBLIC_LABEL, archived_at__isnull=True)
        record = seen.order_by("id").first()
        if record is None and noun.writable:
            with suppress(RowsRefused):  # some need values that belong together: these are asked for in vain
                record = written(noun, {})
        if record is not None:
            keys[noun.code] = str(record.key)
    return keys


if __name__ == "__main__":
    sys.exit(main())
