"""Asks every operation of the API what its own description allows, and what it forbids, and judges the answers.

    python -m tests.api.conforming 1000 [noun …]     so many cases an operation, on a register of its own

No answer may be a failure of the server, none may differ from its description, and nothing that the description
forbids may be taken. That all which it allows is taken is not asked: the rules of the register are more than types.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
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
    """The workspace, asked as Django's own test client asks it: within the transaction of the test."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self._handler = WSGIHandler()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections

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
    """Make a register of its own, ask, and say what was wrong."""
    cases, nouns = int(sys.argv[1]), tuple(sys.argv[2:])
    with tempfile.TemporaryDirectory(prefix="banggiao-conform-") as home:
        token, keys = _register(home)
        wrong = count = 0
        for operation in operations(nouns):
            count += 1
            try:
                conforms(operation, token=token, cases=cases, keys=keys, seed=0)
            except FailureGroup as failure:
                wrong += 1
                sys.stdout.write(f"{operation.method.upper()} {operation.path}: {failure}\n")
    sys.stdout.write(f"{count} operations, {cases} cases each way, {wrong} wrong\n")
    return int(wrong > 0)


def _register(home: str) -> tuple[str, dict[str, str]]:
    """Set up a register with the country pack; return a token for it, and noun → the key of a record."""
    os.environ |= {
        "BANGGIAO_HOME": home,
        "BANGGIAO_DATABASE_URL": "",
        "BANGGIAO_API_PER_MINUTE": "1000000000",
    }
    os.environ["DJANGO_SETTINGS_MODULE"] = "banggiao.config.settings"
    import django

    django.setup()
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
