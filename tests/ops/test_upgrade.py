"""A register of the previous release comes to this one with all it says, or stays as it was."""

from __future__ import annotations

import json

import pytest

OLD = {  # the last migrations of the release before the register had every noun
    "core": "0002_audit_is_append_only", "sources": "0002_claim_within_a_review", "actors": "0001_initial",
    "instruments": "0001_initial", "reviews": "0001_initial",
}  # fmt: skip
MAKE_OLD = f"""
import django; django.setup()
import json, uuid
from datetime import UTC, datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
wanted = {list(OLD.items())!r}
executor.migrate([*wanted, ("contenttypes", "0002_remove_content_type_name"), ("sessions", "0001_initial"),
                  ("auth", "0012_alter_user_first_name_max_length")])
apps = MigrationExecutor(connection).loader.project_state(wanted).apps
Actor, Source, Claim = apps.get_model("actors.Actor"), apps.get_model("sources.Source"), apps.get_model("sources.Claim")
Value, Event = apps.get_model("sources.ClaimValue"), apps.get_model("core.Event")
source = Source.objects.create(sha256="a" * 64, name="bao-cao.docx", format="docx")
for n in range(1200):
    actor = Actor.objects.create(code=f"cu-{{n}}", kind="agency", name_vi=f"Cơ quan Đời cũ {{n}}")
    key = uuid.uuid4()
    claim = Claim.objects.create(
        key=key, thread=key, source=source, noun="actor", record_key=actor.key, start=0, end=5, words="lời",
        state="confirmed", decided_by="Lan", decided_at=datetime.now(UTC), recorded_from=datetime.now(UTC),
    )
    Value.objects.create(claim=claim, field="name_vi", value=actor.name_vi)
    Value.objects.create(claim=claim, field="kind", value="agency")
    Event.objects.create(code="actor.created", noun="actor", record_key=actor.key, who="Lan", after={{"n": n}})
"""
TOLD = """
import json
from banggiao.actors.models import Actor
from banggiao.core.access import system
from banggiao.core.models import Event
from banggiao.core.sealing import audit_verify
from banggiao.core.nouns import noun_of
from banggiao.search.services import of_noun
from banggiao.sources.holding import choices_about, claims_about, held
actor = Actor.objects.get(code="cu-7")
entries = held(claims_about("actor", actor.key), choices_about("actor", actor.key))
print(json.dumps({
    "captions": Actor.objects.exclude(caption="").exclude(sort_key="").count(),
    "caption": actor.caption,
    "holds": {name: entry.value for name, entry in sorted(entries.items())},
    "found": of_noun(noun_of("actor")).count(),
    "sound": audit_verify().sound, "sealed": audit_verify().events,
    "last": Event.objects.latest("id").code,
}))
"""


@pytest.fixture(scope="session")
def _old(make_register):
    register = make_register()
    register.run("-c", MAKE_OLD)
    return register


@pytest.fixture
def old(_old, make_register):
    """A register as the previous release left it, with claims whose values stand in a table of their own."""
    return make_register(like=_old)


def test_an_older_register_comes_up_whole(old):
    done = old.banggiao("upgrade")
    assert done.returncode == 0, done.stderr
    assert "1201 records filled" in done.stdout  # the actors and their source
    told = json.loads(old.script(TOLD))
    assert told["captions"] == 1200
    assert told["caption"] == "Cơ quan Đời cũ 7"
    assert told["holds"] == {"kind": "agency", "name_vi": "Cơ quan Đời cũ 7"}
    assert told["found"] == 1200
    assert (told["sound"], told["sealed"], told["last"]) == (True, 1200, "register.upgraded")
    assert len(list((old.home / "backups").glob("before-upgrade-to-*.zip"))) == 1


def test_an_upgrade_of_what_is_up_to_date_changes_no_row(full):
    before = full.held()
    done = full.banggiao("upgrade")
    assert done.returncode == 0, done.stderr
    assert "0 migrations, 0 records filled" in done.stdout
    assert full.held()["rows"] == before["rows"]


def test_a_step_that_fails_leads_back_to_the_backup(old):
    failed = old.python(
        "-c",
        "import django; django.setup()\n"
        "from banggiao.config import upkeep\n"
        "def fail(): raise RuntimeError('bước giữa chừng hỏng')\n"
        "upkeep.records_fill = fail\n"
        "from banggiao.cli import main; main()",
        "upgrade",
    )
    assert failed.returncode == 1
    assert "bước giữa chừng hỏng" in failed.stderr
    assert "Traceback" not in failed.stderr
    rows = old.script(
        "from django.db import connection\n"
        "names = connection.introspection.table_names()\n"
        "cursor = connection.cursor()\n"
        "cursor.execute('SELECT count(*) FROM sources_claimvalue')\n"
        "print('search_entry' in names, cursor.fetchone()[0])"
    )
    assert rows == "False 2400"


def test_a_backup_of_an_older_version_is_brought_up_when_it_is_restored(old, empty, tmp_path):
    path = tmp_path / "cu.zip"
    assert old.banggiao("backup", str(path)).returncode == 0
    done = empty.banggiao("restore", str(path))
    assert done.returncode == 0, done.stderr
    assert json.loads(empty.script(TOLD))["captions"] == 1200
