"""Bringing a database up to this version of the program, and checking that it is sound."""

from __future__ import annotations

from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from banggiao.core.errors import DeedRefused
from banggiao.core.sealing import Break, audit_verify, events_seal
from banggiao.sources.filling import records_fill


def migrations_waiting() -> list[str]:
    """Return the migrations that were not applied yet, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_up_to_date() -> int:
    """Migrate, fill what older versions did not know, and check. Return how many records were filled.

    Raises:
        DeedRefused: the program's settings or the references between rows are not sound.
    """
    call_command("migrate", verbosity=0, interactive=False)
    count = records_fill()
    faults = [str(fault) for fault in run_checks() if fault.level >= ERROR]
    try:
        connection.check_constraints()
    except IntegrityError as error:
        faults.append(str(error))
    if faults:
        raise DeedRefused("check", f"Kiểm tra không đạt: {faults[0]}", f"A check failed: {faults[0]}")
    return count


def audit_breaks() -> tuple[Break, ...]:
    """Seal what waits, and return where the audit is not as it was sealed."""
    events_seal()
    return audit_verify().breaks
