"""A full register for the tests of backup and upgrade, and what it holds and answers, as comparable text.

    python -m tests.ops.full_register fill | held | told

Run as a process of its own: the register under test is not the one of the test run.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from datetime import date

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.signals import user_logged_in  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from banggiao.access.models import Group, Membership, User  # noqa: E402
from banggiao.actors.models import Actor  # noqa: E402
from banggiao.core.access import label_get, system  # noqa: E402
from banggiao.core.errors import RowsRefused  # noqa: E402
from banggiao.core.files import file_store  # noqa: E402
from banggiao.core.jobs import job_enqueue  # noqa: E402
from banggiao.core.models import Attachment, Event, SavedView  # noqa: E402
from banggiao.core.nouns import Kind, noun_of, nouns  # noqa: E402
from banggiao.core.sealing import audit_verify, events_seal  # noqa: E402
from banggiao.instruments.models import Term  # noqa: E402
from banggiao.sources.evidence import Evidence  # noqa: E402
from banggiao.sources.filling import records_fill  # noqa: E402
from banggiao.sources.models import Source  # noqa: E402
from banggiao.sources.records import record_change, record_create  # noqa: E402

BY = system("người thử")
SIMPLE = {
    Kind.TEXT: "thử", Kind.LONG_TEXT: "nội dung thử về đối ngoại", Kind.DATE: "2025-03", Kind.START: "2024-01-01",
    Kind.END: "2026-12-31", Kind.INTEGER: 1, Kind.DECIMAL: "1.5", Kind.YES_NO: True,
}  # fmt: skip
OWN = {"actorcode": {"code": "000.00.01.T99"}}
"""What a noun's rules want in the place of any words."""
SKIPPED = frozenset({"django_session", "core_job", "core_seal", "django_migrations", "sqlite_sequence"})


def fill() -> None:
    """The pack, users, every noun, files, claims that disagree, personal data, a saved view, a job."""
    call_command("load", "vn", verbosity=0, skip_checks=True)
    source = Source.objects.create(
        sha256=file_store(b"ban goc"), name="bao-cao.docx", caption="bao-cao", format="docx", text="lời văn"
    )
    for noun in nouns():
        if noun.writable:
            written(noun, OWN.get(noun.code, {}), evidence=Evidence(source=source, words="lời văn", end=7))
            attach(noun.model.objects.latest("pk"))
    record_change(Actor.objects.get(code="mfa"), {"note": "sửa để thử"}, by=BY, reason="để có hai khẳng định")
    for number in range(3):
        record_create(
            noun_of("person"), {"name": f"Người Thử {number}", "passport": f"C000000{number}"}, by=BY,
            retain_until=date(2030, 1, 1),
        )  # fmt: skip
    user = User.objects.create(username="thu", name="Người Thử", must_change_password=False)
    mfa = Actor.objects.get(code="mfa")
    for group in Group.values:
        Membership.objects.create(user=user, actor=mfa, group=group)
    written(
        noun_of("engagement"), {"title": "Việc riêng"}, label=label_get(circulation="agency", owner=mfa.key)
    )
    SavedView.objects.create(noun="actor", user=user.key, name="của tôi", query="kind=ministry")
    job_enqueue(kind="tests.none", idempotency_key="x", payload={})
    records_fill()
    events_seal()


def written(noun, given, **more):
    """Write a record of any noun, leaving out what its own rules refuse."""
    values = {**{f.name: value_for(f) for f in noun.fields}, **given}
    values = {name: value for name, value in values.items() if value is not None}
    for _ in range(8):
        try:
            return record_create(noun, values, by=BY, **more)
        except RowsRefused as refused:
            wrong = {fault.field for _, fault in refused.faults} & set(values)
            if not wrong:
                raise
            values = {name: value for name, value in values.items() if name not in wrong}
    raise AssertionError(f"{noun.code} cannot be written")


def value_for(field):
    if field.kind in SIMPLE:
        return SIMPLE[field.kind]
    if field.kind is Kind.CHOICE:
        return field.choices[0][0]
    if field.kind is Kind.TERM:
        return Term.objects.filter(vocabulary__in=field.vocabularies).values_list("code", flat=True).first()
    found = noun_of(field.noun).model.objects.order_by("-pk").values_list("key", flat=True)
    if field.kind is Kind.RECORDS:
        return [str(found[0])] if found else None
    at = 1 if field.name in ("counterpart", "successor") else 0
    return str(found[at]) if len(found) > at else None


def attach(record):
    data = f"tệp của {record.noun_code}".encode()
    Attachment.objects.create(
        noun=record.noun_code, record_key=record.key, name="tệp.txt", media_type="text/plain", size=len(data),
        sha256=file_store(data), added_by="người thử",
    )  # fmt: skip


def held() -> dict[str, object]:
    """Return what lies in the database and in the file store."""
    rows = {table: rows_of(table) for table in sorted(connection.introspection.table_names())}
    return {"rows": rows, "files": files(), "audit": audit_told()}


def told() -> dict[str, object]:
    """Return everything that a restore must bring back alike. To ask for pages writes the audit."""
    return {**held(), "answers": answers()}


def rows_of(table: str) -> object:
    if table in SKIPPED or table.startswith("search_words"):  # FTS5's own tables are asked through answers
        return None
    where = "WHERE code NOT LIKE 'register.%%'" if table == "core_event" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} {where} ORDER BY 1", [])
        rows = [
            repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
        ]
    return [len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()]


def files() -> dict[str, str]:
    store = settings.BANGGIAO_HOME / "files"
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(store.glob("??/*"))}


def audit_told() -> object:
    audit = audit_verify()
    return [audit.sound, Event.objects.exclude(code__startswith="register.").count()]


def answers() -> dict[str, object]:
    """Return what pages say: the list of every noun, a record of each, and searches."""
    client = Client(headers={"host": "localhost"})
    user = User.objects.filter(username="thu").first()
    if user is not None:
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        client.force_login(user)
    asked = [f"/r/{noun.code}/" for noun in nouns()]
    for noun in nouns():
        record = noun.model.objects.order_by("pk").first()
        asked += [f"/r/{noun.code}/{record.key}/"] if record else []
    asked += ["/search/?q=doi+ngoai", "/search/?q=%22bộ+ngoại+giao%22", "/search/?q=thu"]
    return {address: answer(client.get(address)) for address in asked}


def answer(response) -> list[object]:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    text = re.sub(r'"X-CSRFToken": *"[^"]*"|nonce-[^"]*', "", text)
    return [response.status_code, len(text), hashlib.sha256(text.encode()).hexdigest()]


if __name__ == "__main__":
    deed = {"fill": fill, "held": held, "told": told}[sys.argv[1]]
    sys.stdout.write(json.dumps(deed()))
